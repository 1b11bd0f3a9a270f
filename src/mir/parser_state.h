// SPDX-License-Identifier: MIT
//
// What the parts of the parser share.
//
// Failing is sticky. The first failure is recorded and turns the current and all further tokens
// into the end of the text; later failures are ignored. A parsing function therefore need not check
// what it got from another: every loop ends at the end of the text, the nodes built meanwhile are
// never seen, and mir_keep and the intern functions below accept parts that are missing. What a
// function answers is meaningful only while mir_has_failed answers false.
#ifndef AIRLOCK_MIR_PARSER_STATE_H
#define AIRLOCK_MIR_PARSER_STATE_H

#include "ast.h"
#include "lexer.h"

// The nesting of types, places, constants and Rust items that is accepted.
#define MIR_NESTING_LIMIT 256

// Locals of one function. Instructions know places of registers by 32 bits, and each local takes
// two at the most.
#define MIR_LOCAL_LIMIT (1 << 20)

// The highest number of one kind (local, block, scope) that a body uses, and where.
typedef struct mir_highest {
  bool is_used;
  uint32_t number;
  mir_position position;
} mir_highest;

typedef struct mir_parser {
  mir_program *program;
  mir_arena *arena;
  mir_lexer lexer;
  mir_token token;                    // The current token, not consumed yet.
  const struct mir_macro_token *made; // Of what a macro made: the lexer's tokens and their places.
  const char *file;                   // Interned.
  bool is_rust_source;                // Not MIR text.
  bool reads_later;                   // Bodies of functions are skipped; see parser.h.
  mir_status status;
  mir_error error;
  uint32_t depth;
  // A stack of bytes on which lists grow before they are copied into the arena.
  unsigned char *scratch;
  size_t scratch_used;
  size_t scratch_capacity;
  mir_highest local;
  mir_highest block;
  mir_highest scope;
  // The last place on a line whose column in characters was counted; see rust_attributes.c.
  const char *counted_line;
  const char *counted_to;
  uint32_t counted_column;
  // The path constants of the current statement, which await a type from its annotation.
  mir_constant **path_constants;
  size_t path_constant_count;
  size_t path_constant_capacity;
} mir_parser;

// Sets up a parser at the first token; the text must have passed mir_check_text.
void mir_parser_init(mir_parser *parser, mir_program *program, const char *file, const char *text,
                     size_t length);

// Releases what the parser holds, and answers the status; on failure writes the error.
mir_status mir_parser_finish(mir_parser *parser, const char *file_name, mir_error *out_error);

// Fails unless the text is valid UTF-8 without NUL.
mir_status mir_check_text(const char *file_name, const char *text, size_t length,
                          mir_error *out_error);

//===------------------------------------------------------------------------------------------===//
// Failing
//===------------------------------------------------------------------------------------------===//

bool mir_has_failed(const mir_parser *parser);

// Fails at a position.
__attribute__((format(printf, 3, 4))) void mir_fail_at(mir_parser *parser, mir_position position,
                                                       const char *format, ...);

// Fails at the current token: "expected X, found `token`".
void mir_fail_expected(mir_parser *parser, const char *expected);

// Fails at a position: "unknown CLASS `NAME`", with the dialect that is known.
void mir_fail_unknown(mir_parser *parser, mir_position position, const char *class_name,
                      const char *name, size_t length);

void mir_fail_memory(mir_parser *parser);

//===------------------------------------------------------------------------------------------===//
// Tokens
//===------------------------------------------------------------------------------------------===//

mir_position mir_here(const mir_parser *parser);

void mir_advance(mir_parser *parser);

// The token behind the current one.
mir_token mir_peek(const mir_parser *parser);

bool mir_at(const mir_parser *parser, int kind);
bool mir_at_word(const mir_parser *parser, const char *word);

// Whether the current token and the one behind it are these characters or kinds, without a gap.
bool mir_at_adjacent(const mir_parser *parser, int first, int second);

// Consumes the current token if it is this one.
bool mir_accept(mir_parser *parser, int kind);
bool mir_accept_word(mir_parser *parser, const char *word);

// Consumes the current token or fails.
void mir_expect(mir_parser *parser, int kind);
void mir_expect_word(mir_parser *parser, const char *word);

// Consumes a name and answers it interned, `r#` removed.
const char *mir_expect_name(mir_parser *parser);

// Consumes a plain decimal number that fits, such as a field index.
uint64_t mir_expect_u64(mir_parser *parser);
uint32_t mir_expect_u32(mir_parser *parser);

// Consumes `_12` or `bb12`, and notes the number as used; `prefix` is "_" or "bb".
uint32_t mir_expect_local(mir_parser *parser);
uint32_t mir_expect_block(mir_parser *parser);
bool mir_at_numbered(const mir_parser *parser, const char *prefix);
uint32_t mir_expect_numbered(mir_parser *parser, const char *prefix, const char *expected);
void mir_note_highest(mir_highest *highest, uint32_t number, mir_position position);

// Walks a list: `for (bool more = mir_list_begin(p, ')'); more; more = mir_list_next(p, ')'))` runs
// once per element and consumes the closing token and the commas, one behind the last included.
bool mir_list_begin(mir_parser *parser, int close);
bool mir_list_next(mir_parser *parser, int close);

// Enters a nested construct; false, with a failure, when it is too deep. Leave with mir_leave.
bool mir_enter(mir_parser *parser);
void mir_leave(mir_parser *parser);

//===------------------------------------------------------------------------------------------===//
// Nodes
//===------------------------------------------------------------------------------------------===//

// A copy of a node in the arena; NULL, with a failure, when memory is out.
void *mir_keep(mir_parser *parser, const void *node, size_t size);

// A list: mark the stack, push elements of one size, and take them off as an array in the arena,
// which is empty after a failure.
size_t mir_mark(mir_parser *parser);
void mir_push(mir_parser *parser, const void *element, size_t size);
void *mir_take(mir_parser *parser, size_t mark, size_t size, size_t *out_count);

// Takes elements off without copying: they are valid until the next push.
const void *mir_pop(mir_parser *parser, size_t mark, size_t size, size_t *out_count);

// Unique nodes, NULL after a failure.
const char *mir_make_name(mir_parser *parser, const char *text, size_t length);
const mir_type *mir_make_type(mir_parser *parser, const mir_type *type);
const mir_path *mir_make_path(mir_parser *parser, const mir_segment *segments, size_t count);

#endif
