// SPDX-License-Identifier: MIT
//
// Foreign functions that the interpreter does itself: see shims.c.
#ifndef AIRLOCK_MIR_SHIMS_H
#define AIRLOCK_MIR_SHIMS_H

#include "interpret_internal.h"

// The hook find_shim of the machine's configuration; `context` is the interpreter.
bool mir_find_shim(void *context, airlock_shim *out_shim, const char *name,
                   const airlock_signature *signature);

#endif
