// SPDX-License-Identifier: MIT
//
// Machine code that is made for a signature: where there is none and what then, that it never can
// be written and executed at once, pointers among its arguments, variadic functions, the end of it.
// That every value arrives and what is wrong is refused is what thunks.c and tests/abi find out.
#define _GNU_SOURCE
#include "native/emitted.h"
#include "fixture.h"
#include "native/segments.h"

#if defined(__x86_64__)

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static airlock_machine *new_machine(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.engine = AIRLOCK_ENGINE_EMITTED;
  return fixture_machine(&config, "thunks");
}

static uint64_t num_emitted(const airlock_machine *machine) {
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  return statistics.emitted_signatures;
}

static const char declaration[] = "i64 narrow_4(i8, u16, i32, i64)";

static int64_t call_narrow(airlock_machine *machine) {
  airlock_scalar result =
      fixture_call(machine, declaration,
                   FIXTURE_ARGS(airlock_int(AIRLOCK_I8, 1), airlock_int(AIRLOCK_U16, 2),
                                airlock_int(AIRLOCK_I32, 3), airlock_int(AIRLOCK_I64, 4)));
  return (int64_t)result.as.bits[0];
}

enum { NARROW = ((1 * 31 + 2) * 31 + 3) * 31 + 4 };

// --------------------------------------------------------------------------- what a system forbids

#define LOAD(member)                                                                               \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, member))
#define UNLESS_IT_IS(value, skipped) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skipped))

// From now on, system calls of one number fail if an argument has these bits under a mask. Ends the
// test where nothing can be forbidden.
static void forbid(uint32_t number, unsigned index, uint32_t mask, uint32_t bits, uint32_t error) {
  struct sock_filter rules[] = {
      LOAD(nr),
      UNLESS_IT_IS(number, 4),
      LOAD(args[index]),
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask),
      UNLESS_IT_IS(bits, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    cr_skip("this system lets nobody forbid system calls");
  }
}

Test(emitted, a_page_is_never_writable_and_executable_at_once) {
  airlock_machine *machine = new_machine();
  const uint32_t both = PROT_WRITE | PROT_EXEC;
  forbid(SYS_mprotect, 2, both, both, EACCES);
  forbid(SYS_mmap, 2, both, both, EACCES);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect_eq(num_emitted(machine), 1);
  airlock_machine_free(machine);
}

Test(emitted, without_permission_to_make_code_calls_go_as_if_none_was_asked_for) {
  airlock_machine *machine = new_machine();
  (void)fixture_bind(machine, "i64 wide_1(i64)");
  cr_expect_eq(num_emitted(machine), 1);
  forbid(SYS_mprotect, 2, PROT_EXEC, PROT_EXEC, EACCES);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect(fixture_bind(machine, "i64 wide_2(i64, i64)")->signature->emitted.call == NULL);
  cr_expect_eq(num_emitted(machine), 1, "the first one keeps its code");
  airlock_scalar result =
      fixture_call(machine, "i64 wide_1(i64)", FIXTURE_ARGS(airlock_int(AIRLOCK_I64, 5)));
  cr_expect_eq(result.as.bits[0], 5);
  airlock_machine_free(machine);
}

Test(emitted, without_memory_for_a_page_calls_go_as_if_none_was_asked_for) {
#if defined(__SANITIZE_ADDRESS__)
  cr_skip("the sanitizer needs pages of its own");
#endif
  airlock_machine *machine = new_machine();
  forbid(SYS_mmap, 1, UINT32_MAX, CODE_PAGE_SIZE, ENOMEM);
  cr_expect_eq(call_narrow(machine), NARROW);
  cr_expect_eq(num_emitted(machine), 0);
  airlock_machine_free(machine);
}

// ------------------------------------------------------------------------------------------- pages

static bool is_code(const void *address) {
  struct segment segment = {false, false};
  return segment_find(&segment, (uintptr_t)address) && segment.executable && !segment.writable;
}

Test(emitted, a_page_can_be_executed_and_goes_with_the_machine) {
  airlock_machine *machine = new_machine();
  const uint8_t *page = fixture_bind(machine, declaration)->signature->emitted.page;
  cr_expect(is_code(page));
  airlock_machine_free(machine);
  cr_expect_not(is_code(page));
}

Test(emitted, callees_of_one_signature_share_its_page) {
  airlock_machine *machine = new_machine();
  const airlock_callee *first = fixture_bind(machine, "i64 wide_2(i64, i64)");
  const airlock_callee *second = fixture_bind(machine, "i64 half_2(i64, i64)");
  cr_expect_eq(first->call, second->call);
  cr_expect_eq(num_emitted(machine), 1);
  airlock_machine_free(machine);
}

// More and more arguments, of which the function takes twelve: until a call's frame, or the page,
// has no room.
Test(emitted, long_signatures_have_code_until_they_are_too_long) {
  enum { MOST_PARAMS = 300, TAKEN = 12 };
  static airlock_scalar args[MOST_PARAMS];
  static const airlock_type *params[MOST_PARAMS];
  airlock_machine *machine = new_machine();
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
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  outcome->num_exposed = statistics.exposed_allocations;
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

Test(emitted, functions_without_a_result_are_called_and_leave_its_place_alone) {
  airlock_machine *machine = new_machine();
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
  airlock_config config;
  airlock_config_init(&config);
  config.engine = AIRLOCK_ENGINE_EMITTED;
  airlock_machine *machine = fixture_machine(&config, "variadic");
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
  airlock_config config;
  airlock_config_init(&config);
  config.engine = AIRLOCK_ENGINE_EMITTED;
  airlock_machine *machine = fixture_machine(&config, "thunks");
  cr_expect(fixture_bind(machine, "i64 wide_1(i64)")->signature->emitted.call == NULL);
  airlock_machine_free(machine);
}

#endif
