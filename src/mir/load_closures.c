// SPDX-License-Identifier: MIT
//
// Closures that leave the generic function that makes them.
//
// A closure in a generic function is another type for each instance of the function, but rustc's
// text calls all of them the same: after `_1 = adder::<u8>(..)` and `_2 = adder::<u16>(..)` both
// locals have type `{closure@f.rs:3:5: 3:13}`. Such a closure is called open here; grounded, it has
// the function's arguments with it (mir_type, closure_arguments). Which instance an open one means
// follows from where the value comes from:
//
//   - what a call answers has the type that the called item's result has, once that item is
//     grounded itself;
//   - a statement moves values between its locals without changing what they are, and so does a
//     call of a model;
//   - in a closure's body, what it captured has the type that it had where the closure was made,
//     and what it is called with the type that the first call says.
//
// So each local gets, for each open closure in its type, the one that it stands for; the statements
// are gone over until nothing new is learned. Two answers for one local are none. Then the body is
// rewritten, each statement by what its own locals say.
#include <stddef.h>

#include "load_internal.h"
#include "rewrite.h"

// What one open closure in the type of a local stands for.
typedef struct mir_opening {
  const mir_type *open;
  const mir_type *grounded; // NULL while not known.
} mir_opening;

typedef struct mir_openings {
  mir_opening *items;
  size_t count;
} mir_openings;

typedef struct mir_grounding {
  mir_rewrite_guide guide; // Of this grounding: its address is the grounding's.
  mir_resolver resolver;   //
  mir_loader *loader;
  const mir_item *item;
  const mir_body *body;
  mir_openings *locals;
  mir_openings present; // Of the part that is rewritten, or of a call's arguments.
  size_t capacity;      // Of `present`: all openings of the body.
  bool has_changed;
  bool has_conflict;
} mir_grounding;

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

// How many open closures a type or path has; different ones, as far as there is room for them.
// Neither need be there.
static size_t find_open(mir_loader *loader, const mir_type *type, const mir_path *path,
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

static void learn_type(mir_grounding *grounding, mir_openings *openings, const mir_type *stated,
                       const mir_type *actual);

static void learn_list(mir_grounding *grounding, mir_openings *openings, mir_type_list stated,
                       mir_type_list actual) {
  for (size_t i = 0; i < stated.count && i < actual.count; i++) {
    learn_type(grounding, openings, stated.items[i], actual.items[i]);
  }
}

// What a type as the text states it tells, once the actual type is known.
static void learn_type(mir_grounding *grounding, mir_openings *openings, const mir_type *stated,
                       const mir_type *actual) {
  if (stated == actual || stated->kind != actual->kind) {
    return;
  }
  switch (stated->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    learn_type(grounding, openings, stated->pointer.pointee, actual->pointer.pointee);
    break;
  case MIR_TYPE_SLICE:
  case MIR_TYPE_ARRAY:
    learn_type(grounding, openings, stated->array.element, actual->array.element);
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

typedef void mir_local_visitor(mir_grounding *grounding, uint32_t local);

static void visit_operand(mir_grounding *grounding, const mir_operand *operand,
                          mir_local_visitor *visit) {
  if (operand->kind == MIR_OPERAND_COPY || operand->kind == MIR_OPERAND_MOVE) {
    visit(grounding, operand->place.local);
  }
}

static void visit_operands(mir_grounding *grounding, const mir_operand_list *list,
                           mir_local_visitor *visit) {
  for (size_t i = 0; i < list->count; i++) {
    visit_operand(grounding, &list->items[i], visit);
  }
}

static void visit_rvalue(mir_grounding *grounding, const mir_rvalue *rvalue,
                         mir_local_visitor *visit) {
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    visit_operand(grounding, &rvalue->operand, visit);
    break;
  case MIR_RVALUE_CAST:
    visit_operand(grounding, &rvalue->cast.operand, visit);
    break;
  case MIR_RVALUE_BINARY:
    visit_operand(grounding, rvalue->binary.left, visit);
    visit_operand(grounding, rvalue->binary.right, visit);
    break;
  case MIR_RVALUE_UNARY:
    visit_operand(grounding, rvalue->unary.operand, visit);
    break;
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    visit(grounding, rvalue->address.place.local);
    break;
  case MIR_RVALUE_DISCRIMINANT:
    visit(grounding, rvalue->place.local);
    break;
  case MIR_RVALUE_REPEAT:
    visit_operand(grounding, &rvalue->repeat.operand, visit);
    break;
  default:
    visit_operands(grounding, &rvalue->aggregate.operands, visit);
    break;
  }
}

// Of what changes no local's type: assignments.
static void visit_assignment(mir_grounding *grounding, const mir_statement *statement,
                             mir_local_visitor *visit) {
  if (statement->kind == MIR_STATEMENT_ASSIGN) {
    visit(grounding, statement->assign.place.local);
    visit_rvalue(grounding, statement->assign.rvalue, visit);
  }
}

//===------------------------------------------------------------------------------------------===//
// Learning
//===------------------------------------------------------------------------------------------===//

// Adds what a local knows to what is present.
static void gather(mir_grounding *grounding, uint32_t local) {
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
  visit_assignment(grounding, statement, gather);
  if (grounding->present.count != 0) {
    visit_assignment(grounding, statement, spread);
  }
}

// See mir_resolver: what is present says what an open closure is.
static const mir_type *ground_capture(mir_resolver *resolver, const mir_type *closure,
                                      const mir_substitution *substitution) {
  mir_grounding *grounding =
      (mir_grounding *)(void *)((char *)resolver - offsetof(mir_grounding, resolver));
  const mir_type *grounded = known(&grounding->present, closure);
  (void)substitution;
  return grounded == NULL ? closure : grounded;
}

static const mir_type *ground_projection(mir_resolver *resolver, const mir_type *type) {
  mir_grounding *grounding =
      (mir_grounding *)(void *)((char *)resolver - offsetof(mir_grounding, resolver));
  return mir_resolve_projection(&grounding->loader->resolver, type);
}

// The item that is called, once nothing about it is open any more.
static const mir_item *find_called(mir_grounding *grounding, const mir_constant *callee) {
  mir_loader *loader = grounding->loader;
  mir_substitution substitution = {.resolver = &grounding->resolver};
  const mir_path *path = mir_substitute_path(loader->arena, callee->path, &substitution);
  if (path == NULL || find_open(loader, NULL, path, NULL, 0) != 0) {
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
  visit_operands(grounding, &terminator->call.arguments, gather);
  bool is_named =
      function->kind == MIR_OPERAND_CONSTANT && function->constant->kind == MIR_CONSTANT_PATH;
  const mir_item *item = is_named ? find_called(grounding, function->constant) : NULL;
  const mir_type *stated = mir_place_type(grounding->body, &terminator->call.destination);
  if (item != NULL && stated != NULL) {
    learn_type(grounding, &grounding->locals[result], stated, item->type);
    return;
  }
  spread(grounding, result);
  visit_operands(grounding, &terminator->call.arguments, spread);
}

static void learn_all(mir_grounding *grounding) {
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

//===------------------------------------------------------------------------------------------===//
// Bodies
//===------------------------------------------------------------------------------------------===//

// What a closure's body knows of what it captured. Its own local is the closure, whose type says
// nothing; but variables that lie there have types. False when memory is out.
static bool open_captures(mir_grounding *grounding, const mir_type_list *captures) {
  mir_loader *loader = grounding->loader;
  const mir_body *body = grounding->body;
  mir_openings *openings = &grounding->locals[1];
  size_t capacity = 0;
  for (size_t i = 0; i < body->variable_count; i++) {
    capacity += find_open(loader, mir_captured_type(&body->variables[i], NULL), NULL, NULL, 0);
  }
  if (capacity == 0) {
    return true;
  }
  openings->items = mir_arena_alloc(loader->arena, capacity, sizeof *openings->items);
  for (size_t i = 0; openings->items != NULL && i < body->variable_count; i++) {
    uint32_t index = 0;
    const mir_type *stated = mir_captured_type(&body->variables[i], &index);
    mir_openings own = {openings->items + openings->count, 0};
    own.count = find_open(loader, stated, NULL, own.items, capacity - openings->count);
    if (own.count != 0 && index < captures->count) {
      learn_type(grounding, &own, stated, captures->items[index]);
    }
    openings->count += own.count;
  }
  grounding->capacity += openings->count;
  return openings->items != NULL;
}

bool mir_note_arguments(mir_loader *loader, const mir_type *callable, const mir_path *trait) {
  mir_type_list list = mir_path_arguments(trait);
  if (!loader->has_open_closures || callable->kind != MIR_TYPE_CLOSURE || list.count == 0 ||
      list.items[0]->kind != MIR_TYPE_TUPLE ||
      mir_pointer_map_get(&loader->closure_arguments, callable) != NULL ||
      find_open(loader, list.items[0], NULL, NULL, 0) != 0) {
    return true;
  }
  return mir_pointer_map_set(&loader->closure_arguments, loader->arena, callable,
                             (void *)(uintptr_t)list.items[0]);
}

// What a closure's body is called with is known from a call.
static void open_arguments(mir_grounding *grounding, const mir_type *closure) {
  const mir_type *tuple = mir_pointer_map_get(&grounding->loader->closure_arguments, closure);
  const mir_body *body = grounding->body;
  for (uint32_t i = 2; tuple != NULL && i <= body->argument_count && i - 2 < tuple->elements.count;
       i++) {
    learn_type(grounding, &grounding->locals[i], body->locals[i].type,
               tuple->elements.items[i - 2]);
  }
}

// Finds the open closures of all locals. False when memory is out.
static bool open_locals(mir_grounding *grounding) {
  mir_loader *loader = grounding->loader;
  const mir_body *body = grounding->body;
  grounding->locals = mir_arena_alloc(loader->arena, body->local_count, sizeof(mir_openings));
  for (uint32_t i = 0; grounding->locals != NULL && i < body->local_count; i++) {
    mir_openings *openings = &grounding->locals[i];
    size_t count = find_open(loader, body->locals[i].type, NULL, NULL, 0);
    if (count != 0) {
      openings->items = mir_arena_alloc(loader->arena, count, sizeof *openings->items);
      if (openings->items == NULL) {
        return false;
      }
      openings->count = find_open(loader, body->locals[i].type, NULL, openings->items, count);
      grounding->capacity += openings->count;
    }
  }
  const mir_type *closure = mir_closure_of_body(grounding->item);
  const mir_type_list *captures =
      closure == NULL ? NULL : mir_pointer_map_get(&loader->types.closures, closure);
  if (grounding->locals != NULL && closure != NULL) {
    open_arguments(grounding, closure);
  }
  return grounding->locals != NULL && (captures == NULL || open_captures(grounding, captures));
}

static void enter_local(mir_rewrite_guide *guide, uint32_t local) {
  mir_grounding *grounding = (mir_grounding *)(void *)guide;
  grounding->present.count = 0;
  gather(grounding, local);
}

static void enter_statement(mir_rewrite_guide *guide, const mir_statement *statement) {
  mir_grounding *grounding = (mir_grounding *)(void *)guide;
  grounding->present.count = 0;
  visit_assignment(grounding, statement, gather);
  if (statement->kind == MIR_STATEMENT_SET_DISCRIMINANT) {
    gather(grounding, statement->set_discriminant.place.local);
  } else if (statement->kind == MIR_STATEMENT_PLACE_MENTION ||
             statement->kind == MIR_STATEMENT_DEINIT) {
    gather(grounding, statement->place.local);
  }
}

static void enter_terminator(mir_rewrite_guide *guide, const mir_terminator *terminator) {
  mir_grounding *grounding = (mir_grounding *)(void *)guide;
  bool has_conflict = grounding->has_conflict;
  grounding->present.count = 0;
  switch (terminator->kind) {
  case MIR_TERMINATOR_CALL:
    // What is called is named by the types of its arguments; the result may be another instance.
    visit_operands(grounding, &terminator->call.arguments, gather);
    visit_operand(grounding, &terminator->call.function, gather);
    has_conflict |= grounding->has_conflict;
    gather(grounding, terminator->call.destination.local);
    grounding->has_conflict = has_conflict;
    break;
  case MIR_TERMINATOR_DROP:
    gather(grounding, terminator->drop_place.local);
    break;
  case MIR_TERMINATOR_SWITCH:
    visit_operand(grounding, &terminator->switch_integer.operand, gather);
    break;
  default:
    break;
  }
}

// The closures that a body makes capture what its locals now are.
static const mir_item *rewrite(mir_grounding *grounding, const mir_item *item) {
  mir_loader *loader = grounding->loader;
  mir_substitution substitution = {.resolver = &grounding->resolver};
  grounding->present.items =
      mir_arena_alloc(loader->arena, grounding->capacity, sizeof(mir_opening));
  if (grounding->present.items == NULL) {
    return NULL;
  }
  learn_all(grounding);
  if (grounding->has_conflict) {
    return item;
  }
  const mir_item *made = mir_rewrite_guided(loader->arena, item, &substitution, &grounding->guide);
  if (made == NULL || grounding->has_conflict) {
    return made == NULL ? NULL : item;
  }
  return mir_note_captures(loader, made->body) ? made : NULL;
}

// The item with what its closures stand for; itself when it has no open ones.
static const mir_item *ground_closures(mir_loader *loader, const mir_item *item) {
  mir_grounding grounding = {.guide = {enter_local, enter_statement, enter_terminator},
                             .resolver = {ground_projection, ground_capture},
                             .loader = loader,
                             .item = item,
                             .body = item->body};
  if (!open_locals(&grounding)) {
    return NULL;
  }
  return grounding.capacity == 0 ? item : rewrite(&grounding, item);
}

// One item asks for those that it calls; beyond this depth they stay as they are.
enum { DEPTH_LIMIT = 256 };

static const mir_item *ground_item(mir_loader *loader, const mir_item *item) {
  const mir_item *made = mir_pointer_map_get(&loader->grounded, item);
  if (made != NULL) {
    return made;
  }
  // What a closure captures is known once its maker is grounded. Who asks while an item is being
  // grounded gets it as it is.
  const mir_type *closure = mir_closure_of_body(item);
  const mir_item *maker = closure == NULL || closure->closure_arguments.count != 0
                              ? NULL
                              : mir_pointer_map_get(&loader->closure_makers, closure);
  mir_ground(loader, maker);
  if (mir_pointer_map_get(&loader->being_grounded, item) != NULL ||
      (maker != NULL && mir_pointer_map_get(&loader->being_grounded, maker) != NULL)) {
    return item;
  }
  if (!mir_pointer_map_set(&loader->being_grounded, loader->arena, item, loader)) {
    return NULL;
  }
  made = mir_reveal_opaque(loader, item);
  made = made == NULL ? NULL : ground_closures(loader, made);
  void *entry = (void *)(uintptr_t)made;
  return mir_pointer_map_set(&loader->being_grounded, loader->arena, item, NULL) && made != NULL &&
                 mir_pointer_map_set(&loader->grounded, loader->arena, item, entry) &&
                 mir_pointer_map_set(&loader->grounded, loader->arena, made, entry)
             ? made
             : NULL;
}

const mir_item *mir_ground(mir_loader *loader, const mir_item *item) {
  if (!loader->has_open_closures || item == NULL || item->body == NULL ||
      item->body->unread != NULL || mir_is_generic(loader, item) ||
      loader->grounding_depth >= DEPTH_LIMIT) {
    return item;
  }
  loader->grounding_depth++;
  const mir_item *grounded = ground_item(loader, item);
  loader->grounding_depth--;
  return grounded;
}
