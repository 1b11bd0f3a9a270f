// SPDX-License-Identifier: MIT
//
// Constants that layouts depend on: lengths of arrays and discriminants of enums. They are needed
// before anything runs, so the bodies that rustc printed for them are evaluated here: integers and
// bool, arithmetic and casts, branches, other constants, const functions of integers, `size_of` and
// `align_of`. Whatever else such a body does makes its value unknown. Steps and nesting are
// bounded.
#include <string.h>

#include "interpret_internal.h"
#include "models.h"
#include "parser.h"
#include "types_internal.h"

enum { STEP_LIMIT = 100000, DEPTH_LIMIT = 32 };

// A local: an integer, or with a flag what an operation WithOverflow gives.
typedef struct mir_number_value {
  mir_uint128 value; // Extended to 128 bits, as its type has it.
  bool flag;
  bool is_known;
} mir_number_value;

typedef struct mir_evaluator {
  mir_types *types;
  uint32_t steps;
  uint32_t depth;
} mir_evaluator;

typedef struct mir_evaluation_frame {
  const mir_body *body;
  mir_number_value *locals;
} mir_evaluation_frame;

static bool evaluate_item(mir_evaluator *evaluator, const mir_item *item,
                          const mir_number_value *arguments, size_t argument_count,
                          mir_number_value *out_value);

//===------------------------------------------------------------------------------------------===//
// Integers
//===------------------------------------------------------------------------------------------===//

// The integer type behind a type: `usize` of `(usize, bool)`. False when it is none.
static bool integer_of(const mir_type *type, mir_primitive *out_primitive) {
  if (type->kind == MIR_TYPE_TUPLE && type->elements.count == 2) {
    type = type->elements.items[0];
  }
  if (type->kind != MIR_TYPE_PRIMITIVE || type->primitive >= MIR_PRIMITIVE_F16 ||
      type->primitive == MIR_PRIMITIVE_CHAR) {
    return false;
  }
  *out_primitive = type->primitive;
  return true;
}

static unsigned bits_of(mir_primitive primitive) {
  switch (primitive) {
  case MIR_PRIMITIVE_BOOL:
    return 1;
  case MIR_PRIMITIVE_I8:
  case MIR_PRIMITIVE_U8:
    return 8;
  case MIR_PRIMITIVE_I16:
  case MIR_PRIMITIVE_U16:
    return 16;
  case MIR_PRIMITIVE_I32:
  case MIR_PRIMITIVE_U32:
    return 32;
  case MIR_PRIMITIVE_I128:
  case MIR_PRIMITIVE_U128:
    return 128;
  default:
    return 64;
  }
}

static bool is_signed(mir_primitive primitive) {
  return primitive >= MIR_PRIMITIVE_I8 && primitive <= MIR_PRIMITIVE_ISIZE;
}

// The value cut to the type, and extended again.
static mir_uint128 wrap(mir_uint128 value, mir_primitive primitive) {
  unsigned bits = bits_of(primitive);
  if (bits == 128) {
    return value;
  }
  mir_uint128 mask = ((mir_uint128)1 << bits) - 1;
  bool is_negative = is_signed(primitive) && (value >> (bits - 1) & 1) != 0;
  return is_negative ? value | ~mask : value & mask;
}

static bool is_less(mir_uint128 left, mir_uint128 right, mir_primitive primitive) {
  mir_uint128 sign = is_signed(primitive) ? (mir_uint128)1 << 127 : 0;
  return (left ^ sign) < (right ^ sign);
}

// Division towards zero. False when there is no result in the type.
static bool divide(mir_uint128 left, mir_uint128 right, mir_primitive primitive, bool is_remainder,
                   mir_uint128 *out_value) {
  bool left_negative = is_signed(primitive) && left >> 127 != 0;
  bool right_negative = is_signed(primitive) && right >> 127 != 0;
  mir_uint128 numerator = left_negative ? -left : left;
  mir_uint128 denominator = right_negative ? -right : right;
  if (denominator == 0) {
    return false;
  }
  mir_uint128 quotient = numerator / denominator;
  mir_uint128 remainder = numerator % denominator;
  quotient = left_negative != right_negative ? -quotient : quotient;
  remainder = left_negative ? -remainder : remainder;
  *out_value = is_remainder ? remainder : quotient;
  return wrap(*out_value, primitive) == *out_value;
}

static bool shift(mir_uint128 left, mir_uint128 right, mir_primitive primitive, bool is_left,
                  mir_uint128 *out_value) {
  unsigned by = (unsigned)right & (bits_of(primitive) - 1);
  mir_uint128 fill =
      is_signed(primitive) && left >> 127 != 0 && by != 0 ? ~(mir_uint128)0 << (128 - by) : 0;
  *out_value = is_left ? left << by : left >> by | fill;
  return true;
}

// `primitive` is the operands' type.
static bool apply(mir_binary operator, mir_uint128 left, mir_uint128 right, mir_primitive primitive,
                  mir_uint128 *out_value) {
  switch (operator) {
  case MIR_BINARY_ADD:
  case MIR_BINARY_ADD_UNCHECKED:
  case MIR_BINARY_ADD_WITH_OVERFLOW:
    *out_value = left + right;
    return true;
  case MIR_BINARY_SUB:
  case MIR_BINARY_SUB_UNCHECKED:
  case MIR_BINARY_SUB_WITH_OVERFLOW:
    *out_value = left - right;
    return true;
  case MIR_BINARY_MUL:
  case MIR_BINARY_MUL_UNCHECKED:
  case MIR_BINARY_MUL_WITH_OVERFLOW:
    *out_value = left * right;
    return true;
  case MIR_BINARY_DIV:
  case MIR_BINARY_REM:
    return divide(left, right, primitive, operator== MIR_BINARY_REM, out_value);
  case MIR_BINARY_BIT_AND:
    *out_value = left & right;
    return true;
  case MIR_BINARY_BIT_OR:
    *out_value = left | right;
    return true;
  case MIR_BINARY_BIT_XOR:
    *out_value = left ^ right;
    return true;
  case MIR_BINARY_SHL:
  case MIR_BINARY_SHL_UNCHECKED:
    return shift(left, right, primitive, true, out_value);
  case MIR_BINARY_SHR:
  case MIR_BINARY_SHR_UNCHECKED:
    return shift(left, right, primitive, false, out_value);
  case MIR_BINARY_EQ:
    *out_value = left == right;
    return true;
  case MIR_BINARY_NE:
    *out_value = left != right;
    return true;
  case MIR_BINARY_LT:
    *out_value = is_less(left, right, primitive);
    return true;
  case MIR_BINARY_LE:
    *out_value = !is_less(right, left, primitive);
    return true;
  case MIR_BINARY_GT:
    *out_value = is_less(right, left, primitive);
    return true;
  case MIR_BINARY_GE:
    *out_value = !is_less(left, right, primitive);
    return true;
  default:
    return false;
  }
}

//===------------------------------------------------------------------------------------------===//
// Operands
//===------------------------------------------------------------------------------------------===//

// `_1`, `(_1.0: T)` and `(_1.1: bool)`.
static bool read_place(const mir_evaluation_frame *frame, const mir_place *place,
                       mir_number_value *out_value) {
  const mir_number_value *local = &frame->locals[place->local];
  bool is_part = place->projection_count == 1 &&
                 place->projections[0].kind == MIR_PROJECTION_FIELD &&
                 place->projections[0].field.index < 2;
  if (!local->is_known || (place->projection_count != 0 && !is_part)) {
    return false;
  }
  *out_value = *local;
  if (is_part && place->projections[0].field.index == 1) {
    out_value->value = local->flag;
  }
  return true;
}

// `i32::MAX` and the like.
static bool evaluate_std(mir_types *types, const mir_path *path, mir_number_value *out_value,
                         mir_primitive *out_primitive) {
  airlock_scalar scalar;
  const mir_layout *layout = mir_model_constant(types, path, &scalar)
                                 ? mir_model_constant_layout(types, scalar.kind)
                                 : NULL;
  if (layout == NULL || !integer_of(layout->type, out_primitive)) {
    return false;
  }
  out_value->value = wrap(mir_scalar_bits(&scalar), *out_primitive);
  return true;
}

// The value of a constant, and which integer it is.
static bool evaluate_constant(mir_evaluator *evaluator, const mir_constant *constant,
                              mir_number_value *out_value, mir_primitive *out_primitive) {
  *out_value = (mir_number_value){.is_known = true};
  *out_primitive = MIR_PRIMITIVE_BOOL;
  const mir_item *item = NULL;
  switch (constant->kind) {
  case MIR_CONSTANT_INTEGER:
    out_value->value = constant->integer.value;
    *out_primitive = constant->integer.primitive;
    return true;
  case MIR_CONSTANT_BOOL:
    out_value->value = constant->boolean;
    return true;
  case MIR_CONSTANT_PATH:
    item = mir_pointer_map_get(&evaluator->types->values, constant->path->stem);
    if (item == NULL) {
      return evaluate_std(evaluator->types, constant->path, out_value, out_primitive);
    }
    return item->kind != MIR_ITEM_FUNCTION && integer_of(item->type, out_primitive) &&
           evaluate_item(evaluator, item, NULL, 0, out_value);
  default:
    return false;
  }
}

// The value, and the type of an integer that it is.
static bool read_operand(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                         const mir_operand *operand, mir_number_value *out_value,
                         mir_primitive *out_primitive) {
  if (operand->kind == MIR_OPERAND_CONSTANT) {
    return evaluate_constant(evaluator, operand->constant, out_value, out_primitive);
  }
  if (operand->kind == MIR_OPERAND_RUNTIME_CHECK) {
    return false;
  }
  const mir_place *place = &operand->place;
  const mir_type *type =
      place->projection_count == 1 && place->projections[0].kind == MIR_PROJECTION_FIELD
          ? place->projections[0].field.type
          : frame->body->locals[place->local].type;
  return integer_of(type, out_primitive) && read_place(frame, place, out_value);
}

//===------------------------------------------------------------------------------------------===//
// Bodies
//===------------------------------------------------------------------------------------------===//

static bool evaluate_binary(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                            const mir_rvalue *rvalue, mir_number_value *out_value) {
  mir_number_value left;
  mir_number_value right;
  mir_primitive primitive;
  mir_primitive ignored;
  mir_binary operator= rvalue->binary.operator;
  if (!read_operand(evaluator, frame, rvalue->binary.left, &left, &primitive) ||
      !read_operand(evaluator, frame, rvalue->binary.right, &right, &ignored)) {
    return false;
  }
  bool is_comparison = operator>= MIR_BINARY_EQ && operator<= MIR_BINARY_GT;
  mir_uint128 value = 0;
  // Products of 128 bits would have to be wider to tell whether they overflow.
  bool is_wide = bits_of(primitive) == 128;
  if (!apply(operator, left.value, right.value, primitive, &value) || (is_wide && !is_comparison)) {
    return false;
  }
  out_value->value = is_comparison ? value : wrap(value, primitive);
  out_value->flag = !is_comparison && out_value->value != value;
  out_value->is_known = true;
  return true;
}

static bool evaluate_rvalue(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                            const mir_rvalue *rvalue, mir_primitive target,
                            mir_number_value *out_value) {
  mir_primitive primitive;
  *out_value = (mir_number_value){.is_known = true};
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    return read_operand(evaluator, frame, &rvalue->operand, out_value, &primitive);
  case MIR_RVALUE_CAST:
    if (rvalue->cast.kind != MIR_CAST_INTEGER_TO_INTEGER ||
        !read_operand(evaluator, frame, &rvalue->cast.operand, out_value, &primitive)) {
      return false;
    }
    out_value->value = wrap(out_value->value, target);
    return true;
  case MIR_RVALUE_BINARY:
    return evaluate_binary(evaluator, frame, rvalue, out_value);
  case MIR_RVALUE_UNARY:
    if (!read_operand(evaluator, frame, rvalue->unary.operand, out_value, &primitive) ||
        rvalue->unary.operator== MIR_UNARY_POINTER_METADATA) {
      return false;
    }
    out_value->value = wrap(
        rvalue->unary.operator== MIR_UNARY_NEG ? -out_value->value : ~out_value->value, primitive);
    return true;
  default:
    return false;
  }
}

static bool is_unit(const mir_type *type) {
  return type->kind == MIR_TYPE_TUPLE && type->elements.count == 0;
}

static bool evaluate_statement(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                               const mir_statement *statement) {
  const mir_place *place = &statement->assign.place;
  mir_primitive primitive;
  mir_number_value value; // The right side may read the local that is assigned.
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    if (place->projection_count == 0 && is_unit(frame->body->locals[place->local].type)) {
      return true;
    }
    if (place->projection_count != 0 ||
        !integer_of(frame->body->locals[place->local].type, &primitive) ||
        !evaluate_rvalue(evaluator, frame, statement->assign.rvalue, primitive, &value)) {
      return false;
    }
    frame->locals[place->local] = value;
    return true;
  case MIR_STATEMENT_SET_DISCRIMINANT:
  case MIR_STATEMENT_DEINIT:
  case MIR_STATEMENT_ASSUME:
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    return false;
  default:
    return true;
  }
}

// `size_of::<T>()` and `align_of::<T>()`.
static bool measure(mir_evaluator *evaluator, const mir_path *path, mir_number_value *out_value) {
  mir_type_list arguments = mir_path_arguments(path);
  const char *name = mir_path_last_name(path);
  bool is_size = strcmp(name, "size_of") == 0;
  if ((!is_size && strcmp(name, "align_of") != 0) || arguments.count != 1) {
    return false;
  }
  const mir_layout *layout = mir_layout_of(evaluator->types, arguments.items[0]);
  if (layout == NULL || layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    return false;
  }
  *out_value =
      (mir_number_value){.value = is_size ? layout->size : layout->align, .is_known = true};
  return true;
}

static bool evaluate_call(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                          const mir_terminator *terminator) {
  enum { MOST = 8 };
  const mir_operand *function = &terminator->call.function;
  const mir_operand_list *list = &terminator->call.arguments;
  mir_number_value arguments[MOST];
  mir_primitive ignored;
  if (function->kind != MIR_OPERAND_CONSTANT || function->constant->kind != MIR_CONSTANT_PATH ||
      list->count > MOST || terminator->call.destination.projection_count != 0) {
    return false;
  }
  for (size_t i = 0; i < list->count; i++) {
    if (!read_operand(evaluator, frame, &list->items[i], &arguments[i], &ignored)) {
      return false;
    }
  }
  const mir_path *path = function->constant->path;
  const mir_item *item = mir_pointer_map_get(&evaluator->types->values, path->stem);
  mir_number_value *target = &frame->locals[terminator->call.destination.local];
  if (list->count == 0 && mir_path_last_name(path) != NULL && measure(evaluator, path, target)) {
    return true;
  }
  return item != NULL && item->kind == MIR_ITEM_FUNCTION && mir_path_arguments(path).count == 0 &&
         evaluate_item(evaluator, item, arguments, list->count, target);
}

// The block that follows; MIR_NO_BLOCK when none is known.
static uint32_t next_block(mir_evaluator *evaluator, const mir_evaluation_frame *frame,
                           const mir_terminator *terminator) {
  mir_number_value value;
  mir_primitive primitive;
  switch (terminator->kind) {
  case MIR_TERMINATOR_GOTO:
    return terminator->target;
  case MIR_TERMINATOR_ASSERT:
    return read_operand(evaluator, frame, &terminator->assertion.condition, &value, &primitive) &&
                   (value.value != 0) == terminator->assertion.expected
               ? terminator->target
               : MIR_NO_BLOCK;
  case MIR_TERMINATOR_CALL:
    return evaluate_call(evaluator, frame, terminator) ? terminator->target : MIR_NO_BLOCK;
  case MIR_TERMINATOR_SWITCH:
    if (!read_operand(evaluator, frame, &terminator->switch_integer.operand, &value, &primitive)) {
      return MIR_NO_BLOCK;
    }
    for (size_t i = 0; i < terminator->switch_integer.case_count; i++) {
      if (wrap(terminator->switch_integer.cases[i].value, primitive) == value.value) {
        return terminator->switch_integer.cases[i].block;
      }
    }
    return terminator->switch_integer.otherwise;
  default:
    return MIR_NO_BLOCK;
  }
}

static bool evaluate_body(mir_evaluator *evaluator, const mir_evaluation_frame *frame) {
  uint32_t index = 0;
  while (index != MIR_NO_BLOCK && evaluator->steps < STEP_LIMIT) {
    const mir_block *block = &frame->body->blocks[index];
    for (size_t i = 0; i < block->statement_count; i++) {
      if (!evaluate_statement(evaluator, frame, &block->statements[i])) {
        return false;
      }
    }
    evaluator->steps += (uint32_t)block->statement_count + 1;
    if (block->terminator.kind == MIR_TERMINATOR_RETURN) {
      return frame->locals[0].is_known;
    }
    index = next_block(evaluator, frame, &block->terminator);
  }
  return false;
}

static bool evaluate_item(mir_evaluator *evaluator, const mir_item *item,
                          const mir_number_value *arguments, size_t argument_count,
                          mir_number_value *out_value) {
  mir_primitive ignored;
  if (evaluator->depth >= DEPTH_LIMIT) {
    return false;
  }
  if (item->constant != NULL) {
    evaluator->depth++;
    bool done = evaluate_constant(evaluator, item->constant, out_value, &ignored);
    evaluator->depth--;
    return done;
  }
  const mir_body *body = item->body;
  if (body == NULL || body->argument_count != argument_count ||
      !mir_read_body(evaluator->types->arena, body)) {
    return false;
  }
  mir_evaluation_frame frame = {.body = body};
  frame.locals = mir_arena_alloc(evaluator->types->arena, body->local_count, sizeof *frame.locals);
  if (frame.locals == NULL) {
    return false;
  }
  for (size_t i = 0; i < argument_count; i++) {
    frame.locals[i + 1] = arguments[i];
  }
  evaluator->depth++;
  bool done = evaluate_body(evaluator, &frame);
  evaluator->depth--;
  *out_value = frame.locals[0];
  return done;
}

bool mir_constant_value(mir_types *types, const char *stem, mir_uint128 *out_value) {
  const mir_item *item = mir_pointer_map_get(&types->values, stem);
  mir_evaluator evaluator = {.types = types};
  mir_number_value value;
  if (item == NULL || item->kind == MIR_ITEM_FUNCTION || item->kind == MIR_ITEM_STATIC ||
      !evaluate_item(&evaluator, item, NULL, 0, &value)) {
    return false;
  }
  *out_value = value.value;
  return true;
}
