// SPDX-License-Identifier: MIT
//
// The life of one native call.
//
//   IDLE ── airlock_call
//     │  read: imm_to_carg checks each argument and copies it into the frame; no change yet
//     │  ask:  warnings; a denied one ends here
//     ▼
//   EXPOSED ── expose_arguments, exposure_prepare: all that native code can reach is exposed
//     │  exposure_cross: a new epoch; exposed mutable memory is stale from here on
//     ▼
//   IN NATIVE ── cross: errno in, ffi_call, errno out; floating-point control compared
//     │
//     ▼
//   RECONCILED ── take_result: an ordinary write; pointers are wildcards, values are validated
//     │
//     ▼
//   IDLE
//
// What may be trusted: before EXPOSED a failure leaves the machine as it was; a failure while
// exposing (out of memory) leaves more exposed than before, which is legal; after IN NATIVE the
// call has happened, whatever is reported.
#include "native/fp_control.h"
#include "native/native.h"

#include <errno.h>
#include <string.h>

enum { STACK_FRAME_SIZE = 1024, STACK_FRAME_ALIGN = 16 };

// One call at hand.
struct call {
  airlock_machine *machine;
  const airlock_callee *callee;
  const airlock_scalar *args;
  uint8_t *frame;
  bool shares_memory;   // A pointer with concrete provenance is passed.
  bool passes_wildcard; // A wildcard pointer is passed.
};

static void *argument_slot(const struct call *call, size_t index) {
  return call->frame + call->callee->signature->offsets[index];
}

// Adds to a failure which argument of which function it was.
static airlock_status blame_argument(const struct call *call, airlock_status status, size_t index) {
  struct report *report = &call->machine->report;
  report->facts.argument = (int)index;
  report->facts.function = call->callee->name;
  report_note(report, AIRLOCK_NOTE, 0, "this is argument #%zu of the foreign function `%s`",
              index + 1, call->callee->name);
  return status;
}

static airlock_status note_pointer(void *context, airlock_ptr pointer) {
  struct call *call = context;
  call->shares_memory |= prov_is_concrete(pointer.prov);
  call->passes_wildcard |= prov_is_wildcard(pointer.prov) && pointer.address != 0;
  return AIRLOCK_OK;
}

static airlock_status expose_pointer(void *context, airlock_ptr pointer) {
  const struct call *call = context;
  return airlock_expose(call->machine, pointer);
}

// The value of a variadic argument after C's default promotions.
static airlock_scalar promote(airlock_scalar scalar, airlock_kind kind) {
  switch (scalar.kind) {
  case AIRLOCK_I8:
    return airlock_int(kind, (uint64_t)(int8_t)scalar.as.bits[0]);
  case AIRLOCK_I16:
    return airlock_int(kind, (uint64_t)(int16_t)scalar.as.bits[0]);
  case AIRLOCK_F32: {
    float value;
    memcpy(&value, scalar.as.bits, sizeof value);
    return airlock_f64((double)value);
  }
  default:
    scalar.kind = kind;
    return scalar;
  }
}

static airlock_status scalar_to_carg(struct call *call, size_t index, const airlock_type *type) {
  airlock_scalar scalar = call->args[index];
  airlock_status status = airlock_validate(call->machine, scalar, type);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (type_is_pointer(type)) {
    (void)note_pointer(call, scalar.as.ptr);
  }
  airlock_kind passed_as = call->callee->signature->promoted[index]->kind;
  value_to_bytes(argument_slot(call, index),
                 passed_as == scalar.kind ? scalar : promote(scalar, passed_as));
  return AIRLOCK_OK;
}

// imm_to_carg turns an immediate into a C argument in the frame: the scalar's own image, or, for an
// aggregate, the bytes it points to, padding zeroed.
static airlock_status imm_to_carg(struct call *call, size_t index) {
  const airlock_type *type = call->callee->signature->params[index];
  airlock_scalar scalar = call->args[index];
  if (type->class == TYPE_SCALAR) {
    return scalar_to_carg(call, index, type);
  }
  memset((uint8_t *)argument_slot(call, index) + (type->size & ~UINT64_C(7)), 0,
         type->size & 7 ? 8 : 0);
  struct access access;
  airlock_status status = airlock_expect(call->machine, scalar, AIRLOCK_POINTER);
  if (status == AIRLOCK_OK) {
    status =
        access_begin(call->machine, &access, scalar.as.ptr, type->size, type->align, AIRLOCK_READ);
  }
  return status == AIRLOCK_OK ? value_read(call->machine, argument_slot(call, index), &access, type,
                                           note_pointer, call)
                              : status;
}

static airlock_status read_arguments(struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  const struct plan *plan = &signature->plan;
  void **pointers = (void **)(void *)call->frame;
  for (size_t i = 0; i < plan->num_pieces; i++) {
    pointers[i] = (uint8_t *)argument_slot(call, plan->pieces[i].param) + plan->pieces[i].offset;
  }
  for (size_t i = 0; i < signature->num_params; i++) {
    airlock_status status = imm_to_carg(call, i);
    if (status != AIRLOCK_OK) {
      return blame_argument(call, status, i);
    }
  }
  return AIRLOCK_OK;
}

static airlock_status ask_to_share(const struct call *call) {
  airlock_machine *machine = call->machine;
  if (machine_warning_denied(machine, AIRLOCK_WARN_SHARED_MEMORY)) {
    machine_fail(machine, AIRLOCK_UNSUPPORTED_DENIED,
                 "sharing memory with the native function `%s` is denied", call->callee->name);
    machine->report.facts.function = call->callee->name;
    return AIRLOCK_UNSUPPORTED_DENIED;
  }
  struct report *notice = machine_warn(machine, AIRLOCK_WARN_SHARED_MEMORY,
                                       "sharing memory with a native function called via FFI");
  if (notice != NULL) {
    notice->facts.function = call->callee->name;
    report_note(notice, AIRLOCK_HELP, 0,
                "when memory is shared with a native function call, airlock stops tracking "
                "initialization and provenance for that memory");
    report_note(notice, AIRLOCK_HELP, 0,
                "in particular, airlock assumes that the native call initializes all memory it has "
                "access to");
    report_note(notice, AIRLOCK_HELP, 0,
                "airlock also assumes that any part of this memory may be a pointer that is "
                "permitted to point to arbitrary exposed memory");
    report_note(notice, AIRLOCK_HELP, 0,
                "what this means is that airlock will easily miss Undefined Behavior related to "
                "incorrect usage of this shared memory, so you should not take a clean run as a "
                "signal that the FFI code is free of Undefined Behavior");
    machine_warn_send(machine);
  }
  return AIRLOCK_OK;
}

static airlock_status ask_to_pass_wildcard(const struct call *call) {
  airlock_machine *machine = call->machine;
  if (machine_warning_denied(machine, AIRLOCK_WARN_WILDCARD_ARGUMENT)) {
    machine_fail(machine, AIRLOCK_UNSUPPORTED_DENIED,
                 "passing a wildcard pointer to the native function `%s` is denied",
                 call->callee->name);
    machine->report.facts.function = call->callee->name;
    return AIRLOCK_UNSUPPORTED_DENIED;
  }
  struct report *notice = machine_warn(machine, AIRLOCK_WARN_WILDCARD_ARGUMENT,
                                       "passing a wildcard pointer to a native function");
  if (notice != NULL) {
    notice->facts.function = call->callee->name;
    report_note(notice, AIRLOCK_HELP, 0,
                "it is not known which allocation this pointer may access; whatever native code "
                "reaches through it must be exposed already, and airlock cannot check that");
    machine_warn_send(machine);
  }
  return AIRLOCK_OK;
}

// Both denials are looked at before either warning is given, so that a refusal changes nothing.
static airlock_status ask_embedder(const struct call *call) {
  const airlock_machine *machine = call->machine;
  bool shares = call->shares_memory || call->passes_wildcard;
  if (call->passes_wildcard && machine_warning_denied(machine, AIRLOCK_WARN_WILDCARD_ARGUMENT)) {
    return ask_to_pass_wildcard(call);
  }
  airlock_status status = shares ? ask_to_share(call) : AIRLOCK_OK;
  return status == AIRLOCK_OK && call->passes_wildcard ? ask_to_pass_wildcard(call) : status;
}

// The pointers inside an aggregate, which was read before, so that the embedder is not asked again.
static airlock_status expose_members(struct call *call, size_t index, const airlock_type *type) {
  struct access access;
  airlock_status status =
      access_resolve(call->machine, &access, call->args[index].as.ptr, type->size);
  return status == AIRLOCK_OK ? value_read(call->machine, argument_slot(call, index), &access, type,
                                           expose_pointer, call)
                              : status;
}

static airlock_status expose_arguments(struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < signature->num_params && status == AIRLOCK_OK; i++) {
    const airlock_type *type = signature->params[i];
    if (type->class != TYPE_SCALAR) {
      status = expose_members(call, i, type);
    } else if (type_is_pointer(type)) {
      status = airlock_expose(call->machine, call->args[i].as.ptr);
    }
  }
  return status;
}

static void check_fp_control(airlock_machine *machine, struct fp_control before,
                             const char *function) {
  struct fp_control after = fp_control_capture();
  if (fp_control_equal(before, after)) {
    return;
  }
  if (!machine->config.keep_fp_control) {
    fp_control_restore(before);
  }
  char change[FP_CONTROL_TEXT_SIZE];
  (void)fp_control_describe_change(change, sizeof change, before, after);
  struct report *notice =
      machine_warn(machine, AIRLOCK_WARN_FP_CONTROL,
                   "the native function `%s` changed the floating-point control state", function);
  if (notice != NULL) {
    notice->facts.function = function;
    report_note(notice, AIRLOCK_NOTE, 0, "%s", change);
    report_note(notice, AIRLOCK_HELP, 0, "%s",
                machine->config.keep_fp_control
                    ? "the change is kept, as configured: floating-point results may differ"
                    : "the change was undone");
    machine_warn_send(machine);
  }
}

// Runs native code. errno is the machine's own on the other side of the door.
static airlock_status cross(const struct call *call) {
  airlock_machine *machine = call->machine;
  airlock_signature *signature = call->callee->signature;
  void *result = call->frame + signature->result_offset;
  memset(result, 0, 16);
  machine->statistics.native_calls++;
  machine->native->escape = AIRLOCK_OK;
  struct fp_control control = fp_control_capture();
  int host_errno = errno;
  errno = machine->native_errno;
  ffi_call(&signature->cif, call->callee->address, result, (void **)(void *)call->frame);
  machine->native_errno = errno;
  errno = host_errno;
  check_fp_control(machine, control, call->callee->name);
  return machine->native->escape;
}

static airlock_status take_result(const struct call *call, airlock_scalar *io_result) {
  const airlock_signature *signature = call->callee->signature;
  const airlock_type *type = signature->result;
  const uint8_t *bytes = call->frame + signature->result_offset;
  if (type == NULL) {
    return AIRLOCK_OK;
  }
  airlock_status status;
  if (type->class == TYPE_SCALAR) {
    airlock_scalar scalar = value_from_bytes(bytes, type->kind, airlock_prov_wildcard());
    status = value_validate(call->machine, scalar, type, type->name);
    if (status == AIRLOCK_OK) {
      *io_result = scalar;
    }
  } else {
    status = value_write_native(call->machine, io_result->as.ptr, type, bytes);
  }
  if (status != AIRLOCK_OK) {
    call->machine->report.facts.function = call->callee->name;
    report_note(&call->machine->report, AIRLOCK_NOTE, 0,
                "this is the result of the foreign function `%s`", call->callee->name);
  }
  return status;
}

// A struct result needs to know where it goes before native code runs.
static airlock_status check_result_place(const struct call *call, const airlock_scalar *io_result) {
  const airlock_type *type = call->callee->signature->result;
  bool is_aggregate = type != NULL && type->class != TYPE_SCALAR;
  return is_aggregate ? airlock_expect(call->machine, *io_result, AIRLOCK_POINTER) : AIRLOCK_OK;
}

static airlock_status perform(struct call *call, airlock_scalar *io_result) {
  airlock_machine *machine = call->machine;
  airlock_status status = check_result_place(call, io_result);
  if (status == AIRLOCK_OK) {
    status = read_arguments(call);
  }
  if (status == AIRLOCK_OK) {
    status = ask_embedder(call);
  }
  if (status == AIRLOCK_OK) {
    status = expose_arguments(call);
  }
  if (status == AIRLOCK_OK && !exposure_prepare(machine)) {
    status = machine_no_memory(machine);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  exposure_cross(machine);
  status = cross(call);
  return status == AIRLOCK_OK ? take_result(call, io_result) : status;
}

// Frames too large for the stack are kept with the signature, so that repeating a call takes no
// memory; a call inside a call of the same signature makes one of its own.
static airlock_status perform_with_large_frame(struct call *call, airlock_scalar *io_result) {
  airlock_signature *signature = call->callee->signature;
  struct host *host = &call->machine->host;
  size_t size = signature->frame_size + signature->frame_align;
  uint8_t *memory = signature->spare_frame;
  signature->spare_frame = NULL;
  if (memory == NULL) {
    memory = host_allocate(host, size);
  }
  if (memory == NULL) {
    return machine_no_memory(call->machine);
  }
  call->frame = memory + (-(uintptr_t)memory & (signature->frame_align - 1));
  airlock_status status = perform(call, io_result);
  if (signature->spare_frame == NULL) {
    signature->spare_frame = memory;
  } else {
    host_release(host, memory, size);
  }
  return status;
}

// What only the embedder can get wrong.
static airlock_status check_use(airlock_machine *machine, const airlock_callee *callee,
                                const airlock_scalar *args, size_t num_args,
                                const airlock_scalar *io_result) {
  const airlock_signature *signature = callee->signature;
  if (num_args != signature->num_params) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "`%s` takes %zu arguments, but %zu were given", callee->name,
                        signature->num_params, num_args);
  }
  if (args == NULL && num_args > 0) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` was given no arguments",
                        callee->name);
  }
  if (io_result == NULL && signature->result != NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` was given no place for its result",
                        callee->name);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_call(airlock_machine *machine, const airlock_callee *callee,
                            const airlock_scalar *args, size_t num_args,
                            airlock_scalar *io_result) {
  airlock_status status = check_use(machine, callee, args, num_args, io_result);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (callee->address == NULL) {
    return callee->shim.function(callee->shim.context, args, num_args, io_result);
  }
  struct call call = {.machine = machine, .callee = callee, .args = args};
  if (callee->signature->frame_size > STACK_FRAME_SIZE ||
      callee->signature->frame_align > STACK_FRAME_ALIGN) {
    return perform_with_large_frame(&call, io_result);
  }
  _Alignas(STACK_FRAME_ALIGN) uint8_t frame[STACK_FRAME_SIZE];
  call.frame = frame;
  return perform(&call, io_result);
}

int airlock_errno(const airlock_machine *machine) {
  return machine->native_errno;
}

void airlock_set_errno(airlock_machine *machine, int value) {
  machine->native_errno = value;
}
