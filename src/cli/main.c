// SPDX-License-Identifier: MIT
//
// The command `airlock`: reads its arguments, runs a session of the MIR interpreter on a program,
// or calls one function or lists symbols, and turns the verdict into an exit status.
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/call.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/program.h"
#include "cli/refusal.h"
#include "cli/render.h"
#include "cli/symbols.h"
#include "mir/session.h"

// Exit statuses; scripts rely on them.
enum {
  STATUS_FINISHED = 0,
  STATUS_UB = 1,
  STATUS_USAGE = 2,
  STATUS_UNSUPPORTED = 3,
  STATUS_LIMIT = 4,
  STATUS_PANIC = 101,
  STATUS_LEAK = 1,          // As that of Undefined Behavior: the program is at fault.
  STATUS_INTERRUPTED = 130, // As a shell reports SIGINT.
};

static int status_of(mir_verdict verdict, int exit_code) {
  switch (verdict) {
  case MIR_VERDICT_FINISHED:
    return exit_code;
  case MIR_VERDICT_UB:
    return STATUS_UB;
  case MIR_VERDICT_UNSUPPORTED:
  case MIR_VERDICT_FOREIGN:
    return STATUS_UNSUPPORTED;
  case MIR_VERDICT_LIMIT:
  case MIR_VERDICT_OUT_OF_MEMORY:
    return STATUS_LIMIT;
  case MIR_VERDICT_PANIC:
    return STATUS_PANIC;
  case MIR_VERDICT_LEAK:
    return STATUS_LEAK;
  case MIR_VERDICT_INTERRUPTED:
    return STATUS_INTERRUPTED;
  default:
    return STATUS_USAGE;
  }
}

// What the program printed comes before what is said about it.
static void show(void *context, const mir_diagnostic *diagnostic) {
  fflush(stdout);
  render_diagnostic(context, diagnostic);
}

// Runs on native code's stack, which cannot be left in an orderly way.
static void end_process(void *context) {
  (void)context;
  fflush(NULL);
  _exit(STATUS_UNSUPPORTED);
}

// Opens the libraries, reads the program and runs it.
static mir_verdict run_session(mir_session *session, const renderer *renderer,
                               const arguments *arguments, int *out_exit_code) {
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  for (size_t i = 0; i < arguments->library_count && verdict == MIR_VERDICT_FINISHED; i++) {
    verdict = mir_session_open_library(session, arguments->libraries[i]);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = program_read(session, renderer, arguments);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, out_exit_code);
  }
  fflush(stdout);
  return verdict;
}

// What the program sees of its command line: its name, and what follows `--`.
static const char **program_words(const arguments *arguments) {
  const char **words = malloc((arguments->program_argument_count + 1) * sizeof *words);
  if (words != NULL) {
    words[0] = arguments->program;
    for (size_t i = 0; i < arguments->program_argument_count; i++) {
      words[i + 1] = arguments->program_arguments[i];
    }
  }
  return words;
}

static int run(renderer *renderer, const arguments *arguments) {
  // The positions of a source begin where rustc was started; those of a text, where it lies.
  char *folder =
      program_is_source(arguments) ? files_join("", "") : files_folder(arguments->program);
  const char **words = program_words(arguments);
  mir_session *session = NULL;
  int exit_code = STATUS_FINISHED;
  mir_verdict verdict = MIR_VERDICT_OUT_OF_MEMORY;
  if (folder == NULL || words == NULL) {
    verdict = refusal_out_of_memory(renderer);
    goto cleanup;
  }
  renderer->folder = folder;
  mir_session_options options = {.policy = arguments->policy,
                                 .depth_limit = arguments->depth_limit,
                                 .statement_limit = arguments->statement_limit,
                                 .memory_limit = arguments->memory_limit,
                                 .ignores_leaks = arguments->ignores_leaks,
                                 .interrupt = interrupt_watch(),
                                 .arguments = words,
                                 .argument_count = arguments->program_argument_count + 1,
                                 .diagnostic = show,
                                 .escaped = end_process,
                                 .context = renderer};
  verdict = mir_session_new(&session, &options);
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = run_session(session, renderer, arguments, &exit_code);
  }
cleanup:
  mir_session_free(session);
  free(words);
  free(folder);
  return status_of(verdict, exit_code);
}

int main(int count, char **words) {
  arguments arguments;
  renderer renderer = {stderr, "", render_wants_colour(stderr), RENDER_TEXT};
  const char **room = malloc((size_t)(count + 1) * sizeof *room);
  if (room == NULL) {
    return status_of(refusal_out_of_memory(&renderer), 0);
  }
  int status = STATUS_USAGE;
  bool is_understood = arguments_read(&arguments, room, count, words);
  renderer.format = arguments.format;
  if (!is_understood) {
    render_error(&renderer, MIR_VERDICT_USAGE, arguments.error);
  } else if (arguments.command == COMMAND_VERSION) {
    printf("airlock %s\n", AIRLOCK_VERSION_STRING);
    status = STATUS_FINISHED;
  } else if (arguments.command == COMMAND_HELP) {
    fputs(arguments.help, stdout);
    status = STATUS_FINISHED;
  } else if (arguments.command == COMMAND_CALL) {
    status = status_of(call_run(&renderer, &arguments), STATUS_FINISHED);
  } else if (arguments.command == COMMAND_SYMBOLS) {
    status = status_of(symbols_run(&renderer, &arguments), STATUS_FINISHED);
  } else {
    status = run(&renderer, &arguments);
  }
  free(room);
  return status;
}
