// SPDX-License-Identifier: MIT
//
// The C side of download_that_was_cancelled.rs.
#include <pthread.h>
#include <stdint.h>

typedef void progress(void *data, uint32_t percent);

static pthread_t thread;
static pthread_barrier_t begin;
static progress *report;
static void *report_data;

static void *download(void *context) {
  (void)context;
  pthread_barrier_wait(&begin);
  for (uint32_t percent = 0; percent <= 100; percent += 25) {
    report(report_data, percent);
  }
  return 0;
}

void download_start(progress *function, void *data) {
  report = function;
  report_data = data;
  pthread_barrier_init(&begin, 0, 2);
  pthread_create(&thread, 0, download, 0);
}

// The network is slow: the first bytes come only now.
void download_finish(void) {
  pthread_barrier_wait(&begin);
  pthread_join(thread, 0);
}
