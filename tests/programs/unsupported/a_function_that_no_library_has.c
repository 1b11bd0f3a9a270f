// SPDX-License-Identifier: MIT
// One function of two.

#include <stdint.h>

int32_t present(void) {
  return 1;
}
