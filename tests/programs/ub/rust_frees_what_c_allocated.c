// SPDX-License-Identifier: MIT

#include <stdlib.h>
#include <string.h>

char *greeting(void) {
  return strdup("hello");
}

void discard(char *text) {
  free(text);
}
