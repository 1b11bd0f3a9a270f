// SPDX-License-Identifier: MIT
//
// Names in Rust source, replaced by what they mean.
#ifndef AIRLOCK_MIR_RUST_NAMES_H
#define AIRLOCK_MIR_RUST_NAMES_H

#include "ast.h"

// Replaces the paths in the program's own Rust items by full ones, as rustc prints them. False when
// memory is out.
bool mir_resolve_names(mir_program *program);

// Tells apart what a macro wrote several times: impls, which the text names by their place in the
// macro, and closures. False when memory is out.
bool mir_number_copies(mir_program *program);

#endif
