// SPDX-License-Identifier: MIT
//
// Terminators. Jumps hold block numbers until all blocks have been lowered; then mir_load_function
// turns them into indices. A block that follows its predecessor needs no jump, unless it is empty:
// then the jump is what counts as executed.
#include <stdlib.h>

#include "load_internal.h"

static void emit_goto(mir_builder *builder, uint32_t target, uint32_t block_index) {
  if (target != block_index + 1 || builder->code_size == builder->block_start) {
    mir_emit(builder, MIR_OP_GOTO)->jump = target;
  }
}

static mir_uint128 truncate_to_kind(mir_uint128 value, airlock_kind kind) {
  size_t bits = airlock_kind_size(kind) * 8;
  return bits >= 128 ? value : value & (((mir_uint128)1 << bits) - 1);
}

static int compare_cases(const void *left, const void *right) {
  const mir_switch_case *a = left;
  const mir_switch_case *b = right;
  return a->value < b->value ? -1 : a->value > b->value;
}

static bool lower_switch(mir_builder *builder, const mir_terminator *terminator) {
  mir_value value;
  if (!mir_lower_scalar(builder, &value, &terminator->switch_integer.operand, NULL)) {
    return false;
  }
  airlock_kind kind = value.layout->kind;
  if (kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION || kind == AIRLOCK_F32 ||
      kind == AIRLOCK_F64) {
    return mir_builder_invalid(builder, "`switchInt` of `%s`", value.layout->name);
  }
  size_t count = terminator->switch_integer.case_count;
  uint32_t otherwise = terminator->switch_integer.otherwise;
  if (count == 1 && airlock_kind_size(kind) <= 8) {
    mir_instruction *one = mir_emit(builder, MIR_OP_SWITCH_ONE);
    one->left = value.index;
    one->immediate = (uint64_t)truncate_to_kind(terminator->switch_integer.cases[0].value, kind);
    one->extra = terminator->switch_integer.cases[0].block;
    one->second = otherwise;
    return true;
  }
  mir_switch_table *table = mir_arena_alloc(builder->loader->arena, 1, sizeof *table);
  mir_switch_case *cases = mir_arena_copy(builder->loader->arena, terminator->switch_integer.cases,
                                          count, sizeof *cases);
  if (table == NULL || cases == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < count; i++) {
    cases[i].value = truncate_to_kind(cases[i].value, kind);
  }
  qsort(cases, count, sizeof *cases, compare_cases);
  for (size_t i = 1; i < count; i++) {
    if (cases[i].value == cases[i - 1].value) {
      return mir_builder_invalid(builder, "two arms of `switchInt` have the same value");
    }
  }
  *table = (mir_switch_table){cases, count, otherwise};
  mir_instruction *many = mir_emit(builder, MIR_OP_SWITCH);
  many->left = value.index;
  many->table = table;
  return true;
}

static mir_instruction *emit_assert(mir_builder *builder, mir_opcode opcode,
                                    const mir_terminator *terminator, mir_operand_index condition) {
  mir_instruction *instruction = mir_emit(builder, opcode);
  instruction->left = condition;
  instruction->operator= terminator->assertion.expected;
  return instruction;
}

// What the message shows is computed when it is needed.
static bool lower_assert(mir_builder *builder, const mir_terminator *terminator,
                         uint32_t block_index) {
  mir_value condition;
  if (!mir_lower_scalar(builder, &condition, &terminator->assertion.condition, NULL)) {
    return false;
  }
  if (condition.layout->kind != AIRLOCK_BOOL) {
    return mir_builder_invalid(builder, "`assert` of `%s`", condition.layout->name);
  }
  mir_arena *arena = builder->loader->arena;
  size_t count = terminator->assertion.operands.count;
  mir_assertion *assertion = mir_arena_alloc(arena, 1, sizeof *assertion);
  mir_operand_index *operands = mir_arena_alloc(arena, count, sizeof *operands);
  if (assertion == NULL || operands == NULL) {
    return mir_builder_no_memory(builder);
  }
  size_t guard = builder->code_size;
  emit_assert(builder, MIR_OP_ASSERT_BEFORE, terminator, condition.index);
  for (size_t i = 0; i < count; i++) {
    mir_value value;
    if (!mir_lower_scalar(builder, &value, &terminator->assertion.operands.items[i], NULL)) {
      return false;
    }
    operands[i] = value.index;
  }
  bool is_guarded = builder->code_size > guard + 1;
  builder->code_size = is_guarded ? builder->code_size : guard;
  *assertion = (mir_assertion){terminator->assertion.message, operands, count};
  emit_assert(builder, MIR_OP_ASSERT, terminator, condition.index)->assertion = assertion;
  if (is_guarded && builder->problem == MIR_PROBLEM_NONE) {
    builder->code[guard].jump = (uint32_t)builder->code_size;
  }
  emit_goto(builder, terminator->target, block_index);
  return true;
}

static bool lower_return(mir_builder *builder) {
  const mir_slot *slot = &builder->slots[0];
  if (slot->layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", slot->layout->problem);
  }
  mir_emit(builder, MIR_OP_RETURN);
  return true;
}

bool mir_lower_terminator(mir_builder *builder, const mir_block *block, uint32_t block_index) {
  const mir_terminator *terminator = &block->terminator;
  switch (terminator->kind) {
  case MIR_TERMINATOR_GOTO:
    emit_goto(builder, terminator->target, block_index);
    return true;
  case MIR_TERMINATOR_RETURN:
    return lower_return(builder);
  case MIR_TERMINATOR_UNREACHABLE:
    mir_emit(builder, MIR_OP_UNREACHABLE);
    return true;
  case MIR_TERMINATOR_SWITCH:
    return lower_switch(builder, terminator);
  case MIR_TERMINATOR_ASSERT:
    return lower_assert(builder, terminator, block_index);
  case MIR_TERMINATOR_DROP:
    if (!mir_lower_drop(builder, &terminator->drop_place)) {
      return false;
    }
    emit_goto(builder, terminator->target, block_index);
    return true;
  case MIR_TERMINATOR_CALL:
    if (!mir_lower_call(builder, terminator)) {
      return false;
    }
    if (terminator->target != MIR_NO_BLOCK) {
      emit_goto(builder, terminator->target, block_index);
    }
    return true;
  default:
    return mir_builder_unsupported(builder, "unwinding");
  }
}
