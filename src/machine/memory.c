// SPDX-License-Identifier: MIT
//
// The functions of the public header that access memory: load, store, copy, look.
//
// Each is: check the access, reserve room for the new state of the bytes, change the state, move
// the bytes. Only the first two can fail, and they change nothing.
#include "machine/foreign.h"
#include "machine/quick.h"
#include "machine/value.h"

#include <inttypes.h>
#include <string.h>

airlock_status airlock_check(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                             uint64_t align, airlock_access_kind kind) {
  struct allocation *allocation = prov_is_wildcard(pointer.prov)
                                      ? quick_exposed(machine, pointer.address)
                                      : allocation_of(&machine->table, pointer.prov.alloc);
  unsigned ready = kind == AIRLOCK_READ ? READY_READ : READY_WRITE;
  bool is_certain = allocation != NULL && (allocation->ready & ready) != 0 && size != 0 &&
                    quick_fits(allocation, pointer.address, size, align);
  return is_certain ? AIRLOCK_OK : access_verify(machine, pointer, size, align, kind);
}

UNHURRIED airlock_status load(airlock_machine *machine, airlock_scalar *out_scalar,
                              const airlock_ptr *base, uint64_t distance,
                              const airlock_type *type) {
  airlock_ptr pointer = airlock_ptr_wrapping_add(*base, distance);
  airlock_status status = value_require_scalar(machine, type);
  struct access access;
  if (status == AIRLOCK_OK) {
    status = access_begin(machine, &access, pointer, type->size, type->align, AIRLOCK_READ);
  }
  if (status == AIRLOCK_OK) {
    status = access_require_init(machine, &access, type->size);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_scalar scalar = value_read_scalar(access.allocation, access.offset, type->kind);
  status = value_validate(machine, scalar, type, type->name);
  if (status == AIRLOCK_OK) {
    *out_scalar = scalar;
  }
  return status;
}

UNHURRIED airlock_status load_pointer(airlock_machine *machine, airlock_scalar *out_scalar,
                                      const airlock_ptr *base, uint64_t distance,
                                      const airlock_type *type, struct allocation *allocation) {
  uint64_t offset = quick_offset(allocation, base->address + distance);
  return quick_load_pointer(machine, out_scalar, allocation, offset, type)
             ? AIRLOCK_OK
             : load(machine, out_scalar, base, distance, type);
}

// Where reading is allowed.
QUICK airlock_status load_from(airlock_machine *machine, airlock_scalar *out_scalar,
                               const airlock_ptr *base, uint64_t distance, const airlock_type *type,
                               struct allocation *allocation) {
  uint64_t address = base->address + distance;
  uint64_t offset = quick_offset(allocation, address);
  if (!quick_are_init(allocation, offset, type->bits)) {
    return load(machine, out_scalar, base, distance, type);
  }
  if (type->pace > PACE_BOOL) {
    return load_pointer(machine, out_scalar, base, distance, type, allocation);
  }
  airlock_ptr value = {quick_read(allocation->base + offset, type->size), {{0}, {0}}};
  if (value.address > type->largest) {
    return load(machine, out_scalar, base, distance, type);
  }
  quick_fill(out_scalar, type, value);
  return AIRLOCK_OK;
}

UNHURRIED airlock_status load_shared(airlock_machine *machine, airlock_scalar *out_scalar,
                                     const airlock_ptr *base, uint64_t distance,
                                     const airlock_type *type) {
  struct allocation *allocation = quick_synchronised(machine, base, distance, type, READY_READ);
  return allocation != NULL ? load_from(machine, out_scalar, base, distance, type, allocation)
                            : load(machine, out_scalar, base, distance, type);
}

airlock_status airlock_load_at(airlock_machine *machine, airlock_scalar *out_scalar,
                               const airlock_ptr *base, uint64_t distance,
                               const airlock_type *type) {
  struct allocation *allocation =
      type->pace == PACE_SLOW
          ? NULL
          : quick_allocation(machine, base->prov.alloc, base->address + distance, type->size,
                             type->align, READY_READ);
  return allocation != NULL ? load_from(machine, out_scalar, base, distance, type, allocation)
                            : load_shared(machine, out_scalar, base, distance, type);
}

airlock_status airlock_load(airlock_machine *machine, airlock_scalar *out_scalar,
                            airlock_ptr pointer, const airlock_type *type) {
  return airlock_load_at(machine, out_scalar, &pointer, 0, type);
}

// Makes [offset, offset + size) of an access plain or uninitialised.
static airlock_status mark(airlock_machine *machine, const struct access *access, uint64_t size,
                           bool init) {
  struct shadow_range range = machine_shadow(machine, access->allocation);
  if (!shadow_reserve(range, access->offset, access->offset + size, init)) {
    return machine_no_memory(machine);
  }
  shadow_mark(range, access->offset, access->offset + size, init);
  return AIRLOCK_OK;
}

static airlock_status store_pointer(airlock_machine *machine, const struct access *access,
                                    airlock_ptr pointer) {
  struct shadow_range range = machine_shadow(machine, access->allocation);
  if (!shadow_reserve_store(range, access->offset, pointer.prov)) {
    return machine_no_memory(machine);
  }
  shadow_store(range, access->offset, pointer.prov, pointer.address);
  exposure_stored(machine, access->allocation, access->slot, pointer.prov);
  return AIRLOCK_OK;
}

UNHURRIED airlock_status store(airlock_machine *machine, const airlock_ptr *base, uint64_t distance,
                               const airlock_scalar *scalar, const airlock_type *type) {
  airlock_ptr pointer = airlock_ptr_wrapping_add(*base, distance);
  airlock_status status = value_require_scalar(machine, type);
  bool init = scalar->kind != AIRLOCK_UNINIT;
  if (status == AIRLOCK_OK && init) {
    status = airlock_expect(machine, *scalar, type->kind);
  }
  struct access access;
  if (status == AIRLOCK_OK) {
    status = access_begin(machine, &access, pointer, type->size, type->align, AIRLOCK_WRITE);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  status = init && type_is_pointer(type) ? store_pointer(machine, &access, scalar->as.ptr)
                                         : mark(machine, &access, type->size, init);
  if (status == AIRLOCK_OK && init) {
    value_to_bytes(access.allocation->base + access.offset, *scalar);
    status = foreign_end(machine, &access);
  }
  return status;
}

// To where storing it is allowed, but changes the states of bytes: a scalar of the type's kind.
UNHURRIED airlock_status store_quickly(airlock_machine *machine, const airlock_ptr *base,
                                       uint64_t distance, const airlock_scalar *scalar,
                                       const airlock_type *type, struct allocation *allocation) {
  uint64_t offset = quick_offset(allocation, base->address + distance);
  bool is_pointer = type->pace > PACE_BOOL;
  if (is_pointer ? !quick_store_pointer(allocation, offset, &scalar->as.ptr)
                 : !quick_make_plain(allocation, offset, type->size, type->bits)) {
    return store(machine, base, distance, scalar, type);
  }
  if (!is_pointer) {
    quick_write(allocation->base + offset, scalar->as.bits[0], type->size);
  }
  return AIRLOCK_OK;
}

// A scalar of the type's kind, to where writing is allowed.
QUICK airlock_status store_to(airlock_machine *machine, const airlock_ptr *base, uint64_t distance,
                              const airlock_scalar *scalar, const airlock_type *type,
                              struct allocation *allocation) {
  if (type->pace > PACE_BOOL || !quick_is_settled(allocation)) {
    return store_quickly(machine, base, distance, scalar, type, allocation);
  }
  uint64_t offset = quick_offset(allocation, base->address + distance);
  quick_write(allocation->base + offset, scalar->as.bits[0], type->size);
  return AIRLOCK_OK;
}

UNHURRIED airlock_status store_shared(airlock_machine *machine, const airlock_ptr *base,
                                      uint64_t distance, const airlock_scalar *scalar,
                                      const airlock_type *type) {
  struct allocation *allocation =
      scalar->kind != type->kind ? NULL
                                 : quick_synchronised(machine, base, distance, type, READY_WRITE);
  return allocation != NULL ? store_to(machine, base, distance, scalar, type, allocation)
                            : store(machine, base, distance, scalar, type);
}

airlock_status airlock_store_at(airlock_machine *machine, const airlock_ptr *base,
                                uint64_t distance, const airlock_scalar *scalar,
                                const airlock_type *type) {
  struct allocation *allocation =
      type->pace == PACE_SLOW || scalar->kind != type->kind
          ? NULL
          : quick_allocation(machine, base->prov.alloc, base->address + distance, type->size,
                             type->align, READY_WRITE);
  return allocation != NULL ? store_to(machine, base, distance, scalar, type, allocation)
                            : store_shared(machine, base, distance, scalar, type);
}

airlock_status airlock_store(airlock_machine *machine, airlock_ptr pointer, airlock_scalar scalar,
                             const airlock_type *type) {
  return airlock_store_at(machine, &pointer, 0, &scalar, type);
}

airlock_status airlock_read(airlock_machine *machine, void *out_bytes, airlock_ptr pointer,
                            size_t size) {
  struct access access;
  airlock_status status = access_begin(machine, &access, pointer, size, 1, AIRLOCK_READ);
  if (status != AIRLOCK_OK || size == 0) {
    return status;
  }
  status = access_require_init(machine, &access, size);
  if (status == AIRLOCK_OK) {
    memcpy(out_bytes, access.allocation->base + access.offset, size);
  }
  return status;
}

static uint8_t *bytes_of(const struct access *access) {
  return access->allocation->base + access->offset;
}

// Begins a write of `size` bytes that become plain, or uninitialised.
static airlock_status begin_write(airlock_machine *machine, struct access *out_access,
                                  airlock_ptr pointer, uint64_t size, bool init) {
  airlock_status status = access_begin(machine, out_access, pointer, size, 1, AIRLOCK_WRITE);
  return status == AIRLOCK_OK && size > 0 ? mark(machine, out_access, size, init) : status;
}

airlock_status airlock_write(airlock_machine *machine, airlock_ptr pointer, const void *bytes,
                             size_t size) {
  struct access access;
  airlock_status status = begin_write(machine, &access, pointer, size, true);
  if (status != AIRLOCK_OK || size == 0) {
    return status;
  }
  memcpy(bytes_of(&access), bytes, size);
  return foreign_end(machine, &access);
}

airlock_status airlock_fill(airlock_machine *machine, airlock_ptr pointer, uint8_t value,
                            uint64_t size) {
  struct access access;
  airlock_status status = begin_write(machine, &access, pointer, size, true);
  if (status != AIRLOCK_OK || size == 0) {
    return status;
  }
  memset(bytes_of(&access), value, size);
  return foreign_end(machine, &access);
}

airlock_status airlock_deinit(airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  struct access access;
  return begin_write(machine, &access, pointer, size, false);
}

// What cannot be lent: only the machine's own memory lies still.
static airlock_status check_lendable(airlock_machine *machine, const struct access *access,
                                     uint64_t size, airlock_access_kind kind) {
  const struct allocation *allocation = access->allocation;
  if (access->slot == 0) {
    return machine_fail(machine, AIRLOCK_USAGE_KIND,
                        "the %" PRIu64 " bytes to view lie in memory that native code owns", size);
  }
  if (kind != AIRLOCK_WRITE && !shadow_is_plain(&allocation->shadow, allocation->size,
                                                access->offset, access->offset + size)) {
    return machine_fail(machine, AIRLOCK_USAGE_KIND,
                        "the %" PRIu64 " bytes to view carry provenance", size);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_view(airlock_machine *machine, uint8_t **out_bytes, airlock_ptr pointer,
                            uint64_t size, airlock_access_kind kind) {
  struct access access;
  airlock_access_kind meant = kind == AIRLOCK_WRITE ? AIRLOCK_WRITE : AIRLOCK_READ;
  airlock_status status = access_begin(machine, &access, pointer, size, 1, meant);
  if (status != AIRLOCK_OK || size == 0) {
    *out_bytes = status == AIRLOCK_OK ? NULL : *out_bytes;
    return status;
  }
  if (meant == AIRLOCK_READ) {
    status = access_require_init(machine, &access, size);
  }
  if (status == AIRLOCK_OK) {
    status = check_lendable(machine, &access, size, meant);
  }
  if (status == AIRLOCK_OK && meant == AIRLOCK_WRITE) {
    status = mark(machine, &access, size, true);
  }
  if (status == AIRLOCK_OK) {
    *out_bytes = bytes_of(&access);
  }
  return status;
}

// Copies between two checked accesses of the same size, not 0.
static airlock_status copy(airlock_machine *machine, const struct access *target,
                           const struct access *source, uint64_t size) {
  struct shadow_range target_range = machine_shadow(machine, target->allocation);
  struct shadow_range source_range = machine_shadow(machine, source->allocation);
  if (!shadow_reserve_copy(target_range, target->offset, source_range, source->offset, size)) {
    return machine_no_memory(machine);
  }
  shadow_copy(target_range, target->offset, source_range, source->offset, size);
  memmove(target->allocation->base + target->offset, source->allocation->base + source->offset,
          size);
  exposure_copied(machine, target->allocation, target->slot);
  return AIRLOCK_OK;
}

static airlock_status begin_copy(airlock_machine *machine, struct access *out_target,
                                 struct access *out_source, airlock_ptr target, airlock_ptr source,
                                 uint64_t size, uint64_t align) {
  airlock_status status = access_begin(machine, out_source, source, size, align, AIRLOCK_READ);
  return status == AIRLOCK_OK
             ? access_begin(machine, out_target, target, size, align, AIRLOCK_WRITE)
             : status;
}

airlock_status airlock_copy(airlock_machine *machine, airlock_ptr target, airlock_ptr source,
                            uint64_t size) {
  struct access to;
  struct access from;
  airlock_status status = begin_copy(machine, &to, &from, target, source, size, 1);
  if (status == AIRLOCK_OK && size > 0) {
    status = copy(machine, &to, &from, size);
    status = status == AIRLOCK_OK ? foreign_end(machine, &to) : status;
  }
  return status;
}

// The value at `from` becomes the one at `to`.
static airlock_status copy_value(airlock_machine *machine, const struct access *to,
                                 const struct access *from, const airlock_type *type) {
  if (type->plain) {
    airlock_status status = value_require_init(machine, from, type, type, 0);
    if (status == AIRLOCK_OK) {
      status = mark(machine, to, type->size, true);
    }
    if (status == AIRLOCK_OK) {
      memmove(bytes_of(to), bytes_of(from), type->size);
    }
    return status;
  }
  airlock_status status = value_check(machine, from, type);
  if (status == AIRLOCK_OK) {
    status = copy(machine, to, from, type->size);
  }
  return status == AIRLOCK_OK ? value_retype(machine, to, type) : status;
}

UNHURRIED airlock_status copy_typed(airlock_machine *machine, const airlock_ptr *target_base,
                                    uint64_t target_distance, const airlock_ptr *source_base,
                                    uint64_t source_distance, const airlock_type *type) {
  airlock_ptr target = airlock_ptr_wrapping_add(*target_base, target_distance);
  airlock_ptr source = airlock_ptr_wrapping_add(*source_base, source_distance);
  struct access to;
  struct access from;
  airlock_status status = begin_copy(machine, &to, &from, target, source, type->size, type->align);
  if (status != AIRLOCK_OK || type->size == 0) {
    return status;
  }
  status = copy_value(machine, &to, &from, type);
  return status == AIRLOCK_OK ? foreign_end(machine, &to) : status;
}

UNHURRIED airlock_status copy_quickly(airlock_machine *machine, const airlock_ptr *target,
                                      uint64_t target_offset, const airlock_ptr *source,
                                      uint64_t source_offset, const airlock_type *type) {
  return quick_copy(machine, target, target_offset, source, source_offset, type)
             ? AIRLOCK_OK
             : copy_typed(machine, target, target_offset, source, source_offset, type);
}

airlock_status airlock_copy_at(airlock_machine *machine, const airlock_ptr *target,
                               uint64_t target_offset, const airlock_ptr *source,
                               uint64_t source_offset, const airlock_type *type) {
  return quick_copy_settled(machine, target, target_offset, source, source_offset, type)
             ? AIRLOCK_OK
             : copy_quickly(machine, target, target_offset, source, source_offset, type);
}

airlock_status airlock_copy_typed(airlock_machine *machine, airlock_ptr target, airlock_ptr source,
                                  const airlock_type *type) {
  return airlock_copy_at(machine, &target, 0, &source, 0, type);
}

airlock_status airlock_byte_at(airlock_machine *machine, airlock_byte *out_byte,
                               airlock_ptr pointer) {
  struct access access;
  airlock_status status = access_begin(machine, &access, pointer, 1, 1, AIRLOCK_READ);
  if (status == AIRLOCK_OK) {
    const struct allocation *allocation = access.allocation;
    *out_byte = shadow_byte(&allocation->shadow, allocation->size, access.offset);
    out_byte->value = allocation->base[access.offset];
  }
  return status;
}
