// SPDX-License-Identifier: MIT
//
// airlock's public interface: a bound callee, arguments as tagged values, every check on. Structs
// and buffers lie in the machine's memory; the callback goes through the machine's hook.
//
//   (none)      as a configuration is by default
//   unwatched   the floating-point control words are neither compared nor restored
//   emitted     machine code is made for each signature
//   libffi      the engine that is used where there is no trampoline
//
// Or airlock_call goes on to a layer (layers.h) instead of a way of its own.
#include <airlock.h>
#include <stdlib.h>
#include <string.h>

#include "layers.h"

typedef struct door {
  airlock_machine *machine;
  const airlock_callee *callees[NUM_SHAPES];
  airlock_ptr span;
  airlock_ptr result;
  airlock_ptr numbers;
  airlock_ptr function;
} door;

// Signatures as text; the struct is passed by a pointer to its bytes.
static const struct {
  const char *name;
  const char *signature;
} shapes[NUM_SHAPES] = {
    [SHAPE_VOID] = {"callee_void", "void ()"},
    [SHAPE_ADD] = {"callee_add", "i32 (i32, i32)"},
    [SHAPE_SIX] = {"callee_six", "i64 (i64, i64, i64, i64, i64, i64)"},
    [SHAPE_TWELVE] = {"callee_twelve",
                      "i32 (i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32)"},
    [SHAPE_DOUBLES] = {"callee_doubles", "f64 (f64, f64, f64)"},
    [SHAPE_MIXED] = {"callee_mixed", "f64 (i32, f64, i64, f32, u8)"},
    [SHAPE_STRUCT] = {"callee_struct", "{i64, f64} ({i64, f64})"},
    [SHAPE_POINTER] = {"callee_pointer", "i32 (ptr, i32)"},
    [SHAPE_CALLBACK] = {"callee_callback", "i32 (fn, i32)"},
};

static airlock_status add(void *context, void *token, const airlock_scalar *args, size_t num_args,
                          airlock_scalar *io_result) {
  (void)context;
  (void)token;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, args[0].as.bits[0] + args[1].as.bits[0]);
  return AIRLOCK_OK;
}

static bool bind_all(door *door) {
  airlock_machine *machine = door->machine;
  for (shape shape = 0; shape < NUM_SHAPES; shape++) {
    const airlock_signature *signature;
    if (airlock_signature_parse(machine, &signature, shapes[shape].signature) != AIRLOCK_OK ||
        airlock_bind(machine, &door->callees[shape], shapes[shape].name, signature) != AIRLOCK_OK) {
      return false;
    }
  }
  return true;
}

static bool fill_memory(door *door) {
  airlock_machine *machine = door->machine;
  const callee_span span = {1, 2};
  const airlock_signature *signature;
  return airlock_allocate(machine, &door->span, sizeof span, 8, AIRLOCK_STACK) == AIRLOCK_OK &&
         airlock_write(machine, door->span, &span, sizeof span) == AIRLOCK_OK &&
         airlock_allocate(machine, &door->result, sizeof span, 8, AIRLOCK_STACK) == AIRLOCK_OK &&
         airlock_allocate(machine, &door->numbers, sizeof caller_numbers, 4, AIRLOCK_HEAP) ==
             AIRLOCK_OK &&
         airlock_write(machine, door->numbers, caller_numbers, sizeof caller_numbers) ==
             AIRLOCK_OK &&
         airlock_signature_parse(machine, &signature, shapes[SHAPE_ADD].signature) == AIRLOCK_OK &&
         airlock_function_new(machine, &door->function, "add", signature, NULL) == AIRLOCK_OK;
}

static void configure(airlock_config *config, const char *option) {
  airlock_config_init(config);
  config->address_space = UINT64_C(1) << 30; // Valgrind refuses much more.
  config->callback = add;
  const char *words = option != NULL ? option : "";
  if (strstr(words, "unwatched") != NULL) {
    config->keep_fp_control = true;
    config->levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALLOW;
  }
  if (strstr(words, "emitted") != NULL) {
    config->engine = AIRLOCK_ENGINE_EMITTED;
  }
  if (strstr(words, "libffi") != NULL) {
    config->engine = AIRLOCK_ENGINE_LIBFFI;
  }
}

static size_t fill_arguments(const door *door, shape shape, airlock_scalar *args) {
  static const size_t counts[NUM_SHAPES] = {0, 2, 6, 12, 3, 5, 1, 2, 2};
  size_t count = counts[shape];
  for (size_t i = 0; i < count; i++) {
    args[i] = shape == SHAPE_SIX       ? airlock_int(AIRLOCK_I64, i + 1)
              : shape == SHAPE_DOUBLES ? airlock_f64((double)i + 1)
                                       : airlock_int(AIRLOCK_I32, i + 1);
  }
  switch (shape) {
  case SHAPE_MIXED:
    args[1] = airlock_f64(2);
    args[2] = airlock_int(AIRLOCK_I64, 3);
    args[3] = airlock_f32(4);
    args[4] = airlock_int(AIRLOCK_U8, 5);
    break;
  case SHAPE_STRUCT:
    args[0] = airlock_pointer(door->span);
    break;
  case SHAPE_POINTER:
    args[0] = airlock_pointer(door->numbers);
    break;
  case SHAPE_CALLBACK:
    args[0] = airlock_function_pointer(door->function);
    break;
  default:
    break;
  }
  return count;
}

static call_function *const *find_layers(const char *option) {
  const char *words = option != NULL ? option : "";
  return strstr(words, "passed on") != NULL    ? layers_passed_on
         : strstr(words, "watched on") != NULL ? layers_watched_on
         : strstr(words, "by hand") != NULL    ? layers_by_hand
                                               : NULL;
}

// Has layers called. They leave to the call before them to warn, to expose what is passed, and to
// learn of the thread.
static bool put_in(door *door, call_function *const *layers) {
  airlock_scalar args[MOST_ARGUMENTS];
  for (shape shape = 0; shape < NUM_SHAPES; shape++) {
    airlock_callee *callee = (airlock_callee *)door->callees[shape];
    airlock_scalar result = airlock_pointer(door->result);
    size_t num_args = fill_arguments(door, shape, args);
    if (airlock_call(door->machine, callee, args, num_args, &result) != AIRLOCK_OK) {
      return false;
    }
    callee->call = layers[shape] != NULL ? layers[shape] : callee->call;
  }
  return true;
}

bool airlock_begin(caller *caller, const char **out_reason) {
  door *door = calloc(1, sizeof *door);
  airlock_config config;
  *out_reason = "out of memory";
  configure(&config, caller->option);
  if (door == NULL || airlock_machine_new(&door->machine, &config) != AIRLOCK_OK) {
    return false;
  }
  if (airlock_open_library(door->machine, BENCH_CALLEES) != AIRLOCK_OK || !bind_all(door) ||
      !fill_memory(door)) {
    *out_reason = airlock_last_report(door->machine)->message;
    return false;
  }
  call_function *const *layers = find_layers(caller->option);
  if (layers != NULL && !put_in(door, layers)) {
    *out_reason = airlock_last_report(door->machine)->message;
    return false;
  }
  caller->state = door;
  return true;
}

static void use(shape shape, const airlock_scalar *result) {
  if (shape == SHAPE_DOUBLES || shape == SHAPE_MIXED) {
    double number;
    memcpy(&number, &result->as.bits[0], sizeof number);
    caller_doubles += number;
  } else if (shape != SHAPE_VOID && shape != SHAPE_STRUCT) {
    caller_integers += (int64_t)result->as.bits[0];
  }
}

void airlock_repeat(caller *caller, shape shape, long count) {
  door *door = caller->state;
  airlock_scalar args[MOST_ARGUMENTS];
  size_t num_args = fill_arguments(door, shape, args);
  size_t changing = shape == SHAPE_POINTER || shape == SHAPE_CALLBACK ? 1 : 0;
  const airlock_callee *callee = door->callees[shape];
  airlock_scalar result;
  airlock_status status = AIRLOCK_OK;
  for (long i = 0; i < count && status == AIRLOCK_OK; i++) {
    if (shape == SHAPE_STRUCT) {
      result = airlock_pointer(door->result);
    } else if (shape == SHAPE_DOUBLES) {
      args[0] = airlock_f64((double)i);
    } else {
      args[changing].as.bits[0] = (uint32_t)i;
    }
    status = airlock_call(door->machine, callee, args, num_args, &result);
    use(shape, &result);
  }
  if (status != AIRLOCK_OK) {
    abort();
  }
}
