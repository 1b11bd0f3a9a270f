// SPDX-License-Identifier: MIT
//
// See rust_macros.h. A macro that is used before its definition was read, because that stands in a
// module of another file, is tried again when all sources are there. What is then still unknown is
// std's or another crate's: if it makes items, they are not seen.
//
// Expanding ends: macros may use each other to a depth, and all of them together make a limited
// number of tokens; beyond that a use makes nothing.
#include "rust_macros.h"

#include <stdlib.h>
#include <string.h>

#include "crates.h"
#include "prelude.h"

enum {
  DEPTH_LIMIT = 64,
  TOKENS_LIMIT = 1 << 19, // Of one program.
};

// A use that waits for the definition.
typedef struct mir_deferred {
  const char *name;
  const char *file;
  mir_rust_region region;
  mir_macro_tokens arguments;
  mir_scan_region *scan;
} mir_deferred;

struct mir_macros {
  const mir_macro **items; // In order of appearance: the last of a name counts.
  size_t count;
  size_t capacity;
  mir_deferred *deferred;
  size_t deferred_count;
  size_t deferred_capacity;
  uint32_t expansions; // So far; the source is 0.
  uint32_t depth;
  size_t made; // Tokens so far.
};

static mir_macros *macros_of(mir_program *program) {
  if (program->macros == NULL) {
    program->macros = mir_arena_alloc(program->arena, 1, sizeof *program->macros);
  }
  return program->macros;
}

//===------------------------------------------------------------------------------------------===//
// Tokens
//===------------------------------------------------------------------------------------------===//

bool mir_parser_init_stream(mir_parser *parser, mir_program *program, const char *file,
                            mir_macro_tokens tokens) {
  mir_token *stream = mir_arena_alloc(program->arena, tokens.count + 1, sizeof *stream);
  if (stream == NULL) {
    return false;
  }
  for (size_t i = 0; i < tokens.count; i++) {
    stream[i] = tokens.items[i].token;
  }
  *parser = (mir_parser){
      .program = program,
      .arena = program->arena,
      .lexer = mir_lexer_new_stream(stream, tokens.count),
      .file = file,
      .is_rust_source = true,
      .made = tokens.items,
  };
  mir_advance(parser);
  return true;
}

// The current token, with its place; it is consumed.
static mir_macro_token take_token(mir_parser *parser) {
  mir_macro_token taken = {.token = parser->token};
  if (parser->made != NULL && !mir_at(parser, MIR_TOKEN_END)) {
    taken = parser->made[parser->lexer.stream_index - 1];
    mir_advance(parser);
  } else {
    mir_advance(parser);
    taken.span = mir_rust_span(parser, &taken.token);
  }
  return taken;
}

// The tokens are kept longer than the text that they were read from.
static bool keep_text(mir_parser *parser, mir_macro_token *tokens, size_t count) {
  if (parser->made != NULL || count == 0) {
    return true;
  }
  const char *start = tokens[0].token.text;
  const mir_token *last = &tokens[count - 1].token;
  size_t length = (size_t)(last->text + last->length - start);
  char *text = mir_arena_copy(parser->arena, start, length, 1);
  for (size_t i = 0; text != NULL && i < count; i++) {
    tokens[i].token.text = text + (tokens[i].token.text - start);
  }
  return text != NULL;
}

// What is between the brackets that open here, and the brackets.
static mir_macro_tokens take_tree(mir_parser *parser) {
  size_t mark = mir_mark(parser);
  size_t depth = 0;
  size_t count = 0;
  mir_position position = mir_here(parser);
  do {
    int kind = parser->token.kind;
    if (kind == MIR_TOKEN_END) {
      mir_fail_at(parser, position, "the bracket is never closed");
    }
    depth += kind == '(' || kind == '[' || kind == '{';
    depth -= depth > 0 && (kind == ')' || kind == ']' || kind == '}');
    mir_macro_token token = take_token(parser);
    mir_push(parser, &token, sizeof token);
  } while (depth != 0 && !mir_has_failed(parser));
  mir_macro_token *tokens = mir_take(parser, mark, sizeof *tokens, &count);
  if (mir_has_failed(parser) || count < 2 || !keep_text(parser, tokens, count)) {
    return (mir_macro_tokens){NULL, 0};
  }
  return (mir_macro_tokens){tokens + 1, count - 2};
}

//===------------------------------------------------------------------------------------------===//
// Definitions
//===------------------------------------------------------------------------------------------===//

// What is between the brackets of the tree that the tokens begin with; they are left behind.
static mir_macro_tokens cut_tree(mir_macro_tokens *io_tokens) {
  size_t length = mir_tree_length(*io_tokens);
  mir_macro_tokens inner = {io_tokens->items + 1, length < 2 ? 0 : length - 2};
  io_tokens->items += length;
  io_tokens->count -= length;
  return inner;
}

static bool is_bracket(mir_macro_tokens tokens) {
  int kind = tokens.count == 0 ? MIR_TOKEN_END : tokens.items->token.kind;
  return kind == '(' || kind == '[' || kind == '{';
}

// `(pattern) => {body}; ..`
static const mir_macro_rule *read_rules(mir_parser *parser, mir_macro_tokens tokens,
                                        size_t *out_count) {
  size_t mark = mir_mark(parser);
  while (is_bracket(tokens)) {
    mir_macro_rule rule = {.pattern = cut_tree(&tokens)};
    if (tokens.count == 0 || tokens.items->token.kind != MIR_TOKEN_FAT_ARROW) {
      break;
    }
    tokens.items++;
    tokens.count--;
    if (!is_bracket(tokens)) {
      break;
    }
    rule.body = cut_tree(&tokens);
    mir_push(parser, &rule, sizeof rule);
    if (tokens.count != 0) { // The semicolon.
      tokens.items++;
      tokens.count--;
    }
  }
  return mir_take(parser, mark, sizeof(mir_macro_rule), out_count);
}

static void define(mir_parser *parser, const char *name, mir_macro_tokens tokens) {
  mir_macros *macros = macros_of(parser->program);
  mir_macro macro = {.name = name, .crate = mir_crates_root(parser->program)};
  macro.rules = read_rules(parser, tokens, &macro.rule_count);
  const mir_macro *kept = mir_keep(parser, &macro, sizeof macro);
  const mir_macro **larger = macros == NULL
                                 ? NULL
                                 : mir_arena_grow(parser->arena, macros->items, macros->count,
                                                  &macros->capacity, sizeof(const mir_macro *));
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  macros->items = larger;
  if (!mir_has_failed(parser)) {
    larger[macros->count++] = kept;
  }
}

// The last definition of a name, of the current crate if it has one.
static const mir_macro *find_macro(mir_program *program, const char *name) {
  const mir_macros *macros = program->macros;
  const mir_macro *found = NULL;
  for (size_t i = macros == NULL ? 0 : macros->count; i > 0; i--) {
    const mir_macro *macro = macros->items[i - 1];
    if (macro->name != name) {
      continue;
    }
    if (macro->crate == mir_crates_root(program)) {
      return macro;
    }
    found = found == NULL ? macro : found;
  }
  return found;
}

//===------------------------------------------------------------------------------------------===//
// Uses
//===------------------------------------------------------------------------------------------===//

// Scans what a use makes. What cannot be read as Rust makes nothing.
static mir_status scan_made(mir_program *program, const mir_rust_region *region, const char *file,
                            mir_macro_tokens tokens, mir_scan_region *scan) {
  mir_parser parser;
  mir_error ignored;
  size_t item_count = program->rust_item_count;
  size_t file_count = program->module_file_count;
  program->macros->made += tokens.count;
  if (!mir_parser_init_stream(&parser, program, file, tokens)) {
    return MIR_OUT_OF_MEMORY;
  }
  while (!mir_at(&parser, MIR_TOKEN_END)) {
    scan(&parser, region);
    mir_accept(&parser, '}');
  }
  mir_status status = mir_parser_finish(&parser, "", &ignored);
  if (status == MIR_INVALID) {
    program->rust_item_count = item_count;
    program->module_file_count = file_count;
    status = MIR_OK;
  }
  return status;
}

static mir_status expand(mir_program *program, const mir_macro *macro,
                         const mir_rust_region *region, const char *file,
                         mir_macro_tokens arguments, mir_scan_region *scan) {
  mir_macros *macros = program->macros;
  mir_macro_tokens made;
  if (macros->depth >= DEPTH_LIMIT || macros->made >= TOKENS_LIMIT) {
    return MIR_OK;
  }
  mir_status status = MIR_OK;
  macros->depth++;
  for (size_t i = 0; i < macro->rule_count; i++) {
    if (mir_apply_rule(program, &made, &macro->rules[i], arguments, ++macros->expansions)) {
      status = scan_made(program, region, file, made, scan);
      break;
    }
  }
  macros->depth--;
  return mir_arena_is_exhausted(program->arena) ? MIR_OUT_OF_MEMORY : status;
}

// Macros of std, which make no items.
static bool is_of_std(const char *name) {
  static const char *const names[] = {
      "addr_of",     "addr_of_mut",   "assert",  "assert_eq", "assert_ne",    "cfg",
      "column",      "compile_error", "concat",  "dbg",       "debug_assert", "debug_assert_eq",
      "eprint",      "eprintln",      "env",     "file",      "format",       "format_args",
      "include_str", "include_bytes", "line",    "matches",   "module_path",  "option_env",
      "panic",       "print",         "println", "stringify", "thread_local", "todo",
      "unreachable", "unimplemented", "vec",     "write",     "writeln",      "debug_assert_ne",
      "offset_of",   "ready",         "pin",     "try",       "asm",          "include",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], name) == 0) {
      return true;
    }
  }
  return false;
}

static void defer(mir_parser *parser, const mir_rust_region *region, const char *name,
                  mir_scan_region *scan) {
  mir_deferred deferred = {name, parser->file, *region, take_tree(parser), scan};
  mir_macros *macros = macros_of(parser->program);
  mir_deferred *larger =
      macros == NULL ? NULL
                     : mir_arena_grow(parser->arena, macros->deferred, macros->deferred_count,
                                      &macros->deferred_capacity, sizeof *larger);
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  macros->deferred = larger;
  if (!mir_has_failed(parser)) {
    larger[macros->deferred_count++] = deferred;
  }
}

// Behind `name!`, at a bracket.
static void scan_use(mir_parser *parser, const mir_rust_region *region, const char *name,
                     mir_scan_region *scan) {
  const mir_macro *macro = find_macro(parser->program, name);
  if (macro == NULL && is_of_std(name)) {
    mir_skip_tree(parser);
  } else if (macro == NULL) {
    defer(parser, region, name, scan);
  } else {
    mir_macro_tokens arguments = take_tree(parser);
    if (!mir_has_failed(parser) && expand(parser->program, macro, region, parser->file, arguments,
                                          scan) == MIR_OUT_OF_MEMORY) {
      mir_fail_memory(parser);
    }
  }
}

bool mir_scan_macro(mir_parser *parser, const mir_rust_region *region, bool is_excluded,
                    mir_scan_region *scan) {
  if (!mir_at(parser, MIR_TOKEN_NAME) || mir_peek(parser).kind != '!') {
    return false;
  }
  bool is_definition = mir_at_word(parser, "macro_rules");
  const char *name = mir_expect_name(parser);
  mir_advance(parser);
  if (is_definition && mir_at(parser, MIR_TOKEN_NAME)) {
    name = mir_expect_name(parser);
  }
  if (!mir_at(parser, '(') && !mir_at(parser, '[') && !mir_at(parser, '{')) {
    return true; // `!=`.
  }
  if (is_excluded || mir_is_prelude_file(parser->file)) {
    mir_skip_tree(parser);
  } else if (is_definition) {
    define(parser, name, take_tree(parser));
  } else if (!mir_has_failed(parser)) {
    scan_use(parser, region, name, scan);
  }
  return true;
}

mir_status mir_expand_deferred(mir_program *program, mir_error *out_error) {
  mir_macros *macros = program->macros;
  mir_status status = MIR_OK;
  for (size_t i = 0; macros != NULL && status == MIR_OK && i < macros->deferred_count; i++) {
    const mir_deferred deferred = macros->deferred[i];
    const mir_macro *macro = find_macro(program, deferred.name);
    size_t first = program->rust_item_count;
    if (macro == NULL) {
      continue;
    }
    status =
        expand(program, macro, &deferred.region, deferred.file, deferred.arguments, deferred.scan);
    for (size_t j = first; j < program->rust_item_count; j++) {
      ((mir_rust_item *)(uintptr_t)program->rust_items[j])->is_out_of_order = true;
    }
  }
  if (status != MIR_OK) {
    *out_error = (mir_error){.message = "out of memory"};
  }
  if (macros != NULL) {
    macros->deferred_count = 0;
  }
  return status;
}
