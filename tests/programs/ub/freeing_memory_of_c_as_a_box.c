// SPDX-License-Identifier: MIT
// An exported variable.

#include <stdint.h>

int32_t shared_counter = 1;

int32_t *counter(void) {
  return &shared_counter;
}
