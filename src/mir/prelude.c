// SPDX-License-Identifier: MIT
//
// See prelude.h. What a type means beyond its fields (NonNull is never null, UnsafeCell's contents
// change behind shared references, Box owns) is known to types_path.c by the type's path.
#include "prelude.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "library.h"
#include "parser.h"
#include "rust_macros.h"

// rustc is told to name the files so; no program's file has such a name.
#define FOLDER "/airlock/std/"

bool mir_is_prelude_file(const char *file) {
  return file != NULL && strncmp(file, FOLDER, strlen(FOLDER)) == 0;
}

static bool is_source(const char *name) {
  size_t length = strlen(name);
  return length > 3 && strcmp(name + length - 3, ".rs") == 0;
}

const mir_std_file *mir_find_std_file(const char *path) {
  const mir_std_file *file = mir_std_files;
  while (mir_is_prelude_file(path) && file->name != NULL &&
         strcmp(file->name, path + strlen(FOLDER)) != 0) {
    file++;
  }
  return mir_is_prelude_file(path) && file->name != NULL ? file : NULL;
}

// Modules and imports serve the resolution of short names. Std's own are full.
static void drop_scopes(mir_program *prelude) {
  size_t count = 0;
  for (size_t i = 0; i < prelude->rust_item_count; i++) {
    const mir_rust_item *item = prelude->rust_items[i];
    if (item->kind != MIR_RUST_MODULE && item->kind != MIR_RUST_IMPORT) {
      prelude->rust_items[count++] = item;
    }
  }
  prelude->rust_item_count = count;
}

mir_status mir_read_prelude(mir_program **out_prelude, mir_arena *arena, mir_error *out_error) {
  mir_program *prelude = mir_program_new(arena);
  mir_status status = prelude == NULL ? MIR_OUT_OF_MEMORY : MIR_OK;
  for (const mir_std_file *file = mir_std_files; status == MIR_OK && file->name != NULL; file++) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", FOLDER, file->name);
    const char *text = (const char *)file->text;
    status = is_source(file->name)
                 ? mir_scan_rust_headers(prelude, name, text, file->length, out_error)
                 : mir_parse_text_later(prelude, name, text, file->length, out_error);
  }
  if (status == MIR_OK) {
    status = mir_add_library(prelude, out_error);
  }
  if (status == MIR_OK) {
    drop_scopes(prelude);
  }
  *out_prelude = prelude;
  return status;
}

// The list with more behind it, in new memory; NULL when that is out.
static void *join(mir_arena *arena, const void *list, size_t count, const void *more,
                  size_t more_count) {
  const void **joined = mir_arena_alloc(arena, count + more_count, sizeof *joined);
  if (joined != NULL && count != 0) {
    memcpy(joined, list, count * sizeof *joined);
  }
  if (joined != NULL && more_count != 0) {
    memcpy(joined + count, more, more_count * sizeof *joined);
  }
  return joined;
}

mir_status mir_add_prelude(mir_program *program, const mir_program *prelude, mir_error *out_error) {
  mir_arena *arena = program->arena;
  mir_status status = mir_expand_deferred(program, out_error);
  if (status != MIR_OK) {
    return status;
  }
  program->std_item_count = prelude->item_count;
  program->std_rust_item_count = prelude->rust_item_count;
  program->items =
      join(arena, program->items, program->item_count, prelude->items, prelude->item_count);
  program->item_count = program->item_capacity = program->item_count + prelude->item_count;
  program->rust_items = join(arena, program->rust_items, program->rust_item_count,
                             prelude->rust_items, prelude->rust_item_count);
  program->rust_item_count = program->rust_item_capacity =
      program->rust_item_count + prelude->rust_item_count;
  program->allocations = join(arena, program->allocations, program->allocation_count,
                              prelude->allocations, prelude->allocation_count);
  program->allocation_count = program->allocation_capacity =
      program->allocation_count + prelude->allocation_count;
  if (mir_arena_is_exhausted(arena)) {
    *out_error = (mir_error){.message = "out of memory"};
    return MIR_OUT_OF_MEMORY;
  }
  const mir_allocation *contradiction = mir_sort_allocations(program);
  if (contradiction != NULL) {
    const mir_position *at = &contradiction->position;
    *out_error = (mir_error){at->file, at->line, at->column, ""};
    snprintf(out_error->message, sizeof out_error->message,
             "`alloc%" PRIu64 "` is the number of an allocation of std", contradiction->id);
    return MIR_INVALID;
  }
  return MIR_OK;
}
