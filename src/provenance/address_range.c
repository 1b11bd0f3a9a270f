// SPDX-License-Identifier: MIT
//
// Size classes: 16-byte steps to 128, then four per doubling to 4 KiB and eight to 32 KiB. So a
// block is at most a quarter larger than asked for, above 4 KiB an eighth. One aligned to more than
// 16 bytes takes a power-of-two class, whose blocks are aligned to their size because chunks are
// aligned to 64 KiB. What is larger, or aligned to more than 32 KiB, gets a run of whole chunks.
//
// slots[block] of a small chunk is the slot of a live allocation (below 2^31), or FREE_BLOCK | the
// next free block. A chunk's record is half a cache line, and dividing by its block size is a
// multiplication: with n and d at most 2^16, n / d = n * ceil(2^32 / d) / 2^32 exactly.
#define _GNU_SOURCE
#include "provenance/address_range.h"

#include <assert.h>
#include <sys/mman.h>

#define NO_BLOCK UINT16_MAX
#define LARGEST_CLASS UINT64_C(32768)
#define SMALLEST_RANGE (UINT64_C(1) << 20)
#define COMMIT_CHUNKS 16 // Made accessible at a time.

// The first class of what is larger than 128 bytes, and than 4 KiB.
enum { FIRST_IN_FOUR = 8, FIRST_IN_EIGHT = FIRST_IN_FOUR + (12 - 7) * 4 };

static unsigned class_of(uint64_t size) {
  if (size <= 128) {
    return size <= 16 ? 0 : (unsigned)((size - 1) / 16);
  }
  unsigned doubling = 63 - (unsigned)__builtin_clzll(size - 1); // 2^doubling < size.
  return doubling < 12
             ? FIRST_IN_FOUR + (doubling - 7) * 4 + (unsigned)(((size - 1) >> (doubling - 2)) & 3)
             : FIRST_IN_EIGHT + (doubling - 12) * 8 +
                   (unsigned)(((size - 1) >> (doubling - 3)) & 7);
}

static uint32_t class_size(unsigned size_class) {
  if (size_class < FIRST_IN_FOUR) {
    return (size_class + 1) * 16;
  }
  unsigned in_four = size_class - FIRST_IN_FOUR;
  unsigned in_eight = size_class - FIRST_IN_EIGHT;
  return size_class < FIRST_IN_EIGHT ? (in_four % 4 + 5) << (7 + in_four / 4 - 2)
                                     : (in_eight % 8 + 9) << (12 + in_eight / 8 - 3);
}

static uint8_t *chunk_address(const struct address_range *range, uint32_t index) {
  return range->base + ((uint64_t)index << CHUNK_SHIFT);
}

static void *reserve(uint64_t size) {
  void *memory = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

airlock_status address_range_open(struct address_range *out_range, uint64_t size) {
  struct address_range range = {0};
  range.size = size < SMALLEST_RANGE ? SMALLEST_RANGE : size - size % CHUNK_SIZE;
  uint8_t *memory = reserve(range.size + CHUNK_SIZE);
  while (memory == NULL && range.size >= 2 * SMALLEST_RANGE) {
    range.size = range.size / 2 - range.size / 2 % CHUNK_SIZE;
    memory = reserve(range.size + CHUNK_SIZE);
  }
  if (memory == NULL) {
    return AIRLOCK_LIMIT_ADDRESS_SPACE;
  }
  uint64_t excess = CHUNK_SIZE - (uintptr_t)memory % CHUNK_SIZE; // 1 to CHUNK_SIZE bytes in front.
  range.base = memory + excess;
  (void)munmap(memory, excess);
  if (excess < CHUNK_SIZE) {
    (void)munmap(range.base + range.size, CHUNK_SIZE - excess);
  }
  range.num_chunks = (uint32_t)(range.size >> CHUNK_SHIFT);
  range.chunks = mmap(NULL, range.num_chunks * sizeof *range.chunks, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (range.chunks == MAP_FAILED) {
    (void)munmap(range.base, range.size);
    return AIRLOCK_NO_MEMORY;
  }
  *out_range = range;
  return AIRLOCK_OK;
}

static void release_slots(struct host *host, struct chunk *chunk) {
  host_release(host, chunk->slots, chunk->num_blocks * sizeof *chunk->slots);
  chunk->slots = NULL;
}

void address_range_close(struct host *host, struct address_range *range) {
  if (range->base == NULL) {
    return;
  }
  for (uint32_t i = 0; i < range->committed; i++) {
    if (range->chunks[i].use == CHUNK_SMALL) {
      release_slots(host, &range->chunks[i]);
    }
  }
  (void)munmap(range->chunks, range->num_chunks * sizeof *range->chunks);
  (void)munmap(range->base, range->size);
  range->base = NULL;
}

// Makes all chunks below `end` accessible.
static bool commit(struct address_range *range, uint32_t end) {
  if (end <= range->committed) {
    return true;
  }
  uint32_t goal = end - range->committed < COMMIT_CHUNKS ? range->committed + COMMIT_CHUNKS : end;
  goal = goal > range->num_chunks ? range->num_chunks : goal;
  uint64_t bytes = (uint64_t)(goal - range->committed) << CHUNK_SHIFT;
  if (mprotect(chunk_address(range, range->committed), bytes, PROT_READ | PROT_WRITE) != 0) {
    return false;
  }
  range->committed = goal;
  return true;
}

// Finds `count` free chunks in a row, the first aligned to align_chunks. Chunks at and above
// `committed` are all free.
static airlock_status take_chunks(struct address_range *range, uint32_t *out_first, uint64_t count,
                                  uint64_t align_chunks) {
  while (range->lowest_free < range->committed &&
         range->chunks[range->lowest_free].use != CHUNK_FREE) {
    range->lowest_free++;
  }
  uint64_t first = range->lowest_free;
  for (uint64_t found = 0; found < count;) {
    uint64_t base_chunk = (uintptr_t)range->base >> CHUNK_SHIFT;
    if (found == 0) {
      first += -(base_chunk + first) & (align_chunks - 1);
    }
    if (count > range->num_chunks || first + count > range->num_chunks) {
      return AIRLOCK_LIMIT_ADDRESS_SPACE;
    }
    if (first + found >= range->committed) {
      break;
    }
    uint64_t at = first + found;
    const struct chunk *chunk = &range->chunks[at];
    if (chunk->use == CHUNK_FREE) {
      found++;
    } else {
      first = chunk->use == CHUNK_RUN ? chunk->first + range->chunks[chunk->first].length : at + 1;
      found = 0;
    }
  }
  if (!commit(range, (uint32_t)(first + count))) {
    return AIRLOCK_NO_MEMORY;
  }
  *out_first = (uint32_t)first;
  return AIRLOCK_OK;
}

static void open_push(struct address_range *range, uint32_t index) {
  struct chunk *chunk = &range->chunks[index];
  uint32_t *head = &range->open[chunk->size_class];
  chunk->prev_open = 0;
  chunk->next_open = *head;
  if (*head != 0) {
    range->chunks[*head - 1].prev_open = index + 1;
  }
  *head = index + 1;
}

static void open_remove(struct address_range *range, struct chunk *chunk) {
  if (chunk->prev_open != 0) {
    range->chunks[chunk->prev_open - 1].next_open = chunk->next_open;
  } else {
    range->open[chunk->size_class] = chunk->next_open;
  }
  if (chunk->next_open != 0) {
    range->chunks[chunk->next_open - 1].prev_open = chunk->prev_open;
  }
}

static bool chunk_is_full(const struct chunk *chunk) {
  return chunk->free_block == NO_BLOCK && chunk->fresh == chunk->num_blocks;
}

// Takes a free chunk for blocks of one class. What is seldom done stays out of the way of the rest.
__attribute__((noinline)) static airlock_status
open_chunk(struct host *host, struct address_range *range, unsigned size_class) {
  uint32_t index;
  airlock_status status = take_chunks(range, &index, 1, 1);
  if (status != AIRLOCK_OK) {
    return status;
  }
  uint32_t block_size = class_size(size_class);
  uint32_t num_blocks = (uint32_t)CHUNK_SIZE / block_size;
  uint32_t *slots = host_allocate(host, num_blocks * sizeof *slots);
  if (slots == NULL) {
    return AIRLOCK_NO_MEMORY;
  }
  range->chunks[index] = (struct chunk){.slots = slots,
                                        .use = CHUNK_SMALL,
                                        .size_class = (uint8_t)size_class,
                                        .reciprocal = UINT32_MAX / block_size + 1,
                                        .block_size = (uint16_t)block_size,
                                        .num_blocks = (uint16_t)num_blocks,
                                        .free_block = NO_BLOCK};
  open_push(range, index);
  return AIRLOCK_OK;
}

static airlock_status allocate_small(struct host *host, struct address_range *range,
                                     uint8_t **out_block, unsigned size_class, uint32_t slot) {
  if (range->open[size_class] == 0) {
    airlock_status status = open_chunk(host, range, size_class);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  uint32_t index = range->open[size_class] - 1;
  struct chunk *chunk = &range->chunks[index];
  uint32_t block = chunk->free_block;
  if (block != NO_BLOCK) {
    chunk->free_block = (uint16_t)chunk->slots[block];
  } else {
    block = chunk->fresh++;
  }
  chunk->slots[block] = slot;
  chunk->used++;
  if (chunk_is_full(chunk)) {
    open_remove(range, chunk);
  }
  *out_block = chunk_address(range, index) + block * chunk->block_size;
  return AIRLOCK_OK;
}

__attribute__((noinline)) static airlock_status allocate_run(struct address_range *range,
                                                             uint8_t **out_block, uint64_t size,
                                                             uint64_t align, uint32_t slot) {
  uint64_t count = size / CHUNK_SIZE + (size % CHUNK_SIZE != 0);
  uint32_t first;
  airlock_status status =
      take_chunks(range, &first, count, align > CHUNK_SIZE ? align / CHUNK_SIZE : 1);
  if (status != AIRLOCK_OK) {
    return status;
  }
  for (uint32_t i = 0; i < count; i++) {
    range->chunks[first + i] = (struct chunk){.use = CHUNK_RUN, .first = first};
  }
  range->chunks[first].run_slot = slot;
  range->chunks[first].length = (uint32_t)count;
  *out_block = chunk_address(range, first);
  return AIRLOCK_OK;
}

airlock_status address_range_allocate(struct host *host, struct address_range *range,
                                      uint8_t **out_block, uint64_t size, uint64_t align,
                                      uint32_t slot) {
  assert(slot < FREE_BLOCK);
  uint64_t needed = size > 0 ? size : 1;
  if (align > 16 && needed <= LARGEST_CLASS && align <= LARGEST_CLASS) {
    needed = needed > align ? needed : align;
    needed = needed == 1 ? 1 : UINT64_C(1) << (64 - __builtin_clzll(needed - 1));
  }
  if (needed > LARGEST_CLASS || align > LARGEST_CLASS) {
    return allocate_run(range, out_block, needed, align, slot);
  }
  return allocate_small(host, range, out_block, class_of(needed), slot);
}

__attribute__((noinline)) static void close_chunk(struct host *host, struct address_range *range,
                                                  uint32_t index) {
  struct chunk *chunk = &range->chunks[index];
  open_remove(range, chunk);
  release_slots(host, chunk);
  *chunk = (struct chunk){.use = CHUNK_FREE};
  range->lowest_free = index < range->lowest_free ? index : range->lowest_free;
}

static void release_small(struct host *host, struct address_range *range, uint32_t index,
                          uint32_t offset) {
  struct chunk *chunk = &range->chunks[index];
  uint32_t block = chunk_block(chunk, offset);
  bool was_full = chunk_is_full(chunk);
  chunk->slots[block] = FREE_BLOCK | chunk->free_block;
  chunk->free_block = (uint16_t)block;
  chunk->used--;
  if (was_full) {
    open_push(range, index);
  }
  bool others_open = chunk->next_open != 0 || chunk->prev_open != 0;
  if (chunk->used == 0 && others_open) { // The last open chunk of a class stays, or it would flap.
    close_chunk(host, range, index);
  }
}

__attribute__((noinline)) static void release_run(struct address_range *range, uint32_t first) {
  uint32_t length = range->chunks[first].length;
  for (uint32_t i = 0; i < length; i++) {
    range->chunks[first + i] = (struct chunk){.use = CHUNK_FREE};
  }
  (void)madvise(chunk_address(range, first), (uint64_t)length << CHUNK_SHIFT, MADV_DONTNEED);
  range->lowest_free = first < range->lowest_free ? first : range->lowest_free;
}

void address_range_release(struct host *host, struct address_range *range, uint8_t *block) {
  uint64_t offset = (uint64_t)(block - range->base);
  uint32_t index = (uint32_t)(offset >> CHUNK_SHIFT);
  if (range->chunks[index].use == CHUNK_SMALL) {
    release_small(host, range, index, (uint32_t)(offset % CHUNK_SIZE));
  } else {
    assert(range->chunks[index].use == CHUNK_RUN);
    release_run(range, index);
  }
}
