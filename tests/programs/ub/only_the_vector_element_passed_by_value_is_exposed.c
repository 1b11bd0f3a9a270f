// SPDX-License-Identifier: MIT
//
// A word is where it begins and how long it is.

#include <stdint.h>

struct word {
  const uint8_t *start;
  uint32_t length;
};

uint8_t last_letter(struct word word) {
  return word.start[word.length - 1];
}
