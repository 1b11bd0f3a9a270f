// SPDX-License-Identifier: MIT
//
// One program, from its texts to its end: the face of the MIR interpreter. A session owns an arena
// with the program, a machine, and the interpreter that runs the one on the other.
//
//   mir_session_new -> mir_session_open_library* -> mir_session_read -> mir_session_read_items*
//     -> (mir_session_next_module -> mir_session_read_module)* -> mir_session_run
//     -> mir_session_free
//
// In a program of several crates, mir_session_begin_crate stands in front of each crate's sources,
// and, when all sources are read, in front of each crate's text.
#ifndef AIRLOCK_MIR_SESSION_H
#define AIRLOCK_MIR_SESSION_H

#include <airlock.h>
#include <signal.h>

#include "ast.h"
#include "diagnostic.h"

typedef struct mir_session mir_session;

typedef struct mir_session_options {
  const airlock_policy *policy;
  airlock_level foreign_level;            // Of accesses to memory that native code owns.
  airlock_native_heap native_heap;        // Whether what native code allocates is known.
  airlock_thread_policy foreign_threads;  //
  unsigned callback_limit;                // Most callbacks inside each other; 0: the usual one.
  size_t depth_limit;                     // Most nested calls.
  uint64_t statement_limit;               // Most statements that are executed; 0: no limit.
  const char *const *arguments;           // The program's own, its name first.
  size_t argument_count;                  //
  uint64_t memory_limit;                  // Most bytes of live allocations; 0: no limit.
  bool ignores_leaks;                     // Memory that is lost at the end is no error.
  const volatile sig_atomic_t *interrupt; // Stops the run as soon as it is not 0, or NULL.
  const unsigned char *prelude;           // An archive of std; NULL: its text is read.
  mir_diagnostic_function *diagnostic;    // Receives all that there is to say.
  mir_escape_function *escaped;           // Ends the process where native code cannot be left, or
                                          // NULL.
  void *context;                          // Of both.
} mir_session_options;

// The archive of std that the build makes (archive.h), for `prelude` above.
extern const unsigned char mir_prelude_archive[];

#define MIR_DEFAULT_DEPTH_LIMIT 100000

// Every function below that answers a verdict answers MIR_VERDICT_FINISHED when it succeeded, and
// has handed an error to the diagnostic function otherwise.

// Makes a session. *out_session is NULL unless it succeeded; the caller owns it.
mir_verdict mir_session_new(mir_session **out_session, const mir_session_options *options);
void mir_session_free(mir_session *session);

// Adds a library, or all files of a folder.
mir_verdict mir_session_open_library(mir_session *session, const char *path);

// What is read next belongs to the crate of this name; NULL is the one with `main`.
mir_verdict mir_session_begin_crate(mir_session *session, const char *name);

// Reads the program's MIR. The name stands in positions.
mir_verdict mir_session_read(mir_session *session, const char *file_name, const char *text,
                             size_t length);

// Reads the items of a Rust source file of the program.
mir_verdict mir_session_read_items(mir_session *session, const char *file_name, const char *text,
                                   size_t length);

// The next module that the sources read so far keep in a file of its own, each once; NULL when none
// is left. Which of its two names is a file is the caller's to find out; that neither is means
// that a condition leaves the module out.
const mir_module_file *mir_session_next_module(mir_session *session);

// Reads the items of such a file. `file_name` is one of its names.
mir_verdict mir_session_read_module(mir_session *session, const mir_module_file *module,
                                    const char *file_name, const char *text, size_t length);

// The Rust source file that the program begins with: the one that the spans of `main` name, or of
// the first function that has any; NULL when there are none.
const char *mir_session_source_name(const mir_session *session);

// Loads and runs.
mir_verdict mir_session_run(mir_session *session, int *out_exit_code);

// What a run has cost, up to now or to its end.
typedef struct mir_statistics {
  uint64_t statements;   // Of MIR and its terminators, but for storage markers and assignments of
                         // no bytes.
  uint64_t calls;        // Of functions of the program and of std.
  uint64_t native_calls; //
  uint64_t allocations;  // Made.
  uint64_t exposed;      // Allocations that are live and exposed.
  uint64_t peak_bytes;   // Most bytes of allocations that were live at a time.
} mir_statistics;

void mir_session_get_statistics(const mir_session *session, mir_statistics *out_statistics);

#endif
