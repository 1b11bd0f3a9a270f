// SPDX-License-Identifier: MIT
//
// A function that is called with every number up to a limit.

#include <stdint.h>

uint8_t repeat(uint8_t (*function)(uint8_t), uint32_t count) {
  uint8_t last = 0;
  for (uint32_t i = 0; i < count; i++) {
    last = function((uint8_t)i);
  }
  return last;
}
