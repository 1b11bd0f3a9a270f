// SPDX-License-Identifier: MIT
//
// A handle that is only read, and what it leads to.

#include <stddef.h>
#include <stdint.h>

struct handle {
  size_t length;
  uint16_t *samples;
};

void record(const struct handle *handle, uint16_t first) {
  for (size_t i = 0; i < handle->length; i++) {
    handle->samples[i] = (uint16_t)(first + i);
  }
}
