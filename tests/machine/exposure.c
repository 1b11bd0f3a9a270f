// SPDX-License-Identifier: MIT
//
// Exposure, wildcards and casts, each rule as a sentence; and the rules R1 to R7 by which crossings
// into native code get their meaning lazily. A crossing is made here without native code: nothing
// but the machine's view of memory changes.
#include "world.h"

static uint64_t exposed_count(struct world *world) {
  airlock_statistics statistics;
  airlock_get_statistics(world->machine, &statistics);
  return statistics.exposed_allocations;
}

static void expose(struct world *world, airlock_ptr pointer) {
  cr_assert_eq(airlock_expose(world->machine, pointer), AIRLOCK_OK);
  world_check(world);
}

static airlock_status touch(struct world *world, airlock_ptr pointer) {
  return airlock_check(world->machine, pointer, 1, 1, AIRLOCK_READ);
}

static void deallocate(struct world *world, airlock_ptr pointer, uint64_t size) {
  cr_assert_eq(airlock_deallocate(world->machine, pointer, size, 8), AIRLOCK_OK);
  world_check(world);
}

// Two heap blocks of 16 bytes, the second right behind the first.
static void make_neighbours(struct world *world, airlock_ptr *out_left, airlock_ptr *out_right) {
  *out_left = world_heap(world, 16);
  *out_right = world_heap(world, 16);
  cr_assert_eq(out_right->address, out_left->address + 16, "blocks of one class lie in a row");
}

Test(exposure, of_none_wildcard_and_the_dead_does_nothing) {
  struct world world;
  world_begin(&world);
  airlock_ptr dead = world_heap(&world, 8);
  deallocate(&world, dead, 8);
  airlock_ptr unknown = dead;
  unknown.prov.alloc.value += 1000;
  expose(&world, airlock_ptr_from_address(0));
  expose(&world, airlock_ptr_from_address(42));
  expose(&world, wildcard(dead));
  expose(&world, dead);
  expose(&world, unknown);
  cr_expect_eq(exposed_count(&world), 0);
  const airlock_tag *tags;
  cr_expect_eq(airlock_exposed_tags(world.machine, &tags, dead.prov.alloc), 0);
  world_end(&world);
}

Test(exposure, goes_by_provenance_and_not_by_address) {
  struct world world;
  world_begin(&world);
  airlock_ptr left;
  airlock_ptr right;
  make_neighbours(&world, &left, &right);
  expose(&world, at(left, 16));
  cr_expect(world_is_exposed(&world, left));
  cr_expect_not(world_is_exposed(&world, right));
  expect_ok(&world, touch(&world, wildcard(left)));
  expect_status(&world, touch(&world, wildcard(right)), AIRLOCK_UB_NO_PROVENANCE);
  world_end(&world);
}

Test(exposure, lasts_until_death) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  expose(&world, pointer);
  for (int i = 0; i < 3; i++) {
    world_cross(&world);
    expect_ok(&world, touch(&world, wildcard(pointer)));
  }
  deallocate(&world, pointer, 16);
  airlock_ptr again = world_heap(&world, 16);
  cr_assert_eq(again.address, pointer.address);
  cr_expect_not(world_is_exposed(&world, again), "what comes after begins unexposed");
  expect_status(&world, touch(&world, wildcard(again)), AIRLOCK_UB_NO_PROVENANCE);
  world_end(&world);
}

struct exposed {
  airlock_alloc_id alloc;
  airlock_tag tag;
};

struct exposed_log {
  struct exposed items[20];
  size_t count;
};

static void log_exposed(void *context, airlock_alloc_id alloc, airlock_tag tag) {
  struct exposed_log *log = context;
  cr_assert_lt(log->count, 20);
  log->items[log->count++] = (struct exposed){alloc, tag};
}

Test(exposure, keeps_tags_in_order_and_tells_the_embedder_of_each_once) {
  struct world world;
  struct exposed_log log = {.count = 0};
  airlock_config config = world_config(&world);
  config.context = &log;
  config.expose = log_exposed;
  world_open(&world, &config);
  airlock_ptr first = world_heap(&world, 16);
  airlock_ptr second = world_heap(&world, 16);
  const airlock_ptr order[] = {tagged(first, 7),  first,  tagged(second, 0), tagged(first, 7),
                               tagged(first, 99), second, tagged(first, 1),  tagged(first, 99)};
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
    expose(&world, order[i]);
  }
  const airlock_tag *tags;
  cr_assert_eq(airlock_exposed_tags(world.machine, &tags, first.prov.alloc), 4);
  const uint64_t expected[] = {7, 0, 99, 1};
  for (size_t i = 0; i < 4; i++) {
    cr_expect_eq(tags[i].value, expected[i]);
  }
  cr_assert_eq(airlock_exposed_tags(world.machine, &tags, second.prov.alloc), 1);
  cr_expect_eq(tags[0].value, 0);
  const size_t told[] = {0, 1, 2, 4, 6};
  cr_assert_eq(log.count, 5);
  for (size_t i = 0; i < 5; i++) {
    cr_expect_eq(log.items[i].alloc.value, order[told[i]].prov.alloc.value);
    cr_expect_eq(log.items[i].tag.value, order[told[i]].prov.tag.value);
  }
  cr_expect_eq(exposed_count(&world), 2);
  airlock_ptr unexposed = world_heap(&world, 8);
  cr_expect_eq(airlock_exposed_tags(world.machine, &tags, unexposed.prov.alloc), 0);
  world_end(&world);
}

// Casts.

struct warnings {
  int count;
  airlock_warning last;
  size_t helps;
  airlock_status status;
};

static void count_warning(void *context, const airlock_report *report) {
  struct warnings *warnings = context;
  warnings->count++;
  warnings->last = report->warning;
  warnings->status = report->status;
  warnings->helps = 0;
  for (size_t i = 0; i < report->num_notes; i++) {
    warnings->helps += report->notes[i].kind == AIRLOCK_HELP;
  }
}

static airlock_status cast(struct world *world, airlock_ptr *out_pointer, uint64_t address) {
  airlock_status status = airlock_ptr_from_exposed(world->machine, out_pointer, address);
  if (status == AIRLOCK_OK) {
    cr_expect_eq(out_pointer->address, address);
    cr_expect_eq(airlock_prov_kind_of(out_pointer->prov), AIRLOCK_PROV_WILDCARD);
  }
  return status;
}

Test(casts, are_judged_by_policy_and_level) {
  static const struct {
    const airlock_policy *(*policy)(void);
    airlock_level level;
    airlock_status status;
    int warnings; // After three casts.
  } rows[] = {
      {airlock_policy_default, AIRLOCK_ONCE, AIRLOCK_OK, 1},
      {airlock_policy_default, AIRLOCK_ALLOW, AIRLOCK_OK, 0},
      {airlock_policy_default, AIRLOCK_ALWAYS, AIRLOCK_OK, 3},
      {airlock_policy_default, AIRLOCK_DENY, AIRLOCK_UNSUPPORTED_DENIED, 0},
      {airlock_policy_permissive, AIRLOCK_ALWAYS, AIRLOCK_OK, 0},
      {airlock_policy_permissive, AIRLOCK_DENY, AIRLOCK_OK, 0},
      {airlock_policy_strict, AIRLOCK_ALLOW, AIRLOCK_UNSUPPORTED_BY_POLICY, 0},
      {airlock_policy_strict, AIRLOCK_ALWAYS, AIRLOCK_UNSUPPORTED_BY_POLICY, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct world world;
    struct warnings warnings = {0};
    airlock_config config = world_config(&world);
    config.context = &warnings;
    config.warning = count_warning;
    config.policy = rows[i].policy();
    config.levels[AIRLOCK_WARN_INT_TO_POINTER] = rows[i].level;
    world_open(&world, &config);
    for (int n = 0; n < 3; n++) {
      airlock_ptr pointer = {77, {{0}, {0}}};
      expect_status(&world, cast(&world, &pointer, 0x1234), rows[i].status);
      cr_expect(rows[i].status == AIRLOCK_OK || pointer.address == 77);
    }
    cr_expect_eq(warnings.count, rows[i].warnings, "row %zu: %d warnings", i, warnings.count);
    if (rows[i].warnings > 0) {
      cr_expect_eq(warnings.last, AIRLOCK_WARN_INT_TO_POINTER);
      cr_expect_eq(warnings.status, AIRLOCK_OK);
      cr_expect_gt(warnings.helps, 0);
    }
    world_end(&world);
  }
}

Test(casts, of_a_machine_do_not_silence_those_of_another) {
  struct warnings warnings = {0};
  for (int i = 0; i < 2; i++) {
    struct world world;
    airlock_config config = world_config(&world);
    config.context = &warnings;
    config.warning = count_warning;
    world_open(&world, &config);
    airlock_ptr pointer;
    expect_ok(&world, cast(&world, &pointer, 1));
    world_end(&world);
  }
  cr_expect_eq(warnings.count, 2);
}

// Resolution.

Test(wildcards, are_looked_up_at_each_access_and_not_at_the_cast) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  airlock_ptr cast_pointer;
  expect_ok(&world, cast(&world, &cast_pointer, pointer.address));
  expect_status(&world, touch(&world, cast_pointer), AIRLOCK_UB_NO_PROVENANCE);
  expose(&world, pointer);
  expect_ok(&world, touch(&world, cast_pointer));
  deallocate(&world, pointer, 16);
  expect_status(&world, touch(&world, cast_pointer), AIRLOCK_UB_NO_PROVENANCE);
  airlock_ptr other = world_heap(&world, 16);
  cr_assert_eq(other.address, pointer.address);
  expose(&world, other);
  expect_ok(&world, touch(&world, cast_pointer));
  airlock_alloc_id alloc = {0};
  uint64_t offset = 77;
  expect_ok(&world, airlock_resolve(world.machine, &alloc, &offset, cast_pointer));
  cr_expect_eq(alloc.value, other.prov.alloc.value);
  cr_expect_eq(offset, 0);
  world_end(&world);
}

Test(wildcards, find_the_allocation_they_lie_in_and_no_neighbour) {
  struct world world;
  world_begin(&world);
  airlock_ptr left;
  airlock_ptr right;
  make_neighbours(&world, &left, &right);
  airlock_alloc_id alloc = {0};
  uint64_t offset = 77;
  expose(&world, left);
  for (int64_t i = 0; i < 16; i++) {
    expect_ok(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(at(left, i))));
    cr_expect_eq(alloc.value, left.prov.alloc.value);
    cr_expect_eq(offset, (uint64_t)i);
  }
  offset = 77;
  expect_status(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(at(left, 16))),
                AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_eq(offset, 77);
  expose(&world, right);
  expect_ok(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(at(left, 16))));
  cr_expect_eq(alloc.value, right.prov.alloc.value);
  cr_expect_eq(offset, 0);
  expect_ok(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(at(right, -1))));
  cr_expect_eq(alloc.value, left.prov.alloc.value);
  world_end(&world);
}

Test(wildcards, do_not_cross_into_the_next_allocation) {
  struct world world;
  world_begin(&world);
  airlock_ptr left;
  airlock_ptr right;
  make_neighbours(&world, &left, &right);
  expose(&world, left);
  expose(&world, right);
  expect_status(&world, airlock_check(world.machine, wildcard(at(left, 12)), 8, 1, AIRLOCK_READ),
                AIRLOCK_UB_OUT_OF_BOUNDS);
  world_end(&world);
}

Test(wildcards, find_empty_allocations_and_functions_at_their_very_address) {
  struct world world;
  world_begin(&world);
  airlock_ptr empty = world_heap(&world, 0);
  airlock_ptr code = {0};
  expect_ok(&world, airlock_function_new(world.machine, &code, "f", NULL, &world));
  airlock_alloc_id alloc = {0};
  uint64_t offset = 77;
  void *token = NULL;
  expect_status(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(empty)),
                AIRLOCK_UB_NO_PROVENANCE);
  expect_status(&world, airlock_function_at(world.machine, &token, wildcard(code)),
                AIRLOCK_UB_NO_PROVENANCE);
  expose(&world, empty);
  expose(&world, code);
  expect_ok(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(empty)));
  cr_expect_eq(alloc.value, empty.prov.alloc.value);
  expect_ok(&world, airlock_function_at(world.machine, &token, wildcard(code)));
  cr_expect_eq(token, &world);
  expect_status(&world, airlock_resolve(world.machine, &alloc, &offset, wildcard(at(empty, 1))),
                AIRLOCK_UB_NO_PROVENANCE);
  world_end(&world);
}

Test(wildcards, free_what_they_find) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  expect_status(&world, airlock_deallocate(world.machine, wildcard(pointer), 16, 8),
                AIRLOCK_UB_NO_PROVENANCE);
  expose(&world, pointer);
  expect_ok(&world, airlock_deallocate(world.machine, wildcard(pointer), 16, 8));
  expect_status(&world, touch(&world, pointer), AIRLOCK_UB_USE_AFTER_FREE);
  world_end(&world);
}

// Arithmetic.

static airlock_status offset_by(struct world *world, airlock_ptr pointer, int64_t bytes) {
  airlock_ptr moved = {77, {{0}, {0}}};
  airlock_status status = airlock_ptr_offset(world->machine, &moved, pointer, bytes);
  airlock_ptr expected = at(pointer, bytes);
  cr_expect(status == AIRLOCK_OK ? pointer_equal(moved, expected) : moved.address == 77);
  return status;
}

#define OK AIRLOCK_OK
#define LEFT AIRLOCK_UB_POINTER_ARITHMETIC

Test(arithmetic, stays_inside_the_allocation_its_end_included) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = tagged(world_heap(&world, 16), 3);
  for (int64_t from = -3; from <= 19; from++) {
    for (int64_t to = -3; to <= 19; to++) {
      bool inside = from >= 0 && from <= 16 && to >= 0 && to <= 16;
      expect_status(&world, offset_by(&world, at(pointer, from), to - from),
                    inside || from == to ? OK : LEFT);
    }
  }
  static const int64_t huge[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_C(1) << 40};
  for (size_t i = 0; i < sizeof huge / sizeof huge[0]; i++) {
    expect_status(&world, offset_by(&world, pointer, huge[i]), LEFT);
    expect_status(&world, offset_by(&world, at(pointer, 16), huge[i]), LEFT);
  }
  world_end(&world);
}

Test(arithmetic, by_0_is_always_fine) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  expect_ok(&world, offset_by(&world, airlock_ptr_from_address(0), 0));
  expect_ok(&world, offset_by(&world, airlock_ptr_from_address(42), 0));
  expect_ok(&world, offset_by(&world, wildcard(pointer), 0));
  expect_ok(&world, offset_by(&world, at(pointer, 1000), 0));
  deallocate(&world, pointer, 16);
  expect_ok(&world, offset_by(&world, pointer, 0));
  world_end(&world);
}

Test(arithmetic, needs_a_live_allocation) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  airlock_ptr live = world_heap(&world, 16);
  expose(&world, pointer);
  deallocate(&world, pointer, 16);
  expect_status(&world, offset_by(&world, pointer, 1), LEFT);
  expect_status(&world, offset_by(&world, wildcard(pointer), 1), LEFT);
  expect_status(&world, offset_by(&world, wildcard(live), 1), LEFT);
  expect_status(&world, offset_by(&world, airlock_ptr_from_address(live.address), 1), LEFT);
  expect_status(&world, offset_by(&world, airlock_ptr_from_address(0), 1), LEFT);
  expect_status(&world, offset_by(&world, airlock_ptr_from_address(0), -1), LEFT);
  world_end(&world);
}

// The end of one allocation is the start of the next: up looks at the address itself, down at the
// byte before.
Test(arithmetic, of_wildcards_looks_in_the_direction_it_goes) {
  for (int which = 0; which < 2; which++) {
    struct world world;
    world_begin(&world);
    airlock_ptr left;
    airlock_ptr right;
    make_neighbours(&world, &left, &right);
    expose(&world, which == 0 ? left : right);
    airlock_ptr border = wildcard(right);
    expect_status(&world, offset_by(&world, border, -8), which == 0 ? OK : LEFT);
    expect_status(&world, offset_by(&world, border, -16), which == 0 ? OK : LEFT);
    expect_status(&world, offset_by(&world, border, -17), LEFT);
    expect_status(&world, offset_by(&world, border, 8), which == 0 ? LEFT : OK);
    expect_status(&world, offset_by(&world, border, 16), which == 0 ? LEFT : OK);
    expect_status(&world, offset_by(&world, border, 17), LEFT);
    world_end(&world);
  }
}

Test(arithmetic, says_what_went_wrong) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 4);
  const airlock_report *report = airlock_last_report(world.machine);
  expect_status(&world, offset_by(&world, at(pointer, 4), 8), LEFT);
  cr_expect_not_null(strstr(report->message,
                            "in-bounds pointer arithmetic failed: attempting to offset pointer by "
                            "8 bytes, but got alloc1+0x4 which is at or beyond the end of the "
                            "allocation"));
  expect_status(&world, offset_by(&world, at(pointer, 1), -2), LEFT);
  cr_expect_not_null(strstr(report->message, "offset pointer by -2 bytes, but got alloc1+0x1"));
  cr_expect_not_null(strstr(report->message, "only 1 byte from the beginning of the allocation"));
  cr_expect_eq(report->alloc.value, pointer.prov.alloc.value);
  expect_status(&world, offset_by(&world, airlock_ptr_from_address(0x2a), 1), LEFT);
  cr_expect_not_null(strstr(report->message, "offset pointer by 1 byte, but got 0x2a[noalloc]"));
  world_end(&world);
}

// R1 to R7.

static bool all_wild(struct world *world, airlock_ptr pointer, int64_t start, int64_t end) {
  for (int64_t i = start; i < end; i++) {
    airlock_byte byte = world_byte(world, at(pointer, i));
    if (!byte.init || airlock_prov_kind_of(byte.prov) != AIRLOCK_PROV_WILDCARD) {
      return false;
    }
  }
  return true;
}

static bool all_uninit(struct world *world, airlock_ptr pointer, int64_t start, int64_t end) {
  for (int64_t i = start; i < end; i++) {
    if (world_byte(world, at(pointer, i)).init) {
      return false;
    }
  }
  return true;
}

static void cross(struct world *world) {
  world_check(world);
  world_cross(world);
  world_check(world);
}

Test(crossing, makes_exposed_mutable_memory_initialised_and_wild_and_no_other) {
  struct world world;
  world_begin(&world);
  airlock_ptr exposed = world_heap(&world, 100);
  airlock_ptr hidden = world_heap(&world, 100);
  expose(&world, exposed);
  cr_expect(all_uninit(&world, exposed, 0, 100), "exposing alone changes no byte");
  cross(&world);
  cr_expect(all_wild(&world, exposed, 0, 100));
  cr_expect(all_uninit(&world, hidden, 0, 100));
  world_end(&world);
}

Test(crossing, changes_no_value) {
  struct world world;
  world_begin(&world);
  airlock_ptr exposed = world_heap(&world, 100);
  uint8_t bytes[100];
  for (size_t i = 0; i < sizeof bytes; i++) {
    bytes[i] = (uint8_t)i;
  }
  expect_ok(&world, airlock_write(world.machine, exposed, bytes, sizeof bytes));
  expose(&world, exposed);
  cross(&world);
  uint8_t after[100];
  expect_ok(&world, airlock_read(world.machine, after, exposed, sizeof after));
  cr_expect(memcmp(bytes, after, sizeof bytes) == 0);
  world_end(&world);
}

// R2: whatever is done first to memory after a crossing meets it synchronised. Each way in makes or
// reads a part; the rest must be wild afterwards.
enum first_use {
  LOAD,
  READ,
  FROM,
  TYPED_FROM,
  BYTE,
  STORE, // From here on the use writes.
  WRITE,
  FILL,
  DEINIT,
  TO,
  TYPED_TO,
  VIEW,
  NUM_USES
};

static airlock_status use_first(struct world *world, int use, airlock_ptr pointer,
                                airlock_ptr other) {
  airlock_machine *m = world->machine;
  const airlock_type *u64 = type_of(world, AIRLOCK_U64);
  airlock_scalar scalar = airlock_int(AIRLOCK_U64, 5);
  uint8_t bytes[8] = {0};
  uint8_t *view;
  airlock_byte byte;
  switch (use) {
  case LOAD:
    return airlock_load(m, &scalar, pointer, u64);
  case READ:
    return airlock_read(m, bytes, pointer, 8);
  case FROM:
    return airlock_copy(m, other, pointer, 8);
  case TYPED_FROM:
    return airlock_copy_typed(m, other, pointer, type_of(world, AIRLOCK_POINTER));
  case BYTE:
    return airlock_byte_at(m, &byte, pointer);
  case STORE:
    return airlock_store(m, pointer, scalar, u64);
  case WRITE:
    return airlock_write(m, pointer, bytes, 8);
  case FILL:
    return airlock_fill(m, pointer, 1, 8);
  case DEINIT:
    return airlock_deinit(m, pointer, 8);
  case TO:
    return airlock_copy(m, pointer, other, 8);
  case TYPED_TO:
    return airlock_copy_typed(m, pointer, other, u64);
  default:
    return airlock_view(m, &view, pointer, 8, AIRLOCK_WRITE);
  }
}

Test(crossing, is_noticed_by_every_first_use) {
  for (int use = 0; use < NUM_USES; use++) {
    struct world world;
    world_begin(&world);
    airlock_ptr pointer = world_heap(&world, 100);
    airlock_ptr other = world_heap(&world, 100);
    expect_ok(&world, airlock_fill(world.machine, other, 0, 100));
    expose(&world, pointer);
    cross(&world);
    expect_ok(&world, use_first(&world, use, at(pointer, 8), other));
    world_check(&world);
    cr_expect(all_wild(&world, pointer, 0, 8), "use %d", use);
    cr_expect(all_wild(&world, pointer, 16, 100), "use %d", use);
    cr_expect_eq(all_wild(&world, pointer, 8, 16), use < STORE, "use %d", use);
    cr_expect_eq(all_wild(&world, other, 0, 8), use == FROM || use == TYPED_FROM, "use %d", use);
    world_end(&world);
  }
}

Test(crossing, again_forgets_what_was_written_in_between) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 100);
  expose(&world, pointer);
  for (int i = 0; i < 3; i++) {
    cross(&world);
    expect_ok(&world, airlock_deinit(world.machine, at(pointer, 10), 10));
    expect_ok(&world, airlock_fill(world.machine, at(pointer, 30), 0, 10));
    world_store(&world, at(pointer, 48), airlock_pointer(pointer));
    cr_expect(all_uninit(&world, pointer, 10, 20), "what is written after it counts");
    cr_expect(all_wild(&world, pointer, 0, 10));
    cr_expect(all_wild(&world, pointer, 20, 30));
  }
  cross(&world);
  cr_expect(all_wild(&world, pointer, 0, 100));
  world_end(&world);
}

// R3.
Test(crossing, is_not_forgotten_when_stale_memory_is_exposed_again) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  expose(&world, pointer);
  cross(&world);
  expose(&world, tagged(pointer, 5));
  expose(&world, pointer);
  cr_expect(all_wild(&world, pointer, 0, 16));
  world_end(&world);
}

Test(crossing, does_not_touch_memory_exposed_after_it) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 16);
  cross(&world);
  cross(&world);
  expose(&world, pointer);
  cr_expect(all_uninit(&world, pointer, 0, 16));
  cross(&world);
  cr_expect(all_wild(&world, pointer, 0, 16));
  world_end(&world);
}

Test(crossing, exposes_what_is_stored_in_exposed_memory) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  airlock_ptr hidden = world_heap(&world, 16);
  world_store(&world, root, airlock_pointer(tagged(at(target, 99), 4)));
  expose(&world, root);
  cr_expect_not(world_is_exposed(&world, target), "not before it crosses");
  cross(&world);
  cr_expect(world_is_exposed(&world, target));
  cr_expect_not(world_is_exposed(&world, hidden));
  const airlock_tag *tags;
  cr_assert_eq(airlock_exposed_tags(world.machine, &tags, target.prov.alloc), 1);
  cr_expect_eq(tags[0].value, 4);
  cr_expect(all_wild(&world, target, 0, 16), "and native code may have written it");
  cr_expect(all_wild(&world, root, 0, 16));
  airlock_ptr loaded = world_load(&world, root, AIRLOCK_POINTER).as.ptr;
  cr_expect_eq(loaded.address, target.address + 99);
  world_end(&world);
}

Test(crossing, follows_long_chains_and_rings) {
  enum { LENGTH = 3000 };
  struct world world;
  world_begin(&world);
  static airlock_ptr links[LENGTH];
  for (int i = 0; i < LENGTH; i++) {
    links[i] = world_heap(&world, 16);
  }
  for (int i = 0; i < LENGTH; i++) {
    world_store(&world, at(links[i], 8), airlock_pointer(links[(i + 1) % LENGTH]));
  }
  expose(&world, links[LENGTH / 2]);
  cross(&world);
  cr_expect_eq(exposed_count(&world), LENGTH);
  world_end(&world);
}

// R4: each way in which a pointer, or a part of one, gets into exposed memory.
Test(crossing, exposes_what_was_stored_since_the_last_one) {
  enum { STORE, COPY, COPY_BYTE, COPY_TYPED, FUNCTION, TAG, UNALIGNED, NUM };
  for (int way = 0; way < NUM; way++) {
    struct world world;
    world_begin(&world);
    airlock_machine *m = world.machine;
    airlock_ptr root = world_heap(&world, 32);
    airlock_ptr target = world_heap(&world, 16);
    airlock_ptr holder = world_heap(&world, 16);
    airlock_ptr code = {0};
    expect_ok(&world, airlock_function_new(m, &code, "f", NULL, NULL));
    world_store(&world, holder, airlock_pointer(target));
    expose(&world, root);
    if (way == TAG) {
      expose(&world, target);
    }
    cross(&world);
    cross(&world);
    const airlock_type *packed = NULL;
    const airlock_type *pointer_type = type_of(&world, AIRLOCK_POINTER);
    expect_ok(&world, airlock_type_packed(m, &packed, pointer_type, 1));
    switch (way) {
    case STORE:
      world_store(&world, at(root, 8), airlock_pointer(target));
      break;
    case COPY:
      expect_ok(&world, airlock_copy(m, at(root, 5), holder, 8));
      break;
    case COPY_BYTE:
      expect_ok(&world, airlock_copy(m, at(root, 5), at(holder, 3), 1));
      break;
    case COPY_TYPED:
      expect_ok(&world, airlock_copy_typed(m, at(root, 16), holder, pointer_type));
      break;
    case FUNCTION:
      world_store(&world, root, airlock_function_pointer(code));
      break;
    case TAG:
      world_store(&world, root, airlock_pointer(tagged(target, 8)));
      break;
    default:
      expect_ok(&world, airlock_store(m, at(root, 3), airlock_pointer(target), packed));
      break;
    }
    world_check(&world);
    cr_expect_eq(world_is_exposed(&world, target), way == TAG);
    cross(&world);
    cr_expect_eq(world_is_exposed(&world, target), way != FUNCTION, "way %d", way);
    cr_expect_eq(world_is_exposed(&world, code), way == FUNCTION);
    const airlock_tag *tags;
    cr_expect_eq(airlock_exposed_tags(m, &tags, target.prov.alloc), way == TAG        ? 2
                                                                    : way == FUNCTION ? 0
                                                                                      : 1);
    cr_expect_not(world_is_exposed(&world, holder));
    cr_expect(all_wild(&world, root, 0, 32));
    world_end(&world);
  }
}

Test(crossing, does_not_expose_what_was_overwritten_before_it) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_heap(&world, 32);
  airlock_ptr target = world_heap(&world, 16);
  expose(&world, root);
  world_store(&world, root, airlock_pointer(target));
  world_store(&world, root, airlock_int(AIRLOCK_U64, target.address));
  world_store(&world, at(root, 8), airlock_pointer(wildcard(target)));
  world_store(&world, at(root, 16), airlock_pointer(airlock_ptr_from_address(target.address)));
  cross(&world);
  cr_expect_not(world_is_exposed(&world, target));
  world_end(&world);
}

Test(crossing, exposes_what_seven_eighths_of_a_pointer_mean) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_heap(&world, 32);
  airlock_ptr target = world_heap(&world, 16);
  world_store(&world, root, airlock_pointer(target));
  expect_ok(&world, airlock_write(world.machine, at(root, 3), "x", 1));
  expose(&world, root);
  cross(&world);
  cr_expect(world_is_exposed(&world, target));
  world_end(&world);
}

Test(crossing, finds_pointers_in_unexposed_memory_once_that_is_exposed) {
  struct world world;
  world_begin(&world);
  airlock_ptr late = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  world_store(&world, late, airlock_pointer(target));
  cross(&world);
  cr_expect_not(world_is_exposed(&world, target));
  expose(&world, late);
  cross(&world);
  cr_expect(world_is_exposed(&world, target));
  world_end(&world);
}

Test(crossing, passes_over_pointers_to_the_dead) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  world_store(&world, root, airlock_pointer(target));
  expose(&world, root);
  deallocate(&world, target, 16);
  airlock_ptr later = world_heap(&world, 16);
  cr_assert_eq(later.address, target.address);
  cross(&world);
  cr_expect_not(world_is_exposed(&world, later));
  cr_expect_eq(exposed_count(&world), 1);
  world_end(&world);
}

// R6.
Test(crossing, leaves_read_only_memory_as_it_is_but_follows_its_pointers) {
  struct world world;
  world_begin(&world);
  airlock_ptr fixed = world_allocate(&world, 24, 8, AIRLOCK_STATIC);
  airlock_ptr target = world_heap(&world, 16);
  world_store(&world, fixed, airlock_pointer(target));
  expect_ok(&world, airlock_set_read_only(world.machine, fixed.prov.alloc));
  expose(&world, fixed);
  for (int i = 0; i < 2; i++) {
    cross(&world);
    cr_expect(pointer_equal(world_load(&world, fixed, AIRLOCK_POINTER).as.ptr, target));
    cr_expect(all_uninit(&world, fixed, 8, 24));
    cr_expect(world_is_exposed(&world, target));
  }
  cr_expect(all_wild(&world, target, 0, 16));
  world_end(&world);
}

Test(crossing, counts_for_memory_that_becomes_read_only_after_it) {
  struct world world;
  world_begin(&world);
  airlock_ptr fixed = world_allocate(&world, 24, 8, AIRLOCK_STATIC);
  expose(&world, fixed);
  cross(&world);
  expect_ok(&world, airlock_set_read_only(world.machine, fixed.prov.alloc));
  cr_expect(all_wild(&world, fixed, 0, 24));
  cross(&world);
  cr_expect(all_wild(&world, fixed, 0, 24));
  world_end(&world);
}

Test(crossing, finds_pointers_in_memory_that_became_read_only_while_pending) {
  struct world world;
  world_begin(&world);
  airlock_ptr fixed = world_allocate(&world, 24, 8, AIRLOCK_STATIC);
  airlock_ptr target = world_heap(&world, 16);
  expose(&world, fixed);
  cross(&world);
  world_store(&world, fixed, airlock_pointer(target));
  expect_ok(&world, airlock_set_read_only(world.machine, fixed.prov.alloc));
  cross(&world);
  cr_expect(world_is_exposed(&world, target));
  cr_expect(pointer_equal(world_load(&world, fixed, AIRLOCK_POINTER).as.ptr, target));
  world_end(&world);
}

Test(crossing, forgets_memory_that_died_while_pending) {
  enum { COUNT = 5 };
  for (unsigned dead = 0; dead < 1U << COUNT; dead++) {
    struct world world;
    world_begin(&world);
    airlock_ptr roots[COUNT];
    airlock_ptr targets[COUNT];
    for (int i = 0; i < COUNT; i++) {
      roots[i] = world_heap(&world, 16);
      targets[i] = world_heap(&world, 16);
      world_store(&world, roots[i], airlock_pointer(targets[i]));
      expose(&world, roots[i]);
    }
    for (int i = 0; i < COUNT; i++) {
      if ((dead >> i & 1) != 0) {
        deallocate(&world, roots[i], 16);
      }
    }
    cross(&world);
    for (int i = 0; i < COUNT; i++) {
      cr_expect_eq(world_is_exposed(&world, targets[i]), (dead >> i & 1) == 0);
    }
    world_end(&world);
  }
}

// The record of what died while it was pending is given to another allocation before the crossing.
Test(crossing, does_not_take_the_reborn_for_the_dead_that_were_pending) {
  struct world world;
  world_begin(&world);
  airlock_ptr dead = world_heap(&world, 16);
  expose(&world, dead);
  deallocate(&world, dead, 16);
  for (int i = 0; i < REMEMBERED_DEAD; i++) {
    airlock_ptr other = world_heap(&world, 16);
    cr_assert_eq(airlock_expose(world.machine, other), AIRLOCK_OK);
    cr_assert_eq(airlock_deallocate(world.machine, other, 16, 8), AIRLOCK_OK);
  }
  airlock_ptr reborn = world_heap(&world, 16);
  airlock_ptr exposed = world_heap(&world, 16);
  cr_assert_eq(alloc_id_slot(reborn.prov.alloc), alloc_id_slot(dead.prov.alloc));
  airlock_ptr first = world_heap(&world, 16);
  airlock_ptr second = world_heap(&world, 16);
  world_store(&world, reborn, airlock_pointer(first));
  world_store(&world, exposed, airlock_pointer(second));
  expose(&world, exposed);
  cross(&world);
  cr_expect_not(world_is_exposed(&world, reborn));
  cr_expect_not(world_is_exposed(&world, first));
  cr_expect(world_is_exposed(&world, second));
  expose(&world, reborn);
  cross(&world);
  cr_expect(world_is_exposed(&world, first));
  world_end(&world);
}

// The number of crossings wraps. Memory that was synchronised at any time before must be stale
// then, and what is told of it right, above all where it was when the same number was used last.
Test(crossing, counts_when_all_numbers_have_been_used) {
  struct world world;
  world_begin(&world);
  airlock_ptr early = world_heap(&world, 16); // Exposed in the epoch that comes again first.
  airlock_ptr late = world_heap(&world, 16);  // Synchronised in the last of all.
  airlock_ptr fixed = world_allocate(&world, 16, 8, AIRLOCK_STATIC);
  airlock_ptr unexposed = world_heap(&world, 16);
  expose(&world, early);
  expose(&world, late);
  expect_ok(&world, airlock_set_read_only(world.machine, fixed.prov.alloc));
  expose(&world, fixed);
  cross(&world);
  world.machine->epoch = UINT32_MAX - 1;
  cross(&world);
  cr_expect_eq(world.machine->epoch, UINT32_MAX);
  cr_expect(all_wild(&world, late, 0, 16));
  world_store(&world, late, airlock_int(AIRLOCK_U64, 7));
  cr_expect_eq(world_byte(&world, late).prov.alloc.value, 0);
  airlock_ptr latest = world_heap(&world, 16);
  expose(&world, latest);
  cr_expect(all_uninit(&world, latest, 0, 16), "no native code has run yet that knows of it");
  for (int i = 0; i < 3; i++) {
    cross(&world);
    cr_expect_eq(world.machine->epoch, (uint32_t)i + 1, "0 is no epoch");
    cr_expect(i < 2 || all_wild(&world, early, 0, 16), "touched in no epoch but the last");
    cr_expect(all_wild(&world, late, 0, 16));
    cr_expect(all_wild(&world, latest, 0, 16));
    cr_expect(all_uninit(&world, fixed, 0, 16));
    cr_expect(all_uninit(&world, unexposed, 0, 16));
    world_store(&world, late, airlock_int(AIRLOCK_U64, 7));
  }
  world_end(&world);
}

// The same, looked at right after the wrap.
Test(crossing, is_noticed_by_memory_of_the_same_epoch_one_round_before) {
  struct world world;
  world_begin(&world);
  airlock_ptr early = world_heap(&world, 16);
  expose(&world, early);
  cr_assert_eq(world.machine->epoch, 1);
  cross(&world);
  world.machine->epoch = UINT32_MAX;
  cross(&world);
  cr_assert_eq(world.machine->epoch, 1);
  cr_expect(all_wild(&world, early, 0, 16));
  world_end(&world);
}

// R7.
Test(crossing, means_nothing_for_stack_memory_that_is_born_again) {
  struct world world;
  world_begin(&world);
  uint64_t address = 0;
  for (int i = 0; i < 3; i++) {
    airlock_frame_push(world.machine);
    airlock_ptr local = world_allocate(&world, 16, 8, AIRLOCK_STACK);
    cr_expect(i == 0 || local.address == address);
    address = local.address;
    cr_expect_not(world_is_exposed(&world, local));
    cr_expect(all_uninit(&world, local, 0, 16));
    expose(&world, local);
    cross(&world);
    cr_expect(all_wild(&world, local, 0, 16));
    airlock_frame_pop(world.machine);
    world_check(&world);
  }
  world_end(&world);
}

// A refused exposure leaves everything as it was and may be tried again.
Test(crossing, survives_running_out_of_memory) {
  struct world world;
  world_begin(&world);
  airlock_ptr root = world_heap(&world, 2000);
  airlock_ptr targets[20];
  for (int i = 0; i < 20; i++) {
    targets[i] = world_heap(&world, 16);
    world_store(&world, at(root, i * 96), airlock_pointer(tagged(targets[i], (uint64_t)i + 1)));
    world_store(&world, targets[i], airlock_pointer(tagged(root, (uint64_t)i + 1)));
  }
  expose(&world, root);
  uint64_t failures = 0;
  for (uint64_t n = 0;; n++) {
    world.counting.fail_after = n;
    bool prepared = exposure_prepare(world.machine);
    world_check(&world);
    if (prepared) {
      break;
    }
    failures++;
  }
  cr_expect_gt(failures, 0);
  exposure_cross(world.machine);
  world_check(&world);
  for (int i = 0; i < 20; i++) {
    const airlock_tag *tags;
    cr_assert_eq(airlock_exposed_tags(world.machine, &tags, targets[i].prov.alloc), 1);
    cr_expect_eq(tags[0].value, (uint64_t)i + 1);
    cr_expect(all_wild(&world, targets[i], 0, 16), "synchronising takes no memory");
  }
  const airlock_tag *tags;
  cr_expect_eq(airlock_exposed_tags(world.machine, &tags, root.prov.alloc), 21);
  world_end(&world);
}
