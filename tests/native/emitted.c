// SPDX-License-Identifier: MIT
//
// Machine code that is made for a signature: for which there is any, how long it lives, pointers
// among its arguments, results, variadic functions. That every value arrives and what is wrong is
// refused is what thunks.c and tests/abi find out; what happens where the system forbids code,
// emitted_forbidden.c. Its calls take part in the suites of callbacks.
#include "native/emitted.h"
#include "fixture.h"
#include "native/segments.h"

#if defined(__x86_64__)

// ------------------------------------------------------------------------------------------- pages

static bool is_code(const void *address) {
  struct segment segment = {false, false};
  return segment_find(&segment, (uintptr_t)address) && segment.executable && !segment.writable;
}

Test(emitted, a_page_can_be_executed_and_goes_with_the_machine) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const uint8_t *page = fixture_bind(machine, "i64 wide_1(i64)")->signature->emitted.page;
  cr_expect(is_code(page));
  airlock_machine_free(machine);
  cr_expect_not(is_code(page));
}

Test(emitted, callees_of_one_signature_share_its_page) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const airlock_callee *first = fixture_bind(machine, "i64 wide_2(i64, i64)");
  const airlock_callee *second = fixture_bind(machine, "i64 half_2(i64, i64)");
  cr_expect_eq(first->call, second->call);
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 1);
  airlock_machine_free(machine);
}

// More and more arguments, of which the function takes twelve: until a call's frame, or the page,
// has no room.
Test(emitted, long_signatures_have_code_until_they_are_too_long) {
  enum { MOST_PARAMS = 300, TAKEN = 12 };
  static airlock_scalar args[MOST_PARAMS];
  static const airlock_type *params[MOST_PARAMS];
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  bool has_code = true;
  int64_t expected = 0;
  for (size_t i = 0; i < MOST_PARAMS; i++) {
    params[i] = airlock_type_scalar(machine, AIRLOCK_I32);
    args[i] = airlock_int(AIRLOCK_I32, i + 1);
    expected = i < TAKEN ? expected * 31 + (int64_t)i + 1 : expected;
  }
  for (size_t count = TAKEN; count <= MOST_PARAMS; count += 8) {
    const airlock_signature *signature;
    const airlock_callee *callee;
    airlock_scalar result;
    cr_assert_ok(machine,
                 airlock_signature_new(machine, &signature,
                                       airlock_type_scalar(machine, AIRLOCK_I64), params, count));
    cr_assert_ok(machine, airlock_bind(machine, &callee, "half_12", signature));
    cr_expect(has_code || signature->emitted.call == NULL);
    has_code = signature->emitted.call != NULL;
    cr_expect(has_code || count > 2 * TAKEN);
    cr_assert_ok(machine, airlock_call(machine, callee, args, count, &result));
    cr_expect_eq((int64_t)result.as.bits[0], expected, "%zu", count);
  }
  cr_expect_not(has_code);
  cr_expect(fixture_bind(machine, "i64 wide_1(i64)")->signature->emitted.call != NULL,
            "others have code all the same");
  airlock_machine_free(machine);
}

Test(emitted, there_is_code_for_signatures_that_functions_are_bound_to) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const airlock_signature *signature;
  airlock_ptr function;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, "i64 (i64)"));
  cr_assert_ok(machine, airlock_function_new(machine, &function, "called back", signature, NULL));
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 0);
  (void)fixture_bind(machine, "i64 wide_1(i64)");
  (void)fixture_bind(machine, "i64 half_1(i64)");
  cr_expect_eq(fixture_statistics(machine).emitted_signatures, 1);
  airlock_machine_free(machine);
}

// Names types that are checked by more than a look at bits.
static void name_restricted_types(airlock_machine *machine) {
  const airlock_pointer_rules rules[] = {
      {.name = "&u8",
       .kind = AIRLOCK_POINTER,
       .dereferenceable = true,
       .target_size = 1,
       .target_align = 1},
      {.name = "Option<&u8>",
       .kind = AIRLOCK_POINTER,
       .nullable = true,
       .dereferenceable = true,
       .target_size = 1,
       .target_align = 1},
  };
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_pointer(machine, &type, &rules[0]));
  fixture_name_type("reference", type);
  cr_assert_ok(machine, airlock_type_pointer(machine, &type, &rules[1]));
  fixture_name_type("optional", type);
  cr_assert_ok(machine, airlock_type_range(machine, &type, "Month", airlock_int(AIRLOCK_U8, 1),
                                           airlock_int(AIRLOCK_U8, 12)));
  fixture_name_type("Month", type);
}

Test(emitted, values_that_take_more_than_a_look_are_refused_as_ever) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  name_restricted_types(machine);
  const struct {
    const char *declaration;
    airlock_scalar invalid;
  } cases[] = {
      {"i64 half_1(char)", airlock_int(AIRLOCK_CHAR, 0xd800)},
      {"i64 narrow_1(Month)", airlock_int(AIRLOCK_U8, 13)},
      {"i64 wide_1(reference)", airlock_pointer(airlock_ptr_from_address(0))},
      {"i64 wide_1(optional)", airlock_pointer(airlock_ptr_from_address(64))},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const airlock_callee *callee = fixture_bind(machine, cases[i].declaration);
    airlock_scalar result;
    cr_expect_null(callee->signature->emitted.call, "%s", cases[i].declaration);
    airlock_status status = airlock_call(machine, callee, &cases[i].invalid, 1, &result);
    cr_expect(strncmp(airlock_status_name(status), "UB_", 3) == 0, "%s", cases[i].declaration);
  }
  airlock_machine_free(machine);
}

// --------------------------------------------------------------------------------------- arguments

static void count_warning(void *context, const airlock_report *report) {
  (void)report;
  ++*(int *)context;
}

// What a run says of pointers: statuses and results of calls, warnings, what is exposed at the end.
struct outcome {
  airlock_status statuses[8];
  uint64_t results[8];
  int num_warnings;
  uint64_t num_exposed;
};

static void call_with_pointers(struct outcome *outcome, airlock_engine engine) {
  airlock_config config;
  airlock_config_init(&config);
  config.engine = engine;
  config.warning = count_warning;
  config.context = &outcome->num_warnings;
  airlock_machine *machine = fixture_machine(&config, "thunks");
  const airlock_callee *callee = fixture_bind(machine, "i64 pointers_3(pointer, fn, pointer)");
  cr_expect_eq(callee->signature->emitted.call != NULL, engine == AIRLOCK_ENGINE_EMITTED);
  airlock_ptr blocks[2];
  airlock_ptr function;
  cr_assert_ok(machine, airlock_function_new(machine, &function, "f", callee->signature, NULL));
  for (uint64_t i = 0; i < 2; i++) {
    blocks[i] = fixture_allocate(machine, 8, 8);
    fixture_store(machine, blocks[i], 0, airlock_int(AIRLOCK_I64, i + 1));
  }
  airlock_scalar null = airlock_pointer((airlock_ptr){0, airlock_prov_none()});
  airlock_scalar wild = airlock_pointer(blocks[1]);
  wild.as.ptr.prov = airlock_prov_wildcard();
  airlock_scalar no_function = airlock_function_pointer(null.as.ptr);
  const airlock_scalar calls[8][3] = {
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), null},
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), null},
      {airlock_pointer(blocks[0]), no_function, null},
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), airlock_pointer(blocks[1])},
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), wild},
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), wild},
      {airlock_pointer(blocks[0]), airlock_pointer(function), wild},
      {airlock_pointer(blocks[0]), airlock_function_pointer(function), airlock_pointer(blocks[1])},
  };
  for (size_t i = 0; i < 8; i++) {
    airlock_scalar result = airlock_int(AIRLOCK_I64, 0);
    outcome->statuses[i] = airlock_call(machine, callee, calls[i], 3, &result);
    outcome->results[i] = result.as.bits[0];
  }
  outcome->num_exposed = fixture_statistics(machine).exposed_allocations;
  airlock_machine_free(machine);
}

Test(emitted, pointers_are_exposed_warned_of_and_refused_as_ever) {
  struct outcome emitted = {.num_warnings = 0};
  struct outcome others = {.num_warnings = 0};
  call_with_pointers(&emitted, AIRLOCK_ENGINE_EMITTED);
  call_with_pointers(&others, AIRLOCK_ENGINE_LIBFFI);
  for (size_t i = 0; i < 8; i++) {
    cr_expect_eq(emitted.statuses[i], others.statuses[i], "call %zu", i);
    cr_expect_eq(emitted.results[i], others.results[i], "call %zu", i);
  }
  cr_expect_eq(emitted.num_warnings, others.num_warnings);
  cr_expect_eq(emitted.num_exposed, others.num_exposed);
  cr_expect_eq(emitted.statuses[2], AIRLOCK_UB_INVALID_VALUE);
  cr_expect_eq(emitted.statuses[6], AIRLOCK_USAGE_KIND);
  cr_expect_eq(emitted.results[7], 31 + 2 + 7);
}

// R5: what a pointer that was stored since the last call leads to is exposed by any call.
Test(emitted, what_was_stored_in_exposed_memory_is_exposed_by_a_call_without_pointers) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const airlock_callee *callee = fixture_bind(machine, "i64 wide_1(i64)");
  airlock_ptr exposed = fixture_allocate(machine, 8, 8);
  airlock_ptr stored = fixture_allocate(machine, 8, 8);
  airlock_scalar arg = airlock_int(AIRLOCK_I64, 1);
  airlock_scalar result;
  cr_expect(callee->signature->emitted.call != NULL);
  cr_assert_ok(machine, airlock_expose(machine, exposed));
  cr_assert_ok(machine, airlock_call(machine, callee, &arg, 1, &result));
  fixture_store(machine, exposed, 0, airlock_pointer(stored));
  cr_expect_not(fixture_is_exposed(machine, stored));
  cr_assert_ok(machine, airlock_call(machine, callee, &arg, 1, &result));
  cr_expect(fixture_is_exposed(machine, stored));
  airlock_machine_free(machine);
}

Test(emitted, functions_without_a_result_are_called_and_leave_its_place_alone) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  const airlock_callee *callee = fixture_bind(machine, "void no_result(i64, i32)");
  cr_expect(callee->signature->emitted.call != NULL);
  airlock_scalar result = airlock_int(AIRLOCK_U16, 7);
  for (int has_place = 0; has_place < 2; has_place++) {
    cr_assert_ok(machine, airlock_call(machine, callee,
                                       FIXTURE_ARGS(airlock_int(AIRLOCK_I64, 2),
                                                    airlock_int(AIRLOCK_I32, (uint32_t)has_place)),
                                       has_place != 0 ? &result : NULL));
    cr_expect_eq(fixture_call(machine, "i64 what_was_stored()", NULL, 0).as.bits[0],
                 62 + (uint64_t)has_place);
  }
  cr_expect_eq(result.kind, AIRLOCK_U16);
  airlock_machine_free(machine);
}

// A variadic function is told in %al how many vector registers have arguments, and stores none of
// them if that is 0.
Test(emitted, variadic_functions_find_doubles) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "variadic");
  const airlock_signature *signature;
  const airlock_callee *callee;
  cr_assert_ok(machine,
               airlock_signature_parse(machine, &signature, "f64 (i32, ..., f64, i8, f64)"));
  cr_assert_ok(machine, airlock_bind(machine, &callee, "sum_doubles_and_ints", signature));
  cr_expect(signature->emitted.call != NULL);
  for (int i = 0; i < 2; i++) {
    airlock_scalar result;
    cr_assert_ok(machine,
                 airlock_call(machine, callee,
                              FIXTURE_ARGS(airlock_int(AIRLOCK_I32, 3), airlock_f64(1.5),
                                           airlock_int(AIRLOCK_I8, 0xff), airlock_f64(0.25)),
                              &result));
    double sum;
    memcpy(&sum, &result.as.bits[0], sizeof sum);
    cr_expect_eq(sum, 1.5 - 10 + 25);
  }
  airlock_machine_free(machine);
}

#else

Test(emitted, elsewhere_calls_go_as_if_none_was_asked_for) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_EMITTED, "thunks");
  cr_expect(fixture_bind(machine, "i64 wide_1(i64)")->signature->emitted.call == NULL);
  airlock_machine_free(machine);
}

#endif
