// SPDX-License-Identifier: MIT
//
// What the files of types.h share among themselves. Each function completes a layout that
// mir_layout_of has registered; false means that memory is out. A type that cannot be laid out is
// no failure: it becomes a layout of class unknown, with the reason.
#ifndef AIRLOCK_MIR_TYPES_INTERNAL_H
#define AIRLOCK_MIR_TYPES_INTERNAL_H

#include "substitute.h"
#include "types.h"

// Nesting of types by value beyond this is refused.
#define MIR_TYPE_DEPTH_LIMIT 128

// The largest size of a type, as rustc has it on 64-bit machines.
#define MIR_TYPE_SIZE_LIMIT (UINT64_C(1) << 47)

// Makes the layout one of class unknown. Always true.
bool mir_layout_unknown(mir_layout *layout, const char *problem);

// Places the fields one after the other from `start` on, and sets size, alignment and padding.
bool mir_layout_place_fields(mir_layout *layout, mir_layout_field *fields, size_t field_count,
                             uint64_t start);

// Chooses the class of a struct-shaped layout whose fields have been placed.
void mir_layout_choose_class(mir_layout *layout);

// Makes the layout hold its value exactly as `inner` does.
void mir_layout_inherit(mir_layout *layout, const mir_layout *inner);

// The layout of a type that a path names: a declared item, of the program or of std.
bool mir_layout_path(mir_types *types, mir_layout *layout);

bool mir_layout_enum(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                     const mir_substitution *substitution);

// The fields of one variant with their layouts, not yet placed; *out_problem is set when one of
// them cannot be laid out.
bool mir_layout_fields(mir_types *types, mir_layout_field **out_fields, const char **out_problem,
                       const mir_variant *variant, const mir_substitution *substitution);

#endif
