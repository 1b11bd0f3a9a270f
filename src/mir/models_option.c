// SPDX-License-Identifier: MIT
//
// Models of Option, whatever its layout: a nullable pointer, or a tag and a value.
#include "models_internal.h"

static airlock_status refuse(mir_interpreter *interpreter, const mir_layout *option) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                       "modelled functions of `%s`", option->name);
}

// Whether the option in memory holds a value.
static airlock_status read_tag(mir_interpreter *interpreter, bool *out_is_some,
                               const mir_layout *option, airlock_ptr pointer) {
  if (option->shape != MIR_SHAPE_ENUM || option->variant_count != 2 ||
      option->tag == MIR_TAG_NONE) {
    return refuse(interpreter, option);
  }
  size_t variant = 0;
  airlock_status status = mir_variant_in_memory(interpreter, &variant, option, pointer);
  *out_is_some = variant == 1;
  return status;
}

MIR_MODEL(option_unwrap) {
  const mir_argument *argument = &call->arguments[0];
  const mir_layout *option = argument->layout;
  bool is_some = false;
  airlock_status status = AIRLOCK_OK;
  if (argument->form == MIR_FORM_SCALAR && option->tag == MIR_TAG_NULL) {
    is_some = args[0].as.ptr.address != 0;
  } else if (argument->form == MIR_FORM_SCALAR && option->tag == MIR_TAG_NICHE) {
    // An integer that is never zero.
    is_some = (args[0].as.bits[0] | args[0].as.bits[1]) != 0;
  } else if (argument->form == MIR_FORM_MEMORY) {
    status = read_tag(interpreter, &is_some, option, args[0].as.ptr);
  } else {
    return refuse(interpreter, option);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (!is_some) {
    mir_message_add(&interpreter->panic_message, "called `Option::unwrap()` on a `None` value");
    return mir_panic(interpreter);
  }
  if (argument->form == MIR_FORM_SCALAR) {
    result[0] = args[0];
    return AIRLOCK_OK;
  }
  const mir_layout_field *field = &option->variants[1].fields[0];
  return mir_model_load(interpreter, result, field->layout,
                        airlock_ptr_wrapping_add(args[0].as.ptr, field->offset), true);
}

// `&self`: the option is what the reference leads to.
static airlock_status ask(mir_interpreter *interpreter, const mir_call *call,
                          const airlock_scalar *args, bool *out_is_some) {
  const mir_layout *option = call->arguments[0].layout->referent;
  if (option == NULL || call->arguments[0].form != MIR_FORM_SCALAR) {
    return refuse(interpreter, call->arguments[0].layout);
  }
  return read_tag(interpreter, out_is_some, option, args[0].as.ptr);
}

MIR_MODEL(option_is_some) {
  bool is_some = false;
  airlock_status status = ask(interpreter, call, args, &is_some);
  result[0] = airlock_int(AIRLOCK_BOOL, is_some);
  return status;
}

MIR_MODEL(option_is_none) {
  bool is_some = false;
  airlock_status status = ask(interpreter, call, args, &is_some);
  result[0] = airlock_int(AIRLOCK_BOOL, !is_some);
  return status;
}
