// SPDX-License-Identifier: MIT
//
// The interpreter: runs loaded code on a machine.
//
// Frames lie on a stack of their own, so that a call in the program is no call in C. Failures of
// any kind travel as the status of an instruction; what happened is kept where it belongs: in the
// machine's report, or for a panic and an exit here.
#ifndef AIRLOCK_MIR_INTERPRET_H
#define AIRLOCK_MIR_INTERPRET_H

#include <signal.h>

#include "code.h"
#include "diagnostic.h"
#include "load.h"

typedef struct mir_interpreter_options {
  size_t depth_limit;                     // Most frames at a time.
  uint64_t statement_limit;               // Most statements that are executed; 0: no limit.
  const char *const *arguments;           // The program's own, its name first.
  size_t argument_count;                  //
  bool ignores_leaks;                     // Memory that is lost at the end is no error.
  const volatile sig_atomic_t *interrupt; // Stops the run as soon as it is not 0, or NULL.
  mir_diagnostic_function *diagnostic;    // Receives warnings and the error that ends the run.
  mir_escape_function *escaped;           // Ends the process where native code cannot be left.
  void *context;                          // Of both.
} mir_interpreter_options;

// The caller owns the interpreter; NULL when memory is out.
mir_interpreter *mir_interpreter_new(const mir_interpreter_options *options);
void mir_interpreter_free(mir_interpreter *interpreter);

// Sets the hooks of a machine's configuration that the interpreter answers.
void mir_interpreter_configure(mir_interpreter *interpreter, airlock_config *io_config);

// Runs a program to its end and reports how it ended; an error has been handed to the diagnostic
// function by then. *out_exit_code is the program's own exit status when it finished.
mir_verdict mir_interpreter_run(mir_interpreter *interpreter, const mir_image *image,
                                airlock_machine *machine, int *out_exit_code);

// What has been executed so far: statements are those of MIR and its terminators, but for storage
// markers and assignments of no bytes; calls are those of functions that are not foreign.
uint64_t mir_interpreter_statements(const mir_interpreter *interpreter);
uint64_t mir_interpreter_calls(const mir_interpreter *interpreter);

#endif
