// SPDX-License-Identifier: MIT
//
// A sum whose parts are made on four threads, one at a time. A program with no lock of its own can
// take no more.
#include <pthread.h>
#include <stdint.h>

enum { THREADS = 4 };

struct part {
  int32_t first;
  int32_t last;
  int32_t (*weigh)(int32_t);
  int32_t sum;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add(void *context) {
  struct part *part = context;
  for (int32_t i = part->first; i <= part->last; i += THREADS) {
    pthread_mutex_lock(&lock);
    part->sum += part->weigh(i);
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

int32_t add_up(int32_t first, int32_t last, int32_t (*weigh)(int32_t)) {
  pthread_t threads[THREADS];
  struct part parts[THREADS];
  int32_t sum = 0;
  for (int32_t i = 0; i < THREADS; i++) {
    parts[i] = (struct part){first + i, last, weigh, 0};
    pthread_create(&threads[i], 0, add, &parts[i]);
  }
  for (int32_t i = 0; i < THREADS; i++) {
    pthread_join(threads[i], 0);
    sum += parts[i].sum;
  }
  return sum;
}

int32_t halve(int32_t number) {
  return number / 2;
}
