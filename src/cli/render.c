// SPDX-License-Identifier: MIT
//
// See render.h. A diagnostic is a title, the place with its source line where the file is at hand,
// notes (those with a place show it in the same way), help, and the backtrace of the program:
//
//   error: Undefined Behavior: memory access failed: ...
//     --> src/main.rs:7:14
//      |
//    7 |     let x = *p;
//      |             ^^
//   note: alloc3 was allocated here:
//     --> src/main.rs:4:9
//   = help: ...
//   = note: backtrace:
//           0: main at src/main.rs:7:14
#define _POSIX_C_SOURCE 200809L

#include "cli/render.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/render_json.h"

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
      [MIR_VERDICT_FOREIGN] = {"error", "foreign", "FOREIGN_UNCHECKED",
                               "unsupported operation: "},
      [MIR_VERDICT_LIMIT] = {"error", "limit", "LIMIT_EMBEDDER", "resource limit: "},
      [MIR_VERDICT_OUT_OF_MEMORY] = {"error", "out-of-memory", "NO_MEMORY",
                                     "resource exhaustion: "},
      [MIR_VERDICT_USAGE] = {"error", "usage", "USAGE_INPUT", ""},
      [MIR_VERDICT_PANIC] = {"error", "panic", "PANIC", "panic: "},
      [MIR_VERDICT_WARNING] = {"warning", NULL, "WARNING", ""},
  };
  return &words[verdict];
}

// Opens a source file: as the program names it beside the program's text, or as it stands.
static FILE *open_source(const renderer *renderer, const char *name) {
  if (name[0] != '/' && renderer->folder[0] != '\0') {
    size_t length = strlen(renderer->folder) + strlen(name) + 1;
    char *path = malloc(length);
    if (path != NULL) {
      snprintf(path, length, "%s%s", renderer->folder, name);
      FILE *file = fopen(path, "r");
      free(path);
      if (file != NULL) {
        return file;
      }
    }
  }
  return fopen(name, "r");
}

// Reads line `number`; false when there is none. The caller frees *out_line.
static bool read_line(const renderer *renderer, char **out_line, const char *name,
                      uint32_t number) {
  FILE *file = open_source(renderer, name);
  *out_line = NULL;
  if (file == NULL) {
    return false;
  }
  size_t capacity = 0;
  uint32_t line = 0;
  ssize_t length = 0;
  while (line < number && (length = getline(out_line, &capacity, file)) >= 0) {
    line++;
  }
  fclose(file);
  if (line != number || length < 0) {
    free(*out_line);
    *out_line = NULL;
    return false;
  }
  (*out_line)[strcspn(*out_line, "\r\n")] = '\0';
  return true;
}

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xc0) == 0x80;
}

// Writes a source line; control characters become spaces, so that carets stand where they should.
static void write_line(FILE *file, const char *line) {
  for (; *line != '\0'; line++) {
    bool is_control = (unsigned char)*line < 0x20 || *line == 0x7f;
    fputc(is_control ? ' ' : *line, file);
  }
}

static void write_carets(FILE *file, const char *line, const mir_location *location) {
  uint32_t width = 1;
  uint32_t characters = 0;
  for (const char *next = line; *next != '\0'; next++) {
    characters += !is_continuation(*next);
  }
  if (location->end_line == location->line && location->end_column > location->column) {
    width = location->end_column - location->column;
  } else if (location->end_line > location->line && characters >= location->column) {
    width = characters - location->column + 1;
  }
  if (location->column > characters + 1) {
    return;
  }
  if (width > characters + 1 - location->column) {
    width = characters + 1 - location->column;
  }
  for (uint32_t i = 1; i < location->column; i++) {
    fputc(' ', file);
  }
  for (uint32_t i = 0; i < width || i == 0; i++) {
    fputc('^', file);
  }
}

static void write_location(const renderer *renderer, const mir_location *location,
                           const char *caret_colour) {
  FILE *file = renderer->file;
  const char *blue = colour(renderer, BLUE);
  const char *plain = colour(renderer, PLAIN);
  char number[16];
  int width = snprintf(number, sizeof number, "%u", (unsigned)location->line);
  fprintf(file, "%*s%s-->%s %s:%u:%u\n", width, "", blue, plain, location->file,
          (unsigned)location->line, (unsigned)location->column);
  char *line = NULL;
  if (!read_line(renderer, &line, location->file, location->line)) {
    return;
  }
  fprintf(file, "%*s %s|%s\n", width, "", blue, plain);
  fprintf(file, "%s%s |%s ", blue, number, plain);
  write_line(file, line);
  fprintf(file, "\n%*s %s|%s %s", width, "", blue, plain, colour(renderer, caret_colour));
  write_carets(file, line, location);
  fprintf(file, "%s\n", plain);
  free(line);
}

// A note's further lines are indented as its first.
static void write_indented(FILE *file, const char *text, const char *indentation) {
  while (*text != '\0') {
    size_t length = strcspn(text, "\n");
    fwrite(text, 1, length, file);
    fputc('\n', file);
    text += length;
    if (*text == '\n') {
      text++;
      if (*text != '\0') {
        fputs(indentation, file);
      }
    }
  }
}

static void write_note(const renderer *renderer, const mir_diagnostic_note *note) {
  FILE *file = renderer->file;
  if (note->location != NULL) {
    fprintf(file, "%snote%s: %s\n", colour(renderer, GREEN), colour(renderer, PLAIN), note->text);
    write_location(renderer, note->location, GREEN);
    return;
  }
  switch (note->kind) {
  case AIRLOCK_HELP:
    fprintf(file, "  = %shelp%s: ", colour(renderer, BOLD), colour(renderer, PLAIN));
    write_indented(file, note->text, "          ");
    break;
  case AIRLOCK_DUMP:
    write_indented(file, note->text, "");
    break;
  default:
    fprintf(file, "  = %snote%s: ", colour(renderer, BOLD), colour(renderer, PLAIN));
    write_indented(file, note->text, "          ");
    break;
  }
}

static void write_backtrace(const renderer *renderer, const mir_diagnostic *diagnostic) {
  if (diagnostic->backtrace_count == 0) {
    return;
  }
  fprintf(renderer->file, "  = %snote%s: backtrace:\n", colour(renderer, BOLD),
          colour(renderer, PLAIN));
  for (size_t i = 0; i < diagnostic->backtrace_count; i++) {
    const mir_location *location = diagnostic->backtrace[i];
    fprintf(renderer->file, "          %zu: %s at %s:%u:%u\n", i, location->function,
            location->file, (unsigned)location->line, (unsigned)location->column);
  }
  if (diagnostic->backtrace_omitted > 0) {
    fprintf(renderer->file, "          ... and %zu more\n", diagnostic->backtrace_omitted);
  }
}

static void render_text(const renderer *renderer, const mir_diagnostic *diagnostic) {
  FILE *file = renderer->file;
  const render_words *words = render_words_of(diagnostic->verdict);
  const char *caret_colour = diagnostic->verdict == MIR_VERDICT_WARNING ? YELLOW : RED;
  fprintf(file, "%s%s%s%s: %s%s%s\n", colour(renderer, caret_colour), words->level,
          colour(renderer, PLAIN), colour(renderer, BOLD), words->title, diagnostic->message,
          colour(renderer, PLAIN));
  if (diagnostic->location != NULL) {
    write_location(renderer, diagnostic->location, caret_colour);
  }
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    write_note(renderer, &diagnostic->notes[i]);
  }
  write_backtrace(renderer, diagnostic);
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
    fprintf(renderer->file, "error: %s%s\n", render_words_of(verdict)->title, message);
  }
}
