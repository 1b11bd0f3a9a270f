// SPDX-License-Identifier: MIT
// Pointers that may be null.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

ptrdiff_t length_of(const char *text) {
  if (text == NULL) {
    return -1;
  }
  ptrdiff_t length = 0;
  while (text[length] != '\0') {
    length++;
  }
  return length;
}

bool has_handler(int32_t (*handler)(int32_t)) {
  return handler != NULL;
}

bool is_callable(int32_t (*function)(int32_t)) {
  return function != NULL;
}

uint8_t *nothing(void) {
  return NULL;
}
