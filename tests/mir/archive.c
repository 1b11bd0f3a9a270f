// SPDX-License-Identifier: MIT
//
// The archive of std says what the text of std says: reading the text again gives the same bytes,
// and so does what was read from them.
#include <criterion/criterion.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mir/archive.h"
#include "mir/parser.h"
#include "mir/prelude.h"
#include "mir/session.h"

static unsigned char *write_archive(size_t *out_length, const mir_program *program) {
  const char *problem = NULL;
  unsigned char *archive = mir_archive_write(out_length, &problem, program);
  cr_assert_not_null(archive, "%s", problem);
  return archive;
}

static unsigned char *archive_of_text(size_t *out_length) {
  mir_arena *arena = mir_arena_new();
  mir_program *prelude = NULL;
  mir_error error;
  cr_assert_eq(mir_read_prelude(&prelude, arena, &error), MIR_OK, "%s", error.message);
  unsigned char *archive = write_archive(out_length, prelude);
  mir_arena_free(arena);
  return archive;
}

static void require_archive(void) {
  if (!mir_archive_is_present(mir_prelude_archive)) {
    cr_skip_test(
        "SKIP archive: airlock was built for a machine whose programs the build cannot run");
  }
}

Test(archive, of_std_is_that_of_its_text) {
  require_archive();
  size_t length;
  unsigned char *archive = archive_of_text(&length);
  cr_expect_eq(memcmp(archive, mir_prelude_archive, length), 0);
  free(archive);
}

Test(archive, of_what_was_read_is_the_same) {
  size_t length;
  size_t second_length;
  unsigned char *archive = archive_of_text(&length);
  mir_arena *arena = mir_arena_new();
  const mir_program *program = mir_archive_read(arena, archive);
  cr_assert_not_null(program);
  unsigned char *second = write_archive(&second_length, program);
  cr_expect_eq(length, second_length);
  cr_expect_eq(memcmp(archive, second, length), 0);
  free(second);
  free(archive);
  mir_arena_free(arena);
}

// Names, types and paths of a program that is read afterwards are those of the archive.
Test(archive, shares_what_is_unique) {
  size_t length;
  unsigned char *archive = archive_of_text(&length);
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_archive_read(arena, archive);
  mir_error error;
  cr_assert_not_null(program);
  for (size_t i = 0; i < program->item_count; i++) {
    const mir_item *item = program->items[i];
    cr_expect_eq(mir_arena_intern(arena, item->path->stem, strlen(item->path->stem)),
                 item->path->stem);
  }
  size_t archived = program->item_count;
  cr_assert_eq(mir_read_prelude(&program, arena, &error), MIR_OK);
  const mir_program *again = mir_archive_read(arena, archive);
  cr_assert_not_null(again);
  cr_assert_eq(archived, program->item_count);
  for (size_t i = 0; i < archived; i++) {
    cr_expect_eq(program->items[i]->path, again->items[i]->path);
    cr_expect_eq(program->items[i]->type, again->items[i]->type);
  }
  for (size_t i = 0; i < program->rust_item_count; i++) {
    cr_expect_eq(program->rust_items[i]->path, again->rust_items[i]->path);
    cr_expect_eq(program->rust_items[i]->trait_path, again->rust_items[i]->trait_path);
    cr_expect_eq(program->rust_items[i]->type, again->rust_items[i]->type);
  }
  free(archive);
  mir_arena_free(arena);
}

// The linker leads the interpreter's allocations here (tests/CMakeLists.txt).
static size_t allocations_left = SIZE_MAX;

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static bool takes_allocation(void) {
  bool is_left = allocations_left != 0;
  allocations_left -= is_left && allocations_left != SIZE_MAX;
  return is_left;
}

void *__wrap_calloc(size_t count, size_t size) {
  return takes_allocation() ? __real_calloc(count, size) : NULL;
}

void *__wrap_malloc(size_t size) {
  return takes_allocation() ? __real_malloc(size) : NULL;
}

// Wherever memory runs out, reading answers so, and leaves nothing behind but the arena.
Test(archive, is_read_with_too_little_memory) {
  size_t length;
  unsigned char *archive = archive_of_text(&length);
  size_t failures = 0;
  const mir_program *program = NULL;
  for (size_t left = 0; program == NULL && left < 1000; left++) {
    allocations_left = left;
    mir_arena *arena = mir_arena_new();
    program = arena == NULL ? NULL : mir_archive_read(arena, archive);
    allocations_left = SIZE_MAX;
    failures += program == NULL;
    mir_arena_free(arena);
  }
  cr_expect_not_null(program);
  cr_expect_geq(failures, 8);
  free(archive);
}

// Texts may be added to a program that was read, as to any other.
Test(archive, of_which_more_is_read) {
  size_t length;
  unsigned char *archive = archive_of_text(&length);
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_archive_read(arena, archive);
  cr_assert_not_null(program);
  size_t items = program->item_count;
  size_t rust_items = program->rust_item_count;
  size_t allocations = program->allocation_count;
  const mir_item *last = program->items[items - 1];
  const mir_rust_item *last_rust = program->rust_items[rust_items - 1];
  mir_error error;
  const char text[] = "fn f() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"
                      "alloc987654 (size: 1, align: 1) {\n 41 │ A\n}\n";
  const char source[] = "struct Added;";
  cr_assert_eq(mir_parse_text(program, "f.mir", text, sizeof text - 1, &error), MIR_OK, "%s",
               error.message);
  cr_assert_eq(mir_scan_rust_items(program, "f.rs", source, sizeof source - 1, &error), MIR_OK);
  cr_expect_eq(program->item_count, items + 1);
  cr_expect_eq(program->rust_item_count, rust_items + 1);
  cr_expect_eq(program->allocation_count, allocations + 1);
  cr_expect_eq(program->items[items - 1], last);
  cr_expect_str_eq(program->items[items]->path->stem, "f");
  cr_expect_eq(program->rust_items[rust_items - 1], last_rust);
  free(archive);
  mir_arena_free(arena);
}

Test(archive, without_a_program_is_empty) {
  const unsigned char empty[] = {0};
  cr_expect_not(mir_archive_is_present(empty));
}

// What an archive cannot hold is refused, not left out.
Test(archive, holds_no_bodies) {
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_program_new(arena);
  mir_error error;
  const char *problem = NULL;
  size_t length;
  const char text[] = "fn f() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n";
  cr_assert_eq(mir_parse_text(program, "f.mir", text, sizeof text - 1, &error), MIR_OK);
  cr_expect_null(mir_archive_write(&length, &problem, program));
  cr_expect_str_eq(problem, "a body has been read");
  mir_arena_free(arena);
}
