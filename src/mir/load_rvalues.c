// SPDX-License-Identifier: MIT
//
// Assignments. The place comes first, then the operands, then the instruction that leaves its
// result in the place's register, or in a temporary that is stored.
#include "load_internal.h"
#include "print.h"

static bool lower_use(mir_builder *builder, const mir_value *place, const mir_operand *operand) {
  mir_value value;
  if (!mir_lower_operand(builder, &value, operand, place->layout) ||
      !mir_require_fit(builder, place->layout, value.layout)) {
    return false;
  }
  bool is_register_place = place->form == MIR_FORM_SCALAR || place->form == MIR_FORM_PAIR;
  return mir_emit_load(builder, &value, is_register_place ? place : NULL) &&
         mir_emit_assign(builder, place, &value);
}

static bool is_with_overflow(mir_binary operator) {
  return operator== MIR_BINARY_ADD_WITH_OVERFLOW || operator== MIR_BINARY_SUB_WITH_OVERFLOW ||
  operator== MIR_BINARY_MUL_WITH_OVERFLOW;
}

static bool is_comparison(mir_binary operator) {
  return operator== MIR_BINARY_EQ || operator== MIR_BINARY_NE || operator== MIR_BINARY_LT ||
  operator== MIR_BINARY_LE ||
  operator== MIR_BINARY_GT ||
  operator== MIR_BINARY_GE;
}

static bool is_shift(mir_binary operator) {
  return operator== MIR_BINARY_SHL || operator== MIR_BINARY_SHR || operator==
      MIR_BINARY_SHL_UNCHECKED ||
      operator== MIR_BINARY_SHR_UNCHECKED;
}

static bool is_integer(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE;
}

// Whether an operator takes operands of a kind. What it takes it computes: see interpret_arith.c.
static bool takes(mir_binary operator, airlock_kind kind) {
  bool is_pointer = kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION;
  if (is_comparison(operator)) {
    return true;
  }
  switch (operator) {
  case MIR_BINARY_ADD:
  case MIR_BINARY_SUB:
  case MIR_BINARY_MUL:
  case MIR_BINARY_DIV:
  case MIR_BINARY_REM:
    return is_integer(kind) || kind == AIRLOCK_F32 || kind == AIRLOCK_F64;
  case MIR_BINARY_BIT_AND:
  case MIR_BINARY_BIT_OR:
  case MIR_BINARY_BIT_XOR:
    return is_integer(kind) || kind == AIRLOCK_BOOL;
  case MIR_BINARY_CMP:
    return !is_pointer && kind != AIRLOCK_F32 && kind != AIRLOCK_F64;
  default:
    return is_integer(kind);
  }
}

// The specialised instruction of an operator and a kind, if there is one.
static mir_opcode binary_opcode(mir_binary operator, airlock_kind kind) {
#define FAST_KIND(name, kind_name, bits, number)                                                   \
  if (operator== MIR_BINARY_##name && kind == AIRLOCK_##kind_name) {                               \
    return MIR_OP_##name##_##kind_name;                                                            \
  }
#define FAST_OPERATOR(name) MIR_FAST_KINDS(FAST_KIND, name)
  MIR_FAST_OPERATORS(FAST_OPERATOR)
#undef FAST_OPERATOR
#undef FAST_KIND
  bool is_equality = operator== MIR_BINARY_EQ || operator== MIR_BINARY_NE;
  return is_equality && !is_integer(kind) && kind != AIRLOCK_F32 && kind != AIRLOCK_F64
             ? MIR_OP_IS_SAME
             : MIR_OP_BINARY;
}

static bool lower_offset(mir_builder *builder, const mir_value *target, const mir_value *left,
                         const mir_value *right) {
  if (left->layout->kind != AIRLOCK_POINTER || left->layout->pointee == NULL ||
      (right->layout->kind != AIRLOCK_USIZE && right->layout->kind != AIRLOCK_ISIZE)) {
    return mir_builder_invalid(builder, "`Offset` of `%s` by `%s`", left->layout->name,
                               right->layout->name);
  }
  const mir_layout *pointee = mir_builder_layout(builder, left->layout->pointee);
  if (pointee == NULL || pointee->class == MIR_CLASS_UNKNOWN ||
      pointee->class == MIR_CLASS_UNSIZED) {
    return pointee != NULL &&
           mir_builder_unsupported(builder, "arithmetic on `%s`", left->layout->name);
  }
  mir_instruction *offset = mir_emit(builder, MIR_OP_OFFSET);
  offset->target = target->index;
  offset->left = left->index;
  offset->right = right->index;
  offset->immediate = pointee->size;
  return true;
}

static bool result_fits(mir_builder *builder, const mir_value *place, mir_binary operator,
                        const mir_layout * operand) {
  const mir_layout *layout = place->layout;
  bool fits = false;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  if (is_with_overflow(operator)) {
    fits = layout->class == MIR_CLASS_PAIR && layout->halves[0]->kind == operand->kind &&
           layout->halves[1]->kind == AIRLOCK_BOOL;
  } else if (layout->class == MIR_CLASS_SCALAR) {
    airlock_kind kind = is_comparison(operator)   ? AIRLOCK_BOOL :
                        operator== MIR_BINARY_CMP ? AIRLOCK_I8
                                                  : operand->kind;
    fits = layout->kind == kind;
  }
  return fits || mir_builder_invalid(builder, "the result of `%s` of `%s` does not fit `%s`",
                                     mir_binary_name(operator), operand->name, layout->name);
}

static bool lower_binary(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  mir_binary operator= rvalue->binary.operator;
  mir_value left;
  mir_value right;
  if (!mir_lower_operand(builder, &left, rvalue->binary.left, NULL) ||
      !mir_emit_load(builder, &left, NULL) ||
      !mir_lower_operand(builder, &right, rvalue->binary.right, left.layout) ||
      !mir_emit_load(builder, &right, NULL)) {
    return false;
  }
  if (left.layout->class != MIR_CLASS_SCALAR || right.layout->class != MIR_CLASS_SCALAR) {
    return mir_builder_unsupported(builder, "`%s` of `%s`", mir_binary_name(operator),
                                   left.layout->name);
  }
  airlock_kind kind = left.layout->kind;
  bool is_offset = operator== MIR_BINARY_OFFSET;
  if (!is_offset && (!takes(operator, kind) || (is_shift(operator) ? !is_integer(right.layout->kind)
                                                                   : right.layout->kind != kind))) {
    return mir_builder_invalid(builder, "`%s` of `%s` and `%s`", mir_binary_name(operator),
                               left.layout->name, right.layout->name);
  }
  if (!result_fits(builder, place, operator, left.layout)) {
    return false;
  }
  mir_value target = mir_target_for(builder, place);
  if (is_offset) {
    return lower_offset(builder, &target, &left, &right) &&
           mir_emit_assign(builder, place, &target);
  }
  mir_instruction *binary = mir_emit(builder, binary_opcode(operator, kind));
  binary->operator=(uint8_t) operator;
  binary->kind = (uint8_t)kind;
  binary->target = target.index;
  binary->left = left.index;
  binary->right = right.index;
  return mir_emit_assign(builder, place, &target);
}

static bool lower_metadata(mir_builder *builder, const mir_value *place, const mir_value *value) {
  if (value->layout->class != MIR_CLASS_PAIR || value->layout->shape != MIR_SHAPE_POINTER) {
    return value->layout->class == MIR_CLASS_SCALAR && place->layout->class == MIR_CLASS_ZERO
               ? true
               : mir_builder_invalid(builder, "`PtrMetadata` of `%s`", value->layout->name);
  }
  mir_value metadata = mir_register_value(value->layout->halves[1], value->second);
  return mir_require_fit(builder, place->layout, metadata.layout) &&
         mir_emit_assign(builder, place, &metadata);
}

static bool lower_unary(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  mir_value value;
  if (!mir_lower_operand(builder, &value, rvalue->unary.operand, NULL) ||
      !mir_emit_load(builder, &value, NULL)) {
    return false;
  }
  mir_unary operator= rvalue->unary.operator;
  if (operator== MIR_UNARY_POINTER_METADATA) {
    return lower_metadata(builder, place, &value);
  }
  airlock_kind kind = value.layout->kind;
  bool is_float = kind == AIRLOCK_F32 || kind == AIRLOCK_F64;
  bool fits = operator== MIR_UNARY_NOT ? is_integer(kind) || kind == AIRLOCK_BOOL
                                       : is_integer(kind) || is_float;
  if (value.layout->class != MIR_CLASS_SCALAR || !fits) {
    return mir_builder_invalid(builder, "`%s` of `%s`", mir_unary_name(operator),
                               value.layout->name);
  }
  if (!mir_require_fit(builder, place->layout, value.layout)) {
    return false;
  }
  mir_value target = mir_target_for(builder, place);
  mir_instruction *unary = mir_emit(builder, MIR_OP_UNARY);
  unary->operator=(uint8_t) operator;
  unary->kind = (uint8_t)kind;
  unary->target = target.index;
  unary->left = value.index;
  return mir_emit_assign(builder, place, &target);
}

static bool lower_wide_address(mir_builder *builder, const mir_value *place,
                               const mir_value *referent) {
  if (referent->layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", referent->layout->problem);
  }
  if (place->layout->class != MIR_CLASS_PAIR || referent->layout->class != MIR_CLASS_UNSIZED) {
    return mir_builder_invalid(builder, "a pointer to `%s` does not fit `%s`",
                               referent->layout->name, place->layout->name);
  }
  mir_value value = mir_register_value(place->layout, 0);
  value.second = referent->second;
  if (referent->offset == 0) {
    value.index = referent->index;
  } else if (!mir_emit_address(builder, &value.index, referent, true)) {
    return false;
  }
  return mir_emit_assign(builder, place, &value);
}

// `&P`, `&mut P` and `&raw P`. A reference to something behind a pointer must be valid at once; a
// local is there as long as its register holds a pointer.
static bool lower_address(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  mir_value referent;
  if (!mir_lower_place(builder, &referent, &rvalue->address.place)) {
    return false;
  }
  if (place->layout->shape != MIR_SHAPE_POINTER) {
    return mir_require_fit(builder, place->layout, builder->loader->types.thin_pointer);
  }
  if (referent.layout->class == MIR_CLASS_UNSIZED || place->layout->class == MIR_CLASS_PAIR) {
    return lower_wide_address(builder, place, &referent);
  }
  if (referent.form != MIR_FORM_MEMORY) {
    return mir_builder_unsupported(builder, "the address of a part of `%s`", referent.layout->name);
  }
  mir_value target = mir_target_for(builder, place);
  bool is_reference = place->layout->is_reference && referent.is_dereferenced;
  bool is_checked = referent.is_dereferenced && referent.offset != 0;
  mir_instruction address = {
      .opcode = is_checked ? MIR_OP_ADDRESS_CHECKED : MIR_OP_ADDRESS,
      .target = target.index,
      .left = referent.index,
  };
  address.offset = referent.offset;
  if (is_reference) {
    address.opcode = MIR_OP_REFERENCE;
    address.type = mir_builder_native(builder, place->layout);
    if (address.type == NULL) {
      return false;
    }
  }
  mir_emit_whole(builder, &address);
  return mir_emit_assign(builder, place, &target);
}

static bool lower_discriminant(mir_builder *builder, const mir_value *place,
                               const mir_place *source) {
  mir_value value;
  if (!mir_lower_place(builder, &value, source)) {
    return false;
  }
  if (place->layout->class != MIR_CLASS_SCALAR || !is_integer(place->layout->kind)) {
    return mir_builder_invalid(builder, "a discriminant does not fit `%s`", place->layout->name);
  }
  mir_value target = mir_target_for(builder, place);
  return mir_lower_discriminant(builder, &target, &value) &&
         mir_emit_assign(builder, place, &target);
}

static bool lower_repeat(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  const mir_layout *layout = place->layout;
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  uint64_t length = 0;
  if (!mir_array_length(&builder->loader->types, rvalue->repeat.length, &length)) {
    return mir_builder_unsupported(builder, "the length of an array is not known");
  }
  if (layout->shape != MIR_SHAPE_ARRAY || length != layout->count) {
    return mir_builder_invalid(builder, "an array of %llu elements does not fit `%s`",
                               (unsigned long long)length, layout->name);
  }
  mir_value value;
  if (!mir_lower_operand(builder, &value, &rvalue->repeat.operand, layout->element) ||
      !mir_require_fit(builder, layout->element, value.layout)) {
    return false;
  }
  if (layout->class == MIR_CLASS_ZERO) {
    return true;
  }
  mir_value first = *place;
  first.layout = layout->element;
  if (!mir_emit_load(builder, &value, NULL) || !mir_emit_assign(builder, &first, &value)) {
    return false;
  }
  mir_instruction *repeat = mir_emit(builder, MIR_OP_REPEAT);
  repeat->target = place->index;
  repeat->offset = place->offset;
  repeat->extra = layout->count;
  repeat->second = layout->element->size;
  return true;
}

bool mir_lower_assign(mir_builder *builder, const mir_place *place, const mir_rvalue *rvalue) {
  mir_value target;
  if (!mir_lower_place(builder, &target, place)) {
    return false;
  }
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    return lower_use(builder, &target, &rvalue->operand);
  case MIR_RVALUE_CAST:
    return mir_lower_cast(builder, &target, rvalue);
  case MIR_RVALUE_BINARY:
    return lower_binary(builder, &target, rvalue);
  case MIR_RVALUE_UNARY:
    return lower_unary(builder, &target, rvalue);
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    return lower_address(builder, &target, rvalue);
  case MIR_RVALUE_DISCRIMINANT:
    return lower_discriminant(builder, &target, &rvalue->place);
  case MIR_RVALUE_REPEAT:
    return lower_repeat(builder, &target, rvalue);
  case MIR_RVALUE_THREAD_LOCAL:
    return mir_builder_unsupported(builder, "thread-local variables, such as `%s`",
                                   mir_path_text(builder->loader->arena, rvalue->aggregate.path));
  default:
    return mir_lower_aggregate(builder, &target, rvalue);
  }
}
