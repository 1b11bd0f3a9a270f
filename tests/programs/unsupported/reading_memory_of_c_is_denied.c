// SPDX-License-Identifier: MIT
// An object of the library, which no symbol names.

#include <stdint.h>

static int32_t counter;

int32_t *start_counter(int32_t start) {
  counter = start;
  return &counter;
}

int32_t count(int32_t *one) {
  return ++*one;
}
