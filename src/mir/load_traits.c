// SPDX-License-Identifier: MIT
//
// Traits, impls and what they hold: found by name, by place in the source, and as members of the
// impl that serves a type (see load_select.c). Associated types are what an impl's `type A = B;`
// says, with the impl's parameters replaced; the trait's default if the impl has none.
#include <string.h>

#include "intern.h"
#include "library.h"
#include "load_internal.h"
#include "prelude.h"

//===------------------------------------------------------------------------------------------===//
// The index
//===------------------------------------------------------------------------------------------===//

static const mir_path *extend(mir_arena *arena, const mir_segment *segments, size_t count,
                              const mir_segment *more, size_t more_count) {
  mir_segment *all = mir_arena_alloc(arena, count + more_count, sizeof *all);
  if (all == NULL) {
    return NULL;
  }
  for (size_t i = 0; i < count + more_count; i++) {
    all[i] = i < count ? segments[i] : more[i - count];
  }
  return mir_intern_path(arena, all, count + more_count);
}

static bool add_impl(mir_loader *loader, const mir_rust_item *item) {
  const char *name = item->trait_path == NULL ? NULL : mir_path_last_name(item->trait_path);
  if (!mir_table_insert(&loader->impl_places, loader->arena, mir_hash_span(&item->span), item)) {
    return false;
  }
  if (name == NULL) {
    return true;
  }
  const mir_headed impl = {.type = item->type, .owner = item};
  return mir_heads_add(loader, &loader->impls, name, &impl);
}

// Declared by airlock, not by the program.
static bool is_of_std(const mir_rust_item *item) {
  return mir_is_prelude_file(item->position.file);
}

static bool is_of_library(const mir_rust_item *item) {
  return strcmp(item->position.file, MIR_LIBRARY_FILE) == 0;
}

// A program's own trait hides one of the library; two of the program are told apart by their paths.
static bool add_trait(mir_loader *loader, const mir_rust_item *item) {
  const char *name = mir_path_last_name(item->path);
  const mir_rust_item *known = mir_pointer_map_get(&loader->trait_names, name);
  void *entry = (void *)(uintptr_t)item;
  if (!mir_pointer_map_set(&loader->traits, loader->arena, item->path->stem, entry) ||
      (known != NULL && is_of_std(item))) {
    return known != NULL && !mir_arena_is_exhausted(loader->arena);
  }
  if (known != NULL && !is_of_std(known)) {
    entry = &loader->types.ambiguous;
  }
  return mir_pointer_map_set(&loader->trait_names, loader->arena, name, entry);
}

// An associated type's name leads to the traits that have it.
static bool add_associated(mir_loader *loader, const mir_rust_item *item) {
  const char *name = mir_path_last_name(item->path);
  mir_impl entry = {.item = item->parent, .next = mir_pointer_map_get(&loader->associated, name)};
  mir_impl *kept = mir_arena_copy(loader->arena, &entry, 1, sizeof entry);
  return kept != NULL && mir_pointer_map_set(&loader->associated, loader->arena, name, kept);
}

// The functions of a trait, in some order that stays the same.
static bool add_function(mir_loader *loader, const mir_rust_item *item) {
  if (item->parent == NULL || item->parent->kind != MIR_RUST_TRAIT) {
    return true;
  }
  mir_impl entry = {.item = item,
                    .next = mir_pointer_map_get(&loader->trait_methods, item->parent)};
  mir_impl *kept = mir_arena_copy(loader->arena, &entry, 1, sizeof entry);
  return kept != NULL &&
         mir_pointer_map_set(&loader->trait_methods, loader->arena, item->parent, kept);
}

static bool add_member(mir_loader *loader, const mir_rust_item *item) {
  const mir_path *path = item->path;
  if (item->parent != NULL && item->parent->kind == MIR_RUST_IMPL) {
    return mir_pair_map_set(&loader->rust_members, loader->arena, item->parent,
                            mir_path_last_name(path), (void *)(uintptr_t)item);
  }
  return mir_pointer_map_set(&loader->rust_functions, loader->arena, path->stem,
                             (void *)(uintptr_t)item) &&
         (item->kind != MIR_RUST_ALIAS || add_associated(loader, item)) &&
         (item->kind != MIR_RUST_FUNCTION || add_function(loader, item));
}

bool mir_index_trait_item(mir_loader *loader, const mir_rust_item *item) {
  switch (item->kind) {
  case MIR_RUST_IMPL:
    return add_impl(loader, item);
  case MIR_RUST_TRAIT:
    return add_trait(loader, item);
  case MIR_RUST_FUNCTION:
  case MIR_RUST_CONSTANT:
    return add_member(loader, item);
  case MIR_RUST_ALIAS:
    return item->parent == NULL || add_member(loader, item);
  default:
    return true;
  }
}

const mir_rust_item *mir_find_impl(const mir_loader *loader, const mir_span *span) {
  uint64_t hash = mir_hash_span(span);
  size_t cursor = 0;
  const mir_rust_item *impl;
  do {
    impl = mir_table_next(&loader->impl_places, hash, &cursor);
  } while (impl != NULL && !mir_same_span(&impl->span, span));
  return impl;
}

//===------------------------------------------------------------------------------------------===//
// Traits
//===------------------------------------------------------------------------------------------===//

// The trait as seen from the items around `scope`: in the source it may be named in short.
static const mir_rust_item *find_trait_in_scope(mir_loader *loader, const mir_path *path,
                                                const mir_path *scope) {
  size_t first = 0;
  while (first + 1 < path->segment_count && path->segments[first].kind == MIR_SEGMENT_NAME &&
         (strcmp(path->segments[first].name, "crate") == 0 ||
          strcmp(path->segments[first].name, "self") == 0 ||
          strcmp(path->segments[first].name, "super") == 0)) {
    first++;
  }
  for (size_t i = scope->segment_count; i > 0; i--) {
    const mir_path *full = extend(loader->arena, scope->segments, i - 1, path->segments + first,
                                  path->segment_count - first);
    const mir_rust_item *trait =
        full == NULL ? NULL : mir_pointer_map_get(&loader->traits, full->stem);
    if (trait != NULL) {
      return trait;
    }
  }
  return NULL;
}

const mir_rust_item *mir_find_trait(mir_loader *loader, const mir_path *path,
                                    const mir_path *scope) {
  const mir_rust_item *trait = mir_pointer_map_get(&loader->traits, path->stem);
  if (trait == NULL && scope != NULL) {
    trait = find_trait_in_scope(loader, path, scope);
  }
  const char *name = mir_path_last_name(path);
  if (trait == NULL && name != NULL) {
    trait = mir_pointer_map_get(&loader->trait_names, name);
  }
  bool is_known = trait != NULL && trait != &loader->types.ambiguous;
  return is_known && mir_may_be_short_for(path, trait) ? trait : NULL;
}

// A path's arguments, with the trait's defaults for those that it leaves out. False when memory is
// out.
bool mir_trait_arguments(mir_loader *loader, mir_type_list *out_arguments,
                         const mir_rust_item *trait, const mir_path *path,
                         const mir_type *self_type) {
  mir_type_list given = mir_path_arguments(path);
  *out_arguments = given;
  if (trait == NULL || given.count >= trait->parameter_count) {
    return true;
  }
  const mir_type **items = mir_arena_alloc(loader->arena, trait->parameter_count, sizeof *items);
  const char *self_name = mir_arena_intern(loader->arena, "Self", 4);
  if (items == NULL || self_name == NULL) {
    return false;
  }
  mir_substitution self = {.names = &self_name, .types = &self_type, .count = 1};
  out_arguments->items = items;
  for (size_t i = 0; i < trait->parameter_count; i++) {
    const mir_type *usual = trait->parameters[i].default_value;
    items[i] = i < given.count ? given.items[i]
               : usual == NULL ? NULL
                               : mir_substitute_type(loader->arena, usual, &self);
    if (items[i] == NULL) {
      out_arguments->count = i;
      return !mir_arena_is_exhausted(loader->arena);
    }
  }
  out_arguments->count = trait->parameter_count;
  return true;
}

//===------------------------------------------------------------------------------------------===//
// Members
//===------------------------------------------------------------------------------------------===//

static const mir_item *member_of_impl(mir_loader *loader, const mir_rust_item *impl,
                                      const char *name) {
  if (is_of_library(impl) && !mir_library_read(loader, impl)) {
    return NULL;
  }
  return mir_pair_map_get(&loader->members, impl, name);
}

static const mir_item *member_of_trait(mir_loader *loader, const mir_rust_item *trait,
                                       const char *name) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME, .name = name};
  const mir_path *path =
      extend(loader->arena, trait->path->segments, trait->path->segment_count, &segment, 1);
  if (path == NULL || (is_of_library(trait) && !mir_library_read(loader, trait))) {
    return NULL;
  }
  return mir_pointer_map_get(&loader->items, path->stem);
}

const mir_item *mir_find_trait_member(mir_loader *loader, const mir_type *self_type,
                                      const mir_path *trait_path, const char *name,
                                      mir_type_list *out_arguments) {
  const mir_selection *selection = mir_select_impl(loader, self_type, trait_path);
  if (selection == NULL || selection->impl == NULL) {
    return NULL;
  }
  const mir_item *item = member_of_impl(loader, selection->impl, name);
  *out_arguments = selection->arguments;
  if (item == NULL && selection->trait != NULL) {
    item = member_of_trait(loader, selection->trait, name);
    *out_arguments = mir_join_types(loader->arena, &self_type, 1, selection->trait_arguments);
  }
  return item;
}

//===------------------------------------------------------------------------------------------===//
// Associated types
//===------------------------------------------------------------------------------------------===//

// The declaration of an associated type: the impl's, or the trait's default.
static const mir_rust_item *find_alias(mir_loader *loader, const mir_selection *selection,
                                       const char *name, bool *out_is_of_trait) {
  const mir_rust_item *alias = mir_pair_map_get(&loader->rust_members, selection->impl, name);
  *out_is_of_trait = alias == NULL;
  if (alias == NULL && selection->trait != NULL) {
    mir_segment segment = {.kind = MIR_SEGMENT_NAME, .name = name};
    const mir_path *path = extend(loader->arena, selection->trait->path->segments,
                                  selection->trait->path->segment_count, &segment, 1);
    alias = path == NULL ? NULL : mir_pointer_map_get(&loader->rust_functions, path->stem);
  }
  return alias != NULL && alias->kind == MIR_RUST_ALIAS && alias->type != NULL ? alias : NULL;
}

// The names that an associated type's definition may contain: `Self` and the parameters around it.
static bool alias_substitution(mir_loader *loader, mir_substitution *out_substitution,
                               const mir_rust_item *parent, const mir_type *self_type,
                               mir_type_list arguments) {
  size_t count = parent->parameter_count + 1;
  const char **names = mir_arena_alloc(loader->arena, count, sizeof *names);
  const mir_type **types = mir_arena_alloc(loader->arena, count, sizeof *types);
  if (names == NULL || types == NULL || arguments.count < parent->parameter_count) {
    return false;
  }
  names[0] = mir_arena_intern(loader->arena, "Self", 4);
  types[0] = self_type;
  for (size_t i = 1; i < count; i++) {
    names[i] = parent->parameters[i - 1].name;
    types[i] = arguments.items[i - 1];
  }
  *out_substitution = (mir_substitution){
      .names = names, .types = types, .count = count, .resolver = &loader->resolver};
  return true;
}

// The type behind references and boxes, which call what they point to.
const mir_type *mir_callable_behind(const mir_type *type) {
  for (;;) {
    const char *name = type->kind == MIR_TYPE_PATH ? mir_path_last_name(type->path) : NULL;
    mir_type_list arguments =
        type->kind == MIR_TYPE_PATH ? mir_path_arguments(type->path) : (mir_type_list){NULL, 0};
    if (type->kind == MIR_TYPE_REFERENCE) {
      type = type->pointer.pointee;
    } else if (name != NULL && strcmp(name, "Box") == 0 && arguments.count != 0) {
      type = arguments.items[0];
    } else {
      return type;
    }
  }
}

// What calling a closure, a function or a `dyn Fn` gives.
static const mir_type *callable_output(mir_loader *loader, const mir_type *callable,
                                       const mir_path *trait_path) {
  const mir_type *type = mir_callable_behind(callable);
  if (!mir_note_arguments(loader, type, trait_path)) {
    return NULL;
  }
  for (size_t i = 0; type->kind == MIR_TYPE_DYN && i < type->bounds.count; i++) {
    const mir_path *bound = type->bounds.items[i];
    const mir_segment *last = &bound->segments[bound->segment_count - 1];
    if (last->binding_count == 1 && strcmp(last->bindings[0].name, "Output") == 0) {
      return last->bindings[0].type;
    }
  }
  if (type->kind == MIR_TYPE_FUNCTION_ITEM || type->kind == MIR_TYPE_FUNCTION_POINTER) {
    return type->function.result;
  }
  const mir_item *body = type->kind == MIR_TYPE_CLOSURE ? mir_closure_body(loader, type) : NULL;
  return body == NULL ? NULL : body->type;
}

static const mir_type *project_by_impl(mir_loader *loader, const mir_type *self_type,
                                       const mir_path *trait_path, const char *name) {
  const mir_selection *selection = mir_select_impl(loader, self_type, trait_path);
  bool is_of_trait = false;
  if (selection == NULL || selection->impl == NULL || selection->is_running) {
    return NULL;
  }
  const mir_rust_item *alias = find_alias(loader, selection, name, &is_of_trait);
  mir_substitution substitution;
  if (alias == NULL ||
      !alias_substitution(loader, &substitution, is_of_trait ? selection->trait : selection->impl,
                          self_type,
                          is_of_trait ? selection->trait_arguments : selection->arguments)) {
    return NULL;
  }
  return mir_substitute_type(loader->arena, alias->type, &substitution);
}

// What the bounds of a `dyn` bind the name to: `dyn Iterator<Item = u32>`. NULL when they do not.
static const mir_type *binding_of_dyn(const mir_type *type, const char *name) {
  for (size_t i = 0; type->kind == MIR_TYPE_DYN && i < type->bounds.count; i++) {
    const mir_path *bound = type->bounds.items[i];
    const mir_segment *last = &bound->segments[bound->segment_count - 1];
    for (size_t j = 0; j < last->binding_count; j++) {
      if (last->bindings[j].name == name) {
        return last->bindings[j].type;
      }
    }
  }
  return NULL;
}

// What a supertrait says: `DoubleEndedIterator<Item = T>` speaks of Iterator's Item.
static const mir_type *project_by_supertrait(mir_loader *loader, const mir_type *self_type,
                                             const mir_path *trait_path, const char *name) {
  const mir_rust_item *trait = mir_find_trait(loader, trait_path, NULL);
  const mir_type *found = NULL;
  for (size_t i = 0; trait != NULL && i < trait->clause_count && found == NULL; i++) {
    const mir_where_clause *clause = &trait->clauses[i];
    bool is_of_self =
        clause->type->kind == MIR_TYPE_PATH && strcmp(clause->type->path->stem, "Self") == 0;
    for (size_t j = 0; is_of_self && j < clause->bounds.count && found == NULL; j++) {
      const mir_rust_item *super = mir_find_trait(loader, clause->bounds.items[j], trait->path);
      found = super == NULL ? NULL : mir_project(loader, self_type, super->path, name);
    }
  }
  return found;
}

const mir_type *mir_project(mir_loader *loader, const mir_type *self_type,
                            const mir_path *trait_path, const char *name) {
  if (loader->selection_depth >= MIR_SELECTION_DEPTH) {
    return NULL;
  }
  loader->selection_depth++;
  const mir_type *found = binding_of_dyn(self_type, name);
  if (found != NULL) {
    // It says so itself.
  } else if (trait_path == NULL) {
    for (const mir_impl *entry = mir_pointer_map_get(&loader->associated, name);
         entry != NULL && found == NULL; entry = entry->next) {
      found = project_by_impl(loader, self_type, entry->item->path, name);
    }
  } else if (strncmp(mir_path_last_name(trait_path), "Fn", 2) == 0 && strcmp(name, "Output") == 0) {
    found = callable_output(loader, self_type, trait_path);
  } else {
    found = project_by_impl(loader, self_type, trait_path, name);
    found = found != NULL ? found : project_by_supertrait(loader, self_type, trait_path, name);
  }
  loader->selection_depth--;
  return found;
}

// See mir_resolver: `type` is `<T as Trait>::Name`.
const mir_type *mir_resolve_projection(mir_resolver *resolver, const mir_type *type) {
  mir_loader *loader = (mir_loader *)(void *)resolver;
  const mir_segment *segments = type->path->segments;
  const mir_type *found = NULL;
  if (segments[1].kind == MIR_SEGMENT_NAME) {
    found = mir_project(loader, segments[0].self_type, segments[0].trait_path, segments[1].name);
  }
  if (found == NULL) {
    return mir_arena_is_exhausted(loader->arena) ? NULL : type;
  }
  return found;
}
