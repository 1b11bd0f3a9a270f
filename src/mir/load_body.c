// SPDX-License-Identifier: MIT
//
// One body: where its locals live, then its blocks, then its jumps.
#include <string.h>

#include "load_internal.h"
#include "parser.h"
#include "prelude.h"

//===------------------------------------------------------------------------------------------===//
// Locations
//===------------------------------------------------------------------------------------------===//

// Spans in the sources of std stand for macros that the program uses.
static bool is_user_span(const mir_span *span) {
  return span->file != NULL && strncmp(span->file, "/rustc/", 7) != 0;
}

static const mir_span *first_user_span(const mir_body *body) {
  for (uint32_t i = 0; i < body->local_count; i++) {
    if (is_user_span(&body->locals[i].source.span)) {
      return &body->locals[i].source.span;
    }
  }
  for (uint32_t i = 0; i < body->block_count; i++) {
    if (is_user_span(&body->blocks[i].terminator.source.span)) {
      return &body->blocks[i].terminator.source.span;
    }
  }
  return NULL;
}

// A promoted was written by the program where a macro of std now mentions it.
void mir_note_promoted(mir_builder *builder, const mir_body *body) {
  for (uint32_t i = 0; builder->is_in_macro && i < body->block_count; i++) {
    for (size_t j = 0; j < body->blocks[i].statement_count; j++) {
      const mir_span *span = &body->blocks[i].statements[j].source.span;
      if (is_user_span(span)) {
        builder->user_span = *span;
        return;
      }
    }
  }
}

static bool is_location(const mir_location *location, const mir_location *other) {
  return location->file == other->file && location->line == other->line &&
         location->column == other->column && location->end_line == other->end_line &&
         location->end_column == other->end_column;
}

// A statement inside a macro of std is shown where the program's own code was last.
static bool set_source(mir_builder *builder, const mir_source_info *source) {
  builder->position = source->position;
  if (mir_is_prelude_file(source->position.file)) {
    return true; // Errors are shown where the program called.
  }
  const mir_span *span = &source->span;
  builder->is_in_macro = span->file != NULL && !is_user_span(span);
  if (is_user_span(span)) {
    builder->user_span = *span;
  } else if (is_user_span(&source->operand_span)) {
    builder->user_span = source->operand_span;
    span = &builder->user_span;
  } else if (span->file != NULL) {
    if (builder->user_span.file == NULL) {
      const mir_span *first = first_user_span(builder->body);
      builder->user_span = first == NULL ? *span : *first;
    }
    span = &builder->user_span;
  }
  mir_location location = {span->file,     span->line,       span->column,
                           span->end_line, span->end_column, builder->function->name};
  if (span->file == NULL) {
    location =
        (mir_location){source->position.file,  source->position.line, source->position.column, 0, 0,
                       builder->function->name};
  }
  if (builder->location == NULL || !is_location(builder->location, &location)) {
    builder->location = mir_arena_copy(builder->loader->arena, &location, 1, sizeof location);
  }
  return builder->location != NULL || mir_builder_no_memory(builder);
}

//===------------------------------------------------------------------------------------------===//
// Statements
//===------------------------------------------------------------------------------------------===//

// The locals of a constant stay, because its value may point to them. Where no pointer leads to a
// local and each use finds a value of this life, the same memory serves all its lives in a frame.
static bool lower_storage(mir_builder *builder, uint32_t local, bool is_live) {
  const mir_slot *slot = &builder->slots[local];
  bool is_kept = !slot->is_address_taken && !slot->is_used_out_of_turn;
  if (slot->storage != MIR_STORAGE_MEMORY || builder->function->is_constant ||
      (is_kept && !is_live)) {
    return true;
  }
  mir_opcode live = is_kept ? MIR_OP_STORAGE_KEEP : MIR_OP_STORAGE_LIVE;
  mir_instruction *storage = mir_emit(builder, is_live ? live : MIR_OP_STORAGE_DEAD);
  storage->target = (int32_t)slot->register_index;
  if (is_live) {
    storage->immediate = slot->layout->size;
    storage->extra = slot->layout->align;
  }
  return true;
}

static bool lower_set_discriminant(mir_builder *builder, const mir_statement *statement) {
  mir_value place;
  return mir_lower_place(builder, &place, &statement->set_discriminant.place) &&
         mir_lower_set_variant(builder, &place, statement->set_discriminant.variant);
}

// A place that is only mentioned is computed and not read.
static bool lower_mention(mir_builder *builder, const mir_place *place) {
  mir_value value;
  mir_operand_index ignored;
  if (!mir_lower_place(builder, &value, place)) {
    return false;
  }
  return value.form != MIR_FORM_MEMORY || !value.is_dereferenced || value.offset == 0 ||
         mir_emit_address(builder, &ignored, &value, true);
}

static bool lower_deinit(mir_builder *builder, const mir_place *place) {
  mir_value value;
  if (!mir_lower_place(builder, &value, place)) {
    return false;
  }
  if (value.form == MIR_FORM_MEMORY && value.layout->size != 0) {
    mir_instruction *deinit = mir_emit(builder, MIR_OP_DEINIT);
    deinit->target = value.index;
    deinit->offset = value.offset;
    deinit->extra = value.layout->size;
  }
  return true;
}

static bool lower_assume(mir_builder *builder, const mir_operand *operand) {
  mir_value value;
  if (!mir_lower_scalar(builder, &value, operand, NULL)) {
    return false;
  }
  if (value.layout->kind != AIRLOCK_BOOL) {
    return mir_builder_invalid(builder, "`assume` of `%s`", value.layout->name);
  }
  mir_emit(builder, MIR_OP_ASSUME)->left = value.index;
  return true;
}

static bool lower_copy(mir_builder *builder, const mir_statement *statement) {
  mir_value destination;
  mir_value source;
  mir_value count;
  if (!mir_lower_scalar(builder, &destination, statement->copy.destination, NULL) ||
      !mir_lower_scalar(builder, &source, statement->copy.source, NULL) ||
      !mir_lower_scalar(builder, &count, statement->copy.count, NULL)) {
    return false;
  }
  const mir_type *pointee = destination.layout->pointee;
  const mir_layout *element = pointee == NULL ? NULL : mir_builder_layout(builder, pointee);
  if (element == NULL || source.layout->kind != AIRLOCK_POINTER ||
      destination.layout->kind != AIRLOCK_POINTER || count.layout->kind != AIRLOCK_USIZE) {
    return mir_builder_invalid(builder, "`copy_nonoverlapping` of operands of other types");
  }
  if (element->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", element->problem);
  }
  mir_operand_index target = mir_temporary(builder, 1);
  mir_instruction *move = mir_emit(builder, MIR_OP_MOVE);
  move->target = target;
  move->left = destination.index;
  mir_instruction *copy = mir_emit(builder, MIR_OP_COPY_BYTES);
  copy->target = target;
  copy->left = source.index;
  copy->right = count.index;
  copy->immediate = element->size;
  copy->extra = element->align;
  return true;
}

static bool lower_statement(mir_builder *builder, const mir_statement *statement) {
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    return mir_lower_assign(builder, &statement->assign.place, statement->assign.rvalue);
  case MIR_STATEMENT_SET_DISCRIMINANT:
    return lower_set_discriminant(builder, statement);
  case MIR_STATEMENT_STORAGE_LIVE:
    return lower_storage(builder, statement->local, true);
  case MIR_STATEMENT_STORAGE_DEAD:
    return lower_storage(builder, statement->local, false);
  case MIR_STATEMENT_PLACE_MENTION:
    return lower_mention(builder, &statement->place);
  case MIR_STATEMENT_DEINIT:
    return lower_deinit(builder, &statement->place);
  case MIR_STATEMENT_ASSUME:
    return lower_assume(builder, statement->operand);
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    return lower_copy(builder, statement);
  default:
    return true;
  }
}

//===------------------------------------------------------------------------------------------===//
// Blocks
//===------------------------------------------------------------------------------------------===//

// After a part has been lowered: what cannot be executed becomes an instruction that says so.
// False when loading ends.
static bool settle(mir_builder *builder, bool done, size_t start) {
  builder->next_register = builder->local_registers;
  if (mir_arena_is_exhausted(builder->loader->arena)) {
    return mir_builder_no_memory(builder);
  }
  size_t limit = (size_t)INT32_MAX / sizeof(airlock_scalar);
  if (done && (builder->max_register > limit || builder->constant_count > limit)) {
    builder->max_register = (uint32_t)limit;
    done = mir_builder_limit(builder, "a statement has too many operands");
  }
  if (done) {
    return true;
  }
  if (builder->problem == MIR_PROBLEM_UNSUPPORTED) {
    builder->code_size = start;
    builder->problem = MIR_PROBLEM_NONE;
    mir_opcode opcode = builder->is_limit ? MIR_OP_LIMIT : MIR_OP_UNSUPPORTED;
    builder->is_limit = false;
    mir_emit(builder, opcode)->text = builder->problem_text;
    return builder->problem == MIR_PROBLEM_NONE;
  }
  return false;
}

static void reach(mir_builder *builder, uint32_t block) {
  if (block != MIR_NO_BLOCK && builder->block_spans[block].file == NULL) {
    builder->block_spans[block] = builder->user_span;
  }
}

// The last user span goes with control, because blocks of a macro stand behind other code.
static void reach_successors(mir_builder *builder, const mir_terminator *terminator) {
  switch (terminator->kind) {
  case MIR_TERMINATOR_SWITCH:
    for (size_t i = 0; i < terminator->switch_integer.case_count; i++) {
      reach(builder, terminator->switch_integer.cases[i].block);
    }
    reach(builder, terminator->switch_integer.otherwise);
    break;
  case MIR_TERMINATOR_GOTO:
  case MIR_TERMINATOR_ASSERT:
  case MIR_TERMINATOR_DROP:
  case MIR_TERMINATOR_CALL:
    reach(builder, terminator->target);
    break;
  default:
    break;
  }
}

// Whether executing a statement counts as one. Markers do not, nor does what moves no bytes.
static bool is_counted(const mir_builder *builder, const mir_statement *statement) {
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN: {
    const mir_place *place = &statement->assign.place;
    return place->projection_count != 0 ||
           builder->slots[place->local].layout->class != MIR_CLASS_ZERO;
  }
  case MIR_STATEMENT_SET_DISCRIMINANT:
  case MIR_STATEMENT_DEINIT:
  case MIR_STATEMENT_ASSUME:
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    return true;
  default:
    return false;
  }
}

static bool lower_block(mir_builder *builder, uint32_t index) {
  const mir_block *block = &builder->body->blocks[index];
  builder->block_start = builder->code_size;
  builder->block_statement_count = builder->statement_count;
  if (builder->block_spans[index].file != NULL) {
    builder->user_span = builder->block_spans[index];
  }
  if (block->is_cleanup) {
    mir_emit(builder, MIR_OP_UNSUPPORTED)->text = "unwinding";
    return true;
  }
  for (size_t i = 0; i < block->statement_count; i++) {
    const mir_statement *statement = &block->statements[i];
    size_t start = builder->code_size;
    builder->statement_count += is_counted(builder, statement);
    if (!set_source(builder, &statement->source) ||
        !settle(builder, lower_statement(builder, statement), start)) {
      return false;
    }
  }
  size_t start = builder->code_size;
  builder->statement_count++;
  if (!set_source(builder, &block->terminator.source) ||
      !settle(builder, mir_lower_terminator(builder, block, index), start)) {
    return false;
  }
  reach_successors(builder, &block->terminator);
  return true;
}

static uint32_t start_of(const uint32_t *starts, uint64_t block) {
  return starts[block];
}

// MIR_NO_BLOCK leads to the instruction after the last block: UB.
static void resolve_jumps(mir_builder *builder, const uint32_t *starts) {
  uint32_t nowhere = (uint32_t)builder->code_size - 1;
#define RESOLVE(block) ((block) == MIR_NO_BLOCK ? nowhere : start_of(starts, block))
  for (size_t i = 0; i < builder->code_size; i++) {
    mir_instruction *instruction = &builder->code[i];
    if (instruction->opcode == MIR_OP_GOTO) {
      instruction->jump = RESOLVE(instruction->jump);
    } else if (instruction->opcode == MIR_OP_SWITCH_ONE) {
      instruction->extra = RESOLVE(instruction->extra);
      instruction->second = RESOLVE(instruction->second);
    } else if (instruction->opcode == MIR_OP_SWITCH) {
      // The table was made for this instruction and nobody else has seen it.
      mir_switch_table *table = (mir_switch_table *)(uintptr_t)instruction->table;
      mir_switch_case *cases = (mir_switch_case *)(uintptr_t)table->cases;
      for (size_t j = 0; j < table->case_count; j++) {
        cases[j].block = RESOLVE(cases[j].block);
      }
      table->otherwise = RESOLVE(table->otherwise);
    }
  }
#undef RESOLVE
}

static bool lower_blocks(mir_builder *builder) {
  const mir_body *body = builder->body;
  mir_arena *arena = builder->loader->arena;
  uint32_t *starts = mir_arena_alloc(arena, body->block_count, sizeof *starts);
  builder->block_spans = mir_arena_alloc(arena, body->block_count, sizeof(mir_span));
  if (starts == NULL || builder->block_spans == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (uint32_t i = 0; i < body->block_count; i++) {
    starts[i] = (uint32_t)builder->code_size;
    if (!lower_block(builder, i)) {
      return false;
    }
  }
  mir_emit(builder, MIR_OP_UNREACHABLE);
  if (builder->problem != MIR_PROBLEM_NONE) {
    return false;
  }
  resolve_jumps(builder, starts);
  mir_link(builder);
  return true;
}

static bool refuse(mir_builder *builder) {
  mir_error *error = builder->loader->error;
  if (builder->problem == MIR_PROBLEM_INVALID) {
    error->file = builder->position.file;
    error->line = builder->position.line;
    error->column = builder->position.column;
    size_t length = strlen(builder->problem_text);
    length = length < sizeof error->message ? length : sizeof error->message - 1;
    memcpy(error->message, builder->problem_text, length);
    error->message[length] = '\0';
  }
  return false;
}

static bool check_item(mir_builder *builder) {
  const mir_item *item = builder->function->item;
  builder->position = item->position;
  const mir_layout *stated = mir_builder_layout(builder, item->type);
  if (stated == NULL) {
    return false;
  }
  if (stated->class != MIR_CLASS_UNKNOWN && builder->slots[0].layout->class != MIR_CLASS_UNKNOWN &&
      !mir_layouts_fit(stated, builder->slots[0].layout)) {
    return mir_builder_invalid(builder, "the return place has type `%s`, the item `%s`",
                               builder->slots[0].layout->name, stated->name);
  }
  if (builder->function->is_constant) {
    builder->function->is_mutable |= stated->has_cell;
    if (builder->body->argument_count != 0) {
      return mir_builder_invalid(builder, "a constant has parameters");
    }
  }
  return true;
}

bool mir_load_function(mir_loader *loader, mir_function *function) {
  if (function->state != MIR_FUNCTION_DECLARED) {
    return true;
  }
  function->state = MIR_FUNCTION_LOADING;
  if (!mir_read_body(loader->arena, function->item->body)) {
    return false;
  }
  mir_builder builder = {.loader = loader, .function = function, .body = function->item->body};
  builder.position = function->item->position;
  builder.slots = mir_arena_alloc(loader->arena, builder.body->local_count, sizeof *builder.slots);
  if (builder.slots == NULL) {
    return false;
  }
  if (!mir_check_body(&builder) || !mir_place_locals(&builder) || !check_item(&builder) ||
      !mir_list_memory_locals(&builder) || !mir_make_parameters(&builder) ||
      !lower_blocks(&builder)) {
    return refuse(&builder);
  }
  function->code = builder.code;
  function->locations = builder.locations;
  function->code_size = builder.code_size;
  function->constants = builder.constants;
  function->num_registers = builder.max_register;
  function->cleared_registers = builder.cleared_registers;
  function->abi = function->abi == NULL ? "Rust" : function->abi;
  function->state = MIR_FUNCTION_LOADED;
  return true;
}

bool mir_load_constant_item(mir_loader *loader, const mir_item *item) {
  mir_builder builder = {.loader = loader};
  return mir_check_constant_item(&builder, item) || refuse(&builder);
}
