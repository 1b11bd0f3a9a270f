// SPDX-License-Identifier: MIT
//
// Floor 2. The machine: owner of everything, and what each floor keeps in it.
#ifndef AIRLOCK_MACHINE_MACHINE_H
#define AIRLOCK_MACHINE_MACHINE_H

#include "machine/allocation.h"
#include "provenance/address_range.h"
#include "provenance/block_map.h"
#include "support/hash.h"
#include "support/report.h"

// A function of the interpreted program that has an address (allocation kind CODE).
struct function {
  uint64_t address; // Key.
  uint32_t slot;    // Of its allocation.
  char *name;
  const airlock_signature *signature; // NULL: it cannot be called from C.
  void *token;                        // The embedder's.
  void *native;                       // Floor 3's part: its entry.
  UT_hash_handle hh;
};

struct airlock_machine {
  struct host host;
  airlock_config config;
  struct address_range range;
  struct allocation_table table;
  struct block_map blocks; // Allocations of kind NATIVE, by address.
  uint32_t last_native;    // Slot of the one that a wildcard meant last, 0 for none: a hint.
  struct keyed *keyed;     // Keyed allocations, by key.
  struct origin *origins;  // Names of native memory, by text.
  const struct origin **numbered_origins; // The same by number, less one.
  size_t numbered_origins_capacity;
  struct foreign *foreign;                   // Of accesses to foreign memory; NULL until the first.
  const struct native_places *native_places; // Floor 3's; machine/foreign.h. May be NULL.
  struct function *functions;                // By address.
  uint32_t pending;                          // Slot of the newest pending allocation, 0 for none.
  uint32_t chores; // Floor 3's: what makes each crossing more than a quick one, 0 for nothing.
  uint32_t epoch;  // Counts crossings into native code, never 0.
  uint32_t frame;  // Depth of the newest stack frame.
  uint32_t newest_stack; // Slot of the newest live stack allocation, 0 for none.
  bool warned[AIRLOCK_NUM_WARNINGS];
  uint32_t quiet; // One bit each: warnings that would neither be given now nor refuse anything.
  airlock_statistics statistics; // But for the live allocations: those made less the deaths.
  uint64_t deaths;
  const airlock_type *scalar_types[AIRLOCK_NUM_KINDS];
  struct airlock_type *types;  // All others, by description.
  int native_errno;            // The interpreted program's errno, unless it has a place:
  airlock_ptr errno_place;     // then it lies there. Address 0: it has none.
  struct native_state *native; // Floor 3's part; NULL until it is first needed.
  const struct native_roots *native_roots; // Floor 3's; machine/native_leaks.h. May be NULL.
  // Floor 3's: writes where an address of native code lies, " in `name+0x1c` of `libname.so`".
  void (*name_native_code)(char *out_text, size_t size, uint64_t address);
  struct report report; // Of the last failure.
  struct report notice; // Of the last warning.
};

// machine_fail records a failure of the machine without further facts and returns its status.
airlock_status machine_fail(airlock_machine *machine, airlock_status status, const char *format,
                            ...) AIRLOCK_PRINTF(3, 4);

// machine_no_memory records NO_MEMORY.
airlock_status machine_no_memory(airlock_machine *machine);

// machine_warning_denied says whether a warning's level refuses what it is about.
bool machine_warning_denied(const airlock_machine *machine, airlock_warning warning);

// machine_quiet_warnings says of all warnings what machine_warning_is_quiet says of one, by a bit
// each. It is kept in the machine, anew when a level changes and when a warning is given.
uint32_t machine_quiet_warnings(const airlock_machine *machine);

// machine_warning_is_quiet says whether a warning would neither be given now nor refuse anything.
static inline bool machine_warning_is_quiet(const airlock_machine *machine,
                                            airlock_warning warning) {
  return (machine->quiet >> warning & 1) != 0;
}

// machine_warn begins a warning if its level asks for one now, and returns its report to be filled
// in with notes, or NULL. machine_warn_send hands it to the embedder.
struct report *machine_warn(airlock_machine *machine, airlock_warning warning, const char *format,
                            ...) AIRLOCK_PRINTF(3, 4);
void machine_warn_send(airlock_machine *machine);

// machine_notice begins a warning whatever its level.
void machine_notice(airlock_machine *machine, airlock_warning warning, const char *format, ...)
    AIRLOCK_PRINTF(3, 4);

static inline airlock_alloc_id machine_id_of(const struct allocation *allocation, uint32_t slot) {
  return alloc_id_make(slot, allocation->generation);
}

static inline struct shadow_range machine_shadow(airlock_machine *machine,
                                                 struct allocation *allocation) {
  return (struct shadow_range){&machine->host, &allocation->shadow, allocation->base,
                               allocation->size};
}

// machine_update_ready follows a change of what an allocation's `ready` is made of: its kind, life,
// place, mutability and exposure. Quick accesses want scalars not to straddle words of the masks,
// as those in native memory may that begins anywhere.
static inline void machine_update_ready(const airlock_machine *machine,
                                        struct allocation *allocation) {
  bool is_data = allocation->live && allocation->kind != AIRLOCK_CODE &&
                 allocation->kind != AIRLOCK_VTABLE && machine->config.access == NULL &&
                 (uintptr_t)allocation->base % 8 == 0;
  unsigned mutable = READY_WRITE | (allocation->exposed ? READY_STALE : 0U);
  allocation->ready = is_data ? (uint8_t)(READY_READ | (allocation->read_only ? 0U : mutable)) : 0;
}

// machine_ready_at_birth is the same for new memory of the machine's own.
static inline uint8_t machine_ready_at_birth(const airlock_machine *machine,
                                             airlock_memory_kind kind) {
  bool is_data = kind != AIRLOCK_VTABLE && machine->config.access == NULL;
  return is_data ? READY_READ | READY_WRITE : 0;
}

static inline uint64_t machine_span(const airlock_machine *machine) {
  return machine->config.span != NULL ? machine->config.span(machine->config.context) : 0;
}

static inline airlock_statistics machine_statistics(const airlock_machine *machine) {
  airlock_statistics statistics = machine->statistics;
  statistics.live_allocations = statistics.total_allocations - machine->deaths;
  return statistics;
}

// machine_open makes a machine; machine_close ends it, after floor 3 has released its part.
airlock_status machine_open(airlock_machine **out_machine, const airlock_config *config);
void machine_close(airlock_machine *machine);

// machine_allocate and machine_deallocate are an allocation's birth and death, without any checks.
airlock_status machine_allocate(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t size,
                                uint64_t align, airlock_memory_kind kind);
void machine_deallocate(airlock_machine *machine, uint32_t slot);

// machine_end is the death of what is not, or no longer, in the list of stack memory. `span` says
// where it dies. `base` is the allocation's: who has it at hand need not wait for the record.
void machine_end(airlock_machine *machine, struct allocation *allocation, uint32_t slot,
                 uint8_t *base, uint64_t span);

// machine_bury is machine_deallocate for NATIVE memory that stays in the map of blocks, or has left
// it.
void machine_bury(airlock_machine *machine, uint32_t slot);

// machine_adopt makes an allocation of kind NATIVE of memory that native code owns: exposed, all
// initialised, all wildcard. It must not overlap another one.
airlock_status machine_adopt(airlock_machine *machine, airlock_ptr *out_pointer, uint64_t address,
                             uint64_t size, uint64_t align, bool read_only);

// machine_pop_frame frees the newest frame's stack memory, newest first.
void machine_pop_frame(airlock_machine *machine);

// machine_add_function makes the CODE allocation of a function whose native entry is at `address`.
airlock_status machine_add_function(airlock_machine *machine, airlock_ptr *out_pointer,
                                    const char *name, uint64_t address,
                                    const airlock_signature *signature, void *token);

// keyed_release_all frees the records of keyed allocations, not their memory.
void keyed_release_all(airlock_machine *machine);

// machine_remove_function ends a function: its allocation dies, its address is found no more.
void machine_remove_function(airlock_machine *machine, uint32_t slot);

// machine_function_at returns the function whose entry is at this address, or NULL.
struct function *machine_function_at(const airlock_machine *machine, uint64_t address);

#endif
