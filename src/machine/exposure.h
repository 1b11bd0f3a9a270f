// SPDX-License-Identifier: MIT
//
// Floor 2. Exposure and crossings, by the cost rule: the meaning of Miri's eager preparation of all
// reachable memory before each native call, at a cost of O(arguments + what changed since).
//
// The meaning. Before native code runs, every live data allocation reachable through stored
// pointers from the exposed ones is exposed too. After it, each exposed, mutable allocation may
// have been written: all its bytes are initialised and wild. No byte of memory changes.
//
// How it is had lazily. The machine counts crossings (`epoch`); an exposed mutable allocation keeps
// the epoch of its last synchronisation, and is *stale* when the machine's is newer. Whoever looks
// at the shadow of a stale allocation synchronises it first. Allocations that got pointers to
// something unexposed since the last crossing wait in the *pending* list. The rules, by number:
//
//   R1 stale = live, exposed, mutable, and its epoch is not the machine's.
//   R2 every use of init or provenance synchronises first (all init, all wild, epoch = machine's).
//   R3 first exposure sets the epoch to the machine's and makes the allocation pending. Exposing
//      again adds the tag and nothing else.
//   R4 storing concrete provenance in exposed memory makes that memory pending, unless what the
//      pointer means is exposed already.
//   R5 crossing into native code: read and check all arguments; expose them; empty the pending
//   list,
//      exposing what is stored in each (which may add to the list); then add one to the epoch.
//   R6 read-only memory is never stale. Changing mutability synchronises, then sets the epoch.
//      What is freed is pending no more; a record may stay in the list, until it is emptied.
//
// The epoch has 32 bits. When it would wrap, the epoch of all that is exposed is set to 0, which
// the machine's never is: all that is exposed and mutable is stale then, as after any crossing.
//
// Why emptying ends: an allocation enters the list on its first exposure and when something
// unexposed is stored in it; during the walk nothing is stored, so each enters at most once more.
// Why it is enough: an exposed allocation that is neither pending nor stale has only exposed or
// dead provenance inside (invariant); a stale one has only wild bytes.
#ifndef AIRLOCK_MACHINE_EXPOSURE_H
#define AIRLOCK_MACHINE_EXPOSURE_H

#include "machine/machine.h"

static inline bool exposure_is_stale(const airlock_machine *machine,
                                     const struct allocation *allocation) {
  return allocation->exposed && !allocation->read_only &&
         allocation->shadow.epoch != machine->epoch;
}

// exposure_synchronise brings a live allocation's shadow up to date (R2). Takes no memory.
static inline void exposure_synchronise(airlock_machine *machine, struct allocation *allocation) {
  if (exposure_is_stale(machine, allocation)) {
    if (!shadow_make_wild_quickly(&allocation->shadow, allocation->size)) {
      shadow_make_wild(machine_shadow(machine, allocation));
    }
    allocation->shadow.epoch = machine->epoch;
    allocation->shadow.shared = true;
  }
}

// exposure_add exposes a provenance (R3). None, wildcard and dead provenance is fine and does
// nothing. Returns false, with nothing changed, when there is no memory for the tag.
bool exposure_add(airlock_machine *machine, airlock_prov prov);

// exposure_is_done says whether exposing a provenance is certain to do nothing.
static inline bool exposure_is_done(const airlock_machine *machine, airlock_prov prov) {
  const struct allocation *allocation = allocation_of(&machine->table, prov.alloc);
  return allocation != NULL && allocation->nothing_to_expose && prov.tag.value == 0;
}

// exposure_stored notes that concrete provenance is now stored in an allocation (R4).
void exposure_stored(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                     airlock_prov prov);

// exposure_copied notes that bytes that may carry concrete provenance were copied in (R4).
void exposure_copied(airlock_machine *machine, struct allocation *allocation, uint32_t slot);

// exposure_prepare empties the pending list (R5). exposure_cross then begins the new epoch, by
// exposure_begin_epochs when all numbers have been used. When
// memory for a tag runs out, prepare returns false: what was exposed stays exposed, which is legal.
bool exposure_prepare(airlock_machine *machine);
void exposure_begin_epochs(airlock_machine *machine);
static inline void exposure_cross(airlock_machine *machine) {
  machine->epoch++;
  if (machine->epoch == 0) {
    exposure_begin_epochs(machine);
  }
}

// exposure_set_read_only makes an allocation immutable (R6).
void exposure_set_read_only(airlock_machine *machine, struct allocation *allocation);

// exposure_forget takes a dying allocation out of the exposed set. It is pending no more.
void exposure_forget(airlock_machine *machine, struct allocation *allocation, uint32_t slot);

#endif
