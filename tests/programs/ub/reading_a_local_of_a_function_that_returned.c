// SPDX-License-Identifier: MIT
// A write through a pointer.

#include <stdint.h>

void set(int32_t *slot, int32_t value) {
  *slot = value;
}
