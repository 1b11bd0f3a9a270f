// SPDX-License-Identifier: MIT
//
// What paths of values name: items of the text, functions of impls, foreign functions, models.
//
// rustc prints the header of a function in an impl as `<impl at f.rs:1:2: 3:4>::name`, and a call
// of it as `Type::name` or `<Type as Trait>::name`. The impl's type and trait come from the Rust
// source, and are matched with the call's; what the impl's parameters stand for is found on the
// way. Without the source, the type of the first argument stands for the impl's. A trait's own body
// of a function serves the types whose impl has none.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "models.h"
#include "prelude.h"
#include "print.h"
#include "types_agree.h"

//===------------------------------------------------------------------------------------------===//
// The index
//===------------------------------------------------------------------------------------------===//

static bool add_unique(mir_loader *loader, mir_pointer_map *map, const char *key,
                       const mir_item *item) {
  const mir_item *known = mir_pointer_map_get(map, key);
  const mir_item *entry = known == NULL || known == item ? item : &loader->ambiguous;
  return mir_pointer_map_set(map, loader->arena, key, (void *)(uintptr_t)entry);
}

static bool add_method(mir_loader *loader, const mir_item *item, const mir_rust_item *parent,
                       const mir_type *self_type) {
  const mir_headed method = {.type = self_type, .owner = parent, .item = item};
  return mir_heads_add(loader, &loader->methods, mir_path_last_name(item->path), &method);
}

// A function or const of an impl is known by the impl; one that belongs to no trait, or to an impl
// that is not in the source, also by its last name.
static bool index_method(mir_loader *loader, const mir_item *item) {
  const mir_path *path = item->path;
  if (path->segment_count < 2 || path->segments[path->segment_count - 1].kind != MIR_SEGMENT_NAME) {
    return true;
  }
  const mir_segment *segment = &path->segments[path->segment_count - 2];
  if (segment->kind != MIR_SEGMENT_IMPL_AT) {
    return true;
  }
  const mir_rust_item *impl = mir_find_impl(loader, &segment->span);
  if (impl != NULL && !mir_pair_map_set(&loader->members, loader->arena, impl,
                                        mir_path_last_name(path), (void *)(uintptr_t)item)) {
    return false;
  }
  const mir_type *type = impl == NULL ? NULL : impl->type;
  if (impl == NULL && item->body != NULL && item->body->argument_count > 0) {
    type = item->body->locals[1].type;
    while (type->kind == MIR_TYPE_REFERENCE) {
      type = type->pointer.pointee;
    }
  }
  bool is_of_trait = impl != NULL && impl->trait_path != NULL;
  return type == NULL || is_of_trait || add_method(loader, item, impl, type);
}

// Two items with one name, where the path does not tell which one is meant: two functions that are
// nested in blocks of one function, or a text that was damaged. All impls of a macro share a path,
// but they are told apart by their types.
static bool note_duplicate(mir_loader *loader, const mir_item *known, const mir_item *item) {
  const mir_path *path = item->path;
  if (known == NULL || known == item || mir_is_prelude_file(known->position.file)) {
    return true;
  }
  for (size_t i = 0; i < path->segment_count; i++) {
    if (path->segments[i].kind == MIR_SEGMENT_IMPL_AT) {
      return true;
    }
  }
  return mir_pointer_map_set(&loader->duplicates, loader->arena, path->stem,
                             (void *)(uintptr_t)item);
}

static bool index_item(mir_loader *loader, const mir_item *item, bool is_own) {
  const char *name = mir_path_last_name(item->path);
  const mir_item *known = mir_pointer_map_get(&loader->items, item->path->stem);
  if (!note_duplicate(loader, known, item)) {
    return false;
  }
  if (known == NULL && !mir_pointer_map_set(&loader->items, loader->arena, item->path->stem,
                                            (void *)(uintptr_t)item)) {
    return false;
  }
  if (is_own && name != NULL && item->kind != MIR_ITEM_PROMOTED &&
      item->kind != MIR_ITEM_ANONYMOUS_CONST &&
      !add_unique(loader, &loader->last_names, name, item)) {
    return false;
  }
  return mir_note_generics(loader, item) && index_method(loader, item);
}

// Short names and scopes are asked for the program's own items: those of std have full names.
static bool index_rust_item(mir_loader *loader, const mir_rust_item *item, bool is_own) {
  const char *name = mir_path_last_name(item->path);
  void *entry = (void *)(uintptr_t)item;
  if (item->kind == MIR_RUST_MODULE) {
    return !is_own || mir_pointer_map_set(&loader->scopes, loader->arena, item->path->stem, entry);
  }
  if (is_own && item->kind == MIR_RUST_FUNCTION &&
      (item->parent == NULL || item->parent->kind == MIR_RUST_TRAIT)) {
    bool is_known = mir_pointer_map_get(&loader->rust_names, name) != NULL;
    if (!mir_pointer_map_set(&loader->scopes, loader->arena, item->path->stem, entry) ||
        (item->parent == NULL &&
         !mir_pointer_map_set(&loader->rust_names, loader->arena, name,
                              is_known ? &loader->ambiguous_function : entry))) {
      return false;
    }
  }
  bool is_foreign =
      item->kind == MIR_RUST_FOREIGN_FUNCTION || item->kind == MIR_RUST_FOREIGN_STATIC;
  if (!is_foreign || name == NULL) {
    return mir_index_trait_item(loader, item);
  }
  return mir_pointer_map_set(&loader->foreign, loader->arena, item->path->stem, entry) &&
         (mir_pointer_map_get(&loader->foreign, name) != NULL ||
          mir_pointer_map_set(&loader->foreign, loader->arena, name, entry));
}

const char *mir_extern_static_name(mir_loader *loader, const mir_path *path) {
  const char *name = mir_path_last_name(path);
  const mir_rust_item *item = mir_pointer_map_get(&loader->foreign, path->stem);
  if (item == NULL) {
    item = mir_pointer_map_get(&loader->foreign, name);
  }
  return item != NULL && item->kind == MIR_RUST_FOREIGN_STATIC ? item->link_name : name;
}

bool mir_loader_index_paths(mir_loader *loader) {
  const mir_program *program = loader->program;
  for (size_t i = 0; i < program->rust_item_count; i++) {
    if (program->rust_items[i]->path != NULL &&
        !index_rust_item(loader, program->rust_items[i], i < mir_own_rust_item_count(program))) {
      return false;
    }
  }
  for (size_t i = 0; i < program->item_count; i++) {
    if (!index_item(loader, program->items[i], i < mir_own_item_count(program))) {
      return false;
    }
  }
  return true;
}

//===------------------------------------------------------------------------------------------===//
// Methods
//===------------------------------------------------------------------------------------------===//

mir_type_list mir_join_types(mir_arena *arena, const mir_type *const *first, size_t first_count,
                             mir_type_list second) {
  const mir_type **items = mir_arena_alloc(arena, first_count + second.count, sizeof *items);
  for (size_t i = 0; items != NULL && i < first_count + second.count; i++) {
    items[i] = i < first_count ? first[i] : second.items[i - first_count];
  }
  return (mir_type_list){items, items == NULL ? 0 : first_count + second.count};
}

// The arguments that make the method serve this type; false when it does not.
static bool serve(mir_loader *loader, const mir_headed *method, const mir_type *self_type,
                  mir_type_list *out_arguments) {
  const mir_rust_item *owner = method->owner;
  mir_match match = {NULL, NULL, 0};
  if (owner != NULL) {
    match = (mir_match){owner->parameters, NULL, owner->parameter_count};
    match.types = mir_arena_alloc(loader->arena, match.count, sizeof *match.types);
  }
  if ((match.types == NULL && match.count != 0) ||
      !mir_match_type(&loader->types, &match, method->type, self_type)) {
    return false;
  }
  for (size_t i = 0; i < match.count; i++) {
    if (match.types[i] == NULL) {
      return false;
    }
  }
  *out_arguments = (mir_type_list){match.types, match.count};
  return true;
}

// A method that belongs to no trait, or whose impl is not in the source.
static const mir_item *find_inherent(mir_loader *loader, const mir_type *self_type,
                                     bool is_of_trait, const char *name,
                                     mir_type_list *out_arguments) {
  const mir_item *found = NULL;
  mir_heads_search search = mir_heads_find(&loader->methods, name, self_type);
  const mir_headed *method;
  while ((method = mir_heads_next(&search)) != NULL) {
    mir_type_list arguments;
    if ((is_of_trait && method->owner != NULL) || !serve(loader, method, self_type, &arguments)) {
      continue;
    }
    if (found != NULL && found != method->item) {
      return NULL;
    }
    found = method->item;
    *out_arguments = arguments;
  }
  return found;
}

// The method that a name means for a type, and the arguments that make it serve the type.
static const mir_item *find_member(mir_loader *loader, const mir_type *self_type,
                                   const mir_path *trait_path, const char *name,
                                   mir_type_list *out_arguments) {
  const mir_item *found = trait_path == NULL ? NULL
                                             : mir_find_trait_member(loader, self_type, trait_path,
                                                                     name, out_arguments);
  return found != NULL ? found
                       : find_inherent(loader, self_type, trait_path != NULL, name, out_arguments);
}

const mir_item *mir_find_method(mir_loader *loader, const mir_type *self_type,
                                const mir_path *trait_path, const mir_segment *segment) {
  mir_type_list arguments = {NULL, 0};
  const mir_item *found = find_member(loader, self_type, trait_path, segment->name, &arguments);
  if (found == NULL) {
    return NULL;
  }
  arguments = mir_join_types(loader->arena, arguments.items, arguments.count, segment->arguments);
  return mir_ground(loader, mir_find_instance(loader, found, arguments, segment->arguments));
}

// `Type::name` and `<Type as Trait>::name`, before it is made for its arguments.
static const mir_item *find_method_of_path(mir_loader *loader, const mir_path *path, size_t count,
                                           mir_type_list *out_arguments) {
  *out_arguments = (mir_type_list){NULL, 0};
  if (count < 2 || path->segments[count - 1].kind != MIR_SEGMENT_NAME) {
    return NULL;
  }
  const mir_segment *segment = &path->segments[count - 2];
  const mir_segment *name = &path->segments[count - 1];
  const mir_type *type = NULL;
  const mir_path *trait_path = NULL;
  if (segment->kind == MIR_SEGMENT_QUALIFIED || segment->kind == MIR_SEGMENT_IMPL) {
    type = segment->self_type;
    trait_path = segment->trait_path;
  } else if (segment->kind == MIR_SEGMENT_NAME &&
             mir_pointer_map_get(&loader->methods, name->name) != NULL) {
    const mir_path *type_path = mir_intern_path(loader->arena, path->segments, count - 1);
    mir_type named = {.kind = MIR_TYPE_PATH, .path = type_path};
    type = type_path == NULL ? NULL : mir_intern_type(loader->arena, &named);
  }
  const mir_item *found =
      type == NULL ? NULL : find_member(loader, type, trait_path, name->name, out_arguments);
  if (found == NULL && type != NULL && type->kind == MIR_TYPE_PATH) {
    // A type of std that is an alias here.
    const mir_type *meant = mir_resolve_alias(&loader->types, type);
    if (meant != type) {
      found = find_member(loader, meant, trait_path, name->name, out_arguments);
    }
  }
  if (found == NULL && segment->kind == MIR_SEGMENT_IMPL && type->kind == MIR_TYPE_PRIMITIVE) {
    found = find_member(loader, type, loader->integer_trait, name->name, out_arguments);
  }
  *out_arguments =
      mir_join_types(loader->arena, out_arguments->items, out_arguments->count, name->arguments);
  return found;
}

//===------------------------------------------------------------------------------------------===//
// Items
//===------------------------------------------------------------------------------------------===//

// The arguments of the segments from `first` on.
static mir_type_list all_arguments(mir_arena *arena, const mir_path *path, size_t first) {
  mir_type_list list = {NULL, 0};
  for (size_t i = first; i < path->segment_count; i++) {
    if (path->segments[i].arguments.count != 0) {
      list = mir_join_types(arena, list.items, list.count, path->segments[i].arguments);
    }
  }
  return list;
}

// What the segments of `path` from `count` on name in an item, such as one of its promoteds.
static const mir_item *find_part(mir_loader *loader, const mir_item *owner, const mir_path *path,
                                 size_t count) {
  size_t start = owner->path->segment_count;
  size_t rest = path->segment_count - count;
  mir_segment *segments = mir_arena_alloc(loader->arena, start + rest, sizeof *segments);
  if (segments == NULL) {
    return NULL;
  }
  memcpy(segments, owner->path->segments, start * sizeof *segments);
  memcpy(segments + start, path->segments + count, rest * sizeof *segments);
  const mir_path *full = mir_intern_path(loader->arena, segments, start + rest);
  return full == NULL ? NULL : mir_pointer_map_get(&loader->items, full->stem);
}

// Whether the path names an item of its own behind its first `count` segments. Such an item does
// not know the parameters of what it stands in; a promoted does.
static bool has_own_item(const mir_path *path, size_t count) {
  for (size_t i = count; i < path->segment_count; i++) {
    if (path->segments[i].kind == MIR_SEGMENT_NAME) {
      return true;
    }
  }
  return false;
}

// What a method holds: its promoteds, and the items inside its body, a few levels deep.
static const mir_item *find_part_of_method(mir_loader *loader, const mir_path *path,
                                           mir_type_list *out_arguments) {
  enum { LEVELS = 4 };
  const mir_item *found = NULL;
  size_t last = path->segment_count - 1;
  for (size_t count = last; found == NULL && count >= 2 && count + LEVELS > last; count--) {
    const mir_item *method = find_method_of_path(loader, path, count, out_arguments);
    found = method == NULL ? NULL : find_part(loader, method, path, count);
    if (found != NULL && has_own_item(path, count)) {
      *out_arguments = all_arguments(loader->arena, path, count);
    }
  }
  return found;
}

bool mir_path_ends_with(const mir_path *path, const mir_path *end) {
  if (end->segment_count > path->segment_count) {
    return false;
  }
  const mir_segment *segments = path->segments + (path->segment_count - end->segment_count);
  for (size_t i = 0; i < end->segment_count; i++) {
    if (segments[i].kind != MIR_SEGMENT_NAME || end->segments[i].kind != MIR_SEGMENT_NAME ||
        segments[i].name != end->segments[i].name) {
      return false;
    }
  }
  return true;
}

// Whether the path is a module or a function of the program.
static bool is_own_scope(mir_loader *loader, const mir_path *path) {
  mir_type_list ignored;
  return mir_pointer_map_get(&loader->scopes, path->stem) != NULL ||
         find_method_of_path(loader, path, path->segment_count, &ignored) != NULL ||
         find_part_of_method(loader, path, &ignored) != NULL;
}

// The item whose full path is given, when its header has only the end of it. What is around it
// tells `tools::swap` of this program from `mem::swap` of std.
static const mir_item *find_trimmed_name(mir_loader *loader, const mir_path *path) {
  size_t count = path->segment_count;
  if (count > 1 && mir_pointer_map_get(&loader->foreign, path->stem) != NULL) {
    return NULL; // C's `sys::pipe` beside a function `pipe`.
  }
  const char *name = mir_path_last_name(path);
  const mir_item *item = name == NULL ? NULL : mir_pointer_map_get(&loader->last_names, name);
  if (item == NULL || item == &loader->ambiguous || count == 1) {
    return item;
  }
  const mir_path *scope = mir_intern_path(loader->arena, path->segments, count - 1);
  return scope != NULL && mir_path_ends_with(path, item->path) && is_own_scope(loader, scope)
             ? item
             : NULL;
}

// The same for what belongs to an item, such as its promoteds.
static const mir_item *find_trimmed(mir_loader *loader, const mir_path *path) {
  size_t count = mir_owner_segments(path);
  if (count == path->segment_count) {
    return find_trimmed_name(loader, path);
  }
  const mir_path *full = mir_intern_path(loader->arena, path->segments, count);
  const mir_item *owner = full == NULL ? NULL : find_trimmed_name(loader, full);
  if (owner == NULL || owner == &loader->ambiguous) {
    return NULL;
  }
  return find_part(loader, owner, path, count);
}

// The full path, then a method, then an item of that last name.
static const mir_item *find_item(mir_loader *loader, const mir_path *path) {
  mir_type_list arguments = {NULL, 0};
  const mir_item *item = mir_pointer_map_get(&loader->items, path->stem);
  if (mir_pointer_map_get(&loader->duplicates, path->stem) != NULL) {
    return NULL;
  }
  if (item != NULL) {
    arguments = all_arguments(loader->arena, path, 0);
  } else {
    item = find_method_of_path(loader, path, path->segment_count, &arguments);
    item = item != NULL ? item : find_part_of_method(loader, path, &arguments);
  }
  if (item == NULL) {
    item = find_trimmed(loader, path);
    arguments = all_arguments(loader->arena, path, 0);
  }
  if (item == NULL || item == &loader->ambiguous || !mir_is_generic(loader, item)) {
    return item == &loader->ambiguous ? NULL : item;
  }
  return mir_find_instance(loader, item, arguments,
                           path->segments[path->segment_count - 1].arguments);
}

const mir_item *mir_find_item(mir_loader *loader, const mir_path *path) {
  const mir_item *item = mir_pointer_map_get(&loader->found, path);
  if (item == NULL) {
    item = find_item(loader, path);
    if (item != NULL &&
        !mir_pointer_map_set(&loader->found, loader->arena, path, (void *)(uintptr_t)item)) {
      return NULL;
    }
  }
  return mir_ground(loader, item);
}

bool mir_find_callee(mir_loader *loader, mir_callee *out_callee, const mir_path *path,
                     const mir_function_type *type) {
  *out_callee = (mir_callee){.kind = MIR_CALLEE_UNKNOWN};
  const mir_item *item = mir_find_item(loader, path);
  out_callee->model = mir_models_find(&loader->models, loader->arena, path);
  bool is_modelled =
      out_callee->model != NULL && item != NULL && mir_is_prelude_file(item->position.file);
  if (item != NULL && item->kind == MIR_ITEM_FUNCTION && item->body != NULL && !is_modelled) {
    out_callee->kind = MIR_CALLEE_FUNCTION;
    out_callee->item = item;
    return true;
  }
  const char *name = mir_path_last_name(path);
  const mir_rust_item *foreign = mir_pointer_map_get(&loader->foreign, path->stem);
  bool is_foreign_type = type != NULL && strcmp(type->abi, "Rust") != 0 &&
                         strcmp(type->abi, "rust-call") != 0 &&
                         strcmp(type->abi, "rust-intrinsic") != 0;
  if (foreign == NULL && name != NULL && (is_foreign_type || path->segment_count == 1)) {
    foreign = mir_pointer_map_get(&loader->foreign, name);
  }
  if (foreign != NULL || is_foreign_type) {
    out_callee->kind = MIR_CALLEE_FOREIGN;
    out_callee->foreign = foreign;
    return true;
  }
  out_callee->kind = out_callee->model == NULL ? MIR_CALLEE_UNKNOWN : MIR_CALLEE_MODEL;
  return !mir_arena_is_exhausted(loader->arena);
}
