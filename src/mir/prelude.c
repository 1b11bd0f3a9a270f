// SPDX-License-Identifier: MIT
//
// See prelude.h. What a type means beyond its fields (NonNull is never null, UnsafeCell's contents
// change behind shared references, Box owns) is known to types_path.c by the type's path.
#include "prelude.h"

#include <stdio.h>
#include <string.h>

#include "library.h"
#include "parser.h"

// rustc is told to name the files so; no program's file has such a name.
#define FOLDER "/airlock/std/"

bool mir_is_prelude_file(const char *file) {
  return file != NULL && strncmp(file, FOLDER, strlen(FOLDER)) == 0;
}

static bool is_source(const char *name) {
  size_t length = strlen(name);
  return length > 3 && strcmp(name + length - 3, ".rs") == 0;
}

mir_status mir_add_prelude(mir_program *program, mir_error *out_error) {
  for (const mir_std_file *file = mir_std_files; file->name != NULL; file++) {
    char path[64];
    snprintf(path, sizeof path, "%s%s", FOLDER, file->name);
    const char *name = mir_arena_intern(program->arena, path, strlen(path));
    if (name == NULL) {
      return MIR_OUT_OF_MEMORY;
    }
    const char *text = (const char *)file->text;
    mir_status status = is_source(file->name)
                            ? mir_scan_rust_headers(program, name, text, file->length, out_error)
                            : mir_parse_text_later(program, name, text, file->length, out_error);
    if (status != MIR_OK) {
      return status;
    }
  }
  return mir_add_library(program, out_error);
}
