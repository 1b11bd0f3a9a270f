// SPDX-License-Identifier: MIT
// The units of a UTF-16 text.

#include <stddef.h>
#include <stdint.h>

uint32_t unit_at(size_t index) {
  static const uint16_t text[] = {0x61, 0xd83e, 0xdd80};
  return text[index];
}
