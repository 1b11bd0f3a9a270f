// SPDX-License-Identifier: MIT
//
// Embedding airlock: a machine, some of its memory, and the C library's strtol, which writes into
// that memory and leaves behind a pointer that the machine did not make.
#include <airlock.h>
#include <stdio.h>

#if defined(__aarch64__)
#define LIBC_PATH "/lib/aarch64-linux-gnu/libc.so.6"
#else
#define LIBC_PATH "/lib/x86_64-linux-gnu/libc.so.6"
#endif

#define CHECK(call)                                                                                \
  if ((call) != AIRLOCK_OK) {                                                                      \
    return fprintf(stderr, "%s\n", airlock_last_report(machine)->message);                         \
  }

int main(int argc, char **argv) {
  airlock_machine *machine;
  if (airlock_machine_new(&machine, NULL) != AIRLOCK_OK) {
    return 1;
  }
  const airlock_type *pointer = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_type *integer = airlock_type_scalar(machine, AIRLOCK_I64);
  const airlock_type *params[] = {pointer, pointer, airlock_type_scalar(machine, AIRLOCK_I32)};
  const airlock_signature *signature;
  const airlock_callee *strtol_callee;
  CHECK(airlock_open_library(machine, argc > 1 ? argv[1] : LIBC_PATH));
  CHECK(airlock_signature_new(machine, &signature, integer, params, 3));
  CHECK(airlock_bind(machine, &strtol_callee, "strtol", signature));

  airlock_ptr text, end;
  CHECK(airlock_allocate(machine, &text, 8, 1, AIRLOCK_HEAP));
  CHECK(airlock_write(machine, text, "42 ways", 8));
  CHECK(airlock_allocate(machine, &end, 8, 8, AIRLOCK_STACK)); // Uninitialised: strtol writes it.
  airlock_scalar args[] = {airlock_pointer(text), airlock_pointer(end),
                           airlock_int(AIRLOCK_I32, 10)};
  airlock_scalar number, rest;
  CHECK(airlock_call(machine, strtol_callee, args, 3, &number));
  CHECK(airlock_load(machine, &rest, end, pointer)); // Initialised now, and a wildcard pointer.

  char byte;
  CHECK(airlock_read(machine, &byte, rest.as.ptr, 1)); // It resolves to byte 2 of `text`.
  printf("strtol read %lld and stopped at '%c'\n", (long long)number.as.bits[0], byte);
  rest.as.ptr.address += 6; // One past the end of `text`.
  if (airlock_read(machine, &byte, rest.as.ptr, 1) == AIRLOCK_UB_NO_PROVENANCE) {
    printf("one past the end: %s\n", airlock_status_text(AIRLOCK_UB_NO_PROVENANCE));
  }
  airlock_machine_free(machine);
  return 0;
}
