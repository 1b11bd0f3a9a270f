// SPDX-License-Identifier: MIT
//
// The twin of reference_tree.rs.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define NODES ((size_t)1024)

struct node {
  uint32_t key;
  uint32_t left;
  uint32_t right;
};

static void build(struct node nodes[NODES]) {
  for (size_t index = 1; index < NODES; index++) {
    uint32_t key = (uint32_t)index * 2654435761u >> 8;
    nodes[index].key = key;
    size_t at = 0;
    for (;;) {
      struct node *node = &nodes[at];
      uint32_t *link = key < node->key ? &node->left : &node->right;
      if (*link == 0) {
        *link = (uint32_t)index;
        break;
      }
      at = *link;
    }
  }
}

static uint32_t depth_of(const struct node nodes[NODES], uint32_t key) {
  const struct node *node = &nodes[0];
  uint32_t depth = 0;
  while (node->key != key) {
    const uint32_t *link = key < node->key ? &node->left : &node->right;
    if (*link == 0) {
      return 0;
    }
    node = &nodes[*link];
    depth++;
  }
  return depth;
}

int main(void) {
  int count = atoi(getenv("COUNT"));
  struct node nodes[NODES];
  for (size_t i = 0; i < NODES; i++) {
    nodes[i] = (struct node){1u << 23, 0, 0};
  }
  build(nodes);
  uint32_t total = 0;
  for (int round = 0; round < count; round++) {
    uint32_t index = (uint32_t)round % (uint32_t)(NODES - 1) + 1;
    total += depth_of(nodes, index * 2654435761u >> 8);
  }
  printf("%u\n", total);
  return 0;
}
