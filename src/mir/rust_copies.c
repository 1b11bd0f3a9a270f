// SPDX-License-Identifier: MIT
//
// What a macro wrote several times. rustc names an impl by its place, which is the same place in
// the macro for all that the macro wrote: `<impl at f.rs:2:9: 2:24>::size` is a function of several
// types. So impls of one place are numbered, in the order of the source, and so are the functions
// of one name in the text, which are in that order too; what belongs to a function, such as its
// closures and promoteds, stands behind it.
//
// This is right when the text has as many functions of the name as there are impls that have one.
// Otherwise, and where the order of the impls is not certain because the macro was used in several
// files, the functions get numbers that no impl has, so that nothing is guessed.
//
// Closures of one place are told apart in the same way, by the function that they stand in.
#include <string.h>

#include "intern.h"
#include "pointer_map.h"
#include "prelude.h"
#include "rewrite.h"
#include "rust_names.h"

// Numbers from here on belong to no impl.
#define NO_IMPL (UINT32_C(1) << 31)

// The impls of one place.
typedef struct mir_place_impls {
  const mir_rust_item *first;
  uint32_t count;
  bool is_uncertain;
} mir_place_impls;

// The functions, or other items, of one path.
typedef struct mir_name_copies {
  uint32_t *numbers; // Of the impls that have one, in order; NULL: those of all.
  size_t impls;      // How many these are.
  size_t capacity;
  uint32_t items;   // In the text.
  uint32_t visited; // So far.
} mir_name_copies;

typedef struct mir_numbering {
  mir_program *program;
  mir_arena *arena;
  mir_pointer_map places; // `<impl at ..>` -> mir_place_impls
  mir_pointer_map names;  // `<impl at ..>::name` -> mir_name_copies
  mir_pointer_map impls;  // mir_rust_item -> its number, from 1
} mir_numbering;

//===------------------------------------------------------------------------------------------===//
// Impls
//===------------------------------------------------------------------------------------------===//

// The place in a path: how many segments lead to it and include it; 0 when there is none.
static size_t place_count(const mir_path *path) {
  for (size_t i = path == NULL ? 0 : path->segment_count; i > 0; i--) {
    if (path->segments[i - 1].kind == MIR_SEGMENT_IMPL_AT) {
      return i;
    }
  }
  return 0;
}

// The place, and what is `extra` segments behind it, without what leads there.
static const mir_path *key_of(mir_numbering *numbering, const mir_path *path, size_t count,
                              size_t extra) {
  return mir_intern_path(numbering->arena, path->segments + (count - 1), 1 + extra);
}

static const mir_path *with_copy(mir_numbering *numbering, const mir_path *path, size_t count,
                                 uint32_t copy) {
  mir_segment *segments =
      mir_arena_copy(numbering->arena, path->segments, path->segment_count, sizeof *segments);
  if (segments == NULL) {
    return NULL;
  }
  segments[count - 1].span.copy = copy;
  return mir_intern_path(numbering->arena, segments, path->segment_count);
}

static bool number_impl(mir_numbering *numbering, mir_rust_item *item) {
  size_t count = place_count(item->path);
  const mir_path *key = key_of(numbering, item->path, count, 0);
  mir_place_impls *impls = key == NULL ? NULL : mir_pointer_map_get(&numbering->places, key);
  if (key != NULL && impls == NULL) {
    impls = mir_arena_alloc(numbering->arena, 1, sizeof *impls);
    if (impls == NULL || !mir_pointer_map_set(&numbering->places, numbering->arena, key, impls)) {
      return false;
    }
    impls->first = item;
  }
  if (impls == NULL) {
    return false;
  }
  impls->is_uncertain |= item->is_out_of_order != impls->first->is_out_of_order ||
                         item->position.file != impls->first->position.file;
  item->span.copy = impls->count++;
  item->path = with_copy(numbering, item->path, count, item->span.copy);
  return item->path != NULL;
}

// What stands in an impl has its number.
static bool number_member(mir_numbering *numbering, mir_rust_item *item, size_t count,
                          uint32_t copy) {
  bool is_own = item->path->segment_count == count + 1 && item->parent != NULL;
  const mir_path *key = is_own ? key_of(numbering, item->path, count, 1) : NULL;
  mir_name_copies *copies = key == NULL ? NULL : mir_pointer_map_get(&numbering->names, key);
  if (is_own && copies == NULL) {
    copies = mir_arena_alloc(numbering->arena, 1, sizeof *copies);
    if (key == NULL || copies == NULL ||
        !mir_pointer_map_set(&numbering->names, numbering->arena, key, copies)) {
      return false;
    }
  }
  if (copies != NULL) {
    uint32_t *larger = mir_arena_grow(numbering->arena, copies->numbers, copies->impls,
                                      &copies->capacity, sizeof *larger);
    if (larger == NULL) {
      return false;
    }
    copies->numbers = larger;
    larger[copies->impls++] = copy;
  }
  item->path = with_copy(numbering, item->path, count, copy);
  return item->path != NULL;
}

// Items follow the impl that they stand in.
static bool number_sources(mir_numbering *numbering) {
  bool done = true;
  for (size_t i = 0; done && i < mir_own_rust_item_count(numbering->program); i++) {
    // Items are the program's, which nobody has looked at yet.
    mir_rust_item *item = (mir_rust_item *)(uintptr_t)numbering->program->rust_items[i];
    size_t count = place_count(item->path);
    if (count == 0) {
      continue;
    }
    if (item->kind == MIR_RUST_IMPL && count == item->path->segment_count) {
      done = number_impl(numbering, item);
      continue;
    }
    const mir_path *key = key_of(numbering, item->path, count, 0);
    const mir_place_impls *impls =
        key == NULL ? NULL : mir_pointer_map_get(&numbering->places, key);
    done =
        key != NULL && (impls == NULL || number_member(numbering, item, count, impls->count - 1));
  }
  return done;
}

//===------------------------------------------------------------------------------------------===//
// The text
//===------------------------------------------------------------------------------------------===//

// The copies of the function that a path of the text names, or is a part of; NULL when the source
// has no such impl.
static bool find_copies(mir_numbering *numbering, const mir_path *path, size_t count,
                        mir_name_copies **out_copies, mir_place_impls **out_impls) {
  const mir_path *place = key_of(numbering, path, count, 0);
  const mir_path *key = count < path->segment_count ? key_of(numbering, path, count, 1) : place;
  if (place == NULL || key == NULL) {
    return false;
  }
  *out_impls = mir_pointer_map_get(&numbering->places, place);
  *out_copies = mir_pointer_map_get(&numbering->names, key);
  if (*out_impls != NULL && *out_copies == NULL) {
    // Of a derived impl, whose functions the source does not show.
    mir_name_copies copies = {.impls = (*out_impls)->count};
    *out_copies = mir_arena_copy(numbering->arena, &copies, 1, sizeof copies);
    return *out_copies != NULL &&
           mir_pointer_map_set(&numbering->names, numbering->arena, key, *out_copies);
  }
  return true;
}

static bool number_item(mir_numbering *numbering, mir_item *item, bool is_counting) {
  size_t count = place_count(item->path);
  mir_name_copies *copies = NULL;
  mir_place_impls *impls = NULL;
  if (count == 0 || count == item->path->segment_count) {
    return true;
  }
  if (!find_copies(numbering, item->path, count, &copies, &impls)) {
    return false;
  }
  bool is_owner = item->path->segment_count == count + 1;
  if (impls == NULL || impls->count < 2) {
    return true;
  }
  if (is_counting) {
    copies->items += is_owner;
    return true;
  }
  copies->visited += is_owner;
  bool is_certain = copies->items == copies->impls && !impls->is_uncertain && copies->visited != 0;
  uint32_t number = copies->visited - 1;
  uint32_t copy = !is_certain               ? NO_IMPL + copies->visited
                  : copies->numbers == NULL ? number
                                            : copies->numbers[number];
  item->path = with_copy(numbering, item->path, count, copy);
  return item->path != NULL;
}

static bool number_text(mir_numbering *numbering) {
  mir_program *program = numbering->program;
  bool done = true;
  for (unsigned pass = 0; done && pass < 2; pass++) {
    for (size_t i = 0; done && i < mir_own_item_count(program); i++) {
      done = number_item(numbering, (mir_item *)(uintptr_t)program->items[i], pass == 0);
    }
  }
  return done;
}

//===------------------------------------------------------------------------------------------===//
// Closures
//===------------------------------------------------------------------------------------------===//

// One closure type that becomes another one.
typedef struct mir_closure_copy {
  mir_resolver resolver; // Of this copy: its address is the copy's.
  const mir_type *type;
  const mir_type *copy;
} mir_closure_copy;

static const mir_type *keep_projection(mir_resolver *resolver, const mir_type *type) {
  (void)resolver;
  return type;
}

static const mir_type *copy_closure(mir_resolver *resolver, const mir_type *closure,
                                    const mir_substitution *substitution) {
  const mir_closure_copy *copy = (const mir_closure_copy *)(void *)resolver;
  (void)substitution;
  return closure == copy->type ? copy->copy : closure;
}

// Whether the path begins with the first `count` segments of the other one.
static bool begins_with(mir_numbering *numbering, const mir_path *path, const mir_path *owner) {
  return path->segment_count >= owner->segment_count &&
         mir_intern_path(numbering->arena, path->segments, owner->segment_count) == owner;
}

// Everything that belongs to the owner gets the copy in place of the type.
static bool replace_in(mir_numbering *numbering, const mir_path *owner, mir_closure_copy *copy) {
  mir_program *program = numbering->program;
  mir_substitution substitution = {.resolver = &copy->resolver};
  for (size_t i = 0; i < mir_own_item_count(program); i++) {
    const mir_item *item = program->items[i];
    if (item->body != NULL && begins_with(numbering, item->path, owner)) {
      program->items[i] = mir_rewrite_guided(numbering->arena, item, &substitution, NULL);
      if (program->items[i] == NULL) {
        return false;
      }
    }
  }
  return !mir_arena_is_exhausted(numbering->arena);
}

// The closure that an item is the body of, and the path of what it stands in; NULL when it is none.
static const mir_type *closure_of(mir_numbering *numbering, const mir_item *item,
                                  const mir_path **out_owner) {
  const mir_path *path = item->path;
  size_t last = path->segment_count - 1;
  if (item->body == NULL || item->body->argument_count == 0 || last == 0 ||
      path->segments[last].kind != MIR_SEGMENT_CLOSURE) {
    return NULL;
  }
  const mir_type *self = item->body->locals[1].type;
  self = self->kind == MIR_TYPE_REFERENCE ? self->pointer.pointee : self;
  *out_owner = mir_intern_path(numbering->arena, path->segments, last);
  return self->kind == MIR_TYPE_CLOSURE && *out_owner != NULL ? self : NULL;
}

// Two closures of one place in one function cannot be told apart: their bodies become those of
// closures that nobody makes. False when memory is out.
static bool part_bodies(mir_numbering *numbering, const mir_path *owner, const mir_type *type) {
  mir_program *program = numbering->program;
  bool done = true;
  for (size_t i = 0; done && i < mir_own_item_count(program); i++) {
    const mir_path *other = NULL;
    if (closure_of(numbering, program->items[i], &other) == type && other == owner) {
      mir_closure_copy copy = {{keep_projection, copy_closure}, type, NULL};
      mir_type made = *type;
      made.closure.copy = NO_IMPL + (uint32_t)i;
      copy.copy = mir_intern_type(numbering->arena, &made);
      done = copy.copy != NULL && replace_in(numbering, program->items[i]->path, &copy);
    }
  }
  return done;
}

// The closures of this type in one function get a type of their own. False when memory is out.
static bool part_owners(mir_numbering *numbering, const mir_path *owner, const mir_type *type,
                        uint32_t number, mir_pointer_map *owners) {
  mir_closure_copy copy = {{keep_projection, copy_closure}, type, NULL};
  mir_type made = *type;
  made.closure.copy = number;
  copy.copy = mir_intern_type(numbering->arena, &made);
  return copy.copy != NULL && replace_in(numbering, owner, &copy) &&
         mir_pointer_map_set(owners, numbering->arena, copy.copy, (void *)(uintptr_t)owner);
}

static bool number_closures(mir_numbering *numbering) {
  mir_program *program = numbering->program;
  mir_pointer_map owners = {0}; // Types -> the path of what the last one stands in
  mir_pointer_map counts = {0}; // Types -> how many functions have one so far
  bool done = true;
  for (size_t i = 0; done && i < mir_own_item_count(program); i++) {
    const mir_path *owner = NULL;
    const mir_type *type = closure_of(numbering, program->items[i], &owner);
    const mir_path *known = type == NULL ? NULL : mir_pointer_map_get(&owners, type);
    uintptr_t count = type == NULL ? 0 : (uintptr_t)mir_pointer_map_get(&counts, type);
    if (type == NULL) {
      continue;
    }
    if (known == owner) {
      done = part_bodies(numbering, owner, type);
    } else {
      done = (known == NULL || part_owners(numbering, owner, type, (uint32_t)count, &owners)) &&
             mir_pointer_map_set(&owners, numbering->arena, type, (void *)(uintptr_t)owner) &&
             mir_pointer_map_set(&counts, numbering->arena, type, (void *)(count + 1));
    }
  }
  return done && !mir_arena_is_exhausted(numbering->arena);
}

bool mir_number_copies(mir_program *program) {
  mir_numbering numbering = {.program = program, .arena = program->arena};
  return number_sources(&numbering) && number_text(&numbering) && number_closures(&numbering);
}
