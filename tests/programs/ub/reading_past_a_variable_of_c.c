// SPDX-License-Identifier: MIT
// An exported variable: its symbol says how large it is.

#include <stdint.h>

int32_t shared_numbers[3] = {1, 2, 3};

const int32_t *all_numbers(void) {
  return shared_numbers;
}
