// SPDX-License-Identifier: MIT
//
// airlock_memory_check: the invariants of the machine's memory, walked one by one. For tests.
#include "machine/access.h"
#include "machine/adoption.h"

struct invariant_walk {
  airlock_machine *machine;
  const char *broken;
};

// Whether a provenance stored in memory that is neither pending nor stale is harmless.
static bool is_exposed_or_dead(void *context, airlock_prov prov) {
  struct invariant_walk *walk = context;
  const struct allocation *target = allocation_of(&walk->machine->table, prov.alloc);
  if (target != NULL && target->live &&
      !(target->exposed &&
        tag_list_contains(allocation_annex(&walk->machine->table, alloc_id_slot(prov.alloc))->tags,
                          prov.tag))) {
    walk->broken = "exposed memory that is not pending holds unexposed provenance";
    return false;
  }
  return true;
}

static const char *check_index(airlock_machine *machine, const struct allocation *allocation,
                               uint32_t slot) {
  uint64_t address = (uint64_t)(uintptr_t)allocation->base;
  if (allocation->kind == AIRLOCK_CODE) {
    const struct function *function = machine_function_at(machine, address);
    return function != NULL && function->slot == slot ? NULL
                                                      : "a function is not found at its address";
  }
  if (allocation->kind == AIRLOCK_NATIVE) {
    const struct block *block = block_map_find(&machine->blocks, address);
    return block != NULL && block->base == address && block->slot == slot
               ? NULL
               : "native memory is not found at its address";
  }
  if (address_range_find(&machine->range, address) != slot) {
    return "an allocation is not found at its address";
  }
  bool aligned = (address & ((UINT64_C(1) << allocation->align_log2) - 1)) == 0;
  return aligned ? NULL : "an allocation is not aligned";
}

static const char *check_bytes(const struct allocation *allocation) {
  for (uint64_t i = 0; i < allocation->size; i++) {
    airlock_byte byte = shadow_byte(&allocation->shadow, allocation->size, i);
    if (!byte.init && !prov_is_none(byte.prov)) {
      return "an uninitialised byte carries provenance";
    }
    if (prov_is_wildcard(byte.prov) &&
        !prov_is_none(prov_map_get(allocation->shadow.concrete, i).prov)) {
      return "a byte is both wild and a fragment";
    }
  }
  return NULL;
}

// What is noted of an allocation for those who are in a hurry.
static const char *check_notes(const airlock_machine *machine, const struct allocation *allocation,
                               uint32_t slot) {
  struct allocation updated = *allocation;
  machine_update_ready(machine, &updated);
  if (allocation->ready != updated.ready) {
    return "what an allocation is ready for is out of date";
  }
  const struct tag_list *tags =
      allocation->exposed ? allocation_annex(&machine->table, slot)->tags : NULL;
  bool is_done = !allocation->live || (allocation->exposed && tags == NULL);
  return allocation->nothing_to_expose == is_done ? NULL : "what exposing does is out of date";
}

static const char *check_allocation(airlock_machine *machine, const struct allocation *allocation,
                                    uint32_t slot) {
  const char *broken = check_notes(machine, allocation, slot);
  if (broken != NULL) {
    return broken;
  }
  if (!allocation->live) {
    return allocation->exposed || allocation->pending ? "a dead allocation is exposed or pending"
           : shadow_owns_memory(&allocation->shadow, allocation->size)
               ? "a dead allocation owns memory"
               : NULL;
  }
  bool stale = exposure_is_stale(machine, allocation);
  if (allocation->pending && (!allocation->exposed || stale || !allocation->listed)) {
    return "a pending allocation is not exposed, stale, or not in the list";
  }
  if (allocation->kind == AIRLOCK_NATIVE &&
      allocation_annex(&machine->table, slot)->origin > HASH_COUNT(machine->origins)) {
    return "native memory has an origin that nobody knows";
  }
  broken = check_index(machine, allocation, slot);
  if (broken == NULL && !stale) {
    broken = check_bytes(allocation);
  }
  if (broken != NULL || !allocation->exposed || allocation->pending || stale) {
    return broken;
  }
  struct invariant_walk walk = {machine, NULL};
  (void)prov_map_each(allocation->shadow.concrete, is_exposed_or_dead, &walk);
  return walk.broken;
}

const char *airlock_memory_check(airlock_machine *machine) {
  uint64_t live = 0;
  uint64_t bytes = 0;
  uint64_t exposed = 0;
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    const struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    const char *broken = check_allocation(machine, allocation, slot);
    if (broken != NULL) {
      return broken;
    }
    live += allocation->live;
    bytes += allocation->live ? allocation->size : 0;
    exposed += allocation->exposed;
  }
  if (machine->quiet != machine_quiet_warnings(machine)) {
    return "which warnings are quiet is out of date";
  }
  airlock_statistics statistics = machine_statistics(machine);
  bool counted = live == statistics.live_allocations && bytes == statistics.live_bytes &&
                 exposed == statistics.exposed_allocations;
  return counted ? NULL : "the statistics do not add up";
}
