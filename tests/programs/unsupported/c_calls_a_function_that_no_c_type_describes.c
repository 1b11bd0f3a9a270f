// SPDX-License-Identifier: MIT
//
// A call through a pointer.

#include <stdint.h>

int64_t apply(int64_t (*function)(int64_t), int64_t value) {
  return function(value);
}
