// SPDX-License-Identifier: MIT
//
// Ctrl-C: the first asks the interpreter to stop, which then says where it was; the second ends the
// process at once, because native code may be stuck.
#ifndef AIRLOCK_CLI_INTERRUPT_H
#define AIRLOCK_CLI_INTERRUPT_H

#include <signal.h>

// Watches for SIGINT from now on, unless the process was started with SIGINT ignored. The flag
// returned is not 0 once it came.
const volatile sig_atomic_t *interrupt_watch(void);

#endif
