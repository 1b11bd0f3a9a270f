// SPDX-License-Identifier: MIT
//
// The life of one native call.
//
//   IDLE ── airlock_call
//     │  read: argument.c checks each argument and copies it into the frame; no change yet
//     │  ask:  warnings; a denied one ends here
//     ▼
//   EXPOSED ── argument_expose_all, exposure_prepare: all that native code can reach is exposed
//     │  exposure_cross: a new epoch; exposed mutable memory is stale from here on
//     ▼
//   IN NATIVE ── crossing_make: errno in, trampoline or libffi, errno out; floating-point control
//     │          compared                    ⇄ IN CALLBACK: callback.c
//     ▼
//   RECONCILED ── result_take: an ordinary write; pointers are wildcards, values are validated
//     │
//     ▼
//   IDLE
//
// What may be trusted: before EXPOSED a failure leaves the machine as it was; a failure while
// exposing (out of memory) leaves more exposed than before, which is legal; after IN NATIVE the
// call has happened, whatever is reported.
//
// Most calls have nothing to ask, to expose or to complain about. quick_call.h makes those, in the
// same order of events; all that follows here is for the others.
#include "native/call.h"
#include "native/quick_call.h"

#include <string.h>

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

// Whether native code leaves the machine's memory alone: by promise, or because it is malloc.
static bool touches_no_memory(const struct call *call) {
  return call->options->touches_no_memory || call->callee->is_allocator;
}

// What native code can reach is exposed and prepared, unless it leaves memory alone.
static airlock_status expose(struct call *call) {
  if (touches_no_memory(call)) {
    return AIRLOCK_OK;
  }
  airlock_status status = argument_expose_all(call);
  if (status == AIRLOCK_OK && !exposure_prepare(call->machine)) {
    status = machine_no_memory(call->machine);
  }
  return status;
}

static airlock_status perform(struct call *call) {
  airlock_status status = result_check_place(call);
  if (status == AIRLOCK_OK) {
    status = argument_read_all(call);
  }
  if (status == AIRLOCK_OK && !call->callee->is_allocator) {
    status = ask_embedder(call);
  }
  if (status == AIRLOCK_OK) {
    status = expose(call);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_machine *machine = call->machine;
  bool keeps = machine->config.keep_fp_control || call->options->keep_fp_control;
  if (touches_no_memory(call)) {
    status = crossing_make(machine, call->callee, keeps, call->frame);
  } else {
    exposure_cross(machine);
    mirror_pull_all(machine);
    status = crossing_make(machine, call->callee, keeps, call->frame);
    mirror_push_all(machine);
  }
  return status == AIRLOCK_OK ? result_take(call) : status;
}

// Frames too large for the stack are kept with the signature, so that repeating a call takes no
// memory; a call inside a call of the same signature makes one of its own.
static airlock_status perform_with_large_frame(struct call *call) {
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
  airlock_status status = perform(call);
  if (signature->spare_frame == NULL) {
    signature->spare_frame = memory;
  } else {
    host_release(host, memory, size);
  }
  return status;
}

static airlock_status perform_with_frame(struct call *call) {
  if (!call->callee->signature->fits_stack) {
    return perform_with_large_frame(call);
  }
  _Alignas(STACK_FRAME_ALIGN) uint8_t frame[STACK_FRAME_SIZE];
  call->frame = frame;
  return perform(call);
}

static void set_levels(airlock_machine *machine, const airlock_level *levels) {
  memcpy(machine->config.levels, levels, sizeof machine->config.levels);
  machine->quiet = machine_quiet_warnings(machine);
  native_note_chores(machine);
}

// The levels of warnings may be other ones for the time of a call.
static airlock_status perform_with_levels(struct call *call) {
  airlock_level kept[AIRLOCK_NUM_WARNINGS];
  memcpy(kept, call->machine->config.levels, sizeof kept);
  set_levels(call->machine, call->options->levels);
  airlock_status status = perform_with_frame(call);
  set_levels(call->machine, kept);
  return status;
}

static airlock_status begin(struct call *call) {
  static const airlock_call_options defaults;
  if (call->options == NULL) {
    call->options = &defaults;
  }
  return call->options->levels != NULL ? perform_with_levels(call) : perform_with_frame(call);
}

static airlock_status check_count(airlock_machine *machine, const airlock_callee *callee,
                                  size_t num_args) {
  const airlock_signature *signature = callee->signature;
  if (num_args != signature->num_params) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "`%s` takes %zu arguments, but %zu were given", callee->name,
                        signature->num_params, num_args);
  }
  return AIRLOCK_OK;
}

// What only the embedder can get wrong.
static airlock_status check_use(airlock_machine *machine, const airlock_callee *callee,
                                const airlock_scalar *args, size_t num_args,
                                const airlock_scalar *io_result) {
  if (args == NULL && num_args > 0) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` was given no arguments",
                        callee->name);
  }
  if (io_result == NULL && callee->signature->result != NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` was given no place for its result",
                        callee->name);
  }
  return AIRLOCK_OK;
}

UNHURRIED airlock_status call(airlock_machine *machine, const airlock_callee *callee,
                              const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result, const airlock_call_options *options) {
  airlock_status status = check_count(machine, callee, num_args);
  if (status == AIRLOCK_OK) {
    status = check_use(machine, callee, args, num_args, io_result);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (callee->address == NULL) {
    return callee->shim.function(callee->shim.context, args, num_args, io_result);
  }
  struct call call = {.machine = machine,
                      .callee = callee,
                      .options = options,
                      .args = args,
                      .io_result = io_result};
  return begin(&call);
}

airlock_status call_generally(airlock_machine *machine, const airlock_callee *callee,
                              const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  return call(machine, callee, args, num_args, io_result, NULL);
}

airlock_status call_by_frame(airlock_machine *machine, const airlock_callee *callee,
                             const airlock_scalar *args, size_t num_args,
                             airlock_scalar *io_result) {
  airlock_status status;
  return quick_call_by_frame(machine, &status, callee, args, num_args, io_result, true)
             ? status
             : call(machine, callee, args, num_args, io_result, NULL);
}

airlock_status call_by_image(airlock_machine *machine, const airlock_callee *callee,
                             const airlock_scalar *args, size_t num_args,
                             airlock_scalar *io_result) {
  airlock_status status;
  return quick_call_by_image(machine, &status, callee, args, num_args, io_result, false)
             ? status
             : call(machine, callee, args, num_args, io_result, NULL);
}

airlock_status call_by_words(airlock_machine *machine, const airlock_callee *callee,
                             const airlock_scalar *args, size_t num_args,
                             airlock_scalar *io_result) {
  airlock_status status;
  return quick_call_by_image(machine, &status, callee, args, num_args, io_result, true)
             ? status
             : call(machine, callee, args, num_args, io_result, NULL);
}

airlock_status airlock_call_with(airlock_machine *machine, const airlock_callee *callee,
                                 const airlock_scalar *args, size_t num_args,
                                 airlock_scalar *io_result, const airlock_call_options *options) {
  if (options == NULL) {
    return airlock_call(machine, callee, args, num_args, io_result);
  }
  airlock_status status;
  bool is_common =
      options->levels == NULL && (!options->keep_fp_control || machine->config.keep_fp_control);
  return is_common && quick_call_by_frame(machine, &status, callee, args, num_args, io_result,
                                          !options->touches_no_memory)
             ? status
             : call(machine, callee, args, num_args, io_result, options);
}

airlock_status airlock_call(airlock_machine *machine, const airlock_callee *callee,
                            const airlock_scalar *args, size_t num_args,
                            airlock_scalar *io_result) {
  return callee->call(machine, callee, args, num_args, io_result);
}

// What only the embedder can get wrong in the byte form.
static airlock_status check_bytes(airlock_machine *machine, const airlock_callee *callee,
                                  const airlock_bytes *args, size_t num_args,
                                  const void *out_result, size_t result_size) {
  const airlock_type *result = callee->signature->result;
  size_t size = result != NULL ? result->size : 0;
  if (callee->address == NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "`%s` is a shim, which takes immediates, not bytes", callee->name);
  }
  if (args == NULL && num_args > 0) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "`%s` was given no arguments",
                        callee->name);
  }
  if (result_size != size || (out_result == NULL && size > 0)) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "the result of `%s` has %zu bytes, but there is room for %zu", callee->name,
                        size, out_result != NULL ? result_size : 0);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_call_bytes(airlock_machine *machine, const airlock_callee *callee,
                                  const airlock_bytes *args, size_t num_args, void *out_result,
                                  size_t result_size, const airlock_call_options *options) {
  airlock_status status = check_count(machine, callee, num_args);
  if (status == AIRLOCK_OK) {
    status = check_bytes(machine, callee, args, num_args, out_result, result_size);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  struct call call = {.machine = machine,
                      .callee = callee,
                      .options = options,
                      .byte_args = args,
                      .out_bytes = out_result};
  return begin(&call);
}
