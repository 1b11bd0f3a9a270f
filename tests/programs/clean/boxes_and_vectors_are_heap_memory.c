// SPDX-License-Identifier: MIT
// Writes to memory that a Box or a Vec owns.
#include <stddef.h>
#include <stdint.h>

void double_it(int32_t *value);
void double_it(int32_t *value) {
  *value *= 2;
}

void fill(uint16_t *values, size_t count);
void fill(uint16_t *values, size_t count) {
  for (size_t i = 0; i < count; i++) {
    values[i] = (uint16_t)(i + 3);
  }
}
