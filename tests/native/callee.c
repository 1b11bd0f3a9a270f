// SPDX-License-Identifier: MIT
//
// Functions that are called by their address, and those that are not called at all.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"

#include <dlfcn.h>
#include <float.h>
#include <sys/mman.h>
#include <unistd.h>

static const airlock_signature *parse(airlock_machine *machine, const char *text) {
  const airlock_signature *signature = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  return signature;
}

static uint64_t address_of(airlock_machine *machine, const char *name) {
  airlock_symbol symbol;
  cr_assert_ok(machine,
               airlock_symbol_find(machine, &symbol, AIRLOCK_ALL_LIBRARIES, name, strlen(name)));
  return symbol.address;
}

Test(callee, a_function_is_called_by_its_address) {
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_signature *signature = parse(machine, "long double (long double)");
  const airlock_callee *callee = NULL;
  const airlock_callee *again = NULL;
  uint64_t address = address_of(machine, "halve");
  cr_assert_ok(machine, airlock_bind_address(machine, &callee, address, signature));
  cr_assert_ok(machine, airlock_bind_address(machine, &again, address, signature));
  cr_expect_eq(callee, again);
  long double number = 5;
  const airlock_bytes arg = {&number, sizeof number};
  cr_assert_ok(machine, airlock_call_bytes(machine, callee, &arg, 1, &number, 16, NULL));
  cr_expect(number == 2.5L);
  cr_expect_failure(machine, airlock_call_bytes(machine, callee, NULL, 0, &number, 16, NULL),
                    AIRLOCK_USAGE_ARGUMENT, "`halve` takes 1 arguments");
  airlock_machine_free(machine);
}

// Code without a name, made at run time: mov eax, 42; ret.
Test(callee, code_made_at_run_time_is_called) {
  static const uint8_t code[] = {0xb8, 42, 0, 0, 0, 0xc3};
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(page, MAP_FAILED);
  memcpy(page, code, sizeof code);
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  const airlock_signature *signature = parse(machine, "i32 ()");
  const airlock_callee *callee = NULL;
  uint64_t address = (uint64_t)(uintptr_t)page;
  cr_expect_failure(machine, airlock_bind_address(machine, &callee, address, signature),
                    AIRLOCK_UNSUPPORTED_FUNCTION, "it is data: it cannot be executed");
  cr_assert_eq(mprotect(page, 4096, PROT_READ | PROT_EXEC), 0);
  cr_assert_ok(machine, airlock_bind_address(machine, &callee, address, signature));
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, callee, NULL, 0, &result));
  cr_expect_eq(result.as.bits[0], 42);
  cr_expect_failure(machine, airlock_call(machine, callee, NULL, 1, &result),
                    AIRLOCK_USAGE_ARGUMENT, "`a function without a name` takes 0 arguments");
  airlock_machine_free(machine);
  (void)munmap(page, 4096);
}

Test(callee, addresses_that_are_no_functions_are_refused_each_with_its_reason) {
  static int32_t variable = 5;
  static const int32_t constant = 6;
  int32_t local = 7;
  void *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(page, MAP_FAILED);
  airlock_machine *machine = fixture_machine(NULL, "symbols");
  const airlock_signature *signature = parse(machine, "void ()");
  airlock_ptr heap = fixture_allocate(machine, 8, 8);
  airlock_ptr function = {0};
  cr_assert_ok(machine, airlock_function_new(machine, &function, "mine", signature, &variable));
  const struct refusal {
    uint64_t address;
    airlock_status status;
    const char *message;
  } refusals[] = {
      {0, AIRLOCK_UB_NULL_POINTER, "null pointer used as a function"},
      {1, AIRLOCK_UNSUPPORTED_FUNCTION, "at 0x1: nothing is mapped there"},
      {UINT64_MAX, AIRLOCK_UNSUPPORTED_FUNCTION, "nothing is mapped there"},
      {4096, AIRLOCK_UNSUPPORTED_FUNCTION, "nothing is mapped there"},
      {(uint64_t)(uintptr_t)page, AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {(uint64_t)(uintptr_t)&variable, AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {(uint64_t)(uintptr_t)&constant, AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {(uint64_t)(uintptr_t)&local, AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {address_of(machine, "plain_data"), AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {address_of(machine, "thread_local_data"), AIRLOCK_UNSUPPORTED_FUNCTION, "it is data"},
      {heap.address, AIRLOCK_UNSUPPORTED_FUNCTION,
       "it lies in the machine's memory, which holds no code"},
      {heap.address + 4096, AIRLOCK_UNSUPPORTED_FUNCTION,
       "it lies in the machine's memory, which holds no code"},
      {function.address, AIRLOCK_UNSUPPORTED_FUNCTION,
       "it is a function of the machine, not of native code"},
  };
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    const airlock_callee *callee = NULL;
    cr_expect_failure(machine,
                      airlock_bind_address(machine, &callee, refusals[i].address, signature),
                      refusals[i].status, refusals[i].message);
    cr_expect_null(callee);
  }
  airlock_machine_free(machine);
}

static const char *const refused[] = {
    "setjmp",      "_setjmp",       "sigsetjmp",    "__sigsetjmp", "longjmp",    "_longjmp",
    "siglongjmp",  "__longjmp_chk", "vfork",        "fork",        "_Fork",      "__fork",
    "forkpty",     "daemon",        "pthread_exit", "thrd_exit",   "getcontext", "setcontext",
    "swapcontext", "exit",          "_exit",        "_Exit",       "abort",      "quick_exit",
};

Test(callee, functions_that_cannot_be_called_are_refused_by_name_with_the_reason) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  fixture_open_library_of(machine, "gnu_get_libc_version");
  const airlock_signature *signature = parse(machine, "i32 (ptr, i32)");
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    const airlock_callee *callee = NULL;
    char text[96];
    snprintf(text, sizeof text, "can't call foreign function `%s` through the machine: it ",
             refused[i]);
    airlock_status status = airlock_bind(machine, &callee, refused[i], signature);
    const airlock_report *report = airlock_last_report(machine);
    bool copies = strstr(report->message, "the copy of the process") != NULL;
    cr_expect_eq(status, AIRLOCK_UNSUPPORTED_FUNCTION, "%s", refused[i]);
    cr_expect(strncmp(report->message, text, strlen(text) - (copies ? 3 : 0)) == 0, "%s",
              report->message);
    cr_expect_str_eq(report->function, refused[i]);
    cr_expect_null(callee);
  }
  airlock_machine_free(machine);
}

Test(callee, they_are_refused_by_their_address_too) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_signature *signature = parse(machine, "i32 (ptr, i32)");
  unsigned found = 0;
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    const void *address = dlsym(RTLD_DEFAULT, refused[i]);
    if (address == NULL) {
      continue; // Not in this C library.
    }
    const airlock_callee *callee = NULL;
    airlock_status status =
        airlock_bind_address(machine, &callee, (uint64_t)(uintptr_t)address, signature);
    cr_expect_eq(status, AIRLOCK_UNSUPPORTED_FUNCTION, "%s", refused[i]);
    cr_expect(strstr(airlock_last_report(machine)->message, "through the machine") != NULL,
              "%s: %s", refused[i], airlock_last_report(machine)->message);
    found++;
  }
  cr_expect_gt(found, 12);
  airlock_machine_free(machine);
}

static int32_t ended_with;

static airlock_status end_program(void *context, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  (void)context;
  (void)num_args;
  (void)io_result;
  ended_with = (int32_t)args[0].as.bits[0];
  return AIRLOCK_OK;
}

static bool find_exit(void *context, airlock_shim *out_shim, const char *name,
                      const airlock_signature *signature) {
  (void)context;
  (void)signature;
  *out_shim = (airlock_shim){end_program, NULL};
  return strcmp(name, "exit") == 0;
}

Test(callee, a_shim_may_answer_for_them) {
  airlock_config config;
  airlock_config_init(&config);
  config.find_shim = find_exit;
  airlock_machine *machine = fixture_machine(&config, NULL);
  fixture_open_library_of(machine, "gnu_get_libc_version");
  const airlock_signature *signature = parse(machine, "void (i32)");
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_bind(machine, &callee, "exit", signature));
  const airlock_scalar status = airlock_int(AIRLOCK_I32, 3);
  cr_assert_ok(machine, airlock_call(machine, callee, &status, 1, NULL));
  cr_expect_eq(ended_with, 3);
  cr_expect_eq(airlock_bind(machine, &callee, "_exit", signature), AIRLOCK_UNSUPPORTED_FUNCTION);
  airlock_machine_free(machine);
}

Test(callee, integers_out_of_the_range_of_their_kind_are_refused) {
  static const struct range {
    airlock_kind kind;
    uint64_t low;
    uint64_t high;
    bool fits;
  } ranges[] = {
      {AIRLOCK_I8, 0xff, 0, true},
      {AIRLOCK_I8, 0x100, 0, false},
      {AIRLOCK_I8, UINT64_MAX, 0, false},
      {AIRLOCK_U8, 0xff, 0, true},
      {AIRLOCK_U8, 0x100, 0, false},
      {AIRLOCK_I16, 0x10000, 0, false},
      {AIRLOCK_U16, 0xffff, 0, true},
      {AIRLOCK_U16, 0x12345, 0, false},
      {AIRLOCK_I32, 0xffffffff, 0, true},
      {AIRLOCK_I32, UINT64_C(0x100000000), 0, false},
      {AIRLOCK_U32, UINT64_C(0x100000000), 0, false},
      {AIRLOCK_U32, 5, 1, false},
      {AIRLOCK_I64, UINT64_MAX, 0, true},
      {AIRLOCK_I64, 0, 1, false},
      {AIRLOCK_U64, 0, 1, false},
      {AIRLOCK_ISIZE, 0, 1, false},
      {AIRLOCK_USIZE, UINT64_MAX, 0, true},
      {AIRLOCK_USIZE, 0, 1, false},
      {AIRLOCK_I128, UINT64_MAX, UINT64_MAX, true},
      {AIRLOCK_U128, UINT64_MAX, UINT64_MAX, true},
      {AIRLOCK_F32, UINT64_C(0x100000000), 0, false},
      {AIRLOCK_F64, 0, 1, false},
      {AIRLOCK_LONG_DOUBLE, 0, 0xffff, true},
      {AIRLOCK_LONG_DOUBLE, 0, 0x10000, LDBL_MANT_DIG > 64}, // The x87's has 80 bits.
      {AIRLOCK_BOOL, 0x100, 0, false},
      {AIRLOCK_CHAR, UINT64_C(0x100000041), 0, false},
  };
  airlock_machine *machine = fixture_machine(NULL, "aggregates");
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
    const airlock_type *type = airlock_type_scalar(machine, ranges[i].kind);
    const airlock_type *params[] = {airlock_type_scalar(machine, AIRLOCK_I32), type};
    const airlock_signature *signature = NULL;
    const airlock_callee *callee = NULL;
    cr_assert_ok(machine, airlock_signature_new(machine, &signature, NULL, params, 2));
    cr_assert_ok(machine, airlock_bind(machine, &callee, "nothing", signature));
    airlock_scalar args[] = {airlock_int(AIRLOCK_I32, 0),
                             {ranges[i].kind, 0, {{ranges[i].low, ranges[i].high}}}};
    airlock_status status = airlock_call(machine, callee, args, 2, NULL);
    cr_expect_eq(status, ranges[i].fits ? AIRLOCK_OK : AIRLOCK_USAGE_RANGE, "%zu: %s", i,
                 airlock_last_report(machine)->message);
    if (!ranges[i].fits) {
      cr_expect(strstr(airlock_last_report(machine)->message, airlock_kind_name(ranges[i].kind)));
      cr_expect_eq(airlock_last_report(machine)->argument, 1);
    }
  }
  airlock_machine_free(machine);
}

Test(callee, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *machine = fixture_machine(&config, "aggregates");
    const airlock_signature *signature =
        parse(machine, "align(64) {u64} (packed {u8, u32}, union {f32}, complex f64, i128)");
    uint64_t address = address_of(machine, "halve");
    counting.fail_after = round;
    const airlock_callee *by_name = NULL;
    const airlock_callee *by_address = NULL;
    airlock_status status = airlock_bind(machine, &by_name, "nothing", signature);
    if (status == AIRLOCK_OK) {
      status = airlock_bind_address(machine, &by_address, address, signature);
    }
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    cr_assert(done || status == AIRLOCK_NO_MEMORY, "%s", airlock_status_name(status));
    cr_assert_ok(machine, airlock_bind(machine, &by_name, "nothing", signature));
    airlock_machine_free(machine);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 3);
}
