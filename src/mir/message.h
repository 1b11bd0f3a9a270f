// SPDX-License-Identifier: MIT
//
// A message that is built piece by piece while a program runs: panics and printed text. When memory
// runs out later pieces are dropped and `is_exhausted` says so. Zero-initialised is an empty
// message.
#ifndef AIRLOCK_MIR_MESSAGE_H
#define AIRLOCK_MIR_MESSAGE_H

#include <airlock.h>

typedef struct mir_message {
  char *data; // NUL-terminated once something was added.
  size_t length;
  size_t capacity;
  bool is_exhausted;
} mir_message;

void mir_message_add(mir_message *message, const char *format, ...) AIRLOCK_PRINTF(2, 3);
void mir_message_add_bytes(mir_message *message, const char *bytes, size_t length);
void mir_message_release(mir_message *message);

#endif
