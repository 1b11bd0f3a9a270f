// SPDX-License-Identifier: MIT
//
// Single values as std::fmt writes them: integers in every base, floats by the shortest digits that
// read back as the same value, text, and by Debug arrays, tuples, and structs as a derive would.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interpret_internal.h"

static void add_digits(mir_message *message, mir_uint128 value, unsigned base, bool is_upper) {
  const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char text[128];
  size_t start = sizeof text;
  do {
    start--;
    text[start] = digits[value % base];
    value /= base;
  } while (value != 0);
  mir_message_add_bytes(message, text + start, sizeof text - start);
}

static void add_integer(mir_message *message, const airlock_scalar *scalar,
                        const mir_format_options *options) {
  static const struct {
    mir_format_trait trait;
    unsigned base;
    const char *prefix;
  } bases[] = {{MIR_FORMAT_LOWER_HEX, 16, "0x"},
               {MIR_FORMAT_UPPER_HEX, 16, "0x"},
               {MIR_FORMAT_OCTAL, 8, "0o"},
               {MIR_FORMAT_BINARY, 2, "0b"}};
  for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
    if (bases[i].trait == options->trait) {
      if (options->is_alternate) {
        mir_message_add(message, "%s", bases[i].prefix);
      }
      add_digits(message, mir_scalar_bits(scalar), bases[i].base,
                 options->trait == MIR_FORMAT_UPPER_HEX);
      return;
    }
  }
  bool is_negative = mir_kind_is_signed(scalar->kind) && mir_scalar_signed(scalar) < 0;
  mir_uint128 value = mir_scalar_bits(scalar);
  if (is_negative) {
    value = (mir_uint128)0 - (mir_uint128)mir_scalar_signed(scalar);
    mir_message_add_bytes(message, "-", 1);
  } else if (options->has_plus) {
    mir_message_add_bytes(message, "+", 1);
  }
  add_digits(message, value, 10, false);
}

static double float_value(const airlock_scalar *scalar) {
  airlock_scalar wide = mir_convert(scalar, AIRLOCK_F64);
  double value;
  memcpy(&value, &wide.as.bits[0], sizeof value);
  return value;
}

// Shortest digits that read back: "d.ddde+x".
static void shortest(char *out_text, size_t size, double value, bool is_narrow) {
  for (int precision = 0; precision < 17; precision++) {
    snprintf(out_text, size, "%.*e", precision, value);
    bool is_same =
        is_narrow ? strtof(out_text, NULL) == (float)value : strtod(out_text, NULL) == value;
    if (is_same) {
      return;
    }
  }
}

static void add_plain_digits(mir_message *message, const char *digits, size_t count, int exponent,
                             bool is_debug) {
  if (exponent < 0) {
    mir_message_add_bytes(message, "0.", 2);
    for (int i = -1; i > exponent; i--) {
      mir_message_add_bytes(message, "0", 1);
    }
    mir_message_add_bytes(message, digits, count);
    return;
  }
  size_t whole = (size_t)exponent + 1;
  for (size_t i = 0; i < whole; i++) {
    mir_message_add_bytes(message, i < count ? &digits[i] : "0", 1);
  }
  if (count > whole) {
    mir_message_add_bytes(message, ".", 1);
    mir_message_add_bytes(message, digits + whole, count - whole);
  } else if (is_debug) {
    mir_message_add_bytes(message, ".0", 2);
  }
}

static void add_finite(mir_message *message, double value, bool is_narrow, bool is_debug) {
  char text[64];
  shortest(text, sizeof text, value, is_narrow);
  char digits[32];
  size_t count = 0;
  const char *mark = strchr(text, 'e');
  for (const char *next = text; next < mark; next++) {
    if (*next != '.') {
      digits[count] = *next;
      count++;
    }
  }
  int exponent = atoi(mark + 1);
  while (count > 1 && digits[count - 1] == '0') {
    count--;
  }
  bool has_exponent = is_debug && value != 0 && (value < 1e-5 || value >= 1e16);
  if (!has_exponent) {
    add_plain_digits(message, digits, count, exponent, is_debug);
    return;
  }
  mir_message_add_bytes(message, digits, 1);
  if (count > 1) {
    mir_message_add_bytes(message, ".", 1);
    mir_message_add_bytes(message, digits + 1, count - 1);
  }
  mir_message_add(message, "e%d", exponent);
}

static void add_float(mir_message *message, const airlock_scalar *scalar,
                      const mir_format_options *options) {
  double value = float_value(scalar);
  if (isnan(value)) {
    mir_message_add(message, "NaN");
    return;
  }
  if (signbit(value)) {
    mir_message_add_bytes(message, "-", 1);
    value = -value;
  } else if (options->has_plus) {
    mir_message_add_bytes(message, "+", 1);
  }
  if (isinf(value)) {
    mir_message_add(message, "inf");
  } else if (options->has_precision) {
    char text[512];
    unsigned precision = options->precision > 100 ? 100 : options->precision;
    int length = snprintf(text, sizeof text, "%.*f", (int)precision, value);
    mir_message_add_bytes(message, text, length > 0 ? (size_t)length : 0);
  } else {
    add_finite(message, value, scalar->kind == AIRLOCK_F32, options->trait == MIR_FORMAT_DEBUG);
  }
}

static void add_utf8(mir_message *message, uint32_t character) {
  char bytes[4];
  size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  for (size_t i = size; i > 1; i--) {
    bytes[i - 1] = (char)(0x80 | (character & 0x3f));
    character >>= 6;
  }
  bytes[0] = (char)(size == 1 ? character : (0xf00 >> size & 0xff) | character);
  mir_message_add_bytes(message, bytes, size);
}

// As in a literal between these quotes.
static void add_escaped(mir_message *message, uint32_t character, char quote) {
  switch (character) {
  case '\n':
    mir_message_add(message, "\\n");
    return;
  case '\t':
    mir_message_add(message, "\\t");
    return;
  case '\r':
    mir_message_add(message, "\\r");
    return;
  case 0:
    mir_message_add(message, "\\0");
    return;
  case '\\':
    mir_message_add(message, "\\\\");
    return;
  default:
    if (character == (uint32_t)quote) {
      mir_message_add(message, "\\%c", quote);
    } else if (character < 0x20 || character == 0x7f) {
      mir_message_add(message, "\\u{%x}", (unsigned)character);
    } else {
      add_utf8(message, character);
    }
  }
}

static void format_scalar(mir_message *message, const airlock_scalar *scalar,
                          const mir_format_options *options) {
  switch (scalar->kind) {
  case AIRLOCK_UNINIT:
    mir_message_add(message, "<uninitialized>");
    break;
  case AIRLOCK_BOOL:
    mir_message_add(message, "%s", scalar->as.bits[0] != 0 ? "true" : "false");
    break;
  case AIRLOCK_CHAR:
    if (options->trait == MIR_FORMAT_DEBUG) {
      mir_message_add_bytes(message, "'", 1);
      add_escaped(message, (uint32_t)scalar->as.bits[0], '\'');
      mir_message_add_bytes(message, "'", 1);
    } else {
      add_utf8(message, (uint32_t)scalar->as.bits[0]);
    }
    break;
  case AIRLOCK_F32:
  case AIRLOCK_F64:
    add_float(message, scalar, options);
    break;
  case AIRLOCK_POINTER:
  case AIRLOCK_FUNCTION:
    mir_message_add(message, "0x%llx", (unsigned long long)scalar->as.ptr.address);
    break;
  default:
    add_integer(message, scalar, options);
    break;
  }
}

void mir_format_scalar(mir_message *message, const airlock_scalar *scalar, mir_format_trait trait) {
  format_scalar(message, scalar, &(mir_format_options){.trait = trait});
}

//===------------------------------------------------------------------------------------------===//
// Values in memory
//===------------------------------------------------------------------------------------------===//

static airlock_status refuse(mir_interpreter *interpreter, const mir_layout *layout) {
  return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                       "formatting a value of type `%s`", layout->name);
}

static airlock_status format_text(mir_interpreter *interpreter, mir_message *message,
                                  airlock_ptr pointer, uint64_t length,
                                  const mir_format_options *options) {
  bool is_debug = options->trait == MIR_FORMAT_DEBUG;
  airlock_status status = AIRLOCK_OK;
  if (is_debug) {
    mir_message_add_bytes(message, "\"", 1);
  }
  for (uint64_t i = 0; i < length && status == AIRLOCK_OK; i++) {
    uint8_t byte;
    status = airlock_read(interpreter->machine, &byte, airlock_ptr_wrapping_add(pointer, i), 1);
    if (status == AIRLOCK_OK && is_debug && byte < 0x80) {
      add_escaped(message, byte, '"');
    } else if (status == AIRLOCK_OK) {
      mir_message_add_bytes(message, (const char *)&byte, 1);
    }
  }
  if (is_debug) {
    mir_message_add_bytes(message, "\"", 1);
  }
  return status;
}

// A reference is written as what it points to.
static airlock_status format_reference(mir_interpreter *interpreter, mir_message *message,
                                       const mir_layout *layout, airlock_ptr pointer,
                                       const mir_format_options *options) {
  airlock_machine *machine = interpreter->machine;
  const airlock_type *type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  airlock_scalar target;
  airlock_status status = airlock_load(machine, &target, pointer, type);
  if (status != AIRLOCK_OK || options->trait == MIR_FORMAT_POINTER) {
    mir_message_add(message, "0x%llx", (unsigned long long)target.as.ptr.address);
    return status;
  }
  if (layout->class == MIR_CLASS_SCALAR && layout->referent != NULL) {
    return mir_format_value(interpreter, message, layout->referent, target.as.ptr, options);
  }
  if (layout->class != MIR_CLASS_PAIR || layout->pointee->kind != MIR_TYPE_STR) {
    return refuse(interpreter, layout);
  }
  airlock_scalar length;
  status = airlock_load(machine, &length, airlock_ptr_wrapping_add(pointer, 8),
                        airlock_type_scalar(machine, AIRLOCK_USIZE));
  return status == AIRLOCK_OK
             ? format_text(interpreter, message, target.as.ptr, length.as.bits[0], options)
             : status;
}

static airlock_status format_fields(mir_interpreter *interpreter, mir_message *message,
                                    const mir_layout_variant *variant, airlock_ptr pointer,
                                    const mir_format_options *options) {
  bool is_tuple = variant->field_count == 0 || variant->fields[0].name[0] == '0';
  mir_message_add(message, "%s", variant->name);
  if (variant->field_count == 0) {
    mir_message_add(message, "%s", variant->name[0] == '\0' ? "()" : "");
    return AIRLOCK_OK;
  }
  mir_message_add(message, "%s", is_tuple ? "(" : " { ");
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout_field *field = &variant->fields[i];
    mir_message_add(message, "%s", i == 0 ? "" : ", ");
    if (!is_tuple) {
      mir_message_add(message, "%s: ", field->name);
    }
    airlock_status status =
        mir_format_value(interpreter, message, field->layout,
                         airlock_ptr_wrapping_add(pointer, field->offset), options);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  bool is_single = variant->name[0] == '\0' && variant->field_count == 1;
  mir_message_add(message, "%s%s", is_single ? "," : "", is_tuple ? ")" : " }");
  return AIRLOCK_OK;
}

static airlock_status format_enum(mir_interpreter *interpreter, mir_message *message,
                                  const mir_layout *layout, airlock_ptr pointer,
                                  const mir_format_options *options) {
  size_t variant;
  airlock_status status = mir_variant_in_memory(interpreter, &variant, layout, pointer);
  return status == AIRLOCK_OK
             ? format_fields(interpreter, message, &layout->variants[variant], pointer, options)
             : status;
}

static airlock_status format_array(mir_interpreter *interpreter, mir_message *message,
                                   const mir_layout *layout, airlock_ptr pointer,
                                   const mir_format_options *options) {
  airlock_status status = AIRLOCK_OK;
  mir_message_add(message, "[");
  for (uint64_t i = 0; i < layout->count && status == AIRLOCK_OK; i++) {
    mir_message_add(message, "%s", i == 0 ? "" : ", ");
    status =
        mir_format_value(interpreter, message, layout->element,
                         airlock_ptr_wrapping_add(pointer, i * layout->element->size), options);
  }
  mir_message_add(message, "]");
  return status;
}

airlock_status mir_format_value(mir_interpreter *interpreter, mir_message *message,
                                const mir_layout *layout, airlock_ptr pointer,
                                const mir_format_options *options) {
  bool is_debug = options->trait == MIR_FORMAT_DEBUG;
  bool is_open = layout->item == NULL || layout->has_derived_debug || options->is_derived;
  if (layout->is_reference && layout->shape == MIR_SHAPE_POINTER) {
    return format_reference(interpreter, message, layout, pointer, options);
  }
  if (layout->shape == MIR_SHAPE_PRIMITIVE ||
      (layout->shape == MIR_SHAPE_POINTER && layout->class == MIR_CLASS_SCALAR &&
       (is_debug || options->trait == MIR_FORMAT_POINTER))) {
    airlock_scalar scalar;
    airlock_status status = airlock_load(interpreter->machine, &scalar, pointer,
                                         airlock_type_scalar(interpreter->machine, layout->kind));
    if (status == AIRLOCK_OK) {
      format_scalar(message, &scalar, options);
    }
    return status;
  }
  if (!is_debug || options->is_alternate || !is_open) {
    return refuse(interpreter, layout);
  }
  switch (layout->shape) {
  case MIR_SHAPE_ARRAY:
    return format_array(interpreter, message, layout, pointer, options);
  case MIR_SHAPE_STRUCT:
    return layout->packed != 0
               ? refuse(interpreter, layout)
               : format_fields(interpreter, message, &layout->variants[0], pointer, options);
  case MIR_SHAPE_ENUM:
    return format_enum(interpreter, message, layout, pointer, options);
  default:
    return refuse(interpreter, layout);
  }
}
