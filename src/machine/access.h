// SPDX-License-Identifier: MIT
//
// Floor 2. Access: from a pointer to bytes that may be read or written.
//
// One function makes all the checks, in the order the public header promises, synchronises the
// allocation (R2), and says which bytes of which allocation the pointer means. The common case, a
// concrete pointer to live data, is inline; everything else, failures above all, is out of line.
#ifndef AIRLOCK_MACHINE_ACCESS_H
#define AIRLOCK_MACHINE_ACCESS_H

#include "machine/exposure.h"

// Where an access goes. `allocation` is NULL for an access of size 0, which touches nothing; `slot`
// is 0 for one to foreign memory, whose writes foreign_end must follow (machine/foreign.h).
struct access {
  struct allocation *allocation;
  uint32_t slot;
  uint64_t offset;
};

// access_checked is access_begin without the shortcut.
airlock_status access_checked(airlock_machine *machine, struct access *out_access,
                              airlock_ptr pointer, uint64_t size, uint64_t align,
                              airlock_access_kind kind);

// access_is_certain is the shortcut: whether an access passes all checks for certain.
static inline bool access_is_certain(airlock_machine *machine, struct access *out_access,
                                     airlock_ptr pointer, uint64_t size, uint64_t align,
                                     airlock_access_kind kind) {
  struct allocation *allocation = allocation_of(&machine->table, pointer.prov.alloc);
  unsigned ready = kind == AIRLOCK_READ ? READY_READ : READY_WRITE;
  if (allocation == NULL || (allocation->ready & ready) == 0 || size == 0) {
    return false;
  }
  uint64_t offset = pointer.address - (uint64_t)(uintptr_t)allocation->base;
  if (size > allocation->size || offset > allocation->size - size ||
      (pointer.address & (align - 1)) != 0) {
    return false;
  }
  exposure_synchronise(machine, allocation);
  *out_access = (struct access){allocation, alloc_id_slot(pointer.prov.alloc), offset};
  return true;
}

// access_begin checks an access up to alignment. Initialisation is the caller's matter, and
// foreign_end (machine/foreign.h) after a write.
static inline airlock_status access_begin(airlock_machine *machine, struct access *out_access,
                                          airlock_ptr pointer, uint64_t size, uint64_t align,
                                          airlock_access_kind kind) {
  return access_is_certain(machine, out_access, pointer, size, align, kind)
             ? AIRLOCK_OK
             : access_checked(machine, out_access, pointer, size, align, kind);
}

// access_verify does the checks of access_begin, and for foreign memory (machine/foreign.h) those
// that need no look at its bytes: it opens no window.
airlock_status access_verify(airlock_machine *machine, airlock_ptr pointer, uint64_t size,
                             uint64_t align, airlock_access_kind kind);

// access_resolve finds the allocation a pointer may use now, live, without further checks.
// `size` is for the message. Errors: UB_NULL_POINTER, UB_NO_PROVENANCE, UB_USE_AFTER_FREE,
// FOREIGN_UNCHECKED.
airlock_status access_resolve(airlock_machine *machine, struct access *out_access,
                              airlock_ptr pointer, uint64_t size);

// access_require_init fails if a byte of a read is uninitialised.
airlock_status access_require_init(airlock_machine *machine, const struct access *access,
                                   uint64_t size);

// When access_resolve has refused a pointer that was to be used in another way than for an access,
// the message is replaced. access_refusal says what `status` means of the pointer, as in "which
// has been freed"; access_explain adds the help and the notes about it, and returns the status.
const char *access_refusal(airlock_status status);
airlock_status access_explain(airlock_machine *machine, airlock_status status, airlock_ptr pointer);

// access_fail_dangling reports a pointer that means no memory, or null.
airlock_status access_fail_dangling(airlock_machine *machine, airlock_ptr pointer, uint64_t size);

// access_name_freed gives a wildcard that access_resolve has refused with UB_USE_AFTER_FREE the
// provenance of the block that is known to be freed there, for messages. Other pointers are
// returned as they are.
airlock_ptr access_name_freed(const airlock_machine *machine, airlock_ptr pointer);

// access_bounds_text says where an offset lies that is not inside an allocation of this size far
// enough, as in "which is only 2 bytes from the end of the allocation".
struct bounds_text {
  char text[96];
};
struct bounds_text access_bounds_text(uint64_t offset, uint64_t size);

// access_kind_name says what memory an allocation is, e.g. "stack".
const char *access_kind_name(const struct allocation *allocation);

// access_note_allocation adds where an allocation was made and freed to the report.
void access_note_allocation(airlock_machine *machine, const struct allocation *allocation,
                            uint32_t slot);

// access_blame_program adds the help line of Undefined Behavior, access_blame_machine that of
// something unsupported.
void access_blame_program(airlock_machine *machine);
void access_blame_machine(airlock_machine *machine);

// access_dump adds a picture of the bytes around [start, end) to the report.
void access_dump(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                 uint64_t start, uint64_t end);

// alloc_format and pointer_format write an id and a pointer as messages show them.
#define POINTER_TEXT_SIZE 64
struct pointer_text {
  char text[POINTER_TEXT_SIZE];
};
struct pointer_text alloc_format(airlock_alloc_id alloc);
struct pointer_text pointer_format(const airlock_machine *machine, airlock_ptr pointer);

#endif
