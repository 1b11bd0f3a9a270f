// SPDX-License-Identifier: MIT
//
// Models of integer methods. A value's bits stand at the low end of 128; helpers cut results to the
// width of a kind.
#include "models_internal.h"

static unsigned width_of(airlock_kind kind) {
  return (unsigned)airlock_kind_size(kind) * 8;
}

static airlock_status give(airlock_scalar *result, airlock_kind kind, mir_uint128 bits) {
  result[0] = mir_scalar_of(kind, bits);
  return AIRLOCK_OK;
}

static airlock_status panic(mir_interpreter *interpreter, const char *message) {
  mir_message_add(&interpreter->panic_message, "%s", message);
  return mir_panic(interpreter);
}

// Addition, subtraction or multiplication, and whether its result has overflowed.
static airlock_status operate(mir_interpreter *interpreter, airlock_scalar *out_results,
                              mir_binary operator, const airlock_scalar * args) {
  return mir_operate_binary(interpreter, out_results, operator, & args[0], &args[1]);
}

static bool is_negative(const airlock_scalar *scalar) {
  return mir_kind_is_signed(scalar->kind) && mir_scalar_signed(scalar) < 0;
}

// The least or the greatest value.
static airlock_scalar limit_of(airlock_kind kind, bool is_least) {
  unsigned width = width_of(kind);
  mir_uint128 all = ~(mir_uint128)0 >> (128 - width);
  if (!mir_kind_is_signed(kind)) {
    return mir_scalar_of(kind, is_least ? 0 : all);
  }
  return mir_scalar_of(kind, is_least ? ~(all >> 1) : all >> 1);
}

//===------------------------------------------------------------------------------------------===//
// Wrapping, overflowing, saturating
//===------------------------------------------------------------------------------------------===//

MIR_MODEL(integer_wrapping_add) {
  (void)call;
  return operate(interpreter, result, MIR_BINARY_ADD, args);
}

MIR_MODEL(integer_wrapping_sub) {
  (void)call;
  return operate(interpreter, result, MIR_BINARY_SUB, args);
}

MIR_MODEL(integer_wrapping_mul) {
  (void)call;
  return operate(interpreter, result, MIR_BINARY_MUL, args);
}

MIR_MODEL(integer_wrapping_neg) {
  (void)interpreter;
  (void)call;
  return give(result, args[0].kind, (mir_uint128)0 - mir_scalar_bits(&args[0]));
}

MIR_MODEL(integer_wrapping_abs) {
  (void)interpreter;
  (void)call;
  mir_uint128 bits = mir_scalar_bits(&args[0]);
  return give(result, args[0].kind, is_negative(&args[0]) ? (mir_uint128)0 - bits : bits);
}

MIR_MODEL(integer_wrapping_shl) {
  (void)interpreter;
  (void)call;
  unsigned count = (unsigned)args[1].as.bits[0] & (width_of(args[0].kind) - 1);
  return give(result, args[0].kind, mir_scalar_bits(&args[0]) << count);
}

MIR_MODEL(integer_wrapping_shr) {
  (void)interpreter;
  (void)call;
  unsigned count = (unsigned)args[1].as.bits[0] & (width_of(args[0].kind) - 1);
  mir_uint128 bits = mir_kind_is_signed(args[0].kind)
                         ? (mir_uint128)(mir_scalar_signed(&args[0]) >> count)
                         : mir_scalar_bits(&args[0]) >> count;
  return give(result, args[0].kind, bits);
}

// Quotient or remainder; the one quotient that overflows wraps.
static airlock_status divide(mir_interpreter *interpreter, airlock_scalar *result,
                             const airlock_scalar *args, bool is_remainder) {
  if (mir_scalar_bits(&args[1]) == 0) {
    return panic(interpreter, is_remainder
                                  ? "attempt to calculate the remainder with a divisor of zero"
                                  : "attempt to divide by zero");
  }
  if (mir_kind_is_signed(args[1].kind) && mir_scalar_signed(&args[1]) == -1) {
    return give(result, args[0].kind,
                is_remainder ? 0 : (mir_uint128)0 - mir_scalar_bits(&args[0]));
  }
  return operate(interpreter, result, is_remainder ? MIR_BINARY_REM : MIR_BINARY_DIV, args);
}

MIR_MODEL(integer_wrapping_div) {
  (void)call;
  return divide(interpreter, result, args, false);
}

MIR_MODEL(integer_wrapping_rem) {
  (void)call;
  return divide(interpreter, result, args, true);
}

// A number and a bool, as a pair or in memory.
static airlock_status give_pair(mir_interpreter *interpreter, const mir_call *call,
                                const airlock_scalar *values, airlock_scalar *result) {
  airlock_status status = AIRLOCK_OK;
  if (call->result.form != MIR_FORM_MEMORY) {
    result[0] = values[0];
    result[1] = values[1];
    return AIRLOCK_OK;
  }
  const mir_layout_variant *parts = &call->result.layout->variants[0];
  for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
    status = airlock_store(interpreter->machine,
                           airlock_ptr_wrapping_add(result[0].as.ptr, parts->fields[i].offset),
                           values[i], airlock_type_scalar(interpreter->machine, values[i].kind));
  }
  return status;
}

static airlock_status overflowing(mir_interpreter *interpreter, const mir_call *call,
                                  const airlock_scalar *args, airlock_scalar *result,
                                  mir_binary operator) {
  airlock_scalar values[2];
  airlock_status status = operate(interpreter, values, operator, args);
  return status == AIRLOCK_OK ? give_pair(interpreter, call, values, result) : status;
}

MIR_MODEL(integer_overflowing_add) {
  return overflowing(interpreter, call, args, result, MIR_BINARY_ADD_WITH_OVERFLOW);
}

MIR_MODEL(integer_overflowing_sub) {
  return overflowing(interpreter, call, args, result, MIR_BINARY_SUB_WITH_OVERFLOW);
}

MIR_MODEL(integer_overflowing_mul) {
  return overflowing(interpreter, call, args, result, MIR_BINARY_MUL_WITH_OVERFLOW);
}

MIR_MODEL(integer_overflowing_neg) {
  airlock_scalar both[2] = {mir_scalar_of(args[0].kind, 0), args[0]};
  return overflowing(interpreter, call, both, result, MIR_BINARY_SUB_WITH_OVERFLOW);
}

// A sum or product that overflows is the limit on the side where it lies.
static airlock_status saturating(mir_interpreter *interpreter, const airlock_scalar *args,
                                 airlock_scalar *result, mir_binary operator, bool is_below) {
  airlock_scalar values[2];
  airlock_status status = operate(interpreter, values, operator, args);
  result[0] = values[1].as.bits[0] != 0 ? limit_of(args[0].kind, is_below) : values[0];
  return status;
}

MIR_MODEL(integer_saturating_add) {
  (void)call;
  return saturating(interpreter, args, result, MIR_BINARY_ADD_WITH_OVERFLOW, is_negative(&args[1]));
}

MIR_MODEL(integer_saturating_sub) {
  (void)call;
  return saturating(interpreter, args, result, MIR_BINARY_SUB_WITH_OVERFLOW,
                    !is_negative(&args[1]));
}

MIR_MODEL(integer_saturating_mul) {
  (void)call;
  return saturating(interpreter, args, result, MIR_BINARY_MUL_WITH_OVERFLOW,
                    is_negative(&args[0]) != is_negative(&args[1]));
}

//===------------------------------------------------------------------------------------------===//
// Powers, signs, Euclid
//===------------------------------------------------------------------------------------------===//

// Repeated multiplication; whether any step has overflowed.
static airlock_status raise_to(mir_interpreter *interpreter, const airlock_scalar *args,
                               airlock_scalar *out_power, bool *out_has_overflowed) {
  airlock_scalar factors[2] = {mir_scalar_of(args[0].kind, 1), args[0]};
  airlock_status status = AIRLOCK_OK;
  uint64_t exponent = args[1].as.bits[0];
  bool has_overflowed = false;
  bool square_has_overflowed = false;
  while (exponent != 0 && status == AIRLOCK_OK) {
    airlock_scalar product[2];
    if ((exponent & 1) != 0) {
      status = operate(interpreter, product, MIR_BINARY_MUL_WITH_OVERFLOW, factors);
      has_overflowed |= square_has_overflowed || product[1].as.bits[0] != 0;
      factors[0] = product[0];
    }
    exponent >>= 1;
    airlock_scalar both[2] = {factors[1], factors[1]};
    if (exponent != 0 && status == AIRLOCK_OK) {
      status = operate(interpreter, product, MIR_BINARY_MUL_WITH_OVERFLOW, both);
      square_has_overflowed |= product[1].as.bits[0] != 0;
      factors[1] = product[0];
    }
  }
  *out_power = factors[0];
  *out_has_overflowed = has_overflowed;
  return status;
}

MIR_MODEL(integer_pow) {
  (void)call;
  bool has_overflowed = false;
  airlock_status status = raise_to(interpreter, args, &result[0], &has_overflowed);
  return status == AIRLOCK_OK && has_overflowed
             ? panic(interpreter, "attempt to multiply with overflow")
             : status;
}

MIR_MODEL(integer_wrapping_pow) {
  (void)call;
  bool has_overflowed = false;
  return raise_to(interpreter, args, &result[0], &has_overflowed);
}

MIR_MODEL(integer_overflowing_pow) {
  bool has_overflowed = false;
  airlock_scalar values[2];
  airlock_status status = raise_to(interpreter, args, &values[0], &has_overflowed);
  values[1] = airlock_int(AIRLOCK_BOOL, has_overflowed);
  return status == AIRLOCK_OK ? give_pair(interpreter, call, values, result) : status;
}

// The value as another type of integer, cut if need be, and whether it was.
MIR_MODEL(integer_convert) {
  (void)interpreter;
  mir_uint128 bits =
      is_negative(&args[0]) ? (mir_uint128)mir_scalar_signed(&args[0]) : mir_scalar_bits(&args[0]);
  airlock_scalar values[2];
  values[0] = mir_scalar_of(call->generics[1]->kind, bits);
  mir_uint128 kept = is_negative(&values[0]) ? (mir_uint128)mir_scalar_signed(&values[0])
                                             : mir_scalar_bits(&values[0]);
  bool is_cut = kept != bits || is_negative(&values[0]) != is_negative(&args[0]);
  values[1] = airlock_int(AIRLOCK_BOOL, is_cut);
  return give_pair(interpreter, call, values, result);
}

MIR_MODEL(integer_abs) {
  if (mir_scalar_bits(&args[0]) ==
      mir_scalar_bits(&(airlock_scalar[]){limit_of(args[0].kind, true)}[0])) {
    return panic(interpreter, "attempt to negate with overflow");
  }
  return mir_model_integer_wrapping_abs(interpreter, call, args, result);
}

MIR_MODEL(integer_unsigned_abs) {
  (void)interpreter;
  mir_uint128 bits = mir_scalar_bits(&args[0]);
  return give(result, call->result.layout->kind,
              is_negative(&args[0]) ? (mir_uint128)mir_scalar_signed(&args[0]) * ~(mir_uint128)0
                                    : bits);
}

MIR_MODEL(integer_abs_diff) {
  (void)interpreter;
  bool is_signed = mir_kind_is_signed(args[0].kind);
  mir_uint128 left = is_signed ? (mir_uint128)mir_scalar_signed(&args[0]) : mir_scalar_bits(args);
  mir_uint128 right =
      is_signed ? (mir_uint128)mir_scalar_signed(&args[1]) : mir_scalar_bits(&args[1]);
  bool is_less = is_signed ? (mir_int128)left < (mir_int128)right : left < right;
  return give(result, call->result.layout->kind, is_less ? right - left : left - right);
}

MIR_MODEL(integer_signum) {
  (void)interpreter;
  (void)call;
  mir_int128 value = mir_scalar_signed(&args[0]);
  return give(result, args[0].kind, (mir_uint128)((value > 0) - (value < 0)));
}

MIR_MODEL(integer_is_negative) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_BOOL, is_negative(&args[0]));
}

MIR_MODEL(integer_is_positive) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_BOOL, mir_scalar_signed(&args[0]) > 0);
}

MIR_MODEL(integer_rem_euclid) {
  (void)call;
  airlock_status status = divide(interpreter, result, args, true);
  if (status == AIRLOCK_OK && is_negative(&result[0])) {
    mir_uint128 divisor = (mir_uint128)mir_scalar_signed(&args[1]);
    divisor = is_negative(&args[1]) ? (mir_uint128)0 - divisor : divisor;
    return give(result, args[0].kind, (mir_uint128)mir_scalar_signed(&result[0]) + divisor);
  }
  return status;
}

MIR_MODEL(integer_div_euclid) {
  (void)call;
  airlock_scalar remainder = {.kind = AIRLOCK_UNINIT};
  airlock_status status = divide(interpreter, result, args, false);
  if (status == AIRLOCK_OK) {
    status = divide(interpreter, &remainder, args, true);
  }
  if (status == AIRLOCK_OK && is_negative(&remainder)) {
    mir_uint128 step = is_negative(&args[1]) ? 1 : ~(mir_uint128)0;
    return give(result, args[0].kind, mir_scalar_bits(&result[0]) + step);
  }
  return status;
}
