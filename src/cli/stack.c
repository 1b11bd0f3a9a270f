// SPDX-License-Identifier: MIT
//
// See stack.h. The kernel looks at the soft limit each time the main thread's stack grows, so that
// it may be raised at any time.
#include "cli/stack.h"

#include <sys/resource.h>

enum {
  STACK_WANTED = 64 << 20,
  STACK_PER_CALLBACK =
      16 << 10, // What an unoptimised build takes, with room for native code's own.
  MOST_CALLBACKS = 1024,
};

unsigned stack_reserve(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0) {
    return MOST_CALLBACKS;
  }
  if (limit.rlim_cur < STACK_WANTED) {
    struct rlimit raised = limit;
    raised.rlim_cur = limit.rlim_max < STACK_WANTED ? limit.rlim_max : STACK_WANTED;
    limit = setrlimit(RLIMIT_STACK, &raised) == 0 ? raised : limit;
  }
  rlim_t callbacks = limit.rlim_cur / STACK_PER_CALLBACK;
  return callbacks < MOST_CALLBACKS ? (unsigned)callbacks : MOST_CALLBACKS;
}
