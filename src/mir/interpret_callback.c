// SPDX-License-Identifier: MIT
//
// Functions of the program that native code calls: the machine's callback hook.
//
// A callback runs like a function within a model, on the host's stack, until it has returned. Its
// arguments come as the machine has them: what Rust keeps in two registers is taken out of the
// memory that an aggregate arrives in, and put back for a result.
#include <stdlib.h>

#include "interpret_internal.h"

static airlock_ptr half_of(airlock_ptr pair, const mir_parameter *parameter, size_t index) {
  return airlock_ptr_wrapping_add(pair, parameter->layout->half_offsets[index]);
}

// The arguments as the function's parameters have them, one scalar after the other.
static airlock_status spread(mir_interpreter *interpreter, airlock_scalar *out_scalars,
                             const mir_function *function, const airlock_scalar *args) {
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < function->parameter_count && status == AIRLOCK_OK; i++) {
    const mir_parameter *parameter = &function->parameters[i];
    if (parameter->form != MIR_FORM_PAIR) {
      *out_scalars++ = args[i];
      continue;
    }
    for (size_t half = 0; half < 2 && status == AIRLOCK_OK; half++) {
      status = airlock_load(interpreter->machine, out_scalars++,
                            half_of(args[i].as.ptr, parameter, half), parameter->native[half]);
    }
  }
  return status;
}

static airlock_status give(mir_interpreter *interpreter, airlock_scalar *io_result,
                           const mir_parameter *result) {
  airlock_status status = AIRLOCK_OK;
  if (result->form == MIR_FORM_SCALAR) {
    *io_result = interpreter->returned[0];
  }
  for (size_t half = 0; result->form == MIR_FORM_PAIR && half < 2 && status == AIRLOCK_OK; half++) {
    status = airlock_store(interpreter->machine, half_of(io_result->as.ptr, result, half),
                           interpreter->returned[half], result->native[half]);
  }
  return status;
}

static airlock_status run(mir_interpreter *interpreter, const mir_function *function,
                          const airlock_scalar *args, airlock_scalar *io_result) {
  airlock_scalar *scalars = calloc(2 * function->parameter_count + 1, sizeof *scalars);
  if (scalars == NULL) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  airlock_ptr destination = interpreter->destination;
  airlock_status status = spread(interpreter, scalars, function, args);
  if (function->result.form == MIR_FORM_MEMORY) {
    interpreter->destination = io_result->as.ptr;
  }
  if (status == AIRLOCK_OK) {
    status = mir_run_function(interpreter, function, scalars);
  }
  interpreter->destination = destination;
  free(scalars);
  return status == AIRLOCK_OK ? give(interpreter, io_result, &function->result) : status;
}

airlock_status mir_callback_hook(void *context, void *token, const airlock_scalar *args,
                                 size_t num_args, airlock_scalar *io_result) {
  mir_interpreter *interpreter = context;
  const mir_function *function = token;
  if (function->foreign != NULL) { // A pointer to a foreign function went there and back.
    const airlock_callee *callee = NULL;
    airlock_status status = airlock_bind(interpreter->machine, &callee, function->foreign->name,
                                         function->foreign->signature);
    return status == AIRLOCK_OK
               ? airlock_call(interpreter->machine, callee, args, num_args, io_result)
               : status;
  }
  return run(interpreter, function, args, io_result);
}
