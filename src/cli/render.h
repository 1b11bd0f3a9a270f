// SPDX-License-Identifier: MIT
//
// Diagnostics on their way to people, as text in the shape that rustc gave them, or to programs, as
// JSON.
#ifndef AIRLOCK_CLI_RENDER_H
#define AIRLOCK_CLI_RENDER_H

#include <stdbool.h>
#include <stdio.h>

#include "mir/diagnostic.h"

typedef enum render_format {
  RENDER_TEXT,
  RENDER_JSON,
} render_format;

typedef struct renderer {
  FILE *file;
  const char *folder; // Where source files are looked for first, with its final slash; "" for here.
  bool has_colour;
  render_format format;
  const char *unread; // What belongs to the program and is not read; NULL: nothing does.
} renderer;

// How a verdict is called.
typedef struct render_words {
  const char *level;  // "error" or "warning".
  const char *family; // In JSON; NULL of a warning, which blames nobody.
  const char *code;   // In JSON, of a diagnostic without a status.
  const char *title;  // In text, before the message.
} render_words;

const render_words *render_words_of(mir_verdict verdict);

// Writes one diagnostic.
void render_diagnostic(const renderer *renderer, const mir_diagnostic *diagnostic);

// Writes an error that is the command's own and has no place: in text one line.
void render_error(const renderer *renderer, mir_verdict verdict, const char *message);

// Whether colour suits this file: a terminal, and the user did not say no.
bool render_wants_colour(FILE *file);

#endif
