// SPDX-License-Identifier: MIT
//
// Floor 2. Native memory that has a name: where it comes from, and what happens when it ends.
//
//   data symbol, argument string   made when met first            named by an origin
//   adopted block                  named by the embedder          an origin and an adoption
//
// An origin is a text that outlives its allocations, for the notes about dead ones; equal ones are
// one. An adoption is what a live adopted block owes its owner.
#ifndef AIRLOCK_MACHINE_ADOPTION_H
#define AIRLOCK_MACHINE_ADOPTION_H

#include "machine/machine.h"

struct origin {
  UT_hash_handle hh; // Key: the bytes of `is_owner` and of the text.
  size_t key_size;
  uint32_t number; // From 1 on.
  bool is_owner;   // The text names the owner of adopted memory; otherwise it says what the memory
  char text[];     // is, e.g. "the variable `environ`".
};

// origin_make returns the origin of this text, made if need be; NULL when there is no memory.
const struct origin *origin_make(airlock_machine *machine, bool is_owner, const char *text);
void origin_release_all(airlock_machine *machine);

// origin_of returns the origin of an allocation, live or dead, or NULL. origin_set gives one to
// native memory.
static inline const struct origin *origin_of(const airlock_machine *machine,
                                             const struct allocation *allocation, uint32_t slot) {
  uint32_t number =
      allocation->kind == AIRLOCK_NATIVE ? allocation_annex(&machine->table, slot)->origin : 0;
  return number != 0 ? machine->numbered_origins[number - 1] : NULL;
}

static inline void origin_set(airlock_machine *machine, uint32_t slot,
                              const struct origin *origin) {
  allocation_annex(&machine->table, slot)->origin = origin->number;
}

struct adoption {
  airlock_release_function *release; // NULL: only the owner ends the block.
  void *context;
};

// adoption_end ends the allocation of a live adopted block and, if asked, has it released.
void adoption_end(airlock_machine *machine, uint32_t slot, bool is_released);

// adoption_release_all releases what is still adopted when the machine ends. Their allocations stay
// for machine_close.
void adoption_release_all(airlock_machine *machine);

#endif
