// SPDX-License-Identifier: MIT
//
// Going along the text of an argument: tokens, characters, texts and bytes, and the error that says
// where it went wrong.
#ifndef AIRLOCK_CLI_VALUE_READER_H
#define AIRLOCK_CLI_VALUE_READER_H

#include "cli/value.h"

typedef struct value_reader {
  airlock_machine *machine;
  value_buffers *buffers;
  size_t argument; // From 0.
  const char *text;
  const char *next;
  bool is_inside; // Of an aggregate.
} value_reader;

// Some bytes, made as a text is read, with room for as many as the text has characters.
typedef struct value_bytes {
  uint8_t *data;
  size_t size;
} value_bytes;

void value_reader_skip(value_reader *reader);

// Takes a token, or a word that does not go on, if it comes next.
bool value_reader_take(value_reader *reader, const char *token);
bool value_reader_take_word(value_reader *reader, const char *word);

// Raises that something else was expected here.
airlock_status value_reader_fail(value_reader *reader, const char *expected);
airlock_status value_reader_no_memory(const value_reader *reader);

// Takes a character in single quotes; false, without having moved, when there is none.
bool value_reader_take_character(value_reader *reader, uint32_t *out_character);

// Takes a text behind its first quote; adds a NUL.
airlock_status value_reader_take_text(value_reader *reader, value_bytes *bytes);

// Takes the bytes behind x', two digits each.
airlock_status value_reader_take_bytes(value_reader *reader, value_bytes *bytes);

#endif
