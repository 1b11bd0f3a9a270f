// SPDX-License-Identifier: MIT
//
// The program's errno: a number of the machine's own, with a place in its memory once asked for.
#include "../counting_allocator.h"
#include "fixture.h"

#include <errno.h>

static const airlock_type *i32(airlock_machine *machine) {
  return airlock_type_scalar(machine, AIRLOCK_I32);
}

static uint64_t exchange(airlock_machine *machine, uint32_t value) {
  return fixture_call(machine, "i32 exchange_errno(i32)",
                      FIXTURE_ARGS(airlock_int(AIRLOCK_I32, value)))
      .as.bits[0];
}

Test(errno_place, is_made_once_with_the_value_there_was) {
  airlock_machine *machine = fixture_machine(NULL, "environment");
  airlock_set_errno(machine, 33);
  airlock_ptr place = {0};
  airlock_ptr again = {0};
  cr_assert_ok(machine, airlock_errno_place(machine, &place));
  cr_assert_ok(machine, airlock_errno_place(machine, &again));
  cr_expect_eq(place.address, again.address);
  cr_expect_eq(place.prov.alloc.value, again.prov.alloc.value);
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 33);
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, place.prov.alloc));
  cr_expect(info.kind == AIRLOCK_STATIC && info.size == 4 && info.align == 4);
  cr_expect_eq(airlock_deallocate(machine, place, 4, 4), AIRLOCK_UB_DEALLOCATION);
  airlock_machine_free(machine);
}

Test(errno_place, both_sides_and_the_embedder_see_the_same_number) {
  airlock_machine *machine = fixture_machine(NULL, "environment");
  airlock_ptr place = {0};
  cr_expect_eq(exchange(machine, 5), 0);
  cr_expect_eq(airlock_errno(machine), 5);
  cr_assert_ok(machine, airlock_errno_place(machine, &place));
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 5);
  fixture_store(machine, place, 0, airlock_int(AIRLOCK_I32, 6));
  cr_expect_eq(airlock_errno(machine), 6);
  errno = 1000;
  cr_expect_eq(exchange(machine, 7), 6);
  cr_expect_eq(errno, 1000, "the embedder's own is left alone");
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 7);
  airlock_set_errno(machine, 8);
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 8);
  cr_expect_eq(exchange(machine, 9), 8);
  airlock_machine_free(machine);
}

Test(errno_place, what_is_set_is_an_initialised_number_whatever_was_there) {
  airlock_machine *machine = fixture_machine(NULL, "environment");
  airlock_ptr place = {0};
  cr_assert_ok(machine, airlock_errno_place(machine, &place));
  cr_assert_ok(machine, airlock_deinit(machine, place, 4));
  airlock_set_errno(machine, 12);
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 12);
  cr_assert_ok(machine, airlock_deinit(machine, place, 4));
  (void)exchange(machine, 13);
  cr_expect_eq(fixture_load(machine, place, 0, AIRLOCK_I32).as.bits[0], 13);
  airlock_ptr holder = fixture_allocate(machine, 8, 8);
  fixture_store(machine, holder, 0, airlock_pointer(holder));
  cr_assert_ok(machine, airlock_copy(machine, place, holder, 4));
  airlock_set_errno(machine, 14);
  cr_expect_eq(airlock_prov_kind_of(fixture_byte(machine, place, 0).prov), AIRLOCK_PROV_NONE);
  airlock_machine_free(machine);
}

static unsigned num_warnings;

static void disturb(void *context, const airlock_report *report) {
  (void)context;
  (void)report;
  num_warnings++;
  errno = 999;
}

Test(errno_place, warnings_between_do_not_disturb_it) {
  airlock_config config;
  airlock_config_init(&config);
  config.warning = disturb;
  for (unsigned i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALWAYS;
  }
  airlock_machine *machine = fixture_machine(&config, "environment");
  airlock_ptr place = {0};
  cr_assert_ok(machine, airlock_errno_place(machine, &place));
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("memory")));
  num_warnings = 0;
  airlock_set_errno(machine, 21);
  (void)fixture_call(machine, "pointer return_argument(pointer)",
                     FIXTURE_ARGS(airlock_pointer(place)));
  (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
  cr_expect_eq(num_warnings, 2);
  cr_expect_eq(airlock_errno(machine), 21);
  cr_expect_eq(exchange(machine, 22), 21);
  airlock_machine_free(machine);
}

Test(errno_place, native_code_may_write_its_place_through_a_pointer) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr place = {0};
  cr_assert_ok(machine, airlock_errno_place(machine, &place));
  (void)fixture_call(machine, "void write_i32(pointer, i32)",
                     FIXTURE_ARGS(airlock_pointer(place), airlock_int(AIRLOCK_I32, 55)));
  cr_expect_eq(airlock_errno(machine), 55);
  cr_expect_eq(airlock_load(machine, &(airlock_scalar){0}, place, i32(machine)), AIRLOCK_OK);
  airlock_machine_free(machine);
}

Test(errno_place, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *machine = fixture_machine(&config, NULL);
    airlock_set_errno(machine, 3);
    counting.fail_after = round;
    airlock_ptr place = {0};
    airlock_status status = airlock_errno_place(machine, &place);
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    cr_assert(done || status == AIRLOCK_NO_MEMORY, "%s", airlock_status_name(status));
    cr_expect_eq(airlock_errno(machine), 3);
    airlock_statistics statistics;
    airlock_get_statistics(machine, &statistics);
    cr_expect_eq(statistics.live_allocations, done);
    cr_assert_ok(machine, airlock_errno_place(machine, &place));
    airlock_machine_free(machine);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 1);
}
