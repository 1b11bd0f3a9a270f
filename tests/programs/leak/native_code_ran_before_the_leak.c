// SPDX-License-Identifier: MIT
// A global that keeps one pointer.

#include <stdint.h>

static const int64_t *block_kept;

void keep(const int64_t *block) {
  block_kept = block;
}

int64_t kept(void) {
  return *block_kept;
}
