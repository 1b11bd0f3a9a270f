// SPDX-License-Identifier: MIT
//
// The twin of pointer_chase.rs.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define NODES ((size_t)512)

struct node {
  struct node *next;
  uint64_t value;
  uint64_t visits;
};

static struct node *link_nodes(struct node nodes[NODES]) {
  for (size_t index = 0; index < NODES; index++) {
    size_t target = (index + 197) % NODES;
    struct node *node = nodes + index;
    node->next = nodes + target;
    node->value = index;
  }
  return nodes;
}

static uint64_t walk(struct node *start) {
  struct node *node = start;
  uint64_t total = 0;
  do {
    total += node->value;
    node->visits += 1;
    node = node->next;
  } while (node != start);
  return total;
}

int main(void) {
  int count = atoi(getenv("COUNT"));
  struct node nodes[NODES] = {{NULL, 0, 0}};
  struct node *start = link_nodes(nodes);
  uint64_t total = 0;
  for (int round = 0; round < count; round++) {
    total += walk(start);
  }
  printf("%llu\n", (unsigned long long)total);
  return 0;
}
