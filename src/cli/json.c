// SPDX-License-Identifier: MIT
//
// See json.h.
#include "cli/json.h"

#include "cli/utf8.h"

static void write_escape(FILE *file, unsigned char byte) {
  switch (byte) {
  case '"':
    fputs("\\\"", file);
    break;
  case '\\':
    fputs("\\\\", file);
    break;
  case '\n':
    fputs("\\n", file);
    break;
  case '\t':
    fputs("\\t", file);
    break;
  default:
    fprintf(file, "\\u%04x", (unsigned)byte);
    break;
  }
}

void json_write_string(FILE *file, const char *string) {
  if (string == NULL) {
    fputs("null", file);
    return;
  }
  fputc('"', file);
  for (const char *text = string; *text != '\0';) {
    size_t length = utf8_length(text);
    if (length == 0) {
      fputs(UTF8_REPLACEMENT, file);
      length = 1;
    } else if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\' || *text == 0x7f) {
      write_escape(file, (unsigned char)*text);
    } else {
      fwrite(text, 1, length, file);
    }
    text += length;
  }
  fputc('"', file);
}
