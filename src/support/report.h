// SPDX-License-Identifier: MIT
//
// Floor 0. Building a report: facts first, then a message and notes in room that was set aside
// beforehand.
//
// A report must work when memory has run out, so nothing here allocates: all text lives in one
// buffer inside the machine. Text that does not fit ends in "..."; what would come behind it, and
// notes beyond the last place, are dropped. Warnings use a second report, so that a warning given
// on the way does not disturb the report of a failure.
#ifndef AIRLOCK_SUPPORT_REPORT_H
#define AIRLOCK_SUPPORT_REPORT_H

#include "airlock.h"
#include <stdarg.h>

#define REPORT_TEXT_SIZE 8192
#define REPORT_MAX_NOTES 12

struct report {
  airlock_report facts; // What the embedder sees.
  airlock_note notes[REPORT_MAX_NOTES];
  char text[REPORT_TEXT_SIZE]; // Message and notes, each with its NUL.
  size_t used;
  bool full; // What was added last did not fit: nothing more is taken.
};

// report_begin empties a report and gives it a status and a message.
void report_begin(struct report *report, airlock_status status, const char *format, ...)
    AIRLOCK_PRINTF(3, 4);
void report_begin_list(struct report *report, airlock_status status, const char *format,
                       va_list args);

// report_function says which foreign function the report is about; the name is copied. Before the
// notes.
void report_function(struct report *report, const char *name);

// report_note adds a note. `span` is 0 unless the kind is about a place in the program.
void report_note(struct report *report, airlock_note_kind kind, uint64_t span, const char *format,
                 ...) AIRLOCK_PRINTF(4, 5);

// report_text_more continues the text of the note added last, e.g. line by line.
void report_text_more(struct report *report, const char *format, ...) AIRLOCK_PRINTF(2, 3);

// report_plural returns what the name of things ends with when there are that many.
static inline const char *report_plural(uint64_t count) {
  return count == 1 ? "" : "s";
}

#endif
