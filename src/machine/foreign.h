// SPDX-License-Identifier: MIT
//
// Floor 2. Accesses to foreign memory: what a wildcard pointer means where the machine knows of no
// allocation.
//
// Nobody can say whether such an access is right, so it is never Undefined Behavior: the level of
// AIRLOCK_WARN_FOREIGN_ACCESS decides. One that is done goes through a *window*: a copy of the
// bytes that the kernel made (support/process_memory.h), with an allocation's record that stands
// for them, so that what works on allocations works on foreign memory too:
//
//             foreign_begin                              foreign_end (writes)
//   memory ──────────────────> window: all initialised, ─────────────────────> memory
//            the kernel copies  all wild                 the kernel copies; what provenance was
//                                                        stored becomes exposed
//
// A window's record has slot 0, no id, and is not exposed, so that nothing about it is kept. There
// is one window for reading and one for writing: a copy needs both at a time, nothing needs more.
#ifndef AIRLOCK_MACHINE_FOREIGN_H
#define AIRLOCK_MACHINE_FOREIGN_H

#include "machine/access.h"

// What floor 3 knows of memory that is not the machine's.
struct native_places {
  // Makes an allocation of what lies at an address, if that is known for good: a variable of a
  // library, an argument string. Errors: NO_MEMORY.
  airlock_status (*adopt)(airlock_machine *machine, uint64_t address);
  // Whether all of [address, address + size) is something known for now: the environment.
  bool (*vouch)(const airlock_machine *machine, uint64_t address, uint64_t size);
};

// foreign_is_mapped says whether a wildcard pointer that means no allocation means foreign memory
// that is there.
bool foreign_is_mapped(const airlock_machine *machine, airlock_ptr pointer);

// foreign_check decides about an access of `size` bytes, not 0, through a wildcard pointer that
// means no allocation, and looks whether they are mapped. Errors: FOREIGN_UNCHECKED (denied, or it
// reaches into the machine's memory), FOREIGN_PROTECTED, UB_NO_PROVENANCE (nothing is mapped
// there), UB_MISALIGNED.
airlock_status foreign_check(airlock_machine *machine, struct access *out_access,
                             airlock_ptr pointer, uint64_t size, uint64_t align,
                             airlock_access_kind kind);

// foreign_begin is foreign_check that also opens the window, and warns. Errors: NO_MEMORY, too.
airlock_status foreign_begin(airlock_machine *machine, struct access *out_access,
                             airlock_ptr pointer, uint64_t size, uint64_t align,
                             airlock_access_kind kind);

// foreign_end copies what was written through an access to where it belongs. Does nothing for an
// access to an allocation. Errors: FOREIGN_PROTECTED, NO_MEMORY.
airlock_status foreign_end(airlock_machine *machine, const struct access *access);

// foreign_release frees windows and sites.
void foreign_release(airlock_machine *machine);

#endif
