// SPDX-License-Identifier: MIT
// An exported and a hidden function.

#include <stdint.h>

__attribute__((visibility("hidden"))) int32_t hidden(int32_t value) {
  return value + 1;
}

int32_t exported(int32_t value) {
  return hidden(value);
}
