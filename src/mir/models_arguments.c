// SPDX-License-Identifier: MIT
//
// The program's own arguments, for std/env.rs, which asks for none that is not there.
#include <string.h>

#include "models_internal.h"

MIR_MODEL(argument_count) {
  (void)call;
  (void)args;
  result[0] = airlock_int(AIRLOCK_USIZE, interpreter->options.argument_count);
  return AIRLOCK_OK;
}

MIR_MODEL(argument_length) {
  (void)call;
  const char *argument = interpreter->options.arguments[args[0].as.bits[0]];
  result[0] = airlock_int(AIRLOCK_USIZE, strlen(argument));
  return AIRLOCK_OK;
}

MIR_MODEL(argument_copy) {
  (void)call;
  (void)result;
  const char *argument = interpreter->options.arguments[args[0].as.bits[0]];
  return airlock_write(interpreter->machine, args[1].as.ptr, argument, strlen(argument));
}
