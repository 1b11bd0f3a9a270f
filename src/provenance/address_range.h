// SPDX-License-Identifier: MIT
//
// Floor 1. The machine's address range: where its memory lies, and which allocation lies at an
// address.
//
// One large range of addresses is reserved when the machine is made, and nothing else ever lives in
// it, so "ours or foreign?" is one compare. It is cut into *chunks* of 64 KiB. A chunk holds blocks
// of one size class, or is part of a *run* of chunks that holds one large block. The way back from
// any address is arithmetic and two loads:
//
//   address -> chunk number -> size class -> block number -> slot of the allocation in it
//
// A block never moves, its memory is never written by this module (freed memory may still be
// scribbled on by native code, so the list of free blocks lives beside the slots), and no block
// ends up in two allocations at once. Blocks are reused newest first; chunks are taken lowest
// first, so that memory in use stays together.
#ifndef AIRLOCK_PROVENANCE_ADDRESS_RANGE_H
#define AIRLOCK_PROVENANCE_ADDRESS_RANGE_H

#include "support/host.h"

#define CHUNK_SHIFT 16
#define CHUNK_SIZE (UINT64_C(1) << CHUNK_SHIFT)
#define NUM_SIZE_CLASSES 40

struct chunk;

struct address_range {
  uint8_t *base;        // Aligned to CHUNK_SIZE.
  uint64_t size;        // Bytes reserved, a multiple of CHUNK_SIZE.
  struct chunk *chunks; // One per CHUNK_SIZE of the range.
  uint32_t num_chunks;
  uint32_t lowest_free; // No chunk below it is free.
  uint32_t committed;   // Chunks below it may be read and written by the host.
  uint32_t
      open[NUM_SIZE_CLASSES]; // First chunk of each class with a free block, plus 1; 0 for none.
};

// address_range_open reserves `size` bytes, or half as often as needed until the system grants it.
// Errors: LIMIT_ADDRESS_SPACE, NO_MEMORY.
airlock_status address_range_open(struct address_range *out_range, uint64_t size);

// address_range_close gives everything back.
void address_range_close(struct host *host, struct address_range *range);

// address_range_allocate finds a block for `size` bytes (0 counts as 1) and notes the slot that
// lives there. Errors: LIMIT_ADDRESS_SPACE, NO_MEMORY.
airlock_status address_range_allocate(struct host *host, struct address_range *range,
                                      uint8_t **out_block, uint64_t size, uint64_t align,
                                      uint32_t slot);

// address_range_release frees the block of this address: from now on it finds no slot.
void address_range_release(struct host *host, struct address_range *range, uint8_t *block);

static inline bool address_range_contains(const struct address_range *range, uint64_t address) {
  return address - (uint64_t)(uintptr_t)range->base < range->size;
}

// address_range_find returns the slot whose block contains the address, 0 if there is none. The
// block may be larger than the allocation in it.
uint32_t address_range_find(const struct address_range *range, uint64_t address);

#endif
