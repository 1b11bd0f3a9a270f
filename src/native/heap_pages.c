// SPDX-License-Identifier: MIT
//
// Whole pages, of mmap and its kin. Unlike a block of malloc's they may be taken back in part, and
// their protection may change: what is left of a block on one side of a hole is a block of its own,
// and what can no longer be read and written is none.
#define _GNU_SOURCE
#include "native/heap_pages.h"
#include "native/process.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define CALLER ((uint64_t)(uintptr_t)__builtin_return_address(0))

size_t heap_page_size(void) {
  return (size_t)sysconf(_SC_PAGESIZE);
}

size_t heap_whole_pages(size_t size) {
  return (size + heap_page_size() - 1) / heap_page_size() * heap_page_size();
}

// Only memory of no file that may be read is a block: the end of a file cuts others off.
static void made_pages(struct native_heap *heap, struct native_site site, void *memory, size_t size,
                       int protection) {
  if (memory != MAP_FAILED) {
    native_heap_unmapped(heap, memory, size);
  }
  if (memory != MAP_FAILED && (protection & PROT_READ) != 0) {
    struct native_making making = {.site = site,
                                   .memory = memory,
                                   .size = size,
                                   .room = heap_whole_pages(size),
                                   .align = heap_page_size(),
                                   .content = NATIVE_CONTENT_ZERO,
                                   .is_mapped = true,
                                   .is_read_only = (protection & PROT_WRITE) == 0};
    native_heap_made(heap, &making);
  }
}

void *heap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset) {
  struct native_site site = {"mmap", CALLER};
  struct native_heap *heap = process_begin();
  void *memory = mmap(address, size, protection, flags, file, offset);
  if (heap != NULL) {
    enum gate_pass pass = native_heap_begin_telling(heap);
    made_pages(heap, site, memory, size, (flags & MAP_ANONYMOUS) != 0 ? protection : PROT_NONE);
    native_heap_end_telling(heap, pass);
    process_end(heap);
  }
  return memory;
}

int heap_munmap(void *address, size_t size) {
  struct native_site site = {"munmap", CALLER};
  struct native_heap *heap = process_begin();
  if (heap == NULL) {
    return munmap(address, size);
  }
  int result = -1;
  enum gate_pass pass = native_heap_begin_telling(heap);
  if (!native_heap_may_unmap(heap, address, size, site)) {
    errno = EINVAL;
  } else {
    result = munmap(address, size);
    if (result == 0) {
      native_heap_unmapped(heap, address, size);
    }
  }
  native_heap_end_telling(heap, pass);
  process_end(heap);
  return result;
}

int heap_mprotect(void *address, size_t size, int protection) {
  struct native_heap *heap = process_begin();
  int result = mprotect(address, size, protection);
  bool is_open = (protection & PROT_READ) != 0 && (protection & PROT_WRITE) != 0;
  if (heap != NULL && result == 0 && !is_open) {
    enum gate_pass pass = native_heap_begin_telling(heap);
    native_heap_protected(heap, address, size);
    native_heap_end_telling(heap, pass);
  }
  process_end(heap);
  return result;
}

void *heap_mremap(void *address, size_t old_size, size_t size, int flags, ...) {
  struct native_site site = {"mremap", CALLER};
  struct native_heap *heap = process_begin();
  va_list args;
  va_start(args, flags);
  void *wanted = (flags & MREMAP_FIXED) != 0 ? va_arg(args, void *) : NULL;
  va_end(args);
  if (heap == NULL) {
    return mremap(address, old_size, size, flags, wanted);
  }
  enum gate_pass pass = native_heap_begin_telling(heap);
  bool was_open = native_heap_is_open(heap, address);
  void *memory = mremap(address, old_size, size, flags, wanted);
  if (memory != MAP_FAILED) {
    native_heap_unmapped(heap, address, old_size);
    made_pages(heap, site, memory, size, was_open ? PROT_READ | PROT_WRITE : PROT_NONE);
  }
  native_heap_end_telling(heap, pass);
  process_end(heap);
  return memory;
}
