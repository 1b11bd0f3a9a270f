// SPDX-License-Identifier: MIT
//
// What a run has cost, for --stats.
#ifndef AIRLOCK_CLI_STATISTICS_H
#define AIRLOCK_CLI_STATISTICS_H

#include "cli/render.h"
#include "mir/session.h"

// Seconds on a clock that only goes forward.
double statistics_clock(void);

// Writes what a run has cost: in text a line each, in JSON one object. `seconds` is how long it
// took, reading and loading included.
void statistics_write(const renderer *renderer, const mir_session *session, double seconds);

#endif
