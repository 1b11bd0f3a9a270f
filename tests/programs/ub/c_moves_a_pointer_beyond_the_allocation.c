// SPDX-License-Identifier: MIT
// A cursor with a position and a line.

#include <stddef.h>
#include <stdint.h>

struct cursor {
  const uint8_t *position;
  uint32_t line;
};

void skip(struct cursor *cursor, size_t count) {
  cursor->position = (const uint8_t *)((uintptr_t)cursor->position + count);
  cursor->line++;
}
