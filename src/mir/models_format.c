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

#define FLAG_PLUS (UINT32_C(1) << 21)
#define FLAG_ALTERNATE (UINT32_C(1) << 23)
#define FLAG_ZERO_PADDED (UINT32_C(1) << 24)
#define FLAG_DEBUG_HEX (UINT32_C(3) << 25)
#define ALIGNMENT_SHIFT 29
#define FILL_MASK UINT32_C(0x1fffff)

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
MIR_MODEL(format_pointer) {
  return make_argument(interpreter, call, args, result);
}

MIR_MODEL(format_from_usize) {
  return make_argument(interpreter, call, args, result);
}

static mir_format_trait trait_of(const mir_call *call) {
  static const struct {
    mir_model_function *function;
    mir_format_trait trait;
  } traits[] = {
      {mir_model_format_display, MIR_FORMAT_DISPLAY},
      {mir_model_format_debug, MIR_FORMAT_DEBUG},
      {mir_model_format_lower_hex, MIR_FORMAT_LOWER_HEX},
      {mir_model_format_upper_hex, MIR_FORMAT_UPPER_HEX},
      {mir_model_format_octal, MIR_FORMAT_OCTAL},
      {mir_model_format_binary, MIR_FORMAT_BINARY},
      {mir_model_format_pointer, MIR_FORMAT_POINTER},
  };
  for (size_t i = 0; i < sizeof traits / sizeof traits[0]; i++) {
    if (traits[i].function == call->model->function) {
      return traits[i].trait;
    }
  }
  return MIR_FORMAT_DISPLAY;
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
  uint64_t flags = FILL_MASK & ' ';
  airlock_status status = AIRLOCK_OK;
  out_placeholder->has_width = (mask & 2) != 0;
  out_placeholder->has_precision = (mask & 4) != 0;
  flags |= (uint64_t)3 << ALIGNMENT_SHIFT;
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
  out_placeholder->flags = (uint32_t)flags;
  return status;
}

static void write_fill(mir_message *message, uint32_t fill, uint64_t count) {
  char bytes[4];
  size_t size = 1;
  bytes[0] = (char)fill;
  if (fill >= 0x80) {
    size = fill < 0x800 ? 2 : fill < 0x10000 ? 3 : 4;
    for (size_t i = size; i > 1; i--) {
      bytes[i - 1] = (char)(0x80 | (fill & 0x3f));
      fill >>= 6;
    }
    bytes[0] = (char)((0xf00 >> size & 0xff) | fill);
  }
  for (uint64_t i = 0; i < count; i++) {
    mir_message_add_bytes(message, bytes, size);
  }
}

// Numbers stand to the right when nothing is said, everything else to the left.
static void write_padded(mir_message *message, const mir_message *text,
                         const placeholder *placeholder, bool is_number) {
  uint64_t columns = 0;
  for (size_t i = 0; i < text->length; i++) {
    columns += ((unsigned char)text->data[i] & 0xc0) != 0x80;
  }
  uint64_t missing =
      placeholder->has_width && placeholder->width > columns ? placeholder->width - columns : 0;
  size_t sign = 0;
  if (is_number && (placeholder->flags & FLAG_ZERO_PADDED) != 0) {
    while (sign < text->length && (text->data[sign] == '-' || text->data[sign] == '+')) {
      sign++;
    }
    if (text->length > sign + 1 && text->data[sign] == '0' &&
        strchr("xXob", text->data[sign + 1]) != NULL) {
      sign += 2;
    }
    mir_message_add_bytes(message, text->data, sign);
    write_fill(message, '0', missing);
    mir_message_add_bytes(message, text->data + sign, text->length - sign);
    return;
  }
  uint32_t alignment = placeholder->flags >> ALIGNMENT_SHIFT & 3;
  uint64_t before = alignment == 1                ? missing
                    : alignment == 2              ? missing / 2
                    : alignment == 3 && is_number ? missing
                                                  : 0;
  write_fill(message, placeholder->flags & FILL_MASK, before);
  mir_message_add_bytes(message, text->data, text->length);
  write_fill(message, placeholder->flags & FILL_MASK, missing - before);
}

static airlock_status write_argument(mir_interpreter *interpreter, mir_message *message,
                                     const placeholder *placeholder, airlock_ptr arguments) {
  airlock_ptr value;
  const mir_call *maker = NULL;
  airlock_status status = read_argument(interpreter, &value, &maker, arguments, placeholder->index);
  if (status != AIRLOCK_OK) {
    return status;
  }
  mir_format_options options = {
      .trait = trait_of(maker),
      .is_alternate = (placeholder->flags & FLAG_ALTERNATE) != 0,
      .has_plus = (placeholder->flags & FLAG_PLUS) != 0,
      .is_zero_padded = (placeholder->flags & FLAG_ZERO_PADDED) != 0,
      .has_precision = placeholder->has_precision,
      .precision = (unsigned)placeholder->precision,
  };
  if ((placeholder->flags & FLAG_DEBUG_HEX) != 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER, "the format `{:x?}`");
  }
  if (maker->generic_count == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "formatting a width or precision as a value");
  }
  const mir_layout *layout = maker->generics[maker->generic_count - 1];
  if (!placeholder->has_width) {
    return mir_format_value(interpreter, message, layout, value, &options);
  }
  mir_message text = {.data = NULL};
  mir_message_add_bytes(&text, "", 0);
  status = mir_format_value(interpreter, &text, layout, value, &options);
  if (status == AIRLOCK_OK && !text.is_exhausted) {
    bool is_number = layout->shape == MIR_SHAPE_PRIMITIVE && layout->kind != AIRLOCK_BOOL &&
                     layout->kind != AIRLOCK_CHAR;
    write_padded(message, &text, placeholder, is_number);
  }
  message->is_exhausted |= text.is_exhausted;
  mir_message_release(&text);
  return status;
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

static airlock_status print_to(mir_interpreter *interpreter, const airlock_scalar *args,
                               FILE *file) {
  mir_message text = {.data = NULL};
  airlock_status status = mir_format_arguments(interpreter, &text, args[0].as.ptr, args[1].as.ptr);
  if (status == AIRLOCK_OK && text.is_exhausted) {
    status = airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  if (status == AIRLOCK_OK && text.length != 0) {
    fwrite(text.data, 1, text.length, file);
  }
  mir_message_release(&text);
  return status;
}

MIR_MODEL(format_into) {
  (void)call;
  (void)result;
  mir_message text = {.data = NULL};
  airlock_status status =
      mir_format_arguments(interpreter, &text, args[1].as.ptr, args[2].as.ptr);
  if (status == AIRLOCK_OK && text.is_exhausted) {
    status = airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  if (status == AIRLOCK_OK && text.length != 0) {
    status = mir_model_give_bytes(interpreter, args[0].as.ptr, text.data, text.length);
  }
  mir_message_release(&text);
  return status;
}

MIR_MODEL(format_print) {
  (void)call;
  (void)result;
  return print_to(interpreter, args, stdout);
}

MIR_MODEL(format_eprint) {
  (void)call;
  (void)result;
  return print_to(interpreter, args, stderr);
}
