// SPDX-License-Identifier: MIT
//
// Models of what integers do with their bits and bytes.
#include "models_internal.h"

static unsigned width_of(airlock_kind kind) {
  return (unsigned)airlock_kind_size(kind) * 8;
}

static airlock_status give(airlock_scalar *result, airlock_kind kind, mir_uint128 bits) {
  result[0] = mir_scalar_of(kind, bits);
  return AIRLOCK_OK;
}

static unsigned ones(mir_uint128 bits) {
  return (unsigned)__builtin_popcountll((uint64_t)bits) +
         (unsigned)__builtin_popcountll((uint64_t)(bits >> 64));
}

static unsigned zeros_at_the_top(mir_uint128 bits, unsigned width) {
  unsigned count = 0;
  while (count < width && (bits >> (width - 1 - count) & 1) == 0) {
    count++;
  }
  return count;
}

static unsigned zeros_at_the_end(mir_uint128 bits, unsigned width) {
  unsigned count = 0;
  while (count < width && (bits >> count & 1) == 0) {
    count++;
  }
  return count;
}

MIR_MODEL(bits_count_ones) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32, ones(mir_scalar_bits(&args[0])));
}

MIR_MODEL(bits_count_zeros) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32, width_of(args[0].kind) - ones(mir_scalar_bits(&args[0])));
}

MIR_MODEL(bits_leading_zeros) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32,
              zeros_at_the_top(mir_scalar_bits(&args[0]), width_of(args[0].kind)));
}

MIR_MODEL(bits_leading_ones) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32,
              zeros_at_the_top(~mir_scalar_bits(&args[0]), width_of(args[0].kind)));
}

MIR_MODEL(bits_trailing_zeros) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32,
              zeros_at_the_end(mir_scalar_bits(&args[0]), width_of(args[0].kind)));
}

MIR_MODEL(bits_trailing_ones) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_U32,
              zeros_at_the_end(~mir_scalar_bits(&args[0]), width_of(args[0].kind)));
}

static mir_uint128 rotate_left(mir_uint128 bits, uint64_t count, unsigned width) {
  unsigned left = (unsigned)count & (width - 1);
  return left == 0 ? bits : bits << left | bits >> (width - left);
}

MIR_MODEL(bits_rotate_left) {
  (void)interpreter;
  (void)call;
  return give(result, args[0].kind,
              rotate_left(mir_scalar_bits(&args[0]), args[1].as.bits[0], width_of(args[0].kind)));
}

MIR_MODEL(bits_rotate_right) {
  (void)interpreter;
  (void)call;
  return give(
      result, args[0].kind,
      rotate_left(mir_scalar_bits(&args[0]), 0 - args[1].as.bits[0], width_of(args[0].kind)));
}

static mir_uint128 reverse(mir_uint128 bits, unsigned width, unsigned unit) {
  mir_uint128 reversed = 0;
  mir_uint128 mask = ((mir_uint128)1 << unit) - 1;
  for (unsigned i = 0; i < width; i += unit) {
    reversed = reversed << unit | (bits >> i & mask);
  }
  return reversed;
}

MIR_MODEL(bits_swap_bytes) {
  (void)interpreter;
  (void)call;
  return give(result, args[0].kind, reverse(mir_scalar_bits(&args[0]), width_of(args[0].kind), 8));
}

MIR_MODEL(bits_reverse_bits) {
  (void)interpreter;
  (void)call;
  return give(result, args[0].kind, reverse(mir_scalar_bits(&args[0]), width_of(args[0].kind), 1));
}

MIR_MODEL(bits_same) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  return AIRLOCK_OK;
}

MIR_MODEL(bits_is_power_of_two) {
  (void)interpreter;
  (void)call;
  return give(result, AIRLOCK_BOOL, ones(mir_scalar_bits(&args[0])) == 1);
}

MIR_MODEL(bits_ilog2) {
  (void)call;
  mir_uint128 bits = mir_scalar_bits(&args[0]);
  if (bits == 0 || (mir_kind_is_signed(args[0].kind) && mir_scalar_signed(&args[0]) < 0)) {
    mir_message_add(&interpreter->panic_message, "argument of integer logarithm must be positive");
    return mir_panic(interpreter);
  }
  unsigned width = width_of(args[0].kind);
  return give(result, AIRLOCK_U32, width - 1 - zeros_at_the_top(bits, width));
}

//===------------------------------------------------------------------------------------------===//
// Bytes, of floats too
//===------------------------------------------------------------------------------------------===//

static airlock_status to_bytes(mir_interpreter *interpreter, const mir_call *call,
                               const airlock_scalar *args, const airlock_scalar *result,
                               bool is_reversed) {
  mir_uint128 bits = mir_scalar_bits(&args[0]);
  unsigned width = width_of(args[0].kind);
  bits = is_reversed ? reverse(bits, width, 8) : bits;
  uint8_t bytes[16];
  for (unsigned i = 0; i < width / 8; i++) {
    bytes[i] = (uint8_t)(bits >> (8 * i));
  }
  if (call->result.form != MIR_FORM_MEMORY || call->result.layout->size != width / 8) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "bytes as `%s`",
                         call->result.layout->name);
  }
  return airlock_write(interpreter->machine, result[0].as.ptr, bytes, width / 8);
}

MIR_MODEL(bits_to_bytes) {
  return to_bytes(interpreter, call, args, result, false);
}

MIR_MODEL(bits_to_be_bytes) {
  return to_bytes(interpreter, call, args, result, true);
}

static airlock_status from_bytes(mir_interpreter *interpreter, const mir_call *call,
                                 const airlock_scalar *args, airlock_scalar *result,
                                 bool is_reversed) {
  const mir_layout *layout = call->result.layout;
  airlock_status status = call->arguments[0].form == MIR_FORM_MEMORY
                              ? airlock_load(interpreter->machine, &result[0], args[0].as.ptr,
                                             airlock_type_scalar(interpreter->machine, AIRLOCK_U8))
                              : airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                                              "bytes as `%s`", layout->name);
  mir_uint128 bits = 0;
  for (uint64_t i = 0; i < layout->size && status == AIRLOCK_OK; i++) {
    airlock_scalar byte;
    status = airlock_load(interpreter->machine, &byte, airlock_ptr_wrapping_add(args[0].as.ptr, i),
                          airlock_type_scalar(interpreter->machine, AIRLOCK_U8));
    bits |= (mir_uint128)(status == AIRLOCK_OK ? byte.as.bits[0] : 0) << (8 * i);
  }
  bits = is_reversed ? reverse(bits, (unsigned)layout->size * 8, 8) : bits;
  return status == AIRLOCK_OK ? give(result, layout->kind, bits) : status;
}

MIR_MODEL(bits_from_bytes) {
  return from_bytes(interpreter, call, args, result, false);
}

MIR_MODEL(bits_from_be_bytes) {
  return from_bytes(interpreter, call, args, result, true);
}

// The bits of a float, and the float of bits.
MIR_MODEL(bits_reinterpret) {
  (void)interpreter;
  return give(result, call->result.layout->kind, mir_scalar_bits(&args[0]));
}
