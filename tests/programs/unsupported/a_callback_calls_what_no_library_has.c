// SPDX-License-Identifier: MIT
//
// Calls a function.
#include <stdint.h>

void call_back(void (*function)(int32_t), int32_t value) {
  function(value);
}
