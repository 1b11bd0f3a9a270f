// SPDX-License-Identifier: MIT
// A sum in which every field has its own weight.

#include <stdint.h>

struct pair {
  int64_t low, high;
};

int64_t weigh_around(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, struct pair pair,
                     int64_t f, int64_t g, struct pair last) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * pair.low + 7 * pair.high + 8 * f + 9 * g +
         10 * last.low + 11 * last.high;
}
