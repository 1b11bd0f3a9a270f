// SPDX-License-Identifier: MIT
//
// The crossings that are not the common one, and what is said of them afterwards.
#include "native/crossing.h"
#include "native/gate.h"
#include "native/native_heap.h"

static void clear_result(const airlock_signature *signature, uint8_t *frame) {
  memset(frame + signature->result_offset, 0, signature->frame_size - signature->result_offset);
}

void crossing_enter_by_libffi(const airlock_callee *callee, uint8_t *frame) {
  airlock_signature *signature = callee->signature;
  clear_result(signature, frame);
  ffi_call(&signature->cif, callee->address, frame + signature->result_offset,
           (void **)(void *)frame);
}

void crossing_enter_for_memory(const airlock_callee *callee, uint8_t *frame) {
  const airlock_signature *signature = callee->signature;
  uint64_t *words = (uint64_t *)(void *)frame;
  clear_result(signature, frame);
  words[0] = (uint64_t)(uintptr_t)(frame + signature->result_offset);
  trampoline_call(signature->enter, &signature->plan.image, words, callee->address, NULL);
}

void crossing_report_fp_control(airlock_machine *machine, const airlock_callee *callee,
                                bool is_kept, const struct fp_control *before,
                                const struct fp_control *after) {
  if (!is_kept) {
    fp_control_restore(*before);
  }
  char change[FP_CONTROL_TEXT_SIZE];
  (void)fp_control_describe_change(change, sizeof change, *before, *after);
  struct report *notice = machine_warn(
      machine, AIRLOCK_WARN_FP_CONTROL,
      "the native function `%s` changed the floating-point control state", callee->name);
  if (notice != NULL) {
    notice->facts.function = callee->name;
    report_note(notice, AIRLOCK_NOTE, 0, "%s", change);
    report_note(notice, AIRLOCK_HELP, 0, "%s",
                is_kept ? "the change is kept, as configured: floating-point results may differ"
                        : "the change was undone");
    machine_warn_send(machine);
  }
}

// An error of a callback is this call's; it stays pending until the outermost call has returned.
static airlock_status settle(airlock_machine *machine, bool is_outermost) {
  struct native_state *state = machine->native;
  airlock_status status = state->pending;
  if (is_outermost) {
    state->pending = AIRLOCK_OK;
    state->callbacks_in_vain = 0;
  }
  bool has_stray = state->gate != NULL && gate_has_stray(state->gate);
  return status == AIRLOCK_OK && has_stray ? callback_take_stray(machine) : status;
}

airlock_status crossing_make_watched(airlock_machine *machine, const airlock_callee *callee,
                                     bool keeps_fp_control, uint8_t *frame) {
  struct native_state *state = machine->native;
  const struct crossing *outer = state->running;
  bool watches = crossing_watches_fp_control(machine, keeps_fp_control);
  struct crossing crossing = {.callee = callee, .keeps_fp_control = keeps_fp_control};
  if (watches) {
    crossing.control = fp_control_capture();
  }
  machine->statistics.native_calls++;
  state->outermost_calls += outer == NULL;
  state->running = &crossing;
  int *place = &errno;
  int host_errno = *place;
  struct native_heap *heap = state->heap;
  struct native_heap *outer_heap =
      heap != NULL ? native_heap_enter(heap, callee->is_of_heap) : NULL;
  int given_errno = errno_give(machine);
  struct gate *gate = state->gate;
  if (gate != NULL) {
    gate_go_out(gate);
  }
  *place = given_errno;
  crossing_enter(callee, frame);
  int native_errno = *place;
  if (gate != NULL) {
    gate_come_back(gate, outer == NULL);
  }
  if (heap != NULL) {
    native_heap_leave(heap, outer_heap);
  }
  errno_take(machine, native_errno);
  *place = host_errno;
  if (watches) {
    crossing_check_fp_control(machine, callee, keeps_fp_control, &crossing.control);
  }
  state->running = outer;
  return settle(machine, outer == NULL);
}
