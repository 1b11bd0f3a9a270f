// SPDX-License-Identifier: MIT
// A truth value of neither kind.

#include <stdint.h>

uint8_t truth(void) {
  return 2;
}
