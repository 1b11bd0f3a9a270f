// SPDX-License-Identifier: MIT
//
// A hash set of pointers to arena memory: open addressing, power-of-two capacity, at most half
// full, nothing is ever removed. What equality means is the caller's: it walks the candidates for a
// hash with mir_table_next and inserts when none of them fits.
#ifndef AIRLOCK_MIR_TABLE_H
#define AIRLOCK_MIR_TABLE_H

#include "arena.h"

#include <stdint.h>

typedef struct mir_table_slot {
  uint64_t hash;
  const void *value; // NULL when the slot is free.
} mir_table_slot;

typedef struct mir_table {
  mir_table_slot *slots;
  size_t capacity;
  size_t count;
} mir_table;

// What one arena keeps unique.
typedef enum mir_table_kind {
  MIR_TABLE_NAMES,
  MIR_TABLE_TYPES,
  MIR_TABLE_PATHS,
  MIR_TABLE_COUNT
} mir_table_kind;

// The arena's own table of this kind.
mir_table *mir_arena_table(mir_arena *arena, mir_table_kind kind);

// The next value whose hash is `hash`, or NULL after the last. `*cursor` is 0 at first.
const void *mir_table_next(const mir_table *table, uint64_t hash, size_t *cursor);

// Adds a value that is not in the table yet. False when memory is out.
bool mir_table_insert(mir_table *table, mir_arena *arena, uint64_t hash, const void *value);

// Makes room for this many values more. False when memory is out.
bool mir_table_reserve(mir_table *table, mir_arena *arena, size_t count);

// Mixes one word, or some bytes, into a hash.
static inline uint64_t mir_hash_word(uint64_t hash, uint64_t word) {
  // Two rounds of multiply and fold; the constants are odd with well spread bits.
  uint64_t mixed = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  mixed ^= mixed >> 32;
  mixed *= UINT64_C(0xd6e8feb86659fd93);
  return mixed ^ (mixed >> 32);
}

uint64_t mir_hash_bytes(uint64_t hash, const void *bytes, size_t length);

#endif
