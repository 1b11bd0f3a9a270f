// SPDX-License-Identifier: MIT
//
// Calls a function.
#include <stdint.h>

int32_t call_with(int32_t (*function)(int32_t), int32_t value) {
  return function(value);
}
