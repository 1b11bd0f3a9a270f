// SPDX-License-Identifier: MIT
//
// See eager.h.
#include "eager.h"

#include <stdlib.h>
#include <string.h>

enum { WILDCARD = 1 };

static size_t mask_size(uint64_t size) {
  return (size_t)(size / 64 + 1) * sizeof(uint64_t);
}

bool eager_make(eager_allocation *out_allocation, uint64_t size) {
  *out_allocation = (eager_allocation){.size = size, .is_initialised = malloc(mask_size(size))};
  return out_allocation->is_initialised != NULL;
}

void eager_release(eager_allocation *allocation) {
  free(allocation->is_initialised);
  free(allocation->entries);
}

static bool insert(eager_allocation *allocation, eager_entry entry) {
  size_t first = 0;
  size_t count = allocation->count;
  while (count > 0) {
    size_t half = count / 2;
    bool is_less = allocation->entries[first + half].offset < entry.offset;
    first = is_less ? first + half + 1 : first;
    count = is_less ? count - half - 1 : half;
  }
  if (allocation->count == allocation->capacity) {
    size_t capacity = allocation->capacity == 0 ? 16 : allocation->capacity * 2;
    eager_entry *larger = realloc(allocation->entries, capacity * sizeof *larger);
    if (larger == NULL) {
      return false;
    }
    allocation->entries = larger;
    allocation->capacity = capacity;
  }
  memmove(&allocation->entries[first + 1], &allocation->entries[first],
          (allocation->count - first) * sizeof entry);
  allocation->entries[first] = entry;
  allocation->count++;
  return true;
}

bool eager_prepare(eager_allocation *allocation) {
  memset(allocation->is_initialised, 0xff, mask_size(allocation->size));
  allocation->count = 0;
  for (uint64_t offset = 0; offset < allocation->size; offset++) {
    if (!insert(allocation, (eager_entry){offset, WILDCARD})) {
      return false;
    }
  }
  return true;
}
