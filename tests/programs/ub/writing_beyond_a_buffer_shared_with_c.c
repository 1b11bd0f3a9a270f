// SPDX-License-Identifier: MIT
// A borrowed array.

#include <stddef.h>
#include <stdint.h>

static const uint16_t *lent;
static size_t lent_length;

void lend(const uint16_t *values, size_t length) {
  lent = values;
  lent_length = length;
}

uint32_t sum_of_lent(void) {
  uint32_t sum = 0;
  for (size_t i = 0; i < lent_length; i++) {
    sum += lent[i];
  }
  return sum;
}
