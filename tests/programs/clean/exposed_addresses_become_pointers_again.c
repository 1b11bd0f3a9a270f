// SPDX-License-Identifier: MIT
// A function that does nothing with its pointer.

#include <stdint.h>

void look_at(const int64_t *value) {
  (void)value;
}
