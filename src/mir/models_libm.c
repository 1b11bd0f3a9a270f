// SPDX-License-Identifier: MIT
//
// Models of float methods that std takes from the C library, as it does natively, and floats that
// are read from text.
#define _GNU_SOURCE // uselocale
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "message.h"
#include "models_float.h"

FLOAT_UNARY(libm_exp, exp, expf)
FLOAT_UNARY(libm_exp2, exp2, exp2f)
FLOAT_UNARY(libm_exp_m1, expm1, expm1f)
FLOAT_UNARY(libm_ln, log, logf)
FLOAT_UNARY(libm_log2, log2, log2f)
FLOAT_UNARY(libm_log10, log10, log10f)
FLOAT_UNARY(libm_ln_1p, log1p, log1pf)
FLOAT_UNARY(libm_sin, sin, sinf)
FLOAT_UNARY(libm_cos, cos, cosf)
FLOAT_UNARY(libm_tan, tan, tanf)
FLOAT_UNARY(libm_asin, asin, asinf)
FLOAT_UNARY(libm_acos, acos, acosf)
FLOAT_UNARY(libm_atan, atan, atanf)
FLOAT_UNARY(libm_sinh, sinh, sinhf)
FLOAT_UNARY(libm_cosh, cosh, coshf)
FLOAT_UNARY(libm_tanh, tanh, tanhf)
FLOAT_UNARY(libm_cbrt, cbrt, cbrtf)
FLOAT_BINARY(libm_powf, pow, powf)
FLOAT_BINARY(libm_atan2, atan2, atan2f)
FLOAT_BINARY(libm_hypot, hypot, hypotf)

static double log_wide(double value, double base) {
  return log(value) / log(base);
}

static float log_narrow(float value, float base) {
  return logf(value) / logf(base);
}

FLOAT_BINARY(libm_log, log_wide, log_narrow)

static double degrees_wide(double value) {
  return value * (180.0 / M_PI);
}

static float degrees_narrow(float value) {
  return value * 57.2957795130823208767981548141051703f;
}

static double radians_wide(double value) {
  return value * (M_PI / 180.0);
}

static float radians_narrow(float value) {
  return value * ((float)M_PI / 180.0f);
}

FLOAT_UNARY(libm_to_degrees, degrees_wide, degrees_narrow)
FLOAT_UNARY(libm_to_radians, radians_wide, radians_narrow)

static double euclid_wide(double value, double divisor) {
  double rest = fmod(value, divisor);
  return rest < 0.0 ? rest + fabs(divisor) : rest;
}

static float euclid_narrow(float value, float divisor) {
  float rest = fmodf(value, divisor);
  return rest < 0.0f ? rest + fabsf(divisor) : rest;
}

FLOAT_BINARY(libm_rem_euclid, euclid_wide, euclid_narrow)

// Squares and multiplies, and divides last, as compilers do it: each product is rounded.
MIR_MODEL(libm_powi) {
  (void)interpreter;
  (void)call;
  bool is_narrow = args[0].kind == AIRLOCK_F32;
  double wide = is_narrow ? 0 : model_wide(&args[0]);
  float narrow = is_narrow ? model_narrow(&args[0]) : 0;
  double wide_power = 1;
  float narrow_power = 1;
  int32_t given = (int32_t)(uint32_t)args[1].as.bits[0];
  for (int32_t left = given; left != 0;) {
    if (left % 2 != 0) {
      wide_power *= wide;
      narrow_power *= narrow;
    }
    left /= 2;
    if (left != 0) {
      wide *= wide;
      narrow *= narrow;
    }
  }
  if (is_narrow) {
    result[0] = airlock_f32(given < 0 ? 1 / narrow_power : narrow_power);
  } else {
    result[0] = airlock_f64(given < 0 ? 1 / wide_power : wide_power);
  }
  return AIRLOCK_OK;
}

//===------------------------------------------------------------------------------------------===//
// From text
//===------------------------------------------------------------------------------------------===//

static size_t count_digits(const char *text) {
  return strspn(text, "0123456789");
}

// Rust's grammar of floats: fewer forms than C has, such as none in hexadecimal.
static bool is_float(const char *text) {
  static const char *const words[] = {"inf", "infinity", "nan"};
  text += *text == '+' || *text == '-';
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcasecmp(text, words[i]) == 0) {
      return true;
    }
  }
  size_t digits = count_digits(text);
  text += digits;
  if (*text == '.') {
    size_t fraction = count_digits(text + 1);
    digits += fraction;
    text += 1 + fraction;
  }
  if (digits != 0 && (*text == 'e' || *text == 'E')) {
    text += 1 + (text[1] == '+' || text[1] == '-');
    size_t exponent = count_digits(text);
    text += exponent;
    digits = exponent;
  }
  return digits != 0 && *text == '\0';
}

// Whatever locale native code has set, the point is a point.
static airlock_status read_float(mir_interpreter *interpreter, const char *text, airlock_ptr target,
                                 bool is_narrow) {
  locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (locale == (locale_t)0) {
    return airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  }
  locale_t before = uselocale(locale);
  airlock_scalar value =
      is_narrow ? airlock_f32(strtof(text, NULL)) : airlock_f64(strtod(text, NULL));
  uselocale(before);
  freelocale(locale);
  return airlock_store(interpreter->machine, target, value,
                       airlock_type_scalar(interpreter->machine, value.kind));
}

// `parse_float(text, length, target)`: whether the text is one; then it is stored.
MIR_MODEL(libm_parse) {
  mir_message text = {.data = NULL};
  airlock_ptr pointer = args[0].as.ptr;
  uint64_t left = args[1].as.bits[0];
  airlock_status status = AIRLOCK_OK;
  while (status == AIRLOCK_OK && left > 0) {
    char piece[256];
    size_t size = left < sizeof piece ? (size_t)left : sizeof piece;
    status = airlock_read(interpreter->machine, piece, pointer, size);
    if (status == AIRLOCK_OK) {
      mir_message_add_bytes(&text, piece, size);
      pointer = airlock_ptr_wrapping_add(pointer, size);
      left -= size;
    }
  }
  bool is_one = status == AIRLOCK_OK && text.data != NULL && strlen(text.data) == text.length &&
                is_float(text.data);
  if (status == AIRLOCK_OK && text.is_exhausted) {
    status = airlock_raise(interpreter->machine, AIRLOCK_NO_MEMORY, "out of memory");
  } else if (is_one) {
    status =
        read_float(interpreter, text.data, args[2].as.ptr, call->generics[0]->kind == AIRLOCK_F32);
  }
  mir_message_release(&text);
  result[0] = airlock_int(AIRLOCK_BOOL, is_one);
  return status;
}
