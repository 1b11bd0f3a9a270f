// SPDX-License-Identifier: MIT
//
// Calls a function twice.
#include <stdint.h>

int32_t twice(int32_t (*function)(int32_t)) {
  return function(1) + function(2);
}
