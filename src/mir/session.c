// SPDX-License-Identifier: MIT
//
// See session.h.
#include "session.h"

#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "crates.h"
#include "interpret.h"
#include "load.h"
#include "parser.h"
#include "prelude.h"

struct mir_session {
  mir_session_options options;
  mir_arena *arena;
  mir_program *program;
  mir_program *prelude; // Read already, or NULL.
  mir_interpreter *interpreter;
  airlock_machine *machine;
  size_t modules_given; // By mir_session_next_module.
};

static mir_verdict report(const mir_session_options *options, mir_verdict verdict,
                          const char *message, const mir_location *location) {
  mir_diagnostic diagnostic = {.verdict = verdict, .message = message, .location = location};
  options->diagnostic(options->context, &diagnostic);
  return verdict;
}

static mir_verdict report_machine(const mir_session *session) {
  const airlock_report *failure = airlock_last_report(session->machine);
  mir_verdict verdict = mir_verdict_of(failure->status);
  mir_diagnostic diagnostic = {.verdict = verdict,
                               .status = failure->status,
                               .message = failure->message,
                               .report = failure};
  session->options.diagnostic(session->options.context, &diagnostic);
  return verdict;
}

// Memory is out for the loader as well when it is a limit of the machine that refuses it.
static bool is_machine_limit(const mir_session *session, mir_status status) {
  return status == MIR_OUT_OF_MEMORY &&
         airlock_status_family(airlock_last_report(session->machine)->status) ==
             AIRLOCK_FAMILY_LIMIT;
}

static mir_verdict report_error(const mir_session *session, mir_status status,
                                const mir_error *error) {
  if (is_machine_limit(session, status)) {
    return report_machine(session);
  }
  mir_verdict verdict = status == MIR_OUT_OF_MEMORY ? MIR_VERDICT_OUT_OF_MEMORY : MIR_VERDICT_USAGE;
  mir_location location = {.file = error->file, .line = error->line, .column = error->column};
  bool has_place = error->file != NULL && error->line != 0;
  return report(&session->options, verdict, error->message, has_place ? &location : NULL);
}

mir_verdict mir_session_new(mir_session **out_session, const mir_session_options *options) {
  mir_session *session = calloc(1, sizeof *session);
  *out_session = NULL;
  if (session == NULL) {
    return report(options, MIR_VERDICT_OUT_OF_MEMORY, "out of memory", NULL);
  }
  session->options = *options;
  mir_interpreter_options interpreter_options = {.depth_limit = options->depth_limit,
                                                 .statement_limit = options->statement_limit,
                                                 .arguments = options->arguments,
                                                 .argument_count = options->argument_count,
                                                 .ignores_leaks = options->ignores_leaks,
                                                 .interrupt = options->interrupt,
                                                 .diagnostic = options->diagnostic,
                                                 .escaped = options->escaped,
                                                 .context = options->context};
  session->interpreter = mir_interpreter_new(&interpreter_options);
  session->arena = mir_arena_new();
  bool is_archived = options->prelude != NULL && mir_archive_is_present(options->prelude);
  if (session->arena != NULL && is_archived) {
    session->prelude = mir_archive_read(session->arena, options->prelude);
  }
  session->program = session->arena == NULL || (is_archived && session->prelude == NULL)
                         ? NULL
                         : mir_program_new(session->arena);
  if (session->interpreter != NULL && session->program != NULL) {
    airlock_config config;
    airlock_config_init(&config);
    config.policy = options->policy;
    config.native_heap = options->native_heap;
    config.foreign_threads = options->foreign_threads;
    if (options->callback_limit != 0) {
      config.callback_limit = options->callback_limit;
    }
    config.memory_limit = options->memory_limit;
    config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = options->foreign_level;
    mir_interpreter_configure(session->interpreter, &config);
    if (airlock_machine_new(&session->machine, &config) == AIRLOCK_OK) {
      *out_session = session;
      return MIR_VERDICT_FINISHED;
    }
  }
  mir_session_free(session);
  return report(options, MIR_VERDICT_OUT_OF_MEMORY, "out of memory", NULL);
}

void mir_session_free(mir_session *session) {
  if (session != NULL) {
    airlock_machine_free(session->machine);
    mir_interpreter_free(session->interpreter);
    mir_arena_free(session->arena);
    free(session);
  }
}

mir_verdict mir_session_open_library(mir_session *session, const char *path) {
  return airlock_open_library(session->machine, path) == AIRLOCK_OK ? MIR_VERDICT_FINISHED
                                                                    : report_machine(session);
}

mir_verdict mir_session_begin_crate(mir_session *session, const char *name) {
  return mir_crates_begin(session->program, name)
             ? MIR_VERDICT_FINISHED
             : report(&session->options, MIR_VERDICT_OUT_OF_MEMORY, "out of memory", NULL);
}

mir_verdict mir_session_read(mir_session *session, const char *file_name, const char *text,
                             size_t length) {
  mir_error error = {.file = NULL};
  mir_status status = mir_crates_prepare(session->program, text, length, &error);
  if (status == MIR_OK) {
    status = mir_parse_text(session->program, file_name, text, length, &error);
  }
  return status == MIR_OK ? MIR_VERDICT_FINISHED : report_error(session, status, &error);
}

mir_verdict mir_session_read_items(mir_session *session, const char *file_name, const char *text,
                                   size_t length) {
  mir_error error = {.file = NULL};
  mir_status status = mir_scan_rust_items(session->program, file_name, text, length, &error);
  return status == MIR_OK ? MIR_VERDICT_FINISHED : report_error(session, status, &error);
}

const mir_module_file *mir_session_next_module(mir_session *session) {
  const mir_program *program = session->program;
  return session->modules_given == program->module_file_count
             ? NULL
             : program->module_files[session->modules_given++];
}

mir_verdict mir_session_read_module(mir_session *session, const mir_module_file *module,
                                    const char *file_name, const char *text, size_t length) {
  mir_error error = {.file = NULL};
  mir_status status =
      mir_scan_rust_module(session->program, module, file_name, text, length, &error);
  return status == MIR_OK ? MIR_VERDICT_FINISHED : report_error(session, status, &error);
}

static bool is_user_file(const char *file) {
  return file != NULL && strncmp(file, "/rustc/", 7) != 0;
}

static const char *source_of(const mir_body *body) {
  for (uint32_t i = 0; body != NULL && i < body->local_count; i++) {
    if (is_user_file(body->locals[i].source.span.file)) {
      return body->locals[i].source.span.file;
    }
  }
  return NULL;
}

const char *mir_session_source_name(const mir_session *session) {
  const char *first = NULL;
  for (size_t i = 0; i < session->program->item_count; i++) {
    const mir_item *item = session->program->items[i];
    const char *source = source_of(item->body);
    if (source != NULL && strcmp(item->path->stem, "main") == 0) {
      return source;
    }
    first = first == NULL ? source : first;
  }
  return first;
}

mir_verdict mir_session_run(mir_session *session, int *out_exit_code) {
  mir_error error = {.file = NULL};
  mir_image image;
  bool is_begun = session->program->crates == NULL || mir_crates_begin(session->program, NULL);
  mir_status status = is_begun ? MIR_OK : MIR_OUT_OF_MEMORY;
  if (status == MIR_OK && session->prelude == NULL) {
    status = mir_read_prelude(&session->prelude, session->arena, &error);
  }
  if (status == MIR_OK) {
    status = mir_add_prelude(session->program, session->prelude, &error);
  }
  if (status == MIR_OK) {
    status = mir_load(&image, session->program, session->machine, &error);
  }
  if (status != MIR_OK) {
    return report_error(session, status, &error);
  }
  return mir_interpreter_run(session->interpreter, &image, session->machine, out_exit_code);
}

void mir_session_get_statistics(const mir_session *session, mir_statistics *out_statistics) {
  airlock_statistics machine;
  airlock_get_statistics(session->machine, &machine);
  *out_statistics = (mir_statistics){
      .statements = mir_interpreter_statements(session->interpreter),
      .calls = mir_interpreter_calls(session->interpreter),
      .native_calls = machine.native_calls,
      .allocations = machine.total_allocations,
      .exposed = machine.exposed_allocations,
      .peak_bytes = machine.peak_bytes,
  };
}
