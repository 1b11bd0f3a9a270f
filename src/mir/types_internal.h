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

// All sizes are below this, as rustc has it on 64-bit machines.
#define MIR_TYPE_SIZE_LIMIT (UINT64_C(1) << 61)

// Makes the layout one of class unknown. Always true.
bool mir_layout_unknown(mir_layout *layout, const char *problem);

// The same for a type whose size reaches the limit. Always true.
bool mir_layout_too_large(mir_types *types, mir_layout *layout);

// Chooses the class of a struct-shaped layout whose fields have been placed and that is of class
// memory or zero until then.
void mir_layout_choose_class(mir_layout *layout);

// A data pointer that is the first half of a wide reference: never null, otherwise unchecked. NULL
// when memory is out.
const mir_layout *mir_layout_non_null_half(mir_types *types);

// The niche of a pointer that is never null.
mir_niche mir_null_niche(uint64_t offset);

// Makes the layout hold its value exactly as `inner` does.
void mir_layout_inherit(mir_layout *layout, const mir_layout *inner);

// The layout of a type that a path names: a declared item, of the program or of std.
bool mir_layout_path(mir_types *types, mir_layout *layout);

bool mir_layout_enum(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                     const mir_substitution *substitution);

// A struct, union or enum, or an alias that stands by itself.
bool mir_is_type_item(const mir_rust_item *item);

// types_local.c: the one type inside of a function that the path means, when its last name is that
// of several types; `types->ambiguous` if that cannot be told.
const mir_rust_item *mir_find_local_type(mir_types *types, const mir_path *path);

// types_variants.c: what finding the variants of an enum needs. False when memory is out.
bool mir_layout_index_names(mir_types *types, mir_layout *layout);
bool mir_layout_index_tags(mir_types *types, mir_layout *layout);

// types_unsized.c: whether some type of this declaration has an unsized last field; and makes a
// layout whose fields are placed that of a struct with such a last field.
bool mir_item_may_be_unsized(mir_types *types, const mir_rust_item *item);
bool mir_layout_become_unsized(mir_types *types, mir_layout *layout, const mir_layout_field *last);

// Whether the last field may be unsized.
typedef enum mir_last_field { MIR_LAST_SIZED, MIR_LAST_ANY } mir_last_field;

// The fields of one variant with their layouts, not yet placed; *out_problem is set when one of
// them cannot be laid out.
bool mir_layout_fields(mir_types *types, mir_layout_field **out_fields, const char **out_problem,
                       const mir_variant *variant, const mir_substitution *substitution,
                       mir_last_field last);

//===------------------------------------------------------------------------------------------===//
// types_discriminants.c
//===------------------------------------------------------------------------------------------===//

// Sets the discriminants of an enum's variants, extended from the layout of their type. False when
// one of them is not known.
bool mir_set_discriminants(mir_types *types, mir_layout_variant *variants,
                           const mir_rust_item *item, const mir_layout *discriminant);

// The smallest integer that holds all discriminants of an enum; for repr(C) at least an int.
mir_primitive mir_tag_primitive(const mir_layout *layout);

// The narrowest range around the stored discriminants, which may go around; of equal ones that
// with the lowest beginning. False when memory is out.
bool mir_tag_niche(mir_types *types, const mir_layout *layout, const mir_layout *tag,
                   mir_niche *out_niche);

//===------------------------------------------------------------------------------------------===//
// types_constants.c
//===------------------------------------------------------------------------------------------===//

// The value of a constant of the text, which is an integer; its path has this stem. False when it
// is not known.
bool mir_constant_value(mir_types *types, const char *stem, mir_uint128 *out_value);

//===------------------------------------------------------------------------------------------===//
// types_order.c
//===------------------------------------------------------------------------------------------===//

typedef enum mir_order {
  MIR_ORDER_SIZED,
  MIR_ORDER_MAYBE_UNSIZED, // Other types of the same declaration may have an unsized last field.
  MIR_ORDER_BEHIND_TAG,
} mir_order;

// Fields that are to be placed, and what came of it.
typedef struct mir_placement {
  mir_layout_field *fields; // Their offsets are set.
  size_t field_count;
  mir_order order;
  bool keeps_order;
  uint64_t packed;     // 0: not packed.
  uint64_t repr_align; // 0: none.
  uint64_t tag_size;   // Of MIR_ORDER_BEHIND_TAG.
  uint64_t tag_align;  //
  uint64_t size;
  uint64_t align;
  mir_niche niche;
  bool has_padding;
  bool has_cell;
  bool is_uninhabited;
  size_t *memory_order; // Indices of fields by their place.
} mir_placement;

typedef enum mir_placing {
  MIR_PLACING_DONE,
  MIR_PLACING_TOO_LARGE,
  MIR_PLACING_NO_MEMORY,
} mir_placing;

mir_placing mir_place_fields(mir_arena *arena, mir_placement *io_placement);

// Places the fields of the layout's only variant and takes over size, alignment and the rest.
bool mir_layout_place(mir_types *types, mir_layout *layout, mir_placement *placement);

// How many bit patterns a niche has.
mir_uint128 mir_niche_count(const mir_niche *niche);

// All bits of a scalar of `size` bytes.
mir_uint128 mir_size_mask(uint64_t size);

uint64_t mir_round_up(uint64_t size, uint64_t align);

#endif
