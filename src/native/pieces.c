// SPDX-License-Identifier: MIT
//
// Quick calls (quick_call.h) by libffi, where each argument is an unrestricted scalar of one word,
// and the result one word or none: an argument is checked, extended and pointed at in one go. There
// is no frame.
#include "native/pieces.h"
#include "native/quick_call.h"

enum { MOST_PIECES = 16 };

// Checks the arguments and makes their pieces: words, and where libffi finds them.
QUICK bool make_pieces(const airlock_signature *signature, const airlock_scalar *args,
                       uint64_t *out_words, void **out_pieces) {
  for (size_t i = 0; i < signature->num_params; i++) {
    const struct parameter *parameter = &signature->parameters[i];
    if (!quick_is_simple(parameter, &args[i], 0)) {
      return false;
    }
    out_words[i] = parameter_word(parameter, args[i].as.bits[0]);
    out_pieces[i] = &out_words[i];
  }
  return true;
}

QUICK uint64_t enter(const airlock_callee *callee, void **pieces) {
  uint64_t result = 0;
  ffi_call(&callee->signature->cif, callee->address, &result, pieces);
  return result;
}

static airlock_status call_by_pieces(airlock_machine *machine, const airlock_callee *callee,
                                     const airlock_scalar *args, size_t num_args,
                                     airlock_scalar *io_result) {
  const airlock_signature *signature = callee->signature;
  uint64_t words[MOST_PIECES];
  void *pieces[MOST_PIECES];
  if (!quick_may_begin(machine, callee, args, num_args, signature->num_params, io_result, true) ||
      !make_pieces(signature, args, words, pieces) ||
      (signature->num_pointers > 0 && !quick_may_pass_all(machine, signature, args))) {
    return call_by_frame(machine, callee, args, num_args, io_result);
  }
  QUICK_CROSS(machine, callee, io_result, signature->result != NULL, uint64_t, quick_take_word,
              enter(callee, pieces));
  return status;
}

call_function *pieces_way_for(const airlock_signature *signature) {
  size_t count = signature->num_params;
  bool is_possible = signature->enter == NULL && signature->is_quick && count <= MOST_PIECES &&
                     signature->plan.num_pieces == count &&
                     (signature->result == NULL || signature->prepared_result.is_word);
  for (size_t i = 0; i < count && is_possible; i++) {
    const struct parameter *parameter = &signature->parameters[i];
    is_possible = parameter->kind < AIRLOCK_NUM_KINDS && signature->plan.pieces[i].param == i;
  }
  return is_possible ? call_by_pieces : NULL;
}
