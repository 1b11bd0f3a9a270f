// SPDX-License-Identifier: MIT
// Pointers exchanged in memory.

#include <stdint.h>

void swap_pointers(const int32_t **left, const int32_t **right) {
  const int32_t *kept = *left;
  *left = *right;
  *right = kept;
}
