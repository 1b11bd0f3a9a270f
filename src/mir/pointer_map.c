// SPDX-License-Identifier: MIT
//
// See pointer_map.h. At most half of the entries are in use, so that probes stay short.
#include "pointer_map.h"

#include <stdint.h>

static size_t slot_of(const mir_pointer_map *map, const void *key) {
  // Keys come from an arena, often at the same distance from each other: a product alone would lead
  // some of those distances into few slots.
  uint64_t hash = (uint64_t)(uintptr_t)key * UINT64_C(0x9e3779b97f4a7c15);
  hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
  size_t slot = (size_t)(hash >> 32) & (map->capacity - 1);
  while (map->entries[slot].key != NULL && map->entries[slot].key != key) {
    slot = (slot + 1) & (map->capacity - 1);
  }
  return slot;
}

void *mir_pointer_map_get(const mir_pointer_map *map, const void *key) {
  if (map->capacity == 0) {
    return NULL;
  }
  return map->entries[slot_of(map, key)].value;
}

static bool grow(mir_pointer_map *map, mir_arena *arena) {
  mir_pointer_map larger = {NULL, map->capacity == 0 ? 16 : map->capacity * 2, map->count};
  larger.entries = mir_arena_alloc(arena, larger.capacity, sizeof *larger.entries);
  if (larger.entries == NULL) {
    return false;
  }
  for (size_t i = 0; i < map->capacity; i++) {
    if (map->entries[i].key != NULL) {
      larger.entries[slot_of(&larger, map->entries[i].key)] = map->entries[i];
    }
  }
  *map = larger;
  return true;
}

bool mir_pointer_map_set(mir_pointer_map *map, mir_arena *arena, const void *key, void *value) {
  if ((map->count + 1) * 2 > map->capacity && !grow(map, arena)) {
    return false;
  }
  mir_pointer_map_entry *entry = &map->entries[slot_of(map, key)];
  map->count += entry->key == NULL;
  *entry = (mir_pointer_map_entry){key, value};
  return true;
}
