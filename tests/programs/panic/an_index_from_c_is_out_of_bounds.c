// SPDX-License-Identifier: MIT
// A linear search whose failure is the length.

#include <stddef.h>
#include <stdint.h>

size_t index_of(const int32_t *values, int32_t wanted) {
  size_t i = 0;
  while (i < 3 && values[i] != wanted) {
    i++;
  }
  return i;
}
