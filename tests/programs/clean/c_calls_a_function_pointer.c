// SPDX-License-Identifier: MIT
// A call through a pointer, if there is one.

#include <stddef.h>
#include <stdint.h>

int32_t call_it(int32_t (*function)(int32_t), int32_t value) {
  return function == NULL ? value : function(value);
}
