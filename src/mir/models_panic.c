// SPDX-License-Identifier: MIT
//
// Models that end a program: panics with the message that std would print, exit, abort.
#include <stdio.h>

#include "models_internal.h"

// The bytes of a `&str` argument.
static airlock_status add_text(mir_interpreter *interpreter, airlock_ptr pointer, uint64_t length) {
  mir_message *message = &interpreter->panic_message;
  while (length > 0) {
    char piece[256];
    size_t size = length < sizeof piece ? (size_t)length : sizeof piece;
    airlock_status status = airlock_read(interpreter->machine, piece, pointer, size);
    if (status != AIRLOCK_OK) {
      return status;
    }
    mir_message_add_bytes(message, piece, size);
    pointer = airlock_ptr_wrapping_add(pointer, size);
    length -= size;
  }
  return AIRLOCK_OK;
}

MIR_MODEL(panic_text) {
  (void)call;
  (void)result;
  airlock_status status = add_text(interpreter, args[0].as.ptr, args[1].as.bits[0]);
  return status == AIRLOCK_OK ? mir_panic(interpreter) : status;
}

MIR_MODEL(panic_fmt) {
  (void)call;
  (void)result;
  airlock_status status = mir_format_arguments(interpreter, &interpreter->panic_message,
                                               args[0].as.ptr, args[1].as.ptr);
  return status == AIRLOCK_OK ? mir_panic(interpreter) : status;
}

// A value that cannot be written is no reason to lose the panic.
static void add_value(mir_interpreter *interpreter, const char *title, const mir_call *call,
                      size_t index, const airlock_scalar *value) {
  mir_message *message = &interpreter->panic_message;
  mir_format_options options = {.trait = MIR_FORMAT_DEBUG, .is_derived = true};
  mir_message_add(message, "\n%s: ", title);
  const mir_argument *argument = &call->arguments[index];
  const mir_layout *layout =
      call->generic_count == 2 ? call->generics[index - 1] : argument->layout;
  if (argument->form != MIR_FORM_SCALAR ||
      mir_format_value(interpreter, message, layout, value->as.ptr, &options) != AIRLOCK_OK) {
    mir_message_add(message, "<%s>", layout->name);
  }
}

// `assert_failed(kind, &left, &right, Option<Arguments>)`
MIR_MODEL(panic_assert_failed) {
  (void)result;
  mir_message *message = &interpreter->panic_message;
  uint64_t kind = args[0].as.bits[0];
  size_t right = call->arguments[1].form == MIR_FORM_PAIR ? 3 : 2;
  size_t details = right + (call->arguments[2].form == MIR_FORM_PAIR ? 2 : 1);
  // Formatting may run functions, whose own calls use the same array.
  const airlock_scalar values[2] = {args[1], args[right]};
  mir_message_add(message, "assertion `left %s right` failed",
                  kind == 0   ? "=="
                  : kind == 1 ? "!="
                              : "matches");
  const mir_layout *option = call->arguments[3].layout;
  if (option->shape == MIR_SHAPE_ENUM && option->class == MIR_CLASS_MEMORY &&
      option->variant_count == 2 && option->variants[1].field_count == 1) {
    const mir_layout_field *field = &option->variants[1].fields[0];
    airlock_ptr bytes = args[details].as.ptr;
    size_t variant = 0;
    airlock_scalar parts[2];
    airlock_status status = mir_variant_in_memory(interpreter, &variant, option, bytes);
    if (status == AIRLOCK_OK && variant == 1 && field->layout->class == MIR_CLASS_PAIR) {
      const airlock_type *type = airlock_type_scalar(interpreter->machine, AIRLOCK_POINTER);
      for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
        uint64_t offset = field->offset + field->layout->half_offsets[i];
        status = airlock_load(interpreter->machine, &parts[i],
                              airlock_ptr_wrapping_add(bytes, offset), type);
      }
      if (status == AIRLOCK_OK) {
        mir_message_add(message, ": ");
        status = mir_format_arguments(interpreter, message, parts[0].as.ptr, parts[1].as.ptr);
      }
    }
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  add_value(interpreter, "  left", call, 1, &values[0]);
  add_value(interpreter, " right", call, 2, &values[1]);
  return mir_panic(interpreter);
}

// What a function of std/ cannot do, by name.
MIR_MODEL(process_refuse) {
  (void)call;
  (void)result;
  char what[128];
  size_t length = (size_t)args[1].as.bits[0];
  length = length < sizeof what - 1 ? length : sizeof what - 1;
  airlock_status status = airlock_read(interpreter->machine, what, args[0].as.ptr, length);
  if (status != AIRLOCK_OK) {
    return status;
  }
  what[length] = '\0';
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "%s", what);
}

MIR_MODEL(hint_unreachable) {
  (void)call;
  (void)args;
  (void)result;
  return airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER, "entering unreachable code");
}

MIR_MODEL(process_exit) {
  (void)call;
  (void)result;
  interpreter->ending = MIR_EXITED;
  interpreter->exit_code = (int)(args[0].as.bits[0] & 0xff);
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "exit");
}

MIR_MODEL(process_end) {
  (void)call;
  (void)result;
  interpreter->exit_code = (int)(args[0].as.bits[0] & 0xff);
  return AIRLOCK_OK;
}

MIR_MODEL(process_abort) {
  (void)call;
  (void)args;
  (void)result;
  mir_message_add(&interpreter->panic_message, "the program aborted execution");
  return mir_panic(interpreter);
}
