// SPDX-License-Identifier: MIT
//
// Linked into the airlock that `of-text` runs: notes what programs call of std. The linker puts the
// functions below in front of those that begin a frame and call a model (ld's --wrap), so that the
// interpreter itself knows nothing of it.
//
// The file that AIRLOCK_STD_CALLS names gets a line for each function that a process calls, at its
// first call: the number of the line of std.mir where it begins, or the path of the model.
// `std-is-called` reads it.
#include <stdio.h>
#include <stdlib.h>

#include "mir/interpret_internal.h"
#include "mir/models.h"
#include "mir/prelude.h"

enum { most_lines = 1 << 20, most_models = 1 << 12 };

static bool is_noted_line[most_lines];
static bool is_noted_model[most_models];

// One write for each line: processes beside each other append to the same file.
static void note(const char *text) {
  const char *path = getenv("AIRLOCK_STD_CALLS");
  FILE *file = path == NULL ? NULL : fopen(path, "ab");
  if (file != NULL) {
    fputs(text, file);
    fclose(file);
  }
}

static void note_function(const mir_function *function) {
  const mir_item *item = function->item;
  char text[32];
  if (item == NULL || item->kind != MIR_ITEM_FUNCTION ||
      !mir_is_prelude_file(item->position.file) || item->position.line >= most_lines ||
      is_noted_line[item->position.line]) {
    return;
  }
  is_noted_line[item->position.line] = true;
  snprintf(text, sizeof text, "%u\n", item->position.line);
  note(text);
}

static void note_model(const mir_model *model) {
  size_t count = 0;
  const mir_model *models = mir_models_table(&count);
  size_t number = (size_t)(model - models);
  char text[256];
  if (number < count && number < most_models && !is_noted_model[number]) {
    is_noted_model[number] = true;
    snprintf(text, sizeof text, "%s\n", model->path);
    note(text);
  }
}

airlock_status __real_mir_push_frame(mir_interpreter *interpreter, const mir_function *function,
                                     const mir_call *call, mir_constant_item *constant);
airlock_status __wrap_mir_push_frame(mir_interpreter *interpreter, const mir_function *function,
                                     const mir_call *call, mir_constant_item *constant);
airlock_status __real_mir_slow_call_model(mir_interpreter *interpreter,
                                          const mir_instruction *instruction);
airlock_status __wrap_mir_slow_call_model(mir_interpreter *interpreter,
                                          const mir_instruction *instruction);

airlock_status __wrap_mir_push_frame(mir_interpreter *interpreter, const mir_function *function,
                                     const mir_call *call, mir_constant_item *constant) {
  note_function(function);
  return __real_mir_push_frame(interpreter, function, call, constant);
}

airlock_status __wrap_mir_slow_call_model(mir_interpreter *interpreter,
                                          const mir_instruction *instruction) {
  note_model(instruction->call->model);
  return __real_mir_slow_call_model(interpreter, instruction);
}
