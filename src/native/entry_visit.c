// SPDX-License-Identifier: MIT
//
// Native code calls an entry: how the call comes in, by the pool or by libffi, and how its result
// goes out. What happens in between is native/callback.c.
//
// Most callbacks come on the machine's own thread through the pool, with few arguments, of which a
// look at their bits says that they are valid, and with nothing else going on. Those are quick: the
// same events in the same order, without the questions that have one answer then. What is not in
// order is found out before anything has happened, and is not quick then. Arguments that take more
// than a look, and what comes out of the hook, are looked at as they always are.
#include "native/callback.h"
#include "native/entry_pool.h"
#include "native/process.h"

#include <string.h>

// Heaps are watched only while native code runs.
QUICK bool is_any_heap_watched(void) {
  return atomic_load_explicit(&process_num_heaps, memory_order_relaxed) != 0;
}

#if defined(ENTRY_POOL_EXISTS)

// ------------------------------------------------------------------------------------------- quick

QUICK bool take_quickly(const struct entry *entry, const uint64_t *image,
                        airlock_scalar *out_args) {
  uint64_t invalid = 0;
  const struct arrival *end = entry->arrivals + entry->num_params;
  for (const struct arrival *arrival = entry->arrivals; arrival < end; arrival++, out_args++) {
    uint64_t bits = image[arrival->word] & arrival->mask;
    invalid |= bits & arrival->outside;
    *out_args = arrival->scalar;
    out_args->as.bits[0] = bits;
  }
  return invalid == 0;
}

// Gives a number.
QUICK bool give_quickly(const struct entry *entry, const airlock_scalar *result, void *out_result) {
  uint64_t bits = result->as.bits[0];
  uint64_t other = (uint64_t)(result->kind ^ entry->result_kind) | result->as.bits[1];
  bool is_given = (other | (bits & entry->result_outside)) == 0;
  if (is_given) {
    uint64_t word = (bits ^ entry->result_sign) - entry->result_sign;
    memcpy(out_result, &word, sizeof word);
  }
  return is_given;
}

UNHURRIED airlock_status take_others(const struct entry_code *code, const uint64_t *image,
                                     airlock_scalar *out_args, airlock_scalar *io_result,
                                     void *out_result) {
  struct visit visit = {code, code->entry, GATE_INSIDE, image, NULL, out_result};
  return callback_take_others(&visit, out_args, io_result);
}

UNHURRIED airlock_status conclude(const struct entry_code *code, void *out_result,
                                  airlock_status status, const airlock_scalar *result) {
  struct visit visit = {code, code->entry, GATE_INSIDE, NULL, NULL, out_result};
  return callback_conclude(&visit, status, result);
}

UNHURRIED void fail(const struct entry_code *code, void *out_result, airlock_status status) {
  struct visit visit = {code, code->entry, GATE_INSIDE, NULL, NULL, out_result};
  callback_fail(&visit, status);
}

// Runs the function, in its stack frame.
QUICK airlock_status run_quickly(const struct entry_code *code, const uint64_t *image,
                                 airlock_scalar *args, void *out_result) {
  const struct entry *entry = code->entry;
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  if (entry->has_others) {
    airlock_status status = take_others(code, image, args, &result, out_result);
    if (status != AIRLOCK_OK) {
      return status;
    }
  }
  airlock_status status = callback_run_hook(entry, args, &result);
  bool is_over = (status | entry->machine->native->pending) == AIRLOCK_OK &&
                 give_quickly(entry, &result, out_result);
  return is_over ? AIRLOCK_OK : conclude(code, out_result, status, &result);
}

QUICK bool keeps_fp_control(const struct native_state *state) {
  return gate_running(state->gate)->keeps_fp_control;
}

// The interpreter computes as it did before the native call. If native code computes in another
// way, that is no quick matter; where changes are to stay nobody looks.
QUICK bool is_control_in_order(const struct native_state *state) {
  return keeps_fp_control(state) || fp_control_equal(fp_control_capture(), state->thread.control);
}

// A hook that changes the control state tells of it. Native code goes on with what it had, and what
// is remembered of the thread is the same before and after.
RARE void take_back_control(struct native_state *state, const struct native_thread *thread) {
  if (!keeps_fp_control(state)) {
    fp_control_restore(thread->control);
  }
  crossing_restore_thread(state, thread);
}

// Answers a call of a machine without mirrors that is quick, or changes nothing and returns false.
QUICK bool answer_quickly(const struct entry_code *code, const uint64_t *image, void *out_result,
                          int *io_errno) {
  const struct entry *entry = code->entry;
  airlock_machine *machine = entry->machine;
  struct native_state *state = machine->native;
  airlock_scalar args[CALLBACK_FEW_PARAMS];
  if (!entry->is_quick || state->pending != AIRLOCK_OK ||
      state->callbacks >= machine->config.callback_limit || !is_control_in_order(state) ||
      !take_quickly(entry, image, args)) {
    return false;
  }
  errno_take(machine, *io_errno);
  struct native_thread thread = state->thread;
  if (keeps_fp_control(state)) {
    crossing_forget_thread(state);
  }
  callback_begin_frame(machine, state);
  airlock_status status = run_quickly(code, image, args, out_result);
  status = callback_end_frame(machine, state, status);
  if (status != AIRLOCK_OK) {
    fail(code, out_result, status);
  }
  if (state->thread.version != thread.version) {
    take_back_control(state, &thread);
  }
  *io_errno = errno_give(machine);
  return true;
}

// ---------------------------------------------------------------------------------------- the pool

#if defined(PLAN_IS_AARCH64)

// Loads the result registers. Returns whether all of a vector register is a result.
static uint64_t load_result(enum result_place place, const uint64_t *bits, uint64_t *out_words) {
  uint64_t *out_vector = out_words + ENTRY_POOL_VECTOR;
  memset(out_words, 0, ENTRY_POOL_RESULT_WORDS * sizeof *out_words);
  switch (place) {
  case RESULT_FOUR_FLOAT:
    for (size_t i = 0; i < 4; i++) {
      memcpy(&out_vector[IMAGE_VECTOR_WORDS * i], (const float *)(const void *)bits + i,
             sizeof(float));
    }
    return 0;
  case RESULT_VECTOR:
  case RESULT_TWO_VECTOR:
  case RESULT_FOUR_VECTOR:
    for (size_t i = 0; i < 4; i++) {
      out_vector[IMAGE_VECTOR_WORDS * i] = bits[i];
    }
    return 0;
  case RESULT_QUAD:
  case RESULT_TWO_QUAD:
  case RESULT_FOUR_QUAD:
    memcpy(out_vector, bits, 4 * sizeof(long double));
    return 1;
  default:
    out_words[ENTRY_POOL_GENERAL] = bits[0];
    out_words[ENTRY_POOL_GENERAL + 1] = bits[1];
    return 0;
  }
}

#else

// Where the second part of a result is, among the registers of the pool.
static size_t second_word(enum result_place place) {
  switch (place) {
  case RESULT_TWO_VECTOR:
    return ENTRY_POOL_VECTOR + 1;
  case RESULT_GENERAL_AND_VECTOR:
    return ENTRY_POOL_VECTOR;
  case RESULT_VECTOR_AND_GENERAL:
    return ENTRY_POOL_GENERAL;
  default:
    return ENTRY_POOL_GENERAL + 1;
  }
}

// Loads the result registers. Returns how many of the x87 have a part of the result.
static uint64_t load_result(enum result_place place, const uint64_t *bits, uint64_t *out_words) {
  if (place == RESULT_X87 || place == RESULT_TWO_X87) {
    memcpy(out_words, bits, ENTRY_POOL_RESULT_WORDS * sizeof *bits);
    return place == RESULT_X87 ? 1 : 2;
  }
  bool is_in_vector =
      place == RESULT_VECTOR || place == RESULT_TWO_VECTOR || place == RESULT_VECTOR_AND_GENERAL;
  memset(out_words, 0, ENTRY_POOL_RESULT_WORDS * sizeof *out_words);
  out_words[second_word(place)] = bits[1];
  out_words[is_in_vector ? ENTRY_POOL_VECTOR : ENTRY_POOL_GENERAL] = bits[0];
  return 0;
}

#endif

// Answers a call of a thread that came in, unless it is quick.
static void answer_any(const struct entry_code *code, enum gate_pass pass, const uint64_t *image,
                       void *out_result, int *io_errno) {
  bool is_own = pass == GATE_INSIDE || pass == GATE_TURN;
  if (!is_own || code->entry->machine->native->num_mirrors > 0 ||
      !answer_quickly(code, image, out_result, io_errno)) {
    struct visit visit = {code, code->entry, pass, image, NULL, out_result};
    *io_errno = callback_answer(&visit, *io_errno);
  }
}

// Answers any call. A result in memory goes where the caller says in a register, and that address
// is what the caller gets back: x86-64 wants it so, and to AArch64 it is anything.
static uint64_t answer(const struct entry_code *code, enum gate_pass pass, const uint64_t *image,
                       uint64_t *out_words, int *io_errno) {
  uint64_t bits[ENTRY_POOL_RESULT_WORDS] = {0};
  bool is_in_memory = code->result_place == RESULT_IN_MEMORY;
  void *result = is_in_memory ? (void *)(uintptr_t)image[IMAGE_RESULT] : (void *)bits;
  if (pass == GATE_REFUSED) {
    callback_turn_away(code, result);
  } else {
    answer_any(code, pass, image, result, io_errno);
  }
  if (is_in_memory) {
    bits[0] = image[IMAGE_RESULT];
  }
  return load_result(code->result_place, bits, out_words);
}

UNHURRIED uint64_t visit_by_gate(const struct entry_code *code, const uint64_t *image,
                                 uint64_t *out_words) {
  int native_errno = errno;
  enum gate_pass pass = gate_enter(code->gate);
  struct native_heap *heap = is_any_heap_watched() ? native_heap_suspend() : NULL;
  uint64_t kind_of_result = answer(code, pass, image, out_words, &native_errno);
  if (heap != NULL) {
    native_heap_resume(heap);
  }
  gate_leave(code->gate, pass);
  errno = native_errno;
  return kind_of_result;
}

// The owner, whose machine has no chores, needs nothing of a gate where no turns are taken: the
// machine is its own. That it crossed is remembered, and where its errno is. A result in one
// register has its place already.
uint64_t entry_pool_visit(const struct entry_code *code, const uint64_t *image,
                          uint64_t *out_words) {
  if (gate_is_own(code->gate) && !code->gate->serialises && code->result_place <= RESULT_VECTOR) {
    const struct native_state *state = code->entry->machine->native;
    if (code->entry->machine->chores == 0 && state->thread.identity == gate_this_thread() &&
        answer_quickly(code, image, &out_words[code->entry->result_word],
                       state->thread.errno_place)) {
      return 0;
    }
  }
  return visit_by_gate(code, image, out_words);
}

#endif

// ---------------------------------------------------------------------------------------- closures

void entry_closure_visit(ffi_cif *cif, void *result, void **pieces, void *user_data) {
  (void)cif;
  int native_errno = errno;
  const struct entry_code *code = user_data;
  enum gate_pass pass = gate_enter(code->gate);
  if (pass == GATE_REFUSED) {
    callback_turn_away(code, result);
  } else {
    struct visit visit = {code, code->entry, pass, NULL, pieces, result};
    struct native_heap *heap = is_any_heap_watched() ? native_heap_suspend() : NULL;
    native_errno = callback_answer(&visit, native_errno);
    if (heap != NULL) {
      native_heap_resume(heap);
    }
    gate_leave(code->gate, pass);
  }
  errno = native_errno;
}
