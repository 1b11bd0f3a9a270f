// SPDX-License-Identifier: MIT
//
// Literals. Both texts use Rust's own notation, so one reader serves rustc's printed constants and
// Rust source. A number's suffix is its type: `7_i32`, `0x10`, `1.5f32`.
#include "parser_parts.h"

#include <stdlib.h>
#include <string.h>

bool mir_find_primitive(const char *text, size_t length, mir_primitive *out_primitive) {
  static const char *const names[] = {
#define X(name, spelling, size, is_signed) spelling,
      MIR_PRIMITIVES(X)
#undef X
  };
  for (size_t i = 0; i < MIR_PRIMITIVE_COUNT; i++) {
    if (strlen(names[i]) == length && memcmp(names[i], text, length) == 0) {
      *out_primitive = (mir_primitive)i;
      return true;
    }
  }
  return false;
}

static int digit_value(char byte) {
  if (byte >= '0' && byte <= '9') {
    return byte - '0';
  }
  if (byte >= 'a' && byte <= 'f') {
    return byte - 'a' + 10;
  }
  return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : 16;
}

//===------------------------------------------------------------------------------------------===//
// Numbers
//===------------------------------------------------------------------------------------------===//

// Digits of the radix from `*offset` on; `_` may stand between them. False when they are too many.
static bool read_integer(const mir_token *token, unsigned radix, size_t *offset,
                         mir_uint128 *out_value) {
  mir_uint128 value = 0;
  for (; *offset < token->length; (*offset)++) {
    char byte = token->text[*offset];
    if (byte == '_') {
      continue;
    }
    unsigned digit = (unsigned)digit_value(byte);
    if (digit >= radix) {
      break;
    }
    if (value > (~(mir_uint128)0 - digit) / radix) {
      return false;
    }
    value = value * radix + digit;
  }
  *out_value = value;
  return true;
}

static unsigned radix_of(const mir_token *token) {
  if (token->length > 2 && token->text[0] == '0') {
    switch (token->text[1]) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      break;
    }
  }
  return 10;
}

// The offset of the suffix of a float: behind digits, dot and exponent.
static size_t float_end(const mir_token *token) {
  size_t end = 0;
  while (end < token->length) {
    char byte = token->text[end];
    bool is_sign = (byte == '+' || byte == '-') && end > 0 &&
                   (token->text[end - 1] == 'e' || token->text[end - 1] == 'E');
    if (digit_value(byte) >= 10 && byte != '.' && byte != '_' && byte != 'e' && byte != 'E' &&
        !is_sign) {
      break;
    }
    end++;
  }
  return end;
}

static void read_float(mir_parser *parser, const mir_token *token, size_t end, mir_number *number) {
  while (end > 0 && token->text[end - 1] == '_') {
    end--;
  }
  number->is_float = true;
  number->digits = mir_make_name(parser, token->text, end);
  if (number->digits != NULL) {
    number->floating = strtod(number->digits, NULL);
  }
}

mir_number mir_parse_number(mir_parser *parser) {
  mir_number number = {0};
  mir_position position = mir_here(parser);
  mir_token token = parser->token;
  mir_expect(parser, MIR_TOKEN_NUMBER);
  if (mir_has_failed(parser)) {
    return number;
  }
  unsigned radix = radix_of(&token);
  size_t end = radix == 10 ? 0 : 2;
  if (!read_integer(&token, radix, &end, &number.value)) {
    mir_fail_at(parser, position, "the integer `%.*s%s` does not fit in 128 bits",
                token.length > 60 ? 60 : (int)token.length, token.text,
                token.length > 60 ? ".." : "");
    return number;
  }
  size_t fraction_end = radix == 10 ? float_end(&token) : end;
  size_t suffix = fraction_end > end ? fraction_end : end;
  number.has_suffix = suffix < token.length;
  if (number.has_suffix &&
      !mir_find_primitive(token.text + suffix, token.length - suffix, &number.primitive)) {
    mir_fail_unknown(parser, position, "number", token.text, token.length);
  }
  bool has_float_suffix = number.has_suffix && number.primitive >= MIR_PRIMITIVE_F16;
  if (fraction_end > end || has_float_suffix) {
    if (radix != 10 || (number.has_suffix && !has_float_suffix)) {
      mir_fail_unknown(parser, position, "number", token.text, token.length);
    }
    read_float(parser, &token, suffix, &number);
  }
  return number;
}

mir_uint128 mir_check_integer(mir_parser *parser, mir_position position, mir_primitive primitive,
                              mir_uint128 magnitude, bool is_negative) {
  static const struct {
    const char *name;
    unsigned size;
    bool is_signed;
  } facts[] = {
#define X(name, spelling, size, is_signed) {spelling, size, is_signed},
      MIR_PRIMITIVES(X)
#undef X
  };
  unsigned bits = facts[primitive].size == 0 ? 64 : facts[primitive].size * 8;
  mir_uint128 limit = ~(mir_uint128)0 >> (128 - bits);
  if (facts[primitive].is_signed) {
    limit = (limit >> 1) + is_negative;
  } else if (is_negative) {
    limit = 0;
  }
  bool is_integer = primitive >= MIR_PRIMITIVE_I8 && primitive <= MIR_PRIMITIVE_USIZE;
  if (!is_integer || magnitude > limit) {
    mir_fail_at(parser, position, "the integer does not fit in `%s`", facts[primitive].name);
  }
  return is_negative ? -magnitude : magnitude;
}

//===------------------------------------------------------------------------------------------===//
// Strings and characters
//===------------------------------------------------------------------------------------------===//

// A reader of the inside of a literal.
typedef struct literal {
  const char *text;
  size_t length;
  size_t offset;
  bool is_bytes;
  bool is_raw;
} literal;

// The inside of a string or character token, without prefix, hashes and quotes.
static literal inside(const mir_token *token) {
  literal body = {.text = token->text, .length = token->length};
  size_t hashes = 0;
  while (body.text[0] != '"' && body.text[0] != '\'') {
    body.is_bytes = body.is_bytes || body.text[0] == 'b';
    body.is_raw = body.is_raw || body.text[0] == 'r';
    hashes += body.text[0] == '#';
    body.text++;
    body.length--;
  }
  body.text++;
  body.length -= 2 + hashes;
  return body;
}

// The two digits of `\xNN`, or the up to six of `\u{..}`; -1 when they are not there.
static int64_t read_hex(literal *body, size_t least, size_t most) {
  int64_t value = 0;
  size_t count = 0;
  while (count < most && body->offset < body->length &&
         digit_value(body->text[body->offset]) < 16) {
    value = value * 16 + digit_value(body->text[body->offset]);
    body->offset++;
    count++;
  }
  return count < least ? -1 : value;
}

static bool take(literal *body, char byte) {
  bool is_there = body->offset < body->length && body->text[body->offset] == byte;
  body->offset += is_there;
  return is_there;
}

// The value of the escape behind a backslash, or -1 when it is none.
static int64_t read_escape(literal *body) {
  static const char letters[] = "nrt0\\'\"";
  static const char values[] = "\n\r\t\0\\'\"";
  for (size_t i = 0; letters[i] != '\0'; i++) {
    if (take(body, letters[i])) {
      return values[i];
    }
  }
  if (take(body, 'x')) {
    int64_t value = read_hex(body, 2, 2);
    return body->is_bytes || value < 0x80 ? value : -1;
  }
  if (!body->is_bytes && take(body, 'u') && take(body, '{')) {
    int64_t value = read_hex(body, 1, 6);
    bool is_valid = value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
    return take(body, '}') && is_valid ? value : -1;
  }
  return -1;
}

static size_t encode_utf8(uint32_t code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (code & 0x3f));
    code >>= 6;
  }
  static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  out[0] = (char)(leads[length] | code);
  return length;
}

// In Rust source a backslash at the end of a line takes the white space that follows along.
static bool skip_continuation(literal *body) {
  if (body->offset == body->length || body->text[body->offset] != '\n') {
    return false;
  }
  while (body->offset < body->length && strchr(" \t\r\n", body->text[body->offset]) != NULL) {
    body->offset++;
  }
  return true;
}

mir_bytes mir_parse_string(mir_parser *parser) {
  mir_position position = mir_here(parser);
  literal body = inside(&parser->token);
  // Decoding never makes a text longer.
  char *data = mir_arena_alloc(parser->arena, body.length, 1);
  size_t length = 0;
  if (data == NULL) {
    mir_fail_memory(parser);
  }
  while (!mir_has_failed(parser) && body.offset < body.length) {
    char byte = body.text[body.offset++];
    if (byte != '\\' || body.is_raw) {
      data[length++] = byte;
    } else if (!skip_continuation(&body)) {
      int64_t value = read_escape(&body);
      if (value < 0) {
        mir_fail_at(parser, position, "unknown escape in a string");
      } else if (body.is_bytes) {
        data[length++] = (char)value;
      } else {
        length += encode_utf8((uint32_t)value, data + length);
      }
    }
  }
  mir_advance(parser);
  return (mir_bytes){(const uint8_t *)data, length};
}

const char *mir_parse_string_name(mir_parser *parser) {
  mir_position position = mir_here(parser);
  if (!mir_at(parser, MIR_TOKEN_STRING)) {
    mir_expect(parser, MIR_TOKEN_STRING);
    return NULL;
  }
  mir_bytes bytes = mir_parse_string(parser);
  if (!mir_has_failed(parser) && memchr(bytes.data, '\0', bytes.length) != NULL) {
    mir_fail_at(parser, position, "a name contains a NUL character");
  }
  return mir_make_name(parser, (const char *)bytes.data, bytes.length);
}

// The code point of the UTF-8 sequence at the offset, which the text's check has found valid.
static int64_t read_code_point(literal *body) {
  unsigned char lead = (unsigned char)body->text[body->offset++];
  if (lead < 0x80) {
    return lead;
  }
  int64_t code = lead < 0xe0 ? lead & 0x1f : lead < 0xf0 ? lead & 0x0f : lead & 0x07;
  while (body->offset < body->length && ((unsigned char)body->text[body->offset] & 0xc0) == 0x80) {
    code = code << 6 | (body->text[body->offset++] & 0x3f);
  }
  return code;
}

uint32_t mir_parse_character(mir_parser *parser) {
  mir_position position = mir_here(parser);
  literal body = inside(&parser->token);
  int64_t code = -1;
  if (take(&body, '\\')) {
    code = read_escape(&body);
  } else if (body.offset < body.length) {
    code = read_code_point(&body);
  }
  if (code < 0 || body.offset != body.length) {
    mir_fail_at(parser, position, "unknown character literal");
  }
  mir_advance(parser);
  return (uint32_t)code;
}
