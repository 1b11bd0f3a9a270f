// SPDX-License-Identifier: MIT
//
// Values of native calls as text: arguments as the command line gives them, results as they are
// shown, in one notation, so that what was printed can be given again.
//
//   integers        42 -7 0xff 0o17 0b101 'a'
//   floats          2.5 -1e9 0x1.8p3 inf nan nan(0x12) snan(0x12)
//   bool, char      true false, 'x' '\n' '\u{1f600}'
//   pointers        null, 0x7f00; &name, which the library exports; memory that is made for the
//                   call: "text" (with a NUL behind it), x'00ff10' (bytes), buf:16 (zeroes)
//   complex         1+2i, or {1, 2}
//   structs         {1, 2.5, {3, 4}}
//   arrays          [1, 2]
//   unions          x'00ff10' (all of its bytes), or {1}, the first member
//
// Escapes in texts and characters: \n \t \r \0 \\ \' \" \x7f \u{1f600}.
#ifndef AIRLOCK_CLI_VALUE_H
#define AIRLOCK_CLI_VALUE_H

#include <stdio.h>

#include <airlock.h>

#include "cli/render.h"

// Memory that an argument was given as text, bytes or size, and that native code may change.
typedef struct value_buffer {
  size_t argument; // From 0.
  airlock_ptr pointer;
  size_t size;
  uint8_t *before; // What it held before the call; NULL: zeroes, of which it is told in any case.
} value_buffer;

// Zero-initialised is none.
typedef struct value_buffers {
  value_buffer *items;
  size_t count;
  size_t capacity;
} value_buffers;

void value_buffers_release(value_buffers *buffers);

// Reads argument number `argument`, from 0, as a value of this type. An aggregate is put into
// memory of the machine, and *out_scalar points there, as airlock_call wants it. On failure the
// machine's report says what was expected and found: USAGE_ARGUMENT when the text is wrong.
airlock_status value_from_text(airlock_machine *machine, airlock_scalar *out_scalar,
                               value_buffers *buffers, const airlock_type *type, size_t argument,
                               const char *text);

// Where values are written to.
typedef struct value_writer {
  FILE *file;
  airlock_machine *machine;
  render_format format;
} value_writer;

// Writes a value: what the scalar is, or, for an aggregate, the bytes it points to.
airlock_status value_to_text(const value_writer *writer, const airlock_type *type,
                             airlock_scalar scalar);

// Writes a text of `size` bytes in quotes; bytes that are no UTF-8 are shown as escapes, in JSON as
// U+FFFD.
void value_write_text(const value_writer *writer, const char *text, size_t size);

// Writes bytes as x'00ff10'; in JSON in quotes.
void value_write_bytes(const value_writer *writer, const uint8_t *bytes, size_t size);

// The length of the text that bytes begin with: printable characters, at least one of them, and a
// NUL behind them; 0 if there is none.
size_t value_text_length(const char *bytes, size_t size);

// The most bytes of a text that is looked for behind a pointer.
#define VALUE_TEXT_SIZE 1024

// Looks whether a pointer leads to readable memory that begins with a text. Puts it into out_text,
// which has room for VALUE_TEXT_SIZE bytes, and returns its length; 0 if there is none.
size_t value_find_text(airlock_machine *machine, char *out_text, uint64_t address);

#endif
