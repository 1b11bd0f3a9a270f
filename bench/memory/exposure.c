// SPDX-License-Identifier: MIT
//
// bench_exposure [ROUNDS]: what a native call with a pointer costs, by how much memory is exposed:
// one allocation of 1 KiB to 1 GiB, all of it initialised; and 1 to 1,000,000 allocations of 64
// bytes, each leading to the next. Beside it the eager walk of eager.h, up to 16 MiB. Each amount
// has a machine of its own; each round takes all of them in turn. The output is a CSV:
//
//   kind,amount,caller,nanoseconds_least,nanoseconds_median
//
//   airlock   a call
//   touched   a call, before which an integer of the exposed memory is read and written, so that it
//             must be brought up to date
//   eager     the walk alone
#define _GNU_SOURCE
#include <airlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../calls/callees.h"
#include "../clock.h"
#include "eager.h"

enum { CALLS = 200, MOST_SCENES = 24, MOST_ROUNDS = 2000, EAGER_BYTES = 16 << 20 };

typedef struct scene {
  const char *kind;
  uint64_t amount;
  uint64_t size;  // Of an allocation.
  uint64_t count; // Of allocations.
  airlock_machine *machine;
  const airlock_callee *callee;
  airlock_ptr pointer;
  uint64_t calls[MOST_ROUNDS];
  uint64_t touched[MOST_ROUNDS];
} scene;

static void require(const scene *scene, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench_exposure: %s\n", airlock_last_report(scene->machine)->message);
    exit(1);
  }
}

static void call(const scene *scene, long count) {
  airlock_scalar args[] = {airlock_pointer(scene->pointer), airlock_int(AIRLOCK_I32, 1)};
  airlock_scalar result;
  for (long i = 0; i < count; i++) {
    require(scene, airlock_call(scene->machine, scene->callee, args, 2, &result));
  }
}

static void touch_and_call(const scene *scene, long count) {
  const airlock_type *type = airlock_type_scalar(scene->machine, AIRLOCK_I64);
  for (long i = 0; i < count; i++) {
    airlock_scalar value;
    require(scene, airlock_load(scene->machine, &value, scene->pointer, type));
    require(scene, airlock_store(scene->machine, scene->pointer, value, type));
    call(scene, 1);
  }
}

static void begin(scene *scene) {
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = UINT64_C(4) << 30;
  if (airlock_machine_new(&scene->machine, &config) != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench_exposure: no machine\n");
    exit(1);
  }
  airlock_machine *machine = scene->machine;
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_signature *signature;
  scene->pointer = airlock_ptr_from_address(0);
  for (uint64_t i = 0; i < scene->count; i++) {
    airlock_ptr block;
    require(scene, airlock_allocate(machine, &block, scene->size, 8, AIRLOCK_HEAP));
    require(scene, airlock_fill(machine, block, 0, scene->size));
    if (scene->count > 1) {
      require(scene, airlock_store(machine, airlock_ptr_wrapping_add(block, 56),
                                   airlock_pointer(scene->pointer), type));
    }
    scene->pointer = block;
  }
  require(scene, airlock_open_library(machine, BENCH_CALLEES));
  require(scene, airlock_signature_parse(machine, &signature, "i32 (ptr, i32)"));
  require(scene, airlock_bind(machine, &scene->callee, "callee_pointer", signature));
  call(scene, 10); // The first one exposes all.
}

static int compare(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left;
  uint64_t b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static void print(const scene *scene, const char *caller, uint64_t *samples, long rounds,
                  double scale) {
  qsort(samples, (size_t)rounds, sizeof *samples, compare);
  printf("%s,%llu,%s,%.2f,%.2f\n", scene->kind, (unsigned long long)scene->amount, caller,
         (double)samples[0] * scale, (double)samples[rounds / 2] * scale);
}

// At least once, and again until a fifth of a second has passed.
static void measure_eager(const scene *scene) {
  enum { MOST = 100 };
  uint64_t samples[MOST];
  long count = 0;
  if (scene->size * scene->count > EAGER_BYTES) {
    return;
  }
  eager_allocation *all = calloc(scene->count, sizeof *all);
  bool is_made = all != NULL;
  for (uint64_t i = 0; is_made && i < scene->count; i++) {
    is_made = eager_make(&all[i], scene->size) && eager_prepare(&all[i]);
  }
  uint64_t begin = clock_nanoseconds();
  while (is_made && count < MOST && (count == 0 || clock_nanoseconds() - begin < 200000000)) {
    uint64_t start = clock_nanoseconds();
    for (uint64_t i = 0; i < scene->count; i++) {
      is_made &= eager_prepare(&all[i]);
    }
    samples[count++] = clock_nanoseconds() - start;
  }
  if (is_made) {
    print(scene, "eager", samples, count, 1);
  }
  for (uint64_t i = 0; all != NULL && i < scene->count; i++) {
    eager_release(&all[i]);
  }
  free(all);
}

static scene *make_scenes(size_t *out_count) {
  scene *scenes = calloc(MOST_SCENES, sizeof *scenes);
  if (scenes == NULL) {
    exit(1);
  }
  size_t count = 0;
  for (uint64_t size = 1 << 10; size <= 1 << 30; size *= 4) {
    scenes[count].kind = "bytes";
    scenes[count].amount = size;
    scenes[count].size = size;
    scenes[count++].count = 1;
  }
  for (uint64_t number = 1; number <= 1000000; number *= 10) {
    scenes[count].kind = "allocations";
    scenes[count].amount = number;
    scenes[count].size = 64;
    scenes[count++].count = number;
  }
  *out_count = count;
  return scenes;
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 200;
  rounds = rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
  double scale = clock_nanoseconds_per_cycle();
  size_t count;
  scene *scenes = make_scenes(&count);
  for (size_t i = 0; i < count; i++) {
    begin(&scenes[i]);
  }
  for (long round = 0; round < rounds; round++) {
    for (size_t i = 0; i < count; i++) {
      call(&scenes[i], 10); // Brings this machine's records into the caches.
      uint64_t start = clock_cycles();
      call(&scenes[i], CALLS);
      uint64_t middle = clock_cycles();
      scenes[i].calls[round] = middle - start;
      touch_and_call(&scenes[i], CALLS);
      scenes[i].touched[round] = clock_cycles() - middle;
    }
  }
  for (size_t i = 0; i < count; i++) {
    print(&scenes[i], "airlock", scenes[i].calls, rounds, scale / CALLS);
    print(&scenes[i], "touched", scenes[i].touched, rounds, scale / CALLS);
    airlock_machine_free(scenes[i].machine);
    measure_eager(&scenes[i]);
  }
  free(scenes);
  return 0;
}
