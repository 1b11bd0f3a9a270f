// SPDX-License-Identifier: MIT
// An answer of no.

#include <stdbool.h>

bool is_ready(void) {
  return false;
}
