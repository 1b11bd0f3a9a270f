// SPDX-License-Identifier: MIT
//
// Texts as a whole: the items at top level, in any order, and the program that they add up to.
#define _GNU_SOURCE
#include "parser.h"

#include "parser_parts.h"
#include "prelude.h"

#include <stdlib.h>
#include <string.h>

mir_program *mir_program_new(mir_arena *arena) {
  return mir_arena_copy(arena, &(mir_program){.arena = arena}, 1, sizeof(mir_program));
}

//===------------------------------------------------------------------------------------------===//
// Items
//===------------------------------------------------------------------------------------------===//

static void add_item(mir_parser *parser, const mir_item *item) {
  mir_program *program = parser->program;
  const mir_item *kept = mir_keep(parser, item, sizeof *item);
  const mir_item **larger = mir_arena_grow(parser->arena, program->items, program->item_count,
                                           &program->item_capacity, sizeof(const mir_item *));
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  program->items = larger;
  if (!mir_has_failed(parser)) {
    larger[program->item_count++] = kept;
  }
}

// A body that is read later.
static const mir_body *skip_body(mir_parser *parser, const mir_type *result,
                                 const mir_local *arguments, size_t count) {
  static const char end[] = "\n}\n";
  mir_lexer *lexer = &parser->lexer;
  const char *text = parser->token.text;
  size_t start = (size_t)(text - lexer->text);
  const char *last = memmem(text, lexer->length - start, end, sizeof end - 1);
  if (!mir_at(parser, '{') || last == NULL) {
    mir_fail_expected(parser, "a body that ends in a line `}`");
    return NULL;
  }
  mir_unread unread = {parser->file, start, (size_t)(last - text) + 2, parser->token.line};
  mir_body body = {.argument_count = (uint32_t)count, .local_count = (uint32_t)count + 1};
  body.unread = mir_keep(parser, &unread, sizeof unread);
  body.locals = mir_arena_alloc(parser->arena, body.local_count, sizeof *body.locals);
  if (body.locals == NULL) {
    mir_fail_memory(parser);
    return NULL;
  }
  body.locals[0].type = result;
  if (count != 0) {
    memcpy(body.locals + 1, arguments, count * sizeof *arguments);
  }
  mir_lexer_skip_to(lexer, start + unread.length);
  mir_advance(parser);
  return mir_keep(parser, &body, sizeof body);
}

bool mir_read_body(mir_arena *arena, const mir_body *body) {
  const mir_unread *unread = body->unread;
  if (unread == NULL) {
    return true;
  }
  mir_program *program = mir_program_new(arena);
  const mir_std_file *source = mir_find_std_file(unread->file);
  if (program == NULL || source == NULL) {
    return false;
  }
  const char *text = (const char *)source->text + unread->start;
  mir_parser parser;
  mir_error error;
  mir_parser_init(&parser, program, unread->file, text, unread->length);
  parser.lexer.line = parser.token.line = unread->line;
  const mir_body *read = mir_parse_body(&parser, body->locals + 1, body->argument_count);
  if (mir_parser_finish(&parser, unread->file, &error) != MIR_OK) {
    return false;
  }
  *(mir_body *)(uintptr_t)body = *read; // The one part of the tree that is made late.
  return true;
}

// `PATH(_1: TYPE, ..) -> TYPE BODY`, behind `fn`.
static void parse_function(mir_parser *parser, mir_item *item) {
  item->kind = MIR_ITEM_FUNCTION;
  item->path = mir_parse_path(parser);
  mir_expect(parser, '(');
  size_t mark = mir_mark(parser);
  uint32_t number = 0;
  for (bool more = mir_list_begin(parser, ')'); more; more = mir_list_next(parser, ')')) {
    mir_local argument = {.source.position = mir_here(parser)};
    if (mir_expect_numbered(parser, "_", "an argument or `)`") != ++number) {
      mir_fail_at(parser, argument.source.position, "expected argument `_%u`", number);
    }
    mir_expect(parser, ':');
    argument.type = mir_parse_type(parser);
    mir_push(parser, &argument, sizeof argument);
  }
  size_t count;
  const mir_local *arguments = mir_take(parser, mark, sizeof *arguments, &count);
  mir_expect(parser, MIR_TOKEN_ARROW);
  item->type = mir_parse_type(parser);
  item->body = parser->reads_later ? skip_body(parser, item->type, arguments, count)
                                   : mir_parse_body(parser, arguments, (uint32_t)count);
}

static mir_item_kind kind_of_path(const mir_path *path) {
  switch (path->segments[path->segment_count - 1].kind) {
  case MIR_SEGMENT_PROMOTED:
    return MIR_ITEM_PROMOTED;
  case MIR_SEGMENT_CONSTANT:
    return MIR_ITEM_ANONYMOUS_CONST;
  default:
    return MIR_ITEM_CONST;
  }
}

// `PATH: TYPE = BODY` or `PATH: TYPE = const CONSTANT;`
static void parse_value(mir_parser *parser, mir_item *item) {
  item->path = mir_parse_path(parser);
  mir_expect(parser, ':');
  item->type = mir_parse_type(parser);
  mir_expect(parser, '=');
  if (mir_accept_word(parser, "const")) {
    item->constant = mir_parse_constant(parser);
    mir_expect(parser, ';');
  } else {
    item->body = parser->reads_later ? skip_body(parser, item->type, NULL, 0)
                                     : mir_parse_body(parser, NULL, 0);
  }
  if (!mir_has_failed(parser) && item->kind != MIR_ITEM_STATIC) {
    item->kind = kind_of_path(item->path);
  }
}

static void parse_item(mir_parser *parser) {
  mir_item item = {.kind = MIR_ITEM_CONST, .position = mir_here(parser)};
  // Const evaluation has its own copy of a `const fn`, which follows the one that runs.
  bool is_duplicate = mir_has_comment(parser, " MIR FOR CTFE");
  parser->path_constant_count = 0;
  if (mir_accept_word(parser, "fn")) {
    parse_function(parser, &item);
  } else if (mir_accept_word(parser, "static")) {
    item.kind = MIR_ITEM_STATIC;
    item.is_mutable = mir_accept_word(parser, "mut");
    parse_value(parser, &item);
  } else if (mir_accept_word(parser, "const") || mir_at(parser, MIR_TOKEN_NAME) ||
             mir_at(parser, '<')) {
    parse_value(parser, &item);
  } else {
    mir_fail_expected(parser, "an item");
  }
  if (!is_duplicate) {
    add_item(parser, &item);
  }
}

static mir_status parse_text(mir_program *program, const char *file_name, const char *text,
                             size_t length, bool reads_later, mir_error *out_error) {
  mir_status status = mir_check_text(file_name, text, length, out_error);
  if (status != MIR_OK) {
    return status;
  }
  mir_parser parser;
  mir_parser_init(&parser, program, file_name, text, length);
  parser.reads_later = reads_later;
  while (!mir_at(&parser, MIR_TOKEN_END)) {
    if (mir_at_numbered(&parser, "alloc") && mir_peek(&parser).kind == '(') {
      mir_parse_allocation(&parser);
    } else if (mir_at_rust_item(&parser)) {
      mir_parse_rust_item(&parser);
    } else {
      parse_item(&parser);
    }
  }
  mir_finish_allocations(&parser);
  return mir_parser_finish(&parser, file_name, out_error);
}

mir_status mir_parse_text(mir_program *program, const char *file_name, const char *text,
                          size_t length, mir_error *out_error) {
  return parse_text(program, file_name, text, length, false, out_error);
}

mir_status mir_parse_text_later(mir_program *program, const char *file_name, const char *text,
                                size_t length, mir_error *out_error) {
  return parse_text(program, file_name, text, length, true, out_error);
}
