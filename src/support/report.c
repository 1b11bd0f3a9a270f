// SPDX-License-Identifier: MIT
//
// Reports and statuses. The status list in airlock.h generates names, texts and families.
#include "support/report.h"

#include <stdio.h>
#include <string.h>

static const char TRUNCATED[] = "...";

// Appends formatted text at `used` and its NUL, and returns where it starts.
static const char *append(struct report *report, const char *format, va_list args) {
  char *start = report->text + report->used;
  size_t room = REPORT_TEXT_SIZE - report->used;
  int length = vsnprintf(start, room, format, args);
  if (length < 0) {
    start[0] = '\0';
    length = 0;
  }
  if ((size_t)length + 1 <= room) {
    report->used += (size_t)length + 1;
    return start;
  }
  report->used = REPORT_TEXT_SIZE;
  memcpy(report->text + REPORT_TEXT_SIZE - sizeof TRUNCATED, TRUNCATED, sizeof TRUNCATED);
  return room >= sizeof TRUNCATED ? start : report->text + REPORT_TEXT_SIZE - sizeof TRUNCATED;
}

void report_begin_list(struct report *report, airlock_status status, const char *format,
                       va_list args) {
  report->facts = (airlock_report){.status = status, .argument = -1, .notes = report->notes};
  report->used = 0;
  report->facts.message = append(report, format, args);
}

void report_begin(struct report *report, airlock_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report_begin_list(report, status, format, args);
  va_end(args);
}

void report_note(struct report *report, airlock_note_kind kind, uint64_t span, const char *format,
                 ...) {
  if (report->facts.num_notes == REPORT_MAX_NOTES || report->used == REPORT_TEXT_SIZE) {
    return;
  }
  va_list args;
  va_start(args, format);
  airlock_note *note = &report->notes[report->facts.num_notes++];
  *note = (airlock_note){kind, append(report, format, args), span};
  va_end(args);
}

void report_text_more(struct report *report, const char *format, ...) {
  if (report->used == REPORT_TEXT_SIZE) {
    return;
  }
  report->used--; // Over the NUL of the text that is continued.
  va_list args;
  va_start(args, format);
  (void)append(report, format, args);
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

airlock_family airlock_status_family(airlock_status status) {
  switch ((int)status / 100) {
  case 0:
    return status == AIRLOCK_OK ? AIRLOCK_FAMILY_OK : AIRLOCK_FAMILY_USAGE;
  case 1:
    return AIRLOCK_FAMILY_UB;
  case 2:
    return AIRLOCK_FAMILY_UNSUPPORTED;
  case 3:
    return AIRLOCK_FAMILY_FOREIGN;
  case 4:
    return AIRLOCK_FAMILY_LIMIT;
  case 5:
    return AIRLOCK_FAMILY_OUT_OF_MEMORY;
  default:
    return AIRLOCK_FAMILY_USAGE;
  }
}
