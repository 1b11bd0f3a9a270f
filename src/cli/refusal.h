// SPDX-License-Identifier: MIT
//
// Errors that are the command's own and have no place in a text. Each answers its verdict.
#ifndef AIRLOCK_CLI_REFUSAL_H
#define AIRLOCK_CLI_REFUSAL_H

#include <airlock.h>

#include "cli/render.h"

mir_verdict refusal_out_of_memory(const renderer *renderer);

// What the user asked for cannot be done.
mir_verdict refusal_say(const renderer *renderer, const char *format, ...) AIRLOCK_PRINTF(2, 3);

// "cannot WHAT `PATH`: " and what errno means.
mir_verdict refusal_of_file(const renderer *renderer, const char *what, const char *path);

#endif
