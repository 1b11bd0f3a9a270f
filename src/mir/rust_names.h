// SPDX-License-Identifier: MIT
//
// Names in Rust source, replaced by what they mean.
#ifndef AIRLOCK_MIR_RUST_NAMES_H
#define AIRLOCK_MIR_RUST_NAMES_H

#include "substitute.h"
#include "types.h"

// Replaces the paths in the program's own Rust items by full ones, as rustc prints them. False when
// memory is out.
bool mir_resolve_names(mir_program *program);

// Replaces aliases in the program's own Rust items by what they stand for. False when memory is
// out.
bool mir_expand_aliases(mir_types *types, mir_program *program);

// Gives the types of an item, those of its parameters and bounds included, other names.
void mir_rename_item(mir_arena *arena, mir_renamer *renamer, mir_rust_item *item);

// Whether an item, which may be NULL, has a generic parameter of this name.
bool mir_has_parameter(const mir_rust_item *item, const char *name);

// Tells apart what a macro wrote several times: impls, which the text names by their place in the
// macro, and closures. False when memory is out.
bool mir_number_copies(mir_program *program);

#endif
