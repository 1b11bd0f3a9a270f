// SPDX-License-Identifier: MIT
//
// Operators on all kinds of scalars. Integers are computed with 128 bits and then cut to their
// kind; what does not survive the cut has overflowed.
#include <math.h>

#include "interpret_internal.h"

bool mir_kind_is_signed(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_ISIZE;
}

mir_uint128 mir_scalar_bits(const airlock_scalar *scalar) {
  if (scalar->kind == AIRLOCK_POINTER || scalar->kind == AIRLOCK_FUNCTION) {
    return scalar->as.ptr.address;
  }
  return (mir_uint128)scalar->as.bits[1] << 64 | scalar->as.bits[0];
}

mir_int128 mir_scalar_signed(const airlock_scalar *scalar) {
  mir_uint128 bits = mir_scalar_bits(scalar);
  unsigned width = (unsigned)airlock_kind_size(scalar->kind) * 8;
  if (!mir_kind_is_signed(scalar->kind) || width == 128) {
    return (mir_int128)bits;
  }
  mir_uint128 sign = (mir_uint128)1 << (width - 1);
  return (mir_int128)((bits ^ sign) - sign);
}

airlock_scalar mir_scalar_of(airlock_kind kind, mir_uint128 bits) {
  if (kind == AIRLOCK_I128 || kind == AIRLOCK_U128) {
    return airlock_int128(kind, (uint64_t)bits, (uint64_t)(bits >> 64));
  }
  return airlock_int(kind, (uint64_t)bits);
}

static airlock_status raise_ub(mir_interpreter *interpreter, const char *text) {
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER, "%s", text);
}

// Adds, subtracts or multiplies and tells whether the exact result fits the kind.
static bool compute(airlock_scalar *out_result, mir_binary operator, const airlock_scalar * left,
                    const airlock_scalar *right) {
  airlock_kind kind = left->kind;
  mir_uint128 result = 0;
  bool has_overflowed = false;
  bool is_add = operator== MIR_BINARY_ADD;
  bool is_sub = operator== MIR_BINARY_SUB;
  if (mir_kind_is_signed(kind)) {
    mir_int128 a = mir_scalar_signed(left);
    mir_int128 b = mir_scalar_signed(right);
    mir_int128 wide = 0;
    has_overflowed = is_add   ? __builtin_add_overflow(a, b, &wide)
                     : is_sub ? __builtin_sub_overflow(a, b, &wide)
                              : __builtin_mul_overflow(a, b, &wide);
    result = (mir_uint128)wide;
    *out_result = mir_scalar_of(kind, result);
    return has_overflowed || mir_scalar_signed(out_result) != wide;
  }
  mir_uint128 a = mir_scalar_bits(left);
  mir_uint128 b = mir_scalar_bits(right);
  has_overflowed = is_add   ? __builtin_add_overflow(a, b, &result)
                   : is_sub ? __builtin_sub_overflow(a, b, &result)
                            : __builtin_mul_overflow(a, b, &result);
  *out_result = mir_scalar_of(kind, result);
  return has_overflowed || mir_scalar_bits(out_result) != result;
}

static airlock_status divide(mir_interpreter *interpreter, airlock_scalar *out_result,
                             bool is_remainder, const airlock_scalar *left,
                             const airlock_scalar *right) {
  airlock_kind kind = left->kind;
  if (mir_scalar_bits(right) == 0) {
    return raise_ub(interpreter, is_remainder ? "calculating the remainder with a divisor of zero"
                                              : "dividing by zero");
  }
  if (!mir_kind_is_signed(kind)) {
    mir_uint128 a = mir_scalar_bits(left);
    mir_uint128 b = mir_scalar_bits(right);
    *out_result = mir_scalar_of(kind, is_remainder ? a % b : a / b);
    return AIRLOCK_OK;
  }
  mir_int128 a = mir_scalar_signed(left);
  mir_int128 b = mir_scalar_signed(right);
  mir_uint128 least = (mir_uint128)1 << (airlock_kind_size(kind) * 8 - 1);
  if (b == -1 && mir_scalar_bits(left) == least) {
    return raise_ub(interpreter,
                    is_remainder ? "overflow in signed remainder" : "overflow in signed division");
  }
  *out_result = mir_scalar_of(kind, (mir_uint128)(is_remainder ? a % b : a / b));
  return AIRLOCK_OK;
}

static airlock_status shift(mir_interpreter *interpreter, airlock_scalar *out_result,
                            mir_binary operator, const airlock_scalar * left,
                            const airlock_scalar *right) {
  unsigned width = (unsigned)airlock_kind_size(left->kind) * 8;
  bool is_unchecked = operator== MIR_BINARY_SHL_UNCHECKED || operator== MIR_BINARY_SHR_UNCHECKED;
  mir_uint128 distance = mir_scalar_bits(right);
  if (is_unchecked && (mir_scalar_signed(right) < 0 || distance >= width)) {
    return raise_ub(interpreter, "overflowing shift in an unchecked operation");
  }
  unsigned amount = (unsigned)distance & (width - 1);
  if (operator== MIR_BINARY_SHL || operator== MIR_BINARY_SHL_UNCHECKED) {
    *out_result = mir_scalar_of(left->kind, mir_scalar_bits(left) << amount);
  } else if (mir_kind_is_signed(left->kind)) {
    *out_result = mir_scalar_of(left->kind, (mir_uint128)(mir_scalar_signed(left) >> amount));
  } else {
    *out_result = mir_scalar_of(left->kind, mir_scalar_bits(left) >> amount);
  }
  return AIRLOCK_OK;
}

// -1, 0 or 1.
static int order_of(const airlock_scalar *left, const airlock_scalar *right) {
  if (mir_kind_is_signed(left->kind)) {
    mir_int128 a = mir_scalar_signed(left);
    mir_int128 b = mir_scalar_signed(right);
    return (a > b) - (a < b);
  }
  mir_uint128 a = mir_scalar_bits(left);
  mir_uint128 b = mir_scalar_bits(right);
  return (a > b) - (a < b);
}

static bool compare(mir_binary operator, int order) {
  switch (operator) {
  case MIR_BINARY_EQ:
    return order == 0;
  case MIR_BINARY_NE:
    return order != 0;
  case MIR_BINARY_LT:
    return order < 0;
  case MIR_BINARY_LE:
    return order <= 0;
  case MIR_BINARY_GT:
    return order > 0;
  default:
    return order >= 0;
  }
}

static bool compare_floats(mir_binary operator, double left, double right) {
  switch (operator) {
  case MIR_BINARY_EQ:
    return left == right;
  case MIR_BINARY_NE:
    return left != right;
  case MIR_BINARY_LT:
    return left < right;
  case MIR_BINARY_LE:
    return left <= right;
  case MIR_BINARY_GT:
    return left > right;
  default:
    return left >= right;
  }
}

// A float operation on doubles that hold floats rounds to the same result as one on floats.
static double compute_floats(mir_binary operator, double left, double right) {
  switch (operator) {
  case MIR_BINARY_ADD:
    return left + right;
  case MIR_BINARY_SUB:
    return left - right;
  case MIR_BINARY_MUL:
    return left * right;
  case MIR_BINARY_DIV:
    return left / right;
  default:
    return fmod(left, right);
  }
}

static bool is_comparison(mir_binary operator) {
  return operator>= MIR_BINARY_EQ && operator<= MIR_BINARY_GE;
}

static void operate_floats(airlock_scalar *out_result, mir_binary operator,
                           const airlock_scalar * left, const airlock_scalar *right) {
  double a = mir_float_value(left);
  double b = mir_float_value(right);
  if (is_comparison(operator)) {
    *out_result = airlock_int(AIRLOCK_BOOL, compare_floats(operator, a, b));
    return;
  }
  double result = compute_floats(operator, a, b);
  *out_result = left->kind == AIRLOCK_F64 ? airlock_f64(result) : airlock_f32((float)result);
}

static airlock_status operate_unchecked(mir_interpreter *interpreter, airlock_scalar *out_result,
                                        mir_binary operator, const airlock_scalar * left,
                                        const airlock_scalar *right) {
  mir_binary plain = operator== MIR_BINARY_ADD_UNCHECKED ? MIR_BINARY_ADD :
                     operator== MIR_BINARY_SUB_UNCHECKED ? MIR_BINARY_SUB
                                                         : MIR_BINARY_MUL;
  return compute(out_result, plain, left, right)
             ? raise_ub(interpreter, "arithmetic overflow in an unchecked operation")
             : AIRLOCK_OK;
}

airlock_status mir_operate_binary(mir_interpreter *interpreter, airlock_scalar *out_results,
                                  mir_binary operator, const airlock_scalar * left,
                                  const airlock_scalar *right) {
  if (left->kind == AIRLOCK_F32 || left->kind == AIRLOCK_F64) {
    operate_floats(&out_results[0], operator, left, right);
    return AIRLOCK_OK;
  }
  if (is_comparison(operator)) {
    out_results[0] = airlock_int(AIRLOCK_BOOL, compare(operator, order_of(left, right)));
    return AIRLOCK_OK;
  }
  switch (operator) {
  case MIR_BINARY_ADD:
  case MIR_BINARY_SUB:
  case MIR_BINARY_MUL:
    compute(&out_results[0], operator, left, right);
    return AIRLOCK_OK;
  case MIR_BINARY_ADD_WITH_OVERFLOW:
  case MIR_BINARY_SUB_WITH_OVERFLOW:
  case MIR_BINARY_MUL_WITH_OVERFLOW: {
    mir_binary plain = (mir_binary)(operator- MIR_BINARY_ADD_WITH_OVERFLOW +(int) MIR_BINARY_ADD);
    out_results[1] = airlock_int(AIRLOCK_BOOL, compute(&out_results[0], plain, left, right));
    return AIRLOCK_OK;
  }
  case MIR_BINARY_DIV:
  case MIR_BINARY_REM:
    return divide(interpreter, &out_results[0], operator== MIR_BINARY_REM, left, right);
  case MIR_BINARY_BIT_AND:
    out_results[0] = mir_scalar_of(left->kind, mir_scalar_bits(left) & mir_scalar_bits(right));
    return AIRLOCK_OK;
  case MIR_BINARY_BIT_OR:
    out_results[0] = mir_scalar_of(left->kind, mir_scalar_bits(left) | mir_scalar_bits(right));
    return AIRLOCK_OK;
  case MIR_BINARY_BIT_XOR:
    out_results[0] = mir_scalar_of(left->kind, mir_scalar_bits(left) ^ mir_scalar_bits(right));
    return AIRLOCK_OK;
  case MIR_BINARY_SHL:
  case MIR_BINARY_SHR:
  case MIR_BINARY_SHL_UNCHECKED:
  case MIR_BINARY_SHR_UNCHECKED:
    return shift(interpreter, &out_results[0], operator, left, right);
  case MIR_BINARY_CMP:
    out_results[0] = airlock_int(AIRLOCK_I8, (uint64_t)order_of(left, right));
    return AIRLOCK_OK;
  default:
    return operate_unchecked(interpreter, &out_results[0], operator, left, right);
  }
}

airlock_status mir_operate_unary(mir_interpreter *interpreter, airlock_scalar *out_result,
                                 mir_unary operator, const airlock_scalar * operand) {
  (void)interpreter;
  airlock_kind kind = operand->kind;
  if (kind == AIRLOCK_F32 || kind == AIRLOCK_F64) {
    uint64_t sign = kind == AIRLOCK_F64 ? UINT64_C(1) << 63 : UINT64_C(1) << 31;
    *out_result = airlock_int(kind, operand->as.bits[0] ^ sign);
  } else if (operator== MIR_UNARY_NEG) {
    *out_result = mir_scalar_of(kind, ~mir_scalar_bits(operand) + 1);
  } else if (kind == AIRLOCK_BOOL) {
    *out_result = airlock_int(kind, operand->as.bits[0] ^ 1);
  } else {
    *out_result = mir_scalar_of(kind, ~mir_scalar_bits(operand));
  }
  return AIRLOCK_OK;
}
