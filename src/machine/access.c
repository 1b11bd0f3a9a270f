// SPDX-License-Identifier: MIT
//
// The checks of an access, and how each fails. The texts follow Miri's.
#include "machine/foreign.h"
#include "machine/native_block.h"

#include <inttypes.h>

// The beginning of most messages.
#define FAILED_ACCESS "memory access failed: attempting to access %" PRIu64 " byte%s, but got %s"

airlock_status access_fail_dangling(airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  struct pointer_text text = pointer_format(machine, pointer);
  airlock_status status = pointer.address == 0 ? AIRLOCK_UB_NULL_POINTER : AIRLOCK_UB_NO_PROVENANCE;
  if (pointer.address == 0) {
    machine_fail(machine, status, FAILED_ACCESS, size, report_plural(size), text.text);
  } else {
    machine_fail(machine, status, FAILED_ACCESS " which %s", size, report_plural(size), text.text,
                 access_refusal(status));
  }
  return access_explain(machine, status, pointer);
}

static airlock_status fail_foreign(airlock_machine *machine, airlock_ptr pointer, uint64_t size) {
  struct pointer_text text = pointer_format(machine, pointer);
  machine_fail(machine, AIRLOCK_FOREIGN_UNCHECKED,
               "attempting to access %" PRIu64 " byte%s at %s, in memory that native code owns",
               size, report_plural(size), text.text);
  return access_explain(machine, AIRLOCK_FOREIGN_UNCHECKED, pointer);
}

static airlock_status fail_freed(airlock_machine *machine, airlock_ptr pointer) {
  struct pointer_text name = alloc_format(pointer.prov.alloc);
  machine_fail(machine, AIRLOCK_UB_USE_AFTER_FREE,
               "memory access failed: %s has been freed, so this pointer is dangling", name.text);
  return access_explain(machine, AIRLOCK_UB_USE_AFTER_FREE, pointer);
}

// The slot of the exposed live allocation at an address: greatest base not above it, the base
// itself or strictly inside. 0 if there is none. An address before its base, as negative offsets
// have it, finds nothing else than an access there would.
static uint32_t wildcard_slot(const airlock_machine *machine, uint64_t address) {
  uint32_t slot = address_range_find(&machine->range, address);
  if (slot == 0) {
    const struct function *function = machine_function_at(machine, address);
    slot = function != NULL ? function->slot : 0;
  }
  if (slot == 0) {
    const struct block *block = block_map_find(&machine->blocks, address);
    slot = block != NULL ? block->slot : 0;
  }
  if (slot == 0) {
    return 0;
  }
  const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  uint64_t offset = address - (uint64_t)(uintptr_t)allocation->base;
  bool inside = offset == 0 || offset < allocation->size;
  return allocation->live && allocation->exposed && inside ? slot : 0;
}

static bool may_be_native(const airlock_machine *machine, uint64_t address) {
  return address != 0 && !address_range_contains(&machine->range, address) &&
         machine_function_at(machine, address) == NULL;
}

// Memory of native code that floor 3 can name becomes an allocation when it is met first.
static airlock_status adopt_native(airlock_machine *machine, uint64_t address) {
  const struct native_places *places = machine->native_places;
  bool is_named = places != NULL && may_be_native(machine, address);
  return is_named ? places->adopt(machine, address) : AIRLOCK_OK;
}

// A block of native code that has been freed, and whose memory nobody was given since; or the bytes
// behind a live one that are nobody's, which is for the check of bounds to say.
static airlock_status resolve_beside_block(airlock_machine *machine, struct access *out_access,
                                           airlock_ptr pointer, const struct native_block *block) {
  if (block->freed.function != NULL) {
    return fail_freed(machine, (airlock_ptr){pointer.address, {block->alloc, {0}}});
  }
  uint32_t slot = alloc_id_slot(block->alloc);
  *out_access = (struct access){allocation_in_slot(&machine->table, slot), slot,
                                pointer.address - block->base};
  return AIRLOCK_OK;
}

// The allocation that a wildcard means; slot 0 if there is none.
static airlock_status find_wildcard(airlock_machine *machine, struct access *out_access,
                                    airlock_ptr pointer) {
  airlock_status status = AIRLOCK_OK;
  uint32_t slot = wildcard_slot(machine, pointer.address);
  const struct native_block *block = slot == 0 ? native_block_at(machine, pointer.address) : NULL;
  if (block != NULL) {
    return resolve_beside_block(machine, out_access, pointer, block);
  }
  if (slot == 0) {
    status = adopt_native(machine, pointer.address);
    slot = wildcard_slot(machine, pointer.address);
  }
  *out_access = (struct access){NULL, 0, 0};
  if (status == AIRLOCK_OK && slot != 0) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
    *out_access = (struct access){allocation, slot, offset};
    machine->last_native = allocation->kind == AIRLOCK_NATIVE ? slot : machine->last_native;
  }
  return status;
}

static airlock_status resolve_wildcard(airlock_machine *machine, struct access *out_access,
                                       airlock_ptr pointer, uint64_t size) {
  struct access access;
  airlock_status status = find_wildcard(machine, &access, pointer);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (access.slot == 0) {
    return foreign_is_mapped(machine, pointer) ? fail_foreign(machine, pointer, size)
                                               : access_fail_dangling(machine, pointer, size);
  }
  *out_access = access;
  return AIRLOCK_OK;
}

airlock_status access_resolve(airlock_machine *machine, struct access *out_access,
                              airlock_ptr pointer, uint64_t size) {
  if (prov_is_none(pointer.prov)) {
    return access_fail_dangling(machine, pointer, size);
  }
  if (prov_is_wildcard(pointer.prov)) {
    return resolve_wildcard(machine, out_access, pointer, size);
  }
  struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  if (allocation == NULL || !allocation->live) {
    return fail_freed(machine, pointer);
  }
  *out_access = (struct access){allocation, alloc_id_slot(pointer.prov.alloc),
                                pointer.address - (uint64_t)(uintptr_t)allocation->base};
  return AIRLOCK_OK;
}

static airlock_status fail_not_data(airlock_machine *machine, const struct access *access) {
  struct pointer_text name = alloc_format(machine_id_of(access->allocation, access->slot));
  machine_fail(machine, AIRLOCK_UB_NOT_DATA, "accessing %s which contains a %s", name.text,
               access_kind_name(access->allocation));
  access_blame_program(machine);
  access_note_allocation(machine, access->allocation, access->slot);
  return AIRLOCK_UB_NOT_DATA;
}

static airlock_status fail_read_only(airlock_machine *machine, const struct access *access) {
  struct pointer_text name = alloc_format(machine_id_of(access->allocation, access->slot));
  machine_fail(machine, AIRLOCK_UB_READ_ONLY, "writing to %s which is read-only", name.text);
  access_blame_program(machine);
  access_note_allocation(machine, access->allocation, access->slot);
  return AIRLOCK_UB_READ_ONLY;
}

static airlock_status fail_bounds(airlock_machine *machine, const struct access *access,
                                  airlock_ptr pointer, uint64_t size) {
  const struct allocation *allocation = access->allocation;
  airlock_report *facts = &machine->report.facts;
  airlock_ptr named = {pointer.address, {machine_id_of(allocation, access->slot), {0}}};
  machine_fail(machine, AIRLOCK_UB_OUT_OF_BOUNDS, FAILED_ACCESS " which %s", size,
               report_plural(size), pointer_format(machine, named).text,
               access_bounds_text(access->offset, allocation->size).text);
  facts->range_start = facts->bad_start = access->offset;
  facts->range_end = facts->bad_end = access->offset + size;
  access_blame_program(machine);
  access_note_allocation(machine, allocation, access->slot);
  return AIRLOCK_UB_OUT_OF_BOUNDS;
}

static airlock_status fail_alignment(airlock_machine *machine, const struct access *access,
                                     airlock_ptr pointer, uint64_t size, uint64_t align) {
  const struct allocation *allocation = access->allocation;
  airlock_ptr named = {pointer.address, {machine_id_of(allocation, access->slot), {0}}};
  machine_fail(machine, AIRLOCK_UB_MISALIGNED,
               "accessing memory with alignment %" PRIu64 ", but alignment %" PRIu64 " is required",
               pointer.address & -pointer.address, align);
  machine->report.facts.range_start = access->offset;
  machine->report.facts.range_end = access->offset + size;
  access_blame_program(machine);
  report_note(&machine->report, AIRLOCK_NOTE, 0,
              "the pointer is %s, in an allocation of alignment %" PRIu64,
              pointer_format(machine, named).text, UINT64_C(1) << allocation->align_log2);
  access_note_allocation(machine, allocation, access->slot);
  return AIRLOCK_UB_MISALIGNED;
}

static airlock_status ask_embedder(airlock_machine *machine, const struct access *access,
                                   airlock_ptr pointer, uint64_t size, airlock_access_kind kind) {
  if (machine->config.access == NULL) {
    return AIRLOCK_OK;
  }
  airlock_access event = {kind, machine_id_of(access->allocation, access->slot), access->offset,
                          size, pointer.prov};
  return machine->config.access(machine->config.context, &event);
}

// The checks of an access to an allocation, once it is known.
static airlock_status check(airlock_machine *machine, const struct access *access,
                            airlock_ptr pointer, uint64_t size, uint64_t align,
                            airlock_access_kind kind) {
  const struct allocation *allocation = access->allocation;
  if (allocation->kind == AIRLOCK_CODE || allocation->kind == AIRLOCK_VTABLE) {
    return fail_not_data(machine, access);
  }
  if (allocation->read_only && kind != AIRLOCK_READ) {
    return fail_read_only(machine, access);
  }
  if (size > allocation->size || access->offset > allocation->size - size) {
    return fail_bounds(machine, access, pointer, size);
  }
  if ((pointer.address & (align - 1)) != 0) {
    return fail_alignment(machine, access, pointer, size, align);
  }
  return ask_embedder(machine, access, pointer, size, kind);
}

// What is done about a wildcard pointer that means no allocation.
typedef airlock_status foreign_function(airlock_machine *machine, struct access *out_access,
                                        airlock_ptr pointer, uint64_t size, uint64_t align,
                                        airlock_access_kind kind);

static airlock_status check_any(airlock_machine *machine, struct access *out_access,
                                airlock_ptr pointer, uint64_t size, uint64_t align,
                                airlock_access_kind kind, foreign_function *foreign) {
  struct access access = {NULL, 0, 0};
  airlock_status status = AIRLOCK_OK;
  if (size == 0) {
    *out_access = access;
    return AIRLOCK_OK;
  }
  bool is_wildcard = prov_is_wildcard(pointer.prov);
  status = is_wildcard ? find_wildcard(machine, &access, pointer)
                       : access_resolve(machine, &access, pointer, size);
  if (status == AIRLOCK_OK && access.slot == 0) {
    return may_be_native(machine, pointer.address)
               ? foreign(machine, out_access, pointer, size, align, kind)
               : access_fail_dangling(machine, pointer, size);
  }
  if (status == AIRLOCK_OK) {
    status = check(machine, &access, pointer, size, align, kind);
  }
  if (status == AIRLOCK_OK) {
    exposure_synchronise(machine, access.allocation);
    *out_access = access;
  }
  return status;
}

airlock_status access_checked(airlock_machine *machine, struct access *out_access,
                              airlock_ptr pointer, uint64_t size, uint64_t align,
                              airlock_access_kind kind) {
  return check_any(machine, out_access, pointer, size, align, kind, foreign_begin);
}

airlock_status access_verify(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                             uint64_t align, airlock_access_kind kind) {
  struct access access;
  return check_any(machine, &access, pointer, size, align, kind, foreign_check);
}

airlock_status access_require_init(airlock_machine *machine, const struct access *access,
                                   uint64_t size) {
  struct allocation *allocation = access->allocation;
  uint64_t end = access->offset + size;
  uint64_t bad = shadow_first_uninit(&allocation->shadow, allocation->size, access->offset, end);
  if (bad == end) {
    return AIRLOCK_OK;
  }
  uint64_t bad_end = shadow_first_init(&allocation->shadow, allocation->size, bad, end);
  struct pointer_text name = alloc_format(machine_id_of(allocation, access->slot));
  machine_fail(machine, AIRLOCK_UB_UNINITIALIZED,
               "reading memory at %s[0x%" PRIx64 "..0x%" PRIx64
               "], but memory is uninitialized at [0x%" PRIx64 "..0x%" PRIx64 "]",
               name.text, access->offset, end, bad, bad_end);
  airlock_report *facts = &machine->report.facts;
  facts->range_start = access->offset;
  facts->range_end = end;
  facts->bad_start = bad;
  facts->bad_end = bad_end;
  access_blame_program(machine);
  access_note_allocation(machine, allocation, access->slot);
  access_dump(machine, allocation, access->slot, bad, bad_end);
  return AIRLOCK_UB_UNINITIALIZED;
}
