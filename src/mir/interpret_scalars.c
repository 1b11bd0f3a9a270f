// SPDX-License-Identifier: MIT
//
// The rarer instructions between registers.
#include "interpret_internal.h"

airlock_status mir_slow_move_checked(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const airlock_scalar *value = mir_read(interpreter, instruction->left);
  airlock_status status = airlock_validate(interpreter->machine, *value, instruction->type);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = *value;
  }
  return status;
}

airlock_status mir_slow_binary(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *left = mir_read(interpreter, instruction->left);
  const airlock_scalar *right = mir_read(interpreter, instruction->right);
  if (left->kind == AIRLOCK_UNINIT || right->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  mir_binary operator=(mir_binary) instruction->operator;
  airlock_scalar results[2] = {{.kind = AIRLOCK_UNINIT}, {.kind = AIRLOCK_UNINIT}};
  airlock_status status = mir_operate_binary(interpreter, results, operator, left, right);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = results[0];
    if (results[1].kind != AIRLOCK_UNINIT) {
      interpreter->registers[instruction->target + 1] = results[1];
    }
  }
  return status;
}

airlock_status mir_slow_unary(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  return mir_operate_unary(interpreter, &interpreter->registers[instruction->target],
                           (mir_unary)instruction->operator, operand);
}

airlock_status mir_slow_cast(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  interpreter->registers[instruction->target] =
      mir_convert(operand, (airlock_kind)instruction->kind);
  return AIRLOCK_OK;
}

static bool is_pointer(airlock_kind kind) {
  return kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION;
}

// Transmute. A pointer made of an integer has no provenance, an integer made of a pointer keeps
// none and exposes nothing.
airlock_status mir_slow_reinterpret(mir_interpreter *interpreter,
                                    const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  airlock_kind kind = (airlock_kind)instruction->kind;
  airlock_scalar result = *operand;
  if (is_pointer(operand->kind)) {
    if (!is_pointer(kind)) {
      result = airlock_int(kind, operand->as.ptr.address);
    }
  } else if (is_pointer(kind)) {
    result = airlock_pointer(airlock_ptr_from_address(operand->as.bits[0]));
  }
  result.kind = kind;
  airlock_status status = airlock_validate(interpreter->machine, result, instruction->type);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = result;
  }
  return status;
}

airlock_status mir_slow_expose(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  airlock_ptr pointer = operand->as.ptr;
  airlock_status status = airlock_expose(interpreter->machine, pointer);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] =
        airlock_int((airlock_kind)instruction->kind, pointer.address);
  }
  return status;
}

airlock_status mir_slow_from_exposed(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  airlock_ptr pointer;
  airlock_status status =
      airlock_ptr_from_exposed(interpreter->machine, &pointer, operand->as.bits[0]);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = airlock_pointer(pointer);
  }
  return status;
}

airlock_status mir_slow_offset(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *left = mir_read(interpreter, instruction->left);
  const airlock_scalar *right = mir_read(interpreter, instruction->right);
  if (left->kind == AIRLOCK_UNINIT || right->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  int64_t bytes = 0;
  bool has_overflowed =
      right->kind == AIRLOCK_ISIZE
          ? __builtin_mul_overflow((int64_t)right->as.bits[0], instruction->immediate, &bytes)
          : __builtin_mul_overflow(right->as.bits[0], instruction->immediate, &bytes);
  if (has_overflowed) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_POINTER_ARITHMETIC,
                         "in-bounds pointer arithmetic failed: the offset in bytes overflows");
  }
  airlock_ptr pointer;
  airlock_status status = airlock_ptr_offset(interpreter->machine, &pointer, left->as.ptr, bytes);
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] = airlock_pointer(pointer);
  }
  return status;
}

airlock_status mir_slow_is_null_select(mir_interpreter *interpreter,
                                       const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  interpreter->registers[instruction->target] =
      operand->as.ptr.address == 0
          ? airlock_int((airlock_kind)instruction->kind, instruction->immediate)
          : *mir_read(interpreter, instruction->right);
  return AIRLOCK_OK;
}

airlock_status mir_slow_assume(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  return operand->as.bits[0] != 0 ? AIRLOCK_OK
                                  : airlock_raise(interpreter->machine, AIRLOCK_UB_EMBEDDER,
                                                  "`assume` called with `false`");
}

airlock_status mir_slow_switch(mir_interpreter *interpreter, const mir_instruction *instruction) {
  const airlock_scalar *operand = mir_read(interpreter, instruction->left);
  if (operand->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  mir_uint128 value = mir_scalar_bits(operand);
  const mir_switch_table *table = instruction->table;
  size_t first = 0;
  size_t count = table->case_count;
  while (count > 0) { // Where the first case that is not less would be.
    size_t half = count / 2;
    bool is_less = table->cases[first + half].value < value;
    first = is_less ? first + half + 1 : first;
    count = is_less ? count - half - 1 : half;
  }
  bool is_case = first < table->case_count && table->cases[first].value == value;
  uint32_t jump = is_case ? table->cases[first].block : table->otherwise;
  interpreter->next = interpreter->frames[interpreter->depth - 1].function->code + jump;
  return AIRLOCK_OK;
}
