// SPDX-License-Identifier: MIT
// Sums in which every argument has its own weight.

#include <stdint.h>

int64_t weigh(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e, int32_t f, int32_t g,
              int32_t h, int32_t i, int32_t j, int32_t k, int32_t l) {
  return (int64_t)a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j +
         11 * k + 12 * l;
}

int64_t weigh_mixed(int8_t a, uint16_t b, int32_t c, uint64_t d, uint8_t e, int16_t f, int8_t g,
                    uint8_t h, int16_t i, uint16_t j, int64_t k, uint32_t l) {
  int64_t sum = a + 2 * b + 3 * c + 4 * (int64_t)d + 5 * e + 6 * f;
  return sum + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * (int64_t)l;
}
