// SPDX-License-Identifier: MIT
//
// From syntax tree to code: names resolved, types laid out, constants made, jumps turned into
// indices.
//
// What is parsed but cannot be executed becomes an instruction that fails, by name, when it is
// executed; the rest of the program runs. A body whose types do not fit together is refused here,
// with its line, so that the interpreter never meets one.
#ifndef AIRLOCK_MIR_LOAD_H
#define AIRLOCK_MIR_LOAD_H

#include "code.h"

// A program that is ready to run. Its memory is the arena's and the machine's. The token of every
// function that the machine knows is its mir_function.
typedef struct mir_image {
  const mir_function *main;
  mir_constant_item *const *statics; // To be evaluated before main, in this order.
  size_t static_count;
  const mir_vtable *const *vtables; // Ascending by the id of their allocation.
  size_t vtable_count;
} mir_image;

// Loads all functions. The program's Rust items must be complete, the prelude among them. On
// failure *out_error says where and why; MIR_OUT_OF_MEMORY also stands for the machine's limits.
mir_status mir_load(mir_image *out_image, mir_program *program, airlock_machine *machine,
                    mir_error *out_error);

#endif
