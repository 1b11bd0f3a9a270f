// SPDX-License-Identifier: MIT
//
// The host allocator over the embedder's functions, and the default one over the C library's.
#include "support/host.h"

#include <stdlib.h>
#include <string.h>

static void *default_allocate(void *context, size_t size) {
  (void)context;
  return malloc(size);
}

static void *default_resize(void *context, void *memory, size_t old_size, size_t new_size) {
  (void)context;
  (void)old_size;
  return realloc(memory, new_size);
}

static void default_release(void *context, void *memory, size_t size) {
  (void)context;
  (void)size;
  free(memory);
}

airlock_allocator host_default(void) {
  return (airlock_allocator){NULL, default_allocate, default_resize, default_release};
}

void *host_allocate(struct host *host, size_t size) {
  return host->allocator.allocate(host->allocator.context, size > 0 ? size : 1);
}

void *host_allocate_zeroed(struct host *host, size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    return NULL;
  }
  void *memory = host_allocate(host, total);
  if (memory != NULL) {
    memset(memory, 0, total);
  }
  return memory;
}

void host_release(struct host *host, void *memory, size_t size) {
  if (memory != NULL) {
    host->allocator.release(host->allocator.context, memory, size > 0 ? size : 1);
  }
}

char *host_copy_string(struct host *host, const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = host_allocate(host, size);
  if (copy != NULL) {
    memcpy(copy, text, size);
  }
  return copy;
}

void host_release_string(struct host *host, char *text) {
  if (text != NULL) {
    host_release(host, text, strlen(text) + 1);
  }
}

bool host_grow(struct host *host, void **io_array, size_t *io_capacity, size_t needed,
               size_t element_size) {
  if (needed <= *io_capacity) {
    return true;
  }
  size_t capacity = *io_capacity * 2 > needed ? *io_capacity * 2 : needed;
  capacity = capacity < 8 ? 8 : capacity;
  size_t size;
  if (__builtin_mul_overflow(capacity, element_size, &size)) {
    return false;
  }
  void *array = *io_array == NULL ? host_allocate(host, size)
                                  : host->allocator.resize(host->allocator.context, *io_array,
                                                           *io_capacity * element_size, size);
  if (array == NULL) {
    return false;
  }
  *io_array = array;
  *io_capacity = capacity;
  return true;
}
