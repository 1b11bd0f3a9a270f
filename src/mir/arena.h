// SPDX-License-Identifier: MIT
//
// Floor 4, base of the MIR interpreter: the memory that a parsed program lives in.
//
// One arena holds everything that is read from one program's texts: nodes, strings, tables. It
// grows by chunks of zeroed memory and is released at once, so no node has an owner of its own and
// no error path can leak. An arena also interns names: within one arena, two interned names are
// equal exactly when their pointers are.
//
// Running out of memory is sticky: from the first failed allocation on, every allocation of the
// arena answers NULL and mir_arena_is_exhausted answers true. Callers may therefore check once per
// step.
#ifndef AIRLOCK_MIR_ARENA_H
#define AIRLOCK_MIR_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mir_arena mir_arena;

// Makes an empty arena; NULL when memory is out.
mir_arena *mir_arena_new(void);

// Releases the arena and all that lives in it. NULL is a no-op.
void mir_arena_free(mir_arena *arena);

// Zeroed memory for `count` objects of `size` bytes, aligned for any object; NULL when memory is
// out or the product overflows. A zero-sized request gives a valid pointer that must not be read.
void *mir_arena_alloc(mir_arena *arena, size_t count, size_t size);

// Much is about to be allocated: from now on chunks are large. What the system gives in large
// pieces is zero already.
void mir_arena_expect_much(mir_arena *arena);

// A copy of `count` objects of `size` bytes; NULL when memory is out.
void *mir_arena_copy(mir_arena *arena, const void *objects, size_t count, size_t size);

// The one NUL-terminated copy of this text, which contains no NUL, in the arena; NULL when memory
// is out.
const char *mir_arena_intern(mir_arena *arena, const char *text, size_t length);

// The hash of a text, and the same as above of a text whose hash is known.
uint64_t mir_name_hash(const char *text, size_t length);
const char *mir_arena_intern_hashed(mir_arena *arena, uint64_t hash, const char *text,
                                    size_t length);

// Makes room for one more element at the end of an array of arena memory that holds `count`
// elements and has room for `*capacity`; answers the array, moved when it had to grow, or NULL when
// memory is out (the old array stays valid). Growth is geometric, so appending is linear in total.
void *mir_arena_grow(mir_arena *arena, void *array, size_t count, size_t *capacity, size_t size);

// Whether an allocation of this arena has failed.
bool mir_arena_is_exhausted(const mir_arena *arena);

#endif
