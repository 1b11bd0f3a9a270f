// SPDX-License-Identifier: MIT
//
// See render.h. A diagnostic is a title; the place, with its line of the source where that is at
// hand; what is to be said about it, the calls of the program last; then the places of notes, and
// the picture of memory:
//
//   error: Undefined Behavior: memory access failed: ...
//    --> main.rs:7:14
//     |
//   7 |     let x = *p;
//     |             ^^
//     |
//     = help: ...
//     = note: backtrace:
//             0: load at main.rs:7:14
//             1: main at main.rs:12:5
//   note: alloc3 (stack, 4 bytes) was allocated here
//    --> main.rs:4:9
//     |
//   ...
#define _POSIX_C_SOURCE 200809L

#include "cli/render.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/excerpt.h"
#include "cli/render_json.h"
#include "cli/utf8.h"

#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define GREEN "\033[1;32m"
#define BLUE "\033[1;34m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static const char *colour(const renderer *renderer, const char *code) {
  return renderer->has_colour ? code : "";
}

bool render_wants_colour(FILE *file) {
  const char *no_colour = getenv("NO_COLOR");
  const char *term = getenv("TERM");
  return (no_colour == NULL || *no_colour == '\0') && isatty(fileno(file)) != 0 &&
         (term == NULL || strcmp(term, "dumb") != 0);
}

const render_words *render_words_of(mir_verdict verdict) {
  static const render_words words[] = {
      [MIR_VERDICT_UB] = {"error", "ub", "UB_EMBEDDER", "Undefined Behavior: "},
      [MIR_VERDICT_UNSUPPORTED] = {"error", "unsupported", "UNSUPPORTED_EMBEDDER",
                                   "unsupported operation: "},
      [MIR_VERDICT_FOREIGN] = {"error", "foreign", "FOREIGN_UNCHECKED", "unsupported operation: "},
      [MIR_VERDICT_LIMIT] = {"error", "limit", "LIMIT_EMBEDDER", "resource limit: "},
      [MIR_VERDICT_OUT_OF_MEMORY] = {"error", "out-of-memory", "NO_MEMORY",
                                     "resource exhaustion: "},
      [MIR_VERDICT_USAGE] = {"error", "usage", "USAGE_INPUT", ""},
      [MIR_VERDICT_PANIC] = {"error", "panic", "PANIC", "panic: "},
      [MIR_VERDICT_LEAK] = {"error", "leak", "LEAK", ""},
      [MIR_VERDICT_INTERRUPTED] = {"error", "interrupt", "INTERRUPTED", "interrupted: "},
      [MIR_VERDICT_WARNING] = {"warning", NULL, "WARNING", ""},
  };
  return &words[verdict];
}

// Writes a text that may come from anywhere: a terminal gets nothing from it that is not text.
// Further lines begin with `indentation` spaces.
static void write_text(FILE *file, const char *text, int indentation) {
  while (*text != '\0') {
    size_t length = utf8_length(text);
    if (length == 0) {
      fputs(UTF8_REPLACEMENT, file);
      length = 1;
    } else if (*text == '\n') {
      fprintf(file, "\n%*s", indentation, "");
    } else if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7f) {
      fprintf(file, "\\x%02x", (unsigned)(unsigned char)*text);
    } else {
      fwrite(text, 1, length, file);
    }
    text += length;
  }
}

// file:line:column
static void write_position(FILE *file, const mir_location *location) {
  write_text(file, location->file, 0);
  fprintf(file, ":%" PRIu32 ":%" PRIu32, location->line, location->column);
}

static void write_location(const renderer *renderer, const mir_location *location,
                           const char *caret_colour) {
  FILE *file = renderer->file;
  excerpt_style style = {colour(renderer, BLUE), colour(renderer, caret_colour),
                         colour(renderer, PLAIN)};
  fprintf(file, "%*s%s-->%s ", excerpt_gutter(location), "", style.gutter, style.plain);
  write_position(file, location);
  fputc('\n', file);
  excerpt_write(file, location, renderer->folder, &style);
}

// The beginning of a line that belongs to the place above it.
static void begin_remark(const renderer *renderer, int gutter, const char *word) {
  fprintf(renderer->file, "%*s %s=%s %s%s%s: ", gutter, "", colour(renderer, BLUE),
          colour(renderer, PLAIN), colour(renderer, BOLD), word, colour(renderer, PLAIN));
}

static void write_remark(const renderer *renderer, int gutter, const mir_diagnostic_note *note) {
  begin_remark(renderer, gutter, note->kind == AIRLOCK_HELP ? "help" : "note");
  write_text(renderer->file, note->text, gutter + (int)sizeof " = help: " - 1);
  fputc('\n', renderer->file);
}

// Of a place that nobody called, the function is said. Calls of a function by itself from the same
// place are written once and counted.
static void write_backtrace(const renderer *renderer, int gutter,
                            const mir_diagnostic *diagnostic) {
  FILE *file = renderer->file;
  const mir_location *const *frames = diagnostic->backtrace;
  size_t count = diagnostic->backtrace_count;
  int indentation = gutter + (int)sizeof " = note: " - 1;
  begin_remark(renderer, gutter, "note");
  if (count == 1 && frames[0] == diagnostic->location) {
    fputs("inside `", file);
    write_text(file, frames[0]->function, 0);
    fputs("`\n", file);
    return;
  }
  fputs("backtrace:\n", file);
  for (size_t i = 0, next = 1; i < count; i = next, next++) {
    fprintf(file, "%*s%zu: ", indentation, "", i);
    write_text(file, frames[i]->function, 0);
    fputs(" at ", file);
    write_position(file, frames[i]);
    while (next < count && frames[next] == frames[i]) {
      next++;
    }
    if (next > i + 1) {
      fprintf(file, " (%zu times)", next - i);
    }
    fputc('\n', file);
  }
  if (diagnostic->backtrace_omitted > 0) {
    fprintf(file, "%*s... and %zu outer calls\n", indentation, "", diagnostic->backtrace_omitted);
  }
}

static bool is_remark(const mir_diagnostic_note *note) {
  return note->location == NULL && note->kind != AIRLOCK_DUMP;
}

// What belongs to the place of the diagnostic.
static void write_remarks(const renderer *renderer, const mir_diagnostic *diagnostic) {
  int gutter = diagnostic->location == NULL ? 1 : excerpt_gutter(diagnostic->location);
  bool has_remarks = diagnostic->backtrace_count > 0;
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    has_remarks |= is_remark(&diagnostic->notes[i]);
  }
  if (has_remarks && diagnostic->location != NULL) {
    fprintf(renderer->file, "%*s %s|%s\n", gutter, "", colour(renderer, BLUE),
            colour(renderer, PLAIN));
  }
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    if (is_remark(&diagnostic->notes[i])) {
      write_remark(renderer, gutter, &diagnostic->notes[i]);
    }
  }
  if (diagnostic->backtrace_count > 0) {
    write_backtrace(renderer, gutter, diagnostic);
  }
}

// A note with a place of its own, or a picture.
static void write_note(const renderer *renderer, const mir_diagnostic_note *note) {
  FILE *file = renderer->file;
  if (note->location != NULL) {
    fprintf(file, "%snote%s: ", colour(renderer, GREEN), colour(renderer, PLAIN));
  }
  write_text(file, note->text, 0);
  fputc('\n', file);
  if (note->location != NULL) {
    write_location(renderer, note->location, GREEN);
  }
}

static void render_text(const renderer *renderer, const mir_diagnostic *diagnostic) {
  FILE *file = renderer->file;
  const render_words *words = render_words_of(diagnostic->verdict);
  const char *caret_colour = diagnostic->verdict == MIR_VERDICT_WARNING ? YELLOW : RED;
  fprintf(file, "%s%s%s%s: %s", colour(renderer, caret_colour), words->level,
          colour(renderer, PLAIN), colour(renderer, BOLD), words->title);
  write_text(file, diagnostic->message, 0);
  fprintf(file, "%s\n", colour(renderer, PLAIN));
  if (diagnostic->location != NULL) {
    write_location(renderer, diagnostic->location, caret_colour);
  }
  write_remarks(renderer, diagnostic);
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    if (!is_remark(&diagnostic->notes[i])) {
      write_note(renderer, &diagnostic->notes[i]);
    }
  }
  fputc('\n', file);
}

void render_diagnostic(const renderer *renderer, const mir_diagnostic *diagnostic) {
  if (renderer->format == RENDER_JSON) {
    render_json(renderer, diagnostic);
  } else {
    render_text(renderer, diagnostic);
  }
}

void render_error(const renderer *renderer, mir_verdict verdict, const char *message) {
  if (renderer->format == RENDER_JSON) {
    render_json(renderer, &(mir_diagnostic){.verdict = verdict, .message = message});
  } else {
    fprintf(renderer->file, "error: %s", render_words_of(verdict)->title);
    write_text(renderer->file, message, 0);
    fputc('\n', renderer->file);
  }
}
