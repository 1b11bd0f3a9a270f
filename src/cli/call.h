// SPDX-License-Identifier: MIT
//
// `airlock call`: one call of a function of a shared library, its arguments and result as text.
#ifndef AIRLOCK_CLI_CALL_H
#define AIRLOCK_CLI_CALL_H

#include "cli/arguments.h"
#include "cli/render.h"

// Calls the function and writes its result to standard output. MIR_VERDICT_FINISHED, or what the
// diagnostic that was written is about.
mir_verdict call_run(const renderer *renderer, const arguments *arguments);

#endif
