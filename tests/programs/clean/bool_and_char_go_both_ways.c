// SPDX-License-Identifier: MIT
// A Rust char is a 32-bit scalar here.

#include <stdbool.h>
#include <stdint.h>

bool negate(bool value) {
  return !value;
}

bool both(bool left, bool right) {
  return left && right;
}

int32_t as_number(bool value) {
  return value;
}

uint32_t same_char(uint32_t value) {
  return value;
}

uint32_t code_of(uint32_t value) {
  return value;
}

uint32_t char_of(uint32_t code) {
  return code;
}
