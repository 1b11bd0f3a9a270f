// SPDX-License-Identifier: MIT
//
// The fuzzer: any bytes are a MIR text, which is parsed, loaded and run for at most 10,000
// statements. What stands before a dividing line is the Rust source that belongs to it. Whatever
// the texts say, a session must end with a verdict, and one that failed must have handed over
// exactly one error.
//
// No library is ever opened, so that no text can reach native code. Depth and memory are limited,
// so that a text which merely asks for much does not look like a fault.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mir/session.h"
#include "mutator.h"

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

// Source and MIR, in this order; the source is empty when no line divides them.
typedef struct input {
  char *text;
  size_t source_length;
  const char *mir;
  size_t mir_length;
} input;

static input split_input(const uint8_t *data, size_t size) {
  input parts = {.text = malloc(size + 1)};
  require(parts.text != NULL);
  memcpy(parts.text, data, size);
  parts.text[size] = '\0';
  parts.mir = strstr(parts.text, FUZZ_DIVIDER);
  if (parts.mir != NULL) {
    parts.source_length = (size_t)(parts.mir - parts.text);
    parts.mir += strlen(FUZZ_DIVIDER);
  } else {
    parts.mir = parts.text;
  }
  parts.mir_length = size - (size_t)(parts.mir - parts.text);
  return parts;
}

// The source has the name that the positions in the MIR give it.
static mir_verdict read_input(mir_session *session, const input *parts) {
  mir_verdict verdict = mir_session_read(session, "fuzz.mir", parts->mir, parts->mir_length);
  const char *name = verdict == MIR_VERDICT_FINISHED ? mir_session_source_name(session) : NULL;
  if (verdict != MIR_VERDICT_FINISHED || parts->source_length == 0) {
    return verdict;
  }
  return mir_session_read_items(session, name == NULL ? "fuzz.rs" : name, parts->text,
                                parts->source_length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t error_count = 0;
  // What a changed program makes of addresses of this very process is not to be done.
  mir_session_options options = {.policy = airlock_policy_default(),
                                 .foreign_level = AIRLOCK_DENY,
                                 .depth_limit = DEPTH_LIMIT,
                                 .statement_limit = STATEMENT_LIMIT,
                                 .memory_limit = MEMORY_LIMIT,
                                 .prelude = mir_prelude_archive,
                                 .diagnostic = count_error,
                                 .context = &error_count};
  mir_session *session = NULL;
  mir_verdict verdict = mir_session_new(&session, &options);
  require(verdict == MIR_VERDICT_FINISHED);
  input parts = split_input(data, size);
  verdict = read_input(session, &parts);
  free(parts.text);
  int exit_code = 0;
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, &exit_code);
  }
  bool is_leak = verdict == MIR_VERDICT_LEAK; // One error for each allocation.
  require(is_leak ? error_count > 0 : error_count == (verdict != MIR_VERDICT_FINISHED));
  mir_session_free(session);
  return 0;
}
