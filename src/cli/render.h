// SPDX-License-Identifier: MIT
//
// Diagnostics as text, in the shape that rustc gave them.
#ifndef AIRLOCK_CLI_RENDER_H
#define AIRLOCK_CLI_RENDER_H

#include <stdbool.h>
#include <stdio.h>

#include "mir/diagnostic.h"

typedef struct renderer {
  FILE *file;
  const char *folder; // Where source files are looked for first, with its final slash; "" for here.
  bool has_colour;
} renderer;

// Writes one diagnostic.
void render_diagnostic(const renderer *renderer, const mir_diagnostic *diagnostic);

// Whether colour suits this file: a terminal, and the user did not say no.
bool render_wants_colour(FILE *file);

#endif
