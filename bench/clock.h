// SPDX-License-Identifier: MIT
//
// What the measurements count with: the time stamp counter of x86, which goes on at one rate
// whatever the processor's clock does (elsewhere nanoseconds), and the instructions of this
// process, if the system lets it count them.
#ifndef AIRLOCK_BENCH_CLOCK_H
#define AIRLOCK_BENCH_CLOCK_H

#include <linux/perf_event.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static inline uint64_t clock_nanoseconds(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

static inline uint64_t clock_cycles(void) {
#if defined(__x86_64__)
  unsigned processor;
  return __builtin_ia32_rdtscp(&processor);
#else
  return clock_nanoseconds();
#endif
}

// Waits until all loads before it have ended, so that the processor begins nothing after it
// meanwhile.
static inline void clock_settle(void) {
#if defined(__x86_64__)
  __builtin_ia32_lfence();
#elif defined(__aarch64__)
  __asm__ volatile("dsb ld\n\tisb" : : : "memory");
#endif
}

// Measured over a tenth of a second.
static inline double clock_nanoseconds_per_cycle(void) {
  uint64_t start = clock_nanoseconds();
  uint64_t cycles = clock_cycles();
  while (clock_nanoseconds() - start < 100000000) {
  }
  return (double)(clock_nanoseconds() - start) / (double)(clock_cycles() - cycles);
}

// A counter of this process's instructions in user mode; -1 where there is none.
static inline int clock_open_counter(void) {
  struct perf_event_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.type = PERF_TYPE_HARDWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
  attributes.exclude_kernel = 1;
  return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
}

static inline uint64_t clock_instructions(int counter) {
  uint64_t count = 0;
  return counter >= 0 && read(counter, &count, sizeof count) == sizeof count ? count : 0;
}

#endif
