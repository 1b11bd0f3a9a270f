// SPDX-License-Identifier: MIT
//
// See render_json.h. Every object has the same members in the same order, with null or an empty
// list where there is nothing to say, so that readers need not ask what is there.
//
// A line is made in memory and written at once, because the program's native code may write to the
// same file in between. Offsets have 64 bits, more than many readers' numbers, and are therefore
// strings.
#define _POSIX_C_SOURCE 200809L

#include "cli/render_json.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cli/json.h"

// ,"name":
static void write_name(FILE *file, const char *name) {
  fprintf(file, ",\"%s\":", name);
}

static void write_member(FILE *file, const char *name, const char *string) {
  write_name(file, name);
  json_write_string(file, string);
}

// A place without an end is an empty one.
static void write_span(FILE *file, const mir_location *location, bool is_primary,
                       const char *label) {
  bool is_point = location->end_line == 0;
  fprintf(file, "{\"primary\":%s", is_primary ? "true" : "false");
  write_member(file, "file", location->file);
  fprintf(file, ",\"line\":%" PRIu32 ",\"column\":%" PRIu32, location->line, location->column);
  fprintf(file, ",\"end_line\":%" PRIu32 ",\"end_column\":%" PRIu32,
          is_point ? location->line : location->end_line,
          is_point ? location->column : location->end_column);
  write_member(file, "label", label);
  fputc('}', file);
}

// The place of the diagnostic, then those of its notes, whose text is their label.
static void write_spans(FILE *file, const mir_diagnostic *diagnostic) {
  const char *separator = "";
  write_name(file, "spans");
  fputc('[', file);
  if (diagnostic->location != NULL) {
    write_span(file, diagnostic->location, true, NULL);
    separator = ",";
  }
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    const mir_diagnostic_note *note = &diagnostic->notes[i];
    if (note->location != NULL) {
      fputs(separator, file);
      write_span(file, note->location, false, note->text);
      separator = ",";
    }
  }
  fputc(']', file);
}

// Where the text of a note goes.
static const char *list_of(const mir_diagnostic_note *note) {
  if (note->location != NULL) {
    return "spans";
  }
  switch (note->kind) {
  case AIRLOCK_HELP:
    return "help";
  case AIRLOCK_DUMP:
    return "dump";
  default:
    return "notes";
  }
}

static void write_texts(FILE *file, const mir_diagnostic *diagnostic, const char *list) {
  const char *separator = "";
  write_name(file, list);
  fputc('[', file);
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    const mir_diagnostic_note *note = &diagnostic->notes[i];
    if (list_of(note)[0] == list[0]) {
      fputs(separator, file);
      json_write_string(file, note->text);
      separator = ",";
    }
  }
  fputc(']', file);
}

static void write_backtrace(FILE *file, const mir_diagnostic *diagnostic) {
  write_name(file, "backtrace");
  fputc('[', file);
  for (size_t i = 0; i < diagnostic->backtrace_count; i++) {
    const mir_location *location = diagnostic->backtrace[i];
    fputs(i == 0 ? "{\"function\":" : ",{\"function\":", file);
    json_write_string(file, location->function);
    write_member(file, "file", location->file);
    fprintf(file, ",\"line\":%" PRIu32 ",\"column\":%" PRIu32 "}", location->line,
            location->column);
  }
  fprintf(file, "],\"backtrace_omitted\":%zu", diagnostic->backtrace_omitted);
}

static void write_range(FILE *file, const char *name, uint64_t start, uint64_t end) {
  write_name(file, name);
  if (start == end) {
    fputs("null", file);
  } else {
    fprintf(file, "[\"0x%" PRIx64 "\",\"0x%" PRIx64 "\"]", start, end);
  }
}

// What only the machine's report knows.
static void write_facts(FILE *file, const airlock_report *report) {
  write_name(file, "allocation");
  if (report == NULL || report->alloc.value == 0 || report->alloc.value == AIRLOCK_WILDCARD) {
    fputs("null", file);
  } else {
    fprintf(file, "{\"id\":\"alloc%" PRIu64 "\"", report->alloc.value);
    write_range(file, "range", report->range_start, report->range_end);
    write_range(file, "bad_range", report->bad_start, report->bad_end);
    fputc('}', file);
  }
  write_member(file, "foreign_function", report == NULL ? NULL : report->function);
  write_name(file, "argument");
  if (report == NULL || report->argument < 0) {
    fputs("null", file);
  } else {
    fprintf(file, "%d", report->argument);
  }
}

static const char *code_of(const mir_diagnostic *diagnostic) {
  static const char *const warnings[AIRLOCK_NUM_WARNINGS] = {
      [AIRLOCK_WARN_SHARED_MEMORY] = "WARN_SHARED_MEMORY",
      [AIRLOCK_WARN_WILDCARD_ARGUMENT] = "WARN_WILDCARD_ARGUMENT",
      [AIRLOCK_WARN_INT_TO_POINTER] = "WARN_INT_TO_POINTER",
      [AIRLOCK_WARN_FP_CONTROL] = "WARN_FP_CONTROL",
      [AIRLOCK_WARN_FOREIGN_ACCESS] = "WARN_FOREIGN_ACCESS",
  };
  if (diagnostic->verdict == MIR_VERDICT_WARNING && diagnostic->report != NULL) {
    return warnings[diagnostic->report->warning];
  }
  return diagnostic->status != AIRLOCK_OK ? airlock_status_name(diagnostic->status)
                                          : render_words_of(diagnostic->verdict)->code;
}

static void write_object(FILE *file, const mir_diagnostic *diagnostic) {
  const render_words *words = render_words_of(diagnostic->verdict);
  fprintf(file, "{\"level\":\"%s\"", words->level);
  write_member(file, "family", words->family);
  write_member(file, "code", code_of(diagnostic));
  write_member(file, "message", diagnostic->message);
  write_spans(file, diagnostic);
  write_texts(file, diagnostic, "notes");
  write_texts(file, diagnostic, "help");
  write_texts(file, diagnostic, "dump");
  write_backtrace(file, diagnostic);
  write_facts(file, diagnostic->report);
  fputs("}\n", file);
}

void render_json(const renderer *renderer, const mir_diagnostic *diagnostic) {
  char *line = NULL;
  size_t length = 0;
  FILE *memory = open_memstream(&line, &length);
  if (memory != NULL) {
    write_object(memory, diagnostic);
  }
  if (memory != NULL && fclose(memory) == 0) {
    fwrite(line, 1, length, renderer->file);
  } else {
    write_object(renderer->file, diagnostic);
  }
  free(line);
}
