// SPDX-License-Identifier: MIT
//
// What a machine reports, on its way to people when no program runs on it.
#ifndef AIRLOCK_CLI_FAILURE_H
#define AIRLOCK_CLI_FAILURE_H

#include <airlock.h>

#include "cli/render.h"

// Writes a report, a warning too, and returns its verdict.
mir_verdict failure_show(const renderer *renderer, const airlock_report *report);

#endif
