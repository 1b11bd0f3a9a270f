// SPDX-License-Identifier: MIT
//
// Bodies: declarations of locals, debug variables and scopes, then the basic blocks.
//
// Every declaration opens a scope of its own inside the last one, so a long function nests its
// scopes deeply. They are therefore read without recursion: an open scope is known by its entry in
// the list, which names the entry around it.
//
// rustc numbers locals, scopes and blocks from 0 without a gap. The parser relies on it: once the
// declared numbers are known to have no gap, a used number exists exactly when the highest used one
// does.
#include "rust_items.h"

#include <string.h>

typedef struct declared_local {
  uint32_t number;
  mir_local local;
} declared_local;

typedef struct declared_scope {
  uint32_t number;
  size_t around; // Index of the entry of the scope around it.
  mir_position position;
  mir_scope scope;
} declared_scope;

typedef struct declarations {
  declared_local *locals;
  size_t local_count;
  size_t local_capacity;
  declared_scope *scopes;
  size_t scope_count;
  size_t scope_capacity;
  mir_debug_variable *variables;
  size_t variable_count;
  size_t variable_capacity;
  size_t open; // Index of the entry of the innermost open scope.
} declarations;

//===------------------------------------------------------------------------------------------===//
// Declarations
//===------------------------------------------------------------------------------------------===//

static void add_local(mir_parser *parser, declarations *list, uint32_t number,
                      const mir_local *local) {
  if (list->local_count == MIR_LOCAL_LIMIT) {
    mir_fail_at(parser, local->source.position, "a function has more than %d locals",
                MIR_LOCAL_LIMIT);
    return;
  }
  declared_local *larger = mir_arena_grow(parser->arena, list->locals, list->local_count,
                                          &list->local_capacity, sizeof *larger);
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  list->locals = larger;
  larger[list->local_count++] = (declared_local){number, *local};
}

static void add_scope(mir_parser *parser, declarations *list, const declared_scope *scope) {
  declared_scope *larger = mir_arena_grow(parser->arena, list->scopes, list->scope_count,
                                          &list->scope_capacity, sizeof *larger);
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  list->scopes = larger;
  larger[list->scope_count++] = *scope;
}

static void add_variable(mir_parser *parser, declarations *list,
                         const mir_debug_variable *variable) {
  mir_debug_variable *larger = mir_arena_grow(parser->arena, list->variables, list->variable_count,
                                              &list->variable_capacity, sizeof *larger);
  if (larger == NULL) {
    mir_fail_memory(parser);
    return;
  }
  list->variables = larger;
  larger[list->variable_count++] = *variable;
}

// `let mut _N: TYPE;`, behind `let`.
static void parse_let(mir_parser *parser, declarations *list) {
  mir_local local = {.is_mutable = mir_accept_word(parser, "mut")};
  local.source.position = mir_here(parser);
  uint32_t number = mir_expect_numbered(parser, "_", "a local");
  mir_expect(parser, ':');
  local.type = mir_parse_type(parser);
  mir_expect(parser, ';');
  mir_read_source_comment(parser, &local.source);
  add_local(parser, list, number, &local);
}

// `debug NAME => PLACE;` or `debug NAME => CONSTANT;`, behind `debug`.
static void parse_debug(mir_parser *parser, declarations *list) {
  mir_debug_variable variable = {.source.position = mir_here(parser)};
  if (mir_at(parser, '(')) {
    mir_fail_unknown(parser, mir_here(parser), "debug variable", "(..)", strlen("(..)"));
  }
  variable.name = mir_expect_name(parser);
  mir_expect(parser, MIR_TOKEN_FAT_ARROW);
  if (mir_at(parser, '(') || mir_at_numbered(parser, "_")) {
    variable.place = mir_parse_place(parser);
  } else {
    variable.constant = mir_parse_constant_operand(parser);
  }
  mir_expect(parser, ';');
  mir_read_source_comment(parser, &variable.source);
  add_variable(parser, list, &variable);
}

// `scope N {` or `scope N (inlined PATH) { // at SPAN`, behind `scope`. The path may carry an
// attribute, `#[track_caller]`.
static void parse_scope(mir_parser *parser, declarations *list) {
  declared_scope entry = {.around = list->open, .position = mir_here(parser)};
  entry.number = mir_expect_u32(parser);
  if (mir_accept(parser, '(')) {
    mir_expect_word(parser, "inlined");
    mir_rust_attributes track_caller = {0};
    mir_parse_rust_attributes(parser, &track_caller);
    entry.scope.inlined = mir_parse_path(parser);
    mir_expect(parser, ')');
  }
  mir_expect(parser, '{');
  if (entry.scope.inlined != NULL) {
    entry.scope.call_site = mir_read_call_site(parser);
  }
  if (!mir_has_failed(parser)) {
    entry.scope.parent = list->scopes[list->open].number;
    add_scope(parser, list, &entry);
    list->open = list->scope_count - 1;
  }
}

static void parse_declarations(mir_parser *parser, declarations *list) {
  add_scope(parser, list, &(declared_scope){.position = mir_here(parser)});
  for (;;) {
    if (mir_accept_word(parser, "let")) {
      parse_let(parser, list);
    } else if (mir_accept_word(parser, "debug")) {
      parse_debug(parser, list);
    } else if (mir_accept_word(parser, "scope")) {
      parse_scope(parser, list);
    } else if (list->open != 0 && mir_accept(parser, '}')) {
      list->open = list->scopes[list->open].around;
    } else {
      break;
    }
  }
  if (list->open != 0) {
    mir_fail_expected(parser, "`let`, `debug`, `scope` or `}`");
  }
}

//===------------------------------------------------------------------------------------------===//
// Tables without gaps
//===------------------------------------------------------------------------------------------===//

// Puts the declared locals in the order of their numbers.
static void finish_locals(mir_parser *parser, const declarations *list, mir_body *body) {
  mir_local *locals = mir_arena_alloc(parser->arena, list->local_count, sizeof *locals);
  if (locals == NULL) {
    mir_fail_memory(parser);
    return;
  }
  for (size_t i = 0; i < list->local_count; i++) {
    const declared_local *entry = &list->locals[i];
    mir_position position = entry->local.source.position;
    if (entry->number >= list->local_count) {
      mir_fail_at(parser, position, "local `_%u` is declared, but not all below it", entry->number);
      return;
    }
    if (locals[entry->number].type != NULL) {
      mir_fail_at(parser, position, "local `_%u` is declared twice", entry->number);
      return;
    }
    locals[entry->number] = entry->local;
  }
  body->locals = locals;
  body->local_count = (uint32_t)list->local_count;
}

static void finish_scopes(mir_parser *parser, const declarations *list, mir_body *body) {
  mir_scope *scopes = mir_arena_alloc(parser->arena, list->scope_count, sizeof *scopes);
  bool *is_declared = mir_arena_alloc(parser->arena, list->scope_count, sizeof *is_declared);
  if (scopes == NULL || is_declared == NULL) {
    mir_fail_memory(parser);
    return;
  }
  for (size_t i = 0; i < list->scope_count; i++) {
    const declared_scope *entry = &list->scopes[i];
    if (entry->number >= list->scope_count || is_declared[entry->number]) {
      mir_fail_at(parser, entry->position, "scope %u is declared twice, or not all below it are",
                  entry->number);
      return;
    }
    is_declared[entry->number] = true;
    scopes[entry->number] = entry->scope;
  }
  body->scopes = scopes;
  body->scope_count = (uint32_t)list->scope_count;
}

static void check_highest(mir_parser *parser, const mir_highest *highest, uint32_t count,
                          const char *format) {
  if (highest->is_used && highest->number >= count) {
    mir_fail_at(parser, highest->position, format, highest->number);
  }
}

// Gives each local the name of the first variable that lives exactly there.
static void name_locals(const declarations *list, mir_body *body) {
  for (size_t i = 0; i < list->variable_count; i++) {
    const mir_debug_variable *variable = &list->variables[i];
    if (variable->constant == NULL && variable->place.projection_count == 0 &&
        body->locals[variable->place.local].name == NULL) {
      body->locals[variable->place.local].name = variable->name;
    }
  }
}

//===------------------------------------------------------------------------------------------===//
// Blocks
//===------------------------------------------------------------------------------------------===//

// `bbN: { STATEMENTS TERMINATOR }`
static mir_block parse_block(mir_parser *parser, size_t index) {
  mir_block block = {.position = mir_here(parser)};
  uint32_t number = mir_expect_numbered(parser, "bb", "a block or `}`");
  if (number != index) {
    mir_fail_at(parser, block.position, "expected block `bb%zu`, found `bb%u`", index, number);
  }
  if (mir_accept(parser, '(')) {
    mir_expect_word(parser, "cleanup");
    mir_expect(parser, ')');
    block.is_cleanup = true;
  }
  mir_expect(parser, ':');
  mir_expect(parser, '{');
  size_t mark = mir_mark(parser);
  mir_statement statement;
  bool is_terminated = false;
  while (!is_terminated && !mir_has_failed(parser)) {
    if (mir_at(parser, '}')) {
      mir_fail_at(parser, mir_here(parser), "block `bb%zu` has no terminator", index);
    } else {
      is_terminated = mir_parse_statement(parser, &statement, &block.terminator);
      if (!is_terminated) {
        mir_push(parser, &statement, sizeof statement);
      }
    }
  }
  block.statements = mir_take(parser, mark, sizeof *block.statements, &block.statement_count);
  mir_expect(parser, '}');
  return block;
}

static void parse_blocks(mir_parser *parser, mir_body *body) {
  size_t mark = mir_mark(parser);
  size_t count = 0;
  while (!mir_accept(parser, '}') && !mir_has_failed(parser)) {
    mir_block block = parse_block(parser, count++);
    mir_push(parser, &block, sizeof block);
  }
  body->blocks = mir_take(parser, mark, sizeof *body->blocks, &count);
  body->block_count = (uint32_t)count;
}

const mir_body *mir_parse_body(mir_parser *parser, const mir_local *arguments,
                               uint32_t argument_count) {
  mir_body body = {.argument_count = argument_count};
  declarations list = {0};
  mir_position position = mir_here(parser);
  parser->local = parser->block = parser->scope = (mir_highest){0};
  for (uint32_t i = 0; i < argument_count; i++) {
    add_local(parser, &list, i + 1, &arguments[i]);
  }
  mir_expect(parser, '{');
  parse_declarations(parser, &list);
  finish_locals(parser, &list, &body);
  finish_scopes(parser, &list, &body);
  parse_blocks(parser, &body);
  if (body.local_count == 0) {
    mir_fail_at(parser, position, "the body does not declare `_0`");
  }
  if (body.block_count == 0) {
    mir_fail_at(parser, position, "the body has no block");
  }
  check_highest(parser, &parser->local, body.local_count, "local `_%u` is not declared");
  check_highest(parser, &parser->block, body.block_count, "block `bb%u` does not exist");
  check_highest(parser, &parser->scope, body.scope_count, "scope %u is not declared");
  if (mir_has_failed(parser)) {
    return NULL;
  }
  name_locals(&list, &body);
  body.variables = list.variables;
  body.variable_count = list.variable_count;
  return mir_keep(parser, &body, sizeof body);
}
