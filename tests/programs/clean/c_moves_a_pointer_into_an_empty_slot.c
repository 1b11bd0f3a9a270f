// SPDX-License-Identifier: MIT
//
// Pointers that change places.

#include <stddef.h>
#include <stdint.h>

struct shift {
  const uint64_t *working, *resting;
};

void move_over(const uint64_t **from, const uint64_t **to) {
  *to = *from;
  *from = NULL;
}

void change_shift(struct shift *shift) {
  const uint64_t *working = shift->working;
  shift->working = shift->resting;
  shift->resting = working;
}
