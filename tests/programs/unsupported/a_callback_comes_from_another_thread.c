// SPDX-License-Identifier: MIT
//
// Calls a function on another thread, and waits for it.
#include <pthread.h>
#include <stdint.h>

struct work {
  int32_t (*function)(int32_t);
  int32_t value;
};

static void *run(void *context) {
  struct work *work = context;
  work->value = work->function(work->value);
  return 0;
}

int32_t call_on_a_thread(int32_t (*function)(int32_t), int32_t value) {
  pthread_t thread;
  struct work work = {function, value};
  pthread_create(&thread, 0, run, &work);
  pthread_join(thread, 0);
  return work.value;
}
