// SPDX-License-Identifier: MIT
// Numbers from the heap of C, and how many there are.

#include <stdint.h>
#include <stdlib.h>

int32_t *numbers(size_t count) {
  int32_t *made = malloc(count * sizeof *made);
  for (size_t i = 0; made != NULL && i < count; i++) {
    made[i] = (int32_t)i;
  }
  return made;
}

void discard(int32_t *made) {
  free(made);
}
