// SPDX-License-Identifier: MIT
//
// Embedding in 25 lines: a machine, eight bytes of its memory, and the C library's strtol, which
// leaves behind a pointer into machine memory that the machine did not make.
#include <airlock.h>
#include <stdio.h>

#define CHECK(call)                                                                                \
  if ((call) != AIRLOCK_OK) return fprintf(stderr, "%s\n", airlock_last_report(machine)->message)

int main(void) {
  airlock_machine *machine;
  if (airlock_machine_new(&machine, NULL) != AIRLOCK_OK) return 1;
  const airlock_type *pointer = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_type *integer = airlock_type_scalar(machine, AIRLOCK_I64);
  const airlock_type *params[] = {pointer, pointer, airlock_type_scalar(machine, AIRLOCK_I32)};
  const airlock_signature *signature;
  const airlock_callee *strtol_callee;
  CHECK(airlock_open_library(machine, "/lib/x86_64-linux-gnu/libc.so.6"));
  CHECK(airlock_signature_new(machine, &signature, integer, params, 3));
  CHECK(airlock_bind(machine, &strtol_callee, "strtol", signature));

  airlock_ptr text, end;
  airlock_scalar number, rest;
  CHECK(airlock_allocate(machine, &text, 8, 1, AIRLOCK_HEAP));
  CHECK(airlock_allocate(machine, &end, 8, 8, AIRLOCK_STACK)); // Uninitialised: strtol writes it.
  CHECK(airlock_write(machine, text, "42 ways", 8));
  airlock_scalar args[] = {airlock_pointer(text), airlock_pointer(end), airlock_int(AIRLOCK_I32, 10)};
  CHECK(airlock_call(machine, strtol_callee, args, 3, &number));
  CHECK(airlock_load(machine, &rest, end, pointer)); // Initialised now, and a wildcard pointer.

  char shown[64], byte;
  (void)airlock_ptr_format(machine, shown, sizeof shown, rest.as.ptr);
  CHECK(airlock_read(machine, &byte, rest.as.ptr, 1)); // It resolves to `text`, byte 2.
  printf("strtol read %lld and stopped before '%c'\n", (long long)number.as.bits[0], byte);
  rest.as.ptr.address += 6; // One byte past the end.
  if (airlock_read(machine, &byte, rest.as.ptr, 1) != AIRLOCK_OK)
    printf("then: %s\n", airlock_last_report(machine)->message);
  airlock_machine_free(machine);
  return 0;
}
