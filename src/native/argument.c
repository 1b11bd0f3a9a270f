// SPDX-License-Identifier: MIT
//
// Arguments on their way out: from immediates, or from bytes, to C's images in a call's frame.
//
// Every argument is checked before anything is exposed. An aggregate is read part by part: what is
// uninitialised or no value of its type is an error of the program, padding goes out as zeros, and
// each pointer in it counts as passed. Only then, in a second round, are the pointers exposed.
#include "native/call.h"

#include <string.h>

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

// An aggregate is passed in whole eightbytes; what is behind it in the last one is zero.
static void clear_tail(uint8_t *slot, const airlock_type *type) {
  memset(slot + type->size, 0, -type->size & 7);
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
  clear_tail(argument_slot(call, index), type);
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

// Copies an argument given as bytes into the frame; pointers in it are wildcards.
static airlock_status bytes_to_carg(struct call *call, size_t index) {
  const airlock_type *type = call->callee->signature->params[index];
  const airlock_type *passed_as = call->callee->signature->promoted[index];
  airlock_bytes bytes = call->byte_args[index];
  uint8_t *slot = argument_slot(call, index);
  if (bytes.size != type->size) {
    return machine_fail(call->machine, AIRLOCK_USAGE_ARGUMENT,
                        "type %s has %llu bytes, but %zu were given", type->name,
                        (unsigned long long)type->size, bytes.size);
  }
  if (bytes.data == NULL) {
    return machine_fail(call->machine, AIRLOCK_USAGE_ARGUMENT, "no bytes were given for type %s",
                        type->name);
  }
  clear_tail(slot, type);
  memcpy(slot, bytes.data, bytes.size);
  airlock_status status = value_check_image(call->machine, slot, type, note_pointer, call);
  if (status == AIRLOCK_OK && passed_as != type) {
    airlock_scalar scalar = value_from_bytes(slot, type->kind, airlock_prov_none());
    value_to_bytes(slot, promote(scalar, passed_as->kind));
  }
  return status;
}

airlock_status argument_read_all(struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  const struct plan *plan = &signature->plan;
  void **pointers = (void **)(void *)call->frame;
  for (size_t i = 0; i < plan->num_pieces; i++) {
    pointers[i] = (uint8_t *)argument_slot(call, plan->pieces[i].param) + plan->pieces[i].offset;
  }
  for (size_t i = 0; i < signature->num_params; i++) {
    airlock_status status = call->args != NULL ? imm_to_carg(call, i) : bytes_to_carg(call, i);
    if (status != AIRLOCK_OK) {
      return blame_argument(call, status, i);
    }
  }
  return AIRLOCK_OK;
}

// The pointers inside an aggregate, which was read before, so that the embedder is not asked again.
// Those in foreign memory are wildcards.
static airlock_status expose_members(struct call *call, size_t index, const airlock_type *type) {
  struct access access;
  airlock_status status =
      access_resolve(call->machine, &access, call->args[index].as.ptr, type->size);
  if (status == AIRLOCK_FOREIGN_UNCHECKED) {
    return AIRLOCK_OK;
  }
  return status == AIRLOCK_OK ? value_read(call->machine, argument_slot(call, index), &access, type,
                                           expose_pointer, call)
                              : status;
}

airlock_status argument_expose_all(struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  if (call->args == NULL) {
    return AIRLOCK_OK; // Bytes carry no provenance.
  }
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
