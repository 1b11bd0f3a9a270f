// SPDX-License-Identifier: MIT
//
// Floor 3. What stands in for mmap and its kin.
#ifndef AIRLOCK_NATIVE_HEAP_PAGES_H
#define AIRLOCK_NATIVE_HEAP_PAGES_H

#include <stddef.h>
#include <sys/types.h>

void *heap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
int heap_munmap(void *address, size_t size);
int heap_mprotect(void *address, size_t size, int protection);
void *heap_mremap(void *address, size_t old_size, size_t size, int flags, ...);

// heap_page_size returns the size of a page; heap_whole_pages that of the pages that `size` bytes
// fill.
size_t heap_page_size(void);
size_t heap_whole_pages(size_t size);

#endif
