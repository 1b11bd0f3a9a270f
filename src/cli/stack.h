// SPDX-License-Identifier: MIT
//
// The host's stack. The program's own calls need none of it, but callbacks do: each runs the
// interpreter within native code.
#ifndef AIRLOCK_CLI_STACK_H
#define AIRLOCK_CLI_STACK_H

// stack_reserve lets the stack of this thread grow as far as the system allows, within reason, and
// returns how many callbacks inside each other it is good for.
unsigned stack_reserve(void);

#endif
