// SPDX-License-Identifier: MIT
// One past the last element.

#include <stddef.h>
#include <stdint.h>

const int32_t *end_of(const int32_t *values, size_t length) {
  return values + length;
}
