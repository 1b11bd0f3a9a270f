// SPDX-License-Identifier: MIT
//
// A buffer that its owner makes larger on demand.
#include <stddef.h>
#include <stdint.h>

struct buffer {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
};

void count_up(struct buffer *buffer, uint8_t count, void (*grow)(struct buffer *)) {
  for (uint8_t i = 0; i < count; i++) {
    if (buffer->length == buffer->capacity) {
      grow(buffer);
    }
    buffer->bytes[buffer->length++] = i;
  }
}
