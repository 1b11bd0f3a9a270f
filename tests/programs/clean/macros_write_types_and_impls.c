// SPDX-License-Identifier: MIT
// Two functions that the program declares by a macro.

#include <stdint.h>

int32_t twice(int32_t x) {
  return 2 * x;
}

double half(double x) {
  return x / 2;
}
