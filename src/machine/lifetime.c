// SPDX-License-Identifier: MIT
//
// The functions of the public header for an allocation as a whole: its birth, its death, what may
// be done with it and what is known of it.
//
// Only memory of the heap is given back by its pointer, size and alignment, as the program's own
// deallocation does it, and what was adopted with a function to release it. Stack memory ends with
// its frame, or when the interpreter says so by its id.
#include "machine/adoption.h"
#include "machine/quick.h"

#include <inttypes.h>

airlock_status airlock_allocate(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t size,
                                uint64_t align, airlock_memory_kind kind) {
  if (!type_is_alignment(align)) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "alignment %" PRIu64 " is no power of two",
                        align);
  }
  if (kind != AIRLOCK_HEAP && kind != AIRLOCK_STACK && kind != AIRLOCK_STATIC &&
      kind != AIRLOCK_VTABLE) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "memory of kind %d cannot be allocated",
                        (int)kind);
  }
  return machine_allocate(machine, out_pointer, size, align, kind);
}

// What may be deallocated: the program's own heap memory, and what was adopted with a function to
// release it.
static bool is_releasable(const struct allocation *allocation) {
  return allocation->kind == AIRLOCK_HEAP ||
         (allocation_is_adopted(allocation) && allocation->link.adoption->release != NULL);
}

// Memory of the program's has the alignment that it was allocated with; other memory has one that
// its address happens to have.
static bool is_deallocation(const struct access *access, uint64_t size, uint64_t align) {
  const struct allocation *allocation = access->allocation;
  uint64_t real_align = UINT64_C(1) << allocation->align_log2;
  bool is_own = allocation->kind == AIRLOCK_HEAP;
  return is_releasable(allocation) && !(is_own && allocation->read_only) && access->offset == 0 &&
         allocation->size == size && (is_own ? real_align == align : align <= real_align);
}

// Who ends native memory, when the program does not.
static void help_with_native(airlock_machine *machine, const struct allocation *allocation) {
  if (allocation->kind != AIRLOCK_NATIVE) {
    return;
  }
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "native code gave this memory, and only its own function may take it back: pass the "
              "pointer to that; `Box::from_raw`, `CString::from_raw` and `Vec::from_raw_parts` are "
              "for what `into_raw` gave");
}

// What is wrong with a deallocation of live memory.
static airlock_status fail_deallocation(airlock_machine *machine, const struct access *access,
                                        uint64_t size, uint64_t align) {
  const struct allocation *allocation = access->allocation;
  airlock_status status = AIRLOCK_UB_DEALLOCATION;
  struct pointer_text name = alloc_format(machine_id_of(allocation, access->slot));
  if (!is_releasable(allocation)) {
    bool is_no_data = allocation->kind == AIRLOCK_CODE || allocation->kind == AIRLOCK_VTABLE;
    machine_fail(machine, status,
                 is_no_data ? "deallocating %s, which is a %s, using heap deallocation"
                            : "deallocating %s, which is %s memory, using heap deallocation",
                 name.text, access_kind_name(allocation));
    help_with_native(machine, allocation);
  } else if (allocation->read_only && allocation->kind == AIRLOCK_HEAP) {
    machine_fail(machine, status, "deallocating %s, which is read-only", name.text);
  } else if (access->offset != 0) {
    bool is_before = (int64_t)access->offset < 0;
    machine_fail(machine, status,
                 "deallocating %s%c0x%" PRIx64
                 ", which does not point to the beginning of the allocation",
                 name.text, is_before ? '-' : '+', is_before ? -access->offset : access->offset);
  } else {
    machine_fail(machine, status,
                 "incorrect layout on deallocation: %s has size %" PRIu64 " and alignment %" PRIu64
                 ", but gave size %" PRIu64 " and alignment %" PRIu64,
                 name.text, allocation->size, UINT64_C(1) << allocation->align_log2, size, align);
  }
  access_blame_program(machine);
  access_note_allocation(machine, allocation, access->slot);
  return status;
}

UNHURRIED airlock_status deallocate(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                                    uint64_t align) {
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, size);
  if (status != AIRLOCK_OK) {
    bool is_dead = status == AIRLOCK_UB_USE_AFTER_FREE;
    pointer = is_dead ? access_name_freed(machine, pointer) : pointer;
    machine_fail(machine, status, "deallocating %s, which %s",
                 is_dead ? alloc_format(pointer.prov.alloc).text
                         : pointer_format(machine, pointer).text,
                 access_refusal(status));
    return access_explain(machine, status, pointer);
  }
  if (!is_deallocation(&access, size, align)) {
    return fail_deallocation(machine, &access, size, align);
  }
  if (machine->config.access != NULL) {
    airlock_access event = {AIRLOCK_DEALLOCATE, machine_id_of(access.allocation, access.slot), 0,
                            size, pointer.prov};
    status = machine->config.access(machine->config.context, &event);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (allocation_is_adopted(access.allocation)) {
    adoption_end(machine, access.slot, true);
  } else {
    machine_deallocate(machine, access.slot);
  }
  return AIRLOCK_OK;
}

airlock_status airlock_deallocate(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                                  uint64_t align) {
  struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  if (allocation == NULL || !quick_is_deallocation(allocation, pointer.address, size, align)) {
    return deallocate(machine, pointer, size, align);
  }
  machine_end(machine, allocation, alloc_id_slot(pointer.prov.alloc),
              (uint8_t *)(uintptr_t)pointer.address, machine_span(machine));
  return AIRLOCK_OK;
}

void airlock_frame_push(airlock_machine *machine) {
  machine->frame++;
}

void airlock_frame_pop(airlock_machine *machine) {
  machine_pop_frame(machine);
}

void airlock_stack_free(airlock_machine *machine, airlock_alloc_id alloc) {
  const struct allocation *allocation = allocation_of(&machine->table, alloc);
  if (allocation != NULL && allocation->live && allocation->kind == AIRLOCK_STACK) {
    machine_deallocate(machine, alloc_id_slot(alloc));
  }
}

airlock_status airlock_set_read_only(airlock_machine *machine, airlock_alloc_id alloc) {
  struct allocation *allocation = allocation_of(&machine->table, alloc);
  if (allocation == NULL || !allocation->live) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "%s is not live",
                        alloc_format(alloc).text);
  }
  exposure_set_read_only(machine, allocation);
  return AIRLOCK_OK;
}

bool airlock_alloc_get_info(const airlock_machine *machine, airlock_alloc_info *out_info,
                            airlock_alloc_id alloc) {
  const struct allocation *allocation = allocation_of(&machine->table, alloc);
  if (allocation == NULL) {
    return false;
  }
  const struct origin *origin = origin_of(machine, allocation, alloc_id_slot(alloc));
  *out_info = (airlock_alloc_info){
      .address = allocation->live ? (uint64_t)(uintptr_t)allocation->base : 0,
      .size = allocation->size,
      .align = UINT64_C(1) << allocation->align_log2,
      .kind = (airlock_memory_kind)allocation->kind,
      .live = allocation->live,
      .read_only = allocation->read_only,
      .exposed = allocation->exposed,
      .made_at = allocation_annex(&machine->table, alloc_id_slot(alloc))->made_at,
      .freed_at = allocation->live ? 0 : allocation->link.freed_at,
      .origin = origin != NULL ? origin->text : NULL,
  };
  return true;
}
