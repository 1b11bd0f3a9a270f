// SPDX-License-Identifier: MIT
// A global pointer that outlives the call.

#include <stdint.h>

static const int32_t *remembered;

void keep(const int32_t *value) {
  remembered = value;
}

const int32_t *kept(void) {
  return remembered;
}
