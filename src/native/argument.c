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
  return call->frame + call->callee->signature->parameters[index].offset;
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

// Puts a scalar into its slot: after C's default promotions, if it is variadic, and as a whole word
// if it is smaller.
static void put_scalar(const struct call *call, size_t index, airlock_scalar scalar) {
  const airlock_signature *signature = call->callee->signature;
  const airlock_type *passed_as = signature->promoted[index];
  uint8_t *slot = argument_slot(call, index);
  if (scalar.kind == AIRLOCK_F32 && passed_as->kind == AIRLOCK_F64) {
    float value;
    memcpy(&value, scalar.as.bits, sizeof value);
    scalar = airlock_f64((double)value);
  }
  if (passed_as->size > sizeof(uint64_t)) {
    value_to_bytes(slot, scalar);
  } else {
    uint64_t word = parameter_word(&signature->parameters[index], scalar.as.bits[0]);
    memcpy(slot, &word, sizeof word);
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
  put_scalar(call, index, scalar);
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
  if (status == AIRLOCK_OK && type->class == TYPE_SCALAR) {
    put_scalar(call, index, value_from_bytes(slot, type->kind, airlock_prov_none()));
  }
  return status;
}

// What the engine needs beside the arguments themselves: for libffi, where each piece is; for a
// trampoline, the words of staged arguments in the image, and where those are that stay.
static void put_pieces(const struct call *call) {
  const airlock_signature *signature = call->callee->signature;
  const struct plan *plan = &signature->plan;
  void **pointers = (void **)(void *)call->frame;
  for (size_t i = 0; i < plan->num_pieces && signature->enter == NULL; i++) {
    pointers[i] = call->frame + plan->pieces[i].place;
  }
  for (size_t i = 0; i < signature->num_scattered; i++) {
    const struct scattered *scattered = &signature->scattered[i];
    uint64_t word;
    memcpy(&word, call->frame + scattered->from, sizeof word);
    word &= scattered->mask;
    memcpy(call->frame + scattered->to, &word, sizeof word);
  }
  for (size_t i = 0; i < signature->num_references; i++) {
    const struct scattered *reference = &signature->references[i];
    uint64_t address = (uint64_t)(uintptr_t)(call->frame + reference->from);
    memcpy(call->frame + reference->to, &address, sizeof address);
  }
}

airlock_status argument_read_all(struct call *call) {
  for (size_t i = 0; i < call->callee->signature->num_params; i++) {
    airlock_status status = call->args != NULL ? imm_to_carg(call, i) : bytes_to_carg(call, i);
    if (status != AIRLOCK_OK) {
      return blame_argument(call, status, i);
    }
  }
  put_pieces(call);
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
  for (size_t i = 0; i < signature->num_exposing && status == AIRLOCK_OK; i++) {
    uint32_t index = signature->exposing[i];
    status = i < signature->num_pointers ? airlock_expose(call->machine, call->args[index].as.ptr)
                                         : expose_members(call, index, signature->params[index]);
  }
  return status;
}
