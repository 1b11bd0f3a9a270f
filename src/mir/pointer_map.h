// SPDX-License-Identifier: MIT
//
// A table from pointers to pointers, for the time of loading only. Types, paths and names are
// unique in their arena, so their addresses are their identity and no text is ever hashed.
// Open addressing with linear probing; entries are never removed. The memory is the arena's.
#ifndef AIRLOCK_MIR_POINTER_MAP_H
#define AIRLOCK_MIR_POINTER_MAP_H

#include "arena.h"

typedef struct mir_pointer_map_entry {
  const void *key; // NULL: free.
  void *value;
} mir_pointer_map_entry;

// Zero-initialised is an empty map.
typedef struct mir_pointer_map {
  mir_pointer_map_entry *entries;
  size_t capacity; // A power of two, or 0.
  size_t count;
} mir_pointer_map;

// The value of a key, or NULL.
void *mir_pointer_map_get(const mir_pointer_map *map, const void *key);

// Sets the value of a key that is not NULL. False when memory is out; then the map is as before.
bool mir_pointer_map_set(mir_pointer_map *map, mir_arena *arena, const void *key, void *value);

#endif
