// SPDX-License-Identifier: MIT
//
// Tokens, failures and lists of the parser. The error's file name is the caller's own, because the
// interned one dies with the arena.
#include "parser_state.h"

#include "intern.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  scratch_alignment = 16,
  scratch_first_capacity = 1024,
  longest_quotation = 40,
};

//===------------------------------------------------------------------------------------------===//
// Beginning and end
//===------------------------------------------------------------------------------------------===//

// The length of the UTF-8 sequence at `text`, or 0 when there is no valid one.
static size_t sequence_length(const unsigned char *text, size_t length) {
  static const struct {
    unsigned char mask, lead;
    uint32_t smallest;
  } forms[] = {{0x80, 0x00, 1}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
  for (size_t extra = 0; extra < sizeof forms / sizeof *forms; extra++) {
    if ((text[0] & forms[extra].mask) != forms[extra].lead) {
      continue;
    }
    uint32_t code = text[0] & (unsigned char)~forms[extra].mask;
    if (extra >= length) {
      return 0;
    }
    for (size_t i = 1; i <= extra; i++) {
      if ((text[i] & 0xc0) != 0x80) {
        return 0;
      }
      code = code << 6 | (text[i] & 0x3f);
    }
    bool is_surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < forms[extra].smallest || code > 0x10ffff || is_surrogate ? 0 : extra + 1;
  }
  return 0;
}

// Where a text stops to be valid UTF-8 without NUL; `length` if nowhere. Most texts are ASCII
// nearly throughout, which is looked at by words.
static size_t first_invalid(const char *text, size_t length) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  const uint64_t tops = UINT64_C(0x8080808080808080);
  for (size_t offset = 0; offset < length;) {
    uint64_t word = 0;
    if (length - offset >= sizeof word) {
      memcpy(&word, text + offset, sizeof word);
    }
    if ((word & tops) == 0 && ((word - ones) & tops) == 0) { // No byte is 0 or above 0x7f.
      offset += sizeof word;
      continue;
    }
    size_t step = sequence_length((const unsigned char *)text + offset, length - offset);
    if (step == 0) {
      return offset;
    }
    offset += step;
  }
  return length;
}

mir_status mir_check_text(const char *file_name, const char *text, size_t length,
                          mir_error *out_error) {
  size_t invalid = first_invalid(text, length);
  if (invalid == length) {
    return MIR_OK;
  }
  uint32_t line = 1;
  size_t line_start = 0;
  for (size_t offset = 0; offset < invalid; offset++) {
    if (text[offset] == '\n') {
      line++;
      line_start = offset + 1;
    }
  }
  *out_error =
      (mir_error){.file = file_name, .line = line, .column = (uint32_t)(invalid - line_start + 1)};
  const char *problem = text[invalid] == '\0' ? "a NUL byte" : "invalid UTF-8";
  snprintf(out_error->message, sizeof out_error->message, "%s at offset %zu", problem, invalid);
  return MIR_INVALID;
}

void mir_parser_init(mir_parser *parser, mir_program *program, const char *file, const char *text,
                     size_t length) {
  *parser = (mir_parser){
      .program = program,
      .arena = program->arena,
      .lexer = mir_lexer_new(text, length),
      .file = mir_arena_intern(program->arena, file, strlen(file)),
  };
  if (parser->file == NULL) {
    mir_fail_memory(parser);
  }
  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
    mir_lexer_skip_to(&parser->lexer, 3);
  }
  mir_advance(parser);
}

mir_status mir_parser_finish(mir_parser *parser, const char *file_name, mir_error *out_error) {
  free(parser->scratch);
  if (parser->status != MIR_OK) {
    *out_error = parser->error;
    out_error->file = file_name;
  }
  return parser->status;
}

//===------------------------------------------------------------------------------------------===//
// Failing
//===------------------------------------------------------------------------------------------===//

bool mir_has_failed(const mir_parser *parser) {
  return parser->status != MIR_OK;
}

static void stop(mir_parser *parser, mir_status status) {
  parser->status = status;
  parser->token.kind = MIR_TOKEN_END;
}

void mir_fail_memory(mir_parser *parser) {
  if (!mir_has_failed(parser)) {
    parser->error = (mir_error){.message = "out of memory"};
    stop(parser, MIR_OUT_OF_MEMORY);
  }
}

void mir_fail_at(mir_parser *parser, mir_position position, const char *format, ...) {
  if (mir_has_failed(parser)) {
    return;
  }
  parser->error = (mir_error){.line = position.line, .column = position.column};
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(parser->error.message, sizeof parser->error.message, format, arguments);
  va_end(arguments);
  stop(parser, MIR_INVALID);
}

// How much of a text a message quotes: one line, a limited length, whole characters.
static int quotable_length(const char *text, size_t length) {
  size_t end = 0;
  while (end < length && end < longest_quotation && text[end] != '\n') {
    end++;
  }
  while (end < length && end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80) {
    end--;
  }
  return (int)end;
}

void mir_fail_expected(mir_parser *parser, const char *expected) {
  const mir_token *token = &parser->token;
  int length = quotable_length(token->text, token->length);
  const char *dots = (size_t)length < token->length ? ".." : "";
  if (token->kind == MIR_TOKEN_END) {
    mir_fail_at(parser, mir_here(parser), "expected %s, found the end of the file", expected);
  } else {
    mir_fail_at(parser, mir_here(parser), "expected %s, found `%.*s%s`", expected, length,
                token->text, dots);
  }
}

void mir_fail_unknown(mir_parser *parser, mir_position position, const char *class_name,
                      const char *name, size_t length) {
  int quoted = quotable_length(name, length);
  mir_fail_at(parser, position, "unknown %s `%.*s%s` (the dialect that is read is rustc 1.95's)",
              class_name, quoted, name, (size_t)quoted < length ? ".." : "");
}

//===------------------------------------------------------------------------------------------===//
// Tokens
//===------------------------------------------------------------------------------------------===//

mir_position mir_here(const mir_parser *parser) {
  return (mir_position){parser->file, parser->token.line, parser->token.column};
}

void mir_advance(mir_parser *parser) {
  if (mir_has_failed(parser)) {
    return;
  }
  parser->token = mir_lexer_next(&parser->lexer);
  if (parser->token.kind == MIR_TOKEN_BAD) {
    mir_fail_at(parser, mir_here(parser), "found %s", parser->token.problem);
  }
}

mir_token mir_peek(const mir_parser *parser) {
  mir_lexer ahead = parser->lexer;
  return mir_lexer_next(&ahead);
}

bool mir_at(const mir_parser *parser, int kind) {
  return parser->token.kind == kind;
}

bool mir_at_word(const mir_parser *parser, const char *word) {
  return parser->token.kind == MIR_TOKEN_NAME && mir_token_is(&parser->token, word);
}

bool mir_at_adjacent(const mir_parser *parser, int first, int second) {
  if (!mir_at(parser, first)) {
    return false;
  }
  mir_token next = mir_peek(parser);
  return next.kind == second && next.text == parser->token.text + parser->token.length;
}

bool mir_accept(mir_parser *parser, int kind) {
  bool is_there = mir_at(parser, kind);
  if (is_there) {
    mir_advance(parser);
  }
  return is_there;
}

bool mir_accept_word(mir_parser *parser, const char *word) {
  bool is_there = mir_at_word(parser, word);
  if (is_there) {
    mir_advance(parser);
  }
  return is_there;
}

void mir_expect(mir_parser *parser, int kind) {
  static const char *const long_tokens[] = {
      [MIR_TOKEN_END - MIR_TOKEN_END] = "the end of the file",
      [MIR_TOKEN_NUMBER - MIR_TOKEN_END] = "a number",
      [MIR_TOKEN_STRING - MIR_TOKEN_END] = "a string",
      [MIR_TOKEN_ARROW - MIR_TOKEN_END] = "`->`",
      [MIR_TOKEN_FAT_ARROW - MIR_TOKEN_END] = "`=>`",
      [MIR_TOKEN_COLONS - MIR_TOKEN_END] = "`::`",
      [MIR_TOKEN_DOTS - MIR_TOKEN_END] = "`..`",
  };
  if (mir_accept(parser, kind)) {
    return;
  }
  char character[] = {'`', (char)kind, '`', '\0'};
  mir_fail_expected(parser, kind < MIR_TOKEN_END ? character : long_tokens[kind - MIR_TOKEN_END]);
}

void mir_expect_word(mir_parser *parser, const char *word) {
  if (!mir_accept_word(parser, word)) {
    char expected[64];
    snprintf(expected, sizeof expected, "`%s`", word);
    mir_fail_expected(parser, expected);
  }
}

const char *mir_expect_name(mir_parser *parser) {
  if (!mir_at(parser, MIR_TOKEN_NAME)) {
    mir_fail_expected(parser, "a name");
    return NULL;
  }
  const char *text = parser->token.text;
  size_t length = parser->token.length;
  if (length > 2 && memcmp(text, "r#", 2) == 0) {
    text += 2;
    length -= 2;
  }
  const char *name = mir_make_name(parser, text, length);
  mir_advance(parser);
  return name;
}

// Decimal digits as a number; false when there are none, others, or too many.
static bool read_digits(const char *text, size_t length, uint64_t limit, uint64_t *out_value) {
  uint64_t value = 0;
  for (size_t i = 0; i < length; i++) {
    uint64_t digit = (uint64_t)text[i] - '0';
    if (text[i] < '0' || text[i] > '9' || value > (limit - digit) / 10) {
      return false;
    }
    value = value * 10 + digit;
  }
  *out_value = value;
  return length != 0;
}

static uint64_t expect_number(mir_parser *parser, uint64_t limit) {
  uint64_t value = 0;
  if (!mir_at(parser, MIR_TOKEN_NUMBER)) {
    mir_fail_expected(parser, "a number");
  } else if (!read_digits(parser->token.text, parser->token.length, limit, &value)) {
    char expected[64];
    snprintf(expected, sizeof expected, "a number up to %" PRIu64, limit);
    mir_fail_expected(parser, expected);
  }
  mir_advance(parser);
  return value;
}

uint64_t mir_expect_u64(mir_parser *parser) {
  return expect_number(parser, UINT64_MAX);
}

uint32_t mir_expect_u32(mir_parser *parser) {
  return (uint32_t)expect_number(parser, UINT32_MAX);
}

// Whether the current token is the prefix and digits; numbers stop short of MIR_NO_BLOCK.
static bool read_numbered(const mir_parser *parser, const char *prefix, uint64_t *out_number) {
  size_t skipped = strlen(prefix);
  const mir_token *token = &parser->token;
  return token->kind == MIR_TOKEN_NAME && token->length > skipped &&
         memcmp(token->text, prefix, skipped) == 0 &&
         read_digits(token->text + skipped, token->length - skipped, MIR_NO_BLOCK - 1, out_number);
}

bool mir_at_numbered(const mir_parser *parser, const char *prefix) {
  uint64_t number;
  return read_numbered(parser, prefix, &number);
}

uint32_t mir_expect_numbered(mir_parser *parser, const char *prefix, const char *expected) {
  uint64_t number = 0;
  if (!read_numbered(parser, prefix, &number)) {
    mir_fail_expected(parser, expected);
  }
  mir_advance(parser);
  return (uint32_t)number;
}

void mir_note_highest(mir_highest *highest, uint32_t number, mir_position position) {
  if (!highest->is_used || number > highest->number) {
    *highest = (mir_highest){true, number, position};
  }
}

uint32_t mir_expect_local(mir_parser *parser) {
  mir_position position = mir_here(parser);
  uint32_t number = mir_expect_numbered(parser, "_", "a local");
  mir_note_highest(&parser->local, number, position);
  return number;
}

uint32_t mir_expect_block(mir_parser *parser) {
  mir_position position = mir_here(parser);
  uint32_t number = mir_expect_numbered(parser, "bb", "a block");
  mir_note_highest(&parser->block, number, position);
  return number;
}

bool mir_list_begin(mir_parser *parser, int close) {
  return !mir_accept(parser, close) && !mir_has_failed(parser);
}

bool mir_list_next(mir_parser *parser, int close) {
  if (mir_accept(parser, close)) {
    return false;
  }
  if (!mir_accept(parser, ',')) {
    char expected[] = "`,` or `?`";
    *strchr(expected, '?') = (char)close;
    mir_fail_expected(parser, expected);
  }
  return mir_list_begin(parser, close);
}

bool mir_enter(mir_parser *parser) {
  if (parser->depth == MIR_NESTING_LIMIT) {
    mir_fail_at(parser, mir_here(parser), "nested too deeply; the limit is %d levels",
                MIR_NESTING_LIMIT);
  }
  if (mir_has_failed(parser)) {
    return false;
  }
  parser->depth++;
  return true;
}

void mir_leave(mir_parser *parser) {
  parser->depth--;
}

//===------------------------------------------------------------------------------------------===//
// Nodes
//===------------------------------------------------------------------------------------------===//

static const void *check_memory(mir_parser *parser, const void *memory) {
  if (memory == NULL) {
    mir_fail_memory(parser);
  }
  return memory;
}

void *mir_keep(mir_parser *parser, const void *node, size_t size) {
  void *kept = mir_arena_copy(parser->arena, node, 1, size);
  check_memory(parser, kept);
  return kept;
}

static size_t aligned(size_t offset) {
  return (offset + scratch_alignment - 1) / scratch_alignment * scratch_alignment;
}

size_t mir_mark(mir_parser *parser) {
  size_t mark = parser->scratch_used;
  parser->scratch_used = aligned(mark);
  return mark;
}

void mir_push(mir_parser *parser, const void *element, size_t size) {
  if (mir_has_failed(parser)) {
    return;
  }
  if (parser->scratch_used + size > parser->scratch_capacity) {
    size_t capacity = parser->scratch_capacity * 2 + size + scratch_first_capacity;
    unsigned char *scratch = realloc(parser->scratch, capacity);
    if (scratch == NULL) {
      mir_fail_memory(parser);
      return;
    }
    parser->scratch = scratch;
    parser->scratch_capacity = capacity;
  }
  memcpy(parser->scratch + parser->scratch_used, element, size);
  parser->scratch_used += size;
}

const void *mir_pop(mir_parser *parser, size_t mark, size_t size, size_t *out_count) {
  size_t start = aligned(mark);
  *out_count = 0;
  if (mir_has_failed(parser) || parser->scratch_used == start) {
    parser->scratch_used = mark;
    return NULL;
  }
  assert((parser->scratch_used - start) % size == 0);
  *out_count = (parser->scratch_used - start) / size;
  parser->scratch_used = mark;
  return parser->scratch + start;
}

void *mir_take(mir_parser *parser, size_t mark, size_t size, size_t *out_count) {
  const void *elements = mir_pop(parser, mark, size, out_count);
  void *taken = mir_arena_copy(parser->arena, elements, *out_count, size);
  if (check_memory(parser, taken) == NULL) {
    *out_count = 0;
  }
  return taken;
}

const char *mir_make_name(mir_parser *parser, const char *text, size_t length) {
  return mir_has_failed(parser)
             ? NULL
             : check_memory(parser, mir_arena_intern(parser->arena, text, length));
}

const mir_type *mir_make_type(mir_parser *parser, const mir_type *type) {
  return mir_has_failed(parser) ? NULL : check_memory(parser, mir_intern_type(parser->arena, type));
}

const mir_path *mir_make_path(mir_parser *parser, const mir_segment *segments, size_t count) {
  return mir_has_failed(parser)
             ? NULL
             : check_memory(parser, mir_intern_path(parser->arena, segments, count));
}
