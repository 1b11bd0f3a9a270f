// SPDX-License-Identifier: MIT
//
// The twin of integer_loop.rs.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t steps(uint64_t start) {
  uint64_t value = start;
  uint64_t count = 0;
  while (value != 1) {
    if ((value & 1) == 0) {
      value = value >> 1;
    } else {
      value = 3 * value + 1;
    }
    count++;
  }
  return count;
}

int main(void) {
  uint64_t count = (uint64_t)atoi(getenv("COUNT"));
  uint64_t total = 0;
  for (uint64_t start = 1; start <= count; start++) {
    total += steps(start);
  }
  printf("%llu\n", (unsigned long long)total);
  return 0;
}
