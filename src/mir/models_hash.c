// SPDX-License-Identifier: MIT
//
// The hash function of std's maps, SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast
// short-input PRF"), for std/hash.rs: one round for each eight bytes, three at the end. The state
// lies in the program's memory:
//
//   v0 v1 v2 v3   8 bytes each
//   tail          bytes that are no word yet, the first lowest
//   length        bytes so far; its lowest byte goes into the last word
#include <string.h>

#include "models_internal.h"

enum { SIP_WORDS = 6, SIP_TAIL = 4, SIP_LENGTH = 5 };

static uint64_t rotate(uint64_t value, unsigned count) {
  return value << count | value >> (64 - count);
}

static void sip_round(uint64_t *v) {
  v[0] += v[1];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[0] = rotate(v[0], 32);
  v[2] += v[3];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t *v, uint64_t word) {
  v[3] ^= word;
  sip_round(v);
  v[0] ^= word;
}

static void sip_bytes(uint64_t *v, const unsigned char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned place = (unsigned)(v[SIP_LENGTH]++ % 8);
    v[SIP_TAIL] |= (uint64_t)bytes[i] << (8 * place);
    if (place == 7) {
      sip_word(v, v[SIP_TAIL]);
      v[SIP_TAIL] = 0;
    }
  }
}

MIR_MODEL(hash_write) {
  (void)call;
  (void)result;
  uint64_t state[SIP_WORDS];
  airlock_ptr pointer = args[1].as.ptr;
  uint64_t left = args[2].as.bits[0];
  airlock_status status = airlock_read(interpreter->machine, state, args[0].as.ptr, sizeof state);
  while (status == AIRLOCK_OK && left > 0) {
    unsigned char piece[256];
    size_t size = left < sizeof piece ? (size_t)left : sizeof piece;
    status = airlock_read(interpreter->machine, piece, pointer, size);
    if (status == AIRLOCK_OK) {
      sip_bytes(state, piece, size);
      pointer = airlock_ptr_wrapping_add(pointer, size);
      left -= size;
    }
  }
  return status == AIRLOCK_OK
             ? airlock_write(interpreter->machine, args[0].as.ptr, state, sizeof state)
             : status;
}

MIR_MODEL(hash_finish) {
  (void)call;
  uint64_t state[SIP_WORDS];
  airlock_status status = airlock_read(interpreter->machine, state, args[0].as.ptr, sizeof state);
  if (status != AIRLOCK_OK) {
    return status;
  }
  sip_word(state, state[SIP_LENGTH] << 56 | state[SIP_TAIL]);
  state[2] ^= 0xff;
  for (int i = 0; i < 3; i++) {
    sip_round(state);
  }
  result[0] = airlock_int(AIRLOCK_U64, state[0] ^ state[1] ^ state[2] ^ state[3]);
  return AIRLOCK_OK;
}
