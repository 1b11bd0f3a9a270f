// SPDX-License-Identifier: MIT
//
// See crates.h. Whether the first name of a path is the crate's own or another crate's is decided
// by what the crate declares at its root, in its sources or (what macros make) in its text.
#include "crates.h"

#include <stdio.h>
#include <string.h>

#include "intern.h"
#include "pointer_map.h"

struct mir_crates {
  const mir_path *root;     // Of the current crate, or NULL.
  size_t index;             // Of the current crate.
  size_t count;             // Crates so far.
  mir_pointer_map names;    // Paths of crates.
  mir_pointer_map declared; // Paths of items, to something.
  mir_pointer_map imports;  // Paths of names that `use` brings in, to the items that say so.
  mir_pointer_map globs;    // Paths of modules, to the last of their `use name::*`.
  bool is_indexed;
};

// The `use name::*` of one module, the last first.
typedef struct glob {
  const mir_rust_item *item;
  const struct glob *next;
} glob;

enum { most_steps = 64 }; // From one re-export to the next.

static const mir_path *make_path(mir_arena *arena, const mir_path *start, size_t count,
                                 const mir_segment *rest, size_t rest_count) {
  mir_segment *segments = mir_arena_alloc(arena, count + rest_count, sizeof *segments);
  if (segments == NULL) {
    return NULL;
  }
  if (count != 0) {
    memcpy(segments, start->segments, count * sizeof *segments);
  }
  memcpy(segments + count, rest, rest_count * sizeof *segments);
  return mir_intern_path(arena, segments, count + rest_count);
}

static const mir_path *extend(mir_arena *arena, const mir_path *path, const char *name) {
  mir_segment segment = {.kind = MIR_SEGMENT_NAME, .name = name};
  return make_path(arena, path, path == NULL ? 0 : path->segment_count, &segment, 1);
}

bool mir_crates_begin(mir_program *program, const char *name) {
  if (program->crates == NULL) {
    program->crates = mir_arena_alloc(program->arena, 1, sizeof *program->crates);
  }
  mir_crates *crates = program->crates;
  if (crates == NULL) {
    return false;
  }
  crates->root = NULL;
  crates->index = 0;
  if (name == NULL) {
    return true;
  }
  const char *kept = mir_arena_intern(program->arena, name, strlen(name));
  crates->root = kept == NULL ? NULL : extend(program->arena, NULL, kept);
  if (crates->root == NULL) {
    return false;
  }
  crates->index = (size_t)(uintptr_t)mir_pointer_map_get(&crates->names, crates->root);
  if (crates->index == 0) {
    crates->index = ++crates->count;
    return mir_pointer_map_set(&crates->names, program->arena, crates->root,
                               (void *)(uintptr_t)crates->index);
  }
  return true;
}

const mir_path *mir_crates_root(const mir_program *program) {
  return program->crates == NULL ? NULL : program->crates->root;
}

bool mir_crates_has(const mir_program *program, const mir_path *path) {
  return program->crates != NULL && mir_pointer_map_get(&program->crates->names, path) != NULL;
}

uint64_t mir_crates_allocation_base(const mir_program *program) {
  return program->crates == NULL ? 0 : (uint64_t)program->crates->index << 32;
}

//===------------------------------------------------------------------------------------------===//
// What is declared
//===------------------------------------------------------------------------------------------===//

static bool add_glob(mir_program *program, const mir_rust_item *item) {
  mir_crates *crates = program->crates;
  if (item->path == NULL) {
    return true; // Of the program's own crate, from which nobody imports.
  }
  glob entry = {item, mir_pointer_map_get(&crates->globs, item->path)};
  glob *kept = mir_arena_copy(program->arena, &entry, 1, sizeof entry);
  return kept != NULL && mir_pointer_map_set(&crates->globs, program->arena, item->path, kept);
}

static bool add_item(mir_program *program, const mir_rust_item *item) {
  mir_crates *crates = program->crates;
  void *entry = (void *)(uintptr_t)item;
  if (item->kind == MIR_RUST_IMPORT) {
    return item->import.name == NULL
               ? add_glob(program, item)
               : mir_pointer_map_set(&crates->imports, program->arena, item->path, entry);
  }
  return item->path == NULL ||
         mir_pointer_map_set(&crates->declared, program->arena, item->path, entry);
}

// A name that could be either would be linked to either.
static mir_status check_names(const mir_program *program, mir_error *out_error) {
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    bool is_crate = item->kind != MIR_RUST_IMPORT && item->path != NULL &&
                    mir_pointer_map_get(&program->crates->names, item->path) != NULL;
    if (is_crate) {
      const mir_position *at = &item->position;
      *out_error = (mir_error){at->file, at->line, at->column, ""};
      snprintf(out_error->message, sizeof out_error->message,
               "`%s` is the name of an item here and of a crate; the text does not tell them apart",
               item->path->stem);
      return MIR_INVALID;
    }
  }
  return MIR_OK;
}

// The first name of a header, `fn name::..`, of an item that is not in the sources.
static bool add_header(mir_program *program, const char *line, size_t length) {
  static const char *const words[] = {"fn ", "const ", "static mut ", "static "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t word = strlen(words[i]);
    if (length <= word || memcmp(line, words[i], word) != 0) {
      continue;
    }
    size_t end = word;
    while (end < length && (line[end] == '_' || (line[end] >= '0' && line[end] <= '9') ||
                            (line[end] >= 'a' && line[end] <= 'z') ||
                            (line[end] >= 'A' && line[end] <= 'Z') || (line[end] & 0x80) != 0)) {
      end++;
    }
    const char *name = mir_arena_intern(program->arena, line + word, end - word);
    const mir_path *path =
        name == NULL ? NULL : extend(program->arena, program->crates->root, name);
    return path != NULL &&
           (mir_pointer_map_get(&program->crates->declared, path) != NULL ||
            mir_pointer_map_set(&program->crates->declared, program->arena, path, program->crates));
  }
  return true;
}

mir_status mir_crates_prepare(mir_program *program, const char *text, size_t length,
                              mir_error *out_error) {
  mir_crates *crates = program->crates;
  bool done = true;
  if (crates == NULL || crates->count == 0) {
    return MIR_OK;
  }
  if (!crates->is_indexed) {
    crates->is_indexed = true;
    for (size_t i = 0; i < program->rust_item_count && done; i++) {
      done = add_item(program, program->rust_items[i]);
    }
    mir_status status = done ? check_names(program, out_error) : MIR_OK;
    if (status != MIR_OK) {
      return status;
    }
  }
  for (size_t start = 0; start < length && done && crates->root != NULL;) {
    const char *newline = memchr(text + start, '\n', length - start);
    size_t end = newline == NULL ? length : (size_t)(newline - text);
    done = add_header(program, text + start, end - start);
    start = end + 1;
  }
  if (!done) {
    *out_error = (mir_error){.message = "out of memory"};
  }
  return done ? MIR_OK : MIR_OUT_OF_MEMORY;
}

//===------------------------------------------------------------------------------------------===//
// Paths
//===------------------------------------------------------------------------------------------===//

static bool is_declared(const mir_crates *crates, const mir_path *path) {
  return mir_pointer_map_get(&crates->declared, path) != NULL ||
         mir_pointer_map_get(&crates->imports, path) != NULL;
}

// What a `use` in a module names, from the root of all crates on. NULL when memory is out.
static const mir_path *absolute(mir_program *program, const mir_path *target,
                                const mir_path *module) {
  size_t depth = module->segment_count;
  size_t first = 0;
  bool is_relative = false;
  while (first < target->segment_count) {
    const char *word = target->segments[first].name;
    if (word != NULL && strcmp(word, "crate") == 0) {
      depth = 1;
    } else if (word != NULL && strcmp(word, "super") == 0) {
      depth -= depth > 1;
    } else if (word == NULL || strcmp(word, "self") != 0) {
      break;
    }
    is_relative = true;
    first++;
  }
  const mir_path *path = make_path(program->arena, module, depth, target->segments + first,
                                   target->segment_count - first);
  if (path == NULL || is_relative) {
    return path;
  }
  const mir_path *child =
      make_path(program->arena, module, module->segment_count, target->segments, 1);
  return child == NULL || is_declared(program->crates, child) ? path : target;
}

// The module around an import.
static const mir_path *module_of(mir_program *program, const mir_path *path) {
  return mir_intern_path(program->arena, path->segments, path->segment_count - 1);
}

// What a name of a module stands for when it is not declared there; NULL when nothing is known.
static const mir_path *follow(mir_program *program, const mir_path *path) {
  mir_crates *crates = program->crates;
  const mir_path *module = module_of(program, path);
  const mir_rust_item *import = mir_pointer_map_get(&crates->imports, path);
  if (module == NULL) {
    return NULL;
  }
  if (import != NULL && import->import.target != NULL) {
    const mir_path *target = absolute(program, import->import.target, module);
    return target == path ? NULL : target;
  }
  for (const glob *glob = mir_pointer_map_get(&crates->globs, module); glob != NULL;
       glob = glob->next) {
    const mir_path *source = glob->item->import.target == NULL
                                 ? NULL
                                 : absolute(program, glob->item->import.target, module);
    const mir_path *full = source == NULL ? NULL
                                          : make_path(program->arena, source, source->segment_count,
                                                      &path->segments[path->segment_count - 1], 1);
    if (full != NULL && full != path && is_declared(crates, full)) {
      return full;
    }
  }
  return NULL;
}

// The place where what the path begins with is declared: its first `*out_count` segments are
// replaced. NULL when it is declared where it says, or nowhere.
static const mir_path *find_declaration(mir_program *program, const mir_segment *segments,
                                        size_t count, size_t *out_count) {
  mir_crates *crates = program->crates;
  const mir_path *path = extend(program->arena, NULL, segments[0].name);
  const mir_path *found = NULL;
  for (size_t i = 1; i < count && path != NULL && segments[i].kind == MIR_SEGMENT_NAME; i++) {
    path = extend(program->arena, path, segments[i].name);
    for (size_t step = 0;
         path != NULL && step < most_steps && mir_pointer_map_get(&crates->declared, path) == NULL;
         step++) {
      const mir_path *target = follow(program, path);
      if (target == NULL) {
        break;
      }
      path = target;
      found = path;
      *out_count = i + 1;
    }
  }
  return found;
}

const mir_path *mir_crates_path(mir_parser *parser, const mir_segment *segments, size_t count) {
  mir_program *program = parser->program;
  mir_crates *crates = program->crates;
  if (crates == NULL || mir_has_failed(parser) || segments[0].kind != MIR_SEGMENT_NAME) {
    return mir_make_path(parser, segments, count);
  }
  const mir_path *first = extend(program->arena, crates->root, segments[0].name);
  const mir_path *found = NULL;
  size_t replaced = 0;
  if (crates->root != NULL && first != NULL &&
      mir_pointer_map_get(&crates->declared, first) != NULL) {
    found = crates->root;
  } else {
    const mir_path *crate = extend(program->arena, NULL, segments[0].name);
    if (crate != NULL && mir_pointer_map_get(&crates->names, crate) != NULL) {
      found = find_declaration(program, segments, count, &replaced);
    }
  }
  if (found == NULL) {
    return mir_make_path(parser, segments, count);
  }
  size_t mark = mir_mark(parser);
  for (size_t i = 0; i < found->segment_count; i++) {
    mir_segment segment = found->segments[i];
    if (i + 1 == found->segment_count && replaced != 0) {
      segment.arguments = segments[replaced - 1].arguments;
      segment.bindings = segments[replaced - 1].bindings;
      segment.binding_count = segments[replaced - 1].binding_count;
    }
    mir_push(parser, &segment, sizeof segment);
  }
  for (size_t i = replaced; i < count; i++) {
    mir_push(parser, &segments[i], sizeof *segments);
  }
  size_t total;
  const mir_segment *all = mir_pop(parser, mark, sizeof *all, &total);
  return mir_make_path(parser, all, total);
}
