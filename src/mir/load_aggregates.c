// SPDX-License-Identifier: MIT
//
// Aggregates are built in place, part by part; enums: discriminants read and written.
#include "load_internal.h"

static bool lower_part(mir_builder *builder, const mir_value *part, const mir_operand *operand) {
  mir_value value;
  return mir_lower_operand(builder, &value, operand, part->layout) &&
         mir_require_fit(builder, part->layout, value.layout) &&
         mir_emit_load(builder, &value, NULL) && mir_emit_assign(builder, part, &value);
}

static bool lower_fields(mir_builder *builder, const mir_value *place,
                         const mir_layout_variant *variant, const mir_aggregate *aggregate) {
  for (size_t i = 0; i < aggregate->operands.count; i++) {
    // Closures name their captures, their layout does not.
    size_t index = mir_layout_find_field(variant, aggregate->names, i);
    index = index == variant->field_count && place->layout->item == NULL ? i : index;
    mir_value part = *place;
    part.variant = variant;
    if (index >= variant->field_count) {
      return mir_builder_invalid(builder, "type `%s` has no such field", place->layout->name);
    }
    if (!mir_lower_field(builder, &part, index) ||
        !lower_part(builder, &part, &aggregate->operands.items[i])) {
      return false;
    }
  }
  return true;
}

static void forget_bytes(mir_builder *builder, const mir_value *place) {
  if (place->layout->has_padding && place->form == MIR_FORM_MEMORY && place->layout->size != 0) {
    mir_instruction *deinit = mir_emit(builder, MIR_OP_DEINIT);
    deinit->target = place->index;
    deinit->offset = place->offset;
    deinit->extra = place->layout->size;
  }
}

// rustc prints the name of a union's first field, whichever is meant: the type of the value tells.
// All fields begin at offset 0.
static bool lower_union(mir_builder *builder, const mir_value *place,
                        const mir_aggregate *aggregate) {
  const mir_layout_variant *variant = &place->layout->variants[0];
  mir_value value;
  if (!mir_lower_operand(builder, &value, &aggregate->operands.items[0], NULL)) {
    return false;
  }
  for (size_t i = 0; i < variant->field_count; i++) {
    if (mir_layouts_fit(variant->fields[i].layout, value.layout)) {
      mir_value part = *place;
      part.layout = variant->fields[i].layout;
      return mir_emit_load(builder, &value, NULL) && mir_emit_assign(builder, &part, &value);
    }
  }
  return mir_builder_invalid(builder, "union `%s` has no field of type `%s`", place->layout->name,
                             value.layout->name);
}

static bool lower_array(mir_builder *builder, const mir_value *place,
                        const mir_aggregate *aggregate) {
  const mir_layout *layout = place->layout;
  if (layout->shape != MIR_SHAPE_ARRAY || layout->count != aggregate->operands.count) {
    return mir_builder_invalid(builder, "an array of %zu elements does not fit `%s`",
                               aggregate->operands.count, layout->name);
  }
  for (size_t i = 0; i < aggregate->operands.count; i++) {
    mir_value part = *place;
    part.layout = layout->element;
    part.offset += i * layout->element->size;
    if (!lower_part(builder, &part, &aggregate->operands.items[i])) {
      return false;
    }
  }
  return true;
}

static bool store_scalar(mir_builder *builder, const mir_value *place, const mir_layout *layout,
                         airlock_scalar scalar) {
  mir_value value = mir_register_value(layout, 0);
  mir_value target = *place;
  target.layout = layout;
  return mir_pool_constant(builder, &value.index, scalar) &&
         mir_emit_assign(builder, &target, &value);
}

// The place of an enum's tag in memory.
static mir_value tag_place(const mir_value *place) {
  mir_value tag = *place;
  uint64_t align = mir_layout_tag_align(place->layout);
  tag.layout = place->layout->tag_layout;
  tag.offset += place->layout->tag_offset;
  if (align < tag.layout->align && (tag.packed == 0 || align < tag.packed)) {
    tag.packed = align;
  }
  return tag;
}

// Writes what tells that `variant` is there: after its fields.
bool mir_lower_set_variant(mir_builder *builder, const mir_value *place, uint32_t variant) {
  const mir_layout *layout = place->layout;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  if (layout->shape != MIR_SHAPE_ENUM || variant >= layout->variant_count) {
    return mir_builder_invalid(builder, "type `%s` has no variant %u", layout->name, variant);
  }
  if (!mir_layout_is_tagged(layout, variant)) {
    return true;
  }
  if (layout->tag == MIR_TAG_NULL) {
    airlock_ptr null = airlock_ptr_from_address(0);
    return store_scalar(builder, place, layout,
                        layout->kind == AIRLOCK_FUNCTION ? airlock_function_pointer(null)
                                                         : airlock_pointer(null));
  }
  mir_value target = layout->class == MIR_CLASS_SCALAR ? *place : tag_place(place);
  const mir_layout *tag = target.layout;
  mir_uint128 bits = layout->variants[variant].tag;
  return store_scalar(builder, &target, tag,
                      tag->kind == AIRLOCK_POINTER
                          ? airlock_pointer(airlock_ptr_from_address((uint64_t)bits))
                          : mir_bits_scalar(tag->kind, bits));
}

static bool lower_variant(mir_builder *builder, const mir_value *place,
                          const mir_aggregate *aggregate) {
  const mir_layout *layout = place->layout;
  const char *name = mir_path_last_name(aggregate->path);
  const mir_layout_variant *variant = mir_layout_find_variant(layout, name);
  if (variant == NULL) {
    return mir_builder_invalid(builder, "type `%s` has no variant `%s`", layout->name,
                               name == NULL ? "" : name);
  }
  forget_bytes(builder, place);
  return lower_fields(builder, place, variant, aggregate) &&
         mir_lower_set_variant(builder, place, (uint32_t)(variant - layout->variants));
}

static bool lower_wide_pointer(mir_builder *builder, const mir_value *place,
                               const mir_aggregate *aggregate) {
  const mir_layout *layout = place->layout;
  mir_value parts[2];
  if (aggregate->operands.count != 2) {
    return mir_builder_invalid(builder, "a pointer is made of two parts");
  }
  for (size_t i = 0; i < 2; i++) {
    if (!mir_lower_operand(builder, &parts[i], &aggregate->operands.items[i], NULL) ||
        !mir_emit_load(builder, &parts[i], NULL)) {
      return false;
    }
  }
  if (layout->class == MIR_CLASS_SCALAR) {
    return mir_require_fit(builder, layout, parts[0].layout) &&
           mir_emit_assign(builder, place, &parts[0]);
  }
  if (layout->class != MIR_CLASS_PAIR ||
      !mir_require_fit(builder, layout->halves[0], parts[0].layout) ||
      !mir_require_fit(builder, layout->halves[1], parts[1].layout)) {
    return mir_builder_invalid(builder, "these parts do not make a `%s`", layout->name);
  }
  mir_value value = mir_register_value(layout, parts[0].index);
  value.second = parts[1].index;
  return mir_emit_assign(builder, place, &value);
}

bool mir_lower_aggregate(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  const mir_layout *layout = place->layout;
  const mir_aggregate *aggregate = &rvalue->aggregate;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  switch (rvalue->kind) {
  case MIR_RVALUE_ARRAY:
    return lower_array(builder, place, aggregate);
  case MIR_RVALUE_RAW_POINTER_FROM_PARTS:
    return lower_wide_pointer(builder, place, aggregate);
  default:
    break;
  }
  if (layout->shape == MIR_SHAPE_ENUM) {
    return rvalue->kind == MIR_RVALUE_ADT
               ? lower_variant(builder, place, aggregate)
               : mir_builder_invalid(builder, "this is no value of `%s`", layout->name);
  }
  bool is_union = layout->shape == MIR_SHAPE_UNION;
  if ((layout->shape != MIR_SHAPE_STRUCT && !is_union) ||
      (is_union ? aggregate->operands.count != 1
                : aggregate->operands.count != layout->variants[0].field_count)) {
    return mir_builder_invalid(builder, "%zu parts do not make a value of `%s`",
                               aggregate->operands.count, layout->name);
  }
  forget_bytes(builder, place);
  return is_union ? lower_union(builder, place, aggregate)
                  : lower_fields(builder, place, &layout->variants[0], aggregate);
}

// Of an enum that has no tag, or of what is no enum.
static bool lower_known_discriminant(mir_builder *builder, const mir_value *target,
                                     const mir_layout *layout) {
  mir_uint128 only = 0;
  if (layout->shape == MIR_SHAPE_ENUM) {
    if (layout->untagged_variant >= layout->variant_count) {
      mir_emit(builder, MIR_OP_NORETURN)->text = mir_arena_format(
          builder->loader->arena, "reading the discriminant of `%s`, of which there is no value",
          layout->name);
      return true;
    }
    only = layout->variants[layout->untagged_variant].discriminant;
  }
  return store_scalar(builder, target, target->layout, mir_bits_scalar(target->layout->kind, only));
}

// The discriminant of a value as an integer of the target's kind.
bool mir_lower_discriminant(mir_builder *builder, const mir_value *target, const mir_value *value) {
  const mir_layout *layout = value->layout;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  if (layout->shape != MIR_SHAPE_ENUM || layout->tag == MIR_TAG_NONE) {
    return lower_known_discriminant(builder, target, layout);
  }
  mir_value tag = *value;
  if (layout->class == MIR_CLASS_MEMORY) {
    tag = tag_place(value);
  }
  if (!mir_emit_load(builder, &tag, NULL)) {
    return false;
  }
  airlock_kind kind = target->layout->kind;
  if (layout->tag == MIR_TAG_NULL) {
    mir_operand_index otherwise;
    const mir_layout_variant *variants = layout->variants;
    if (!mir_pool_constant(
            builder, &otherwise,
            mir_bits_scalar(kind, variants[layout->untagged_variant].discriminant))) {
      return false;
    }
    mir_instruction *select = mir_emit(builder, MIR_OP_IS_NULL_SELECT);
    select->kind = (uint8_t)kind;
    select->target = target->index;
    select->left = tag.index;
    select->right = otherwise;
    select->immediate = (uint64_t)variants[layout->niche_variant].discriminant;
    return true;
  }
  // The tag of a fieldless enum was validated when it was loaded.
  mir_instruction *read =
      mir_emit(builder, layout->is_fieldless_enum ? MIR_OP_CAST : MIR_OP_DISCRIMINANT);
  read->kind = (uint8_t)kind;
  read->target = target->index;
  read->left = tag.index;
  if (layout->is_fieldless_enum) {
    read->operator=(uint8_t) tag.layout->kind;
  } else {
    read->layout = layout;
  }
  return true;
}
