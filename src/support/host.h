// SPDX-License-Identifier: MIT
//
// Floor 0. The host allocator: the one way in which the library gets memory for its own data.
//
// Everything goes through the embedder's airlock_allocator, which is told the size of what it takes
// back, so that it can count, limit and fail at will. NULL is a normal answer everywhere; callers
// turn it into NO_MEMORY.
#ifndef AIRLOCK_SUPPORT_HOST_H
#define AIRLOCK_SUPPORT_HOST_H

#include "airlock.h"

struct host {
  airlock_allocator allocator;
};

// host_default returns an allocator over the C library's malloc, realloc and free.
airlock_allocator host_default(void);

// host_allocate returns `size` bytes of any content; NULL if there are none. size 0 is treated
// as 1.
void *host_allocate(struct host *host, size_t size);

// host_allocate_zeroed returns count * size zeroed bytes; NULL if there are none or the product
// overflows.
void *host_allocate_zeroed(struct host *host, size_t count, size_t size);

// host_release takes back memory of exactly `size` bytes. NULL is fine.
void host_release(struct host *host, void *memory, size_t size);

// host_copy_string returns a copy of a NUL-terminated string, released with host_release_string.
char *host_copy_string(struct host *host, const char *text);
void host_release_string(struct host *host, char *text);

// host_grow makes room for `needed` elements in a growable array (*io_array with *io_capacity
// elements of element_size bytes), at least doubling it. Returns false, with everything unchanged,
// when there is no memory.
bool host_grow(struct host *host, void **io_array, size_t *io_capacity, size_t needed,
               size_t element_size);

#endif
