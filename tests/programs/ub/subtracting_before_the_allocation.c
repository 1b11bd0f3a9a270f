// SPDX-License-Identifier: MIT
// A cursor moved by its user.

#include <stddef.h>
#include <stdint.h>

void advance(const uint8_t **cursor, size_t count) {
  *cursor += count;
}
