// SPDX-License-Identifier: MIT
//
// An allocator that keeps books: what is outstanding, whether every block comes back with the size
// it was taken with, and, on demand, that memory has run out.
//
// `fail_after` requests are granted, all later ones are refused, until it is set anew; a loop that
// raises it from 0 until the work succeeds meets every allocation of the work once as the first to
// fail. Fresh memory is filled with rubbish and resizing always moves, so that code which trusts in
// zeroes or in old addresses shows. A mistake in the books is counted, not acted upon.
#ifndef AIRLOCK_TESTS_COUNTING_ALLOCATOR_H
#define AIRLOCK_TESTS_COUNTING_ALLOCATOR_H

#include "airlock.h"

#include <stdlib.h>
#include <string.h>

#define COUNTING_NEVER_FAILS UINT64_MAX
#define COUNTING_MAGIC UINT64_C(0x626f6f6b6b656570)

struct counting_allocator {
  uint64_t fail_after; // Requests that are still granted; COUNTING_NEVER_FAILS: all.
  uint64_t requests;   // Made so far, refused ones included.
  uint64_t refused;
  uint64_t blocks; // Outstanding.
  uint64_t bytes;  // Outstanding.
  uint64_t mistakes;
};

// Stands in front of each block; 16 bytes, so that the block is aligned for any type.
struct counting_head {
  uint64_t magic;
  uint64_t size;
};

static inline void *counting_allocate(void *context, size_t size) {
  struct counting_allocator *counting = context;
  counting->requests++;
  counting->mistakes += size == 0;
  if (counting->fail_after == 0) {
    counting->refused++;
    return NULL;
  }
  if (counting->fail_after != COUNTING_NEVER_FAILS) {
    counting->fail_after--;
  }
  if (size > SIZE_MAX / 2) {
    return NULL;
  }
  struct counting_head *head = malloc(sizeof *head + size);
  if (head == NULL) {
    return NULL;
  }
  *head = (struct counting_head){COUNTING_MAGIC, size};
  memset(head + 1, counting->requests % 2 == 0 ? 0xa5 : 0x5a, size);
  counting->blocks++;
  counting->bytes += size;
  return head + 1;
}

static inline void counting_release(void *context, void *memory, size_t size) {
  struct counting_allocator *counting = context;
  struct counting_head *head = (struct counting_head *)memory - 1;
  counting->mistakes += head->magic != COUNTING_MAGIC || head->size != size;
  counting->blocks--;
  counting->bytes -= head->size;
  memset(head, 0x5a, sizeof *head + head->size);
  free(head);
}

static inline void *counting_resize(void *context, void *memory, size_t old_size, size_t new_size) {
  void *moved = counting_allocate(context, new_size);
  if (moved != NULL) {
    memcpy(moved, memory, old_size < new_size ? old_size : new_size);
    counting_release(context, memory, old_size);
  }
  return moved;
}

static inline struct counting_allocator counting_begin(void) {
  return (struct counting_allocator){.fail_after = COUNTING_NEVER_FAILS};
}

static inline airlock_allocator counting_functions(struct counting_allocator *counting) {
  return (airlock_allocator){counting, counting_allocate, counting_resize, counting_release};
}

// counting_is_clean says whether everything came back, and as it was taken.
static inline bool counting_is_clean(const struct counting_allocator *counting) {
  return counting->blocks == 0 && counting->bytes == 0 && counting->mistakes == 0;
}

#endif
