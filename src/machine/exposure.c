// SPDX-License-Identifier: MIT
//
// The pending list and the rules R1 to R6.
#include "machine/exposure.h"

// A record that is in the list stays where it is.
static void make_pending(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  allocation->pending = true;
  if (!allocation->listed) {
    allocation->listed = true;
    allocation_annex(&machine->table, slot)->next_pending = machine->pending;
    machine->pending = slot;
  }
}

// Takes the newest record off the list and returns the slot of its allocation if that is pending,
// or else 0.
static uint32_t take_pending(airlock_machine *machine) {
  uint32_t slot = machine->pending;
  struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  machine->pending = allocation_annex(&machine->table, slot)->next_pending;
  allocation->listed = false;
  slot = allocation->pending ? slot : 0;
  allocation->pending = false;
  return slot;
}

static void tell_embedder(airlock_machine *machine, airlock_prov prov) {
  if (machine->config.expose != NULL) {
    machine->config.expose(machine->config.context, prov.alloc, prov.tag);
  }
}

static bool expose_first(airlock_machine *machine, struct allocation *allocation,
                         airlock_prov prov) {
  uint32_t slot = alloc_id_slot(prov.alloc);
  struct allocation_annex *annex = allocation_annex(&machine->table, slot);
  if (!tag_list_begin(&machine->host, &annex->tags, prov.tag)) {
    return false;
  }
  allocation->exposed = true;
  allocation->nothing_to_expose = annex->tags == NULL;
  allocation->shadow.epoch = machine->epoch;
  machine_update_ready(machine, allocation);
  machine->statistics.exposed_allocations++;
  if (allocation->kind != AIRLOCK_CODE) { // Functions hold no pointers.
    make_pending(machine, allocation, slot);
  }
  tell_embedder(machine, prov);
  return true;
}

// Of an id that is not forgotten.
static bool is_exposed(const airlock_machine *machine, const struct allocation *allocation,
                       airlock_prov prov) {
  return allocation->exposed &&
         tag_list_contains(allocation_annex(&machine->table, alloc_id_slot(prov.alloc))->tags,
                           prov.tag);
}

bool exposure_add(airlock_machine *machine, airlock_prov prov) {
  if (!prov_is_concrete(prov)) {
    return true;
  }
  struct allocation *allocation = allocation_of(&machine->table, prov.alloc);
  if (allocation == NULL || !allocation->live || is_exposed(machine, allocation, prov)) {
    return true;
  }
  if (!allocation->exposed) {
    return expose_first(machine, allocation, prov);
  }
  struct allocation_annex *annex = allocation_annex(&machine->table, alloc_id_slot(prov.alloc));
  if (!tag_list_add(&machine->host, &annex->tags, prov.tag)) {
    return false;
  }
  allocation->nothing_to_expose = false;
  tell_embedder(machine, prov);
  return true;
}

void exposure_stored(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                     airlock_prov prov) {
  if (!allocation->exposed || allocation->pending || !prov_is_concrete(prov)) {
    return;
  }
  const struct allocation *target = allocation_of(&machine->table, prov.alloc);
  if (target != NULL && target->live && !is_exposed(machine, target, prov)) {
    make_pending(machine, allocation, slot);
  }
}

void exposure_copied(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  if (allocation->exposed && allocation->shadow.concrete != NULL) {
    make_pending(machine, allocation, slot);
  }
}

static bool expose_stored(void *context, airlock_prov prov) {
  return exposure_add(context, prov);
}

bool exposure_prepare(airlock_machine *machine) {
  while (machine->pending != 0) {
    uint32_t slot = take_pending(machine);
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (slot != 0 && !prov_map_each(allocation->shadow.concrete, expose_stored, machine)) {
      make_pending(machine, allocation, slot);
      return false;
    }
  }
  return true;
}

void exposure_begin_epochs(airlock_machine *machine) {
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (allocation->exposed) {
      allocation->shadow.epoch = 0;
    }
  }
  machine->epoch = 1;
}

void exposure_set_read_only(airlock_machine *machine, struct allocation *allocation) {
  exposure_synchronise(machine, allocation);
  allocation->shadow.epoch = machine->epoch;
  allocation->read_only = true;
  machine_update_ready(machine, allocation);
}

void exposure_forget(airlock_machine *machine, struct allocation *allocation, uint32_t slot) {
  allocation->pending = false;
  if (allocation->exposed) {
    machine->statistics.exposed_allocations--;
    allocation->exposed = false;
    tag_list_free(&machine->host, allocation_annex(&machine->table, slot)->tags);
  }
}
