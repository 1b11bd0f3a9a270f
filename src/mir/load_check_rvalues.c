// SPDX-License-Identifier: MIT
//
// Assignments of the type check: what each rvalue demands of its operands, and the type that it
// gives to the place.
#include <string.h>

#include "intern.h"
#include "load_check.h"
#include "print.h"

static const char *format(mir_builder *builder, const char *text, const char *name) {
  return mir_arena_format(builder->loader->arena, text, name);
}

static bool agree_with_primitive(mir_builder *builder, const char *what, mir_primitive primitive,
                                 const mir_type *found) {
  const mir_type *type = mir_intern_primitive(builder->loader->arena, primitive);
  return type == NULL ? mir_builder_no_memory(builder)
                      : mir_check_agree(builder, what, type, found);
}

//===------------------------------------------------------------------------------------------===//
// Operators
//===------------------------------------------------------------------------------------------===//

static const unsigned comparable = MIR_SET_BOOL | MIR_SET_CHAR | MIR_SET_INTEGER | MIR_SET_FLOAT |
                                   MIR_SET_REFERENCE | MIR_SET_RAW_POINTER |
                                   MIR_SET_FUNCTION_POINTER;

// The kinds of types that an operator takes on its left side, in words as well.
static unsigned left_set(mir_binary operator, const char ** out_words) {
  switch (operator) {
  case MIR_BINARY_ADD:
  case MIR_BINARY_SUB:
  case MIR_BINARY_MUL:
  case MIR_BINARY_DIV:
  case MIR_BINARY_REM:
    *out_words = "a number";
    return MIR_SET_INTEGER | MIR_SET_FLOAT;
  case MIR_BINARY_BIT_AND:
  case MIR_BINARY_BIT_OR:
  case MIR_BINARY_BIT_XOR:
    *out_words = "an integer or `bool`";
    return MIR_SET_INTEGER | MIR_SET_BOOL;
  case MIR_BINARY_EQ:
  case MIR_BINARY_NE:
  case MIR_BINARY_LT:
  case MIR_BINARY_LE:
  case MIR_BINARY_GT:
  case MIR_BINARY_GE:
    *out_words = "a scalar";
    return comparable;
  case MIR_BINARY_CMP:
    *out_words = "an integer, `bool` or `char`";
    return MIR_SET_INTEGER | MIR_SET_BOOL | MIR_SET_CHAR;
  case MIR_BINARY_OFFSET:
    *out_words = "a pointer";
    return MIR_SET_RAW_POINTER | MIR_SET_REFERENCE;
  default:
    *out_words = "an integer";
    return MIR_SET_INTEGER;
  }
}

static bool is_shift(mir_binary operator) {
  return operator== MIR_BINARY_SHL || operator== MIR_BINARY_SHR || operator==
      MIR_BINARY_SHL_UNCHECKED ||
      operator== MIR_BINARY_SHR_UNCHECKED ||
      operator== MIR_BINARY_OFFSET;
}

// `(T, bool)`, which operators with overflow give.
static const mir_type *with_overflow(mir_builder *builder, const mir_type *type) {
  mir_arena *arena = builder->loader->arena;
  const mir_type *parts[2] = {type, mir_intern_primitive(arena, MIR_PRIMITIVE_BOOL)};
  mir_type tuple = {.kind = MIR_TYPE_TUPLE, .elements = {parts, 2}};
  return parts[1] == NULL ? NULL : mir_intern_type(arena, &tuple);
}

static bool check_result(mir_builder *builder, const mir_type *place, mir_binary operator,
                         const char * what, const mir_type *operand) {
  switch (operator) {
  case MIR_BINARY_EQ:
  case MIR_BINARY_NE:
  case MIR_BINARY_LT:
  case MIR_BINARY_LE:
  case MIR_BINARY_GT:
  case MIR_BINARY_GE:
    return mir_type_is_in(&builder->loader->types, place, MIR_SET_BOOL) ||
           mir_builder_invalid(builder, "%s: the place has type `%s`, not `bool`", what,
                               mir_type_text(builder->loader->arena, place));
  case MIR_BINARY_CMP:
    return mir_type_is_in(&builder->loader->types, place, MIR_SET_ENUM) ||
           mir_check_refuse(builder, what, "a place of type `Ordering`", place);
  case MIR_BINARY_ADD_WITH_OVERFLOW:
  case MIR_BINARY_SUB_WITH_OVERFLOW:
  case MIR_BINARY_MUL_WITH_OVERFLOW: {
    const mir_type *pair = operand == NULL ? NULL : with_overflow(builder, operand);
    return operand != NULL && pair == NULL ? mir_builder_no_memory(builder)
                                           : mir_check_agree(builder, what, place, pair);
  }
  default:
    return mir_check_agree(builder, what, place, operand);
  }
}

static bool check_binary(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  mir_binary operator= rvalue->binary.operator;
  mir_types *types = &builder->loader->types;
  const char *words;
  unsigned set = left_set(operator, & words);
  const char *name = mir_binary_name(operator);
  const mir_type *left;
  const mir_type *right;
  if (!mir_check_operand(builder, &left, rvalue->binary.left) ||
      !mir_check_operand(builder, &right, rvalue->binary.right)) {
    return false;
  }
  if (!mir_type_is_in(types, left, set)) {
    return mir_check_refuse(builder, format(builder, "the left operand of `%s`", name), words,
                            left);
  }
  const char *what = format(builder, "the right operand of `%s`", name);
  if (is_shift(operator)) {
    if (!mir_type_is_in(types, right, MIR_SET_INTEGER)) {
      return mir_check_refuse(builder, what, "an integer", right);
    }
  } else if (!mir_check_agree(builder, what, left, right)) {
    return false;
  }
  return check_result(builder, place, operator, format(builder, "the result of `%s`", name), left);
}

static bool is_unsigned(mir_types *types, const mir_type *type) {
  type = mir_resolve_alias(types, type);
  switch (type->kind == MIR_TYPE_PRIMITIVE ? type->primitive : MIR_PRIMITIVE_I32) {
  case MIR_PRIMITIVE_U8:
  case MIR_PRIMITIVE_U16:
  case MIR_PRIMITIVE_U32:
  case MIR_PRIMITIVE_U64:
  case MIR_PRIMITIVE_U128:
  case MIR_PRIMITIVE_USIZE:
    return true;
  default:
    return false;
  }
}

// What is left of a pointer without its address: a length, or nothing.
static bool check_metadata(mir_builder *builder, const mir_type *place, const mir_type *pointer) {
  mir_types *types = &builder->loader->types;
  if (!mir_type_is_in(types, pointer, MIR_SET_REFERENCE | MIR_SET_RAW_POINTER)) {
    return mir_check_refuse(builder, "the operand of `PtrMetadata`", "a pointer", pointer);
  }
  if (pointer == NULL) {
    return true;
  }
  pointer = mir_resolve_alias(types, pointer);
  bool is_pointer = pointer->kind == MIR_TYPE_REFERENCE || pointer->kind == MIR_TYPE_RAW_POINTER;
  mir_type_kind kind = is_pointer ? pointer->pointer.pointee->kind : MIR_TYPE_INFERRED;
  return (kind != MIR_TYPE_SLICE && kind != MIR_TYPE_STR) ||
         agree_with_primitive(builder, "the result of `PtrMetadata`", MIR_PRIMITIVE_USIZE, place);
}

static bool check_unary(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  mir_types *types = &builder->loader->types;
  const mir_type *type;
  if (!mir_check_operand(builder, &type, rvalue->unary.operand)) {
    return false;
  }
  switch (rvalue->unary.operator) {
  case MIR_UNARY_NOT:
    if (!mir_type_is_in(types, type, MIR_SET_INTEGER | MIR_SET_BOOL)) {
      return mir_check_refuse(builder, "the operand of `Not`", "an integer or `bool`", type);
    }
    return mir_check_agree(builder, "the result of `Not`", place, type);
  case MIR_UNARY_NEG:
    if (!mir_type_is_in(types, type, MIR_SET_INTEGER | MIR_SET_FLOAT) ||
        (type != NULL && is_unsigned(types, type))) {
      return mir_check_refuse(builder, "the operand of `Neg`", "a signed number", type);
    }
    return mir_check_agree(builder, "the result of `Neg`", place, type);
  default:
    return check_metadata(builder, place, type);
  }
}

//===------------------------------------------------------------------------------------------===//
// Addresses and discriminants
//===------------------------------------------------------------------------------------------===//

static bool check_address(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  const mir_type *referent;
  if (!mir_check_place(builder, &referent, &rvalue->address.place)) {
    return false;
  }
  if (place == NULL || referent == NULL) {
    return true;
  }
  mir_type address = {.kind = rvalue->kind == MIR_RVALUE_REFERENCE ? MIR_TYPE_REFERENCE
                                                                   : MIR_TYPE_RAW_POINTER};
  address.pointer.pointee = referent;
  address.pointer.is_mutable = rvalue->address.is_mutable;
  const mir_type *type = mir_intern_type(builder->loader->arena, &address);
  return type == NULL ? mir_builder_no_memory(builder)
                      : mir_check_agree(builder, "the assigned address", place, type);
}

// The integer that an enum's discriminant has: what its `repr` says, else `isize`.
static bool check_discriminant(mir_builder *builder, const mir_type *place,
                               const mir_place *source) {
  const char *what = "a discriminant";
  const mir_type *type;
  if (!mir_check_place(builder, &type, source)) {
    return false;
  }
  if (!mir_type_is_in(&builder->loader->types, place, MIR_SET_INTEGER)) {
    return mir_check_refuse(builder, what, "a place of an integer type", place);
  }
  const mir_layout *layout = type == NULL ? NULL : mir_builder_layout(builder, type);
  if (layout == NULL || layout->shape != MIR_SHAPE_ENUM) {
    return type == NULL || layout != NULL;
  }
  const mir_repr *repr = &layout->item->repr;
  mir_primitive primitive = repr->has_primitive ? repr->primitive : MIR_PRIMITIVE_ISIZE;
  const mir_type *integer = mir_intern_primitive(builder->loader->arena, primitive);
  return integer == NULL ? mir_builder_no_memory(builder)
                         : mir_check_agree(builder, what, place, integer);
}

//===------------------------------------------------------------------------------------------===//
// Aggregates
//===------------------------------------------------------------------------------------------===//

static bool check_array(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  const mir_operand_list *operands = &rvalue->aggregate.operands;
  const mir_type *array = place == NULL ? NULL : mir_resolve_alias(&builder->loader->types, place);
  bool is_array = array != NULL && array->kind == MIR_TYPE_ARRAY;
  if (array != NULL && !is_array && array->kind != MIR_TYPE_PATH) {
    return mir_check_refuse(builder, "the place of an array", "an array", place);
  }
  for (size_t i = 0; i < operands->count; i++) {
    const mir_type *type;
    if (!mir_check_operand(builder, &type, &operands->items[i]) ||
        (is_array && !mir_check_agree(builder, "an element", array->array.element, type))) {
      return false;
    }
  }
  uint64_t length = 0;
  if (is_array && mir_array_length(&builder->loader->types, array->array.length, &length) &&
      length != operands->count) {
    return mir_builder_invalid(builder, "an array of %zu elements does not fit `%s`",
                               operands->count, mir_type_text(builder->loader->arena, place));
  }
  return true;
}

static bool check_repeat(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  const mir_type *element;
  if (!mir_check_operand(builder, &element, &rvalue->repeat.operand)) {
    return false;
  }
  if (element == NULL) {
    return true;
  }
  mir_type array = {.kind = MIR_TYPE_ARRAY};
  array.array.element = element;
  array.array.length = rvalue->repeat.length;
  const mir_type *type = mir_intern_type(builder->loader->arena, &array);
  return type == NULL ? mir_builder_no_memory(builder)
                      : mir_check_agree(builder, "the assigned value", place, type);
}

static bool check_tuple(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  const mir_operand_list *operands = &rvalue->aggregate.operands;
  mir_arena *arena = builder->loader->arena;
  const mir_type **types = mir_arena_alloc(arena, operands->count, sizeof *types);
  if (types == NULL) {
    return mir_builder_no_memory(builder);
  }
  bool is_known = true;
  for (size_t i = 0; i < operands->count; i++) {
    if (!mir_check_operand(builder, &types[i], &operands->items[i])) {
      return false;
    }
    is_known = is_known && types[i] != NULL;
  }
  if (!is_known) {
    return true;
  }
  mir_type tuple = {.kind = MIR_TYPE_TUPLE, .elements = {types, operands->count}};
  const mir_type *type = mir_intern_type(arena, &tuple);
  return type == NULL ? mir_builder_no_memory(builder)
                      : mir_check_agree(builder, "the assigned value", place, type);
}

static const mir_layout_variant *variant_of_aggregate(const mir_layout *layout,
                                                      const mir_aggregate *aggregate) {
  if (layout->shape != MIR_SHAPE_ENUM) {
    bool has_fields = layout->shape == MIR_SHAPE_STRUCT || layout->shape == MIR_SHAPE_UNION;
    return has_fields ? &layout->variants[0] : NULL;
  }
  return mir_layout_find_variant(layout, mir_path_last_name(aggregate->path));
}

static const mir_layout_field *field_of_aggregate(const mir_layout_variant *variant,
                                                  const mir_aggregate *aggregate, size_t index) {
  size_t found = mir_layout_find_field(variant, aggregate->names, index);
  return found < variant->field_count ? &variant->fields[found] : NULL;
}

// A union's operand may be any of its fields: rustc prints the name of the first.
static bool fits_union(mir_builder *builder, const mir_layout_variant *variant,
                       const mir_type *type) {
  for (size_t i = 0; i < variant->field_count; i++) {
    if (mir_types_agree(&builder->loader->types, variant->fields[i].layout->type, type)) {
      return true;
    }
  }
  return false;
}

static bool check_members(mir_builder *builder, const mir_layout *layout,
                          const mir_layout_variant *variant, const mir_aggregate *aggregate) {
  bool is_union = layout->shape == MIR_SHAPE_UNION;
  size_t count = aggregate->operands.count;
  if (count != (is_union ? 1 : variant->field_count)) {
    return mir_builder_invalid(builder, "%zu parts do not make a value of `%s`, which has %zu%s",
                               count, layout->name, is_union ? 1 : variant->field_count,
                               mir_check_declared_at(builder, layout));
  }
  for (size_t i = 0; i < count; i++) {
    const mir_type *type;
    if (!mir_check_operand(builder, &type, &aggregate->operands.items[i])) {
      return false;
    }
    if (is_union) {
      return fits_union(builder, variant, type) ||
             mir_check_refuse(builder, format(builder, "a value of union `%s`", layout->name),
                              "the type of a field", type);
    }
    const mir_layout_field *field = field_of_aggregate(variant, aggregate, i);
    if (field == NULL) {
      return mir_builder_invalid(builder, "type `%s` has no field `%s`%s", layout->name,
                                 aggregate->names[i], mir_check_declared_at(builder, layout));
    }
    if (!mir_types_agree(&builder->loader->types, field->layout->type, type)) {
      const char *found = mir_type_text(builder->loader->arena, type);
      return mir_builder_invalid(
          builder, "field `%s` of `%s`: expected `%s`, found `%s`%s", field->name, layout->name,
          field->layout->name, found == NULL ? "" : found, mir_check_declared_at(builder, layout));
    }
  }
  return true;
}

static bool check_operands(mir_builder *builder, const mir_operand_list *operands) {
  for (size_t i = 0; i < operands->count; i++) {
    const mir_type *ignored;
    if (!mir_check_operand(builder, &ignored, &operands->items[i])) {
      return false;
    }
  }
  return true;
}

// Whether the path of an aggregate can name a value of the place's type: the declaration itself, or
// one of its variants.
static bool names_item(mir_builder *builder, const mir_layout *layout,
                       const mir_aggregate *aggregate) {
  if (layout->item == NULL) {
    return false;
  }
  const mir_rust_item *item = mir_find_type_item(&builder->loader->types, aggregate->path);
  bool is_other = item != NULL && item != &builder->loader->types.ambiguous &&
                  item->kind != MIR_RUST_ALIAS && item != layout->item;
  return layout->shape == MIR_SHAPE_ENUM || !is_other;
}

static bool check_adt(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  const mir_aggregate *aggregate = &rvalue->aggregate;
  const mir_layout *layout = place == NULL ? NULL : mir_builder_layout(builder, place);
  if (layout == NULL || layout->class == MIR_CLASS_UNKNOWN) {
    return builder->problem == MIR_PROBLEM_NONE && check_operands(builder, &aggregate->operands);
  }
  const mir_layout_variant *variant = variant_of_aggregate(layout, aggregate);
  if (variant == NULL || !names_item(builder, layout, aggregate)) {
    const char *name = mir_path_text(builder->loader->arena, aggregate->path);
    return mir_builder_invalid(builder, "the assigned value: expected `%s`, found a `%s`",
                               layout->name, name == NULL ? "" : name);
  }
  return check_members(builder, layout, variant, aggregate);
}

static bool check_parts(mir_builder *builder, const mir_type *place, const mir_rvalue *rvalue) {
  mir_types *types = &builder->loader->types;
  const mir_operand_list *operands = &rvalue->aggregate.operands;
  const mir_type *type;
  if (!mir_check_agree(builder, "the assigned value", place, rvalue->aggregate.type)) {
    return false;
  }
  if (operands->count != 2) {
    return mir_builder_invalid(builder, "a pointer is made of 2 parts, not of %zu",
                               operands->count);
  }
  return mir_check_operand(builder, &type, &operands->items[0]) &&
         (mir_type_is_in(types, type, MIR_SET_RAW_POINTER | MIR_SET_REFERENCE) ||
          mir_check_refuse(builder, "the address of a pointer", "a pointer", type)) &&
         mir_check_operand(builder, &type, &operands->items[1]);
}

bool mir_check_assign(mir_builder *builder, const mir_place *place, const mir_rvalue *rvalue) {
  const char *what = "the assigned value";
  const mir_type *type;
  const mir_type *value;
  if (!mir_check_place(builder, &type, place)) {
    return false;
  }
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    return mir_check_operand(builder, &value, &rvalue->operand) &&
           mir_check_agree(builder, what, type, value);
  case MIR_RVALUE_CAST:
    return mir_check_agree(builder, what, type, rvalue->cast.type) &&
           mir_check_cast(builder, rvalue);
  case MIR_RVALUE_BINARY:
    return check_binary(builder, type, rvalue);
  case MIR_RVALUE_UNARY:
    return check_unary(builder, type, rvalue);
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    return check_address(builder, type, rvalue);
  case MIR_RVALUE_DISCRIMINANT:
    return check_discriminant(builder, type, &rvalue->place);
  case MIR_RVALUE_REPEAT:
    return check_repeat(builder, type, rvalue);
  case MIR_RVALUE_ARRAY:
    return check_array(builder, type, rvalue);
  case MIR_RVALUE_TUPLE:
    return check_tuple(builder, type, rvalue);
  case MIR_RVALUE_ADT:
    return check_adt(builder, type, rvalue);
  case MIR_RVALUE_CLOSURE:
    return mir_check_agree(builder, what, type, rvalue->aggregate.type) &&
           check_operands(builder, &rvalue->aggregate.operands);
  case MIR_RVALUE_THREAD_LOCAL:
    return true; // It is refused when it is lowered.
  default:
    return check_parts(builder, type, rvalue);
  }
}
