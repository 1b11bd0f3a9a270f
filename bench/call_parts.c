// SPDX-License-Identifier: MIT
//
// What a native call cannot do without, each alone, in turns in each of many rounds; a figure is
// that of the fastest, its loop included, and only those of one run are meant to be compared.
//
//   direct       a C function is called through a pointer: nothing, or six integers are added up
//   trampoline   the same, with a register image that is filled in already
//   mxcsr, x87   one register of the floating-point control state is read
//   control      the state is read and compared, and waited for, as a call does not
//   errno        one value is put where errno is, and the other one back
#define _GNU_SOURCE
#include <airlock.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "native/fp_control.h"
#include "native/functions.h"
#include "native/native.h"

enum { CALLS = 2000, ROUNDS = 2000 };

static volatile uint64_t sink;

static void call_nothing(void) {
  void (*volatile function)(void) = shape_void;
  for (int i = 0; i < CALLS; i++) {
    function();
  }
}

static void call_six(void) {
  int64_t (*volatile function)(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t) =
      shape_six_longs;
  for (int i = 0; i < CALLS; i++) {
    sink = (uint64_t)function(i, 2, 3, 4, 5, 6);
  }
}

// Prepared by a machine.
static const airlock_callee *nothing;
static const airlock_callee *six;

static void prepare(airlock_machine *machine, const airlock_callee **out_callee,
                    void (*function)(void), const char *text) {
  const airlock_signature *signature;
  if (airlock_signature_parse(machine, &signature, text) != AIRLOCK_OK ||
      airlock_bind_address(machine, out_callee, (uint64_t)(uintptr_t)function, signature) !=
          AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

static void enter(const airlock_callee *callee) {
  uint64_t words[IMAGE_STACK] = {1, 2, 3, 4, 5, 6};
  const airlock_signature *signature = callee->signature;
  for (int i = 0; i < CALLS && signature->enter != NULL; i++) {
    words[0] = (uint64_t)i;
    sink = trampoline_call_word(signature->enter, &signature->plan.image, words, callee->address);
  }
}

static void enter_nothing(void) {
  enter(nothing);
}

static void enter_six(void) {
  enter(six);
}

#if defined(__x86_64__)
static void read_mxcsr(void) {
  uint32_t mxcsr;
  for (int i = 0; i < CALLS; i++) {
    __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
  }
}

static void read_x87(void) {
  uint16_t control;
  for (int i = 0; i < CALLS; i++) {
    __asm__ volatile("fnstcw %0" : "=m"(control));
  }
}
#endif

static void compare_control(void) {
  struct fp_control before = fp_control_capture();
  for (int i = 0; i < CALLS; i++) {
    sink = fp_control_equal(before, fp_control_capture());
  }
}

static void exchange_errno(void) {
  volatile int machines_errno = 0;
  for (int i = 0; i < CALLS; i++) {
    int hosts_errno = errno;
    errno = machines_errno;
    __asm__ volatile("" : : : "memory");
    machines_errno = errno;
    errno = hosts_errno;
  }
}

static const struct part {
  const char *name;
  void (*run)(void);
} parts[] = {
    {"direct, nothing", call_nothing},
    {"direct, six i64", call_six},
    {"trampoline, nothing", enter_nothing},
    {"trampoline, six i64", enter_six},
#if defined(__x86_64__)
    {"mxcsr read", read_mxcsr},
    {"x87 control word read", read_x87},
#endif
    {"control state compared", compare_control},
    {"errno exchanged", exchange_errno},
};

enum { NUM_PARTS = sizeof parts / sizeof *parts };

int main(void) {
  uint64_t least[NUM_PARTS] = {0};
  airlock_config config;
  airlock_machine *machine;
  airlock_config_init(&config);
  config.address_space = UINT64_C(1) << 28;
  if (airlock_machine_new(&machine, &config) != AIRLOCK_OK) {
    return 1;
  }
  prepare(machine, &nothing, shape_void, "void ()");
  prepare(machine, &six, (void (*)(void))shape_six_longs, "i64 (i64, i64, i64, i64, i64, i64)");
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < NUM_PARTS; i++) {
      uint64_t start = clock_cycles();
      parts[i].run();
      uint64_t cycles = clock_cycles() - start;
      least[i] = round == 0 || cycles < least[i] ? cycles : least[i];
    }
  }
  double nanoseconds_per_cycle = clock_nanoseconds_per_cycle();
  printf("%-24s %8s\n", "part", "ns");
  for (size_t i = 0; i < NUM_PARTS; i++) {
    printf("%-24s %8.2f\n", parts[i].name, (double)least[i] / CALLS * nanoseconds_per_cycle);
  }
  airlock_machine_free(machine);
  return 0;
}
