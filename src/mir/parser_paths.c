// SPDX-License-Identifier: MIT
//
// Paths and source ranges. A path is a list of segments; `<` opens generic arguments of the segment
// in front of it, unless a whole segment stands between the brackets:
//
//   Vec<T>   Vec::<T>::new        arguments
//   <T as Trait>::method          a qualified segment, always the first
//   core::slice::<impl [T]>::len  an impl segment
//   apply::<impl Fn(i32)>         arguments again: nothing follows, so this is not an impl
//   Box::<impl Fn(i32)>::new      arguments again: an impl stands behind a module, not a type
//   Page::0::{constant#0}         a field without a name, by its number
#include "crates.h"
#include "intern.h"
#include "parser_parts.h"

#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Ranges
//===------------------------------------------------------------------------------------------===//

// Decimal digits at the offset; false when there are none or too many.
static bool read_number(const char *text, size_t length, size_t *offset, uint32_t *out_number) {
  uint64_t number = 0;
  size_t start = *offset;
  while (*offset < length && text[*offset] >= '0' && text[*offset] <= '9') {
    number = number * 10 + (uint64_t)(text[(*offset)++] - '0');
    if (number > UINT32_MAX) {
      return false;
    }
  }
  *out_number = (uint32_t)number;
  return *offset > start;
}

static bool read_literally(const char *text, size_t length, size_t *offset, const char *expected) {
  size_t expected_length = strlen(expected);
  if (length - *offset < expected_length ||
      memcmp(text + *offset, expected, expected_length) != 0) {
    return false;
  }
  *offset += expected_length;
  return true;
}

// `:LINE:COLUMN: LINE:COLUMN` at the offset, which moves behind it.
static bool read_range(const char *text, size_t length, size_t *offset, mir_span *span) {
  return read_literally(text, length, offset, ":") &&
         read_number(text, length, offset, &span->line) &&
         read_literally(text, length, offset, ":") &&
         read_number(text, length, offset, &span->column) &&
         read_literally(text, length, offset, ": ") &&
         read_number(text, length, offset, &span->end_line) &&
         read_literally(text, length, offset, ":") &&
         read_number(text, length, offset, &span->end_column);
}

// The first range in the text that `close` follows (the text's end when it is NUL). File names may
// contain anything, so every colon is tried.
static bool find_range(mir_parser *parser, const char *text, size_t length, char close,
                       mir_span *out_span, size_t *out_end) {
  for (size_t start = 0; start < length; start++) {
    if (text[start] != ':') {
      continue;
    }
    size_t end = start;
    mir_span span = {0};
    if (read_range(text, length, &end, &span) &&
        (close == '\0' ? end == length : end < length && text[end] == close)) {
      span.file = mir_make_name(parser, text, start);
      *out_span = span;
      *out_end = end;
      return true;
    }
  }
  return false;
}

bool mir_read_span(mir_parser *parser, const char *text, size_t length, mir_span *out_span) {
  size_t end;
  return find_range(parser, text, length, '\0', out_span, &end);
}

mir_span mir_parse_span(mir_parser *parser, char close) {
  mir_span span = {0};
  size_t start = parser->lexer.offset;
  size_t line_end = mir_lexer_line_end(&parser->lexer, start);
  while (start < line_end && parser->lexer.text[start] == ' ') {
    start++;
  }
  size_t end = 0;
  if (mir_has_failed(parser)) {
    return span;
  }
  if (!find_range(parser, parser->lexer.text + start, line_end - start, close, &span, &end)) {
    mir_fail_at(parser, mir_here(parser),
                "expected `FILE:LINE:COLUMN: LINE:COLUMN%c` behind `%.*s`", close,
                (int)parser->token.length, parser->token.text);
    return span;
  }
  mir_lexer_skip_to(&parser->lexer, start + end + 1);
  mir_advance(parser);
  return span;
}

//===------------------------------------------------------------------------------------------===//
// Generic arguments
//===------------------------------------------------------------------------------------------===//

// `Item = T`, `Item = U` up to `>`.
static void parse_bindings(mir_parser *parser, mir_segment *segment) {
  size_t mark = mir_mark(parser);
  bool more = true;
  while (more) {
    mir_binding binding = {.name = mir_expect_name(parser)};
    mir_expect(parser, '=');
    binding.type = mir_parse_generic_argument(parser);
    mir_push(parser, &binding, sizeof binding);
    more = mir_list_next(parser, '>');
  }
  segment->bindings = mir_take(parser, mark, sizeof(mir_binding), &segment->binding_count);
}

// Behind `<`, up to `>`.
static void parse_arguments(mir_parser *parser, mir_segment *segment) {
  size_t mark = mir_mark(parser);
  bool has_bindings = false;
  for (bool more = mir_list_begin(parser, '>'); more; more = mir_list_next(parser, '>')) {
    if (mir_accept(parser, MIR_TOKEN_LIFETIME)) {
      continue;
    }
    has_bindings = mir_at(parser, MIR_TOKEN_NAME) && mir_peek(parser).kind == '=';
    if (has_bindings) {
      break;
    }
    const mir_type *argument = mir_parse_generic_argument(parser);
    mir_push(parser, &argument, sizeof argument);
  }
  segment->arguments.items =
      mir_take(parser, mark, sizeof *segment->arguments.items, &segment->arguments.count);
  if (has_bindings) {
    parse_bindings(parser, segment);
  }
}

// `(A, B) -> C` of the function traits, behind `(`.
static void parse_function_sugar(mir_parser *parser, mir_segment *segment) {
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    const mir_type *parameter = mir_parse_type(parser);
    mir_push(parser, &parameter, sizeof parameter);
  }
  mir_type tuple = {.kind = MIR_TYPE_TUPLE};
  tuple.elements.items = mir_pop(parser, mark, sizeof *tuple.elements.items, &tuple.elements.count);
  const mir_type *parameters = mir_make_type(parser, &tuple);
  const mir_type *unit = mir_make_type(parser, &(mir_type){.kind = MIR_TYPE_TUPLE});
  mir_binding output = {mir_make_name(parser, "Output", strlen("Output")), unit};
  if (mir_accept(parser, MIR_TOKEN_ARROW)) {
    output.type = mir_parse_type(parser);
  }
  segment->arguments = (mir_type_list){mir_keep(parser, &parameters, sizeof(const mir_type *)), 1};
  segment->bindings = mir_keep(parser, &output, sizeof output);
  segment->binding_count = 1;
}

// Whether `::` and the name of an item are ahead, not `::{closure#0}` or `::promoted[0]`.
static bool is_item_ahead(mir_lexer *ahead) {
  if (mir_lexer_next(ahead).kind != MIR_TOKEN_COLONS) {
    return false;
  }
  mir_token token = mir_lexer_next(ahead);
  return token.kind != '{' &&
         !(mir_token_is(&token, "promoted") && mir_lexer_next(ahead).kind == '[');
}

// Whether the current `::` is followed by an impl segment: `<impl ..>::`, and a name. In front of
// it stands a module, which the letter that it begins with tells from a type.
static bool at_impl_segment(const mir_parser *parser, const char *name) {
  mir_lexer ahead = parser->lexer;
  if (mir_lexer_next(&ahead).kind != '<') {
    return false;
  }
  mir_token token = mir_lexer_next(&ahead);
  if (token.kind != MIR_TOKEN_NAME || !mir_token_is(&token, "impl")) {
    return false;
  }
  token = mir_lexer_next(&ahead);
  if (token.kind == MIR_TOKEN_NAME && mir_token_is(&token, "at")) {
    return true;
  }
  bool is_of_type = name != NULL && name[0] >= 'A' && name[0] <= 'Z';
  for (size_t depth = 1; !is_of_type && token.kind != MIR_TOKEN_END && token.kind != MIR_TOKEN_BAD;
       token = mir_lexer_next(&ahead)) {
    depth += token.kind == '<';
    if (token.kind == '>' && --depth == 0) {
      return is_item_ahead(&ahead);
    }
  }
  return false;
}

// Behind a name. The parenthesis of a function trait follows without a gap; one behind a gap is the
// kind of a cast: `_1 as &dyn Shape (PointerCoercion(..))`.
static void parse_arguments_if_any(mir_parser *parser, mir_segment *segment, bool is_trait) {
  bool has_gap = parser->lexer.trivia_start != parser->lexer.trivia_end;
  if (mir_at(parser, MIR_TOKEN_COLONS) && mir_peek(parser).kind == '<' &&
      !at_impl_segment(parser, segment->name)) {
    mir_advance(parser);
  }
  if (mir_accept(parser, '<')) {
    parse_arguments(parser, segment);
  } else if (is_trait && !has_gap && mir_accept(parser, '(')) {
    parse_function_sugar(parser, segment);
  }
}

//===------------------------------------------------------------------------------------------===//
// Segments
//===------------------------------------------------------------------------------------------===//

// Whether a type begins here that is a path, and so might be a trait.
static bool at_plain_path(const mir_parser *parser) {
  static const char *const others[] = {"dyn", "fn", "unsafe", "extern", "for", "impl", "str"};
  mir_primitive primitive;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (mir_at_word(parser, others[i])) {
      return false;
    }
  }
  return mir_at(parser, MIR_TOKEN_NAME) &&
         !mir_find_primitive(parser->token.text, parser->token.length, &primitive);
}

// The trait behind `as`, and the `>`.
static void parse_qualification(mir_parser *parser, mir_segment *segment) {
  if (mir_accept_word(parser, "as")) {
    segment->trait_path = mir_parse_trait_path(parser);
  }
  mir_expect(parser, '>');
}

// Behind `<impl`: `at SPAN>`, `TYPE>`, `TRAIT for TYPE>`, or `TRAIT + TRAIT as TRAIT>`, where the
// first two traits are an opaque type.
static void parse_impl_segment(mir_parser *parser, mir_segment *segment) {
  segment->kind = MIR_SEGMENT_IMPL;
  if (mir_at_word(parser, "at")) {
    segment->kind = MIR_SEGMENT_IMPL_AT;
    segment->span = mir_parse_span(parser, '>');
    return;
  }
  if (!at_plain_path(parser)) {
    segment->self_type = mir_parse_type(parser);
    mir_expect(parser, '>');
    return;
  }
  mir_path_list bounds = mir_parse_bounds(parser);
  mir_type self_type = {.kind = MIR_TYPE_OPAQUE, .bounds = bounds};
  bool is_single = bounds.count == 1;
  if (is_single && mir_accept_word(parser, "for")) {
    segment->trait_path = bounds.items[0];
    segment->self_type = mir_parse_type(parser);
    mir_expect(parser, '>');
  } else if (is_single && mir_accept(parser, '>')) {
    self_type = (mir_type){.kind = MIR_TYPE_PATH, .path = bounds.items[0]};
    segment->self_type = mir_make_type(parser, &self_type);
  } else {
    segment->kind = MIR_SEGMENT_QUALIFIED;
    segment->self_type = mir_make_type(parser, &self_type);
    parse_qualification(parser, segment);
  }
}

// `{closure#0}`, `{constant#0}`, `{nested#0}`.
static void parse_numbered_segment(mir_parser *parser, mir_segment *segment) {
  mir_position position = mir_here(parser);
  const char *start = parser->token.text;
  mir_expect(parser, '{');
  if (mir_at_word(parser, "closure")) {
    segment->kind = MIR_SEGMENT_CLOSURE;
  } else if (mir_at_word(parser, "constant")) {
    segment->kind = MIR_SEGMENT_CONSTANT;
  } else if (mir_at_word(parser, "nested")) {
    segment->kind = MIR_SEGMENT_NESTED;
  } else {
    const char *end = parser->token.text + parser->token.length;
    mir_fail_unknown(parser, position, "path segment", start, (size_t)(end - start));
  }
  mir_advance(parser);
  mir_expect(parser, '#');
  segment->index = mir_expect_u64(parser);
  mir_expect(parser, '}');
}

static mir_segment parse_segment(mir_parser *parser, bool is_first, bool is_trait) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME};
  if (mir_accept(parser, '<')) {
    if (mir_accept_word(parser, "impl")) {
      parse_impl_segment(parser, &segment);
    } else {
      segment.kind = MIR_SEGMENT_QUALIFIED;
      segment.self_type = mir_parse_type(parser);
      parse_qualification(parser, &segment);
    }
  } else if (mir_at(parser, '{')) {
    parse_numbered_segment(parser, &segment);
  } else if (mir_at_word(parser, "promoted") && mir_peek(parser).kind == '[') {
    if (is_first) {
      mir_fail_unknown(parser, mir_here(parser), "path", "promoted[..]", strlen("promoted[..]"));
    }
    segment.kind = MIR_SEGMENT_PROMOTED;
    mir_advance(parser);
    mir_advance(parser);
    segment.index = mir_expect_u64(parser);
    mir_expect(parser, ']');
  } else if (mir_at(parser, MIR_TOKEN_NAME)) {
    segment.name = mir_expect_name(parser);
    parse_arguments_if_any(parser, &segment, is_trait);
  } else if (!is_first && mir_at(parser, MIR_TOKEN_NUMBER)) {
    segment.name = mir_make_name(parser, parser->token.text, parser->token.length);
    mir_advance(parser);
  } else {
    mir_fail_expected(parser, "a path");
  }
  return segment;
}

static const mir_path *parse_path(mir_parser *parser, bool is_trait) {
  if (parser->is_rust_source) {
    mir_accept(parser, MIR_TOKEN_COLONS);
  }
  size_t mark = mir_mark(parser);
  bool is_first = true;
  do {
    mir_segment segment = parse_segment(parser, is_first, is_trait);
    mir_push(parser, &segment, sizeof segment);
    is_first = false;
  } while (mir_accept(parser, MIR_TOKEN_COLONS));
  size_t count;
  const mir_segment *segments = mir_pop(parser, mark, sizeof(mir_segment), &count);
  if (parser->is_rust_source || parser->program->crates == NULL || mir_has_failed(parser)) {
    return mir_make_path(parser, segments, count);
  }
  segments = mir_arena_copy(parser->arena, segments, count, sizeof *segments);
  if (segments == NULL) {
    mir_fail_memory(parser);
    return NULL;
  }
  return mir_crates_path(parser, segments, count);
}

const mir_path *mir_parse_path(mir_parser *parser) {
  return parse_path(parser, false);
}

const mir_path *mir_parse_trait_path(mir_parser *parser) {
  return parse_path(parser, true);
}
