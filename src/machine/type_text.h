// SPDX-License-Identifier: MIT
//
// Floor 2. Types as text, and the cursor that reads it.
#ifndef AIRLOCK_MACHINE_TYPE_TEXT_H
#define AIRLOCK_MACHINE_TYPE_TEXT_H

#include "machine/type.h"

// A place in a text that is being read. `failed` keeps the first failure: its status is in the
// machine's report.
struct type_cursor {
  airlock_machine *machine;
  const char *text; // All of it.
  const char *next; // What is not read yet.
  unsigned depth;   // Of nesting, so far.
  airlock_status status;
};

// type_cursor_fail reports what was expected at the cursor, with its column and the text below.
airlock_status type_cursor_fail(struct type_cursor *cursor, const char *expected);

// type_cursor_skip passes over blanks; type_cursor_take passes over a punctuation or word if it is
// next.
void type_cursor_skip(struct type_cursor *cursor);
bool type_cursor_take(struct type_cursor *cursor, const char *token);
bool type_cursor_take_word(struct type_cursor *cursor, const char *word);

// type_parse reads one type; NULL with cursor->status set on failure.
const airlock_type *type_parse(struct type_cursor *cursor);

#endif
