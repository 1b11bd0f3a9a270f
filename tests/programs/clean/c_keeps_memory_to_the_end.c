// SPDX-License-Identifier: MIT
// A list whose nodes belong to the caller until the end of the process.

#include <stddef.h>
#include <stdint.h>

struct node {
  struct node *next;
  int32_t *value;
};

static struct node *first;

void push(struct node *node) {
  node->next = first;
  first = node;
}

int32_t sum(void) {
  int32_t total = 0;
  for (const struct node *node = first; node != NULL; node = node->next) {
    total += *node->value;
  }
  return total;
}
