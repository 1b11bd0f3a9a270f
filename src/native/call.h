// SPDX-License-Identifier: MIT
//
// Floor 3. One call at hand, and its values on their way out and back.
#ifndef AIRLOCK_NATIVE_CALL_H
#define AIRLOCK_NATIVE_CALL_H

#include "native/fp_control.h"
#include "native/native.h"

// The values are immediates or, in the byte form, images: then `args` is NULL.
struct call {
  airlock_machine *machine;
  const airlock_callee *callee;
  const airlock_call_options *options;
  const airlock_scalar *args;
  airlock_scalar *io_result;
  const airlock_bytes *byte_args;
  void *out_bytes;           // Result in the byte form.
  uint8_t *frame;            // signature.c says what lies in it.
  bool shares_memory;        // A pointer with concrete provenance is passed.
  bool passes_wildcard;      // A wildcard pointer is passed.
  struct fp_control control; // Of floating point, before native code.
};

// argument_read_all checks all arguments and puts them into the frame. Nothing else changes.
airlock_status argument_read_all(struct call *call);

// argument_expose_all exposes what the arguments point to.
airlock_status argument_expose_all(struct call *call);

// call_keeps_fp_control says whether what native code makes of the floating-point control state
// stays so.
static inline bool call_keeps_fp_control(const struct call *call) {
  return call->machine->config.keep_fp_control || call->options->keep_fp_control;
}

// callback_take_stray fails if native code called a function of the machine where it may not.
airlock_status callback_take_stray(airlock_machine *machine);

// result_check_place fails if there is no place for the result, before native code runs.
airlock_status result_check_place(const struct call *call);

// result_take validates what native code returned and stores it.
airlock_status result_take(const struct call *call);

#endif
