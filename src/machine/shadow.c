// SPDX-License-Identifier: MIT
//
// The shadow of an allocation: two masks that exist only where bytes differ, and a provenance map.
#include "machine/shadow.h"

#include <assert.h>
#include <string.h>

#define POINTER_SIZE 8
#define SETTLING_PART 8 // See settle_init.

// One of the two masks, with the fields it is made of.
struct mask {
  uint64_t *field;
  uint8_t *form;
  bool keeps_words; // While all bytes are set, because they soon will not be.
};

static struct mask init_mask(struct shadow *shadow) {
  return (struct mask){&shadow->init, &shadow->init_form, false};
}

static struct mask wild_mask(struct shadow *shadow) {
  return (struct mask){&shadow->wild, &shadow->wild_form, true};
}

// The value of all bytes, where it is one.
static bool uniform_value(uint8_t form) {
  return (form & MASK_ALL) != 0;
}

static uint64_t *mask_words(uint64_t *field, uint64_t size) {
  return size <= SHADOW_INLINE_BITS ? field : (uint64_t *)(uintptr_t)*field;
}

static const uint64_t *const_mask_words(const uint64_t *field, uint64_t size) {
  return size <= SHADOW_INLINE_BITS ? field : (const uint64_t *)(uintptr_t)*field;
}

static size_t mask_bytes(uint64_t size) {
  return (SHADOW_EXTENT + bitmask_words(size)) * sizeof(uint64_t);
}

static bool mask_reserve(struct host *host, struct mask mask, uint64_t size) {
  if (*mask.form == MASK_BITS) {
    return true;
  }
  bool value = uniform_value(*mask.form);
  if (size <= SHADOW_INLINE_BITS) {
    *mask.field = value ? UINT64_MAX : 0;
  } else if (*mask.form != MASK_KEPT) {
    size_t num_words = bitmask_words(size);
    uint64_t *extent = host_allocate(host, mask_bytes(size));
    if (extent == NULL) {
      return false;
    }
    extent[0] = value ? num_words : 0;
    extent[1] = value ? 0 : num_words;
    memset(extent + SHADOW_EXTENT, value ? 0xff : 0, num_words * sizeof(uint64_t));
    *mask.field = (uint64_t)(uintptr_t)(extent + SHADOW_EXTENT);
  }
  *mask.form = MASK_BITS;
  return true;
}

// Sets all bits that were cleared since the words were made, or last set.
static void mask_restore(uint64_t *words, uint64_t size) {
  uint64_t *extent = words - SHADOW_EXTENT;
  if (extent[0] < extent[1]) {
    memset(words + extent[0], 0xff, (extent[1] - extent[0]) * sizeof *words);
  }
  extent[0] = bitmask_words(size);
  extent[1] = 0;
}

static void mask_make_uniform(struct host *host, struct mask mask, uint64_t size, bool value) {
  if (size <= SHADOW_INLINE_BITS || *mask.form < MASK_BITS) {
    *mask.form = value ? MASK_ALL : MASK_NONE;
    return;
  }
  uint64_t *words = mask_words(mask.field, size);
  if (mask.keeps_words && value) {
    mask_restore(words, size);
    *mask.form = MASK_KEPT;
  } else {
    host_release(host, words - SHADOW_EXTENT, mask_bytes(size));
    *mask.form = value ? MASK_ALL : MASK_NONE;
  }
}

// Whether giving some bytes a value takes bits.
static bool mask_needed(struct mask mask, bool value) {
  return *mask.form == MASK_BITS || uniform_value(*mask.form) != value;
}

static void mask_set(struct mask mask, uint64_t size, uint64_t start, uint64_t end, bool value) {
  if (*mask.form != MASK_BITS) {
    assert(uniform_value(*mask.form) == value);
    return;
  }
  bitmask_set(mask_words(mask.field, size), start, end, value);
  if (size > SHADOW_INLINE_BITS && !value && start < end) {
    shadow_note_cleared(mask_words(mask.field, size), start, end);
  }
  if (size <= SHADOW_INLINE_BITS &&
      (*mask.field & bitmask_low(size)) == (value ? bitmask_low(size) : 0)) {
    *mask.form = value ? MASK_ALL : MASK_NONE;
  }
}

// After a large part of all bytes was made initialised: if no byte is left, the mask is done
// without. The look is no more work than the change was: a large one, of which there are few until
// an array is full.
static void settle_init(struct shadow_range range, uint64_t changed) {
  struct mask mask = init_mask(range.shadow);
  if (*mask.form == MASK_BITS && changed >= range.size / SETTLING_PART &&
      bitmask_find(mask_words(mask.field, range.size), 0, range.size, false) == range.size) {
    mask_make_uniform(range.host, mask, range.size, true);
  }
}

static bool bit_at(uint64_t field, uint8_t form, uint64_t size, uint64_t offset) {
  return form == MASK_BITS ? bitmask_get(const_mask_words(&field, size), offset)
                           : uniform_value(form);
}

static bool is_init(const struct shadow *shadow, uint64_t size, uint64_t offset) {
  return bit_at(shadow->init, shadow->init_form, size, offset);
}

static bool is_wild(const struct shadow *shadow, uint64_t size, uint64_t offset) {
  return bit_at(shadow->wild, shadow->wild_form, size, offset);
}

static void make_uniform(struct shadow_range range, bool init, bool wild) {
  mask_make_uniform(range.host, init_mask(range.shadow), range.size, init);
  mask_make_uniform(range.host, wild_mask(range.shadow), range.size, wild);
}

static void forget_concrete(struct shadow_range range) {
  prov_map_free(range.host, range.shadow->concrete, range.size);
  range.shadow->concrete = NULL;
}

void shadow_release(struct shadow_range range) {
  make_uniform(range, false, false);
  forget_concrete(range);
}

void shadow_make_wild(struct shadow_range range) {
  make_uniform(range, true, true);
  forget_concrete(range);
}

bool shadow_reserve(struct shadow_range range, uint64_t start, uint64_t end, bool init) {
  if (start == 0 && end == range.size) {
    return true;
  }
  struct mask inits = init_mask(range.shadow);
  struct mask wilds = wild_mask(range.shadow);
  return (!mask_needed(inits, init) || mask_reserve(range.host, inits, range.size)) &&
         (!mask_needed(wilds, false) || mask_reserve(range.host, wilds, range.size)) &&
         prov_map_reserve_clear(range.host, range.shadow->concrete, range.size, start, end);
}

void shadow_mark(struct shadow_range range, uint64_t start, uint64_t end, bool init) {
  if (start == 0 && end == range.size) {
    make_uniform(range, init, false);
  } else {
    mask_set(init_mask(range.shadow), range.size, start, end, init);
    mask_set(wild_mask(range.shadow), range.size, start, end, false);
    settle_init(range, end - start);
  }
  prov_map_clear(range.shadow->concrete, start, end);
}

bool shadow_reserve_store(struct shadow_range range, uint64_t offset, airlock_prov prov) {
  uint64_t end = offset + POINTER_SIZE;
  if (!shadow_reserve(range, offset, end, true)) {
    return false;
  }
  if (prov_is_wildcard(prov)) {
    return range.size == POINTER_SIZE ||
           mask_reserve(range.host, wild_mask(range.shadow), range.size);
  }
  enum prov_room room = offset % POINTER_SIZE == 0 ? prov_room_of(prov) : ROOM_FOR_FRAGMENTS;
  return prov_is_none(prov) || prov_map_reserve(range.host, &range.shadow->concrete, range.memory,
                                                range.size, offset, end, room);
}

void shadow_store(struct shadow_range range, uint64_t offset, airlock_prov prov, uint64_t address) {
  bool whole_range = range.size == POINTER_SIZE;
  // The mask that was reserved for a wild pointer must not be folded away by shadow_mark.
  if (prov_is_wildcard(prov) && !whole_range) {
    mask_set(init_mask(range.shadow), range.size, offset, offset + POINTER_SIZE, true);
    prov_map_clear(range.shadow->concrete, offset, offset + POINTER_SIZE);
    mask_set(wild_mask(range.shadow), range.size, offset, offset + POINTER_SIZE, true);
    return;
  }
  shadow_mark(range, offset, offset + POINTER_SIZE, true);
  if (prov_is_wildcard(prov)) {
    range.shadow->wild_form = MASK_ALL;
  } else if (prov_is_concrete(prov) && offset % POINTER_SIZE == 0) {
    prov_map_store(range.shadow->concrete, offset, prov);
  } else if (prov_is_concrete(prov)) {
    for (uint8_t i = 0; i < POINTER_SIZE; i++) {
      struct prov_fragment fragment = {prov, address, i};
      prov_map_set(range.shadow->concrete, offset + i, fragment);
    }
  }
}

static uint64_t find_init(const struct shadow *shadow, uint64_t size, uint64_t start, uint64_t end,
                          bool value) {
  if (shadow->init_form != MASK_BITS) {
    return uniform_value(shadow->init_form) == value ? start : end;
  }
  return bitmask_find(const_mask_words(&shadow->init, size), start, end, value);
}

uint64_t shadow_first_uninit(const struct shadow *shadow, uint64_t size, uint64_t start,
                             uint64_t end) {
  return find_init(shadow, size, start, end, false);
}

uint64_t shadow_first_init(const struct shadow *shadow, uint64_t size, uint64_t start,
                           uint64_t end) {
  return find_init(shadow, size, start, end, true);
}

static bool any_wild(const struct shadow *shadow, uint64_t size, uint64_t start, uint64_t end) {
  if (shadow->wild_form != MASK_BITS) {
    return uniform_value(shadow->wild_form) && start < end;
  }
  return bitmask_find(const_mask_words(&shadow->wild, size), start, end, true) < end;
}

bool shadow_is_plain(const struct shadow *shadow, uint64_t size, uint64_t start, uint64_t end) {
  return !any_wild(shadow, size, start, end) && prov_map_find(shadow->concrete, start, end) == end;
}

airlock_prov shadow_pointer(const struct shadow *shadow, uint64_t size, uint64_t offset) {
  if (shadow->concrete == NULL && shadow->wild_form != MASK_BITS) {
    return uniform_value(shadow->wild_form) ? airlock_prov_wildcard() : airlock_prov_none();
  }
  if (shadow->concrete != NULL) {
    airlock_prov whole = prov_map_word(shadow->concrete, offset);
    if (!prov_is_none(whole)) {
      return whole;
    }
  }
  struct prov_fragment agreed = {0};
  for (uint64_t i = 0; i < POINTER_SIZE; i++) {
    if (is_wild(shadow, size, offset + i)) {
      continue;
    }
    struct prov_fragment found = prov_map_get(shadow->concrete, offset + i);
    if (prov_is_none(found.prov) || found.index != i) {
      return airlock_prov_none();
    }
    if (prov_is_none(agreed.prov)) {
      agreed = found;
    } else if (!prov_equal(found.prov, agreed.prov) || found.image != agreed.image) {
      return airlock_prov_none();
    }
  }
  return prov_is_none(agreed.prov) ? airlock_prov_wildcard() : agreed.prov;
}

airlock_byte shadow_byte(const struct shadow *shadow, uint64_t size, uint64_t offset) {
  airlock_byte byte = {.init = is_init(shadow, size, offset)};
  if (is_wild(shadow, size, offset)) {
    byte.prov = airlock_prov_wildcard();
    return byte;
  }
  struct prov_fragment fragment = prov_map_get(shadow->concrete, offset);
  byte.prov = fragment.prov;
  byte.fragment = fragment.index;
  byte.image = fragment.image;
  return byte;
}

// A copy of states at hand. The two shadows may be the same one.
struct copy {
  struct shadow_range target;
  uint64_t target_offset;
  struct shadow_range source;
  uint64_t source_offset;
  uint64_t size;
};

static bool covers_target(const struct copy *copy) {
  return copy->target_offset == 0 && copy->size == copy->target.size;
}

static bool overlaps(const struct copy *copy) {
  return copy->target.shadow == copy->source.shadow &&
         copy->target_offset < copy->source_offset + copy->size &&
         copy->source_offset < copy->target_offset + copy->size;
}

static bool reserve_mask_copy(const struct copy *copy, struct mask target, struct mask source) {
  bool is_uniform = *source.form != MASK_BITS;
  if (is_uniform && (covers_target(copy) || !mask_needed(target, uniform_value(*source.form)))) {
    return true;
  }
  return mask_reserve(copy->target.host, target, copy->target.size);
}

static void copy_mask(const struct copy *copy, struct mask target, struct mask source) {
  uint64_t start = copy->target_offset;
  bool is_uniform = *source.form != MASK_BITS;
  if (is_uniform && covers_target(copy)) {
    mask_make_uniform(copy->target.host, target, copy->target.size, uniform_value(*source.form));
  } else if (is_uniform) {
    mask_set(target, copy->target.size, start, start + copy->size, uniform_value(*source.form));
  } else {
    uint64_t *words = mask_words(target.field, copy->target.size);
    bitmask_copy(words, start, mask_words(source.field, copy->source.size), copy->source_offset,
                 copy->size);
    if (copy->target.size > SHADOW_INLINE_BITS && copy->size > 0) {
      shadow_note_cleared(words, start, start + copy->size);
    }
  }
}

// Whether a move between overlapping ranges is one of whole words: each onto a word, and neither
// range holds or cuts out anything but whole pointers. Others go byte by byte.
static bool moves_words(const struct copy *copy) {
  const struct prov_map *map = copy->source.shadow->concrete;
  uint64_t source_end = copy->source_offset + copy->size;
  uint64_t target_end = copy->target_offset + copy->size;
  uint64_t size = copy->source.size;
  return (copy->target_offset - copy->source_offset) % POINTER_SIZE == 0 && map != NULL &&
         prov_map_room_of(map, size, copy->source_offset, source_end) < ROOM_FOR_FRAGMENTS &&
         prov_map_room_of(map, size, copy->target_offset, target_end) < ROOM_FOR_FRAGMENTS;
}

#define STRETCH 512

// Byte by byte pointers that lay in the target are taken apart, those too that nothing is moved
// onto.
static bool reserve_replaced(const struct copy *copy) {
  const struct shadow_range *target = &copy->target;
  uint64_t end = copy->target_offset + copy->size;
  uint64_t at = prov_map_find(target->shadow->concrete, copy->target_offset, end);
  while (at < end) {
    uint64_t stop = end - at < STRETCH ? end : at + STRETCH;
    if (!prov_map_reserve(target->host, &target->shadow->concrete, target->memory, target->size, at,
                          stop, ROOM_FOR_FRAGMENTS)) {
      return false;
    }
    at = prov_map_find(target->shadow->concrete, stop, end);
  }
  return true;
}

// Makes room in the target for what lies in one stretch of the source after another, so that memory
// is taken only where there are pointers.
static bool reserve_concrete_copy(const struct copy *copy, bool is_by_bytes) {
  const struct prov_map *map = copy->source.shadow->concrete;
  uint64_t end = copy->source_offset + copy->size;
  bool shifted = (copy->target_offset - copy->source_offset) % POINTER_SIZE != 0;
  uint64_t at = prov_map_find(map, copy->source_offset, end);
  while (at < end) {
    uint64_t stop = end - at < STRETCH ? end : at + STRETCH;
    enum prov_room room = shifted || is_by_bytes
                              ? ROOM_FOR_FRAGMENTS
                              : prov_map_room_of(map, copy->source.size, at, stop);
    uint64_t target_start = at - copy->source_offset + copy->target_offset;
    if (!prov_map_reserve(copy->target.host, &copy->target.shadow->concrete, copy->target.memory,
                          copy->target.size, target_start, target_start + (stop - at), room)) {
      return false;
    }
    at = prov_map_find(map, stop, end);
  }
  return true;
}

bool shadow_reserve_copy(struct shadow_range target, uint64_t target_offset,
                         struct shadow_range source, uint64_t source_offset, uint64_t size) {
  struct copy copy = {target, target_offset, source, source_offset, size};
  bool is_by_bytes = overlaps(&copy) && !moves_words(&copy);
  return reserve_mask_copy(&copy, init_mask(target.shadow), init_mask(source.shadow)) &&
         reserve_mask_copy(&copy, wild_mask(target.shadow), wild_mask(source.shadow)) &&
         prov_map_reserve_clear(target.host, target.shadow->concrete, target.size, target_offset,
                                target_offset + size) &&
         (!is_by_bytes || reserve_replaced(&copy)) && reserve_concrete_copy(&copy, is_by_bytes);
}

// Overlapping ranges begin at the end that is not overwritten before it is read.

static void move_words(const struct copy *copy) {
  struct prov_map *map = copy->target.shadow->concrete;
  bool backwards = copy->target_offset > copy->source_offset;
  uint64_t lead = -copy->source_offset % POINTER_SIZE; // Bytes before the first whole word.
  uint64_t count = copy->size < lead ? 0 : (copy->size - lead) / POINTER_SIZE;
  for (uint64_t done = 0; done < count; done++) {
    uint64_t at = lead + POINTER_SIZE * (backwards ? count - 1 - done : done);
    uint64_t target = copy->target_offset + at;
    airlock_prov prov = prov_map_word(map, copy->source_offset + at);
    if (prov_is_none(prov)) {
      prov_map_clear(map, target, target + POINTER_SIZE);
    } else {
      prov_map_put(map, target, prov);
    }
  }
}

static void move_fragments(const struct copy *copy) {
  struct prov_map *map = copy->target.shadow->concrete;
  bool backwards = copy->target_offset > copy->source_offset;
  for (uint64_t done = 0; done < copy->size; done++) {
    uint64_t at = backwards ? copy->size - 1 - done : done;
    struct prov_fragment fragment = prov_map_get(map, copy->source_offset + at);
    struct prov_fragment before = prov_map_get(map, copy->target_offset + at);
    if (!prov_is_none(fragment.prov) || !prov_is_none(before.prov)) {
      prov_map_set(map, copy->target_offset + at, fragment);
    }
  }
}

static void copy_fragments(const struct copy *copy) {
  struct prov_map *target = copy->target.shadow->concrete;
  const struct prov_map *source = copy->source.shadow->concrete;
  uint64_t end = copy->source_offset + copy->size;
  prov_map_clear(target, copy->target_offset, copy->target_offset + copy->size);
  for (uint64_t at = prov_map_find(source, copy->source_offset, end); at < end;
       at = prov_map_find(source, at, end)) {
    uint64_t target_at = at - copy->source_offset + copy->target_offset;
    airlock_prov whole = prov_map_word(source, at);
    if (!prov_is_none(whole) && target_at % POINTER_SIZE == 0 && end - at >= POINTER_SIZE) {
      prov_map_store(target, target_at, whole);
      at += POINTER_SIZE;
    } else {
      prov_map_set(target, target_at, prov_map_get(source, at));
      at++;
    }
  }
}

void shadow_copy(struct shadow_range target, uint64_t target_offset, struct shadow_range source,
                 uint64_t source_offset, uint64_t size) {
  struct copy copy = {target, target_offset, source, source_offset, size};
  copy_mask(&copy, init_mask(target.shadow), init_mask(source.shadow));
  copy_mask(&copy, wild_mask(target.shadow), wild_mask(source.shadow));
  settle_init(target, size);
  if (source.shadow->concrete == NULL) {
    prov_map_clear(target.shadow->concrete, target_offset, target_offset + size);
    return;
  }
  if (!overlaps(&copy)) {
    copy_fragments(&copy);
  } else if (moves_words(&copy)) {
    move_words(&copy);
  } else {
    move_fragments(&copy);
  }
  prov_map_join(target.shadow->concrete, target_offset, target_offset + size);
}
