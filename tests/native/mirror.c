// SPDX-License-Identifier: MIT
//
// Mirrored allocations: the embedder's bytes come in before a crossing and go out after it.
#include "../counting_allocator.h"
#include "fixture.h"

enum { MOST_PUSHES = 16, OWN_SIZE = 24 };

// Memory of the embedder, and what its hooks were asked.
struct own {
  uint8_t bytes[OWN_SIZE];
  unsigned pulls;
  unsigned num_pushes;
  uint64_t pushes[MOST_PUSHES][2];
};

static void pull(void *context, uint8_t *out_bytes, uint64_t size) {
  struct own *own = context;
  own->pulls++;
  memcpy(out_bytes, own->bytes, size);
}

static void push(void *context, const uint8_t *bytes, uint64_t start, uint64_t end) {
  struct own *own = context;
  cr_assert(start < end && end <= OWN_SIZE && own->num_pushes < MOST_PUSHES);
  own->pushes[own->num_pushes][0] = start;
  own->pushes[own->num_pushes++][1] = end;
  memcpy(own->bytes + start, bytes, end - start);
}

static airlock_ptr mirror(airlock_machine *machine, struct own *own, uint64_t size) {
  const airlock_mirror hooks = {own, pull, push};
  airlock_ptr pointer = {0};
  cr_assert_ok(machine, airlock_mirror_new(machine, &pointer, size, 8, &hooks));
  return pointer;
}

static void expect_pushes(const struct own *own, unsigned count, const uint64_t (*ranges)[2]) {
  cr_expect_eq(own->num_pushes, count, "%u", own->num_pushes);
  for (unsigned i = 0; i < count && i < own->num_pushes; i++) {
    cr_expect(own->pushes[i][0] == ranges[i][0] && own->pushes[i][1] == ranges[i][1],
              "%u: [%lu, %lu)", i, own->pushes[i][0], own->pushes[i][1]);
  }
}

static void write_bytes(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                        uint8_t first) {
  (void)fixture_call(machine, "void write_bytes(pointer, usize, u8)",
                     FIXTURE_ARGS(airlock_pointer(pointer), airlock_int(AIRLOCK_USIZE, size),
                                  airlock_int(AIRLOCK_U8, first)));
}

Test(mirror, bytes_come_in_and_the_changed_ranges_go_out) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.bytes = {10, 20, 30, 40, 50, 60, 70, 80}};
  airlock_ptr pointer = mirror(machine, &own, 8);
  cr_expect_eq(own.pulls, 0);
  airlock_scalar result =
      fixture_call(machine, "i32 read_i32(pointer)", FIXTURE_ARGS(airlock_pointer(pointer)));
  cr_expect_eq(result.as.bits[0], 0x281e140a, "native code sees the embedder's bytes");
  cr_expect_eq(own.pulls, 1);
  expect_pushes(&own, 0, NULL);
  own.bytes[0] = 0xff; // Now 0xff, 20, 30, 40: adding one changes two bytes.
  result =
      fixture_call(machine, "i32 increment_i32(pointer)", FIXTURE_ARGS(airlock_pointer(pointer)));
  cr_expect_eq(own.pulls, 2);
  expect_pushes(&own, 1, (const uint64_t[][2]){{0, 2}});
  cr_expect_eq(own.bytes[0], 0);
  cr_expect_eq(own.bytes[1], 21);
  airlock_machine_free(machine);
}

Test(mirror, each_changed_range_is_named_once_and_in_order) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.num_pushes = 0};
  airlock_ptr pointer = mirror(machine, &own, OWN_SIZE);
  for (uint8_t i = 0; i < OWN_SIZE; i++) {
    own.bytes[i] = i; // What write_bytes is going to write from first = 0 on.
  }
  own.bytes[0] = own.bytes[5] = own.bytes[6] = own.bytes[23] = 99;
  write_bytes(machine, pointer, OWN_SIZE, 0);
  expect_pushes(&own, 3, (const uint64_t[][2]){{0, 1}, {5, 7}, {23, 24}});
  for (uint8_t i = 0; i < OWN_SIZE; i++) {
    cr_expect_eq(own.bytes[i], i);
  }
  own.num_pushes = 0;
  write_bytes(machine, pointer, OWN_SIZE, 0);
  expect_pushes(&own, 0, NULL);
  write_bytes(machine, pointer, OWN_SIZE, 100);
  expect_pushes(&own, 1, (const uint64_t[][2]){{0, OWN_SIZE}});
  airlock_machine_free(machine);
}

Test(mirror, only_what_is_exposed_is_visited) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own first = {.num_pushes = 0};
  struct own second = {.num_pushes = 0};
  airlock_ptr hidden = mirror(machine, &first, 8);
  airlock_ptr shared = mirror(machine, &second, 8);
  write_bytes(machine, shared, 8, 1);
  cr_expect_eq(first.pulls, 0);
  cr_expect_eq(second.pulls, 1);
  expect_pushes(&second, 1, (const uint64_t[][2]){{0, 8}});
  cr_assert_ok(machine, airlock_expose(machine, hidden));
  cr_expect_eq(first.pulls, 0, "nothing is visited without a crossing");
  (void)fixture_call(machine, "pointer return_null()", NULL, 0);
  cr_expect_eq(first.pulls, 1);
  cr_expect_eq(second.pulls, 2);
  airlock_machine_free(machine);
}

Test(mirror, what_is_no_crossing_visits_nothing) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.num_pushes = 0};
  airlock_ptr pointer = mirror(machine, &own, 8);
  cr_assert_ok(machine, airlock_expose(machine, pointer));
  const airlock_callee *callee = fixture_bind(machine, "pointer return_argument(pointer)");
  const airlock_call_options untouched = {.touches_no_memory = true};
  airlock_scalar arg = airlock_pointer(pointer);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call_with(machine, callee, &arg, 1, &result, &untouched));
  arg = airlock_int(AIRLOCK_I32, 0);
  cr_expect_eq(airlock_call(machine, callee, &arg, 1, &result), AIRLOCK_USAGE_KIND);
  cr_expect_eq(own.pulls, 0);
  fixture_store(machine, pointer, 0, airlock_int(AIRLOCK_I64, 5));
  cr_expect_eq(fixture_load(machine, pointer, 0, AIRLOCK_I64).as.bits[0], 5);
  cr_expect_eq(own.pulls, 0);
  airlock_machine_free(machine);
}

Test(mirror, after_a_crossing_bytes_are_initialised_wildcards) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.num_pushes = 0};
  airlock_ptr pointer = mirror(machine, &own, 8);
  cr_expect_not(fixture_byte(machine, pointer, 0).init);
  write_bytes(machine, pointer, 1, 1);
  airlock_byte byte = fixture_byte(machine, pointer, 7);
  cr_expect(byte.init);
  cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
  airlock_machine_free(machine);
}

Test(mirror, one_that_was_freed_is_forgotten) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.num_pushes = 0};
  struct own other = {.num_pushes = 0};
  for (unsigned i = 0; i < 100; i++) {
    airlock_ptr pointer = mirror(machine, &own, 8);
    cr_assert_ok(machine, airlock_expose(machine, pointer));
    cr_assert_ok(machine, airlock_deallocate(machine, pointer, 8, 8));
  }
  airlock_ptr kept = mirror(machine, &other, 16);
  write_bytes(machine, kept, 16, 3);
  cr_expect_eq(own.pulls, 0);
  cr_expect_eq(other.pulls, 1);
  expect_pushes(&other, 1, (const uint64_t[][2]){{0, 16}});
  cr_expect_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}

Test(mirror, making_and_freeing_them_takes_no_more_and_more_memory) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  airlock_machine *machine = fixture_machine(&config, NULL);
  struct own own = {.num_pushes = 0};
  uint64_t bytes = 0;
  for (unsigned i = 0; i < 2000; i++) {
    airlock_ptr pointer = mirror(machine, &own, 8);
    cr_assert_ok(machine, airlock_deallocate(machine, pointer, 8, 8));
    bytes = i == 1000 ? counting.bytes : bytes;
  }
  cr_expect_leq(counting.bytes, bytes + 2000 * 64, "records of the dead, not mirrors");
  airlock_machine_free(machine);
  cr_assert(counting_is_clean(&counting));
}

Test(mirror, may_be_empty_and_needs_both_hooks) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  struct own own = {.num_pushes = 0};
  airlock_ptr empty = mirror(machine, &own, 0);
  cr_assert_ok(machine, airlock_expose(machine, empty));
  (void)fixture_call(machine, "pointer return_null()", NULL, 0);
  cr_expect_eq(own.pulls, 0);
  cr_assert_ok(machine, airlock_deallocate(machine, empty, 0, 8));
  const airlock_mirror halves[] = {{&own, pull, NULL}, {&own, NULL, push}, {&own, NULL, NULL}};
  const airlock_mirror whole = {&own, pull, push};
  airlock_ptr pointer = {77, {{0}, {0}}};
  for (size_t i = 0; i < 3; i++) {
    cr_expect_failure(machine, airlock_mirror_new(machine, &pointer, 8, 8, &halves[i]),
                      AIRLOCK_USAGE_ARGUMENT, "a mirror needs both pull and push");
  }
  cr_expect_eq(airlock_mirror_new(machine, &pointer, 8, 3, &whole), AIRLOCK_USAGE_ARGUMENT);
  cr_expect_neq(airlock_mirror_new(machine, &pointer, UINT64_MAX, 8, &whole), AIRLOCK_OK);
  cr_expect_eq(pointer.address, 77);
  airlock_machine_free(machine);
}

Test(mirror, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *machine = fixture_machine(&config, NULL);
    struct own own = {.num_pushes = 0};
    const airlock_mirror hooks = {&own, pull, push};
    counting.fail_after = round;
    airlock_ptr pointer = {0};
    airlock_status status = airlock_mirror_new(machine, &pointer, 16, 8, &hooks);
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    cr_assert(done || status == AIRLOCK_NO_MEMORY, "%s", airlock_status_name(status));
    airlock_statistics statistics;
    airlock_get_statistics(machine, &statistics);
    cr_expect_eq(statistics.live_allocations, done);
    (void)mirror(machine, &own, 16);
    cr_assert_null(airlock_memory_check(machine));
    airlock_machine_free(machine);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 3);
}
