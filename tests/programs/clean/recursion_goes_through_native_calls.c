// SPDX-License-Identifier: MIT
// The arithmetic of the recursion.

#include <stdint.h>

uint64_t multiply(uint64_t left, uint64_t right) {
  return left * right;
}

void add_to(uint64_t *total, uint64_t value) {
  *total += value;
}
