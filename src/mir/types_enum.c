// SPDX-License-Identifier: MIT
//
// Layouts of enums; types.h says which there are.
#include <string.h>

#include "intern.h"
#include "types_internal.h"

// The value of `Enum::Variant::{constant#0}`, which rustc evaluated.
static bool evaluated_discriminant(const mir_types *types, const mir_rust_item *item,
                                   const mir_variant *variant, mir_uint128 *out_value) {
  const char *stem = mir_arena_format(types->arena, "%s::%s::{constant#0}", item->path->stem,
                                      variant->name);
  for (size_t i = 0; i < types->program->item_count; i++) {
    const mir_item *constant = types->program->items[i];
    if (constant->path->stem == stem && constant->constant != NULL &&
        constant->constant->kind == MIR_CONSTANT_INTEGER) {
      *out_value = constant->constant->integer.value;
      return true;
    }
  }
  return false;
}

static bool set_discriminants(mir_types *types, mir_layout_variant *variants,
                              const mir_rust_item *item) {
  mir_uint128 next = 0;
  for (size_t i = 0; i < item->variant_count; i++) {
    const mir_variant *declared = &item->variants[i];
    if (declared->discriminant_kind == MIR_DISCRIMINANT_INTEGER) {
      next = declared->discriminant;
    } else if (declared->discriminant_kind == MIR_DISCRIMINANT_EXPRESSION &&
               !evaluated_discriminant(types, item, declared, &next)) {
      return false;
    }
    variants[i].discriminant = (uint64_t)next;
    next++;
  }
  return true;
}

// The smallest integer that holds all discriminants; for repr(C) at least an int.
static mir_primitive tag_primitive(const mir_layout_variant *variants, size_t count,
                                   const mir_repr *repr) {
  static const mir_primitive signed_kinds[] = {MIR_PRIMITIVE_I8, MIR_PRIMITIVE_I16,
                                               MIR_PRIMITIVE_I32, MIR_PRIMITIVE_I64};
  static const mir_primitive unsigned_kinds[] = {MIR_PRIMITIVE_U8, MIR_PRIMITIVE_U16,
                                                 MIR_PRIMITIVE_U32, MIR_PRIMITIVE_U64};
  if (repr->has_primitive) {
    return repr->primitive;
  }
  int64_t least = 0;
  int64_t greatest = 0;
  for (size_t i = 0; i < count; i++) {
    int64_t value = (int64_t)variants[i].discriminant;
    least = value < least ? value : least;
    greatest = value > greatest ? value : greatest;
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

// A variant that is one non-null pointer, beside one without bytes.
static bool try_null_tag(mir_layout *layout) {
  if (layout->variant_count != 2) {
    return false;
  }
  for (uint32_t empty = 0; empty < 2; empty++) {
    const mir_layout_variant *other = &layout->variants[1 - empty];
    const mir_layout *pointer = NULL;
    size_t parts = 0;
    for (size_t i = 0; i < other->field_count; i++) {
      if (other->fields[i].layout->class != MIR_CLASS_ZERO) {
        pointer = other->fields[i].layout;
        parts++;
      }
    }
    bool is_empty = true;
    for (size_t i = 0; i < layout->variants[empty].field_count; i++) {
      is_empty &= layout->variants[empty].fields[i].layout->class == MIR_CLASS_ZERO;
    }
    if (is_empty && parts == 1 && pointer->class == MIR_CLASS_SCALAR && !pointer->is_nullable &&
        (pointer->kind == AIRLOCK_POINTER || pointer->kind == AIRLOCK_FUNCTION)) {
      mir_layout_inherit(layout, pointer);
      layout->is_nullable = true;
      layout->size = pointer->size;
      layout->align = pointer->align;
      layout->tag = MIR_TAG_NULL;
      layout->niche_variant = empty;
      return true;
    }
  }
  return false;
}

static bool place_variants(mir_types *types, mir_layout *layout, mir_layout_variant *variants) {
  uint64_t start = 0;
  uint64_t tag_size = layout->tag_layout == NULL ? 0 : layout->tag_layout->size;
  if (layout->item->repr.is_c && tag_size != 0) {
    start = tag_size;
    for (size_t i = 0; i < layout->variant_count; i++) {
      for (size_t j = 0; j < variants[i].field_count; j++) {
        uint64_t align = variants[i].fields[j].layout->align;
        start = start < align ? align : start;
      }
    }
  }
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (!mir_layout_place_fields(layout, variants[i].fields, variants[i].field_count,
                                 start == 0 ? tag_size : start)) {
      return mir_layout_unknown(
          layout, mir_arena_format(types->arena, "type `%s` is too large", layout->name));
    }
  }
  layout->size = (layout->size + layout->align - 1) & ~(layout->align - 1);
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  return true;
}

static void become_integer(mir_layout *layout, const mir_layout *tag) {
  layout->class = MIR_CLASS_SCALAR;
  layout->kind = tag->kind;
  layout->size = tag->size;
  layout->align = tag->align;
  layout->is_fieldless_enum = true;
}

bool mir_layout_enum(mir_types *types, mir_layout *layout, const mir_rust_item *item,
                     const mir_substitution *substitution) {
  mir_layout_variant *variants =
      mir_arena_alloc(types->arena, item->variant_count, sizeof *variants);
  if (variants == NULL) {
    return false;
  }
  bool is_fieldless = true;
  const char *problem = NULL;
  for (size_t i = 0; i < item->variant_count; i++) {
    if (!mir_layout_fields(types, &variants[i].fields, &problem, &item->variants[i],
                           substitution)) {
      return false;
    }
    variants[i].name = item->variants[i].name;
    variants[i].field_count = item->variants[i].field_count;
    is_fieldless &= variants[i].field_count == 0;
  }
  if (problem == NULL && !set_discriminants(types, variants, item)) {
    problem = mir_arena_format(types->arena, "a discriminant of `%s` is not known", layout->name);
  }
  if (problem != NULL) {
    return mir_layout_unknown(layout, problem);
  }
  layout->shape = MIR_SHAPE_ENUM;
  layout->variants = variants;
  layout->variant_count = item->variant_count;
  bool has_repr = item->repr.has_primitive || item->repr.is_c;
  if (item->variant_count == 0 || (item->variant_count == 1 && !has_repr)) {
    return place_variants(types, layout, variants);
  }
  if (!has_repr && try_null_tag(layout)) {
    return true;
  }
  layout->tag = MIR_TAG_VALUE;
  layout->tag_layout = mir_layout_of_primitive(
      types, tag_primitive(variants, item->variant_count, &item->repr));
  if (layout->tag_layout == NULL) {
    return false;
  }
  if (is_fieldless) {
    become_integer(layout, layout->tag_layout);
    return true;
  }
  layout->align = layout->tag_layout->align;
  layout->has_padding = true;
  return place_variants(types, layout, variants);
}
