// SPDX-License-Identifier: MIT
// A counter.

#include <stdint.h>

uint64_t deeper(uint64_t depth) {
  return depth + 1;
}
