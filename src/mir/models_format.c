// SPDX-License-Identifier: MIT
//
// std::fmt: Arguments and Argument, and printing.
//
// `Arguments` is a pair of pointers, (template, args). The template, as rustc 1.95 encodes it, is a
// sequence of
//   0x01..0x7f  a literal of that many bytes, which follow
//   0x80        a literal: its length in two bytes, then the bytes
//   0xc0 | m    a placeholder; the bits of m tell what follows, in this order: 1 flags (4 bytes),
//               2 width (2), 4 precision (2), 8 index of the argument (2); 16 and 32: width and
//               precision are given by arguments of that index
//   0x00        the end
// For `from_str`, template points to the text and args is the number 2 * length + 1. An `Argument`
// is a pointer to its value and a number that stands for the call that made it, whose path tells
// the trait and the type.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models_internal.h"

static airlock_status make_argument(mir_interpreter *interpreter, const mir_call *call,
                                    const airlock_scalar *args, airlock_scalar *result) {
  if (call->arguments[0].form != MIR_FORM_SCALAR) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "formatting a value of an unsized type");
  }
  mir_call *maker = (mir_call *)(uintptr_t)call;
  if (maker->formatter == 0) {
    size_t count = interpreter->formatter_count;
    if ((count & (count + 1)) == 0) {
      size_t capacity = count * 2 + 1;
      const mir_call **formatters =
          realloc(interpreter->formatters, (capacity + 1) * sizeof *formatters);
      if (formatters == NULL) {
        return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
      }
      interpreter->formatters = formatters;
    }
    interpreter->formatters[count] = call;
    interpreter->formatter_count++;
    maker->formatter = interpreter->formatter_count;
  }
  result[0] = args[0];
  result[1] = airlock_int(AIRLOCK_USIZE, maker->formatter);
  return AIRLOCK_OK;
}

// All of them make the same; the row in the table tells them apart.
MIR_MODEL(format_display) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_debug) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_lower_hex) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_upper_hex) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_octal) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_binary) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_lower_exp) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_upper_exp) {
  return make_argument(interpreter, call, args, result);
}
MIR_MODEL(format_pointer) {
  return make_argument(interpreter, call, args, result);
}

MIR_MODEL(format_from_usize) {
  return make_argument(interpreter, call, args, result);
}

MIR_MODEL(format_new) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  result[1] = args[1];
  return AIRLOCK_OK;
}

MIR_MODEL(format_from_str) {
  (void)interpreter;
  (void)call;
  result[0] = args[0];
  result[1] = airlock_pointer(airlock_ptr_from_address(args[1].as.bits[0] * 2 + 1));
  return AIRLOCK_OK;
}

//===------------------------------------------------------------------------------------------===//
// Writing
//===------------------------------------------------------------------------------------------===//

typedef struct placeholder {
  uint32_t flags;
  uint64_t width;
  uint64_t precision;
  uint64_t index;
  bool has_width;
  bool has_precision;
} placeholder;

static airlock_status read_number(mir_interpreter *interpreter, uint64_t *out_number,
                                  airlock_ptr *io_position, size_t size) {
  uint8_t bytes[4];
  airlock_status status = airlock_read(interpreter->machine, bytes, *io_position, size);
  *out_number = 0;
  for (size_t i = size; i > 0 && status == AIRLOCK_OK; i--) {
    *out_number = *out_number << 8 | bytes[i - 1];
  }
  *io_position = airlock_ptr_wrapping_add(*io_position, size);
  return status;
}

static airlock_status write_literal(mir_interpreter *interpreter, mir_message *message,
                                    airlock_ptr *io_position, uint64_t length) {
  while (length > 0) {
    char piece[256];
    size_t size = length < sizeof piece ? (size_t)length : sizeof piece;
    airlock_status status = airlock_read(interpreter->machine, piece, *io_position, size);
    if (status != AIRLOCK_OK) {
      return status;
    }
    mir_message_add_bytes(message, piece, size);
    *io_position = airlock_ptr_wrapping_add(*io_position, size);
    length -= size;
  }
  return AIRLOCK_OK;
}

// The value and the maker of argument `index`.
static airlock_status read_argument(mir_interpreter *interpreter, airlock_ptr *out_value,
                                    const mir_call **out_maker, airlock_ptr arguments,
                                    uint64_t index) {
  airlock_scalar value;
  airlock_scalar maker;
  airlock_machine *machine = interpreter->machine;
  airlock_ptr argument = airlock_ptr_wrapping_add(arguments, index * 16);
  airlock_status status =
      airlock_load(machine, &value, argument, airlock_type_scalar(machine, AIRLOCK_POINTER));
  if (status == AIRLOCK_OK) {
    status = airlock_load(machine, &maker, airlock_ptr_wrapping_add(argument, 8),
                          airlock_type_scalar(machine, AIRLOCK_USIZE));
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (maker.as.bits[0] == 0 || maker.as.bits[0] > interpreter->formatter_count) {
    return airlock_raise(machine, AIRLOCK_UB_INVALID_VALUE,
                         "formatting something that is no argument of std::fmt");
  }
  *out_value = value.as.ptr;
  *out_maker = interpreter->formatters[maker.as.bits[0] - 1];
  return AIRLOCK_OK;
}

// A width or precision that is itself an argument, of type usize.
static airlock_status read_count(mir_interpreter *interpreter, uint64_t *io_number,
                                 airlock_ptr arguments) {
  airlock_ptr value;
  const mir_call *maker = NULL;
  airlock_scalar count;
  airlock_status status = read_argument(interpreter, &value, &maker, arguments, *io_number);
  if (status == AIRLOCK_OK) {
    status = airlock_load(interpreter->machine, &count, value,
                          airlock_type_scalar(interpreter->machine, AIRLOCK_USIZE));
  }
  if (status == AIRLOCK_OK) {
    *io_number = count.as.bits[0] & 0xffff;
  }
  return status;
}

static airlock_status read_placeholder(mir_interpreter *interpreter, placeholder *out_placeholder,
                                       airlock_ptr *io_position, uint64_t mask,
                                       airlock_ptr arguments) {
  uint64_t flags = ' ';
  airlock_status status = AIRLOCK_OK;
  out_placeholder->has_width = (mask & 2) != 0;
  out_placeholder->has_precision = (mask & 4) != 0;
  flags |= (uint64_t)3 << 29;
  if ((mask & 1) != 0) {
    status = read_number(interpreter, &flags, io_position, 4);
  }
  if (status == AIRLOCK_OK && (mask & 2) != 0) {
    status = read_number(interpreter, &out_placeholder->width, io_position, 2);
  }
  if (status == AIRLOCK_OK && (mask & 4) != 0) {
    status = read_number(interpreter, &out_placeholder->precision, io_position, 2);
  }
  if (status == AIRLOCK_OK && (mask & 8) != 0) {
    status = read_number(interpreter, &out_placeholder->index, io_position, 2);
  }
  if (status == AIRLOCK_OK && (mask & 16) != 0) {
    status = read_count(interpreter, &out_placeholder->width, arguments);
  }
  if (status == AIRLOCK_OK && (mask & 32) != 0) {
    status = read_count(interpreter, &out_placeholder->precision, arguments);
  }
  // A width or precision of 0 is only in the flags.
  out_placeholder->has_width |= (flags & MIR_FORMAT_HAS_WIDTH) != 0;
  out_placeholder->has_precision |= (flags & MIR_FORMAT_HAS_PRECISION) != 0;
  out_placeholder->flags = (uint32_t)flags;
  return status;
}

static airlock_status write_argument(mir_interpreter *interpreter, mir_message *message,
                                     const placeholder *placeholder, airlock_ptr arguments) {
  airlock_ptr value;
  const mir_call *maker = NULL;
  airlock_status status = read_argument(interpreter, &value, &maker, arguments, placeholder->index);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (maker->generic_count == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "formatting a width or precision as a value");
  }
  mir_format_options options =
      mir_format_options_of(maker->format_trait, placeholder->flags, placeholder->has_width,
                            placeholder->width, placeholder->has_precision, placeholder->precision);
  const mir_layout *layout = maker->generics[maker->generic_count - 1];
  return mir_format_value(interpreter, message, layout, value, &options);
}

airlock_status mir_format_arguments(mir_interpreter *interpreter, mir_message *message,
                                    airlock_ptr template, airlock_ptr arguments) {
  if ((arguments.address & 1) != 0 && airlock_prov_kind_of(arguments.prov) == AIRLOCK_PROV_NONE) {
    return write_literal(interpreter, message, &template, arguments.address / 2);
  }
  uint64_t next_index = 0;
  for (;;) {
    uint64_t code = 0;
    uint64_t length = 0;
    airlock_status status = read_number(interpreter, &code, &template, 1);
    if (status == AIRLOCK_OK && code == 0) {
      return AIRLOCK_OK;
    }
    if (status == AIRLOCK_OK && code >= 0xc0) {
      placeholder placeholder = {.index = next_index};
      status = read_placeholder(interpreter, &placeholder, &template, code & 0x3f, arguments);
      if (status == AIRLOCK_OK) {
        next_index = placeholder.index + 1;
        status = write_argument(interpreter, message, &placeholder, arguments);
      }
    } else if (status == AIRLOCK_OK) {
      length = code;
      if (code >= 0x80) {
        status = read_number(interpreter, &length, &template, 2);
      }
      if (status == AIRLOCK_OK) {
        status = write_literal(interpreter, message, &template, length);
      }
    }
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
}

// Formats into `message`. An impl of the program that fails becomes the panic that std has for it.
static airlock_status format_all(mir_interpreter *interpreter, mir_message *message,
                                 const airlock_scalar *arguments, const char *panic) {
  airlock_status status =
      mir_format_arguments(interpreter, message, arguments[0].as.ptr, arguments[1].as.ptr);
  if (status == AIRLOCK_OK && message->is_exhausted) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  if (status != AIRLOCK_OK && interpreter->has_format_failed && panic != NULL) {
    interpreter->has_format_failed = false;
    mir_message_add(&interpreter->panic_message, "%s", panic);
    return mir_panic(interpreter);
  }
  return status;
}

static airlock_status print_to(mir_interpreter *interpreter, const airlock_scalar *args, FILE *file,
                               const char *panic) {
  mir_message text = {.data = NULL};
  airlock_status status = format_all(interpreter, &text, args, panic);
  if (status == AIRLOCK_OK && text.length != 0) {
    fwrite(text.data, 1, text.length, file);
  }
  mir_message_release(&text);
  return status;
}

// What was written before an impl failed is given too.
static airlock_status give_text(mir_interpreter *interpreter, const airlock_scalar *args,
                                const char *panic) {
  mir_message text = {.data = NULL};
  airlock_ptr vector = args[0].as.ptr;
  airlock_status status = format_all(interpreter, &text, args + 1, panic);
  bool is_given = status == AIRLOCK_OK || interpreter->has_format_failed;
  if (is_given && text.length != 0 && !text.is_exhausted) {
    airlock_status given = mir_model_give_bytes(interpreter, vector, text.data, text.length);
    interpreter->has_format_failed &= given == AIRLOCK_OK;
    status = given == AIRLOCK_OK ? status : given;
  }
  mir_message_release(&text);
  return status;
}

MIR_MODEL(format_into) {
  (void)call;
  (void)result;
  return give_text(interpreter, args,
                   "a formatting trait implementation returned an error when the underlying "
                   "stream did not");
}

MIR_MODEL(format_try_into) {
  (void)call;
  airlock_status status = give_text(interpreter, args, NULL);
  return mir_format_outcome(interpreter, result, status);
}

MIR_MODEL(format_print) {
  (void)call;
  (void)result;
  return print_to(interpreter, args, stdout, "failed printing to stdout: formatter error");
}

MIR_MODEL(format_eprint) {
  (void)call;
  (void)result;
  return print_to(interpreter, args, stderr, "failed printing to stderr: formatter error");
}
