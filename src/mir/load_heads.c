// SPDX-License-Identifier: MIT
//
// Impls and methods, found by the outermost form of the type that they are for. A program may have
// thousands of impls of one trait, or methods of one name; which one serves a type is decided by
// matching (load_select.c, load_paths.c), but only a few have to be tried:
//
//   head    the last name of a type that is named, or what kind of type it is. Types with different
//           heads never match.
//   open    what is for a generic parameter, or for an alias, is tried for every type.
//
// Of each name there is a list by head and an open one. A search walks both, the newest entry
// first, as if they were one list.
#include "load_internal.h"

// NULL for a path without a name, which only what is open can match.
static const void *head_of(const mir_type *type) {
  static const char kinds[MIR_TYPE_INFERRED + 1];
  return type->kind == MIR_TYPE_PATH ? mir_path_last_name(type->path) : &kinds[type->kind];
}

static bool is_parameter(const mir_type *type, const mir_rust_item *owner) {
  for (size_t i = 0; owner != NULL && type->path->segment_count == 1 && i < owner->parameter_count;
       i++) {
    if (owner->parameters[i].name == mir_path_last_name(type->path)) {
      return true;
    }
  }
  return false;
}

// NULL: open.
static const void *head_of_pattern(mir_loader *loader, const mir_type *type,
                                   const mir_rust_item *owner) {
  if (type->kind != MIR_TYPE_PATH) {
    return head_of(type);
  }
  const mir_rust_item *item = mir_find_type_item(&loader->types, type->path);
  bool is_alias = item != NULL && item->kind == MIR_RUST_ALIAS;
  return is_alias || is_parameter(type, owner) ? NULL : head_of(type);
}

bool mir_heads_add(mir_loader *loader, mir_pointer_map *map, const char *name,
                   const mir_headed *entry) {
  mir_heads *heads = mir_pointer_map_get(map, name);
  if (heads == NULL) {
    heads = mir_arena_alloc(loader->arena, 1, sizeof *heads);
    if (heads == NULL || !mir_pointer_map_set(map, loader->arena, name, heads)) {
      return false;
    }
  }
  mir_headed *kept = mir_arena_copy(loader->arena, entry, 1, sizeof *entry);
  const void *head = head_of_pattern(loader, entry->type, entry->owner);
  if (kept == NULL) {
    return false;
  }
  kept->order = ++heads->count;
  if (head == NULL) {
    kept->next = heads->open;
    heads->open = kept;
    return true;
  }
  kept->next = mir_pointer_map_get(&heads->by_head, head);
  return mir_pointer_map_set(&heads->by_head, loader->arena, head, kept);
}

mir_heads_search mir_heads_find(const mir_pointer_map *map, const char *name,
                                const mir_type *type) {
  const mir_heads *heads = mir_pointer_map_get(map, name);
  const void *head = head_of(type);
  mir_heads_search search = {NULL, NULL};
  if (heads != NULL) {
    search.closed = head == NULL ? NULL : mir_pointer_map_get(&heads->by_head, head);
    search.open = heads->open;
  }
  return search;
}

mir_headed *mir_heads_next(mir_heads_search *search) {
  bool takes_open = search->closed == NULL ||
                    (search->open != NULL && search->open->order > search->closed->order);
  mir_headed **source = takes_open ? &search->open : &search->closed;
  mir_headed *next = *source;
  if (next != NULL) {
    *source = next->next;
  }
  return next;
}
