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

static airlock_status compare(mir_interpreter *interpreter, const mir_call *call,
                              const airlock_scalar *args, airlock_scalar *result,
                              mir_binary operator) {
  const mir_layout *layout = call->generic_count > 0 ? call->generics[0] : NULL;
  if (layout == NULL || layout->class != MIR_CLASS_SCALAR || call->generic_count != 1 ||
      (layout->shape != MIR_SHAPE_PRIMITIVE &&
       (layout->shape != MIR_SHAPE_POINTER || layout->is_reference))) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "comparing values of type `%s`", layout == NULL ? "?" : layout->name);
  }
  airlock_scalar left;
  airlock_scalar right;
  airlock_status status =
      airlock_load(interpreter->machine, &left, args[0].as.ptr, layout->native);
  if (status == AIRLOCK_OK) {
    status = airlock_load(interpreter->machine, &right, args[1].as.ptr, layout->native);
  }
  return status == AIRLOCK_OK ? mir_operate_binary(interpreter, result, operator, &left, &right)
                              : status;
}

MIR_MODEL(equal) {
  return compare(interpreter, call, args, result, MIR_BINARY_EQ);
}

MIR_MODEL(not_equal) {
  return compare(interpreter, call, args, result, MIR_BINARY_NE);
}
