// SPDX-License-Identifier: MIT
// Output that stays in the buffer of stdio.

#include <stdint.h>
#include <stdio.h>

void say(int32_t number) {
  printf("line %d\n", number);
}
