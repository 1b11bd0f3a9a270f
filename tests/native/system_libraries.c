// SPDX-License-Identifier: MIT
//
// Libraries that every system has, called as a program would: the C library, its mathematics, zlib.
#define _GNU_SOURCE
#include "fixture.h"

#include <complex.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

static airlock_machine *machine;

static void open_libraries(void) {
  machine = fixture_machine(NULL, NULL);
  fixture_open_library_of(machine, "gnu_get_libc_version");
  fixture_open_library_of(machine, "cbrt");
}

static void close_libraries(void) {
  airlock_machine_free(machine);
}

TestSuite(system_libraries, .init = open_libraries, .fini = close_libraries);

static const airlock_callee *bind(const char *name, const char *text) {
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_assert_ok(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

static airlock_scalar call(const char *name, const char *text, const airlock_scalar *args,
                           size_t num_args) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, bind(name, text), args, num_args, &result));
  return result;
}

// A C string in the machine's memory.
static airlock_ptr string(const char *text) {
  airlock_ptr pointer = fixture_allocate(machine, strlen(text) + 1, 1);
  cr_assert_ok(machine, airlock_write(machine, pointer, text, strlen(text) + 1));
  return pointer;
}

static airlock_scalar string_argument(const char *text) {
  return airlock_pointer(string(text));
}

// The C string at a pointer of the machine.
static void expect_string(airlock_ptr pointer, const char *expected) {
  char text[512] = "";
  cr_assert_ok(machine, airlock_read(machine, text, pointer, strlen(expected) + 1));
  cr_expect_str_eq(text, expected);
}

static airlock_scalar integer(airlock_kind kind, int64_t value) {
  return airlock_int(kind, (uint64_t)value);
}

static airlock_scalar long_double_scalar(long double value) {
  airlock_scalar scalar = {AIRLOCK_LONG_DOUBLE, 0, {{0, 0}}};
  memcpy(scalar.as.bits, &value, 10);
  return scalar;
}

static long double long_double_of(airlock_scalar scalar) {
  long double value = 0;
  memcpy(&value, scalar.as.bits, 10);
  return value;
}

static double double_of(airlock_scalar scalar) {
  double value;
  memcpy(&value, scalar.as.bits, sizeof value);
  return value;
}

static float float_of(airlock_scalar scalar) {
  float value;
  memcpy(&value, scalar.as.bits, sizeof value);
  return value;
}

Test(system_libraries, snprintf_writes_arguments_of_every_promoted_kind) {
  const airlock_ptr buffer = fixture_allocate(machine, 512, 1);
  const airlock_scalar args[] = {
      airlock_pointer(buffer),
      airlock_int(AIRLOCK_USIZE, 512),
      string_argument("%hhd %hhu %hd %hu %d %u %ld %lu %zd %zu %d %lc %g %g %Lg %s %p|%x"),
      integer(AIRLOCK_I8, -8),
      integer(AIRLOCK_U8, 200),
      integer(AIRLOCK_I16, -1600),
      integer(AIRLOCK_U16, 60000),
      integer(AIRLOCK_I32, INT32_MIN),
      integer(AIRLOCK_U32, UINT32_MAX),
      integer(AIRLOCK_I64, INT64_MIN),
      airlock_int(AIRLOCK_U64, UINT64_MAX),
      integer(AIRLOCK_ISIZE, -64),
      integer(AIRLOCK_USIZE, 64),
      integer(AIRLOCK_BOOL, 1),
      integer(AIRLOCK_CHAR, 'c'),
      airlock_f32(1.5F),
      airlock_f64(-2.25),
      long_double_scalar(0.125L),
      string_argument("text"),
      airlock_pointer(airlock_ptr_from_address(0x1234)),
      integer(AIRLOCK_U8, 255),
  };
  airlock_scalar result =
      call("snprintf",
           "i32 (ptr, usize, ptr, ..., i8, u8, i16, u16, i32, u32, i64, u64, isize, usize, bool, "
           "char, f32, f64, long double, ptr, ptr, u8)",
           args, sizeof args / sizeof args[0]);
  const char *expected = "-8 200 -1600 60000 -2147483648 4294967295 -9223372036854775808 "
                         "18446744073709551615 -64 64 1 c 1.5 -2.25 0.125 text 0x1234|ff";
  cr_expect_eq(result.as.bits[0], strlen(expected));
  expect_string(buffer, expected);
}

Test(system_libraries, printf_prints) {
  int pipes[2];
  cr_assert_eq(pipe(pipes), 0);
  int kept = dup(STDOUT_FILENO);
  cr_assert_neq(dup2(pipes[1], STDOUT_FILENO), -1);
  const airlock_scalar args[] = {string_argument("%s is %.2f of %d\n"), string_argument("half"),
                                 airlock_f32(0.5F), integer(AIRLOCK_I16, 1)};
  const char *expected = "half is 0.50 of 1\n";
  airlock_scalar result = call("printf", "i32 (ptr, ..., ptr, f32, i16)", args, 4);
  const airlock_scalar all = airlock_pointer(airlock_ptr_from_address(0));
  (void)call("fflush", "i32 (ptr)", &all, 1);
  cr_assert_neq(dup2(kept, STDOUT_FILENO), -1);
  char text[64] = "";
  cr_expect_eq(read(pipes[0], text, sizeof text - 1), (ssize_t)strlen(expected));
  cr_expect_str_eq(text, expected);
  cr_expect_eq(result.as.bits[0], strlen(expected));
}

Test(system_libraries, open_takes_a_mode_only_when_it_makes_a_file) {
  char path[64];
  snprintf(path, sizeof path, "/tmp/airlock-open-%d", (int)getpid());
  (void)unlink(path);
  mode_t mask = umask(0);
  const airlock_scalar create[] = {string_argument(path),
                                   integer(AIRLOCK_I32, O_CREAT | O_EXCL | O_WRONLY),
                                   integer(AIRLOCK_U16, 0640)};
  airlock_scalar made = call("open", "i32 (ptr, i32, ..., u16)", create, 3);
  cr_assert_geq((int32_t)made.as.bits[0], 0);
  (void)umask(mask);
  struct stat status;
  cr_assert_eq(fstat((int)made.as.bits[0], &status), 0);
  cr_expect_eq(status.st_mode & 0777, 0640);
  airlock_scalar again = call("open", "i32 (ptr, i32, ..., u16)", create, 3);
  cr_expect_eq((int32_t)again.as.bits[0], -1);
  cr_expect_eq(airlock_errno(machine), EEXIST);
  const airlock_scalar plain[] = {string_argument(path), integer(AIRLOCK_I32, O_RDONLY)};
  airlock_scalar opened = call("open", "i32 (ptr, i32, ...)", plain, 2);
  cr_expect_geq((int32_t)opened.as.bits[0], 0);
  (void)close((int)opened.as.bits[0]);
  (void)close((int)made.as.bits[0]);
  (void)unlink(path);
}

Test(system_libraries, mathematics_over_each_float_type) {
  static const double inputs[] = {0, 1, 2, 0.5, 10.75, 123456.789};
  for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
    double x = inputs[i];
    const airlock_scalar twice = airlock_f64(x);
    const airlock_scalar once = airlock_f32((float)x);
    const airlock_scalar extended = long_double_scalar((long double)x);
    cr_expect_eq(double_of(call("sqrt", "f64 (f64)", &twice, 1)), sqrt(x));
    cr_expect_eq(float_of(call("sqrtf", "f32 (f32)", &once, 1)), sqrtf((float)x));
    cr_expect(long_double_of(call("sqrtl", "long double (long double)", &extended, 1)) ==
              sqrtl((long double)x));
    cr_expect_eq(double_of(call("cbrt", "f64 (f64)", &twice, 1)), cbrt(x));
  }
  const airlock_scalar powers[] = {airlock_f64(2), airlock_f64(10)};
  cr_expect_eq(double_of(call("pow", "f64 (f64, f64)", powers, 2)), 1024);
  airlock_ptr exponent = fixture_allocate(machine, 4, 4);
  const airlock_scalar parts[] = {airlock_f64(48), airlock_pointer(exponent)};
  cr_expect_eq(double_of(call("frexp", "f64 (f64, ptr)", parts, 2)), 0.75);
  cr_expect_eq(fixture_load(machine, exponent, 0, AIRLOCK_I32).as.bits[0], 6);
  const airlock_scalar negative = airlock_f64(-1);
  airlock_set_errno(machine, 0);
  cr_expect(isnan(double_of(call("sqrt", "f64 (f64)", &negative, 1))));
  cr_expect_eq(airlock_errno(machine), EDOM);
}

Test(system_libraries, mathematics_over_each_complex_type) {
  const float complex once = 3 + 4 * I;
  const double complex twice = 3 + 4 * I;
  const long double complex extended = 3 + 4 * I;
  const airlock_bytes arguments[] = {
      {&once, sizeof once}, {&twice, sizeof twice}, {&extended, sizeof extended}};
  float absolute_once = 0;
  double absolute_twice = 0;
  long double absolute_extended = 0;
  cr_assert_ok(machine, airlock_call_bytes(machine, bind("cabsf", "f32 (complex f32)"),
                                           &arguments[0], 1, &absolute_once, 4, NULL));
  cr_assert_ok(machine, airlock_call_bytes(machine, bind("cabs", "f64 (complex f64)"),
                                           &arguments[1], 1, &absolute_twice, 8, NULL));
  cr_assert_ok(machine,
               airlock_call_bytes(machine, bind("cabsl", "long double (complex long double)"),
                                  &arguments[2], 1, &absolute_extended, 16, NULL));
  cr_expect(absolute_once == 5 && absolute_twice == 5 && absolute_extended == 5);
  float complex conjugate_once = 0;
  double complex conjugate_twice = 0;
  long double complex conjugate_extended = 0;
  cr_assert_ok(machine, airlock_call_bytes(machine, bind("conjf", "complex f32 (complex f32)"),
                                           &arguments[0], 1, &conjugate_once, 8, NULL));
  cr_assert_ok(machine, airlock_call_bytes(machine, bind("conj", "complex f64 (complex f64)"),
                                           &arguments[1], 1, &conjugate_twice, 16, NULL));
  cr_assert_ok(machine, airlock_call_bytes(
                            machine, bind("conjl", "complex long double (complex long double)"),
                            &arguments[2], 1, &conjugate_extended, 32, NULL));
  cr_expect(conjugate_once == 3 - 4 * I && conjugate_twice == 3 - 4 * I &&
            conjugate_extended == 3 - 4 * I);
}

Test(system_libraries, division_gives_both_parts_in_a_struct) {
  static const struct division {
    const char *function;
    const char *signature;
    airlock_kind kind;
  } divisions[] = {
      {"div", "{sint, sint} (sint, sint)", AIRLOCK_I32},
      {"ldiv", "{slong, slong} (slong, slong)", AIRLOCK_I64},
      {"lldiv", "{slonglong, slonglong} (slonglong, slonglong)", AIRLOCK_I64},
  };
  for (size_t i = 0; i < sizeof divisions / sizeof divisions[0]; i++) {
    airlock_kind kind = divisions[i].kind;
    const airlock_scalar args[] = {integer(kind, -47), integer(kind, 10)};
    airlock_ptr place = fixture_allocate(machine, 16, 8);
    airlock_scalar result = airlock_pointer(place);
    cr_assert_ok(machine, airlock_call(machine, bind(divisions[i].function, divisions[i].signature),
                                       args, 2, &result));
    cr_expect_eq(fixture_load(machine, place, 0, kind).as.bits[0], integer(kind, -4).as.bits[0]);
    cr_expect_eq(fixture_load(machine, place, airlock_kind_size(kind), kind).as.bits[0],
                 integer(kind, -7).as.bits[0]);
  }
}

Test(system_libraries, strtod_leaves_its_end_in_our_allocation) {
  airlock_ptr text = string("2.5e1 apples");
  airlock_ptr end = fixture_allocate(machine, 8, 8);
  const airlock_scalar args[] = {airlock_pointer(text), airlock_pointer(end)};
  cr_expect_eq(double_of(call("strtod", "f64 (ptr, ptr)", args, 2)), 25);
  airlock_ptr rest = fixture_load(machine, end, 0, AIRLOCK_POINTER).as.ptr;
  cr_expect_eq(rest.address, text.address + 5);
  expect_string(rest, " apples");
  airlock_alloc_id alloc;
  uint64_t offset;
  cr_assert_ok(machine, airlock_resolve(machine, &alloc, &offset, rest));
  cr_expect(alloc.value == text.prov.alloc.value && offset == 5);
  char byte;
  cr_expect_eq(airlock_read(machine, &byte, airlock_ptr_wrapping_add(rest, 8), 1),
               AIRLOCK_UB_NO_PROVENANCE, "a wildcard at the end meets nothing");
}

Test(system_libraries, getenv_gives_memory_of_the_environment) {
  cr_assert_eq(setenv("AIRLOCK_TEST_VARIABLE", "its value", 1), 0);
  const airlock_scalar name = string_argument("AIRLOCK_TEST_VARIABLE");
  airlock_ptr value = call("getenv", "ptr (ptr)", &name, 1).as.ptr;
  cr_expect_eq(airlock_prov_kind_of(value.prov), AIRLOCK_PROV_WILDCARD);
  char text[16];
  cr_assert_ok(machine, airlock_read(machine, text, value, 10));
  cr_expect_str_eq(text, "its value");
  airlock_owner owner = AIRLOCK_OWNER_MACHINE;
  cr_assert_ok(machine, airlock_native_read(machine, text, &owner, value.address, 10));
  cr_expect_eq(owner, AIRLOCK_OWNER_FOREIGN);
  cr_expect_str_eq(text, "its value");
  const airlock_scalar absent = string_argument("AIRLOCK_TEST_NO_SUCH_VARIABLE");
  cr_expect_eq(call("getenv", "ptr (ptr)", &absent, 1).as.ptr.address, 0);
}

Test(system_libraries, environ_is_a_variable_that_points_to_native_memory) {
  static const char *const names[] = {"environ", "__environ", "_environ"};
  airlock_ptr first = {0};
  for (size_t i = 0; i < 3; i++) {
    airlock_ptr pointer = {0};
    cr_assert_ok(machine, airlock_data_symbol(machine, &pointer, AIRLOCK_ALL_LIBRARIES, names[i],
                                              strlen(names[i])));
    first = i == 0 ? pointer : first;
    cr_expect_eq(pointer.prov.alloc.value, first.prov.alloc.value, "%s", names[i]);
  }
  airlock_ptr of_process = {0};
  cr_assert_ok(machine, airlock_data_symbol(machine, &of_process, AIRLOCK_PROCESS, "environ", 7));
  cr_expect_eq(of_process.prov.alloc.value, first.prov.alloc.value);
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, first.prov.alloc));
  cr_expect_eq(info.size, 8);
  airlock_ptr entries = fixture_load(machine, first, 0, AIRLOCK_POINTER).as.ptr;
  cr_expect_eq(entries.address, (uint64_t)(uintptr_t)environ);
  uint64_t entry = 0;
  cr_assert_ok(machine, airlock_native_read(machine, &entry, NULL, entries.address, 8));
  cr_expect_eq(entry, (uint64_t)(uintptr_t)environ[0]);
}

// ------------------------------------------------------------------------------------------- zlib

static bool open_zlib(void) {
  if (dlopen("libz.so.1", RTLD_NOW | RTLD_GLOBAL) == NULL) {
    printf("SKIP native/system_libraries: libz.so.1 is not installed\n");
    return false;
  }
  fixture_open_library_of(machine, "zlibVersion");
  return true;
}

Test(system_libraries, zlib_works_on_buffers_of_the_machine) {
  if (!open_zlib()) {
    return;
  }
  enum { SIZE = 5000, ROOM = 6000 };
  airlock_ptr original = fixture_allocate(machine, SIZE, 1);
  airlock_ptr packed = fixture_allocate(machine, ROOM, 1);
  airlock_ptr unpacked = fixture_allocate(machine, SIZE, 1);
  airlock_ptr length = fixture_allocate(machine, 8, 8);
  uint8_t bytes[SIZE];
  for (size_t i = 0; i < SIZE; i++) {
    bytes[i] = (uint8_t)(i / 3 % 50);
  }
  cr_assert_ok(machine, airlock_write(machine, original, "123456789", 9));
  const airlock_scalar checked[] = {airlock_int(AIRLOCK_U64, 0), airlock_pointer(original),
                                    airlock_int(AIRLOCK_U32, 9)};
  cr_expect_eq(call("crc32", "ulong (ulong, ptr, uint)", checked, 3).as.bits[0], 0xcbf43926);
  cr_assert_ok(machine, airlock_write(machine, original, bytes, SIZE));
  fixture_store(machine, length, 0, airlock_int(AIRLOCK_U64, ROOM));
  const airlock_scalar packing[] = {airlock_pointer(packed), airlock_pointer(length),
                                    airlock_pointer(original), airlock_int(AIRLOCK_U64, SIZE)};
  cr_expect_eq(call("compress", "sint (ptr, ptr, ptr, ulong)", packing, 4).as.bits[0], 0);
  uint64_t packed_size = fixture_load(machine, length, 0, AIRLOCK_U64).as.bits[0];
  cr_expect(packed_size > 20 && packed_size < 1000, "%lu", packed_size);
  fixture_store(machine, length, 0, airlock_int(AIRLOCK_U64, SIZE));
  const airlock_scalar unpacking[] = {airlock_pointer(unpacked), airlock_pointer(length),
                                      airlock_pointer(packed),
                                      airlock_int(AIRLOCK_U64, packed_size)};
  cr_expect_eq(call("uncompress", "sint (ptr, ptr, ptr, ulong)", unpacking, 4).as.bits[0], 0);
  uint8_t again[SIZE];
  cr_assert_ok(machine, airlock_read(machine, again, unpacked, SIZE));
  cr_expect_eq(memcmp(again, bytes, SIZE), 0);
  fixture_store(machine, length, 0, airlock_int(AIRLOCK_U64, 10));
  const int32_t no_room =
      (int32_t)call("uncompress", "sint (ptr, ptr, ptr, ulong)", unpacking, 4).as.bits[0];
  cr_expect_eq(no_room, -5, "Z_BUF_ERROR");
}
