// SPDX-License-Identifier: MIT
//
// Floor 3. Errors in giving memory back, as pending failures of the native call that runs.
#ifndef AIRLOCK_NATIVE_HEAP_FAILURES_H
#define AIRLOCK_NATIVE_HEAP_FAILURES_H

#include "native/native_heap.h"

// A block that has been freed is freed again; one is freed at an address inside of it.
void heap_fail_freed(struct native_heap *heap, const struct native_block *block,
                     struct native_site site);
void heap_fail_inside(struct native_heap *heap, const struct native_block *block, uint64_t address,
                      struct native_site site);

// Memory that no function of the family has made is freed: the allocation in a slot, or none.
void heap_fail_kind(struct native_heap *heap, uint32_t slot, uint64_t address,
                    struct native_site site);
void heap_fail_nowhere(struct native_heap *heap, uint64_t address, struct native_site site);

// Pages of the machine's own memory are unmapped.
void heap_fail_unmap(struct native_heap *heap, uint64_t address, size_t size,
                     struct native_site site);

#endif
