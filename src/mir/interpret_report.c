// SPDX-License-Identifier: MIT
//
// Runs a program from its statics to its end, and turns what happened into diagnostics.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interpret_internal.h"
#include "shims.h"

// Frames of a backtrace beyond this are counted, not listed.
#define MIR_BACKTRACE_LIMIT 24
#define MIR_NOTE_LIMIT 32

// Where the frame number `index` is: 0 is the outermost.
const mir_location *mir_current_location(const mir_interpreter *interpreter, size_t index) {
  const mir_frame *frame = &interpreter->frames[index];
  const mir_instruction *instruction =
      index + 1 == interpreter->depth ? interpreter->current : frame->next - 1;
  // A frame that could not be begun leaves the loop at the call.
  size_t position = (size_t)(instruction - frame->function->code);
  if (instruction < frame->function->code || position >= frame->function->code_size) {
    return NULL;
  }
  return frame->function->locations[position];
}

static size_t list_frames(const mir_interpreter *interpreter, const mir_location **locations) {
  size_t count = 0;
  for (size_t i = interpreter->depth; i > 0 && count < MIR_BACKTRACE_LIMIT; i--) {
    const mir_location *location = mir_current_location(interpreter, i - 1);
    if (location != NULL) {
      locations[count] = location;
      count++;
    }
  }
  return count;
}

// What can be done about a limit, or a choice of the user's.
static const char *help_of(airlock_status status) {
  switch (status) {
  case AIRLOCK_LIMIT_EMBEDDER:
    return "look for a recursion or loop without an end, or raise the limit with `--limit-depth` "
           "or `--limit-statements`";
  case AIRLOCK_LIMIT_CALLBACKS:
    return "look for a recursion without an end that leads through C";
  case AIRLOCK_LIMIT_MEMORY:
    return "look for memory that is kept without need, or raise the limit with `--limit-memory`";
  case AIRLOCK_FOREIGN_UNCHECKED:
    return "`--foreign=warn` goes on with a warning, `--foreign=allow` without one";
  default:
    return NULL;
  }
}

void mir_report(mir_interpreter *interpreter, mir_verdict verdict, const airlock_report *report,
                const char *message) {
  const mir_location *locations[MIR_BACKTRACE_LIMIT];
  mir_diagnostic_note notes[MIR_NOTE_LIMIT];
  mir_diagnostic diagnostic = {.verdict = verdict, .message = message, .report = report};
  diagnostic.backtrace = locations;
  diagnostic.backtrace_count = list_frames(interpreter, locations);
  diagnostic.backtrace_omitted =
      interpreter->depth > MIR_BACKTRACE_LIMIT ? interpreter->depth - MIR_BACKTRACE_LIMIT : 0;
  diagnostic.location = diagnostic.backtrace_count > 0 ? locations[0] : NULL;
  diagnostic.notes = notes;
  if (report != NULL) {
    diagnostic.status = report->status;
    for (size_t i = 0; i < report->num_notes && i < MIR_NOTE_LIMIT; i++) {
      const airlock_note *note = &report->notes[i];
      notes[i] = (mir_diagnostic_note){note->kind, note->text,
                                       (const mir_location *)(uintptr_t)note->span};
      diagnostic.note_count++;
    }
  }
  const char *help = help_of(diagnostic.status);
  if (help != NULL && diagnostic.note_count < MIR_NOTE_LIMIT) {
    notes[diagnostic.note_count++] = (mir_diagnostic_note){AIRLOCK_HELP, help, NULL};
  }
  interpreter->options.diagnostic(interpreter->options.context, &diagnostic);
}

airlock_status mir_interrupted(mir_interpreter *interpreter) {
  interpreter->ending = MIR_INTERRUPTED;
  return airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER, "interrupted");
}

airlock_status mir_panic(mir_interpreter *interpreter) {
  if (interpreter->panic_message.is_exhausted) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  interpreter->ending = MIR_PANICKED;
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "panic");
}

// `{}` in an assertion's message stands for its operands, one after the other.
airlock_status mir_slow_assert_failed(mir_interpreter *interpreter,
                                      const mir_instruction *instruction) {
  if (mir_read(interpreter, instruction->left)->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  const mir_assertion *assertion = instruction->assertion;
  mir_message *message = &interpreter->panic_message;
  const char *text = (const char *)assertion->message.data;
  size_t operand = 0;
  for (size_t i = 0; i < assertion->message.length; i++) {
    bool is_place = text[i] == '{' && i + 1 < assertion->message.length && text[i + 1] == '}';
    if (is_place && operand < assertion->operand_count) {
      const airlock_scalar *value = mir_read(interpreter, assertion->operands[operand]);
      mir_format_scalar(message, value, MIR_FORMAT_DISPLAY);
      operand++;
      i++;
    } else {
      mir_message_add_bytes(message, text + i, 1);
    }
  }
  return mir_panic(interpreter);
}

//===------------------------------------------------------------------------------------------===//
// The end
//===------------------------------------------------------------------------------------------===//

static mir_verdict finish(mir_interpreter *interpreter, airlock_status status, int *out_exit_code) {
  *out_exit_code = interpreter->exit_code;
  bool has_exited = interpreter->ending == MIR_EXITED;
  if (status == AIRLOCK_OK || has_exited) {
    status = airlock_check_callbacks(interpreter->machine);
  }
  if (status == AIRLOCK_OK && has_exited) {
    return MIR_VERDICT_FINISHED;
  }
  if (status == AIRLOCK_OK) {
    return interpreter->options.ignores_leaks ? MIR_VERDICT_FINISHED
                                              : mir_report_leaks(interpreter);
  }
  if (interpreter->ending == MIR_INTERRUPTED) {
    mir_report(interpreter, MIR_VERDICT_INTERRUPTED, NULL, "the run was stopped by SIGINT");
    return MIR_VERDICT_INTERRUPTED;
  }
  if (interpreter->ending == MIR_PANICKED) {
    mir_report(interpreter, MIR_VERDICT_PANIC, NULL,
               interpreter->panic_message.data == NULL ? "" : interpreter->panic_message.data);
    return MIR_VERDICT_PANIC;
  }
  mir_verdict verdict = mir_verdict_of(status);
  const airlock_report *report = airlock_last_report(interpreter->machine);
  mir_report(interpreter, verdict, report, report->message);
  return verdict;
}

//===------------------------------------------------------------------------------------------===//
// Hooks
//===------------------------------------------------------------------------------------------===//

static uint64_t span_hook(void *context) {
  const mir_interpreter *interpreter = context;
  const mir_location *location = NULL;
  size_t depth = interpreter->depth;
  if (depth > 0) { // Nearly always it is that of the topmost frame.
    const mir_function *function = interpreter->frames[depth - 1].function;
    size_t position = (size_t)(interpreter->current - function->code);
    location = position < function->code_size ? function->locations[position] : NULL;
  }
  for (size_t i = depth; i > 1 && location == NULL; i--) {
    location = mir_current_location(interpreter, i - 2);
  }
  return (uint64_t)(uintptr_t)location;
}

static void warning_hook(void *context, const airlock_report *report) {
  mir_report(context, MIR_VERDICT_WARNING, report, report->message);
}

// Native code's frames cannot be left, nor is it sure that native code ever returns.
static void escape_hook(void *context, const airlock_report *report) {
  mir_interpreter *interpreter = context;
  int exit_code = 0;
  mir_verdict verdict = finish(interpreter, report->status, &exit_code);
  interpreter->options.escaped(interpreter->options.context, verdict, exit_code);
}

void mir_interpreter_configure(mir_interpreter *interpreter, airlock_config *io_config) {
  io_config->context = interpreter;
  io_config->span = span_hook;
  io_config->warning = warning_hook;
  io_config->find_shim = mir_find_shim;
  io_config->callback = mir_callback_hook;
  io_config->native_escape = interpreter->options.escaped == NULL ? NULL : escape_hook;
}

//===------------------------------------------------------------------------------------------===//
// Running
//===------------------------------------------------------------------------------------------===//

static airlock_status run_function(mir_interpreter *interpreter, const mir_function *function,
                                   mir_constant_item *constant) {
  interpreter->stack_floor = interpreter->depth;
  airlock_status status = mir_push_frame(interpreter, function, NULL, constant);
  return status == AIRLOCK_OK ? mir_loop(interpreter) : status;
}

static airlock_status check_main(mir_interpreter *interpreter, const mir_function *main) {
  if (main->parameter_count != 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "a function `main` with parameters");
  }
  const mir_layout *result = main->result.layout;
  if (result->class != MIR_CLASS_ZERO) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "a function `main` that returns `%s`", result->name);
  }
  return AIRLOCK_OK;
}

mir_verdict mir_interpreter_run(mir_interpreter *interpreter, const mir_image *image,
                                airlock_machine *machine, int *out_exit_code) {
  interpreter->machine = machine;
  interpreter->vtables = image->vtables;
  interpreter->vtable_count = image->vtable_count;
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < image->static_count && status == AIRLOCK_OK; i++) {
    mir_constant_item *constant = image->statics[i];
    constant->state = MIR_EVALUATING;
    status = run_function(interpreter, constant->body, constant);
  }
  if (status == AIRLOCK_OK) {
    status = check_main(interpreter, image->main);
  }
  if (status == AIRLOCK_OK) {
    status = run_function(interpreter, image->main, NULL);
  }
  return finish(interpreter, status, out_exit_code);
}
