// SPDX-License-Identifier: MIT
//
// Floor 3. Where native code keeps the addresses of its blocks.
#ifndef AIRLOCK_NATIVE_NATIVE_ROOTS_H
#define AIRLOCK_NATIVE_NATIVE_ROOTS_H

#include "machine/native_leaks.h"

// native_roots returns what the search for leaks wants to know of native code.
const struct native_roots *native_roots(void);

// native_roots_threads returns how many threads the process has; 0 if the system does not say.
long native_roots_threads(void);

#endif
