// SPDX-License-Identifier: MIT
//
// One kind of native call, repeated: `bench_native_call CASE COUNT`. bench/run counts instructions
// of COUNT and of 2 * COUNT calls, so that everything but the calls cancels out.
//
//   direct          abs(i32) through a C function pointer
//   ffi             abs(i32) through ffi_call with a prepared cif
//   scalar          abs(i32) through airlock_call
//   exposed-N       memchr(pointer, i32, usize) through airlock_call, with N allocations exposed,
//                   each holding a pointer to the next
//   touched-N       the same, and before each call one of them is read and written
#include <airlock.h>
#include <ffi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__aarch64__)
#define LIBC_PATH "/lib/aarch64-linux-gnu/libc.so.6"
#else
#define LIBC_PATH "/lib/x86_64-linux-gnu/libc.so.6"
#endif

static airlock_machine *machine;

static void require(airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

static const airlock_callee *bind(const char *name, airlock_kind result, const airlock_kind *kinds,
                                  size_t num_params) {
  const airlock_type *params[3];
  for (size_t i = 0; i < num_params; i++) {
    params[i] = airlock_type_scalar(machine, kinds[i]);
  }
  const airlock_signature *signature;
  const airlock_callee *callee;
  require(airlock_signature_new(machine, &signature, airlock_type_scalar(machine, result), params,
                                num_params));
  require(airlock_bind(machine, &callee, name, signature));
  return callee;
}

static void call_directly(long count) {
  int (*volatile function)(int) = abs;
  for (long i = 0; i < count; i++) {
    (void)function((int)i);
  }
}

static void call_through_ffi(long count) {
  ffi_cif cif;
  ffi_type *params[] = {&ffi_type_sint32};
  (void)ffi_prep_cif(&cif, FFI_DEFAULT_ABI, 1, &ffi_type_sint32, params);
  for (long i = 0; i < count; i++) {
    int argument = (int)i;
    void *args[] = {&argument};
    ffi_arg result;
    ffi_call(&cif, FFI_FN(abs), &result, args);
  }
}

static void call_scalar(long count) {
  const airlock_kind params[] = {AIRLOCK_I32};
  const airlock_callee *callee = bind("abs", AIRLOCK_I32, params, 1);
  for (long i = 0; i < count; i++) {
    airlock_scalar argument = airlock_int(AIRLOCK_I32, (uint64_t)i);
    airlock_scalar result;
    require(airlock_call(machine, callee, &argument, 1, &result));
  }
}

// Allocates `num` blocks, each pointing to the one before, and returns the last.
static airlock_ptr make_chain(long num) {
  const airlock_type *pointer_type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  airlock_ptr last = airlock_ptr_from_address(0);
  for (long i = 0; i < num; i++) {
    airlock_ptr block;
    require(airlock_allocate(machine, &block, 64, 8, AIRLOCK_HEAP));
    require(airlock_store(machine, block, airlock_pointer(last), pointer_type));
    last = block;
  }
  return last;
}

static void call_with_exposed(long num_exposed, long count, bool touches) {
  const airlock_kind params[] = {AIRLOCK_POINTER, AIRLOCK_I32, AIRLOCK_USIZE};
  const airlock_callee *callee = bind("memchr", AIRLOCK_POINTER, params, 3);
  const airlock_type *integer = airlock_type_scalar(machine, AIRLOCK_I64);
  airlock_ptr block = make_chain(num_exposed);
  airlock_scalar args[] = {airlock_pointer(block), airlock_int(AIRLOCK_I32, 0),
                           airlock_int(AIRLOCK_USIZE, 0)};
  airlock_scalar result;
  require(airlock_call(machine, callee, args, 3, &result)); // Exposes them all.
  for (long i = 0; i < count; i++) {
    if (touches) {
      airlock_scalar value;
      require(airlock_load(machine, &value, block, integer));
      require(airlock_store(machine, block, value, integer));
    }
    require(airlock_call(machine, callee, args, 3, &result));
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    (void)fprintf(stderr, "usage: %s CASE COUNT\n", argv[0]);
    return 2;
  }
  const char *name = argv[1];
  long count = strtol(argv[2], NULL, 10);
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = UINT64_C(1) << 30; // Valgrind refuses much more.
  if (airlock_machine_new(&machine, &config) != AIRLOCK_OK) {
    return 1;
  }
  require(airlock_open_library(machine, LIBC_PATH));
  if (strcmp(name, "direct") == 0) {
    call_directly(count);
  } else if (strcmp(name, "ffi") == 0) {
    call_through_ffi(count);
  } else if (strcmp(name, "scalar") == 0) {
    call_scalar(count);
  } else if (strncmp(name, "exposed-", 8) == 0) {
    call_with_exposed(strtol(name + 8, NULL, 10), count, false);
  } else if (strncmp(name, "touched-", 8) == 0) {
    call_with_exposed(strtol(name + 8, NULL, 10), count, true);
  } else {
    (void)fprintf(stderr, "bench: no case `%s`\n", name);
    return 2;
  }
  airlock_machine_free(machine);
  return 0;
}
