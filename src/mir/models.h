// SPDX-License-Identifier: MIT
//
// The functions and constants of std that are modelled rather than interpreted: one table, a row
// each. Paths are looked up while loading; running code holds the row itself.
#ifndef AIRLOCK_MIR_MODELS_H
#define AIRLOCK_MIR_MODELS_H

#include "code.h"

// All rows.
const mir_model *mir_models_table(size_t *out_count);

// Enters all rows into a map, by their keys. False when memory is out.
bool mir_models_index(mir_pointer_map *models, mir_arena *arena);

// The model of a path, as rustc prints it in full or trimmed; NULL when there is none.
const mir_model *mir_models_find(const mir_pointer_map *models, mir_arena *arena,
                                 const mir_path *path);

// The layouts of a path's type arguments: those of the self type first (`T` of `impl *const T`, or
// of `MaybeUninit::<T>`), then those of the function. NULL when memory is out.
const mir_layout **mir_model_generics(mir_types *types, size_t *out_count, const mir_path *path);

// A constant of std (`i32::MAX`, `T::SIZE`), if it is known.
bool mir_model_constant(mir_types *types, const mir_path *path, airlock_scalar *out_scalar);

// The primitive that has this kind.
const mir_layout *mir_model_constant_layout(mir_types *types, airlock_kind kind);

// Where a Vec has its parts: what the layout of the prelude's declaration is.
#define MIR_VECTOR_CAPACITY 0
#define MIR_VECTOR_POINTER 8
#define MIR_VECTOR_LENGTH 16

#endif
