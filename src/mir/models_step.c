// SPDX-License-Identifier: MIT
//
// Models of the steps of ranges.
#include "models_internal.h"

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
