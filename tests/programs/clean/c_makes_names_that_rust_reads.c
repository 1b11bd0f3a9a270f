// SPDX-License-Identifier: MIT
// A list of strings, each from the heap of C.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char **make_names(size_t count) {
  char **names = calloc(count + 1, sizeof *names);
  for (size_t i = 0; i < count; i++) {
    char name[32];
    snprintf(name, sizeof name, "name %zu", i);
    names[i] = strdup(name);
  }
  return names;
}

void free_names(char **names) {
  for (size_t i = 0; names[i] != NULL; i++) {
    free(names[i]);
  }
  free(names);
}
