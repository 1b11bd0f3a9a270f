// SPDX-License-Identifier: MIT
//
// See excerpt.h. Locations count characters, terminals count columns: a tab is written as four
// spaces, wide characters fill two columns, other control characters are written as a space. A
// place that goes on in further lines has carets to the end of its first. Of a line that is longer
// than any terminal is wide, a part around the place is written, between dots.
#define _POSIX_C_SOURCE 200809L

#include "cli/excerpt.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/utf8.h"

#define TAB "    "
#define DOTS ".."

enum {
  longest_line = 200,  // Characters of a line that are written.
  longest_before = 80, // Of these, in front of the place.
};

// Opens a source file: as the program names it beside the program's text, or as it stands.
static FILE *open_source(const char *folder, const char *name) {
  if (name[0] != '/' && folder[0] != '\0') {
    size_t length = strlen(folder) + strlen(name) + 1;
    char *path = malloc(length);
    if (path != NULL) {
      snprintf(path, length, "%s%s", folder, name);
      FILE *file = fopen(path, "r");
      free(path);
      if (file != NULL) {
        return file;
      }
    }
  }
  return fopen(name, "r");
}

// Reads line `number`; NULL when there is none. The caller frees it.
static char *read_line(const char *folder, const char *name, uint32_t number) {
  FILE *file = open_source(folder, name);
  if (file == NULL) {
    return NULL;
  }
  char *text = NULL;
  size_t capacity = 0;
  uint32_t line = 0;
  ssize_t length = 0;
  while (line < number && (length = getline(&text, &capacity, file)) >= 0) {
    line++;
  }
  fclose(file);
  if (line != number || length < 0) {
    free(text);
    return NULL;
  }
  text[strcspn(text, "\r\n")] = '\0';
  return text;
}

// Writes the character that a text begins with, or only counts its columns when `file` is NULL.
// Returns what follows it.
static const char *write_character(FILE *file, const char *text, unsigned *io_columns) {
  size_t length = utf8_length(text);
  const char *shown = text;
  size_t shown_length = length;
  unsigned columns = 1;
  if (length == 0) {
    shown = UTF8_REPLACEMENT;
    shown_length = sizeof UTF8_REPLACEMENT - 1;
  } else if ((unsigned char)*text < 0x20 || *text == 0x7f) {
    shown = TAB;
    shown_length = columns = *text == '\t' ? sizeof TAB - 1 : 1;
  } else {
    columns = utf8_columns(text, length);
  }
  if (file != NULL) {
    fwrite(shown, 1, shown_length, file);
  }
  *io_columns += columns;
  return text + (length == 0 ? 1 : length);
}

static void repeat(FILE *file, char character, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    fputc(character, file);
  }
}

// An empty place and one at the line's end have a caret of their own.
static void write_carets(FILE *file, const char *line, const mir_location *location) {
  bool is_point = location->end_line == 0;
  bool goes_on = location->end_line > location->line;
  uint32_t end = is_point ? location->column + 1 : location->end_column;
  unsigned before = 0;
  unsigned under = 0;
  for (uint32_t column = 1; *line != '\0' && (goes_on || column < end); column++) {
    line = write_character(NULL, line, column < location->column ? &before : &under);
  }
  repeat(file, ' ', before);
  repeat(file, '^', under == 0 ? 1 : under);
}

// What follows the next `count` characters of a text, or its end.
static char *skip_characters(char *text, uint32_t count) {
  for (uint32_t i = 0; i < count && *text != '\0'; i++) {
    size_t length = utf8_length(text);
    text += length == 0 ? 1 : length;
  }
  return text;
}

// The part of a line that is written, cut off behind its end. `io_location` becomes the place in
// that part.
static char *choose_part(char *line, mir_location *io_location, bool *out_is_cut_before,
                         bool *out_is_cut_behind) {
  uint32_t skipped = 0;
  bool is_long = *skip_characters(line, longest_line) != '\0';
  if (is_long && io_location->column > longest_before) {
    skipped = io_location->column - longest_before;
  }
  char *part = skip_characters(line, skipped);
  char *end = skip_characters(part, longest_line);
  *out_is_cut_before = skipped != 0;
  *out_is_cut_behind = *end != '\0';
  *end = '\0';
  io_location->column -= skipped;
  if (io_location->end_line == io_location->line && io_location->end_column >= skipped) {
    io_location->end_column -= skipped;
  }
  return part;
}

int excerpt_gutter(const mir_location *location) {
  return snprintf(NULL, 0, "%" PRIu32, location->line);
}

void excerpt_write(FILE *file, const mir_location *location, const char *folder,
                   const excerpt_style *style) {
  char *line = read_line(folder, location->file, location->line);
  if (line == NULL) {
    return;
  }
  int gutter = excerpt_gutter(location);
  unsigned columns = 0;
  mir_location place = *location;
  bool is_cut_before;
  bool is_cut_behind;
  char *part = choose_part(line, &place, &is_cut_before, &is_cut_behind);
  fprintf(file, "%s%*s |\n%" PRIu32 " |%s %s", style->gutter, gutter, "", location->line,
          style->plain, is_cut_before ? DOTS : "");
  for (const char *next = part; *next != '\0';) {
    next = write_character(file, next, &columns);
  }
  fprintf(file, "%s\n%s%*s |%s %s", is_cut_behind ? DOTS : "", style->gutter, gutter, "",
          style->plain, style->carets);
  repeat(file, ' ', is_cut_before ? sizeof DOTS - 1 : 0);
  write_carets(file, part, &place);
  fprintf(file, "%s\n", style->plain);
  free(line);
}
