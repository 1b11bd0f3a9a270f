// SPDX-License-Identifier: MIT
//
// See adoption.h.
#include "machine/adoption.h"

#include <stddef.h>
#include <string.h>

static size_t origin_size(size_t key_size) {
  return sizeof(struct origin) + key_size;
}

const struct origin *origin_make(airlock_machine *machine, bool is_owner, const char *text) {
  struct host *hash_host = &machine->host;
  size_t key_size =
      offsetof(struct origin, text) - offsetof(struct origin, is_owner) + strlen(text) + 1;
  struct origin *made = host_allocate_zeroed(hash_host, 1, origin_size(key_size));
  if (made == NULL) {
    return NULL;
  }
  made->key_size = key_size;
  made->is_owner = is_owner;
  memcpy(made->text, text, strlen(text) + 1);
  struct origin *known = NULL;
  HASH_FIND(hh, machine->origins, &made->is_owner, key_size, known);
  size_t count = HASH_COUNT(machine->origins);
  if (known == NULL &&
      host_grow(hash_host, (void **)&machine->numbered_origins, &machine->numbered_origins_capacity,
                count + 1, sizeof(struct origin *))) {
    HASH_ADD_KEYPTR(hh, machine->origins, &made->is_owner, key_size, made);
    if (HASH_INSERTED(made)) {
      machine->numbered_origins[count] = made;
      made->number = (uint32_t)count + 1;
      return made;
    }
  }
  host_release(hash_host, made, origin_size(key_size));
  return known;
}

void origin_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  struct origin *origin;
  struct origin *next;
  HASH_ITER(hh, machine->origins, origin, next) {
    HASH_DELETE(hh, machine->origins, origin);
    host_release(hash_host, origin, origin_size(origin->key_size));
  }
  host_release(hash_host, machine->numbered_origins,
               machine->numbered_origins_capacity * sizeof(struct origin *));
}

// Takes the adoption off a live allocation.
static struct adoption take(airlock_machine *machine, struct allocation *allocation) {
  struct adoption *adoption = allocation->link.adoption;
  struct adoption taken = *adoption;
  allocation->link.adoption = NULL;
  host_release(&machine->host, adoption, sizeof *adoption);
  return taken;
}

static void release(const struct adoption *adoption, uint8_t *base, uint64_t size) {
  if (adoption->release != NULL) {
    adoption->release(adoption->context, base, size);
  }
}

// What comes last: by then the machine knows nothing of the block any more.
void adoption_end(airlock_machine *machine, uint32_t slot, bool is_released) {
  struct allocation *allocation = allocation_in_slot(&machine->table, slot);
  struct adoption adoption = take(machine, allocation);
  uint8_t *base = allocation->base;
  uint64_t size = allocation->size;
  machine_deallocate(machine, slot);
  if (is_released) {
    release(&adoption, base, size);
  }
}

void adoption_release_all(airlock_machine *machine) {
  for (uint32_t slot = 1; slot < machine->table.num_slots; slot++) {
    struct allocation *allocation = allocation_in_slot(&machine->table, slot);
    if (allocation_is_adopted(allocation)) {
      struct adoption adoption = take(machine, allocation);
      release(&adoption, allocation->base, allocation->size);
    }
  }
}
