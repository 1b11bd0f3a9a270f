// SPDX-License-Identifier: MIT
//
// Functions that never follow the pointers they handle.

#include <stddef.h>
#include <stdint.h>

struct shelf {
  const uint8_t *left, *gone, *right;
};

void look_away(const uint8_t *pointer) {
  (void)pointer;
}

void wipe(const uint8_t **slot) {
  *slot = NULL;
}

void exchange_ends(struct shelf *shelf) {
  const uint8_t *left = shelf->left;
  shelf->left = shelf->right;
  shelf->right = left;
}
