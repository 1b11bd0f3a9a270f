// SPDX-License-Identifier: MIT
//
// Floor 2. The accesses that nearly all are, made quickly.
//
// A quick function either does the whole of what it is asked, every check included, or changes
// nothing and says so; then the general function does it, or says what is wrong. Quick are: a
// concrete pointer to live data that is not stale, with no embedder's hook to ask; to scalars of up
// to eight bytes, and to plain values, where states change without taking memory and without
// cutting into a stored pointer.
//
// What they are made into calls nothing before it has ended, so that what is left to another
// function is a jump away: a function that calls has registers to save first, and an access is
// hardly more work than that.
#ifndef AIRLOCK_MACHINE_QUICK_H
#define AIRLOCK_MACHINE_QUICK_H

#include <string.h>

#include "machine/access.h"
#include "machine/type.h"

// Small, and worth its copies: the callers are few and hot.
#define QUICK static inline __attribute__((always_inline))

// What is left when a quick function does not: out of the way, so that it costs no registers.
#define UNHURRIED __attribute__((noinline)) static

// quick_exposed returns the live allocation that a wildcard pointer may use, if that is found
// without looking among functions and native memory, but for the last that was used; NULL if not.
// It may lie elsewhere: the check of bounds is to follow.
QUICK struct allocation *quick_exposed(const airlock_machine *machine, uint64_t address) {
  uint32_t slot = address_range_find(&machine->range, address);
  slot = slot == 0 ? machine->last_native : slot;
  struct allocation *allocation = slot == 0 ? NULL : allocation_in_slot(&machine->table, slot);
  return allocation != NULL && allocation->exposed ? allocation : NULL;
}

// quick_fits says whether an access of `size` bytes, not 0, lies inside an allocation, and aligned.
QUICK bool quick_fits(const struct allocation *allocation, uint64_t address, uint64_t size,
                      uint64_t align) {
  uint64_t offset = address - (uint64_t)(uintptr_t)allocation->base;
  bool fits = size <= allocation->size && offset <= allocation->size - size;
  return fits && (address & (align - 1)) == 0;
}

// quick_is_allowed says whether an access of `size` bytes, not 0, in an allocation is allowed up to
// alignment. `ready` is READY_READ or READY_WRITE.
QUICK bool quick_is_allowed(const airlock_machine *machine, const struct allocation *allocation,
                            uint64_t address, uint64_t size, uint64_t align, unsigned ready) {
  if ((allocation->ready & (ready | READY_STALE)) != ready &&
      ((allocation->ready & ready) == 0 || allocation->shadow.epoch != machine->epoch)) {
    return false;
  }
  return quick_fits(allocation, address, size, align);
}

// quick_allocation returns the allocation of a concrete pointer, if the access is allowed; NULL if
// that is not certain.
QUICK struct allocation *quick_allocation(const airlock_machine *machine, airlock_alloc_id alloc,
                                          uint64_t address, uint64_t size, uint64_t align,
                                          unsigned ready) {
  struct allocation *allocation = allocation_of(&machine->table, alloc);
  bool is_allowed =
      allocation != NULL && quick_is_allowed(machine, allocation, address, size, align, ready);
  return is_allowed ? allocation : NULL;
}

// quick_shared is quick_allocation of a wildcard pointer.
QUICK struct allocation *quick_shared(const airlock_machine *machine, uint64_t address,
                                      uint64_t size, uint64_t align, unsigned ready) {
  struct allocation *allocation = quick_exposed(machine, address);
  bool is_allowed =
      allocation != NULL && quick_is_allowed(machine, allocation, address, size, align, ready);
  return is_allowed ? allocation : NULL;
}

// quick_any is both.
QUICK struct allocation *quick_any(const airlock_machine *machine, airlock_prov prov,
                                   uint64_t address, uint64_t size, uint64_t align,
                                   unsigned ready) {
  struct allocation *allocation =
      quick_allocation(machine, prov.alloc, address, size, align, ready);
  return allocation == NULL && prov_is_wildcard(prov)
             ? quick_shared(machine, address, size, align, ready)
             : allocation;
}

// quick_synchronised is both for a single scalar, where it is no matter that a function is called:
// if the allocation is stale it is brought up to date, so that the next access finds it so.
QUICK struct allocation *quick_synchronised(airlock_machine *machine, const airlock_ptr *base,
                                            uint64_t distance, const airlock_type *type,
                                            unsigned ready) {
  uint64_t address = base->address + distance;
  struct allocation *allocation = prov_is_wildcard(base->prov)
                                      ? quick_exposed(machine, address)
                                      : allocation_of(&machine->table, base->prov.alloc);
  if (type->pace == PACE_SLOW || allocation == NULL || (allocation->ready & ready) == 0 ||
      !quick_fits(allocation, address, type->size, type->align)) {
    return NULL;
  }
  exposure_synchronise(machine, allocation);
  return allocation;
}

// quick_is_deallocation says whether live heap memory may be deallocated like this.
QUICK bool quick_is_deallocation(const struct allocation *allocation, uint64_t address,
                                 uint64_t size, uint64_t align) {
  return (allocation->ready & READY_WRITE) != 0 && allocation->kind == AIRLOCK_HEAP &&
         address == (uint64_t)(uintptr_t)allocation->base && size == allocation->size &&
         align == UINT64_C(1) << allocation->align_log2;
}

QUICK uint64_t quick_offset(const struct allocation *allocation, uint64_t address) {
  return address - (uint64_t)(uintptr_t)allocation->base;
}

// The word of a mask with the bit of `offset`.
QUICK uint64_t *quick_word(uint64_t *field, uint64_t whole, uint64_t offset) {
  return whole <= 64 ? field : (uint64_t *)(uintptr_t)*field + offset / 64;
}

// quick_bits returns one bit for each of `size` bytes, 1 to 64.
QUICK uint64_t quick_bits(uint64_t size) {
  return UINT64_MAX >> (64 - size);
}

// quick_are_init says whether bytes are initialised whose bits lie in one word of the mask; `bits`
// has one for each. Those of a scalar do: it is aligned to its size, and so is the begin of an
// allocation that is ready.
QUICK bool quick_are_init(struct allocation *allocation, uint64_t offset, uint64_t bits) {
  struct shadow *shadow = &allocation->shadow;
  if (shadow->init_form != MASK_BITS) {
    return shadow->init_form == MASK_ALL;
  }
  uint64_t word = *quick_word(&shadow->init, allocation->size, offset);
  return (~(word >> offset % 64) & bits) == 0;
}

// Sets or clears bits in one word of a mask. That of a small allocation is made when it is not
// there, and is done without once it says the same of all bytes.
QUICK void quick_set(uint64_t *field, uint8_t *form, uint64_t whole, uint64_t offset, uint64_t bits,
                     bool value) {
  if (*form != MASK_BITS) {
    *field = *form == MASK_ALL ? UINT64_MAX : 0;
    *form = MASK_BITS;
  }
  uint64_t *word = quick_word(field, whole, offset);
  *word = value ? *word | bits << offset % 64 : *word & ~(bits << offset % 64);
  if (whole <= 64 && ((value ? ~*word : *word) & quick_bits(whole)) == 0) {
    *form = value ? MASK_ALL : MASK_NONE;
  }
}

// Makes a whole allocation initialised and not wild; false when that gives back memory.
QUICK bool quick_make_whole_init(struct allocation *allocation) {
  struct shadow *shadow = &allocation->shadow;
  if (allocation->size > 64 && (shadow->init_form | shadow->wild_form) >= MASK_BITS) {
    return false;
  }
  shadow->init_form = MASK_ALL;
  shadow->wild_form = MASK_NONE;
  return true;
}

// Whether an allocation of more than 64 bytes has the words of the masks that it needs. Those that
// are kept while all bytes are wild are taken up again.
QUICK bool quick_has_words(struct shadow *shadow, bool is_wild, bool is_partial) {
  if ((is_partial && shadow->init_form != MASK_BITS) ||
      (is_wild && shadow->wild_form < MASK_BITS)) {
    return false;
  }
  shadow->wild_form = is_wild ? MASK_BITS : MASK_NONE;
  return true;
}

// quick_make_init makes bytes, whose bits lie in one word, initialised and not wild; false, with
// nothing changed, when that takes or gives back memory. `bits` has one for each.
QUICK bool quick_make_init(struct allocation *allocation, uint64_t offset, uint64_t size,
                           uint64_t bits) {
  struct shadow *shadow = &allocation->shadow;
  uint64_t whole = allocation->size;
  bool is_wild = shadow->wild_form != MASK_NONE;
  bool is_partial = shadow->init_form != MASK_ALL;
  if (!is_wild && !is_partial) {
    return true;
  }
  if (size == whole) {
    return quick_make_whole_init(allocation);
  }
  if (whole > 64 && !quick_has_words(shadow, is_wild, is_partial)) {
    return false;
  }
  if (is_partial) {
    quick_set(&shadow->init, &shadow->init_form, whole, offset, bits, true);
  }
  if (is_wild) {
    quick_set(&shadow->wild, &shadow->wild_form, whole, offset, bits, false);
    if (whole > 64) {
      shadow_note_cleared(quick_word(&shadow->wild, whole, 0), offset, offset + size);
    }
  }
  return true;
}

// quick_is_settled says whether all bytes are initialised and without provenance: then it takes no
// change of states to write plain values.
QUICK bool quick_is_settled(const struct allocation *allocation) {
  const struct shadow *shadow = &allocation->shadow;
  return shadow->concrete == NULL && shadow->init_form == MASK_ALL &&
         shadow->wild_form == MASK_NONE;
}

// quick_make_plain makes bytes, whose bits lie in one word, initialised and without provenance.
QUICK bool quick_make_plain(struct allocation *allocation, uint64_t offset, uint64_t size,
                            uint64_t bits) {
  const struct prov_map *map = allocation->shadow.concrete;
  return (map == NULL || prov_map_is_bare(map, offset, size)) &&
         quick_make_init(allocation, offset, size, bits);
}

QUICK uint64_t quick_read(const uint8_t *bytes, uint64_t size) {
  uint64_t wide = 0;
  uint32_t half = 0;
  uint16_t quarter = 0;
  switch (size) {
  case 8:
    memcpy(&wide, bytes, 8);
    return wide;
  case 4:
    memcpy(&half, bytes, 4);
    return half;
  case 2:
    memcpy(&quarter, bytes, 2);
    return quarter;
  default:
    return *bytes;
  }
}

QUICK void quick_write(uint8_t *bytes, uint64_t bits, uint64_t size) {
  switch (size) {
  case 8:
    memcpy(bytes, &bits, 8);
    break;
  case 4:
    memcpy(bytes, &bits, 4);
    break;
  case 2:
    memcpy(bytes, &bits, 2);
    break;
  default:
    *bytes = (uint8_t)bits;
    break;
  }
}

// quick_provenance finds the provenance of the pointer at an offset, if that takes no look at
// single bytes.
QUICK bool quick_provenance(const struct allocation *allocation, airlock_prov *out_prov,
                            uint64_t offset) {
  const struct shadow *shadow = &allocation->shadow;
  if (shadow->concrete != NULL) {
    *out_prov = prov_map_word(shadow->concrete, offset);
    if (!prov_is_none(*out_prov)) {
      return true;
    }
    if (!prov_map_is_bare(shadow->concrete, offset, PROV_WORD_SIZE)) {
      return false;
    }
  }
  *out_prov = shadow->wild_form != MASK_NONE ? airlock_prov_wildcard() : airlock_prov_none();
  return shadow->wild_form != MASK_BITS;
}

// quick_is_reference says whether a pointer certainly leads to what a type of pace REFERENCE says.
QUICK bool quick_is_reference(const airlock_machine *machine, airlock_ptr pointer,
                              const airlock_type *type) {
  const struct allocation *target = allocation_of(&machine->table, pointer.prov.alloc);
  if (target == NULL || !target->live) {
    return false;
  }
  return type->target_size <= target->size &&
         quick_offset(target, pointer.address) <= target->size - type->target_size &&
         (pointer.address & (type->target_align - 1)) == 0;
}

QUICK void quick_fill(airlock_scalar *out_scalar, const airlock_type *type, airlock_ptr value) {
  out_scalar->kind = type->kind;
  out_scalar->reserved = 0;
  out_scalar->as.ptr = value;
}

// quick_load_pointer reads a pointer that is initialised at an offset.
QUICK bool quick_load_pointer(const airlock_machine *machine, airlock_scalar *out_scalar,
                              const struct allocation *allocation, uint64_t offset,
                              const airlock_type *type) {
  airlock_ptr value = {quick_read(allocation->base + offset, PROV_WORD_SIZE), {{0}, {0}}};
  if (!quick_provenance(allocation, &value.prov, offset) ||
      (type->pace == PACE_REFERENCE && !quick_is_reference(machine, value, type))) {
    return false;
  }
  quick_fill(out_scalar, type, value);
  return true;
}

// quick_store_pointer writes a pointer at an offset.
QUICK bool quick_store_pointer(struct allocation *allocation, uint64_t offset,
                               const airlock_ptr *pointer) {
  airlock_prov prov = pointer->prov;
  uint64_t bits = quick_bits(PROV_WORD_SIZE);
  struct prov_map *map = allocation->shadow.concrete;
  if (prov_is_none(prov)) {
    if (!quick_make_plain(allocation, offset, PROV_WORD_SIZE, bits)) {
      return false;
    }
  } else if (!prov_is_concrete(prov) || allocation->exposed || map == NULL ||
             !prov_map_has_room(map, offset, prov) ||
             !quick_make_init(allocation, offset, PROV_WORD_SIZE, bits)) {
    return false;
  } else {
    prov_map_put(map, offset, prov);
  }
  quick_write(allocation->base + offset, pointer->address, PROV_WORD_SIZE);
  return true;
}

// How many of the bytes from `offset` on have their bits in one word of a mask.
QUICK uint64_t quick_head(uint64_t offset, uint64_t size) {
  uint64_t room = 64 - offset % 64;
  return size < room ? size : room;
}

// quick_are_all_init is quick_are_init for bytes of any number.
QUICK bool quick_are_all_init(struct allocation *allocation, uint64_t offset, uint64_t size) {
  if (allocation->shadow.init_form != MASK_BITS) {
    return allocation->shadow.init_form == MASK_ALL;
  }
  uint64_t head = quick_head(offset, size);
  return size <= 64 && quick_are_init(allocation, offset, quick_bits(head)) &&
         (size == head || quick_are_init(allocation, offset + head, quick_bits(size - head)));
}

// quick_make_all_plain is quick_make_plain for bytes of any number.
QUICK bool quick_make_all_plain(struct allocation *allocation, uint64_t offset, uint64_t size) {
  struct shadow *shadow = &allocation->shadow;
  if (size <= 64) {
    uint64_t head = quick_head(offset, size); // What makes the second part fail fails the first.
    return (shadow->concrete == NULL || prov_map_is_bare(shadow->concrete, offset, size)) &&
           quick_make_init(allocation, offset, head, quick_bits(head)) &&
           (size == head ||
            quick_make_init(allocation, offset + head, size - head, quick_bits(size - head)));
  }
  if (shadow->concrete != NULL || shadow->init_form == MASK_BITS ||
      shadow->wild_form == MASK_BITS) {
    return false;
  }
  return (shadow->init_form == MASK_ALL && shadow->wild_form == MASK_NONE) ||
         (size == allocation->size && quick_make_whole_init(allocation));
}

// quick_copy_settled copies a value of a type of which every image is valid between memory that is
// all initialised and, in the target, without provenance: then no state changes. The target may
// also be a whole new allocation.
QUICK bool quick_copy_settled(const airlock_machine *machine, const airlock_ptr *target,
                              uint64_t target_distance, const airlock_ptr *source,
                              uint64_t source_distance, const airlock_type *type) {
  if (!type->plain) {
    return false;
  }
  uint64_t from_address = source->address + source_distance;
  const struct allocation *from = quick_allocation(machine, source->prov.alloc, from_address,
                                                   type->size, type->align, READY_READ);
  if (from == NULL || from->shadow.init_form != MASK_ALL) {
    return false;
  }
  uint64_t to_address = target->address + target_distance;
  struct allocation *to = quick_allocation(machine, target->prov.alloc, to_address, type->size,
                                           type->align, READY_WRITE);
  if (to == NULL || to->shadow.wild_form != MASK_NONE || to->shadow.concrete != NULL) {
    return false;
  }
  if (to->shadow.init_form != MASK_ALL) {
    if (to->shadow.init_form != MASK_NONE || type->size != to->size) {
      return false;
    }
    to->shadow.init_form = MASK_ALL;
  }
  memmove((uint8_t *)(uintptr_t)to_address, (const uint8_t *)(uintptr_t)from_address, type->size);
  return true;
}

// quick_copy copies a value of a type of which every image is valid.
QUICK bool quick_copy(const airlock_machine *machine, const airlock_ptr *target,
                      uint64_t target_distance, const airlock_ptr *source, uint64_t source_distance,
                      const airlock_type *type) {
  uint64_t size = type->size;
  if (!type->plain || size == 0) {
    return false;
  }
  uint64_t from_address = source->address + source_distance;
  uint64_t to_address = target->address + target_distance;
  struct allocation *from =
      quick_any(machine, source->prov, from_address, size, type->align, READY_READ);
  struct allocation *to =
      quick_any(machine, target->prov, to_address, size, type->align, READY_WRITE);
  if (from == NULL || to == NULL ||
      !quick_are_all_init(from, quick_offset(from, from_address), size) ||
      !quick_make_all_plain(to, quick_offset(to, to_address), size)) {
    return false;
  }
  memmove((uint8_t *)(uintptr_t)to_address, (const uint8_t *)(uintptr_t)from_address, size);
  return true;
}

#endif
