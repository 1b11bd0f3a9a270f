// SPDX-License-Identifier: MIT
//
// Keyed memory: allocations that an interpreter names itself. A table leads from the key to the
// block's record; an address leads to the allocation, which knows the record too.
#include "machine/access.h"

#include <string.h>

struct keyed {
  uint32_t slot;
  airlock_ptr pointer;
  size_t key_size;
  UT_hash_handle hh; // By key.
  uint8_t key[];
};

enum { LARGEST_ALIGN = 1 << 20 };

static size_t keyed_size(size_t key_size) {
  return sizeof(struct keyed) + key_size;
}

static struct keyed *find(const airlock_machine *machine, const void *key, size_t key_size) {
  struct keyed *keyed = NULL;
  const void *bytes = key_size > 0 ? key : ""; // A key without bytes may be NULL.
  HASH_FIND(hh, machine->keyed, bytes, key_size, keyed);
  return keyed;
}

static airlock_keyed_info info_of(const airlock_machine *machine, const struct keyed *keyed) {
  const struct allocation *allocation = allocation_in_slot(&machine->table, keyed->slot);
  return (airlock_keyed_info){.key = keyed->key,
                              .key_size = keyed->key_size,
                              .pointer = keyed->pointer,
                              .size = allocation->size,
                              .align = UINT64_C(1) << allocation->align_log2};
}

static bool add(airlock_machine *machine, struct keyed *keyed) {
  struct host *hash_host = &machine->host;
  HASH_ADD_KEYPTR(hh, machine->keyed, keyed->key, keyed->key_size, keyed);
  if (!HASH_INSERTED(keyed)) {
    return false;
  }
  allocation_in_slot(&machine->table, keyed->slot)->link.keyed = keyed;
  return true;
}

static airlock_status make(airlock_machine *machine, airlock_ptr *out_pointer, struct keyed *keyed,
                           uint64_t size, uint64_t align) {
  airlock_status status = machine_allocate(machine, &keyed->pointer, size, align, AIRLOCK_KEYED);
  if (status != AIRLOCK_OK) {
    return status;
  }
  keyed->slot = alloc_id_slot(keyed->pointer.prov.alloc);
  if (!exposure_add(machine, keyed->pointer.prov) || !add(machine, keyed)) {
    machine_deallocate(machine, keyed->slot);
    return machine_no_memory(machine);
  }
  *out_pointer = keyed->pointer;
  return AIRLOCK_OK;
}

static airlock_status give_again(airlock_machine *machine, airlock_ptr *out_pointer,
                                 const struct keyed *keyed, uint64_t size, uint64_t align) {
  airlock_keyed_info info = info_of(machine, keyed);
  if (info.size != size || info.align != align) {
    return machine_fail(machine, AIRLOCK_USAGE_KEY,
                        "this key has a block of %llu bytes aligned to %llu already, now %llu "
                        "bytes aligned to %llu are asked for",
                        (unsigned long long)info.size, (unsigned long long)info.align,
                        (unsigned long long)size, (unsigned long long)align);
  }
  *out_pointer = keyed->pointer;
  return AIRLOCK_OK;
}

airlock_status airlock_keyed_allocate(airlock_machine *machine, airlock_ptr *out_pointer,
                                      const void *key, size_t key_size, uint64_t size,
                                      uint64_t align) {
  bool is_alignment = align != 0 && (align & (align - 1)) == 0 && align <= LARGEST_ALIGN;
  if (!is_alignment) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "alignment %llu is no power of two up to 1 MiB", (unsigned long long)align);
  }
  const struct keyed *known = find(machine, key, key_size);
  if (known != NULL) {
    return give_again(machine, out_pointer, known, size, align);
  }
  struct keyed *keyed = host_allocate_zeroed(&machine->host, 1, keyed_size(key_size));
  if (keyed == NULL) {
    return machine_no_memory(machine);
  }
  keyed->key_size = key_size;
  if (key_size > 0) {
    memcpy(keyed->key, key, key_size);
  }
  airlock_status status = make(machine, out_pointer, keyed, size, align);
  if (status != AIRLOCK_OK) {
    host_release(&machine->host, keyed, keyed_size(key_size));
  }
  return status;
}

static void forget(airlock_machine *machine, struct keyed *keyed) {
  struct host *hash_host = &machine->host;
  HASH_DELETE(hh, machine->keyed, keyed);
  host_release(hash_host, keyed, keyed_size(keyed->key_size));
}

static void free_block(airlock_machine *machine, struct keyed *keyed) {
  machine_deallocate(machine, keyed->slot);
  forget(machine, keyed);
}

airlock_status airlock_keyed_free(airlock_machine *machine, const void *key, size_t key_size) {
  struct keyed *keyed = find(machine, key, key_size);
  if (keyed == NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_KEY,
                        "no block of memory has this key (any more): nothing was freed");
  }
  free_block(machine, keyed);
  return AIRLOCK_OK;
}

size_t airlock_keyed_free_all(airlock_machine *machine) {
  size_t count = 0;
  for (; machine->keyed != NULL; count++) {
    free_block(machine, machine->keyed);
  }
  return count;
}

bool airlock_keyed_find(const airlock_machine *machine, airlock_keyed_info *out_info,
                        const void *key, size_t key_size) {
  const struct keyed *keyed = find(machine, key, key_size);
  if (keyed != NULL) {
    *out_info = info_of(machine, keyed);
  }
  return keyed != NULL;
}

bool airlock_keyed_at(const airlock_machine *machine, airlock_keyed_info *out_info,
                      uint64_t address) {
  uint32_t slot = address_range_find(&machine->range, address);
  const struct allocation *allocation =
      slot != 0 ? allocation_in_slot(&machine->table, slot) : NULL;
  if (allocation == NULL || allocation->kind != AIRLOCK_KEYED) {
    return false;
  }
  airlock_keyed_info info = info_of(machine, allocation->link.keyed);
  uint64_t offset = address - info.pointer.address;
  bool inside = offset == 0 || offset < info.size;
  if (inside) {
    *out_info = info;
  }
  return inside;
}

size_t airlock_keyed_list(const airlock_machine *machine, airlock_keyed_info *out_infos,
                          size_t capacity) {
  size_t count = 0;
  for (const struct keyed *keyed = machine->keyed; keyed != NULL; keyed = keyed->hh.next) {
    if (count < capacity) {
      out_infos[count] = info_of(machine, keyed);
    }
    count++;
  }
  return count;
}

void keyed_release_all(airlock_machine *machine) {
  while (machine->keyed != NULL) {
    forget(machine, machine->keyed);
  }
}
