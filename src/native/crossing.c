// SPDX-License-Identifier: MIT
//
// The crossings that are not quick, and what is said of crossings afterwards.
#include "native/crossing.h"
#include "native/native_heap.h"

// ---------------------------------------------------------------------------------------- entering

// What the result does not fill is no rest of something else.
static void clear_result(const airlock_signature *signature, uint8_t *frame) {
  static const uint8_t zeros[STACK_FRAME_ALIGN];
  for (size_t i = signature->result_offset; i < signature->frame_size; i += sizeof zeros) {
    memcpy(frame + i, zeros, sizeof zeros);
  }
}

static void enter_by_libffi(const airlock_callee *callee, uint8_t *frame) {
  airlock_signature *signature = callee->signature;
  if (signature->result != NULL && !signature->prepared_result.is_word) {
    clear_result(signature, frame);
  }
  ffi_call(&signature->cif, callee->address, frame + signature->result_offset,
           (void **)(void *)frame);
}

static void enter_for_memory(const airlock_callee *callee, uint8_t *frame) {
  const airlock_signature *signature = callee->signature;
  uint64_t *words = (uint64_t *)(void *)frame;
  clear_result(signature, frame);
  words[IMAGE_RESULT] = (uint64_t)(uintptr_t)(frame + signature->result_offset);
  trampoline_call(signature->enter, &signature->plan.image, words, callee->address, NULL);
}

void crossing_enter_other(const airlock_callee *callee, uint8_t *frame) {
  if (callee->signature->enter == NULL) {
    enter_by_libffi(callee, frame);
  } else {
    enter_for_memory(callee, frame);
  }
}

// -------------------------------------------------------------------------- floating-point control

void crossing_read_thread(struct native_state *state) {
  state->thread.identity = gate_this_thread();
  state->thread.errno_place = &errno;
  state->thread.control = fp_control_capture();
  state->thread.version++;
  if (state->gate != NULL) {
    gate_note_thread(state->gate);
  }
}

void airlock_fp_control_changed(airlock_machine *machine) {
  if (machine->native != NULL) {
    crossing_forget_thread(machine->native);
  }
}

static void warn_of_fp_control(airlock_machine *machine, const airlock_callee *callee,
                               const struct fp_control *before, const struct fp_control *after,
                               const char *outcome) {
  char change[FP_CONTROL_TEXT_SIZE];
  (void)fp_control_describe_change(change, sizeof change, *before, *after);
  struct report *notice = machine_warn(
      machine, AIRLOCK_WARN_FP_CONTROL,
      "the native function `%s` changed the floating-point control state", callee->name);
  if (notice != NULL) {
    notice->facts.function = callee->name;
    report_note(notice, AIRLOCK_NOTE, 0, "%s", change);
    report_note(notice, AIRLOCK_HELP, 0, "%s", outcome);
    native_note_chores(machine);
    machine_warn_send(machine);
  }
}

void crossing_undo_fp_control(airlock_machine *machine, const airlock_callee *callee) {
  struct fp_control before = machine->native->thread.control;
  struct fp_control after = fp_control_capture();
  fp_control_restore(before);
  warn_of_fp_control(machine, callee, &before, &after, "the change was undone");
}

// Changes that stay are no part of what is remembered, in a machine that keeps none by default.
static void keep_fp_control(airlock_machine *machine, const airlock_callee *callee,
                            const struct fp_control *before) {
  struct fp_control after = fp_control_capture();
  crossing_forget_thread(machine->native);
  if (!fp_control_equal(*before, after)) {
    warn_of_fp_control(machine, callee, before, &after,
                       "the change is kept, as configured: floating-point results may differ");
  }
}

// ---------------------------------------------------------------------------------------- crossing

// An error of a callback is this call's; it stays pending until the outermost call has returned.
static airlock_status settle(airlock_machine *machine, bool is_outermost) {
  struct native_state *state = machine->native;
  airlock_status status = state->pending;
  if (is_outermost) {
    state->pending = AIRLOCK_OK;
    state->callbacks_in_vain = 0;
    native_note_chores(machine);
  }
  bool has_stray = state->gate != NULL && gate_has_stray(state->gate);
  return status == AIRLOCK_OK && has_stray ? callback_take_stray(machine) : status;
}

airlock_status crossing_finish(airlock_machine *machine, bool is_outermost) {
  mirror_push_all(machine);
  return settle(machine, is_outermost);
}

// Native code runs; allocators are watched meanwhile. Returns its errno.
static int run_native_code(airlock_machine *machine, const struct crossing *crossing, int *place,
                           uint8_t *frame) {
  struct native_heap *heap = machine->native->heap;
  struct gate *gate = machine->native->gate;
  const airlock_callee *callee = crossing->callee;
  struct native_heap *outer_heap =
      heap != NULL ? native_heap_enter(heap, callee->is_of_heap) : NULL;
  int given_errno = errno_give(machine);
  if (gate != NULL) {
    gate_go_out(gate, crossing);
  }
  *place = given_errno;
  crossing_enter(callee, frame);
  int native_errno = *place;
  if (gate != NULL) {
    gate_come_back(gate, crossing->outer);
  }
  if (heap != NULL) {
    native_heap_leave(heap, outer_heap);
  }
  return native_errno;
}

airlock_status crossing_make(airlock_machine *machine, const airlock_callee *callee,
                             bool keeps_fp_control, uint8_t *frame) {
  struct native_state *state = machine->native;
  struct crossing crossing = {.callee = callee, .keeps_fp_control = keeps_fp_control};
  struct fp_control before = {0};
  if (keeps_fp_control) {
    before = fp_control_capture();
  }
  machine->statistics.native_calls++;
  crossing_know_thread(state);
  if (state->gate != NULL) {
    crossing.outer = gate_running(state->gate);
    state->outermost_calls += crossing.outer == NULL;
  }
  int *place = state->thread.errno_place;
  crossing.host_errno = *place;
  int native_errno = run_native_code(machine, &crossing, place, frame);
  errno_take(machine, native_errno);
  *place = crossing.host_errno;
  airlock_status status = settle(machine, crossing.outer == NULL); // The hook of warnings may call.
  if (keeps_fp_control) {
    keep_fp_control(machine, callee, &before);
  } else {
    crossing_check_fp_control(machine, state, callee);
  }
  return status;
}
