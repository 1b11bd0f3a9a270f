// SPDX-License-Identifier: MIT
//
// Mirrored allocations: their bytes belong to the embedder and visit the machine for the time of a
// crossing.
//
// Before native code runs, each mirror that is exposed is pulled and a copy of what was pulled is
// kept; afterwards the two are compared, and each range that differs is pushed. A mirror that is
// not exposed cannot be reached by native code and is left alone; one that was freed is forgotten
// at the next crossing, or when the next one is made.
#include "native/native.h"

#include <string.h>

static struct allocation *allocation_to_mirror(airlock_machine *machine,
                                               const struct mirror *mirror) {
  struct allocation *allocation = allocation_of(&machine->table, mirror->alloc);
  return allocation != NULL && allocation->live ? allocation : NULL;
}

static void release(airlock_machine *machine, struct mirror *mirror) {
  host_release(&machine->host, mirror->pulled, mirror->size);
}

static void forget_freed(airlock_machine *machine) {
  struct native_state *state = machine->native;
  for (size_t i = 0; i < state->num_mirrors;) {
    if (allocation_to_mirror(machine, &state->mirrors[i]) != NULL) {
      i++;
    } else {
      release(machine, &state->mirrors[i]);
      state->mirrors[i] = state->mirrors[--state->num_mirrors];
    }
  }
  native_note_chores(machine);
}

void mirror_pull_all(airlock_machine *machine) {
  const struct native_state *state = machine->native;
  if (state->num_mirrors == 0) {
    return;
  }
  forget_freed(machine);
  for (size_t i = 0; i < state->num_mirrors; i++) {
    const struct mirror *mirror = &state->mirrors[i];
    const struct allocation *allocation = allocation_to_mirror(machine, mirror);
    if (allocation->exposed && mirror->size > 0) {
      mirror->hooks.pull(mirror->hooks.context, allocation->base, mirror->size);
      memcpy(mirror->pulled, allocation->base, mirror->size);
    }
  }
}

static void push(const struct mirror *mirror, const uint8_t *bytes) {
  for (uint64_t i = 0; i < mirror->size;) {
    uint64_t start = i;
    while (i < mirror->size && bytes[i] != mirror->pulled[i]) {
      i++;
    }
    if (i > start) {
      mirror->hooks.push(mirror->hooks.context, bytes + start, start, i);
    } else {
      i++;
    }
  }
}

void mirror_push_all(airlock_machine *machine) {
  const struct native_state *state = machine->native;
  for (size_t i = 0; i < state->num_mirrors; i++) {
    const struct mirror *mirror = &state->mirrors[i];
    const struct allocation *allocation = allocation_to_mirror(machine, mirror);
    if (allocation != NULL && allocation->exposed && mirror->size > 0) {
      push(mirror, allocation->base);
    }
  }
}

airlock_status airlock_mirror_new(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t size,
                                  uint64_t align, const airlock_mirror *mirror) {
  if (mirror->pull == NULL || mirror->push == NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "a mirror needs both pull and push");
  }
  struct native_state *state = native_state(machine);
  if (state != NULL) {
    forget_freed(machine);
  }
  if (state == NULL ||
      !host_grow(&machine->host, (void **)&state->mirrors, &state->mirrors_capacity,
                 state->num_mirrors + 1, sizeof *state->mirrors)) {
    return machine_no_memory(machine);
  }
  airlock_ptr pointer;
  airlock_status status = airlock_allocate(machine, &pointer, size, align, AIRLOCK_HEAP);
  if (status != AIRLOCK_OK) {
    return status;
  }
  uint8_t *pulled = size > 0 ? host_allocate(&machine->host, size) : NULL;
  if (pulled == NULL && size > 0) {
    machine_deallocate(machine, alloc_id_slot(pointer.prov.alloc));
    return machine_no_memory(machine);
  }
  state->mirrors[state->num_mirrors++] = (struct mirror){pointer.prov.alloc, *mirror, pulled, size};
  native_note_chores(machine);
  *out_pointer = pointer;
  return AIRLOCK_OK;
}

void mirror_release_all(airlock_machine *machine) {
  struct native_state *state = machine->native;
  for (size_t i = 0; i < state->num_mirrors; i++) {
    release(machine, &state->mirrors[i]);
  }
  host_release(&machine->host, state->mirrors, state->mirrors_capacity * sizeof *state->mirrors);
}
