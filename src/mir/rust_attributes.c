// SPDX-License-Identifier: MIT
//
// Attributes of Rust items: the representation, derived traits, names of symbols and files, and
// conditions. A
// condition is decided where the answer is plain for what this project runs on and how it has
// programs compiled (a 64-bit little-endian Linux, no tests, panics abort); what is not plain, such
// as a feature, keeps the item.
#include "rust_macros.h"

#include <string.h>

void mir_skip_tree(mir_parser *parser) {
  size_t depth = 0;
  mir_position position = mir_here(parser);
  do {
    int kind = parser->token.kind;
    if (kind == MIR_TOKEN_END) {
      mir_fail_at(parser, position, "the bracket is never closed");
      return;
    }
    depth += kind == '(' || kind == '[' || kind == '{';
    depth -= depth > 0 && (kind == ')' || kind == ']' || kind == '}');
    mir_advance(parser);
  } while (depth != 0);
}

void mir_skip_visibility(mir_parser *parser) {
  if (mir_accept_word(parser, "pub") && mir_at(parser, '(')) {
    mir_token next = mir_peek(parser);
    if (mir_token_is(&next, "crate") || mir_token_is(&next, "super") ||
        mir_token_is(&next, "self") || mir_token_is(&next, "in")) {
      mir_skip_tree(parser);
    }
  }
}

//===------------------------------------------------------------------------------------------===//
// Ranges
//===------------------------------------------------------------------------------------------===//

// rustc counts characters, where the lexer counts bytes. Counting goes on where it stopped on the
// same line, because a whole file may be one line.
static uint32_t character_column(mir_parser *parser, const char *line_start, const char *at) {
  if (parser->counted_line != line_start || parser->counted_to > at) {
    parser->counted_line = line_start;
    parser->counted_to = line_start;
    parser->counted_column = 1;
  }
  for (; parser->counted_to < at; parser->counted_to++) {
    parser->counted_column += ((unsigned char)*parser->counted_to & 0xc0) != 0x80;
  }
  return parser->counted_column;
}

// A range of what a macro made ends where its last token was written in the same macro: where the
// `$name` stands that it was put in the place of.
static mir_span span_of_made(const mir_parser *parser, const mir_token *first) {
  size_t last = parser->lexer.stream_index < 2 ? 0 : parser->lexer.stream_index - 2;
  size_t start = last;
  while (start > 0 && parser->made[start].token.text != first->text) {
    start--;
  }
  const mir_macro_token *from = &parser->made[start];
  const mir_macro_token *to = &parser->made[last];
  mir_span span = from->span;
  mir_span end = to->span;
  const mir_substituted *place = to->expansion == from->expansion ? NULL : to->substituted;
  while (place != NULL && place->expansion != from->expansion) {
    place = place->before;
  }
  end = place == NULL ? end : place->span;
  span.end_line = end.end_line;
  span.end_column = end.end_column;
  return span;
}

mir_span mir_rust_span(mir_parser *parser, const mir_token *first) {
  if (parser->made != NULL) {
    return span_of_made(parser, first);
  }
  const mir_lexer *lexer = &parser->lexer;
  const char *text = lexer->text;
  mir_span span = {.file = parser->file, .line = first->line, .end_line = lexer->trivia_line};
  span.column = character_column(parser, first->text - (first->column - 1), first->text);
  span.end_column =
      character_column(parser, text + lexer->trivia_line_start, text + lexer->trivia_start);
  return span;
}

//===------------------------------------------------------------------------------------------===//
// Conditions
//===------------------------------------------------------------------------------------------===//

typedef enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN } truth;

static truth parse_condition(mir_parser *parser);

// The conditions of `all(..)`, `any(..)` and `not(..)`, behind `(`. `decisive` is the truth of one
// that settles the whole.
static truth parse_conditions(mir_parser *parser, truth decisive) {
  truth whole = decisive == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    truth one = parse_condition(parser);
    if (one == decisive || (one == TRUTH_UNKNOWN && whole != decisive)) {
      whole = one;
    }
  }
  return whole;
}

static truth decide_name(const mir_token *name) {
  static const struct {
    const char *name;
    truth truth;
  } known[] = {{"unix", TRUTH_YES},   {"windows", TRUTH_NO}, {"test", TRUTH_NO},
               {"doctest", TRUTH_NO}, {"miri", TRUTH_NO},    {"debug_assertions", TRUTH_NO}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (mir_token_is(name, known[i].name)) {
      return known[i].truth;
    }
  }
  return TRUTH_UNKNOWN;
}

static truth decide_value(const mir_token *name, const mir_token *value) {
  static const struct {
    const char *name;
    const char *value;
  } known[] = {
    {"target_os", "\"linux\""},
    {"target_family", "\"unix\""},
    {"target_pointer_width", "\"64\""},
    {"target_endian", "\"little\""},
    {"panic", "\"abort\""},
#if defined(__x86_64__)
    {"target_arch", "\"x86_64\""},
#elif defined(__aarch64__)
    {"target_arch", "\"aarch64\""},
#endif
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (mir_token_is(name, known[i].name)) {
      return mir_token_is(value, known[i].value) ? TRUTH_YES : TRUTH_NO;
    }
  }
  return TRUTH_UNKNOWN;
}

static truth parse_condition(mir_parser *parser) {
  if (!mir_enter(parser)) {
    return TRUTH_UNKNOWN;
  }
  truth result;
  mir_token name = parser->token;
  mir_advance(parser);
  if (mir_accept(parser, '(')) {
    result = parse_conditions(parser, mir_token_is(&name, "any") ? TRUTH_YES : TRUTH_NO);
    if (mir_token_is(&name, "not") && result != TRUTH_UNKNOWN) {
      result = result == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    }
  } else if (mir_accept(parser, '=')) {
    mir_token value = parser->token;
    mir_advance(parser);
    result = decide_value(&name, &value);
  } else {
    result = decide_name(&name);
  }
  mir_leave(parser);
  return result;
}

//===------------------------------------------------------------------------------------------===//
// Attributes
//===------------------------------------------------------------------------------------------===//

// `(N)`, or `usual` when it is not there.
static uint64_t parse_repr_number(mir_parser *parser, uint64_t usual) {
  if (!mir_accept(parser, '(')) {
    return usual;
  }
  mir_position position = mir_here(parser);
  uint64_t number = (uint64_t)mir_parse_number(parser).value;
  if (number == 0 || (number & (number - 1)) != 0 || number > (uint64_t)1 << 29) {
    mir_fail_at(parser, position, "the alignment is not a power of two up to 2^29");
  }
  mir_expect(parser, ')');
  return number;
}

// Behind `repr(`.
static void parse_repr(mir_parser *parser, mir_repr *repr) {
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    mir_token name = parser->token;
    const char *text = mir_expect_name(parser);
    if (mir_token_is(&name, "C")) {
      repr->is_c = true;
    } else if (mir_token_is(&name, "transparent")) {
      repr->is_transparent = true;
    } else if (mir_token_is(&name, "packed")) {
      repr->packed = parse_repr_number(parser, 1);
    } else if (mir_token_is(&name, "align")) {
      uint64_t align = parse_repr_number(parser, 1);
      repr->align = align > repr->align ? align : repr->align;
    } else if (mir_find_primitive(name.text, name.length, &repr->primitive)) {
      repr->has_primitive = true;
    } else if (!mir_token_is(&name, "Rust")) {
      repr->unsupported = text;
    }
  }
}

// Behind `derive(`.
static void parse_derive(mir_parser *parser, mir_rust_attributes *attributes) {
  size_t mark = mir_mark(parser);
  for (size_t i = 0; i < attributes->derive_count; i++) {
    mir_push(parser, &attributes->derives[i], sizeof(mir_rust_derive));
  }
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    mir_token first = parser->token;
    mir_rust_derive derive = {.trait_path = mir_parse_path(parser)};
    derive.span = mir_rust_span(parser, &first);
    mir_push(parser, &derive, sizeof derive);
  }
  attributes->derives = mir_take(parser, mark, sizeof(mir_rust_derive), &attributes->derive_count);
}

// Behind `#[`; the rest up to `]` is skipped by the caller.
static void parse_attribute(mir_parser *parser, mir_rust_attributes *attributes) {
  bool is_link_name = mir_at_word(parser, "link_name");
  if ((is_link_name || mir_at_word(parser, "path")) && mir_peek(parser).kind == '=') {
    mir_advance(parser);
    mir_advance(parser);
    if (mir_at(parser, MIR_TOKEN_STRING)) {
      *(is_link_name ? &attributes->link_name : &attributes->file_path) =
          mir_parse_string_name(parser);
    }
    return;
  }
  if (mir_peek(parser).kind != '(') {
    return;
  }
  mir_token name = parser->token;
  if (mir_token_is(&name, "repr") || mir_token_is(&name, "derive") || mir_token_is(&name, "cfg")) {
    mir_advance(parser);
    mir_advance(parser);
    if (mir_token_is(&name, "repr")) {
      parse_repr(parser, &attributes->repr);
    } else if (mir_token_is(&name, "derive")) {
      parse_derive(parser, attributes);
    } else if (parse_conditions(parser, TRUTH_NO) == TRUTH_NO) {
      attributes->is_excluded = true;
    }
  }
}

void mir_parse_rust_attributes(mir_parser *parser, mir_rust_attributes *attributes) {
  while (mir_accept(parser, '#')) {
    // `#![..]` belongs to what is around it.
    mir_rust_attributes ignored = {0};
    bool is_inner = mir_accept(parser, '!');
    mir_expect(parser, '[');
    parse_attribute(parser, is_inner ? &ignored : attributes);
    while (!mir_at(parser, ']') && !mir_at(parser, MIR_TOKEN_END)) {
      mir_skip_tree(parser);
    }
    mir_expect(parser, ']');
  }
}
