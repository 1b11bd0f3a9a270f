// SPDX-License-Identifier: MIT
//
// What a library built with -fvisibility=hidden looks like: one function is taken out of the rule.

#include <stdint.h>

#pragma GCC visibility push(hidden)

uint16_t internal(void) {
  return 40;
}

__attribute__((visibility("default"))) uint16_t advertised(void) {
  return (uint16_t)(internal() * 2);
}

#pragma GCC visibility pop
