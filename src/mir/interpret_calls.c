// SPDX-License-Identifier: MIT
//
// Calls of every kind, and constants, whose first use is a call of their body.
#include <stdlib.h>
#include <string.h>

#include "interpret_internal.h"

airlock_status mir_slow_call(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const mir_call *call = instruction->call;
  return mir_push_frame(interpreter, call->function, call, NULL);
}

// The value of a const. When it is not known yet, its body runs first, and then this again.
airlock_status mir_slow_constant(mir_interpreter *interpreter, const mir_instruction *instruction) {
  mir_constant_item *constant = instruction->constant;
  switch (constant->state) {
  case MIR_EVALUATED:
    if (constant->layout->class != MIR_CLASS_ZERO) {
      interpreter->registers[instruction->target] = constant->value[0];
    }
    if (constant->layout->class == MIR_CLASS_PAIR) {
      interpreter->registers[instruction->target + 1] = constant->value[1];
    }
    return AIRLOCK_OK;
  case MIR_EVALUATING:
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "constant `%s` depends on itself", constant->name);
  default:
    constant->state = MIR_EVALUATING;
    interpreter->next = instruction;
    interpreter->statements_left += instruction->after - instruction->before; // It comes again.
    return mir_push_frame(interpreter, constant->body, NULL, constant);
  }
}

//===------------------------------------------------------------------------------------------===//
// Foreign functions and models
//===------------------------------------------------------------------------------------------===//

static airlock_status reserve_arguments(mir_interpreter *interpreter, size_t count) {
  if (count <= interpreter->argument_capacity) {
    return AIRLOCK_OK;
  }
  airlock_scalar *arguments = realloc(interpreter->arguments, count * 2 * sizeof *arguments);
  if (arguments == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  interpreter->arguments = arguments;
  interpreter->argument_capacity = count * 2;
  return AIRLOCK_OK;
}

static airlock_status place_pointer(mir_interpreter *interpreter, airlock_scalar *out_scalar,
                                    const mir_argument *argument) {
  const airlock_scalar *base = mir_read(interpreter, argument->index);
  if (base->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, interpreter->current);
  }
  *out_scalar = airlock_pointer(airlock_ptr_wrapping_add(base->as.ptr, argument->offset));
  return AIRLOCK_OK;
}

// The arguments of a call as scalars, one after the other.
static airlock_status gather_arguments(mir_interpreter *interpreter, size_t *out_count,
                                       const mir_call *call) {
  airlock_status status = reserve_arguments(interpreter, call->argument_count * 2 + 1);
  size_t count = 0;
  for (size_t i = 0; i < call->argument_count && status == AIRLOCK_OK; i++) {
    const mir_argument *argument = &call->arguments[i];
    airlock_scalar *arguments = interpreter->arguments;
    switch (argument->form) {
    case MIR_FORM_ZERO:
      break;
    case MIR_FORM_SCALAR:
      arguments[count] = *mir_read(interpreter, argument->index);
      if (argument->check != NULL) {
        status = airlock_validate(interpreter->machine, arguments[count], argument->check);
      }
      count++;
      break;
    case MIR_FORM_PAIR:
      arguments[count] = *mir_read(interpreter, argument->index);
      arguments[count + 1] = *mir_read(interpreter, argument->second);
      count += 2;
      break;
    default:
      status = place_pointer(interpreter, &arguments[count], argument);
      count++;
      break;
    }
  }
  *out_count = count;
  return status;
}

static airlock_status prepare_result(mir_interpreter *interpreter, airlock_scalar *results,
                                     const mir_call *call) {
  memset(results, 0, 2 * sizeof *results);
  if (call->result.form == MIR_FORM_MEMORY) {
    return place_pointer(interpreter, &results[0], &call->result);
  }
  return AIRLOCK_OK;
}

static void keep_result(mir_interpreter *interpreter, const airlock_scalar *results,
                        const mir_call *call) {
  if (call->result.form == MIR_FORM_SCALAR || call->result.form == MIR_FORM_PAIR) {
    interpreter->registers[call->result.index] = results[0];
  }
  if (call->result.form == MIR_FORM_PAIR) {
    interpreter->registers[call->result.second] = results[1];
  }
}

static airlock_status call_foreign(mir_interpreter *interpreter, const mir_call *call,
                                   mir_foreign *foreign) {
  airlock_status status = AIRLOCK_OK;
  if (foreign->callee == NULL) {
    status =
        airlock_bind(interpreter->machine, &foreign->callee, foreign->name, foreign->signature);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  size_t count = 0;
  airlock_scalar results[2];
  status = gather_arguments(interpreter, &count, call);
  if (status == AIRLOCK_OK) {
    status = prepare_result(interpreter, results, call);
  }
  if (status == AIRLOCK_OK) {
    status = airlock_call(interpreter->machine, foreign->callee, interpreter->arguments, count,
                          &results[0]);
  }
  // What a signal cut short in native code is not for the program to see.
  if (status == AIRLOCK_OK && mir_is_interrupted(interpreter)) {
    return mir_interrupted(interpreter);
  }
  if (status == AIRLOCK_OK) {
    keep_result(interpreter, results, call);
  }
  return status;
}

airlock_status mir_slow_call_foreign(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  return call_foreign(interpreter, instruction->call, instruction->call->foreign);
}

airlock_status mir_slow_call_model(mir_interpreter *interpreter,
                                   const mir_instruction *instruction) {
  const mir_call *call = instruction->call;
  size_t count = 0;
  interpreter->calls++;
  airlock_scalar results[2];
  airlock_status status = gather_arguments(interpreter, &count, call);
  if (status == AIRLOCK_OK) {
    status = prepare_result(interpreter, results, call);
  }
  for (size_t i = 0; i < count && status == AIRLOCK_OK; i++) {
    if (interpreter->arguments[i].kind == AIRLOCK_UNINIT) {
      status = mir_uninitialized(interpreter, instruction);
    }
  }
  if (status == AIRLOCK_OK) {
    status = call->model->function(interpreter, call, interpreter->arguments, results);
  }
  if (status == AIRLOCK_OK) {
    keep_result(interpreter, results, call);
  }
  return status;
}

//===------------------------------------------------------------------------------------------===//
// Function pointers
//===------------------------------------------------------------------------------------------===//

airlock_status mir_call_mismatch(mir_interpreter *interpreter, const mir_function *function) {
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                       "calling function `%s` through a pointer of another type", function->name);
}

bool mir_call_fits(const mir_function *function, const mir_call *call) {
  if (function->parameter_count != call->argument_count) {
    return false;
  }
  for (size_t i = 0; i < call->argument_count; i++) {
    if (!mir_layouts_fit(function->parameters[i].layout, call->arguments[i].layout)) {
      return false;
    }
  }
  return !call->returns || mir_layouts_fit(function->result.layout, call->result.layout);
}

// By value only the very same struct fits: native code is given it by its type.
static bool fits_foreign(const mir_function *function, const mir_call *call) {
  bool fits = mir_call_fits(function, call);
  for (size_t i = 0; i < call->argument_count && fits; i++) {
    const mir_layout *layout = call->arguments[i].layout;
    fits = layout->class == MIR_CLASS_SCALAR || layout == function->parameters[i].layout;
  }
  return fits && (!call->returns || call->result.form == MIR_FORM_SCALAR ||
                  call->result.layout == function->result.layout);
}

airlock_status mir_slow_call_pointer(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const mir_call *call = instruction->call;
  const airlock_scalar *pointer = mir_read(interpreter, instruction->left);
  if (pointer->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  void *token = NULL;
  airlock_status status = airlock_function_at(interpreter->machine, &token, pointer->as.ptr);
  if (status != AIRLOCK_OK) {
    return status;
  }
  const mir_function *function = token;
  if (function->foreign != NULL) {
    return fits_foreign(function, call)
               ? call_foreign(interpreter, call, (mir_foreign *)(uintptr_t)function->foreign)
               : mir_call_mismatch(interpreter, function);
  }
  return mir_call_fits(function, call) ? mir_push_frame(interpreter, function, call, NULL)
                                       : mir_call_mismatch(interpreter, function);
}

airlock_status mir_slow_noreturn(mir_interpreter *interpreter, const mir_instruction *instruction) {
  (void)instruction;
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                       "returning from a function whose result type is `!`");
}

airlock_status mir_slow_unreachable(mir_interpreter *interpreter,
                                    const mir_instruction *instruction) {
  (void)instruction;
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER, "entering unreachable code");
}

airlock_status mir_slow_limit(mir_interpreter *interpreter, const mir_instruction *instruction) {
  return airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER, "%s", instruction->text);
}

airlock_status mir_slow_unsupported(mir_interpreter *interpreter,
                                    const mir_instruction *instruction) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "%s", instruction->text);
}
