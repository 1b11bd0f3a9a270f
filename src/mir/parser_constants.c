// SPDX-License-Identifier: MIT
//
// Constants, in the several notations that rustc has for them: Rust literals, `{..}` for pointers
// and raw bits, debug notation (`Slice { .. }: T`) for what has no literal, and paths.
#include "crates.h"
#include "intern.h"
#include "parser_parts.h"

#include <math.h>
#include <string.h>

static const mir_constant *keep(mir_parser *parser, const mir_constant *constant) {
  return mir_keep(parser, constant, sizeof *constant);
}

const mir_constant *mir_make_path_constant(mir_parser *parser, mir_position position,
                                           const mir_path *path) {
  mir_constant constant = {.kind = MIR_CONSTANT_PATH, .position = position, .path = path};
  mir_constant *kept = mir_keep(parser, &constant, sizeof constant);
  mir_constant **larger =
      mir_arena_grow(parser->arena, parser->path_constants, parser->path_constant_count,
                     &parser->path_constant_capacity, sizeof(mir_constant *));
  if (larger == NULL || kept == NULL) {
    mir_fail_memory(parser);
    return NULL;
  }
  parser->path_constants = larger;
  parser->path_constants[parser->path_constant_count++] = kept;
  return kept;
}

uint64_t mir_expect_allocation_id(mir_parser *parser) {
  return mir_crates_allocation_base(parser->program) +
         mir_expect_numbered(parser, "alloc", "an allocation");
}

//===------------------------------------------------------------------------------------------===//
// Literals
//===------------------------------------------------------------------------------------------===//

static void set_primitive_type(mir_parser *parser, mir_constant *constant,
                               mir_primitive primitive) {
  constant->type =
      mir_make_type(parser, &(mir_type){.kind = MIR_TYPE_PRIMITIVE, .primitive = primitive});
}

static void set_float(mir_parser *parser, mir_constant *constant, mir_primitive primitive,
                      const char *digits, double value, bool is_negative) {
  char text[128] = "-";
  size_t length = digits == NULL ? 0 : strlen(digits);
  if (length >= sizeof text - 1) {
    mir_fail_at(parser, constant->position, "the float has too many digits");
    return;
  }
  memcpy(text + is_negative, digits == NULL ? "" : digits, length);
  constant->kind = MIR_CONSTANT_FLOAT;
  constant->floating.text = mir_make_name(parser, text, length + is_negative);
  constant->floating.value = is_negative ? -value : value;
  constant->floating.primitive = primitive;
  set_primitive_type(parser, constant, primitive);
}

// `NaN_f32`, `inf_f64` and, as older tools write them, `NaNf32`.
static bool read_special_float(const mir_token *token, const char **out_digits, double *out_value,
                               mir_primitive *out_primitive) {
  static const char *const names[] = {"NaN", "inf"};
  const double values[] = {NAN, INFINITY};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t length = strlen(names[i]);
    if (token->length <= length || memcmp(token->text, names[i], length) != 0) {
      continue;
    }
    *out_digits = names[i];
    *out_value = values[i];
    length += token->text[length] == '_';
    return mir_find_primitive(token->text + length, token->length - length, out_primitive) &&
           *out_primitive >= MIR_PRIMITIVE_F16;
  }
  return false;
}

static bool at_special_float(const mir_parser *parser) {
  const char *digits;
  double value;
  mir_primitive primitive;
  return mir_at(parser, MIR_TOKEN_NAME) &&
         read_special_float(&parser->token, &digits, &value, &primitive);
}

// A number or special float, with its sign.
static void parse_number(mir_parser *parser, mir_constant *constant) {
  bool is_negative = mir_accept(parser, '-');
  if (!is_negative) {
    mir_accept(parser, '+');
  }
  const char *digits;
  double value;
  mir_primitive primitive;
  if (at_special_float(parser) && read_special_float(&parser->token, &digits, &value, &primitive)) {
    mir_advance(parser);
    set_float(parser, constant, primitive, digits, value, is_negative);
    return;
  }
  mir_number number = mir_parse_number(parser);
  if (!number.has_suffix) {
    mir_fail_at(parser, constant->position, "the number has no type, such as `_i32` or `f64`");
  } else if (number.is_float) {
    set_float(parser, constant, number.primitive, number.digits, number.floating, is_negative);
  } else {
    constant->kind = MIR_CONSTANT_INTEGER;
    constant->integer.primitive = number.primitive;
    constant->integer.value =
        mir_check_integer(parser, constant->position, number.primitive, number.value, is_negative);
    set_primitive_type(parser, constant, number.primitive);
  }
}

// The bits of `{0x10 as T}` and its like.
static mir_uint128 parse_bits(mir_parser *parser) {
  mir_position position = mir_here(parser);
  mir_number number = mir_parse_number(parser);
  if (number.is_float || number.has_suffix) {
    mir_fail_at(parser, position, "expected plain bits, such as `0x10`");
  }
  return number.value;
}

static void parse_type_behind_colon(mir_parser *parser, mir_constant *constant) {
  mir_expect(parser, ':');
  constant->type = mir_parse_type(parser);
}

//===------------------------------------------------------------------------------------------===//
// Braces and angle brackets
//===------------------------------------------------------------------------------------------===//

// Behind `{`: `allocN+0x8<imm>: T}`, `0x10 as T}`, `0x10: T}`, `transmute(0x10): T}`.
static void parse_braced(mir_parser *parser, mir_constant *constant) {
  if (mir_at_numbered(parser, "alloc")) {
    constant->kind = MIR_CONSTANT_ALLOCATION;
    constant->allocation.id = mir_expect_allocation_id(parser);
    if (mir_accept(parser, '+')) {
      constant->allocation.offset = (uint64_t)parse_bits(parser);
    }
    if (mir_accept(parser, '<')) {
      mir_expect_word(parser, "imm");
      mir_expect(parser, '>');
      constant->allocation.is_immutable = true;
    }
    parse_type_behind_colon(parser, constant);
  } else if (mir_accept_word(parser, "transmute")) {
    constant->kind = MIR_CONSTANT_SCALAR;
    mir_expect(parser, '(');
    constant->bits = parse_bits(parser);
    mir_expect(parser, ')');
    parse_type_behind_colon(parser, constant);
  } else if (mir_at(parser, MIR_TOKEN_NUMBER)) {
    constant->bits = parse_bits(parser);
    if (mir_accept_word(parser, "as")) {
      constant->kind = MIR_CONSTANT_ADDRESS;
      constant->type = mir_parse_type(parser);
    } else {
      constant->kind = MIR_CONSTANT_SCALAR;
      parse_type_behind_colon(parser, constant);
    }
  } else {
    mir_fail_unknown(parser, mir_here(parser), "constant in braces", parser->token.text,
                     parser->token.length);
  }
  mir_expect(parser, '}');
}

// `<static(DefId(0:3 ~ crate[hash]::PATH))>`, at `<`.
static void parse_static(mir_parser *parser, mir_constant *constant) {
  constant->kind = MIR_CONSTANT_STATIC;
  mir_advance(parser);
  mir_advance(parser);
  while (!mir_at(parser, '[') && !mir_at(parser, ')') && !mir_at(parser, MIR_TOKEN_END)) {
    mir_advance(parser);
  }
  mir_expect(parser, '[');
  while (!mir_at(parser, ']') && !mir_at(parser, MIR_TOKEN_END)) {
    mir_advance(parser);
  }
  mir_expect(parser, ']');
  mir_expect(parser, MIR_TOKEN_COLONS);
  constant->path = mir_parse_path(parser);
  mir_expect(parser, ')');
  mir_expect(parser, ')');
  mir_expect(parser, '>');
}

static void parse_path_constant(mir_parser *parser, mir_constant *constant);

// At `<`.
static void parse_angled(mir_parser *parser, mir_constant *constant) {
  mir_token next = mir_peek(parser);
  if (mir_token_is(&next, "static")) {
    parse_static(parser, constant);
  } else if (mir_token_is(&next, "uninit") || mir_token_is(&next, "ZST")) {
    constant->kind = mir_token_is(&next, "ZST") ? MIR_CONSTANT_ZERO_SIZED : MIR_CONSTANT_UNINIT;
    mir_advance(parser);
    mir_advance(parser);
    mir_expect(parser, '>');
  } else {
    parse_path_constant(parser, constant);
  }
}

//===------------------------------------------------------------------------------------------===//
// Debug notation and paths
//===------------------------------------------------------------------------------------------===//

// `Slice { alloc_id: alloc3, meta: 5 }: T` and `Indirect { alloc_id: alloc3, offset: Size(8 bytes)
// }: T`, at the first word.
static void parse_debug_notation(mir_parser *parser, mir_constant *constant) {
  bool is_slice = mir_accept_word(parser, "Slice");
  if (!is_slice) {
    mir_advance(parser);
  }
  constant->kind = is_slice ? MIR_CONSTANT_ALLOCATION : MIR_CONSTANT_INDIRECT;
  mir_expect(parser, '{');
  mir_expect_word(parser, "alloc_id");
  mir_expect(parser, ':');
  constant->allocation.id = mir_expect_allocation_id(parser);
  mir_expect(parser, ',');
  if (is_slice) {
    mir_expect_word(parser, "meta");
    mir_expect(parser, ':');
    constant->allocation.has_metadata = true;
    constant->allocation.metadata = mir_expect_u64(parser);
  } else {
    mir_expect_word(parser, "offset");
    mir_expect(parser, ':');
    mir_expect_word(parser, "Size");
    mir_expect(parser, '(');
    constant->allocation.offset = mir_expect_u64(parser);
    mir_expect_word(parser, "bytes");
    mir_expect(parser, ')');
  }
  mir_expect(parser, '}');
  parse_type_behind_colon(parser, constant);
}

static mir_constant_list parse_elements(mir_parser *parser, int close) {
  mir_constant_list list = {0};
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, close); more; more = mir_list_next(parser, close)) {
    mir_accept_word(parser, "const");
    const mir_constant *element = mir_parse_constant(parser);
    mir_push(parser, &element, sizeof element);
  }
  list.items = mir_take(parser, mark, sizeof *list.items, &list.count);
  return list;
}

// `{ f: CONST, .. }}` of an aggregate, behind the second `{`.
static void parse_named_fields(mir_parser *parser, mir_constant *constant) {
  typedef struct field {
    const char *name;
    const mir_constant *value;
  } field;
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, '}'); more; more = mir_list_next(parser, '}')) {
    field named = {.name = mir_expect_name(parser)};
    mir_expect(parser, ':');
    mir_accept_word(parser, "const");
    named.value = mir_parse_constant(parser);
    mir_push(parser, &named, sizeof named);
  }
  mir_expect(parser, '}');
  size_t count;
  const field *fields = mir_pop(parser, mark, sizeof *fields, &count);
  const mir_constant **values = mir_arena_alloc(parser->arena, count, sizeof *values);
  const char **names = mir_arena_alloc(parser->arena, count, sizeof *names);
  if (values == NULL || names == NULL) {
    mir_fail_memory(parser);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    values[i] = fields[i].value;
    names[i] = fields[i].name;
  }
  constant->aggregate.fields = (mir_constant_list){values, count};
  constant->aggregate.names = names;
}

static void parse_path_constant(mir_parser *parser, mir_constant *constant) {
  const mir_path *path = mir_parse_path(parser);
  constant->kind = MIR_CONSTANT_PATH;
  if (mir_accept(parser, '(')) {
    constant->kind = MIR_CONSTANT_AGGREGATE;
    constant->aggregate.path = path;
    constant->aggregate.fields = parse_elements(parser, ')');
  } else if (mir_at_adjacent(parser, '{', '{')) {
    mir_advance(parser);
    mir_advance(parser);
    constant->kind = MIR_CONSTANT_AGGREGATE;
    constant->aggregate.path = path;
    parse_named_fields(parser, constant);
  } else {
    constant->path = path;
  }
}

static void parse_named(mir_parser *parser, mir_constant *constant) {
  if (mir_at_word(parser, "true") || mir_at_word(parser, "false")) {
    constant->kind = MIR_CONSTANT_BOOL;
    constant->boolean = mir_at_word(parser, "true");
    set_primitive_type(parser, constant, MIR_PRIMITIVE_BOOL);
    mir_advance(parser);
  } else if (at_special_float(parser)) {
    parse_number(parser, constant);
  } else if (mir_at_word(parser, "ZeroSized") && mir_peek(parser).kind == ':') {
    mir_advance(parser);
    constant->kind = MIR_CONSTANT_ZERO_SIZED;
    parse_type_behind_colon(parser, constant);
  } else if ((mir_at_word(parser, "Slice") || mir_at_word(parser, "Indirect")) &&
             mir_peek(parser).kind == '{') {
    parse_debug_notation(parser, constant);
  } else {
    parse_path_constant(parser, constant);
  }
}

//===------------------------------------------------------------------------------------------===//
// All constants
//===------------------------------------------------------------------------------------------===//

static void parse_string(mir_parser *parser, mir_constant *constant, mir_constant_kind kind) {
  constant->kind = kind;
  constant->bytes = mir_parse_string(parser);
}

static void parse_any(mir_parser *parser, mir_constant *constant) {
  switch (parser->token.kind) {
  case MIR_TOKEN_NUMBER:
  case '-':
  case '+':
    parse_number(parser, constant);
    break;
  case MIR_TOKEN_CHARACTER:
    constant->kind = MIR_CONSTANT_CHAR;
    constant->character = mir_parse_character(parser);
    set_primitive_type(parser, constant, MIR_PRIMITIVE_CHAR);
    break;
  case MIR_TOKEN_STRING:
    parse_string(parser, constant, MIR_CONSTANT_STRING);
    break;
  case MIR_TOKEN_BYTE_STRING:
    parse_string(parser, constant, MIR_CONSTANT_BYTE_STRING);
    break;
  case '*':
    mir_advance(parser);
    if (mir_at(parser, MIR_TOKEN_BYTE_STRING)) {
      parse_string(parser, constant, MIR_CONSTANT_BYTE_ARRAY);
    } else {
      mir_fail_expected(parser, "a byte string");
    }
    break;
  case '(':
  case '[':
    constant->kind = mir_at(parser, '(') ? MIR_CONSTANT_TUPLE : MIR_CONSTANT_ARRAY;
    mir_advance(parser);
    constant->elements = parse_elements(parser, constant->kind == MIR_CONSTANT_TUPLE ? ')' : ']');
    break;
  case '{':
    mir_advance(parser);
    parse_braced(parser, constant);
    break;
  case '<':
    parse_angled(parser, constant);
    break;
  case MIR_TOKEN_NAME:
    parse_named(parser, constant);
    break;
  default:
    mir_fail_expected(parser, "a constant");
    break;
  }
}

const mir_constant *mir_parse_constant(mir_parser *parser) {
  if (!mir_enter(parser)) {
    return NULL;
  }
  mir_constant constant = {.position = mir_here(parser)};
  parse_any(parser, &constant);
  mir_leave(parser);
  return constant.kind == MIR_CONSTANT_PATH
             ? mir_make_path_constant(parser, constant.position, constant.path)
             : keep(parser, &constant);
}
