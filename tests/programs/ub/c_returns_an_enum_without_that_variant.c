// SPDX-License-Identifier: MIT
// An enum of four.

enum colour { RED, GREEN, BLUE, VIOLET };

enum colour next_colour(enum colour colour) {
  return colour == VIOLET ? RED : (enum colour)(colour + 1);
}
