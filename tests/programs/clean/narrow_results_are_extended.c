// SPDX-License-Identifier: MIT
// Results narrower than the register they come back in, and the widening of arguments.

#include <stdbool.h>
#include <stdint.h>

int8_t low_i8(uint64_t word) {
  return (int8_t)word;
}

uint8_t low_u8(uint64_t word) {
  return (uint8_t)word;
}

int16_t low_i16(uint64_t word) {
  return (int16_t)word;
}

uint16_t low_u16(uint64_t word) {
  return (uint16_t)word;
}

int32_t low_i32(uint64_t word) {
  return (int32_t)word;
}

uint32_t low_u32(uint64_t word) {
  return (uint32_t)word;
}

bool is_odd(uint64_t word) {
  return word & 1;
}

int64_t widen_i8(int8_t value) {
  return value;
}

int64_t widen_u8(uint8_t value) {
  return value;
}

int64_t widen_i16(int16_t value) {
  return value;
}

int64_t widen_u16(uint16_t value) {
  return value;
}

int64_t widen_bool(bool value) {
  return value;
}
