// SPDX-License-Identifier: MIT
//
// The fuzzer: any bytes are a MIR text, which is parsed, loaded and run for at most 10,000
// statements. Whatever the text says, a session must end with a verdict, and one that failed must
// have handed over exactly one error.
//
// No library is ever opened, so that no text can reach native code. Depth and memory are limited,
// so that a text which merely asks for much does not look like a fault.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mir/session.h"

enum {
  STATEMENT_LIMIT = 10000,
  DEPTH_LIMIT = 200,
  MEMORY_LIMIT = 16 << 20,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Reads all that a diagnostic points to, for the sanitizer to see.
static void count_error(void *context, const mir_diagnostic *diagnostic) {
  size_t *error_count = context;
  volatile size_t length = strlen(diagnostic->message);
  for (size_t i = 0; i < diagnostic->note_count; i++) {
    length += strlen(diagnostic->notes[i].text);
    length += diagnostic->notes[i].location != NULL ? diagnostic->notes[i].location->line : 0;
  }
  for (size_t i = 0; i < diagnostic->backtrace_count; i++) {
    length += strlen(diagnostic->backtrace[i]->function);
    length += strlen(diagnostic->backtrace[i]->file);
  }
  (void)length;
  *error_count += diagnostic->verdict != MIR_VERDICT_WARNING;
}

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t error_count = 0;
  mir_session_options options = {.policy = airlock_policy_default(),
                                 .depth_limit = DEPTH_LIMIT,
                                 .statement_limit = STATEMENT_LIMIT,
                                 .memory_limit = MEMORY_LIMIT,
                                 .diagnostic = count_error,
                                 .context = &error_count};
  char *text = malloc(size + 1);
  mir_session *session = NULL;
  require(text != NULL);
  memcpy(text, data, size);
  text[size] = '\0';
  mir_verdict verdict = mir_session_new(&session, &options);
  require(verdict == MIR_VERDICT_FINISHED);
  verdict = mir_session_read(session, "fuzz.mir", text, size);
  free(text);
  int exit_code = 0;
  if (verdict == MIR_VERDICT_FINISHED) {
    (void)mir_session_source_name(session);
    verdict = mir_session_run(session, &exit_code);
  }
  require(error_count == (verdict != MIR_VERDICT_FINISHED));
  mir_session_free(session);
  return 0;
}
