// SPDX-License-Identifier: MIT
// What the program counts together.
#include <stddef.h>
#include <stdint.h>

uint32_t sum_words(const uint32_t *words, size_t count) {
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += words[i];
  }
  return sum;
}
