// SPDX-License-Identifier: MIT
// Takes a text with the function that frees it, as libraries do.

#include <stddef.h>

static void *owned;
static void (*destroy)(void *);

void take(void *text, void (*function)(void *)) {
  owned = text;
  destroy = function;
}

int finish(void) {
  int first = *(char *)owned;
  destroy(owned);
  owned = NULL;
  return first;
}
