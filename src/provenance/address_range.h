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
#define NUM_SIZE_CLASSES 52

enum chunk_use { CHUNK_FREE, CHUNK_SMALL, CHUNK_RUN };

#define FREE_BLOCK UINT32_C(0x80000000) // In `slots`: nothing lives there.

struct chunk {
  union {
    uint32_t *slots;   // SMALL: one entry per block.
    uint32_t run_slot; // RUN: in the first chunk, the allocation's slot.
  };
  union {
    uint32_t next_open; // SMALL: next chunk of the class with a free block, plus 1.
    uint32_t first;     // RUN: the run's first chunk.
  };
  union {
    uint32_t prev_open; // SMALL: the one before, plus 1.
    uint32_t length;    // RUN: in the first chunk, the run's length in chunks.
  };
  uint32_t reciprocal; // SMALL: of the block size, ceil(2^32 / block_size).
  uint16_t block_size; // SMALL: bytes.
  uint16_t num_blocks; // SMALL.
  uint16_t used;       // SMALL: live blocks.
  uint16_t fresh;      // SMALL: blocks from here on were never used.
  uint16_t free_block; // SMALL: newest free block, or none.
  uint8_t size_class;  // SMALL.
  uint8_t use;         // enum chunk_use.
};

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

// chunk_block returns the number of the block that holds a small chunk's byte.
static inline uint32_t chunk_block(const struct chunk *chunk, uint32_t offset) {
  return (uint32_t)((uint64_t)offset * chunk->reciprocal >> 32);
}

// address_range_find returns the slot whose block contains the address, 0 if there is none. The
// block may be larger than the allocation in it.
static inline uint32_t address_range_find(const struct address_range *range, uint64_t address) {
  uint64_t offset = address - (uint64_t)(uintptr_t)range->base;
  if (offset >= range->size) {
    return 0;
  }
  const struct chunk *chunk = &range->chunks[offset >> CHUNK_SHIFT];
  if (chunk->use != CHUNK_SMALL) {
    return chunk->use == CHUNK_RUN ? range->chunks[chunk->first].run_slot : 0;
  }
  uint32_t block = chunk_block(chunk, (uint32_t)(offset % CHUNK_SIZE));
  uint32_t slot = block < chunk->fresh ? chunk->slots[block] : 0;
  return (slot & FREE_BLOCK) == 0 ? slot : 0;
}

#endif
