// SPDX-License-Identifier: MIT
//
// A library that allocates, for bench/native_heap.c.
#include "blocks.h"

#include <stdlib.h>

void make_and_free(size_t count, size_t size) {
  for (size_t i = 0; i < count; i++) {
    void *volatile block = malloc(size);
    free(block);
  }
}

void make_and_keep(size_t count, size_t size, void **out_blocks) {
  for (size_t i = 0; i < count; i++) {
    out_blocks[i] = malloc(size);
  }
}
