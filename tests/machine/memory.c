// SPDX-License-Identifier: MIT
//
// The machine's life and its memory: allocations of every kind and size, frames, limits, hooks,
// and copies of bytes in every state.
#include "../random.h"
#include "world.h"

static airlock_statistics statistics_of(struct world *world) {
  airlock_statistics statistics;
  airlock_get_statistics(world->machine, &statistics);
  return statistics;
}

static bool is_live(struct world *world, airlock_ptr pointer) {
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(world->machine, &info, pointer.prov.alloc));
  return info.live;
}

Test(machine, is_made_with_defaults_and_freed) {
  airlock_machine *machine = NULL;
  cr_assert_eq(airlock_machine_new(&machine, NULL), AIRLOCK_OK);
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_geq(statistics.address_space, UINT64_C(1) << 20);
  cr_expect_eq(statistics.live_allocations, 0);
  const airlock_report *report = airlock_last_report(machine);
  cr_assert_not_null(report);
  cr_expect_eq(report->status, AIRLOCK_OK);
  cr_expect_not_null(report->message);
  airlock_machine_free(machine);
  airlock_machine_free(NULL);
}

Test(machine, is_not_made_of_half_a_configuration) {
  airlock_machine *machine = NULL;
  airlock_config good;
  airlock_config_init(&good);
  cr_expect_eq(airlock_machine_new(NULL, &good), AIRLOCK_USAGE_ARGUMENT);
  airlock_config config = good;
  config.allocator.allocate = NULL;
  cr_expect_eq(airlock_machine_new(&machine, &config), AIRLOCK_USAGE_ARGUMENT);
  config = good;
  config.allocator.resize = NULL;
  cr_expect_eq(airlock_machine_new(&machine, &config), AIRLOCK_USAGE_ARGUMENT);
  config = good;
  config.allocator.release = NULL;
  cr_expect_eq(airlock_machine_new(&machine, &config), AIRLOCK_USAGE_ARGUMENT);
  config = good;
  config.policy = NULL;
  cr_expect_eq(airlock_machine_new(&machine, &config), AIRLOCK_USAGE_ARGUMENT);
  cr_expect_null(machine);
}

Test(machine, copies_its_configuration) {
  struct world world;
  airlock_config config = world_config(&world);
  world_open(&world, &config);
  memset(&config, 0xff, sizeof config);
  airlock_ptr pointer = world_heap(&world, 100);
  expect_ok(&world, airlock_fill(world.machine, at(pointer, 1), 0, 9));
  world_end(&world);
}

Test(machine, runs_out_of_memory_while_being_made_without_a_trace) {
  for (uint64_t n = 0;; n++) {
    struct world world = {.machine = NULL};
    airlock_config config = world_config(&world);
    world.counting.fail_after = n;
    airlock_status status = airlock_machine_new(&world.machine, &config);
    if (status == AIRLOCK_OK) {
      world_end(&world);
      break;
    }
    cr_assert_eq(status, AIRLOCK_NO_MEMORY);
    cr_expect_null(world.machine);
    cr_assert(counting_is_clean(&world.counting));
  }
}

Test(machine, reports_what_the_embedder_found) {
  struct world world;
  world_begin(&world);
  cr_expect_eq(airlock_raise(world.machine, AIRLOCK_UB_EMBEDDER, "tag <%d> of %s", 7, "alloc1"),
               AIRLOCK_UB_EMBEDDER);
  const airlock_report *report = airlock_last_report(world.machine);
  cr_expect_str_eq(report->message, "tag <7> of alloc1");
  cr_expect_eq(report->status, AIRLOCK_UB_EMBEDDER);
  cr_assert_eq(report->num_notes, 1);
  cr_expect_eq(report->notes[0].kind, AIRLOCK_HELP);
  cr_expect(strstr(report->notes[0].text, "a bug in the program") != NULL);
  world_end(&world);
}

Test(machine, has_its_own_version) {
  cr_expect_eq(airlock_version(), AIRLOCK_VERSION_NUMBER);
}

Test(allocate, gives_what_was_asked_for) {
  struct world world;
  world_begin(&world);
  static const uint64_t sizes[] = {0, 1, 7, 8, 100, 4096, 70000};
  static const airlock_memory_kind kinds[] = {AIRLOCK_HEAP, AIRLOCK_STACK, AIRLOCK_STATIC};
  uint64_t live = 0;
  uint64_t bytes = 0;
  for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
    for (uint64_t align = 1; align <= 1 << 18; align *= 4) {
      for (size_t k = 0; k < 3; k++) {
        airlock_ptr pointer = world_allocate(&world, sizes[s], align, kinds[k]);
        airlock_alloc_info info;
        cr_assert(airlock_alloc_get_info(world.machine, &info, pointer.prov.alloc));
        cr_expect_eq(info.address, pointer.address);
        cr_expect_eq(pointer.address % align, 0);
        cr_expect_eq(info.size, sizes[s]);
        cr_expect_eq(info.align, align);
        cr_expect_eq(info.kind, kinds[k]);
        cr_expect(info.live);
        cr_expect_not(info.read_only);
        cr_expect_not(info.exposed);
        cr_expect_eq(info.freed_at, 0);
        cr_expect_eq(pointer.prov.tag.value, 0);
        live++;
        bytes += sizes[s];
      }
    }
  }
  airlock_statistics statistics = statistics_of(&world);
  cr_expect_eq(statistics.live_allocations, live);
  cr_expect_eq(statistics.total_allocations, live);
  cr_expect_eq(statistics.live_bytes, bytes);
  cr_expect_eq(statistics.peak_bytes, bytes);
  world_end(&world);
}

Test(allocate, refuses_what_is_no_alignment_and_no_kind) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = {77, {{0}, {0}}};
  airlock_machine *m = world.machine;
  static const uint64_t aligns[] = {0, 3, 6, 12, UINT64_MAX, (UINT64_C(1) << 63) + 1};
  for (size_t i = 0; i < sizeof aligns / sizeof aligns[0]; i++) {
    expect_status(&world, airlock_allocate(m, &pointer, 8, aligns[i], AIRLOCK_HEAP),
                  AIRLOCK_USAGE_ARGUMENT);
  }
  expect_status(&world, airlock_allocate(m, &pointer, 8, 8, AIRLOCK_CODE), AIRLOCK_USAGE_ARGUMENT);
  expect_status(&world, airlock_allocate(m, &pointer, 8, 8, (airlock_memory_kind)9),
                AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(pointer.address, 77);
  cr_expect_eq(statistics_of(&world).total_allocations, 0);
  world_end(&world);
}

Test(allocate, keeps_to_the_memory_limit) {
  struct world world;
  airlock_config config = world_config(&world);
  config.memory_limit = 1000;
  world_open(&world, &config);
  airlock_machine *m = world.machine;
  airlock_ptr kept = world_heap(&world, 600);
  airlock_ptr pointer = {77, {{0}, {0}}};
  static const uint64_t sizes[] = {401, 1000, 1001, UINT64_MAX, UINT64_MAX - 599, INT64_MAX};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    expect_status(&world, airlock_allocate(m, &pointer, sizes[i], 8, AIRLOCK_STACK),
                  AIRLOCK_LIMIT_MEMORY);
  }
  cr_expect_eq(pointer.address, 77);
  expect_ok(&world, airlock_allocate(m, &pointer, 400, 8, AIRLOCK_HEAP));
  airlock_ptr empty;
  expect_ok(&world, airlock_allocate(m, &empty, 0, 8, AIRLOCK_HEAP));
  expect_status(&world, airlock_allocate(m, &empty, 1, 8, AIRLOCK_HEAP), AIRLOCK_LIMIT_MEMORY);
  expect_ok(&world, airlock_deallocate(m, kept, 600, 8));
  expect_ok(&world, airlock_allocate(m, &pointer, 600, 8, AIRLOCK_HEAP));
  cr_expect_eq(statistics_of(&world).peak_bytes, 1000);
  world_end(&world);
}

Test(allocate, says_when_the_address_space_is_used_up) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = {77, {{0}, {0}}};
  static const uint64_t sizes[] = {UINT64_C(65) << 20, UINT64_C(1) << 40, UINT64_MAX};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    expect_status(&world, airlock_allocate(world.machine, &pointer, sizes[i], 8, AIRLOCK_HEAP),
                  AIRLOCK_LIMIT_ADDRESS_SPACE);
    world_check(&world);
  }
  expect_status(&world,
                airlock_allocate(world.machine, &pointer, 8, UINT64_C(1) << 62, AIRLOCK_HEAP),
                AIRLOCK_LIMIT_ADDRESS_SPACE);
  cr_expect_eq(pointer.address, 77);
  cr_expect_eq(statistics_of(&world).live_allocations, 0);
  (void)world_heap(&world, 100);
  world_end(&world);
}

// Memory of a former life must not shine through as initialised.
Test(allocate, begins_uninitialised_in_memory_used_before) {
  struct world world;
  world_begin(&world);
  uint64_t address = 0;
  for (int i = 0; i < 3; i++) {
    airlock_ptr pointer = world_heap(&world, 100);
    cr_expect(i == 0 || pointer.address == address);
    address = pointer.address;
    for (int64_t b = 0; b < 100; b++) {
      cr_assert_not(world_byte(&world, at(pointer, b)).init);
    }
    expect_ok(&world, airlock_fill(world.machine, pointer, 1, 100));
    world_store(&world, at(pointer, 8), airlock_pointer(pointer));
    expect_ok(&world, airlock_deallocate(world.machine, pointer, 100, 8));
  }
  world_end(&world);
}

// Frames against a list of who lives where.
Test(frames, free_what_is_left_of_them) {
  enum { MOST = 400 };
  struct world world;
  world_begin(&world);
  struct random random = random_begin(1);
  static airlock_ptr pointers[MOST];
  static uint64_t frames[MOST];
  static bool live[MOST];
  size_t count = 0;
  uint64_t frame = 0;
  for (int i = 0; i < 1500; i++) {
    switch (random_below(&random, 6)) {
    case 0:
      airlock_frame_push(world.machine);
      frame++;
      break;
    case 1:
      airlock_frame_pop(world.machine);
      for (size_t p = 0; p < count && frame > 0; p++) {
        live[p] = live[p] && frames[p] != frame;
      }
      frame -= frame > 0;
      break;
    case 2:
      if (count > 0) {
        size_t p = random_below(&random, count);
        airlock_stack_free(world.machine, pointers[p].prov.alloc);
        live[p] = false;
      }
      break;
    default:
      if (count < MOST) {
        pointers[count] = world_allocate(&world, random_below(&random, 50), 8, AIRLOCK_STACK);
        frames[count] = frame;
        live[count++] = true;
      }
      break;
    }
    for (size_t p = 0; p < count; p++) {
      cr_assert_eq(is_live(&world, pointers[p]), live[p], "step %d, pointer %zu", i, p);
    }
  }
  world_end(&world);
}

Test(frames, leave_heap_and_statics_alone) {
  struct world world;
  world_begin(&world);
  airlock_frame_pop(world.machine);
  airlock_ptr outside = world_allocate(&world, 8, 8, AIRLOCK_STACK);
  airlock_frame_push(world.machine);
  airlock_ptr heap = world_heap(&world, 8);
  airlock_ptr fixed = world_allocate(&world, 8, 8, AIRLOCK_STATIC);
  airlock_frame_pop(world.machine);
  airlock_frame_pop(world.machine);
  cr_expect(is_live(&world, outside));
  cr_expect(is_live(&world, heap));
  cr_expect(is_live(&world, fixed));
  airlock_stack_free(world.machine, heap.prov.alloc);
  airlock_stack_free(world.machine, fixed.prov.alloc);
  airlock_stack_free(world.machine, (airlock_alloc_id){0});
  airlock_stack_free(world.machine, (airlock_alloc_id){AIRLOCK_WILDCARD});
  airlock_stack_free(world.machine, (airlock_alloc_id){heap.prov.alloc.value + 500});
  cr_expect(is_live(&world, heap));
  cr_expect(is_live(&world, fixed));
  airlock_stack_free(world.machine, outside.prov.alloc);
  airlock_stack_free(world.machine, outside.prov.alloc);
  cr_expect_not(is_live(&world, outside));
  world_end(&world);
}

Test(memory, can_be_made_read_only_while_it_lives) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  world_store(&world, pointer, airlock_int(AIRLOCK_U64, 5));
  expect_ok(&world, airlock_set_read_only(world.machine, pointer.prov.alloc));
  expect_ok(&world, airlock_set_read_only(world.machine, pointer.prov.alloc));
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(world.machine, &info, pointer.prov.alloc));
  cr_expect(info.read_only);
  cr_expect_eq(world_load(&world, pointer, AIRLOCK_U64).as.bits[0], 5);
  airlock_ptr dead = world_heap(&world, 8);
  expect_ok(&world, airlock_deallocate(world.machine, dead, 8, 8));
  expect_status(&world, airlock_set_read_only(world.machine, dead.prov.alloc),
                AIRLOCK_USAGE_ARGUMENT);
  expect_status(&world, airlock_set_read_only(world.machine, (airlock_alloc_id){0}),
                AIRLOCK_USAGE_ARGUMENT);
  expect_status(&world, airlock_set_read_only(world.machine, (airlock_alloc_id){AIRLOCK_WILDCARD}),
                AIRLOCK_USAGE_ARGUMENT);
  world_end(&world);
}

Test(memory, is_the_hosts_own_at_its_address) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  expect_ok(&world, airlock_write(world.machine, pointer, "airlock", 8));
  cr_expect_str_eq((const char *)(uintptr_t)pointer.address, "airlock");
  uint8_t *view = NULL;
  expect_ok(&world, airlock_view(world.machine, &view, at(pointer, 3), 4, AIRLOCK_WRITE));
  memcpy(view, "half", 4);
  char text[8];
  expect_ok(&world, airlock_read(world.machine, text, pointer, 8));
  cr_expect_str_eq(text, "airhalf");
  world_end(&world);
}

Test(memory, to_write_in_a_view_becomes_initialised_and_plain) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 24);
  world_store(&world, at(pointer, 8), airlock_pointer(pointer));
  uint8_t *view = NULL;
  expect_status(&world, airlock_view(world.machine, &view, at(pointer, 8), 8, AIRLOCK_READ),
                AIRLOCK_USAGE_KIND);
  expect_ok(&world, airlock_view(world.machine, &view, at(pointer, 4), 8, AIRLOCK_WRITE));
  for (int64_t i = 0; i < 24; i++) {
    airlock_byte byte = world_byte(&world, at(pointer, i));
    cr_expect_eq(byte.init, i >= 4 && i < 16);
    cr_expect_eq(byte.prov.alloc.value, i >= 12 && i < 16 ? pointer.prov.alloc.value : 0);
  }
  world_end(&world);
}

// Bytes in all states, moved about at random within and between two allocations; states by
// airlock_byte_at, before and after.
Test(memory, is_copied_with_all_that_is_known_of_its_bytes) {
  enum { SIZE = 90 };
  struct world world;
  world_begin(&world);
  struct random random = random_begin(2);
  airlock_ptr objects[2] = {world_heap(&world, SIZE), world_heap(&world, SIZE)};
  const airlock_type *packed = NULL;
  expect_ok(&world,
            airlock_type_packed(world.machine, &packed, type_of(&world, AIRLOCK_POINTER), 1));
  for (int round = 0; round < 600; round++) {
    airlock_ptr object = objects[random_below(&random, 2)];
    int64_t offset = (int64_t)random_below(&random, SIZE - 7);
    airlock_ptr value = at(objects[random_below(&random, 2)], (int64_t)random_below(&random, 4));
    value = random_one_in(&random, 3) ? wildcard(value) : value;
    cr_assert_eq(airlock_store(world.machine, at(object, offset), airlock_pointer(value), packed),
                 AIRLOCK_OK);
    cr_assert_eq(airlock_deinit(world.machine, at(object, (int64_t)random_below(&random, SIZE)), 1),
                 AIRLOCK_OK);
    airlock_byte before[SIZE];
    airlock_ptr from = objects[random_below(&random, 2)];
    airlock_ptr to = objects[random_below(&random, 2)];
    uint64_t size = random_below(&random, SIZE + 1);
    from = at(from, (int64_t)random_below(&random, SIZE - size + 1));
    to = at(to, (int64_t)random_below(&random, SIZE - size + 1));
    for (uint64_t i = 0; i < size; i++) {
      before[i] = world_byte(&world, at(from, (int64_t)i));
    }
    cr_assert_eq(airlock_copy(world.machine, to, from, size), AIRLOCK_OK);
    world_check(&world);
    for (uint64_t i = 0; i < size; i++) {
      airlock_byte after = world_byte(&world, at(to, (int64_t)i));
      cr_assert_eq(after.init, before[i].init);
      cr_assert(!after.init || after.value == before[i].value);
      cr_assert_eq(after.prov.alloc.value, before[i].prov.alloc.value);
      cr_assert_eq(after.fragment, before[i].fragment);
      cr_assert_eq(after.image, before[i].image);
    }
  }
  world_end(&world);
}

// Hooks.

struct events {
  airlock_machine *machine;
  airlock_access items[8];
  size_t count;
  bool refuse;
};

static airlock_status record(void *context, const airlock_access *access) {
  struct events *events = context;
  cr_assert_lt(events->count, 8);
  events->items[events->count++] = *access;
  return events->refuse ? airlock_raise(events->machine, AIRLOCK_UB_EMBEDDER, "not yours")
                        : AIRLOCK_OK;
}

static void expect_event(const struct events *events, size_t index, airlock_access_kind kind,
                         airlock_ptr pointer, uint64_t offset, uint64_t size) {
  cr_assert_lt(index, events->count);
  const airlock_access *access = &events->items[index];
  cr_expect_eq(access->kind, kind);
  cr_expect_eq(access->offset, offset);
  cr_expect_eq(access->size, size);
  cr_expect_eq(access->prov.alloc.value, pointer.prov.alloc.value);
  cr_expect_eq(access->prov.tag.value, pointer.prov.tag.value);
}

static void open_hooked(struct world *world, struct events *events) {
  airlock_config config = world_config(world);
  config.context = events;
  config.access = record;
  world_open(world, &config);
  events->machine = world->machine;
}

Test(access_hook, hears_of_each_access_that_passed_the_checks) {
  struct world world;
  struct events events = {0};
  open_hooked(&world, &events);
  airlock_machine *m = world.machine;
  airlock_ptr first = tagged(world_heap(&world, 32), 5);
  airlock_ptr second = world_heap(&world, 32);
  expect_ok(&world, airlock_fill(m, at(first, 4), 1, 16));
  expect_event(&events, 0, AIRLOCK_WRITE, first, 4, 16);
  expect_ok(&world, airlock_copy(m, at(second, 1), at(first, 2), 3));
  expect_event(&events, 1, AIRLOCK_READ, first, 2, 3);
  expect_event(&events, 2, AIRLOCK_WRITE, second, 1, 3);
  cr_expect_eq(events.count, 3);
  cr_expect_eq(events.items[0].alloc.value, first.prov.alloc.value);
  expect_status(&world, airlock_fill(m, at(first, 20), 1, 16), AIRLOCK_UB_OUT_OF_BOUNDS);
  expect_ok(&world, airlock_fill(m, first, 1, 0));
  cr_expect_eq(events.count, 3, "nothing else is heard of");
  expect_ok(&world, airlock_expose(m, first));
  airlock_scalar scalar;
  expect_ok(&world, airlock_load(m, &scalar, wildcard(at(first, 8)), type_of(&world, AIRLOCK_U16)));
  expect_event(&events, 3, AIRLOCK_READ, wildcard(first), 8, 2);
  cr_expect_eq(events.items[3].alloc.value, first.prov.alloc.value);
  expect_ok(&world, airlock_deallocate(m, first, 32, 8));
  expect_event(&events, 4, AIRLOCK_DEALLOCATE, first, 0, 32);
  world_end(&world);
}

Test(access_hook, may_refuse_and_then_nothing_happens) {
  struct world world;
  struct events events = {0};
  open_hooked(&world, &events);
  airlock_machine *m = world.machine;
  airlock_ptr pointer = world_heap(&world, 8);
  events.refuse = true;
  expect_failure(&world, airlock_fill(m, pointer, 1, 8), AIRLOCK_UB_EMBEDDER, "not yours");
  uint8_t bytes[8];
  expect_status(&world, airlock_read(m, bytes, pointer, 8), AIRLOCK_UB_EMBEDDER);
  expect_status(&world, airlock_deallocate(m, pointer, 8, 8), AIRLOCK_UB_EMBEDDER);
  events.refuse = false;
  cr_expect(is_live(&world, pointer));
  cr_expect_not(world_byte(&world, pointer).init);
  world_end(&world);
}

Test(deallocation, of_read_only_memory_is_refused) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  expect_ok(&world, airlock_set_read_only(world.machine, pointer.prov.alloc));
  expect_failure(&world, airlock_deallocate(world.machine, pointer, 8, 8), AIRLOCK_UB_DEALLOCATION,
                 "deallocating alloc1, which is read-only");
  cr_expect(is_live(&world, pointer));
  world_end(&world);
}
