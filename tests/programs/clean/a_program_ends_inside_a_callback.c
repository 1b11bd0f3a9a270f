// SPDX-License-Identifier: MIT
//
// Calls a function with 0, 1, ...
#include <stdint.h>

void visit_numbers(int32_t count, void (*visit)(int32_t)) {
  for (int32_t i = 0; i < count; i++) {
    visit(i);
  }
}
