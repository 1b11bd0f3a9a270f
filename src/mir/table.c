// SPDX-License-Identifier: MIT
//
// The hash set of table.h. A cursor counts the probes made so far plus one, so that a walk needs no
// state but the hash.
#include "table.h"

#include <string.h>

enum { initial_capacity = 256 };

static size_t slot_index(const mir_table *table, uint64_t hash, size_t probe) {
  return ((size_t)hash + probe) & (table->capacity - 1);
}

const void *mir_table_next(const mir_table *table, uint64_t hash, size_t *cursor) {
  if (table->capacity == 0) {
    return NULL;
  }
  for (;;) {
    const mir_table_slot *slot = &table->slots[slot_index(table, hash, *cursor)];
    (*cursor)++;
    if (slot->value == NULL || slot->hash == hash) {
      return slot->value;
    }
  }
}

static void put(mir_table *table, uint64_t hash, const void *value) {
  size_t probe = 0;
  while (table->slots[slot_index(table, hash, probe)].value != NULL) {
    probe++;
  }
  table->slots[slot_index(table, hash, probe)] = (mir_table_slot){hash, value};
}

static bool resize(mir_table *table, mir_arena *arena, size_t capacity) {
  mir_table_slot *slots = mir_arena_alloc(arena, capacity, sizeof *slots);
  if (slots == NULL) {
    return false;
  }
  mir_table old = *table;
  table->slots = slots;
  table->capacity = capacity;
  for (size_t i = 0; i < old.capacity; i++) {
    if (old.slots[i].value != NULL) {
      put(table, old.slots[i].hash, old.slots[i].value);
    }
  }
  return true;
}

bool mir_table_reserve(mir_table *table, mir_arena *arena, size_t count) {
  size_t capacity = initial_capacity;
  while (capacity / 2 < table->count + count) {
    capacity *= 2;
  }
  return capacity <= table->capacity || resize(table, arena, capacity);
}

bool mir_table_insert(mir_table *table, mir_arena *arena, uint64_t hash, const void *value) {
  size_t larger = table->capacity == 0 ? initial_capacity : table->capacity * 2;
  if (table->count * 2 >= table->capacity && !resize(table, arena, larger)) {
    return false;
  }
  put(table, hash, value);
  table->count++;
  return true;
}

uint64_t mir_hash_bytes(uint64_t hash, const void *bytes, size_t length) {
  const unsigned char *next = bytes;
  uint64_t word = 0;
  hash = mir_hash_word(hash, length);
  for (; length >= sizeof word; length -= sizeof word, next += sizeof word) {
    memcpy(&word, next, sizeof word);
    hash = mir_hash_word(hash, word);
  }
  if (length == 0) {
    return hash;
  }
  word = 0;
  memcpy(&word, next, length);
  return mir_hash_word(hash, word);
}
