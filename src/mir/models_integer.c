// SPDX-License-Identifier: MIT
//
// Models of integer methods, and of comparison through references.
#include "models_internal.h"

MIR_MODEL(integer_wrapping_add) {
  (void)call;
  return mir_operate_binary(interpreter, result, MIR_BINARY_ADD, &args[0], &args[1]);
}

MIR_MODEL(integer_wrapping_sub) {
  (void)call;
  return mir_operate_binary(interpreter, result, MIR_BINARY_SUB, &args[0], &args[1]);
}

MIR_MODEL(integer_wrapping_mul) {
  (void)call;
  return mir_operate_binary(interpreter, result, MIR_BINARY_MUL, &args[0], &args[1]);
}

MIR_MODEL(integer_wrapping_neg) {
  (void)call;
  return mir_operate_unary(interpreter, result, MIR_UNARY_NEG, &args[0]);
}

static airlock_status refuse_step(mir_interpreter *interpreter, const mir_layout *layout) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                       "walking a range of `%s`", layout->name);
}

static bool is_integer(const mir_layout *layout) {
  return layout->shape == MIR_SHAPE_PRIMITIVE && layout->kind >= AIRLOCK_I8 &&
         layout->kind <= AIRLOCK_USIZE;
}

MIR_MODEL(step_is_below) {
  if (call->arguments[0].layout->shape != MIR_SHAPE_PRIMITIVE) {
    return refuse_step(interpreter, call->arguments[0].layout);
  }
  return mir_operate_binary(interpreter, result, MIR_BINARY_LT, &args[0], &args[1]);
}

// The value, moved by a number of steps, which may be negative.
MIR_MODEL(step_by) {
  if (!is_integer(call->arguments[0].layout)) {
    return refuse_step(interpreter, call->arguments[0].layout);
  }
  mir_uint128 count = (mir_uint128)(mir_int128)(int64_t)args[1].as.bits[0];
  result[0] = mir_scalar_of(args[0].kind, mir_scalar_bits(&args[0]) + count);
  return AIRLOCK_OK;
}

// Whether two values in memory are equal: numbers, pointers, and tuples and arrays of them.
static airlock_status compare(mir_interpreter *interpreter, bool *out_is_equal,
                              const mir_layout *layout, airlock_ptr left, airlock_ptr right) {
  airlock_machine *machine = interpreter->machine;
  airlock_status status = AIRLOCK_OK;
  *out_is_equal = true;
  if (layout->shape == MIR_SHAPE_ARRAY) {
    for (uint64_t i = 0; i < layout->count && *out_is_equal && status == AIRLOCK_OK; i++) {
      uint64_t offset = i * layout->element->size;
      status =
          compare(interpreter, out_is_equal, layout->element,
                  airlock_ptr_wrapping_add(left, offset), airlock_ptr_wrapping_add(right, offset));
    }
    return status;
  }
  if (layout->shape == MIR_SHAPE_STRUCT && layout->item == NULL) {
    const mir_layout_variant *variant = &layout->variants[0];
    for (size_t i = 0; i < variant->field_count && *out_is_equal && status == AIRLOCK_OK; i++) {
      uint64_t offset = variant->fields[i].offset;
      status =
          compare(interpreter, out_is_equal, variant->fields[i].layout,
                  airlock_ptr_wrapping_add(left, offset), airlock_ptr_wrapping_add(right, offset));
    }
    return status;
  }
  if (layout->class != MIR_CLASS_SCALAR || layout->is_reference ||
      (layout->shape != MIR_SHAPE_PRIMITIVE && layout->shape != MIR_SHAPE_POINTER)) {
    return airlock_raise(machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "comparing values of type `%s`",
                         layout->name);
  }
  const airlock_type *type = airlock_type_scalar(machine, layout->kind);
  airlock_scalar scalars[2];
  airlock_scalar result;
  status = airlock_load(machine, &scalars[0], left, type);
  if (status == AIRLOCK_OK) {
    status = airlock_load(machine, &scalars[1], right, type);
  }
  if (status == AIRLOCK_OK) {
    status = mir_operate_binary(interpreter, &result, MIR_BINARY_EQ, &scalars[0], &scalars[1]);
    *out_is_equal = result.as.bits[0] != 0;
  }
  return status;
}

MIR_MODEL(equal) {
  bool is_equal = false;
  airlock_status status =
      compare(interpreter, &is_equal, call->generics[0], args[0].as.ptr, args[1].as.ptr);
  result[0] = airlock_int(AIRLOCK_BOOL, is_equal);
  return status;
}

MIR_MODEL(not_equal) {
  bool is_equal = false;
  airlock_status status =
      compare(interpreter, &is_equal, call->generics[0], args[0].as.ptr, args[1].as.ptr);
  result[0] = airlock_int(AIRLOCK_BOOL, !is_equal);
  return status;
}
