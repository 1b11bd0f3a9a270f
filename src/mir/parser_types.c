// SPDX-License-Identifier: MIT
//
// Types, as rustc prints them and as Rust source writes them. The two differ in little: source
// names the parameters of function pointers, may begin a path with `::`, and computes array
// lengths.
//
// One spelling has two readings: `fn() -> fn() {get}` is the function `get` that returns a function
// pointer, or a pointer to a function that returns the function `get`. The first is meant, since
// the second cannot be written in Rust; so only the outermost function type takes a path in braces.
#include "intern.h"
#include "parser_parts.h"

#include <string.h>

static const mir_type *make_simple(mir_parser *parser, mir_type_kind kind) {
  return mir_make_type(parser, &(mir_type){.kind = kind});
}

// Behind `&` or `*`.
static const mir_type *parse_pointer(mir_parser *parser, mir_type_kind kind) {
  bool is_mutable = mir_accept_word(parser, "mut");
  if (!is_mutable && kind == MIR_TYPE_RAW_POINTER) {
    mir_expect_word(parser, "const");
  }
  const mir_type *pointee = mir_parse_type(parser);
  return mir_make_type(parser, &(mir_type){.kind = kind, .pointer = {pointee, is_mutable}});
}

//===------------------------------------------------------------------------------------------===//
// Constants as types
//===------------------------------------------------------------------------------------------===//

static const mir_type *make_constant(mir_parser *parser, mir_primitive primitive, mir_uint128 value,
                                     bool is_negative) {
  return mir_make_type(
      parser, &(mir_type){.kind = MIR_TYPE_CONSTANT, .constant = {value, primitive, is_negative}});
}

static const mir_type *parse_integer_constant(mir_parser *parser) {
  mir_position position = mir_here(parser);
  bool is_negative = mir_accept(parser, '-');
  mir_number number = mir_parse_number(parser);
  if (number.is_float) {
    mir_fail_at(parser, position, "expected an integer, found a float");
  }
  mir_primitive usual = is_negative ? MIR_PRIMITIVE_ISIZE : MIR_PRIMITIVE_USIZE;
  mir_uint128 value = number.value;
  if (number.has_suffix) {
    usual = number.primitive;
    value = mir_check_integer(parser, position, usual, value, is_negative);
  } else if (is_negative) {
    value = -value;
  }
  return make_constant(parser, usual, value, is_negative && value != 0);
}

// What Rust source computes, from the current token up to the closing one: kept as text.
static const mir_type *parse_expression(mir_parser *parser, int close) {
  mir_position position = mir_here(parser);
  const char *start = parser->token.text;
  const char *end = start;
  size_t depth = 0;
  while (!mir_at(parser, MIR_TOKEN_END) && (depth != 0 || !mir_at(parser, close))) {
    int kind = parser->token.kind;
    depth += kind == '(' || kind == '[' || kind == '{';
    if ((kind == ')' || kind == ']' || kind == '}') && depth-- == 0) {
      break;
    }
    end = parser->token.text + parser->token.length;
    mir_advance(parser);
  }
  const char *text = mir_make_name(parser, start, (size_t)(end - start));
  return mir_make_type(parser,
                       &(mir_type){.kind = MIR_TYPE_UNSUPPORTED, .unsupported = {text, position}});
}

const mir_type *mir_parse_generic_argument(mir_parser *parser) {
  if (mir_at(parser, MIR_TOKEN_NUMBER) || mir_at(parser, '-')) {
    return parse_integer_constant(parser);
  }
  if (mir_at(parser, MIR_TOKEN_CHARACTER)) {
    return make_constant(parser, MIR_PRIMITIVE_CHAR, mir_parse_character(parser), false);
  }
  if (mir_at_word(parser, "true") || mir_at_word(parser, "false")) {
    bool value = mir_accept_word(parser, "true");
    if (!value) {
      mir_advance(parser);
    }
    return make_constant(parser, MIR_PRIMITIVE_BOOL, value, false);
  }
  if (parser->is_rust_source && mir_accept(parser, '{')) {
    const mir_type *expression = parse_expression(parser, '}');
    mir_expect(parser, '}');
    return expression;
  }
  return mir_parse_type(parser);
}

// Behind `;`. In source, everything that is not a single argument is an expression.
// rustc prints lengths that std computes as `core::::num::{impl#8}::to_le_bytes::{constant#0}`.
static bool is_std_expression(const mir_parser *parser) {
  mir_lexer lexer = parser->lexer;
  return mir_at(parser, MIR_TOKEN_NAME) && mir_lexer_next(&lexer).kind == MIR_TOKEN_COLONS &&
         mir_lexer_next(&lexer).kind == MIR_TOKEN_COLONS;
}

static const mir_type *parse_length(mir_parser *parser) {
  if (is_std_expression(parser)) {
    return parse_expression(parser, ']');
  }
  if (parser->is_rust_source) {
    mir_lexer lexer = parser->lexer;
    int next = mir_lexer_next(&lexer).kind;
    bool is_simple = (mir_at(parser, MIR_TOKEN_NUMBER) || mir_at(parser, MIR_TOKEN_NAME)) &&
                     (next == ']' || next == MIR_TOKEN_COLONS);
    for (; is_simple && next != ']'; next = mir_lexer_next(&lexer).kind) {
      is_simple = next == MIR_TOKEN_COLONS || next == MIR_TOKEN_NAME;
    }
    if (!is_simple) {
      return parse_expression(parser, ']');
    }
  }
  return mir_parse_generic_argument(parser);
}

//===------------------------------------------------------------------------------------------===//
// Brackets, parentheses and braces
//===------------------------------------------------------------------------------------------===//

// Behind `[`.
static const mir_type *parse_array_or_slice(mir_parser *parser) {
  if (mir_at_adjacent(parser, MIR_TOKEN_NAME, '@')) {
    mir_fail_unknown(parser, mir_here(parser), "type", parser->token.text - 1,
                     parser->token.length + 2);
  }
  mir_type type = {.kind = MIR_TYPE_SLICE};
  type.array.element = mir_parse_type(parser);
  if (mir_accept(parser, ';')) {
    type.kind = MIR_TYPE_ARRAY;
    type.array.length = parse_length(parser);
  }
  mir_expect(parser, ']');
  return mir_make_type(parser, &type);
}

// `(BASE) is`, behind the `is`.
static const mir_type *parse_pattern(mir_parser *parser, const mir_type *base) {
  mir_position position = mir_here(parser);
  mir_type type = {.kind = MIR_TYPE_PATTERN, .pattern = {.base = base}};
  mir_pattern_type *pattern = &type.pattern;
  if (mir_accept(parser, '!')) {
    mir_expect_word(parser, "null");
    pattern->is_not_null = true;
    return mir_make_type(parser, &type);
  }
  if (mir_at(parser, MIR_TOKEN_NUMBER)) {
    pattern->has_first = true;
    pattern->first = mir_parse_number(parser).value;
  }
  mir_expect(parser, MIR_TOKEN_DOTS);
  if (mir_accept(parser, '=')) {
    pattern->has_last = true;
    pattern->last = mir_parse_number(parser).value;
  }
  if (mir_at(parser, '|')) {
    mir_fail_unknown(parser, position, "pattern type", "|", 1);
  }
  return mir_make_type(parser, &type);
}

// Behind `(`: a tuple, or a type in parentheses.
static const mir_type *parse_tuple(mir_parser *parser) {
  size_t mark = mir_mark(parser);
  const mir_type *element = NULL;
  bool has_comma = false;
  size_t count = 0;
  while (!mir_at(parser, ')') && !mir_has_failed(parser)) {
    element = mir_parse_type(parser);
    mir_push(parser, &element, sizeof element);
    count++;
    has_comma = mir_accept(parser, ',');
    if (!has_comma) {
      break;
    }
  }
  mir_expect(parser, ')');
  mir_type type = {.kind = MIR_TYPE_TUPLE};
  type.elements.items = mir_pop(parser, mark, sizeof element, &type.elements.count);
  if (count == 1 && !has_comma) {
    return mir_accept_word(parser, "is") ? parse_pattern(parser, element) : element;
  }
  return mir_make_type(parser, &type);
}

// `{closure@SPAN}`. Of its kin, `{coroutine@..}` and `{async block@..}`, none is known.
static const mir_type *parse_braced(mir_parser *parser) {
  mir_position position = mir_here(parser);
  const char *start = parser->token.text;
  mir_expect(parser, '{');
  if (!mir_at_word(parser, "closure") || mir_peek(parser).kind != '@') {
    const char *end = parser->token.text + parser->token.length;
    mir_fail_unknown(parser, position, "type", start, (size_t)(end - start));
    return NULL;
  }
  mir_advance(parser);
  mir_type type = {.kind = MIR_TYPE_CLOSURE, .closure = mir_parse_span(parser, '}')};
  return mir_make_type(parser, &type);
}

//===------------------------------------------------------------------------------------------===//
// Functions
//===------------------------------------------------------------------------------------------===//

static bool at_function(const mir_parser *parser) {
  return mir_at_word(parser, "fn") || mir_at_word(parser, "unsafe") ||
         mir_at_word(parser, "extern") || mir_at_word(parser, "for");
}

void mir_skip_binder(mir_parser *parser) {
  if (!mir_accept_word(parser, "for")) {
    return;
  }
  mir_expect(parser, '<');
  for (bool more = mir_list_begin(parser, '>'); more; more = mir_list_next(parser, '>')) {
    if (!mir_accept(parser, MIR_TOKEN_LIFETIME)) {
      mir_fail_expected(parser, "a lifetime");
    }
  }
}

// The parameters behind `(`, up to `)`.
static mir_type_list parse_parameters(mir_parser *parser, bool *out_is_variadic) {
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    if (parser->is_rust_source && mir_at(parser, MIR_TOKEN_NAME) && mir_peek(parser).kind == ':') {
      mir_advance(parser);
      mir_advance(parser);
    }
    if (mir_accept(parser, MIR_TOKEN_ELLIPSIS)) {
      *out_is_variadic = true;
      mir_accept(parser, ',');
      mir_expect(parser, ')');
      break;
    }
    const mir_type *parameter = mir_parse_type(parser);
    mir_push(parser, &parameter, sizeof parameter);
  }
  mir_type_list list = {0};
  list.items = mir_take(parser, mark, sizeof *list.items, &list.count);
  return list;
}

// Whether `{path}` follows; the body of a function begins with white space instead.
static bool at_item_path(const mir_parser *parser) {
  const mir_token *token = &parser->token;
  const char *end = parser->lexer.text + parser->lexer.length;
  return !parser->is_rust_source && token->kind == '{' && token->text + 1 < end &&
         strchr(" \t\r\n}", token->text[1]) == NULL;
}

static const mir_type *parse_function(mir_parser *parser, bool takes_path) {
  if (!mir_enter(parser)) {
    return NULL;
  }
  mir_type type = {.kind = MIR_TYPE_FUNCTION_POINTER};
  mir_function_type *function = &type.function;
  mir_skip_binder(parser);
  function->is_unsafe = mir_accept_word(parser, "unsafe");
  const char *abi = "Rust";
  if (mir_accept_word(parser, "extern")) {
    abi = mir_at(parser, MIR_TOKEN_STRING) ? mir_parse_string_name(parser) : "C";
  }
  function->abi = abi == NULL ? NULL : mir_make_name(parser, abi, strlen(abi));
  mir_expect_word(parser, "fn");
  mir_expect(parser, '(');
  function->parameters = parse_parameters(parser, &function->is_variadic);
  if (!mir_accept(parser, MIR_TOKEN_ARROW)) {
    function->result = mir_make_type(parser, &(mir_type){.kind = MIR_TYPE_TUPLE});
  } else if (at_function(parser)) {
    function->result = parse_function(parser, false);
  } else {
    function->result = mir_parse_type(parser);
  }
  if (takes_path && at_item_path(parser)) {
    mir_advance(parser);
    type.kind = MIR_TYPE_FUNCTION_ITEM;
    function->path = mir_parse_path(parser);
    mir_expect(parser, '}');
  }
  mir_leave(parser);
  return mir_make_type(parser, &type);
}

//===------------------------------------------------------------------------------------------===//
// All types
//===------------------------------------------------------------------------------------------===//

mir_path_list mir_parse_bounds(mir_parser *parser) {
  size_t mark = mir_mark(parser);
  do {
    if (mir_accept(parser, MIR_TOKEN_LIFETIME)) {
      continue;
    }
    bool is_relaxed = mir_accept(parser, '?');
    bool has_parenthesis = mir_accept(parser, '(');
    mir_skip_binder(parser);
    const mir_path *bound = mir_parse_trait_path(parser);
    if (has_parenthesis) {
      mir_expect(parser, ')');
    }
    if (!is_relaxed) {
      mir_push(parser, &bound, sizeof bound);
    }
  } while (mir_accept(parser, '+'));
  mir_path_list list = {0};
  list.items = mir_take(parser, mark, sizeof *list.items, &list.count);
  return list;
}

// A type that begins with a name: a keyword, a primitive, or a path.
static const mir_type *parse_named(mir_parser *parser) {
  mir_type type = {.kind = MIR_TYPE_PATH};
  if (at_function(parser)) {
    return parse_function(parser, true);
  }
  if (mir_at_word(parser, "dyn") || mir_at_word(parser, "impl")) {
    type.kind = mir_at_word(parser, "dyn") ? MIR_TYPE_DYN : MIR_TYPE_OPAQUE;
    mir_advance(parser);
    type.bounds = mir_parse_bounds(parser);
    return mir_make_type(parser, &type);
  }
  if (mir_accept_word(parser, "_")) {
    return make_simple(parser, MIR_TYPE_INFERRED);
  }
  if (mir_peek(parser).kind != MIR_TOKEN_COLONS) {
    if (mir_accept_word(parser, "str")) {
      return make_simple(parser, MIR_TYPE_STR);
    }
    if (mir_find_primitive(parser->token.text, parser->token.length, &type.primitive)) {
      mir_advance(parser);
      type.kind = MIR_TYPE_PRIMITIVE;
      return mir_make_type(parser, &type);
    }
  }
  type.path = mir_parse_path(parser);
  return mir_make_type(parser, &type);
}

static const mir_type *parse_any(mir_parser *parser) {
  switch (parser->token.kind) {
  case '&':
    mir_advance(parser);
    mir_accept(parser, MIR_TOKEN_LIFETIME);
    return parse_pointer(parser, MIR_TYPE_REFERENCE);
  case '*':
    mir_advance(parser);
    return parse_pointer(parser, MIR_TYPE_RAW_POINTER);
  case '[':
    mir_advance(parser);
    return parse_array_or_slice(parser);
  case '(':
    mir_advance(parser);
    return parse_tuple(parser);
  case '!':
    mir_advance(parser);
    return make_simple(parser, MIR_TYPE_NEVER);
  case '{':
    return parse_braced(parser);
  case '<':
  case MIR_TOKEN_COLONS:
    return mir_make_type(parser,
                         &(mir_type){.kind = MIR_TYPE_PATH, .path = mir_parse_path(parser)});
  case MIR_TOKEN_NAME:
    return parse_named(parser);
  default:
    mir_fail_expected(parser, "a type");
    return NULL;
  }
}

const mir_type *mir_parse_type(mir_parser *parser) {
  if (!mir_enter(parser)) {
    return NULL;
  }
  const mir_type *type = parse_any(parser);
  mir_leave(parser);
  return type;
}
