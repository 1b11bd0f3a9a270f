// SPDX-License-Identifier: MIT
// Nearly the answer.

#include <stdint.h>

int32_t answer(void) {
  return 41;
}
