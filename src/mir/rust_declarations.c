// SPDX-License-Identifier: MIT
//
// Declarations of data and of foreign items in Rust source: their fields, variants, parameters and
// types. Whatever does not bear on layout or linkage is skipped by token trees.
#include "rust_items.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Types and generics
//===------------------------------------------------------------------------------------------===//

// Whether a token stands here that no type contains but inside brackets.
static bool at_delimiter(const mir_parser *parser) {
  switch (parser->token.kind) {
  case ',':
  case ';':
  case '=':
  case ')':
  case '{':
  case '}':
  case '>':
  case MIR_TOKEN_END:
    return true;
  default:
    return false;
  }
}

static bool at_end_of_type(const mir_parser *parser) {
  return at_delimiter(parser) || mir_at(parser, ':') || mir_at_word(parser, "where") ||
         mir_at_word(parser, "for");
}

// Where a parser was, to begin again from there.
typedef struct mir_parser_state {
  mir_lexer lexer;
  mir_token token;
  uint32_t depth;
  size_t scratch_used;
} mir_parser_state;

static mir_parser_state save_state(const mir_parser *parser) {
  return (mir_parser_state){parser->lexer, parser->token, parser->depth, parser->scratch_used};
}

static void restore_state(mir_parser *parser, const mir_parser_state *state) {
  parser->status = MIR_OK;
  parser->lexer = state->lexer;
  parser->token = state->token;
  parser->depth = state->depth;
  parser->scratch_used = state->scratch_used;
}

// Skips what is not understood, up to where the type must end.
static const mir_type *skip_type(mir_parser *parser) {
  mir_type type = {.kind = MIR_TYPE_UNSUPPORTED, .unsupported.position = mir_here(parser)};
  const char *start = parser->token.text;
  size_t depth = 0;
  do {
    depth += mir_at(parser, '<');
    depth -= depth > 0 && mir_at(parser, '>');
    mir_skip_tree(parser);
  } while (!mir_at(parser, MIR_TOKEN_END) && (depth != 0 || !at_end_of_type(parser)));
  const char *end =
      parser->made != NULL ? start + 1 : parser->lexer.text + parser->lexer.trivia_start;
  type.unsupported.text = mir_make_name(parser, start, (size_t)(end - start));
  return mir_make_type(parser, &type);
}

const mir_type *mir_parse_rust_type(mir_parser *parser) {
  mir_parser_state state = save_state(parser);
  if (at_delimiter(parser)) {
    mir_fail_expected(parser, "a type");
    return NULL;
  }
  const mir_type *type = mir_parse_type(parser);
  if (parser->status == MIR_OUT_OF_MEMORY || (parser->status == MIR_OK && at_end_of_type(parser))) {
    return type;
  }
  restore_state(parser, &state);
  return skip_type(parser);
}

// Skips bounds, up to what ends them. Whether `?Sized` is one of them.
static bool skip_bounds(mir_parser *parser) {
  size_t depth = 0;
  bool is_maybe_unsized = false;
  while (!mir_at(parser, MIR_TOKEN_END) &&
         (depth != 0 || (!at_delimiter(parser) && !mir_at_word(parser, "where")))) {
    depth += mir_at(parser, '<');
    depth -= depth > 0 && mir_at(parser, '>');
    is_maybe_unsized |= depth == 0 && mir_at(parser, '?');
    mir_skip_tree(parser);
  }
  return is_maybe_unsized;
}

// `A + B` behind a colon. Bounds that are not understood, `T: ~const A`, are none.
// Whether `?Sized` is one of them is noted too.
static mir_path_list parse_bounds(mir_parser *parser, bool *io_is_maybe_unsized) {
  mir_parser_state state = save_state(parser);
  *io_is_maybe_unsized |= skip_bounds(parser);
  restore_state(parser, &state);
  if (!at_delimiter(parser)) {
    mir_path_list bounds = mir_parse_bounds(parser);
    if (parser->status == MIR_OUT_OF_MEMORY ||
        (parser->status == MIR_OK && (at_delimiter(parser) || mir_at_word(parser, "where")))) {
      return bounds;
    }
    restore_state(parser, &state);
  }
  skip_bounds(parser);
  return (mir_path_list){NULL, 0};
}

static bool at_end_of_clauses(const mir_parser *parser) {
  return mir_at(parser, '{') || mir_at(parser, ';') || mir_at(parser, '=') ||
         mir_at(parser, MIR_TOKEN_END);
}

// `where T: ?Sized` says it of the parameter.
static void note_unsized(mir_rust_item *item, const mir_type *type) {
  mir_generic_parameter *parameters = (mir_generic_parameter *)(uintptr_t)item->parameters;
  for (size_t i = 0; type != NULL && type->kind == MIR_TYPE_PATH && i < item->parameter_count;
       i++) {
    parameters[i].is_maybe_unsized |=
        type->path->segment_count == 1 && type->path->segments[0].name == parameters[i].name;
  }
}

void mir_parse_rust_clauses(mir_parser *parser, mir_rust_item *item) {
  size_t mark = mir_mark(parser);
  bool ignored = false;
  if (mir_accept(parser, ':')) {
    mir_segment self = {.kind = MIR_SEGMENT_NAME, .name = mir_make_name(parser, "Self", 4)};
    mir_type type = {.kind = MIR_TYPE_PATH, .path = mir_make_path(parser, &self, 1)};
    mir_where_clause clause = {.type = mir_make_type(parser, &type)};
    clause.bounds = parse_bounds(parser, &ignored);
    mir_push(parser, &clause, sizeof clause);
  }
  if (mir_accept_word(parser, "where")) {
    while (!at_end_of_clauses(parser) && !mir_has_failed(parser)) {
      mir_where_clause clause = {NULL, {NULL, 0}};
      bool is_lifetime = mir_accept(parser, MIR_TOKEN_LIFETIME);
      if (!is_lifetime) {
        mir_skip_binder(parser);
        clause.type = mir_parse_rust_type(parser);
      }
      mir_expect(parser, ':');
      bool is_maybe_unsized = false;
      clause.bounds = parse_bounds(parser, &is_maybe_unsized);
      if (is_maybe_unsized) {
        note_unsized(item, clause.type);
      }
      if (!is_lifetime) {
        mir_push(parser, &clause, sizeof clause);
      }
      if (!mir_accept(parser, ',')) {
        break;
      }
    }
  }
  item->clauses = mir_take(parser, mark, sizeof(mir_where_clause), &item->clause_count);
}

void mir_parse_rust_generics(mir_parser *parser, mir_rust_item *item) {
  if (!mir_accept(parser, '<')) {
    return;
  }
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, '>'); more; more = mir_list_next(parser, '>')) {
    mir_generic_parameter parameter = {0};
    mir_rust_attributes ignored = {0};
    mir_parse_rust_attributes(parser, &ignored);
    bool is_lifetime = mir_accept(parser, MIR_TOKEN_LIFETIME);
    if (!is_lifetime) {
      bool is_constant = mir_accept_word(parser, "const");
      parameter.name = mir_expect_name(parser);
      if (is_constant) {
        mir_expect(parser, ':');
        parameter.constant_type = mir_parse_rust_type(parser);
      }
    }
    if (mir_accept(parser, ':')) {
      parameter.bounds = parse_bounds(parser, &parameter.is_maybe_unsized);
    }
    if (!is_lifetime) {
      if (mir_accept(parser, '=')) {
        parameter.default_value = mir_parse_generic_argument(parser);
      }
      mir_push(parser, &parameter, sizeof parameter);
    }
  }
  item->parameters = mir_take(parser, mark, sizeof(mir_generic_parameter), &item->parameter_count);
}

void mir_skip_to_body(mir_parser *parser) {
  while (!mir_at(parser, '{') && !mir_at(parser, ';') && !mir_at(parser, MIR_TOKEN_END)) {
    mir_skip_tree(parser);
  }
}

//===------------------------------------------------------------------------------------------===//
// Structs, unions and enums
//===------------------------------------------------------------------------------------------===//

// A field's array lengths that are no literals and no names are constants of the text,
// `Type::field::{constant#0}`: rustc numbers all lengths of a field but for parameters.
static const mir_type *name_lengths(mir_parser *parser, const mir_path *field, const mir_type *type,
                                    uint64_t *io_count, const mir_rust_item *item) {
  mir_type named = *type;
  switch (type->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    named.pointer.pointee = name_lengths(parser, field, type->pointer.pointee, io_count, item);
    return mir_make_type(parser, &named);
  case MIR_TYPE_ARRAY:
    break;
  default:
    return type;
  }
  named.array.element = name_lengths(parser, field, type->array.element, io_count, item);
  const mir_type *length = type->array.length;
  for (size_t i = 0; length->kind == MIR_TYPE_PATH && i < item->parameter_count; i++) {
    if (length->path->segment_count == 1 &&
        length->path->segments[0].name == item->parameters[i].name) {
      return mir_make_type(parser, &named);
    }
  }
  mir_segment segment = {.kind = MIR_SEGMENT_CONSTANT, .index = (*io_count)++};
  if (length->kind == MIR_TYPE_UNSUPPORTED || length->kind == MIR_TYPE_PATH) {
    mir_type path = {.kind = MIR_TYPE_PATH, .path = mir_extend_path(parser, field, &segment)};
    named.array.length = mir_make_type(parser, &path);
  }
  return mir_make_type(parser, &named);
}

// The fields behind `{` or `(`, up to the closing token. `owner` is the path of the struct or
// variant that has them.
static void parse_fields(mir_parser *parser, const mir_rust_item *item, const mir_path *owner,
                         mir_variant *variant, int close) {
  size_t mark = mir_mark(parser);
  unsigned index = 0;
  variant->is_tuple_like = close == ')';
  for (bool more = mir_list_begin(parser, close); more; more = mir_list_next(parser, close)) {
    mir_rust_attributes attributes = {0};
    mir_parse_rust_attributes(parser, &attributes);
    mir_skip_visibility(parser);
    mir_field field = {.position = mir_here(parser)};
    if (variant->is_tuple_like) {
      char digits[16];
      snprintf(digits, sizeof digits, "%u", index);
      field.name = mir_make_name(parser, digits, strlen(digits));
    } else {
      field.name = mir_expect_name(parser);
      mir_expect(parser, ':');
    }
    field.type = mir_parse_rust_type(parser);
    if (!mir_has_failed(parser) && field.type->kind != MIR_TYPE_PATH) {
      uint64_t count = 0;
      const mir_path *path = mir_extend_path_by_name(parser, owner, field.name);
      field.type = name_lengths(parser, path, field.type, &count, item);
    }
    if (!attributes.is_excluded) {
      index++;
      mir_push(parser, &field, sizeof field);
    }
  }
  variant->fields = mir_take(parser, mark, sizeof(mir_field), &variant->field_count);
}

// The last name of an item's path.
static const char *own_name(mir_parser *parser, const mir_rust_item *item) {
  return mir_has_failed(parser) ? NULL : item->path->segments[item->path->segment_count - 1].name;
}

void mir_parse_rust_struct(mir_parser *parser, mir_rust_item *item) {
  mir_variant variant = {.name = own_name(parser, item), .position = item->position};
  mir_parse_rust_generics(parser, item);
  if (mir_accept(parser, '(')) {
    parse_fields(parser, item, item->path, &variant, ')');
    mir_parse_rust_clauses(parser, item);
    mir_skip_to_body(parser);
    mir_expect(parser, ';');
  } else {
    mir_parse_rust_clauses(parser, item);
    mir_skip_to_body(parser);
    if (mir_accept(parser, '{')) {
      parse_fields(parser, item, item->path, &variant, '}');
    } else {
      mir_expect(parser, ';');
    }
  }
  item->variants = mir_keep(parser, &variant, sizeof variant);
  item->variant_count = 1;
}

// The value behind `=`: what can be computed here, or any other expression, which is skipped.
static void parse_discriminant(mir_parser *parser, mir_variant *variant) {
  variant->discriminant_kind = mir_parse_rust_integer(parser, &variant->discriminant)
                                   ? MIR_DISCRIMINANT_INTEGER
                                   : MIR_DISCRIMINANT_EXPRESSION;
  while (!mir_at(parser, ',') && !mir_at(parser, '}') && !mir_at(parser, MIR_TOKEN_END)) {
    variant->discriminant_kind = MIR_DISCRIMINANT_EXPRESSION;
    variant->discriminant = 0;
    mir_skip_tree(parser);
  }
}

void mir_parse_rust_enum(mir_parser *parser, mir_rust_item *item) {
  mir_parse_rust_generics(parser, item);
  mir_skip_to_body(parser);
  mir_expect(parser, '{');
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, '}'); more; more = mir_list_next(parser, '}')) {
    mir_rust_attributes attributes = {0};
    mir_parse_rust_attributes(parser, &attributes);
    mir_skip_visibility(parser);
    mir_variant variant = {.position = mir_here(parser)};
    variant.name = mir_expect_name(parser);
    const mir_path *owner = mir_extend_path_by_name(parser, item->path, variant.name);
    if (mir_accept(parser, '(')) {
      parse_fields(parser, item, owner, &variant, ')');
    } else if (mir_accept(parser, '{')) {
      parse_fields(parser, item, owner, &variant, '}');
    }
    if (mir_accept(parser, '=')) {
      parse_discriminant(parser, &variant);
    }
    if (!attributes.is_excluded) {
      mir_push(parser, &variant, sizeof variant);
    }
  }
  item->variants = mir_take(parser, mark, sizeof(mir_variant), &item->variant_count);
}

//===------------------------------------------------------------------------------------------===//
// Foreign items
//===------------------------------------------------------------------------------------------===//

// The parameters of a foreign function behind `(`, up to `)`.
static void parse_foreign_parameters(mir_parser *parser, mir_function_type *function) {
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    mir_rust_attributes ignored = {0};
    mir_parse_rust_attributes(parser, &ignored);
    if (!mir_at(parser, MIR_TOKEN_ELLIPSIS)) {
      while (!mir_at(parser, ':') && !at_end_of_type(parser)) {
        mir_skip_tree(parser);
      }
      mir_expect(parser, ':');
    }
    if (mir_accept(parser, MIR_TOKEN_ELLIPSIS)) {
      function->is_variadic = true;
      continue;
    }
    const mir_type *parameter = mir_parse_rust_type(parser);
    mir_push(parser, &parameter, sizeof parameter);
  }
  function->parameters.items =
      mir_take(parser, mark, sizeof *function->parameters.items, &function->parameters.count);
}

// Behind `fn NAME`.
static void parse_foreign_function(mir_parser *parser, mir_rust_item *item, const char *abi,
                                   bool is_safe) {
  mir_type type = {.kind = MIR_TYPE_FUNCTION_POINTER};
  item->kind = MIR_RUST_FOREIGN_FUNCTION;
  type.function.abi = abi;
  type.function.is_unsafe = !is_safe;
  mir_parse_rust_generics(parser, item);
  mir_expect(parser, '(');
  parse_foreign_parameters(parser, &type.function);
  type.function.result = mir_accept(parser, MIR_TOKEN_ARROW)
                             ? mir_parse_rust_type(parser)
                             : mir_make_type(parser, &(mir_type){.kind = MIR_TYPE_TUPLE});
  item->type = mir_make_type(parser, &type);
}

static void parse_foreign_item(mir_parser *parser, const mir_rust_region *region, const char *abi) {
  mir_rust_attributes attributes = {0};
  mir_parse_rust_attributes(parser, &attributes);
  mir_skip_visibility(parser);
  bool is_safe = mir_accept_word(parser, "safe");
  if (!is_safe) {
    mir_accept_word(parser, "unsafe");
  }
  mir_rust_item item = {.kind = MIR_RUST_FOREIGN_STATIC};
  bool is_function = mir_accept_word(parser, "fn");
  if (!is_function && !mir_accept_word(parser, "static")) {
    // An opaque type, or a macro.
    mir_skip_to_body(parser);
    mir_skip_tree(parser);
    return;
  }
  item.is_mutable = mir_accept_word(parser, "mut");
  item.position = mir_here(parser);
  const char *name = mir_expect_name(parser);
  item.path = mir_extend_path_by_name(parser, region->path, name);
  item.link_name = attributes.link_name != NULL ? attributes.link_name : name;
  if (is_function) {
    parse_foreign_function(parser, &item, abi, is_safe);
  } else {
    mir_expect(parser, ':');
    item.type = mir_parse_rust_type(parser);
  }
  mir_skip_to_body(parser);
  mir_expect(parser, ';');
  if (!attributes.is_excluded) {
    mir_add_rust_item(parser, &item);
  }
}

void mir_parse_rust_foreign(mir_parser *parser, const mir_rust_region *region, const char *abi) {
  while (!mir_accept(parser, '}') && !mir_has_failed(parser)) {
    if (mir_at(parser, '#') && mir_peek(parser).kind == '!') {
      mir_rust_attributes ignored = {0};
      mir_parse_rust_attributes(parser, &ignored);
    } else {
      parse_foreign_item(parser, region, abi);
    }
  }
}
