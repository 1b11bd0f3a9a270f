// SPDX-License-Identifier: MIT
//
// Appending instructions, and the moves between registers and memory that every other part needs.
#include "load_internal.h"

static bool reserve(mir_builder *builder) {
  mir_arena *arena = builder->loader->arena;
  mir_instruction *code = mir_arena_grow(arena, builder->code, builder->code_size,
                                         &builder->code_capacity, sizeof *code);
  const mir_location **locations = mir_arena_grow(arena, builder->locations, builder->code_size,
                                                  &builder->location_capacity, sizeof *locations);
  builder->code = code != NULL ? code : builder->code;
  builder->locations = locations != NULL ? locations : builder->locations;
  return code != NULL && locations != NULL;
}

// Out of memory is kept by the arena and noticed after each statement; until then instructions go
// to a place where nobody looks.
mir_instruction *mir_emit(mir_builder *builder, mir_opcode opcode) {
  static mir_instruction nowhere;
  if (!reserve(builder)) {
    mir_builder_no_memory(builder);
    nowhere = (mir_instruction){.opcode = 0};
    return &nowhere;
  }
  mir_instruction *instruction = &builder->code[builder->code_size];
  bool is_first = builder->code_size == builder->block_start;
  *instruction = (mir_instruction){.opcode = (uint16_t)opcode};
  instruction->before = is_first ? builder->block_statement_count : instruction[-1].after;
  instruction->after = builder->statement_count;
  builder->locations[builder->code_size] = builder->location;
  builder->code_size++;
  return instruction;
}

void mir_emit_whole(mir_builder *builder, const mir_instruction *instruction) {
  mir_instruction *copy = mir_emit(builder, (mir_opcode)instruction->opcode);
  uint32_t before = copy->before;
  uint32_t after = copy->after;
  *copy = *instruction;
  copy->before = before;
  copy->after = after;
}

// What an operator becomes when the next instruction decides by its result; 0: there is nothing.
static uint16_t jump_opcode(uint16_t opcode) {
#define KINDS(name, jump)                                                                          \
  case MIR_OP_##name##_I32:                                                                        \
  case MIR_OP_##name##_U32:                                                                        \
  case MIR_OP_##name##_I64:                                                                        \
  case MIR_OP_##name##_U64:                                                                        \
  case MIR_OP_##name##_USIZE:                                                                      \
  case MIR_OP_##name##_U8:                                                                         \
    return (uint16_t)(opcode - MIR_OP_##name##_I32 + MIR_OP_##jump##_I32);
  switch (opcode) {
    KINDS(EQ, EQ_JUMP)
    KINDS(NE, NE_JUMP)
    KINDS(LT, LT_JUMP)
    KINDS(LE, LE_JUMP)
    KINDS(GT, GT_JUMP)
    KINDS(GE, GE_JUMP)
    KINDS(ADD_WITH_OVERFLOW, ADD_JUMP)
    KINDS(SUB_WITH_OVERFLOW, SUB_JUMP)
    KINDS(MUL_WITH_OVERFLOW, MUL_JUMP)
  default:
    return 0;
  }
#undef KINDS
}

// An operator whose result the next instruction decides by does that itself. The next one stays,
// for who jumps to it and for what is not the frequent case.
static void join_jump(mir_instruction *operator, const mir_instruction * next) {
  uint16_t opcode = jump_opcode(operator->opcode);
  bool is_overflow = opcode >= MIR_OP_ADD_JUMP_I32;
  if (opcode == 0 || next->left != operator->target + is_overflow) {
    return;
  }
  if (next->opcode == MIR_OP_ASSERT_BEFORE || next->opcode == MIR_OP_ASSERT) {
    const mir_instruction *held = next->opcode == MIR_OP_ASSERT ? next + 1 : next->destination;
    if (is_overflow && next->operator== 0) {
      operator->destination = held;
      operator->opcode = opcode;
    } else if (!is_overflow) {
      operator->chosen = next->operator!= 0 ? held : next;
      operator->other = next->operator!= 0 ? next : held;
      operator->after = next->after;
      operator->opcode = opcode;
    }
  } else if (next->opcode == MIR_OP_SWITCH_ONE && !is_overflow) {
    operator->chosen = next->immediate == 1 ? next->chosen : next->other;
    operator->other = next->immediate == 0 ? next->chosen : next->other;
    operator->after = next->after;
    operator->opcode = opcode;
  }
}

static int32_t place_of(mir_operand_index index) {
  int32_t size = (int32_t)sizeof(airlock_scalar);
  return index >= 0 ? index * size : ~(~index * size);
}

// Once the code has its final place, jumps and operands need not be computed any more.
void mir_link(mir_builder *builder) {
  mir_instruction *code = builder->code;
  for (size_t i = 0; i < builder->code_size; i++) {
    mir_instruction *instruction = &code[i];
    instruction->target_at = place_of(instruction->target);
    instruction->left_at = place_of(instruction->left);
    instruction->right_at = place_of(instruction->right);
    if (instruction->opcode == MIR_OP_GOTO || instruction->opcode == MIR_OP_ASSERT_BEFORE) {
      instruction->destination = code + instruction->jump;
    } else if (instruction->opcode == MIR_OP_SWITCH_ONE) {
      instruction->chosen = code + instruction->extra;
      instruction->other = code + instruction->second;
    }
  }
  for (size_t i = 0; i + 1 < builder->code_size; i++) {
    join_jump(&code[i], &code[i + 1]);
  }
}

mir_operand_index mir_temporary(mir_builder *builder, uint32_t count) {
  uint32_t index = builder->next_register;
  builder->next_register += count;
  if (builder->next_register > builder->max_register) {
    builder->max_register = builder->next_register;
  }
  return (mir_operand_index)index;
}

bool mir_pool_constant(mir_builder *builder, mir_operand_index *out_index, airlock_scalar scalar) {
  for (size_t i = builder->constant_count; i > 0 && i + 8 > builder->constant_count; i--) {
    const airlock_scalar *known = &builder->constants[i - 1];
    if (known->kind == scalar.kind && scalar.kind != AIRLOCK_POINTER &&
        scalar.kind != AIRLOCK_FUNCTION && known->as.bits[0] == scalar.as.bits[0] &&
        known->as.bits[1] == scalar.as.bits[1]) {
      *out_index = ~(mir_operand_index)(i - 1);
      return true;
    }
  }
  airlock_scalar *constants =
      mir_arena_grow(builder->loader->arena, builder->constants, builder->constant_count,
                     &builder->constant_capacity, sizeof *constants);
  if (constants == NULL) {
    return mir_builder_no_memory(builder);
  }
  builder->constants = constants;
  constants[builder->constant_count] = scalar;
  *out_index = ~(mir_operand_index)builder->constant_count;
  builder->constant_count++;
  return true;
}

mir_value mir_register_value(const mir_layout *layout, mir_operand_index index) {
  mir_value value = {.layout = layout, .form = MIR_FORM_SCALAR, .index = index};
  if (layout->class == MIR_CLASS_PAIR) {
    value.form = MIR_FORM_PAIR;
    value.second = index + 1;
  }
  return value;
}

mir_value mir_zero_value(const mir_layout *layout) {
  return (mir_value){.layout = layout, .form = MIR_FORM_ZERO};
}

mir_value mir_target_for(mir_builder *builder, const mir_value *place) {
  if (place->form != MIR_FORM_MEMORY || place->layout->class == MIR_CLASS_ZERO) {
    return *place;
  }
  uint32_t count = place->layout->class == MIR_CLASS_PAIR ? 2 : 1;
  return mir_register_value(place->layout, mir_temporary(builder, count));
}

bool mir_require_fit(mir_builder *builder, const mir_layout *place, const mir_layout *value) {
  if (place->class == MIR_CLASS_UNKNOWN || value->class == MIR_CLASS_UNKNOWN) {
    const mir_layout *unknown = place->class == MIR_CLASS_UNKNOWN ? place : value;
    return mir_builder_unsupported(builder, "%s", unknown->problem);
  }
  if (!mir_layouts_fit(place, value)) {
    return mir_builder_invalid(builder, "a value of type `%s` does not fit a place of type `%s`",
                               value->name, place->name);
  }
  return true;
}

// The type of an access to `layout` at a place, with the alignment that the place can promise.
static const airlock_type *access_type(mir_builder *builder, const mir_value *place,
                                       const mir_layout *layout) {
  const airlock_type *type = mir_builder_native(builder, layout);
  if (type == NULL || place->packed == 0 || place->packed >= layout->align) {
    return type;
  }
  const airlock_type *packed = NULL;
  if (airlock_type_packed(builder->loader->machine, &packed, type, place->packed) != AIRLOCK_OK) {
    mir_builder_machine(builder);
    return NULL;
  }
  return packed;
}

// An access through a pointer needs the alignment of what the pointer points to, not only that of
// the part which is accessed.
static void emit_alignment(mir_builder *builder, const mir_value *place, uint64_t align) {
  if (place->is_dereferenced && place->pointer_align > align) {
    mir_instruction *check = mir_emit(builder, MIR_OP_CHECK_ALIGN);
    check->left = place->pointer;
    check->immediate = place->pointer_align;
  }
}

static bool emit_half(mir_builder *builder, mir_opcode opcode, const mir_value *place,
                      const mir_layout *layout, uint64_t half_offset, mir_operand_index index) {
  const airlock_type *type = access_type(builder, place, layout);
  if (type == NULL) {
    return false;
  }
  mir_instruction *access = mir_emit(builder, opcode);
  if (opcode == MIR_OP_LOAD) {
    access->target = index;
    access->left = place->index;
  } else {
    access->target = place->index;
    access->right = index;
  }
  access->offset = place->offset + half_offset;
  access->type = type;
  return true;
}

// The halves of a wide pointer have been checked by their own types, if by any; here both together.
static void emit_wide_check(mir_builder *builder, const mir_value *value) {
  const mir_layout *layout = value->layout;
  const mir_layout *target =
      layout->pointee == NULL ? NULL : mir_builder_layout(builder, layout->pointee);
  if (target != NULL && target->shape == MIR_SHAPE_DYN) {
    mir_instruction *check = mir_emit(builder, MIR_OP_CHECK_DYN);
    check->left = value->index;
    check->right = value->second;
    check->layout = layout;
  } else if (layout->is_reference && target != NULL && target->class == MIR_CLASS_UNSIZED &&
             target->element != NULL) {
    mir_instruction *check = mir_emit(builder, MIR_OP_CHECK_WIDE);
    check->left = value->index;
    check->right = value->second;
    check->layout = layout;
    // A layout is complete once it can be asked for; only this part is filled in later.
    ((mir_layout *)(uintptr_t)layout)->referent = target;
  }
}

// Brings a scalar or pair from memory into registers: those of `target`, or temporaries. Values of
// other classes stay where they are.
bool mir_emit_load(mir_builder *builder, mir_value *io_value, const mir_value *target) {
  const mir_layout *layout = io_value->layout;
  if (layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    return mir_builder_unsupported(builder, "%s",
                                   layout->class == MIR_CLASS_UNKNOWN
                                       ? layout->problem
                                       : "values of unsized types are not supported");
  }
  if (layout->class == MIR_CLASS_ZERO) {
    *io_value = mir_zero_value(layout);
    return true;
  }
  if (io_value->form != MIR_FORM_MEMORY || layout->class == MIR_CLASS_MEMORY) {
    return true;
  }
  uint32_t count = layout->class == MIR_CLASS_PAIR ? 2 : 1;
  mir_value result =
      target != NULL ? *target : mir_register_value(layout, mir_temporary(builder, count));
  result.layout = layout;
  emit_alignment(builder, io_value, layout->align);
  if (layout->class == MIR_CLASS_SCALAR) {
    if (!emit_half(builder, MIR_OP_LOAD, io_value, layout, 0, result.index)) {
      return false;
    }
  } else {
    // The first half may overwrite the base, when the base is the target itself.
    if (!emit_half(builder, MIR_OP_LOAD, io_value, layout->halves[1], layout->half_offsets[1],
                   result.second) ||
        !emit_half(builder, MIR_OP_LOAD, io_value, layout->halves[0], layout->half_offsets[0],
                   result.index)) {
      return false;
    }
    emit_wide_check(builder, &result);
  }
  *io_value = result;
  return true;
}

static bool emit_move(mir_builder *builder, mir_operand_index target, mir_operand_index source,
                      const mir_layout *layout) {
  mir_instruction move = {.opcode = MIR_OP_MOVE, .target = target, .left = source};
  if (layout->is_reference && source >= 0) {
    move.opcode = MIR_OP_MOVE_CHECKED;
    move.type = mir_builder_native(builder, layout);
    if (move.type == NULL) {
      return false;
    }
  }
  mir_emit_whole(builder, &move);
  return true;
}

static bool assign_memory(mir_builder *builder, const mir_value *place, const mir_value *value) {
  uint64_t align = place->layout->align;
  const airlock_type *type = access_type(builder, place, place->layout);
  if (value->packed != 0 && value->packed < align &&
      (place->packed == 0 || value->packed < place->packed)) {
    type = access_type(builder, value, place->layout);
  }
  if (type == NULL) {
    return false;
  }
  emit_alignment(builder, value, align);
  emit_alignment(builder, place, align);
  mir_instruction *copy = mir_emit(builder, MIR_OP_COPY);
  copy->target = place->index;
  copy->second = place->offset;
  copy->left = value->index;
  copy->offset = value->offset;
  copy->type = type;
  return true;
}

// Stores a value that mir_emit_load has prepared in a place of a type that fits.
bool mir_emit_assign(mir_builder *builder, const mir_value *place, const mir_value *value) {
  const mir_layout *layout = place->layout;
  if (layout->class == MIR_CLASS_ZERO || place->form == MIR_FORM_ZERO) {
    return true;
  }
  if (layout->class == MIR_CLASS_MEMORY) {
    return assign_memory(builder, place, value);
  }
  if (place->form != MIR_FORM_MEMORY) {
    if (place->index == value->index && value->form == place->form) {
      return true;
    }
    if (layout->class == MIR_CLASS_SCALAR) {
      return emit_move(builder, place->index, value->index, layout);
    }
    emit_wide_check(builder, value);
    return emit_move(builder, place->index, value->index, layout->halves[0]) &&
           emit_move(builder, place->second, value->second, layout->halves[1]);
  }
  emit_alignment(builder, place, layout->align);
  if (layout->class == MIR_CLASS_SCALAR) {
    return emit_half(builder, MIR_OP_STORE, place, layout, 0, value->index);
  }
  if (layout->has_padding) {
    mir_instruction *deinit = mir_emit(builder, MIR_OP_DEINIT);
    deinit->target = place->index;
    deinit->offset = place->offset;
    deinit->extra = layout->size;
  }
  return emit_half(builder, MIR_OP_STORE, place, layout->halves[0], layout->half_offsets[0],
                   value->index) &&
         emit_half(builder, MIR_OP_STORE, place, layout->halves[1], layout->half_offsets[1],
                   value->second);
}

// A register that points to a place in memory. Reached through a pointer, an offset is arithmetic
// that must stay in the allocation (when it is checked); in a local it always does.
bool mir_emit_address(mir_builder *builder, mir_operand_index *out_index, const mir_value *place,
                      bool is_checked) {
  mir_instruction *address = mir_emit(
      builder, is_checked && place->is_dereferenced ? MIR_OP_ADDRESS_CHECKED : MIR_OP_ADDRESS);
  *out_index = mir_temporary(builder, 1);
  address->target = *out_index;
  address->left = place->index;
  address->offset = place->offset;
  return true;
}
