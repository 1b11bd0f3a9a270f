// SPDX-License-Identifier: MIT
//
// Imports in Rust source. A tree of `use` becomes an item for each name that it brings into its
// region, under that name; `*` becomes one without a name.
#include "rust_items.h"

static void add_import(mir_parser *parser, const mir_rust_region *region, mir_position position,
                       const char *name, const mir_path *target) {
  mir_rust_item item = {.kind = MIR_RUST_IMPORT, .position = position};
  item.import.name = name;
  item.import.target = target;
  item.path = name == NULL ? region->path : mir_extend_path_by_name(parser, region->path, name);
  mir_add_rust_item(parser, &item);
}

// One tree of `use`: `a::b as c`, `a::*`, `a::{b, c::d}`. `prefix` is the path so far.
static void parse_use_tree(mir_parser *parser, const mir_rust_region *region,
                           const mir_path *prefix) {
  if (!mir_enter(parser)) {
    return;
  }
  mir_position position = mir_here(parser);
  mir_accept(parser, MIR_TOKEN_COLONS);
  const char *name = NULL;
  bool is_single = true;
  while (is_single && !mir_has_failed(parser)) {
    position = mir_here(parser);
    if (mir_accept(parser, '*')) {
      add_import(parser, region, position, NULL, prefix);
      is_single = false;
    } else if (mir_accept(parser, '{')) {
      for (bool more = mir_list_begin(parser, '}'); more; more = mir_list_next(parser, '}')) {
        parse_use_tree(parser, region, prefix);
      }
      is_single = false;
    } else if (prefix != NULL && mir_accept_word(parser, "self")) {
      name = prefix->segments[prefix->segment_count - 1].name;
      break;
    } else {
      name = mir_expect_name(parser);
      prefix = mir_extend_path_by_name(parser, prefix, name);
      if (!mir_accept(parser, MIR_TOKEN_COLONS)) {
        break;
      }
    }
  }
  if (is_single) {
    if (mir_accept_word(parser, "as")) {
      name = mir_expect_name(parser);
    }
    add_import(parser, region, position, name, prefix);
  }
  mir_leave(parser);
}

void mir_parse_rust_use(mir_parser *parser, const mir_rust_region *region) {
  mir_advance(parser);
  parse_use_tree(parser, region, NULL);
  mir_expect(parser, ';');
}
