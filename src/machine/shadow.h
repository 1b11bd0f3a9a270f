// SPDX-License-Identifier: MIT
//
// Floor 2. What the abstract machine knows of an allocation's bytes beside their values.
//
// Each byte is in one of four states:
//
//   uninit      no value yet; carries no provenance
//   plain       initialised, carries no provenance
//   wild        initialised, may be a part of any exposed pointer: native code may have written it
//   fragment    initialised, a known byte of a known pointer (provenance/prov_map.h)
//
//   bytes      | 2a 00 00 00 | ?? ?? ?? ?? | 10 40 00 00 00 7f 00 00 |
//   init       |  1  1  1  1 |  0  0  0  0 |  1  1  1  1  1  1  1  1 |   a bit each, or one for all
//   wild       |  0  0  0  0 |  0  0  0  0 |  0  0  0  0  0  0  0  0 |   a bit each, or one for all
//   concrete   |  -  -  -  - |  -  -  -  - |  alloc7, bytes 0 to 7   |   a prov_map, or NULL
//
// Uniform states cost nothing: bits exist only where bytes differ, and lie in the field itself for
// up to 64 bytes; else the mask's form speaks for all of them. "All initialised, all wild", the
// state after a native call, is therefore two forms, reached without taking memory.
//
// The program that touches large memory between calls needs a mask of wild bytes each time, which
// differs from "all wild" in a few places only. The words of that mask are therefore kept while all
// bytes are wild, and what was cleared is set again: in front of the words stand the first and the
// last of them, and one more, that may have been cleared.
//
// Changes come in two steps: a reserve that may fail and changes no meaning, then one that cannot.
// Invariant: wild and fragment bytes are initialised; no byte is both wild and a fragment.
#ifndef AIRLOCK_MACHINE_SHADOW_H
#define AIRLOCK_MACHINE_SHADOW_H

#include "provenance/prov_map.h"
#include "support/bitmask.h"

#define SHADOW_INLINE_BITS 64 // Masks of at most this many bytes lie in the fields themselves.

// What a mask says; the lowest bit is the value of all bytes where that is one.
enum mask_form {
  MASK_NONE = 0, // No byte.
  MASK_ALL = 1,  // Every byte.
  MASK_BITS = 2, // What its bits say.
  MASK_KEPT = 3, // Every byte, and there are words that say so too.
};

struct shadow {
  uint64_t init; // Bits, or the address of their words.
  uint64_t wild;
  struct prov_map *concrete;
  union {
    uint32_t epoch; // Of the last synchronisation, while exposed (machine/exposure.h).
    uint32_t grave; // For who owns the memory, once it is dead (machine/allocation.h).
  };
  uint8_t init_form; // enum mask_form, never MASK_KEPT.
  uint8_t wild_form;
  bool shared; // Synchronised at least once: native code ran while the memory was exposed.
};

#define SHADOW_EXTENT 2 // Words in front of those of a mask: begin and end of what was cleared.

// shadow_note_cleared widens the extent of a mask of words over bits [start, end).
static inline void shadow_note_cleared(uint64_t *words, uint64_t start, uint64_t end) {
  uint64_t *extent = words - SHADOW_EXTENT;
  extent[0] = start / 64 < extent[0] ? start / 64 : extent[0];
  extent[1] = (end + 63) / 64 > extent[1] ? (end + 63) / 64 : extent[1];
}

// shadow_restore_word sets all bits of a mask of wild bytes, if those that were cleared lie in one
// word.
static inline bool shadow_restore_word(struct shadow *shadow, uint64_t size) {
  uint64_t *words = (uint64_t *)(uintptr_t)shadow->wild;
  uint64_t *extent = words - SHADOW_EXTENT;
  if (extent[1] != extent[0] + 1) {
    return false;
  }
  words[extent[0]] = UINT64_MAX;
  extent[0] = bitmask_words(size);
  extent[1] = 0;
  return true;
}

// An allocation's bytes with their shadow; what all functions below work on.
struct shadow_range {
  struct host *host;
  struct shadow *shadow;
  const uint8_t *memory;
  uint64_t size;
};

// shadow_owns_memory says whether there is anything that shadow_release would free.
static inline bool shadow_owns_memory(const struct shadow *shadow, uint64_t size) {
  bool has_words =
      size > SHADOW_INLINE_BITS && (shadow->init_form | shadow->wild_form) >= MASK_BITS;
  return has_words || shadow->concrete != NULL;
}

// shadow_release frees all masks and maps; all bytes are then uninit.
void shadow_release(struct shadow_range range);

// shadow_make_wild makes all bytes initialised and wild. Takes no memory, cannot fail. The cost
// follows what was changed since the last time.
void shadow_make_wild(struct shadow_range range);

// shadow_make_wild_quickly is shadow_make_wild where that gives back no memory; false, with nothing
// changed, where it would, and where much was cleared.
static inline bool shadow_make_wild_quickly(struct shadow *shadow, uint64_t size) {
  if (shadow->concrete != NULL) {
    return false;
  }
  if (size > SHADOW_INLINE_BITS && (shadow->init_form | shadow->wild_form) >= MASK_BITS) {
    bool is_kept = shadow->wild_form == MASK_KEPT;
    if (shadow->init_form == MASK_BITS || (!is_kept && !shadow_restore_word(shadow, size))) {
      return false;
    }
    shadow->wild_form = MASK_KEPT;
  } else {
    shadow->wild_form = MASK_ALL;
  }
  shadow->init_form = MASK_ALL;
  return true;
}

// shadow_mark makes [start, end) plain (init) or uninit. Reserve first, with the same arguments.
bool shadow_reserve(struct shadow_range range, uint64_t start, uint64_t end, bool init);
void shadow_mark(struct shadow_range range, uint64_t start, uint64_t end, bool init);

// shadow_store marks the eight bytes of a pointer. Reserve first, with the same arguments.
bool shadow_reserve_store(struct shadow_range range, uint64_t offset, airlock_prov prov);
void shadow_store(struct shadow_range range, uint64_t offset, airlock_prov prov, uint64_t address);

// shadow_copy gives target bytes the states of source bytes; the ranges may overlap. Reserve first.
// Both before the bytes themselves are copied.
bool shadow_reserve_copy(struct shadow_range target, uint64_t target_offset,
                         struct shadow_range source, uint64_t source_offset, uint64_t size);
void shadow_copy(struct shadow_range target, uint64_t target_offset, struct shadow_range source,
                 uint64_t source_offset, uint64_t size);

// shadow_first_uninit returns the first uninitialised byte in [start, end), or end;
// shadow_first_init the first initialised one.
uint64_t shadow_first_uninit(const struct shadow *shadow, uint64_t size, uint64_t start,
                             uint64_t end);
uint64_t shadow_first_init(const struct shadow *shadow, uint64_t size, uint64_t start,
                           uint64_t end);

// shadow_is_plain says whether no byte in [start, end) carries provenance.
bool shadow_is_plain(const struct shadow *shadow, uint64_t size, uint64_t start, uint64_t end);

// shadow_pointer returns the provenance of the pointer read from eight bytes: the one all of them
// agree on (wild bytes agree with any), wildcard if all are wild, none if any byte disagrees.
airlock_prov shadow_pointer(const struct shadow *shadow, uint64_t size, uint64_t offset);

// shadow_byte tells the state of one byte, without its value.
airlock_byte shadow_byte(const struct shadow *shadow, uint64_t size, uint64_t offset);

#endif
