// SPDX-License-Identifier: MIT
// Results through pointers.

#include <stdbool.h>
#include <stdint.h>

void store(int32_t *slot, int32_t value) {
  *slot = value;
}

bool divide(int64_t dividend, int64_t divisor, int64_t *quotient, int64_t *remainder) {
  if (divisor == 0) {
    return false;
  }
  *quotient = dividend / divisor;
  *remainder = dividend % divisor;
  return true;
}
