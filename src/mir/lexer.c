// SPDX-License-Identifier: MIT
//
// One function per class of token. Each starts with the cursor behind what identified the class and
// leaves it behind the token; what cannot be finished becomes a MIR_TOKEN_BAD that names the
// problem.
#include "lexer.h"

#include <string.h>

mir_lexer mir_lexer_new(const char *text, size_t length) {
  return (mir_lexer){.text = text, .length = length, .line = 1, .trivia_line = 1};
}

mir_lexer mir_lexer_new_stream(const mir_token *tokens, size_t count) {
  return (mir_lexer){
      .text = "", .line = 1, .trivia_line = 1, .stream = tokens, .stream_count = count};
}

static char byte_at(const mir_lexer *lexer, size_t distance) {
  return distance < lexer->length - lexer->offset ? lexer->text[lexer->offset + distance] : '\0';
}

static void step(mir_lexer *lexer) {
  if (lexer->text[lexer->offset++] == '\n') {
    lexer->line++;
    lexer->line_start = lexer->offset;
  }
}

static bool at_end(const mir_lexer *lexer) {
  return lexer->offset == lexer->length;
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool starts_name(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
         (unsigned char)byte >= 0x80;
}

static bool continues_name(char byte) {
  return starts_name(byte) || is_digit(byte);
}

static bool is_white(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

size_t mir_lexer_line_end(const mir_lexer *lexer, size_t offset) {
  const char *feed = memchr(lexer->text + offset, '\n', lexer->length - offset);
  return feed == NULL ? lexer->length : (size_t)(feed - lexer->text);
}

void mir_lexer_skip_to(mir_lexer *lexer, size_t offset) {
  for (size_t feed; (feed = mir_lexer_line_end(lexer, lexer->offset)) < offset;) {
    lexer->offset = feed;
    step(lexer);
  }
  lexer->offset = offset;
}

// Skips a block comment; they nest. False when it has no end.
static bool skip_block_comment(mir_lexer *lexer) {
  size_t depth = 0;
  do {
    if (at_end(lexer)) {
      return false;
    }
    if (byte_at(lexer, 0) == '/' && byte_at(lexer, 1) == '*') {
      depth++;
      lexer->offset += 2;
    } else if (byte_at(lexer, 0) == '*' && byte_at(lexer, 1) == '/') {
      depth--;
      lexer->offset += 2;
    } else {
      step(lexer);
    }
  } while (depth != 0);
  return true;
}

// Skips white space and comments. False in front of a block comment without an end.
static bool skip_trivia(mir_lexer *lexer) {
  lexer->trivia_start = lexer->offset;
  lexer->trivia_line = lexer->line;
  lexer->trivia_line_start = lexer->line_start;
  for (;;) {
    if (is_white(byte_at(lexer, 0))) {
      step(lexer);
    } else if (byte_at(lexer, 0) == '/' && byte_at(lexer, 1) == '/') {
      lexer->offset = mir_lexer_line_end(lexer, lexer->offset);
    } else if (byte_at(lexer, 0) == '/' && byte_at(lexer, 1) == '*') {
      mir_lexer start = *lexer;
      if (!skip_block_comment(lexer)) {
        *lexer = start;
        return false;
      }
    } else {
      lexer->trivia_end = lexer->offset;
      return true;
    }
  }
}

static void skip_name(mir_lexer *lexer) {
  while (continues_name(byte_at(lexer, 0))) {
    lexer->offset++;
  }
}

// `12`, `0x1f`, `1.5`, `1.0E+21`, each with a suffix. The dot belongs to the number only in front
// of a digit: `1..4` and `x.0.len()` have no such dot.
static int lex_number(mir_lexer *lexer) {
  bool is_decimal = byte_at(lexer, 0) != '0' || strchr("xXoObB", byte_at(lexer, 1)) == NULL ||
                    byte_at(lexer, 1) == '\0';
  for (;;) {
    char byte = byte_at(lexer, 0);
    char next = byte_at(lexer, 1);
    if (is_decimal && (byte == 'e' || byte == 'E') &&
        (is_digit(next) || ((next == '+' || next == '-') && is_digit(byte_at(lexer, 2))))) {
      lexer->offset += 2;
    } else if (continues_name(byte) || (is_decimal && byte == '.' && is_digit(next))) {
      lexer->offset++;
    } else {
      return MIR_TOKEN_NUMBER;
    }
  }
}

// Up to the closing quote; a backslash takes the next byte along. False when there is none.
static bool skip_quoted(mir_lexer *lexer, char quote) {
  while (!at_end(lexer)) {
    char byte = byte_at(lexer, 0);
    step(lexer);
    if (byte == quote) {
      return true;
    }
    if (byte == '\\' && !at_end(lexer)) {
      step(lexer);
    }
  }
  return false;
}

// From the hashes of `r##"..."##` to its end. False when it has none.
static bool skip_raw_string(mir_lexer *lexer) {
  size_t hashes = 0;
  for (; byte_at(lexer, 0) == '#'; lexer->offset++) {
    hashes++;
  }
  lexer->offset++;
  while (!at_end(lexer)) {
    bool is_quote = byte_at(lexer, 0) == '"';
    step(lexer);
    size_t closing = 0;
    while (is_quote && closing < hashes && byte_at(lexer, closing) == '#') {
      closing++;
    }
    if (is_quote && closing == hashes) {
      lexer->offset += hashes;
      return true;
    }
  }
  return false;
}

// `'a` is a lifetime unless a quote follows the name; `'\n'`, `'+'` and `'a'` are characters.
static int lex_quote(mir_lexer *lexer) {
  char first = byte_at(lexer, 0);
  if (starts_name(first)) {
    size_t end = 1;
    while (((unsigned char)first >= 0x80 && ((unsigned char)byte_at(lexer, end) & 0xc0) == 0x80)) {
      end++;
    }
    if (byte_at(lexer, end) != '\'') {
      skip_name(lexer);
      return MIR_TOKEN_LIFETIME;
    }
  }
  uint32_t line = lexer->line;
  if (first == '\'' || !skip_quoted(lexer, '\'') || lexer->line != line) {
    return MIR_TOKEN_BAD;
  }
  return MIR_TOKEN_CHARACTER;
}

// The length of a literal's prefix at the cursor (`b`, `br`, `r`, `c`, `cr`) when a literal
// follows.
static size_t literal_prefix(const mir_lexer *lexer) {
  size_t prefix = 0;
  bool is_raw = false;
  if (byte_at(lexer, 0) == 'b' || byte_at(lexer, 0) == 'c') {
    prefix = 1;
  }
  if (byte_at(lexer, prefix) == 'r') {
    prefix++;
    is_raw = true;
  }
  size_t quote = prefix;
  while (is_raw && byte_at(lexer, quote) == '#') {
    quote++;
  }
  bool is_byte_character = !is_raw && byte_at(lexer, 0) == 'b' && byte_at(lexer, 1) == '\'';
  return byte_at(lexer, quote) == '"' || is_byte_character ? prefix : 0;
}

static int lex_prefixed_literal(mir_lexer *lexer, size_t prefix, const char **out_problem) {
  bool is_bytes = byte_at(lexer, 0) == 'b';
  bool is_raw = byte_at(lexer, prefix - 1) == 'r';
  lexer->offset += prefix;
  if (byte_at(lexer, 0) == '\'') {
    lexer->offset++;
    *out_problem = "a character literal without an end";
    return skip_quoted(lexer, '\'') ? MIR_TOKEN_CHARACTER : MIR_TOKEN_BAD;
  }
  *out_problem = "a string without an end";
  bool is_closed;
  if (is_raw) {
    is_closed = skip_raw_string(lexer);
  } else {
    lexer->offset++;
    is_closed = skip_quoted(lexer, '"');
  }
  if (!is_closed) {
    return MIR_TOKEN_BAD;
  }
  return is_bytes ? MIR_TOKEN_BYTE_STRING : MIR_TOKEN_STRING;
}

static int lex_punctuation(mir_lexer *lexer) {
  static const struct {
    const char *text;
    int kind;
  } longer[] = {
      {"->", MIR_TOKEN_ARROW},     {"=>", MIR_TOKEN_FAT_ARROW}, {"::", MIR_TOKEN_COLONS},
      {"...", MIR_TOKEN_ELLIPSIS}, {"..", MIR_TOKEN_DOTS},
  };
  char byte = byte_at(lexer, 0);
  bool may_be_longer = byte == '-' || byte == '=' || byte == ':' || byte == '.';
  for (size_t i = 0; may_be_longer && i < sizeof longer / sizeof *longer; i++) {
    size_t length = strlen(longer[i].text);
    if (lexer->length - lexer->offset >= length &&
        memcmp(lexer->text + lexer->offset, longer[i].text, length) == 0) {
      lexer->offset += length;
      return longer[i].kind;
    }
  }
  lexer->offset++;
  return byte > ' ' && byte <= '~' ? byte : MIR_TOKEN_BAD;
}

static int lex(mir_lexer *lexer, const char **out_problem) {
  char byte = byte_at(lexer, 0);
  bool may_be_prefix = byte == 'b' || byte == 'c' || byte == 'r';
  size_t prefix = may_be_prefix ? literal_prefix(lexer) : 0;
  if (prefix != 0) {
    return lex_prefixed_literal(lexer, prefix, out_problem);
  }
  if (byte == 'r' && byte_at(lexer, 1) == '#' && starts_name(byte_at(lexer, 2))) {
    lexer->offset += 2;
    skip_name(lexer);
    return MIR_TOKEN_NAME;
  }
  if (starts_name(byte)) {
    skip_name(lexer);
    return MIR_TOKEN_NAME;
  }
  if (is_digit(byte)) {
    return lex_number(lexer);
  }
  if (byte == '"') {
    lexer->offset++;
    *out_problem = "a string without an end";
    return skip_quoted(lexer, '"') ? MIR_TOKEN_STRING : MIR_TOKEN_BAD;
  }
  if (byte == '\'') {
    lexer->offset++;
    *out_problem = "a character literal without an end";
    return lex_quote(lexer);
  }
  *out_problem = "a control character";
  return lex_punctuation(lexer);
}

static mir_token next_of_stream(mir_lexer *lexer) {
  size_t index = lexer->stream_index;
  lexer->stream_index += index <= lexer->stream_count;
  if (index < lexer->stream_count) {
    return lexer->stream[index];
  }
  mir_token end = {.kind = MIR_TOKEN_END, .line = 1, .column = 1, .text = ""};
  if (lexer->stream_count != 0) {
    end.line = lexer->stream[lexer->stream_count - 1].line;
    end.column = lexer->stream[lexer->stream_count - 1].column;
  }
  return end;
}

mir_token mir_lexer_next(mir_lexer *lexer) {
  if (lexer->stream != NULL) {
    return next_of_stream(lexer);
  }
  bool is_trivia_closed = skip_trivia(lexer);
  mir_token token = {
      .kind = MIR_TOKEN_END,
      .line = lexer->line,
      .column = (uint32_t)(lexer->offset - lexer->line_start + 1),
      .text = lexer->text + lexer->offset,
  };
  if (!is_trivia_closed) {
    token.kind = MIR_TOKEN_BAD;
    token.problem = "a comment without an end";
  } else if (!at_end(lexer)) {
    token.kind = lex(lexer, &token.problem);
  }
  token.length = (size_t)(lexer->text + lexer->offset - token.text);
  return token;
}

bool mir_token_is(const mir_token *token, const char *text) {
  return strncmp(token->text, text, token->length) == 0 && text[token->length] == '\0';
}
