// SPDX-License-Identifier: MIT
// A linear search.

#include <stddef.h>
#include <stdint.h>

const int32_t *find(const int32_t *values, size_t length, int32_t wanted) {
  for (size_t i = 0; i < length; i++) {
    if (values[i] == wanted) {
      return &values[i];
    }
  }
  return NULL;
}
