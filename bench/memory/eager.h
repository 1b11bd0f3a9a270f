// SPDX-License-Identifier: MIT
//
// What a native call costs an interpreter that walks everything exposed before each call, as Miri
// does when it does not trace native code: each exposed allocation becomes initialised, and each of
// its bytes gets wildcard provenance. The map of provenance is a vector of (offset, provenance)
// sorted by offset, emptied and filled again byte by byte, each with a binary search for its place.
#ifndef AIRLOCK_BENCH_MEMORY_EAGER_H
#define AIRLOCK_BENCH_MEMORY_EAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct eager_entry {
  uint64_t offset;
  uint64_t provenance;
} eager_entry;

typedef struct eager_allocation {
  uint64_t size;
  uint64_t *is_initialised; // A bit for each byte.
  eager_entry *entries;
  size_t count;
  size_t capacity;
} eager_allocation;

// False when memory is out.
bool eager_make(eager_allocation *out_allocation, uint64_t size);
void eager_release(eager_allocation *allocation);

// What happens to one exposed allocation at each call.
bool eager_prepare(eager_allocation *allocation);

#endif
