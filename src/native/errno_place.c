// SPDX-License-Identifier: MIT
//
// The interpreted program's errno: a number of the machine's own, which moves into the machine's
// memory once the program asks where it is.
#include "machine/exposure.h"
#include "native/native.h"

#include <string.h>

int airlock_errno(const airlock_machine *machine) {
  if (machine->errno_place.address == 0) {
    return machine->native_errno;
  }
  int value;
  memcpy(&value, (const void *)(uintptr_t)machine->errno_place.address, sizeof value);
  return value;
}

// Whatever the program left in the place, it holds a plain number again. Marking a whole allocation
// takes no memory.
static void store(airlock_machine *machine, int value) {
  struct allocation *allocation = allocation_of(&machine->table, machine->errno_place.prov.alloc);
  struct shadow_range range = machine_shadow(machine, allocation);
  exposure_synchronise(machine, allocation);
  shadow_mark(range, 0, allocation->size, true);
  memcpy(allocation->base, &value, sizeof value);
}

void airlock_set_errno(airlock_machine *machine, int value) {
  machine->native_errno = value;
  if (machine->errno_place.address != 0) {
    store(machine, value);
  }
}

airlock_status airlock_errno_place(airlock_machine *machine, airlock_ptr *out_pointer) {
  if (machine->errno_place.address != 0) {
    *out_pointer = machine->errno_place;
    return AIRLOCK_OK;
  }
  int value = machine->native_errno;
  airlock_ptr place;
  airlock_status status =
      airlock_allocate(machine, &place, sizeof value, _Alignof(int), AIRLOCK_STATIC);
  if (status != AIRLOCK_OK) {
    return status;
  }
  status = airlock_write(machine, place, &value, sizeof value);
  if (status != AIRLOCK_OK) {
    machine_deallocate(machine, alloc_id_slot(place.prov.alloc));
    return status;
  }
  machine->errno_place = place;
  *out_pointer = place;
  return AIRLOCK_OK;
}
