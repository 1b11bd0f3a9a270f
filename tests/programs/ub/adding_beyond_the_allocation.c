// SPDX-License-Identifier: MIT
// A length that is too long.

#include <stddef.h>

size_t length(void) {
  return 4;
}
