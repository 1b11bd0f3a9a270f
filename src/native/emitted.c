// SPDX-License-Identifier: MIT
//
// What all calls by emitted code do alike: quick calls (quick_call.h) whose arguments are checked
// already and loaded by code. There is one function for each kind of result, with a look at the
// pointers among the arguments and without.
#include "native/emitted.h"
#include "native/quick_call.h"

#if defined(PLAN_IS_X86_64) && defined(__ELF__)

// What `load` is to C: given the immediates, the function, how much stack its arguments take, and
// itself. `enter` takes the same, and is `load` or what makes that stack.
#define EMITTED_AS(type, enter)                                                                    \
  ((type(*)(const airlock_scalar *, void (*)(void), uint64_t, void (*)(void)))(enter))

#define has_no_pointers(machine, signature, args) true

#define WAY(name, registers, has_result, pointers)                                                 \
  static airlock_status name(airlock_machine *machine, const airlock_callee *callee,               \
                             const airlock_scalar *args, size_t num_args,                          \
                             airlock_scalar *io_result) {                                          \
    const airlock_signature *signature = callee->signature;                                        \
    if (!crossing_is_quick(machine, true) || !pointers(machine, signature, args)) {                \
      return call_generally(machine, callee, args, num_args, io_result);                           \
    }                                                                                              \
    QUICK_CROSS(                                                                                   \
        machine, callee, io_result, has_result, uint64_t, quick_take_word,                         \
        word_of_##registers(EMITTED_AS(register_##registers, signature->emitted.enter)(            \
            args, callee->address, signature->plan.image.extent, signature->emitted.load)))        \
    return status;                                                                                 \
  }

WAY(call_for_nothing, general, false, has_no_pointers)
WAY(call_for_nothing_with_pointers, general, false, quick_may_pass_all)
WAY(call_for_general, general, true, has_no_pointers)
WAY(call_for_general_with_pointers, general, true, quick_may_pass_all)
WAY(call_for_vector, vector, true, has_no_pointers)
WAY(call_for_vector_with_pointers, vector, true, quick_may_pass_all)

static call_function *way_for(const airlock_signature *signature) {
  static call_function *const ways[][2] = {
      {call_for_nothing, call_for_nothing_with_pointers},
      {call_for_general, call_for_general_with_pointers},
      {call_for_vector, call_for_vector_with_pointers},
  };
  bool is_vector = signature->plan.image.result == RESULT_VECTOR;
  size_t kind = signature->result == NULL ? 0 : is_vector ? 2 : 1;
  return ways[kind][signature->num_pointers > 0];
}

// Whether `check` can tell that a value is valid.
static bool is_told(const struct parameter *parameter) {
  if (parameter->kind == PARAMETER_GENERAL) {
    return false;
  }
  return (parameter->kind & PARAMETER_RESTRICTED) == 0 || parameter->is_nonnull;
}

static bool can_have_code(const airlock_signature *signature) {
  bool is_possible = signature->is_quick && signature->enter != NULL &&
                     (signature->result == NULL || signature->prepared_result.is_word);
  for (size_t i = 0; i < signature->num_params && is_possible; i++) {
    is_possible = is_told(&signature->parameters[i]);
  }
  return is_possible;
}

static void make_code(struct native_state *state, airlock_signature *signature) {
  uint8_t *page = !state->forbids_code && can_have_code(signature) ? code_page_new() : NULL;
  struct emitted emitted = {.page = page, .is_tried = true};
  signature->emitted.is_tried = true;
  if (page == NULL) {
    return;
  }
  bool is_written = emitted_write(page, signature, way_for(signature), &emitted);
  if (is_written && code_page_seal(page)) {
    signature->emitted = emitted;
  } else {
    state->forbids_code |= is_written;
    code_page_free(page);
  }
}

call_function *emitted_for(airlock_machine *machine, airlock_signature *signature) {
  if (machine->config.engine == AIRLOCK_ENGINE_EMITTED && !signature->emitted.is_tried) {
    make_code(machine->native, signature);
    machine->statistics.emitted_signatures += signature->emitted.call != NULL;
  }
  return signature->emitted.call;
}

#else

call_function *emitted_for(airlock_machine *machine, airlock_signature *signature) {
  (void)machine;
  return signature->emitted.call;
}

#endif

void emitted_release(airlock_signature *signature) {
  code_page_free(signature->emitted.page);
}
