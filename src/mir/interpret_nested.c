// SPDX-License-Identifier: MIT
//
// Functions that run within a model or a native call: the loop runs within itself until the
// function has returned. An error inside ends both.
#include "interpret_internal.h"

// Where a parameter goes is known to the frame: its registers are the topmost ones.
static airlock_status pass(mir_interpreter *interpreter, const mir_parameter *parameter,
                           const airlock_scalar *value) {
  airlock_scalar *target = &interpreter->registers[parameter->register_index];
  if (parameter->form == MIR_FORM_MEMORY) {
    return airlock_copy_typed(interpreter->machine, target->as.ptr, value->as.ptr,
                              parameter->native[0]);
  }
  size_t count = parameter->form == MIR_FORM_PAIR ? 2 : 1;
  for (size_t i = 0; i < count; i++) {
    if (!parameter->is_in_memory) {
      target[i] = value[i];
      continue;
    }
    uint64_t offset = count == 2 ? parameter->layout->half_offsets[i] : 0;
    airlock_status status =
        airlock_store(interpreter->machine, airlock_ptr_wrapping_add(target->as.ptr, offset),
                      value[i], parameter->native[i]);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  return AIRLOCK_OK;
}

airlock_status mir_run_function(mir_interpreter *interpreter, const mir_function *function,
                                const airlock_scalar *args) {
  size_t floor = interpreter->stack_floor;
  const mir_instruction *current = interpreter->current;
  interpreter->stack_floor = interpreter->depth;
  airlock_status status = mir_push_frame(interpreter, function, NULL, NULL);
  for (size_t i = 0; i < function->parameter_count && status == AIRLOCK_OK; i++) {
    status = pass(interpreter, &function->parameters[i], args);
    args += function->parameters[i].form == MIR_FORM_PAIR ? 2 : 1;
  }
  if (status == AIRLOCK_OK) {
    status = mir_loop(interpreter);
  }
  interpreter->stack_floor = floor;
  if (status == AIRLOCK_OK) {
    interpreter->current = current;
  }
  return status;
}

airlock_status mir_run_nested(mir_interpreter *interpreter, airlock_scalar *out_result,
                              const mir_function *function, const airlock_scalar *args) {
  if (interpreter->nesting >= MIR_NESTING_LIMIT) {
    return airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                         "the limit of %d values that are formatted within each other is reached",
                         MIR_NESTING_LIMIT);
  }
  interpreter->nesting++;
  airlock_status status = mir_run_function(interpreter, function, args);
  interpreter->nesting--;
  if (status == AIRLOCK_OK) {
    *out_result = interpreter->returned[0];
  }
  return status;
}
