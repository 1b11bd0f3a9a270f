// SPDX-License-Identifier: MIT
//
// See interrupt.h. The handler does nothing but set a flag. It is taken back as it is called, so
// that the system's own action is next, and system calls of native code are not begun again after
// it: what waits for input fails, and the interpreter gets its turn.
#define _POSIX_C_SOURCE 200809L

#include "cli/interrupt.h"

#include <stddef.h>

static volatile sig_atomic_t has_come;

static void note_signal(int number) {
  (void)number;
  has_come = 1;
}

const volatile sig_atomic_t *interrupt_watch(void) {
  struct sigaction action = {.sa_flags = 0};
  if (sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
    action = (struct sigaction){.sa_handler = note_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
  }
  return &has_come;
}
