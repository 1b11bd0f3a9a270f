// SPDX-License-Identifier: MIT
//
// Calls a function.
#include <stdint.h>

int32_t again(int32_t (*function)(void)) {
  return function() + 1;
}
