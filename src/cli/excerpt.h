// SPDX-License-Identifier: MIT
//
// The line of the source that a diagnostic is about, with carets under the place:
//
//      |
//    7 |     let x = *p;
//      |             ^^
#ifndef AIRLOCK_CLI_EXCERPT_H
#define AIRLOCK_CLI_EXCERPT_H

#include <stdio.h>

#include "mir/diagnostic.h"

// The escape sequences around the parts; each may be empty.
typedef struct excerpt_style {
  const char *gutter;
  const char *carets;
  const char *plain; // Ends either.
} excerpt_style;

// Columns of the line numbers that stand in the gutter beside a place.
int excerpt_gutter(const mir_location *location);

// Writes the excerpt; nothing if the source is not at hand. Relative file names are looked for in
// `folder` (with its final slash, or "") first.
void excerpt_write(FILE *file, const mir_location *location, const char *folder,
                   const excerpt_style *style);

#endif
