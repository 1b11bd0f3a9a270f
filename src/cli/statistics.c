// SPDX-License-Identifier: MIT
//
// See statistics.h. One list gives the members of the JSON object and the lines of the text.
#define _POSIX_C_SOURCE 200809L

#include "cli/statistics.h"

#include <inttypes.h>
#include <time.h>

// Member of mir_statistics and of the JSON object, how the text calls it.
#define COUNTERS(X)                                                                                \
  X(statements, "statements")                                                                      \
  X(calls, "calls")                                                                                \
  X(native_calls, "native calls")                                                                  \
  X(allocations, "allocations")                                                                    \
  X(exposed, "exposed allocations")                                                                \
  X(peak_bytes, "peak memory in bytes")

double statistics_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void statistics_write(const renderer *renderer, const mir_session *session, double seconds) {
  FILE *file = renderer->file;
  mir_statistics statistics;
  mir_session_get_statistics(session, &statistics);
  if (renderer->format == RENDER_JSON) {
    fputs("{\"level\":\"statistics\"", file);
#define JSON_MEMBER(member, text) fprintf(file, ",\"" #member "\":%" PRIu64, statistics.member);
    COUNTERS(JSON_MEMBER)
    fprintf(file, ",\"seconds\":%.6f}\n", seconds);
  } else {
    fputs("statistics:\n", file);
#define TEXT_LINE(member, text) fprintf(file, "  %-20s %16" PRIu64 "\n", text, statistics.member);
    COUNTERS(TEXT_LINE)
    fprintf(file, "  %-20s %16.6f\n", "seconds", seconds);
  }
}
