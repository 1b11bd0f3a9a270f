// SPDX-License-Identifier: MIT
//
// See message.h.
#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void mir_message_add_bytes(mir_message *message, const char *bytes, size_t length) {
  if (message->is_exhausted || length > SIZE_MAX / 4 - message->length) {
    message->is_exhausted = true;
    return;
  }
  size_t needed = message->length + length + 1;
  if (needed > message->capacity) {
    size_t capacity = needed * 2;
    char *data = realloc(message->data, capacity);
    if (data == NULL) {
      message->is_exhausted = true;
      return;
    }
    message->data = data;
    message->capacity = capacity;
  }
  if (length != 0) {
    memcpy(message->data + message->length, bytes, length);
  }
  message->length += length;
  message->data[message->length] = '\0';
}

void mir_message_add(mir_message *message, const char *format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > 0) {
    size_t size = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    mir_message_add_bytes(message, text, size);
  }
}

void mir_message_release(mir_message *message) {
  free(message->data);
  *message = (mir_message){.data = NULL};
}
