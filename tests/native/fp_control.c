// SPDX-License-Identifier: MIT
//
// The floating-point control state: every change that native code can make is seen, named and
// undone; what is no change is not seen.
#include "native/fp_control.h"
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <string.h>

static void *library;

static void open_library(void) {
  library = dlopen(AIRLOCK_FIXTURES_DIR "/libenvironment.so", RTLD_NOW | RTLD_LOCAL);
  cr_assert(library != NULL, "%s", dlerror());
}

TestSuite(fp_control, .init = open_library);

// Gives a function of the fixture its type; C has no cast from a data pointer to a function.
#define FUNCTION(variable, name)                                                                   \
  do {                                                                                             \
    void *address = dlsym(library, name);                                                          \
    cr_assert(address != NULL, "%s", name);                                                        \
    memcpy(&(variable), &address, sizeof(address));                                                \
  } while (false)

static void expect_change(struct fp_control before, const char *expected) {
  struct fp_control after = fp_control_capture();
  cr_assert_not(fp_control_equal(before, after));
  char text[FP_CONTROL_TEXT_SIZE];
  size_t length = fp_control_describe_change(text, sizeof(text), before, after);
  cr_assert_str_eq(text, expected);
  cr_assert(length == strlen(expected));
  fp_control_restore(before);
  cr_assert(fp_control_equal(before, fp_control_capture()));
  cr_assert(fp_control_describe_change(text, sizeof(text), before, fp_control_capture()) == 0);
  cr_assert_str_empty(text);
}

#if defined(__x86_64__)

Test(fp_control, sees_and_undoes_each_change) {
  struct fp_control before = fp_control_capture();
  uint32_t (*get_mxcsr)(void);
  void (*set_mxcsr)(uint32_t);
  uint16_t (*get_x87_control)(void);
  void (*set_x87_control)(uint16_t);
  FUNCTION(get_mxcsr, "get_mxcsr");
  FUNCTION(set_mxcsr, "set_mxcsr");
  FUNCTION(get_x87_control, "get_x87_control");
  FUNCTION(set_x87_control, "set_x87_control");
  uint32_t mxcsr = get_mxcsr();
  set_mxcsr(mxcsr | 1u << 13);
  expect_change(before, "rounding is down instead of to nearest");
  set_mxcsr(mxcsr | 2u << 13);
  expect_change(before, "rounding is up instead of to nearest");
  set_mxcsr(mxcsr | 3u << 13);
  expect_change(before, "rounding is toward zero instead of to nearest");
  set_mxcsr(mxcsr | 1u << 15);
  expect_change(before, "flush-to-zero is on");
  set_mxcsr(mxcsr | 1u << 6);
  expect_change(before, "denormals-are-zero is on");
  set_mxcsr(mxcsr & ~(1u << 9)); // Division by zero would trap.
  expect_change(before, "other exceptions trap");
  set_mxcsr(mxcsr | 3u << 13 | 1u << 15 | 1u << 6);
  expect_change(before, "rounding is toward zero instead of to nearest, flush-to-zero is on, "
                        "denormals-are-zero is on");
  uint16_t control = get_x87_control();
  set_x87_control((uint16_t)(control | 3u << 10));
  expect_change(before, "x87 rounding is toward zero instead of to nearest");
  set_x87_control((uint16_t)(control & ~(3u << 8)));
  expect_change(before, "x87 precision is 24 bits instead of 64 bits");
  set_x87_control((uint16_t)((control & ~(3u << 8)) | 2u << 8));
  expect_change(before, "x87 precision is 53 bits instead of 64 bits");
  set_x87_control((uint16_t)(control & ~1u));
  expect_change(before, "other x87 exceptions trap");
}

Test(fp_control, keeps_exception_flags) {
  double (*divide)(double, double);
  uint32_t (*get_mxcsr)(void);
  void (*set_mxcsr)(uint32_t);
  FUNCTION(divide, "divide");
  FUNCTION(get_mxcsr, "get_mxcsr");
  FUNCTION(set_mxcsr, "set_mxcsr");
  set_mxcsr(get_mxcsr() & ~FP_CONTROL_MXCSR_FLAGS);
  struct fp_control before = fp_control_capture();
  divide(1, 3);
  divide(1, 0);
  uint32_t raised = get_mxcsr() & FP_CONTROL_MXCSR_FLAGS;
  cr_assert(raised == (1u << 5 | 1u << 2)); // Inexact, division by zero.
  cr_assert(fp_control_equal(before, fp_control_capture()));
  fp_control_restore(before);
  cr_assert((get_mxcsr() & FP_CONTROL_MXCSR_FLAGS) == raised);
}

Test(fp_control, describes_all_at_once_in_the_room_it_has) {
  struct fp_control before = {.mxcsr = 0x1f80, .x87 = 0x037f};
  struct fp_control after = {.mxcsr = 0xe040, .x87 = 0x0c00};
  const char *expected = "rounding is toward zero instead of to nearest, flush-to-zero is on, "
                         "denormals-are-zero is on, other exceptions trap, x87 rounding is toward "
                         "zero instead of to nearest, x87 precision is 24 bits instead of 64 bits, "
                         "other x87 exceptions trap";
  char text[400];
  for (size_t size = 0; size < sizeof(text); size++) {
    memset(text, 'x', sizeof(text));
    size_t length = fp_control_describe_change(text, size, before, after);
    if (size > 0) {
      cr_assert(length == (size <= strlen(expected) ? size - 1 : strlen(expected)));
      cr_assert(strlen(text) == length && strncmp(text, expected, length) == 0, "%s", text);
    }
    cr_assert(text[size] == 'x');
  }
  cr_assert(strlen(expected) < FP_CONTROL_TEXT_SIZE);
  after = before;
  after.x87 ^= 0x1000; // A bit that means nothing on today's processors.
  cr_assert(fp_control_describe_change(text, sizeof(text), before, after) > 0);
  cr_assert_str_eq(text, "a control bit without a name differs");
}

#elif defined(__aarch64__)

// Traps are left out: processors need not have them, and then their bits cannot be set.
Test(fp_control, sees_and_undoes_each_change) {
  struct fp_control before = fp_control_capture();
  uint64_t (*get_fpcr)(void);
  void (*set_fpcr)(uint64_t);
  FUNCTION(get_fpcr, "get_fpcr");
  FUNCTION(set_fpcr, "set_fpcr");
  uint64_t fpcr = get_fpcr();
  set_fpcr(fpcr | UINT64_C(1) << 22);
  expect_change(before, "rounding is up instead of to nearest");
  set_fpcr(fpcr | UINT64_C(2) << 22);
  expect_change(before, "rounding is down instead of to nearest");
  set_fpcr(fpcr | UINT64_C(3) << 22);
  expect_change(before, "rounding is toward zero instead of to nearest");
  set_fpcr(fpcr | UINT64_C(1) << 24);
  expect_change(before, "flush-to-zero is on");
  set_fpcr(fpcr | UINT64_C(1) << 25);
  expect_change(before, "default-NaN is on");
}

Test(fp_control, describes_traps_and_bits_without_a_name) {
  struct fp_control before = {.fpcr = 0};
  struct fp_control after = {.fpcr = UINT64_C(1) << 9};
  char text[FP_CONTROL_TEXT_SIZE];
  cr_assert(fp_control_describe_change(text, sizeof text, before, after) > 0);
  cr_assert_str_eq(text, "other exceptions trap");
  after.fpcr = UINT64_C(1) << 19 | UINT64_C(1) << 26;
  cr_assert(fp_control_describe_change(text, sizeof text, before, after) > 0);
  cr_assert_str_eq(text, "alternative half precision is on, flush-to-zero of half precision is on");
  after.fpcr = UINT64_C(1) << 40;
  cr_assert(fp_control_describe_change(text, sizeof text, before, after) > 0);
  cr_assert_str_eq(text, "a control bit without a name differs");
}

#endif

Test(fp_control, restores_what_results_depend_on) {
  double (*divide)(double, double);
  void (*set_rounding_toward_zero)(void);
  void (*set_flush_to_zero)(void);
  FUNCTION(divide, "divide");
  FUNCTION(set_rounding_toward_zero, "set_rounding_toward_zero");
  FUNCTION(set_flush_to_zero, "set_flush_to_zero");
  const double tenth = divide(1, 10); // Rounded up.
  const double tiny = divide(2.2250738585072014e-308, 4);
  cr_assert(tiny > 0);
  struct fp_control before = fp_control_capture();
  set_rounding_toward_zero();
  cr_assert(divide(1, 10) < tenth);
  expect_change(before, "rounding is toward zero instead of to nearest");
  cr_assert(divide(1, 10) == tenth);
  set_flush_to_zero();
  double flushed = divide(2.2250738585072014e-308, 4);
  cr_assert_not(fp_control_equal(before, fp_control_capture()));
  fp_control_restore(before); // First, since comparisons too may take tiny numbers for zero.
  cr_assert(flushed == 0);
  cr_assert(divide(2.2250738585072014e-308, 4) == tiny);
}
