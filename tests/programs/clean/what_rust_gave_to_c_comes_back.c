// SPDX-License-Identifier: MIT
// A shelf that keeps what it is given until it is asked for it.

#include <stddef.h>
#include <stdint.h>

static char *name;
static int64_t *value;

void keep(char *given_name, int64_t *given_value) {
  name = given_name;
  value = given_value;
}

size_t length_of_name(void) {
  size_t length = 0;
  while (name[length] != '\0') {
    length++;
  }
  return length;
}

void change(void) {
  name[0] = 'M';
  *value += 1;
}

char *take_name(void) {
  char *taken = name;
  name = NULL;
  return taken;
}

int64_t *take_value(void) {
  int64_t *taken = value;
  value = NULL;
  return taken;
}
