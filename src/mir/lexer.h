// SPDX-License-Identifier: MIT
//
// Tokens of MIR text and of Rust source, which share their lexical grammar but for a few rules:
// `>>` is two tokens, so that generic arguments close one at a time; of the operators only those
// that the grammar needs as one token are one token.
//
// The lexer is a cursor that can be copied: copying it and setting it back is how a parser looks
// ahead. It allocates nothing; a token is a slice of the text.
#ifndef AIRLOCK_MIR_LEXER_H
#define AIRLOCK_MIR_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A token of one ASCII character has that character as its kind; the others follow.
typedef enum mir_token_kind {
  MIR_TOKEN_END = 256,   // End of the text.
  MIR_TOKEN_BAD,         // Not a token; `problem` says why.
  MIR_TOKEN_NAME,        // `copy`, `_1`, `r#type`, and `_`.
  MIR_TOKEN_LIFETIME,    // `'a`
  MIR_TOKEN_NUMBER,      // `7_i32`, `0x1f`, `1.0E+21f64`; never with a sign.
  MIR_TOKEN_CHARACTER,   // `'a'`, `b'a'`
  MIR_TOKEN_STRING,      // `"..."`, `r#"..."#`, `c"..."`
  MIR_TOKEN_BYTE_STRING, // `b"..."`, `br"..."`
  MIR_TOKEN_ARROW,       // `->`
  MIR_TOKEN_FAT_ARROW,   // `=>`
  MIR_TOKEN_COLONS,      // `::`
  MIR_TOKEN_DOTS,        // `..`
  MIR_TOKEN_ELLIPSIS,    // `...`
} mir_token_kind;

typedef struct mir_token {
  int kind;
  uint32_t line;
  uint32_t column;
  const char *text;
  size_t length;
  const char *problem; // For MIR_TOKEN_BAD.
} mir_token;

typedef struct mir_lexer {
  const char *text;
  size_t length;
  size_t offset; // Behind the current token.
  uint32_t line;
  size_t line_start;        // Offset of the first byte of the line.
  size_t trivia_start;      // The white space and comments in front of the current token
  size_t trivia_end;        // end here,
  uint32_t trivia_line;     // and begin on this line,
  size_t trivia_line_start; // which begins here.
  // Instead of a text: tokens that are there already, such as a macro has made.
  const mir_token *stream;
  size_t stream_count;
  size_t stream_index; // Behind the current token.
} mir_lexer;

// A lexer at the beginning of the text, which must be valid UTF-8 without NUL.
mir_lexer mir_lexer_new(const char *text, size_t length);

// A lexer that gives these tokens, which stay the caller's.
mir_lexer mir_lexer_new_stream(const mir_token *tokens, size_t count);

// The next token.
mir_token mir_lexer_next(mir_lexer *lexer);

// Moves behind `offset`, which lies in front of nothing but the current line's rest.
void mir_lexer_skip_to(mir_lexer *lexer, size_t offset);

// The end of the line that `offset` lies on: the offset of its line feed, or the text's length.
size_t mir_lexer_line_end(const mir_lexer *lexer, size_t offset);

bool mir_token_is(const mir_token *token, const char *text);

#endif
