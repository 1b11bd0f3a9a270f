// SPDX-License-Identifier: MIT
//
// Formatters: what an impl of std::fmt is given, and what it asks of them.
//
// A Formatter (src/mir/std/fmt.rs) holds the number of the sink that it writes to, and the options
// of its placeholder. It lives as long as the call of the impl, which runs within the model that
// formats (interpret_nested.c). An impl that answers fmt::Error ends all formatting up to the
// function of the program that asked for it: has_format_failed says that the error on its way is
// this one.
#include <string.h>

#include "models_internal.h"

// Offsets of a Formatter's fields.
#define AT_FLAGS 8
#define AT_WIDTH 12
#define AT_PRECISION 14
#define FORMATTER_SIZE 16

static airlock_status store(mir_interpreter *interpreter, airlock_ptr formatter, uint64_t offset,
                            airlock_kind kind, uint64_t value) {
  return airlock_store(interpreter->machine, airlock_ptr_wrapping_add(formatter, offset),
                       airlock_int(kind, value), airlock_type_scalar(interpreter->machine, kind));
}

static airlock_status make_formatter(mir_interpreter *interpreter, airlock_ptr *out_formatter,
                                     const mir_format_options *options) {
  airlock_ptr formatter;
  uint32_t flags = options->flags & ~(MIR_FORMAT_HAS_WIDTH | MIR_FORMAT_HAS_PRECISION);
  flags |= options->has_width ? MIR_FORMAT_HAS_WIDTH : 0;
  flags |= options->has_precision ? MIR_FORMAT_HAS_PRECISION : 0;
  airlock_status status =
      airlock_allocate(interpreter->machine, &formatter, FORMATTER_SIZE, 8, AIRLOCK_STACK);
  if (status == AIRLOCK_OK) {
    status = store(interpreter, formatter, 0, AIRLOCK_USIZE, interpreter->nesting);
  }
  if (status == AIRLOCK_OK) {
    status = store(interpreter, formatter, AT_FLAGS, AIRLOCK_U32, flags);
  }
  if (status == AIRLOCK_OK) {
    status = store(interpreter, formatter, AT_WIDTH, AIRLOCK_U16, options->width);
  }
  if (status == AIRLOCK_OK) {
    status = store(interpreter, formatter, AT_PRECISION, AIRLOCK_U16, options->precision);
  }
  *out_formatter = formatter;
  return status;
}

// Sets each line of the text from `start` on further in.
static void indent(mir_message *message, size_t start, unsigned columns) {
  mir_message lines = {.data = NULL};
  for (size_t i = start; i < message->length; i++) {
    if (i == start || message->data[i - 1] == '\n') {
      mir_message_add(&lines, "%*s", (int)columns, "");
    }
    mir_message_add_bytes(&lines, &message->data[i], 1);
  }
  if (lines.is_exhausted || message->length <= start) {
    message->is_exhausted |= lines.is_exhausted;
  } else {
    message->length = start;
    mir_message_add_bytes(message, lines.data, lines.length);
  }
  mir_message_release(&lines);
}

// Parts of {:#?} know how deep they are; what a function writes begins at the first column.
static void indent_rest(mir_message *message, size_t start, unsigned columns) {
  const char *line =
      start < message->length ? memchr(message->data + start, '\n', message->length - start) : NULL;
  if (columns != 0 && line != NULL) {
    indent(message, (size_t)(line - message->data) + 1, columns);
  }
}

airlock_status mir_format_by(mir_interpreter *interpreter, mir_message *message,
                             const mir_function *writer, const airlock_scalar *value,
                             const mir_format_options *options) {
  bool is_wide = writer->parameter_count == 2 && writer->parameters[0].form == MIR_FORM_PAIR;
  if (interpreter->nesting >= MIR_NESTING_LIMIT || writer->parameter_count != 2 ||
      writer->result.form != MIR_FORM_SCALAR) {
    return airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                         "the limit of %d values that are formatted within each other is reached",
                         MIR_NESTING_LIMIT);
  }
  airlock_scalar outcome = {.kind = AIRLOCK_UNINIT};
  airlock_scalar args[3] = {value[0]};
  airlock_ptr formatter;
  size_t start = message->length;
  airlock_frame_push(interpreter->machine);
  airlock_status status = make_formatter(interpreter, &formatter, options);
  if (status == AIRLOCK_OK) {
    args[1] = is_wide ? value[1] : airlock_pointer(formatter);
    args[2] = airlock_pointer(formatter);
    interpreter->sinks[interpreter->nesting] = message;
    status = mir_run_nested(interpreter, &outcome, writer, args);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_frame_pop(interpreter->machine);
  indent_rest(message, start, options->is_alternate ? options->depth * 4 : 0);
  if (outcome.as.bits[0] != 0) {
    interpreter->has_format_failed = true;
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "a formatting trait implementation returned an error");
  }
  return AIRLOCK_OK;
}

airlock_status mir_format_outcome(mir_interpreter *interpreter, airlock_scalar *out_result,
                                  airlock_status status) {
  bool has_failed = status != AIRLOCK_OK && interpreter->has_format_failed;
  if (status != AIRLOCK_OK && !has_failed) {
    return status;
  }
  interpreter->has_format_failed = false;
  *out_result = airlock_int(AIRLOCK_BOOL, !has_failed);
  return AIRLOCK_OK;
}

//===------------------------------------------------------------------------------------------===//
// Models
//===------------------------------------------------------------------------------------------===//

static airlock_status find_sink(mir_interpreter *interpreter, mir_message **out_sink,
                                airlock_ptr formatter) {
  airlock_scalar number;
  airlock_status status = airlock_load(interpreter->machine, &number, formatter,
                                       airlock_type_scalar(interpreter->machine, AIRLOCK_USIZE));
  if (status == AIRLOCK_OK && number.as.bits[0] >= interpreter->nesting) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "a Formatter is used after its call has ended");
  }
  if (status == AIRLOCK_OK) {
    *out_sink = interpreter->sinks[number.as.bits[0]];
  }
  return status;
}

// `write_text(&mut formatter, text)`
MIR_MODEL(formatter_text) {
  (void)call;
  (void)result;
  mir_message *sink = NULL;
  airlock_status status = find_sink(interpreter, &sink, args[0].as.ptr);
  airlock_ptr next = args[1].as.ptr;
  for (uint64_t left = args[2].as.bits[0]; left > 0 && status == AIRLOCK_OK;) {
    char piece[256];
    size_t size = left < sizeof piece ? (size_t)left : sizeof piece;
    status = airlock_read(interpreter->machine, piece, next, size);
    if (status == AIRLOCK_OK) {
      mir_message_add_bytes(sink, piece, size);
    }
    next = airlock_ptr_wrapping_add(next, size);
    left -= size;
  }
  return status;
}

// `write_arguments(&mut formatter, arguments)`
MIR_MODEL(formatter_arguments) {
  (void)call;
  mir_message *sink = NULL;
  airlock_status status = find_sink(interpreter, &sink, args[0].as.ptr);
  if (status == AIRLOCK_OK) {
    status = mir_format_arguments(interpreter, sink, args[1].as.ptr, args[2].as.ptr);
  }
  return mir_format_outcome(interpreter, result, status);
}

// `text_length(&mut formatter)`
MIR_MODEL(formatter_length) {
  (void)call;
  mir_message *sink = NULL;
  airlock_status status = find_sink(interpreter, &sink, args[0].as.ptr);
  if (status == AIRLOCK_OK) {
    *result = airlock_int(AIRLOCK_USIZE, sink->length);
  }
  return status;
}

// `indent_text(&mut formatter, start)`
MIR_MODEL(formatter_indent) {
  (void)call;
  (void)result;
  mir_message *sink = NULL;
  airlock_status status = find_sink(interpreter, &sink, args[0].as.ptr);
  if (status == AIRLOCK_OK) {
    indent(sink, (size_t)args[1].as.bits[0], 4);
  }
  return status;
}

static airlock_status load_option(mir_interpreter *interpreter, uint64_t *out_value,
                                  airlock_ptr formatter, uint64_t offset, airlock_kind kind) {
  airlock_scalar value;
  airlock_status status =
      airlock_load(interpreter->machine, &value, airlock_ptr_wrapping_add(formatter, offset),
                   airlock_type_scalar(interpreter->machine, kind));
  if (status == AIRLOCK_OK) {
    *out_value = value.as.bits[0];
  }
  return status;
}

// `write_display(&value, &mut formatter)`, and so on: with the formatter's own options.
MIR_MODEL(formatter_value) {
  const mir_argument *argument = &call->arguments[0];
  if (argument->form != MIR_FORM_SCALAR) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "formatting a value of an unsized type");
  }
  airlock_ptr value = args[0].as.ptr;
  airlock_ptr formatter = args[1].as.ptr;
  mir_message *sink = NULL;
  uint64_t flags = 0;
  uint64_t width = 0;
  uint64_t precision = 0;
  airlock_status status = find_sink(interpreter, &sink, formatter);
  if (status == AIRLOCK_OK) {
    status = load_option(interpreter, &flags, formatter, AT_FLAGS, AIRLOCK_U32);
  }
  if (status == AIRLOCK_OK) {
    status = load_option(interpreter, &width, formatter, AT_WIDTH, AIRLOCK_U16);
  }
  if (status == AIRLOCK_OK) {
    status = load_option(interpreter, &precision, formatter, AT_PRECISION, AIRLOCK_U16);
  }
  if (status == AIRLOCK_OK) {
    mir_format_options options = mir_format_options_of(
        call->format_trait, (uint32_t)flags, (flags & MIR_FORMAT_HAS_WIDTH) != 0, width,
        (flags & MIR_FORMAT_HAS_PRECISION) != 0, precision);
    status = mir_format_value(interpreter, sink, call->generics[call->generic_count - 1], value,
                              &options);
  }
  return mir_format_outcome(interpreter, result, status);
}
