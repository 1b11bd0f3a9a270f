// SPDX-License-Identifier: MIT
//
// Floor 3. Over to native code and back.
//
// What changes sides with a call: errno, which is the machine's own over there (errno_place.c); the
// right to call back, for which there is a gate once a function of the machine has an address; and
// control. What must not change is the floating-point control state: it is compared with what the
// machine remembers of it, and put back.
//
// The machine remembers the state, with the place of errno, of the thread that crossed last, since
// reading the state takes as long as all else of a crossing. It is read anew when another thread
// crosses and when it is *forgotten*: by an embedder that changed it (airlock_fp_control_changed),
// where changes of native code are kept, and once there is a gate, which is told of the thread. A
// callback begins with the state that is remembered, and what is remembered when it ends is what
// was when it began.
//
//                     state as remembered                 state as native code left it
//   crossing_begin ──────────────────────► native code ──────────────────────────────► crossing_end
//                                            │      ▲
//                      put back as remembered▼      │put back as native code had it
//                                            callback
//
// Most crossings have nothing more to do: the quick ones, which crossing_begin and crossing_end go
// around. Others have *chores* (enum chore): those are made by crossing_make.
#ifndef AIRLOCK_NATIVE_CROSSING_H
#define AIRLOCK_NATIVE_CROSSING_H

#include "machine/quick.h"
#include "native/gate.h"
#include "native/native.h"

#include <errno.h>

// A crossing that is under way.
struct crossing {
  const airlock_callee *callee;
  const struct crossing *outer; // In a callback of which it was begun, or NULL.
  int host_errno;               // To be put back.
  bool keeps_fp_control; // What native code makes of the floating-point control state stays so.
};

// What hardly any crossing comes by. It is not to take registers from those that do not.
#define RARE __attribute__((cold, noinline))

// crossing_read_thread remembers this thread.
RARE void crossing_read_thread(struct native_state *state);

// crossing_know_thread makes sure that this thread is the one that is remembered.
QUICK void crossing_know_thread(struct native_state *state) {
  if (state->thread.identity != gate_this_thread()) {
    crossing_read_thread(state);
  }
}

// crossing_forget_thread has the thread read anew by the next crossing.
QUICK void crossing_forget_thread(struct native_state *state) {
  state->thread.identity = NULL;
  state->thread.version++;
}

// crossing_restore_thread remembers again what was remembered when a callback began. Its hook may
// have lent the machine to another thread, which is the owner since it called native code.
QUICK void crossing_restore_thread(struct native_state *state, const struct native_thread *thread) {
  state->thread = *thread;
  gate_note_thread(state->gate);
}

// crossing_undo_fp_control puts the floating-point control state back and warns.
RARE void crossing_undo_fp_control(airlock_machine *machine, const airlock_callee *callee);

QUICK void crossing_check_fp_control(airlock_machine *machine, const struct native_state *state,
                                     const airlock_callee *callee) {
  if (!fp_control_equal(state->thread.control, fp_control_capture())) {
    crossing_undo_fp_control(machine, callee);
  }
}

// crossing_is_quick says whether a crossing may be a quick one. One that touches no memory leaves
// alone what is pending.
QUICK bool crossing_is_quick(const airlock_machine *machine, bool touches_memory) {
  return machine->chores == 0 && (!touches_memory || machine->pending == 0);
}

// crossing_finish follows a quick crossing in which something is left by a callback: an error, a
// mirror that it made, a note of a call that was turned away.
RARE airlock_status crossing_finish(airlock_machine *machine, bool is_outermost);

// crossing_begin begins a quick crossing: what follows it is native code. Returns the gate that it
// has gone out through, NULL if there is none yet.
QUICK struct gate *crossing_begin(airlock_machine *machine, struct native_state *state,
                                  struct crossing *out_crossing, const airlock_callee *callee) {
  machine->statistics.native_calls++;
  crossing_know_thread(state);
  int *place = state->thread.errno_place;
  struct gate *gate = state->gate;
  out_crossing->host_errno = *place;
  *place = errno_give(machine);
  out_crossing->callee = callee;
  if (gate != NULL) {
    out_crossing->outer = gate_running(gate);
    out_crossing->keeps_fp_control = machine->config.keep_fp_control;
    state->outermost_calls += out_crossing->outer == NULL;
    gate_set_running(gate, out_crossing);
  }
  return gate;
}

// crossing_end follows native code. Errors: those of callbacks.
QUICK airlock_status crossing_end(airlock_machine *machine, struct native_state *state,
                                  struct gate *gate, const struct crossing *crossing) {
  int *place = state->thread.errno_place;
  int native_errno = *place;
  *place = crossing->host_errno;
  if (native_errno != state->given_errno) {
    airlock_set_errno(machine, native_errno);
  }
  if (!machine->config.keep_fp_control) {
    crossing_check_fp_control(machine, state, crossing->callee);
  }
  if (gate == NULL) {
    return AIRLOCK_OK;
  }
  gate_set_running(gate, crossing->outer);
  bool is_settled = machine->chores == 0 && !gate_has_stray(gate);
  return is_settled ? AIRLOCK_OK : crossing_finish(machine, crossing->outer == NULL);
}

// crossing_enter_other goes to the function by libffi, or with a result in memory.
void crossing_enter_other(const airlock_callee *callee, uint8_t *frame);

// crossing_enter goes to the function with a frame that is filled in.
QUICK void crossing_enter(const airlock_callee *callee, uint8_t *frame) {
  const airlock_signature *signature = callee->signature;
  const struct image *image = &signature->plan.image;
  if (signature->enter == NULL || image->result == RESULT_IN_MEMORY) {
    crossing_enter_other(callee, frame);
  } else {
    trampoline_call(signature->enter, image, (const uint64_t *)(const void *)frame, callee->address,
                    frame + signature->result_offset);
  }
}

// crossing_make is a whole crossing, with all that there may be to do. Errors: those of callbacks.
airlock_status crossing_make(airlock_machine *machine, const airlock_callee *callee,
                             bool keeps_fp_control, uint8_t *frame);

#endif
