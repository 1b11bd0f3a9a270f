// SPDX-License-Identifier: MIT
//
// See json_reader.h.
#define _POSIX_C_SOURCE 200809L

#include "cli/json_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *skip_blanks(const char *text) {
  return text == NULL ? NULL : text + strspn(text, " \t\r\n");
}

// Behind the quote that ends a string; NULL when none does.
static const char *skip_string(const char *text) {
  for (text++; *text != '\0' && *text != '"'; text++) {
    text += *text == '\\' && text[1] != '\0';
  }
  return *text == '"' ? text + 1 : NULL;
}

// Behind a value. Brackets are counted, not matched.
static const char *skip_value(const char *text) {
  size_t depth = 0;
  do {
    text = skip_blanks(text);
    if (text == NULL || *text == '\0') {
      return NULL;
    }
    if (*text == '"') {
      text = skip_string(text);
    } else if (*text == '{' || *text == '[') {
      depth++;
      text++;
    } else if (*text == '}' || *text == ']') {
      if (depth-- == 0) {
        return NULL;
      }
      text++;
    } else if (*text == ',' || *text == ':') {
      text++;
    } else {
      text += strcspn(text, ",:{}[]\" \t\r\n");
    }
  } while (depth != 0);
  return text;
}

const char *json_member(const char *object, const char *name) {
  object = skip_blanks(object);
  if (object == NULL || *object != '{') {
    return NULL;
  }
  const char *key = skip_blanks(object + 1);
  while (key != NULL && *key == '"') {
    const char *value = skip_blanks(skip_string(key));
    if (value == NULL || *value != ':') {
      return NULL;
    }
    value = skip_blanks(value + 1);
    if (json_is(key, name)) {
      return value;
    }
    const char *end = skip_blanks(skip_value(value));
    key = end != NULL && *end == ',' ? skip_blanks(end + 1) : NULL;
  }
  return NULL;
}

const char *json_first(const char *list) {
  list = skip_blanks(list);
  const char *first = list == NULL || *list != '[' ? NULL : skip_blanks(list + 1);
  return first == NULL || *first == ']' || *first == '\0' ? NULL : first;
}

const char *json_next(const char *value) {
  const char *end = value == NULL ? NULL : skip_blanks(skip_value(value));
  return end != NULL && *end == ',' ? skip_blanks(end + 1) : NULL;
}

bool json_is(const char *value, const char *text) {
  size_t length = strlen(text);
  return value != NULL && *value == '"' && strncmp(value + 1, text, length) == 0 &&
         value[length + 1] == '"';
}

// The four digits of `\u`; 0 when they are none.
static uint32_t read_unit(const char *digits) {
  char text[5] = {0};
  memcpy(text, digits, strnlen(digits, 4));
  return (uint32_t)strtoul(text, NULL, 16);
}

static char *write_character(char *out, uint32_t code) {
  if (code < 0x80) {
    *out++ = (char)code;
    return out;
  }
  if (code < 0x800) {
    *out++ = (char)(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      *out++ = (char)(0xe0 | code >> 12);
    } else {
      *out++ = (char)(0xf0 | code >> 18);
      *out++ = (char)(0x80 | (code >> 12 & 0x3f));
    }
    *out++ = (char)(0x80 | (code >> 6 & 0x3f));
  }
  *out++ = (char)(0x80 | (code & 0x3f));
  return out;
}

// Writes what an escape stands for; answers what follows it. `text` is behind the backslash.
static const char *take_escape(char **io_out, const char *text) {
  static const char letters[] = "nrtbf";
  static const char meanings[] = "\n\r\t\b\f";
  const char *letter = strchr(letters, *text);
  if (*text != 'u' || strnlen(text, 5) < 5) {
    *(*io_out)++ = letter != NULL ? meanings[letter - letters] : *text;
    return text + 1;
  }
  uint32_t code = read_unit(text + 1);
  text += 5;
  if (code >= 0xd800 && code < 0xdc00 && strncmp(text, "\\u", 2) == 0 && strnlen(text, 6) == 6) {
    code = 0x10000 + ((code & 0x3ff) << 10 | (read_unit(text + 2) & 0x3ff));
    text += 6;
  }
  *io_out = write_character(*io_out, code);
  return text;
}

char *json_string(const char *value) {
  const char *end = value == NULL || *value != '"' ? NULL : skip_string(value);
  char *copy = end == NULL ? NULL : malloc((size_t)(end - value));
  char *out = copy;
  for (const char *next = value == NULL ? NULL : value + 1; copy != NULL && next < end - 1;) {
    if (*next == '\\') {
      next = take_escape(&out, next + 1);
    } else {
      *out++ = *next++;
    }
  }
  if (copy != NULL) {
    *out = '\0';
  }
  return copy;
}
