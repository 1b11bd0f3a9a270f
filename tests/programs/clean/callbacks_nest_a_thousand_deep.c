// SPDX-License-Identifier: MIT
//
// Calls a function and counts it.
#include <stdint.h>

int32_t go_on(int32_t (*function)(int32_t), int32_t left) {
  return function(left) + 1;
}
