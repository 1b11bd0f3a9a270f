// SPDX-License-Identifier: MIT
//
// See cargo.h. `cargo check` does not link, so that functions which only a native library of the
// command line has are no error. The flags reach rustc in CARGO_ENCODED_RUSTFLAGS, behind those of
// the user; with `--target` they do not reach build scripts and proc macros. What was checked is in
// cargo's messages, one JSON object per line. The target folder is one of the cache, so that the
// user's own stays as it is.
#define _XOPEN_SOURCE 700

#include "cli/cargo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cache.h"
#include "cli/files.h"
#include "cli/hash.h"
#include "cli/json_reader.h"
#include "cli/process.h"
#include "cli/program.h"
#include "cli/refusal.h"
#include "cli/rustc.h"
#include "mir/message.h"

static void add(mir_message *message, const char *text) {
  mir_message_add_bytes(message, text, strlen(text));
}

//===------------------------------------------------------------------------------------------===//
// Calling cargo
//===------------------------------------------------------------------------------------------===//

// The user's flags, then ours, each ended by a unit separator but the last.
static char *make_flags(void) {
  const char *encoded = getenv("CARGO_ENCODED_RUSTFLAGS");
  const char *plain = getenv("RUSTFLAGS");
  mir_message flags = {.data = NULL};
  add(&flags, "CARGO_ENCODED_RUSTFLAGS=");
  if (encoded != NULL && encoded[0] != '\0') {
    add(&flags, encoded);
    add(&flags, "\x1f");
  }
  for (const char *word = encoded == NULL ? plain : NULL; word != NULL && *word != '\0';) {
    size_t length = strcspn(word, " ");
    mir_message_add_bytes(&flags, word, length);
    add(&flags, length == 0 ? "" : "\x1f");
    word += length + (word[length] == ' ');
  }
  add(&flags, "--emit=mir");
  for (size_t i = 0; rustc_flags[i] != NULL; i++) {
    add(&flags, "\x1f");
    add(&flags, rustc_flags[i]);
  }
  if (flags.is_exhausted) {
    mir_message_release(&flags);
  }
  return flags.data;
}

// The target folder for the package in this folder. The caller frees it.
static char *make_target_folder(const char *cache) {
  char *here = realpath(".", NULL);
  char *folders = here == NULL ? NULL : files_join(cache, "cargo/");
  char *folder = NULL;
  if (folders != NULL) {
    hash_text hash = hash_write(hash_add_text(hash_begin(), here));
    folder = files_join(folders, hash.digits);
  }
  free(folders);
  free(here);
  return folder;
}

// What cargo says of the package. The caller frees the output.
static mir_verdict call_cargo(process_result *out_result, const renderer *renderer,
                              const arguments *arguments, const rustc *rustc, const char *folder) {
  const char *chosen = getenv("CARGO");
  const char *cargo = chosen == NULL || chosen[0] == '\0' ? "cargo" : chosen;
  bool is_json = renderer->format == RENDER_JSON;
  const char *words[] = {cargo,
                         "check",
                         "--quiet",
                         is_json ? "--message-format=json"
                                 : "--message-format=json-render-diagnostics",
                         "--target",
                         rustc->host,
                         "--target-dir",
                         folder,
                         arguments->program == NULL ? "--bins" : "--bin",
                         arguments->program,
                         NULL};
  char *flags = make_flags();
  if (flags == NULL) {
    return refusal_out_of_memory(renderer);
  }
  const char *variables[] = {flags, rustc_variables[0], NULL};
  process_request request = {words, variables, true};
  process_run(out_result, &request);
  free(flags);
  if (out_result->signal != 0) {
    process_end_by(out_result->signal);
  }
  if (out_result->error != 0) {
    return refusal_say(renderer, "cannot run `%s`: %s", cargo, strerror(out_result->error));
  }
  return MIR_VERDICT_FINISHED;
}

//===------------------------------------------------------------------------------------------===//
// What was checked
//===------------------------------------------------------------------------------------------===//

// "dir/name-hash.mir" of "dir/libname-hash.rmeta", or the list of its sources. The caller frees it.
static char *beside_metadata(const char *path, const char *extension) {
  static const char prefix[] = "lib";
  char *made = files_with_extension(path, extension);
  char *name = made == NULL ? NULL : strrchr(made, '/');
  name = name == NULL ? made : name + 1;
  if (name != NULL && strncmp(name, prefix, sizeof prefix - 1) == 0) {
    memmove(name, name + sizeof prefix - 1, strlen(name) - sizeof prefix + 2);
  }
  return made;
}

// What rustc calls the source: the end of its path that the list of sources has. NULL when it has
// none. The caller frees it.
static char *find_label(const char *list_path, const char *source) {
  char *list = NULL;
  size_t length = 0;
  char *label = NULL;
  if (!files_read(&list, &length, list_path)) {
    return NULL;
  }
  char *rest = NULL;
  for (char *line = strtok_r(list, "\n", &rest); line != NULL && label == NULL;
       line = strtok_r(NULL, "\n", &rest)) {
    size_t end = strlen(line);
    if (end > 1 && line[end - 1] == ':') {
      line[end - 1] = '\0';
      files_unescape(line);
      size_t full = strlen(source);
      size_t part = strlen(line);
      bool is_end = part < full && source[full - part - 1] == '/';
      label = part <= full && strcmp(source + full - part, line) == 0 && (part == full || is_end)
                  ? strdup(line)
                  : NULL;
    }
  }
  free(list);
  return label;
}

// Adds a crate from cargo's message about it. False when memory is out, or something is not there.
static bool add_crate(cargo_package *package, const char *message, bool is_program) {
  const char *target = json_member(message, "target");
  cargo_crate *larger =
      realloc(package->crates, (package->crate_count + 1) * sizeof *package->crates);
  if (larger == NULL) {
    return false;
  }
  package->crates = larger;
  cargo_crate *crate = &larger[package->crate_count++];
  *crate = (cargo_crate){.is_program = is_program};
  crate->name = json_string(json_member(target, "name"));
  crate->source = json_string(json_member(target, "src_path"));
  const char *file = json_first(json_member(message, "filenames"));
  char *path = json_string(file);
  for (; path != NULL && !files_has_ending(path, ".rmeta"); path = json_string(file)) {
    free(path);
    file = json_next(file);
  }
  char *list = path == NULL ? NULL : beside_metadata(path, ".d");
  crate->text = path == NULL ? NULL : beside_metadata(path, ".mir");
  crate->label = list == NULL || crate->source == NULL ? NULL : find_label(list, crate->source);
  free(list);
  free(path);
  for (char *dash = crate->name; !is_program && dash != NULL && *dash != '\0'; dash++) {
    *dash = *dash == '-' ? '_' : *dash;
  }
  return crate->name != NULL && crate->source != NULL && crate->text != NULL &&
         crate->label != NULL;
}

// The name of a package from its id: "..#name@1.0.0", or "../name#1.0.0".
static void add_package_name(mir_message *message, const char *id) {
  const char *hash = strrchr(id, '#');
  const char *at = hash == NULL ? NULL : strchr(hash, '@');
  const char *start = hash == NULL ? id : hash + 1;
  const char *end = at == NULL ? id + strlen(id) : at;
  if (hash != NULL && at == NULL) {
    end = hash;
    for (start = end; start > id && start[-1] != '/'; start--) {
    }
  }
  mir_message_add_bytes(message, start, (size_t)(end - start));
}

// Adds "the build script of `name`", or whatever of a package is not read.
static void add_unread(mir_message *unread, const char *what, const char *message) {
  char *id = json_string(json_member(message, "package_id"));
  add(unread, unread->length == 0 ? "" : ", ");
  add(unread, what);
  add(unread, " `");
  add_package_name(unread, id == NULL ? "" : id);
  add(unread, "`");
  free(id);
}

// Takes one message. False when memory is out, or something is not there.
static bool take_message(cargo_package *package, mir_message *unread, const char *message) {
  const char *kind = json_first(json_member(json_member(message, "target"), "kind"));
  const char *id = json_member(message, "package_id");
  bool is_local = id != NULL && strncmp(id, "\"path+", 6) == 0;
  if (!json_is(json_member(message, "reason"), "compiler-artifact")) {
    return true;
  }
  if (json_is(kind, "custom-build")) {
    add_unread(unread, "the build script of", message);
  } else if (json_is(kind, "proc-macro")) {
    add_unread(unread, "the proc macros of", message);
  } else if (!is_local) {
    add_unread(unread, "the dependency", message);
  } else {
    return add_crate(package, message, json_is(kind, "bin"));
  }
  return true;
}

static bool take_messages(cargo_package *package, const renderer *renderer, char *output) {
  mir_message unread = {.data = NULL};
  bool done = true;
  char *rest = NULL;
  for (char *line = strtok_r(output, "\n", &rest); line != NULL && done;
       line = strtok_r(NULL, "\n", &rest)) {
    if (renderer->format == RENDER_JSON &&
        json_is(json_member(line, "reason"), "compiler-message")) {
      fprintf(renderer->file, "%s\n", line);
    }
    done = take_message(package, &unread, line);
  }
  package->unread = unread.data;
  return done && !unread.is_exhausted;
}

// Chooses what is run, and learns from it where cargo runs rustc.
static mir_verdict choose_program(cargo_package *package, const renderer *renderer) {
  mir_message names = {.data = NULL};
  size_t count = 0;
  for (size_t i = 0; i < package->crate_count; i++) {
    const cargo_crate *crate = &package->crates[i];
    if (crate->is_program) {
      package->program = crate;
      mir_message_add(&names, "%s`%s`", count++ == 0 ? "" : ", ", crate->name);
    }
  }
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  if (count == 0) {
    verdict = refusal_say(renderer, "the package has no program");
  } else if (count > 1) {
    verdict = refusal_say(renderer, "the package has several programs: %s; --bin chooses one",
                          names.data == NULL ? "" : names.data);
  } else {
    const char *source = package->program->source;
    size_t length = strlen(source) - strlen(package->program->label);
    package->root = strndup(source, length);
    verdict = package->root == NULL ? refusal_out_of_memory(renderer) : verdict;
  }
  mir_message_release(&names);
  return verdict;
}

mir_verdict cargo_check(cargo_package *out_package, const renderer *renderer,
                        const arguments *arguments) {
  *out_package = (cargo_package){.crates = NULL};
  rustc rustc;
  mir_verdict verdict = rustc_find(&rustc, renderer);
  if (verdict != MIR_VERDICT_FINISHED) {
    return verdict;
  }
  process_result result = {.output = NULL};
  char *cache = cache_folder();
  char *folder = cache == NULL ? NULL : make_target_folder(cache);
  if (folder == NULL) {
    verdict = refusal_say(renderer, "there is no folder for what cargo makes: neither "
                                    "XDG_CACHE_HOME nor HOME names one that can be written");
    goto cleanup;
  }
  verdict = call_cargo(&result, renderer, arguments, &rustc, folder);
  if (verdict != MIR_VERDICT_FINISHED) {
    goto cleanup;
  }
  bool is_taken = take_messages(out_package, renderer, result.output);
  if (!process_succeeded(&result)) {
    verdict = refusal_say(renderer, "cargo did not get through with the package");
  } else if (!is_taken) {
    verdict = refusal_say(renderer,
                          "what cargo made of the package is not all there; removing "
                          "`%s` has it made again",
                          folder);
  } else {
    verdict = choose_program(out_package, renderer);
  }
cleanup:
  free(result.output);
  free(folder);
  free(cache);
  rustc_release(&rustc);
  return verdict;
}

void cargo_release(cargo_package *package) {
  for (size_t i = 0; i < package->crate_count; i++) {
    free(package->crates[i].name);
    free(package->crates[i].source);
    free(package->crates[i].label);
    free(package->crates[i].text);
  }
  free(package->crates);
  free(package->root);
  free(package->unread);
  *package = (cargo_package){.crates = NULL};
}

//===------------------------------------------------------------------------------------------===//
// Reading
//===------------------------------------------------------------------------------------------===//

static mir_verdict begin(mir_session *session, const cargo_crate *crate) {
  return mir_session_begin_crate(session, crate->is_program ? NULL : crate->name);
}

mir_verdict cargo_read(mir_session *session, const renderer *renderer,
                       const cargo_package *package) {
  mir_verdict verdict = MIR_VERDICT_FINISHED;
  for (size_t i = 0; i < package->crate_count && verdict == MIR_VERDICT_FINISHED; i++) {
    const cargo_crate *crate = &package->crates[i];
    verdict = begin(session, crate);
    if (verdict == MIR_VERDICT_FINISHED) {
      verdict = program_read_sources(session, renderer, crate->label, crate->source);
    }
  }
  for (size_t i = 0; i < package->crate_count && verdict == MIR_VERDICT_FINISHED; i++) {
    const cargo_crate *crate = &package->crates[i];
    verdict = begin(session, crate);
    if (verdict == MIR_VERDICT_FINISHED) {
      verdict = program_read_text(session, renderer, crate->text);
    }
  }
  return verdict;
}
