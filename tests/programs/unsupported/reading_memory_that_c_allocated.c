// SPDX-License-Identifier: MIT
// An object that the library owns.

#include <stdint.h>
#include <stdlib.h>

int32_t *new_counter(int32_t start) {
  int32_t *counter = malloc(sizeof *counter);
  if (counter != NULL) {
    *counter = start;
  }
  return counter;
}

int32_t count(int32_t *counter) {
  return ++*counter;
}

void free_counter(int32_t *counter) {
  free(counter);
}
