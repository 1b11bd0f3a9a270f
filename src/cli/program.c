// SPDX-License-Identifier: MIT
//
// See program.h.
#define _POSIX_C_SOURCE 200809L

#include "cli/program.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/refusal.h"
#include "cli/source.h"

//===------------------------------------------------------------------------------------------===//
// Declarations
//===------------------------------------------------------------------------------------------===//

// Reads a Rust source file that is called `name` in the program's positions, of a module when there
// is one. A file that nobody asked for by name may be missing, but not be something else.
static mir_verdict read_items(mir_session *session, const renderer *renderer,
                              const mir_module_file *module, const char *name, const char *path) {
  char *text = NULL;
  size_t length = 0;
  if (!files_read(&text, &length, path)) {
    return errno == ENOENT || errno == ENOTDIR ? MIR_VERDICT_FINISHED
                                               : refusal_of_file(renderer, "read", path);
  }
  mir_verdict verdict = module == NULL
                            ? mir_session_read_items(session, name, text, length)
                            : mir_session_read_module(session, module, name, text, length);
  free(text);
  return verdict;
}

// The file of this name: beside the program's text, or as it stands. The caller frees it.
static char *find_source(const renderer *renderer, const char *name) {
  char *path = files_beside(renderer->folder, name);
  if (path != NULL && access(path, R_OK) != 0) {
    free(path);
    path = files_beside("", name);
  }
  return path;
}

static mir_verdict read_modules(mir_session *session, const renderer *renderer) {
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  const mir_module_file *module = mir_session_next_module(session);
  while (module != NULL && verdict == MIR_VERDICT_FINISHED) {
    const char *name = module->name;
    char *path = find_source(renderer, name);
    if (path != NULL && module->other_name != NULL && access(path, F_OK) != 0) {
      name = module->other_name;
      free(path);
      path = find_source(renderer, name);
    }
    verdict = path == NULL ? refusal_out_of_memory(renderer)
                           : read_items(session, renderer, module, name, path);
    free(path);
    module = mir_session_next_module(session);
  }
  return verdict;
}

mir_verdict program_read_sources(mir_session *session, const renderer *renderer, const char *name,
                                 const char *path) {
  mir_verdict verdict = read_items(session, renderer, NULL, name, path);
  return verdict == MIR_VERDICT_FINISHED ? read_modules(session, renderer) : verdict;
}

static mir_verdict find_items(mir_session *session, const renderer *renderer,
                              const arguments *arguments) {
  bool is_source = program_is_source(arguments);
  const char *name = is_source ? arguments->program : mir_session_source_name(session);
  const char *items = arguments->items;
  if (items != NULL && access(items, R_OK) != 0) {
    return refusal_of_file(renderer, "read", items);
  }
  char *path = items != NULL  ? files_beside("", items)
               : name != NULL ? find_source(renderer, name)
                              : files_with_extension(arguments->program, ".rs");
  if (path == NULL) {
    return refusal_out_of_memory(renderer);
  }
  mir_verdict verdict = program_read_sources(session, renderer, name != NULL ? name : path, path);
  free(path);
  return verdict;
}

//===------------------------------------------------------------------------------------------===//
// Texts
//===------------------------------------------------------------------------------------------===//

bool program_is_source(const arguments *arguments) {
  return files_has_ending(arguments->program, ".rs");
}

// Prints the program, and keeps the text where the user wants it.
static mir_verdict read_source(mir_session *session, const renderer *renderer,
                               const arguments *arguments) {
  source_text source = {.name = NULL};
  const char *edition = arguments->edition != NULL ? arguments->edition : "2021";
  mir_verdict verdict = source_print(&source, renderer, arguments->program, edition);
  if (verdict != MIR_VERDICT_FINISHED) {
    return verdict;
  }
  const char *copy = arguments->mir_copy;
  if (copy != NULL && !files_write(copy, source.text, source.length)) {
    verdict = refusal_of_file(renderer, "write", copy);
  } else {
    const char *name = copy != NULL ? copy : source.name;
    verdict = mir_session_read(session, name, source.text, source.length);
  }
  source_release(&source);
  return verdict;
}

mir_verdict program_read_text(mir_session *session, const renderer *renderer, const char *path) {
  char *text = NULL;
  size_t length = 0;
  if (!files_read(&text, &length, path)) {
    return refusal_of_file(renderer, "read", path);
  }
  mir_verdict verdict = mir_session_read(session, path, text, length);
  free(text);
  return verdict;
}

mir_verdict program_read(mir_session *session, const renderer *renderer,
                         const arguments *arguments) {
  mir_verdict verdict = program_is_source(arguments)
                            ? read_source(session, renderer, arguments)
                            : program_read_text(session, renderer, arguments->program);
  return verdict == MIR_VERDICT_FINISHED ? find_items(session, renderer, arguments) : verdict;
}
