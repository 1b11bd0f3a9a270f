// SPDX-License-Identifier: MIT
//
// What a native call costs, by the shape of its signature and the way it takes:
//
//   direct      through a C function pointer
//   ffi         ffi_call with a prepared cif
//   airlock     airlock_call
//   unwatched   airlock_call of a machine that keeps changes of the floating-point control state
//               and does not warn of them, and so does not look for them
//   fallback    airlock_call of a machine whose engine is libffi
//
// `bench_native_call SHAPE WAY COUNT` repeats one of them, so that bench/run can count
// instructions. `bench_native_call times [ROUNDS]` times all ways of all shapes in turn, many times
// over, and prints each as a multiple of the direct call: the least of all rounds, which a busy
// machine disturbs least, and the median.
//
// What the shape `callback` calls is a function of the machine, for the first two ways C's. It is
// the last: native code that can call back is called in another way.
//
// Besides the shapes of native/functions.h there are
//   exposed-N   memchr(pointer, i32, usize), with N allocations exposed, each holding a pointer to
//               the next
//   touched-N   the same, and before each call one of them is read and written
#define _POSIX_C_SOURCE 200809L
#include "native/functions.h"

#include <airlock.h>
#include <ffi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PARAMS = 12, CALLS_PER_ROUND = 1000, MOST_ROUNDS = 10000 };

enum way { DIRECT, FFI, AIRLOCK, UNWATCHED, EMITTED, FALLBACK, NUM_WAYS };

static const char *const way_names[] = {"direct",    "ffi",     "airlock",
                                        "unwatched", "emitted", "fallback"};

static airlock_machine *machines[NUM_WAYS];

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

// ------------------------------------------------------------------------------------------ direct

// Repeats a call through a pointer that the compiler cannot see through.
#define DIRECT_CALLS(name, function, ...)                                                          \
  static void name(long count) {                                                                   \
    __typeof__(&function) volatile pointer = function;                                             \
    for (long i = 0; i < count; i++) {                                                             \
      (void)pointer(__VA_ARGS__);                                                                  \
    }                                                                                              \
  }

static void direct_void(long count) {
  void (*volatile pointer)(void) = shape_void;
  for (long i = 0; i < count; i++) {
    pointer();
  }
}

static char place[64];

DIRECT_CALLS(direct_add, shape_add, (int)i, 2)
DIRECT_CALLS(direct_six_longs, shape_six_longs, i, 2, 3, 4, 5, 6)
DIRECT_CALLS(direct_twelve_ints, shape_twelve_ints, (int)i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
DIRECT_CALLS(direct_three_doubles, shape_three_doubles, (double)i, 2, 3)
DIRECT_CALLS(direct_mixed, shape_mixed, (int)i, 2, 3, 4, 5)
DIRECT_CALLS(direct_point, shape_point, (struct point){(int)i, 2})
DIRECT_CALLS(direct_span, shape_span, (struct span){i, 2})
DIRECT_CALLS(direct_pointer, shape_pointer, place, (int)i & 31)
DIRECT_CALLS(direct_callback, shape_callback, shape_add, (int)i)

// ------------------------------------------------------------------------------------------ shapes

static ffi_type *point_members[] = {&ffi_type_sint32, &ffi_type_sint32, NULL};
static ffi_type point_type = {0, 0, FFI_TYPE_STRUCT, point_members};
static ffi_type *span_members[] = {&ffi_type_sint64, &ffi_type_double, NULL};
static ffi_type span_type = {0, 0, FFI_TYPE_STRUCT, span_members};

#define INT &ffi_type_sint32
#define LONG &ffi_type_sint64
#define DOUBLE &ffi_type_double

static const struct shape {
  const char *name;
  void (*direct)(long count);
  void (*function)(void);
  const char *signature;
  ffi_type *result;
  ffi_type *params[MOST_PARAMS];
} shapes[] = {
    {"void", direct_void, FFI_FN(shape_void), "void ()", &ffi_type_void, {NULL}},
    {"add", direct_add, FFI_FN(shape_add), "i32 (i32, i32)", INT, {INT, INT}},
    {"six_longs",
     direct_six_longs,
     FFI_FN(shape_six_longs),
     "i64 (i64, i64, i64, i64, i64, i64)",
     LONG,
     {LONG, LONG, LONG, LONG, LONG, LONG}},
    {"twelve_ints",
     direct_twelve_ints,
     FFI_FN(shape_twelve_ints),
     "i32 (i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32)",
     INT,
     {INT, INT, INT, INT, INT, INT, INT, INT, INT, INT, INT, INT}},
    {"three_doubles",
     direct_three_doubles,
     FFI_FN(shape_three_doubles),
     "f64 (f64, f64, f64)",
     DOUBLE,
     {DOUBLE, DOUBLE, DOUBLE}},
    {"mixed",
     direct_mixed,
     FFI_FN(shape_mixed),
     "f64 (i32, f64, i64, f32, u8)",
     DOUBLE,
     {INT, DOUBLE, LONG, &ffi_type_float, &ffi_type_uint8}},
    {"point",
     direct_point,
     FFI_FN(shape_point),
     "{i32, i32} ({i32, i32})",
     &point_type,
     {&point_type}},
    {"span", direct_span, FFI_FN(shape_span), "{i64, f64} ({i64, f64})", &span_type, {&span_type}},
    {"pointer",
     direct_pointer,
     FFI_FN(shape_pointer),
     "ptr (ptr, i32)",
     &ffi_type_pointer,
     {&ffi_type_pointer, INT}},
    {"callback",
     direct_callback,
     FFI_FN(shape_callback),
     "i32 (fn, i32)",
     INT,
     {&ffi_type_pointer, INT}},
};

enum { NUM_SHAPES = sizeof shapes / sizeof shapes[0] };

// One way of one shape, ready to be repeated.
struct course {
  const struct shape *shape;
  enum way way;
  ffi_cif cif;
  void *pieces[MOST_PARAMS];
  const airlock_callee *callee;
  airlock_scalar args[MOST_PARAMS];
  size_t num_args;
  airlock_scalar result;
};

static airlock_ptr new_block(airlock_machine *machine, uint64_t size) {
  uint8_t zeros[64] = {0};
  airlock_ptr block;
  require(machine, airlock_allocate(machine, &block, size, 8, AIRLOCK_HEAP));
  require(machine, airlock_write(machine, block, zeros, size));
  return block;
}

// A function of the machine, which adds.
static airlock_scalar new_function(airlock_machine *machine) {
  const airlock_signature *signature;
  airlock_ptr function;
  require(machine, airlock_signature_parse(machine, &signature, "i32 (i32, i32)"));
  require(machine, airlock_function_new(machine, &function, "add", signature, NULL));
  return airlock_function_pointer(function);
}

static airlock_status add(void *context, void *token, const airlock_scalar *args, size_t num_args,
                          airlock_scalar *io_result) {
  (void)context;
  (void)token;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, args[0].as.bits[0] + args[1].as.bits[0]);
  return AIRLOCK_OK;
}

static airlock_scalar make_arg(airlock_machine *machine, const airlock_type *type) {
  airlock_kind kind = airlock_type_kind(type);
  switch (kind) {
  case AIRLOCK_UNINIT:
  case AIRLOCK_POINTER:
    return airlock_pointer(new_block(machine, sizeof place));
  case AIRLOCK_FUNCTION:
    return new_function(machine);
  case AIRLOCK_F32:
    return airlock_f32(4);
  case AIRLOCK_F64:
    return airlock_f64(2);
  default:
    return airlock_int(kind, 3);
  }
}

static void prepare_airlock(struct course *course) {
  airlock_machine *machine = machines[course->way];
  const airlock_signature *signature;
  uint64_t address;
  memcpy(&address, &course->shape->function, sizeof address);
  require(machine, airlock_signature_parse(machine, &signature, course->shape->signature));
  require(machine, airlock_bind_address(machine, &course->callee, address, signature));
  airlock_signature_info info = airlock_signature_get_info(signature);
  for (size_t i = 0; i < info.num_params; i++) {
    const airlock_type *type;
    const airlock_type *passed_as;
    (void)airlock_signature_param(signature, &type, &passed_as, i);
    course->args[i] = make_arg(machine, type);
  }
  course->num_args = info.num_params;
  course->result = airlock_pointer(new_block(machine, sizeof place));
}

static void prepare(struct course *course, const struct shape *shape, enum way way) {
  *course = (struct course){.shape = shape, .way = way};
  static double values[MOST_PARAMS];
  static void *pointer = place;
  static int32_t (*function)(int32_t, int32_t) = shape_add;
  unsigned count = 0;
  for (; count < MOST_PARAMS && shape->params[count] != NULL; count++) {
    bool is_pointer = shape->params[count] == &ffi_type_pointer;
    void *piece = shape->function == FFI_FN(shape_callback) ? (void *)&function : &pointer;
    course->pieces[count] = is_pointer ? piece : &values[count];
  }
  if (machines[way] != NULL) {
    prepare_airlock(course);
  }
  (void)ffi_prep_cif(&course->cif, FFI_DEFAULT_ABI, count, shape->result,
                     (ffi_type **)(void *)shape->params);
}

static void repeat_ffi(struct course *course, long count) {
  uint64_t result[4];
  for (long i = 0; i < count; i++) {
    ffi_call(&course->cif, course->shape->function, result, course->pieces);
  }
}

// A scalar result is left where it is; an aggregate's place stands there all the time.
static void repeat_airlock(struct course *course, long count) {
  airlock_machine *machine = machines[course->way];
  for (long i = 0; i < count; i++) {
    airlock_status status =
        airlock_call(machine, course->callee, course->args, course->num_args, &course->result);
    if (status != AIRLOCK_OK) {
      require(machine, status);
    }
  }
}

static void repeat(struct course *course, long count) {
  if (course->way == DIRECT) {
    course->shape->direct(count);
  } else if (course->way == FFI) {
    repeat_ffi(course, count);
  } else {
    repeat_airlock(course, count);
  }
}

// ------------------------------------------------------------------------------------------- times

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compare_doubles(const void *left, const void *right) {
  double a = *(const double *)left;
  double b = *(const double *)right;
  return (a > b) - (a < b);
}

static void time_shape(const struct shape *shape, long num_rounds) {
  static double times[NUM_WAYS][MOST_ROUNDS];
  struct course courses[NUM_WAYS];
  for (enum way way = 0; way < NUM_WAYS; way++) {
    prepare(&courses[way], shape, way);
    repeat(&courses[way], CALLS_PER_ROUND);
  }
  for (long round = 0; round < num_rounds; round++) {
    for (enum way way = 0; way < NUM_WAYS; way++) {
      double start = now();
      repeat(&courses[way], CALLS_PER_ROUND);
      times[way][round] = (now() - start) / CALLS_PER_ROUND;
    }
  }
  for (enum way way = 0; way < NUM_WAYS; way++) {
    qsort(times[way], (size_t)num_rounds, sizeof(double), compare_doubles);
  }
  printf("%-14s %6.1f ns", shape->name, times[DIRECT][0]);
  for (enum way way = FFI; way < NUM_WAYS; way++) {
    printf("  %6.2f %6.2f", times[way][0] / times[DIRECT][0],
           times[way][num_rounds / 2] / times[DIRECT][num_rounds / 2]);
  }
  printf("\n");
}

static void time_all(long num_rounds) {
  printf("%-14s %9s", "shape", "direct");
  for (enum way way = FFI; way < NUM_WAYS; way++) {
    printf("  %13s", way_names[way]);
  }
  printf("\n%-24s", "");
  for (enum way way = FFI; way < NUM_WAYS; way++) {
    printf("  %6s %6s", "least", "median");
  }
  printf("\n");
  for (size_t i = 0; i < NUM_SHAPES; i++) {
    time_shape(&shapes[i], num_rounds < MOST_ROUNDS ? num_rounds : MOST_ROUNDS);
  }
}

// ----------------------------------------------------------------------------------------- exposed

// Allocates `num` blocks, each pointing to the one before, and returns the last.
static airlock_ptr make_chain(airlock_machine *machine, long num) {
  const airlock_type *pointer_type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  airlock_ptr last = airlock_ptr_from_address(0);
  for (long i = 0; i < num; i++) {
    airlock_ptr block;
    require(machine, airlock_allocate(machine, &block, 64, 8, AIRLOCK_HEAP));
    require(machine, airlock_store(machine, block, airlock_pointer(last), pointer_type));
    last = block;
  }
  return last;
}

static void call_with_exposed(long num_exposed, long count, bool touches) {
  airlock_machine *machine = machines[AIRLOCK];
  const airlock_signature *signature;
  const airlock_callee *callee;
  void *(*function)(const void *, int, size_t) = memchr;
  uint64_t address;
  memcpy(&address, &function, sizeof address);
  require(machine, airlock_signature_parse(machine, &signature, "ptr (ptr, i32, usize)"));
  require(machine, airlock_bind_address(machine, &callee, address, signature));
  const airlock_type *integer = airlock_type_scalar(machine, AIRLOCK_I64);
  airlock_ptr block = make_chain(machine, num_exposed);
  airlock_scalar args[] = {airlock_pointer(block), airlock_int(AIRLOCK_I32, 0),
                           airlock_int(AIRLOCK_USIZE, 0)};
  airlock_scalar result;
  require(machine, airlock_call(machine, callee, args, 3, &result)); // Exposes them all.
  for (long i = 0; i < count; i++) {
    if (touches) {
      airlock_scalar value;
      require(machine, airlock_load(machine, &value, block, integer));
      require(machine, airlock_store(machine, block, value, integer));
    }
    require(machine, airlock_call(machine, callee, args, 3, &result));
  }
}

// -------------------------------------------------------------------------------------------- main

static void make_machines(void) {
  for (enum way way = AIRLOCK; way < NUM_WAYS; way++) {
    airlock_config config;
    airlock_config_init(&config);
    config.address_space = UINT64_C(1) << 28; // Valgrind refuses much more.
    config.callback = add;
    if (way == UNWATCHED) {
      config.keep_fp_control = true;
      config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
    }
    if (way == EMITTED) {
      config.engine = AIRLOCK_ENGINE_EMITTED;
    }
    if (way == FALLBACK) {
      config.engine = AIRLOCK_ENGINE_LIBFFI;
    }
    if (airlock_machine_new(&machines[way], &config) != AIRLOCK_OK) {
      exit(1);
    }
  }
}

static bool run_course(const char *shape, const char *way, long count) {
  for (size_t s = 0; s < NUM_SHAPES; s++) {
    for (enum way w = 0; w < NUM_WAYS; w++) {
      if (strcmp(shapes[s].name, shape) == 0 && strcmp(way_names[w], way) == 0) {
        struct course course;
        prepare(&course, &shapes[s], w);
        repeat(&course, count);
        return true;
      }
    }
  }
  return false;
}

static bool run(int argc, char **argv) {
  if (argc >= 2 && strcmp(argv[1], "times") == 0) {
    time_all(argc == 3 ? strtol(argv[2], NULL, 10) : MOST_ROUNDS);
    return true;
  }
  if (argc != 4) {
    return false;
  }
  long count = strtol(argv[3], NULL, 10);
  if (strncmp(argv[1], "exposed-", 8) == 0) {
    call_with_exposed(strtol(argv[1] + 8, NULL, 10), count, false);
    return true;
  }
  if (strncmp(argv[1], "touched-", 8) == 0) {
    call_with_exposed(strtol(argv[1] + 8, NULL, 10), count, true);
    return true;
  }
  return run_course(argv[1], argv[2], count);
}

int main(int argc, char **argv) {
  make_machines();
  bool is_known = run(argc, argv);
  if (!is_known) {
    (void)fprintf(stderr, "usage: %s times [ROUNDS] | SHAPE WAY COUNT\n", argv[0]);
  }
  for (enum way way = 0; way < NUM_WAYS; way++) {
    airlock_machine_free(machines[way]);
  }
  return is_known ? 0 : 2;
}
