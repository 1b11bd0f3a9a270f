// SPDX-License-Identifier: MIT
//
// Reports and statuses. The status list in airlock.h generates names, texts and families.
#include "support/report.h"

#include <stdio.h>
#include <string.h>

static const char TRUNCATED[] = "...";

// Appends formatted text at `used` and its NUL. Text that is too long loses its end, at the border
// of a UTF-8 character, to the dots; there is always room for them behind the text's beginning.
static void append(struct report *report, const char *format, va_list args) {
  size_t room = REPORT_TEXT_SIZE - report->used;
  int length = vsnprintf(report->text + report->used, room, format, args);
  if (length < 0) {
    report->text[report->used] = '\0';
    length = 0;
  }
  if ((size_t)length < room) {
    report->used += (size_t)length + 1;
    return;
  }
  char *end = report->text + REPORT_TEXT_SIZE - sizeof TRUNCATED;
  while (((unsigned char)*end & 0xc0) == 0x80) {
    end--;
  }
  memcpy(end, TRUNCATED, sizeof TRUNCATED);
  report->full = true;
}

void report_begin_list(struct report *report, airlock_status status, const char *format,
                       va_list args) {
  report->facts = (airlock_report){.status = status, .argument = -1, .notes = report->notes};
  report->used = 0;
  report->full = false;
  report->facts.message = report->text;
  append(report, format, args);
}

void report_begin(struct report *report, airlock_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report_begin_list(report, status, format, args);
  va_end(args);
}

static bool has_room(struct report *report) {
  report->full |= report->used + sizeof TRUNCATED > REPORT_TEXT_SIZE;
  return !report->full;
}

static void append_text(struct report *report, const char *format, ...) AIRLOCK_PRINTF(2, 3);
static void append_text(struct report *report, const char *format, ...) {
  va_list args;
  va_start(args, format);
  append(report, format, args);
  va_end(args);
}

void report_function(struct report *report, const char *name) {
  if (has_room(report)) {
    report->facts.function = report->text + report->used;
    append_text(report, "%s", name);
  }
}

void report_note(struct report *report, airlock_note_kind kind, uint64_t span, const char *format,
                 ...) {
  report->full |= report->facts.num_notes == REPORT_MAX_NOTES;
  if (!has_room(report)) {
    return;
  }
  report->notes[report->facts.num_notes++] =
      (airlock_note){kind, report->text + report->used, span};
  va_list args;
  va_start(args, format);
  append(report, format, args);
  va_end(args);
}

void report_text_more(struct report *report, const char *format, ...) {
  if (report->full) {
    return;
  }
  report->used--; // Over the NUL of the text that is continued.
  va_list args;
  va_start(args, format);
  append(report, format, args);
  va_end(args);
}

static void write_line(airlock_write_function *write, void *context, const char *prefix,
                       const char *text) {
  write(context, prefix, strlen(prefix));
  write(context, text, strlen(text));
  write(context, "\n", 1);
}

void airlock_report_print(const airlock_report *report, airlock_write_function *write,
                          void *context) {
  static const char *const prefixes[] = {
      [AIRLOCK_NOTE] = "note: ",  [AIRLOCK_HELP] = "help: ", [AIRLOCK_ALLOCATED] = "note: ",
      [AIRLOCK_FREED] = "note: ", [AIRLOCK_DUMP] = "",
  };
  static const char *const titles[] = {
      [AIRLOCK_FAMILY_OK] = "warning: ",
      [AIRLOCK_FAMILY_UB] = "error: Undefined Behavior: ",
      [AIRLOCK_FAMILY_UNSUPPORTED] = "error: unsupported operation: ",
      [AIRLOCK_FAMILY_FOREIGN] = "error: foreign memory: ",
      [AIRLOCK_FAMILY_LIMIT] = "error: limit: ",
      [AIRLOCK_FAMILY_OUT_OF_MEMORY] = "error: out of memory: ",
      [AIRLOCK_FAMILY_USAGE] = "error: usage: ",
  };
  write_line(write, context, titles[airlock_status_family(report->status)], report->message);
  for (size_t i = 0; i < report->num_notes; i++) {
    write_line(write, context, prefixes[report->notes[i].kind], report->notes[i].text);
  }
}

const char *airlock_status_name(airlock_status status) {
  switch (status) {
#define STATUS_NAME(name, number, text)                                                            \
  case AIRLOCK_##name:                                                                             \
    return #name;
    AIRLOCK_STATUS_MAP(STATUS_NAME)
#undef STATUS_NAME
  }
  return "UNKNOWN";
}

const char *airlock_status_text(airlock_status status) {
  switch (status) {
#define STATUS_TEXT(name, number, text)                                                            \
  case AIRLOCK_##name:                                                                             \
    return text;
    AIRLOCK_STATUS_MAP(STATUS_TEXT)
#undef STATUS_TEXT
  }
  return "no status of airlock";
}

static bool is_status(airlock_status status) {
  switch (status) {
#define STATUS_CASE(name, number, text) case AIRLOCK_##name:
    AIRLOCK_STATUS_MAP(STATUS_CASE)
#undef STATUS_CASE
    return true;
  }
  return false;
}

airlock_family airlock_status_family(airlock_status status) {
  static const airlock_family families[] = {
      AIRLOCK_FAMILY_OK,      AIRLOCK_FAMILY_UB,    AIRLOCK_FAMILY_UNSUPPORTED,
      AIRLOCK_FAMILY_FOREIGN, AIRLOCK_FAMILY_LIMIT, AIRLOCK_FAMILY_OUT_OF_MEMORY,
      AIRLOCK_FAMILY_USAGE,
  };
  return is_status(status) ? families[(unsigned)status / 100] : AIRLOCK_FAMILY_USAGE;
}
