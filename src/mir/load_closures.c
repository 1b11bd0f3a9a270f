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
// are gone over until nothing new is learned (load_closures_known.c). Two answers for one local are
// none. Then the body is rewritten, each statement by what its own locals say.
#include "load_closures.h"

// What a closure's body knows of what it captured. Its own local is the closure, whose type says
// nothing; but variables that lie there have types. False when memory is out.
static bool open_captures(mir_grounding *grounding, const mir_type_list *captures) {
  mir_loader *loader = grounding->loader;
  const mir_body *body = grounding->body;
  mir_openings *openings = &grounding->locals[1];
  size_t capacity = 0;
  for (size_t i = 0; i < body->variable_count; i++) {
    capacity += mir_find_open(loader, mir_captured_type(&body->variables[i], NULL), NULL, NULL, 0);
  }
  if (capacity == 0) {
    return true;
  }
  openings->items = mir_arena_alloc(loader->arena, capacity, sizeof *openings->items);
  for (size_t i = 0; openings->items != NULL && i < body->variable_count; i++) {
    uint32_t index = 0;
    const mir_type *stated = mir_captured_type(&body->variables[i], &index);
    mir_openings own = {openings->items + openings->count, 0};
    own.count = mir_find_open(loader, stated, NULL, own.items, capacity - openings->count);
    if (own.count != 0 && index < captures->count) {
      mir_learn_type(grounding, &own, stated, captures->items[index]);
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
      mir_find_open(loader, list.items[0], NULL, NULL, 0) != 0) {
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
    mir_learn_type(grounding, &grounding->locals[i], body->locals[i].type,
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
    size_t count = mir_find_open(loader, body->locals[i].type, NULL, NULL, 0);
    if (count != 0) {
      openings->items = mir_arena_alloc(loader->arena, count, sizeof *openings->items);
      if (openings->items == NULL) {
        return false;
      }
      openings->count = mir_find_open(loader, body->locals[i].type, NULL, openings->items, count);
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
  mir_gather_known(grounding, local);
}

static void enter_statement(mir_rewrite_guide *guide, const mir_statement *statement) {
  mir_grounding *grounding = (mir_grounding *)(void *)guide;
  grounding->present.count = 0;
  mir_visit_assignment(grounding, statement, mir_gather_known);
  if (statement->kind == MIR_STATEMENT_SET_DISCRIMINANT) {
    mir_gather_known(grounding, statement->set_discriminant.place.local);
  } else if (statement->kind == MIR_STATEMENT_PLACE_MENTION ||
             statement->kind == MIR_STATEMENT_DEINIT) {
    mir_gather_known(grounding, statement->place.local);
  }
}

static void enter_terminator(mir_rewrite_guide *guide, const mir_terminator *terminator) {
  mir_grounding *grounding = (mir_grounding *)(void *)guide;
  bool has_conflict = grounding->has_conflict;
  grounding->present.count = 0;
  switch (terminator->kind) {
  case MIR_TERMINATOR_CALL:
    // What is called is named by the types of its arguments; the result may be another instance.
    mir_visit_operands(grounding, &terminator->call.arguments, mir_gather_known);
    mir_visit_operand(grounding, &terminator->call.function, mir_gather_known);
    has_conflict |= grounding->has_conflict;
    mir_gather_known(grounding, terminator->call.destination.local);
    grounding->has_conflict = has_conflict;
    break;
  case MIR_TERMINATOR_DROP:
    mir_gather_known(grounding, terminator->drop_place.local);
    break;
  case MIR_TERMINATOR_SWITCH:
    mir_visit_operand(grounding, &terminator->switch_integer.operand, mir_gather_known);
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
  mir_learn_all(grounding);
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
                             .resolver = {mir_ground_projection, mir_ground_capture},
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
