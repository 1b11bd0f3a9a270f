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
      machine->native = state;
      native_note_chores(machine);
    }
  }
  return machine->native;
}

void native_note_chores(airlock_machine *machine) {
  const struct native_state *state = machine->native;
  bool takes_turns = state->gate != NULL && state->gate->serialises;
  bool tells_of_fp_control = machine->config.keep_fp_control &&
                             !machine_warning_is_quiet(machine, AIRLOCK_WARN_FP_CONTROL);
  machine->chores = (state->num_mirrors > 0 ? CHORE_MIRRORS : 0U) |
                    (state->heap != NULL ? CHORE_HEAP : 0U) | (takes_turns ? CHORE_TURNS : 0U) |
                    (tells_of_fp_control ? CHORE_FP_CONTROL : 0U) |
                    (state->pending != AIRLOCK_OK ? CHORE_ERROR : 0U);
}

void native_fail_later(airlock_machine *machine, airlock_status status) {
  struct native_state *state = machine->native;
  state->pending = state->pending != AIRLOCK_OK ? state->pending : status;
  native_note_chores(machine);
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
