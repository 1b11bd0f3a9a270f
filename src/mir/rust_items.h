// SPDX-License-Identifier: MIT
//
// What the readers of Rust items share: the scanner that finds them, and the declarations.
#ifndef AIRLOCK_MIR_RUST_ITEMS_H
#define AIRLOCK_MIR_RUST_ITEMS_H

#include "parser_parts.h"

// Where items stand: the path around them, the impl or trait that they belong to, and the folders,
// with their final slash or "", of what is not here.
typedef struct mir_rust_region {
  const mir_path *path; // NULL at the root.
  const mir_rust_item *parent;
  const char *folder;      // The files of `mod name;`.
  const char *path_folder; // What `#[path = ".."]` begins at.
} mir_rust_region;

// One name in `#[derive(..)]`.
typedef struct mir_rust_derive {
  const mir_path *trait_path;
  mir_span span;
} mir_rust_derive;

// What the attributes in front of an item, field or variant say.
typedef struct mir_rust_attributes {
  mir_repr repr;
  const char *link_name;
  const char *file_path; // `#[path = ".."]`, or NULL.
  bool is_excluded;      // By `#[cfg(..)]`.
  const mir_rust_derive *derives;
  size_t derive_count;
} mir_rust_attributes;

//===------------------------------------------------------------------------------------------===//
// rust_attributes.c
//===------------------------------------------------------------------------------------------===//

// Reads all attributes at the current token into `attributes`, which may hold earlier ones.
void mir_parse_rust_attributes(mir_parser *parser, mir_rust_attributes *attributes);

// Skips one token, or everything between brackets that open here.
void mir_skip_tree(mir_parser *parser);

// Skips `pub`, `pub(crate)`.
void mir_skip_visibility(mir_parser *parser);

// The range from a token to the end of the token in front of the current one.
mir_span mir_rust_span(mir_parser *parser, const mir_token *first);

//===------------------------------------------------------------------------------------------===//
// rust_declarations.c
//===------------------------------------------------------------------------------------------===//

// A type, or MIR_TYPE_UNSUPPORTED for what is not understood as one.
const mir_type *mir_parse_rust_type(mir_parser *parser);

// `<T, const N: usize>`, if it is there.
void mir_parse_rust_generics(mir_parser *parser, mir_rust_item *item);

// `: A + B` of a trait and a where clause, if they are there, up to `{`, `;` or `=`.
void mir_parse_rust_clauses(mir_parser *parser, mir_rust_item *item);

// Skips to `{` or `;`, over a where clause or a signature.
void mir_skip_to_body(mir_parser *parser);

// Behind the keyword and name.
void mir_parse_rust_struct(mir_parser *parser, mir_rust_item *item);
void mir_parse_rust_enum(mir_parser *parser, mir_rust_item *item);

// The items of `extern ".." {`, behind the brace, and the closing brace.
void mir_parse_rust_foreign(mir_parser *parser, const mir_rust_region *region, const char *abi);

//===------------------------------------------------------------------------------------------===//
// rust_expressions.c
//===------------------------------------------------------------------------------------------===//

// The value of an expression of integers; false, and nothing is read, when it is not known.
bool mir_parse_rust_integer(mir_parser *parser, mir_uint128 *out_value);

//===------------------------------------------------------------------------------------------===//
// rust_imports.c
//===------------------------------------------------------------------------------------------===//

// At `use`, up to its `;`.
void mir_parse_rust_use(mir_parser *parser, const mir_rust_region *region);

//===------------------------------------------------------------------------------------------===//
// rust_modules.c
//===------------------------------------------------------------------------------------------===//

// The root of a file: of the program's first one when `module` is NULL.
mir_rust_region mir_rust_file_region(mir_parser *parser, const mir_module_file *module,
                                     const char *file_name);

// The region of `mod name { .. }`.
mir_rust_region mir_rust_module_region(mir_parser *parser, const mir_rust_region *region,
                                       const mir_rust_item *module,
                                       const mir_rust_attributes *attributes);

// Notes that `mod name;` has a file.
void mir_add_module_file(mir_parser *parser, const mir_rust_region *region,
                         const mir_rust_item *module, const mir_rust_attributes *attributes);

//===------------------------------------------------------------------------------------------===//
// rust_items.c
//===------------------------------------------------------------------------------------------===//

// The path of a region with one more segment.
const mir_path *mir_extend_path(mir_parser *parser, const mir_path *path,
                                const mir_segment *segment);
const mir_path *mir_extend_path_by_name(mir_parser *parser, const mir_path *path, const char *name);

// Adds an item to the program, and answers where it is kept.
const mir_rust_item *mir_add_rust_item(mir_parser *parser, const mir_rust_item *item);

#endif
