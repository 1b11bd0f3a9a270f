// SPDX-License-Identifier: MIT
// A function that does nothing with its pointer.

#include <stdint.h>

void ignore(const int32_t *pointer) {
  (void)pointer;
}
