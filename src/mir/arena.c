// SPDX-License-Identifier: MIT
//
// Chunks are kept in a list, the newest first; memory is cut from the front of the newest. A
// request that no chunk of the usual size could serve gets a chunk of its own, behind the newest
// one, so that it does not waste what is left there. Chunks start small and double up to a limit,
// which keeps a small program small and a large one cheap.
#include "arena.h"

#include "table.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
  first_chunk_size = 4096,
  largest_chunk_size = 1 << 20,
  grow_first_capacity = 8,
};

typedef struct mir_chunk mir_chunk;

struct mir_chunk {
  mir_chunk *next;
  size_t size;
  size_t used;
  alignas(max_align_t) unsigned char bytes[];
};

struct mir_arena {
  mir_chunk *chunks;
  size_t next_chunk_size;
  bool is_exhausted;
  mir_table tables[MIR_TABLE_COUNT];
};

mir_arena *mir_arena_new(void) {
  mir_arena *arena = calloc(1, sizeof *arena);
  if (arena != NULL) {
    arena->next_chunk_size = first_chunk_size;
  }
  return arena;
}

void mir_arena_free(mir_arena *arena) {
  if (arena == NULL) {
    return;
  }
  for (mir_chunk *chunk = arena->chunks; chunk != NULL;) {
    mir_chunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  free(arena);
}

bool mir_arena_is_exhausted(const mir_arena *arena) {
  return arena->is_exhausted;
}

mir_table *mir_arena_table(mir_arena *arena, mir_table_kind kind) {
  return &arena->tables[kind];
}

static void *exhaust(mir_arena *arena) {
  arena->is_exhausted = true;
  return NULL;
}

static mir_chunk *chunk_new(mir_arena *arena, size_t size) {
  mir_chunk *chunk = calloc(1, sizeof *chunk + size);
  if (chunk == NULL) {
    return exhaust(arena);
  }
  chunk->size = size;
  return chunk;
}

// A chunk for this request alone.
static void *alloc_large(mir_arena *arena, size_t size) {
  mir_chunk *chunk = chunk_new(arena, size);
  if (chunk == NULL) {
    return NULL;
  }
  chunk->used = size;
  if (arena->chunks == NULL) {
    arena->chunks = chunk;
  } else {
    chunk->next = arena->chunks->next;
    arena->chunks->next = chunk;
  }
  return chunk->bytes;
}

// What the newest chunk has no room for. The size is a multiple of the alignment. Apart, so that
// the usual way stays short.
__attribute__((noinline)) static void *alloc_beyond(mir_arena *arena, size_t size) {
  if (size > arena->next_chunk_size / 4) {
    return alloc_large(arena, size);
  }
  mir_chunk *chunk = chunk_new(arena, arena->next_chunk_size);
  if (chunk == NULL) {
    return NULL;
  }
  chunk->next = arena->chunks;
  chunk->used = size;
  arena->chunks = chunk;
  if (arena->next_chunk_size < largest_chunk_size) {
    arena->next_chunk_size *= 2;
  }
  return chunk->bytes;
}

void *mir_arena_alloc(mir_arena *arena, size_t count, size_t size) {
  const size_t alignment = alignof(max_align_t);
  size_t bytes;
  if (arena->is_exhausted || __builtin_mul_overflow(count, size, &bytes) ||
      bytes > PTRDIFF_MAX - sizeof(mir_chunk) - alignment) {
    return exhaust(arena);
  }
  bytes = (bytes + alignment - 1) & ~(alignment - 1);
  mir_chunk *chunk = arena->chunks;
  if (chunk == NULL || chunk->size - chunk->used < bytes) {
    return alloc_beyond(arena, bytes);
  }
  void *memory = chunk->bytes + chunk->used;
  chunk->used += bytes;
  return memory;
}

void mir_arena_expect_much(mir_arena *arena) {
  arena->next_chunk_size = largest_chunk_size;
}

void *mir_arena_copy(mir_arena *arena, const void *objects, size_t count, size_t size) {
  void *memory = mir_arena_alloc(arena, count, size);
  if (memory != NULL && count != 0) {
    memcpy(memory, objects, count * size);
  }
  return memory;
}

// An interned text: it may contain NULs, so its length stands before it.
typedef struct mir_name {
  size_t length;
  char text[];
} mir_name;

uint64_t mir_name_hash(const char *text, size_t length) {
  return mir_hash_bytes(0, text, length);
}

const char *mir_arena_intern(mir_arena *arena, const char *text, size_t length) {
  return mir_arena_intern_hashed(arena, mir_name_hash(text, length), text, length);
}

const char *mir_arena_intern_hashed(mir_arena *arena, uint64_t hash, const char *text,
                                    size_t length) {
  mir_table *table = &arena->tables[MIR_TABLE_NAMES];
  size_t cursor = 0;
  const mir_name *known;
  while ((known = mir_table_next(table, hash, &cursor)) != NULL) {
    if (known->length == length && memcmp(known->text, text, length) == 0) {
      return known->text;
    }
  }
  mir_name *name = mir_arena_alloc(arena, sizeof *name + length + 1, 1);
  if (name == NULL) {
    return NULL;
  }
  name->length = length;
  memcpy(name->text, text, length);
  name->text[length] = '\0';
  return mir_table_insert(table, arena, hash, name) ? name->text : NULL;
}

void *mir_arena_grow(mir_arena *arena, void *array, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) {
    return array;
  }
  if (*capacity > SIZE_MAX / 2) {
    return exhaust(arena);
  }
  size_t wanted = *capacity == 0 ? grow_first_capacity : *capacity * 2;
  void *larger = mir_arena_alloc(arena, wanted, size);
  if (larger == NULL) {
    return NULL;
  }
  if (count != 0) {
    memcpy(larger, array, count * size);
  }
  *capacity = wanted;
  return larger;
}
