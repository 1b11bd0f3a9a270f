// SPDX-License-Identifier: MIT
//
// Aggregates beyond plain structs go through calls by value: unions, packed and over-aligned
// structs, complex numbers; and the widest scalars.
#include "fixture.h"

#include <float.h>

// Long doubles as words: the x87's of ten bytes, or IEEE binary128.
#if LDBL_MANT_DIG == 64
#define ONE UINT64_C(0x8000000000000000), 0x3fff
#define MINUS_THREE UINT64_C(0xc000000000000000), 0xc000
#define THREE UINT64_C(0xc000000000000000), 0x4000
#define THIRD UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffd
#define SIXTH UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffc
#else
#define ONE 0, UINT64_C(0x3fff000000000000)
#define MINUS_THREE 0, UINT64_C(0xc000800000000000)
#define THREE 0, UINT64_C(0x4000800000000000)
#define THIRD UINT64_C(0x5555555555555555), UINT64_C(0x3ffd555555555555)
#define SIXTH UINT64_C(0x5555555555555555), UINT64_C(0x3ffc555555555555)
#endif

static const airlock_callee *bind(airlock_machine *machine, const char *name, const char *text) {
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_assert_ok(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

// Values as images: one function with up to two arguments of any type.
static const struct exchange {
  const char *function;
  const char *signature;
  airlock_bytes args[2];
  size_t num_args;
  airlock_bytes result;
  size_t padding; // Bytes at the end of the result.
} exchanges[] = {
#define BYTES(type, ...)                                                                           \
  { (const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) }
    {"double_number",
     "union {i64, f64} (union {i64, f64})",
     {BYTES(int64_t, -21)},
     1,
     BYTES(int64_t, -42),
     0},
    {"swap_packed",
     "packed {u8, u32, f64} (packed {u8, u32, f64})",
     {BYTES(uint8_t, 7, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)},
     1,
     BYTES(uint8_t, 9, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0xbf),
     0},
    {"swap_small_packed",
     "packed {u8, u16} (packed {u8, u16})",
     {BYTES(uint8_t, 3, 5, 0)},
     1,
     BYTES(uint8_t, 5, 3, 0),
     0},
    {"next_aligned",
     "align(16) {i32} (i32, align(16) {i32})",
     {BYTES(int32_t, 4), BYTES(int32_t, 38, 0, 0, 0)},
     2,
     BYTES(int32_t, 42, 0, 0, 0),
     12},
    {"conjugate_float",
     "complex float (complex float)",
     {BYTES(float, 1.5F, 2.5F)},
     1,
     BYTES(float, 1.5F, -2.5F),
     0},
    {"conjugate_double",
     "complex double (complex double)",
     {BYTES(double, 1.25, -2.5)},
     1,
     BYTES(double, 1.25, 2.5),
     0},
    {"conjugate_long_double",
     "complex long double (complex long double)",
     {BYTES(uint64_t, ONE, THREE)},
     1,
     BYTES(uint64_t, ONE, MINUS_THREE),
     0},
    {"add_int128",
     "i128 (i128, i128)",
     {BYTES(uint64_t, UINT64_MAX, 1), BYTES(uint64_t, 1, 0x70)},
     2,
     BYTES(uint64_t, 0, 0x72),
     0},
    {"halve", "long double (long double)", {BYTES(uint64_t, THIRD)}, 1, BYTES(uint64_t, SIXTH), 0},
};

Test(aggregates, values_go_in_and_come_back_as_bytes_and_as_immediates) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++) {
    const struct exchange *exchange = &exchanges[i];
    const airlock_callee *callee = bind(machine, exchange->function, exchange->signature);
    uint8_t result[64];
    memset(result, 0x77, sizeof result);
    cr_assert_ok(machine, airlock_call_bytes(machine, callee, exchange->args, exchange->num_args,
                                             result, exchange->result.size, NULL));
    size_t num_compared = exchange->result.size - exchange->padding;
    cr_expect_eq(memcmp(result, exchange->result.data, num_compared), 0, "%s", exchange->function);
    cr_expect_eq(result[exchange->result.size], 0x77, "%s", exchange->function);
  }
  airlock_machine_free(machine);
}

// Aggregates as immediates: pointers to their bytes in the machine.
Test(aggregates, values_in_machine_memory_go_in_and_come_back) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++) {
    const struct exchange *exchange = &exchanges[i];
    const airlock_callee *callee = bind(machine, exchange->function, exchange->signature);
    const airlock_signature *signature = NULL;
    cr_assert_ok(machine, airlock_signature_parse(machine, &signature, exchange->signature));
    const airlock_type *result_type = airlock_signature_get_info(signature).result;
    if (airlock_type_kind(result_type) != AIRLOCK_UNINIT || exchange->num_args > 1) {
      continue;
    }
    airlock_ptr argument = fixture_allocate(machine, exchange->args[0].size, 16);
    airlock_ptr place = fixture_allocate(machine, exchange->result.size, 16);
    cr_assert_ok(machine,
                 airlock_write(machine, argument, exchange->args[0].data, exchange->args[0].size));
    airlock_scalar arg = airlock_pointer(argument);
    airlock_scalar result = airlock_pointer(place);
    cr_assert_ok(machine, airlock_call(machine, callee, &arg, 1, &result));
    uint8_t bytes[64];
    cr_assert_ok(machine, airlock_copy_typed(machine, argument, place, result_type));
    for (size_t b = 0; b < exchange->result.size; b++) {
      airlock_byte byte = fixture_byte(machine, place, b);
      bytes[b] = byte.init ? byte.value : 0;
    }
    cr_expect_eq(memcmp(bytes, exchange->result.data, exchange->result.size), 0, "%s",
                 exchange->function);
  }
  airlock_machine_free(machine);
}

Test(aggregates, wide_integers_go_to_the_stack_whole_when_registers_run_out) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_callee *callee =
      bind(machine, "seventh_int128", "i128 (i64, i64, i64, i64, i64, i128)");
  airlock_scalar args[6];
  for (uint64_t i = 0; i < 5; i++) {
    args[i] = airlock_int(AIRLOCK_I64, i + 1);
  }
  args[5] = airlock_int128(AIRLOCK_I128, UINT64_MAX, 41);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, callee, args, 6, &result));
  cr_expect_eq(result.kind, AIRLOCK_I128);
  cr_expect_eq(result.as.bits[0], 14);
  cr_expect_eq(result.as.bits[1], 42);
  airlock_machine_free(machine);
}

Test(aggregates, pointers_inside_unions_are_exposed_and_uninitialised_bytes_are_zero) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_callee *read_held = bind(machine, "read_held", "i32 (union {ptr, [12]u8})");
  airlock_ptr target = fixture_allocate(machine, 4, 4);
  airlock_ptr other = fixture_allocate(machine, 4, 4);
  airlock_ptr holder = fixture_allocate(machine, 32, 8);
  fixture_store(machine, target, 0, airlock_int(AIRLOCK_I32, 42));
  fixture_store(machine, holder, 0, airlock_pointer(target));
  fixture_store(machine, holder, 16, airlock_pointer(other)); // Behind the union.
  airlock_scalar arg = airlock_pointer(holder);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, read_held, &arg, 1, &result));
  cr_expect_eq(result.as.bits[0], 42);
  cr_expect(fixture_is_exposed(machine, target));
  cr_expect_not(fixture_is_exposed(machine, other));
  cr_expect_not(fixture_is_exposed(machine, holder));
  const airlock_callee *double_number =
      bind(machine, "double_number", "union {i64, f64} (union {i64, f64})");
  airlock_ptr half = fixture_allocate(machine, 8, 8);
  fixture_store(machine, half, 0, airlock_int(AIRLOCK_I16, 5));
  arg = airlock_pointer(half);
  result = airlock_pointer(fixture_allocate(machine, 8, 8));
  cr_assert_ok(machine, airlock_call(machine, double_number, &arg, 1, &result));
  cr_expect_eq(fixture_load(machine, result.as.ptr, 0, AIRLOCK_I64).as.bits[0], 10);
  airlock_machine_free(machine);
}

Test(aggregates, bytes_of_a_result_that_native_code_did_not_write_are_not_stale) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_callee *tell_place = bind(machine, "tell_place", "{u64, [15]u64} ()");
  for (unsigned round = 0; round < 2; round++) {
    uint64_t result[16];
    memset(result, 0x77, sizeof result);
    cr_assert_ok(machine,
                 airlock_call_bytes(machine, tell_place, NULL, 0, result, sizeof result, NULL));
    for (size_t i = 1; i < 16; i++) {
      cr_expect_eq(result[i], 0, "%zu: 0x%lx", i, result[i]);
    }
  }
  airlock_machine_free(machine);
}

Test(aggregates, results_in_memory_are_aligned_as_their_type_asks) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  for (unsigned align = 32; align <= 4096; align *= 2) {
    char text[64];
    snprintf(text, sizeof text, "align(%u) {u64} ()", align);
    uint8_t result[4096];
    const airlock_callee *callee = bind(machine, "tell_place", text);
    for (unsigned round = 0; round < 3; round++) {
      cr_assert_ok(machine, airlock_call_bytes(machine, callee, NULL, 0, result, align, NULL));
      uint64_t place;
      memcpy(&place, result, sizeof place);
      cr_expect_eq(place % align, 0, "%u: 0x%lx", align, place);
    }
  }
  airlock_machine_free(machine);
}

#if LDBL_MANT_DIG == 64

Test(aggregates, what_lies_behind_a_long_double_is_neither_passed_nor_returned) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_callee *tail = bind(machine, "tail_of_long_double", "u64 ({long double, u8})");
  const airlock_callee *pass = bind(machine, "pass_pair", "{long double, u8} ({long double, u8})");
  uint8_t image[32];
  memset(image, 0x5a, sizeof image);
  const airlock_bytes bytes = {image, sizeof image};
  uint64_t passed = 1;
  cr_assert_ok(machine, airlock_call_bytes(machine, tail, &bytes, 1, &passed, 8, NULL));
  cr_expect_eq(passed, 0);
  uint8_t returned[32];
  cr_assert_ok(machine, airlock_call_bytes(machine, pass, &bytes, 1, returned, 32, NULL));
  for (size_t i = 0; i < 32; i++) {
    cr_expect_eq(returned[i], i < 10 || i == 16 ? 0x5a : 0, "byte %zu", i);
  }
  airlock_ptr memory = fixture_allocate(machine, 32, 16);
  cr_assert_ok(machine, airlock_write(machine, memory, image, sizeof image));
  airlock_scalar arg = airlock_pointer(memory);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, tail, &arg, 1, &result));
  cr_expect_eq(result.as.bits[0], 0);
  result = airlock_pointer(memory);
  cr_assert_ok(machine, airlock_call(machine, pass, &arg, 1, &result));
  for (size_t i = 17; i < 32; i++) {
    cr_expect_not(fixture_byte(machine, memory, i).init, "byte %zu", i);
  }
  airlock_machine_free(machine);
}

#endif

static const struct refusal {
  const char *signature;
  airlock_status status;
  const char *reason;
} refusals[] = {
    {"void ([2]i32)", AIRLOCK_UNSUPPORTED_ARGUMENT, "C has no array parameters"},
    {"[2]i32 ()", AIRLOCK_UNSUPPORTED_RESULT, "C has no array parameters"},
    {"void (i32, {})", AIRLOCK_UNSUPPORTED_ARGUMENT, "it has no bytes"},
    {"{} ()", AIRLOCK_UNSUPPORTED_RESULT, "it has no bytes"},
    {"void ({[0]u8})", AIRLOCK_UNSUPPORTED_ARGUMENT, "it has no bytes"},
#if defined(__x86_64__) // Elsewhere it is passed by reference.
    {"void (align(8192) {u8})", AIRLOCK_UNSUPPORTED_ARGUMENT, "aligned to more than a page"},
#endif
    {"void ({[1048577]u8})", AIRLOCK_UNSUPPORTED_ARGUMENT, "more than 1 MiB"},
    {"void ({[9223372036854775807]u8})", AIRLOCK_UNSUPPORTED_ARGUMENT, "more than 1 MiB"},
    {"void ({[4611686018427387904]u8}, {[4611686018427387904]u8}, {[4611686018427387904]u8}, "
     "{[4611686018427387904]u8})",
     AIRLOCK_UNSUPPORTED_ARGUMENT, "more than 1 MiB"},
    {"void ({[524288]u8}, i32, {[524288]u8})", AIRLOCK_UNSUPPORTED_ARGUMENT, "more than 1 MiB"},
    {"{[4294967296]u8} ()", AIRLOCK_UNSUPPORTED_RESULT, "larger than 1 MiB"},
    {"{[9223372036854775807]u8} ()", AIRLOCK_UNSUPPORTED_RESULT, "larger than 1 MiB"},
};

Test(aggregates, what_cannot_be_passed_is_refused_with_the_reason) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    const airlock_signature *signature = NULL;
    const airlock_callee *callee = NULL;
    cr_assert_ok(machine, airlock_signature_parse(machine, &signature, refusals[i].signature));
    airlock_status status = airlock_bind(machine, &callee, "nothing", signature);
    cr_expect_eq(status, refusals[i].status, "%s", refusals[i].signature);
    const airlock_report *report = airlock_last_report(machine);
    cr_assert_geq(report->num_notes, 1);
    cr_expect(strstr(report->notes[0].text, refusals[i].reason) != NULL, "%s: %s",
              refusals[i].signature, report->notes[0].text);
    cr_expect_null(callee);
  }
  airlock_machine_free(machine);
}

Test(aggregates, a_struct_may_hold_parts_without_bytes) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_type *empty = NULL;
  const airlock_type *u64 = airlock_type_scalar(machine, AIRLOCK_U64);
  cr_assert_ok(machine, airlock_type_layout(machine, &empty, "()", 0, 1, NULL, 0));
  for (size_t count = 1; count <= 3; count++) {
    airlock_field fields[4] = {{"marker", 0, empty}, {"a", 0, u64}, {"b", 0, u64}, {"c", 0, u64}};
    const airlock_type *type = NULL;
    const airlock_signature *signature = NULL;
    const airlock_callee *callee = NULL;
    cr_assert_ok(machine, airlock_type_struct(machine, &type, "marked", fields, 1 + count));
    cr_assert_ok(machine, airlock_signature_new(machine, &signature, NULL, &type, 1));
    cr_expect_eq(airlock_bind(machine, &callee, "nothing", signature), AIRLOCK_OK, "%zu: %s", count,
                 airlock_last_report(machine)->message);
  }
  airlock_machine_free(machine);
}
