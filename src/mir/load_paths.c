// SPDX-License-Identifier: MIT
//
// What paths of values name: items of the text, functions of impls, foreign functions, models.
//
// rustc prints the header of a function in an impl as `<impl at f.rs:1:2: 3:4>::name`, and a call
// of it as `Type::name` or `<Type as Trait>::name`. Both are brought to the key "Type|Trait|name",
// with the last names of type and trait; the impl's type and trait come from the Rust source.
// Without it, the type of the first argument stands for the impl's, and the trait is unknown
// ("Type|?|name").
#include <string.h>

#include "load_internal.h"
#include "models.h"
#include "print.h"

static const char *type_key(mir_arena *arena, const mir_type *type) {
  if (type->kind == MIR_TYPE_PATH) {
    const char *name = mir_path_last_name(type->path);
    if (name != NULL) {
      return name;
    }
  }
  const char *text = mir_type_text(arena, type);
  return text == NULL ? "" : text;
}

static const char *method_key(mir_arena *arena, const char *type, const char *trait,
                              const char *name) {
  return mir_arena_format(arena, "%s|%s|%s", type, trait, name);
}

static const mir_rust_item *find_impl(const mir_program *program, const mir_span *span) {
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (item->kind == MIR_RUST_IMPL && item->span.line == span->line &&
        item->span.column == span->column && item->span.end_line == span->end_line &&
        item->span.end_column == span->end_column && item->span.file == span->file) {
      return item;
    }
  }
  return NULL;
}

static bool add_unique(mir_loader *loader, mir_pointer_map *map, const char *key,
                       const mir_item *item) {
  const mir_item *known = mir_pointer_map_get(map, key);
  const mir_item *entry = known == NULL || known == item ? item : &loader->ambiguous;
  return mir_pointer_map_set(map, loader->arena, key, (void *)(uintptr_t)entry);
}

static bool index_method(mir_loader *loader, const mir_item *item) {
  const mir_path *path = item->path;
  const char *name = mir_path_last_name(path);
  if (path->segment_count < 2 || path->segments[path->segment_count - 1].kind != MIR_SEGMENT_NAME) {
    return true;
  }
  const mir_segment *segment = &path->segments[path->segment_count - 2];
  if (segment->kind != MIR_SEGMENT_IMPL_AT) {
    return true;
  }
  const mir_rust_item *impl = find_impl(loader->program, &segment->span);
  const mir_type *type = impl == NULL ? NULL : impl->type;
  const char *trait = "?";
  if (impl != NULL) {
    const char *last = impl->trait_path == NULL ? "" : mir_path_last_name(impl->trait_path);
    trait = last == NULL ? "?" : last;
  } else if (item->body != NULL && item->body->argument_count > 0) {
    type = item->body->locals[1].type;
    while (type->kind == MIR_TYPE_REFERENCE) {
      type = type->pointer.pointee;
    }
  }
  if (type == NULL) {
    return true;
  }
  const char *key = method_key(loader->arena, type_key(loader->arena, type), trait, name);
  return add_unique(loader, &loader->methods, key, item);
}

static bool index_item(mir_loader *loader, const mir_item *item) {
  const char *name = mir_path_last_name(item->path);
  if (mir_pointer_map_get(&loader->items, item->path->stem) == NULL &&
      !mir_pointer_map_set(&loader->items, loader->arena, item->path->stem,
                           (void *)(uintptr_t)item)) {
    return false;
  }
  if (name != NULL && item->kind != MIR_ITEM_PROMOTED && item->kind != MIR_ITEM_ANONYMOUS_CONST &&
      !add_unique(loader, &loader->last_names, name, item)) {
    return false;
  }
  return index_method(loader, item);
}

bool mir_loader_index_paths(mir_loader *loader) {
  const mir_program *program = loader->program;
  for (size_t i = 0; i < program->item_count; i++) {
    if (!index_item(loader, program->items[i])) {
      return false;
    }
  }
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    const char *name = mir_path_last_name(item->path);
    if (item->kind != MIR_RUST_FOREIGN_FUNCTION || name == NULL) {
      continue;
    }
    void *entry = (void *)(uintptr_t)item;
    if (!mir_pointer_map_set(&loader->foreign, loader->arena, item->path->stem, entry) ||
        (mir_pointer_map_get(&loader->foreign, name) == NULL &&
         !mir_pointer_map_set(&loader->foreign, loader->arena, name, entry))) {
      return false;
    }
  }
  return true;
}

// `Type::name` and `<Type as Trait>::name`.
static const mir_item *find_method(mir_loader *loader, const mir_path *path) {
  const char *name = mir_path_last_name(path);
  if (path->segment_count < 2 || name == NULL) {
    return NULL;
  }
  const mir_segment *segment = &path->segments[path->segment_count - 2];
  const char *type = NULL;
  const char *trait = "";
  if (segment->kind == MIR_SEGMENT_QUALIFIED) {
    type = type_key(loader->arena, segment->self_type);
    if (segment->trait_path != NULL) {
      const char *last = mir_path_last_name(segment->trait_path);
      trait = last == NULL ? "" : last;
    }
  } else if (segment->kind == MIR_SEGMENT_NAME) {
    type = segment->name;
  }
  if (type == NULL) {
    return NULL;
  }
  const mir_item *item = mir_pointer_map_get(
      &loader->methods, method_key(loader->arena, type, trait, name));
  if (item == NULL) {
    item = mir_pointer_map_get(&loader->methods, method_key(loader->arena, type, "?", name));
  }
  return item;
}

// The full path, then a method, then, for a path of one name, an item of that last name.
const mir_item *mir_find_item(mir_loader *loader, const mir_path *path) {
  const mir_item *item = mir_pointer_map_get(&loader->items, path->stem);
  if (item == NULL) {
    item = find_method(loader, path);
  }
  if (item == NULL && path->segment_count == 1 && path->segments[0].kind == MIR_SEGMENT_NAME) {
    item = mir_pointer_map_get(&loader->last_names, path->segments[0].name);
  }
  return item == &loader->ambiguous ? NULL : item;
}

bool mir_find_callee(mir_loader *loader, mir_callee *out_callee, const mir_path *path,
                     const mir_function_type *type) {
  *out_callee = (mir_callee){.kind = MIR_CALLEE_UNKNOWN};
  const mir_item *item = mir_find_item(loader, path);
  if (item != NULL && item->kind == MIR_ITEM_FUNCTION && item->body != NULL) {
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
  out_callee->model = mir_models_find(&loader->models, loader->arena, path);
  out_callee->kind = out_callee->model == NULL ? MIR_CALLEE_UNKNOWN : MIR_CALLEE_MODEL;
  return !mir_arena_is_exhausted(loader->arena);
}
