// SPDX-License-Identifier: MIT
//
// Opening libraries: a file, or the files of a directory in the order of their names. A file is
// checked before the dynamic linker sees it, because a damaged one would end the process.
#define _GNU_SOURCE
#include "native/elf_file.h"
#include "native/native.h"
#include "native/native_heap.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void close_library(airlock_machine *machine, struct library *library) {
  (void)dlclose(library->handle);
  host_release_string(&machine->host, library->path);
}

// Adds what the dynamic linker finds under a path or a name; the caller takes it away again if a
// later one fails.
static airlock_status add_library(airlock_machine *machine, const char *path) {
  struct native_state *state = machine->native;
  if (!host_grow(&machine->host, (void **)&state->libraries, &state->libraries_capacity,
                 state->num_libraries + 1, sizeof *state->libraries)) {
    return machine_no_memory(machine);
  }
  struct library library = {.path = host_copy_string(&machine->host, path)};
  if (library.path == NULL) {
    return machine_no_memory(machine);
  }
  library.handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  airlock_fp_control_changed(machine); // By constructors, perhaps: -ffast-math brings one.
  if (library.handle == NULL) {
    const char *reason = dlerror();
    const char *format = strchr(path, '/') != NULL
                             ? "the dynamic linker refused `%s`: %s"
                             : "no file here is called `%s`, and the dynamic linker says: %s";
    machine_fail(machine, AIRLOCK_USAGE_LIBRARY, format, path,
                 reason != NULL ? reason : "no reason given");
    host_release_string(&machine->host, library.path);
    return AIRLOCK_USAGE_LIBRARY;
  }
  if (state->heap != NULL && !native_heap_watch(state->heap, library.handle)) {
    close_library(machine, &library);
    return machine_no_memory(machine);
  }
  library.has_symbols = dynamic_symbols_open(&library.symbols, library.handle);
  state->libraries[state->num_libraries++] = library;
  return AIRLOCK_OK;
}

// A file is checked before the dynamic linker sees it.
static airlock_status open_file(airlock_machine *machine, const char *path) {
  char message[ELF_FILE_MESSAGE_SIZE];
  return elf_file_check(path, message, sizeof message)
             ? add_library(machine, path)
             : machine_fail(machine, AIRLOCK_USAGE_LIBRARY, "%s", message);
}

// Opens directory/name; directories inside are passed over.
static airlock_status open_member(airlock_machine *machine, const char *directory,
                                  const char *name) {
  size_t size = strlen(directory) + strlen(name) + 2;
  char *path = host_allocate(&machine->host, size);
  if (path == NULL) {
    return machine_no_memory(machine);
  }
  (void)snprintf(path, size, "%s/%s", directory, name);
  struct stat info;
  bool is_directory = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
  airlock_status status = is_directory ? AIRLOCK_OK : open_file(machine, path);
  host_release(&machine->host, path, size);
  return status;
}

// The names in a directory, sorted, so that the order of libraries does not depend on the disk.
struct names {
  char **items;
  size_t count;
  size_t capacity;
};

static int compare_names(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static airlock_status read_names(airlock_machine *machine, struct names *names, DIR *directory) {
  struct host *host = &machine->host;
  for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
    if (!host_grow(host, (void **)&names->items, &names->capacity, names->count + 1,
                   sizeof *names->items)) {
      return machine_no_memory(machine);
    }
    names->items[names->count] = host_copy_string(host, entry->d_name);
    if (names->items[names->count] == NULL) {
      return machine_no_memory(machine);
    }
    names->count++;
  }
  if (names->count > 0) {
    qsort(names->items, names->count, sizeof *names->items, compare_names);
  }
  return AIRLOCK_OK;
}

static void release_names(struct host *host, struct names *names) {
  for (size_t i = 0; i < names->count; i++) {
    host_release_string(host, names->items[i]);
  }
  host_release(host, names->items, names->capacity * sizeof *names->items);
}

static airlock_status open_directory(airlock_machine *machine, const char *path) {
  DIR *directory = opendir(path);
  if (directory == NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_LIBRARY, "cannot read the directory `%s`: %s", path,
                        strerror(errno));
  }
  struct names names = {0};
  size_t before = machine->native->num_libraries;
  airlock_status status = read_names(machine, &names, directory);
  (void)closedir(directory);
  for (size_t i = 0; i < names.count && status == AIRLOCK_OK; i++) {
    status = open_member(machine, path, names.items[i]);
  }
  release_names(&machine->host, &names);
  if (status == AIRLOCK_OK && machine->native->num_libraries == before) {
    status = machine_fail(machine, AIRLOCK_USAGE_LIBRARY,
                          "the directory `%s` contains no shared library", path);
  }
  return status;
}

// A name without a slash is a file here, if there is one; otherwise one that the dynamic linker
// knows, to be passed to it as it is.
static char *path_or_name(airlock_machine *machine, const char *path) {
  struct stat info;
  if (strchr(path, '/') != NULL || stat(path, &info) != 0) {
    return host_copy_string(&machine->host, path);
  }
  char *result = host_allocate(&machine->host, strlen(path) + 3);
  if (result != NULL) {
    (void)snprintf(result, strlen(path) + 3, "./%s", path);
  }
  return result;
}

static airlock_status open_any(airlock_machine *machine, const char *path) {
  struct stat info;
  if (strchr(path, '/') == NULL) {
    return add_library(machine, path);
  }
  bool is_directory = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
  return is_directory ? open_directory(machine, path) : open_file(machine, path);
}

airlock_status airlock_open_library(airlock_machine *machine, const char *path) {
  if (path == NULL || path[0] == '\0') {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "the path of the library is empty");
  }
  if (!machine->config.policy->allows_native_calls) {
    return machine_fail(machine, AIRLOCK_USAGE_POLICY,
                        "native code cannot be held to the %s provenance policy: use another "
                        "policy, or no native library",
                        machine->config.policy->name);
  }
  struct native_state *state = native_state(machine);
  char *full_path = state != NULL ? path_or_name(machine, path) : NULL;
  if (full_path == NULL) {
    return machine_no_memory(machine);
  }
  size_t before = state->num_libraries;
  const struct watched_object *watched = state->heap != NULL ? state->heap->watched : NULL;
  airlock_status status = open_any(machine, full_path);
  if (status != AIRLOCK_OK && state->heap != NULL) {
    native_heap_unwatch(state->heap, watched);
  }
  while (status != AIRLOCK_OK && state->num_libraries > before) {
    close_library(machine, &state->libraries[--state->num_libraries]);
  }
  host_release_string(&machine->host, full_path);
  return status;
}

void library_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  struct native_state *state = machine->native;
  for (size_t i = 0; i < state->num_libraries; i++) {
    close_library(machine, &state->libraries[i]);
  }
  host_release(hash_host, state->libraries, state->libraries_capacity * sizeof *state->libraries);
}
