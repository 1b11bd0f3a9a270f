// SPDX-License-Identifier: MIT
//
// The C side of shared_list.rs. It keeps the list sorted, and allocates nothing.
#include <stddef.h>
#include <stdint.h>

typedef struct node node;
struct node {
  node *next;
  int64_t value;
  uint32_t visits;
};

typedef struct list {
  node *first;
  size_t length;
} list;

void list_insert(list *list, node *added) {
  node **link = &list->first;
  while (*link != NULL && (*link)->value < added->value) {
    (*link)->visits++;
    link = &(*link)->next;
  }
  added->next = *link;
  *link = added;
  list->length++;
}

void list_reverse(list *list) {
  node *reversed = NULL;
  while (list->first != NULL) {
    node *next = list->first->next;
    list->first->next = reversed;
    reversed = list->first;
    list->first = next;
  }
  list->first = reversed;
}

int64_t list_sum(const list *list) {
  int64_t sum = 0;
  for (const node *next = list->first; next != NULL; next = next->next) {
    sum += next->value;
  }
  return sum;
}

node *list_find(const list *list, int64_t value) {
  node *next = list->first;
  while (next != NULL && next->value != value) {
    next->visits++;
    next = next->next;
  }
  return next;
}

// Takes the nodes with smaller values out, and answers them as a chain.
node *list_take_below(list *list, int64_t limit) {
  node *taken = NULL;
  node **link = &list->first;
  while (*link != NULL) {
    node *current = *link;
    if (current->value >= limit) {
      link = &current->next;
    } else {
      *link = current->next;
      current->next = taken;
      taken = current;
      list->length--;
    }
  }
  return taken;
}
