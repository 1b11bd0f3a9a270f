// SPDX-License-Identifier: MIT
//
// Where the time of a native call goes: what cannot be done without, alone, and whole calls with
// less and less to see to. All take turns in each of many rounds; a figure is that of the fastest,
// its loop included, and only those of one run are meant to be compared. The unit is the quickest
// direct call: each takes one of two times, as code happens to lie in memory.
//
//   direct         a C function is called through a pointer: nothing, or six integers added up
//   passed on      a function between that does nothing but call on, which is the least that any
//                  layer does: arguments are the bits of immediates, and so is the result; or a
//                  struct that a pointer leads to, in and out
//   watched on     the same, and it compares the floating-point control state afterwards
//   checked on     the same, and it checks the accesses to the structs, or that what a pointer
//                  leads to is exposed
//   trampoline     direct, with a register image that is filled in already
//   mxcsr, x87     one register of the floating-point control state is read
//   errno          one value is put where errno is, and the other one back
//   quiet          airlock_call: no function of the machine has an address, changes of the
//                  floating-point control state are kept and not warned of
//   callbacks      the same, but native code may call back
//   watched        the same, and the floating-point control state is compared: as by default
#define _GNU_SOURCE
#include <airlock.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "machine/quick.h"
#include "native/fp_control.h"
#include "native/functions.h"
#include "native/native.h"

enum { CALLS = 2000, ROUNDS = 2000, NUM_SIX = 6 };

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

// A machine with the functions bound, and memory for the struct that one takes and returns.
struct door {
  airlock_machine *machine;
  const airlock_callee *nothing;
  const airlock_callee *six;
  const airlock_callee *span;
  const airlock_callee *pointer;
  airlock_ptr source;
  airlock_ptr target;
  airlock_ptr exposed;
};

static struct door quiet;
static struct door callbacks;
static struct door watched;

static const airlock_callee *bind(airlock_machine *machine, void (*function)(void),
                                  const char *text) {
  const airlock_signature *signature;
  const airlock_callee *callee;
  require(machine, airlock_signature_parse(machine, &signature, text));
  require(machine,
          airlock_bind_address(machine, &callee, (uint64_t)(uintptr_t)function, signature));
  return callee;
}

static airlock_ptr make_span(airlock_machine *machine) {
  static const struct span span = {1, 2};
  airlock_ptr pointer;
  require(machine, airlock_allocate(machine, &pointer, sizeof span, 8, AIRLOCK_HEAP));
  require(machine, airlock_write(machine, pointer, &span, sizeof span));
  return pointer;
}

static void open_door(struct door *door, bool has_callbacks, bool is_watched) {
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = UINT64_C(1) << 28;
  if (!is_watched) {
    config.keep_fp_control = true;
    config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
  }
  if (airlock_machine_new(&door->machine, &config) != AIRLOCK_OK) {
    exit(1);
  }
  door->nothing = bind(door->machine, shape_void, "void ()");
  door->six =
      bind(door->machine, (void (*)(void))shape_six_longs, "i64 (i64, i64, i64, i64, i64, i64)");
  door->span = bind(door->machine, (void (*)(void))shape_span, "{i64, f64} ({i64, f64})");
  door->pointer = bind(door->machine, (void (*)(void))shape_pointer, "ptr (ptr, i32)");
  door->source = make_span(door->machine);
  door->target = make_span(door->machine);
  door->exposed = make_span(door->machine);
  require(door->machine, airlock_expose(door->machine, door->exposed));
  if (has_callbacks) {
    airlock_ptr function;
    require(door->machine, airlock_function_new(door->machine, &function, "function",
                                                door->nothing->signature, NULL));
  }
}

// ------------------------------------------------------------------------------------------- parts

static volatile uint64_t sink;

static void direct_nothing(void) {
  void (*volatile function)(void) = shape_void;
  for (int i = 0; i < CALLS; i++) {
    function();
  }
}

static void direct_six(void) {
  int64_t (*volatile function)(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t) =
      shape_six_longs;
  for (int i = 0; i < CALLS; i++) {
    sink = (uint64_t)function(i, 2, 3, 4, 5, 6);
  }
}

// Layers without any checks, called as airlock_call calls those of airlock.
static airlock_status pass_on_nothing(airlock_machine *machine, const airlock_callee *callee,
                                      const airlock_scalar *args, size_t num_args,
                                      airlock_scalar *io_result) {
  (void)machine;
  (void)args;
  (void)num_args;
  (void)io_result;
  callee->address();
  return AIRLOCK_OK;
}

static airlock_status pass_on_six(airlock_machine *machine, const airlock_callee *callee,
                                  const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  (void)machine;
  (void)num_args;
  uint64_t (*function)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t) =
      (uint64_t(*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t))callee->address;
  io_result->as.bits[0] = function(args[0].as.bits[0], args[1].as.bits[0], args[2].as.bits[0],
                                   args[3].as.bits[0], args[4].as.bits[0], args[5].as.bits[0]);
  return AIRLOCK_OK;
}

static airlock_status pass_on_span(airlock_machine *machine, const airlock_callee *callee,
                                   const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)machine;
  (void)num_args;
  struct span (*function)(struct span) = (struct span(*)(struct span))callee->address;
  const struct span *source = (const struct span *)(uintptr_t)args[0].as.ptr.address;
  *(struct span *)(uintptr_t)io_result->as.ptr.address = function(*source);
  return AIRLOCK_OK;
}

static airlock_status check_on_span(airlock_machine *machine, const airlock_callee *callee,
                                    const airlock_scalar *args, size_t num_args,
                                    airlock_scalar *io_result) {
  airlock_ptr from = args[0].as.ptr;
  airlock_ptr to = io_result->as.ptr;
  const struct allocation *source =
      quick_allocation(machine, from.prov.alloc, from.address, sizeof(struct span), 8, READY_READ);
  if (source == NULL || !quick_is_settled(source)) {
    return AIRLOCK_NO_MEMORY;
  }
  airlock_status status = pass_on_span(machine, callee, args, num_args, io_result);
  const struct allocation *target =
      quick_allocation(machine, to.prov.alloc, to.address, sizeof(struct span), 8, READY_WRITE);
  return target != NULL && quick_is_settled(target) ? status : AIRLOCK_NO_MEMORY;
}

static airlock_status check_on_pointer(airlock_machine *machine, const airlock_callee *callee,
                                       const airlock_scalar *args, size_t num_args,
                                       airlock_scalar *io_result) {
  (void)num_args;
  const void *(*function)(const void *, int32_t) =
      (const void *(*)(const void *, int32_t))callee->address;
  airlock_ptr pointer = args[0].as.ptr;
  if (!exposure_is_done(machine, pointer.prov)) {
    return AIRLOCK_NO_MEMORY;
  }
  const void *result =
      function((const void *)(uintptr_t)pointer.address, (int32_t)args[1].as.bits[0]);
  *io_result = airlock_pointer(airlock_ptr_from_address((uint64_t)(uintptr_t)result));
  return AIRLOCK_OK;
}

static struct fp_control control_before;

static airlock_status pass_on_watched(airlock_machine *machine, const airlock_callee *callee,
                                      const airlock_scalar *args, size_t num_args,
                                      airlock_scalar *io_result) {
  airlock_status status = pass_on_six(machine, callee, args, num_args, io_result);
  bool is_same = fp_control_equal(control_before, fp_control_capture());
  return is_same ? status : AIRLOCK_NO_MEMORY;
}

static void pass_on(call_function *volatile way, const airlock_callee *callee) {
  airlock_scalar args[NUM_SIX];
  airlock_scalar result = {.kind = AIRLOCK_I64};
  for (int i = 0; i < NUM_SIX; i++) {
    args[i] = airlock_int(AIRLOCK_I64, (uint64_t)i);
  }
  for (int i = 0; i < CALLS; i++) {
    args[0].as.bits[0] = (uint64_t)i;
    require(watched.machine, way(watched.machine, callee, args, NUM_SIX, &result));
    sink = result.as.bits[0];
  }
}

static void passed_on_nothing(void) {
  pass_on(pass_on_nothing, watched.nothing);
}

static void passed_on_six(void) {
  pass_on(pass_on_six, watched.six);
}

static void watched_on_six(void) {
  pass_on(pass_on_watched, watched.six);
}

static void direct_span(void) {
  struct span (*volatile function)(struct span) = shape_span;
  volatile struct span span = {1, 2};
  for (int i = 0; i < CALLS; i++) {
    struct span result = function(span);
    span.start = result.start;
  }
}

// By a layer, or as airlock does it.
static void move_span(call_function *volatile way, const struct door *door) {
  airlock_scalar arg = airlock_pointer(door->source);
  airlock_scalar result;
  for (int i = 0; i < CALLS; i++) {
    result = airlock_pointer(door->target);
    require(door->machine, way(door->machine, door->span, &arg, 1, &result));
  }
}

static void passed_on_span(void) {
  move_span(pass_on_span, &watched);
}

static void checked_on_span(void) {
  move_span(check_on_span, &watched);
}

static void callbacks_span(void) {
  move_span(airlock_call, &callbacks);
}

static void watched_span(void) {
  move_span(airlock_call, &watched);
}

static void pass_pointer(call_function *volatile way, const struct door *door) {
  airlock_scalar args[] = {airlock_pointer(door->exposed), airlock_int(AIRLOCK_I32, 0)};
  airlock_scalar result;
  for (int i = 0; i < CALLS; i++) {
    args[1].as.bits[0] = (uint64_t)i;
    require(door->machine, way(door->machine, door->pointer, args, 2, &result));
    sink = result.as.bits[0];
  }
}

static void checked_on_pointer(void) {
  pass_pointer(check_on_pointer, &watched);
}

static void callbacks_pointer(void) {
  pass_pointer(airlock_call, &callbacks);
}

static void watched_pointer(void) {
  pass_pointer(airlock_call, &watched);
}

static void enter(const airlock_callee *callee) {
  uint64_t words[IMAGE_STACK] = {1, 2, 3, 4, 5, 6};
  const airlock_signature *signature = callee->signature;
  for (int i = 0; i < CALLS && signature->enter != NULL; i++) {
    words[0] = (uint64_t)i;
    sink = trampoline_call_word(signature->enter, &signature->plan.image, words, callee->address);
  }
}

static void trampoline_nothing(void) {
  enter(quiet.nothing);
}

static void trampoline_six(void) {
  enter(quiet.six);
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

static void call_nothing(const struct door *door) {
  for (int i = 0; i < CALLS; i++) {
    require(door->machine, airlock_call(door->machine, door->nothing, NULL, 0, NULL));
  }
}

static void call_six(const struct door *door) {
  airlock_scalar args[NUM_SIX];
  airlock_scalar result;
  for (int i = 0; i < NUM_SIX; i++) {
    args[i] = airlock_int(AIRLOCK_I64, (uint64_t)i);
  }
  for (int i = 0; i < CALLS; i++) {
    args[0].as.bits[0] = (uint64_t)i;
    require(door->machine, airlock_call(door->machine, door->six, args, NUM_SIX, &result));
    sink = result.as.bits[0];
  }
}

static void quiet_nothing(void) {
  call_nothing(&quiet);
}

static void quiet_six(void) {
  call_six(&quiet);
}

static void callbacks_nothing(void) {
  call_nothing(&callbacks);
}

static void callbacks_six(void) {
  call_six(&callbacks);
}

static void watched_nothing(void) {
  call_nothing(&watched);
}

static void watched_six(void) {
  call_six(&watched);
}

// ----------------------------------------------------------------------------------------- figures

static const struct part {
  const char *name;
  void (*run)(void);
} parts[] = {
    {"direct, nothing", direct_nothing}, // The first NUM_DIRECT.
    {"direct, six i64", direct_six},
    {"direct, struct", direct_span},
    {"passed on, nothing", passed_on_nothing},
    {"passed on, six i64", passed_on_six},
    {"watched on, six i64", watched_on_six},
    {"passed on, struct", passed_on_span},
    {"checked on, struct", checked_on_span},
    {"checked on, pointer", checked_on_pointer},
    {"trampoline, nothing", trampoline_nothing},
    {"trampoline, six i64", trampoline_six},
#if defined(__x86_64__)
    {"mxcsr read", read_mxcsr},
    {"x87 control word read", read_x87},
#endif
    {"control state compared", compare_control},
    {"errno exchanged", exchange_errno},
    {"quiet, nothing", quiet_nothing},
    {"quiet, six i64", quiet_six},
    {"callbacks, nothing", callbacks_nothing},
    {"callbacks, six i64", callbacks_six},
    {"watched, nothing", watched_nothing},
    {"watched, six i64", watched_six},
    {"callbacks, pointer", callbacks_pointer},
    {"watched, pointer", watched_pointer},
    {"callbacks, struct", callbacks_span},
    {"watched, struct", watched_span},
};

enum { NUM_PARTS = sizeof parts / sizeof *parts, NUM_DIRECT = 3 };

int main(void) {
  uint64_t least[NUM_PARTS];
  control_before = fp_control_capture();
  open_door(&quiet, false, false);
  open_door(&callbacks, true, false);
  open_door(&watched, true, true);
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < NUM_PARTS; i++) {
      uint64_t start = clock_cycles();
      parts[i].run();
      uint64_t cycles = clock_cycles() - start;
      least[i] = round == 0 || cycles < least[i] ? cycles : least[i];
    }
  }
  uint64_t unit = least[0];
  for (size_t i = 1; i < NUM_DIRECT; i++) {
    unit = least[i] < unit ? least[i] : unit;
  }
  double nanoseconds_per_cycle = clock_nanoseconds_per_cycle();
  printf("%-24s %8s %8s\n", "part", "ns", "/direct");
  for (size_t i = 0; i < NUM_PARTS; i++) {
    printf("%-24s %8.2f %8.2f\n", parts[i].name, (double)least[i] / CALLS * nanoseconds_per_cycle,
           (double)least[i] / (double)unit);
  }
  airlock_machine_free(quiet.machine);
  airlock_machine_free(callbacks.machine);
  airlock_machine_free(watched.machine);
  return 0;
}
