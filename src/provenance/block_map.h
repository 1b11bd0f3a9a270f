// SPDX-License-Identifier: MIT
//
// Floor 1. Blocks of memory outside the machine's own range, by address.
//
// Blocks do not overlap. Their number and places are native code's choice, so this is a search tree
// over base addresses; a treap, whose priorities are hashes of the addresses, stays balanced
// without rebalancing. Finding, adding and removing take O(log n) expected.
//
// One thread adds and removes. It reads without further ado; other threads may read too when the
// map has a lock, which changes are made under, and which they must hold.
#ifndef AIRLOCK_PROVENANCE_BLOCK_MAP_H
#define AIRLOCK_PROVENANCE_BLOCK_MAP_H

#include "support/host.h"

#include <pthread.h>

struct block {
  uint64_t base;
  uint64_t size;
  uint32_t slot; // Of the allocation that lies there.
  void *detail;  // What its maker knows of it, or NULL.
  struct block *left;
  struct block *right;
};

struct block_map {
  struct block *root;
  pthread_mutex_t *lock; // Whoever adds and removes takes it; NULL: no other thread looks.
};

// block_map_find returns the block with the greatest base not above the address, or NULL. The
// address may lie beyond its end.
const struct block *block_map_find(const struct block_map *map, uint64_t address);

// block_map_overlaps says whether a block shares a byte with [base, base + size).
bool block_map_overlaps(const struct block_map *map, uint64_t base, uint64_t size);

// block_map_add adds a block that overlaps none. False when memory has run out.
bool block_map_add(struct host *host, struct block_map *map, uint64_t base, uint64_t size,
                   uint32_t slot);

// block_map_set_detail attaches a detail to the block of this base.
void block_map_set_detail(struct block_map *map, uint64_t base, void *detail);

// block_map_remove takes away the block of this base, if there is one.
void block_map_remove(struct host *host, struct block_map *map, uint64_t base);

void block_map_free(struct host *host, struct block_map *map);

#endif
