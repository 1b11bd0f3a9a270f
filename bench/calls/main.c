// SPDX-License-Identifier: MIT
//
// bench_calls [--rounds N] [--libffi PATH] [--instructions]: what a native call costs, by the shape
// of the signature and the caller. Everything happens in one process: each round repeats, for each
// shape, every caller's loop of 1000 calls, one after the other, so that a change of the machine's
// clock or load hits all of them alike. Of all rounds the least and the median are kept.
//
// Cycles are those of the time stamp counter (elsewhere: nanoseconds), instructions those that the
// system counts for this process where it is allowed. The output is a CSV:
//
//   shape,caller,cycles_least,cycles_median,nanoseconds_least,instructions
//
// The last is 0 where nothing counts them.
//
// Below it, a line for each caller that cannot be had: "skipped,NAME,REASON". With --instructions,
// under callgrind, each loop is a dump of its own named "SHAPE;CALLER"; nothing is timed.
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../clock.h"
#include "caller.h"

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name)
#endif

enum { CALLS = 1000, MOST_CALLERS = 24, MOST_ROUNDS = 10000 };

static const char *const shape_names[NUM_SHAPES] = {
    "void",  "add(i32,i32)",  "six i64", "twelve i32", "three doubles",
    "mixed", "struct in/out", "pointer", "callback",
};

// Callers that a package is missing for are compiled out.
static caller callers[MOST_CALLERS] = {
    {"direct", direct_begin, direct_repeat, NULL, 0, NULL, false},
    {"ffi_call", libffi_begin, libffi_repeat, NULL, 0, NULL, false},
    {"ffi_call, unprepared", unprepared_begin, unprepared_repeat, NULL, 0, NULL, false},
    {"ffi_call, unprepared, looked up", unprepared_begin, unprepared_repeat, "lookup", 0, NULL,
     false},
#ifdef BENCH_AVCALL
    {"avcall", avcall_begin, avcall_repeat, NULL, 0, NULL, false},
#endif
#ifdef BENCH_LUAJIT
    {"LuaJIT, compiled", luajit_begin, luajit_repeat, "on", 0, NULL, false},
    {"LuaJIT, interpreted", luajit_begin, luajit_repeat, "off", 0, NULL, false},
#endif
    {"airlock", airlock_begin, airlock_repeat, NULL, 0, NULL, false},
    {"airlock, fp unwatched", airlock_begin, airlock_repeat, "unwatched", 0, NULL, false},
    {"airlock, emitted", airlock_begin, airlock_repeat, "emitted", 0, NULL, false},
    {"airlock, emitted, fp unwatched", airlock_begin, airlock_repeat, "emitted unwatched", 0, NULL,
     false},
    {"passed on", airlock_begin, airlock_repeat, "passed on", 1U << SHAPE_CALLBACK, NULL, false},
    {"watched on", airlock_begin, airlock_repeat, "watched on", 1U << SHAPE_CALLBACK, NULL, false},
    {"by hand", airlock_begin, airlock_repeat, "by hand", 0, NULL, false},
    {"by hand, fp unwatched", airlock_begin, airlock_repeat, "by hand, unwatched", 0, NULL, false},
    {"airlock over libffi", airlock_begin, airlock_repeat, "libffi", 0, NULL, false},
};

static bool can_call(const caller *caller, shape shape) {
  return caller->is_there && (caller->lacks >> shape & 1) == 0;
}

static uint64_t samples[NUM_SHAPES][MOST_CALLERS][MOST_ROUNDS];
static double instructions[NUM_SHAPES][MOST_CALLERS];

static void add_caller(caller added) {
  size_t i = 0;
  while (callers[i].name != NULL) {
    i++;
  }
  callers[i] = added;
}

static void begin_callers(void) {
#ifndef BENCH_AVCALL
  puts("skipped,avcall,libffcall-dev is not installed");
#endif
#ifndef BENCH_LUAJIT
  puts("skipped,LuaJIT,libluajit-5.1-dev is not installed");
#endif
  for (caller *caller = callers; caller->name != NULL; caller++) {
    const char *reason = "";
    caller->is_there = caller->begin(caller, &reason);
    if (!caller->is_there) {
      printf("skipped,%s,%s\n", caller->name, reason);
    }
  }
}

static int compare(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left;
  uint64_t b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static void measure_all(long rounds, int counter) {
  for (long round = 0; round < rounds; round++) {
    for (shape shape = 0; shape < NUM_SHAPES; shape++) {
      for (size_t i = 0; callers[i].name != NULL; i++) {
        if (can_call(&callers[i], shape)) {
          uint64_t before = clock_instructions(counter);
          uint64_t start = clock_cycles();
          callers[i].repeat(&callers[i], shape, CALLS);
          samples[shape][i][round] = clock_cycles() - start;
          instructions[shape][i] = (double)(clock_instructions(counter) - before) / CALLS;
        }
      }
    }
  }
}

static void print_all(long rounds, double nanoseconds_per_cycle) {
  for (shape shape = 0; shape < NUM_SHAPES; shape++) {
    for (size_t i = 0; callers[i].name != NULL; i++) {
      if (can_call(&callers[i], shape)) {
        uint64_t *all = samples[shape][i];
        qsort(all, (size_t)rounds, sizeof *all, compare);
        double least = (double)all[0] / CALLS;
        printf("\"%s\",\"%s\",%.2f,%.2f,%.2f,%.0f\n", shape_names[shape], callers[i].name, least,
               (double)all[rounds / 2] / CALLS, least * nanoseconds_per_cycle,
               instructions[shape][i]);
      }
    }
  }
}

// For callgrind: what is counted between two client requests is one loop.
static void count_all(void) {
  char name[128];
  for (shape shape = 0; shape < NUM_SHAPES; shape++) {
    for (size_t i = 0; callers[i].name != NULL; i++) {
      if (can_call(&callers[i], shape)) {
        callers[i].repeat(&callers[i], shape, CALLS);
        CALLGRIND_ZERO_STATS;
        callers[i].repeat(&callers[i], shape, CALLS);
        (void)snprintf(name, sizeof name, "%s;%s", shape_names[shape], callers[i].name);
        CALLGRIND_DUMP_STATS_AT(name);
      }
    }
  }
}

int main(int argc, char **argv) {
  long rounds = 1000;
  bool counts = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--instructions") == 0) {
      counts = true;
    } else if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc) {
      rounds = strtol(argv[++i], NULL, 10);
    } else if (strcmp(argv[i], "--libffi") == 0 && i + 1 < argc) {
      const char *path = argv[++i];
      add_caller((caller){"ffi_call, newer", libffi_begin, libffi_repeat, path, 0, NULL, false});
      add_caller((caller){"ffi_call_plan_invoke", libffi_plan_begin, libffi_plan_repeat, path, 0,
                          NULL, false});
    } else {
      (void)fprintf(stderr, "usage: %s [--rounds N] [--libffi PATH] [--instructions]\n", argv[0]);
      return 2;
    }
  }
  rounds = rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
  begin_callers();
  if (counts) {
    count_all();
    return 0;
  }
  double nanoseconds_per_cycle = clock_nanoseconds_per_cycle();
  measure_all(rounds, clock_open_counter());
  print_all(rounds, nanoseconds_per_cycle);
  return 0;
}
