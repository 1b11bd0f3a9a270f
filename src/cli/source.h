// SPDX-License-Identifier: MIT
//
// The text of a program that is given as Rust source: printed by rustc, or found in the cache.
#ifndef AIRLOCK_CLI_SOURCE_H
#define AIRLOCK_CLI_SOURCE_H

#include <stddef.h>

#include "cli/render.h"

typedef struct source_text {
  char *name; // Stands in positions of the text itself.
  char *text;
  size_t length;
} source_text;

// Prints `path`. The caller releases the text.
mir_verdict source_print(source_text *out_text, const renderer *renderer, const char *path,
                         const char *edition);
void source_release(source_text *text);

#endif
