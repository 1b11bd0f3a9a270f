// SPDX-License-Identifier: MIT
//
// `airlock symbols`: what a shared library exports.
#ifndef AIRLOCK_CLI_SYMBOLS_H
#define AIRLOCK_CLI_SYMBOLS_H

#include "cli/arguments.h"
#include "cli/render.h"

// Writes the symbols to standard output. MIR_VERDICT_FINISHED, or what the diagnostic that was
// written is about.
mir_verdict symbols_run(const renderer *renderer, const arguments *arguments);

#endif
