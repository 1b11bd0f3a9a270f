// SPDX-License-Identifier: MIT
//
// Keyed memory: blocks that an interpreter names itself.
#include "world.h"

static airlock_ptr keyed(struct world *world, const char *key, uint64_t size, uint64_t align) {
  airlock_ptr pointer = {0};
  expect_ok(world, airlock_keyed_allocate(world->machine, &pointer, key, strlen(key), size, align));
  return pointer;
}

Test(keyed, the_data_itself_is_aligned_up_to_1_mib) {
  struct world world;
  world_begin(&world);
  for (uint64_t align = 1; align <= UINT64_C(1) << 20; align *= 2) {
    char key[32];
    snprintf(key, sizeof key, "aligned to %lu", align);
    airlock_ptr pointer = keyed(&world, key, 24, align);
    cr_expect_eq(pointer.address % align, 0, "%lu", align);
    memset((void *)(uintptr_t)pointer.address, 0x5a, 24);
    airlock_alloc_info info;
    cr_assert(airlock_alloc_get_info(world.machine, &info, pointer.prov.alloc));
    cr_expect_eq(info.kind, AIRLOCK_KEYED);
    cr_expect_eq(info.align, align);
    cr_expect(info.exposed && info.live && !info.read_only);
  }
  cr_expect_eq(airlock_keyed_free_all(world.machine), 21);
  world_end(&world);
}

Test(keyed, the_same_key_is_the_same_block_until_it_is_freed) {
  struct world world;
  world_begin(&world);
  airlock_ptr first = keyed(&world, "key", 40, 16);
  cr_expect(pointer_equal(first, keyed(&world, "key", 40, 16)));
  cr_expect_not(pointer_equal(first, keyed(&world, "key2", 40, 16)));
  expect_ok(&world, airlock_keyed_free(world.machine, "key", 3));
  airlock_keyed_info info;
  cr_expect_not(airlock_keyed_find(world.machine, &info, "key", 3));
  airlock_ptr second = keyed(&world, "key", 8, 4);
  cr_expect_neq(second.prov.alloc.value, first.prov.alloc.value);
  world_end(&world);
}

Test(keyed, keys_are_byte_strings_that_are_copied) {
  struct world world;
  world_begin(&world);
  char key[4] = {'a', 0, 'b', 0};
  airlock_ptr pointers[5];
  const airlock_status ok = AIRLOCK_OK;
  for (size_t size = 0; size < 5; size++) {
    expect_status(&world, airlock_keyed_allocate(world.machine, &pointers[size], key, size, 8, 8),
                  ok);
  }
  memset(key, 'x', sizeof key);
  airlock_keyed_info infos[5];
  cr_assert_eq(airlock_keyed_list(world.machine, infos, 5), 5);
  for (size_t size = 0; size < 5; size++) {
    cr_expect(pointer_equal(infos[size].pointer, pointers[size]), "in the order of making");
    cr_expect_eq(infos[size].key_size, size);
    cr_expect_eq(memcmp(infos[size].key, "a\0b\0", size), 0);
    airlock_keyed_info found;
    cr_assert(airlock_keyed_find(world.machine, &found, "a\0b\0", size));
    cr_expect(pointer_equal(found.pointer, pointers[size]));
  }
  airlock_ptr again;
  expect_ok(&world, airlock_keyed_allocate(world.machine, &again, NULL, 0, 8, 8));
  cr_expect(pointer_equal(again, pointers[0]), "a key without bytes needs none");
  expect_ok(&world, airlock_keyed_free(world.machine, NULL, 0));
  world_end(&world);
}

Test(keyed, conflicts_and_impossible_blocks_are_refused_and_change_nothing) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = keyed(&world, "k", 8, 8);
  const struct refusal {
    const char *key;
    uint64_t size;
    uint64_t align;
    airlock_status status;
  } refusals[] = {
      {"k", 9, 8, AIRLOCK_USAGE_KEY},
      {"k", 8, 16, AIRLOCK_USAGE_KEY},
      {"k", 8, 3, AIRLOCK_USAGE_ARGUMENT},
      {"n", 8, 0, AIRLOCK_USAGE_ARGUMENT},
      {"n", 8, 24, AIRLOCK_USAGE_ARGUMENT},
      {"n", 8, UINT64_C(1) << 21, AIRLOCK_USAGE_ARGUMENT},
      {"n", 8, UINT64_C(1) << 63, AIRLOCK_USAGE_ARGUMENT},
      {"n", UINT64_MAX, 16, AIRLOCK_LIMIT_ADDRESS_SPACE},
      {"n", UINT64_MAX - 7, UINT64_C(1) << 20, AIRLOCK_LIMIT_ADDRESS_SPACE},
      {"n", UINT64_C(1) << 63, 1, AIRLOCK_LIMIT_ADDRESS_SPACE},
      {"n", UINT64_C(1) << 40, 1, AIRLOCK_LIMIT_ADDRESS_SPACE},
  };
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    airlock_ptr out = {77, {{0}, {0}}};
    expect_status(&world,
                  airlock_keyed_allocate(world.machine, &out, refusals[i].key, 1, refusals[i].size,
                                         refusals[i].align),
                  refusals[i].status);
    cr_expect_eq(out.address, 77);
    cr_expect_eq(airlock_keyed_list(world.machine, NULL, 0), 1);
  }
  expect_failure(&world, airlock_keyed_allocate(world.machine, &pointer, "k", 1, 9, 16),
                 AIRLOCK_USAGE_KEY,
                 "this key has a block of 8 bytes aligned to 8 already, now 9 bytes aligned to 16 "
                 "are asked for");
  world_end(&world);
}

Test(keyed, freeing_an_unknown_or_stale_key_does_nothing_and_says_so) {
  struct world world;
  world_begin(&world);
  airlock_ptr other = keyed(&world, "other", 8, 8);
  (void)keyed(&world, "gone", 8, 8);
  expect_ok(&world, airlock_keyed_free(world.machine, "gone", 4));
  static const char *const keys[] = {"gone", "never", "", "othe", "other!"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    expect_failure(&world, airlock_keyed_free(world.machine, keys[i], strlen(keys[i])),
                   AIRLOCK_USAGE_KEY,
                   "no block of memory has this key (any more): nothing was freed");
  }
  cr_expect(pointer_equal(other, keyed(&world, "other", 8, 8)));
  cr_expect_eq(airlock_keyed_free_all(world.machine), 1);
  cr_expect_eq(airlock_keyed_free_all(world.machine), 0);
  world_end(&world);
}

Test(keyed, an_address_leads_to_its_block) {
  struct world world;
  world_begin(&world);
  airlock_ptr block = keyed(&world, "block", 24, 8);
  airlock_ptr empty = keyed(&world, "empty", 0, 8);
  airlock_ptr heap = world_heap(&world, 24);
  const struct place {
    uint64_t address;
    const char *key; // NULL: no block.
  } places[] = {
      {block.address, "block"},   {block.address + 23, "block"},
      {block.address + 24, NULL}, {block.address - 1, NULL},
      {empty.address, "empty"},   {empty.address + 1, NULL},
      {heap.address, NULL},       {0, NULL},
      {UINT64_MAX, NULL},         {(uint64_t)(uintptr_t)&world, NULL},
  };
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
    airlock_keyed_info info = {.size = 77};
    bool found = airlock_keyed_at(world.machine, &info, places[i].address);
    cr_expect_eq(found, places[i].key != NULL, "%zu", i);
    if (found) {
      cr_expect_eq(info.key_size, strlen(places[i].key));
      cr_expect_eq(memcmp(info.key, places[i].key, info.key_size), 0, "%zu", i);
    } else {
      cr_expect_eq(info.size, 77);
    }
  }
  expect_ok(&world, airlock_keyed_free(world.machine, "block", 5));
  airlock_keyed_info info;
  cr_expect_not(airlock_keyed_at(world.machine, &info, block.address));
  world_end(&world);
}

Test(keyed, memory_is_freed_by_its_key_only) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = keyed(&world, "k", 8, 8);
  airlock_frame_push(world.machine);
  expect_status(&world, airlock_deallocate(world.machine, pointer, 8, 8), AIRLOCK_UB_DEALLOCATION);
  airlock_stack_free(world.machine, pointer.prov.alloc);
  airlock_frame_pop(world.machine);
  airlock_ptr other;
  expect_status(&world, airlock_allocate(world.machine, &other, 8, 8, AIRLOCK_KEYED),
                AIRLOCK_USAGE_ARGUMENT);
  cr_expect(pointer_equal(pointer, keyed(&world, "k", 8, 8)));
  expect_ok(&world, airlock_keyed_free(world.machine, "k", 1));
  uint8_t byte;
  expect_status(&world, airlock_read(world.machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE);
  world_end(&world);
}

Test(keyed, a_wildcard_may_use_it_and_what_is_stored_in_it_is_exposed) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = keyed(&world, "k", 16, 16);
  airlock_ptr wild = {pointer.address, airlock_prov_wildcard()};
  expect_ok(&world, airlock_store(world.machine, wild, airlock_int(AIRLOCK_U64, 5),
                                  type_of(&world, AIRLOCK_U64)));
  cr_expect_eq(world_load(&world, pointer, AIRLOCK_U64).as.bits[0], 5);
  airlock_ptr target = world_heap(&world, 8);
  expect_ok(&world, airlock_store(world.machine, pointer, airlock_pointer(target),
                                  type_of(&world, AIRLOCK_POINTER)));
  cr_expect_not(world_is_exposed(&world, target));
  cr_assert(exposure_prepare(world.machine));
  cr_expect(world_is_exposed(&world, target));
  airlock_keyed_info info;
  cr_assert(airlock_keyed_at(world.machine, &info, pointer.address + 15));
  world_end(&world);
}

Test(keyed, a_list_may_be_shorter_than_there_are_blocks) {
  struct world world;
  world_begin(&world);
  (void)keyed(&world, "a", 1, 1);
  (void)keyed(&world, "b", 2, 2);
  (void)keyed(&world, "c", 3, 4);
  expect_ok(&world, airlock_keyed_free(world.machine, "a", 1));
  (void)keyed(&world, "d", 4, 1);
  airlock_keyed_info infos[2] = {{.size = 0}, {.size = 0}};
  cr_expect_eq(airlock_keyed_list(world.machine, infos, 2), 3);
  cr_expect_eq(infos[0].size, 2);
  cr_expect_eq(infos[1].size, 3);
  cr_expect_eq(infos[1].align, 4);
  world_end(&world);
}

Test(keyed, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct world world;
    world_begin(&world);
    airlock_statistics before;
    airlock_statistics after;
    airlock_get_statistics(world.machine, &before);
    world.counting.fail_after = round;
    airlock_ptr pointer = {0};
    airlock_status status = airlock_keyed_allocate(world.machine, &pointer, "key", 3, 100, 64);
    world.counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    expect_status(&world, status, done ? AIRLOCK_OK : AIRLOCK_NO_MEMORY);
    airlock_get_statistics(world.machine, &after);
    cr_expect_eq(after.live_allocations, before.live_allocations + done);
    cr_expect_eq(after.live_bytes, before.live_bytes + (done ? 100 : 0));
    cr_expect_eq(airlock_keyed_list(world.machine, NULL, 0), done);
    cr_expect_eq(keyed(&world, "key", 100, 64).address % 64, 0);
    world_end(&world);
  }
  cr_expect_gt(round, 3);
}

Test(keyed, a_thousand_blocks_come_and_go) {
  struct world world;
  world_begin(&world);
  uint64_t addresses[1000];
  for (uint64_t i = 0; i < 1000; i++) {
    airlock_ptr pointer;
    expect_ok(&world,
              airlock_keyed_allocate(world.machine, &pointer, &i, sizeof i, i % 50, 1 << i % 8));
    addresses[i] = pointer.address;
  }
  for (uint64_t i = 0; i < 1000; i += 2) {
    expect_ok(&world, airlock_keyed_free(world.machine, &i, sizeof i));
  }
  for (uint64_t i = 0; i < 1000; i++) {
    airlock_keyed_info info;
    bool found = airlock_keyed_find(world.machine, &info, &i, sizeof i);
    cr_assert_eq(found, i % 2 == 1);
    cr_assert(!found || info.pointer.address == addresses[i]);
  }
  cr_expect_eq(airlock_keyed_free_all(world.machine), 500);
  world_end(&world);
}
