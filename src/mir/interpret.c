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

// The functions of the rare instructions, and of those in the loop that can fail by themselves.
static mir_slow_operation *const slow_operations[MIR_NUM_OPCODES] = {
    [MIR_OP_MOVE_CHECKED] = mir_slow_move_checked,
#define DIVISION(name, kind, bits, number) [MIR_OP_##name##_##kind] = mir_slow_binary,
    MIR_FAST_KINDS(DIVISION, DIV) MIR_FAST_KINDS(DIVISION, REM)
#undef DIVISION
        [MIR_OP_BINARY] = mir_slow_binary,
    [MIR_OP_IS_SAME] = mir_slow_binary,
    [MIR_OP_CAST_INTEGER] = mir_slow_cast,
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
    [MIR_OP_STORAGE_KEEP] = mir_slow_storage_live,
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

// An operand of an instruction, by where it is.
#define REGISTER(at) ((airlock_scalar *)(void *)((char *)registers + (at)))
#define CONSTANT(at) ((const airlock_scalar *)(const void *)((const char *)constants + ~(at)))
#define READ(at) ((at) >= 0 ? REGISTER(at) : CONSTANT(at))

// Each instruction goes on to the next one by itself where the compiler has labels as values, which
// processors predict better than one common jump; elsewhere, and with AIRLOCK_PORTABLE_DISPATCH,
// through the switch.
#if defined(__GNUC__) && !defined(AIRLOCK_PORTABLE_DISPATCH)
#define DISPATCHES_BY_LABELS
#endif
#ifdef DISPATCHES_BY_LABELS
#define CASE(opcode) label_##opcode
#define PROCEED goto *labels[instruction->opcode]
#else
#define CASE(opcode) case MIR_OP_##opcode
#define PROCEED goto dispatch
#endif

#define NEXT                                                                                       \
  instruction++;                                                                                   \
  PROCEED

// Statements are counted where the straight line ends.
#define JUMP(target)                                                                               \
  const mir_instruction *destination = (target);                                                   \
  interpreter->statements_left -= instruction->after - begin;                                      \
  begin = destination->before;                                                                     \
  if (interpreter->statements_left < 0) {                                                          \
    interpreter->current = instruction;                                                            \
    status = begin_slice(interpreter);                                                             \
    if (status != AIRLOCK_OK) {                                                                    \
      return status;                                                                               \
    }                                                                                              \
  }                                                                                                \
  instruction = destination;                                                                       \
  PROCEED

// Both operands of a fast instruction, as numbers of the kind's type.
#define OPERANDS(number)                                                                           \
  const airlock_scalar *left_scalar = READ(instruction->left_at);                                  \
  const airlock_scalar *right_scalar = READ(instruction->right_at);                                \
  if (left_scalar->kind == AIRLOCK_UNINIT || right_scalar->kind == AIRLOCK_UNINIT) {               \
    goto rare;                                                                                     \
  }                                                                                                \
  number left = (number)left_scalar->as.bits[0];                                                   \
  number right = (number)right_scalar->as.bits[0];                                                 \
  airlock_scalar *target = REGISTER(instruction->target_at);

#define SET(scalar, result_kind, value)                                                            \
  (scalar)->kind = (result_kind);                                                                  \
  (scalar)->as.bits[0] = (value);                                                                  \
  (scalar)->as.bits[1] = 0;

#define WRAPPING(name, kind_name, number, operation)                                               \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    SET(target, AIRLOCK_##kind_name, (number)(left operation right))                               \
    NEXT;                                                                                          \
  }
#define COMPARING(name, kind_name, number, operation)                                              \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    SET(target, AIRLOCK_BOOL, left operation right)                                                \
    NEXT;                                                                                          \
  }
#define OVERFLOWING(name, kind_name, bits, number, builtin)                                        \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    number result;                                                                                 \
    bool has_overflowed = builtin(left, right, &result);                                           \
    SET(target, AIRLOCK_##kind_name, (bits)result)                                                 \
    SET(target + 1, AIRLOCK_BOOL, has_overflowed)                                                  \
    NEXT;                                                                                          \
  }

// Goes on where the result says.
#define COMPARING_JUMP(name, kind_name, number, operation)                                         \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    bool holds = left operation right;                                                             \
    SET(target, AIRLOCK_BOOL, holds)                                                               \
    JUMP(holds ? instruction->chosen : instruction->other);                                        \
  }
// Jumps over what follows an overflow.
#define OVERFLOWING_JUMP(name, kind_name, bits, number, builtin)                                   \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    number result;                                                                                 \
    bool has_overflowed = builtin(left, right, &result);                                           \
    SET(target, AIRLOCK_##kind_name, (bits)result)                                                 \
    SET(target + 1, AIRLOCK_BOOL, has_overflowed)                                                  \
    instruction = has_overflowed ? instruction + 1 : instruction->destination;                     \
    PROCEED;                                                                                       \
  }

// Dividing by 0, and what overflows, is the general function's.
#define DIVIDING(name, kind_name, bits, number, operation)                                         \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    if (right == 0 || ((number)-1 < (number)1 && right == (number)-1)) {                           \
      goto rare;                                                                                   \
    }                                                                                              \
    SET(target, AIRLOCK_##kind_name, (bits)(left operation right))                                 \
    NEXT;                                                                                          \
  }
// The distance is taken modulo the width.
#define SHIFTING(name, kind_name, bits, number, operation)                                         \
  CASE(name##_##kind_name) : {                                                                     \
    OPERANDS(number)                                                                               \
    unsigned distance = (unsigned)right & (sizeof(number) * 8 - 1);                                \
    SET(target, AIRLOCK_##kind_name, (bits)(left operation distance))                              \
    NEXT;                                                                                          \
  }

#define ADD_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, +)
#define SUB_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, -)
#define MUL_CASE(name, kind, bits, number) WRAPPING(name, kind, bits, *)
#define DIV_CASE(name, kind, bits, number) DIVIDING(name, kind, bits, number, /)
#define REM_CASE(name, kind, bits, number) DIVIDING(name, kind, bits, number, %)
#define SHL_CASE(name, kind, bits, number) SHIFTING(name, kind, bits, bits, <<)
#define SHR_CASE(name, kind, bits, number) SHIFTING(name, kind, bits, number, >>)
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

#define EQ_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, ==)
#define NE_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, !=)
#define LT_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, <)
#define LE_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, <=)
#define GT_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, >)
#define GE_JUMP_CASE(name, kind, bits, number) COMPARING_JUMP(name, kind, number, >=)
#define ADD_JUMP_CASE(name, kind, bits, number)                                                    \
  OVERFLOWING_JUMP(name, kind, bits, number, __builtin_add_overflow)
#define SUB_JUMP_CASE(name, kind, bits, number)                                                    \
  OVERFLOWING_JUMP(name, kind, bits, number, __builtin_sub_overflow)
#define MUL_JUMP_CASE(name, kind, bits, number)                                                    \
  OVERFLOWING_JUMP(name, kind, bits, number, __builtin_mul_overflow)

// l + r * immediate, below `length`.
#define ELEMENT_BELOW(length)                                                                      \
  const airlock_scalar *base = READ(instruction->left_at);                                         \
  const airlock_scalar *index = READ(instruction->right_at);                                       \
  if (base->kind == AIRLOCK_UNINIT || index->kind == AIRLOCK_UNINIT ||                             \
      index->as.bits[0] >= (length)) {                                                             \
    goto rare;                                                                                     \
  }                                                                                                \
  uint64_t distance = index->as.bits[0] * instruction->immediate;                                  \
  *REGISTER(instruction->target_at) = *base;                                                       \
  REGISTER(instruction->target_at)->as.ptr.address += distance;                                    \
  NEXT;

#define COPYING_CASES                                                                              \
  CASE(MOVE) : {                                                                                   \
    const airlock_scalar *source = READ(instruction->left_at);                                     \
    if (source->kind == AIRLOCK_UNINIT) {                                                          \
      goto rare;                                                                                   \
    }                                                                                              \
    *REGISTER(instruction->target_at) = *source;                                                   \
    NEXT;                                                                                          \
  }                                                                                                \
  CASE(ADDRESS) : {                                                                                \
    const airlock_scalar *base = READ(instruction->left_at);                                       \
    if (base->kind == AIRLOCK_UNINIT) {                                                            \
      goto rare;                                                                                   \
    }                                                                                              \
    *REGISTER(instruction->target_at) = *base;                                                     \
    REGISTER(instruction->target_at)->as.ptr.address += instruction->offset;                       \
    NEXT;                                                                                          \
  }                                                                                                \
  CASE(ELEMENT) : {ELEMENT_BELOW(instruction->extra)} CASE(ELEMENT_OF_SLICE) : {                   \
    const airlock_scalar *length =                                                                 \
        mir_read(interpreter, (mir_operand_index)(int64_t)instruction->extra);                     \
    if (length->kind == AIRLOCK_UNINIT) {                                                          \
      goto rare;                                                                                   \
    }                                                                                              \
    ELEMENT_BELOW(length->as.bits[0])                                                              \
  }

#define CONVERTING_CASES                                                                           \
  CASE(CAST_INTEGER) : {                                                                           \
    const airlock_scalar *source = READ(instruction->left_at);                                     \
    if (source->kind == AIRLOCK_UNINIT) {                                                          \
      goto rare;                                                                                   \
    }                                                                                              \
    int64_t wide = (int64_t)(source->as.bits[0] << instruction->immediate);                        \
    uint64_t bits = (uint64_t)(wide >> instruction->immediate) & instruction->extra;               \
    SET(REGISTER(instruction->target_at), instruction->kind, bits)                                 \
    NEXT;                                                                                          \
  }                                                                                                \
  CASE(IS_SAME) : {                                                                                \
    OPERANDS(uint64_t)                                                                             \
    SET(target, AIRLOCK_BOOL, (left == right) == (instruction->operator== MIR_BINARY_EQ))          \
    NEXT;                                                                                          \
  }

// The machine's hooks and messages ask where the program is.
#define ACCESS(access)                                                                             \
  interpreter->current = instruction;                                                              \
  status = (access);                                                                               \
  if (status != AIRLOCK_OK) {                                                                      \
    goto failed;                                                                                   \
  }                                                                                                \
  NEXT;

#define ACCESS_CASES                                                                               \
  CASE(LOAD) : {                                                                                   \
    const airlock_scalar *base = READ(instruction->left_at);                                       \
    if (base->kind == AIRLOCK_UNINIT) {                                                            \
      goto rare;                                                                                   \
    }                                                                                              \
    ACCESS(airlock_load_at(machine, REGISTER(instruction->target_at), &base->as.ptr,               \
                           instruction->offset, instruction->type))                                \
  }                                                                                                \
  CASE(STORE) : {                                                                                  \
    const airlock_scalar *base = REGISTER(instruction->target_at);                                 \
    const airlock_scalar *value = READ(instruction->right_at);                                     \
    if (base->kind == AIRLOCK_UNINIT || value->kind == AIRLOCK_UNINIT) {                           \
      goto rare;                                                                                   \
    }                                                                                              \
    ACCESS(                                                                                        \
        airlock_store_at(machine, &base->as.ptr, instruction->offset, value, instruction->type))   \
  }                                                                                                \
  CASE(COPY) : {                                                                                   \
    const airlock_scalar *target = REGISTER(instruction->target_at);                               \
    const airlock_scalar *source = READ(instruction->left_at);                                     \
    if (target->kind == AIRLOCK_UNINIT || source->kind == AIRLOCK_UNINIT) {                        \
      goto rare;                                                                                   \
    }                                                                                              \
    ACCESS(airlock_copy_at(machine, &target->as.ptr, instruction->second, &source->as.ptr,         \
                           instruction->offset, instruction->type))                                \
  }

#define STORAGE_CASES                                                                              \
  CASE(STORAGE_KEEP) : {                                                                           \
    if (REGISTER(instruction->target_at)->kind == AIRLOCK_UNINIT) {                                \
      goto rare;                                                                                   \
    }                                                                                              \
    NEXT;                                                                                          \
  }

#define JUMP_CASES                                                                                 \
  CASE(GOTO) : {                                                                                   \
    JUMP(instruction->destination);                                                                \
  }                                                                                                \
  CASE(SWITCH_ONE) : {                                                                             \
    const airlock_scalar *value = READ(instruction->left_at);                                      \
    if (value->kind == AIRLOCK_UNINIT) {                                                           \
      goto rare;                                                                                   \
    }                                                                                              \
    JUMP(value->as.bits[0] == instruction->immediate ? instruction->chosen : instruction->other);  \
  }                                                                                                \
  CASE(ASSERT) : {                                                                                 \
    const airlock_scalar *condition = READ(instruction->left_at);                                  \
    if (condition->kind == AIRLOCK_UNINIT || condition->as.bits[0] != instruction->operator) {     \
      goto rare;                                                                                   \
    }                                                                                              \
    NEXT;                                                                                          \
  }                                                                                                \
  CASE(ASSERT_BEFORE) : {                                                                          \
    const airlock_scalar *condition = READ(instruction->left_at);                                  \
    bool holds =                                                                                   \
        condition->kind != AIRLOCK_UNINIT && condition->as.bits[0] == instruction->operator;       \
    instruction = holds ? instruction->destination : instruction + 1;                              \
    PROCEED;                                                                                       \
  }

#define CASES                                                                                      \
  MIR_FAST_KINDS(ADD_CASE, ADD)                                                                    \
  MIR_FAST_KINDS(SUB_CASE, SUB)                                                                    \
  MIR_FAST_KINDS(MUL_CASE, MUL)                                                                    \
  MIR_FAST_KINDS(DIV_CASE, DIV)                                                                    \
  MIR_FAST_KINDS(REM_CASE, REM)                                                                    \
  MIR_FAST_KINDS(SHL_CASE, SHL)                                                                    \
  MIR_FAST_KINDS(SHR_CASE, SHR)                                                                    \
  MIR_FAST_KINDS(AND_CASE, BIT_AND)                                                                \
  MIR_FAST_KINDS(OR_CASE, BIT_OR)                                                                  \
  MIR_FAST_KINDS(XOR_CASE, BIT_XOR)                                                                \
  MIR_FAST_KINDS(EQ_CASE, EQ)                                                                      \
  MIR_FAST_KINDS(NE_CASE, NE)                                                                      \
  MIR_FAST_KINDS(LT_CASE, LT)                                                                      \
  MIR_FAST_KINDS(LE_CASE, LE)                                                                      \
  MIR_FAST_KINDS(GT_CASE, GT)                                                                      \
  MIR_FAST_KINDS(GE_CASE, GE)                                                                      \
  MIR_FAST_KINDS(ADDO_CASE, ADD_WITH_OVERFLOW)                                                     \
  MIR_FAST_KINDS(SUBO_CASE, SUB_WITH_OVERFLOW)                                                     \
  MIR_FAST_KINDS(MULO_CASE, MUL_WITH_OVERFLOW)                                                     \
  MIR_FAST_KINDS(EQ_JUMP_CASE, EQ_JUMP)                                                            \
  MIR_FAST_KINDS(NE_JUMP_CASE, NE_JUMP)                                                            \
  MIR_FAST_KINDS(LT_JUMP_CASE, LT_JUMP)                                                            \
  MIR_FAST_KINDS(LE_JUMP_CASE, LE_JUMP)                                                            \
  MIR_FAST_KINDS(GT_JUMP_CASE, GT_JUMP)                                                            \
  MIR_FAST_KINDS(GE_JUMP_CASE, GE_JUMP)                                                            \
  MIR_FAST_KINDS(ADD_JUMP_CASE, ADD_JUMP)                                                          \
  MIR_FAST_KINDS(SUB_JUMP_CASE, SUB_JUMP)                                                          \
  MIR_FAST_KINDS(MUL_JUMP_CASE, MUL_JUMP)                                                          \
  COPYING_CASES                                                                                    \
  CONVERTING_CASES                                                                                 \
  ACCESS_CASES                                                                                     \
  STORAGE_CASES                                                                                    \
  JUMP_CASES

// Where each instruction begins in the loop.
#ifdef DISPATCHES_BY_LABELS
#define FAST_LABEL(name, kind, bits, number) [MIR_OP_##name##_##kind] = &&label_##name##_##kind,
#define FAST_LABELS(name) MIR_FAST_KINDS(FAST_LABEL, name)
#define LOOP_LABEL(name, operands, meaning) [MIR_OP_##name] = &&label_##name,
#define RARE_LABEL(name, operands, meaning) [MIR_OP_##name] = &&rare,
#define LABELS                                                                                     \
  MIR_FAST_OPERATORS(FAST_LABELS)                                                                  \
  MIR_JUMP_OPERATORS(FAST_LABELS)                                                                  \
  MIR_LOOP_OPCODES(LOOP_LABEL) MIR_RARE_OPCODES(RARE_LABEL)
#define DISPATCH(cases)                                                                            \
  static const void *const labels[MIR_NUM_OPCODES] = {LABELS};                                     \
  PROCEED;                                                                                         \
  cases
#else
#define DISPATCH(cases)                                                                            \
  dispatch:                                                                                        \
  switch ((mir_opcode)instruction->opcode) { cases default : goto rare; }
#endif

// Statements are granted by the slice, so that a run looks about itself now and then.
#define SLICE 4096

static void grant_statements(mir_interpreter *interpreter) {
  uint64_t slice = interpreter->statements_beyond < SLICE ? interpreter->statements_beyond : SLICE;
  interpreter->statements_beyond -= slice;
  interpreter->statements_left += (int64_t)slice;
}

// A slice is used up.
static airlock_status begin_slice(mir_interpreter *interpreter) {
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

// What a case cannot do is done by the function of the table, which finds out what is wrong.
__attribute__((noinline)) static airlock_status run_rare(mir_interpreter *interpreter,
                                                         const mir_instruction *instruction) {
  interpreter->current = instruction;
  interpreter->next = instruction + 1;
  mir_slow_operation *operation = slow_operations[instruction->opcode];
  return operation == NULL ? mir_uninitialized(interpreter, instruction)
                           : operation(interpreter, instruction);
}

airlock_status mir_loop(mir_interpreter *interpreter) {
  airlock_machine *machine = interpreter->machine;
  const mir_instruction *instruction = interpreter->next;
  airlock_scalar *registers = interpreter->registers;
  const airlock_scalar *constants = interpreter->constants;
  uint32_t begin = instruction->before; // Of the straight line that is not counted yet.
  airlock_status status = AIRLOCK_OK;
  DISPATCH(CASES);
rare:
  status = run_rare(interpreter, instruction);
  if (status != AIRLOCK_OK) {
    goto failed;
  }
  if (interpreter->depth <= interpreter->stack_floor) {
    interpreter->statements_left -= instruction->after - begin;
    return AIRLOCK_OK;
  }
  registers = interpreter->registers;
  constants = interpreter->constants;
  if (interpreter->next == instruction + 1) {
    NEXT;
  }
  JUMP(interpreter->next);
failed:
  interpreter->statements_left -= instruction->before - begin;
  return status;
}

// As many as the limit allows, or more than any run executes.
static uint64_t statement_budget(const mir_interpreter *interpreter) {
  uint64_t limit = interpreter->options.statement_limit;
  return limit != 0 ? limit : UINT64_MAX;
}

mir_interpreter *mir_interpreter_new(const mir_interpreter_options *options) {
  mir_interpreter *interpreter = calloc(1, sizeof *interpreter);
  if (interpreter != NULL) {
    interpreter->options = *options;
    interpreter->statements_beyond = statement_budget(interpreter);
    grant_statements(interpreter);
  }
  return interpreter;
}

uint64_t mir_interpreter_statements(const mir_interpreter *interpreter) {
  return statement_budget(interpreter) - interpreter->statements_beyond -
         (uint64_t)interpreter->statements_left;
}

uint64_t mir_interpreter_calls(const mir_interpreter *interpreter) {
  return interpreter->calls;
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
