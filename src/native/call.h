// SPDX-License-Identifier: MIT
//
// Floor 3. One call at hand, and its values on their way out and back.
#ifndef AIRLOCK_NATIVE_CALL_H
#define AIRLOCK_NATIVE_CALL_H

#include "native/native.h"

// The values are immediates or, in the byte form, images: then `args` is NULL.
struct call {
  airlock_machine *machine;
  const airlock_callee *callee;
  const airlock_call_options *options;
  const airlock_scalar *args;
  airlock_scalar *io_result;
  const airlock_bytes *byte_args;
  void *out_bytes;      // Result in the byte form.
  uint8_t *frame;       // signature.c says what lies in it.
  bool shares_memory;   // A pointer with concrete provenance is passed.
  bool passes_wildcard; // A wildcard pointer is passed.
};

// argument_read_all checks all arguments and puts them into the frame. Nothing else changes.
airlock_status argument_read_all(struct call *call);

// argument_expose_all exposes what the arguments point to.
airlock_status argument_expose_all(struct call *call);

// result_check_place fails if there is no place for the result, before native code runs.
airlock_status result_check_place(const struct call *call);

// result_take validates what native code returned and stores it.
airlock_status result_take(const struct call *call);

// result_take_words is result_take for immediates, with the words of the result.
airlock_status result_take_words(airlock_machine *machine, const airlock_callee *callee,
                                 struct result_words words, airlock_scalar *io_result);

// The ways of callees without a thunk: all attempt a quick call but for call_generally.
// call_by_words is call_by_image when there are aggregates.
call_function call_by_image;
call_function call_by_words;
call_function call_by_frame;
call_function call_generally;

#endif
