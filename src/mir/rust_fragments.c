// SPDX-License-Identifier: MIT
//
// Where a fragment of a macro's arguments ends. Types and paths are parsed. Of what else may be
// long, expressions and patterns, only the end is looked for: what may stand behind one in a macro
// is restricted, and all of it ends at the first such token that is not between brackets.
#include <string.h>

#include "rust_macros.h"

static mir_macro_tokens behind(mir_macro_tokens tokens, size_t count) {
  return (mir_macro_tokens){tokens.items + count, tokens.count - count};
}

static bool is_at(mir_macro_tokens tokens, int kind) {
  return tokens.count != 0 && tokens.items->token.kind == kind;
}

static bool is_word(mir_macro_tokens tokens, const char *word) {
  return is_at(tokens, MIR_TOKEN_NAME) && mir_token_is(&tokens.items->token, word);
}

// What closes the brackets around a fragment ends it.
static bool is_closed(mir_macro_tokens tokens) {
  return tokens.count == 0 || is_at(tokens, ')') || is_at(tokens, ']') || is_at(tokens, '}');
}

size_t mir_tree_length(mir_macro_tokens tokens) {
  size_t depth = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    int kind = tokens.items[i].token.kind;
    depth += kind == '(' || kind == '[' || kind == '{';
    depth -= depth > 0 && (kind == ')' || kind == ']' || kind == '}');
    if (depth == 0) {
      return i + 1;
    }
  }
  return tokens.count;
}

// Operators of several characters are one tree to Rust, and several tokens to the lexer.
static size_t operator_length(mir_macro_tokens tokens) {
  static const char *const operators[] = {
      "<<=", ">>=", "..=", "&&", "||", "==", "!=", "<=", ">=", "+=",
      "-=",  "*=",  "/=",  "%=", "^=", "&=", "|=", "<<", ">>"};
  const mir_token *first = &tokens.items->token;
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    size_t length = strlen(operators[i]);
    size_t covered = 0;
    size_t count = 0;
    while (count < tokens.count && covered < length &&
           tokens.items[count].token.text == first->text + covered) {
      covered += tokens.items[count++].token.length;
    }
    if (covered == length && memcmp(first->text, operators[i], length) == 0) {
      return count;
    }
  }
  return 1;
}

static size_t length_of_tree(mir_macro_tokens tokens) {
  int kind = tokens.items->token.kind;
  bool is_bracket = kind == '(' || kind == '[' || kind == '{';
  return is_bracket ? mir_tree_length(tokens) : operator_length(tokens);
}

// Generic arguments behind `::`, whose commas are theirs.
static size_t length_of_arguments(mir_macro_tokens tokens) {
  size_t depth = 0;
  size_t count = 0;
  while (!is_closed(behind(tokens, count))) {
    mir_macro_tokens rest = behind(tokens, count);
    depth += is_at(rest, '<');
    depth -= is_at(rest, '>');
    count += mir_tree_length(rest);
    if (depth == 0) {
      break;
    }
  }
  return count;
}

// The parameters of a closure, `|a, b|`.
static size_t length_of_parameters(mir_macro_tokens tokens) {
  size_t count = 1;
  while (!is_closed(behind(tokens, count)) && !is_at(behind(tokens, count), '|')) {
    count += mir_tree_length(behind(tokens, count));
  }
  return is_at(behind(tokens, count), '|') ? count + 1 : count;
}

static bool may_begin_operand(const mir_macro_token *before) {
  int kind = before == NULL ? '(' : before->token.kind;
  return before == NULL || kind == '=' || kind == ',' || kind == MIR_TOKEN_FAT_ARROW ||
         (kind == MIR_TOKEN_NAME &&
          (mir_token_is(&before->token, "move") || mir_token_is(&before->token, "return")));
}

static size_t length_of_expression(mir_macro_tokens tokens) {
  size_t count = 0;
  const mir_macro_token *before = NULL;
  while (!is_closed(behind(tokens, count))) {
    mir_macro_tokens rest = behind(tokens, count);
    if (is_at(rest, ',') || is_at(rest, ';') || is_at(rest, MIR_TOKEN_FAT_ARROW)) {
      break;
    }
    size_t length = mir_tree_length(rest);
    if (is_at(rest, '|') && may_begin_operand(before)) {
      length = length_of_parameters(rest);
    } else if (is_at(rest, '<') && before != NULL && before->token.kind == MIR_TOKEN_COLONS) {
      length = length_of_arguments(rest);
    }
    count += length;
    before = &tokens.items[count - 1];
  }
  return count;
}

static size_t length_of_pattern(mir_macro_tokens tokens, bool ends_at_bar) {
  size_t count = 0;
  while (!is_closed(behind(tokens, count))) {
    mir_macro_tokens rest = behind(tokens, count);
    if (is_at(rest, ',') || is_at(rest, '=') || is_at(rest, MIR_TOKEN_FAT_ARROW) ||
        is_word(rest, "if") || is_word(rest, "in") || (ends_at_bar && is_at(rest, '|'))) {
      break;
    }
    count += mir_tree_length(rest);
  }
  return count;
}

// Up to `;`, or to the braces of what has no value behind `=`.
static size_t length_of_item(mir_macro_tokens tokens) {
  bool has_value = false;
  for (size_t count = 0; !is_closed(behind(tokens, count));) {
    mir_macro_tokens rest = behind(tokens, count);
    count += mir_tree_length(rest);
    has_value |= is_at(rest, '=');
    if (is_at(rest, ';') || (is_at(rest, '{') && !has_value)) {
      return count;
    }
  }
  return 0;
}

static size_t length_of_visibility(mir_macro_tokens tokens) {
  mir_macro_tokens rest = is_word(tokens, "pub") ? behind(tokens, 1) : tokens;
  if (rest.count == tokens.count) {
    return 0;
  }
  mir_macro_tokens inner = is_at(rest, '(') ? behind(rest, 1) : (mir_macro_tokens){NULL, 0};
  bool is_restricted = is_word(inner, "crate") || is_word(inner, "super") ||
                       is_word(inner, "self") || is_word(inner, "in");
  return 1 + (is_restricted ? mir_tree_length(rest) : 0);
}

// `path`, `path(..)` or `path = expression`.
static size_t length_of_meta(mir_macro_tokens tokens) {
  size_t count = 0;
  while (count < tokens.count && (is_at(behind(tokens, count), MIR_TOKEN_NAME) ||
                                  is_at(behind(tokens, count), MIR_TOKEN_COLONS))) {
    count++;
  }
  mir_macro_tokens rest = behind(tokens, count);
  if (count != 0 && is_at(rest, '=')) {
    return count + 1 + length_of_expression(behind(rest, 1));
  }
  bool has_tree = is_at(rest, '(') || is_at(rest, '[') || is_at(rest, '{');
  return count == 0 ? 0 : count + (has_tree ? mir_tree_length(rest) : 0);
}

static size_t length_of_literal(mir_macro_tokens tokens) {
  size_t sign = is_at(tokens, '-') ? 1 : 0;
  mir_macro_tokens rest = behind(tokens, sign);
  bool is_number = is_at(rest, MIR_TOKEN_NUMBER);
  bool is_other = is_at(rest, MIR_TOKEN_STRING) || is_at(rest, MIR_TOKEN_BYTE_STRING) ||
                  is_at(rest, MIR_TOKEN_CHARACTER) || is_word(rest, "true") ||
                  is_word(rest, "false");
  return is_number ? sign + 1 : is_other && sign == 0 ? 1 : 0;
}

// Types and paths are what the parser takes for one.
static size_t length_of_parsed(mir_program *program, mir_macro_tokens tokens, bool is_type) {
  mir_parser parser;
  mir_error ignored;
  if (!mir_parser_init_stream(&parser, program, tokens.items->span.file, tokens)) {
    return 0;
  }
  if (is_type) {
    mir_parse_type(&parser);
  } else {
    mir_parse_path(&parser);
  }
  size_t count = mir_has_failed(&parser) ? 0 : parser.lexer.stream_index - 1;
  mir_parser_finish(&parser, "", &ignored);
  return count < tokens.count ? count : tokens.count;
}

size_t mir_fragment_length(mir_program *program, const char *kind, mir_macro_tokens tokens,
                           bool *out_fits) {
  *out_fits = strcmp(kind, "vis") == 0;
  if (*out_fits) {
    return length_of_visibility(tokens);
  }
  if (is_closed(tokens)) {
    return 0;
  }
  if (strcmp(kind, "tt") == 0) {
    return length_of_tree(tokens);
  }
  if (strcmp(kind, "ident") == 0) {
    return is_at(tokens, MIR_TOKEN_NAME) && !is_word(tokens, "_") ? 1 : 0;
  }
  if (strcmp(kind, "lifetime") == 0) {
    return is_at(tokens, MIR_TOKEN_LIFETIME) ? 1 : 0;
  }
  if (strcmp(kind, "literal") == 0) {
    return length_of_literal(tokens);
  }
  if (strcmp(kind, "block") == 0) {
    return is_at(tokens, '{') ? mir_tree_length(tokens) : 0;
  }
  if (strcmp(kind, "ty") == 0 || strcmp(kind, "path") == 0) {
    return length_of_parsed(program, tokens, kind[0] == 't');
  }
  if (strcmp(kind, "expr") == 0 || strcmp(kind, "stmt") == 0 || strcmp(kind, "expr_2021") == 0) {
    return length_of_expression(tokens);
  }
  if (strcmp(kind, "pat") == 0 || strcmp(kind, "pat_param") == 0) {
    return length_of_pattern(tokens, kind[3] == '_');
  }
  if (strcmp(kind, "meta") == 0) {
    return length_of_meta(tokens);
  }
  return strcmp(kind, "item") == 0 ? length_of_item(tokens) : 0;
}
