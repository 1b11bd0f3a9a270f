// SPDX-License-Identifier: MIT
//
// Floor 3. Calls by machine code that is made for their signature.
//
// Code is made of what a call of this signature does to each argument, with nothing left to look
// up; what all calls do alike stays in C (emitted.c). The code has two parts, neither of which has
// a frame of its own, so that there is none for the callee's unwinder to find:
//
//   check   what a callee's `call` leads to. Looks at the arguments where they are and goes on to
//           emitted.c; if there is anything about them that is not simple, to call_generally.
//   load    what emitted.c calls as if it was the function. Moves the arguments from the immediates
//           straight into registers, and goes on to the function, which returns to emitted.c.
//
//   airlock_call ──► check ──► emitted.c ──► load ──► function
//                      │           ▲                     │
//                      ▼           └─────────────────────┘
//                call_generally
//
// Arguments on the stack need a frame that the function finds them in: trampoline_emitted
// (trampoline_x86_64.S) makes it, and `load` fills it in.
//
// There is code for x86-64, for signatures of unrestricted scalars of up to eight bytes, pointers
// of which all but null are valid, and results of one word or none, as long as a page is enough;
// the other ways serve all else.
#ifndef AIRLOCK_NATIVE_EMITTED_H
#define AIRLOCK_NATIVE_EMITTED_H

#include "native/code_page.h"
#include "native/native.h"

// emitted_for returns the way of calls with a prepared signature by its code, which is made when
// first asked for; NULL if the machine's engine is another one, if there is no code for such a
// signature, or if it cannot be had. Once the system forbids code, no more is made.
call_function *emitted_for(airlock_machine *machine, airlock_signature *signature);

// emitted_release frees it.
void emitted_release(airlock_signature *signature);

// emitted_write writes both parts into a page and says where they begin; false if a page is too
// small for them. `check` goes on to `way`.
bool emitted_write(uint8_t *page, const airlock_signature *signature, call_function *way,
                   struct emitted *out_emitted);

#endif
