// SPDX-License-Identifier: MIT
// A truth value of neither kind.

#include <stdint.h>

void store_truth(uint8_t *slot) {
  *slot = 2;
}
