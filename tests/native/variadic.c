// SPDX-License-Identifier: MIT
//
// Variadic arguments: passed after C's default promotions, and seen by va_arg as they were given.
#include "fixture.h"

enum { ROOM = 32, MOST_ARGUMENTS = 32 };

struct argument {
  const char *type;
  char letter; // What va_arg takes, see fixtures/variadic.c.
  airlock_scalar scalar;
  uint8_t image[ROOM]; // Expected; what is not named is not compared.
  size_t size;
};

static airlock_scalar long_double_scalar(long double value) {
  airlock_scalar scalar = {AIRLOCK_LONG_DOUBLE, 0, {{0, 0}}};
  memcpy(scalar.as.bits, &value, 10);
  return scalar;
}

static struct argument integer(const char *type, char letter, airlock_kind kind, uint64_t bits,
                               int64_t arrives) {
  struct argument argument = {type, letter, airlock_int(kind, bits), {0}, 4};
  argument.size = letter == 'l' ? 8 : 4;
  memcpy(argument.image, &arrives, argument.size);
  return argument;
}

static struct argument real(const char *type, airlock_scalar scalar, double arrives) {
  struct argument argument = {type, 'd', scalar, {0}, sizeof arrives};
  memcpy(argument.image, &arrives, sizeof arrives);
  return argument;
}

static size_t fill_scalars(struct argument *out) {
  size_t count = 0;
  out[count++] = integer("i8", 'i', AIRLOCK_I8, 0x80, -128);
  out[count++] = integer("i8", 'i', AIRLOCK_I8, 127, 127);
  out[count++] = integer("u8", 'i', AIRLOCK_U8, 255, 255);
  out[count++] = integer("i16", 'i', AIRLOCK_I16, 0x8000, -32768);
  out[count++] = integer("u16", 'i', AIRLOCK_U16, 65535, 65535);
  out[count++] = integer("bool", 'i', AIRLOCK_BOOL, 1, 1);
  out[count++] = integer("bool", 'i', AIRLOCK_BOOL, 0, 0);
  out[count++] = integer("i32", 'i', AIRLOCK_I32, 0x80000000, INT32_MIN);
  out[count++] = integer("u32", 'u', AIRLOCK_U32, 0xfffffffe, 0xfffffffe);
  out[count++] = integer("char", 'u', AIRLOCK_CHAR, 0x10ffff, 0x10ffff);
  out[count++] = integer("i64", 'l', AIRLOCK_I64, UINT64_C(1) << 63, INT64_MIN);
  out[count++] = integer("isize", 'l', AIRLOCK_ISIZE, (uint64_t)-3, -3);
  out[count++] = integer("u64", 'l', AIRLOCK_U64, UINT64_MAX, -1);
  out[count++] = integer("usize", 'l', AIRLOCK_USIZE, 77, 77);
  out[count++] = real("f32", airlock_f32(-1.5F), -1.5);
  out[count++] = real("f32", airlock_f32(0.1F), (double)0.1F);
  out[count++] = real("f64", airlock_f64(2.25), 2.25);
  long double third = 1.0L / 3;
  out[count] = (struct argument){"long double", 'L', long_double_scalar(third), {0}, 10};
  memcpy(out[count++].image, &third, 10);
  out[count] =
      (struct argument){"i128", 'q', airlock_int128(AIRLOCK_I128, 5, UINT64_C(1) << 63), {5}, 16};
  out[count++].image[15] = 0x80;
  out[count] = (struct argument){
      "ptr", 'p', airlock_pointer(airlock_ptr_from_address(0x1122)), {0x22, 0x11}, 8};
  return count + 1;
}

// Calls `collect` with the arguments and compares what arrived.
static void collect(airlock_machine *machine, const struct argument *arguments, size_t count) {
  char signature_text[512] = "i32 (ptr, ptr, ...";
  airlock_scalar args[2 + MOST_ARGUMENTS];
  airlock_ptr images = fixture_allocate(machine, ROOM * MOST_ARGUMENTS, 16);
  airlock_ptr letters = fixture_allocate(machine, MOST_ARGUMENTS + 1, 1);
  char kinds[MOST_ARGUMENTS + 1] = {0};
  cr_assert(count <= MOST_ARGUMENTS);
  for (size_t i = 0; i < count; i++) {
    strcat(strcat(signature_text, ", "), arguments[i].type);
    kinds[i] = arguments[i].letter;
    args[2 + i] = arguments[i].scalar;
  }
  args[0] = airlock_pointer(images);
  args[1] = airlock_pointer(letters);
  cr_assert_ok(machine, airlock_write(machine, letters, kinds, count + 1));
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, strcat(signature_text, ")")));
  cr_assert_ok(machine, airlock_bind(machine, &callee, "collect", signature));
  cr_assert_ok(machine, airlock_call(machine, callee, args, 2 + count, &result));
  cr_expect_eq(result.as.bits[0], count);
  for (size_t i = 0; i < count; i++) {
    uint8_t image[ROOM];
    airlock_ptr place = airlock_ptr_wrapping_add(images, ROOM * i);
    cr_assert_ok(machine, airlock_read(machine, image, place, ROOM));
    cr_expect_eq(memcmp(image, arguments[i].image, arguments[i].size), 0, "argument %zu of %s", i,
                 signature_text);
  }
}

Test(variadic, arguments_of_each_kind_arrive_promoted) {
  airlock_machine *machine = fixture_machine(NULL, "variadic");
  struct argument arguments[MOST_ARGUMENTS];
  size_t count = fill_scalars(arguments);
  for (size_t i = 0; i < count; i++) {
    collect(machine, &arguments[i], 1);
  }
  airlock_machine_free(machine);
}

Test(variadic, arguments_of_all_kinds_arrive_in_order_when_registers_run_out) {
  airlock_machine *machine = fixture_machine(NULL, "variadic");
  struct argument arguments[MOST_ARGUMENTS];
  size_t count = fill_scalars(arguments);
  collect(machine, arguments, count);
  collect(machine, NULL, 0);
  for (size_t i = 0; i < count / 2; i++) {
    struct argument swapped = arguments[i];
    arguments[i] = arguments[count - 1 - i];
    arguments[count - 1 - i] = swapped;
  }
  collect(machine, arguments, count);
  airlock_machine_free(machine);
}

// An aggregate in machine memory as an argument.
static struct argument aggregate(airlock_machine *machine, const char *type, char letter,
                                 const void *image, size_t size) {
  airlock_ptr place = fixture_allocate(machine, size, 16);
  cr_assert_ok(machine, airlock_write(machine, place, image, size));
  struct argument argument = {type, letter, airlock_pointer(place), {0}, size};
  memcpy(argument.image, image, size);
  return argument;
}

Test(variadic, structs_and_complex_numbers_are_not_promoted) {
  airlock_machine *machine = fixture_machine(NULL, "variadic");
  const float single[2] = {1.5F, -2.5F};
  const double twice[2] = {3.25, 4.5};
  const int64_t large[3] = {-1, 2, INT64_MAX};
  struct {
    int64_t a; // No padding: what its bytes are is the compiler's matter.
    double b;
  } pair = {-7, 0.125};
  struct argument arguments[12];
  for (size_t i = 0; i < 12; i += 4) {
    arguments[i] = aggregate(machine, "{i64, f64}", 's', &pair, sizeof pair);
    arguments[i + 1] = aggregate(machine, "complex f32", 'f', single, sizeof single);
    arguments[i + 2] = aggregate(machine, "complex f64", 'c', twice, sizeof twice);
    arguments[i + 3] = aggregate(machine, "{[3]i64}", 'b', large, sizeof large);
  }
  collect(machine, arguments, 12);
  airlock_machine_free(machine);
}

Test(variadic, bytes_are_promoted_too) {
  airlock_machine *machine = fixture_machine(NULL, "variadic");
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine,
               airlock_signature_parse(machine, &signature, "f64 (i32, ..., f32, f64, f32)"));
  cr_assert_ok(machine, airlock_bind(machine, &callee, "add_doubles", signature));
  const int32_t count = 3;
  const float first = 1.5F;
  const double second = 2.25;
  const float third = -0.25F;
  const airlock_bytes args[] = {{&count, 4}, {&first, 4}, {&second, 8}, {&third, 4}};
  double sum = 0;
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, args, 4, &sum, sizeof sum, NULL));
  cr_expect_eq(sum, 3.5);
  airlock_machine_free(machine);
}

Test(variadic, the_promoted_type_is_not_what_is_given) {
  airlock_machine *machine = fixture_machine(NULL, "variadic");
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, "f64 (i32, ..., f32)"));
  cr_assert_ok(machine, airlock_bind(machine, &callee, "add_doubles", signature));
  airlock_scalar args[] = {airlock_int(AIRLOCK_I32, 1), airlock_f64(1.5)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(machine, airlock_call(machine, callee, args, 2, &result), AIRLOCK_USAGE_KIND,
                    "f32");
  cr_expect_eq(airlock_last_report(machine)->argument, 1);
  args[1] = airlock_f32(1.5F);
  cr_assert_ok(machine, airlock_call(machine, callee, args, 2, &result));
  cr_expect_eq(result.as.bits[0], airlock_f64(1.5).as.bits[0]);
  airlock_machine_free(machine);
}
