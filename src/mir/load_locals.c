// SPDX-License-Identifier: MIT
//
// Where the locals of a body live.
//
// A local whose address nobody takes is in registers: one for a scalar, two for a pair. The others
// are memory, which is there from their StorageLive on, or from the beginning when they have none.
// The registers come in two runs: those that a frame clears, because a use may find them empty, and
// those of which each use certainly finds a value.
#include "load_internal.h"

// The address of a local is taken when a place that is borrowed lies in the local's own memory.
static void note_address(mir_builder *builder, const mir_place *place) {
  for (size_t i = 0; i < place->projection_count; i++) {
    if (place->projections[i].kind == MIR_PROJECTION_DEREFERENCE) {
      return;
    }
  }
  builder->slots[place->local].is_address_taken = true;
}

// What is transmuted from a pair or to one goes through memory: its parts may lie otherwise.
static void note_transmute(mir_builder *builder, const mir_statement *statement) {
  const mir_rvalue *rvalue = statement->assign.rvalue;
  const mir_operand *operand = &rvalue->cast.operand;
  const mir_layout *to = mir_builder_layout(builder, rvalue->cast.type);
  if (operand->kind != MIR_OPERAND_COPY && operand->kind != MIR_OPERAND_MOVE) {
    if (to != NULL && (to->class == MIR_CLASS_PAIR || to->size == 16)) {
      note_address(builder, &statement->assign.place);
    }
    return;
  }
  const mir_layout *from =
      mir_builder_layout(builder, builder->body->locals[operand->place.local].type);
  if (from != NULL && to != NULL &&
      (from->class == MIR_CLASS_PAIR || to->class == MIR_CLASS_PAIR)) {
    note_address(builder, &operand->place);
  }
}

static void note_statement(mir_builder *builder, const mir_statement *statement) {
  if (statement->kind == MIR_STATEMENT_STORAGE_LIVE) {
    builder->slots[statement->local].has_marker = true;
  } else if (statement->kind == MIR_STATEMENT_ASSIGN &&
             (statement->assign.rvalue->kind == MIR_RVALUE_REFERENCE ||
              statement->assign.rvalue->kind == MIR_RVALUE_RAW_POINTER)) {
    note_address(builder, &statement->assign.rvalue->address.place);
  } else if (statement->kind == MIR_STATEMENT_ASSIGN &&
             statement->assign.rvalue->kind == MIR_RVALUE_CAST &&
             statement->assign.rvalue->cast.kind == MIR_CAST_TRANSMUTE) {
    note_transmute(builder, statement);
  }
}

// What is dropped, is dropped through a pointer. A callable that is called once, by value, may have
// a body that takes it by reference.
static void note_terminator(mir_builder *builder, const mir_terminator *terminator) {
  if (terminator->kind == MIR_TERMINATOR_DROP) {
    const mir_layout *layout =
        mir_builder_layout(builder, builder->body->locals[terminator->drop_place.local].type);
    if (layout != NULL && mir_needs_drop(builder->loader, layout)) {
      note_address(builder, &terminator->drop_place);
    }
  }
  if (terminator->kind != MIR_TERMINATOR_CALL || terminator->call.arguments.count == 0) {
    return;
  }
  const mir_operand *function = &terminator->call.function;
  const mir_operand *callable = &terminator->call.arguments.items[0];
  if (function->kind == MIR_OPERAND_CONSTANT && function->constant->kind == MIR_CONSTANT_PATH &&
      (mir_takes_by_value(function->constant->path) ||
       mir_drops_argument(function->constant->path)) &&
      (callable->kind == MIR_OPERAND_COPY || callable->kind == MIR_OPERAND_MOVE)) {
    note_address(builder, &callable->place);
  }
}

// Whether each use of a local certainly finds a value in its registers: load_liveness.c has looked
// at those with a StorageLive.
static bool is_certainly_set(const mir_builder *builder, const mir_slot *slot) {
  return slot->storage == MIR_STORAGE_REGISTERS && slot->has_marker &&
         !builder->function->is_constant;
}

// Gives registers to the locals of which that is certain, or to the others.
static void number_registers(mir_builder *builder, bool is_certain) {
  for (uint32_t i = 0; i < builder->body->local_count; i++) {
    mir_slot *slot = &builder->slots[i];
    if (slot->storage != MIR_STORAGE_NONE && is_certainly_set(builder, slot) == is_certain) {
      bool is_pair =
          slot->storage == MIR_STORAGE_REGISTERS && slot->layout->class == MIR_CLASS_PAIR;
      slot->register_index = builder->next_register;
      builder->next_register += is_pair ? 2 : 1;
    }
  }
}

bool mir_place_locals(mir_builder *builder) {
  const mir_body *body = builder->body;
  for (uint32_t i = 0; i < body->block_count; i++) {
    for (size_t j = 0; j < body->blocks[i].statement_count; j++) {
      note_statement(builder, &body->blocks[i].statements[j]);
    }
    note_terminator(builder, &body->blocks[i].terminator);
  }
  // What a constant's value may point to stays: its locals have no end.
  if (!builder->function->is_constant && !mir_note_liveness(builder)) {
    return false;
  }
  for (uint32_t i = 0; i < body->local_count; i++) {
    mir_slot *slot = &builder->slots[i];
    slot->layout = mir_builder_layout(builder, body->locals[i].type);
    if (slot->layout == NULL) {
      return false;
    }
    mir_class class = slot->layout->class;
    if (class == MIR_CLASS_UNKNOWN || class == MIR_CLASS_UNSIZED) {
      slot->storage = MIR_STORAGE_NONE;
    } else if (slot->is_address_taken || slot->is_used_out_of_turn || class == MIR_CLASS_MEMORY) {
      slot->storage = MIR_STORAGE_MEMORY;
    } else if (class != MIR_CLASS_ZERO) {
      slot->storage = MIR_STORAGE_REGISTERS;
    }
  }
  number_registers(builder, false);
  builder->cleared_registers = builder->next_register;
  number_registers(builder, true);
  builder->local_registers = builder->next_register;
  builder->max_register = builder->next_register;
  return true;
}

// Locals in memory that no StorageLive brings to life are there from the beginning.
bool mir_list_memory_locals(mir_builder *builder) {
  const mir_body *body = builder->body;
  mir_memory_local *locals =
      mir_arena_alloc(builder->loader->arena, body->local_count, sizeof *locals);
  if (locals == NULL) {
    return mir_builder_no_memory(builder);
  }
  size_t count = 0;
  for (uint32_t i = 0; i < body->local_count; i++) {
    const mir_slot *slot = &builder->slots[i];
    if (slot->storage != MIR_STORAGE_MEMORY) {
      continue;
    }
    builder->function->uses_memory = true;
    if (!slot->has_marker || i <= body->argument_count || builder->function->is_constant) {
      locals[count] =
          (mir_memory_local){slot->register_index, slot->layout->size, slot->layout->align};
      count++;
    }
  }
  builder->function->memory_locals = locals;
  builder->function->memory_local_count = count;
  return true;
}

static bool make_parameter(mir_builder *builder, mir_parameter *out_parameter,
                           const mir_slot *slot) {
  const mir_layout *layout = slot->layout;
  *out_parameter = (mir_parameter){.register_index = slot->register_index, .layout = layout};
  out_parameter->is_in_memory = slot->storage == MIR_STORAGE_MEMORY;
  switch (layout->class) {
  case MIR_CLASS_SCALAR:
    out_parameter->form = MIR_FORM_SCALAR;
    out_parameter->native[0] = mir_builder_native(builder, layout);
    return out_parameter->native[0] != NULL;
  case MIR_CLASS_PAIR:
    out_parameter->form = MIR_FORM_PAIR;
    out_parameter->native[0] = mir_builder_native(builder, layout->halves[0]);
    out_parameter->native[1] = mir_builder_native(builder, layout->halves[1]);
    return out_parameter->native[0] != NULL && out_parameter->native[1] != NULL;
  case MIR_CLASS_MEMORY:
    out_parameter->form = MIR_FORM_MEMORY;
    out_parameter->native[0] = mir_builder_native(builder, layout);
    return out_parameter->native[0] != NULL;
  default:
    out_parameter->form = MIR_FORM_ZERO;
    return true;
  }
}

bool mir_make_parameters(mir_builder *builder) {
  const mir_body *body = builder->body;
  mir_function *function = builder->function;
  mir_parameter *parameters =
      mir_arena_alloc(builder->loader->arena, body->argument_count, sizeof *parameters);
  if (parameters == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (uint32_t i = 0; i < body->argument_count; i++) {
    if (!make_parameter(builder, &parameters[i], &builder->slots[i + 1])) {
      return false;
    }
  }
  function->parameters = parameters;
  function->parameter_count = body->argument_count;
  return make_parameter(builder, &function->result, &builder->slots[0]);
}
