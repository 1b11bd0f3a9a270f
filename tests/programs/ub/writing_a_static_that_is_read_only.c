// SPDX-License-Identifier: MIT
// A read through a pointer.

#include <stdint.h>

int32_t get(const int32_t *limit) {
  return *limit;
}
