// SPDX-License-Identifier: MIT
// Arrays written element by element.

#include <stddef.h>
#include <stdint.h>

void fill(int32_t *values, size_t length, int32_t value) {
  for (size_t i = 0; i < length; i++) {
    values[i] = value;
  }
}

void count_up(uint16_t *values, size_t length) {
  for (size_t i = 0; i < length; i++) {
    values[i] = (uint16_t)(100 + i);
  }
}
