// SPDX-License-Identifier: MIT
//
// Floor 2. The accesses that nearly all are, made quickly.
//
// A quick function either does the whole of what it is asked, every check included, or changes
// nothing and says so; then the general function does it, or says what is wrong. Quick are: a
// concrete pointer to live data that is not stale, with no embedder's hook to ask; up to 64 bytes,
// whose states change without taking memory and without cutting into a stored pointer.
#ifndef AIRLOCK_MACHINE_QUICK_H
#define AIRLOCK_MACHINE_QUICK_H

#include <string.h>

#include "machine/access.h"
#include "machine/type.h"

// Small, and worth its copies: the callers are few and hot.
#define QUICK static inline __attribute__((always_inline))

// What is left when a quick function does not: out of the way, so that it costs no registers.
#define UNHURRIED __attribute__((noinline)) static

#define QUICK_BYTES 64

// quick_target returns the live allocation that a pointer may use, if that is found without
// looking among functions and native memory; NULL if not.
QUICK struct allocation *quick_target(const airlock_machine *machine, airlock_ptr pointer) {
  if (!prov_is_wildcard(pointer.prov)) {
    struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
    return allocation != NULL && allocation->live ? allocation : NULL;
  }
  uint32_t slot = address_range_find(&machine->range, pointer.address);
  struct allocation *allocation = slot == 0 ? NULL : allocation_in_slot(&machine->table, slot);
  return allocation != NULL && allocation->exposed ? allocation : NULL;
}

// quick_allocation returns the allocation in which an access of `size` bytes, 1 to QUICK_BYTES, is
// allowed up to alignment; NULL if that is not certain.
QUICK struct allocation *quick_allocation(const airlock_machine *machine, airlock_ptr pointer,
                                          uint64_t size, uint64_t align, airlock_access_kind kind) {
  struct allocation *allocation = quick_target(machine, pointer);
  if (allocation == NULL || machine->config.access != NULL || allocation->kind == AIRLOCK_CODE ||
      allocation->kind == AIRLOCK_VTABLE || (kind != AIRLOCK_READ && allocation->read_only) ||
      exposure_is_stale(machine, allocation)) {
    return NULL;
  }
  uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
  bool fits = size <= allocation->size && offset <= allocation->size - size;
  return fits && (pointer.address & (align - 1)) == 0 ? allocation : NULL;
}

// The words of a mask with the bit of `offset` in the first.
QUICK uint64_t *quick_mask(uint64_t *field, uint64_t size, uint64_t offset) {
  uint64_t *words = size <= 64 ? field : (uint64_t *)(uintptr_t)*field;
  return words + offset / 64;
}

QUICK bool quick_is_init(struct allocation *allocation, uint64_t offset, uint64_t size) {
  struct shadow *shadow = &allocation->shadow;
  if (!shadow->has_init_mask) {
    return shadow->default_init;
  }
  const uint64_t *words = quick_mask(&shadow->init, allocation->size, offset);
  uint64_t shift = offset % 64;
  uint64_t bits = words[0] >> shift;
  if (shift + size > 64) {
    bits |= words[1] << (64 - shift);
  }
  return (~bits & (UINT64_MAX >> (64 - size))) == 0;
}

// Sets or clears the bits of up to 64 bytes in a mask that is there, and does without it once it
// says the same of all bytes of a small allocation.
QUICK void quick_set(uint64_t *field, bool *io_present, bool *out_uniform, uint64_t whole,
                     uint64_t offset, uint64_t size, bool value) {
  uint64_t *words = quick_mask(field, whole, offset);
  uint64_t shift = offset % 64;
  uint64_t bits = UINT64_MAX >> (64 - size);
  words[0] = value ? words[0] | bits << shift : words[0] & ~(bits << shift);
  if (shift + size > 64) {
    bits >>= 64 - shift;
    words[1] = value ? words[1] | bits : words[1] & ~bits;
  }
  if (whole <= 64 && (*field & bitmask_low(whole)) == (value ? bitmask_low(whole) : 0)) {
    *io_present = false;
    *out_uniform = value;
  }
}

// quick_make_init makes bytes initialised and not wild; false, with nothing changed, when that
// takes a mask that is not there.
QUICK bool quick_make_init(struct allocation *allocation, uint64_t offset, uint64_t size) {
  struct shadow *shadow = &allocation->shadow;
  uint64_t whole = allocation->size;
  if ((shadow->default_wild && !shadow->has_wild_mask) ||
      (!shadow->default_init && !shadow->has_init_mask && size != whole)) {
    return false;
  }
  if (shadow->has_wild_mask) {
    quick_set(&shadow->wild, &shadow->has_wild_mask, &shadow->default_wild, whole, offset, size,
              false);
  }
  if (shadow->has_init_mask) {
    quick_set(&shadow->init, &shadow->has_init_mask, &shadow->default_init, whole, offset, size,
              true);
  } else {
    shadow->default_init = true;
  }
  return true;
}

// quick_make_plain makes bytes initialised and without provenance.
QUICK bool quick_make_plain(struct allocation *allocation, uint64_t offset, uint64_t size) {
  const struct prov_map *map = allocation->shadow.concrete;
  return (map == NULL || prov_map_is_bare(map, offset, size)) &&
         quick_make_init(allocation, offset, size);
}

// quick_scalar_size returns the size of a scalar type of at most eight bytes, whose image is its
// bits (a power of two), 0 for other types.
QUICK uint64_t quick_scalar_size(const airlock_type *type) {
  return type->class == TYPE_SCALAR && type->size <= 8 ? type->size : 0;
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

// quick_provenance returns the provenance of the pointer at an offset.
QUICK airlock_prov quick_provenance(const struct allocation *allocation, uint64_t offset) {
  const struct shadow *shadow = &allocation->shadow;
  if (shadow->concrete != NULL) {
    airlock_prov whole = prov_map_word(shadow->concrete, offset);
    if (!prov_is_none(whole)) {
      return whole;
    }
  }
  return shadow_pointer(shadow, allocation->size, offset);
}

// quick_is_valid says whether a scalar of a type certainly is a valid value of it.
QUICK bool quick_is_valid(const airlock_machine *machine, airlock_ptr pointer,
                          const airlock_type *type) {
  if (!type->restricted) {
    return true;
  }
  if (type->kind == AIRLOCK_BOOL) {
    return pointer.address <= 1;
  }
  if (!type->dereferenceable || type->target_size == 0) {
    return false;
  }
  const struct allocation *target = allocation_of(&machine->table, pointer.prov.alloc);
  uint64_t offset = target == NULL ? 0 : pointer.address - (uint64_t)(uintptr_t)target->base;
  return target != NULL && target->live && type->target_size <= target->size &&
         offset <= target->size - type->target_size &&
         (pointer.address & (type->target_align - 1)) == 0;
}

// quick_load reads a scalar of a type.
QUICK bool quick_load(const airlock_machine *machine, airlock_scalar *out_scalar,
                      airlock_ptr pointer, const airlock_type *type) {
  uint64_t size = quick_scalar_size(type);
  struct allocation *allocation =
      size == 0 ? NULL : quick_allocation(machine, pointer, size, type->align, AIRLOCK_READ);
  if (allocation == NULL) {
    return false;
  }
  uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
  if (!quick_is_init(allocation, offset, size)) {
    return false;
  }
  airlock_ptr value = {quick_read(allocation->base + offset, size), airlock_prov_none()};
  if (type_is_pointer(type)) {
    value.prov = quick_provenance(allocation, offset);
  }
  if (!quick_is_valid(machine, value, type)) {
    return false;
  }
  out_scalar->kind = type->kind;
  out_scalar->reserved = 0;
  out_scalar->as.ptr = value;
  return true;
}

// quick_make_pointer is quick_make_plain for a pointer that is stored whole.
QUICK bool quick_make_pointer(struct allocation *allocation, airlock_ptr pointer, uint64_t offset) {
  if (prov_is_none(pointer.prov)) {
    return quick_make_plain(allocation, offset, sizeof pointer.address);
  }
  struct prov_map *map = allocation->shadow.concrete;
  if (!prov_is_concrete(pointer.prov) || allocation->exposed || map == NULL ||
      !prov_map_has_room(map, offset) ||
      !quick_make_init(allocation, offset, sizeof pointer.address)) {
    return false;
  }
  prov_map_store(map, offset, pointer.prov);
  return true;
}

// quick_store writes a scalar of a type.
QUICK bool quick_store(const airlock_machine *machine, airlock_ptr pointer,
                       const airlock_scalar *scalar, const airlock_type *type) {
  uint64_t size = quick_scalar_size(type);
  struct allocation *allocation =
      size == 0 || scalar->kind != type->kind
          ? NULL
          : quick_allocation(machine, pointer, size, type->align, AIRLOCK_WRITE);
  if (allocation == NULL) {
    return false;
  }
  uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
  bool is_made = type_is_pointer(type) ? quick_make_pointer(allocation, scalar->as.ptr, offset)
                                       : quick_make_plain(allocation, offset, size);
  if (is_made) {
    quick_write(allocation->base + offset, scalar->as.bits[0], size);
  }
  return is_made;
}

// quick_copy copies a value of a type of which every image is valid.
QUICK bool quick_copy(const airlock_machine *machine, airlock_ptr target, airlock_ptr source,
                      const airlock_type *type) {
  uint64_t size = type->size;
  if (!type->plain || size - 1 >= QUICK_BYTES) {
    return false;
  }
  struct allocation *from = quick_allocation(machine, source, size, type->align, AIRLOCK_READ);
  struct allocation *to = quick_allocation(machine, target, size, type->align, AIRLOCK_WRITE);
  if (from == NULL || to == NULL) {
    return false;
  }
  uint64_t source_offset = source.address - (uint64_t)(uintptr_t)from->base;
  uint64_t target_offset = target.address - (uint64_t)(uintptr_t)to->base;
  if (!quick_is_init(from, source_offset, size) || !quick_make_plain(to, target_offset, size)) {
    return false;
  }
  memmove(to->base + target_offset, from->base + source_offset, size);
  return true;
}

#endif
