// SPDX-License-Identifier: MIT
//
// The table of allocations by itself: ids, the queue of the dead, generations, and memory.
//
// A "life" here is what machine.c makes of the table: take a slot, fill it in, bury it.
#include "machine/allocation.h"

#include "../counting_allocator.h"
#include "../random.h"

#include <criterion/criterion.h>

struct world {
  struct counting_allocator counting;
  struct host host;
  struct allocation_table table;
};

static void begin(struct world *world) {
  *world = (struct world){.counting = counting_begin()};
  world->host = (struct host){counting_functions(&world->counting)};
}

static void end(struct world *world) {
  allocation_table_free(&world->host, &world->table);
  cr_expect(counting_is_clean(&world->counting));
}

static airlock_alloc_id id_in(const struct allocation_table *table, uint32_t slot) {
  return alloc_id_make(slot, allocation_in_slot(table, slot)->generation);
}

static uint32_t birth(struct world *world, uint64_t size) {
  uint32_t slot;
  cr_assert(allocation_take(&world->host, &world->table, &slot));
  struct allocation *allocation = allocation_in_slot(&world->table, slot);
  cr_assert_not(allocation->live);
  cr_assert_not(allocation->exposed || allocation->pending);
  cr_assert_not(shadow_owns_memory(&allocation->shadow, UINT64_MAX), "a record begins clean");
  cr_assert_eq(shadow_first_init(&allocation->shadow, 64, 0, 64), 64);
  allocation_begin(allocation, size, 1, AIRLOCK_HEAP);
  return slot;
}

static void death(struct world *world, uint32_t slot, uint64_t at) {
  allocation_bury(&world->table, allocation_in_slot(&world->table, slot), slot, at);
}

Test(allocation, id_0_and_ids_never_given_out_are_nobody) {
  struct world world;
  begin(&world);
  const struct allocation_table *table = &world.table;
  cr_expect_null(allocation_of(table, alloc_id_make(0, 0)));
  cr_expect_null(allocation_of(table, alloc_id_make(1, 0)));
  uint32_t slot = birth(&world, 4);
  cr_expect_neq(slot, 0);
  cr_expect_not_null(allocation_of(table, alloc_id_make(slot, 0)));
  cr_expect_null(allocation_of(table, alloc_id_make(slot, 1)));
  cr_expect_null(allocation_of(table, alloc_id_make(slot + 1, 0)));
  cr_expect_null(allocation_of(table, alloc_id_make(UINT32_MAX, 0)));
  cr_expect_null(allocation_of(table, (airlock_alloc_id){AIRLOCK_WILDCARD}));
  end(&world);
}

Test(allocation, records_do_not_move) {
  struct world world;
  begin(&world);
  struct allocation *first = allocation_in_slot(&world.table, birth(&world, 1));
  for (uint64_t i = 0; i < 10 * SEGMENT_SLOTS; i++) {
    uint32_t slot = birth(&world, i + 2);
    cr_assert_eq(allocation_of(&world.table, id_in(&world.table, slot))->size, i + 2);
  }
  cr_expect_eq(first->size, 1);
  end(&world);
}

Test(allocation, the_dead_explain_themselves_until_65536_younger_ones_wait) {
  struct world world;
  begin(&world);
  uint32_t slot = birth(&world, 42);
  airlock_alloc_id first = id_in(&world.table, slot);
  death(&world, slot, 1000);
  for (uint64_t i = 0; i < REMEMBERED_DEAD; i++) {
    uint32_t next = birth(&world, i);
    death(&world, next, i);
    const struct allocation *dead = allocation_of(&world.table, first);
    cr_assert_not_null(dead, "forgotten after %lu deaths", i);
    cr_assert_not(dead->live);
    cr_assert_eq(dead->size, 42);
    cr_assert_eq(dead->link.freed_at, 1000);
  }
  cr_expect_eq(birth(&world, 0), slot, "the oldest dead slot is the first to be reused");
  cr_expect_null(allocation_of(&world.table, first));
  end(&world);
}

// Runs through every slot's dead queue several times, with a changing number of live allocations.
Test(allocation, ids_never_repeat_and_slots_are_reused_in_order_of_death) {
  static uint32_t generations[4 * REMEMBERED_DEAD];
  static uint32_t graves[8 * REMEMBERED_DEAD];
  static uint32_t live[2000];
  struct world world;
  begin(&world);
  struct random random = random_begin(1);
  size_t num_graves = 0;
  size_t next_grave = 0;
  size_t num_live = 0;
  memset(generations, 0xff, sizeof generations);
  for (uint64_t i = 0; i < 6 * REMEMBERED_DEAD; i++) {
    if (num_live == 2000 || (num_live > 0 && random_one_in(&random, 2))) {
      size_t index = random_below(&random, num_live);
      uint32_t slot = live[index];
      live[index] = live[--num_live];
      death(&world, slot, i);
      graves[num_graves++] = slot;
      continue;
    }
    bool reuse = num_graves - next_grave > REMEMBERED_DEAD;
    uint32_t slot = birth(&world, i);
    cr_assert_lt(slot, 4 * REMEMBERED_DEAD);
    uint32_t generation = allocation_in_slot(&world.table, slot)->generation;
    cr_assert_eq(generation, generations[slot] + 1, "slot %u", slot);
    generations[slot] = generation;
    if (reuse) {
      cr_assert_eq(slot, graves[next_grave++]);
    } else {
      cr_assert_eq(generation, 0);
    }
    live[num_live++] = slot;
  }
  cr_expect_gt(next_grave, REMEMBERED_DEAD / 2, "enough was reused to mean something");
  end(&world);
}

Test(allocation, a_slot_retires_before_its_generation_wraps) {
  struct world world;
  begin(&world);
  uint32_t old = birth(&world, 7);
  allocation_in_slot(&world.table, old)->generation = ALLOC_GENERATION_MAX - 1;
  death(&world, old, 1);
  bool seen_again = false;
  for (uint64_t i = 0; i < REMEMBERED_DEAD + 10; i++) {
    uint32_t slot = birth(&world, 8);
    if (slot == old) {
      seen_again = true;
      cr_assert_eq(allocation_in_slot(&world.table, slot)->generation, ALLOC_GENERATION_MAX);
    }
    death(&world, slot, 2);
  }
  cr_expect(seen_again, "the last generation is used");
  airlock_alloc_id last = alloc_id_make(old, ALLOC_GENERATION_MAX);
  cr_expect_lt(last.value, UINT64_C(1) << 63, "ids above are reserved");
  for (uint64_t i = 0; i < REMEMBERED_DEAD + 10; i++) {
    uint32_t slot = birth(&world, 9);
    cr_assert_neq(slot, old);
    death(&world, slot, 3);
  }
  const struct allocation *retired = allocation_of(&world.table, last);
  cr_assert_not_null(retired, "a retired slot is remembered for ever");
  cr_expect_eq(retired->size, 8);
  cr_expect_not(retired->live);
  end(&world);
}

// Giving back is for a birth that failed later: its id was never seen by anybody, so nothing may be
// remembered of it but that it is not to be given again.
Test(allocation, what_was_given_back_is_not_live) {
  struct world world;
  begin(&world);
  uint32_t slot;
  for (int i = 0; i < 3 * REMEMBERED_DEAD; i++) {
    cr_assert(allocation_take(&world.host, &world.table, &slot));
    airlock_alloc_id id = id_in(&world.table, slot);
    allocation_give_back(&world.table, slot);
    const struct allocation *allocation = allocation_of(&world.table, id);
    cr_assert(allocation == NULL || !allocation->live);
  }
  cr_expect_leq(world.table.num_slots, REMEMBERED_DEAD + 3);
  end(&world);
}

Test(allocation, running_out_of_memory_changes_nothing) {
  struct world world;
  begin(&world);
  for (uint32_t i = 0; i < 20 * SEGMENT_SLOTS; i++) {
    uint32_t slot = 0;
    for (uint64_t n = 0;; n++) {
      world.counting.fail_after = n;
      uint32_t before = world.table.num_slots;
      if (allocation_take(&world.host, &world.table, &slot)) {
        break;
      }
      cr_assert_eq(world.table.num_slots, before);
    }
    cr_assert_eq(slot, i + 1);
  }
  end(&world);
}

// All of the host's memory gone right at the start, and freed like that.
Test(allocation, a_table_that_never_got_memory_is_freed) {
  for (uint64_t n = 0; n < 3; n++) {
    struct world world;
    begin(&world);
    world.counting.fail_after = n;
    uint32_t slot;
    cr_expect_eq(allocation_take(&world.host, &world.table, &slot) != NULL, n >= 2);
    end(&world);
  }
}
