// SPDX-License-Identifier: MIT
// A string that the caller owns, and memory that the library keeps for itself.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *last;

char *make_name(int number) {
  char name[32];
  snprintf(name, sizeof name, "name %d", number);
  free(last);
  last = strdup(name);
  return strdup(name);
}
