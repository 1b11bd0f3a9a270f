// SPDX-License-Identifier: MIT
// Sums in which every argument has its own weight.

#include <stdbool.h>
#include <stdint.h>

double weigh_doubles(double a, double b, double c, double d, double e, double f, double g, double h,
                     double i, double j) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j;
}

double weigh_both(double a, int32_t p, float b, int64_t q, double c, uint8_t r, float d, int16_t s,
                  double e, uint32_t t, double f, int8_t u, float g, uint64_t v, double h,
                  int32_t w, double i, bool x, float j) {
  int64_t integers = p + 2 * q + 3 * r + 4 * s + 5 * (int64_t)t + 6 * u + 7 * (int64_t)v + 8 * w;
  return weigh_doubles(a, b, c, d, e, f, g, h, i, j) + 100.0 * (double)(x ? integers : -integers);
}
