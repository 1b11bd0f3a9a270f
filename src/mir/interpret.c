// SPDX-License-Identifier: MIT
//
// The loop. opcodes.h describes the machine and its instructions.
//
// The frequent instructions are in the loop itself, on cached copies of what describes the running
// frame. The others are functions of a table; around them the cache is written back and read again,
// because they may push and pop frames.
#include "interpret.h"

#include <inttypes.h>
#include <stdlib.h>

#include "interpret_internal.h"

// The functions of the rare instructions; NULL for those in the loop.
static mir_slow_operation *const slow_operations[MIR_NUM_OPCODES] = {
    [MIR_OP_MOVE_CHECKED] = mir_slow_move_checked,
    [MIR_OP_BINARY] = mir_slow_binary,
    [MIR_OP_UNARY] = mir_slow_unary,
    [MIR_OP_CAST] = mir_slow_cast,
    [MIR_OP_REINTERPRET] = mir_slow_reinterpret,
    [MIR_OP_EXPOSE] = mir_slow_expose,
    [MIR_OP_FROM_EXPOSED] = mir_slow_from_exposed,
    [MIR_OP_OFFSET] = mir_slow_offset,
    [MIR_OP_IS_NULL_SELECT] = mir_slow_is_null_select,
    [MIR_OP_DISCRIMINANT] = mir_slow_discriminant,
    [MIR_OP_CHECK_WIDE] = mir_slow_check_wide,
    [MIR_OP_CHECK_DYN] = mir_slow_check_dyn,
    [MIR_OP_ADDRESS_CHECKED] = mir_slow_address_checked,
    [MIR_OP_ELEMENT] = mir_slow_element,
    [MIR_OP_ELEMENT_OF_SLICE] = mir_slow_element,
    [MIR_OP_REFERENCE] = mir_slow_reference,
    [MIR_OP_CHECK_ALIGN] = mir_slow_check_align,
    [MIR_OP_COPY] = mir_slow_copy,
    [MIR_OP_DEINIT] = mir_slow_deinit,
    [MIR_OP_REPEAT] = mir_slow_repeat,
    [MIR_OP_STORAGE_LIVE] = mir_slow_storage_live,
    [MIR_OP_STORAGE_DEAD] = mir_slow_storage_dead,
    [MIR_OP_CONSTANT] = mir_slow_constant,
    [MIR_OP_COPY_BYTES] = mir_slow_copy_bytes,
    [MIR_OP_ASSUME] = mir_slow_assume,
    [MIR_OP_SWITCH] = mir_slow_switch,
    [MIR_OP_ASSERT] = mir_slow_assert_failed,
    [MIR_OP_RETURN] = mir_slow_return,
    [MIR_OP_UNREACHABLE] = mir_slow_unreachable,
    [MIR_OP_CALL] = mir_slow_call,
    [MIR_OP_CALL_POINTER] = mir_slow_call_pointer,
    [MIR_OP_CALL_VIRTUAL] = mir_slow_call_virtual,
    [MIR_OP_DROP_VIRTUAL] = mir_slow_drop_virtual,
    [MIR_OP_UPCAST] = mir_slow_upcast,
    [MIR_OP_LIMIT] = mir_slow_limit,
    [MIR_OP_CALL_MODEL] = mir_slow_call_model,
    [MIR_OP_CALL_FOREIGN] = mir_slow_call_foreign,
    [MIR_OP_NORETURN] = mir_slow_noreturn,
    [MIR_OP_UNSUPPORTED] = mir_slow_unsupported,
};

#define READ(index) ((index) >= 0 ? &registers[index] : &constants[~(index)])

// Both operands of a fast instruction, as numbers of the kind's type.
#define OPERANDS(number)                                                                           \
  const airlock_scalar *left_scalar = READ(instruction->left);                                     \
  const airlock_scalar *right_scalar = READ(instruction->right);                                   \
  if (left_scalar->kind == AIRLOCK_UNINIT || right_scalar->kind == AIRLOCK_UNINIT) {               \
    break;                                                                                         \
  }                                                                                                \
  number left = (number)left_scalar->as.bits[0];                                                   \
  number right = (number)right_scalar->as.bits[0];                                                 \
  airlock_scalar *target = &registers[instruction->target];

#define SET(scalar, result_kind, value)                                                            \
  (scalar)->kind = (result_kind);                                                                  \
  (scalar)->as.bits[0] = (value);                                                                  \
  (scalar)->as.bits[1] = 0;

#define WRAPPING(name, kind_name, number, operation)                                               \
  case MIR_OP_##name##_##kind_name: {                                                              \
    OPERANDS(number)                                                                               \
    SET(target, AIRLOCK_##kind_name, (number)(left operation right))                               \
    continue;                                                                                      \
  }
#define COMPARING(name, kind_name, number, operation)                                              \
  case MIR_OP_##name##_##kind_name: {                                                              \
    OPERANDS(number)                                                                               \
    SET(target, AIRLOCK_BOOL, left operation right)                                                \
    continue;                                                                                      \
  }
#define OVERFLOWING(name, kind_name, bits, number, builtin)                                        \
  case MIR_OP_##name##_##kind_name: {                                                              \
    OPERANDS(number)                                                                               \
    number result;                                                                                 \
    bool has_overflowed = builtin(left, right, &result);                                           \
    SET(target, AIRLOCK_##kind_name, (bits)result)                                                 \
    SET(target + 1, AIRLOCK_BOOL, has_overflowed)                                                  \
    continue;                                                                                      \
  }

#define ADD_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, +)
#define SUB_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, -)
#define MUL_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, *)
#define AND_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, &)
#define OR_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, |)
#define XOR_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, ^)
#define EQ_CASE(name, kind, bits, number) COMPARING(name, kind, number, ==)
#define NE_CASE(name, kind, bits, number) COMPARING(name, kind, number, !=)
#define LT_CASE(name, kind, bits, number) COMPARING(name, kind, number, <)
#define LE_CASE(name, kind, bits, number) COMPARING(name, kind, number, <=)
#define GT_CASE(name, kind, bits, number) COMPARING(name, kind, number, >)
#define GE_CASE(name, kind, bits, number) COMPARING(name, kind, number, >=)
#define ADDO_CASE(name, kind, bits, number)                                                        \
  OVERFLOWING(name, kind, bits, number, __builtin_add_overflow)
#define SUBO_CASE(name, kind, bits, number)                                                        \
  OVERFLOWING(name, kind, bits, number, __builtin_sub_overflow)
#define MULO_CASE(name, kind, bits, number)                                                        \
  OVERFLOWING(name, kind, bits, number, __builtin_mul_overflow)

#define COPYING_CASES                                                                              \
  case MIR_OP_MOVE:                                                                                \
    if (READ(instruction->left)->kind != AIRLOCK_UNINIT) {                                         \
      registers[instruction->target] = *READ(instruction->left);                                   \
      continue;                                                                                    \
    }                                                                                              \
    break;                                                                                         \
  case MIR_OP_ADDRESS:                                                                             \
    if (READ(instruction->left)->kind != AIRLOCK_UNINIT) {                                         \
      registers[instruction->target] = *READ(instruction->left);                                   \
      registers[instruction->target].as.ptr.address += instruction->offset;                        \
      continue;                                                                                    \
    }                                                                                              \
    break;

#define ACCESS_CASES                                                                               \
  case MIR_OP_LOAD: {                                                                              \
    const airlock_scalar *base = READ(instruction->left);                                          \
    if (base->kind != AIRLOCK_UNINIT) {                                                            \
      status = airlock_load(interpreter->machine, &registers[instruction->target],                 \
                            airlock_ptr_wrapping_add(base->as.ptr, instruction->offset),           \
                            instruction->type);                                                    \
      continue;                                                                                    \
    }                                                                                              \
    break;                                                                                         \
  }                                                                                                \
  case MIR_OP_STORE: {                                                                             \
    const airlock_scalar *base = &registers[instruction->target];                                  \
    const airlock_scalar *value = READ(instruction->right);                                        \
    if (base->kind != AIRLOCK_UNINIT && value->kind != AIRLOCK_UNINIT) {                           \
      status = airlock_store(interpreter->machine,                                                 \
                             airlock_ptr_wrapping_add(base->as.ptr, instruction->offset), *value,  \
                             instruction->type);                                                   \
      continue;                                                                                    \
    }                                                                                              \
    break;                                                                                         \
  }

// Statements are counted where the straight line ends.
#define COUNT_STATEMENTS                                                                           \
  statements_left -= instruction - begin + 1;                                                      \
  begin = next;                                                                                    \
  if (statements_left < 0) {                                                                       \
    status = begin_slice(interpreter, statements_left);                                            \
    statements_left = interpreter->statements_left;                                                \
  }

#define JUMP_CASES                                                                                 \
  case MIR_OP_GOTO:                                                                                \
    next = interpreter->frames[interpreter->depth - 1].function->code + instruction->jump;         \
    COUNT_STATEMENTS                                                                               \
    continue;                                                                                      \
  case MIR_OP_SWITCH_ONE: {                                                                        \
    const airlock_scalar *value = READ(instruction->left);                                         \
    if (value->kind != AIRLOCK_UNINIT) {                                                           \
      uint64_t jump =                                                                              \
          value->as.bits[0] == instruction->immediate ? instruction->extra : instruction->second;  \
      next = interpreter->frames[interpreter->depth - 1].function->code + jump;                    \
      COUNT_STATEMENTS                                                                             \
      continue;                                                                                    \
    }                                                                                              \
    break;                                                                                         \
  }                                                                                                \
  case MIR_OP_ASSERT: {                                                                            \
    const airlock_scalar *condition = READ(instruction->left);                                     \
    if (condition->kind != AIRLOCK_UNINIT && condition->as.bits[0] == instruction->operator) {     \
      continue;                                                                                    \
    }                                                                                              \
    break;                                                                                         \
  }

// Statements are granted by the slice, so that a run looks about itself now and then.
#define SLICE 4096

static void grant_statements(mir_interpreter *interpreter) {
  uint64_t slice = interpreter->statements_beyond < SLICE ? interpreter->statements_beyond : SLICE;
  interpreter->statements_beyond -= slice;
  interpreter->statements_left += (int64_t)slice;
}

// A slice is used up; `statements_left` is how many, below 0, are missing.
static airlock_status begin_slice(mir_interpreter *interpreter, int64_t statements_left) {
  interpreter->statements_left = statements_left;
  while (interpreter->statements_left < 0 && interpreter->statements_beyond > 0) {
    grant_statements(interpreter);
  }
  if (mir_is_interrupted(interpreter)) {
    return mir_interrupted(interpreter);
  }
  return interpreter->statements_left >= 0
             ? AIRLOCK_OK
             : airlock_raise(interpreter->machine, AIRLOCK_LIMIT_EMBEDDER,
                             "the limit of %" PRIu64 " executed statements is reached",
                             interpreter->options.statement_limit);
}

// A case that breaks is handled by the function of the table, which finds out what is wrong.
airlock_status mir_loop(mir_interpreter *interpreter) {
  const mir_instruction *next = interpreter->next;
  airlock_scalar *registers = interpreter->registers;
  const airlock_scalar *constants = interpreter->constants;
  const mir_instruction *begin = next; // Of the straight line that is not counted yet.
  int64_t statements_left = interpreter->statements_left;
  airlock_status status = AIRLOCK_OK;
  while (status == AIRLOCK_OK) {
    const mir_instruction *instruction = next++;
    interpreter->current = instruction;
    switch ((mir_opcode)instruction->opcode) {
      MIR_FAST_KINDS(ADD_CASE, ADD)
      MIR_FAST_KINDS(SUB_CASE, SUB)
      MIR_FAST_KINDS(MUL_CASE, MUL)
      MIR_FAST_KINDS(AND_CASE, BIT_AND)
      MIR_FAST_KINDS(OR_CASE, BIT_OR)
      MIR_FAST_KINDS(XOR_CASE, BIT_XOR)
      MIR_FAST_KINDS(EQ_CASE, EQ)
      MIR_FAST_KINDS(NE_CASE, NE)
      MIR_FAST_KINDS(LT_CASE, LT)
      MIR_FAST_KINDS(LE_CASE, LE)
      MIR_FAST_KINDS(GT_CASE, GT)
      MIR_FAST_KINDS(GE_CASE, GE)
      MIR_FAST_KINDS(ADDO_CASE, ADD_WITH_OVERFLOW)
      MIR_FAST_KINDS(SUBO_CASE, SUB_WITH_OVERFLOW)
      MIR_FAST_KINDS(MULO_CASE, MUL_WITH_OVERFLOW)
      COPYING_CASES
      ACCESS_CASES
      JUMP_CASES
    default:
      break;
    }
    interpreter->next = next;
    interpreter->statements_left = statements_left;
    mir_slow_operation *operation = slow_operations[instruction->opcode];
    status = operation == NULL ? mir_uninitialized(interpreter, instruction)
                               : operation(interpreter, instruction);
    statements_left = interpreter->statements_left;
    if (interpreter->depth <= interpreter->stack_floor) {
      interpreter->statements_left = statements_left - (instruction - begin + 1);
      return status;
    }
    next = interpreter->next;
    if (status == AIRLOCK_OK) {
      COUNT_STATEMENTS
    }
    registers = interpreter->registers;
    constants = interpreter->constants;
  }
  return status;
}

mir_interpreter *mir_interpreter_new(const mir_interpreter_options *options) {
  mir_interpreter *interpreter = calloc(1, sizeof *interpreter);
  if (interpreter != NULL) {
    interpreter->options = *options;
    interpreter->statements_beyond =
        options->statement_limit != 0 ? options->statement_limit : UINT64_MAX;
    grant_statements(interpreter);
  }
  return interpreter;
}

void mir_interpreter_free(mir_interpreter *interpreter) {
  if (interpreter != NULL) {
    mir_message_release(&interpreter->panic_message);
    free(interpreter->frames);
    free(interpreter->register_stack);
    free(interpreter->arguments);
    free(interpreter->formatters);
    free(interpreter);
  }
}
