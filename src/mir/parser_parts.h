// SPDX-License-Identifier: MIT
//
// The parser by areas of the grammar, each in a file of its own. Every function starts at the
// current token and consumes what it reads; see parser_state.h for what happens on failure.
#ifndef AIRLOCK_MIR_PARSER_PARTS_H
#define AIRLOCK_MIR_PARSER_PARTS_H

#include "parser_state.h"

//===------------------------------------------------------------------------------------------===//
// literals.c
//===------------------------------------------------------------------------------------------===//

typedef struct mir_number {
  bool is_float;
  bool has_suffix;
  mir_primitive primitive; // The suffix, when there is one.
  mir_uint128 value;       // Of an integer.
  const char *digits;      // Of a float, interned, without the suffix.
  double floating;
} mir_number;

mir_number mir_parse_number(mir_parser *parser);

// The contents of a string or byte string token, decoded.
mir_bytes mir_parse_string(mir_parser *parser);

// The contents of a string token, interned; for names, so it must not contain NUL.
const char *mir_parse_string_name(mir_parser *parser);

uint32_t mir_parse_character(mir_parser *parser);

// The primitive type of this name.
bool mir_find_primitive(const char *text, size_t length, mir_primitive *out_primitive);

// Fails unless the value, which is negative or not, fits the integer type; answers it in two's
// complement, extended to 128 bits.
mir_uint128 mir_check_integer(mir_parser *parser, mir_position position, mir_primitive primitive,
                              mir_uint128 magnitude, bool is_negative);

//===------------------------------------------------------------------------------------------===//
// parser_types.c, parser_paths.c
//===------------------------------------------------------------------------------------------===//

const mir_type *mir_parse_type(mir_parser *parser);

// A type in angle brackets, or the length of an array: types, and constants as types.
const mir_type *mir_parse_generic_argument(mir_parser *parser);

// Bounds joined by `+`, lifetimes and `?Sized` dropped.
mir_path_list mir_parse_bounds(mir_parser *parser);

// `for<'a, 'b>`, dropped.
void mir_skip_binder(mir_parser *parser);

const mir_path *mir_parse_path(mir_parser *parser);

// A path that may end in `Fn(A) -> B`.
const mir_path *mir_parse_trait_path(mir_parser *parser);

// The range behind the current token, up to `close`, and `close` itself:
// `FILE:LINE:COLUMN: LINE:COLUMN`.
mir_span mir_parse_span(mir_parser *parser, char close);

// The range that ends at the end of this text; false when there is none.
bool mir_read_span(mir_parser *parser, const char *text, size_t length, mir_span *out_span);

//===------------------------------------------------------------------------------------------===//
// parser_constants.c
//===------------------------------------------------------------------------------------------===//

// The constant behind `const`.
const mir_constant *mir_parse_constant(mir_parser *parser);

// A path that stands for a function or value; an annotation may give it a type later.
const mir_constant *mir_make_path_constant(mir_parser *parser, mir_position position,
                                           const mir_path *path);

// `allocN`, the number.
uint64_t mir_expect_allocation_id(mir_parser *parser);

//===------------------------------------------------------------------------------------------===//
// parser_places.c, parser_rvalues.c
//===------------------------------------------------------------------------------------------===//

mir_place mir_parse_place(mir_parser *parser);

mir_operand mir_parse_operand(mir_parser *parser);

// `const CONSTANT`, or the bare path of a function.
const mir_constant *mir_parse_constant_operand(mir_parser *parser);

// Operands up to the closing token.
mir_operand_list mir_parse_operands(mir_parser *parser, int close);

// The right-hand side of an assignment: an rvalue, or a call whose targets follow.
typedef struct mir_assigned {
  bool is_call;
  mir_rvalue rvalue;
  mir_operand function;
  mir_operand_list arguments;
} mir_assigned;

mir_assigned mir_parse_assigned(mir_parser *parser);

//===------------------------------------------------------------------------------------------===//
// parser_comments.c
//===------------------------------------------------------------------------------------------===//

// Reads `// scope N at SPAN` (or `// in scope N at SPAN`) from the comments in front of the current
// token, if it is there.
void mir_read_source_comment(mir_parser *parser, mir_source_info *source);

// Reads `// at SPAN`, the call site of an inlined scope, in front of the current token.
mir_span mir_read_call_site(mir_parser *parser);

// Reads the annotations in front of the current token: gives the statement's functions the types
// that they name, and a statement that a macro of std made the span of its first own constant.
void mir_read_annotations(mir_parser *parser, mir_source_info *source);

// Whether the current token is directly behind this comment, which rustc uses as a mark.
bool mir_has_mark(const mir_parser *parser, const char *comment);

// Whether a line comment with this text stands in front of the current token.
bool mir_has_comment(const mir_parser *parser, const char *text);

//===------------------------------------------------------------------------------------------===//
// parser_statements.c, parser_bodies.c
//===------------------------------------------------------------------------------------------===//

// Parses one statement or terminator with its `;` and its comments. True for a terminator.
bool mir_parse_statement(mir_parser *parser, mir_statement *out_statement,
                         mir_terminator *out_terminator);

// `{ .. }`. The arguments, with positions, have been parsed with the item's head.
const mir_body *mir_parse_body(mir_parser *parser, const mir_local *arguments,
                               uint32_t argument_count);

//===------------------------------------------------------------------------------------------===//
// parser_allocations.c
//===------------------------------------------------------------------------------------------===//

// An `allocN (..)` block, added to the program.
void mir_parse_allocation(mir_parser *parser);

// Puts the program's allocations in order; copies must agree.
void mir_finish_allocations(mir_parser *parser);

//===------------------------------------------------------------------------------------------===//
// rust_items.c, rust_declarations.c
//===------------------------------------------------------------------------------------------===//

// Whether a Rust item, or an attribute of one, starts here in MIR text.
bool mir_at_rust_item(const mir_parser *parser);

// One item and what it contains.
void mir_parse_rust_item(mir_parser *parser);

#endif
