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

static int run(renderer *renderer, const arguments *arguments) {
  // rustc's positions of a source begin where it was started; those of a text it was printed
  // beside.
  char *folder =
      program_is_source(arguments) ? files_join("", "") : files_folder(arguments->program);
  if (folder == NULL) {
    return status_of(refusal_out_of_memory(renderer), 0);
  }
  renderer->folder = folder;
  mir_session_options options = {.policy = arguments->policy,
                                 .depth_limit = arguments->depth_limit,
                                 .statement_limit = arguments->statement_limit,
                                 .diagnostic = show,
                                 .escaped = end_process,
                                 .context = renderer};
  mir_session *session = NULL;
  int exit_code = STATUS_FINISHED;
  mir_verdict verdict = mir_session_new(&session, &options);
  for (size_t i = 0; i < arguments->library_count && verdict == MIR_VERDICT_FINISHED; i++) {
    verdict = mir_session_open_library(session, arguments->libraries[i]);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = program_read(session, renderer, arguments);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, &exit_code);
  }
  fflush(stdout);
  mir_session_free(session);
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
