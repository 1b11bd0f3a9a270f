// SPDX-License-Identifier: MIT
//
// What a callback costs: a loop in C calls a function again and again, which is
//
//   direct      a C function
//   closure     a libffi closure, whose handler does the same
//   by hand     a C function made for the shape that sees to all that a quick callback must, and
//               calls the hook of a machine, which does the same; not for structs
//   callback    a function of a machine, whose hook does the same
//   serialised  the same, while callbacks from other threads may come in too
//
// for three shapes: one integer, the two pointers of a comparison, a struct that comes back. The
// cases of a shape take turns in each of many rounds, so that what else runs on the machine meets
// all of them; a case's figure is that of its fastest round, and only ratios are meant to be read.
#define _POSIX_C_SOURCE 200809L
#include "native/callback.h"
#include <airlock.h>
#include <ffi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CALLS = 20000, ROUNDS = 60 };

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

// ------------------------------------------------------------------------------------------ shapes

struct pair {
  int64_t number;
  double part;
};

typedef int32_t next_function(int32_t value);
typedef int32_t compare_function(const void *left, const void *right);
typedef struct pair move_function(struct pair pair);

static int32_t next(int32_t value) {
  return value + 1;
}

static int32_t compare(const void *left, const void *right) {
  return (left > right) - (left < right);
}

static struct pair move(struct pair pair) {
  return (struct pair){pair.number + 1, pair.part};
}

// The loops of native code. Each result is used for the next call.
static void loop_next(next_function *volatile function) {
  int32_t value = 0;
  for (int i = 0; i < CALLS; i++) {
    value = function(value);
  }
}

static void loop_compare(compare_function *volatile function) {
  static const char bytes[2];
  int32_t order = 0;
  for (int i = 0; i < CALLS; i++) {
    order = function(&bytes[order & 1], &bytes[1]);
  }
}

static void loop_move(move_function *volatile function) {
  struct pair pair = {0, 0.5};
  for (int i = 0; i < CALLS; i++) {
    pair = function(pair);
  }
}

// What a closure's handler does in place of the function; the arguments are where they were left.
static void handle_next(ffi_cif *cif, void *result, void **args, void *data) {
  (void)cif;
  (void)data;
  *(ffi_sarg *)result = next(*(int32_t *)args[0]);
}

static void handle_compare(ffi_cif *cif, void *result, void **args, void *data) {
  (void)cif;
  (void)data;
  *(ffi_sarg *)result = compare(*(void **)args[0], *(void **)args[1]);
}

static void handle_move(ffi_cif *cif, void *result, void **args, void *data) {
  (void)cif;
  (void)data;
  *(struct pair *)result = move(*(struct pair *)args[0]);
}

// The same for a machine; the token tells which.
typedef airlock_status body(airlock_machine *machine, const airlock_scalar *args,
                            airlock_scalar *io_result);

static airlock_status run_next(airlock_machine *machine, const airlock_scalar *args,
                               airlock_scalar *io_result) {
  (void)machine;
  *io_result = airlock_int(AIRLOCK_I32, (uint64_t)next((int32_t)args[0].as.bits[0]));
  return AIRLOCK_OK;
}

static airlock_status run_compare(airlock_machine *machine, const airlock_scalar *args,
                                  airlock_scalar *io_result) {
  (void)machine;
  uint64_t left = args[0].as.ptr.address;
  uint64_t right = args[1].as.ptr.address;
  *io_result = airlock_int(AIRLOCK_I32, (uint64_t)(int64_t)((left > right) - (left < right)));
  return AIRLOCK_OK;
}

static airlock_status run_move(airlock_machine *machine, const airlock_scalar *args,
                               airlock_scalar *io_result) {
  struct pair pair;
  airlock_status status = airlock_read(machine, &pair, args[0].as.ptr, sizeof pair);
  pair = move(pair);
  return status == AIRLOCK_OK ? airlock_write(machine, io_result->as.ptr, &pair, sizeof pair)
                              : status;
}

// ----------------------------------------------------------------------------------------- by hand

static const struct entry *entry_by_hand;

// Calls the hook of a callback that is in order, as entry_visit.c does; the result is to be an i32.
QUICK int32_t visit_by_hand(const airlock_scalar *args) {
  const struct entry *entry = entry_by_hand;
  airlock_machine *machine = entry->machine;
  struct native_state *state = machine->native;
  struct native_thread thread = state->thread;
  if (!gate_is_own(state->gate) || machine->chores != 0 || thread.identity != gate_this_thread() ||
      state->callbacks >= machine->config.callback_limit ||
      !fp_control_equal(fp_control_capture(), thread.control)) {
    abort();
  }
  errno_take(machine, *thread.errno_place);
  callback_begin_frame(machine, state);
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_status status = callback_run_hook(entry, args, &result);
  status = callback_end_frame(machine, state, status);
  if (status != AIRLOCK_OK || state->pending != AIRLOCK_OK ||
      state->thread.version != thread.version || result.kind != AIRLOCK_I32 ||
      (result.as.bits[0] >> 32 | result.as.bits[1]) != 0) {
    abort();
  }
  *thread.errno_place = errno_give(machine);
  return (int32_t)result.as.bits[0];
}

static int32_t next_by_hand(int32_t value) {
  airlock_scalar arg = airlock_int(AIRLOCK_I32, (uint32_t)value);
  return visit_by_hand(&arg);
}

static int32_t compare_by_hand(const void *left, const void *right) {
  airlock_scalar args[] = {
      airlock_pointer(airlock_ptr_from_address((uint64_t)(uintptr_t)left)),
      airlock_pointer(airlock_ptr_from_address((uint64_t)(uintptr_t)right)),
  };
  return visit_by_hand(args);
}

struct shape {
  const char *name;
  const char *signature;
  void (*loop)(void *function);
  void *function;
  void (*handle)(ffi_cif *cif, void *result, void **args, void *data);
  void *by_hand; // May be NULL.
  body *run;
};

// The loops are called by one type; a pointer to a function is passed like any pointer.
#define SHAPE(name, signature, by_hand)                                                            \
  {                                                                                                \
#name, signature, (void (*)(void *))loop_##name, (void *)name, handle_##name, by_hand,         \
        run_##name                                                                                 \
  }

static const struct shape shapes[] = {SHAPE(next, "i32 (i32)", (void *)next_by_hand),
                                      SHAPE(compare, "i32 (ptr, ptr)", (void *)compare_by_hand),
                                      SHAPE(move, "{i64, f64} ({i64, f64})", NULL)};

// ------------------------------------------------------------------------------------------- cases

static airlock_status run_token(void *context, void *token, const airlock_scalar *args,
                                size_t num_args, airlock_scalar *io_result) {
  (void)num_args;
  return (*(body *const *)token)(*(airlock_machine **)context, args, io_result);
}

// A machine, one of its functions and the loop as its callee.
struct callback {
  airlock_machine *machine;
  const airlock_callee *loop;
  airlock_scalar function;
};

static void make_callback(struct callback *callback, const struct shape *shape,
                          airlock_thread_policy threads) {
  airlock_config config;
  const airlock_signature *signature;
  airlock_ptr pointer;
  airlock_config_init(&config);
  config.address_space = UINT64_C(1) << 30;
  config.context = &callback->machine;
  config.callback = run_token;
  config.foreign_threads = threads;
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALLOW;
  }
  if (airlock_machine_new(&callback->machine, &config) != AIRLOCK_OK) {
    exit(1);
  }
  airlock_machine *machine = callback->machine;
  require(machine, airlock_signature_parse(machine, &signature, shape->signature));
  require(machine, airlock_function_new(machine, &pointer, shape->name, signature,
                                        (void *)(uintptr_t)&shape->run));
  callback->function = airlock_function_pointer(pointer);
  require(machine, airlock_signature_parse(machine, &signature, "void (fn)"));
  require(machine, airlock_bind_address(machine, &callback->loop, (uint64_t)(uintptr_t)shape->loop,
                                        signature));
}

struct closure {
  ffi_cif cif;
  ffi_type *params[2];
  ffi_type *members[3];
  ffi_type pair;
  ffi_closure *closure;
  void *address;
};

static void make_closure(struct closure *closure, const struct shape *shape) {
  closure->members[0] = &ffi_type_sint64;
  closure->members[1] = &ffi_type_double;
  closure->members[2] = NULL;
  closure->pair = (ffi_type){.type = FFI_TYPE_STRUCT, .elements = closure->members};
  bool is_pair = shape->run == run_move;
  bool is_compare = shape->run == run_compare;
  ffi_type *result = is_pair ? &closure->pair : &ffi_type_sint32;
  closure->params[0] = is_pair ? &closure->pair : is_compare ? &ffi_type_pointer : &ffi_type_sint32;
  closure->params[1] = &ffi_type_pointer;
  closure->closure = ffi_closure_alloc(sizeof *closure->closure, &closure->address);
  if (closure->closure == NULL ||
      ffi_prep_cif(&closure->cif, FFI_DEFAULT_ABI, is_compare ? 2 : 1, result, closure->params) !=
          FFI_OK ||
      ffi_prep_closure_loc(closure->closure, &closure->cif, shape->handle, NULL,
                           closure->address) != FFI_OK) {
    exit(1);
  }
}

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void keep_least(double *io_least, double begin) {
  double nanoseconds = (now() - begin) / CALLS;
  *io_least = nanoseconds < *io_least ? nanoseconds : *io_least;
}

enum { DIRECT, CLOSURE, BY_HAND, CALLBACK, SERIALISED, NUM_CASES };

static void print(const struct shape *shape, const double *least) {
  printf("%-10s %8.1f", shape->name, least[DIRECT]);
  for (int i = CLOSURE; i < NUM_CASES; i++) {
    if (i == BY_HAND && shape->by_hand == NULL) {
      printf(" %10s", "-");
    } else {
      printf(" %10.1f", least[i] / least[DIRECT]);
    }
  }
  printf("\n");
}

static void measure(const struct shape *shape) {
  struct closure closure;
  struct callback callbacks[NUM_CASES];
  double least[NUM_CASES] = {1e9, 1e9, 1e9, 1e9, 1e9};
  make_closure(&closure, shape);
  make_callback(&callbacks[BY_HAND], shape, AIRLOCK_THREADS_REFUSE);
  entry_by_hand = callbacks[BY_HAND].machine->native->entries;
  if (shape->by_hand != NULL) {
    callbacks[BY_HAND].function =
        airlock_function_pointer(airlock_ptr_from_address((uint64_t)(uintptr_t)shape->by_hand));
  }
  make_callback(&callbacks[CALLBACK], shape, AIRLOCK_THREADS_REFUSE);
  make_callback(&callbacks[SERIALISED], shape, AIRLOCK_THREADS_SERIALISE);
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = DIRECT; i < NUM_CASES; i++) {
      struct callback *callback = &callbacks[i];
      double begin = now();
      if (i < BY_HAND) {
        shape->loop(i == DIRECT ? shape->function : closure.address);
      } else {
        require(callback->machine,
                airlock_call(callback->machine, callback->loop, &callback->function, 1, NULL));
      }
      keep_least(&least[i], begin);
    }
  }
  print(shape, least);
  for (int i = BY_HAND; i < NUM_CASES; i++) {
    airlock_machine_free(callbacks[i].machine);
  }
  ffi_closure_free(closure.closure);
}

int main(void) {
  printf("%-10s %8s %10s %10s %10s %10s\n", "", "direct", "closure", "by hand", "callback",
         "serialised");
  printf("%-10s %8s %10s %10s %10s %10s\n", "shape", "ns", "/direct", "/direct", "/direct",
         "/direct");
  for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
    measure(&shapes[i]);
  }
  return 0;
}
