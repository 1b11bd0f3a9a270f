// SPDX-License-Identifier: MIT
//
// Leaks: what leads to heap memory and what does not, in which order lost memory is told of, and
// how far a search can go.
#include "world.h"

#include <stdlib.h>

#define MOST_LEAKS 16

static void point_to(struct world *world, airlock_ptr place, airlock_ptr target) {
  world_store(world, place, airlock_pointer(target));
}

// Exactly the `count` allocations are lost, in this order, and `held` may be held by native code.
static void expect_leaks(struct world *world, const airlock_ptr *expected, size_t count,
                         size_t held) {
  airlock_alloc_id leaks[MOST_LEAKS];
  size_t found_held = 99;
  size_t found = airlock_leaks(world->machine, leaks, MOST_LEAKS, &found_held);
  cr_assert_eq(found, count, "%zu leaks, expected %zu", found, count);
  cr_expect_eq(found_held, held, "%zu held, expected %zu", found_held, held);
  for (size_t i = 0; i < count; i++) {
    cr_expect_eq(leaks[i].value, expected[i].prov.alloc.value, "leak %zu", i);
  }
  world_check(world);
}

Test(leaks, there_are_none_in_an_empty_machine) {
  struct world world;
  world_begin(&world);
  expect_leaks(&world, NULL, 0, 0);
  cr_expect_eq(airlock_leaks(world.machine, NULL, 0, NULL), 0);
  world_end(&world);
}

Test(leaks, heap_memory_alone_is_lost_and_other_memory_is_not) {
  struct world world;
  world_begin(&world);
  airlock_ptr heap = world_heap(&world, 8);
  airlock_frame_push(world.machine);
  world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  world_allocate(&world, 8, 8, AIRLOCK_STACK);
  world_allocate(&world, 8, 8, AIRLOCK_VTABLE);
  airlock_ptr keyed;
  expect_ok(&world, airlock_keyed_allocate(world.machine, &keyed, "k", 1, 8, 8));
  expect_leaks(&world, &heap, 1, 0);
  world_end(&world);
}

Test(leaks, freed_memory_is_not_lost) {
  struct world world;
  world_begin(&world);
  airlock_ptr heap = world_heap(&world, 8);
  expect_ok(&world, airlock_deallocate(world.machine, heap, 8, 8));
  expect_leaks(&world, NULL, 0, 0);
  world_end(&world);
}

static void lead_from(struct world *world, airlock_ptr root) {
  airlock_ptr near = world_heap(world, 16);
  airlock_ptr far = world_heap(world, 8);
  airlock_ptr lost = world_heap(world, 8);
  point_to(world, root, near);
  point_to(world, at(near, 8), far);
  expect_leaks(world, &lost, 1, 0);
  world_store(world, root, airlock_int(AIRLOCK_U64, 0));
  const airlock_ptr all[] = {near, far, lost};
  expect_leaks(world, all, 3, 0);
}

Test(leaks, statics_lead_to_memory_and_on) {
  struct world world;
  world_begin(&world);
  lead_from(&world, world_allocate(&world, 8, 8, AIRLOCK_STATIC));
  world_end(&world);
}

Test(leaks, the_stack_leads_to_memory_as_long_as_it_lives) {
  struct world world;
  world_begin(&world);
  airlock_frame_push(world.machine);
  airlock_ptr local = world_allocate(&world, 8, 8, AIRLOCK_STACK);
  airlock_ptr heap = world_heap(&world, 8);
  point_to(&world, local, heap);
  expect_leaks(&world, NULL, 0, 0);
  airlock_frame_pop(world.machine);
  expect_leaks(&world, &heap, 1, 0);
  world_end(&world);
}

Test(leaks, keyed_memory_leads_to_memory) {
  struct world world;
  world_begin(&world);
  airlock_ptr keyed;
  expect_ok(&world, airlock_keyed_allocate(world.machine, &keyed, "k", 1, 8, 8));
  lead_from(&world, keyed);
  world_end(&world);
}

Test(leaks, read_only_statics_lead_to_memory) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  point_to(&world, root, world_heap(&world, 8));
  expect_ok(&world, airlock_set_read_only(world.machine, root.prov.alloc));
  expect_leaks(&world, NULL, 0, 0);
  world_end(&world);
}

Test(leaks, cycles_do_not_keep_themselves) {
  struct world world;
  world_begin(&world);
  airlock_ptr all[] = {world_heap(&world, 8), world_heap(&world, 8), world_heap(&world, 8)};
  point_to(&world, all[0], all[1]);
  point_to(&world, all[1], all[0]);
  point_to(&world, all[2], all[2]);
  expect_leaks(&world, all, 3, 0);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  point_to(&world, root, all[1]);
  expect_leaks(&world, &all[2], 1, 0);
  world_end(&world);
}

Test(leaks, fragments_of_a_pointer_lead_to_memory_and_its_number_does_not) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_allocate(&world, 16, 8, AIRLOCK_STATIC);
  airlock_ptr heap = world_heap(&world, 8);
  airlock_ptr other = world_heap(&world, 8);
  airlock_ptr whole = world_heap(&world, 8);
  point_to(&world, whole, heap);
  expect_ok(&world, airlock_copy(world.machine, at(root, 3), whole, 8));
  expect_ok(&world, airlock_deallocate(world.machine, whole, 8, 8));
  expect_leaks(&world, &other, 1, 0);
  uint8_t zero = 0;
  expect_ok(&world, airlock_write(world.machine, at(root, 3), &zero, 1));
  expect_leaks(&world, &other, 1, 0);
  expect_ok(&world, airlock_fill(world.machine, root, 0, 16));
  world_store(&world, root, airlock_int(AIRLOCK_U64, other.address));
  const airlock_ptr both[] = {heap, other};
  expect_leaks(&world, both, 2, 0);
  world_end(&world);
}

Test(leaks, a_pointer_to_the_end_or_out_of_bounds_leads_to_its_own_memory) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  airlock_ptr heap = world_heap(&world, 8);
  point_to(&world, root, at(heap, 8));
  expect_leaks(&world, NULL, 0, 0);
  point_to(&world, root, at(heap, -4096));
  expect_leaks(&world, NULL, 0, 0);
  point_to(&world, root, tagged(heap, 5));
  expect_leaks(&world, NULL, 0, 0);
  world_end(&world);
}

Test(leaks, memory_without_bytes_can_be_lost) {
  struct world world;
  world_begin(&world);
  airlock_ptr heap = world_heap(&world, 0);
  expect_leaks(&world, &heap, 1, 0);
  world_end(&world);
}

Test(leaks, what_was_exposed_to_native_code_may_be_held_by_it) {
  struct world world;
  world_begin(&world);
  airlock_ptr heap = world_heap(&world, 8);
  expect_ok(&world, airlock_expose(world.machine, heap));
  expect_leaks(&world, &heap, 1, 0);
  world_cross(&world);
  expect_leaks(&world, NULL, 0, 1);
  uint8_t byte = world_byte(&world, heap).value;
  expect_ok(&world, airlock_write(world.machine, heap, &byte, 1));
  expect_leaks(&world, NULL, 0, 1);
  world_end(&world);
}

Test(leaks, what_is_exposed_after_the_last_call_is_lost) {
  struct world world;
  world_begin(&world);
  world_cross(&world);
  airlock_ptr heap = world_heap(&world, 8);
  expect_ok(&world, airlock_expose(world.machine, heap));
  expect_leaks(&world, &heap, 1, 0);
  world_end(&world);
}

Test(leaks, read_only_memory_may_be_held_by_native_code) {
  struct world world;
  world_begin(&world);
  airlock_ptr heap = world_heap(&world, 8);
  expect_ok(&world, airlock_set_read_only(world.machine, heap.prov.alloc));
  expect_ok(&world, airlock_expose(world.machine, heap));
  expect_leaks(&world, &heap, 1, 0);
  world_cross(&world);
  expect_leaks(&world, NULL, 0, 1);
  world_end(&world);
}

Test(leaks, what_held_memory_leads_to_is_held_too) {
  struct world world;
  world_begin(&world);
  airlock_ptr held = world_heap(&world, 16);
  airlock_ptr before = world_heap(&world, 8);
  airlock_ptr after = world_heap(&world, 8);
  airlock_ptr lost = world_heap(&world, 8);
  point_to(&world, held, before);
  expect_ok(&world, airlock_expose(world.machine, held));
  world_cross(&world);
  point_to(&world, at(held, 8), after);
  expect_leaks(&world, &lost, 1, 3);
  world_end(&world);
}

// The root's own pointer is gone, because native code may have changed it: its target is wild.
Test(leaks, a_static_that_native_code_may_have_written_leaves_its_memory_held) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  airlock_ptr heap = world_heap(&world, 8);
  point_to(&world, root, heap);
  expect_ok(&world, airlock_expose(world.machine, root));
  world_cross(&world);
  expect_leaks(&world, NULL, 0, 1);
  world_store(&world, root, airlock_pointer(wildcard(heap)));
  expect_leaks(&world, NULL, 0, 1);
  point_to(&world, root, heap);
  expect_leaks(&world, NULL, 0, 0);
  world_end(&world);
}

Test(leaks, a_wild_pointer_alone_leads_nowhere) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  airlock_ptr heap = world_heap(&world, 8);
  point_to(&world, root, wildcard(heap));
  expect_leaks(&world, &heap, 1, 0);
  world_end(&world);
}

// Slots are used again, so that the order of ids is not that of birth.
Test(leaks, come_in_the_order_of_their_making) {
  struct world world;
  world_begin(&world);
  enum { NUM_DEAD = REMEMBERED_DEAD + 8 };
  for (int i = 0; i < NUM_DEAD; i++) {
    expect_ok(&world, airlock_deallocate(world.machine, world_heap(&world, 8), 8, 8));
  }
  airlock_ptr all[12];
  for (size_t i = 0; i < 12; i++) {
    airlock_ptr heap = world_heap(&world, 8);
    all[i] = heap;
    if (i % 2 == 0) {
      expect_ok(&world, airlock_deallocate(world.machine, world_heap(&world, 8), 8, 8));
    }
  }
  cr_assert_lt((uint32_t)all[0].prov.alloc.value, (uint32_t)all[11].prov.alloc.value);
  bool is_out_of_order = false;
  for (size_t i = 1; i < 12; i++) {
    is_out_of_order |= all[i].prov.alloc.value < all[i - 1].prov.alloc.value;
  }
  cr_assert(is_out_of_order, "no slot was used again");
  expect_leaks(&world, all, 12, 0);
  for (size_t capacity = 0; capacity < 12; capacity++) {
    airlock_alloc_id leaks[12] = {{0}};
    cr_assert_eq(airlock_leaks(world.machine, leaks, capacity, NULL), 12);
    for (size_t i = 0; i < 12; i++) {
      cr_expect_eq(leaks[i].value, i < capacity ? all[i].prov.alloc.value : 0, "leak %zu of %zu", i,
                   capacity);
    }
  }
  world_end(&world);
}

enum { CHAIN = 1000000 };

// A million links, from a root and then from nowhere, without a byte of memory for the search.
Test(leaks, chains_are_as_long_as_they_like) {
  struct world world;
  airlock_config config = world_config(&world);
  config.address_space = UINT64_C(1) << 30;
  world_open(&world, &config);
  airlock_ptr root = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  airlock_ptr last = root;
  airlock_ptr first = root;
  for (int i = 0; i < CHAIN; i++) {
    airlock_ptr link = world_heap(&world, 8);
    point_to(&world, last, link);
    first = i == 0 ? link : first;
    last = link;
  }
  point_to(&world, last, first);
  uint64_t requests = world.counting.requests;
  cr_expect_eq(airlock_leaks(world.machine, NULL, 0, NULL), 0);
  world_store(&world, root, airlock_int(AIRLOCK_U64, 0));
  airlock_alloc_id *leaks = malloc(CHAIN * sizeof *leaks);
  cr_assert_not_null(leaks);
  cr_expect_eq(airlock_leaks(world.machine, leaks, CHAIN, NULL), CHAIN);
  cr_expect_eq(leaks[0].value, first.prov.alloc.value);
  cr_expect_eq(leaks[CHAIN - 1].value, last.prov.alloc.value);
  cr_expect_eq(world.counting.requests, requests, "a search asks for no memory");
  free(leaks);
  airlock_machine_free(world.machine);
}
