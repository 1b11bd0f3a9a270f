// SPDX-License-Identifier: MIT
//
// The scanner of Rust items. MIR text does not declare types, so their declarations are read from
// the source, wherever they stand: in modules, in function bodies, in blocks.
//
// A region (file, module, function body, impl, trait) is walked token by token. Items begin with
// keywords that Rust reserves, so expressions need not be understood: all other tokens are passed
// over, braces are counted, and the arguments of macros are skipped whole.
#define _GNU_SOURCE // memmem
#include "parser.h"
#include "rust_macros.h"

#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Paths and items
//===------------------------------------------------------------------------------------------===//

const mir_path *mir_extend_path(mir_parser *parser, const mir_path *path,
                                const mir_segment *segment) {
  if (path != NULL && path->segment_count >= MIR_NESTING_LIMIT) {
    mir_fail_at(parser, mir_here(parser), "the path is too long; the limit is %d segments",
                MIR_NESTING_LIMIT);
  }
  size_t mark = mir_mark(parser);
  for (size_t i = 0; path != NULL && i < path->segment_count; i++) {
    mir_push(parser, &path->segments[i], sizeof *segment);
  }
  mir_push(parser, segment, sizeof *segment);
  size_t count;
  const mir_segment *segments = mir_pop(parser, mark, sizeof *segment, &count);
  return mir_make_path(parser, segments, count);
}

const mir_path *mir_extend_path_by_name(mir_parser *parser, const mir_path *path,
                                        const char *name) {
  return mir_extend_path(parser, path, &(mir_segment){.kind = MIR_SEGMENT_NAME, .name = name});
}

const mir_rust_item *mir_add_rust_item(mir_parser *parser, const mir_rust_item *item) {
  mir_program *program = parser->program;
  const mir_rust_item *kept = mir_keep(parser, item, sizeof *item);
  const mir_rust_item **larger =
      mir_arena_grow(parser->arena, program->rust_items, program->rust_item_count,
                     &program->rust_item_capacity, sizeof(const mir_rust_item *));
  if (larger == NULL) {
    mir_fail_memory(parser);
    return NULL;
  }
  program->rust_items = larger;
  if (!mir_has_failed(parser)) {
    larger[program->rust_item_count++] = kept;
  }
  return kept;
}

// Reads the name of an item and makes its path.
static const char *parse_name(mir_parser *parser, const mir_rust_region *region,
                              mir_rust_item *item) {
  item->position = mir_here(parser);
  item->parent = region->parent;
  const char *name = mir_expect_name(parser);
  item->path = mir_extend_path_by_name(parser, region->path, name);
  return name;
}

static void scan_region(mir_parser *parser, const mir_rust_region *region);

// `{ .. }`, or `;` in its place.
static void scan_body(mir_parser *parser, const mir_rust_region *region) {
  if (mir_accept(parser, ';') || !mir_enter(parser)) {
    return;
  }
  mir_expect(parser, '{');
  scan_region(parser, region);
  mir_expect(parser, '}');
  mir_leave(parser);
}

// What stands in an item that is no module.
static mir_rust_region inside(const mir_rust_region *region, const mir_path *path,
                              const mir_rust_item *parent) {
  return (mir_rust_region){path, parent, region->folder, region->path_folder};
}

//===------------------------------------------------------------------------------------------===//
// Kinds of items
//===------------------------------------------------------------------------------------------===//

// Of the functions that rustc derives, one is generic: `hash::<__H>`.
static void add_derived_function(mir_parser *parser, const mir_rust_item *impl) {
  if (mir_has_failed(parser) ||
      strcmp(impl->trait_path->segments[impl->trait_path->segment_count - 1].name, "Hash") != 0) {
    return;
  }
  mir_generic_parameter hasher = {.name = mir_make_name(parser, "__H", 3)};
  mir_rust_item function = {.kind = MIR_RUST_FUNCTION,
                            .position = impl->position,
                            .parent = impl,
                            .parameters = mir_keep(parser, &hasher, sizeof hasher),
                            .parameter_count = 1};
  function.path = mir_extend_path_by_name(parser, impl->path, mir_make_name(parser, "hash", 4));
  mir_add_rust_item(parser, &function);
}

// The impls that `#[derive(..)]` stands for. Their self type is the item with its parameters.
static void add_derived(mir_parser *parser, const mir_rust_region *region,
                        const mir_rust_item *item, const mir_rust_attributes *attributes) {
  if (attributes->derive_count == 0 || mir_has_failed(parser)) {
    return;
  }
  size_t mark = mir_mark(parser);
  for (size_t i = 0; i < item->parameter_count; i++) {
    mir_segment name = {.kind = MIR_SEGMENT_NAME, .name = item->parameters[i].name};
    const mir_type *argument = mir_make_type(
        parser, &(mir_type){.kind = MIR_TYPE_PATH, .path = mir_make_path(parser, &name, 1)});
    mir_push(parser, &argument, sizeof argument);
  }
  mir_segment self = item->path->segments[item->path->segment_count - 1];
  self.arguments.items =
      mir_take(parser, mark, sizeof *self.arguments.items, &self.arguments.count);
  const mir_path *self_path = mir_make_path(parser, &self, 1);
  mir_rust_item derived = {
      .kind = MIR_RUST_IMPL,
      .position = item->position,
      .parameters = item->parameters,
      .parameter_count = item->parameter_count,
      .type = mir_make_type(parser, &(mir_type){.kind = MIR_TYPE_PATH, .path = self_path}),
      .is_derived = true,
  };
  for (size_t i = 0; i < attributes->derive_count; i++) {
    mir_segment at = {.kind = MIR_SEGMENT_IMPL_AT, .span = attributes->derives[i].span};
    derived.trait_path = attributes->derives[i].trait_path;
    derived.span = at.span;
    derived.path = mir_extend_path(parser, region->path, &at);
    add_derived_function(parser, mir_add_rust_item(parser, &derived));
  }
}

static void parse_data(mir_parser *parser, const mir_rust_region *region,
                       const mir_rust_attributes *attributes) {
  mir_rust_item item = {.kind = MIR_RUST_STRUCT, .repr = attributes->repr};
  if (mir_at_word(parser, "enum")) {
    item.kind = MIR_RUST_ENUM;
  } else if (mir_at_word(parser, "union")) {
    item.kind = MIR_RUST_UNION;
  }
  mir_advance(parser);
  parse_name(parser, region, &item);
  if (item.kind == MIR_RUST_ENUM) {
    mir_parse_rust_enum(parser, &item);
  } else {
    mir_parse_rust_struct(parser, &item);
  }
  mir_add_rust_item(parser, &item);
  add_derived(parser, region, &item, attributes);
}

// Skips `{ .. }` up to the first line that is `}` as far in as the line of the opening brace.
// False, and nothing is skipped, when the body is not laid out so.
static bool skip_function_body(mir_parser *parser) {
  mir_lexer *lexer = &parser->lexer;
  size_t start = (size_t)(parser->token.text - lexer->text) - (parser->token.column - 1);
  size_t indentation = strspn(lexer->text + start, " ");
  char end[32] = "\n";
  if (!mir_at(parser, '{') || mir_peek(parser).kind == '}' || indentation + 3 > sizeof end) {
    return false;
  }
  memset(end + 1, ' ', indentation);
  end[indentation + 1] = '}';
  const char *last =
      memmem(parser->token.text, lexer->length - lexer->offset, end, indentation + 2);
  if (last == NULL) {
    return false;
  }
  mir_lexer_skip_to(lexer, (size_t)(last - lexer->text) + indentation + 2);
  mir_advance(parser);
  return true;
}

static void parse_function(mir_parser *parser, const mir_rust_region *region) {
  mir_rust_item item = {.kind = MIR_RUST_FUNCTION};
  mir_advance(parser);
  parse_name(parser, region, &item);
  mir_parse_rust_generics(parser, &item);
  mir_add_rust_item(parser, &item);
  mir_skip_to_body(parser);
  if (parser->reads_later && skip_function_body(parser)) {
    return;
  }
  mir_rust_region body = inside(region, item.path, NULL);
  scan_body(parser, &body);
}

static void parse_module(mir_parser *parser, const mir_rust_region *region,
                         const mir_rust_attributes *attributes) {
  mir_rust_item item = {.kind = MIR_RUST_MODULE};
  mir_advance(parser);
  parse_name(parser, region, &item);
  mir_add_rust_item(parser, &item);
  mir_skip_to_body(parser);
  if (mir_at(parser, ';')) {
    mir_add_module_file(parser, region, &item, attributes);
  }
  mir_rust_region body = mir_rust_module_region(parser, region, &item, attributes);
  scan_body(parser, &body);
}

static void parse_trait(mir_parser *parser, const mir_rust_region *region) {
  mir_rust_item item = {.kind = MIR_RUST_TRAIT};
  mir_advance(parser);
  parse_name(parser, region, &item);
  mir_parse_rust_generics(parser, &item);
  mir_parse_rust_clauses(parser, &item);
  const mir_rust_item *kept = mir_add_rust_item(parser, &item);
  mir_skip_to_body(parser);
  mir_rust_region body = inside(region, item.path, kept);
  scan_body(parser, &body);
}

// At `impl`; `first` is the token that the header begins with, `unsafe` or `impl`.
static void parse_impl(mir_parser *parser, const mir_rust_region *region, const mir_token *first) {
  mir_rust_item item = {.kind = MIR_RUST_IMPL, .position = mir_here(parser)};
  mir_advance(parser);
  mir_parse_rust_generics(parser, &item);
  mir_accept_word(parser, "const");
  bool is_negative = mir_at(parser, '!') && mir_peek(parser).kind == MIR_TOKEN_NAME;
  if (is_negative) {
    mir_advance(parser);
  }
  item.type = mir_parse_rust_type(parser);
  if (mir_accept_word(parser, "for")) {
    item.trait_path =
        mir_has_failed(parser) || item.type->kind != MIR_TYPE_PATH ? NULL : item.type->path;
    item.type = mir_parse_rust_type(parser);
  }
  mir_parse_rust_clauses(parser, &item);
  item.span = mir_rust_span(parser, first);
  item.path = mir_extend_path(parser, region->path,
                              &(mir_segment){.kind = MIR_SEGMENT_IMPL_AT, .span = item.span});
  mir_skip_to_body(parser);
  size_t count = parser->program->rust_item_count;
  mir_rust_region body = inside(region, item.path, mir_add_rust_item(parser, &item));
  scan_body(parser, &body);
  if (is_negative) {
    parser->program->rust_item_count = count;
  }
}

// At `extern`: a block of foreign items; anything else is left to the walk.
static void parse_extern(mir_parser *parser, const mir_rust_region *region) {
  mir_advance(parser);
  const char *abi = "C";
  if (mir_at(parser, MIR_TOKEN_STRING)) {
    abi = mir_parse_string_name(parser);
  }
  if (mir_accept(parser, '{')) {
    abi = abi == NULL ? NULL : mir_make_name(parser, abi, strlen(abi));
    mir_parse_rust_foreign(parser, region, abi);
  }
}

static void parse_alias(mir_parser *parser, const mir_rust_region *region) {
  mir_rust_item item = {.kind = MIR_RUST_ALIAS};
  mir_advance(parser);
  parse_name(parser, region, &item);
  mir_parse_rust_generics(parser, &item);
  mir_parse_rust_clauses(parser, &item);
  item.clause_count = 0; // They say nothing that a concrete type would need.
  if (mir_accept(parser, '=')) {
    item.type = mir_parse_rust_type(parser);
  }
  if (item.type != NULL || region->parent != NULL) {
    mir_add_rust_item(parser, &item);
  }
  mir_skip_to_body(parser);
  mir_expect(parser, ';');
}

// A const in an impl or a trait. Its value is in the text.
static void parse_constant(mir_parser *parser, const mir_rust_region *region) {
  mir_rust_item item = {.kind = MIR_RUST_CONSTANT};
  mir_advance(parser);
  parse_name(parser, region, &item);
  mir_add_rust_item(parser, &item);
  while (!mir_at(parser, ';') && !mir_at(parser, MIR_TOKEN_END)) {
    mir_skip_tree(parser);
  }
  mir_expect(parser, ';');
}

//===------------------------------------------------------------------------------------------===//
// The walk
//===------------------------------------------------------------------------------------------===//

// Whether the word stands here with a name behind it.
static bool at_named(const mir_parser *parser, const char *word) {
  if (!mir_at_word(parser, word)) {
    return false;
  }
  mir_token next = mir_peek(parser);
  return next.kind == MIR_TOKEN_NAME && !mir_token_is(&next, "as");
}

// Reads the item that begins here, if one does. False otherwise.
static bool parse_item(mir_parser *parser, const mir_rust_region *region, const mir_token *first,
                       const mir_rust_attributes *attributes) {
  if (at_named(parser, "struct") || at_named(parser, "enum") || at_named(parser, "union")) {
    parse_data(parser, region, attributes);
  } else if (at_named(parser, "fn")) {
    parse_function(parser, region);
  } else if (at_named(parser, "trait")) {
    parse_trait(parser, region);
  } else if (mir_at_word(parser, "impl")) {
    parse_impl(parser, region, first);
  } else if (at_named(parser, "type")) {
    parse_alias(parser, region);
  } else if (mir_at_word(parser, "use")) {
    mir_parse_rust_use(parser, region);
  } else if (mir_at_word(parser, "extern") && mir_peek(parser).kind != MIR_TOKEN_NAME) {
    parse_extern(parser, region);
  } else if (at_named(parser, "mod")) {
    parse_module(parser, region, attributes);
  } else {
    return false;
  }
  return true;
}

// Words that stand between an item's attributes and its keyword.
static bool at_qualifier(const mir_parser *parser) {
  return mir_at_word(parser, "unsafe") || mir_at_word(parser, "default") ||
         mir_at_word(parser, "const") || mir_at_word(parser, "async") ||
         mir_at_word(parser, "auto");
}

// `const NAME: ..`, and not `const fn` or the like.
static bool at_constant(const mir_parser *parser) {
  static const char *const others[] = {"fn", "unsafe", "extern", "async"};
  mir_token next = mir_peek(parser);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (mir_token_is(&next, others[i])) {
      return false;
    }
  }
  return mir_at_word(parser, "const") && next.kind == MIR_TOKEN_NAME;
}

// Reads one item with its attributes. False, perhaps behind some qualifiers, when none begins here.
static bool scan_step(mir_parser *parser, const mir_rust_region *region) {
  mir_rust_attributes attributes = {0};
  if (mir_at(parser, '#') && (mir_peek(parser).kind == '[' || mir_peek(parser).kind == '!')) {
    mir_parse_rust_attributes(parser, &attributes);
  }
  if (mir_scan_macro(parser, region, attributes.is_excluded, scan_region)) {
    return true;
  }
  mir_skip_visibility(parser);
  mir_token first = parser->token;
  size_t count = parser->program->rust_item_count;
  size_t file_count = parser->program->module_file_count;
  bool is_item = region->parent != NULL && at_constant(parser);
  if (is_item) {
    parse_constant(parser, region);
  } else {
    while (at_qualifier(parser)) {
      mir_advance(parser);
    }
    is_item = parse_item(parser, region, &first, &attributes);
  }
  if (attributes.is_excluded) {
    parser->program->rust_item_count = count;
    parser->program->module_file_count = file_count;
  }
  return is_item;
}

// Walks up to the brace that closes the region, or to the end of the text.
static void scan_region(mir_parser *parser, const mir_rust_region *region) {
  size_t depth = 0;
  while (!mir_at(parser, MIR_TOKEN_END) && (depth != 0 || !mir_at(parser, '}'))) {
    size_t before = parser->lexer.offset + parser->lexer.stream_index;
    depth += mir_at(parser, '{');
    depth -= mir_at(parser, '}');
    if (!scan_step(parser, region) && parser->lexer.offset + parser->lexer.stream_index == before) {
      mir_advance(parser);
    }
  }
}

//===------------------------------------------------------------------------------------------===//
// Texts
//===------------------------------------------------------------------------------------------===//

bool mir_at_rust_item(const mir_parser *parser) {
  static const char *const words[] = {"pub",   "struct", "enum", "union",  "impl",
                                      "trait", "type",   "use",  "extern", "unsafe"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (mir_at_word(parser, words[i]) && mir_peek(parser).kind != MIR_TOKEN_COLONS) {
      return true;
    }
  }
  return mir_at(parser, '#');
}

void mir_parse_rust_item(mir_parser *parser) {
  mir_rust_region root = {NULL, NULL, "", ""};
  parser->is_rust_source = true;
  if (!scan_step(parser, &root)) {
    mir_fail_expected(parser, "a Rust item");
  }
  parser->is_rust_source = false;
}

// Skips `#!/usr/bin/..` in the first line, which is not the attribute `#![..]`.
static void skip_shebang(mir_parser *parser) {
  const mir_lexer *lexer = &parser->lexer;
  size_t offset = lexer->trivia_end;
  if (lexer->length - offset > 2 && memcmp(lexer->text + offset, "#!/", 3) == 0) {
    mir_lexer_skip_to(&parser->lexer, mir_lexer_line_end(lexer, offset));
    mir_advance(parser);
  }
}

static mir_status scan_text(mir_program *program, const mir_module_file *module,
                            const char *file_name, const char *text, size_t length,
                            bool reads_later, mir_error *out_error) {
  mir_status status = mir_check_text(file_name, text, length, out_error);
  if (status != MIR_OK) {
    return status;
  }
  mir_parser parser;
  mir_parser_init(&parser, program, file_name, text, length);
  parser.is_rust_source = true;
  parser.reads_later = reads_later;
  skip_shebang(&parser);
  mir_rust_region root = mir_rust_file_region(&parser, module, file_name);
  scan_region(&parser, &root);
  if (!mir_at(&parser, MIR_TOKEN_END)) {
    mir_fail_at(&parser, mir_here(&parser), "the brace was never opened");
  }
  return mir_parser_finish(&parser, file_name, out_error);
}

mir_status mir_scan_rust_module(mir_program *program, const mir_module_file *module,
                                const char *file_name, const char *text, size_t length,
                                mir_error *out_error) {
  return scan_text(program, module, file_name, text, length, false, out_error);
}

mir_status mir_scan_rust_items(mir_program *program, const char *file_name, const char *text,
                               size_t length, mir_error *out_error) {
  return scan_text(program, NULL, file_name, text, length, false, out_error);
}

mir_status mir_scan_rust_headers(mir_program *program, const char *file_name, const char *text,
                                 size_t length, mir_error *out_error) {
  return scan_text(program, NULL, file_name, text, length, true, out_error);
}
