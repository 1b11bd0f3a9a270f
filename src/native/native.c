// SPDX-License-Identifier: MIT
//
// The native state's life.
#include "native/native.h"
#include "native/gate.h"
#include "native/native_heap.h"

struct native_state *native_state(airlock_machine *machine) {
  if (machine->native == NULL) {
    struct native_state *state = host_allocate_zeroed(&machine->host, 1, sizeof *state);
    if (state != NULL &&
        (ffi_prep_cif(&state->untyped_cif, FFI_DEFAULT_ABI, 0, &ffi_type_sint64, NULL) != FFI_OK ||
         !native_heap_open(machine, state))) {
      host_release(&machine->host, state, sizeof *state);
      state = NULL;
    } else if (state != NULL) {
      native_note_chores(state);
    }
    machine->native = state;
  }
  return machine->native;
}

void native_note_chores(struct native_state *state) {
  bool takes_turns = state->gate != NULL && state->gate->serialises;
  state->has_chores = state->num_mirrors > 0 || state->heap != NULL || takes_turns;
}

void native_release(airlock_machine *machine) {
  if (machine->native == NULL) {
    return;
  }
  entry_release_all(machine);
  mirror_release_all(machine);
  places_release(machine);
  callee_release_all(machine);
  native_heap_close(machine, machine->native);
  library_release_all(machine);
  signature_release_all(machine);
  host_release(&machine->host, machine->native, sizeof *machine->native);
  machine->native = NULL;
}
