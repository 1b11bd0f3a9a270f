// SPDX-License-Identifier: MIT
//
// Diagnostics as JSON, for programs to read: one object per line. docs/diagnostics.md lists the
// members.
#ifndef AIRLOCK_CLI_RENDER_JSON_H
#define AIRLOCK_CLI_RENDER_JSON_H

#include "cli/render.h"

// Writes one diagnostic as one line.
void render_json(const renderer *renderer, const mir_diagnostic *diagnostic);

#endif
