// SPDX-License-Identifier: MIT
//
// Whether two types are the same, as far as text and source tell.
#ifndef AIRLOCK_MIR_TYPES_AGREE_H
#define AIRLOCK_MIR_TYPES_AGREE_H

#include "types.h"

// False only when the types certainly differ: see types_agree.c. NULL agrees with everything.
bool mir_types_agree(mir_types *types, const mir_type *left, const mir_type *right);

// The type behind aliases: `c_int` is `i32`. The type itself when it is none, or cannot be
// resolved.
const mir_type *mir_resolve_alias(mir_types *types, const mir_type *type);

#endif
