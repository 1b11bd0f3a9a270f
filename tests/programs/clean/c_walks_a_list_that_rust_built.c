// SPDX-License-Identifier: MIT
// A singly linked list.

#include <stddef.h>
#include <stdint.h>

struct node {
  int32_t value;
  struct node *next;
};

int32_t sum(const struct node *list) {
  int32_t total = 0;
  for (; list != NULL; list = list->next) {
    total += list->value;
  }
  return total;
}

struct node *reverse(struct node *list) {
  struct node *reversed = NULL;
  while (list != NULL) {
    struct node *next = list->next;
    list->next = reversed;
    reversed = list;
    list = next;
  }
  return reversed;
}
