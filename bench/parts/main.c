// SPDX-License-Identifier: MIT
//
// Where the time of a native call goes: for each shape, a direct call, layers that do less than
// airlock must (layers.h), and whole calls with less and less to see to; then what cannot be done
// without, alone. All take turns in each of many rounds; a figure is that of the fastest, its loop
// included, and only those of one run are meant to be compared. A direct call takes one of two
// times, as code happens to lie in memory.
//
//   unwatched   changes of the floating-point control state are kept and not warned of
//   quiet       unwatched, and no function of the machine has an address: nobody calls back
//   emitted     by machine code made for the signature
#define _GNU_SOURCE
#include <airlock.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "native/fp_control.h"
#include "native/functions.h"
#include "native/native.h"
#include "parts/layers.h"

enum { CALLS = 2000, ROUNDS = 1000, MOST_ARGS = 6 };

static volatile uint64_t sink;

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

// ---------------------------------------------------------------------------------------- machines

static const struct shape {
  const char *name;
  const char *signature;
  void (*function)(void);
  size_t num_args;
} shapes[NUM_LAYER_SHAPES] = {
    {"nothing", "void ()", shape_void, 0},
    {"six i64", "i64 (i64, i64, i64, i64, i64, i64)", (void (*)(void))shape_six_longs, 6},
    {"3 doubles", "f64 (f64, f64, f64)", (void (*)(void))shape_three_doubles, 3},
    {"struct", "{i64, f64} ({i64, f64})", (void (*)(void))shape_span, 1},
    {"pointer", "ptr (ptr, i32)", (void (*)(void))shape_pointer, 2},
};

// A machine with the functions bound, and the values of their calls.
struct door {
  airlock_machine *machine;
  const airlock_callee *callees[NUM_LAYER_SHAPES];
  airlock_scalar args[NUM_LAYER_SHAPES][MOST_ARGS];
  airlock_scalar target; // Of the struct.
};

enum { QUIET, UNWATCHED, WATCHED, EMITTED_UNWATCHED, EMITTED, NUM_DOORS };

static struct door doors[NUM_DOORS];

static airlock_scalar make_span(airlock_machine *machine) {
  static const struct span span = {1, 2};
  airlock_ptr pointer;
  require(machine, airlock_allocate(machine, &pointer, sizeof span, 8, AIRLOCK_HEAP));
  require(machine, airlock_write(machine, pointer, &span, sizeof span));
  return airlock_pointer(pointer);
}

static void fill_arguments(struct door *door) {
  for (int i = 0; i < MOST_ARGS; i++) {
    door->args[LAYER_SIX][i] = airlock_int(AIRLOCK_I64, (uint64_t)i);
    door->args[LAYER_DOUBLES][i] = airlock_f64(i);
  }
  door->args[LAYER_STRUCT][0] = make_span(door->machine);
  door->args[LAYER_POINTER][0] = make_span(door->machine);
  door->args[LAYER_POINTER][1] = airlock_int(AIRLOCK_I32, 1);
  door->target = make_span(door->machine);
}

static void configure(airlock_config *config, int kind) {
  airlock_config_init(config);
  config->address_space = UINT64_C(1) << 28;
  if (kind >= EMITTED_UNWATCHED) {
    config->engine = AIRLOCK_ENGINE_EMITTED;
  }
  if (kind != WATCHED && kind != EMITTED) {
    config->keep_fp_control = true;
    config->levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
  }
}

static void call_all(const struct door *door) {
  for (int i = 0; i < NUM_LAYER_SHAPES; i++) {
    airlock_scalar result = door->target;
    require(door->machine, airlock_call(door->machine, door->callees[i], door->args[i],
                                        shapes[i].num_args, &result));
  }
}

static void open_door(struct door *door, int kind) {
  airlock_config config;
  configure(&config, kind);
  if (airlock_machine_new(&door->machine, &config) != AIRLOCK_OK) {
    exit(1);
  }
  const airlock_signature *signature = NULL;
  for (int i = 0; i < NUM_LAYER_SHAPES; i++) {
    require(door->machine, airlock_signature_parse(door->machine, &signature, shapes[i].signature));
    require(door->machine,
            airlock_bind_address(door->machine, &door->callees[i],
                                 (uint64_t)(uintptr_t)shapes[i].function, signature));
  }
  fill_arguments(door);
  if (kind != QUIET) {
    airlock_ptr function;
    require(door->machine,
            airlock_function_new(door->machine, &function, "function", signature, NULL));
  }
  call_all(door); // The first calls warn, expose and learn of the thread.
}

// ------------------------------------------------------------------------------------------- calls

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

static void call_doubles(void) {
  double (*volatile function)(double, double, double) = shape_three_doubles;
  double sum = 0;
  for (int i = 0; i < CALLS; i++) {
    sum += function(i, 2, 3);
  }
  sink = (uint64_t)sum;
}

static void call_span(void) {
  struct span (*volatile function)(struct span) = shape_span;
  volatile struct span span = {1, 2};
  for (int i = 0; i < CALLS; i++) {
    struct span result = function(span);
    span.start = result.start;
  }
}

static void call_pointer(void) {
  const void *(*volatile function)(const void *, int32_t) = shape_pointer;
  static const char bytes[CALLS];
  for (int i = 0; i < CALLS; i++) {
    sink = (uint64_t)(uintptr_t)function(bytes, i);
  }
}

static void (*const direct[NUM_LAYER_SHAPES])(void) = {call_nothing, call_six, call_doubles,
                                                       call_span, call_pointer};

// By a layer, or as airlock does it. What changes from call to call is the last argument.
static void repeat(call_function *volatile way, const struct door *door, enum layer_shape shape) {
  size_t num_args = shapes[shape].num_args;
  airlock_scalar args[MOST_ARGS];
  airlock_scalar result = door->target;
  memcpy(args, door->args[shape], sizeof args);
  double sum = 0;
  for (int i = 0; i < CALLS; i++) {
    if (shape == LAYER_DOUBLES) {
      args[0] = airlock_f64(i);
    } else if (shape == LAYER_SIX || shape == LAYER_POINTER) {
      args[num_args - 1].as.bits[0] = (uint64_t)i;
    }
    require(door->machine, way(door->machine, door->callees[shape], args, num_args, &result));
    if (shape == LAYER_DOUBLES) {
      double number;
      memcpy(&number, result.as.bits, sizeof number);
      sum += number;
    } else {
      sink = result.as.bits[0];
    }
  }
  sink = (uint64_t)sum;
}

static const struct row {
  const char *name;
  int door;                     // Its machine; NUM_DOORS: none, the call is direct.
  call_function *const *layers; // NULL: airlock_call.
} rows[] = {
    {"direct", NUM_DOORS, NULL},
    {"passed on", UNWATCHED, layers_passed_on},
    {"by hand, unwatched", UNWATCHED, layers_by_hand},
    {"airlock, quiet", QUIET, NULL},
    {"airlock, unwatched", UNWATCHED, NULL},
    {"airlock, emitted, unwatched", EMITTED_UNWATCHED, NULL},
    {"watched on", WATCHED, layers_watched_on},
    {"by hand", WATCHED, layers_by_hand},
    {"airlock", WATCHED, NULL},
    {"airlock, emitted", EMITTED, NULL},
};

static void run_row(const struct row *row, enum layer_shape shape) {
  if (row->door == NUM_DOORS) {
    direct[shape]();
  } else {
    repeat(row->layers != NULL ? row->layers[shape] : airlock_call, &doors[row->door], shape);
  }
}

// ------------------------------------------------------------------------------------------- parts

static void enter(enum layer_shape shape) {
  uint64_t words[IMAGE_STACK] = {1, 2, 3, 4, 5, 6};
  const airlock_callee *callee = doors[WATCHED].callees[shape];
  const airlock_signature *signature = callee->signature;
  for (int i = 0; i < CALLS && signature->enter != NULL; i++) {
    words[0] = (uint64_t)i;
    sink = trampoline_call_word(signature->enter, &signature->plan.image, words, callee->address);
  }
}

static void enter_nothing(void) {
  enter(LAYER_NOTHING);
}

static void enter_six(void) {
  enter(LAYER_SIX);
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
    {"trampoline, nothing", enter_nothing},
    {"trampoline, six i64", enter_six},
#if defined(__x86_64__)
    {"mxcsr read", read_mxcsr},
    {"x87 control word read", read_x87},
#endif
    {"control state compared", compare_control},
    {"errno exchanged", exchange_errno},
};

// ----------------------------------------------------------------------------------------- figures

enum { NUM_ROWS = sizeof rows / sizeof *rows, NUM_PARTS = sizeof parts / sizeof *parts };

static uint64_t cycles_of_rows[NUM_ROWS][NUM_LAYER_SHAPES];
static uint64_t cycles_of_parts[NUM_PARTS];

static void keep_least(uint64_t *io_least, uint64_t start) {
  uint64_t cycles = clock_cycles() - start;
  *io_least = *io_least == 0 || cycles < *io_least ? cycles : *io_least;
}

static void run_all(void) {
  for (int row = 0; row < NUM_ROWS; row++) {
    for (int shape = 0; shape < NUM_LAYER_SHAPES; shape++) {
      uint64_t start = clock_cycles();
      run_row(&rows[row], (enum layer_shape)shape);
      keep_least(&cycles_of_rows[row][shape], start);
    }
  }
  for (int part = 0; part < NUM_PARTS; part++) {
    uint64_t start = clock_cycles();
    parts[part].run();
    keep_least(&cycles_of_parts[part], start);
  }
}

static void print(void) {
  double nanoseconds = clock_nanoseconds_per_cycle() / CALLS;
  printf("%-28s", "ns");
  for (int shape = 0; shape < NUM_LAYER_SHAPES; shape++) {
    printf("%10s", shapes[shape].name);
  }
  for (int row = 0; row < NUM_ROWS; row++) {
    printf("\n%-28s", rows[row].name);
    for (int shape = 0; shape < NUM_LAYER_SHAPES; shape++) {
      printf("%10.2f", (double)cycles_of_rows[row][shape] * nanoseconds);
    }
  }
  printf("\n\n");
  for (int part = 0; part < NUM_PARTS; part++) {
    printf("%-28s%10.2f\n", parts[part].name, (double)cycles_of_parts[part] * nanoseconds);
  }
}

int main(void) {
  for (int kind = 0; kind < NUM_DOORS; kind++) {
    open_door(&doors[kind], kind);
  }
  for (int round = 0; round < ROUNDS; round++) {
    run_all();
  }
  print();
  for (int kind = 0; kind < NUM_DOORS; kind++) {
    airlock_machine_free(doors[kind].machine);
  }
  return 0;
}
