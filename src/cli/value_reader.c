// SPDX-License-Identifier: MIT
//
// See value_reader.h. A text becomes the bytes that it stands for: a character is written as UTF-8,
// an escape of two digits and what is no UTF-8 are bytes as they are.
#include "cli/value_reader.h"

#include <ctype.h>
#include <string.h>

#include "cli/utf8.h"

void value_reader_skip(value_reader *reader) {
  reader->next += strspn(reader->next, " \t\n");
}

bool value_reader_take(value_reader *reader, const char *token) {
  size_t length = strlen(token);
  value_reader_skip(reader);
  if (strncmp(reader->next, token, length) != 0) {
    return false;
  }
  reader->next += length;
  return true;
}

bool value_reader_take_word(value_reader *reader, const char *word) {
  size_t length = strlen(word);
  value_reader_skip(reader);
  if (strncmp(reader->next, word, length) != 0 || isalnum((unsigned char)reader->next[length])) {
    return false;
  }
  reader->next += length;
  return true;
}

// What stands here, in an aggregate up to where its part would end.
static int found_length(const value_reader *reader) {
  size_t length = strcspn(reader->next, reader->is_inside ? ",]}" : "");
  return (int)(length == 0 ? 1 : length);
}

airlock_status value_reader_fail(value_reader *reader, const char *expected) {
  value_reader_skip(reader);
  char column[40] = "";
  if (reader->next != reader->text) {
    (void)snprintf(column, sizeof column, ", column %zu",
                   (size_t)(reader->next - reader->text) + 1);
  }
  if (*reader->next == '\0') {
    return airlock_raise(reader->machine, AIRLOCK_USAGE_ARGUMENT,
                         "argument %zu%s: expected %s, but found the end", reader->argument + 1,
                         column, expected);
  }
  return airlock_raise(reader->machine, AIRLOCK_USAGE_ARGUMENT,
                       "argument %zu%s: expected %s, but found `%.*s`", reader->argument + 1,
                       column, expected, found_length(reader), reader->next);
}

airlock_status value_reader_no_memory(const value_reader *reader) {
  return airlock_raise(reader->machine, AIRLOCK_NO_MEMORY, "out of memory");
}

static void add_character(value_bytes *bytes, uint32_t character) {
  uint8_t *out = bytes->data + bytes->size;
  if (character < 0x80) {
    out[0] = (uint8_t)character;
    bytes->size += 1;
  } else if (character < 0x800) {
    out[0] = (uint8_t)(0xc0 | character >> 6);
    out[1] = (uint8_t)(0x80 | (character & 0x3f));
    bytes->size += 2;
  } else if (character < 0x10000) {
    out[0] = (uint8_t)(0xe0 | character >> 12);
    out[1] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
    out[2] = (uint8_t)(0x80 | (character & 0x3f));
    bytes->size += 3;
  } else {
    out[0] = (uint8_t)(0xf0 | character >> 18);
    out[1] = (uint8_t)(0x80 | (character >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (character >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (character & 0x3f));
    bytes->size += 4;
  }
}

// A pair of hexadecimal digits, or more of them in \u{...}.
static bool take_hex(value_reader *reader, uint32_t *out_number, size_t least, size_t most) {
  uint32_t number = 0;
  size_t count = 0;
  while (count < most && isxdigit((unsigned char)reader->next[count])) {
    char digit = (char)tolower((unsigned char)reader->next[count]);
    number =
        number << 4 | (uint32_t)(isdigit((unsigned char)digit) ? digit - '0' : digit - 'a' + 10);
    count++;
  }
  reader->next += count >= least ? count : 0;
  *out_number = number;
  return count >= least;
}

// What follows the backslash. *out_is_byte: a byte of a text, whatever character it would be.
static bool take_escape(value_reader *reader, uint32_t *out_character, bool *out_is_byte) {
  static const char letters[] = "ntr0\\'\"";
  static const char meanings[] = "\n\t\r\0\\'\"";
  const char *letter = *reader->next != '\0' ? strchr(letters, *reader->next) : NULL;
  *out_is_byte = false;
  if (letter != NULL) {
    reader->next++;
    *out_character = (uint8_t)meanings[letter - letters];
    return true;
  }
  if (strncmp(reader->next, "u{", 2) == 0) {
    reader->next += 2;
    return take_hex(reader, out_character, 1, 6) && *reader->next++ == '}' &&
           *out_character <= 0x10ffff && (*out_character < 0xd800 || *out_character > 0xdfff);
  }
  *out_is_byte = *reader->next == 'x';
  reader->next += *out_is_byte;
  return *out_is_byte && take_hex(reader, out_character, 2, 2);
}

// One character of a text, which is not at its end.
static bool take_character(value_reader *reader, uint32_t *out_character, bool *out_is_byte) {
  size_t length = utf8_length(reader->next);
  if (*reader->next == '\\') {
    reader->next++;
    return take_escape(reader, out_character, out_is_byte);
  }
  *out_is_byte = length == 0;
  uint32_t character = (uint8_t)reader->next[0] & (length < 2 ? 0xffU : 0xffU >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    character = character << 6 | ((uint8_t)reader->next[i] & 0x3f);
  }
  reader->next += length == 0 ? 1 : length;
  *out_character = character;
  return true;
}

// A character in single quotes; false when there is none.
bool value_reader_take_character(value_reader *reader, uint32_t *out_character) {
  const char *start = reader->next;
  bool is_byte = false;
  bool is_right = *reader->next == '\'' && reader->next[1] != '\'' && reader->next[1] != '\0';
  reader->next += is_right;
  is_right = is_right && take_character(reader, out_character, &is_byte) &&
             (!is_byte || *out_character < 0x80) && *reader->next == '\'';
  reader->next = is_right ? reader->next + 1 : start;
  return is_right;
}

// The text behind its first quote, with a NUL at its end; no longer than how it is written.
airlock_status value_reader_take_text(value_reader *reader, value_bytes *bytes) {
  while (*reader->next != '"') {
    uint32_t character = 0;
    bool is_byte = false;
    const char *start = reader->next;
    if (*reader->next == '\0') {
      return value_reader_fail(reader, "`\"` at the end of the text");
    }
    if (!take_character(reader, &character, &is_byte)) {
      reader->next = start;
      return value_reader_fail(reader, "an escape: \\n \\t \\r \\0 \\\\ \\' \\\" \\x7f \\u{1f600}");
    }
    if (is_byte) {
      bytes->data[bytes->size++] = (uint8_t)character;
    } else {
      add_character(bytes, character);
    }
  }
  reader->next++;
  bytes->data[bytes->size++] = 0;
  return AIRLOCK_OK;
}

// The bytes behind x', two digits each.
airlock_status value_reader_take_bytes(value_reader *reader, value_bytes *bytes) {
  while (*reader->next != '\'') {
    uint32_t byte = 0;
    if (!take_hex(reader, &byte, 2, 2)) {
      return value_reader_fail(reader, "two hexadecimal digits for each byte, and `'` at the end");
    }
    bytes->data[bytes->size++] = (uint8_t)byte;
  }
  reader->next++;
  return AIRLOCK_OK;
}
