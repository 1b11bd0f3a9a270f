// SPDX-License-Identifier: MIT
// A read through a pointer.

#include <stdint.h>

int32_t load(const int32_t *value) {
  return *value;
}
