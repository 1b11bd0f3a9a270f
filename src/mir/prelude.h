// SPDX-License-Identifier: MIT
//
// The std types that programs meet in their MIR, declared in Rust syntax and read by the same
// scanner as a program's own items. Field order and names are those that rustc prints in places.
#ifndef AIRLOCK_MIR_PRELUDE_H
#define AIRLOCK_MIR_PRELUDE_H

#include "ast.h"

// Adds the declarations to a program, after its own.
mir_status mir_add_prelude(mir_program *program, mir_error *out_error);

// The file name in the positions of these declarations.
#define MIR_PRELUDE_FILE "<std>"

#endif
