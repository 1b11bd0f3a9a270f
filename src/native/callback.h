// SPDX-License-Identifier: MIT
//
// Floor 3. One callback at hand, and its values on their way in and out.
#ifndef AIRLOCK_NATIVE_CALLBACK_H
#define AIRLOCK_NATIVE_CALLBACK_H

#include "machine/exposure.h"
#include "native/crossing.h"

// Callbacks with more arguments take memory for them.
enum { CALLBACK_FEW_PARAMS = 8 };

// One call of an entry. Its arguments are the pieces of the signature's plan, which lie in the
// image that the pool's code made, or where libffi says.
struct visit {
  const struct entry_code *code;
  struct entry *entry;
  enum gate_pass pass;
  const uint64_t *image; // NULL: it came by libffi, and there are
  void **pieces;         // these.
  void *out_result;      // At least a register wide.
};

// callback_take_arguments makes immediates of the arguments; aggregates get memory in the newest
// stack frame.
airlock_status callback_take_arguments(const struct visit *visit, airlock_scalar *out_args);

// callback_take_others does so for those that are not known by a look at their bits, and prepares
// an aggregate result: it has a place, and is the default result where it has no value.
airlock_status callback_take_others(const struct visit *visit, airlock_scalar *out_args,
                                    airlock_scalar *out_result);

// callback_place_result gives an aggregate result memory in the newest stack frame.
airlock_status callback_place_result(const struct visit *visit, airlock_scalar *out_result);

// callback_give puts a result where native code finds it, with a signature's result type; its
// pointers are exposed.
airlock_status callback_give(airlock_machine *machine, const airlock_signature *signature,
                             const airlock_scalar *result, void *out_result);

// callback_prepare finds out what is simple about a new entry's values.
void callback_prepare(struct entry *entry);

// callback_answer answers a call on a thread that came in. It is given what errno is in native
// code, and returns what it is to be there.
int callback_answer(const struct visit *visit, int native_errno);

// callback_turn_away answers a call of a thread that did not.
void callback_turn_away(const struct entry_code *code, void *out_result);

// The parts of callback_answer that callbacks have in common. callback_conclude looks at what came
// out of the hook and gives the result; callback_fail makes an error pending, and gives the default
// result.
airlock_status callback_conclude(const struct visit *visit, airlock_status status,
                                 const airlock_scalar *result);
void callback_fail(const struct visit *visit, airlock_status status);

QUICK airlock_status callback_run_hook(const struct entry *entry, const airlock_scalar *args,
                                       airlock_scalar *io_result) {
  const airlock_config *config = &entry->machine->config;
  return config->callback(config->context, entry->token, args, entry->num_params, io_result);
}

// Around it: a stack frame of the callback's own, at whose end memory is prepared for native code
// again.
QUICK void callback_begin_frame(airlock_machine *machine, struct native_state *state) {
  machine->frame++;
  state->callbacks++;
}

QUICK airlock_status callback_end_frame(airlock_machine *machine, struct native_state *state,
                                        airlock_status status) {
  uint32_t newest = machine->newest_stack;
  state->callbacks--;
  if (newest != 0 && allocation_annex(&machine->table, newest)->frame == machine->frame) {
    machine_pop_frame(machine);
  } else {
    machine->frame--;
  }
  if (status == AIRLOCK_OK && machine->pending != 0 && !exposure_prepare(machine)) {
    status = machine_no_memory(machine);
  }
  exposure_cross(machine);
  if (state->num_mirrors > 0) {
    mirror_pull_all(machine);
  }
  return status;
}

#endif
