// SPDX-License-Identifier: MIT
//
// Writes an archive of std (mir/archive.h) to the file that the command line names. The build runs
// this once, and links the archive into the command.
#include <stdio.h>
#include <stdlib.h>

#include "mir/archive.h"
#include "mir/prelude.h"

static int fail(const char *what, const char *problem) {
  fprintf(stderr, "%s: %s\n", what, problem);
  return EXIT_FAILURE;
}

static mir_program *read_std(mir_arena *arena) {
  mir_program *prelude = NULL;
  mir_error error = {.message = "out of memory"};
  if (arena == NULL || mir_read_prelude(&prelude, arena, &error) != MIR_OK) {
    fprintf(stderr, "%s:%u:%u: %s\n", error.file == NULL ? "std" : error.file, error.line,
            error.column, error.message);
    return NULL;
  }
  return prelude;
}

static int write_file(const char *path, const unsigned char *bytes, size_t length) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) {
    return fail(path, "cannot be made");
  }
  bool is_written = fwrite(bytes, 1, length, file) == length;
  if (fclose(file) != 0 || !is_written) {
    remove(path);
    return fail(path, "cannot be written");
  }
  return EXIT_SUCCESS;
}

int main(int count, char **words) {
  if (count != 2) {
    return fail(words[0], "expected the name of the file to be written");
  }
  int status = EXIT_FAILURE;
  mir_arena *arena = mir_arena_new();
  const mir_program *prelude = read_std(arena);
  if (prelude != NULL) {
    size_t length = 0;
    const char *problem = NULL;
    unsigned char *archive = mir_archive_write(&length, &problem, prelude);
    status = archive == NULL ? fail("std", problem) : write_file(words[1], archive, length);
    free(archive);
  }
  mir_arena_free(arena);
  return status;
}
