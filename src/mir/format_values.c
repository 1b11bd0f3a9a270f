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

void mir_format_one(mir_message *message, const airlock_scalar *scalar,
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
    mir_message_add(message, options->is_alternate ? "0x%016llx" : "0x%llx",
                    (unsigned long long)scalar->as.ptr.address);
    break;
  default:
    add_integer(message, scalar, options);
    break;
  }
}

void mir_format_scalar(mir_message *message, const airlock_scalar *scalar, mir_format_trait trait) {
  mir_format_one(message, scalar, &(mir_format_options){.trait = trait});
}
