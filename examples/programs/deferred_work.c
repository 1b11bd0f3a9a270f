// SPDX-License-Identifier: MIT
//
// The C side of deferred_work.rs: handlers that run later.
#include <stdbool.h>
#include <stddef.h>

enum { MOST_HANDLERS = 32 };

typedef void handler(void *data);

static struct {
  handler *run;
  void *data;
} handlers[MOST_HANDLERS];

static size_t num_handlers;

bool defer(handler *run, void *data) {
  if (num_handlers == MOST_HANDLERS) {
    return false;
  }
  handlers[num_handlers].run = run;
  handlers[num_handlers].data = data;
  num_handlers++;
  return true;
}

size_t run_deferred(void) {
  size_t count = 0;
  while (num_handlers > 0) {
    num_handlers--;
    handlers[num_handlers].run(handlers[num_handlers].data);
    count++;
  }
  return count;
}
