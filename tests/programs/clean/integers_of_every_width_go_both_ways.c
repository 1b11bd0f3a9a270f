// SPDX-License-Identifier: MIT
// The complement of each integer type.

#include <stddef.h>
#include <stdint.h>

int8_t flip_i8(int8_t value) {
  return (int8_t)~value;
}

int16_t flip_i16(int16_t value) {
  return (int16_t)~value;
}

int32_t flip_i32(int32_t value) {
  return (int32_t)~value;
}

int64_t flip_i64(int64_t value) {
  return (int64_t)~value;
}

uint8_t flip_u8(uint8_t value) {
  return (uint8_t)~value;
}

uint16_t flip_u16(uint16_t value) {
  return (uint16_t)~value;
}

uint32_t flip_u32(uint32_t value) {
  return (uint32_t)~value;
}

uint64_t flip_u64(uint64_t value) {
  return (uint64_t)~value;
}

intptr_t flip_isize(intptr_t value) {
  return (intptr_t)~value;
}

size_t flip_usize(size_t value) {
  return (size_t)~value;
}
