// SPDX-License-Identifier: MIT
//
// A thread that calls when it is told to, and says so.
#include <pthread.h>
#include <sched.h>
#include <stdint.h>

static pthread_t thread;
static void (*call)(void);
static volatile int32_t *flags;

static void *wait_and_call(void *context) {
  (void)context;
  while (flags[0] == 0) {
    sched_yield();
  }
  call();
  flags[1] = 1;
  return 0;
}

void begin(void (*function)(void), int32_t *shared) {
  call = function;
  flags = shared;
  pthread_create(&thread, 0, wait_and_call, 0);
}

void end(void) {
  pthread_join(thread, 0);
}
