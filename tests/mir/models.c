// SPDX-License-Identifier: MIT
//
// The table of models against what uses it: each row is called by some program of tests/programs,
// or by the functions of std that are written in Rust; docs/models.md lists them all. With
// AIRLOCK_BLESS in the environment the document is written instead of compared.
#include <criterion/criterion.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mir/message.h"
#include "mir/models.h"
#include "mir/parser.h"
#include "mir/prelude.h"

static char *read_file(const char *path, size_t *out_length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return NULL;
  }
  mir_message text = {.data = NULL};
  char piece[4096];
  size_t size;
  while ((size = fread(piece, 1, sizeof piece, file)) > 0) {
    mir_message_add_bytes(&text, piece, size);
  }
  fclose(file);
  *out_length = text.length;
  return text.data;
}

// Marks the rows that the calls of a program find.
static void mark_calls(const mir_program *program, const mir_pointer_map *map, bool *used,
                       const mir_model *models) {
  for (size_t i = 0; i < program->item_count; i++) {
    const mir_body *body = program->items[i]->body;
    cr_assert(body == NULL || mir_read_body(program->arena, body));
    for (uint32_t j = 0; body != NULL && j < body->block_count; j++) {
      const mir_terminator *terminator = &body->blocks[j].terminator;
      if (terminator->kind != MIR_TERMINATOR_CALL ||
          terminator->call.function.kind != MIR_OPERAND_CONSTANT ||
          terminator->call.function.constant->kind != MIR_CONSTANT_PATH) {
        continue;
      }
      const mir_model *model =
          mir_models_find(map, program->arena, terminator->call.function.constant->path);
      if (model != NULL) {
        used[model - models] = true;
      }
    }
  }
}

static void mark_text(const char *path, bool *used, const mir_model *models) {
  mir_arena *arena = mir_arena_new();
  mir_program *program = mir_program_new(arena);
  mir_pointer_map map = {0};
  mir_error error;
  cr_assert(mir_models_index(&map, arena));
  if (path == NULL) {
    cr_assert_eq(mir_read_prelude(&program, arena, &error), MIR_OK);
  } else {
    size_t length = 0;
    char *text = read_file(path, &length);
    cr_assert_not_null(text, "%s", path);
    cr_assert_eq(mir_parse_text(program, path, text, length, &error), MIR_OK, "%s", path);
    free(text);
  }
  mark_calls(program, &map, used, models);
  mir_arena_free(arena);
}

// What the loader calls by itself: drop glue.
static bool is_of_the_loader(const mir_model *model) {
  return strncmp(model->path, "builtin::", 9) == 0 || strstr(model->path, " as Drop>") != NULL;
}

// What no program can show that must run natively too: functions that no stable rustc has, and an
// end by a signal.
static bool is_not_native(const mir_model *model) {
  return strncmp(model->path, "boxed::Box::as_", 15) == 0 ||
         strcmp(model->path, "process::abort") == 0;
}

Test(mir_models, each_row_is_called_by_a_program) {
  size_t count = 0;
  const mir_model *models = mir_models_table(&count);
  bool *used = calloc(count, sizeof *used);
  glob_t programs;
  cr_assert_eq(glob(AIRLOCK_TESTS_DIR "/programs/*/*.mir", 0, NULL, &programs), 0);
  for (size_t i = 0; i < programs.gl_pathc; i++) {
    mark_text(programs.gl_pathv[i], used, models);
  }
  mark_text(NULL, used, models);
  for (size_t i = 0; i < count; i++) {
    cr_expect(used[i] || is_of_the_loader(&models[i]) || is_not_native(&models[i]),
              "no program calls `%s`", models[i].path);
  }
  globfree(&programs);
  free(used);
}

// The functions of std in Rust, by file.
static void add_rust(mir_message *text) {
  mir_arena *arena = mir_arena_new();
  mir_program *program;
  mir_error error;
  cr_assert_eq(mir_read_prelude(&program, arena, &error), MIR_OK);
  const char *module = "";
  for (size_t i = 0; i < program->item_count; i++) {
    const mir_path *path = program->items[i]->path;
    const mir_segment *last = &path->segments[path->segment_count - 1];
    if (program->items[i]->kind != MIR_ITEM_FUNCTION || path->segment_count < 3 ||
        last->kind != MIR_SEGMENT_NAME || path->segments[1].kind != MIR_SEGMENT_NAME ||
        strcmp(path->segments[1].name, "models") == 0 ||
        (last->name[0] >= 'A' && last->name[0] <= 'Z')) {
      continue;
    }
    if (strcmp(module, path->segments[1].name) != 0) {
      module = path->segments[1].name;
      mir_message_add(text, "\n\n- `std::%s`:", module);
    }
    mir_message_add(text, "\n  `%s`", last->name);
  }
  mir_message_add(text, "\n");
  mir_arena_free(arena);
}

Test(mir_models, the_document_lists_each_row) {
  mir_message text = {.data = NULL};
  mir_message_add(
      &text, "# Models of std\n\n"
             "What `airlock run` knows of std. Anything else is unsupported, by name, when it is "
             "called.\nThis page is made of the table in `src/mir/models_table.c` and of the "
             "files in `src/mir/std`\n(`AIRLOCK_BLESS=1 test_mir_models` writes it).\n\n"
             "## In C\n\n| path | arguments | what it does |\n|---|---|---|\n");
  size_t count = 0;
  const mir_model *models = mir_models_table(&count);
  for (size_t i = 0; i < count; i++) {
    if (strncmp(models[i].path, "models::", 8) != 0) {
      mir_message_add(&text, "| `%s` | %zu | %s |\n", models[i].path, models[i].arity,
                      models[i].doc);
    }
  }
  mir_message_add(&text,
                  "\n## In Rust\n\nMethods, functions and the methods of impls, by module, "
                  "as std documents them. They run the\nprogram's own code (closures, Clone, "
                  "Drop) by ordinary calls.");
  add_rust(&text);
  const char *path = AIRLOCK_TESTS_DIR "/../docs/models.md";
  if (getenv("AIRLOCK_BLESS") != NULL) {
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fwrite(text.data, 1, text.length, file);
    fclose(file);
  }
  size_t length = 0;
  char *document = read_file(path, &length);
  cr_assert_not_null(document, "docs/models.md is missing");
  cr_expect(length == text.length && memcmp(document, text.data, length) == 0,
            "docs/models.md is not what the models are; AIRLOCK_BLESS=1 writes it");
  free(document);
  mir_message_release(&text);
}
