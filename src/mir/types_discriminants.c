// SPDX-License-Identifier: MIT
//
// Discriminants of enums, and the tag that holds them. A discriminant is a number of the declared
// integer type, isize if there is none, kept with 128 bits. The tag stores as many of its bits as
// it has; what no discriminant has as its stored bits is left as a niche.
#include <stdlib.h>

#include "types_internal.h"

// The value of `Enum::Variant::{constant#0}`.
static bool evaluated_discriminant(mir_types *types, const mir_rust_item *item,
                                   const mir_variant *variant, mir_uint128 *out_value) {
  const char *stem =
      mir_arena_format(types->arena, "%s::%s::{constant#0}", item->path->stem, variant->name);
  return mir_constant_value(types, stem, out_value);
}

// The value as the discriminant's own type has it, extended to 128 bits.
static mir_uint128 extend(mir_uint128 value, const mir_layout *discriminant) {
  mir_uint128 mask = mir_size_mask(discriminant->size);
  bool is_signed = discriminant->kind <= AIRLOCK_ISIZE;
  bool is_negative = is_signed && (value & (mask ^ (mask >> 1))) != 0;
  return is_negative ? value | ~mask : value & mask;
}

bool mir_set_discriminants(mir_types *types, mir_layout_variant *variants,
                           const mir_rust_item *item, const mir_layout *discriminant) {
  mir_uint128 next = 0;
  for (size_t i = 0; i < item->variant_count; i++) {
    const mir_variant *declared = &item->variants[i];
    if (declared->discriminant_kind == MIR_DISCRIMINANT_INTEGER) {
      next = declared->discriminant;
    } else if (declared->discriminant_kind == MIR_DISCRIMINANT_EXPRESSION &&
               !evaluated_discriminant(types, item, declared, &next)) {
      return false;
    }
    variants[i].discriminant = extend(next, discriminant);
    next++;
  }
  return true;
}

// Whether the tag must be able to hold the discriminant of a variant.
static bool is_encoded(const mir_layout *layout, const mir_layout_variant *variant) {
  return layout->item->repr.is_c || !variant->is_uninhabited;
}

mir_primitive mir_tag_primitive(const mir_layout *layout) {
  static const mir_primitive signed_kinds[] = {MIR_PRIMITIVE_I8, MIR_PRIMITIVE_I16,
                                               MIR_PRIMITIVE_I32, MIR_PRIMITIVE_I64};
  static const mir_primitive unsigned_kinds[] = {MIR_PRIMITIVE_U8, MIR_PRIMITIVE_U16,
                                                 MIR_PRIMITIVE_U32, MIR_PRIMITIVE_U64};
  const mir_repr *repr = &layout->item->repr;
  if (repr->has_primitive) {
    return repr->primitive;
  }
  int64_t least = 0;
  int64_t greatest = 0;
  for (size_t i = 0; i < layout->variant_count; i++) {
    int64_t value = (int64_t)layout->variants[i].discriminant;
    if (is_encoded(layout, &layout->variants[i])) {
      least = value < least ? value : least;
      greatest = value > greatest ? value : greatest;
    }
  }
  for (unsigned width = repr->is_c ? 2 : 0; width < 3; width++) {
    unsigned bits = 8U << width;
    int64_t limit = INT64_C(1) << (bits - 1);
    if (least >= -limit && greatest < limit && (least < 0 || repr->is_c)) {
      return signed_kinds[width];
    }
    if (least >= 0 && greatest < 2 * limit) {
      return unsigned_kinds[width];
    }
  }
  return least < 0 ? MIR_PRIMITIVE_I64 : MIR_PRIMITIVE_U64;
}

static int compare_tags(const void *left, const void *right) {
  mir_uint128 a = *(const mir_uint128 *)left;
  mir_uint128 b = *(const mir_uint128 *)right;
  return a < b ? -1 : a > b;
}

bool mir_tag_niche(mir_types *types, const mir_layout *layout, const mir_layout *tag,
                   mir_niche *out_niche) {
  mir_uint128 mask = mir_size_mask(tag->size);
  mir_uint128 *tags = mir_arena_alloc(types->arena, layout->variant_count, sizeof *tags);
  if (tags == NULL) {
    return false;
  }
  size_t count = 0;
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (is_encoded(layout, &layout->variants[i])) {
      tags[count] = layout->variants[i].discriminant & mask;
      count++;
    }
  }
  *out_niche = (mir_niche){.size = tag->size, .kind = tag->kind};
  if (count == 0) {
    return true;
  }
  qsort(tags, count, sizeof *tags, compare_tags);
  mir_uint128 width = mask;
  for (size_t i = 0; i < count; i++) {
    // The first candidate does not go around.
    mir_uint128 first = tags[i];
    mir_uint128 last = tags[(i + count - 1) % count];
    if (i == 0 || ((last - first) & mask) < width) {
      width = (last - first) & mask;
      out_niche->first = first;
      out_niche->last = last;
    }
  }
  return true;
}
