// SPDX-License-Identifier: MIT
//
// See library.h. Each header is one line of a text, so that an item's line is its row's number.
#include "library.h"

#include <string.h>

#include "intern.h"
#include "message.h"
#include "parser.h"

static const mir_library_row *const tables[] = {mir_library_comparison, mir_library_format,
                                                mir_library_operators, mir_library_process,
                                                mir_library_values};

mir_status mir_add_library(mir_program *program, mir_error *out_error) {
  mir_message text = {.data = NULL};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    for (const mir_library_row *row = tables[i]; row->header != NULL; row++) {
      mir_message_add(&text, "%s\n", row->header);
    }
  }
  mir_status status = MIR_OUT_OF_MEMORY;
  if (text.data != NULL) {
    status = mir_scan_rust_items(program, MIR_LIBRARY_FILE, text.data, text.length, out_error);
  }
  mir_message_release(&text);
  return status;
}

static const mir_library_row *row_of_line(uint32_t line) {
  size_t left = line - 1;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    for (const mir_library_row *row = tables[i]; row->header != NULL; row++) {
      if (left == 0) {
        return row;
      }
      left--;
    }
  }
  return NULL;
}

// The path under which a body is known: of an impl `<Type as Trait>::name`, as calls are printed.
static const mir_path *full_path(mir_arena *arena, const mir_rust_item *parent,
                                 const mir_path *name) {
  mir_segment segments[8] = {{.kind = MIR_SEGMENT_QUALIFIED}};
  size_t count = 1;
  if (parent->kind == MIR_RUST_TRAIT) {
    count = parent->path->segment_count;
    if (count >= sizeof segments / sizeof *segments) {
      return NULL;
    }
    memcpy(segments, parent->path->segments, count * sizeof *segments);
  } else {
    segments[0].self_type = parent->type;
    segments[0].trait_path = parent->trait_path;
  }
  segments[count] = name->segments[0];
  return mir_intern_path(arena, segments, count + 1);
}

static bool add_body(mir_loader *loader, const mir_rust_item *parent, const mir_item *parsed) {
  mir_item *item = mir_arena_copy(loader->arena, parsed, 1, sizeof *item);
  const char *name = mir_path_last_name(parsed->path);
  bool is_of_trait = parent->kind == MIR_RUST_TRAIT;
  if (item == NULL) {
    return false;
  }
  item->path = full_path(loader->arena, parent, parsed->path);
  if (item->path == NULL) {
    return false;
  }
  const char *stem = item->path->stem;
  const mir_rust_item *function = is_of_trait
                                      ? mir_pointer_map_get(&loader->rust_functions, stem)
                                      : mir_pair_map_get(&loader->rust_members, parent, name);
  bool is_added = is_of_trait
                      ? mir_pointer_map_set(&loader->items, loader->arena, stem, item)
                      : mir_pair_map_set(&loader->members, loader->arena, parent, name, item);
  return is_added && mir_note_generics_of(loader, item, parent, function);
}

bool mir_library_read(mir_loader *loader, const mir_rust_item *item) {
  if (mir_pointer_map_get(&loader->library_items, item) != NULL) {
    return true;
  }
  const mir_library_row *row = row_of_line(item->position.line);
  mir_program *program = mir_program_new(loader->arena);
  mir_error error;
  if (row == NULL || program == NULL ||
      !mir_pointer_map_set(&loader->library_items, loader->arena, item, (void *)(uintptr_t)item) ||
      mir_parse_text(program, MIR_LIBRARY_FILE, row->bodies, strlen(row->bodies), &error) !=
          MIR_OK) {
    return false;
  }
  for (size_t i = 0; i < program->item_count; i++) {
    if (!add_body(loader, item, program->items[i])) {
      return false;
    }
  }
  return true;
}
