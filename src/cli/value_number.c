// SPDX-License-Identifier: MIT
//
// See value_number.h. Integers go through a sign and a magnitude of 128 bits. Floats go through the
// C library, except NaNs: of those the payload is kept, which is the fraction without the bit that
// makes a NaN quiet.
#include "cli/value_number.h"

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 magnitude;

bool value_is_signed(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_ISIZE;
}

bool value_is_integer(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE;
}

bool value_is_float(airlock_kind kind) {
  return kind == AIRLOCK_F32 || kind == AIRLOCK_F64 || kind == AIRLOCK_LONG_DOUBLE;
}

// The greatest magnitude of a kind's numbers with this sign.
static magnitude limit_of(airlock_kind kind, bool is_negative) {
  unsigned bits = (unsigned)airlock_kind_size(kind) * 8;
  if (!value_is_signed(kind)) {
    return is_negative ? 0 : ~(magnitude)0 >> (128 - bits);
  }
  magnitude above = (magnitude)1 << (bits - 1);
  return is_negative ? above : above - 1;
}

static unsigned take_base(const char **io_text) {
  static const struct {
    const char *prefix;
    unsigned base;
  } bases[] = {{"0x", 16}, {"0X", 16}, {"0o", 8}, {"0b", 2}, {"0B", 2}};
  for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
    if (strncmp(*io_text, bases[i].prefix, 2) == 0) {
      *io_text += 2;
      return bases[i].base;
    }
  }
  return 10;
}

static unsigned digit_of(char character) {
  unsigned char byte = (unsigned char)character;
  if (isdigit(byte)) {
    return (unsigned)(byte - '0');
  }
  return isalpha(byte) ? (unsigned)(tolower(byte) - 'a') + 10 : 99;
}

// The digits at the start of a text; their number is 0 if one of them is none of this base, or the
// whole does not fit.
static size_t read_digits(magnitude *out_number, unsigned base, const char *text) {
  magnitude number = 0;
  size_t length = 0;
  for (; isalnum((unsigned char)text[length]); length++) {
    unsigned digit = digit_of(text[length]);
    if (digit >= base || number > (~(magnitude)0 - digit) / base) {
      return 0;
    }
    number = number * base + digit;
  }
  *out_number = number;
  return length;
}

// Keeps the bits that the kind has.
static airlock_scalar scalar_of(airlock_kind kind, magnitude bits) {
  if (airlock_kind_size(kind) == 16) {
    return airlock_int128(kind, (uint64_t)bits, (uint64_t)(bits >> 64));
  }
  return airlock_int(kind, (uint64_t)bits);
}

size_t value_read_integer(airlock_scalar *out_scalar, airlock_kind kind, const char *text) {
  const char *next = text + (*text == '-' || *text == '+');
  unsigned base = take_base(&next);
  magnitude number = 0;
  size_t digits = read_digits(&number, base, next);
  if (digits == 0 || number > limit_of(kind, *text == '-')) {
    return 0;
  }
  *out_scalar = scalar_of(kind, *text == '-' ? -number : number);
  return (size_t)(next - text) + digits;
}

static void format_magnitude(char out_text[VALUE_NUMBER_SIZE], bool is_negative, magnitude number) {
  char digits[VALUE_NUMBER_SIZE];
  size_t start = sizeof digits;
  digits[--start] = '\0';
  do {
    digits[--start] = (char)('0' + (int)(number % 10));
    number /= 10;
  } while (number != 0);
  if (is_negative) {
    digits[--start] = '-';
  }
  memcpy(out_text, digits + start, sizeof digits - start);
}

// An integer as sign and magnitude.
static magnitude magnitude_of(airlock_scalar scalar, bool *out_is_negative) {
  unsigned unused = 128 - (unsigned)airlock_kind_size(scalar.kind) * 8;
  magnitude bits = (magnitude)scalar.as.bits[1] << 64 | scalar.as.bits[0];
  magnitude sign = (magnitude)1 << (127 - unused);
  *out_is_negative = value_is_signed(scalar.kind) && (bits & sign) != 0;
  return *out_is_negative ? ((~bits << unused) >> unused) + 1 : bits;
}

void value_format_integer(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar) {
  bool is_negative;
  magnitude number = magnitude_of(scalar, &is_negative);
  format_magnitude(out_text, is_negative, number);
}

void value_format_range(char out_text[2 * VALUE_NUMBER_SIZE], airlock_kind kind) {
  char least[VALUE_NUMBER_SIZE];
  char greatest[VALUE_NUMBER_SIZE];
  format_magnitude(least, value_is_signed(kind), limit_of(kind, true));
  format_magnitude(greatest, false, limit_of(kind, false));
  (void)snprintf(out_text, (size_t)2 * VALUE_NUMBER_SIZE, "%.45s to %.45s", least, greatest);
}

// ------------------------------------------------------------------------------------------ floats

// The bits of long double that are none of its value are 0.
static airlock_scalar long_double_scalar(long double value) {
  airlock_scalar scalar = {AIRLOCK_LONG_DOUBLE, 0, {{0, 0}}};
  memcpy(scalar.as.bits, &value, sizeof value);
  if (LDBL_MANT_DIG == 64) {
    scalar.as.bits[1] &= 0xffff;
  }
  return scalar;
}

static long double long_double_of(airlock_scalar scalar) {
  long double value;
  memcpy(&value, scalar.as.bits, sizeof value);
  return value;
}

static double double_of(airlock_scalar scalar) {
  double value;
  memcpy(&value, scalar.as.bits, sizeof value);
  return value;
}

static float float_of(airlock_scalar scalar) {
  float value;
  memcpy(&value, scalar.as.bits, sizeof value);
  return value;
}

// The image of a NaN: exponent and the bits above the payload, sign apart. `half` says which half
// of the scalar holds the sign.
struct nan_image {
  uint64_t exponent;
  uint64_t exponent_high; // In the upper half.
  uint64_t quiet;
  uint64_t sign;
  int half;
};

static struct nan_image nan_image_of(airlock_kind kind) {
  static const struct nan_image f32 = {0x7f800000, 0, 0x400000, 0x80000000, 0};
  static const struct nan_image f64 = {UINT64_C(0x7ff) << 52, 0, UINT64_C(1) << 51,
                                       UINT64_C(1) << 63, 0};
  static const struct nan_image x87 = {UINT64_C(1) << 63, 0x7fff, UINT64_C(1) << 62, 0x8000, 1};
  switch (kind) {
  case AIRLOCK_F32:
    return f32;
  case AIRLOCK_F64:
    return f64;
  default:
    return x87;
  }
}

// A long double that is not x87's keeps no payload: it is the C library's `nan`.
static bool has_payload(airlock_kind kind) {
  return kind != AIRLOCK_LONG_DOUBLE || LDBL_MANT_DIG == 64;
}

// nan, snan, nan(0x12), snan(0x12), behind the sign.
static size_t read_nan(airlock_scalar *out_scalar, airlock_kind kind, bool is_negative,
                       const char *text) {
  struct nan_image image = nan_image_of(kind);
  const char *next = text + (*text == 's');
  magnitude payload = *text == 's';
  if (strncmp(next, "nan", 3) != 0) {
    return 0;
  }
  next += 3;
  if (strncmp(next, "(0x", 3) == 0) {
    size_t digits = read_digits(&payload, 16, next + 3);
    if (digits == 0 || next[3 + digits] != ')' || payload >= image.quiet) {
      return 0;
    }
    next += digits + 4;
  }
  if (!has_payload(kind)) {
    *out_scalar = long_double_scalar(is_negative ? -(long double)NAN : (long double)NAN);
    return (size_t)(next - text);
  }
  uint64_t quiet = *text == 's' && payload != 0 ? 0 : image.quiet;
  *out_scalar = (airlock_scalar){
      kind, 0, {{image.exponent | quiet | (uint64_t)payload, image.exponent_high}}};
  out_scalar->as.bits[image.half] |= is_negative ? image.sign : 0;
  return (size_t)(next - text);
}

size_t value_read_float(airlock_scalar *out_scalar, airlock_kind kind, const char *text) {
  bool has_sign = *text == '-' || *text == '+';
  size_t length = read_nan(out_scalar, kind, *text == '-', text + has_sign);
  if (length != 0) {
    return has_sign + length;
  }
  const char *first = text + has_sign;
  if (!isdigit((unsigned char)*first) && *first != '.' && strncmp(first, "inf", 3) != 0) {
    return 0;
  }
  char *end = NULL;
  bool is_infinite = false;
  switch (kind) {
  case AIRLOCK_F32:
    *out_scalar = airlock_f32(strtof(text, &end));
    is_infinite = isinf(float_of(*out_scalar)) != 0;
    break;
  case AIRLOCK_F64:
    *out_scalar = airlock_f64(strtod(text, &end));
    is_infinite = isinf(double_of(*out_scalar)) != 0;
    break;
  default: {
    long double value = strtold(text, &end);
    *out_scalar = long_double_scalar(value);
    is_infinite = isinf(value) != 0;
    break;
  }
  }
  bool is_too_large = is_infinite && *first != 'i';
  return is_too_large ? 0 : (size_t)(end - text);
}

static void format_nan(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar) {
  struct nan_image image = nan_image_of(scalar.kind);
  bool is_quiet = !has_payload(scalar.kind) || (scalar.as.bits[0] & image.quiet) != 0;
  uint64_t payload = has_payload(scalar.kind) ? scalar.as.bits[0] & (image.quiet - 1) : 0;
  bool is_negative = has_payload(scalar.kind) ? (scalar.as.bits[image.half] & image.sign) != 0
                                              : signbit(long_double_of(scalar)) != 0;
  int length =
      snprintf(out_text, VALUE_NUMBER_SIZE, "%s%snan", is_negative ? "-" : "", is_quiet ? "" : "s");
  if (payload != 0) {
    (void)snprintf(out_text + length, VALUE_NUMBER_SIZE - (size_t)length, "(0x%" PRIx64 ")",
                   payload);
  }
}

// Writes so many digits; says whether they give the same float again.
static bool print_float(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar, int digits) {
  switch (scalar.kind) {
  case AIRLOCK_F32:
    (void)snprintf(out_text, VALUE_NUMBER_SIZE, "%.*g", digits, (double)float_of(scalar));
    return strtof(out_text, NULL) == float_of(scalar);
  case AIRLOCK_F64:
    (void)snprintf(out_text, VALUE_NUMBER_SIZE, "%.*g", digits, double_of(scalar));
    return strtod(out_text, NULL) == double_of(scalar);
  default:
    (void)snprintf(out_text, VALUE_NUMBER_SIZE, "%.*Lg", digits, long_double_of(scalar));
    return strtold(out_text, NULL) == long_double_of(scalar);
  }
}

static bool is_nan(airlock_scalar scalar) {
  switch (scalar.kind) {
  case AIRLOCK_F32:
    return isnan(float_of(scalar)) != 0;
  case AIRLOCK_F64:
    return isnan(double_of(scalar)) != 0;
  default:
    return isnan(long_double_of(scalar)) != 0;
  }
}

// 100 is not written as 1e+02: up to here all digits before the point are.
enum { MOST_PLAIN_DIGITS = 16 };

void value_format_float(char out_text[VALUE_NUMBER_SIZE], airlock_scalar scalar) {
  if (is_nan(scalar)) {
    format_nan(out_text, scalar);
    return;
  }
  int digits = 1;
  while (digits < LDBL_DECIMAL_DIG && !print_float(out_text, scalar, digits)) {
    digits++;
  }
  const char *exponent = strchr(out_text, 'e');
  long power = exponent != NULL ? strtol(exponent + 1, NULL, 10) : 0;
  if (power > 0 && power < MOST_PLAIN_DIGITS) {
    (void)print_float(out_text, scalar, power + 1 > digits ? (int)power + 1 : digits);
  }
}

bool value_fits_double(airlock_scalar scalar) {
  const magnitude exact = (magnitude)1 << 53;
  bool is_negative;
  switch (scalar.kind) {
  case AIRLOCK_F32:
    return isfinite(float_of(scalar)) != 0;
  case AIRLOCK_F64:
    return isfinite(double_of(scalar)) != 0;
  case AIRLOCK_LONG_DOUBLE: {
    double rounded = (double)long_double_of(scalar);
    return isfinite(rounded) != 0 && (long double)rounded == long_double_of(scalar);
  }
  default:
    return magnitude_of(scalar, &is_negative) <= exact;
  }
}
