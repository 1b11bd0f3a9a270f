// SPDX-License-Identifier: MIT
//
// Values of discriminants in Rust source: integers, characters and the usual operators on them, in
// 128 bits. Whatever else is written there (names, calls, casts) is not known.
#include "rust_items.h"

// The operators by precedence, weakest first; of each level its tokens. `<` and `>` are doubled.
static const char *const levels[] = {"|", "^", "&", "<>", "+-", "*"};
enum { LEVEL_COUNT = sizeof levels / sizeof levels[0] };

static mir_uint128 parse_level(mir_parser *parser, unsigned level, bool *io_is_known);

static mir_uint128 parse_unary(mir_parser *parser, bool *io_is_known) {
  mir_uint128 value = 0;
  if (!mir_enter(parser)) {
    *io_is_known = false;
    return 0;
  }
  if (mir_accept(parser, '-')) {
    value = -parse_unary(parser, io_is_known);
  } else if (mir_accept(parser, '!')) {
    value = ~parse_unary(parser, io_is_known);
  } else if (mir_accept(parser, '(')) {
    value = parse_level(parser, 0, io_is_known);
    *io_is_known = *io_is_known && mir_accept(parser, ')');
  } else if (mir_at(parser, MIR_TOKEN_NUMBER)) {
    value = mir_parse_number(parser).value;
  } else if (mir_at(parser, MIR_TOKEN_CHARACTER)) {
    value = mir_parse_character(parser);
  } else {
    *io_is_known = false;
  }
  mir_leave(parser);
  return value;
}

static mir_uint128 apply(int operator, mir_uint128 left, mir_uint128 right, bool *io_is_known) {
  switch (operator) {
  case '|':
    return left | right;
  case '^':
    return left ^ right;
  case '&':
    return left & right;
  case '+':
    return left + right;
  case '-':
    return left - right;
  case '*':
    return left * right;
  default:
    // A negative number is shifted to the right by the width of its type, which is not known here.
    *io_is_known = *io_is_known && right < 128 && (operator== '<' || left>> 127 == 0);
    return operator== '<' ? left << (right & 127) : left>>(right & 127);
  }
}

// The operator of a level that stands here, or 0.
static int accept_operator(mir_parser *parser, unsigned level) {
  for (const char *at = levels[level]; *at != '\0'; at++) {
    bool is_shift = *at == '<' || *at == '>';
    if (!mir_at(parser, *at) || (is_shift && mir_peek(parser).kind != *at)) {
      continue;
    }
    mir_advance(parser);
    if (is_shift) {
      mir_advance(parser);
    }
    return *at;
  }
  return 0;
}

static mir_uint128 parse_level(mir_parser *parser, unsigned level, bool *io_is_known) {
  if (level == LEVEL_COUNT) {
    return parse_unary(parser, io_is_known);
  }
  mir_uint128 value = parse_level(parser, level + 1, io_is_known);
  while (*io_is_known) {
    int operator= accept_operator(parser, level);
    if (operator== 0) {
      break;
    }
    mir_uint128 right = parse_level(parser, level + 1, io_is_known);
    value = apply(operator, value, right, io_is_known);
  }
  return value;
}

bool mir_parse_rust_integer(mir_parser *parser, mir_uint128 *out_value) {
  mir_lexer lexer = parser->lexer;
  mir_token token = parser->token;
  bool is_known = true;
  *out_value = parse_level(parser, 0, &is_known);
  if (is_known || mir_has_failed(parser)) {
    return is_known;
  }
  parser->lexer = lexer;
  parser->token = token;
  return false;
}
