// SPDX-License-Identifier: MIT
// Numbers that no symbol names.

#include <stdint.h>

static int32_t numbers[3] = {1, 2, 3};

const int32_t *own_numbers(void) {
  return numbers;
}
