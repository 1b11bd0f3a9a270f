// SPDX-License-Identifier: MIT
//
// The pending list and the rules R1 to R6.
#include "machine/exposure.h"

static void link_pending(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  if (allocation->pending) {
    return;
  }
  allocation->pending = true;
  allocation->pending_before = 0;
  allocation->pending_after = machine->pending;
  if (machine->pending != 0) {
    allocation_in_slot(&machine->table, machine->pending)->pending_before = slot;
  }
  machine->pending = slot;
}

static void unlink_pending(airlock_machine *machine, struct allocation *allocation) {
  if (!allocation->pending) {
    return;
  }
  allocation->pending = false;
  struct allocation_table *table = &machine->table;
  if (allocation->pending_before != 0) {
    allocation_in_slot(table, allocation->pending_before)->pending_after =
        allocation->pending_after;
  } else {
    machine->pending = allocation->pending_after;
  }
  if (allocation->pending_after != 0) {
    allocation_in_slot(table, allocation->pending_after)->pending_before =
        allocation->pending_before;
  }
}

static void tell_embedder(airlock_machine *machine, airlock_prov prov) {
  if (machine->config.expose != NULL) {
    machine->config.expose(machine->config.context, prov.alloc, prov.tag);
  }
}

static bool expose_first(airlock_machine *machine, struct allocation *allocation,
                         airlock_prov prov) {
  if (!tag_list_begin(&machine->host, &allocation->tags, prov.tag)) {
    return false;
  }
  allocation->exposed = true;
  allocation->epoch = machine->epoch;
  machine_update_ready(machine, allocation);
  machine->statistics.exposed_allocations++;
  if (allocation->kind != AIRLOCK_CODE) { // Functions hold no pointers.
    link_pending(machine, allocation, alloc_id_slot(prov.alloc));
  }
  tell_embedder(machine, prov);
  return true;
}

static bool is_exposed_as(const struct allocation *allocation, airlock_tag tag) {
  return allocation->exposed && tag_list_contains(allocation->tags, tag);
}

bool exposure_add(airlock_machine *machine, airlock_prov prov) {
  if (!prov_is_concrete(prov)) {
    return true;
  }
  struct allocation *allocation = allocation_of(&machine->table, prov.alloc);
  if (allocation == NULL || !allocation->live || is_exposed_as(allocation, prov.tag)) {
    return true;
  }
  if (!allocation->exposed) {
    return expose_first(machine, allocation, prov);
  }
  if (!tag_list_add(&machine->host, &allocation->tags, prov.tag)) {
    return false;
  }
  tell_embedder(machine, prov);
  return true;
}

void exposure_stored(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                     airlock_prov prov) {
  if (!allocation->exposed || allocation->pending || !prov_is_concrete(prov)) {
    return;
  }
  const struct allocation *target = allocation_of(&machine->table, prov.alloc);
  if (target != NULL && target->live && !is_exposed_as(target, prov.tag)) {
    link_pending(machine, allocation, slot);
  }
}

void exposure_copied(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  if (allocation->exposed && allocation->shadow.concrete != NULL) {
    link_pending(machine, allocation, slot);
  }
}

static bool expose_stored(void *context, airlock_prov prov) {
  return exposure_add(context, prov);
}

bool exposure_prepare(airlock_machine *machine) {
  while (machine->pending != 0) {
    uint32_t slot = machine->pending;
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    unlink_pending(machine, allocation);
    if (!prov_map_each(allocation->shadow.concrete, expose_stored, machine)) {
      link_pending(machine, allocation, slot);
      return false;
    }
  }
  return true;
}

void exposure_set_read_only(airlock_machine *machine, struct allocation *allocation) {
  exposure_synchronise(machine, allocation);
  allocation->epoch = machine->epoch;
  allocation->read_only = true;
  machine_update_ready(machine, allocation);
}

void exposure_forget(airlock_machine *machine, struct allocation *allocation) {
  unlink_pending(machine, allocation);
  if (allocation->exposed) {
    machine->statistics.exposed_allocations--;
    allocation->exposed = false;
    tag_list_free(&machine->host, allocation->tags);
    allocation->tags = NULL;
  }
}
