// SPDX-License-Identifier: MIT
//
// Floor 3. What the machine keeps for native calls: libraries, signatures, callees, entries.
//
//   library    a shared object and its own symbol table             native/library.c
//   signature  parameter and result types, and the plan of a call   native/signature.c
//   plan       how values travel, in libffi's terms                 native/plan_*.c
//   frame      the memory of one call                               native/frame.c
//   symbol     a name of a library and its address                  native/symbols.c
//   callee     a foreign function bound to a signature              native/callee.c
//   entry      the native address of a function of the machine      native/entry.c
//   gate       which thread may call it                             native/gate.c
//   callback   a call of it                                         native/callback.c
//   heap       what native code allocates                           native/native_heap.c
//
// The state is made when first needed and released before the machine.
#ifndef AIRLOCK_NATIVE_NATIVE_H
#define AIRLOCK_NATIVE_NATIVE_H

#include "machine/type.h"
#include "machine/value.h"
#include "native/dynamic_symbols.h"
#include "native/entry_code.h"
#include "native/fp_control.h"
#include "native/frame.h"
#include "native/trampoline.h"

struct library {
  char *path;
  void *handle;
  bool has_symbols;
  struct dynamic_symbols symbols;
  bool knows_copied;     // It is known between which values those of its variables lie of which the
  uint64_t first_copied; // program has copies; if there are none, the first is greater.
  uint64_t last_copied;
};

// Makes a call: airlock_call with a callee that this is the way of.
typedef airlock_status call_function(airlock_machine *machine, const airlock_callee *callee,
                                     const airlock_scalar *args, size_t num_args,
                                     airlock_scalar *io_result);

// Machine code made for a signature (native/emitted.h).
struct emitted {
  call_function *call; // NULL, as the rest, if there is none.
  trampoline *enter;
  trampoline *load;
  uint8_t *page;
  bool is_tried; // No further attempt is made.
};

struct airlock_signature {
  size_t num_params;
  struct parameter *parameters; // This and what follows is valid once prepared (native/frame.h).
  trampoline *enter;            // How calls reach native code; NULL: by libffi.
  struct emitted emitted;
  size_t result_offset; // In the frame.
  size_t num_pointers;
  size_t num_exposing;
  uint32_t *exposing; // Parameters that may hold pointers: the scalars, then the aggregates.
  struct prepared_result prepared_result;
  struct plan plan;
  ffi_cif cif;
  struct scattered *scattered;
  size_t num_scattered;
  struct scattered *references;
  size_t num_references;
  size_t frame_size; // Bytes.
  size_t frame_align;
  uint8_t *spare_frame; // For frames too large for the stack: one that is free now, or NULL.
  bool fits_stack;
  bool is_quick; // A quick call may be attempted.
  bool prepared;
  const airlock_type *result; // NULL for none.
  size_t num_fixed;           // Parameters before `...`; SIGNATURE_NOT_VARIADIC if there is none.
  const airlock_type **promoted; // What each parameter is passed as.
  size_t key_size;
  UT_hash_handle hh;            // Key: num_fixed, parameters, result.
  const airlock_type *params[]; // Behind them, for the key, the result once more and num_fixed.
};

#define SIGNATURE_NOT_VARIADIC SIZE_MAX

struct airlock_callee {
  call_function *call;
  void (*address)(void); // NULL if a shim answers.
  airlock_signature *signature;
  bool is_quick; // A quick call may be attempted.
  airlock_shim shim;
  char *name;
  bool is_of_heap;   // Ours, in place of one of malloc's family (native/heap_functions.h),
  bool is_allocator; // and it touches no other memory than the block's.
  size_t key_size;
  UT_hash_handle hh; // Key: signature, address or 0, name.
  uint8_t key[];
};

// An argument of a callback. A look at the bits of one word tells most that there is about them.
struct arrival {
  airlock_scalar scalar; // All of it but that word's bits:
  uint64_t mask;         // those that it has,
  uint64_t outside;      // and those of them that no valid value has.
  uint32_t word;         // Where it is, counted from the image's first.
  uint16_t piece;        // The first of its pieces in the plan.
  uint16_t lacks;        // What that does not tell: enum arrival_lacks.
};

enum arrival_lacks {
  ARRIVAL_LACKS_NOTHING,
  ARRIVAL_LACKS_VALIDATION, // Not all that can be are valid.
  ARRIVAL_LACKS_ALL,        // It has more than one word, or is an aggregate.
};

// A native entry of a function of the machine.
struct entry {
  airlock_machine *machine;
  struct entry *next;
  struct entry *previous;
  struct entry_code *code; // What native code calls.
  void *address;           // Where it can be executed.
  char *name;
  airlock_signature *signature; // NULL: C cannot call it,
  const char *refusal;          // for this reason,
  size_t refused_part;          // which concerns this parameter or, see below, something else.
  void *token;                  // The embedder's.
  uint32_t slot;                // Of the function's allocation.
  bool is_freed;
  bool is_quick; // A quick callback may be attempted (native/entry_visit.c), which uses all below.
  bool has_others;          // Arguments that take more than a look, or a result that has a place.
  uint64_t only_call;       // The one outermost call in which it may be called; 0: any.
  uint32_t result_word;     // Where the result goes, among those of the pool;
  airlock_kind result_kind; // which it has,
  uint64_t result_outside;  // the bits that it does not have,
  uint64_t result_sign;     // and its highest bit if that is to be extended.
  size_t num_params;
  struct arrival arrivals[];
};

#define ENTRY_REFUSED_RESULT (SIZE_MAX - 1)
#define ENTRY_REFUSED_WHOLE SIZE_MAX

// A mirrored allocation (native/mirror.c).
struct mirror {
  airlock_alloc_id alloc;
  airlock_mirror hooks;
  uint8_t *pulled; // What was pulled last.
  uint64_t size;
};

// The thread that crossed into native code last (native/crossing.h).
struct native_thread {
  const void *identity; // NULL: it is to be read anew.
  int *errno_place;
  struct fp_control control; // The floating-point control state that is to be after each call.
  uint64_t version;          // Another one for each change of the above.
};

struct native_state {
  struct native_thread thread;
  struct gate *gate; // NULL until a function has an address.
  bool forbids_code; // The system does (native/emitted.h).
  struct mirror *mirrors;
  size_t num_mirrors;
  size_t mirrors_capacity;
  struct library *libraries;
  size_t num_libraries;
  size_t libraries_capacity;
  airlock_signature *signatures;
  airlock_callee *callees;
  struct entry *entries;
  struct native_heap *heap;   // What watches allocators, or NULL (native/native_heap.h).
  ffi_cif untyped_cif;        // For entries without a signature.
  uint64_t outermost_calls;   // So many have begun since there is a gate.
  airlock_status pending;     // The error of a callback, until the outermost call returns.
  unsigned callbacks;         // How many are running inside each other.
  uint64_t callbacks_in_vain; // How many were not run since there is a pending error.
  int given_errno;            // What native code was last given.
  struct places *places;      // What is known of other native memory; see places.c.
};

// native_state returns the machine's native state, made if need be; NULL when there is no memory.
struct native_state *native_state(airlock_machine *machine);

// What makes crossings more than quick ones.
enum chore {
  CHORE_MIRRORS = 1,
  CHORE_HEAP = 2,       // Allocators are watched.
  CHORE_TURNS = 4,      // So they are taken, at the gate.
  CHORE_FP_CONTROL = 8, // Changes of the floating-point control state are kept and told of.
  CHORE_ERROR = 16,     // Of a callback: it is pending.
};

// native_note_chores follows a change of what the machine's chores are.
void native_note_chores(airlock_machine *machine);

// native_fail_later makes an error pending, unless there is one: native code goes on, and the
// outermost call fails with it when that returns.
void native_fail_later(airlock_machine *machine, airlock_status status);

// native_release ends everything of this floor.
void native_release(airlock_machine *machine);

// signature_prepare plans a signature's calls, once.
enum plan_verdict signature_prepare(airlock_machine *machine, airlock_signature *signature,
                                    struct plan_refusal *out_refusal);

// signature_release_all frees signatures and what they attached to types.
void signature_release_all(airlock_machine *machine);

// library_release_all closes libraries.
void library_release_all(airlock_machine *machine);

// callee_release_all frees callees.
void callee_release_all(airlock_machine *machine);

// symbol_find_library returns the first library that defines a name, NULL if none does.
struct library *symbol_find_library(const struct native_state *state,
                                    struct dynamic_symbol *out_symbol, const char *name);

// symbol_first_object returns the first of the loaded objects, which is the program itself.
const struct link_map *symbol_first_object(void);

// symbol_note_absence adds to a report why a name may not be there, and names that are near it.
void symbol_note_absence(airlock_machine *machine, int library, const char *name);

// mirror_pull_all takes over the bytes of mirrored allocations that are exposed; mirror_push_all
// gives back those that native code changed.
void mirror_pull_all(airlock_machine *machine);
void mirror_push_all(airlock_machine *machine);
void mirror_release_all(airlock_machine *machine);

// native_places is what this floor knows of memory that is not the machine's.
struct native_places;
extern const struct native_places native_places;
void places_release(airlock_machine *machine);

// errno_of returns the machine's errno; errno_give returns it for native code that goes on now;
// errno_take takes over what native code made of it: if that left errno alone, it may have written
// the place that the machine's has in memory.
static inline int errno_of(const airlock_machine *machine) {
  return machine->errno_place.address != 0 ? airlock_errno(machine) : machine->native_errno;
}

static inline int errno_give(airlock_machine *machine) {
  int value = errno_of(machine);
  machine->native->given_errno = value;
  return value;
}

static inline void errno_take(airlock_machine *machine, int value) {
  if (value != machine->native->given_errno) {
    airlock_set_errno(machine, value);
  }
}

// callback_take_stray fails if native code called a function of the machine where it may not.
airlock_status callback_take_stray(airlock_machine *machine);

// entry_release_all frees the native entries.
void entry_release_all(airlock_machine *machine);

#endif
