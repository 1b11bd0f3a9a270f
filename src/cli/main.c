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
#include "cli/cargo.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/program.h"
#include "cli/refusal.h"
#include "cli/render.h"
#include "cli/stack.h"
#include "cli/statistics.h"
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

// Adds what was not read to a diagnostic.
static void show_unread(const renderer *renderer, const mir_diagnostic *diagnostic) {
  static const char words[] = "only the package's local crates are read, and not: ";
  size_t count = diagnostic->note_count;
  mir_diagnostic whole = *diagnostic;
  mir_diagnostic_note *notes = malloc((count + 1) * sizeof *notes);
  char *text = files_join(words, renderer->unread);
  if (notes != NULL && text != NULL) {
    for (size_t i = 0; i < count; i++) {
      notes[i] = diagnostic->notes[i];
    }
    notes[count] = (mir_diagnostic_note){.kind = AIRLOCK_NOTE, .text = text};
    whole.notes = notes;
    whole.note_count = count + 1;
  }
  render_diagnostic(renderer, &whole);
  free(text);
  free(notes);
}

// What the program printed comes before what is said about it. A package may be more than what
// airlock has read of it, which may be why it stops.
static void show(void *context, const mir_diagnostic *diagnostic) {
  const renderer *renderer = context;
  fflush(stdout);
  if (diagnostic->verdict == MIR_VERDICT_UNSUPPORTED && renderer->unread != NULL) {
    show_unread(renderer, diagnostic);
  } else {
    render_diagnostic(renderer, diagnostic);
  }
}

// Runs on native code's stack, which cannot be left in an orderly way.
static void end_process(void *context, mir_verdict verdict, int exit_code) {
  (void)context;
  fflush(NULL);
  _exit(status_of(verdict, exit_code));
}

// What is run: a program, or a package of cargo's.
typedef struct input {
  const arguments *arguments;
  cargo_package package; // Empty unless cargo is asked.
  char *folder;          // Where positions begin.
  const char **words;    // What the program sees of its command line: its name, what follows `--`.
} input;

static mir_verdict prepare(input *input, const renderer *renderer) {
  const arguments *arguments = input->arguments;
  const char *name = arguments->program;
  if (arguments->command == COMMAND_CARGO) {
    mir_verdict verdict = cargo_check(&input->package, renderer, arguments);
    if (verdict != MIR_VERDICT_FINISHED) {
      return verdict;
    }
    name = input->package.program->name;
    input->folder = files_join(input->package.root, "");
  } else {
    // The positions of a source begin where rustc was started; those of a text, where it lies.
    input->folder = program_is_source(arguments) ? files_join("", "") : files_folder(name);
  }
  size_t count = arguments->program_argument_count;
  input->words = malloc((count + 1) * sizeof *input->words);
  if (input->folder == NULL || input->words == NULL) {
    return refusal_out_of_memory(renderer);
  }
  input->words[0] = name;
  for (size_t i = 0; i < count; i++) {
    input->words[i + 1] = arguments->program_arguments[i];
  }
  return MIR_VERDICT_FINISHED;
}

// Opens the libraries, reads the program and runs it.
static mir_verdict run_session(mir_session *session, const renderer *renderer, const input *input,
                               int *out_exit_code) {
  const arguments *arguments = input->arguments;
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  for (size_t i = 0; i < arguments->library_count && verdict == MIR_VERDICT_FINISHED; i++) {
    verdict = mir_session_open_library(session, arguments->libraries[i]);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = arguments->command == COMMAND_CARGO ? cargo_read(session, renderer, &input->package)
                                                  : program_read(session, renderer, arguments);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, out_exit_code);
  }
  fflush(stdout);
  return verdict;
}

static int run(renderer *renderer, const arguments *arguments) {
  double begin = statistics_clock();
  input input = {.arguments = arguments};
  mir_session *session = NULL;
  int exit_code = STATUS_FINISHED;
  mir_verdict verdict = prepare(&input, renderer);
  if (verdict == MIR_VERDICT_FINISHED) {
    renderer->folder = input.folder;
    renderer->unread = input.package.unread;
    mir_session_options options = {.policy = arguments->policy,
                                   .foreign_level = arguments->foreign_level,
                                   .native_heap = arguments->native_heap,
                                   .foreign_threads = arguments->threads,
                                   .callback_limit = stack_reserve(),
                                   .depth_limit = arguments->depth_limit,
                                   .statement_limit = arguments->statement_limit,
                                   .memory_limit = arguments->memory_limit,
                                   .ignores_leaks = arguments->ignores_leaks,
                                   .interrupt = interrupt_watch(),
                                   .arguments = input.words,
                                   .argument_count = arguments->program_argument_count + 1,
                                   .prelude = mir_prelude_archive,
                                   .diagnostic = show,
                                   .escaped = end_process,
                                   .context = renderer};
    verdict = mir_session_new(&session, &options);
  }
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = run_session(session, renderer, &input, &exit_code);
  }
  fflush(stdout);
  if (arguments->has_statistics && session != NULL) {
    statistics_write(renderer, session, statistics_clock() - begin);
  }
  mir_session_free(session);
  free(input.words);
  free(input.folder);
  cargo_release(&input.package);
  return status_of(verdict, exit_code);
}

int main(int count, char **words) {
  arguments arguments;
  renderer renderer = {stderr, "", render_wants_colour(stderr), RENDER_TEXT, NULL};
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
