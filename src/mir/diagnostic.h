// SPDX-License-Identifier: MIT
//
// What the interpreter has to say to people, as facts. Rendering is the command's.
#ifndef AIRLOCK_MIR_DIAGNOSTIC_H
#define AIRLOCK_MIR_DIAGNOSTIC_H

#include <airlock.h>

#include "code.h"

// How a run ended, or what a diagnostic is about.
typedef enum mir_verdict {
  MIR_VERDICT_FINISHED, // main returned, or the program called exit.
  MIR_VERDICT_UB,
  MIR_VERDICT_UNSUPPORTED,
  MIR_VERDICT_FOREIGN, // Native memory that the machine cannot vouch for.
  MIR_VERDICT_LIMIT,
  MIR_VERDICT_OUT_OF_MEMORY,
  MIR_VERDICT_USAGE, // Unreadable input, or a file that is no library.
  MIR_VERDICT_PANIC,
  MIR_VERDICT_LEAK,        // The program ended, and heap memory is left that it cannot reach.
  MIR_VERDICT_INTERRUPTED, // The user stopped the run.
  MIR_VERDICT_WARNING,
} mir_verdict;

// What a status of the library says of the run; a warning's is OK.
static inline mir_verdict mir_verdict_of(airlock_status status) {
  switch (airlock_status_family(status)) {
  case AIRLOCK_FAMILY_OK:
    return MIR_VERDICT_WARNING;
  case AIRLOCK_FAMILY_UB:
    return MIR_VERDICT_UB;
  case AIRLOCK_FAMILY_UNSUPPORTED:
    return MIR_VERDICT_UNSUPPORTED;
  case AIRLOCK_FAMILY_FOREIGN:
    return MIR_VERDICT_FOREIGN;
  case AIRLOCK_FAMILY_LIMIT:
    return MIR_VERDICT_LIMIT;
  case AIRLOCK_FAMILY_OUT_OF_MEMORY:
    return MIR_VERDICT_OUT_OF_MEMORY;
  case AIRLOCK_FAMILY_USAGE:
    break;
  }
  return MIR_VERDICT_USAGE;
}

typedef struct mir_diagnostic_note {
  airlock_note_kind kind;
  const char *text;
  const mir_location *location; // NULL unless the note has a place.
} mir_diagnostic_note;

// One diagnostic. Borrowed until the receiver returns.
typedef struct mir_diagnostic {
  mir_verdict verdict;
  airlock_status status;        // AIRLOCK_OK unless a function of the library failed.
  const char *message;          // May have several lines.
  const mir_location *location; // NULL when there is no place.
  const mir_diagnostic_note *notes;
  size_t note_count;
  const mir_location *const *backtrace; // Innermost first; each with its function.
  size_t backtrace_count;
  size_t backtrace_omitted;     // Outer frames that are not listed.
  const airlock_report *report; // The machine's own, for what is not above; NULL if there is none.
} mir_diagnostic;

typedef void mir_diagnostic_function(void *context, const mir_diagnostic *diagnostic);

// Ends the process on native code's stack, when the diagnostic has been given.
typedef void mir_escape_function(void *context, mir_verdict verdict, int exit_code);

#endif
