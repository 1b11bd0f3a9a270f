// SPDX-License-Identifier: MIT
//
// Results on their way back. What native code returned is an ordinary write: pointers are
// wildcards, values are validated, padding and the bytes behind a long double are not taken over.
#include "native/call.h"

#include <string.h>

// A scalar result goes to *io_result, an aggregate to where that points.
static airlock_status take_immediate(const struct call *call, const airlock_type *type,
                                     const uint8_t *bytes) {
  if (type->class != TYPE_SCALAR) {
    return value_write_native(call->machine, call->io_result->as.ptr, type, bytes);
  }
  airlock_scalar scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
  airlock_status status = value_validate(call->machine, scalar, type, type->name);
  if (status == AIRLOCK_OK) {
    *call->io_result = scalar;
  }
  return status;
}

// Pointers in a result are wildcards already.
static airlock_status pass_over(void *context, airlock_ptr pointer) {
  (void)context;
  (void)pointer;
  return AIRLOCK_OK;
}

static airlock_status take_bytes(const struct call *call, const airlock_type *type,
                                 uint8_t *bytes) {
  airlock_status status = value_check_image(call->machine, bytes, type, pass_over, NULL);
  if (status == AIRLOCK_OK) {
    memcpy(call->out_bytes, bytes, type->size);
  }
  return status;
}

airlock_status result_take(const struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  const airlock_type *type = signature->result;
  if (type == NULL) {
    return AIRLOCK_OK;
  }
  uint8_t *bytes = call->frame + signature->result_offset;
  airlock_status status =
      call->out_bytes != NULL ? take_bytes(call, type, bytes) : take_immediate(call, type, bytes);
  if (status != AIRLOCK_OK) {
    call->machine->report.facts.function = call->callee->name;
    report_note(&call->machine->report, AIRLOCK_NOTE, 0,
                "this is the result of the foreign function `%s`", call->callee->name);
  }
  return status;
}

airlock_status result_take_from(airlock_machine *machine, const airlock_callee *callee,
                                uint8_t *frame, airlock_scalar *io_result) {
  struct call call = {.machine = machine, .callee = callee, .io_result = io_result, .frame = frame};
  return result_take(&call);
}

airlock_status result_check_place(const struct call *call) {
  const airlock_type *type = call->callee->signature->result;
  bool needs_place = type != NULL && type->class != TYPE_SCALAR && call->out_bytes == NULL;
  return needs_place ? airlock_expect(call->machine, *call->io_result, AIRLOCK_POINTER)
                     : AIRLOCK_OK;
}
