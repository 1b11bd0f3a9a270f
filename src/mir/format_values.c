// SPDX-License-Identifier: MIT
//
// Single values as std::fmt writes them: integers in every base, floats by the shortest digits that
// read back as the same value, characters.
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

// `1.234e3`, of digits that may end in zeros.
static void add_exponential(mir_message *message, const char *digits, size_t count, int exponent,
                            bool is_upper) {
  mir_message_add_bytes(message, digits, 1);
  if (count > 1) {
    mir_message_add_bytes(message, ".", 1);
    mir_message_add_bytes(message, digits + 1, count - 1);
  }
  mir_message_add(message, "%c%d", is_upper ? 'E' : 'e', exponent);
}

// Of as many digits behind the point as there are, or as the precision asks for: the digit in front
// of those that are dropped is rounded, to the even one in the middle.
static void add_integer_exponential(mir_message *message, mir_uint128 value,
                                    const mir_format_options *options) {
  char digits[256];
  size_t count = 0;
  int exponent = 0;
  unsigned wanted = options->precision > 200 ? 200 : options->precision;
  for (mir_uint128 rest = value; rest >= 10; rest /= 10) {
    exponent++;
  }
  int dropped = 0;
  for (; value >= 10 && value % 10 == 0; value /= 10) {
    dropped++;
  }
  if (options->has_precision && exponent - dropped > (int)wanted) {
    mir_uint128 divisor = 1;
    for (; exponent - dropped > (int)wanted; dropped++) {
      divisor *= 10;
    }
    mir_uint128 rest = value % divisor;
    value /= divisor;
    value += rest > divisor / 2 || (rest == divisor / 2 && value % 2 == 1);
    mir_uint128 power = 10;
    for (unsigned i = 0; i < wanted; i++) {
      power *= 10;
    }
    if (value == power) {
      exponent++;
      value /= 10;
    }
  }
  mir_message text = {.data = NULL};
  add_digits(&text, value, 10, false);
  for (; count < text.length && count < sizeof digits; count++) {
    digits[count] = text.data[count];
  }
  while (options->has_precision && count < wanted + 1) {
    digits[count++] = '0';
  }
  add_exponential(message, digits, count, exponent, options->trait == MIR_FORMAT_UPPER_EXP);
  message->is_exhausted |= text.is_exhausted;
  mir_message_release(&text);
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
  if (options->trait == MIR_FORMAT_LOWER_EXP || options->trait == MIR_FORMAT_UPPER_EXP) {
    add_integer_exponential(message, value, options);
    return;
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

// Digits of "d.ddde+x"; answers the exponent.
static int split_digits(char *out_digits, size_t *out_count, const char *text) {
  const char *mark = strchr(text, 'e');
  *out_count = 0;
  for (const char *next = text; next < mark; next++) {
    if (*next != '.') {
      out_digits[*out_count] = *next;
      (*out_count)++;
    }
  }
  return atoi(mark + 1);
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
  int exponent = split_digits(digits, &count, text);
  while (count > 1 && digits[count - 1] == '0') {
    count--;
  }
  bool has_exponent = is_debug && value != 0 && (value < 1e-5 || value >= 1e16);
  if (!has_exponent) {
    add_plain_digits(message, digits, count, exponent, is_debug);
    return;
  }
  add_exponential(message, digits, count, exponent, false);
}

static bool is_exponential(const mir_format_options *options) {
  return options->trait == MIR_FORMAT_LOWER_EXP || options->trait == MIR_FORMAT_UPPER_EXP;
}

static void add_finite_exponential(mir_message *message, double value, bool is_narrow,
                                   const mir_format_options *options) {
  char text[512];
  char digits[512];
  size_t count = 0;
  if (options->has_precision) {
    snprintf(text, sizeof text, "%.*e", options->precision > 400 ? 400 : (int)options->precision,
             value);
  } else {
    shortest(text, sizeof text, value, is_narrow);
  }
  int exponent = split_digits(digits, &count, text);
  while (!options->has_precision && count > 1 && digits[count - 1] == '0') {
    count--;
  }
  add_exponential(message, digits, count, exponent, options->trait == MIR_FORMAT_UPPER_EXP);
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
  } else if (is_exponential(options)) {
    add_finite_exponential(message, value, scalar->kind == AIRLOCK_F32, options);
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
void mir_format_escaped(mir_message *message, uint32_t character, char quote) {
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
      mir_format_escaped(message, (uint32_t)scalar->as.bits[0], '\'');
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
    mir_message_add(message,
                    options->is_alternate && options->trait == MIR_FORMAT_POINTER ? "0x%016llx"
                                                                                  : "0x%llx",
                    (unsigned long long)scalar->as.ptr.address);
    break;
  default:
    add_integer(message, scalar, options);
    break;
  }
}

mir_format_options mir_format_options_of(mir_format_trait trait, uint32_t flags, bool has_width,
                                         uint64_t width, bool has_precision, uint64_t precision) {
  return (mir_format_options){
      .trait = trait,
      .is_alternate = (flags & MIR_FORMAT_ALTERNATE) != 0,
      .has_plus = (flags & MIR_FORMAT_PLUS) != 0,
      .is_zero_padded = (flags & MIR_FORMAT_ZERO_PADDED) != 0,
      .flags = flags,
      .has_width = has_width,
      .width = (unsigned)width,
      .has_precision = has_precision,
      .precision = (unsigned)precision,
  };
}

static void add_fill(mir_message *message, uint32_t fill, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) {
    add_utf8(message, fill);
  }
}

// Numbers stand to the right when nothing is said, everything else to the left.
void mir_format_padded(mir_message *message, const mir_message *text,
                       const mir_format_options *options, bool is_number) {
  uint64_t columns = 0;
  for (size_t i = 0; i < text->length; i++) {
    columns += ((unsigned char)text->data[i] & 0xc0) != 0x80;
  }
  uint64_t missing = options->has_width && options->width > columns ? options->width - columns : 0;
  size_t sign = 0;
  if (is_number && options->is_zero_padded) {
    while (sign < text->length && (text->data[sign] == '-' || text->data[sign] == '+')) {
      sign++;
    }
    if (text->length > sign + 1 && text->data[sign] == '0' &&
        strchr("xXob", text->data[sign + 1]) != NULL) {
      sign += 2;
    }
    mir_message_add_bytes(message, text->data, sign);
    add_fill(message, '0', missing);
    mir_message_add_bytes(message, text->data + sign, text->length - sign);
    return;
  }
  uint32_t alignment = options->flags >> MIR_FORMAT_ALIGNMENT_SHIFT & 3;
  uint64_t before = alignment == 1                ? missing
                    : alignment == 2              ? missing / 2
                    : alignment == 3 && is_number ? missing
                                                  : 0;
  add_fill(message, options->flags & MIR_FORMAT_FILL, before);
  mir_message_add_bytes(message, text->data, text->length);
  add_fill(message, options->flags & MIR_FORMAT_FILL, missing - before);
}

// Debug writes integers as Display does, or as {:x} with {:x?}; characters are never padded by it.
void mir_format_one(mir_message *message, const airlock_scalar *scalar,
                    const mir_format_options *options) {
  mir_format_options own = *options;
  bool is_text = scalar->kind == AIRLOCK_BOOL || scalar->kind == AIRLOCK_CHAR;
  bool is_float = scalar->kind == AIRLOCK_F32 || scalar->kind == AIRLOCK_F64;
  bool is_pointer = scalar->kind == AIRLOCK_POINTER || scalar->kind == AIRLOCK_FUNCTION;
  if (options->trait == MIR_FORMAT_DEBUG && !is_text && !is_float && !is_pointer) {
    own.trait = (options->flags & MIR_FORMAT_DEBUG_LOWER_HEX) != 0   ? MIR_FORMAT_LOWER_HEX
                : (options->flags & MIR_FORMAT_DEBUG_UPPER_HEX) != 0 ? MIR_FORMAT_UPPER_HEX
                                                                     : MIR_FORMAT_DEBUG;
  }
  bool is_padded = !(options->trait == MIR_FORMAT_DEBUG && scalar->kind == AIRLOCK_CHAR);
  if (!options->has_width || !is_padded) {
    format_scalar(message, scalar, &own);
    return;
  }
  mir_message text = {.data = NULL};
  mir_message_add_bytes(&text, "", 0);
  format_scalar(&text, scalar, &own);
  if (!text.is_exhausted) {
    mir_format_padded(message, &text, &own, !is_text);
  }
  message->is_exhausted |= text.is_exhausted;
  mir_message_release(&text);
}

void mir_format_scalar(mir_message *message, const airlock_scalar *scalar, mir_format_trait trait) {
  mir_format_one(message, scalar, &(mir_format_options){.trait = trait});
}
