// SPDX-License-Identifier: MIT
//
// See rewrite.h. A body is copied part by part; what holds no type, path or local is shared. Types
// are replaced here once and for all, so that the rest of the loader never meets a parameter and
// never replaces a type twice.
#include "rewrite.h"

#include "parser.h"

#include "intern.h"

typedef struct mir_rewriter {
  mir_arena *arena;
  const mir_substitution *substitution;
  mir_rewrite_guide *guide; // Or NULL.
  uint32_t rotated;         // Locals 1 .. rotated move one down, and 1 becomes the last of them.
  bool has_failed;          // Memory is out.
} mir_rewriter;

static const mir_type *rewrite_type(mir_rewriter *rewriter, const mir_type *type) {
  if (type == NULL) {
    return NULL;
  }
  const mir_type *result = mir_substitute_type(rewriter->arena, type, rewriter->substitution);
  rewriter->has_failed |= result == NULL;
  return result;
}

static const mir_path *rewrite_path(mir_rewriter *rewriter, const mir_path *path) {
  if (path == NULL || rewriter->substitution == NULL) {
    return path;
  }
  const mir_path *result = mir_substitute_path(rewriter->arena, path, rewriter->substitution);
  rewriter->has_failed |= result == NULL;
  return result;
}

static uint32_t rewrite_local(const mir_rewriter *rewriter, uint32_t local) {
  if (local == 0 || local > rewriter->rotated) {
    return local;
  }
  return local == 1 ? rewriter->rotated : local - 1;
}

static void *copy(mir_rewriter *rewriter, const void *objects, size_t count, size_t size) {
  void *result = mir_arena_copy(rewriter->arena, objects, count, size);
  rewriter->has_failed |= result == NULL;
  return result;
}

static void rewrite_place(mir_rewriter *rewriter, mir_place *place) {
  place->local = rewrite_local(rewriter, place->local);
  if (place->projection_count == 0) {
    return;
  }
  mir_projection *projections =
      copy(rewriter, place->projections, place->projection_count, sizeof *projections);
  for (size_t i = 0; projections != NULL && i < place->projection_count; i++) {
    if (projections[i].kind == MIR_PROJECTION_FIELD) {
      projections[i].field.type = rewrite_type(rewriter, projections[i].field.type);
    } else if (projections[i].kind == MIR_PROJECTION_INDEX) {
      projections[i].local = rewrite_local(rewriter, projections[i].local);
    }
  }
  place->projections = projections;
}

static const mir_constant *rewrite_constant(mir_rewriter *rewriter, const mir_constant *constant);

static void rewrite_constants(mir_rewriter *rewriter, mir_constant_list *list) {
  const mir_constant **items = copy(rewriter, list->items, list->count, sizeof *items);
  for (size_t i = 0; items != NULL && i < list->count; i++) {
    items[i] = rewrite_constant(rewriter, items[i]);
  }
  list->items = items;
}

// `const N` of a const parameter becomes the number.
static bool become_parameter(mir_rewriter *rewriter, mir_constant *constant) {
  const mir_path *path = constant->path;
  if (path->segment_count != 1) {
    return false;
  }
  const mir_type *named =
      mir_intern_type(rewriter->arena, &(mir_type){.kind = MIR_TYPE_PATH, .path = path});
  const mir_type *value = rewrite_type(rewriter, named);
  if (value == NULL || value == named || value->kind != MIR_TYPE_CONSTANT) {
    return false;
  }
  mir_uint128 bits = value->constant.value;
  constant->type = NULL;
  switch (value->constant.primitive) {
  case MIR_PRIMITIVE_BOOL:
    constant->kind = MIR_CONSTANT_BOOL;
    constant->boolean = bits != 0;
    break;
  case MIR_PRIMITIVE_CHAR:
    constant->kind = MIR_CONSTANT_CHAR;
    constant->character = (uint32_t)bits;
    break;
  default:
    constant->kind = MIR_CONSTANT_INTEGER;
    constant->integer.value = bits;
    constant->integer.primitive = value->constant.primitive;
    break;
  }
  return true;
}

static const mir_constant *rewrite_constant(mir_rewriter *rewriter, const mir_constant *constant) {
  if (rewriter->substitution == NULL) {
    return constant;
  }
  mir_constant *result = copy(rewriter, constant, 1, sizeof *result);
  if (result == NULL) {
    return NULL;
  }
  result->type = rewrite_type(rewriter, constant->type);
  switch (constant->kind) {
  case MIR_CONSTANT_TUPLE:
  case MIR_CONSTANT_ARRAY:
    rewrite_constants(rewriter, &result->elements);
    break;
  case MIR_CONSTANT_AGGREGATE:
    rewrite_constants(rewriter, &result->aggregate.fields);
    result->aggregate.path = rewrite_path(rewriter, constant->aggregate.path);
    break;
  case MIR_CONSTANT_PATH:
    if (!become_parameter(rewriter, result)) {
      result->path = rewrite_path(rewriter, constant->path);
    }
    break;
  default:
    break;
  }
  return result;
}

static void rewrite_operand(mir_rewriter *rewriter, mir_operand *operand) {
  if (operand->kind == MIR_OPERAND_CONSTANT) {
    operand->constant = rewrite_constant(rewriter, operand->constant);
  } else if (operand->kind != MIR_OPERAND_RUNTIME_CHECK) {
    rewrite_place(rewriter, &operand->place);
  }
}

static void rewrite_operands(mir_rewriter *rewriter, mir_operand_list *list) {
  mir_operand *items = copy(rewriter, list->items, list->count, sizeof *items);
  for (size_t i = 0; items != NULL && i < list->count; i++) {
    rewrite_operand(rewriter, &items[i]);
  }
  list->items = items;
}

static const mir_operand *rewrite_one(mir_rewriter *rewriter, const mir_operand *operand) {
  mir_operand *result = copy(rewriter, operand, 1, sizeof *result);
  if (result != NULL) {
    rewrite_operand(rewriter, result);
  }
  return result;
}

static const mir_rvalue *rewrite_rvalue(mir_rewriter *rewriter, const mir_rvalue *rvalue) {
  mir_rvalue *result = copy(rewriter, rvalue, 1, sizeof *result);
  if (result == NULL) {
    return NULL;
  }
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    rewrite_operand(rewriter, &result->operand);
    break;
  case MIR_RVALUE_CAST:
    rewrite_operand(rewriter, &result->cast.operand);
    result->cast.type = rewrite_type(rewriter, rvalue->cast.type);
    break;
  case MIR_RVALUE_BINARY:
    result->binary.left = rewrite_one(rewriter, rvalue->binary.left);
    result->binary.right = rewrite_one(rewriter, rvalue->binary.right);
    break;
  case MIR_RVALUE_UNARY:
    result->unary.operand = rewrite_one(rewriter, rvalue->unary.operand);
    break;
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    rewrite_place(rewriter, &result->address.place);
    break;
  case MIR_RVALUE_DISCRIMINANT:
    rewrite_place(rewriter, &result->place);
    break;
  case MIR_RVALUE_REPEAT:
    rewrite_operand(rewriter, &result->repeat.operand);
    result->repeat.length = rewrite_type(rewriter, rvalue->repeat.length);
    break;
  default:
    rewrite_operands(rewriter, &result->aggregate.operands);
    result->aggregate.path = rewrite_path(rewriter, rvalue->aggregate.path);
    result->aggregate.type = rewrite_type(rewriter, rvalue->aggregate.type);
    break;
  }
  return result;
}

static void rewrite_statement(mir_rewriter *rewriter, mir_statement *statement) {
  if (rewriter->guide != NULL) {
    rewriter->guide->enter_statement(rewriter->guide, statement);
  }
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    rewrite_place(rewriter, &statement->assign.place);
    statement->assign.rvalue = rewrite_rvalue(rewriter, statement->assign.rvalue);
    break;
  case MIR_STATEMENT_SET_DISCRIMINANT:
    rewrite_place(rewriter, &statement->set_discriminant.place);
    break;
  case MIR_STATEMENT_STORAGE_LIVE:
  case MIR_STATEMENT_STORAGE_DEAD:
    statement->local = rewrite_local(rewriter, statement->local);
    break;
  case MIR_STATEMENT_PLACE_MENTION:
  case MIR_STATEMENT_DEINIT:
    rewrite_place(rewriter, &statement->place);
    break;
  case MIR_STATEMENT_ASSUME:
    statement->operand = rewrite_one(rewriter, statement->operand);
    break;
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    statement->copy.source = rewrite_one(rewriter, statement->copy.source);
    statement->copy.destination = rewrite_one(rewriter, statement->copy.destination);
    statement->copy.count = rewrite_one(rewriter, statement->copy.count);
    break;
  default:
    break;
  }
}

static void rewrite_terminator(mir_rewriter *rewriter, mir_terminator *terminator) {
  if (rewriter->guide != NULL) {
    rewriter->guide->enter_terminator(rewriter->guide, terminator);
  }
  switch (terminator->kind) {
  case MIR_TERMINATOR_SWITCH:
    rewrite_operand(rewriter, &terminator->switch_integer.operand);
    break;
  case MIR_TERMINATOR_ASSERT:
    rewrite_operand(rewriter, &terminator->assertion.condition);
    rewrite_operands(rewriter, &terminator->assertion.operands);
    break;
  case MIR_TERMINATOR_DROP:
    rewrite_place(rewriter, &terminator->drop_place);
    break;
  case MIR_TERMINATOR_CALL:
    rewrite_place(rewriter, &terminator->call.destination);
    rewrite_operand(rewriter, &terminator->call.function);
    rewrite_operands(rewriter, &terminator->call.arguments);
    break;
  default:
    break;
  }
}

static void rewrite_locals(mir_rewriter *rewriter, mir_body *body) {
  mir_local *locals = copy(rewriter, body->locals, body->local_count, sizeof *locals);
  for (uint32_t i = 0; locals != NULL && i < body->local_count; i++) {
    mir_local *local = &locals[rewrite_local(rewriter, i)];
    if (rewriter->guide != NULL) {
      rewriter->guide->enter_local(rewriter->guide, i);
    }
    *local = body->locals[i];
    local->type = rewrite_type(rewriter, local->type);
  }
  body->locals = locals;
}

static const mir_body *rewrite_body(mir_rewriter *rewriter, const mir_body *body) {
  mir_body *result = copy(rewriter, body, 1, sizeof *result);
  if (result == NULL) {
    return NULL;
  }
  rewrite_locals(rewriter, result);
  mir_block *blocks = copy(rewriter, body->blocks, body->block_count, sizeof *blocks);
  for (uint32_t i = 0; !rewriter->has_failed && i < body->block_count; i++) {
    mir_statement *statements =
        copy(rewriter, blocks[i].statements, blocks[i].statement_count, sizeof *statements);
    for (size_t j = 0; statements != NULL && j < blocks[i].statement_count; j++) {
      rewrite_statement(rewriter, &statements[j]);
    }
    blocks[i].statements = statements;
    rewrite_terminator(rewriter, &blocks[i].terminator);
  }
  result->blocks = blocks;
  return result;
}

static const mir_item *rewrite_item(mir_rewriter *rewriter, const mir_item *item) {
  mir_item *result = copy(rewriter, item, 1, sizeof *result);
  if (result == NULL) {
    return NULL;
  }
  if (rewriter->guide != NULL) {
    rewriter->guide->enter_local(rewriter->guide, 0);
  }
  result->type = rewrite_type(rewriter, item->type);
  if (item->body != NULL) {
    rewriter->has_failed |= !mir_read_body(rewriter->arena, item->body);
    result->body = rewrite_body(rewriter, item->body);
  } else if (item->constant != NULL) {
    result->constant = rewrite_constant(rewriter, item->constant);
  }
  return rewriter->has_failed ? NULL : result;
}

const mir_item *mir_instantiate(mir_arena *arena, const mir_item *item,
                                const mir_substitution *substitution, mir_type_list arguments) {
  mir_rewriter rewriter = {.arena = arena, .substitution = substitution};
  mir_item named = *item;
  if (arguments.count != 0) {
    mir_segment *segments =
        copy(&rewriter, item->path->segments, item->path->segment_count, sizeof *segments);
    if (segments == NULL) {
      return NULL;
    }
    segments[item->path->segment_count - 1].arguments = arguments;
    named.path = mir_intern_path(arena, segments, item->path->segment_count);
  }
  return named.path == NULL ? NULL : rewrite_item(&rewriter, &named);
}

const mir_item *mir_rewrite_guided(mir_arena *arena, const mir_item *item,
                                   const mir_substitution *substitution, mir_rewrite_guide *guide) {
  mir_rewriter rewriter = {.arena = arena, .substitution = substitution, .guide = guide};
  return rewrite_item(&rewriter, item);
}

const mir_item *mir_without_self(mir_arena *arena, const mir_item *item) {
  mir_rewriter rewriter = {.arena = arena, .rotated = item->body->argument_count};
  const mir_item *result = rewrite_item(&rewriter, item);
  if (result == NULL) {
    return NULL;
  }
  // The body was made just now and nobody else has seen it.
  ((mir_body *)(uintptr_t)result->body)->argument_count--;
  return result;
}
