// SPDX-License-Identifier: MIT
//
// What may be different for one call.
#include "fixture.h"
#include "machine/machine.h"
#include "native/fp_control.h"

static unsigned num_warnings[AIRLOCK_NUM_WARNINGS];

static void hear(void *context, const airlock_report *report) {
  (void)context;
  num_warnings[report->warning]++;
}

static airlock_machine *machine_that_listens(const char *library) {
  airlock_config config;
  airlock_config_init(&config);
  config.warning = hear;
  memset(num_warnings, 0, sizeof num_warnings);
  return fixture_machine(&config, library);
}

Test(call_options, a_function_that_touches_no_memory_leaves_all_as_it_was) {
  airlock_machine *machine = machine_that_listens("aggregates");
  const airlock_callee *callee = fixture_bind(machine, "void nothing(pointer)");
  airlock_ptr exposed = fixture_allocate(machine, 16, 8);
  airlock_ptr stored = fixture_allocate(machine, 8, 8);
  airlock_ptr passed = fixture_allocate(machine, 8, 8);
  cr_assert_ok(machine, airlock_expose(machine, exposed));
  fixture_store(machine, exposed, 0, airlock_pointer(stored));
  const airlock_scalar arg = airlock_pointer(passed);
  const airlock_call_options options = {.touches_no_memory = true};
  uint64_t epoch = machine->epoch;
  cr_assert_ok(machine, airlock_call_with(machine, callee, &arg, 1, NULL, &options));
  cr_expect_eq(machine->epoch, epoch);
  cr_expect_not(fixture_is_exposed(machine, passed));
  cr_expect_not(fixture_is_exposed(machine, stored));
  cr_expect_not(fixture_byte(machine, exposed, 8).init);
  cr_expect_eq(fixture_load(machine, exposed, 0, AIRLOCK_POINTER).as.ptr.prov.alloc.value,
               stored.prov.alloc.value);
  cr_assert_ok(machine, airlock_call_with(machine, callee, &arg, 1, NULL, NULL));
  cr_expect_eq(machine->epoch, epoch + 1);
  cr_expect(fixture_is_exposed(machine, passed) && fixture_is_exposed(machine, stored));
  cr_expect(fixture_byte(machine, exposed, 8).init);
  airlock_machine_free(machine);
}

Test(call_options, levels_are_those_of_one_call) {
  airlock_machine *machine = machine_that_listens("aggregates");
  const airlock_callee *callee = fixture_bind(machine, "void nothing(pointer)");
  const airlock_scalar arg = airlock_pointer(fixture_allocate(machine, 8, 8));
  static const airlock_level allow[AIRLOCK_NUM_WARNINGS] = {AIRLOCK_ALLOW, AIRLOCK_ALLOW,
                                                            AIRLOCK_ALLOW, AIRLOCK_ALLOW};
  static const airlock_level always[AIRLOCK_NUM_WARNINGS] = {AIRLOCK_ALWAYS, AIRLOCK_ALWAYS,
                                                             AIRLOCK_ALWAYS, AIRLOCK_ALWAYS};
  static const airlock_level deny[AIRLOCK_NUM_WARNINGS] = {AIRLOCK_DENY, AIRLOCK_DENY, AIRLOCK_DENY,
                                                           AIRLOCK_DENY};
  const struct step {
    const airlock_level *levels;
    airlock_status status;
    unsigned warnings; // So far.
  } steps[] = {
      {allow, AIRLOCK_OK, 0},  {deny, AIRLOCK_UNSUPPORTED_DENIED, 0},
      {NULL, AIRLOCK_OK, 1},   {NULL, AIRLOCK_OK, 1},
      {always, AIRLOCK_OK, 2}, {always, AIRLOCK_OK, 3},
      {NULL, AIRLOCK_OK, 3},   {deny, AIRLOCK_UNSUPPORTED_DENIED, 3},
      {NULL, AIRLOCK_OK, 3},
  };
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    const airlock_call_options options = {.levels = steps[i].levels};
    airlock_status status = airlock_call_with(machine, callee, &arg, 1, NULL, &options);
    cr_expect_eq(status, steps[i].status, "step %zu: %s", i, airlock_status_name(status));
    cr_expect_eq(num_warnings[AIRLOCK_WARN_SHARED_MEMORY], steps[i].warnings, "step %zu", i);
  }
  airlock_machine_free(machine);
}

Test(call_options, floating_point_control_is_kept_for_one_call) {
  airlock_machine *machine = machine_that_listens("environment");
  const airlock_callee *callee = fixture_bind(machine, "void set_rounding_toward_zero()");
  struct fp_control before = fp_control_capture();
  const airlock_call_options keep = {.keep_fp_control = true};
  cr_assert_ok(machine, airlock_call_with(machine, callee, NULL, 0, NULL, NULL));
  cr_expect(fp_control_equal(before, fp_control_capture()));
  cr_assert_ok(machine, airlock_call_with(machine, callee, NULL, 0, NULL, &keep));
  cr_expect_not(fp_control_equal(before, fp_control_capture()));
  fp_control_restore(before);
  cr_expect_eq(num_warnings[AIRLOCK_WARN_FP_CONTROL], 1);
  airlock_machine_free(machine);
}
