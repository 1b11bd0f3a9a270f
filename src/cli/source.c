// SPDX-License-Identifier: MIT
//
// See source.h. rustc says in its text neither which rustc it is nor what it was asked, so that is
// put in front of it, and with it what the text was made of:
//
//   // rustc 1.95.0 (59807616e 2026-04-14)
//   // flags: --edition 2021 -Copt-level=0 ..
//   // source: 4fd8..9a main.rs
//   // source: 77b0..16 other.rs
//
// The name of a cached text is the fingerprint of all this for the first source. The text is used
// when the fingerprints of the other sources are still those of the files. What also depends on
// variables of the environment (`env!`) is not cached.
#define _POSIX_C_SOURCE 200809L

#include "cli/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cache.h"
#include "cli/files.h"
#include "cli/hash.h"
#include "cli/refusal.h"
#include "cli/rustc.h"
#include "mir/message.h"

#define SOURCE_LINE "// source: "
#define ENVIRONMENT_LINE "# env-dep:"

// What is asked of rustc, and by whom.
typedef struct request {
  const renderer *renderer;
  const rustc *rustc;
  const char *path;
  const char *edition;
} request;

static void add(mir_message *message, const char *text) {
  mir_message_add_bytes(message, text, strlen(text));
}

//===------------------------------------------------------------------------------------------===//
// What a text is made of
//===------------------------------------------------------------------------------------------===//

// The two lines that say by whom the text was printed.
static void add_origin(mir_message *message, const request *request) {
  add(message, "// ");
  add(message, request->rustc->version);
  add(message, "\n// flags: --edition ");
  add(message, request->edition);
  for (size_t i = 0; rustc_flags[i] != NULL; i++) {
    add(message, " ");
    add(message, rustc_flags[i]);
  }
  add(message, "\n");
}

static bool hash_file(hash_text *out_hash, const char *path) {
  char *text = NULL;
  size_t length = 0;
  if (!files_read(&text, &length, path)) {
    return false;
  }
  *out_hash = hash_write(hash_add(hash_begin(), text, length));
  free(text);
  return true;
}

static bool add_source(mir_message *message, const char *path) {
  hash_text hash;
  if (!hash_file(&hash, path)) {
    return false;
  }
  add(message, SOURCE_LINE);
  add(message, hash.digits);
  add(message, " ");
  add(message, path);
  add(message, "\n");
  return true;
}

// Adds the sources that rustc lists. False when the text depends on something else.
static bool add_sources(mir_message *message, char *list) {
  bool is_complete = true;
  char *rest = NULL;
  for (char *line = strtok_r(list, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    size_t length = strlen(line);
    if (strncmp(line, ENVIRONMENT_LINE, sizeof ENVIRONMENT_LINE - 1) == 0) {
      is_complete = false;
    } else if (length > 1 && line[length - 1] == ':') {
      line[length - 1] = '\0';
      files_unescape(line);
      is_complete = add_source(message, line) && is_complete;
    }
  }
  return is_complete;
}

//===------------------------------------------------------------------------------------------===//
// The cache
//===------------------------------------------------------------------------------------------===//

// Whether all sources are still what the text was made of, and the first is there.
static bool is_fresh(const char *text, const char *path) {
  bool has_first = false;
  for (const char *line = text; strncmp(line, "// ", 3) == 0;) {
    size_t length = strcspn(line, "\n");
    const size_t prefix = sizeof SOURCE_LINE - 1;
    const size_t digits = sizeof(hash_text);
    if (length > prefix + digits && strncmp(line, SOURCE_LINE, prefix) == 0) {
      char *name = strndup(line + prefix + digits, length - prefix - digits);
      hash_text hash;
      bool is_same = name != NULL && hash_file(&hash, name) &&
                     strncmp(hash.digits, line + prefix, digits - 1) == 0;
      has_first |= is_same && strcmp(name, path) == 0;
      free(name);
      if (!is_same) {
        return false;
      }
    }
    line += length + (line[length] == '\n');
  }
  return has_first;
}

// The name of the text in the cache; NULL when there can be none. The caller frees it.
static char *name_entry(const char *cache, const request *request) {
  mir_message origin = {.data = NULL};
  add_origin(&origin, request);
  char *name = NULL;
  if (cache != NULL && !origin.is_exhausted && add_source(&origin, request->path) &&
      !origin.is_exhausted) {
    hash_text hash = hash_write(hash_add(hash_begin(), origin.data, origin.length));
    char *stem = files_join(cache, hash.digits);
    name = stem == NULL ? NULL : files_join(stem, ".mir");
    free(stem);
  }
  mir_message_release(&origin);
  return name;
}

static bool find_cached(source_text *out_text, const char *entry, const char *path) {
  source_text found = {.text = NULL};
  if (entry == NULL || !files_read(&found.text, &found.length, entry)) {
    return false;
  }
  found.name = is_fresh(found.text, path) ? strdup(entry) : NULL;
  if (found.name == NULL) {
    free(found.text);
    return false;
  }
  *out_text = found;
  return true;
}

//===------------------------------------------------------------------------------------------===//
// Printing
//===------------------------------------------------------------------------------------------===//

// Reads the one file with this ending in a folder.
static bool read_only(char **out_text, size_t *out_length, const char *folder, const char *ending) {
  DIR *entries = opendir(folder);
  bool is_read = false;
  errno = ENOENT;
  for (struct dirent *entry = entries == NULL ? NULL : readdir(entries); entry != NULL && !is_read;
       entry = readdir(entries)) {
    char *path = files_has_ending(entry->d_name, ending) ? files_join(folder, entry->d_name) : NULL;
    is_read = path != NULL && files_read(out_text, out_length, path);
    free(path);
  }
  if (entries != NULL) {
    closedir(entries);
  }
  return is_read;
}

// Puts what rustc left in the folder together, and keeps it in the cache if it may.
static mir_verdict take_text(source_text *out_text, const request *request, const char *folder,
                             const char *entry) {
  mir_message whole = {.data = NULL};
  char *list = NULL;
  char *text = NULL;
  size_t length = 0;
  if (!read_only(&list, &length, folder, ".d") || !read_only(&text, &length, folder, ".mir")) {
    free(list);
    return refusal_of_file(request->renderer, "read what rustc printed of", request->path);
  }
  add_origin(&whole, request);
  bool is_complete = add_sources(&whole, list);
  mir_message_add_bytes(&whole, text, length);
  free(text);
  free(list);
  bool is_kept = entry != NULL && is_complete && !whole.is_exhausted &&
                 cache_write(entry, whole.data, whole.length);
  char *name = is_kept ? strdup(entry) : files_with_extension(request->path, ".mir");
  if (whole.is_exhausted || name == NULL) {
    free(name);
    mir_message_release(&whole);
    return refusal_out_of_memory(request->renderer);
  }
  *out_text = (source_text){name, whole.data, whole.length};
  return MIR_VERDICT_FINISHED;
}

static mir_verdict print(source_text *out_text, const request *request, const char *cache,
                         const char *entry) {
  char *scratch = cache_make_scratch(cache);
  if (scratch == NULL) {
    return refusal_of_file(request->renderer, "make a folder to print", request->path);
  }
  mir_verdict verdict =
      rustc_print(request->rustc, request->renderer, request->path, request->edition, scratch);
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = take_text(out_text, request, scratch, entry);
  }
  cache_remove_scratch(scratch);
  free(scratch);
  return verdict;
}

mir_verdict source_print(source_text *out_text, const renderer *renderer, const char *path,
                         const char *edition) {
  rustc rustc;
  if (access(path, R_OK) != 0) {
    return refusal_of_file(renderer, "read", path);
  }
  mir_verdict verdict = rustc_find(&rustc, renderer);
  if (verdict != MIR_VERDICT_FINISHED) {
    return verdict;
  }
  request request = {renderer, &rustc, path, edition};
  char *cache = cache_folder();
  char *entry = name_entry(cache, &request);
  if (!find_cached(out_text, entry, path)) {
    verdict = print(out_text, &request, cache, entry);
  }
  free(entry);
  free(cache);
  rustc_release(&rustc);
  return verdict;
}

void source_release(source_text *text) {
  free(text->name);
  free(text->text);
  *text = (source_text){.name = NULL};
}
