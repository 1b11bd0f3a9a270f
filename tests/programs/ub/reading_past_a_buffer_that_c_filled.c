// SPDX-License-Identifier: MIT
// An array written element by element.

#include <stddef.h>
#include <stdint.h>

size_t fill(int32_t *values, size_t length) {
  for (size_t i = 0; i < length; i++) {
    values[i] = (int32_t)i + 1;
  }
  return length;
}
