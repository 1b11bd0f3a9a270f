// SPDX-License-Identifier: MIT
//
// Layouts of enums, as rustc chooses them.
//
//   - No variant that can be there: no bytes. One, and neither repr(C) nor an integer type: the
//     layout of a struct with that variant's fields.
//   - Otherwise two candidates. Tagged: an integer that holds all discriminants, then the fields;
//     it grows up to the alignment of the first field, which costs nothing. In a niche: the largest
//     variant keeps its layout, its niche tells the others apart, and these fit before the niche or
//     behind it. The smaller one is taken, of equal ones the one that leaves the larger niche, of
//     equal ones still the tagged one. repr(C) and integer types are tagged.
//   - repr(C): the fields begin where a union of all variants would.

#include "types_internal.h"

//===------------------------------------------------------------------------------------------===//
// Candidates
//===------------------------------------------------------------------------------------------===//

// One way to lay the enum out. Its placements hold the fields of each variant.
typedef struct candidate {
  bool is_possible;
  mir_placement *placements;
  uint64_t size;
  uint64_t align;
  mir_niche niche; // That is left.
  const mir_layout *tag;
  uint64_t tag_offset;
  mir_uint128 first_tag; // In a niche: of the variant `first`.
  size_t first;
  size_t last;
  size_t untagged;
} candidate;

// Places the fields of all variants, each by itself. False when memory is out.
static bool place_variants(mir_types *types, const mir_layout *layout, candidate *candidate,
                           mir_placement draft) {
  const mir_repr *repr = &layout->item->repr;
  candidate->placements =
      mir_arena_alloc(types->arena, layout->variant_count, sizeof *candidate->placements);
  if (candidate->placements == NULL) {
    return false;
  }
  candidate->align = 1;
  for (size_t i = 0; i < layout->variant_count; i++) {
    const mir_layout_variant *variant = &layout->variants[i];
    mir_placement *placement = &candidate->placements[i];
    *placement = draft;
    placement->keeps_order = repr->is_c || repr->has_primitive;
    placement->repr_align = repr->align;
    placement->field_count = variant->field_count;
    placement->fields = mir_arena_copy(types->arena, variant->fields, variant->field_count,
                                       sizeof *variant->fields);
    mir_placing placing = placement->fields == NULL ? MIR_PLACING_NO_MEMORY
                                                    : mir_place_fields(types->arena, placement);
    if (placing != MIR_PLACING_DONE) {
      return placing == MIR_PLACING_TOO_LARGE;
    }
    candidate->align = placement->align > candidate->align ? placement->align : candidate->align;
    candidate->size = placement->size > candidate->size ? placement->size : candidate->size;
  }
  candidate->size = mir_round_up(candidate->size, candidate->align);
  candidate->is_possible = candidate->size < MIR_TYPE_SIZE_LIMIT;
  return true;
}

// What the tag may grow to: the smallest alignment of a variant's first field.
static uint64_t room_for_tag(const candidate *tagged, size_t variant_count) {
  uint64_t room = 256;
  for (size_t i = 0; i < variant_count; i++) {
    const mir_placement *placement = &tagged->placements[i];
    for (size_t j = 0; j < placement->field_count; j++) {
      const mir_layout *field = placement->fields[placement->memory_order[j]].layout;
      if (field->size != 0 || field->align != 1) {
        room = field->align < room ? field->align : room;
        break;
      }
    }
  }
  return room;
}

static mir_primitive widened(mir_primitive primitive, uint64_t size) {
  static const mir_primitive signed_kinds[] = {MIR_PRIMITIVE_I8, MIR_PRIMITIVE_I16,
                                               MIR_PRIMITIVE_I32, MIR_PRIMITIVE_I64,
                                               MIR_PRIMITIVE_I128};
  static const mir_primitive unsigned_kinds[] = {MIR_PRIMITIVE_U8, MIR_PRIMITIVE_U16,
                                                 MIR_PRIMITIVE_U32, MIR_PRIMITIVE_U64,
                                                 MIR_PRIMITIVE_U128};
  for (size_t i = 0; i < 5; i++) {
    if (signed_kinds[i] == primitive) {
      return signed_kinds[__builtin_ctzll(size)];
    }
  }
  return unsigned_kinds[__builtin_ctzll(size)];
}

static bool make_tagged(mir_types *types, const mir_layout *layout, candidate *tagged) {
  const mir_repr *repr = &layout->item->repr;
  mir_primitive primitive = mir_tag_primitive(layout);
  const mir_layout *tag = mir_layout_of_primitive(types, primitive);
  if (tag == NULL) {
    return false;
  }
  mir_placement draft = {
      .order = MIR_ORDER_BEHIND_TAG, .tag_size = tag->size, .tag_align = tag->align};
  for (size_t i = 0; repr->is_c && i < layout->variant_count; i++) {
    for (size_t j = 0; j < layout->variants[i].field_count; j++) {
      uint64_t align = layout->variants[i].fields[j].layout->align;
      draft.tag_align = align > draft.tag_align ? align : draft.tag_align;
    }
  }
  if (!place_variants(types, layout, tagged, draft) || !tagged->is_possible) {
    return !mir_arena_is_exhausted(types->arena);
  }
  uint64_t room = room_for_tag(tagged, layout->variant_count);
  if (!repr->is_c && !repr->has_primitive && room > tag->size && room <= 16) {
    for (size_t i = 0; i < layout->variant_count; i++) {
      const mir_placement *placement = &tagged->placements[i];
      for (size_t j = 0; j < placement->field_count; j++) {
        uint64_t offset = placement->fields[j].offset;
        placement->fields[j].offset = offset <= tag->size ? room : offset;
      }
    }
    tag = mir_layout_of_primitive(types, widened(primitive, room));
  }
  tagged->tag = tag;
  return tag != NULL && mir_tag_niche(types, layout, tag, &tagged->niche);
}

// Takes `count` patterns from a niche: at the end of it that is closer to zero, if zero is not
// passed by that. False when there are not that many.
static bool reserve(mir_niche *niche, mir_uint128 *out_first, mir_uint128 count) {
  mir_uint128 mask = mir_size_mask(niche->size);
  if (count > mir_niche_count(niche)) {
    return false;
  }
  bool at_begin = false;
  if (niche->first <= niche->last) {
    if (niche->first <= mask - niche->last) {
      at_begin = count <= niche->first;
    } else {
      mir_uint128 end = (niche->last + count) & mask;
      at_begin = end >= 1 && end <= niche->last;
    }
  }
  if (at_begin) {
    niche->first = (niche->first - count) & mask;
    *out_first = niche->first;
  } else {
    *out_first = (niche->last + 1) & mask;
    niche->last = (niche->last + count) & mask;
  }
  return true;
}

static bool is_absent(const mir_layout_variant *variant) {
  for (size_t i = 0; i < variant->field_count; i++) {
    if (variant->fields[i].layout->size != 0 || variant->fields[i].layout->align != 1) {
      return false;
    }
  }
  return variant->is_uninhabited;
}

// Lets the variants that are not the largest lie before the niche, or moves them behind it.
static bool fit_around(const mir_layout *layout, candidate *candidate) {
  uint64_t niche_end = candidate->niche.offset + candidate->niche.size;
  for (size_t i = 0; i < layout->variant_count; i++) {
    mir_placement *placement = &candidate->placements[i];
    if (i == candidate->untagged || placement->size <= candidate->niche.offset) {
      continue;
    }
    uint64_t start = mir_round_up(niche_end, placement->align);
    if (start + placement->size > candidate->size) {
      return false;
    }
    for (size_t j = 0; j < placement->field_count; j++) {
      placement->fields[j].offset += start;
    }
  }
  return true;
}

// The integer or pointer that is read and written as the tag.
static const mir_layout *niche_tag(mir_types *types, const mir_niche *niche) {
  bool is_pointer = niche->kind == AIRLOCK_POINTER || niche->kind == AIRLOCK_FUNCTION;
  return is_pointer ? types->thin_pointer
                    : mir_layout_of_primitive(types, widened(MIR_PRIMITIVE_U8, niche->size));
}

static bool make_niched(mir_types *types, const mir_layout *layout, candidate *niched) {
  mir_placement draft = {.order = MIR_ORDER_SIZED};
  if (!place_variants(types, layout, niched, draft) || !niched->is_possible) {
    return !mir_arena_is_exhausted(types->arena);
  }
  niched->is_possible = false;
  for (size_t i = 1; i < layout->variant_count; i++) {
    if (niched->placements[i].size >= niched->placements[niched->untagged].size) {
      niched->untagged = i;
    }
  }
  niched->first = layout->variant_count;
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (i != niched->untagged && !is_absent(&layout->variants[i])) {
      niched->first = niched->first == layout->variant_count ? i : niched->first;
      niched->last = i;
    }
  }
  niched->niche = niched->placements[niched->untagged].niche;
  if (niched->first == layout->variant_count || niched->niche.size == 0 ||
      !reserve(&niched->niche, &niched->first_tag, niched->last - niched->first + 1) ||
      !fit_around(layout, niched)) {
    return true;
  }
  niched->is_possible = true;
  niched->tag_offset = niched->niche.offset;
  niched->tag = niche_tag(types, &niched->niche);
  return niched->tag != NULL;
}

static bool is_better(const candidate *niched, const candidate *tagged) {
  if (!niched->is_possible || !tagged->is_possible) {
    return niched->is_possible;
  }
  return niched->size != tagged->size
             ? niched->size < tagged->size
             : mir_niche_count(&tagged->niche) < mir_niche_count(&niched->niche);
}

//===------------------------------------------------------------------------------------------===//
// The layout
//===------------------------------------------------------------------------------------------===//

static void adopt(mir_layout *layout, mir_layout_variant *variants, const candidate *candidate) {
  layout->size = candidate->size;
  layout->align = candidate->align;
  if (mir_niche_count(&candidate->niche) != 0) {
    layout->niche = candidate->niche;
  }
  layout->tag_layout = candidate->tag;
  layout->tag_offset = candidate->tag_offset;
  layout->class = MIR_CLASS_MEMORY;
  layout->has_padding = true;
  layout->is_uninhabited = true;
  for (size_t i = 0; i < layout->variant_count; i++) {
    variants[i].fields = candidate->placements[i].fields;
    layout->has_cell |= candidate->placements[i].has_cell;
    layout->is_uninhabited &= variants[i].is_uninhabited;
  }
}

static void adopt_tagged(mir_layout *layout, mir_layout_variant *variants,
                         const candidate *tagged) {
  adopt(layout, variants, tagged);
  layout->tag = MIR_TAG_VALUE;
  layout->untagged_variant = UINT32_MAX;
  for (size_t i = 0; i < layout->variant_count; i++) {
    variants[i].tag = variants[i].discriminant & mir_size_mask(tagged->tag->size);
  }
  if (tagged->tag->size == layout->size && layout->align == layout->size && layout->size <= 8) {
    layout->class = MIR_CLASS_SCALAR;
    layout->kind = tagged->tag->kind;
    layout->is_fieldless_enum = true;
  }
}

// The only part of a variant that has bytes, if it is a scalar as large as the whole.
static const mir_layout *sole_scalar(const mir_layout *layout, const mir_layout_variant *variant) {
  const mir_layout *part = NULL;
  for (size_t i = 0; i < variant->field_count; i++) {
    if (variant->fields[i].layout->size != 0) {
      if (part != NULL) {
        return NULL;
      }
      part = variant->fields[i].layout;
    }
  }
  bool fills = part != NULL && part->class == MIR_CLASS_SCALAR && part->size == layout->size &&
               part->align == layout->align;
  return fills ? part : NULL;
}

static void adopt_niched(mir_layout *layout, mir_layout_variant *variants,
                         const candidate *niched) {
  adopt(layout, variants, niched);
  layout->tag = MIR_TAG_NICHE;
  layout->untagged_variant = (uint32_t)niched->untagged;
  layout->niche_variant = (uint32_t)niched->first;
  layout->niche_last = (uint32_t)niched->last;
  for (size_t i = niched->first; i <= niched->last; i++) {
    variants[i].tag = (niched->first_tag + (i - niched->first)) & mir_size_mask(niched->niche.size);
  }
  const mir_layout *scalar = sole_scalar(layout, &variants[niched->untagged]);
  if (scalar == NULL) {
    return;
  }
  if (scalar->kind == AIRLOCK_POINTER || scalar->kind == AIRLOCK_FUNCTION) {
    mir_layout_inherit(layout, scalar);
    layout->is_nullable = true;
    layout->tag = MIR_TAG_NULL;
  } else if (scalar->is_restricted) {
    mir_layout_inherit(layout, scalar);
    layout->is_restricted = mir_niche_count(&layout->niche) != 0;
  }
}

// One variant at most can be there, and nothing says which: it is laid out as a struct.
static bool layout_single(mir_types *types, mir_layout *layout, mir_layout_variant *variants,
                          size_t present) {
  layout->untagged_variant = (uint32_t)present;
  layout->align = 1;
  layout->is_uninhabited = true;
  layout->class = MIR_CLASS_ZERO;
  if (present == layout->variant_count) {
    return true;
  }
  mir_placement placement = {.fields = variants[present].fields,
                             .field_count = variants[present].field_count,
                             .order = MIR_ORDER_SIZED,
                             .repr_align = layout->item->repr.align};
  if (!mir_layout_place(types, layout, &placement)) {
    return false;
  }
  variants[present].fields = placement.fields;
  return true;
}

static bool layout_several(mir_types *types, mir_layout *layout, mir_layout_variant *variants) {
  const mir_repr *repr = &layout->item->repr;
  candidate tagged = {0};
  candidate niched = {0};
  bool is_fixed = repr->is_c || repr->has_primitive;
  if (!make_tagged(types, layout, &tagged) ||
      (!is_fixed && layout->variant_count > 1 && !make_niched(types, layout, &niched))) {
    return false;
  }
  if (is_better(&niched, &tagged)) {
    adopt_niched(layout, variants, &niched);
  } else if (tagged.is_possible) {
    adopt_tagged(layout, variants, &tagged);
    return mir_layout_index_tags(types, layout);
  } else {
    return mir_layout_too_large(types, layout);
  }
  return true;
}

airlock_scalar mir_bits_scalar(airlock_kind kind, mir_uint128 bits) {
  return airlock_kind_size(kind) == 16
             ? airlock_int128(kind, (uint64_t)bits, (uint64_t)(bits >> 64))
             : airlock_int(kind, (uint64_t)bits);
}

static void note_uninhabited(mir_layout_variant *variant) {
  for (size_t i = 0; i < variant->field_count; i++) {
    variant->is_uninhabited |= variant->fields[i].layout->is_uninhabited;
  }
}

bool mir_layout_enum(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                     const mir_substitution *substitution) {
  mir_layout_variant *variants =
      mir_arena_alloc(types->arena, item->variant_count, sizeof *variants);
  const mir_layout *discriminant = mir_layout_of_primitive(
      types, item->repr.has_primitive ? item->repr.primitive : MIR_PRIMITIVE_ISIZE);
  if (variants == NULL || discriminant == NULL) {
    return false;
  }
  const char *problem = NULL;
  for (size_t i = 0; i < item->variant_count && problem == NULL; i++) {
    if (!mir_layout_fields(types, &variants[i].fields, &problem, &item->variants[i], substitution,
                           MIR_LAST_SIZED)) {
      return false;
    }
    variants[i].name = item->variants[i].name;
    variants[i].field_count = item->variants[i].field_count;
  }
  if (problem == NULL && !mir_set_discriminants(types, variants, item, discriminant)) {
    problem = mir_arena_format(types->arena, "a discriminant of `%s` is not known", layout->name);
  }
  if (problem != NULL) {
    return mir_layout_unknown(layout, problem);
  }
  layout->shape = MIR_SHAPE_ENUM;
  layout->variants = variants;
  layout->variant_count = item->variant_count;
  if (!mir_layout_index_names(types, layout)) {
    return false;
  }
  size_t present = item->variant_count;
  size_t present_count = 0;
  for (size_t i = 0; i < item->variant_count; i++) {
    note_uninhabited(&variants[i]);
    if (item->repr.is_c || !is_absent(&variants[i])) {
      present = present == item->variant_count ? i : present;
      present_count++;
    }
  }
  if (present_count == 0 || (present_count == 1 && !item->repr.is_c && !item->repr.has_primitive)) {
    return layout_single(types, layout, variants, present);
  }
  return layout_several(types, layout, variants);
}
