// SPDX-License-Identifier: MIT
// Arrays as pointer and length.

#include <stddef.h>
#include <stdint.h>

int32_t sum(const int16_t *values, size_t length) {
  int32_t total = 0;
  for (size_t i = 0; i < length; i++) {
    total += values[i];
  }
  return total;
}

void negate(int16_t *values, size_t length) {
  for (size_t i = 0; i < length; i++) {
    values[i] = (int16_t)-values[i];
  }
}
