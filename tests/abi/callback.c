// SPDX-License-Identifier: MIT
//
// One callback: C calls a function of the machine, which looks at its arguments and answers.
// Compared are the bytes that have a value in C, as in compare.c.
#include "abi.h"

#include <string.h>

// What the function of the machine expects and answers: the token of its entry.
struct exchange {
  const struct abi_library *library;
  const struct abi_function *function;
  const uint8_t *answer;
  char *reason; // Written when something differs.
  size_t size;
  unsigned calls;
  bool differs;
};

airlock_status abi_run_callback(void *context, void *token, const airlock_scalar *args,
                                size_t num_args, airlock_scalar *io_result) {
  (void)context;
  struct exchange *exchange = token;
  const struct abi_library *library = exchange->library;
  const airlock_type *result = exchange->function->result;
  exchange->calls++;
  exchange->differs = false;
  for (size_t i = 0; i < num_args; i++) {
    uint8_t bytes[ABI_MAX_VALUE] = {0};
    const airlock_type *type = exchange->function->params[i];
    abi_value_bytes(library->machine, bytes, args[i], type);
    if (!abi_value_same(library, bytes, library->given + i * ABI_MAX_VALUE, type)) {
      exchange->differs = true;
      snprintf(exchange->reason, exchange->size,
               "argument #%zu of a callback arrives with other bytes", i + 1);
    }
  }
  if (result != NULL && result->class == TYPE_SCALAR) {
    *io_result = abi_value_scalar(exchange->answer, result);
  }
  return result == NULL || result->class == TYPE_SCALAR
             ? AIRLOCK_OK
             : airlock_write(library->machine, io_result->as.ptr, exchange->answer, result->size);
}

static const airlock_callee *bind_caller(airlock_machine *machine, size_t index) {
  char name[32];
  const airlock_signature *signature;
  const airlock_callee *callee;
  const airlock_type *function = airlock_type_scalar(machine, AIRLOCK_FUNCTION);
  snprintf(name, sizeof name, "abi_back_%zu", index);
  abi_require(machine, airlock_signature_new(machine, &signature, NULL, &function, 1));
  abi_require(machine, airlock_bind(machine, &callee, name, signature));
  return callee;
}

enum abi_outcome abi_compare_callback(const struct abi_library *library,
                                      const struct abi_function *function, size_t index,
                                      struct random *random, char *out_reason, size_t size) {
  airlock_machine *machine = library->machine;
  const airlock_signature *signature;
  uint8_t answer[ABI_MAX_VALUE];
  struct exchange exchange = {library, function, answer, out_reason, size, 0, true};
  airlock_ptr pointer;
  for (size_t i = 0; i < function->num_params; i++) {
    abi_value_random(random, library->given + i * ABI_MAX_VALUE, function->params[i]);
  }
  if (function->result != NULL) {
    abi_value_random(random, answer, function->result);
  }
  abi_require(machine, airlock_signature_new(machine, &signature, function->result,
                                             function->params, function->num_params));
  abi_require(machine, airlock_function_new(machine, &pointer, "callback", signature, &exchange));
  airlock_scalar arg = airlock_function_pointer(pointer);
  airlock_status status = airlock_call(machine, bind_caller(machine, index), &arg, 1, NULL);
  if (status != AIRLOCK_OK) {
    snprintf(out_reason, size, "%s", airlock_last_report(machine)->message);
  } else if (exchange.calls != 1) {
    snprintf(out_reason, size, "the callback was not run");
  } else if (!exchange.differs && function->result != NULL &&
             !abi_value_same(library, answer, library->got, function->result)) {
    exchange.differs = true;
    snprintf(out_reason, size, "the result of a callback arrives with other bytes");
  }
  abi_require(machine, airlock_function_free(machine, pointer));
  return status == AIRLOCK_OK && !exchange.differs ? ABI_SAME : ABI_DIFFERENT;
}
