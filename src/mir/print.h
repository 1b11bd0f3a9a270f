// SPDX-License-Identifier: MIT
//
// Types and paths as text, in rustc's notation, for diagnostics and as keys.
#ifndef AIRLOCK_MIR_PRINT_H
#define AIRLOCK_MIR_PRINT_H

#include "ast.h"

// The spelling of a type or path, interned in the arena, so that equal text is an equal pointer.
// NULL when memory is out.
const char *mir_type_text(mir_arena *arena, const mir_type *type);

// The same for messages: types that begin behind the limit are left out, so that the text of a type
// that doubles at each level stays short. Two types may share a name.
#define MIR_TYPE_NAME_LIMIT 400
const char *mir_type_name(mir_arena *arena, const mir_type *type);

const char *mir_path_text(mir_arena *arena, const mir_path *path);

// The spelling of single words.
const char *mir_primitive_name(mir_primitive primitive);
const char *mir_cast_name(mir_cast cast);
const char *mir_binary_name(mir_binary operator);
const char *mir_unary_name(mir_unary operator);

#endif
