// SPDX-License-Identifier: MIT
//
// What rustc says in comments. Comments are white space to the grammar, so one that does not look
// like rustc's is anybody's and means nothing:
//
//   StorageLive(_2);      // scope 1 at main.rs:8:49: 8:70
//   let mut _3: f64;      // in scope 0 at main.rs:8:56: 8:69
//   let mut _0: ();       // return place in scope 0 at main.rs:8:37: 8:37
//   _2 = f(..) -> ..;     // scope 0 at main.rs:8:49: 8:70
//                         // mir::ConstOperand
//                         // + span: main.rs:8:49: 8:55
//                         // + const_: Const { ty: unsafe extern "C" fn(f64) {f}, val: Value(f) }
#include "parser_parts.h"

#include <string.h>

// One comment, from behind the `//` to the end of its line.
typedef struct comment {
  const char *text;
  size_t length;
  uint32_t line;
  size_t line_start;
} comment;

// A walk over the line comments in front of the current token.
typedef struct comment_walk {
  size_t offset;
  uint32_t line;
  size_t line_start;
} comment_walk;

static comment_walk walk_comments(const mir_parser *parser) {
  const mir_lexer *lexer = &parser->lexer;
  return (comment_walk){lexer->trivia_start, lexer->trivia_line, lexer->trivia_line_start};
}

static bool next_comment(const mir_parser *parser, comment_walk *walk, comment *out_comment) {
  const mir_lexer *lexer = &parser->lexer;
  bool is_found = false;
  while (!is_found && walk->offset < lexer->trivia_end) {
    size_t line_end = mir_lexer_line_end(lexer, walk->offset);
    size_t end = line_end < lexer->trivia_end ? line_end : lexer->trivia_end;
    for (size_t start = walk->offset; !is_found && start + 1 < end; start++) {
      if (memcmp(lexer->text + start, "//", 2) == 0) {
        *out_comment =
            (comment){lexer->text + start + 2, end - start - 2, walk->line, walk->line_start};
        is_found = true;
      }
    }
    walk->offset = end + 1;
    walk->line_start = walk->offset;
    walk->line++;
  }
  while (is_found && out_comment->length > 0 &&
         strchr(" \r", out_comment->text[out_comment->length - 1]) != NULL) {
    out_comment->length--;
  }
  return is_found;
}

// Drops `prefix` from the comment's beginning; false when it does not begin so.
static bool skip_prefix(comment *text, const char *prefix) {
  size_t length = strlen(prefix);
  if (text->length < length || memcmp(text->text, prefix, length) != 0) {
    return false;
  }
  text->text += length;
  text->length -= length;
  return true;
}

// Digits from the comment's beginning; false when there are none or too many.
static bool skip_number(comment *text, uint32_t *out_number) {
  uint64_t number = 0;
  size_t count = 0;
  while (count < text->length && count < 9 && text->text[count] >= '0' &&
         text->text[count] <= '9') {
    number = number * 10 + (uint64_t)(text->text[count++] - '0');
  }
  text->text += count;
  text->length -= count;
  *out_number = (uint32_t)number;
  return count != 0;
}

void mir_read_source_comment(mir_parser *parser, mir_source_info *source) {
  comment_walk walk = walk_comments(parser);
  uint32_t line = walk.line;
  comment found;
  uint32_t scope;
  mir_span span;
  if (mir_has_failed(parser) || !next_comment(parser, &walk, &found) || found.line != line) {
    return;
  }
  const char *start = found.text;
  skip_prefix(&found, " return place");
  skip_prefix(&found, " in");
  if (skip_prefix(&found, " scope ") && skip_number(&found, &scope) &&
      skip_prefix(&found, " at ") && mir_read_span(parser, found.text, found.length, &span)) {
    size_t column = (size_t)(start - parser->lexer.text) - found.line_start + 1;
    mir_note_highest(&parser->scope, scope, (mir_position){parser->file, line, (uint32_t)column});
    source->scope = scope;
    source->span = span;
  }
}

mir_span mir_read_call_site(mir_parser *parser) {
  comment_walk walk = walk_comments(parser);
  comment found;
  mir_span span = {0};
  if (!mir_has_failed(parser) && next_comment(parser, &walk, &found) &&
      skip_prefix(&found, " at ")) {
    mir_read_span(parser, found.text, found.length, &span);
  }
  return span;
}

bool mir_has_mark(const mir_parser *parser, const char *comment) {
  const mir_lexer *lexer = &parser->lexer;
  size_t length = strlen(comment);
  return lexer->trivia_end - lexer->trivia_start >= length &&
         memcmp(lexer->text + lexer->trivia_start, comment, length) == 0;
}

bool mir_has_comment(const mir_parser *parser, const char *text) {
  comment_walk walk = walk_comments(parser);
  comment found;
  while (next_comment(parser, &walk, &found)) {
    if (skip_prefix(&found, text) && found.length == 0) {
      return true;
    }
  }
  return false;
}

// The type that begins at the comment's text.
static const mir_type *parse_annotated_type(mir_parser *parser, const comment *annotation) {
  mir_lexer lexer = parser->lexer;
  mir_token token = parser->token;
  parser->lexer.offset = (size_t)(annotation->text - lexer.text);
  parser->lexer.length = parser->lexer.offset + annotation->length;
  parser->lexer.line = annotation->line;
  parser->lexer.line_start = annotation->line_start;
  mir_advance(parser);
  const mir_type *type = mir_parse_type(parser);
  if (!mir_has_failed(parser)) {
    parser->lexer = lexer;
    parser->token = token;
  }
  return type;
}

static bool is_std_file(const mir_span *span) {
  return span->file != NULL && strncmp(span->file, "/rustc/", 7) == 0;
}

// Where the program itself wrote a constant of a statement that a macro of std made.
static void read_operand_span(mir_parser *parser, mir_source_info *source) {
  comment_walk walk = walk_comments(parser);
  comment found;
  mir_span span;
  while (!mir_has_failed(parser) && next_comment(parser, &walk, &found)) {
    if (skip_prefix(&found, " + span: ") &&
        mir_read_span(parser, found.text, found.length, &span) && !is_std_file(&span)) {
      source->operand_span = span;
      return;
    }
  }
}

void mir_read_annotations(mir_parser *parser, mir_source_info *source) {
  if (is_std_file(&source->span)) {
    read_operand_span(parser, source);
  }
  mir_constant **constants = parser->path_constants;
  size_t count = parser->path_constant_count;
  size_t first = 0; // The first constant that has no type yet.
  comment_walk walk = walk_comments(parser);
  comment found;
  while (first < count && !mir_has_failed(parser) && next_comment(parser, &walk, &found)) {
    if (!skip_prefix(&found, " + const_: Const { ty: ")) {
      continue;
    }
    const mir_type *type = parse_annotated_type(parser, &found);
    if (mir_has_failed(parser) || type->kind != MIR_TYPE_FUNCTION_ITEM) {
      continue;
    }
    // Annotations come in the order of the constants, one for each.
    size_t next = first;
    while (next < count &&
           (constants[next]->type != NULL || constants[next]->path != type->function.path)) {
      next++;
    }
    if (next < count) {
      constants[next]->type = type;
    }
    while (first < count && constants[first]->type != NULL) {
      first++;
    }
  }
}
