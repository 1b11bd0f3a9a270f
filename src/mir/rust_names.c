// SPDX-License-Identifier: MIT
//
// What a name in Rust source means. MIR text has full paths, `shapes::Point`; the source that
// declares the fields and impls says `Point`, `super::Point`, or `P` behind a `use`. So once all
// sources are read, each path of a declaration is replaced by the full one:
//
//   1. Its first name is looked for in the items around it, from the inside out: among what is
//      declared there, then among what `use` brings in by name, then behind each `use path::*`. A
//      module ends the walk: it does not see what is around it.
//   2. Each further name is looked for in what the path has led to, in the same way.
//
// `crate`, `self` and `super` are steps from the module that the item stands in. What is found
// nowhere is a generic parameter, a name of std that needs no `use`, or made by a macro of another
// crate; it stays as it is. Names of types, traits and modules are known from the sources, those of
// consts (`[u8; SIZE]`) from the text.
#include "rust_names.h"

#include <string.h>

#include "crates.h"
#include "intern.h"
#include "pointer_map.h"
#include "prelude.h"
#include "substitute.h"

// From one import to the next.
enum { STEP_LIMIT = 64 };

// The `use path::*` of one scope, the last first.
typedef struct mir_glob mir_glob;
struct mir_glob {
  const mir_path *target;
  mir_glob *next;
  bool is_followed; // Its own path is being looked up.
};

typedef struct mir_names {
  mir_renamer renamer; // Of these names: its address is theirs.
  mir_program *program;
  mir_arena *arena;
  mir_pointer_map declared; // Paths -> mir_rust_item, or a const's mir_item.
  mir_pointer_map imports;  // Paths that `use` brings in -> mir_path: what it says
  mir_pointer_map globs;    // Paths of scopes -> mir_glob
  mir_glob *root_globs;
  const mir_rust_item *item; // Whose paths are looked at.
  unsigned steps;            // Of imports, for one path.
} mir_names;

//===------------------------------------------------------------------------------------------===//
// The index
//===------------------------------------------------------------------------------------------===//

static bool is_scope_or_type(const mir_rust_item *item) {
  switch (item->kind) {
  case MIR_RUST_STRUCT:
  case MIR_RUST_ENUM:
  case MIR_RUST_UNION:
  case MIR_RUST_TRAIT:
  case MIR_RUST_MODULE:
    return true;
  case MIR_RUST_ALIAS:
    return item->parent == NULL;
  default:
    return false;
  }
}

static bool add_glob(mir_names *names, const mir_rust_item *item) {
  mir_glob *others =
      item->path == NULL ? names->root_globs : mir_pointer_map_get(&names->globs, item->path);
  mir_glob glob = {item->import.target, others, false};
  mir_glob *kept = mir_arena_copy(names->arena, &glob, 1, sizeof glob);
  if (item->path == NULL) {
    names->root_globs = kept;
    return kept != NULL;
  }
  return kept != NULL && mir_pointer_map_set(&names->globs, names->arena, item->path, kept);
}

static bool index_item(mir_names *names, const mir_rust_item *item) {
  if (item->kind == MIR_RUST_IMPORT) {
    if (item->import.target == NULL) {
      return true;
    }
    return item->import.name == NULL
               ? add_glob(names, item)
               : mir_pointer_map_set(&names->imports, names->arena, item->path,
                                     (void *)(uintptr_t)item->import.target);
  }
  return !is_scope_or_type(item) ||
         mir_pointer_map_set(&names->declared, names->arena, item->path, (void *)(uintptr_t)item);
}

static bool index_names(mir_names *names) {
  const mir_program *program = names->program;
  bool done = true;
  for (size_t i = 0; done && i < program->item_count; i++) {
    const mir_item *item = program->items[i];
    done = item->kind != MIR_ITEM_CONST ||
           mir_pointer_map_set(&names->declared, names->arena, item->path, (void *)(uintptr_t)item);
  }
  for (size_t i = 0; done && i < mir_own_rust_item_count(program); i++) {
    done = index_item(names, program->rust_items[i]);
  }
  return done;
}

//===------------------------------------------------------------------------------------------===//
// Lookup
//===------------------------------------------------------------------------------------------===//

// The first `count` segments of `start`, which may be NULL, and `rest` behind them. NULL when there
// are none, or memory is out.
static const mir_path *join(mir_names *names, const mir_path *start, size_t count,
                            const mir_segment *rest, size_t rest_count) {
  mir_segment *segments = mir_arena_alloc(names->arena, count + rest_count, sizeof *segments);
  if (segments == NULL || count + rest_count == 0) {
    return NULL;
  }
  for (size_t i = 0; i < count + rest_count; i++) {
    segments[i] = i < count ? start->segments[i] : rest[i - count];
  }
  return mir_intern_path(names->arena, segments, count + rest_count);
}

// How many segments of an item's path are the root of its crate: none in the program's own.
static size_t root_count(mir_names *names, const mir_path *path) {
  const mir_path *first = join(names, path, 1, NULL, 0);
  return first != NULL && mir_crates_has(names->program, first) ? 1 : 0;
}

// Whether the first `count` segments of a path are a module, or the root of a crate.
static bool is_module(mir_names *names, const mir_path *path, size_t count) {
  if (count == 0) {
    return true;
  }
  const mir_path *scope = join(names, path, count, NULL, 0);
  const mir_rust_item *item = scope == NULL ? NULL : mir_pointer_map_get(&names->declared, scope);
  return (item != NULL && item->kind == MIR_RUST_MODULE) ||
         (count == 1 && root_count(names, path) == 1);
}

static const mir_path *resolve(mir_names *names, const mir_path *path, const mir_path *scope,
                               size_t scope_count);

// What `name` is in the scope that the first `count` segments of `scope` are; NULL when it is not
// there.
static const mir_path *look_in(mir_names *names, const mir_path *scope, size_t count,
                               const char *name) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME, .name = name};
  const mir_path *child = join(names, scope, count, &segment, 1);
  if (child == NULL || mir_pointer_map_get(&names->declared, child) != NULL) {
    return child;
  }
  if (names->steps >= STEP_LIMIT) {
    return NULL;
  }
  names->steps++;
  const mir_path *target = mir_pointer_map_get(&names->imports, child);
  if (target != NULL) {
    return resolve(names, target, scope, count);
  }
  const mir_path *module = join(names, scope, count, NULL, 0);
  mir_glob *glob = count == 0 ? names->root_globs : mir_pointer_map_get(&names->globs, module);
  const mir_path *found = NULL;
  for (; glob != NULL && found == NULL; glob = glob->next) {
    if (!glob->is_followed) {
      glob->is_followed = true;
      const mir_path *source = resolve(names, glob->target, scope, count);
      found = source == NULL ? NULL : look_in(names, source, source->segment_count, name);
      glob->is_followed = false;
    }
  }
  return found;
}

// From the scope outwards, up to the module.
static const mir_path *look_around(mir_names *names, const mir_path *scope, size_t count,
                                   const char *name) {
  for (size_t i = count + 1; i-- > 0;) {
    if (i > 0 && scope->segments[i - 1].kind != MIR_SEGMENT_NAME) {
      continue; // An impl has no names.
    }
    const mir_path *found = look_in(names, scope, i, name);
    if (found != NULL || is_module(names, scope, i)) {
      return found;
    }
  }
  return NULL;
}

// `crate`, `self` and `super` in front of a path: how many segments of the scope they leave, and
// how many of the path they are.
static size_t skip_steps(mir_names *names, const mir_path *path, const mir_path *scope,
                         size_t *io_count) {
  size_t first = 0;
  while (*io_count > 0 && !is_module(names, scope, *io_count)) {
    --*io_count;
  }
  for (; first < path->segment_count; first++) {
    const mir_segment *segment = &path->segments[first];
    const char *word = segment->kind == MIR_SEGMENT_NAME ? segment->name : "";
    if (strcmp(word, "crate") == 0) {
      *io_count = scope == NULL ? 0 : root_count(names, scope);
    } else if (strcmp(word, "super") == 0) {
      *io_count -= *io_count > 0;
    } else if (strcmp(word, "self") != 0) {
      break;
    }
  }
  return first;
}

// The full path of what `path` names in a scope, without generic arguments; NULL when it is not
// known. The path itself when it begins with the name of another crate.
static const mir_path *resolve(mir_names *names, const mir_path *path, const mir_path *scope,
                               size_t scope_count) {
  size_t count = scope_count;
  size_t first = skip_steps(names, path, scope, &count);
  const mir_path *found = NULL;
  if (first == 0) {
    const mir_path *outer = join(names, path, 1, NULL, 0);
    found = look_around(names, scope, scope_count, path->segments[0].name);
    if (found == NULL && path->segment_count > 1 && outer != NULL) {
      return path;
    }
    first = 1;
  } else if (first < path->segment_count) {
    found = look_in(names, scope, count, path->segments[first].name);
    first++;
  } else {
    found = join(names, scope, count, NULL, 0);
  }
  for (; found != NULL && first < path->segment_count; first++) {
    const mir_segment *segment = &path->segments[first];
    const mir_path *inner = segment->kind != MIR_SEGMENT_NAME
                                ? NULL
                                : look_in(names, found, found->segment_count, segment->name);
    if (inner == NULL) {
      // Of std, or a name that the sources do not declare, such as an enum's variant.
      return join(names, found, found->segment_count, path->segments + first,
                  path->segment_count - first);
    }
    found = inner;
  }
  return found;
}

//===------------------------------------------------------------------------------------------===//
// Items
//===------------------------------------------------------------------------------------------===//

bool mir_has_parameter(const mir_rust_item *item, const char *name) {
  for (size_t i = 0; item != NULL && i < item->parameter_count; i++) {
    if (item->parameters[i].name == name) {
      return true;
    }
  }
  return false;
}

// A type of std that needs no `use`: the program may have another of its name elsewhere. NULL when
// the name is none.
static const mir_path *find_in_prelude(mir_names *names, const mir_path *path) {
  static const char *const types[][3] = {{"std", "option", "Option"},
                                         {"std", "result", "Result"},
                                         {"std", "vec", "Vec"},
                                         {"std", "string", "String"},
                                         {"std", "boxed", "Box"}};
  for (size_t i = 0; path->segment_count == 1 && i < sizeof types / sizeof *types; i++) {
    if (strcmp(path->segments[0].name, types[i][2]) != 0) {
      continue;
    }
    mir_segment segments[3];
    for (size_t j = 0; j < 3; j++) {
      const char *word = mir_arena_intern(names->arena, types[i][j], strlen(types[i][j]));
      segments[j] = (mir_segment){.kind = MIR_SEGMENT_NAME, .name = word};
      if (word == NULL) {
        return NULL;
      }
    }
    return mir_intern_path(names->arena, segments, 3);
  }
  return NULL;
}

// See mir_renamer. The generic arguments of the path's last segment are those of the result's.
static const mir_path *rename_path(mir_renamer *renamer, const mir_path *path) {
  mir_names *names = (mir_names *)(void *)renamer;
  const mir_rust_item *item = names->item;
  const mir_segment *first = &path->segments[0];
  if (first->kind != MIR_SEGMENT_NAME || strcmp(first->name, "Self") == 0 ||
      mir_has_parameter(item, first->name) || mir_has_parameter(item->parent, first->name)) {
    return path;
  }
  names->steps = 0;
  const mir_path *found = resolve(names, path, item->path, item->path->segment_count - 1);
  found = found == NULL ? find_in_prelude(names, path) : found;
  if (found == NULL || found == path) {
    return mir_arena_is_exhausted(names->arena) ? NULL : path;
  }
  mir_segment *segments =
      mir_arena_copy(names->arena, found->segments, found->segment_count, sizeof *segments);
  if (segments == NULL) {
    return NULL;
  }
  const mir_segment *last = &path->segments[path->segment_count - 1];
  mir_segment *end = &segments[found->segment_count - 1];
  end->arguments = last->arguments;
  end->bindings = last->bindings;
  end->binding_count = last->binding_count;
  return mir_intern_path(names->arena, segments, found->segment_count);
}

static const mir_type *rename_type(mir_arena *arena, mir_renamer *renamer, const mir_type *type) {
  mir_substitution substitution = {.renamer = renamer};
  return type == NULL ? NULL : mir_substitute_type(arena, type, &substitution);
}

static mir_path_list rename_bounds(mir_arena *arena, mir_renamer *renamer, mir_path_list bounds) {
  mir_substitution substitution = {.renamer = renamer};
  const mir_path **items = mir_arena_copy(arena, bounds.items, bounds.count, sizeof *items);
  for (size_t i = 0; items != NULL && i < bounds.count; i++) {
    items[i] = mir_substitute_path(arena, bounds.items[i], &substitution);
  }
  return (mir_path_list){items, bounds.count};
}

static void rename_parameters(mir_arena *arena, mir_renamer *renamer, mir_rust_item *item) {
  mir_generic_parameter *parameters =
      mir_arena_copy(arena, item->parameters, item->parameter_count, sizeof *parameters);
  for (size_t i = 0; parameters != NULL && i < item->parameter_count; i++) {
    parameters[i].default_value = rename_type(arena, renamer, parameters[i].default_value);
    parameters[i].bounds = rename_bounds(arena, renamer, parameters[i].bounds);
  }
  mir_where_clause *clauses =
      mir_arena_copy(arena, item->clauses, item->clause_count, sizeof *clauses);
  for (size_t i = 0; clauses != NULL && i < item->clause_count; i++) {
    clauses[i].type = rename_type(arena, renamer, clauses[i].type);
    clauses[i].bounds = rename_bounds(arena, renamer, clauses[i].bounds);
  }
  item->parameters = parameters;
  item->clauses = clauses;
}

static void rename_variants(mir_arena *arena, mir_renamer *renamer, mir_rust_item *item) {
  mir_variant *variants =
      mir_arena_copy(arena, item->variants, item->variant_count, sizeof *variants);
  for (size_t i = 0; variants != NULL && i < item->variant_count; i++) {
    size_t count = variants[i].field_count;
    mir_field *fields = mir_arena_copy(arena, variants[i].fields, count, sizeof *fields);
    for (size_t j = 0; fields != NULL && j < count; j++) {
      fields[j].type = rename_type(arena, renamer, fields[j].type);
    }
    variants[i].fields = fields;
  }
  item->variants = variants;
}

void mir_rename_item(mir_arena *arena, mir_renamer *renamer, mir_rust_item *item) {
  mir_substitution substitution = {.renamer = renamer};
  rename_variants(arena, renamer, item);
  item->type = rename_type(arena, renamer, item->type);
  if (item->trait_path != NULL) {
    item->trait_path = mir_substitute_path(arena, item->trait_path, &substitution);
  }
  rename_parameters(arena, renamer, item);
}

bool mir_resolve_names(mir_program *program) {
  mir_names names = {{.rename = rename_path}, .program = program, .arena = program->arena};
  if (!index_names(&names)) {
    return false;
  }
  for (size_t i = 0; i < mir_own_rust_item_count(program); i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (item->kind != MIR_RUST_IMPORT && item->path != NULL) {
      // Items are the program's, which nobody has looked at yet.
      names.item = item;
      mir_rename_item(names.arena, &names.renamer, (mir_rust_item *)(uintptr_t)item);
    }
  }
  return !mir_arena_is_exhausted(program->arena);
}
