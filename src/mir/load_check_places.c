// SPDX-License-Identifier: MIT
//
// Places, operands and constants of the type check. A place's type follows its projections; that of
// a field is the one which the text states, once the declaration agrees with it.
#include "intern.h"
#include "load_check.h"
#include "print.h"

//===------------------------------------------------------------------------------------------===//
// Projections
//===------------------------------------------------------------------------------------------===//

static bool is_box(const mir_layout *layout) {
  return layout->shape == MIR_SHAPE_STRUCT && layout->is_reference && layout->item != NULL;
}

static bool check_dereference(mir_builder *builder, const mir_type **io_type) {
  const mir_type *type = mir_resolve_alias(&builder->loader->types, *io_type);
  if (type->kind == MIR_TYPE_REFERENCE || type->kind == MIR_TYPE_RAW_POINTER) {
    *io_type = type->pointer.pointee;
    return true;
  }
  const mir_layout *layout = mir_builder_layout(builder, type);
  if (layout == NULL) {
    return false;
  }
  if (layout->class != MIR_CLASS_UNKNOWN && !is_box(layout)) {
    return mir_builder_invalid(builder, "`%s` cannot be dereferenced", layout->name);
  }
  *io_type = layout->class == MIR_CLASS_UNKNOWN ? NULL : layout->pointee;
  return true;
}

static bool check_downcast(mir_builder *builder, const mir_layout *layout,
                           const mir_projection *projection,
                           const mir_layout_variant **out_variant) {
  *out_variant = mir_layout_downcast(layout, projection->variant.name, projection->variant.index);
  if (*out_variant != NULL || layout->class == MIR_CLASS_UNKNOWN) {
    return true;
  }
  if (projection->variant.name == NULL) {
    return mir_builder_invalid(builder, "type `%s` has no variant %u%s", layout->name,
                               projection->variant.index, mir_check_declared_at(builder, layout));
  }
  return mir_builder_invalid(builder, "type `%s` has no variant `%s`%s", layout->name,
                             projection->variant.name, mir_check_declared_at(builder, layout));
}

static bool check_field(mir_builder *builder, const mir_layout *layout,
                        const mir_layout_variant *variant, const mir_projection *projection) {
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return true;
  }
  bool has_one_variant = layout->shape == MIR_SHAPE_STRUCT || layout->shape == MIR_SHAPE_UNION ||
                         (layout->shape == MIR_SHAPE_ENUM && layout->variant_count == 1);
  if (variant == NULL && has_one_variant) {
    variant = &layout->variants[0];
  }
  if (variant == NULL || projection->field.index >= variant->field_count) {
    return mir_builder_invalid(builder, "type `%s` has no field %u%s", layout->name,
                               projection->field.index, mir_check_declared_at(builder, layout));
  }
  const mir_layout_field *field = &variant->fields[projection->field.index];
  if (mir_types_agree(&builder->loader->types, field->layout->type, projection->field.type)) {
    return true;
  }
  const char *stated = mir_type_text(builder->loader->arena, projection->field.type);
  return mir_builder_invalid(
      builder, "field %u of `%s` has type `%s` in this text and `%s` in its declaration%s",
      projection->field.index, layout->name, stated == NULL ? "" : stated, field->layout->name,
      mir_check_declared_at(builder, layout));
}

static bool check_element(mir_builder *builder, const mir_type **io_type,
                          const mir_projection *projection) {
  mir_types *types = &builder->loader->types;
  if (projection->kind == MIR_PROJECTION_INDEX &&
      !mir_type_is_in(types, builder->body->locals[projection->local].type, MIR_SET_USIZE)) {
    return mir_check_refuse(builder, "an index", "`usize`",
                            builder->body->locals[projection->local].type);
  }
  const mir_type *type = mir_resolve_alias(types, *io_type);
  if (type->kind == MIR_TYPE_ARRAY || type->kind == MIR_TYPE_SLICE) {
    *io_type = type->array.element;
    return true;
  }
  const mir_layout *layout = mir_builder_layout(builder, type);
  if (layout == NULL || layout->class != MIR_CLASS_UNKNOWN) {
    return layout != NULL && mir_builder_invalid(builder, "`%s` cannot be indexed", layout->name);
  }
  *io_type = NULL;
  return true;
}

// Of an array, one of another length; of a slice, the slice.
static bool check_subslice(mir_builder *builder, const mir_type **io_type,
                           const mir_projection *projection) {
  const mir_type *type = mir_resolve_alias(&builder->loader->types, *io_type);
  const mir_type *element = type;
  if (type->kind == MIR_TYPE_SLICE) {
    return true;
  }
  if (!check_element(builder, &element, projection) || element == NULL) {
    *io_type = NULL;
    return builder->problem == MIR_PROBLEM_NONE;
  }
  uint64_t count = 0;
  if (!mir_array_length(&builder->loader->types, type->array.length, &count)) {
    *io_type = NULL;
    return true;
  }
  uint64_t to = projection->subslice.to;
  if (projection->subslice.is_to_from_end) {
    to = to <= count ? count - to : 0;
  }
  if (projection->subslice.from > to || to > count) {
    return mir_check_refuse(builder, "a subslice", "one within its bounds", type);
  }
  mir_type length = {.kind = MIR_TYPE_CONSTANT};
  length.constant.value = to - projection->subslice.from;
  length.constant.primitive = MIR_PRIMITIVE_USIZE;
  mir_type array = {.kind = MIR_TYPE_ARRAY};
  array.array.element = element;
  array.array.length = mir_intern_type(builder->loader->arena, &length);
  *io_type = array.array.length == NULL ? NULL : mir_intern_type(builder->loader->arena, &array);
  return *io_type != NULL || mir_builder_no_memory(builder);
}

bool mir_check_place(mir_builder *builder, const mir_type **out_type, const mir_place *place) {
  const mir_type *type = builder->body->locals[place->local].type;
  const mir_layout_variant *variant = NULL;
  for (size_t i = 0; i < place->projection_count; i++) {
    const mir_projection *projection = &place->projections[i];
    bool is_field = projection->kind == MIR_PROJECTION_FIELD;
    if (type == NULL) {
      type = is_field ? projection->field.type : NULL;
      continue;
    }
    if (is_field || projection->kind == MIR_PROJECTION_DOWNCAST) {
      const mir_layout *layout = mir_builder_layout(builder, type);
      if (layout == NULL || !(is_field ? check_field(builder, layout, variant, projection)
                                       : check_downcast(builder, layout, projection, &variant))) {
        return false;
      }
      variant = is_field ? NULL : variant;
      type = is_field ? projection->field.type : type;
      continue;
    }
    variant = NULL;
    bool fits = projection->kind == MIR_PROJECTION_DEREFERENCE ? check_dereference(builder, &type)
                : projection->kind == MIR_PROJECTION_SUBSLICE
                    ? check_subslice(builder, &type, projection)
                    : check_element(builder, &type, projection);
    if (!fits) {
      return false;
    }
  }
  *out_type = type;
  return true;
}

//===------------------------------------------------------------------------------------------===//
// Constants
//===------------------------------------------------------------------------------------------===//

static bool reference_to(mir_builder *builder, const mir_type **io_type) {
  mir_type reference = {.kind = MIR_TYPE_REFERENCE};
  reference.pointer.pointee = *io_type;
  *io_type = *io_type == NULL ? NULL : mir_intern_type(builder->loader->arena, &reference);
  return *io_type != NULL || mir_builder_no_memory(builder);
}

static bool type_of_bytes(mir_builder *builder, const mir_type **out_type,
                          const mir_constant *constant) {
  mir_arena *arena = builder->loader->arena;
  mir_type length = {.kind = MIR_TYPE_CONSTANT};
  length.constant.value = constant->bytes.length;
  length.constant.primitive = MIR_PRIMITIVE_USIZE;
  mir_type array = {.kind = MIR_TYPE_ARRAY};
  array.array.element = mir_intern_primitive(arena, MIR_PRIMITIVE_U8);
  array.array.length = mir_intern_type(arena, &length);
  bool has_parts = array.array.element != NULL && array.array.length != NULL;
  *out_type = has_parts ? mir_intern_type(arena, &array) : NULL;
  if (constant->kind == MIR_CONSTANT_BYTE_STRING) {
    return reference_to(builder, out_type);
  }
  return *out_type != NULL || mir_builder_no_memory(builder);
}

static bool type_of_tuple(mir_builder *builder, const mir_type **out_type,
                          const mir_constant_list *list) {
  mir_arena *arena = builder->loader->arena;
  const mir_type **types = mir_arena_alloc(arena, list->count, sizeof *types);
  if (types == NULL) {
    return mir_builder_no_memory(builder);
  }
  *out_type = NULL;
  for (size_t i = 0; i < list->count; i++) {
    if (!mir_check_constant(builder, &types[i], list->items[i])) {
      return false;
    }
    if (types[i] == NULL) {
      return true;
    }
  }
  mir_type tuple = {.kind = MIR_TYPE_TUPLE, .elements = {types, list->count}};
  *out_type = mir_intern_type(arena, &tuple);
  return *out_type != NULL || mir_builder_no_memory(builder);
}

// A const, static or promoted has its item's type. A static's name stands for its value only where
// an allocation names it, never here.
static const mir_type *type_of_path(mir_builder *builder, const mir_path *path) {
  const mir_item *item = mir_find_item(builder->loader, path);
  return item == NULL || item->kind == MIR_ITEM_FUNCTION ? NULL : item->type;
}

bool mir_check_constant(mir_builder *builder, const mir_type **out_type,
                        const mir_constant *constant) {
  mir_arena *arena = builder->loader->arena;
  *out_type = constant->type;
  if (constant->type != NULL) {
    return true;
  }
  switch (constant->kind) {
  case MIR_CONSTANT_INTEGER:
    *out_type = mir_intern_primitive(arena, constant->integer.primitive);
    break;
  case MIR_CONSTANT_BOOL:
    *out_type = mir_intern_primitive(arena, MIR_PRIMITIVE_BOOL);
    break;
  case MIR_CONSTANT_CHAR:
    *out_type = mir_intern_primitive(arena, MIR_PRIMITIVE_CHAR);
    break;
  case MIR_CONSTANT_FLOAT:
    *out_type = mir_intern_primitive(arena, constant->floating.primitive);
    break;
  case MIR_CONSTANT_STRING:
    *out_type = mir_intern_type(arena, &(mir_type){.kind = MIR_TYPE_STR});
    return reference_to(builder, out_type);
  case MIR_CONSTANT_BYTE_STRING:
  case MIR_CONSTANT_BYTE_ARRAY:
    return type_of_bytes(builder, out_type, constant);
  case MIR_CONSTANT_TUPLE:
    return type_of_tuple(builder, out_type, &constant->elements);
  case MIR_CONSTANT_PATH:
    *out_type = type_of_path(builder, constant->path);
    return !mir_arena_is_exhausted(arena) || mir_builder_no_memory(builder);
  default:
    return true;
  }
  return *out_type != NULL || mir_builder_no_memory(builder);
}

bool mir_check_operand(mir_builder *builder, const mir_type **out_type,
                       const mir_operand *operand) {
  switch (operand->kind) {
  case MIR_OPERAND_COPY:
  case MIR_OPERAND_MOVE:
    return mir_check_place(builder, out_type, &operand->place);
  case MIR_OPERAND_CONSTANT:
    return mir_check_constant(builder, out_type, operand->constant);
  default:
    *out_type = mir_intern_primitive(builder->loader->arena, MIR_PRIMITIVE_BOOL);
    return *out_type != NULL || mir_builder_no_memory(builder);
  }
}
