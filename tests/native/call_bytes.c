// SPDX-License-Identifier: MIT
//
// Calls for interpreters whose values are byte strings: counts and sizes are checked, values
// validated, pointers are wildcards, and nothing stale goes in or comes out.
#include "../counting_allocator.h"
#include "fixture.h"

static airlock_machine *machine;

static void open_machine(void) {
  machine = fixture_machine(NULL, "aggregates");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("scalars")));
}

static void close_machine(void) {
  airlock_machine_free(machine);
}

TestSuite(call_bytes, .init = open_machine, .fini = close_machine);

static const airlock_callee *bind(const char *name, const char *text) {
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_assert_ok(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

static const uint8_t bytes[64] = {1};

static const struct misuse {
  size_t num_args;
  size_t sizes[3];
  size_t result_size;
  int argument; // -1: none is concerned.
  const char *message;
} misuses[] = {
    {1, {4}, 16, -1, "`next_aligned` takes 2 arguments, but 1 were given"},
    {3, {4, 16, 4}, 16, -1, "`next_aligned` takes 2 arguments, but 3 were given"},
    {0, {0}, 16, -1, "`next_aligned` takes 2 arguments, but 0 were given"},
    {2, {4, 16}, 15, -1, "the result of `next_aligned` has 16 bytes, but there is room for 15"},
    {2, {4, 16}, 0, -1, "the result of `next_aligned` has 16 bytes, but there is room for 0"},
    {2, {4, 16}, 17, -1, "the result of `next_aligned` has 16 bytes, but there is room for 17"},
    {2, {3, 16}, 16, 0, "type i32 has 4 bytes, but 3 were given"},
    {2, {8, 16}, 16, 0, "type i32 has 4 bytes, but 8 were given"},
    {2, {4, 0}, 16, 1, "type align(16) {i32} has 16 bytes, but 0 were given"},
    {2, {4, 4}, 16, 1, "type align(16) {i32} has 16 bytes, but 4 were given"},
    {2, {4, 17}, 16, 1, "type align(16) {i32} has 16 bytes, but 17 were given"},
};

Test(call_bytes, wrong_counts_and_sizes_are_refused_with_what_was_expected) {
  const airlock_callee *callee = bind("next_aligned", "align(16) {i32} (i32, align(16) {i32})");
  for (size_t i = 0; i < sizeof misuses / sizeof misuses[0]; i++) {
    airlock_bytes args[3];
    for (size_t a = 0; a < 3; a++) {
      args[a] = (airlock_bytes){bytes, misuses[i].sizes[a]};
    }
    uint8_t result[32];
    memset(result, 0x77, sizeof result);
    cr_expect_failure(machine,
                      airlock_call_bytes(machine, callee, args, misuses[i].num_args, result,
                                         misuses[i].result_size, NULL),
                      AIRLOCK_USAGE_ARGUMENT, misuses[i].message);
    cr_expect_eq(airlock_last_report(machine)->argument, misuses[i].argument, "%zu", i);
    for (size_t b = 0; b < sizeof result; b++) {
      cr_assert_eq(result[b], 0x77);
    }
  }
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_eq(statistics.native_calls, 0);
}

Test(call_bytes, missing_bytes_are_refused) {
  const airlock_callee *callee = bind("halve", "long double (long double)");
  const airlock_bytes nothing = {NULL, 16};
  const airlock_bytes something = {bytes, 16};
  uint8_t result[16];
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, NULL, 1, result, 16, NULL),
                    AIRLOCK_USAGE_ARGUMENT, "`halve` was given no arguments");
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, &nothing, 1, result, 16, NULL),
                    AIRLOCK_USAGE_ARGUMENT, "no bytes were given for type long double");
  cr_expect_eq(airlock_last_report(machine)->argument, 0);
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, &something, 1, NULL, 16, NULL),
                    AIRLOCK_USAGE_ARGUMENT,
                    "the result of `halve` has 16 bytes, but there is room for 0");
}

Test(call_bytes, a_function_without_result_writes_no_byte) {
  const airlock_callee *callee = bind("nothing", "void ()");
  uint8_t result[16];
  memset(result, 0x77, sizeof result);
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, NULL, 0, result, 0, NULL));
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, NULL, 0, NULL, 0, NULL));
  for (size_t i = 0; i < sizeof result; i++) {
    cr_expect_eq(result[i], 0x77);
  }
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, NULL, 0, result, 1, NULL),
                    AIRLOCK_USAGE_ARGUMENT,
                    "the result of `nothing` has 0 bytes, but there is room for 1");
}

// Values whose bytes are none: the type of the argument, its bytes, what is said of it.
static const struct invalid {
  const char *type;
  uint8_t image[16];
  size_t size;
  const char *message;
} invalids[] = {
    {"bool", {2}, 1, "constructing invalid value of type bool: encountered 0x02"},
    {"char", {0, 0, 0x11}, 4, "constructing invalid value of type char: encountered 0x00110000"},
    {"char", {0, 0xd8}, 4, "constructing invalid value of type char: encountered 0x0000d800"},
    {"fn", {0}, 8, "null"},
    {"{u8, bool}", {9, 3}, 2, "encountered 0x03"},
    {"{u32, [2]char}", {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11}, 12, "encountered 0x00110000"},
};

Test(call_bytes, invalid_values_are_undefined_behavior_at_their_index) {
  for (size_t i = 0; i < sizeof invalids / sizeof invalids[0]; i++) {
    char text[64];
    snprintf(text, sizeof text, "void (i32, %s)", invalids[i].type);
    const airlock_callee *callee = bind("nothing", text);
    const airlock_bytes args[] = {{bytes, 4}, {invalids[i].image, invalids[i].size}};
    cr_expect_failure(machine, airlock_call_bytes(machine, callee, args, 2, NULL, 0, NULL),
                      AIRLOCK_UB_INVALID_VALUE, invalids[i].message);
    cr_expect_eq(airlock_last_report(machine)->argument, 1);
  }
}

Test(call_bytes, an_invalid_result_is_undefined_behavior_and_stores_nothing) {
  const airlock_callee *callee = bind("add_int128", "{bool, u64} (i128, i128)");
  const airlock_bytes args[] = {{bytes, 16}, {bytes, 16}};
  uint8_t result[16];
  memset(result, 0x77, sizeof result);
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, args, 2, result, 16, NULL),
                    AIRLOCK_UB_INVALID_VALUE, "encountered 0x02");
  cr_expect_eq(result[0], 0x77);
}

Test(call_bytes, padding_is_neither_passed_nor_returned) {
  const airlock_callee *callee = bind("add_int128", "{u8, u64} ({u8, u64}, {u8, u64})");
  uint8_t image[16];
  memset(image, 0x11, sizeof image);
  const airlock_bytes args[] = {{image, 16}, {image, 16}};
  uint8_t result[16];
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, args, 2, result, 16, NULL));
  for (size_t i = 0; i < 16; i++) {
    cr_expect_eq(result[i], i == 0 || i >= 8 ? 0x22 : 0, "byte %zu", i);
  }
}

// ---------------------------------------------------------------------------------------- pointers

static unsigned num_warnings;
static airlock_warning last_warning;

static void hear(void *context, const airlock_report *report) {
  (void)context;
  num_warnings++;
  last_warning = report->warning;
}

static void open_listening(airlock_level level) {
  airlock_config config;
  airlock_config_init(&config);
  config.warning = hear;
  config.levels[AIRLOCK_WARN_WILDCARD_ARGUMENT] = level;
  airlock_machine_free(machine);
  machine = fixture_machine(&config, "aggregates");
  num_warnings = 0;
}

struct slice {
  uint64_t start;
  uint64_t size;
};

Test(call_bytes, pointers_are_wildcards_and_expose_nothing) {
  open_listening(AIRLOCK_ONCE);
  const airlock_callee *callee = bind("sum_slice", "u64 ({ptr, u64})");
  airlock_ptr memory = fixture_allocate(machine, 4, 1);
  cr_assert_ok(machine, airlock_fill(machine, memory, 21, 4));
  struct slice slice = {memory.address, 2};
  const airlock_bytes arg = {&slice, sizeof slice};
  uint64_t sum = 0;
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, &arg, 1, &sum, 8, NULL));
  cr_expect_eq(sum, 42);
  cr_expect_not(fixture_is_exposed(machine, memory));
  cr_expect_eq(num_warnings, 2, "of sharing, then of the wildcard");
  cr_expect_eq(last_warning, AIRLOCK_WARN_WILDCARD_ARGUMENT);
}

Test(call_bytes, null_pointers_never_warn) {
  open_listening(AIRLOCK_ONCE);
  const airlock_callee *callee = bind("sum_slice", "u64 ({ptr, u64})");
  struct slice slice = {0, 0};
  const airlock_bytes arg = {&slice, sizeof slice};
  uint64_t sum = 1;
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, &arg, 1, &sum, 8, NULL));
  cr_expect_eq(sum, 0);
  cr_expect_eq(num_warnings, 0);
}

Test(call_bytes, a_denied_wildcard_is_refused_wherever_it_is) {
  open_listening(AIRLOCK_DENY);
  struct slice slice = {16, 0};
  const struct form {
    const char *signature;
    size_t num_args;
    airlock_bytes args[2];
  } forms[] = {
      {"u64 ({ptr, u64})", 1, {{&slice, 16}}},
      {"u64 (ptr, u64)", 2, {{&slice.start, 8}, {&slice.size, 8}}},
      {"u64 ({[1]{{ptr}}, u64})", 1, {{&slice, 16}}},
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    const airlock_callee *callee = bind("sum_slice", forms[i].signature);
    uint64_t sum = 1;
    cr_expect_failure(
        machine,
        airlock_call_bytes(machine, callee, forms[i].args, forms[i].num_args, &sum, 8, NULL),
        AIRLOCK_UNSUPPORTED_DENIED, "passing a wildcard pointer");
  }
}

Test(call_bytes, a_reference_needs_exposed_memory) {
  const airlock_pointer_rules rules = {.name = "&[u8; 4]",
                                       .kind = AIRLOCK_POINTER,
                                       .dereferenceable = true,
                                       .target_size = 4,
                                       .target_align = 1};
  const airlock_type *reference = NULL;
  const airlock_type *u64 = airlock_type_scalar(machine, AIRLOCK_U64);
  cr_assert_ok(machine, airlock_type_pointer(machine, &reference, &rules));
  const airlock_type *params[] = {reference, u64};
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_new(machine, &signature, u64, params, 2));
  cr_assert_ok(machine, airlock_bind(machine, &callee, "sum_slice", signature));
  airlock_ptr memory = fixture_allocate(machine, 4, 1);
  cr_assert_ok(machine, airlock_fill(machine, memory, 3, 4));
  const uint64_t size = 4;
  const airlock_bytes args[] = {{&memory.address, 8}, {&size, 8}};
  uint64_t sum = 0;
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, args, 2, &sum, 8, NULL),
                    AIRLOCK_UB_INVALID_VALUE, "dangling reference");
  cr_assert_ok(machine, airlock_expose(machine, memory));
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, args, 2, &sum, 8, NULL));
  cr_expect_eq(sum, 12);
}

static airlock_status answer(void *context, const airlock_scalar *args, size_t num_args,
                             airlock_scalar *io_result) {
  (void)context;
  (void)args;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, 42);
  return AIRLOCK_OK;
}

static bool find_shim(void *context, airlock_shim *out_shim, const char *name,
                      const airlock_signature *signature) {
  (void)context;
  (void)name;
  (void)signature;
  *out_shim = (airlock_shim){answer, NULL};
  return true;
}

Test(call_bytes, a_shim_takes_immediates_only) {
  airlock_config config;
  airlock_config_init(&config);
  config.find_shim = find_shim;
  airlock_machine_free(machine);
  machine = fixture_machine(&config, "aggregates");
  const airlock_callee *callee = bind("no_such_function", "i32 ()");
  int32_t result = 7;
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, NULL, 0, &result, 4, NULL),
                    AIRLOCK_USAGE_ARGUMENT,
                    "`no_such_function` is a shim, which takes immediates, not bytes");
  cr_expect_eq(result, 7);
}

Test(call_bytes, native_code_that_calls_a_function_of_the_machine_is_unsupported) {
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("environment")));
  airlock_ptr function = {0};
  cr_assert_ok(machine, airlock_function_new(machine, &function, "mine", NULL, NULL));
  const airlock_callee *callee = bind("call_function", "i32 (fn)");
  const airlock_bytes arg = {&function.address, 8};
  int32_t result = 77;
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, &arg, 1, &result, 4, NULL),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "calling a function pointer");
  cr_expect_eq(result, 77);
}

Test(call_bytes, a_large_frame_may_find_no_memory_and_is_kept_once_made) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  airlock_machine *starved = fixture_machine(&config, "aggregates");
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(starved, airlock_signature_parse(starved, &signature, "void ({[2000]u8})"));
  cr_assert_ok(starved, airlock_bind(starved, &callee, "nothing", signature));
  static const uint8_t large[2000];
  const airlock_bytes arg = {large, sizeof large};
  counting.fail_after = 0;
  cr_expect_eq(airlock_call_bytes(starved, callee, &arg, 1, NULL, 0, NULL), AIRLOCK_NO_MEMORY);
  counting.fail_after = COUNTING_NEVER_FAILS;
  cr_assert_ok(starved, airlock_call_bytes(starved, callee, &arg, 1, NULL, 0, NULL));
  counting.fail_after = 0;
  cr_assert_ok(starved, airlock_call_bytes(starved, callee, &arg, 1, NULL, 0, NULL));
  counting.fail_after = COUNTING_NEVER_FAILS;
  airlock_machine_free(starved);
  cr_assert(counting_is_clean(&counting));
}
