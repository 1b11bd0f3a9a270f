// SPDX-License-Identifier: MIT
//
// The treap of blocks: a search tree by base, a heap by priority.
#include "provenance/block_map.h"

static uint64_t priority_of(const struct block *block) {
  uint64_t hash = block->base * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

const struct block *block_map_find(const struct block_map *map, uint64_t address) {
  const struct block *found = NULL;
  for (const struct block *block = map->root; block != NULL;) {
    if (block->base <= address) {
      found = block;
      block = block->right;
    } else {
      block = block->left;
    }
  }
  return found;
}

bool block_map_overlaps(const struct block_map *map, uint64_t base, uint64_t size) {
  const struct block *block = size > 0 ? block_map_find(map, base + size - 1) : NULL;
  return block != NULL && block->size > 0 && block->base + block->size > base;
}

static void begin_change(struct block_map *map) {
  if (map->lock != NULL) {
    (void)pthread_mutex_lock(map->lock);
  }
}

static void end_change(struct block_map *map) {
  if (map->lock != NULL) {
    (void)pthread_mutex_unlock(map->lock);
  }
}

// Splits a tree into the blocks below `base` and the others.
static void split(struct block *tree, uint64_t base, struct block **out_below,
                  struct block **out_others) {
  while (tree != NULL) {
    if (tree->base < base) {
      *out_below = tree;
      out_below = &tree->right;
      tree = tree->right;
    } else {
      *out_others = tree;
      out_others = &tree->left;
      tree = tree->left;
    }
  }
  *out_below = NULL;
  *out_others = NULL;
}

bool block_map_add(struct host *host, struct block_map *map, uint64_t base, uint64_t size,
                   uint32_t slot) {
  struct block *block = host_allocate(host, sizeof *block);
  if (block == NULL) {
    return false;
  }
  *block = (struct block){.base = base, .size = size, .slot = slot};
  begin_change(map);
  struct block **place = &map->root;
  while (*place != NULL && priority_of(*place) >= priority_of(block)) {
    place = (*place)->base < base ? &(*place)->right : &(*place)->left;
  }
  split(*place, base, &block->left, &block->right);
  *place = block;
  end_change(map);
  return true;
}

// The place of the block of a base; it holds NULL if there is none.
static struct block **place_of(struct block_map *map, uint64_t base) {
  struct block **place = &map->root;
  while (*place != NULL && (*place)->base != base) {
    place = (*place)->base < base ? &(*place)->right : &(*place)->left;
  }
  return place;
}

void block_map_set_detail(struct block_map *map, uint64_t base, void *detail) {
  begin_change(map);
  struct block *block = *place_of(map, base);
  if (block != NULL) {
    block->detail = detail;
  }
  end_change(map);
}

// Puts two trees into one place, the blocks of `left` being below those of `right`.
static void join(struct block **place, struct block *left, struct block *right) {
  while (left != NULL && right != NULL) {
    if (priority_of(left) >= priority_of(right)) {
      *place = left;
      place = &left->right;
      left = left->right;
    } else {
      *place = right;
      place = &right->left;
      right = right->left;
    }
  }
  *place = left != NULL ? left : right;
}

void block_map_remove(struct host *host, struct block_map *map, uint64_t base) {
  begin_change(map);
  struct block **place = place_of(map, base);
  struct block *block = *place;
  if (block != NULL) {
    join(place, block->left, block->right);
  }
  end_change(map);
  host_release(host, block, sizeof *block);
}

void block_map_free(struct host *host, struct block_map *map) {
  while (map->root != NULL) {
    block_map_remove(host, map, map->root->base);
  }
}
