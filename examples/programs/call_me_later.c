// SPDX-License-Identifier: MIT
//
// The C side of call_me_later.rs: a clock with a thread of its own. It ticks as fast as it can, but
// only while somebody waits in clock_run.
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST_CALLS = 16 };

struct clock;
typedef void call(struct clock *clock, void *data, uint32_t tick);

struct planned {
  call *run; // NULL: none.
  void *data;
  uint32_t tick;
};

struct clock {
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  bool is_running;
  bool is_over;
  uint32_t now;
  struct planned planned[MOST_CALLS];
};

// With the lock, as all that follows up to the thread's own function.
static bool has_plans(const struct clock *clock) {
  bool found = false;
  for (size_t i = 0; i < MOST_CALLS; i++) {
    found = found || clock->planned[i].run != NULL;
  }
  return found;
}

// The lock is not held while a function runs, so that it may plan another call.
static void tick(struct clock *clock) {
  clock->now++;
  for (size_t i = 0; i < MOST_CALLS; i++) {
    struct planned due = clock->planned[i];
    if (due.run != NULL && due.tick == clock->now) {
      clock->planned[i].run = NULL;
      pthread_mutex_unlock(&clock->lock);
      due.run(clock, due.data, due.tick);
      pthread_mutex_lock(&clock->lock);
    }
  }
}

static void *run_thread(void *context) {
  struct clock *clock = context;
  pthread_mutex_lock(&clock->lock);
  while (!clock->is_over) {
    if (!clock->is_running) {
      pthread_cond_wait(&clock->changed, &clock->lock);
    } else if (has_plans(clock)) {
      tick(clock);
    } else {
      clock->is_running = false;
      pthread_cond_broadcast(&clock->changed);
    }
  }
  pthread_mutex_unlock(&clock->lock);
  return NULL;
}

struct clock *clock_start(void) {
  struct clock *clock = calloc(1, sizeof *clock);
  pthread_mutex_init(&clock->lock, NULL);
  pthread_cond_init(&clock->changed, NULL);
  pthread_create(&clock->thread, NULL, run_thread, clock);
  return clock;
}

void clock_call_at(struct clock *clock, uint32_t tick, call *run, void *data) {
  pthread_mutex_lock(&clock->lock);
  size_t place = 0;
  while (clock->planned[place].run != NULL) {
    place++;
  }
  clock->planned[place] = (struct planned){run, data, tick};
  pthread_mutex_unlock(&clock->lock);
}

// Returns when nothing is planned any more.
uint32_t clock_run(struct clock *clock) {
  pthread_mutex_lock(&clock->lock);
  clock->is_running = true;
  pthread_cond_broadcast(&clock->changed);
  while (clock->is_running) {
    pthread_cond_wait(&clock->changed, &clock->lock);
  }
  uint32_t now = clock->now;
  pthread_mutex_unlock(&clock->lock);
  return now;
}

void clock_stop(struct clock *clock) {
  pthread_mutex_lock(&clock->lock);
  clock->is_over = true;
  pthread_cond_broadcast(&clock->changed);
  pthread_mutex_unlock(&clock->lock);
  pthread_join(clock->thread, NULL);
  pthread_cond_destroy(&clock->changed);
  pthread_mutex_destroy(&clock->lock);
  free(clock);
}
