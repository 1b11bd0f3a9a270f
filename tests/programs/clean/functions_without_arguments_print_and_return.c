// SPDX-License-Identifier: MIT
//
// Functions of no parameters, and sums of unlike widths.

#include <stdint.h>
#include <stdio.h>

void greet(void) {
  printf("a line of C\n");
}

uint32_t count_down_from_zero(void) {
  return (uint32_t)-25;
}

int16_t lowest(void) {
  return INT16_MIN;
}

int64_t shift(int16_t by, int64_t from) {
  return from + by;
}

float half_more(float value) {
  return value * 1.5f;
}
