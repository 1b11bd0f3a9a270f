// SPDX-License-Identifier: MIT
//
// `as` between numbers. Integers are cut or extended by the sign of their own kind; floats to
// integers saturate and NaN gives 0; everything else rounds to nearest.
#include "interpret_internal.h"

static bool is_float(airlock_kind kind) {
  return kind == AIRLOCK_F32 || kind == AIRLOCK_F64;
}

static airlock_scalar float_to_integer(double value, airlock_kind kind) {
  unsigned width = (unsigned)airlock_kind_size(kind) * 8;
  bool is_signed = mir_kind_is_signed(kind);
  mir_uint128 greatest = ~(mir_uint128)0 >> (128 - width + (is_signed ? 1 : 0));
  mir_uint128 least = is_signed ? ~greatest : 0;
  if (value != value) {
    return mir_scalar_of(kind, 0);
  }
  // The bound is a power of two, and so exact: the first value that does not fit.
  double bound = (double)((mir_uint128)1 << (width - 1)) * (is_signed ? 1.0 : 2.0);
  if (value >= bound) {
    return mir_scalar_of(kind, greatest);
  }
  if (value <= (is_signed ? -bound : 0.0)) {
    return mir_scalar_of(kind, least);
  }
  return mir_scalar_of(kind, is_signed ? (mir_uint128)(mir_int128)value : (mir_uint128)value);
}

static airlock_scalar integer_to_float(const airlock_scalar *scalar, airlock_kind kind) {
  if (mir_kind_is_signed(scalar->kind)) {
    mir_int128 value = mir_scalar_signed(scalar);
    return kind == AIRLOCK_F64 ? airlock_f64((double)value) : airlock_f32((float)value);
  }
  mir_uint128 value = mir_scalar_bits(scalar);
  return kind == AIRLOCK_F64 ? airlock_f64((double)value) : airlock_f32((float)value);
}

airlock_scalar mir_convert(const airlock_scalar *scalar, airlock_kind kind) {
  if (is_float(scalar->kind)) {
    double value = mir_float_value(scalar);
    if (!is_float(kind)) {
      return float_to_integer(value, kind);
    }
    if (scalar->kind == kind) {
      return *scalar;
    }
    return kind == AIRLOCK_F64 ? airlock_f64(value) : airlock_f32((float)value);
  }
  if (is_float(kind)) {
    return integer_to_float(scalar, kind);
  }
  return mir_scalar_of(kind, (mir_uint128)mir_scalar_signed(scalar));
}
