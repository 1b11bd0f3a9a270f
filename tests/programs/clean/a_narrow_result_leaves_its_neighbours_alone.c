// SPDX-License-Identifier: MIT
//
// Results that are narrower than the register they are returned in.

#include <stdbool.h>
#include <stdint.h>

uint8_t byte(void) {
  return 0xb1;
}

int16_t half(void) {
  return -2;
}

uint32_t word(void) {
  return UINT32_C(0xc3c2c1c0);
}

bool flag(void) {
  return true;
}
