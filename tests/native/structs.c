// SPDX-License-Identifier: MIT
//
// Structs by value, in and out: every size from 1 to 40 bytes and every class of the psABI, nested,
// with arrays, with pointers; and what no value is, at the path of the part that is wrong.
//
// A struct is written down as its members: "u8 3*{f32 f32} i32" is a byte, an array of three pairs
// of floats, and an integer. `struct shape` is made of that: the airlock type, and all its scalars
// in order, each with offset, kind and path. Members are named a, b, c and so on.
#include "fixture.h"
#include "machine/type.h"

#include <ctype.h>
#include <stdlib.h>

#define MAX_ELEMENTS 320
#define MAX_BYTES 2560
#define GUARD 16 // Bytes on both sides of a struct in memory, which must stay as they are.

struct element {
  airlock_kind kind;
  uint64_t offset;
  char path[24];
};

struct shape {
  const airlock_type *type;
  uint64_t size;
  bool has_float;
  size_t num_elements;
  struct element elements[MAX_ELEMENTS];
};

static airlock_machine *machine;
static struct shape shape; // The one at hand.

static void open_fixture(void) {
  machine = fixture_machine(NULL, "structs");
}

static void close_fixture(void) {
  cr_expect_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}

TestSuite(structs, .init = open_fixture, .fini = close_fixture);

// ------------------------------------------------------------------------------------------ shapes

static const airlock_type *read_members(const char **io_text, const char *name);

static const airlock_type *read_member(const char **io_text) {
  const char *text = *io_text;
  if (isdigit((unsigned char)*text)) {
    char *end;
    uint64_t count = strtoull(text, &end, 10);
    *io_text = end + 1; // Over the `*`.
    const airlock_type *element = read_member(io_text);
    const airlock_type *array;
    cr_assert_ok(machine, airlock_type_array(machine, &array, element, count));
    return array;
  }
  if (*text == '{') {
    *io_text = text + 1;
    const airlock_type *inner = read_members(io_text, "Inner");
    (*io_text)++; // Over the `}`.
    return inner;
  }
  size_t length = strcspn(text, " }");
  *io_text = text + length;
  return fixture_type(machine, text, length);
}

static const airlock_type *read_members(const char **io_text, const char *name) {
  static const char *const names[] = {"a", "b", "c", "d", "e", "f"};
  airlock_field fields[6];
  size_t count = 0;
  while (**io_text != '\0' && **io_text != '}') {
    cr_assert(count < 6);
    fields[count] = (airlock_field){names[count], 0, read_member(io_text)};
    count++;
    *io_text += strspn(*io_text, " ");
  }
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_struct(machine, &type, name, fields, count));
  return type;
}

// Lists the scalars of a type.
static void list_elements(const airlock_type *type, uint64_t offset, const char *path) {
  char part[64];
  if (type->class == TYPE_SCALAR) {
    cr_assert(shape.num_elements < MAX_ELEMENTS);
    struct element *element = &shape.elements[shape.num_elements++];
    *element = (struct element){.kind = type->kind, .offset = offset};
    snprintf(element->path, sizeof element->path, "%.23s", path);
    shape.has_float |= element->kind == AIRLOCK_F32 || element->kind == AIRLOCK_F64;
  }
  for (size_t i = 0; i < type->num_fields; i++) {
    snprintf(part, sizeof part, "%s.%s", path, type->fields[i].name);
    list_elements(type->fields[i].type, offset + type->fields[i].offset, part);
  }
  for (uint64_t i = 0; type->class == TYPE_ARRAY && i < type->count; i++) {
    snprintf(part, sizeof part, "%s[%llu]", path, (unsigned long long)i);
    list_elements(type->element, offset + i * type->element->size, part);
  }
}

// Makes the shape at hand; declarations may then call its type T.
static void take_shape(const char *text) {
  memset(&shape, 0, sizeof shape);
  shape.type = read_members(&text, "T");
  shape.size = airlock_type_size(shape.type);
  list_elements(shape.type, 0, "");
  fixture_types.count = 0;
  fixture_name_type("T", shape.type);
}

// -------------------------------------------------------------------------------------------------
// values: element i of the value of a seed is seed + 3 * i, as its type

static airlock_scalar element_value(size_t index, uint64_t seed) {
  uint64_t value = seed + 3 * index;
  switch (shape.elements[index].kind) {
  case AIRLOCK_F32:
    return airlock_f32((float)value);
  case AIRLOCK_F64:
    return airlock_f64((double)value);
  case AIRLOCK_BOOL:
    return airlock_int(AIRLOCK_BOOL, value != 0);
  default:
    return airlock_int(shape.elements[index].kind, value);
  }
}

static double element_number(size_t index, uint64_t seed) {
  airlock_scalar value = element_value(index, seed);
  uint64_t bits = value.as.bits[0];
  switch (value.kind) {
  case AIRLOCK_F32:
  case AIRLOCK_F64:
    return (double)(seed + 3 * index);
  case AIRLOCK_I8:
    return (int8_t)bits;
  case AIRLOCK_I16:
    return (int16_t)bits;
  case AIRLOCK_I32:
    return (int32_t)bits;
  default:
    return (double)bits;
  }
}

// The fixture's sum. All numbers are small enough for doubles to be exact.
static double expected_sum(uint64_t seed) {
  double sum = 0;
  for (size_t i = 0; i < shape.num_elements; i++) {
    sum += (double)(i + 1) * element_number(i, seed);
  }
  return sum;
}

static double number(airlock_scalar scalar) {
  if (scalar.kind == AIRLOCK_F64) {
    double value;
    memcpy(&value, &scalar.as.bits[0], sizeof value);
    return value;
  }
  return (double)(int64_t)scalar.as.bits[0];
}

static bool is_padding(uint64_t offset) {
  for (size_t i = 0; i < shape.num_elements; i++) {
    uint64_t size = airlock_kind_size(shape.elements[i].kind);
    if (offset - shape.elements[i].offset < size) {
      return false;
    }
  }
  return true;
}

// A struct between its guards, every byte written over with 0x5a.
static airlock_ptr allocate_struct(void) {
  airlock_ptr block = fixture_allocate(machine, shape.size + 2 * GUARD, 16);
  cr_assert_ok(machine, airlock_fill(machine, block, 0x5a, shape.size + 2 * GUARD));
  return airlock_ptr_wrapping_add(block, GUARD);
}

static void free_struct(airlock_ptr pointer) {
  pointer = airlock_ptr_wrapping_add(pointer, (uint64_t)-GUARD);
  cr_assert_ok(machine, airlock_deallocate(machine, pointer, shape.size + 2 * GUARD, 16));
}

// Elements as of the seed; padding is not initialised and has the stale value 0x5a.
static void store_value(airlock_ptr pointer, uint64_t seed) {
  cr_assert_ok(machine, airlock_deinit(machine, pointer, shape.size));
  for (size_t i = 0; i < shape.num_elements; i++) {
    fixture_store(machine, pointer, shape.elements[i].offset, element_value(i, seed));
  }
}

static void expect_value(airlock_ptr pointer, uint64_t seed, const char *what) {
  for (size_t i = 0; i < shape.num_elements; i++) {
    const struct element *element = &shape.elements[i];
    airlock_scalar found = fixture_load(machine, pointer, element->offset, element->kind);
    cr_assert_eq(found.as.bits[0], element_value(i, seed).as.bits[0], "%s at %s", what,
                 element->path);
  }
}

// A value that a call returned: plain elements, padding uninitialised, nothing around it touched.
static void expect_result(airlock_ptr pointer, uint64_t seed, const char *what) {
  expect_value(pointer, seed, what);
  for (uint64_t i = 0; i < shape.size; i++) {
    airlock_byte byte = fixture_byte(machine, pointer, i);
    cr_assert_eq(byte.init, !is_padding(i), "%s: byte %llu", what, (unsigned long long)i);
    cr_assert_eq(byte.prov.alloc.value, 0, "%s: byte %llu", what, (unsigned long long)i);
  }
  for (uint64_t i = 0; i < GUARD; i++) {
    airlock_byte before = fixture_byte(machine, pointer, i - GUARD);
    airlock_byte behind = fixture_byte(machine, pointer, shape.size + i);
    cr_assert(before.init && before.value == 0x5a, "%s: %llu bytes before", what,
              (unsigned long long)(GUARD - i));
    cr_assert(behind.init && behind.value == 0x5a, "%s: %llu bytes behind", what,
              (unsigned long long)i);
  }
}

// -------------------------------------------------------------------------------------------------
// the fixture's functions, for one shape

static const airlock_callee *bind_for(const char *format, const char *name) {
  char declaration[160];
  const char *sum = shape.has_float ? "f64" : "i64";
  int used = 0;
  for (const char *at = format; *at != '\0'; at++) {
    const char *piece = *at == '@' ? name : *at == '$' ? sum : NULL;
    used += piece != NULL
                ? snprintf(declaration + used, sizeof declaration - (size_t)used, "%s", piece)
                : snprintf(declaration + used, sizeof declaration - (size_t)used, "%c", *at);
  }
  return fixture_bind(machine, declaration);
}

static airlock_scalar call(const airlock_callee *callee, const airlock_scalar *args,
                           size_t num_args) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
  return result;
}

static void check_arguments(const char *name, airlock_ptr first, airlock_ptr second) {
  store_value(first, 1);
  store_value(second, 100);
  airlock_scalar x = airlock_pointer(first);
  airlock_scalar y = airlock_pointer(second);
  cr_expect_eq(number(call(bind_for("$ sum_@(T)", name), &x, 1)), expected_sum(1), "sum_%s", name);

  airlock_scalar spill[7];
  for (uint64_t i = 0; i < 7; i++) {
    spill[i] = i == 5 ? x : airlock_int(AIRLOCK_I64, i < 5 ? i + 1 : i);
  }
  cr_expect_eq(number(call(bind_for("$ spill_@(i64, i64, i64, i64, i64, T, i64)", name), spill, 7)),
               expected_sum(1), "spill_%s", name);

  const airlock_scalar pair[] = {x, airlock_f64(0.5), y};
  cr_expect_eq(number(call(bind_for("$ pair_@(T, f64, T)", name), pair, 3)),
               expected_sum(1) + 1000 * expected_sum(100), "pair_%s", name);
  cr_expect_not(fixture_is_exposed(machine, first), "a struct by value is not exposed");
  expect_value(first, 1, name);
}

static void check_results(const char *name, airlock_ptr first, airlock_ptr second) {
  airlock_scalar seed = airlock_int(AIRLOCK_U64, 7);
  airlock_scalar place = airlock_pointer(first);
  cr_assert_ok(machine, airlock_fill(machine, first, 0x5a, shape.size));
  cr_assert_ok(machine, airlock_call(machine, bind_for("T make_@(u64)", name), &seed, 1, &place));
  expect_result(first, 7, name);
  place = airlock_pointer(second);
  for (int i = 0; i < 2; i++) {
    airlock_scalar x = airlock_pointer(first);
    store_value(first, (uint64_t)i + 20);
    cr_assert_ok(machine, airlock_fill(machine, second, 0x5a, shape.size));
    cr_assert_ok(machine, airlock_call(machine, bind_for("T echo_@(T)", name), &x, 1, &place));
    expect_result(second, (uint64_t)i + 20, name);
  }
}

static void check_shape(const char *name, const char *text) {
  take_shape(text);
  cr_assert_eq(call(bind_for("u64 size_@()", name), NULL, 0).as.bits[0], shape.size, "size_%s",
               name);
  airlock_ptr first = allocate_struct();
  airlock_ptr second = allocate_struct();
  check_arguments(name, first, second);
  check_results(name, first, second);
  const airlock_scalar args[] = {airlock_pointer(second), airlock_pointer(first)};
  store_value(first, 30);
  cr_assert_ok(machine,
               airlock_call(machine, bind_for("void store_@(pointer, T)", name), args, 2, NULL));
  expect_value(second, 30, name);
  free_struct(first);
  free_struct(second);
}

struct uniform_row {
  char name[8];
  char kind[4];
  unsigned greatest;
};

Test(structs, arrays_of_every_size_and_class_go_in_and_come_back) {
  static const struct uniform_row rows[] = {{"bytes", "u8", 40},   {"shorts", "u16", 20},
                                            {"ints", "u32", 10},   {"longs", "u64", 5},
                                            {"floats", "f32", 10}, {"doubles", "f64", 5}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    for (unsigned count = 1; count <= rows[i].greatest; count++) {
      char name[24];
      char text[24];
      snprintf(name, sizeof name, "%.7s_%u", rows[i].name, count);
      snprintf(text, sizeof text, "%u*%.3s", count, rows[i].kind);
      check_shape(name, text);
    }
  }
}

struct mixed_row {
  char name[24];
  char text[24];
};

static const struct mixed_row mixed_rows[] = {
    {"u8_u32", "u8 u32"},
    {"u32_u8", "u32 u8"},
    {"u8_u16_u32_u64", "u8 u16 u32 u64"},
    {"i32_f32", "i32 f32"},
    {"f32_i32", "f32 i32"},
    {"f32_f64", "f32 f64"},
    {"i64_f64", "i64 f64"},
    {"f64_i64", "f64 i64"},
    {"u8_f64", "u8 f64"},
    {"f32_f32_i32", "f32 f32 i32"},
    {"i32_f32_f32", "i32 f32 f32"},
    {"f32_f32_f32_i16", "f32 f32 f32 i16"},
    {"f64_u8_f64", "f64 u8 f64"},
    {"f32_f64_u8", "f32 f64 u8"},
    {"nested_u8_u32_u16", "{u8 u32} u16"},
    {"nested_point_bytes_i32", "{f32 f32} 3*u8 i32"},
    {"points_2", "2*{f32 f32}"},
    {"points_3", "3*{f32 f32}"},
    {"nested_deep", "{{i16} 1*f32} {f64}"},
    {"bool_char_i8", "bool char i8"},
};
#define NUM_MIXED_ROWS (sizeof mixed_rows / sizeof mixed_rows[0])

Test(structs, mixtures_and_nested_ones_go_in_and_come_back) {
  for (size_t i = 0; i < NUM_MIXED_ROWS; i++) {
    check_shape(mixed_rows[i].name, mixed_rows[i].text);
  }
}

Test(structs, large_ones_go_in_and_come_back_again_and_again) {
  check_shape("longs_300", "300*u64");
  check_shape("longs_300", "300*u64");
}

// ----------------------------------------------------------------------------------------- padding

// A function that stores all bytes of a struct of the same size and class.
struct padding_row {
  char text[24];
  char name[24];
};

static const struct padding_row padding_rows[] = {
    {"u8 u32", "bytes_8"},         {"u32 u8", "bytes_8"},        {"u8 u16 u32 u64", "bytes_16"},
    {"{u8 u32} u16", "bytes_12"},  {"bool char i8", "bytes_12"},
#if defined(__x86_64__)
    {"f32 f64", "floats_4"},       {"u8 f64", "i64_f64"},        {"f32 f32 f32 i16", "f64_i64"},
    {"f64 u8 f64", "bytes_24"},    {"f32 f64 u8", "bytes_24"},
#endif
    {"150*{u8 u64}", "longs_300"},
};

Test(structs, stale_padding_is_never_passed) {
  for (size_t i = 0; i < sizeof padding_rows / sizeof padding_rows[0]; i++) {
    take_shape(padding_rows[i].text);
    const airlock_callee *store = bind_for("void store_@(pointer, T)", padding_rows[i].name);
    airlock_ptr from = allocate_struct();
    airlock_ptr to = allocate_struct();
    // What was passed before must not show either: the frame of a large call is used again.
    for (uint64_t seed = 0; seed < 3; seed++) {
      store_value(from, seed);
      if (seed == 1) { // Padding that is initialised is passed no more than other padding.
        cr_assert_ok(machine, airlock_fill(machine, from, 0x5a, shape.size));
        for (size_t j = 0; j < shape.num_elements; j++) {
          fixture_store(machine, from, shape.elements[j].offset, element_value(j, seed));
        }
      }
      const airlock_scalar args[] = {airlock_pointer(to), airlock_pointer(from)};
      cr_assert_ok(machine, airlock_call(machine, store, args, 2, NULL));
      expect_value(to, seed, padding_rows[i].text);
      for (uint64_t j = 0; j < shape.size; j++) {
        airlock_byte byte = fixture_byte(machine, to, j);
        cr_expect(!is_padding(j) || byte.value == 0, "%s: byte %llu is %02x", padding_rows[i].text,
                  (unsigned long long)j, byte.value);
      }
    }
    free_struct(from);
    free_struct(to);
  }
}

Test(structs, rubbish_in_the_padding_of_a_result_is_not_kept) {
  take_shape("u8 u32");
  airlock_ptr target = allocate_struct();
  airlock_scalar place = airlock_pointer(target);
  cr_assert_ok(machine,
               airlock_call(machine, fixture_bind(machine, "T dirty_padding(u8, u32)"),
                            FIXTURE_ARGS(airlock_int(AIRLOCK_U8, 5), airlock_int(AIRLOCK_U32, 8)),
                            &place));
  expect_result(target, 5, "dirty_padding");
  cr_expect_eq(place.as.ptr.address, target.address, "the place is left alone");
}

// -------------------------------------------------------------------------------- what is no value

static void expect_refused(const airlock_callee *callee, airlock_ptr pointer,
                           airlock_status expected, const char *text) {
  airlock_scalar x = airlock_pointer(pointer);
  airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
  airlock_statistics before;
  airlock_statistics after;
  airlock_get_statistics(machine, &before);
  cr_expect_failure(machine, airlock_call(machine, callee, &x, 1, &result), expected, text);
  airlock_get_statistics(machine, &after);
  cr_expect_eq(airlock_last_report(machine)->argument, 0, "%s", text);
  cr_expect_eq(result.kind, AIRLOCK_U16, "%s", text);
  cr_expect_eq(memcmp(&before, &after, sizeof before), 0, "%s: the machine has changed", text);
}

Test(structs, uninitialised_element_is_undefined_behavior_at_its_path) {
  static const struct mixed_row rows[] = {{"bytes_7", "7*u8"},
                                          {"doubles_2", "2*f64"},
                                          {"ints_5", "5*u32"},
                                          {"points_3", "3*{f32 f32}"},
                                          {"longs_3", "3*u64"}};
  for (size_t i = 0; i < NUM_MIXED_ROWS + sizeof rows / sizeof rows[0]; i++) {
    const struct mixed_row *row = i < NUM_MIXED_ROWS ? &mixed_rows[i] : &rows[i - NUM_MIXED_ROWS];
    take_shape(row->text);
    const airlock_callee *sum = bind_for("$ sum_@(T)", row->name);
    airlock_ptr pointer = allocate_struct();
    for (size_t j = 0; j < shape.num_elements; j++) {
      const struct element *element = &shape.elements[j];
      uint64_t last = airlock_kind_size(element->kind) - 1;
      store_value(pointer, 1);
      airlock_ptr byte = airlock_ptr_wrapping_add(pointer, element->offset + last);
      cr_assert_ok(machine, airlock_deinit(machine, byte, 1));
      char expected[64];
      snprintf(expected, sizeof expected, " at %s: encountered uninitialized memory",
               element->path);
      expect_refused(sum, pointer, AIRLOCK_UB_INVALID_VALUE, expected);
    }
    free_struct(pointer);
  }
}

Test(structs, invalid_element_is_undefined_behavior_at_its_path) {
  take_shape("bool char i8");
  const airlock_callee *sum = bind_for("$ sum_@(T)", "bool_char_i8");
  airlock_ptr pointer = allocate_struct();
  store_value(pointer, 1);
  fixture_store(machine, pointer, 0, airlock_int(AIRLOCK_U8, 2));
  expect_refused(sum, pointer, AIRLOCK_UB_INVALID_VALUE,
                 "of type T at .a: encountered 0x02, but expected a boolean");
  store_value(pointer, 1);
  fixture_store(machine, pointer, 4, airlock_int(AIRLOCK_U32, 0xdabc));
  expect_refused(sum, pointer, AIRLOCK_UB_INVALID_VALUE, "of type T at .b: encountered 0x0000dabc");
}

Test(structs, invalid_element_of_a_result_is_undefined_behavior_at_its_path) {
  take_shape("2*{u8 bool}");
  airlock_ptr target = allocate_struct();
  airlock_scalar seed = airlock_int(AIRLOCK_U64, 1);
  airlock_scalar place = airlock_pointer(target);
  cr_expect_failure(
      machine,
      airlock_call(machine, fixture_bind(machine, "T make_bytes_4(u64)"), &seed, 1, &place),
      AIRLOCK_UB_INVALID_VALUE, "of type T at .a[0].b: encountered 0x04");
  cr_assert_not_null(airlock_last_report(machine)->function);
  cr_expect_str_eq(airlock_last_report(machine)->function, "make_bytes_4");
}

Test(structs, argument_is_read_as_any_memory_is) {
  take_shape("3*u64");
  const airlock_callee *sum = bind_for("$ sum_@(T)", "longs_3");
  airlock_ptr pointer = allocate_struct();
  store_value(pointer, 1);
  airlock_ptr freed = fixture_allocate(machine, 24, 8);
  cr_assert_ok(machine, airlock_deallocate(machine, freed, 24, 8));
  expect_refused(sum, airlock_ptr_from_address(0), AIRLOCK_UB_NULL_POINTER, "null pointer");
  expect_refused(sum, airlock_ptr_from_address(pointer.address), AIRLOCK_UB_NO_PROVENANCE,
                 "attempting to access 24 bytes");
  expect_refused(sum, freed, AIRLOCK_UB_USE_AFTER_FREE, "has been freed");
  expect_refused(sum, airlock_ptr_wrapping_add(pointer, 4), AIRLOCK_UB_MISALIGNED,
                 "alignment 8 is required");
  expect_refused(sum, airlock_ptr_wrapping_add(pointer, 32), AIRLOCK_UB_OUT_OF_BOUNDS,
                 "only 8 bytes from the end");
  airlock_scalar wrong = airlock_int(AIRLOCK_U64, pointer.address);
  airlock_scalar result;
  cr_expect_failure(machine, airlock_call(machine, sum, &wrong, 1, &result), AIRLOCK_USAGE_KIND,
                    "expected a value of kind pointer, but got one of u64");
  cr_expect_eq(airlock_last_report(machine)->argument, 0);
}

static void expect_bad_place(const airlock_callee *make, airlock_ptr pointer,
                             airlock_status expected) {
  airlock_scalar seed = airlock_int(AIRLOCK_U64, 1);
  airlock_scalar place = airlock_pointer(pointer);
  airlock_statistics before;
  airlock_statistics after;
  airlock_get_statistics(machine, &before);
  cr_expect_failure(machine, airlock_call(machine, make, &seed, 1, &place), expected, "");
  airlock_get_statistics(machine, &after);
  cr_expect_eq(after.native_calls, before.native_calls + 1, "the call has happened");
  cr_assert_not_null(airlock_last_report(machine)->function);
  cr_expect_str_eq(airlock_last_report(machine)->function, "make_longs_3");
}

Test(structs, result_is_written_as_any_memory_is) {
  take_shape("3*u64");
  const airlock_callee *make = bind_for("T make_@(u64)", "longs_3");
  airlock_ptr pointer = allocate_struct();
  airlock_ptr freed = fixture_allocate(machine, 24, 8);
  cr_assert_ok(machine, airlock_deallocate(machine, freed, 24, 8));
  airlock_ptr fixed = fixture_allocate(machine, 24, 8);
  cr_assert_ok(machine, airlock_set_read_only(machine, fixed.prov.alloc));
  expect_bad_place(make, airlock_ptr_from_address(0), AIRLOCK_UB_NULL_POINTER);
  expect_bad_place(make, airlock_ptr_from_address(pointer.address), AIRLOCK_UB_NO_PROVENANCE);
  expect_bad_place(make, freed, AIRLOCK_UB_USE_AFTER_FREE);
  expect_bad_place(make, airlock_ptr_wrapping_add(pointer, 4), AIRLOCK_UB_MISALIGNED);
  expect_bad_place(make, airlock_ptr_wrapping_add(pointer, 32), AIRLOCK_UB_OUT_OF_BOUNDS);
  expect_bad_place(make, fixed, AIRLOCK_UB_READ_ONLY);
  airlock_scalar seed = airlock_int(AIRLOCK_U64, 1);
  airlock_scalar no_place = airlock_int(AIRLOCK_U64, pointer.address);
  cr_expect_failure(machine, airlock_call(machine, make, &seed, 1, &no_place), AIRLOCK_USAGE_KIND,
                    "expected a value of kind pointer, but got one of u64");
}

// A place that is no pointer, for a struct that is quickly returned: by image, by frame and by
// libffi.
Test(structs, a_place_that_is_no_pointer_is_refused_before_the_call) {
  const airlock_call_options keeps = {.keep_fp_control = true};
  airlock_machine *machines[] = {machine, NULL};
  airlock_config config;
  airlock_config_init(&config);
  config.engine = AIRLOCK_ENGINE_LIBFFI;
  config.keep_fp_control = true;
  config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
  machines[1] = fixture_machine(&config, "structs");
  for (size_t i = 0; i < 2; i++) {
    machine = machines[i];
    take_shape("4*u8");
    const airlock_callee *make = bind_for("T make_@(u64)", "bytes_4");
    airlock_scalar seed = airlock_int(AIRLOCK_U64, 1);
    airlock_scalar place = airlock_pointer(allocate_struct());
    place.kind = AIRLOCK_UNINIT;
    cr_expect_failure(machine, airlock_call(machine, make, &seed, 1, &place),
                      AIRLOCK_UB_UNINITIALIZED, "");
    place.kind = AIRLOCK_U64;
    cr_expect_failure(machine, airlock_call(machine, make, &seed, 1, &place), AIRLOCK_USAGE_KIND,
                      "expected a value of kind pointer, but got one of u64");
    cr_expect_failure(machine, airlock_call_with(machine, make, &seed, 1, &place, &keeps),
                      AIRLOCK_USAGE_KIND, "");
    cr_expect_eq(fixture_statistics(machine).native_calls, 0);
  }
  airlock_machine_free(machines[1]);
  machine = machines[0];
}

// What a struct's place held before is gone: uninitialised bytes, and pointers.
Test(structs, a_small_result_leaves_nothing_of_what_its_place_held) {
  take_shape("u64 u64");
  const airlock_callee *make = bind_for("T make_@(u64)", "longs_2");
  airlock_scalar seed = airlock_int(AIRLOCK_U64, 5);
  for (int was_pointer = 0; was_pointer < 2; was_pointer++) {
    airlock_ptr memory = fixture_allocate(machine, 24, 8);
    airlock_scalar place = airlock_pointer(memory);
    for (uint64_t offset = 0; offset < 24 && was_pointer != 0; offset += 8) {
      fixture_store(machine, memory, offset, airlock_pointer(memory));
    }
    cr_assert_ok(machine, airlock_call(machine, make, &seed, 1, &place));
    for (uint64_t offset = 0; offset < 16; offset += 8) {
      airlock_ptr found = fixture_load(machine, memory, offset, AIRLOCK_POINTER).as.ptr;
      cr_expect_eq(airlock_prov_kind_of(found.prov), AIRLOCK_PROV_NONE, "at %d", (int)offset);
    }
  }
}

// --------------------------------------------------------------------------------- pointers inside

static airlock_ptr allocate_i32(int32_t value) {
  airlock_ptr pointer = fixture_allocate(machine, 4, 4);
  fixture_store(machine, pointer, 0, airlock_int(AIRLOCK_I32, (uint64_t)value));
  return pointer;
}

static bool is_wild_pointer(airlock_ptr memory, uint64_t offset, airlock_ptr expected) {
  airlock_ptr found = fixture_load(machine, memory, offset, AIRLOCK_POINTER).as.ptr;
  return found.address == expected.address &&
         airlock_prov_kind_of(found.prov) == AIRLOCK_PROV_WILDCARD;
}

Test(structs, only_pointers_in_the_bytes_that_are_passed_are_exposed) {
  take_shape("pointer u64");
  airlock_ptr targets[4];
  airlock_ptr memory = fixture_allocate(machine, 32, 8);
  for (uint64_t i = 0; i < 4; i++) {
    targets[i] = allocate_i32((int32_t)i);
    fixture_store(machine, memory, 8 * i, airlock_pointer(targets[i]));
  }
  fixture_store(machine, memory, 16, airlock_int(AIRLOCK_U64, 1));
  airlock_scalar sum = fixture_call(machine, "i64 sum_pointer_slice(T)",
                                    FIXTURE_ARGS(fixture_pointer_at(memory, 8)));
  cr_expect_eq(sum.as.bits[0], 1);
  cr_expect_not(fixture_is_exposed(machine, targets[0]), "before the struct");
  cr_expect(fixture_is_exposed(machine, targets[1]), "in the struct");
  cr_expect_not(fixture_is_exposed(machine, targets[3]), "behind the struct");
  cr_expect_not(fixture_is_exposed(machine, memory), "the struct's own memory");
}

Test(structs, what_an_integer_member_carries_is_not_exposed) {
  take_shape("pointer u64");
  airlock_ptr target = allocate_i32(1);
  airlock_ptr hidden = allocate_i32(2);
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  fixture_store(machine, memory, 0, airlock_pointer(target));
  fixture_store(machine, memory, 8, airlock_pointer(hidden));
  airlock_ptr place = fixture_allocate(machine, 16, 8);
  airlock_scalar x = airlock_pointer(memory);
  airlock_scalar result = airlock_pointer(place);
  cr_assert_ok(machine, airlock_call(machine, fixture_bind(machine, "T echo_pointer_slice(T)"), &x,
                                     1, &result));
  cr_expect(fixture_is_exposed(machine, target));
  cr_expect_not(fixture_is_exposed(machine, hidden));
  cr_expect(is_wild_pointer(place, 0, target));
  cr_expect_eq(fixture_load(machine, place, 8, AIRLOCK_U64).as.bits[0], hidden.address);
  cr_expect_eq(fixture_byte(machine, place, 8).prov.alloc.value, 0);
}

Test(structs, broken_pointer_inside_is_not_exposed_and_whole_ones_of_fragments_are) {
  take_shape("3*pointer");
  airlock_ptr broken = allocate_i32(1);
  airlock_ptr moved = allocate_i32(2);
  airlock_ptr memory = fixture_allocate(machine, 24, 8);
  cr_assert_ok(machine, airlock_fill(machine, memory, 0, 24));
  fixture_store(machine, memory, 0, airlock_pointer(broken));
  cr_assert_ok(machine, airlock_fill(machine, airlock_ptr_wrapping_add(memory, 7), 0, 1));
  airlock_ptr source = fixture_allocate(machine, 8, 8);
  fixture_store(machine, source, 0, airlock_pointer(moved));
  for (uint64_t i = 0; i < 8; i++) {
    cr_assert_ok(machine, airlock_copy(machine, airlock_ptr_wrapping_add(memory, 8 + i),
                                       airlock_ptr_wrapping_add(source, i), 1));
  }
  airlock_ptr place = fixture_allocate(machine, 24, 8);
  airlock_scalar x = airlock_pointer(memory);
  airlock_scalar result = airlock_pointer(place);
  cr_assert_ok(machine, airlock_call(machine, fixture_bind(machine, "T echo_pointers_3(T)"), &x, 1,
                                     &result));
  cr_expect_not(fixture_is_exposed(machine, broken));
  cr_expect(fixture_is_exposed(machine, moved));
  cr_expect(is_wild_pointer(place, 8, moved));
}

Test(structs, nested_pointers_are_exposed_and_come_back_as_wildcards) {
  take_shape("u8 {2*pointer}");
  airlock_ptr first = allocate_i32(10);
  airlock_ptr second = allocate_i32(20);
  airlock_ptr memory = fixture_allocate(machine, 24, 8);
  fixture_store(machine, memory, 0, airlock_int(AIRLOCK_U8, 7));
  fixture_store(machine, memory, 8, airlock_pointer(first));
  fixture_store(machine, memory, 16, airlock_pointer(second));
  airlock_ptr place = fixture_allocate(machine, 24, 8);
  airlock_scalar x = airlock_pointer(memory);
  airlock_scalar result = airlock_pointer(place);
  cr_assert_ok(machine, airlock_call(machine, fixture_bind(machine, "T echo_nested_pointers(T)"),
                                     &x, 1, &result));
  cr_expect(fixture_is_exposed(machine, first) && fixture_is_exposed(machine, second));
  cr_expect(is_wild_pointer(place, 8, first) && is_wild_pointer(place, 16, second));
  airlock_ptr loaded = fixture_load(machine, place, 16, AIRLOCK_POINTER).as.ptr;
  cr_expect_eq(fixture_load(machine, loaded, 0, AIRLOCK_I32).as.bits[0], 20);
  for (uint64_t i = 1; i < 8; i++) {
    cr_expect_not(fixture_byte(machine, place, i).init, "padding");
  }
}

Test(structs, what_native_code_writes_through_a_pointer_inside_is_seen) {
  take_shape("f64 pointer");
  airlock_ptr target = allocate_i32(21);
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  fixture_store(machine, memory, 0, airlock_f64(2));
  fixture_store(machine, memory, 8, airlock_pointer(target));
  airlock_scalar x = airlock_pointer(memory);
  cr_expect_eq(number(fixture_call(machine, "f64 scale_f64_pointer(T)", &x, 1)), 42);
  cr_expect_eq(fixture_load(machine, target, 0, AIRLOCK_I32).as.bits[0], 42);

  take_shape("pointer");
  airlock_ptr single = fixture_allocate(machine, 8, 8);
  fixture_store(machine, single, 0, airlock_pointer(target));
  x = airlock_pointer(single);
  cr_expect_eq(fixture_call(machine, "i32 increment_pointer_1(T)", &x, 1).as.bits[0], 43);
  cr_expect_eq(fixture_load(machine, target, 0, AIRLOCK_I32).as.bits[0], 43);
}

Test(structs, pointers_go_in_by_value_and_by_reference_in_one_call) {
  take_shape("3*pointer");
  airlock_ptr targets[3];
  airlock_ptr memory = fixture_allocate(machine, 24, 8);
  airlock_ptr out = fixture_allocate(machine, 24, 8);
  for (uint64_t i = 0; i < 3; i++) {
    targets[i] = allocate_i32((int32_t)(i + 5));
    fixture_store(machine, memory, 8 * i, airlock_pointer(targets[i]));
  }
  airlock_scalar first = fixture_call(machine, "i32 rotate_pointers_3(pointer, T)",
                                      FIXTURE_ARGS(airlock_pointer(out), airlock_pointer(memory)));
  cr_expect_eq(first.as.bits[0], 5);
  cr_expect(is_wild_pointer(out, 0, targets[2]));
  cr_expect(is_wild_pointer(out, 8, targets[0]));
  cr_expect(is_wild_pointer(out, 16, targets[1]));
}

Test(structs, returned_struct_points_into_memory_that_was_passed) {
  take_shape("pointer u64");
  airlock_ptr numbers = fixture_allocate(machine, 40, 4);
  cr_assert_ok(machine, airlock_fill(machine, numbers, 1, 40));
  airlock_ptr place = fixture_allocate(machine, 16, 8);
  airlock_scalar result = airlock_pointer(place);
  cr_assert_ok(machine,
               airlock_call(machine, fixture_bind(machine, "T split_slice(pointer, u64, u64)"),
                            FIXTURE_ARGS(airlock_pointer(numbers), airlock_int(AIRLOCK_U64, 10),
                                         airlock_int(AIRLOCK_U64, 4)),
                            &result));
  cr_expect(is_wild_pointer(place, 0, airlock_ptr_wrapping_add(numbers, 16)));
  cr_expect_eq(fixture_load(machine, place, 8, AIRLOCK_U64).as.bits[0], 6);
  airlock_ptr slice = fixture_load(machine, place, 0, AIRLOCK_POINTER).as.ptr;
  cr_expect_eq(fixture_load(machine, slice, 20, AIRLOCK_I32).as.bits[0], 0x01010101);
}

Test(structs, null_inside_is_invalid_where_the_type_says_so) {
  const airlock_pointer_rules rules = {.name = "&i32",
                                       .kind = AIRLOCK_POINTER,
                                       .dereferenceable = true,
                                       .target_size = 4,
                                       .target_align = 4};
  const airlock_type *reference;
  cr_assert_ok(machine, airlock_type_pointer(machine, &reference, &rules));
  const airlock_field fields[] = {{"target", 0, reference}};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "Holder", fields, 1));
  take_shape("pointer");
  fixture_name_type("Holder", type);
  airlock_ptr memory = fixture_allocate(machine, 8, 8);
  fixture_store(machine, memory, 0, airlock_pointer(airlock_ptr_from_address(0)));
  expect_refused(fixture_bind(machine, "i32 increment_pointer_1(Holder)"), memory,
                 AIRLOCK_UB_INVALID_VALUE,
                 "of type Holder at .target: encountered a null reference");
  airlock_scalar x = airlock_pointer(memory);
  airlock_scalar result = airlock_pointer(fixture_allocate(machine, 8, 8));
  const airlock_callee *echo = fixture_bind(machine, "Holder echo_pointer_1(T)");
  cr_expect_failure(machine, airlock_call(machine, echo, &x, 1, &result), AIRLOCK_UB_INVALID_VALUE,
                    "of type Holder at .target: encountered a null reference");
}
