// SPDX-License-Identifier: MIT
// An object that the library owns. What the program does not free goes when the library does.

#include <stdint.h>
#include <stdlib.h>

static int32_t *latest;

int32_t *new_counter(int32_t start) {
  latest = malloc(sizeof *latest);
  if (latest != NULL) {
    *latest = start;
  }
  return latest;
}

int32_t count(int32_t *counter) {
  return ++*counter;
}

void free_counter(int32_t *counter) {
  free(counter);
  latest = NULL;
}

__attribute__((destructor)) static void free_latest(void) {
  free(latest);
}
