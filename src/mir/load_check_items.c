// SPDX-License-Identifier: MIT
//
// The check of declarations: a type that contains itself has no size, and is refused with its line
// before any type is laid out, for laying it out might never end.
//
// A declaration contains the types of its fields by value, and what those contain: the elements of
// arrays and tuples, the fields of other declarations, and of their generic arguments those that
// they contain in turn. `Option<A>` contains an A, `Box<A>` and `PhantomData<A>` do not. So the
// walk notes for each declaration which of its parameters it contains. It asks about declarations,
// not about instances: whatever a generic type is made for, it cannot contain another one of
// itself. An alias contains what it stands for.
//
// Only the program's own are asked: std's declarations are right, and are walked where one of the
// program contains them.
//
// Only a name that certainly means a declaration is followed: its full path, or its last name where
// the declaration stands around the use. What is nested beyond a limit is not followed either; its
// layout is refused when it is needed.
#include <stdio.h>

#include "load_internal.h"
#include "prelude.h"

// Nesting of types and declarations that is followed.
enum { DEPTH_LIMIT = 400 };

typedef enum mir_visit {
  MIR_VISIT_ACTIVE, // Its fields are being walked.
  MIR_VISIT_DONE,
} mir_visit;

typedef struct mir_containment {
  mir_visit visit;
  bool *contains; // One per generic parameter.
} mir_containment;

typedef struct mir_walk {
  mir_loader *loader;
  mir_pointer_map nodes; // mir_rust_item -> mir_containment
  uint32_t depth;
} mir_walk;

// Where the walk is: a declaration and what is known of it.
typedef struct mir_walk_place {
  const mir_rust_item *item;
  mir_containment *node;
} mir_walk_place;

static bool visit(mir_walk *walk, const mir_rust_item *item, const mir_containment **out_node);

static bool is_type_item(const mir_rust_item *item) {
  return item->kind == MIR_RUST_STRUCT || item->kind == MIR_RUST_UNION ||
         item->kind == MIR_RUST_ENUM || item->kind == MIR_RUST_ALIAS;
}

// Whether the declaration stands in the same module or function as the use, or around it.
static bool stands_around(const mir_path *declared, const mir_path *use) {
  for (size_t i = 0; i + 1 < declared->segment_count; i++) {
    const mir_segment *left = &declared->segments[i];
    const mir_segment *right = &use->segments[i];
    if (i + 1 >= use->segment_count || left->kind != MIR_SEGMENT_NAME ||
        right->kind != MIR_SEGMENT_NAME || left->name != right->name) {
      return false;
    }
  }
  return true;
}

static const mir_rust_item *find_declaration(mir_walk *walk, const mir_rust_item *around,
                                             const mir_path *path) {
  mir_types *types = &walk->loader->types;
  const mir_rust_item *item = mir_find_type_item(types, path);
  if (item == NULL || item == &types->ambiguous || !is_type_item(item)) {
    return NULL;
  }
  bool is_full = item->path->stem == path->stem && path->segment_count > 1;
  bool is_near = path->segment_count == 1 && stands_around(item->path, around->path);
  bool is_std = mir_is_prelude_file(item->position.file) && path->segment_count == 1;
  return is_full || is_near || is_std ? item : NULL;
}

static bool refuse(mir_walk *walk, const mir_rust_item *item) {
  mir_error *error = walk->loader->error;
  error->file = item->position.file;
  error->line = item->position.line;
  error->column = item->position.column;
  snprintf(error->message, sizeof error->message,
           "type `%s` contains itself, so it has no size; a pointer in between would give it one",
           item->path->stem);
  return false;
}

static bool walk_type(mir_walk *walk, const mir_walk_place *place, const mir_type *type);

static bool walk_path(mir_walk *walk, const mir_walk_place *place, const mir_path *path) {
  for (size_t i = 0; path->segment_count == 1 && i < place->item->parameter_count; i++) {
    if (place->item->parameters[i].name == path->segments[0].name) {
      place->node->contains[i] = true;
      return true;
    }
  }
  const mir_rust_item *item = find_declaration(walk, place->item, path);
  const mir_containment *node = NULL;
  if (item == NULL) {
    return true;
  }
  if (!visit(walk, item, &node)) {
    return false;
  }
  mir_type_list arguments = mir_path_arguments(path);
  for (size_t i = 0; i < arguments.count && i < item->parameter_count; i++) {
    if (node->contains[i] && !walk_type(walk, place, arguments.items[i])) {
      return false;
    }
  }
  return true;
}

static bool walk_parts(mir_walk *walk, const mir_walk_place *place, const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_ARRAY:
  case MIR_TYPE_SLICE:
    return walk_type(walk, place, type->array.element);
  case MIR_TYPE_TUPLE:
    for (size_t i = 0; i < type->elements.count; i++) {
      if (!walk_type(walk, place, type->elements.items[i])) {
        return false;
      }
    }
    return true;
  case MIR_TYPE_PATH:
    return walk_path(walk, place, type->path);
  default:
    return true;
  }
}

static bool walk_type(mir_walk *walk, const mir_walk_place *place, const mir_type *type) {
  if (walk->depth >= DEPTH_LIMIT) {
    return true;
  }
  walk->depth++;
  bool done = walk_parts(walk, place, type);
  walk->depth--;
  return done;
}

static bool walk_fields(mir_walk *walk, const mir_walk_place *place) {
  const mir_rust_item *item = place->item;
  if (item->kind == MIR_RUST_ALIAS) {
    return item->type == NULL || walk_type(walk, place, item->type);
  }
  for (size_t i = 0; i < item->variant_count; i++) {
    for (size_t j = 0; j < item->variants[i].field_count; j++) {
      if (!walk_type(walk, place, item->variants[i].fields[j].type)) {
        return false;
      }
    }
  }
  return true;
}

static bool visit(mir_walk *walk, const mir_rust_item *item, const mir_containment **out_node) {
  mir_arena *arena = walk->loader->arena;
  mir_containment *node = mir_pointer_map_get(&walk->nodes, item);
  *out_node = node;
  if (node != NULL) {
    return node->visit == MIR_VISIT_DONE || refuse(walk, item);
  }
  node = mir_arena_alloc(arena, 1, sizeof *node);
  bool *contains = mir_arena_alloc(arena, item->parameter_count, sizeof *contains);
  if (node == NULL || contains == NULL) {
    return false;
  }
  *node = (mir_containment){MIR_VISIT_ACTIVE, contains};
  *out_node = node;
  if (!mir_pointer_map_set(&walk->nodes, arena, item, node)) {
    return false;
  }
  bool done = walk_fields(walk, &(mir_walk_place){item, node});
  node->visit = MIR_VISIT_DONE;
  return done;
}

bool mir_check_declarations(mir_loader *loader) {
  mir_walk walk = {.loader = loader};
  for (size_t i = 0; i < mir_own_rust_item_count(loader->program); i++) {
    const mir_rust_item *item = loader->program->rust_items[i];
    const mir_containment *ignored;
    if (is_type_item(item) && item->path != NULL && !visit(&walk, item, &ignored)) {
      return false;
    }
  }
  return true;
}
