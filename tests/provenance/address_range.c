// SPDX-License-Identifier: MIT
//
// The address range against a plain list of live blocks: what lies where, under random births and
// deaths of every size and alignment, and that nothing is lost on the way.
#include "provenance/address_range.h"

#include "../counting_allocator.h"
#include "../random.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MOST_BLOCKS 600
#define MEBIBYTE (UINT64_C(1) << 20)

struct block {
  uint8_t *start;
  uint64_t size; // As asked for.
  uint32_t slot;
};

struct model {
  struct counting_allocator counting;
  struct host host;
  struct address_range range;
  struct block blocks[MOST_BLOCKS];
  size_t num_blocks;
  uint32_t next_slot;
  struct random random;
};

static struct model *begin(uint64_t size, uint64_t seed) {
  struct model *model = calloc(1, sizeof *model);
  cr_assert_not_null(model);
  model->counting = counting_begin();
  model->host = (struct host){counting_functions(&model->counting)};
  model->random = random_begin(seed);
  model->next_slot = 1;
  cr_assert_eq(address_range_open(&model->range, size), AIRLOCK_OK);
  return model;
}

static void end(struct model *model) {
  address_range_close(&model->host, &model->range);
  cr_expect(counting_is_clean(&model->counting));
  free(model);
}

static uint64_t address_of(const void *memory) {
  return (uint64_t)(uintptr_t)memory;
}

static uint32_t find(const struct model *model, const uint8_t *at) {
  return address_range_find(&model->range, address_of(at));
}

// Marks the ends of a block with its slot; another block that overlaps it would spoil them.
static void mark(const struct block *block) {
  if (block->size > 0) {
    block->start[0] = (uint8_t)block->slot;
    block->start[block->size - 1] = (uint8_t)block->slot;
  }
}

static void expect_block(const struct model *model, const struct block *block) {
  uint64_t size = block->size > 0 ? block->size : 1;
  uint64_t step = size > 4096 ? 997 : size > 64 ? 13 : 1;
  for (uint64_t i = 0; i < size; i += step) {
    cr_assert_eq(find(model, block->start + i), block->slot, "byte %lu of %lu", i, block->size);
  }
  cr_assert_eq(find(model, block->start + size - 1), block->slot);
  if (block->size > 0) {
    cr_assert_eq(block->start[0], (uint8_t)block->slot);
    cr_assert_eq(block->start[block->size - 1], (uint8_t)block->slot);
  }
}

static void expect_apart(const struct model *model, const struct block *added) {
  const uint8_t *stop = added->start + (added->size > 0 ? added->size : 1);
  for (size_t i = 0; i < model->num_blocks; i++) {
    const struct block *other = &model->blocks[i];
    const uint8_t *other_stop = other->start + (other->size > 0 ? other->size : 1);
    cr_assert(stop <= other->start || other_stop <= added->start, "blocks overlap");
  }
}

static airlock_status add(struct model *model, uint64_t size, uint64_t align) {
  struct block block = {NULL, size, model->next_slot};
  airlock_status status =
      address_range_allocate(&model->host, &model->range, &block.start, size, align, block.slot);
  if (status != AIRLOCK_OK) {
    cr_assert_null(block.start, "failure leaves the output alone");
    return status;
  }
  uint64_t offset = address_of(block.start) - address_of(model->range.base);
  cr_assert_lt(offset, model->range.size);
  cr_assert_leq(size, model->range.size - offset);
  cr_assert_eq(address_of(block.start) % align, 0, "size %lu align %lu", size, align);
  cr_assert(address_range_contains(&model->range, address_of(block.start)));
  expect_apart(model, &block);
  mark(&block);
  expect_block(model, &block);
  model->blocks[model->num_blocks++] = block;
  model->next_slot++;
  return status;
}

static void remove_block(struct model *model, size_t index) {
  struct block block = model->blocks[index];
  expect_block(model, &block);
  address_range_release(&model->host, &model->range, block.start);
  model->blocks[index] = model->blocks[--model->num_blocks];
  uint64_t size = block.size > 0 ? block.size : 1;
  for (uint64_t i = 0; i<size; i += size> 64 ? 61 : 1) {
    cr_assert_eq(find(model, block.start + i), 0, "byte %lu of a freed block", i);
  }
  cr_assert_eq(find(model, block.start + size - 1), 0);
}

static void remove_all(struct model *model) {
  while (model->num_blocks > 0) {
    remove_block(model, random_below(&model->random, model->num_blocks));
  }
}

static uint64_t random_size(struct random *random) {
  static const uint64_t edges[] = {0,     1,     15,    16,    17,    127,   128,   129,   160,
                                   161,   4096,  4097,  4608,  4609,  28672, 28673, 30720, 30721,
                                   32767, 32768, 32769, 65535, 65536, 65537, 131072};
  switch (random_below(random, 4)) {
  case 0:
    return edges[random_below(random, sizeof edges / sizeof edges[0])];
  case 1:
    return random_below(random, 300 * 1024 + 1);
  default:
    return random_below(random, 1000);
  }
}

static uint64_t random_align(struct random *random) {
  return random_one_in(random, 20) ? UINT64_C(1) << random_below(random, 21)
                                   : UINT64_C(1) << random_below(random, 7);
}

// Chunks that a block of their size can still be had in.
static uint64_t count_free_chunks(struct model *model) {
  uint64_t count = 0;
  size_t before = model->num_blocks;
  while (model->num_blocks < MOST_BLOCKS && add(model, CHUNK_SIZE, 1) == AIRLOCK_OK) {
    count++;
  }
  while (model->num_blocks > before) {
    remove_block(model, model->num_blocks - 1);
  }
  return count;
}

Test(address_range, blocks_lie_apart_and_are_found_by_each_address) {
  for (uint64_t seed = 1; seed <= 6; seed++) {
    struct model *model = begin(seed % 2 == 0 ? 8 * MEBIBYTE : 1024 * MEBIBYTE, seed);
    for (int i = 0; i < 4000; i++) {
      bool shrink = model->num_blocks == MOST_BLOCKS || (i / 500) % 2 == 1;
      if (model->num_blocks > 0 && random_one_in(&model->random, shrink ? 2 : 3)) {
        remove_block(model, random_below(&model->random, model->num_blocks));
      } else if (model->num_blocks < MOST_BLOCKS) {
        airlock_status status =
            add(model, random_size(&model->random), random_align(&model->random));
        cr_assert(status == AIRLOCK_OK || status == AIRLOCK_LIMIT_ADDRESS_SPACE);
        cr_assert(status == AIRLOCK_OK || seed % 2 == 0, "1 GiB is enough");
      }
    }
    remove_all(model);
    end(model);
  }
}

// Sizes that are one more than a step between classes have the most room to spare.
Test(address_range, blocks_are_a_quarter_larger_than_asked_for_at_most_and_an_eighth_above_4_kib) {
  struct model *model = begin(16 * MEBIBYTE, 9);
  for (uint64_t size = 65; size <= 32768; size += 16) {
    cr_assert_eq(add(model, size, 1), AIRLOCK_OK);
    cr_assert_eq(add(model, size, 1), AIRLOCK_OK);
    uint64_t first = address_of(model->blocks[0].start);
    uint64_t second = address_of(model->blocks[1].start);
    uint64_t block_size = first < second ? second - first : first - second;
    uint64_t parts = size > 4096 ? 8 : 4;
    cr_assert_leq(block_size * parts, size * (parts + 1), "%lu bytes take %lu", size, block_size);
    remove_all(model);
  }
  end(model);
}

// A class may keep one empty chunk in hand; all others must come back.
Test(address_range, no_chunk_is_lost) {
  struct model *model = begin(32 * MEBIBYTE, 7);
  uint64_t all = count_free_chunks(model);
  cr_assert_eq(all, 512);
  for (int round = 0; round < 20; round++) {
    while (model->num_blocks < MOST_BLOCKS &&
           add(model, random_size(&model->random), random_align(&model->random)) == AIRLOCK_OK) {
    }
    remove_all(model);
    cr_assert_geq(count_free_chunks(model), all - NUM_SIZE_CLASSES);
  }
  end(model);
}

Test(address_range, after_everything_is_gone_a_huge_block_fits_again) {
  struct model *model = begin(256 * MEBIBYTE, 8);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 500; i++) {
      cr_assert_eq(add(model, random_size(&model->random), 1), AIRLOCK_OK);
    }
    remove_all(model);
    cr_assert_eq(add(model, 192 * MEBIBYTE, 1), AIRLOCK_OK);
    remove_all(model);
  }
  end(model);
}

Test(address_range, a_used_up_range_says_so_and_serves_again_later) {
  static const uint64_t sizes[] = {1, 100, 20000, 32768, 65536, 200000};
  for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
    struct model *model = begin(MEBIBYTE, 9);
    struct host *host = &model->host;
    uint8_t *newest = NULL;
    uint64_t count = 0;
    airlock_status status;
    while ((status = address_range_allocate(host, &model->range, &newest, sizes[s], 1, 1)) ==
           AIRLOCK_OK) {
      count++;
    }
    cr_expect_eq(status, AIRLOCK_LIMIT_ADDRESS_SPACE);
    cr_expect_geq(count * sizes[s] * 16, MEBIBYTE, "%lu blocks of %lu bytes", count, sizes[s]);
    address_range_release(host, &model->range, newest);
    cr_expect_eq(add(model, sizes[s], 1), AIRLOCK_OK);
    cr_expect_eq(add(model, sizes[s], 1), AIRLOCK_LIMIT_ADDRESS_SPACE);
    end(model);
  }
}

Test(address_range, impossible_requests_are_refused) {
  static const uint64_t table[][2] = {{UINT64_MAX, 1},
                                      {UINT64_MAX - 65534, 1},
                                      {UINT64_C(1) << 63, 1},
                                      {UINT64_C(1) << 48, 1},
                                      {2 * MEBIBYTE + 1, 1},
                                      {1, UINT64_C(1) << 63},
                                      {UINT64_MAX, UINT64_C(1) << 63}};
  struct model *model = begin(2 * MEBIBYTE, 10);
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    cr_expect_eq(add(model, table[i][0], table[i][1]), AIRLOCK_LIMIT_ADDRESS_SPACE, "%lu %lu",
                 table[i][0], table[i][1]);
  }
  cr_expect_eq(add(model, 2 * MEBIBYTE, 1), AIRLOCK_OK, "nothing is lost by them");
  end(model);
}

Test(address_range, addresses_outside_belong_to_nobody) {
  struct model *model = begin(4 * MEBIBYTE, 11);
  uint64_t base = address_of(model->range.base);
  uint64_t size = model->range.size;
  cr_expect_eq(base % CHUNK_SIZE, 0);
  cr_assert_eq(add(model, size, 1), AIRLOCK_OK);
  const uint64_t outside[] = {0, 1, base - 1, base + size, base + size + 1, UINT64_MAX};
  for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
    cr_expect_not(address_range_contains(&model->range, outside[i]));
    cr_expect_eq(address_range_find(&model->range, outside[i]), 0);
  }
  cr_expect(address_range_contains(&model->range, base));
  cr_expect(address_range_contains(&model->range, base + size - 1));
  end(model);
}

Test(address_range, a_fresh_range_holds_nothing) {
  struct model *model = begin(4 * MEBIBYTE, 12);
  for (uint64_t offset = 0; offset < model->range.size; offset += 4099) {
    cr_expect_eq(find(model, model->range.base + offset), 0);
  }
  end(model);
}

// The rest of a chunk of which one block, or two, were ever used.
Test(address_range, blocks_never_used_belong_to_nobody) {
  struct model *model = begin(16 * MEBIBYTE, 17);
  for (uint64_t size = 1; size <= 32768; size += 1 + size / 5) {
    for (int round = 0; round < 2; round++) {
      cr_assert_eq(add(model, size, 1), AIRLOCK_OK);
    }
  }
  for (size_t i = 0; i < model->num_blocks; i += 2) {
    const struct block *blocks = &model->blocks[i];
    for (const uint8_t *at = blocks[0].start; at < blocks[0].start + CHUNK_SIZE / 2; at += 16) {
      uint32_t slot = find(model, at);
      cr_assert(slot == 0 || slot <= model->num_blocks);
    }
  }
  remove_all(model);
  end(model);
}

static uint64_t pages_mapped(void) {
  FILE *statm = fopen("/proc/self/statm", "r");
  cr_assert_not_null(statm);
  unsigned long pages = 0;
  cr_assert_eq(fscanf(statm, "%lu", &pages), 1);
  fclose(statm);
  return pages;
}

Test(address_range, closing_gives_all_address_space_back) {
  end(begin(1024 * MEBIBYTE, 18));
  uint64_t before = pages_mapped();
  for (int i = 0; i < 100; i++) {
    struct model *model = begin(1024 * MEBIBYTE, 18);
    cr_assert_eq(add(model, 100, 8), AIRLOCK_OK);
    cr_assert_eq(add(model, 100000, 8), AIRLOCK_OK);
    end(model);
  }
  cr_expect_lt(pages_mapped(), before + 20 * MEBIBYTE / 4096);
}

Test(address_range, blocks_of_size_0_have_addresses_of_their_own) {
  struct model *model = begin(4 * MEBIBYTE, 13);
  for (int i = 0; i < 500; i++) {
    cr_assert_eq(add(model, 0, UINT64_C(1) << (i % 8)), AIRLOCK_OK);
  }
  remove_all(model);
  end(model);
}

Test(address_range, sizes_are_rounded_and_never_too_small) {
  struct model *model = begin(0, 14);
  cr_expect_eq(model->range.size, MEBIBYTE);
  end(model);
  model = begin(MEBIBYTE + 70000, 14);
  cr_expect_eq(model->range.size, MEBIBYTE + CHUNK_SIZE);
  end(model);
}

// No host grants so much; the range is halved until it does.
Test(address_range, asks_for_less_until_it_is_granted) {
  struct model *model = begin(UINT64_C(1) << 62, 15);
  cr_expect_lt(model->range.size, UINT64_C(1) << 62);
  cr_expect_geq(model->range.size, MEBIBYTE);
  cr_expect_eq(model->range.size % CHUNK_SIZE, 0);
  cr_expect_eq(add(model, 100, 8), AIRLOCK_OK);
  end(model);
}

Test(address_range, running_out_of_host_memory_changes_nothing) {
  struct model *model = begin(16 * MEBIBYTE, 16);
  for (int i = 0; i < 400; i++) {
    uint64_t size = random_size(&model->random);
    for (uint64_t n = 0;; n++) {
      model->counting.fail_after = n;
      uint64_t outstanding = model->counting.blocks;
      airlock_status status = add(model, size, 1);
      if (status != AIRLOCK_NO_MEMORY) {
        break;
      }
      cr_assert_eq(model->counting.blocks, outstanding);
    }
    if (model->num_blocks > 50) {
      remove_block(model, random_below(&model->random, model->num_blocks));
    }
  }
  model->counting.fail_after = 0;
  remove_all(model);
  end(model);
}
