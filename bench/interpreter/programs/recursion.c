// SPDX-License-Identifier: MIT
//
// The twin of recursion.rs.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t fibonacci(uint32_t index) {
  if (index < 2) {
    return index;
  }
  return fibonacci(index - 1) + fibonacci(index - 2);
}

int main(void) {
  int count = atoi(getenv("COUNT"));
  uint64_t total = 0;
  for (int round = 0; round < count; round++) {
    total += fibonacci(16);
  }
  printf("%llu\n", (unsigned long long)total);
  return 0;
}
