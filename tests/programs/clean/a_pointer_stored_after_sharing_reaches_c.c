// SPDX-License-Identifier: MIT
// A pointer to a pointer is kept, and followed twice.

#include <stdint.h>

static int32_t **shared;

void share(int32_t **slot) {
  shared = slot;
}

void write_through(int32_t value) {
  **shared = value;
}
