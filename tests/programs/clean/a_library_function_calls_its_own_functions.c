// SPDX-License-Identifier: MIT
// Functions that call exported, hidden, static and recursive functions.

#include <stdint.h>

int64_t square(int64_t value) {
  return value * value;
}

__attribute__((visibility("hidden"))) int64_t product(int64_t left, int64_t right) {
  return left * right;
}

static uint64_t add(uint64_t left, uint64_t right) {
  return left + right;
}

int64_t power(int64_t base, uint32_t exponent) {
  if (exponent == 0) {
    return 1;
  }
  int64_t half = square(power(base, exponent / 2));
  return exponent % 2 == 0 ? half : product(base, half);
}

uint64_t fibonacci(uint32_t n) {
  return n < 2 ? n : add(fibonacci(n - 1), fibonacci(n - 2));
}
