// SPDX-License-Identifier: MIT
// Strings on the heap of C.

#include <stdlib.h>
#include <string.h>

char *greeting(void) {
  return strdup("hello");
}

void discard(char *text) {
  free(text);
}
