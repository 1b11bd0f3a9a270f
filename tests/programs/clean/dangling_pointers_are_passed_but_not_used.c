// SPDX-License-Identifier: MIT
// Pointers that are never followed.

#include <stddef.h>
#include <stdint.h>

void ignore(const int32_t *pointer) {
  (void)pointer;
}

void clear(const int32_t **slot) {
  *slot = NULL;
}
