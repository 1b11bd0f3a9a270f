// SPDX-License-Identifier: MIT
//
// Models of float methods whose results IEEE 754 fixes. Both widths are computed as the processor
// does them: f32 in float, f64 in double.
#include <math.h>

#include "models_float.h"

#define TEST_MODEL(name, test)                                                                     \
  MIR_MODEL(float_##name) {                                                                        \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    bool is_true = args[0].kind == AIRLOCK_F32 ? (test(model_narrow(&args[0]))) != 0               \
                                               : (test(model_wide(&args[0]))) != 0;                \
    result[0] = airlock_int(AIRLOCK_BOOL, is_true);                                                \
    return AIRLOCK_OK;                                                                             \
  }

FLOAT_UNARY(float_abs, fabs, fabsf)
FLOAT_UNARY(float_sqrt, sqrt, sqrtf)
FLOAT_UNARY(float_floor, floor, floorf)
FLOAT_UNARY(float_ceil, ceil, ceilf)
FLOAT_UNARY(float_round, round, roundf)
FLOAT_UNARY(float_round_ties_even, nearbyint, nearbyintf)
FLOAT_UNARY(float_trunc, trunc, truncf)
FLOAT_BINARY(float_min, fmin, fminf)
FLOAT_BINARY(float_max, fmax, fmaxf)
FLOAT_BINARY(float_copysign, copysign, copysignf)
TEST_MODEL(is_nan, isnan)
TEST_MODEL(is_infinite, isinf)
TEST_MODEL(is_finite, isfinite)
TEST_MODEL(is_normal, isnormal)
TEST_MODEL(is_sign_negative, signbit)
TEST_MODEL(is_sign_positive, !signbit)

static double fract(double value) {
  return value - trunc(value);
}

static float narrow_fract(float value) {
  return value - truncf(value);
}

static double recip(double value) {
  return 1.0 / value;
}

static float narrow_recip(float value) {
  return 1.0F / value;
}

static double signum(double value) {
  return isnan(value) ? value : copysign(1.0, value);
}

static float narrow_signum(float value) {
  return isnan(value) ? value : copysignf(1.0F, value);
}

FLOAT_UNARY(float_fract, fract, narrow_fract)
FLOAT_UNARY(float_recip, recip, narrow_recip)
FLOAT_UNARY(float_signum, signum, narrow_signum)

MIR_MODEL(float_mul_add) {
  (void)interpreter;
  (void)call;
  result[0] =
      args[0].kind == AIRLOCK_F32
          ? airlock_f32(
                fmaf(model_narrow(&args[0]), model_narrow(&args[1]), model_narrow(&args[2])))
          : airlock_f64(fma(model_wide(&args[0]), model_wide(&args[1]), model_wide(&args[2])));
  return AIRLOCK_OK;
}

MIR_MODEL(float_clamp) {
  (void)call;
  bool is_narrow = args[0].kind == AIRLOCK_F32;
  double value = is_narrow ? (double)model_narrow(&args[0]) : model_wide(&args[0]);
  double least = is_narrow ? (double)model_narrow(&args[1]) : model_wide(&args[1]);
  double greatest = is_narrow ? (double)model_narrow(&args[2]) : model_wide(&args[2]);
  if (!(least <= greatest)) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "`clamp` to limits that are in no order");
  }
  result[0] = value < least ? args[1] : value > greatest ? args[2] : args[0];
  return AIRLOCK_OK;
}
