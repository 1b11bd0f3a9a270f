// SPDX-License-Identifier: MIT
//
// What the locals of a body know of the open closures in their types; see load_closures.c. What is
// learned is learned once: a local whose closure has an answer keeps it, and another answer is a
// conflict, after which nothing of the body is taken over.
#include <stddef.h>

#include "load_closures.h"

//===------------------------------------------------------------------------------------------===//
// Open closures
//===------------------------------------------------------------------------------------------===//

static bool is_open(mir_loader *loader, const mir_type *type) {
  const mir_item *body = type->kind == MIR_TYPE_CLOSURE && type->closure_arguments.count == 0
                             ? mir_pointer_map_get(&loader->closures, type)
                             : NULL;
  return body != NULL && mir_is_generic(loader, body);
}

// A walk over the closures in a type: of each open one `visit` is asked what it becomes.
typedef struct mir_open_walk {
  mir_resolver resolver;
  mir_loader *loader;
  mir_opening *items; // The open ones, if there is room for them.
  size_t capacity;
  size_t count;
} mir_open_walk;

static const mir_type *keep_projection(mir_resolver *resolver, const mir_type *type) {
  (void)resolver;
  return type;
}

static const mir_type *note_open(mir_resolver *resolver, const mir_type *closure,
                                 const mir_substitution *substitution) {
  mir_open_walk *walk = (mir_open_walk *)(void *)resolver;
  (void)substitution;
  if (!is_open(walk->loader, closure)) {
    return closure;
  }
  for (size_t i = 0; i < walk->count && i < walk->capacity; i++) {
    if (walk->items[i].open == closure) {
      return closure;
    }
  }
  if (walk->count < walk->capacity) {
    walk->items[walk->count] = (mir_opening){closure, NULL};
  }
  walk->count++;
  return closure;
}

size_t mir_find_open(mir_loader *loader, const mir_type *type, const mir_path *path,
                     mir_opening *out_items, size_t capacity) {
  mir_open_walk walk = {{keep_projection, note_open}, loader, out_items, capacity, 0};
  mir_substitution substitution = {.resolver = &walk.resolver};
  if (type != NULL) {
    mir_substitute_type(loader->arena, type, &substitution);
  }
  if (path != NULL) {
    mir_substitute_path(loader->arena, path, &substitution);
  }
  return walk.count;
}

//===------------------------------------------------------------------------------------------===//
// What is known
//===------------------------------------------------------------------------------------------===//

static void learn(mir_grounding *grounding, mir_openings *openings, const mir_type *open,
                  const mir_type *grounded) {
  for (size_t i = 0; i < openings->count; i++) {
    mir_opening *opening = &openings->items[i];
    if (opening->open != open || opening->grounded == grounded) {
      continue;
    }
    grounding->has_conflict |= opening->grounded != NULL;
    grounding->has_changed |= opening->grounded == NULL;
    opening->grounded = grounded;
  }
}

static const mir_type *known(const mir_openings *openings, const mir_type *open) {
  for (size_t i = 0; i < openings->count; i++) {
    if (openings->items[i].open == open) {
      return openings->items[i].grounded;
    }
  }
  return NULL;
}

static bool is_instance_of(const mir_type *closure, const mir_type *open) {
  return closure->closure_arguments.count != 0 && closure->closure.file == open->closure.file &&
         closure->closure.line == open->closure.line &&
         closure->closure.column == open->closure.column;
}

static void learn_list(mir_grounding *grounding, mir_openings *openings, mir_type_list stated,
                       mir_type_list actual) {
  for (size_t i = 0; i < stated.count && i < actual.count; i++) {
    mir_learn_type(grounding, openings, stated.items[i], actual.items[i]);
  }
}

void mir_learn_type(mir_grounding *grounding, mir_openings *openings, const mir_type *stated,
                    const mir_type *actual) {
  if (stated == actual || stated->kind != actual->kind) {
    return;
  }
  switch (stated->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    mir_learn_type(grounding, openings, stated->pointer.pointee, actual->pointer.pointee);
    break;
  case MIR_TYPE_SLICE:
  case MIR_TYPE_ARRAY:
    mir_learn_type(grounding, openings, stated->array.element, actual->array.element);
    break;
  case MIR_TYPE_TUPLE:
    learn_list(grounding, openings, stated->elements, actual->elements);
    break;
  case MIR_TYPE_PATH:
    learn_list(grounding, openings, mir_path_arguments(stated->path),
               mir_path_arguments(actual->path));
    break;
  case MIR_TYPE_CLOSURE:
    if (is_open(grounding->loader, stated) && is_instance_of(actual, stated)) {
      learn(grounding, openings, stated, actual);
    }
    break;
  default:
    break;
  }
}

//===------------------------------------------------------------------------------------------===//
// Locals of a statement
//===------------------------------------------------------------------------------------------===//

void mir_visit_operand(mir_grounding *grounding, const mir_operand *operand,
                       mir_local_visitor *visit) {
  if (operand->kind == MIR_OPERAND_COPY || operand->kind == MIR_OPERAND_MOVE) {
    visit(grounding, operand->place.local);
  }
}

void mir_visit_operands(mir_grounding *grounding, const mir_operand_list *list,
                        mir_local_visitor *visit) {
  for (size_t i = 0; i < list->count; i++) {
    mir_visit_operand(grounding, &list->items[i], visit);
  }
}

static void visit_rvalue(mir_grounding *grounding, const mir_rvalue *rvalue,
                         mir_local_visitor *visit) {
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    mir_visit_operand(grounding, &rvalue->operand, visit);
    break;
  case MIR_RVALUE_CAST:
    mir_visit_operand(grounding, &rvalue->cast.operand, visit);
    break;
  case MIR_RVALUE_BINARY:
    mir_visit_operand(grounding, rvalue->binary.left, visit);
    mir_visit_operand(grounding, rvalue->binary.right, visit);
    break;
  case MIR_RVALUE_UNARY:
    mir_visit_operand(grounding, rvalue->unary.operand, visit);
    break;
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    visit(grounding, rvalue->address.place.local);
    break;
  case MIR_RVALUE_DISCRIMINANT:
    visit(grounding, rvalue->place.local);
    break;
  case MIR_RVALUE_REPEAT:
    mir_visit_operand(grounding, &rvalue->repeat.operand, visit);
    break;
  default:
    mir_visit_operands(grounding, &rvalue->aggregate.operands, visit);
    break;
  }
}

void mir_visit_assignment(mir_grounding *grounding, const mir_statement *statement,
                          mir_local_visitor *visit) {
  if (statement->kind == MIR_STATEMENT_ASSIGN) {
    visit(grounding, statement->assign.place.local);
    visit_rvalue(grounding, statement->assign.rvalue, visit);
  }
}

//===------------------------------------------------------------------------------------------===//
// Learning
//===------------------------------------------------------------------------------------------===//

void mir_gather_known(mir_grounding *grounding, uint32_t local) {
  const mir_openings *openings = &grounding->locals[local];
  mir_openings *present = &grounding->present;
  for (size_t i = 0; i < openings->count; i++) {
    const mir_opening *opening = &openings->items[i];
    bool is_new = opening->grounded != NULL && known(present, opening->open) == NULL;
    if (is_new && present->count < grounding->capacity) {
      present->items[present->count++] = *opening;
    } else if (opening->grounded != NULL && known(present, opening->open) != opening->grounded) {
      grounding->has_conflict = true;
    }
  }
}

// Gives a local what is present.
static void spread(mir_grounding *grounding, uint32_t local) {
  for (size_t i = 0; i < grounding->present.count; i++) {
    const mir_opening *opening = &grounding->present.items[i];
    learn(grounding, &grounding->locals[local], opening->open, opening->grounded);
  }
}

static void learn_of_statement(mir_grounding *grounding, const mir_statement *statement) {
  grounding->present.count = 0;
  mir_visit_assignment(grounding, statement, mir_gather_known);
  if (grounding->present.count != 0) {
    mir_visit_assignment(grounding, statement, spread);
  }
}

const mir_type *mir_ground_capture(mir_resolver *resolver, const mir_type *closure,
                                   const mir_substitution *substitution) {
  mir_grounding *grounding =
      (mir_grounding *)(void *)((char *)resolver - offsetof(mir_grounding, resolver));
  const mir_type *grounded = known(&grounding->present, closure);
  (void)substitution;
  return grounded == NULL ? closure : grounded;
}

const mir_type *mir_ground_projection(mir_resolver *resolver, const mir_type *type) {
  mir_grounding *grounding =
      (mir_grounding *)(void *)((char *)resolver - offsetof(mir_grounding, resolver));
  return mir_resolve_projection(&grounding->loader->resolver, type);
}

// The item that is called, once nothing about it is open any more.
static const mir_item *find_called(mir_grounding *grounding, const mir_constant *callee) {
  mir_loader *loader = grounding->loader;
  mir_substitution substitution = {.resolver = &grounding->resolver};
  const mir_path *path = mir_substitute_path(loader->arena, callee->path, &substitution);
  if (path == NULL || mir_find_open(loader, NULL, path, NULL, 0) != 0) {
    return NULL;
  }
  if (mir_is_callable(path)) {
    const mir_segment *callable = &path->segments[path->segment_count - 2];
    bool is_closure = callable->self_type->kind == MIR_TYPE_CLOSURE &&
                      mir_note_arguments(loader, callable->self_type, callable->trait_path);
    return is_closure ? mir_closure_body(loader, callable->self_type) : NULL;
  }
  mir_callee found;
  return mir_find_callee(loader, &found, path, NULL) && found.kind == MIR_CALLEE_FUNCTION
             ? found.item
             : NULL;
}

static void learn_of_call(mir_grounding *grounding, const mir_terminator *terminator) {
  const mir_operand *function = &terminator->call.function;
  uint32_t result = terminator->call.destination.local;
  grounding->present.count = 0;
  mir_visit_operands(grounding, &terminator->call.arguments, mir_gather_known);
  bool is_named =
      function->kind == MIR_OPERAND_CONSTANT && function->constant->kind == MIR_CONSTANT_PATH;
  const mir_item *item = is_named ? find_called(grounding, function->constant) : NULL;
  const mir_type *stated = mir_place_type(grounding->body, &terminator->call.destination);
  if (item != NULL && stated != NULL) {
    mir_learn_type(grounding, &grounding->locals[result], stated, item->type);
    return;
  }
  spread(grounding, result);
  mir_visit_operands(grounding, &terminator->call.arguments, spread);
}

void mir_learn_all(mir_grounding *grounding) {
  const mir_body *body = grounding->body;
  do {
    grounding->has_changed = false;
    for (uint32_t i = 0; i < body->block_count && !grounding->has_conflict; i++) {
      for (size_t j = 0; j < body->blocks[i].statement_count; j++) {
        learn_of_statement(grounding, &body->blocks[i].statements[j]);
      }
      if (body->blocks[i].terminator.kind == MIR_TERMINATOR_CALL) {
        learn_of_call(grounding, &body->blocks[i].terminator);
      }
    }
  } while (grounding->has_changed && !grounding->has_conflict);
}
