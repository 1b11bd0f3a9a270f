// SPDX-License-Identifier: MIT
// The largest byte.

#include <stdint.h>

uint8_t largest(void) {
  return UINT8_MAX;
}
