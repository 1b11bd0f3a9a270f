// SPDX-License-Identifier: MIT
//
// Calls a function with each of some numbers.
#include <stddef.h>
#include <stdint.h>

void visit_all(const int32_t *values, size_t count, void (*visit)(int32_t)) {
  for (size_t i = 0; i < count; i++) {
    visit(values[i]);
  }
}
