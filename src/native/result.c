// SPDX-License-Identifier: MIT
//
// Results on their way back. What native code returned is an ordinary write: pointers are
// wildcards, values are validated, padding and the bytes behind a long double are not taken over.
#include "native/call.h"

#include <string.h>

// A scalar result goes to *io_result, an aggregate to where that points.
static airlock_status take_immediate(airlock_machine *machine, const airlock_type *type,
                                     const uint8_t *bytes, airlock_scalar *io_result) {
  if (type->class != TYPE_SCALAR) {
    return value_write_native(machine, io_result->as.ptr, type, bytes);
  }
  airlock_scalar scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
  airlock_status status = value_validate(machine, scalar, type, type->name);
  if (status == AIRLOCK_OK) {
    *io_result = scalar;
  }
  return status;
}

// Pointers in a result are wildcards already.
static airlock_status pass_over(void *context, airlock_ptr pointer) {
  (void)context;
  (void)pointer;
  return AIRLOCK_OK;
}

static airlock_status take_image(const struct call *call, const airlock_type *type,
                                 uint8_t *bytes) {
  airlock_status status = value_check_image(call->machine, bytes, type, pass_over, NULL);
  if (status == AIRLOCK_OK) {
    memcpy(call->out_bytes, bytes, type->size);
  }
  return status;
}

static airlock_status blame_result(airlock_machine *machine, const airlock_callee *callee,
                                   airlock_status status) {
  machine->report.facts.function = callee->name;
  report_note(&machine->report, AIRLOCK_NOTE, 0, "this is the result of the foreign function `%s`",
              callee->name);
  return status;
}

static airlock_status take_bytes(airlock_machine *machine, const airlock_callee *callee,
                                 const uint8_t *bytes, airlock_scalar *io_result) {
  airlock_status status = take_immediate(machine, callee->signature->result, bytes, io_result);
  return status == AIRLOCK_OK ? status : blame_result(machine, callee, status);
}

airlock_status result_take(const struct call *call) {
  const airlock_callee *callee = call->callee;
  const airlock_type *type = callee->signature->result;
  uint8_t *bytes = call->frame + callee->signature->result_offset;
  if (type == NULL) {
    return AIRLOCK_OK;
  }
  if (call->out_bytes == NULL) {
    return take_bytes(call->machine, callee, bytes, call->io_result);
  }
  airlock_status status = take_image(call, type, bytes);
  return status == AIRLOCK_OK ? status : blame_result(call->machine, callee, status);
}

airlock_status result_take_words(airlock_machine *machine, const airlock_callee *callee,
                                 struct result_words words, airlock_scalar *io_result) {
  uint8_t bytes[sizeof words];
  memcpy(bytes, &words, sizeof words);
  return take_bytes(machine, callee, bytes, io_result);
}

airlock_status result_check_place(const struct call *call) {
  const airlock_type *type = call->callee->signature->result;
  bool needs_place = type != NULL && type->class != TYPE_SCALAR && call->out_bytes == NULL;
  return needs_place ? airlock_expect(call->machine, *call->io_result, AIRLOCK_POINTER)
                     : AIRLOCK_OK;
}
