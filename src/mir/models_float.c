// SPDX-License-Identifier: MIT
//
// Models of float methods whose results IEEE 754 fixes. Both widths are computed as the processor
// does them: f32 in float, f64 in double.
#include <math.h>
#include <string.h>

#include "models_internal.h"

static double wide_of(const airlock_scalar *scalar) {
  double value;
  memcpy(&value, &scalar->as.bits[0], sizeof value);
  return value;
}

static float narrow_of(const airlock_scalar *scalar) {
  float value;
  memcpy(&value, &scalar->as.bits[0], sizeof value);
  return value;
}

static airlock_status give_wide(airlock_scalar *result, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  result[0] = airlock_int(AIRLOCK_F64, bits);
  return AIRLOCK_OK;
}

static airlock_status give_narrow(airlock_scalar *result, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  result[0] = airlock_int(AIRLOCK_F32, bits);
  return AIRLOCK_OK;
}

#define UNARY_MODEL(name, wide, narrow)                                                            \
  MIR_MODEL(float_##name) {                                                                        \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    return args[0].kind == AIRLOCK_F32 ? give_narrow(result, narrow(narrow_of(&args[0])))          \
                                       : give_wide(result, wide(wide_of(&args[0])));               \
  }

#define BINARY_MODEL(name, wide, narrow)                                                           \
  MIR_MODEL(float_##name) {                                                                        \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    return args[0].kind == AIRLOCK_F32                                                             \
               ? give_narrow(result, narrow(narrow_of(&args[0]), narrow_of(&args[1])))             \
               : give_wide(result, wide(wide_of(&args[0]), wide_of(&args[1])));                    \
  }

#define TEST_MODEL(name, test)                                                                     \
  MIR_MODEL(float_##name) {                                                                        \
    (void)interpreter;                                                                             \
    (void)call;                                                                                    \
    bool is_true = args[0].kind == AIRLOCK_F32 ? (test(narrow_of(&args[0]))) != 0                  \
                                               : (test(wide_of(&args[0]))) != 0;                   \
    result[0] = airlock_int(AIRLOCK_BOOL, is_true);                                                \
    return AIRLOCK_OK;                                                                             \
  }

UNARY_MODEL(abs, fabs, fabsf)
UNARY_MODEL(sqrt, sqrt, sqrtf)
UNARY_MODEL(floor, floor, floorf)
UNARY_MODEL(ceil, ceil, ceilf)
UNARY_MODEL(round, round, roundf)
UNARY_MODEL(round_ties_even, nearbyint, nearbyintf)
UNARY_MODEL(trunc, trunc, truncf)
BINARY_MODEL(min, fmin, fminf)
BINARY_MODEL(max, fmax, fmaxf)
BINARY_MODEL(copysign, copysign, copysignf)
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

UNARY_MODEL(fract, fract, narrow_fract)
UNARY_MODEL(recip, recip, narrow_recip)
UNARY_MODEL(signum, signum, narrow_signum)

MIR_MODEL(float_mul_add) {
  (void)interpreter;
  (void)call;
  return args[0].kind == AIRLOCK_F32
             ? give_narrow(result,
                           fmaf(narrow_of(&args[0]), narrow_of(&args[1]), narrow_of(&args[2])))
             : give_wide(result, fma(wide_of(&args[0]), wide_of(&args[1]), wide_of(&args[2])));
}

MIR_MODEL(float_clamp) {
  (void)call;
  bool is_narrow = args[0].kind == AIRLOCK_F32;
  double value = is_narrow ? (double)narrow_of(&args[0]) : wide_of(&args[0]);
  double least = is_narrow ? (double)narrow_of(&args[1]) : wide_of(&args[1]);
  double greatest = is_narrow ? (double)narrow_of(&args[2]) : wide_of(&args[2]);
  if (!(least <= greatest)) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "`clamp` to limits that are in no order");
  }
  result[0] = value < least ? args[1] : value > greatest ? args[2] : args[0];
  return AIRLOCK_OK;
}
