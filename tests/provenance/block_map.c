// SPDX-License-Identifier: MIT
//
// The map of blocks, compared with a plain list on generated sequences of steps.
#include "provenance/block_map.h"

#include "../counting_allocator.h"
#include "../random.h"

#include <criterion/criterion.h>
#include <pthread.h>

enum { MOST_BLOCKS = 64, NUM_STEPS = 2000, NUM_PLACES = 400 };

// The list: blocks in no order.
struct model {
  struct block blocks[MOST_BLOCKS];
  size_t count;
};

static const struct block *model_find(const struct model *model, uint64_t address) {
  const struct block *found = NULL;
  for (size_t i = 0; i < model->count; i++) {
    const struct block *block = &model->blocks[i];
    bool is_nearer = block->base <= address && (found == NULL || block->base > found->base);
    found = is_nearer ? block : found;
  }
  return found;
}

static bool model_overlaps(const struct model *model, uint64_t base, uint64_t size) {
  for (size_t i = 0; i < model->count; i++) {
    const struct block *block = &model->blocks[i];
    if (block->base < base + size && base < block->base + block->size) {
      return true;
    }
  }
  return false;
}

static void model_remove(struct model *model, uint64_t base) {
  for (size_t i = 0; i < model->count; i++) {
    if (model->blocks[i].base == base) {
      model->blocks[i] = model->blocks[--model->count];
      return;
    }
  }
}

static void expect_same(const struct block_map *map, const struct model *model, uint64_t address) {
  const struct block *found = block_map_find(map, address);
  const struct block *expected = model_find(model, address);
  cr_assert_eq(found == NULL, expected == NULL, "at %lu", address);
  if (found != NULL) {
    cr_assert_eq(found->base, expected->base, "at %lu", address);
    cr_assert_eq(found->size, expected->size, "at %lu", address);
    cr_assert_eq(found->slot, expected->slot, "at %lu", address);
  }
}

static size_t height_of(const struct block *block) {
  if (block == NULL) {
    return 0;
  }
  size_t left = height_of(block->left);
  size_t right = height_of(block->right);
  return 1 + (left > right ? left : right);
}

static void take_step(struct random *random, struct host *host, struct block_map *map,
                      struct model *model, uint32_t slot) {
  uint64_t base = 1000 + random_below(random, NUM_PLACES);
  uint64_t size = 1 + random_below(random, 12);
  bool overlaps = model_overlaps(model, base, size);
  cr_assert_eq(block_map_overlaps(map, base, size), overlaps, "[%lu, %lu)", base, base + size);
  if (!overlaps && model->count < MOST_BLOCKS && !random_one_in(random, 3)) {
    cr_assert(block_map_add(host, map, base, size, slot));
    model->blocks[model->count++] = (struct block){.base = base, .size = size, .slot = slot};
  } else if (model->count > 0) {
    uint64_t chosen = model->blocks[random_below(random, model->count)].base;
    chosen += random_one_in(random, 8); // Mostly no block's base.
    block_map_remove(host, map, chosen);
    model_remove(model, chosen);
  }
}

Test(block_map, agrees_with_a_list_on_generated_steps) {
  for (uint64_t seed = 1; seed <= 10; seed++) {
    struct counting_allocator counting = counting_begin();
    struct host host = {counting_functions(&counting)};
    struct random random = random_begin(seed);
    struct block_map map = {NULL};
    struct model model = {.count = 0};
    for (uint32_t step = 0; step < NUM_STEPS; step++) {
      take_step(&random, &host, &map, &model, step);
      expect_same(&map, &model, 1000 + random_below(&random, NUM_PLACES + 20));
    }
    for (uint64_t address = 990; address < 1000 + NUM_PLACES + 20; address++) {
      expect_same(&map, &model, address);
    }
    expect_same(&map, &model, 0);
    expect_same(&map, &model, UINT64_MAX);
    block_map_free(&host, &map);
    cr_assert_null(map.root);
    cr_assert(counting_is_clean(&counting));
  }
}

Test(block_map, stays_low_when_blocks_come_in_order) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct block_map map = {NULL};
  for (uint64_t i = 0; i < 20000; i++) {
    cr_assert(block_map_add(&host, &map, 4096 + 16 * i, 16, (uint32_t)i));
  }
  cr_expect_lt(height_of(map.root), 80, "%zu levels", height_of(map.root));
  for (uint64_t i = 0; i < 20000; i++) {
    cr_assert_eq(block_map_find(&map, 4096 + 16 * i + 15)->slot, i);
  }
  block_map_free(&host, &map);
  cr_assert(counting_is_clean(&counting));
}

Test(block_map, blocks_without_bytes_overlap_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct block_map map = {NULL};
  cr_assert(block_map_add(&host, &map, 100, 0, 1));
  cr_assert(block_map_add(&host, &map, 200, 8, 2));
  cr_expect_not(block_map_overlaps(&map, 90, 20));
  cr_expect_not(block_map_overlaps(&map, 204, 0));
  cr_expect(block_map_overlaps(&map, 207, 1));
  cr_expect_not(block_map_overlaps(&map, 208, 1));
  block_map_free(&host, &map);
}

Test(block_map, without_memory_nothing_is_added) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct block_map map = {NULL};
  cr_assert(block_map_add(&host, &map, 100, 8, 1));
  counting.fail_after = 0;
  cr_expect_not(block_map_add(&host, &map, 200, 8, 2));
  cr_expect_eq(block_map_find(&map, 204)->slot, 1);
  block_map_free(&host, &map);
  cr_assert(counting_is_clean(&counting));
}

// Another thread looks for the neighbours of what comes and goes, with the lock held.
static void *look(void *context) {
  struct block_map *map = context;
  for (int i = 0; i < 20000; i++) {
    (void)pthread_mutex_lock(map->lock);
    const struct block *block = block_map_find(map, 1004);
    bool is_whole = block != NULL && block->base == 1000 && block->detail == map;
    (void)pthread_mutex_unlock(map->lock);
    if (!is_whole) {
      return NULL;
    }
  }
  return map;
}

Test(block_map, details_are_found_and_other_threads_may_look) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  struct block_map map = {NULL, &lock};
  pthread_t thread;
  void *seen = NULL;
  cr_assert(block_map_add(&host, &map, 1000, 8, 1));
  cr_expect_null(block_map_find(&map, 1000)->detail);
  block_map_set_detail(&map, 1000, &map);
  block_map_set_detail(&map, 1001, NULL); // No block has that base.
  cr_assert_eq(pthread_create(&thread, NULL, look, &map), 0);
  for (uint64_t i = 0; i < 20000; i++) {
    uint64_t base = 16 * (i % 2000);
    if (base != 992 && base != 1008) {
      cr_assert(block_map_add(&host, &map, base, 4, 2));
      block_map_remove(&host, &map, base);
    }
  }
  cr_assert_eq(pthread_join(thread, &seen), 0);
  cr_expect_eq(seen, &map);
  block_map_free(&host, &map);
  cr_assert(counting_is_clean(&counting));
}
