// SPDX-License-Identifier: MIT
//
// What it costs to watch an allocator:
//
//   malloc + free   in a loop of native code, plain and watched
//   load            of an integer, from heap memory of the machine through its own pointer and
//                   through a wildcard, and from a block of native code, which is always a wildcard
//
// each while few and while many blocks are live. The cases take turns in each of many rounds; a
// case's figure is that of its fastest round, and only ratios are meant to be read.
#define _GNU_SOURCE
#include "native/blocks.h"

#include <airlock.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPEATS = 20000, ROUNDS = 40, BLOCK = 40, MANY = 100000 };

static void require(airlock_machine *machine, airlock_status status) {
  if (status != AIRLOCK_OK) {
    (void)fprintf(stderr, "bench: %s\n", airlock_last_report(machine)->message);
    exit(1);
  }
}

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static const airlock_callee *bind(airlock_machine *machine, const char *name, const char *text) {
  const airlock_signature *signature;
  const airlock_callee *callee;
  require(machine, airlock_signature_parse(machine, &signature, text));
  require(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

// A machine that watches the library, `count` blocks of which are live.
struct world {
  airlock_machine *machine;
  const airlock_callee *make_and_free;
  airlock_ptr own;     // Heap memory of the machine,
  airlock_ptr exposed; // the same as a wildcard,
  airlock_ptr block;   // and a block.
  const airlock_type *type;
};

static airlock_scalar number(uint64_t value) {
  return airlock_int(AIRLOCK_USIZE, value);
}

static void make_blocks(struct world *world, size_t count) {
  airlock_machine *machine = world->machine;
  airlock_ptr place;
  airlock_scalar block;
  require(machine, airlock_allocate(machine, &place, count * 8, 8, AIRLOCK_STATIC));
  airlock_scalar args[] = {number(count), number(BLOCK), airlock_pointer(place)};
  require(machine, airlock_call(machine, bind(machine, "make_and_keep", "void (usize, usize, ptr)"),
                                args, 3, NULL));
  require(machine, airlock_load(machine, &block, airlock_ptr_wrapping_add(place, count / 2 * 8),
                                airlock_type_scalar(machine, AIRLOCK_POINTER)));
  world->block = block.as.ptr;
}

static void begin(struct world *world, size_t count) {
  Dl_info library;
  airlock_config config;
  airlock_config_init(&config);
  config.native_heap = AIRLOCK_NATIVE_HEAP_TRACK;
  config.address_space = UINT64_C(1) << 30;
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALLOW;
  }
  if (dladdr((void *)(uintptr_t)make_and_free, &library) == 0 ||
      airlock_machine_new(&world->machine, &config) != AIRLOCK_OK) {
    exit(1);
  }
  airlock_machine *machine = world->machine;
  require(machine, airlock_open_library(machine, library.dli_fname));
  world->make_and_free = bind(machine, "make_and_free", "void (usize, usize)");
  world->type = airlock_type_scalar(machine, AIRLOCK_USIZE);
  require(machine, airlock_allocate(machine, &world->own, BLOCK, 8, AIRLOCK_HEAP));
  require(machine, airlock_store(machine, world->own, number(7), world->type));
  require(machine, airlock_expose(machine, world->own));
  world->exposed = (airlock_ptr){world->own.address, airlock_prov_wildcard()};
  make_blocks(world, count);
}

static void load(struct world *world, airlock_ptr pointer) {
  airlock_scalar value;
  for (int i = 0; i < REPEATS; i++) {
    require(world->machine, airlock_load(world->machine, &value, pointer, world->type));
  }
}

enum { PLAIN, WATCHED, OWN, EXPOSED, NATIVE, NUM_CASES };

static void run(struct world *world, int which) {
  airlock_scalar args[] = {number(REPEATS), number(BLOCK)};
  switch (which) {
  case PLAIN:
    make_and_free(REPEATS, BLOCK);
    break;
  case WATCHED:
    require(world->machine, airlock_call(world->machine, world->make_and_free, args, 2, NULL));
    break;
  case OWN:
    load(world, world->own);
    break;
  case EXPOSED:
    load(world, world->exposed);
    break;
  default:
    load(world, world->block);
    break;
  }
}

// PLAIN is measured without any machine: its slots then lead where they did.
static void measure(double *out_least, size_t count) {
  struct world world = {NULL};
  for (int i = PLAIN; i < NUM_CASES; i++) {
    out_least[i] = 1e9;
  }
  for (int round = 0; round < 2 * ROUNDS; round++) {
    bool is_plain = round < ROUNDS;
    if (round == ROUNDS) {
      begin(&world, count);
    }
    for (int i = is_plain ? PLAIN : WATCHED; i < (is_plain ? WATCHED : NUM_CASES); i++) {
      double start = now();
      run(&world, i);
      double nanoseconds = (now() - start) / REPEATS;
      out_least[i] = nanoseconds < out_least[i] ? nanoseconds : out_least[i];
    }
  }
  airlock_machine_free(world.machine);
}

int main(void) {
  static const size_t counts[] = {1, MANY};
  printf("%-8s %12s %12s %8s %8s %10s %8s\n", "", "malloc+free", "watched", "load", "wildcard",
         "block", "block");
  printf("%-8s %12s %12s %8s %8s %10s %8s\n", "blocks", "ns", "ns", "ns", "/load", "ns", "/load");
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    double least[NUM_CASES];
    measure(least, counts[i]);
    printf("%-8zu %12.1f %12.1f %8.1f %8.1f %10.1f %8.1f\n", counts[i], least[PLAIN],
           least[WATCHED], least[OWN], least[EXPOSED] / least[OWN], least[NATIVE],
           least[NATIVE] / least[OWN]);
  }
  return 0;
}
