// SPDX-License-Identifier: MIT
//
// Floor 3. Over to native code and back.
//
// What changes sides with a call: errno, which is the machine's own over there (errno_place.c); the
// right to call back, for which there is a gate once a function of the machine has an address; and
// control. What must not change is the floating-point control state: it is compared, and put back.
#ifndef AIRLOCK_NATIVE_CROSSING_H
#define AIRLOCK_NATIVE_CROSSING_H

#include "machine/quick.h"
#include "native/fp_control.h"
#include "native/native.h"

#include <errno.h>

// A crossing that is watched, as callbacks see it.
struct crossing {
  const airlock_callee *callee;
  bool keeps_fp_control;     // What native code makes of the floating-point control state stays so.
  struct fp_control control; // As it was before; unless it is kept.
};

// crossing_report_fp_control undoes a change of the floating-point control state, unless it is to
// be kept, and warns of it.
void crossing_report_fp_control(airlock_machine *machine, const airlock_callee *callee,
                                bool is_kept, const struct fp_control *before,
                                const struct fp_control *after);

// Nobody would notice a change that is kept and not warned of.
QUICK bool crossing_watches_fp_control(const airlock_machine *machine, bool is_kept) {
  return !is_kept || !machine_warning_is_quiet(machine, AIRLOCK_WARN_FP_CONTROL);
}

QUICK void crossing_check_fp_control(airlock_machine *machine, const airlock_callee *callee,
                                     bool is_kept, const struct fp_control *before) {
  struct fp_control after = fp_control_capture();
  if (!fp_control_equal(*before, after)) {
    crossing_report_fp_control(machine, callee, is_kept, before, &after);
  }
}

// crossing_enter_by_libffi goes to the function by libffi; crossing_enter_for_memory by a
// trampoline and with a result in memory.
void crossing_enter_by_libffi(const airlock_callee *callee, uint8_t *frame);
void crossing_enter_for_memory(const airlock_callee *callee, uint8_t *frame);

// Goes to the function.
QUICK void crossing_enter(const airlock_callee *callee, uint8_t *frame) {
  const airlock_signature *signature = callee->signature;
  const struct image *image = &signature->plan.image;
  if (signature->enter == NULL) {
    crossing_enter_by_libffi(callee, frame);
  } else if (image->result == RESULT_IN_MEMORY) {
    crossing_enter_for_memory(callee, frame);
  } else {
    trampoline_call(signature->enter, image, (const uint64_t *)(const void *)frame, callee->address,
                    frame + signature->result_offset);
  }
}

// crossing_make_watched is crossing_make when native code can call back, or allocators are watched.
airlock_status crossing_make_watched(airlock_machine *machine, const airlock_callee *callee,
                                     bool keeps_fp_control, uint8_t *frame);

// crossing_make runs native code with a frame that is filled in. Errors: those of callbacks.
QUICK airlock_status crossing_make(airlock_machine *machine, struct native_state *state,
                                   const airlock_callee *callee, bool keeps_fp_control,
                                   uint8_t *frame) {
  if (state->gate != NULL || state->heap != NULL) {
    return crossing_make_watched(machine, callee, keeps_fp_control, frame);
  }
  machine->statistics.native_calls++;
  bool watches = crossing_watches_fp_control(machine, keeps_fp_control);
  struct fp_control before;
  if (watches) {
    before = fp_control_capture();
  }
  int *place = &errno;
  int host_errno = *place;
  int given_errno = errno_of(machine);
  *place = given_errno;
  crossing_enter(callee, frame);
  int native_errno = *place;
  *place = host_errno;
  if (native_errno != given_errno) {
    airlock_set_errno(machine, native_errno);
  }
  if (watches) {
    crossing_check_fp_control(machine, callee, keeps_fp_control, &before);
  }
  return AIRLOCK_OK;
}

#endif
