// SPDX-License-Identifier: MIT
//
// Scalars through the door: every kind at its edges, in both directions, in registers and spilled;
// and what is no value of its type, or no type for native code, is refused by name and index.
//
// A call that is refused leaves the machine as it was. `struct calm` is what that means: nothing is
// exposed, no crossing is counted, no warning was given, no native code ran.
#include "fixture.h"
#include "machine/machine.h"

#include "../random.h"

#include <math.h>

static const char *const integer_names[] = {"i8", "i16", "i32", "i64", "isize",
                                            "u8", "u16", "u32", "u64", "usize"};
#define NUM_INTEGERS (sizeof integer_names / sizeof integer_names[0])

static const uint64_t edges[] = {
    0,
    1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fffffff,
    0x80000000,
    0xffffffff,
    0x123456789abcdef0,
    INT64_MAX,
    (uint64_t)INT64_MAX + 1,
    UINT64_MAX - 1,
    UINT64_MAX,
};
#define NUM_EDGES (sizeof edges / sizeof edges[0])

static airlock_kind kind_named(const char *name) {
  for (int kind = 1; kind < AIRLOCK_NUM_KINDS; kind++) {
    if (strcmp(airlock_kind_name((airlock_kind)kind), name) == 0) {
      return (airlock_kind)kind;
    }
  }
  cr_assert(false, "no kind %s", name);
  return AIRLOCK_UNINIT;
}

// "T PREFIX_T(T, ...)" with `count` parameters.
static const airlock_callee *bind_uniform(airlock_machine *machine, const char *prefix,
                                          const char *kind, unsigned count) {
  char text[256];
  int used = snprintf(text, sizeof text, "%s %s_%s(", kind, prefix, kind);
  for (unsigned i = 0; i < count; i++) {
    used += snprintf(text + used, sizeof text - (size_t)used, "%s%s", i > 0 ? ", " : "", kind);
  }
  snprintf(text + used, sizeof text - (size_t)used, ")");
  return fixture_bind(machine, text);
}

static airlock_scalar call(airlock_machine *machine, const airlock_callee *callee,
                           const airlock_scalar *args, size_t num_args) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
  return result;
}

// The whole immediate, so that nothing is left above a kind's bits.
static void expect_scalar(airlock_scalar found, airlock_scalar expected, const char *what) {
  cr_expect_eq(found.kind, expected.kind, "%s: kind %s", what, airlock_kind_name(found.kind));
  cr_expect_eq(found.reserved, 0, "%s: reserved bits", what);
  cr_expect_eq(found.as.bits[0], expected.as.bits[0], "%s: 0x%llx, expected 0x%llx", what,
               (unsigned long long)found.as.bits[0], (unsigned long long)expected.as.bits[0]);
  cr_expect_eq(found.as.bits[1], expected.as.bits[1], "%s: high bits", what);
}

// ------------------------------------------------------------------------------------------ values

Test(scalars, integers_go_in_and_come_back_at_all_their_edges) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  for (size_t i = 0; i < NUM_INTEGERS; i++) {
    const char *name = integer_names[i];
    airlock_kind kind = kind_named(name);
    const airlock_callee *echo = bind_uniform(machine, "echo", name, 1);
    const airlock_callee *next = bind_uniform(machine, "next", name, 1);
    const airlock_callee *sum = bind_uniform(machine, "sum", name, 2);
    for (size_t j = 0; j < NUM_EDGES; j++) {
      airlock_scalar value = airlock_int(kind, edges[j]);
      expect_scalar(call(machine, echo, &value, 1), value, name);
      expect_scalar(call(machine, next, &value, 1), airlock_int(kind, edges[j] + 1), name);
      for (size_t k = 0; k < NUM_EDGES; k++) {
        airlock_scalar pair[] = {value, airlock_int(kind, edges[k])};
        expect_scalar(call(machine, sum, pair, 2), airlock_int(kind, edges[j] + edges[k]), name);
      }
    }
    bool is_signed = name[0] == 'i';
    unsigned bits = 8 * (unsigned)airlock_kind_size(kind);
    uint64_t smallest = is_signed ? UINT64_C(1) << (bits - 1) : 0;
    uint64_t greatest = is_signed ? smallest - 1 : UINT64_MAX;
    expect_scalar(call(machine, bind_uniform(machine, "min", name, 0), NULL, 0),
                  airlock_int(kind, smallest), name);
    expect_scalar(call(machine, bind_uniform(machine, "max", name, 0), NULL, 0),
                  airlock_int(kind, greatest), name);
  }
  airlock_machine_free(machine);
}

Test(scalars, floats_keep_every_bit_of_their_image) {
  static const uint32_t images_f32[] = {0,          0x80000000, 0x3f800000, 0xbf800000,
                                        1,          0x007fffff, 0x7f7fffff, 0x7f800000,
                                        0xff800000, 0x7fc12345, 0xffc00001, 0x7fa00001};
  static const uint64_t images_f64[] = {0,
                                        0x8000000000000000,
                                        0x3ff0000000000000,
                                        1,
                                        0x000fffffffffffff,
                                        0x7fefffffffffffff,
                                        0x7ff0000000000000,
                                        0xfff0000000000000,
                                        0x7ff8000123456789,
                                        0xfff8000000000001,
                                        0x7ff4000000000001};
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  for (size_t i = 0; i < sizeof images_f32 / sizeof images_f32[0]; i++) {
    airlock_scalar value = airlock_int(AIRLOCK_F32, images_f32[i]);
    expect_scalar(fixture_call(machine, "f32 echo_f32(f32)", &value, 1), value, "echo_f32");
    expect_scalar(fixture_call(machine, "u32 bits_of_f32(f32)", &value, 1),
                  airlock_int(AIRLOCK_U32, images_f32[i]), "bits_of_f32");
  }
  for (size_t i = 0; i < sizeof images_f64 / sizeof images_f64[0]; i++) {
    airlock_scalar value = airlock_int(AIRLOCK_F64, images_f64[i]);
    expect_scalar(fixture_call(machine, "f64 echo_f64(f64)", &value, 1), value, "echo_f64");
    expect_scalar(fixture_call(machine, "u64 bits_of_f64(f64)", &value, 1),
                  airlock_int(AIRLOCK_U64, images_f64[i]), "bits_of_f64");
  }
  expect_scalar(fixture_call(machine, "f32 nan_f32()", NULL, 0),
                airlock_int(AIRLOCK_F32, 0x7fc12345), "nan_f32");
  expect_scalar(fixture_call(machine, "f64 nan_f64()", NULL, 0),
                airlock_int(AIRLOCK_F64, 0x7ff8000123456789), "nan_f64");
  expect_scalar(fixture_call(machine, "f32 negative_zero_f32()", NULL, 0), airlock_f32(-0.0F),
                "negative_zero_f32");
  expect_scalar(fixture_call(machine, "f64 infinity_f64()", NULL, 0), airlock_f64(INFINITY),
                "infinity_f64");
  expect_scalar(fixture_call(machine, "f32 sum_f32(f32, f32)",
                             FIXTURE_ARGS(airlock_f32(1.5F), airlock_f32(-4.25F))),
                airlock_f32(-2.75F), "sum_f32");
  expect_scalar(fixture_call(machine, "f64 next_f64(f64)", FIXTURE_ARGS(airlock_f64(1e300))),
                airlock_f64(1e300), "next_f64");
  airlock_machine_free(machine);
}

Test(scalars, bool_and_char_go_in_and_come_back) {
  static const uint32_t chars[] = {0, 'a', 0xe4, 0xd7ff, 0xe000, 0xffff, 0x1f600, 0x10ffff};
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  for (uint64_t i = 0; i < 2; i++) {
    airlock_scalar value = airlock_int(AIRLOCK_BOOL, i);
    expect_scalar(fixture_call(machine, "bool echo_bool(bool)", &value, 1), value, "echo_bool");
    expect_scalar(fixture_call(machine, "bool next_bool(bool)", &value, 1),
                  airlock_int(AIRLOCK_BOOL, 1 - i), "next_bool");
  }
  for (size_t i = 0; i < sizeof chars / sizeof chars[0]; i++) {
    airlock_scalar value = airlock_int(AIRLOCK_CHAR, chars[i]);
    expect_scalar(fixture_call(machine, "char echo_char(char)", &value, 1), value, "echo_char");
  }
  airlock_machine_free(machine);
}

Test(scalars, null_pointers_and_null_functions_are_values) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("environment")));
  const airlock_pointer_rules rules = {
      .name = "Option<fn()>", .kind = AIRLOCK_FUNCTION, .nullable = true};
  const airlock_type *optional;
  cr_assert_ok(machine, airlock_type_pointer(machine, &optional, &rules));
  fixture_name_type("optional", optional);
  airlock_scalar null = airlock_pointer(airlock_ptr_from_address(0));
  airlock_scalar null_function = airlock_function_pointer(airlock_ptr_from_address(0));

  airlock_scalar result = fixture_call(machine, "pointer echo_pointer(pointer)", &null, 1);
  cr_expect_eq(result.kind, AIRLOCK_POINTER);
  cr_expect_eq(result.as.ptr.address, 0);
  result = fixture_call(machine, "optional echo_function(optional)", &null_function, 1);
  cr_expect_eq(result.kind, AIRLOCK_FUNCTION);
  cr_expect_eq(result.as.ptr.address, 0);
  result = fixture_call(machine, "bool is_null_function(optional)", &null_function, 1);
  cr_expect_eq(result.as.bits[0], 1);
  airlock_machine_free(machine);
}

// ---------------------------------------------------------------------------------- many arguments

Test(scalars, twelve_integers_of_each_kind_arrive_in_order) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  struct random random = random_begin(12);
  for (size_t i = 0; i < NUM_INTEGERS; i++) {
    airlock_kind kind = kind_named(integer_names[i]);
    const airlock_callee *callee = bind_uniform(machine, "sum_12", integer_names[i], 12);
    for (int round = 0; round < 50; round++) {
      airlock_scalar args[12];
      uint64_t sum = 0;
      for (uint64_t j = 0; j < 12; j++) {
        uint64_t value = random_next(&random);
        args[j] = airlock_int(kind, value);
        sum += (j + 1) * value;
      }
      expect_scalar(call(machine, callee, args, 12), airlock_int(kind, sum), integer_names[i]);
    }
  }
  airlock_machine_free(machine);
}

Test(scalars, twelve_named_arguments_are_each_right) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_scalar args[12];
  for (uint64_t i = 0; i < 12; i++) {
    args[i] = airlock_int(AIRLOCK_I32, 100 * (i + 1));
  }
  const char *declaration = "i32 wrong_of_12_i32(i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, "
                            "i32, i32)";
  cr_expect_eq(fixture_call(machine, declaration, args, 12).as.bits[0], 0);
  for (uint64_t i = 0; i < 12; i++) { // That the function would tell.
    args[i].as.bits[0]++;
    cr_expect_eq(fixture_call(machine, declaration, args, 12).as.bits[0], i + 1);
    args[i].as.bits[0]--;
  }
  airlock_machine_free(machine);
}

Test(scalars, narrow_negative_arguments_do_not_bleed_into_their_neighbours) {
  static const airlock_kind kinds[12] = {AIRLOCK_I8,  AIRLOCK_U8,  AIRLOCK_I16, AIRLOCK_U16,
                                         AIRLOCK_I32, AIRLOCK_U32, AIRLOCK_I64, AIRLOCK_U64,
                                         AIRLOCK_I8,  AIRLOCK_U16, AIRLOCK_I16, AIRLOCK_U8};
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_scalar args[12];
  for (uint64_t i = 0; i < 12; i++) {
    args[i] = airlock_int(kinds[i], -(i + 1));
  }
  airlock_scalar result = fixture_call(machine,
                                       "i32 wrong_of_mixed_integers(i8, u8, i16, u16, i32, u32, "
                                       "i64, u64, i8, u16, i16, u8)",
                                       args, 12);
  cr_expect_eq(result.as.bits[0], 0, "argument %llu", (unsigned long long)result.as.bits[0]);
  airlock_machine_free(machine);
}

Test(scalars, more_doubles_than_registers_arrive_in_order) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_scalar args[12];
  double sum = 0;
  for (int i = 0; i < 10; i++) {
    args[i] = airlock_f64(0.5 + i * i);
    sum += (i + 1) * (0.5 + i * i);
  }
  expect_scalar(fixture_call(machine,
                             "f64 sum_10_f64(f64, f64, f64, f64, f64, f64, f64, f64, f64, f64)",
                             args, 10),
                airlock_f64(sum), "sum_10_f64");
  for (int i = 0; i < 12; i++) {
    args[i] = airlock_f64(i - 5.25);
  }
  sum = 0;
  for (int i = 0; i < 12; i++) {
    sum += (i + 1) * (i - 5.25);
  }
  expect_scalar(call(machine, bind_uniform(machine, "sum_12", "f64", 12), args, 12),
                airlock_f64(sum), "sum_12_f64");
  for (int i = 0; i < 12; i++) {
    args[i] = airlock_f32((float)i - 5.25F);
  }
  expect_scalar(call(machine, bind_uniform(machine, "sum_12", "f32", 12), args, 12),
                airlock_f32((float)sum), "sum_12_f32");
  airlock_machine_free(machine);
}

Test(scalars, integers_and_floats_spill_independently) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  const airlock_scalar args[] = {airlock_int(AIRLOCK_I32, (uint64_t)-7), airlock_f64(1.5),
                                 airlock_int(AIRLOCK_I64, 1000000007),   airlock_f32(2.25F),
                                 airlock_int(AIRLOCK_U8, 255),           airlock_f64(-3.5),
                                 airlock_int(AIRLOCK_I16, (uint64_t)-9), airlock_f64(4.75),
                                 airlock_int(AIRLOCK_U64, 1234567),      airlock_f32(-5.5F),
                                 airlock_int(AIRLOCK_I32, (uint64_t)-6), airlock_f64(7.125),
                                 airlock_int(AIRLOCK_U32, 4000000000),   airlock_f64(8.5),
                                 airlock_int(AIRLOCK_I8, (uint64_t)-8),  airlock_f64(-9.25),
                                 airlock_int(AIRLOCK_BOOL, 1),           airlock_f64(10.5),
                                 airlock_int(AIRLOCK_U16, 65535),        airlock_f32(11.75F)};
  static const double values[] = {-7,   1.5,     1000000007, 2.25, 255,   -3.5, -9,
                                  4.75, 1234567, -5.5,       -6,   7.125, 4e9,  8.5,
                                  -8,   -9.25,   1,          10.5, 65535, 11.75};
  double sum = 0;
  for (int i = 0; i < 20; i++) {
    sum += (i + 1) * values[i];
  }
  expect_scalar(fixture_call(machine,
                             "f64 sum_spilled(i32, f64, i64, f32, u8, f64, i16, f64, u64, f32, "
                             "i32, f64, u32, f64, i8, f64, bool, f64, u16, f32)",
                             args, 20),
                airlock_f64(sum), "sum_spilled");
  airlock_machine_free(machine);
}

#define DESCRIBE "i32 describe_scalars(pointer, usize, i8, u64, f32, f64, bool, char, pointer)"

static void fill_describe_args(airlock_scalar *args, airlock_ptr text) {
  const airlock_scalar values[] = {airlock_pointer(text),
                                   airlock_int(AIRLOCK_USIZE, 64),
                                   airlock_int(AIRLOCK_I8, (uint64_t)-1),
                                   airlock_int(AIRLOCK_U64, 2),
                                   airlock_f32(3.5F),
                                   airlock_f64(4.25),
                                   airlock_int(AIRLOCK_BOOL, 1),
                                   airlock_int(AIRLOCK_CHAR, 'a'),
                                   airlock_pointer(airlock_ptr_from_address(0))};
  memcpy(args, values, sizeof values);
}

Test(scalars, all_kinds_at_once_are_seen_as_they_are) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_ptr text = fixture_allocate(machine, 64, 1);
  airlock_scalar args[9];
  fill_describe_args(args, text);
  airlock_scalar length = fixture_call(machine, DESCRIBE, args, 9);
  char found[64];
  cr_assert_ok(machine, airlock_read(machine, found, text, length.as.bits[0] + 1));
  cr_expect_str_eq(found, "-1 2 3.5 4.25 true U+61 (null)");
  airlock_machine_free(machine);
}

// --------------------------------------------------------------------------------------- registers

struct dirty_row {
  char declaration[40];
  airlock_kind kind;
  uint64_t bits;
};

Test(scalars, bits_above_a_narrow_result_are_not_looked_at) {
  static const struct dirty_row rows[] = {
      {"i8 dirty_i8()", AIRLOCK_I8, 0x85},          {"u8 dirty_u8()", AIRLOCK_U8, 0x85},
      {"i16 dirty_i16()", AIRLOCK_I16, 0x8001},     {"u16 dirty_u16()", AIRLOCK_U16, 0x8001},
      {"i32 dirty_i32()", AIRLOCK_I32, 0x80000001}, {"u32 dirty_u32()", AIRLOCK_U32, 0x80000001},
      {"bool dirty_bool()", AIRLOCK_BOOL, 1},       {"char dirty_char()", AIRLOCK_CHAR, 0x61}};
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    expect_scalar(fixture_call(machine, rows[i].declaration, NULL, 0),
                  airlock_int(rows[i].kind, rows[i].bits), rows[i].declaration);
  }
  airlock_machine_free(machine);
}

// Compilers expect a narrow argument to be extended to 32 bits.
Test(scalars, narrow_arguments_are_extended_to_32_bits) {
  static const struct dirty_row rows[] = {{"u64 received_i8(i8)", AIRLOCK_I8, 0x80},
                                          {"u64 received_u8(u8)", AIRLOCK_U8, 0x80},
                                          {"u64 received_i16(i16)", AIRLOCK_I16, 0x8000},
                                          {"u64 received_u16(u16)", AIRLOCK_U16, 0x8000},
                                          {"u64 received_bool(bool)", AIRLOCK_BOOL, 1}};
  static const uint32_t expected[] = {0xffffff80, 0x80, 0xffff8000, 0x8000, 1};
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    airlock_scalar value = airlock_int(rows[i].kind, rows[i].bits);
    airlock_scalar received = fixture_call(machine, rows[i].declaration, &value, 1);
    cr_expect_eq((uint32_t)received.as.bits[0], expected[i], "%s: %llx", rows[i].declaration,
                 (unsigned long long)received.as.bits[0]);
  }
  airlock_machine_free(machine);
}

Test(scalars, function_without_result_leaves_the_result_alone) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_scalar args[12];
  for (uint64_t i = 0; i < 12; i++) {
    args[i] = airlock_int(AIRLOCK_I32, i);
  }
  airlock_scalar result = airlock_int128(AIRLOCK_U128, 0x1111, 0x2222);
  const airlock_callee *nothing = fixture_bind(machine, "void nothing()");
  const airlock_callee *nothing_of_12 = fixture_bind(
      machine, "void nothing_of_12(i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32)");
  cr_assert_ok(machine, airlock_call(machine, nothing, NULL, 0, &result));
  cr_assert_ok(machine, airlock_call(machine, nothing_of_12, args, 12, &result));
  expect_scalar(result, airlock_int128(AIRLOCK_U128, 0x1111, 0x2222), "result");
  cr_assert_ok(machine, airlock_call(machine, nothing, NULL, 0, NULL));
  cr_assert_ok(machine, airlock_call(machine, nothing_of_12, args, 12, NULL));
  airlock_machine_free(machine);
}

// ------------------------------------------------------------------------------- refused arguments

static unsigned num_warnings;

static void count_warning(void *context, const airlock_report *report) {
  (void)context;
  (void)report;
  num_warnings++;
}

struct calm {
  airlock_machine *machine;
  airlock_ptr memory; // Passed beside what is wrong.
  uint64_t epoch;
  airlock_statistics statistics;
  uint8_t bytes[64];
};

static struct calm calm_begin(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.warning = count_warning;
  struct calm calm = {.machine = fixture_machine(&config, "scalars")};
  calm.memory = fixture_allocate(calm.machine, 64, 8);
  cr_assert_ok(calm.machine, airlock_fill(calm.machine, calm.memory, 0x77, 40));
  return calm;
}

static void calm_note(struct calm *calm) {
  calm->epoch = calm->machine->epoch;
  airlock_get_statistics(calm->machine, &calm->statistics);
  memcpy(calm->bytes, (const void *)(uintptr_t)calm->memory.address, sizeof calm->bytes);
}

// Expects that a call was refused at this argument (-1: none) and changed nothing.
static void calm_expect(const struct calm *calm, int argument, const char *what) {
  const airlock_report *report = airlock_last_report(calm->machine);
  cr_expect_eq(report->argument, argument, "%s: argument %d", what, report->argument);
  if (argument >= 0) {
    cr_expect_str_eq(report->function, "describe_scalars", "%s", what);
  }
  airlock_statistics statistics;
  airlock_get_statistics(calm->machine, &statistics);
  cr_expect_eq(memcmp(&statistics, &calm->statistics, sizeof statistics), 0, "%s: statistics",
               what);
  cr_expect_eq(calm->machine->epoch, calm->epoch, "%s: epoch", what);
  cr_expect_eq(calm->machine->pending, 0, "%s: pending", what);
  cr_expect_not(fixture_is_exposed(calm->machine, calm->memory), "%s: exposed", what);
  cr_expect_eq(num_warnings, 0, "%s: warnings", what);
  cr_expect_eq(
      memcmp(calm->bytes, (const void *)(uintptr_t)calm->memory.address, sizeof calm->bytes), 0,
      "%s: memory", what);
  cr_expect_not(fixture_byte(calm->machine, calm->memory, 40).init, "%s: initialisation", what);
  cr_expect_null(airlock_memory_check(calm->machine));
}

Test(scalars, argument_of_another_kind_is_refused_at_its_index) {
  struct calm calm = calm_begin();
  const airlock_callee *callee = fixture_bind(calm.machine, DESCRIBE);
  airlock_scalar args[9];
  fill_describe_args(args, calm.memory);
  calm_note(&calm);
  for (int i = 0; i < 9; i++) {
    airlock_scalar right = args[i];
    for (int kind = 0; kind < AIRLOCK_NUM_KINDS; kind++) {
      if ((airlock_kind)kind == right.kind) {
        continue;
      }
      args[i] = airlock_int((airlock_kind)kind, 1);
      airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
      bool uninit = kind == AIRLOCK_UNINIT;
      char expected[64];
      snprintf(expected, sizeof expected,
               uninit ? "requires an initialized %s" : "expected a value of kind %s",
               airlock_kind_name(right.kind));
      cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, args, 9, &result),
                        uninit ? AIRLOCK_UB_UNINITIALIZED : AIRLOCK_USAGE_KIND, expected);
      calm_expect(&calm, i, airlock_kind_name((airlock_kind)kind));
      expect_scalar(result, airlock_int(AIRLOCK_U16, 99), "result");
    }
    args[i] = right;
  }
  airlock_machine_free(calm.machine);
}

Test(scalars, wrong_number_of_arguments_is_refused) {
  struct calm calm = calm_begin();
  const airlock_callee *callee = fixture_bind(calm.machine, DESCRIBE);
  airlock_scalar args[12];
  fill_describe_args(args, calm.memory);
  calm_note(&calm);
  for (size_t count = 0; count < 12; count++) {
    if (count != 9) {
      airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
      cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, args, count, &result),
                        AIRLOCK_USAGE_ARGUMENT, "`describe_scalars` takes 9 arguments");
      calm_expect(&calm, -1, "count");
      expect_scalar(result, airlock_int(AIRLOCK_U16, 99), "result");
    }
  }
  airlock_machine_free(calm.machine);
}

Test(scalars, missing_place_for_arguments_or_result_is_refused) {
  struct calm calm = calm_begin();
  const airlock_callee *callee = fixture_bind(calm.machine, DESCRIBE);
  airlock_scalar args[9];
  fill_describe_args(args, calm.memory);
  calm_note(&calm);
  cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, args, 9, NULL),
                    AIRLOCK_USAGE_ARGUMENT, "result");
  calm_expect(&calm, -1, "result");
  airlock_scalar result;
  cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, NULL, 9, &result),
                    AIRLOCK_USAGE_ARGUMENT, "arguments");
  calm_expect(&calm, -1, "arguments");
  airlock_machine_free(calm.machine);
}

// What is not a value of its type, as the type of one argument of describe_scalars.
struct invalid_row {
  char type[16];
  airlock_kind kind;
  int argument;
  uint64_t bits; // Pointers: an offset into the memory if `inside`, else an address.
  bool inside;
  char message[80];
};

static const struct invalid_row invalid_rows[] = {
    {"bool", AIRLOCK_BOOL, 6, 2, false, "of type bool: encountered 0x02, but expected a boolean"},
    {"bool", AIRLOCK_BOOL, 6, 255, false, "of type bool: encountered 0xff"},
    {"char", AIRLOCK_CHAR, 7, 0xd800, false, "of type char: encountered 0x0000d800"},
    {"char", AIRLOCK_CHAR, 7, 0xdfff, false, "of type char: encountered 0x0000dfff"},
    {"char", AIRLOCK_CHAR, 7, 0x110000, false, "of type char: encountered 0x00110000"},
    {"Color", AIRLOCK_I8, 2, 3, false, "of type Color: encountered 0x03"},
    {"Color", AIRLOCK_I8, 2, 0xfe, false, "of type Color: encountered 0xfe"},
    {"Never", AIRLOCK_U64, 3, 0, false, "of type Never: encountered 0x"},
    {"&i64", AIRLOCK_POINTER, 8, 0, false, "of type &i64: encountered a null reference"},
    {"&i64", AIRLOCK_POINTER, 8, 0x1000, false,
     "encountered a dangling reference (0x1000[noalloc] has no provenance)"},
    {"&i64", AIRLOCK_POINTER, 8, 4, true,
     "an unaligned reference (required 8 byte alignment but found 4)"},
    {"&i64", AIRLOCK_POINTER, 8, 64, true, "a dangling reference"},
    {"&i64", AIRLOCK_POINTER, 8, (uint64_t)-8, true, "a dangling reference"},
    {"Option<&i64>", AIRLOCK_POINTER, 8, 4, true, "an unaligned reference"},
    {"NonNull<u8>", AIRLOCK_POINTER, 8, 0, false, "of type NonNull<u8>: encountered a null"},
    {"Box<i64>", AIRLOCK_POINTER, 8, 0, false, "encountered a null box"},
    {"fn", AIRLOCK_FUNCTION, 8, 0, false, "encountered a null function pointer"},
};
#define NUM_INVALID_ROWS (sizeof invalid_rows / sizeof invalid_rows[0])

static void name_pointer(airlock_machine *machine, const char *name, bool nullable,
                         bool dereferenceable) {
  const airlock_pointer_rules rules = {.name = name,
                                       .kind = AIRLOCK_POINTER,
                                       .nullable = nullable,
                                       .dereferenceable = dereferenceable,
                                       .target_size = 8,
                                       .target_align = 8};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_pointer(machine, &type, &rules));
  fixture_name_type(name, type);
}

static void name_types(airlock_machine *machine) {
  static const uint64_t colors[] = {0, 1, 2, 0xff};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_enum(machine, &type, "Color", AIRLOCK_I8, colors, 4));
  fixture_name_type("Color", type);
  cr_assert_ok(machine, airlock_type_enum(machine, &type, "UColor", AIRLOCK_U8, colors, 4));
  fixture_name_type("UColor", type);
  cr_assert_ok(machine, airlock_type_enum(machine, &type, "Never", AIRLOCK_U64, NULL, 0));
  fixture_name_type("Never", type);
  name_pointer(machine, "&i64", false, true);
  name_pointer(machine, "Option<&i64>", true, true);
  name_pointer(machine, "NonNull<u8>", false, false);
  name_pointer(machine, "Box<i64>", false, true);
}

static const airlock_callee *bind_describe_with(airlock_machine *machine, int argument,
                                                const char *type) {
  static const char *const types[9] = {"pointer", "usize", "i8",   "u64",    "f32",
                                       "f64",     "bool",  "char", "pointer"};
  char declaration[200] = "i32 describe_scalars(";
  for (int i = 0; i < 9; i++) {
    size_t used = strlen(declaration);
    snprintf(declaration + used, sizeof declaration - used, "%s%s", i == argument ? type : types[i],
             i == 8 ? ")" : ", ");
  }
  return fixture_bind(machine, declaration);
}

static airlock_scalar invalid_scalar(const struct invalid_row *row, airlock_ptr memory) {
  airlock_scalar scalar = {.kind = row->kind, .as.bits = {row->bits, 0}};
  if (row->kind == AIRLOCK_POINTER || row->kind == AIRLOCK_FUNCTION) {
    scalar.as.ptr = row->inside ? airlock_ptr_wrapping_add(memory, row->bits)
                                : airlock_ptr_from_address(row->bits);
  }
  return scalar;
}

Test(scalars, invalid_argument_is_undefined_behavior_at_its_index) {
  struct calm calm = calm_begin();
  name_types(calm.machine);
  airlock_scalar args[9];
  for (size_t i = 0; i < NUM_INVALID_ROWS; i++) {
    const struct invalid_row *row = &invalid_rows[i];
    const airlock_callee *callee = bind_describe_with(calm.machine, row->argument, row->type);
    fill_describe_args(args, calm.memory);
    args[row->argument] = invalid_scalar(row, calm.memory);
    calm_note(&calm);
    airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
    cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, args, 9, &result),
                      AIRLOCK_UB_INVALID_VALUE, row->message);
    calm_expect(&calm, row->argument, row->message);
    expect_scalar(result, airlock_int(AIRLOCK_U16, 99), "result");
  }
  airlock_machine_free(calm.machine);
}

Test(scalars, references_to_freed_memory_are_dangling) {
  struct calm calm = calm_begin();
  name_types(calm.machine);
  airlock_ptr freed = fixture_allocate(calm.machine, 8, 8);
  cr_assert_ok(calm.machine, airlock_deallocate(calm.machine, freed, 8, 8));
  const airlock_callee *callee = bind_describe_with(calm.machine, 8, "&i64");
  airlock_scalar args[9];
  fill_describe_args(args, calm.memory);
  args[8] = airlock_pointer(freed);
  calm_note(&calm);
  airlock_scalar result;
  cr_expect_failure(calm.machine, airlock_call(calm.machine, callee, args, 9, &result),
                    AIRLOCK_UB_INVALID_VALUE, "has been freed");
  calm_expect(&calm, 8, "freed");
  airlock_machine_free(calm.machine);
}

Test(scalars, valid_values_of_restricted_types_pass) {
  struct calm calm = calm_begin();
  name_types(calm.machine);
  airlock_scalar args[9];
  struct {
    char type[16];
    int argument;
    airlock_scalar scalar;
  } rows[] = {{"Color", 2, airlock_int(AIRLOCK_I8, 0xff)},
              {"&i64", 8, airlock_pointer(calm.memory)},
              {"&i64", 8, fixture_pointer_at(calm.memory, 56)},
              {"Option<&i64>", 8, airlock_pointer(airlock_ptr_from_address(0))},
              {"NonNull<u8>", 8, airlock_pointer(airlock_ptr_from_address(1))},
              {"Box<i64>", 8, airlock_pointer(calm.memory)}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const airlock_callee *callee = bind_describe_with(calm.machine, rows[i].argument, rows[i].type);
    fill_describe_args(args, calm.memory);
    args[rows[i].argument] = rows[i].scalar;
    airlock_scalar result;
    cr_expect_eq(airlock_call(calm.machine, callee, args, 9, &result), AIRLOCK_OK, "%s: %s",
                 rows[i].type, airlock_last_report(calm.machine)->message);
  }
  airlock_machine_free(calm.machine);
}

// --------------------------------------------------------------------------------- invalid results

struct result_row {
  char declaration[48];
  airlock_kind kind; // Of the argument.
  uint64_t bits;     // As in struct invalid_row.
  bool inside;
  char message[80];
};

static const struct result_row result_rows[] = {
    {"bool byte_as_result(u8)", AIRLOCK_U8, 2, false, "of type bool: encountered 0x02"},
    {"bool byte_as_result(u8)", AIRLOCK_U8, 0xff, false, "of type bool: encountered 0xff"},
    {"UColor byte_as_result(u8)", AIRLOCK_U8, 7, false, "of type UColor: encountered 0x07"},
    {"char echo_char(u32)", AIRLOCK_U32, 0xd800, false, "of type char: encountered 0x0000d800"},
    {"char next_char(char)", AIRLOCK_CHAR, 0x10ffff, false, "encountered 0x00110000"},
    {"&i64 echo_pointer(pointer)", AIRLOCK_POINTER, 0, false, "a null reference"},
    {"&i64 echo_pointer(pointer)", AIRLOCK_POINTER, 0x1000, false, "has no provenance"},
    {"&i64 echo_pointer(pointer)", AIRLOCK_POINTER, 4, true, "an unaligned reference"},
    {"Box<i64> echo_pointer(pointer)", AIRLOCK_POINTER, 0, false, "a null box"},
    {"NonNull<u8> echo_pointer(pointer)", AIRLOCK_POINTER, 0, false, "a null pointer"},
    {"fn echo_function(pointer)", AIRLOCK_POINTER, 0, false, "a null function pointer"},
};

Test(scalars, invalid_result_is_undefined_behavior_of_the_named_function) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  name_types(machine);
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  for (size_t i = 0; i < sizeof result_rows / sizeof result_rows[0]; i++) {
    const struct result_row *row = &result_rows[i];
    const struct invalid_row like = {"", row->kind, 0, row->bits, row->inside, ""};
    airlock_scalar arg = invalid_scalar(&like, memory);
    airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
    const airlock_callee *callee = fixture_bind(machine, row->declaration);
    cr_expect_failure(machine, airlock_call(machine, callee, &arg, 1, &result),
                      AIRLOCK_UB_INVALID_VALUE, row->message);
    expect_scalar(result, airlock_int(AIRLOCK_U16, 99), row->declaration);
    const airlock_report *report = airlock_last_report(machine);
    cr_expect_eq(report->argument, -1, "%s", row->declaration);
    cr_assert_not_null(report->function);
    cr_expect(strstr(row->declaration, report->function) != NULL, "%s", report->function);
    airlock_statistics statistics;
    airlock_get_statistics(machine, &statistics);
    cr_expect_eq(statistics.native_calls, i + 1, "the call has happened");
  }
  airlock_machine_free(machine);
}

Test(scalars, dirty_register_is_no_excuse_for_an_invalid_bool) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  airlock_scalar result;
  cr_expect_failure(
      machine,
      airlock_call(machine, fixture_bind(machine, "bool dirty_not_bool()"), NULL, 0, &result),
      AIRLOCK_UB_INVALID_VALUE, "encountered 0x02, but expected a boolean");
  airlock_machine_free(machine);
}

Test(scalars, reference_that_comes_back_needs_exposed_memory_or_memory_of_native_code) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("memory")));
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("environment")));
  name_types(machine);
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  const airlock_callee *cast = fixture_bind(machine, "&i64 integer_to_pointer(usize)");
  airlock_scalar address = airlock_int(AIRLOCK_USIZE, memory.address);
  airlock_scalar result;
  cr_expect_failure(machine, airlock_call(machine, cast, &address, 1, &result),
                    AIRLOCK_UB_INVALID_VALUE, "has no provenance");
  cr_assert_ok(machine, airlock_expose(machine, memory));
  cr_assert_ok(machine, airlock_call(machine, cast, &address, 1, &result));
  cr_expect_eq(airlock_prov_kind_of(result.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  address.as.bits[0] += 16;
  cr_expect_failure(machine, airlock_call(machine, cast, &address, 1, &result),
                    AIRLOCK_UB_INVALID_VALUE, "has no provenance");

  cr_expect_eq(fixture_call(machine, "&i64 own_numbers()", NULL, 0).kind, AIRLOCK_POINTER);
  cr_expect_eq(fixture_call(machine, "fn own_function()", NULL, 0).kind, AIRLOCK_FUNCTION);
  airlock_machine_free(machine);
}

// ---------------------------------------------------------- types that native code cannot be given

static void name_strange_types(airlock_machine *machine) {
  const airlock_type *u8 = airlock_type_scalar(machine, AIRLOCK_U8);
  const airlock_type *type;
  const airlock_field bytes[] = {{"a", 0, u8}, {"b", 1, u8}};
  cr_assert_ok(machine, airlock_type_layout(machine, &type, "(u8,u8)", 2, 1, bytes, 2));
  fixture_name_type("Tuple", type);
  const airlock_field in_layout[] = {{"pair", 0, type}};
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "WithTuple", in_layout, 1));
  fixture_name_type("WithTuple", type);
  cr_assert_ok(machine, airlock_type_raw(machine, &type, "MaybeUninit", 8, 8));
  fixture_name_type("MaybeUninit", type);
  const airlock_field in_raw[] = {{"number", 0, u8}, {"raw", 0, type}};
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "WithRaw", in_raw, 2));
  fixture_name_type("WithRaw", type);
  cr_assert_ok(machine, airlock_type_array(machine, &type, u8, 4));
  fixture_name_type("[u8;4]", type);
  cr_assert_ok(machine, airlock_type_array(machine, &type, u8, 0));
  const airlock_field in_empty[] = {{"nothing", 0, type}};
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "ZeroSized", in_empty, 1));
  fixture_name_type("ZeroSized", type);
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "Empty", NULL, 0));
  fixture_name_type("Empty", type);
  const airlock_field pair[] = {{"a", 0, u8}, {"b", 0, airlock_type_scalar(machine, AIRLOCK_U64)}};
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "Packed", pair, 2));
  cr_assert_ok(machine, airlock_type_packed(machine, &type, type, 1));
  fixture_name_type("Packed", type);
}

static const char *const strange_types[] = {"Tuple",  "WithTuple", "MaybeUninit", "WithRaw",
                                            "[u8;4]", "ZeroSized", "Empty",       "Packed"};
#define NUM_STRANGE_TYPES (sizeof strange_types / sizeof strange_types[0])

static airlock_status bind_text(airlock_machine *machine, const char *declaration) {
  char name[64];
  const airlock_signature *signature = fixture_signature(machine, name, declaration);
  const airlock_callee *callee = NULL;
  airlock_status status = airlock_bind(machine, &callee, name, signature);
  cr_expect_eq(callee == NULL, status != AIRLOCK_OK, "output of %s", declaration);
  return status;
}

Test(scalars, type_that_native_code_cannot_be_given_is_refused_when_bound) {
  airlock_machine *machine = fixture_machine(NULL, "scalars");
  name_strange_types(machine);
  for (size_t i = 0; i < NUM_STRANGE_TYPES; i++) {
    const char *type = strange_types[i];
    size_t length = strlen(type);
    const char *shown = airlock_type_name(fixture_type(machine, type, length));
    for (int index = 0; index < 3; index++) {
      char declaration[128];
      char expected[128];
      snprintf(declaration, sizeof declaration, "i32 nothing(%s, %s, %s)", index == 0 ? type : "u8",
               index == 1 ? type : "u8", index == 2 ? type : "u8");
      snprintf(expected, sizeof expected,
               "unsupported argument type for native call: %s (argument #%d of `nothing`)", shown,
               index + 1);
      for (int attempt = 0; attempt < 2; attempt++) {
        cr_expect_failure(machine, bind_text(machine, declaration), AIRLOCK_UNSUPPORTED_ARGUMENT,
                          expected);
        cr_expect_eq(airlock_last_report(machine)->argument, index);
      }
    }
    char declaration[128];
    char expected[128];
    snprintf(declaration, sizeof declaration, "%s nothing(u8)", type);
    snprintf(expected, sizeof expected,
             "unsupported return type for native call: %s (of `nothing`)", shown);
    cr_expect_failure(machine, bind_text(machine, declaration), AIRLOCK_UNSUPPORTED_RESULT,
                      expected);
    cr_expect_eq(airlock_last_report(machine)->argument, -1);
    cr_assert_not_null(airlock_last_report(machine)->function);
    cr_expect_str_eq(airlock_last_report(machine)->function, "nothing");
  }
  cr_expect_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}
