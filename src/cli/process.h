// SPDX-License-Identifier: MIT
//
// Running other programs. There is no shell: words are handed over as they are.
//
// While another program runs, the signals that ask airlock to end (SIGINT, SIGTERM, SIGHUP,
// SIGQUIT) are passed on to it and remembered, so that the caller can tidy up before it ends by
// them itself.
#ifndef AIRLOCK_CLI_PROCESS_H
#define AIRLOCK_CLI_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct process_request {
  const char *const *words;     // The program and its arguments, up to NULL. It is looked for in
                                // PATH unless its name has a slash.
  const char *const *variables; // NAME=VALUE, more for its environment, up to NULL.
  bool has_output;              // Its standard output is collected; otherwise it is our stderr.
} process_request;

typedef struct process_result {
  int error;    // errno when the program could not be run, otherwise 0.
  int status;   // As waitpid gives it.
  int signal;   // That asked airlock to end meanwhile, otherwise 0.
  char *output; // NUL-terminated, with has_output. The caller frees it.
  size_t output_length;
} process_result;

// Runs a program to its end. Its standard input is empty. `out_result` is always filled in.
void process_run(process_result *out_result, const process_request *request);

// Whether the program ran and ended with status 0, with nobody asking airlock to end.
bool process_succeeded(const process_result *result);

// Ends airlock as the signal would have done.
void process_end_by(int signal);

#endif
