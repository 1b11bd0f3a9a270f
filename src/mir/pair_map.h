// SPDX-License-Identifier: MIT
//
// A table like that of pointer_map.h, whose keys are two pointers: what a name means in some place.
#ifndef AIRLOCK_MIR_PAIR_MAP_H
#define AIRLOCK_MIR_PAIR_MAP_H

#include "arena.h"

typedef struct mir_pair_map_entry {
  const void *first;
  const void *second;
  void *value; // NULL: free.
} mir_pair_map_entry;

// Zero-initialised is an empty map.
typedef struct mir_pair_map {
  mir_pair_map_entry *entries;
  size_t capacity; // A power of two, or 0.
  size_t count;
} mir_pair_map;

// The value of a key, or NULL.
void *mir_pair_map_get(const mir_pair_map *map, const void *first, const void *second);

// Sets the value of a key, which is not NULL. False when memory is out; then the map is as before.
bool mir_pair_map_set(mir_pair_map *map, mir_arena *arena, const void *first, const void *second,
                      void *value);

#endif
