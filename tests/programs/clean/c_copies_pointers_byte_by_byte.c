// SPDX-License-Identifier: MIT
// A plain copy loop.

#include <stddef.h>
#include <stdint.h>

void copy_bytes(uint8_t *to, const uint8_t *from, size_t length) {
  for (size_t i = 0; i < length; i++) {
    to[i] = from[i];
  }
}
