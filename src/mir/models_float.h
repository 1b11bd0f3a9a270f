// SPDX-License-Identifier: MIT
//
// What models of float methods share: the values of F64 and F32, never converted, so that a NaN
// stays what it is; and models that are one function of C in each width.
#ifndef AIRLOCK_MIR_MODELS_FLOAT_H
#define AIRLOCK_MIR_MODELS_FLOAT_H

#include <string.h>

#include "models_internal.h"

static inline double model_wide(const airlock_scalar *scalar) {
  double value;
  memcpy(&value, &scalar->as.bits[0], sizeof value);
  return value;
}

static inline float model_narrow(const airlock_scalar *scalar) {
  float value;
  memcpy(&value, &scalar->as.bits[0], sizeof value);
  return value;
}

#define FLOAT_UNARY(model, wide, narrow)                                                           \
  MIR_MODEL(model) {                                                                               \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    result[0] = args[0].kind == AIRLOCK_F32 ? airlock_f32(narrow(model_narrow(&args[0])))          \
                                            : airlock_f64(wide(model_wide(&args[0])));             \
    return AIRLOCK_OK;                                                                             \
  }

#define FLOAT_BINARY(model, wide, narrow)                                                          \
  MIR_MODEL(model) {                                                                               \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    result[0] = args[0].kind == AIRLOCK_F32                                                        \
                    ? airlock_f32(narrow(model_narrow(&args[0]), model_narrow(&args[1])))          \
                    : airlock_f64(wide(model_wide(&args[0]), model_wide(&args[1])));               \
    return AIRLOCK_OK;                                                                             \
  }

#endif
