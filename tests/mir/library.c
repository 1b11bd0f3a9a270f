// SPDX-License-Identifier: MIT
//
// The library's rows: each header and each body can be read, and belong together.
#include <criterion/criterion.h>

#include "mir/library.h"
#include "mir/parser.h"

#include <string.h>

static const mir_library_row *const tables[] = {mir_library_comparison, mir_library_format,
                                                mir_library_operators, mir_library_process,
                                                mir_library_values};

static void expect_bodies(const mir_library_row *row) {
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_program_new(arena);
  mir_error error;
  mir_status status =
      mir_parse_text(program, MIR_LIBRARY_FILE, row->bodies, strlen(row->bodies), &error);
  cr_expect_eq(status, MIR_OK, "%s\n%u: %s", row->header, error.column, error.message);
  for (size_t i = 0; i < program->item_count; i++) {
    cr_expect_eq(program->items[i]->kind, MIR_ITEM_FUNCTION, "%s", row->header);
    cr_expect_eq(program->items[i]->path->segment_count, 1, "%s", row->header);
  }
  mir_arena_free(arena);
}

Test(library, bodies_are_functions) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    for (const mir_library_row *row = tables[i]; row->header != NULL; row++) {
      expect_bodies(row);
    }
  }
}

Test(library, each_header_is_one_impl_or_trait) {
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_program_new(arena);
  mir_error error;
  cr_assert_eq(mir_add_library(program, &error), MIR_OK);
  uint32_t line = 0;
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (item->kind == MIR_RUST_IMPL || item->kind == MIR_RUST_TRAIT) {
      line++;
      cr_expect_eq(item->position.line, line, "row %u is on line %u", line, item->position.line);
    }
  }
  size_t rows = 0;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    for (const mir_library_row *row = tables[i]; row->header != NULL; row++) {
      rows++;
    }
  }
  cr_expect_eq(line, rows);
  mir_arena_free(arena);
}
