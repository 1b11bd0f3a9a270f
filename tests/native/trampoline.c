// SPDX-License-Identifier: MIT
//
// The two engines: which one a signature gets, that both say the same, and that unwinders walk
// through ours. That each value arrives where compilers look for it is what tests/abi finds out.
#define _GNU_SOURCE
#include "fixture.h"
#include "native/fp_control.h"
#include "native/native.h"

#include <execinfo.h>
#include <float.h>

static const airlock_callee *bind(airlock_machine *machine, void (*function)(void),
                                  const char *text) {
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  uint64_t address;
  memcpy(&address, &function, sizeof address);
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_assert_ok(machine, airlock_bind_address(machine, &callee, address, signature));
  return callee;
}

#define FUNCTION(function) ((void (*)(void))(function))

enum { MOST_FRAMES = 64, MOST_ARGS = 12 };

static void *seen_frames[MOST_FRAMES];
static int num_seen;

static int32_t look_around(int32_t first) {
  num_seen = backtrace(seen_frames, MOST_FRAMES);
  return first;
}

static int32_t look_around_with_many(int32_t a, int32_t b, int32_t c, int32_t d, int32_t e,
                                     int32_t f, int32_t g, int32_t h) {
  return look_around(a + b + c + d + e + f + g + h);
}

static double look_around_with_vectors(double a, int32_t b) {
  return a + look_around(b);
}

// The long double lies on the stack of x86-64, and needs a whole vector register of AArch64.
static long double look_around_with_long_double(long double a, int32_t b) {
  return a + look_around(b);
}

static bool has_seen(const void *address) {
  for (int i = 0; i < num_seen; i++) {
    if (seen_frames[i] == address) {
      return true;
    }
  }
  return false;
}

// Whether the callee's unwinder gets past the crossing: to where this function returns to.
static __attribute__((noinline)) bool is_walked_through(airlock_machine *machine,
                                                        const airlock_callee *callee,
                                                        const airlock_scalar *args,
                                                        size_t num_args) {
  airlock_scalar result;
  num_seen = 0;
  cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
  return has_seen(__builtin_extract_return_addr(__builtin_return_address(0)));
}

static void expect_walked_through(airlock_engine engine) {
  airlock_machine *machine = fixture_machine_of(engine, NULL);
  airlock_scalar ints[MOST_ARGS];
  for (size_t i = 0; i < MOST_ARGS; i++) {
    ints[i] = airlock_int(AIRLOCK_I32, i);
  }
  cr_expect(is_walked_through(machine, bind(machine, FUNCTION(look_around), "i32 (i32)"), ints, 1));
  cr_expect(is_walked_through(machine,
                              bind(machine, FUNCTION(look_around_with_many),
                                   "i32 (i32, i32, i32, i32, i32, i32, i32, i32)"),
                              ints, 8),
            "with arguments on the stack");
  const airlock_scalar mixed[] = {airlock_f64(1.5), airlock_int(AIRLOCK_I32, 2)};
  cr_expect(is_walked_through(
      machine, bind(machine, FUNCTION(look_around_with_vectors), "f64 (f64, i32)"), mixed, 2));
  const long double wide = 1.5L;
  airlock_scalar with_wide[] = {{.kind = AIRLOCK_LONG_DOUBLE}, airlock_int(AIRLOCK_I32, 2)};
  memcpy(with_wide[0].as.bits, &wide, LDBL_MANT_DIG == 64 ? 10 : sizeof wide);
  cr_expect(is_walked_through(
      machine,
      bind(machine, FUNCTION(look_around_with_long_double), "long double (long double, i32)"),
      with_wide, 2));
  airlock_machine_free(machine);
}

Test(trampoline, unwinders_walk_through_it_and_emitted_code) {
  expect_walked_through(AIRLOCK_ENGINE_TRAMPOLINE);
  expect_walked_through(AIRLOCK_ENGINE_EMITTED);
}

Test(trampoline, engine_is_chosen_with_the_machine) {
  airlock_machine *fastest = fixture_machine_of(AIRLOCK_ENGINE_TRAMPOLINE, NULL);
  airlock_machine *libffi = fixture_machine_of(AIRLOCK_ENGINE_LIBFFI, NULL);
#if defined(PLAN_IS_X86_64) || defined(PLAN_IS_AARCH64)
  cr_expect(bind(fastest, FUNCTION(look_around), "i32 (i32)")->signature->enter != NULL);
#endif
  cr_expect(bind(libffi, FUNCTION(look_around), "i32 (i32)")->signature->enter == NULL);
  airlock_machine_free(fastest);
  airlock_machine_free(libffi);
}

struct wide {
  _Alignas(64) int64_t value;
};

static bool is_aligned_and_seven(int32_t first, struct wide wide, int32_t last) {
  return (uintptr_t)&wide % _Alignof(struct wide) == 0 && wide.value == 7 && first + last == 3;
}

static void expect_aligned(airlock_engine engine, const char *text) {
  airlock_machine *machine = fixture_machine_of(engine, NULL);
  const airlock_callee *callee = bind(machine, FUNCTION(is_aligned_and_seven), text);
  const struct wide wide = {7};
  const int32_t numbers[] = {1, 2};
  const airlock_bytes args[] = {
      {&numbers[0], sizeof numbers[0]}, {&wide, sizeof wide}, {&numbers[1], sizeof numbers[1]}};
  bool result = false;
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, args, 3, &result, sizeof result, NULL));
  cr_expect(result);
  airlock_machine_free(machine);
}

// On x86-64 the struct lies on the stack, where libffi's has 16 bytes of alignment and no more; on
// AArch64 it is passed by reference.
Test(trampoline, argument_is_aligned_as_its_type_wants_it) {
  const char *text = "bool (i32, align(64) {i64}, i32)";
  expect_aligned(AIRLOCK_ENGINE_TRAMPOLINE, text);
#if defined(PLAN_IS_AARCH64)
  expect_aligned(AIRLOCK_ENGINE_LIBFFI, text);
#else
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_LIBFFI, NULL);
  const airlock_callee *callee = NULL;
  const airlock_signature *signature = NULL;
  uint64_t address;
  void (*function)(void) = FUNCTION(is_aligned_and_seven);
  memcpy(&address, &function, sizeof address);
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_expect_failure(machine, airlock_bind_address(machine, &callee, address, signature),
                    AIRLOCK_UNSUPPORTED_ARGUMENT, "argument #2");
  airlock_machine_free(machine);
#endif
}

static int8_t narrow_result(int8_t a, uint8_t b, int16_t c, uint16_t d, bool e) {
  return (int8_t)(a + b + c + d + (e ? 1 : 0));
}

// The upper bytes of registers are nobody's: those of narrow arguments are filled in as libffi
// fills them, those of results are not looked at.
static uint64_t widened[5];

static int64_t widening(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e) {
  const int64_t all[] = {a, b, c, d, e};
  memcpy(widened, all, sizeof widened);
  return -1;
}

Test(trampoline, narrow_values_are_extended_and_cut_off) {
  const airlock_engine engines[] = {AIRLOCK_ENGINE_TRAMPOLINE, AIRLOCK_ENGINE_LIBFFI};
  const airlock_scalar args[] = {airlock_int(AIRLOCK_I8, 0x80), airlock_int(AIRLOCK_U8, 0x80),
                                 airlock_int(AIRLOCK_I16, 0x8000), airlock_int(AIRLOCK_U16, 0x8000),
                                 airlock_int(AIRLOCK_BOOL, 1)};
  const uint64_t expected[] = {(uint64_t)INT8_MIN, 0x80, (uint64_t)INT16_MIN, 0x8000, 1};
  for (size_t i = 0; i < 2; i++) {
    airlock_machine *machine = fixture_machine_of(engines[i], NULL);
    airlock_scalar result;
    cr_assert_ok(machine,
                 airlock_call(machine,
                              bind(machine, FUNCTION(widening), "u16 (i8, u8, i16, u16, bool)"),
                              args, 5, &result));
    cr_expect_eq(memcmp(widened, expected, sizeof expected), 0, "engine %zu", i);
    cr_expect_eq(result.kind, AIRLOCK_U16);
    cr_expect_eq(result.as.bits[0], 0xffff);
    cr_expect_eq(result.as.bits[1], 0);
    cr_assert_ok(machine,
                 airlock_call(machine,
                              bind(machine, FUNCTION(narrow_result), "i8 (i8, u8, i16, u16, bool)"),
                              args, 5, &result));
    cr_expect_eq(result.as.bits[0], 1);
    airlock_machine_free(machine);
  }
}

// Refusals of a call that is quick otherwise: each leaves everything as it was.
Test(trampoline, a_call_that_is_not_in_order_is_refused_before_anything_happens) {
  airlock_machine *machine = fixture_machine_of(AIRLOCK_ENGINE_TRAMPOLINE, NULL);
  const airlock_callee *callee =
      bind(machine, FUNCTION(narrow_result), "i8 (i8, u8, i16, u16, bool)");
  const airlock_scalar good[] = {airlock_int(AIRLOCK_I8, 1), airlock_int(AIRLOCK_U8, 2),
                                 airlock_int(AIRLOCK_I16, 3), airlock_int(AIRLOCK_U16, 4),
                                 airlock_int(AIRLOCK_BOOL, 0)};
  airlock_scalar result = airlock_int(AIRLOCK_U64, 77);
  for (size_t i = 0; i < 5; i++) {
    airlock_scalar args[5];
    memcpy(args, good, sizeof args);
    args[i].kind = AIRLOCK_F64;
    cr_expect_failure(machine, airlock_call(machine, callee, args, 5, &result), AIRLOCK_USAGE_KIND,
                      "f64");
    args[i] = good[i];
    args[i].as.bits[0] |= 1 << 16;
    cr_expect_failure(machine, airlock_call(machine, callee, args, 5, &result), AIRLOCK_USAGE_RANGE,
                      "does not fit");
    args[i] = good[i];
    args[i].as.bits[1] = 1;
    cr_expect_failure(machine, airlock_call(machine, callee, args, 5, &result), AIRLOCK_USAGE_RANGE,
                      "does not fit");
  }
  airlock_scalar invalid[5];
  memcpy(invalid, good, sizeof invalid);
  invalid[4].as.bits[0] = 2;
  cr_expect_failure(machine, airlock_call(machine, callee, invalid, 5, &result),
                    AIRLOCK_UB_INVALID_VALUE, "bool");
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_eq(statistics.native_calls, 0);
  cr_expect_eq(result.as.bits[0], 77);
  airlock_machine_free(machine);
}

#if defined(__x86_64__) || defined(__aarch64__)

static void round_down(void) {
#if defined(__x86_64__)
  uint32_t mxcsr;
  __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
  mxcsr = (mxcsr & ~UINT32_C(0x6000)) | UINT32_C(0x2000);
  __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr));
#else
  uint64_t fpcr;
  __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
  fpcr = (fpcr & ~(UINT64_C(3) << 22)) | UINT64_C(2) << 22;
  __asm__ volatile("msr fpcr, %0" : : "r"(fpcr));
#endif
}

static void count_warning(void *context, const airlock_report *report) {
  (void)report;
  ++*(int *)context;
}

// Who keeps changes and does not want to hear of them does not pay for finding them.
Test(trampoline, floating_point_control_is_kept_silently_or_undone) {
  for (int keeps = 0; keeps < 2; keeps++) {
    int num_warnings = 0;
    airlock_config config;
    airlock_config_init(&config);
    config.keep_fp_control = keeps != 0;
    config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
    config.warning = count_warning;
    config.context = &num_warnings;
    airlock_machine *machine = fixture_machine(&config, NULL);
    struct fp_control before = fp_control_capture();
    cr_assert_ok(machine, airlock_call(machine, bind(machine, FUNCTION(round_down), "void ()"),
                                       NULL, 0, NULL));
    struct fp_control after = fp_control_capture();
    fp_control_restore(before);
    cr_expect_eq(fp_control_equal(before, after), keeps == 0);
    cr_expect_eq(num_warnings, 0);
    airlock_machine_free(machine);
  }
}

#endif
