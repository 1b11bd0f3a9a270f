// SPDX-License-Identifier: MIT
//
// Variables of libraries as allocations: with bounds, shared with native code, never freed.
#include "../counting_allocator.h"
#include "fixture.h"

static airlock_machine *machine;

static void open_library(void) {
  machine = fixture_machine(NULL, "data");
}

static void close_library(void) {
  cr_assert_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}

TestSuite(data_symbol, .init = open_library, .fini = close_library);

static airlock_ptr variable(const char *name) {
  airlock_ptr pointer = {0};
  cr_assert_ok(machine,
               airlock_data_symbol(machine, &pointer, AIRLOCK_ALL_LIBRARIES, name, strlen(name)));
  return pointer;
}

Test(data_symbol, has_the_size_and_mutability_of_the_library_s_variable) {
  static const struct expected {
    const char *name;
    uint64_t size;
    bool read_only;
  } expecteds[] = {
      {"counter", 4, false},   {"table", 16, true},      {"zeroed", 24, false},
      {"relocated", 16, true}, {"per_thread", 4, false}, {"pointer_to_counter", 8, false},
  };
  for (size_t i = 0; i < sizeof expecteds / sizeof expecteds[0]; i++) {
    airlock_ptr pointer = variable(expecteds[i].name);
    airlock_alloc_info info;
    cr_assert(airlock_alloc_get_info(machine, &info, pointer.prov.alloc));
    cr_expect_eq(info.address, pointer.address);
    cr_expect_eq(info.size, expecteds[i].size, "%s", expecteds[i].name);
    cr_expect_eq(info.read_only, expecteds[i].read_only, "%s", expecteds[i].name);
    cr_expect_eq(info.kind, AIRLOCK_NATIVE);
    cr_expect(info.live && info.exposed);
    airlock_byte byte = fixture_byte(machine, pointer, expecteds[i].size - 1);
    cr_expect(byte.init);
    cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
    cr_expect_eq(airlock_check(machine, pointer, expecteds[i].size, 1, AIRLOCK_READ), AIRLOCK_OK);
    cr_expect_eq(airlock_check(machine, pointer, expecteds[i].size + 1, 1, AIRLOCK_READ),
                 AIRLOCK_UB_OUT_OF_BOUNDS, "%s", expecteds[i].name);
    cr_expect_eq(airlock_check(machine, pointer, 1, 1, AIRLOCK_WRITE),
                 expecteds[i].read_only ? AIRLOCK_UB_READ_ONLY : AIRLOCK_OK, "%s",
                 expecteds[i].name);
  }
}

Test(data_symbol, all_names_of_a_variable_are_one_allocation) {
  airlock_ptr counter = variable("counter");
  cr_expect_eq(variable("counter").prov.alloc.value, counter.prov.alloc.value);
  cr_expect_eq(variable("counter_alias").prov.alloc.value, counter.prov.alloc.value);
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_eq(statistics.live_allocations, 1);
}

Test(data_symbol, both_sides_see_what_the_other_writes) {
  airlock_ptr counter = variable("counter");
  cr_expect_eq(fixture_load(machine, counter, 0, AIRLOCK_I32).as.bits[0], 40);
  fixture_store(machine, counter, 0, airlock_int(AIRLOCK_I32, 99));
  cr_expect_eq(fixture_call(machine, "i32 increment_counter()", NULL, 0).as.bits[0], 100);
  cr_expect_eq(fixture_load(machine, counter, 0, AIRLOCK_I32).as.bits[0], 100);
  airlock_ptr zeroed = variable("zeroed");
  airlock_ptr target = fixture_allocate(machine, 8, 8);
  fixture_store(machine, zeroed, 0, airlock_pointer(target));
  (void)fixture_call(machine, "void fill_zeroed(u8)", FIXTURE_ARGS(airlock_int(AIRLOCK_U8, 7)));
  cr_expect(fixture_is_exposed(machine, target), "what it held was exposed by the call");
  cr_expect_eq(fixture_load(machine, zeroed, 16, AIRLOCK_U64).as.bits[0],
               UINT64_C(0x0707070707070707));
}

Test(data_symbol, a_pointer_that_is_stored_there_is_followed_by_native_code) {
  airlock_ptr pointer = variable("pointer_to_counter");
  airlock_scalar held = fixture_load(machine, pointer, 0, AIRLOCK_POINTER);
  cr_expect_eq(airlock_prov_kind_of(held.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  airlock_ptr counter = variable("counter");
  cr_expect_eq(held.as.ptr.address, counter.address);
  cr_expect_eq(fixture_load(machine, held.as.ptr, 0, AIRLOCK_I32).as.bits[0], 40);
  airlock_ptr mine = fixture_allocate(machine, 4, 4);
  fixture_store(machine, mine, 0, airlock_int(AIRLOCK_I32, 1234));
  fixture_store(machine, pointer, 0, airlock_pointer(mine));
  cr_expect_eq(fixture_call(machine, "i32 read_through_pointer()", NULL, 0).as.bits[0], 1234);
  cr_expect(fixture_is_exposed(machine, mine));
  fixture_store(machine, pointer, 0, airlock_pointer(counter));
}

Test(data_symbol, wildcards_and_addresses_reach_it_within_its_bounds) {
  airlock_ptr table = variable("table");
  airlock_ptr wild = {table.address + 8, airlock_prov_wildcard()};
  cr_expect_eq(fixture_load(machine, wild, 0, AIRLOCK_I32).as.bits[0], 5);
  airlock_alloc_id alloc;
  uint64_t offset;
  cr_assert_ok(machine, airlock_resolve(machine, &alloc, &offset, wild));
  cr_expect_eq(alloc.value, table.prov.alloc.value);
  cr_expect_eq(offset, 8);
  uint64_t value;
  cr_expect_eq(airlock_read(machine, &value, airlock_ptr_wrapping_add(wild, 4), 8),
               AIRLOCK_UB_OUT_OF_BOUNDS);
  char text[64];
  (void)airlock_ptr_format(machine, text, sizeof text, airlock_ptr_wrapping_add(table, 4));
  cr_expect(strstr(text, "+0x4") != NULL, "%s", text);
}

Test(data_symbol, a_thread_local_variable_is_this_thread_s) {
  airlock_ptr own = variable("per_thread");
  cr_expect_eq(fixture_load(machine, own, 0, AIRLOCK_I32).as.bits[0], 9);
  fixture_store(machine, own, 0, airlock_int(AIRLOCK_I32, 30));
  cr_expect_eq(fixture_call(machine, "i32 add_to_per_thread(i32)",
                            FIXTURE_ARGS(airlock_int(AIRLOCK_I32, 12)))
                   .as.bits[0],
               42);
  cr_expect_eq(fixture_load(machine, own, 0, AIRLOCK_I32).as.bits[0], 42);
}

Test(data_symbol, is_never_freed_by_the_program) {
  airlock_ptr counter = variable("counter");
  cr_expect_failure(machine, airlock_deallocate(machine, counter, 4, 4), AIRLOCK_UB_DEALLOCATION,
                    "native");
  airlock_stack_free(machine, counter.prov.alloc);
  cr_expect_eq(fixture_load(machine, counter, 0, AIRLOCK_I32).as.bits[0], 40);
}

Test(data_symbol, what_is_no_variable_is_refused) {
  static const struct refusal {
    const char *name;
    airlock_status status;
    const char *message;
  } refusals[] = {
      {"read_counter", AIRLOCK_UNSUPPORTED_SYMBOL,
       "cannot be used as a variable: it is a function"},
      {"sizeless", AIRLOCK_UNSUPPORTED_SYMBOL, "the library does not say how large it is"},
      {"countre", AIRLOCK_UNSUPPORTED_SYMBOL, "exports a symbol `countre`"},
      {"", AIRLOCK_USAGE_ARGUMENT, "the name of the symbol is empty"},
  };
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    airlock_ptr pointer = {77, {{0}, {0}}};
    cr_expect_failure(machine,
                      airlock_data_symbol(machine, &pointer, AIRLOCK_ALL_LIBRARIES,
                                          refusals[i].name, strlen(refusals[i].name)),
                      refusals[i].status, refusals[i].message);
    cr_expect_eq(pointer.address, 77);
  }
}

Test(data_symbol, a_part_of_one_that_is_known_is_refused_in_either_order) {
  airlock_ptr pointer;
  (void)variable("outer");
  cr_expect_failure(machine, airlock_data_symbol(machine, &pointer, 0, "outer_second", 12),
                    AIRLOCK_UNSUPPORTED_SYMBOL, "another variable that is in use overlaps it");
  airlock_machine *other = fixture_machine(NULL, "data");
  cr_assert_ok(other, airlock_data_symbol(other, &pointer, 0, "outer_second", 12));
  cr_expect_failure(other, airlock_data_symbol(other, &pointer, 0, "outer", 5),
                    AIRLOCK_UNSUPPORTED_SYMBOL, "another variable that is in use overlaps it");
  airlock_machine_free(other);
}

Test(data_symbol, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *starved = fixture_machine(&config, "data");
    counting.fail_after = round;
    airlock_ptr pointer = {0};
    airlock_status status = airlock_data_symbol(starved, &pointer, 0, "counter", 7);
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    cr_assert(done || status == AIRLOCK_NO_MEMORY, "%s", airlock_status_name(status));
    airlock_statistics statistics;
    airlock_get_statistics(starved, &statistics);
    cr_expect_eq(statistics.live_allocations, done);
    cr_assert_ok(starved, airlock_data_symbol(starved, &pointer, 0, "counter", 7));
    cr_assert_null(airlock_memory_check(starved));
    airlock_machine_free(starved);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 2);
}
