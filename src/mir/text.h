// SPDX-License-Identifier: MIT
//
// A growing text that is built piece by piece and then interned. Short texts never leave the stack.
// When memory runs out the text is marked as failed, later pieces are dropped, and mir_text_finish
// answers NULL.
#ifndef AIRLOCK_MIR_TEXT_H
#define AIRLOCK_MIR_TEXT_H

#include "ast.h"

typedef struct mir_text {
  char *data; // `inline_data`, or memory of its own.
  size_t length;
  size_t capacity;
  size_t limit; // Types that begin behind this are left out.
  bool has_failed;
  char inline_data[256];
} mir_text;

void mir_text_init(mir_text *text);

// Interns the text in the arena and releases what it holds. NULL when memory was out.
const char *mir_text_finish(mir_text *text, mir_arena *arena);

void mir_text_add(mir_text *text, const char *piece);
void mir_text_add_integer(mir_text *text, mir_uint128 value, bool is_negative);

// How much of a path or type is spelled.
typedef enum mir_spelling {
  MIR_SPELL_FULL,
  MIR_SPELL_STEM // Without generic arguments and bindings.
} mir_spelling;

void mir_text_add_type(mir_text *text, const mir_type *type, mir_spelling spelling);
void mir_text_add_segments(mir_text *text, const mir_segment *segments, size_t count,
                           mir_spelling spelling);

#endif
