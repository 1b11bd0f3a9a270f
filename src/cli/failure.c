// SPDX-License-Identifier: MIT
//
// See failure.h.
#include "cli/failure.h"

#include <stdlib.h>

static mir_verdict verdict_of(airlock_status status) {
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
  mir_diagnostic diagnostic = {.verdict = verdict_of(report->status),
                               .status = status_of(report),
                               .message = report->message,
                               .notes = notes,
                               .note_count = count,
                               .report = report};
  render_diagnostic(renderer, &diagnostic);
  free(notes);
  return diagnostic.verdict;
}
