// SPDX-License-Identifier: MIT
//
// Floor 3. The calls that nearly all are, made quickly.
//
// As in machine/quick.h, a quick call does the whole of what it is asked, every check included, or
// changes nothing; then the general one (call.c) starts over, and has the words for what is wrong.
// Quick is a call whose
//   arguments   are immediates that three comparisons know to be valid, or small aggregates of
//               unrestricted scalars (native/frame.h says which);
//   pointers    are exposed already, and nothing is to be warned of;
//   result      is one word with bits that are all allowed, or a small aggregate;
// with nothing pending, and a crossing that is quick. The order of events is that of call.c.
//
// There are these ways. By *thunk* (thunk.c): a function for each number of arguments that are all
// integers or pointers, or all doubles, which puts them into registers itself. By *emitted code*
// (emitted.c). By *pieces* (pieces.c): libffi is told where the words are. By *frame*: arguments
// are stored in the image that a trampoline loads, or where libffi finds them. By *image* is the
// first of the two by frame, without a result in it.
#ifndef AIRLOCK_NATIVE_QUICK_CALL_H
#define AIRLOCK_NATIVE_QUICK_CALL_H

#include "native/call.h"
#include "native/crossing.h"

// Whether passing a pointer exposes nothing and warns of nothing.
QUICK bool quick_may_pass(const airlock_machine *machine, airlock_prov prov) {
  return prov_is_none(prov) ||
         (machine_warning_is_quiet(machine, AIRLOCK_WARN_SHARED_MEMORY) &&
          (exposure_is_done(machine, prov) ||
           (prov_is_wildcard(prov) &&
            machine_warning_is_quiet(machine, AIRLOCK_WARN_WILDCARD_ARGUMENT))));
}

QUICK void quick_put_word(const struct parameter *parameter, uint64_t bits, uint8_t *frame) {
  uint64_t word = parameter_word(parameter, bits);
  memcpy(frame + parameter->words[0], &word, sizeof word);
}

// Puts the words of a small aggregate together from its members.
QUICK bool quick_join_members(const airlock_machine *machine, const struct parameter *parameter,
                              struct allocation *allocation, uint64_t start, bool is_init,
                              uint64_t *words) {
  for (size_t i = 0; i < parameter->num_members; i++) {
    const struct member *member = &parameter->members[i];
    uint64_t offset = start + member->offset;
    uint64_t bits = quick_read(allocation->base + offset, member->size);
    if (!is_init && !quick_are_all_init(allocation, offset, member->size)) {
      return false;
    }
    airlock_ptr value = {bits, airlock_prov_none()};
    if (member->is_pointer && (!quick_provenance(allocation, &value.prov, offset) ||
                               !quick_may_pass(machine, value.prov))) {
      return false;
    }
    words[member->offset / 8] |= bits << (member->offset % 8 * 8);
  }
  return true;
}

// Reads a small aggregate by words: all of it is initialised, and no member is a pointer. When the
// members have just been stored, the loads wait for that; what does not need them goes on.
QUICK bool quick_read_words(const airlock_machine *machine, const struct parameter *parameter,
                            const airlock_scalar *arg, uint8_t *frame) {
  const airlock_type *type = parameter->type;
  airlock_ptr pointer = arg->as.ptr;
  const struct allocation *allocation = quick_allocation(
      machine, pointer.prov.alloc, pointer.address, type->size, type->align, READY_READ);
  if (allocation == NULL || allocation->shadow.init_form != MASK_ALL) {
    return false;
  }
  const uint8_t *bytes = (const uint8_t *)(uintptr_t)pointer.address;
  uint64_t size = type->size;
  uint64_t first = quick_read(bytes, size < 8 ? size : 8) & ~parameter->outside[0];
  memcpy(frame + parameter->words[0], &first, sizeof first);
  if (size > 8) {
    uint64_t second = quick_read(bytes + size - 8, 8) >> (128 - 8 * size);
    second &= ~parameter->outside[1];
    memcpy(frame + parameter->words[1], &second, sizeof second);
  }
  return true;
}

// Reads a small aggregate of unrestricted scalars.
QUICK bool quick_read_members(const airlock_machine *machine, const struct parameter *parameter,
                              airlock_ptr pointer, uint8_t *frame) {
  const airlock_type *type = parameter->type;
  struct allocation *allocation =
      quick_any(machine, pointer.prov, pointer.address, type->size, type->align, READY_READ);
  if (allocation == NULL) {
    return false;
  }
  uint64_t start = quick_offset(allocation, pointer.address);
  uint64_t words[2] = {0, 0};
  bool is_init = allocation->shadow.init_form == MASK_ALL;
  if (!quick_join_members(machine, parameter, allocation, start, is_init, words)) {
    return false;
  }
  memcpy(frame + parameter->words[0], &words[0], sizeof words[0]);
  if (type->size > sizeof words[0]) {
    memcpy(frame + parameter->words[1], &words[1], sizeof words[1]);
  }
  return true;
}

// Whether an immediate has the parameter's kind and only bits that a value may have.
QUICK bool quick_is_simple(const struct parameter *parameter, const airlock_scalar *arg,
                           uint32_t restricted) {
  return (((arg->kind | restricted) ^ parameter->kind) | (arg->as.bits[0] & parameter->outside[0]) |
          (arg->as.bits[1] & parameter->outside[1])) == 0;
}

// Whether a scalar certainly is a valid value of a type that not all are.
QUICK bool quick_is_value(const airlock_machine *machine, airlock_ptr value,
                          const airlock_type *type) {
  if (!type_is_pointer(type)) {
    return false;
  }
  if (value.address == 0) {
    return type->nullable;
  }
  return (!type->dereferenceable && !type->vtable) ||
         (type->pace == PACE_REFERENCE && quick_is_reference(machine, value, type));
}

// Reads an argument that is not simple.
UNHURRIED bool quick_read_other(const airlock_machine *machine, const struct parameter *parameter,
                                const airlock_scalar *arg, uint8_t *frame) {
  if (parameter->num_members > 0) {
    return arg->kind == AIRLOCK_POINTER &&
           quick_read_members(machine, parameter, arg->as.ptr, frame);
  }
  quick_put_word(parameter, arg->as.bits[0], frame);
  return quick_is_simple(parameter, arg, PARAMETER_RESTRICTED) &&
         quick_is_value(machine, arg->as.ptr, parameter->type);
}

// Reads the arguments from `parameter` on: simple ones, pointers that are not null, and aggregates
// by their words.
static bool quick_read_each(const airlock_machine *machine, const struct parameter *parameter,
                            const struct parameter *end, const airlock_scalar *arg, uint8_t *frame);

// The same when the first is none of them.
UNHURRIED bool quick_read_rest(const airlock_machine *machine, const struct parameter *parameter,
                               const struct parameter *end, const airlock_scalar *arg,
                               uint8_t *frame) {
  return quick_read_other(machine, parameter, arg, frame) &&
         quick_read_each(machine, parameter + 1, end, arg + 1, frame);
}

UNHURRIED bool quick_read_each(const airlock_machine *machine, const struct parameter *parameter,
                               const struct parameter *end, const airlock_scalar *arg,
                               uint8_t *frame) {
  for (; parameter < end; parameter++, arg++) {
    bool is_read;
    if (parameter->is_words) {
      is_read = arg->kind == AIRLOCK_POINTER && quick_read_words(machine, parameter, arg, frame);
    } else {
      bool is_valid = parameter->is_nonnull && arg->as.bits[0] != 0;
      is_read = quick_is_simple(parameter, arg, is_valid ? PARAMETER_RESTRICTED : 0);
      quick_put_word(parameter, arg->as.bits[0], frame);
    }
    if (!is_read) {
      return quick_read_rest(machine, parameter, end, arg, frame);
    }
  }
  return true;
}

// Reads all arguments. `has_aggregates` says that some are likely to be; one alone is read here.
QUICK bool quick_read_arguments(const airlock_machine *machine, const airlock_signature *signature,
                                const airlock_scalar *arg, bool has_aggregates, uint8_t *frame) {
  const struct parameter *parameter = signature->parameters;
  const struct parameter *end = parameter + signature->num_params;
  if (has_aggregates) {
    bool is_one = signature->num_params == 1 && parameter->is_words && arg->kind == AIRLOCK_POINTER;
    return (is_one && quick_read_words(machine, parameter, arg, frame)) ||
           quick_read_each(machine, parameter, end, arg, frame);
  }
  for (; parameter < end; parameter++, arg++) {
    if (!quick_is_simple(parameter, arg, 0)) {
      return quick_read_each(machine, parameter, end, arg, frame);
    }
    quick_put_word(parameter, arg->as.bits[0], frame);
  }
  return true;
}

UNHURRIED bool quick_may_pass_each(const airlock_machine *machine,
                                   const airlock_signature *signature, const airlock_scalar *args) {
  for (size_t i = 0; i < signature->num_pointers; i++) {
    if (!quick_may_pass(machine, args[signature->exposing[i]].as.ptr.prov)) {
      return false;
    }
  }
  return true;
}

// Whether all pointers among the arguments may be passed like that, of which there are some.
QUICK bool quick_may_pass_all(const airlock_machine *machine, const airlock_signature *signature,
                              const airlock_scalar *args) {
  return signature->num_pointers == 1
             ? quick_may_pass(machine, args[signature->exposing[0]].as.ptr.prov)
             : quick_may_pass_each(machine, signature, args);
}

// libffi is told where each piece is.
UNHURRIED void quick_put_pieces(const airlock_signature *signature, uint8_t *frame) {
  const struct piece *piece = signature->plan.pieces;
  const struct piece *end = piece + signature->plan.num_pieces;
  void **pointer = (void **)(void *)frame;
  for (; piece < end; piece++, pointer++) {
    *pointer = frame + piece->place;
  }
}

// Makes a place ready to be overwritten with a value of a plain type; NULL if that is not quick.
QUICK uint8_t *quick_place(const airlock_machine *machine, const airlock_type *type,
                           airlock_ptr pointer) {
  struct allocation *allocation = quick_allocation(machine, pointer.prov.alloc, pointer.address,
                                                   type->size, type->align, READY_WRITE);
  if (allocation == NULL) {
    return NULL;
  }
  uint64_t offset = quick_offset(allocation, pointer.address);
  bool is_plain =
      quick_is_settled(allocation) || quick_make_all_plain(allocation, offset, type->size);
  return is_plain ? allocation->base + offset : NULL;
}

// Takes over a small aggregate that consists of nothing but its value.
UNHURRIED airlock_status quick_take_aggregate(airlock_machine *machine,
                                              const airlock_callee *callee,
                                              struct result_words words,
                                              airlock_scalar *io_result) {
  const airlock_type *type = callee->signature->result;
  uint8_t *place = quick_place(machine, type, io_result->as.ptr);
  if (place == NULL) {
    return result_take_words(machine, callee, words, io_result);
  }
  memcpy(place, &words, type->size);
  return AIRLOCK_OK;
}

// The same of one or two whole words, to where they change no states.
QUICK airlock_status quick_take_words(airlock_machine *machine, const airlock_callee *callee,
                                      struct result_words words, airlock_scalar *io_result) {
  const airlock_type *type = callee->signature->result;
  airlock_ptr pointer = io_result->as.ptr;
  const struct allocation *allocation = quick_allocation(
      machine, pointer.prov.alloc, pointer.address, type->size, type->align, READY_WRITE);
  if (allocation == NULL || !quick_is_settled(allocation) || type->size % 8 != 0) {
    return quick_take_aggregate(machine, callee, words, io_result);
  }
  uint8_t *place = (uint8_t *)(uintptr_t)pointer.address;
  memcpy(place, &words.first, 8);
  if (type->size > 8) {
    memcpy(place + 8, &words.second, 8);
  }
  return AIRLOCK_OK;
}

// Takes over a result that is a word, as a register holds it.
QUICK airlock_status quick_take_word(airlock_machine *machine, const airlock_callee *callee,
                                     uint64_t word, airlock_scalar *io_result) {
  const struct prepared_result *prepared = &callee->signature->prepared_result;
  uint64_t bits = word & prepared->mask;
  if ((bits & prepared->outside) != 0) {
    return result_take_words(machine, callee, (struct result_words){bits, 0}, io_result);
  }
  io_result->kind = prepared->kind;
  io_result->reserved = 0;
  io_result->as.ptr = (airlock_ptr){bits, prepared->prov};
  return AIRLOCK_OK;
}

// Takes over a result of at most two words.
QUICK airlock_status quick_take_result(airlock_machine *machine, const airlock_callee *callee,
                                       struct result_words words, airlock_scalar *io_result) {
  const airlock_signature *signature = callee->signature;
  if (signature->prepared_result.is_word) {
    return quick_take_word(machine, callee, words.first, io_result);
  }
  return signature->result != NULL ? quick_take_words(machine, callee, words, io_result)
                                   : AIRLOCK_OK;
}

// Whether a call of `count` arguments can be a quick one, as far as it is not them that decide.
QUICK bool quick_may_begin(const airlock_machine *machine, const airlock_callee *callee,
                           const airlock_scalar *args, size_t num_args, size_t count,
                           const airlock_scalar *io_result, bool touches_memory) {
  return num_args == count && (count == 0 || args != NULL) &&
         (io_result != NULL || callee->signature->result == NULL) &&
         crossing_is_quick(machine, touches_memory);
}

// Whether a place for an aggregate is a pointer, if the result is one.
QUICK bool quick_has_place(const airlock_signature *signature, const airlock_scalar *io_result) {
  return signature->result == NULL || signature->prepared_result.is_word ||
         io_result->kind == AIRLOCK_POINTER;
}

// Fills in a frame. False if that is not certain to be right, or if pointers are to be exposed.
QUICK bool quick_fill_frame(const airlock_machine *machine, const airlock_signature *signature,
                            const airlock_scalar *args, bool has_aggregates, uint8_t *frame) {
  return quick_read_arguments(machine, signature, args, has_aggregates, frame) &&
         (signature->num_pointers == 0 || quick_may_pass_all(machine, signature, args));
}

// What is left of a quick call once nothing can prevent it. `enter` calls the function and is what
// registers hold of its result; `take` takes that over, if it has one. `status` becomes the call's.
#define QUICK_CROSS(machine, callee, io_result, has_result, registers, take, enter)                \
  exposure_cross(machine);                                                                         \
  struct native_state *state = (machine)->native;                                                  \
  struct crossing crossing;                                                                        \
  struct gate *gate = crossing_begin(machine, state, &crossing, callee);                           \
  registers result = (enter);                                                                      \
  airlock_status status = crossing_end(machine, state, gate, &crossing);                           \
  if ((has_result) && status == AIRLOCK_OK) {                                                      \
    status = take(machine, callee, result, io_result);                                             \
  }

// quick_call_by_image makes a whole call by a trampoline, of a function whose result is at most two
// words of registers; or changes nothing and returns false. `has_aggregates` says whether there are
// any, the result included; if not, it is at most one word.
QUICK bool quick_call_by_image(airlock_machine *machine, airlock_status *out_status,
                               const airlock_callee *callee, const airlock_scalar *args,
                               size_t num_args, airlock_scalar *io_result, bool has_aggregates) {
  const airlock_signature *signature = callee->signature;
  _Alignas(STACK_FRAME_ALIGN) uint8_t frame[STACK_FRAME_SIZE];
  const uint64_t *words = (const uint64_t *)(const void *)frame;
  if (!quick_may_begin(machine, callee, args, num_args, signature->num_params, io_result, true) ||
      (has_aggregates && !quick_has_place(signature, io_result)) ||
      !quick_fill_frame(machine, signature, args, has_aggregates, frame)) {
    return false;
  }
  if (has_aggregates) {
    QUICK_CROSS(
        machine, callee, io_result, true, struct result_words, quick_take_result,
        trampoline_call_words(signature->enter, &signature->plan.image, words, callee->address));
    *out_status = status;
  } else {
    QUICK_CROSS(
        machine, callee, io_result, signature->result != NULL, uint64_t, quick_take_word,
        trampoline_call_word(signature->enter, &signature->plan.image, words, callee->address));
    *out_status = status;
  }
  return true;
}

// quick_call_by_frame is the same for all other functions, and by libffi.
QUICK bool quick_call_by_frame(airlock_machine *machine, airlock_status *out_status,
                               const airlock_callee *callee, const airlock_scalar *args,
                               size_t num_args, airlock_scalar *io_result, bool touches_memory) {
  const airlock_signature *signature = callee->signature;
  _Alignas(STACK_FRAME_ALIGN) uint8_t frame[STACK_FRAME_SIZE];
  if (!callee->is_quick ||
      !quick_may_begin(machine, callee, args, num_args, signature->num_params, io_result,
                       touches_memory) ||
      !quick_has_place(signature, io_result) ||
      !quick_fill_frame(machine, signature, args, false, frame)) {
    return false;
  }
  if (signature->enter == NULL) {
    quick_put_pieces(signature, frame);
  }
  if (touches_memory) {
    exposure_cross(machine);
  }
  struct native_state *state = machine->native;
  struct crossing crossing;
  struct gate *gate = crossing_begin(machine, state, &crossing, callee);
  crossing_enter(callee, frame);
  *out_status = crossing_end(machine, state, gate, &crossing);
  if (*out_status == AIRLOCK_OK) {
    struct result_words words;
    memcpy(&words, frame + signature->result_offset, sizeof words);
    *out_status = quick_take_result(machine, callee, words, io_result);
  }
  return true;
}

#endif
