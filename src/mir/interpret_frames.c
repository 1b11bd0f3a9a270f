// SPDX-License-Identifier: MIT
//
// Frames: begun by a call, ended by a return; values travel between a frame and the one below.
#include <stdlib.h>
#include <string.h>

#include "interpret_internal.h"

// The cache of the loop follows the topmost frame.
static void use_top_frame(mir_interpreter *interpreter) {
  if (interpreter->depth == 0) {
    return;
  }
  const mir_frame *frame = &interpreter->frames[interpreter->depth - 1];
  interpreter->registers = interpreter->register_stack + frame->base;
  interpreter->constants = frame->function->constants;
}

static airlock_status out_of_memory(mir_interpreter *interpreter) {
  return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
}

static airlock_status reserve(mir_interpreter *interpreter, size_t registers) {
  if (interpreter->depth == interpreter->frame_capacity) {
    size_t capacity = interpreter->frame_capacity == 0 ? 64 : interpreter->frame_capacity * 2;
    mir_frame *frames = realloc(interpreter->frames, capacity * sizeof *frames);
    if (frames == NULL) {
      return out_of_memory(interpreter);
    }
    interpreter->frames = frames;
    interpreter->frame_capacity = capacity;
  }
  if (registers >= interpreter->register_capacity) {
    size_t capacity = registers * 2 + 1024;
    airlock_scalar *stack =
        realloc(interpreter->register_stack, capacity * sizeof *interpreter->register_stack);
    if (stack == NULL) {
      return out_of_memory(interpreter);
    }
    interpreter->register_stack = stack;
    interpreter->register_capacity = capacity;
  }
  return AIRLOCK_OK;
}

static airlock_status allocate_locals(mir_interpreter *interpreter, const mir_function *function,
                                      airlock_scalar *registers) {
  airlock_memory_kind kind = function->is_constant ? AIRLOCK_STATIC : AIRLOCK_STACK;
  for (size_t i = 0; i < function->memory_local_count; i++) {
    const mir_memory_local *local = &function->memory_locals[i];
    airlock_ptr pointer;
    airlock_status status =
        airlock_allocate(interpreter->machine, &pointer, local->size, local->align, kind);
    if (status != AIRLOCK_OK) {
      return status;
    }
    registers[local->register_index] = airlock_pointer(pointer);
  }
  return AIRLOCK_OK;
}

static const airlock_scalar *read_from(const mir_frame *frame, const airlock_scalar *registers,
                                       mir_operand_index index) {
  return index >= 0 ? &registers[index] : &frame->function->constants[~index];
}

static airlock_status pass_scalar(mir_interpreter *interpreter, airlock_scalar *target,
                                  uint64_t offset, bool is_in_memory, const airlock_type *native,
                                  const airlock_scalar *value, const airlock_type *check) {
  if (value->kind == AIRLOCK_UNINIT || check != NULL) {
    airlock_status status =
        airlock_validate(interpreter->machine, *value, check == NULL ? native : check);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  if (!is_in_memory) {
    *target = *value;
    return AIRLOCK_OK;
  }
  return airlock_store(interpreter->machine, airlock_ptr_wrapping_add(target->as.ptr, offset),
                       *value, native);
}

// What a scalar is checked against when it is passed. Through a function pointer it may become a
// parameter of another type, of which only the form is known to fit.
static const airlock_type *check_of(const mir_call *call, const mir_argument *argument,
                                    const mir_parameter *parameter) {
  return call->pointer != NULL ? parameter->native[0] : argument->check;
}

static airlock_status pass_argument(mir_interpreter *interpreter, airlock_scalar *registers,
                                    const mir_parameter *parameter, const mir_frame *caller,
                                    const airlock_scalar *caller_registers, const mir_call *call,
                                    const mir_argument *argument) {
  airlock_scalar *target = &registers[parameter->register_index];
  if (parameter->form == MIR_FORM_SCALAR && !parameter->is_in_memory && call->pointer == NULL &&
      argument->check == NULL) {
    const airlock_scalar *value = read_from(caller, caller_registers, argument->index);
    if (value->kind != AIRLOCK_UNINIT) {
      *target = *value;
      return AIRLOCK_OK;
    }
  }
  switch (parameter->form) {
  case MIR_FORM_ZERO:
    return AIRLOCK_OK;
  case MIR_FORM_SCALAR:
    return pass_scalar(interpreter, target, 0, parameter->is_in_memory, parameter->native[0],
                       read_from(caller, caller_registers, argument->index),
                       check_of(call, argument, parameter));
  case MIR_FORM_PAIR: {
    const uint64_t *offsets = parameter->layout->half_offsets;
    airlock_status status =
        pass_scalar(interpreter, target, offsets[0], parameter->is_in_memory, parameter->native[0],
                    read_from(caller, caller_registers, argument->index), NULL);
    if (status != AIRLOCK_OK) {
      return status;
    }
    return pass_scalar(interpreter, parameter->is_in_memory ? target : target + 1, offsets[1],
                       parameter->is_in_memory, parameter->native[1],
                       read_from(caller, caller_registers, argument->second), NULL);
  }
  default: {
    const airlock_scalar *source = read_from(caller, caller_registers, argument->index);
    if (source->kind == AIRLOCK_UNINIT) {
      return mir_uninitialized(interpreter, interpreter->current);
    }
    return airlock_copy_at(interpreter->machine, &target->as.ptr, 0, &source->as.ptr,
                           argument->offset, parameter->native[0]);
  }
  }
}

// Begins a frame. The arguments are those of `call`, in the frame that is topmost now.
airlock_status mir_push_frame(mir_interpreter *interpreter, const mir_function *function,
                              const mir_call *call, mir_constant_item *constant) {
  if (interpreter->depth >= interpreter->options.depth_limit) {
    return airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                         "the limit of %zu nested calls is reached",
                         interpreter->options.depth_limit);
  }
  size_t base = 0;
  if (interpreter->depth > 0) {
    mir_frame *caller = &interpreter->frames[interpreter->depth - 1];
    caller->next = interpreter->next;
    base = caller->base + caller->function->num_registers;
  }
  airlock_status status = reserve(interpreter, base + function->num_registers);
  if (status != AIRLOCK_OK) {
    use_top_frame(interpreter);
    return status;
  }
  airlock_scalar *registers = interpreter->register_stack + base;
  for (uint32_t i = 0; i < function->cleared_registers; i++) {
    registers[i].kind = AIRLOCK_UNINIT;
  }
  if (function->uses_memory && !function->is_constant) {
    airlock_frame_push(interpreter->machine);
  }
  status = allocate_locals(interpreter, function, registers);
  if (call != NULL) {
    const mir_frame *caller = &interpreter->frames[interpreter->depth - 1];
    for (size_t i = 0; i < function->parameter_count && status == AIRLOCK_OK; i++) {
      status = pass_argument(interpreter, registers, &function->parameters[i], caller,
                             interpreter->register_stack + caller->base, call, &call->arguments[i]);
    }
  }
  if (status != AIRLOCK_OK) {
    use_top_frame(interpreter);
    return status;
  }
  interpreter->frames[interpreter->depth] =
      (mir_frame){.function = function, .base = base, .call = call, .constant = constant};
  interpreter->depth++;
  interpreter->calls += call != NULL;
  interpreter->next = function->code;
  interpreter->registers = registers;
  interpreter->constants = function->constants;
  return AIRLOCK_OK;
}

//===------------------------------------------------------------------------------------------===//
// Returning
//===------------------------------------------------------------------------------------------===//

// Reads half `index` of what local 0 holds.
static airlock_status read_result(mir_interpreter *interpreter, airlock_scalar *out_scalar,
                                  const mir_parameter *result, size_t index) {
  const airlock_scalar *slot = &interpreter->registers[result->register_index];
  if (result->is_in_memory) {
    uint64_t offset = result->form == MIR_FORM_PAIR ? result->layout->half_offsets[index] : 0;
    return airlock_load(interpreter->machine, out_scalar,
                        airlock_ptr_wrapping_add(slot->as.ptr, offset), result->native[index]);
  }
  *out_scalar = slot[index];
  if (out_scalar->kind == AIRLOCK_UNINIT || result->layout->is_reference) {
    return airlock_validate(interpreter->machine, *out_scalar, result->native[index]);
  }
  return AIRLOCK_OK;
}

static airlock_status read_results(mir_interpreter *interpreter, airlock_scalar *out_scalars,
                                   const mir_parameter *result) {
  airlock_status status = AIRLOCK_OK;
  if (result->form == MIR_FORM_SCALAR || result->form == MIR_FORM_PAIR) {
    status = read_result(interpreter, &out_scalars[0], result, 0);
    if (status == AIRLOCK_OK && result->form == MIR_FORM_PAIR) {
      status = read_result(interpreter, &out_scalars[1], result, 1);
    }
  } else if (result->form == MIR_FORM_MEMORY) {
    out_scalars[0] = interpreter->registers[result->register_index];
  }
  return status;
}

static airlock_status freeze_locals(mir_interpreter *interpreter, const mir_function *function) {
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < function->memory_local_count && status == AIRLOCK_OK; i++) {
    const mir_memory_local *local = &function->memory_locals[i];
    status = airlock_set_read_only(interpreter->machine,
                                   interpreter->registers[local->register_index].as.ptr.prov.alloc);
  }
  return status;
}

static airlock_status finish_static(mir_interpreter *interpreter, mir_constant_item *constant,
                                    const airlock_scalar *results, const mir_parameter *result) {
  airlock_ptr target = constant->value[0].as.ptr;
  airlock_status status = AIRLOCK_OK;
  switch (result->form) {
  case MIR_FORM_ZERO:
    break;
  case MIR_FORM_MEMORY:
    status = airlock_copy_typed(interpreter->machine, target, results[0].as.ptr, result->native[0]);
    break;
  case MIR_FORM_SCALAR:
    status = airlock_store(interpreter->machine, target, results[0], result->native[0]);
    break;
  default:
    for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
      airlock_ptr half = airlock_ptr_wrapping_add(target, result->layout->half_offsets[i]);
      status = airlock_store(interpreter->machine, half, results[i], result->native[i]);
    }
    break;
  }
  if (status == AIRLOCK_OK && !constant->body->is_mutable) {
    status = airlock_set_read_only(interpreter->machine, target.prov.alloc);
  }
  return status;
}

static airlock_status finish_constant(mir_interpreter *interpreter, mir_constant_item *constant,
                                      const airlock_scalar *results, const mir_parameter *result) {
  airlock_status status = AIRLOCK_OK;
  if (constant->is_static) {
    status = finish_static(interpreter, constant, results, result);
  } else {
    constant->value[0] = results[0];
    constant->value[1] = results[1];
  }
  if (status == AIRLOCK_OK && !constant->body->is_mutable) {
    status = freeze_locals(interpreter, constant->body);
  }
  constant->state = MIR_EVALUATED;
  return status;
}

static airlock_status deliver(mir_interpreter *interpreter, const mir_argument *destination,
                              const airlock_scalar *results, const mir_parameter *result) {
  const mir_frame *caller = &interpreter->frames[interpreter->depth - 2];
  airlock_scalar *registers = interpreter->register_stack + caller->base;
  switch (destination->form) {
  case MIR_FORM_ZERO:
    return AIRLOCK_OK;
  case MIR_FORM_SCALAR:
    registers[destination->index] = results[0];
    return AIRLOCK_OK;
  case MIR_FORM_PAIR:
    registers[destination->index] = results[0];
    registers[destination->second] = results[1];
    return AIRLOCK_OK;
  default:
    if (registers[destination->index].kind == AIRLOCK_UNINIT) {
      return mir_uninitialized(interpreter, interpreter->current);
    }
    return airlock_copy_at(interpreter->machine, &registers[destination->index].as.ptr,
                           destination->offset, &results[0].as.ptr, 0, result->native[0]);
  }
}

// What no frame expects is for those who run a function to its end.
static airlock_status keep_returned(mir_interpreter *interpreter, const airlock_scalar *results,
                                    const mir_parameter *result) {
  memcpy(interpreter->returned, results, sizeof interpreter->returned);
  bool is_wanted = result->form == MIR_FORM_MEMORY && interpreter->destination.address != 0;
  return is_wanted ? airlock_copy_typed(interpreter->machine, interpreter->destination,
                                        results[0].as.ptr, result->native[0])
                   : AIRLOCK_OK;
}

// A result has been checked by the function's own type. Through a function pointer its caller may
// expect another, and finds out at the call.
static airlock_status check_delivered(mir_interpreter *interpreter, const mir_call *call) {
  if (call->result.form != MIR_FORM_SCALAR || call->result.check == NULL) {
    return AIRLOCK_OK;
  }
  interpreter->current = interpreter->next - 1;
  return airlock_validate(interpreter->machine, *mir_read(interpreter, call->result.index),
                          call->result.check);
}

// From a function without memory to a caller that knows it: a scalar, or nothing, is handed down.
static bool return_quickly(mir_interpreter *interpreter, const mir_frame *frame) {
  const mir_function *function = frame->function;
  const mir_parameter *result = &function->result;
  const mir_call *call = frame->call;
  if (function->uses_memory || frame->constant != NULL || call == NULL || call->pointer != NULL ||
      result->form != call->result.form) {
    return false;
  }
  mir_frame *caller = &interpreter->frames[interpreter->depth - 2];
  airlock_scalar *registers = interpreter->register_stack + caller->base;
  if (result->form == MIR_FORM_SCALAR) {
    const airlock_scalar *value = &interpreter->registers[result->register_index];
    if (value->kind == AIRLOCK_UNINIT || result->layout->is_reference) {
      return false;
    }
    registers[call->result.index] = *value;
  } else if (result->form != MIR_FORM_ZERO) {
    return false;
  }
  interpreter->depth--;
  interpreter->next = caller->next;
  interpreter->registers = registers;
  interpreter->constants = caller->function->constants;
  return true;
}

airlock_status mir_slow_return(mir_interpreter *interpreter, const mir_instruction *instruction) {
  (void)instruction;
  const mir_frame *frame = &interpreter->frames[interpreter->depth - 1];
  const mir_function *function = frame->function;
  if (return_quickly(interpreter, frame)) {
    return AIRLOCK_OK;
  }
  airlock_scalar results[2] = {{.kind = AIRLOCK_UNINIT}, {.kind = AIRLOCK_UNINIT}};
  airlock_status status = read_results(interpreter, results, &function->result);
  if (status == AIRLOCK_OK && frame->constant != NULL) {
    status = finish_constant(interpreter, frame->constant, results, &function->result);
  } else if (status == AIRLOCK_OK && frame->call != NULL) {
    status = deliver(interpreter, &frame->call->result, results, &function->result);
  } else if (status == AIRLOCK_OK) {
    status = keep_returned(interpreter, results, &function->result);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (function->uses_memory && !function->is_constant) {
    airlock_frame_pop(interpreter->machine);
  }
  const mir_call *call = frame->call;
  interpreter->depth--;
  if (interpreter->depth > 0) {
    frame--;
    interpreter->next = frame->next;
    interpreter->registers = interpreter->register_stack + frame->base;
    interpreter->constants = frame->function->constants;
  }
  return call != NULL && call->pointer != NULL ? check_delivered(interpreter, call) : AIRLOCK_OK;
}

// An instruction met something uninitialised: a value, or a local that is not live.
airlock_status mir_uninitialized(mir_interpreter *interpreter, const mir_instruction *instruction) {
  bool is_access = instruction->opcode == MIR_OP_LOAD || instruction->opcode == MIR_OP_STORE ||
                   instruction->opcode == MIR_OP_COPY || instruction->opcode == MIR_OP_ADDRESS ||
                   instruction->opcode == MIR_OP_CALL;
  if (is_access) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_UNINITIALIZED,
                         "using a local variable that is not live or has no value yet");
  }
  return airlock_raise(interpreter->machine, AIRLOCK_UB_UNINITIALIZED,
                       "using a value that has not been initialized");
}
