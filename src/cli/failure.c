// SPDX-License-Identifier: MIT
//
// See failure.h.
#include "cli/failure.h"

#include <stdlib.h>

// The command gives the library nothing wrong by itself: what is wrong came from the command line,
// whose errors have the command's own code.
static airlock_status status_of(const airlock_report *report) {
  return report->status == AIRLOCK_USAGE_ARGUMENT ? AIRLOCK_OK : report->status;
}

mir_verdict failure_show(const renderer *renderer, const airlock_report *report) {
  mir_diagnostic_note *notes = calloc(report->num_notes + 1, sizeof *notes);
  size_t count = notes != NULL ? report->num_notes : 0;
  for (size_t i = 0; i < count; i++) {
    notes[i] = (mir_diagnostic_note){report->notes[i].kind, report->notes[i].text, NULL};
  }
  mir_diagnostic diagnostic = {.verdict = mir_verdict_of(report->status),
                               .status = status_of(report),
                               .message = report->message,
                               .notes = notes,
                               .note_count = count,
                               .report = report};
  render_diagnostic(renderer, &diagnostic);
  free(notes);
  return diagnostic.verdict;
}
