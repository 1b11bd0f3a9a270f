// SPDX-License-Identifier: MIT
//
// See pair_map.h. Open addressing with linear probing; at most half of the entries are in use.
#include "pair_map.h"

#include <stdint.h>

static size_t slot_of(const mir_pair_map *map, const void *first, const void *second) {
  uint64_t hash = (uint64_t)(uintptr_t)first * UINT64_C(0x9e3779b97f4a7c15);
  hash = (hash ^ (uint64_t)(uintptr_t)second) * UINT64_C(0xd6e8feb86659fd93);
  size_t slot = (size_t)(hash >> 32) & (map->capacity - 1);
  while (map->entries[slot].value != NULL &&
         (map->entries[slot].first != first || map->entries[slot].second != second)) {
    slot = (slot + 1) & (map->capacity - 1);
  }
  return slot;
}

void *mir_pair_map_get(const mir_pair_map *map, const void *first, const void *second) {
  return map->capacity == 0 ? NULL : map->entries[slot_of(map, first, second)].value;
}

static bool grow(mir_pair_map *map, mir_arena *arena) {
  mir_pair_map larger = {NULL, map->capacity == 0 ? 64 : map->capacity * 2, map->count};
  larger.entries = mir_arena_alloc(arena, larger.capacity, sizeof *larger.entries);
  if (larger.entries == NULL) {
    return false;
  }
  for (size_t i = 0; i < map->capacity; i++) {
    const mir_pair_map_entry *entry = &map->entries[i];
    if (entry->value != NULL) {
      larger.entries[slot_of(&larger, entry->first, entry->second)] = *entry;
    }
  }
  *map = larger;
  return true;
}

bool mir_pair_map_set(mir_pair_map *map, mir_arena *arena, const void *first, const void *second,
                      void *value) {
  if ((map->count + 1) * 2 > map->capacity && !grow(map, arena)) {
    return false;
  }
  mir_pair_map_entry *entry = &map->entries[slot_of(map, first, second)];
  map->count += entry->value == NULL;
  *entry = (mir_pair_map_entry){first, second, value};
  return true;
}
