// SPDX-License-Identifier: MIT
//
// What messages say of pointers and of the memory that they mean: their names, what became of that
// memory, what else lies there, and whose fault it is. The texts follow Miri's.
#include "machine/access.h"
#include "machine/adoption.h"
#include "machine/native_block.h"

#include <inttypes.h>
#include <stdio.h>

struct pointer_text alloc_format(airlock_alloc_id alloc) {
  struct pointer_text out;
  uint32_t generation = alloc_id_generation(alloc);
  if (generation == 0) {
    (void)snprintf(out.text, sizeof out.text, "alloc%" PRIu32, alloc_id_slot(alloc));
  } else {
    (void)snprintf(out.text, sizeof out.text, "alloc%" PRIu32 ".%" PRIu32, alloc_id_slot(alloc),
                   generation);
  }
  return out;
}

struct pointer_text pointer_format(const airlock_machine *machine, airlock_ptr pointer) {
  struct pointer_text out;
  if (!prov_is_concrete(pointer.prov)) {
    if (pointer.address == 0) {
      (void)snprintf(out.text, sizeof out.text, "null pointer");
    } else {
      (void)snprintf(out.text, sizeof out.text, "0x%" PRIx64 "[%s]", pointer.address,
                     prov_is_none(pointer.prov) ? "noalloc" : "wildcard");
    }
    return out;
  }
  const struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  struct pointer_text name = alloc_format(pointer.prov.alloc);
  if (allocation == NULL) {
    (void)snprintf(out.text, sizeof out.text, "0x%" PRIx64 "[%.24s]", pointer.address, name.text);
    return out;
  }
  uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
  bool before = (int64_t)offset < 0;
  (void)snprintf(out.text, sizeof out.text, "%.32s%c0x%" PRIx64, name.text, before ? '-' : '+',
                 before ? -offset : offset);
  return out;
}

void access_blame_program(airlock_machine *machine) {
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "this indicates a bug in the program: it performed an invalid operation, and caused "
              "Undefined Behavior");
}

void access_blame_machine(airlock_machine *machine) {
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "this is likely not a bug in the program; it indicates that the program performed an "
              "operation that airlock does not support");
}

const char *access_kind_name(const struct allocation *allocation) {
  static const char *const names[] = {
      [AIRLOCK_HEAP] = "heap",     [AIRLOCK_STACK] = "stack",   [AIRLOCK_STATIC] = "static",
      [AIRLOCK_CODE] = "function", [AIRLOCK_VTABLE] = "vtable", [AIRLOCK_NATIVE] = "native",
      [AIRLOCK_KEYED] = "keyed",
  };
  return names[allocation->kind];
}

static void note_birth(airlock_machine *machine, const struct allocation *allocation, uint32_t slot,
                       const char *name) {
  const struct origin *origin = origin_of(machine, allocation, slot);
  uint64_t made_at = allocation_annex(&machine->table, slot)->made_at;
  struct native_text by = native_block_text(machine, machine_id_of(allocation, slot), false);
  const char *kind = access_kind_name(allocation);
  struct report *report = &machine->report;
  uint64_t size = allocation->size;
  if (origin != NULL && origin->is_owner) {
    report_note(report, AIRLOCK_ALLOCATED, made_at,
                "%s (%s, %" PRIu64 " byte%s, of `%s`) was adopted%s", name, kind, size,
                report_plural(size), origin->text, made_at != 0 ? " here" : "");
  } else if (origin != NULL) {
    report_note(report, AIRLOCK_NOTE, 0, "%s (%s, %" PRIu64 " byte%s) is %s", name, kind, size,
                report_plural(size), origin->text);
  } else if (made_at != 0) {
    report_note(report, AIRLOCK_ALLOCATED, made_at,
                "%s (%s, %" PRIu64 " byte%s) was allocated here%s", name, kind, size,
                report_plural(size), by.text);
  } else {
    report_note(report, AIRLOCK_ALLOCATED, 0, "%s is %s memory of %" PRIu64 " byte%s%s%s", name,
                kind, size, report_plural(size), by.text[0] != '\0' ? ", allocated" : "", by.text);
  }
}

static void note_death(airlock_machine *machine, const struct allocation *allocation, uint32_t slot,
                       const char *name) {
  const struct origin *origin = origin_of(machine, allocation, slot);
  uint64_t span = allocation->link.freed_at;
  struct native_text by = native_block_text(machine, machine_id_of(allocation, slot), true);
  if (origin != NULL && origin->is_owner) {
    report_note(&machine->report, AIRLOCK_FREED, span, "%s went back to its owner, `%s`,%s", name,
                origin->text, span != 0 ? " here" : " since");
  } else {
    report_note(&machine->report, AIRLOCK_FREED, span, "%s was deallocated%s%s", name,
                span != 0 ? " here" : "", by.text);
  }
}

void access_note_allocation(airlock_machine *machine, const struct allocation *allocation,
                            uint32_t slot) {
  struct pointer_text name = alloc_format(machine_id_of(allocation, slot));
  machine->report.facts.alloc = machine_id_of(allocation, slot);
  if (allocation->kind == AIRLOCK_CODE && allocation->live) {
    uint64_t address = (uint64_t)(uintptr_t)allocation->base;
    report_note(&machine->report, AIRLOCK_NOTE, 0, "%s is the function `%s`", name.text,
                machine_function_at(machine, address)->name);
    return;
  }
  if (allocation->kind == AIRLOCK_VTABLE) {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "%s is a vtable", name.text);
    return;
  }
  note_birth(machine, allocation, slot, name.text);
  if (!allocation->live) {
    note_death(machine, allocation, slot, name.text);
  }
}

const char *access_refusal(airlock_status status) {
  switch (status) {
  case AIRLOCK_UB_NULL_POINTER:
    return "points to no memory";
  case AIRLOCK_UB_USE_AFTER_FREE:
    return "has been freed";
  case AIRLOCK_FOREIGN_UNCHECKED:
    return "lies in memory that native code owns";
  default:
    return "is a dangling pointer (it has no provenance)";
  }
}

// The remembered dead allocation that was at an address last, 0 if there is none.
static uint32_t dead_slot_at(const airlock_machine *machine, uint64_t address) {
  const struct allocation_table *table = &machine->table;
  uint32_t found = 0;
  uint32_t slot = table->oldest_dead;
  for (uint32_t i = 0; i < table->num_dead; i++) {
    const struct allocation *allocation = allocation_in_slot(table, slot);
    uint64_t offset = address - (uint64_t)(uintptr_t)allocation->base;
    found = offset < allocation->size ? slot : found;
    slot = allocation_next_dead(allocation);
  }
  return found;
}

static struct pointer_text slot_name(const airlock_machine *machine, uint32_t slot) {
  return alloc_format(machine_id_of(allocation_in_slot(&machine->table, slot), slot));
}

static bool is_inside(const airlock_machine *machine, uint32_t slot, uint64_t address) {
  const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  return address - (uint64_t)(uintptr_t)allocation->base < allocation->size;
}

// What lies at an address through which nothing may be accessed. A wildcard may have meant memory
// that has been freed rather than what lies in its place now.
static void note_neighbour(airlock_machine *machine, airlock_ptr pointer) {
  struct report *report = &machine->report;
  uint32_t slot = address_range_find(&machine->range, pointer.address);
  slot = slot != 0 ? slot : address_range_find(&machine->range, pointer.address - 1);
  uint32_t dead = dead_slot_at(machine, pointer.address);
  if (slot != 0 && is_inside(machine, slot, pointer.address)) {
    report_note(report, AIRLOCK_NOTE, 0, "%s lies at this address, but %s",
                slot_name(machine, slot).text,
                prov_is_wildcard(pointer.prov) ? "it was never exposed"
                                               : "this pointer has no right to it");
    dead = prov_is_wildcard(pointer.prov) ? dead : 0;
  } else if (slot != 0 && dead == 0) {
    const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    uint64_t beyond = pointer.address - (uint64_t)(uintptr_t)allocation->base - allocation->size;
    if (beyond == 0) {
      report_note(report, AIRLOCK_NOTE, 0, "this address is the end of %s",
                  slot_name(machine, slot).text);
    } else {
      report_note(report, AIRLOCK_NOTE, 0, "this address is %" PRIu64 " byte%s after the end of %s",
                  beyond, report_plural(beyond), slot_name(machine, slot).text);
    }
  }
  if (dead != 0) {
    report_note(report, AIRLOCK_NOTE, 0, "%s lay at this address, but it has been freed",
                slot_name(machine, dead).text);
    slot = dead;
  }
  if (slot != 0) {
    access_note_allocation(machine, allocation_in_slot(&machine->table, slot), slot);
    report->facts.alloc = (airlock_alloc_id){0}; // The pointer is not to that one.
  }
}

airlock_status access_explain(airlock_machine *machine, airlock_status status,
                              airlock_ptr pointer) {
  struct report *report = &machine->report;
  const struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  if (status == AIRLOCK_FOREIGN_UNCHECKED) {
    report_note(report, AIRLOCK_HELP, 0,
                "this is likely not a bug in the program: the machine did not make this memory and "
                "cannot tell its bounds or lifetime");
    return status;
  }
  if (status == AIRLOCK_UB_NO_PROVENANCE) {
    report_note(report, AIRLOCK_HELP, 0, "%s",
                prov_is_wildcard(pointer.prov)
                    ? "no live allocation that was exposed lies at this address"
                    : "a number is no pointer, nor are pointers copied as integers: `with_addr` "
                      "keeps provenance, `with_exposed_provenance` finds exposed memory");
  }
  access_blame_program(machine);
  if (status == AIRLOCK_UB_NO_PROVENANCE) {
    note_neighbour(machine, pointer);
  } else if (status == AIRLOCK_UB_USE_AFTER_FREE) {
    const struct native_block *block =
        prov_is_wildcard(pointer.prov) ? native_block_at(machine, pointer.address) : NULL;
    airlock_alloc_id alloc = block != NULL ? block->alloc : pointer.prov.alloc;
    allocation = allocation_of(&machine->table, alloc);
    report->facts.alloc = alloc;
    if (allocation != NULL) {
      access_note_allocation(machine, allocation, alloc_id_slot(alloc));
    }
  }
  return status;
}

airlock_ptr access_name_freed(const airlock_machine *machine, airlock_ptr pointer) {
  const struct native_block *block =
      prov_is_wildcard(pointer.prov) ? native_block_at(machine, pointer.address) : NULL;
  if (block != NULL && block->freed.function != NULL) {
    pointer.prov.alloc = block->alloc;
  }
  return pointer;
}

struct bounds_text access_bounds_text(uint64_t offset, uint64_t size) {
  struct bounds_text out;
  if ((int64_t)offset < 0) {
    (void)snprintf(out.text, sizeof out.text, "points to before the beginning of the allocation");
  } else if (offset >= size) {
    (void)snprintf(out.text, sizeof out.text,
                   "is at or beyond the end of the allocation of size %" PRIu64 " byte%s", size,
                   report_plural(size));
  } else {
    uint64_t left = size - offset;
    (void)snprintf(out.text, sizeof out.text,
                   "is only %" PRIu64 " byte%s from the end of the allocation", left,
                   report_plural(left));
  }
  return out;
}
