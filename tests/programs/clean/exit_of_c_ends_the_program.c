// SPDX-License-Identifier: MIT
//
// Prints without ending the line's buffer.
#include <stdint.h>
#include <stdio.h>

void say(int32_t number) {
  printf("said %d", (int)number);
}
