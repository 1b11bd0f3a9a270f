// SPDX-License-Identifier: MIT
// Enums as C knows them.

#include <stdint.h>

enum colour { RED, GREEN = 5, BLUE };

enum colour next_colour(enum colour colour) {
  return colour == RED ? GREEN : colour == GREEN ? BLUE : RED;
}

uint8_t code_of(enum colour colour) {
  return (uint8_t)colour;
}

uint8_t other_suit(uint8_t suit) {
  return suit == 250 ? 255 : 250;
}

int8_t opposite(int8_t level) {
  return (int8_t)-level;
}
