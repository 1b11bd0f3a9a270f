// SPDX-License-Identifier: MIT
//
// Libraries, and foreign functions bound out of them.
//
// A foreign function is looked for in the libraries in the order they were opened, each time in the
// library's *own* dynamic symbol table (dynamic_symbols.h says why). Then the embedder's shims are
// asked. What was found is kept as a callee, so that repeating a bind is one look-up in a hash
// table and a call none at all.
#define _GNU_SOURCE
#include "native/elf_file.h"
#include "native/native.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Adds one file; the caller takes it away again if a later one fails.
static airlock_status open_file(airlock_machine *machine, const char *path) {
  struct native_state *state = machine->native;
  char message[ELF_FILE_MESSAGE_SIZE];
  if (!elf_file_check(path, message, sizeof message)) {
    return machine_fail(machine, AIRLOCK_USAGE_LIBRARY, "%s", message);
  }
  if (!host_grow(&machine->host, (void **)&state->libraries, &state->libraries_capacity,
                 state->num_libraries + 1, sizeof *state->libraries)) {
    return machine_no_memory(machine);
  }
  struct library library = {.path = host_copy_string(&machine->host, path)};
  if (library.path == NULL) {
    return machine_no_memory(machine);
  }
  library.handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library.handle == NULL) {
    const char *reason = dlerror();
    machine_fail(machine, AIRLOCK_USAGE_LIBRARY, "the dynamic linker refused `%s`: %s", path,
                 reason != NULL ? reason : "no reason given");
    host_release_string(&machine->host, library.path);
    return AIRLOCK_USAGE_LIBRARY;
  }
  library.has_symbols = dynamic_symbols_open(&library.symbols, library.handle);
  state->libraries[state->num_libraries++] = library;
  return AIRLOCK_OK;
}

static void close_library(airlock_machine *machine, struct library *library) {
  (void)dlclose(library->handle);
  host_release_string(&machine->host, library->path);
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

// dlopen would search the system for a name without a slash; a path is meant.
static char *path_with_slash(airlock_machine *machine, const char *path) {
  if (strchr(path, '/') != NULL) {
    return host_copy_string(&machine->host, path);
  }
  char *result = host_allocate(&machine->host, strlen(path) + 3);
  if (result != NULL) {
    (void)snprintf(result, strlen(path) + 3, "./%s", path);
  }
  return result;
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
  char *full_path = state != NULL ? path_with_slash(machine, path) : NULL;
  if (full_path == NULL) {
    return machine_no_memory(machine);
  }
  size_t before = state->num_libraries;
  struct stat info;
  bool is_directory = stat(full_path, &info) == 0 && S_ISDIR(info.st_mode);
  airlock_status status =
      is_directory ? open_directory(machine, full_path) : open_file(machine, full_path);
  while (status != AIRLOCK_OK && state->num_libraries > before) {
    close_library(machine, &state->libraries[--state->num_libraries]);
  }
  host_release_string(&machine->host, full_path);
  return status;
}

// The first library that defines a name.
static const struct library *find_library(const struct native_state *state,
                                          struct dynamic_symbol *out_symbol, const char *name) {
  for (size_t i = 0; i < state->num_libraries; i++) {
    const struct library *library = &state->libraries[i];
    if (library->has_symbols && dynamic_symbols_find(&library->symbols, out_symbol, name)) {
      return library;
    }
  }
  return NULL;
}

static void blame_airlock(airlock_machine *machine) {
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "this means the program tried to do something that airlock does not support; it "
              "does not indicate a bug in the program");
}

// Says which library of the process would have the function, if any has.
static void suggest_library(airlock_machine *machine, const char *name) {
  void *address = dlsym(RTLD_DEFAULT, name);
  Dl_info info;
  if (address != NULL && dladdr(address, &info) != 0 && strstr(info.dli_fname, ".so") != NULL) {
    report_note(&machine->report, AIRLOCK_HELP, 0,
                "`%s` defines it: give that library to have it called", info.dli_fname);
  }
}

static airlock_status fail_not_found(airlock_machine *machine, const char *name) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION, "can't call foreign function `%s` on linux",
               name);
  report_function(&machine->report, name);
  const struct native_state *state = machine->native;
  if (state->num_libraries == 0) {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "no native library was given");
  } else {
    report_note(&machine->report, AIRLOCK_NOTE, 0, "no native library that was given exports it");
  }
  suggest_library(machine, name);
  blame_airlock(machine);
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

static airlock_status fail_data(airlock_machine *machine, const char *name,
                                const struct library *library) {
  machine_fail(machine, AIRLOCK_UNSUPPORTED_FUNCTION,
               "can't call foreign function `%s`: it is data in `%s`", name, library->path);
  report_function(&machine->report, name);
  report_note(&machine->report, AIRLOCK_HELP, 0,
              "check the declaration: the library defines a variable of that name");
  return AIRLOCK_UNSUPPORTED_FUNCTION;
}

// Finds what a name means: an address or a shim.
static airlock_status find_target(airlock_machine *machine, airlock_callee *callee) {
  struct dynamic_symbol symbol;
  const struct library *library = find_library(machine->native, &symbol, callee->name);
  if (library != NULL) {
    if (symbol.type == DYNAMIC_SYMBOL_DATA || symbol.type == DYNAMIC_SYMBOL_THREAD_LOCAL) {
      return fail_data(machine, callee->name, library);
    }
    void *address = dlsym(library->handle, callee->name);
    memcpy(&callee->address, &address, sizeof address); // POSIX: data and code pointers agree.
    if (address != NULL) {
      return AIRLOCK_OK;
    }
  }
  const airlock_config *config = &machine->config;
  bool has_shim = config->find_shim != NULL && config->find_shim(config->context, &callee->shim,
                                                                 callee->name, callee->signature);
  return has_shim ? AIRLOCK_OK : fail_not_found(machine, callee->name);
}

static airlock_status prepare_signature(airlock_machine *machine, const airlock_callee *callee) {
  airlock_signature *signature = callee->signature;
  struct plan_refusal refusal = {0, NULL};
  airlock_status status = AIRLOCK_OK;
  switch (signature_prepare(machine, signature, &refusal)) {
  case PLAN_FITS:
    return AIRLOCK_OK;
  case PLAN_NO_MEMORY:
    return machine_no_memory(machine);
  case PLAN_BAD_RESULT:
    status = machine_fail(machine, AIRLOCK_UNSUPPORTED_RESULT,
                          "unsupported return type for native call: %s (of `%s`)",
                          signature->result != NULL ? signature->result->name : "()", callee->name);
    break;
  case PLAN_BAD_PARAMETER:
    status = machine_fail(machine, AIRLOCK_UNSUPPORTED_ARGUMENT,
                          "unsupported argument type for native call: %s (argument #%zu of `%s`)",
                          signature->params[refusal.index]->name, refusal.index + 1, callee->name);
    machine->report.facts.argument = (int)refusal.index;
    break;
  }
  report_function(&machine->report, callee->name);
  report_note(&machine->report, AIRLOCK_NOTE, 0, "%s", refusal.reason);
  blame_airlock(machine);
  return status;
}

static size_t callee_size(size_t key_size) {
  return sizeof(airlock_callee) + key_size;
}

// A callee with its key, not yet bound.
static airlock_callee *new_callee(airlock_machine *machine, const char *name,
                                  const airlock_signature *signature) {
  size_t key_size = sizeof signature + strlen(name) + 1;
  airlock_callee *callee = host_allocate_zeroed(&machine->host, 1, callee_size(key_size));
  if (callee != NULL) {
    memcpy(callee->key, &signature, sizeof signature);
    memcpy(callee->key + sizeof signature, name, strlen(name) + 1);
    callee->key_size = key_size;
    callee->name = (char *)callee->key + sizeof signature;
    callee->signature = (airlock_signature *)signature;
  }
  return callee;
}

airlock_status airlock_bind(airlock_machine *machine, const airlock_callee **out_callee,
                            const char *name, const airlock_signature *signature) {
  struct host *hash_host = &machine->host;
  struct native_state *state = machine->native; // Made with the signature.
  airlock_callee *callee = new_callee(machine, name, signature);
  if (callee == NULL) {
    return machine_no_memory(machine);
  }
  airlock_callee *known = NULL;
  HASH_FIND(hh, state->callees, callee->key, callee->key_size, known);
  if (known != NULL) {
    host_release(hash_host, callee, callee_size(callee->key_size));
    *out_callee = known;
    return AIRLOCK_OK;
  }
  airlock_status status = find_target(machine, callee);
  if (status == AIRLOCK_OK && callee->address != NULL) {
    status = prepare_signature(machine, callee);
  }
  if (status == AIRLOCK_OK) {
    HASH_ADD_KEYPTR(hh, state->callees, callee->key, callee->key_size, callee);
    status = HASH_INSERTED(callee) ? AIRLOCK_OK : machine_no_memory(machine);
  }
  if (status == AIRLOCK_OK) {
    *out_callee = callee;
  } else {
    host_release(hash_host, callee, callee_size(callee->key_size));
  }
  return status;
}

void library_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  struct native_state *state = machine->native;
  airlock_callee *callee;
  airlock_callee *next;
  HASH_ITER(hh, state->callees, callee, next) {
    HASH_DELETE(hh, state->callees, callee);
    host_release(hash_host, callee, callee_size(callee->key_size));
  }
  for (size_t i = 0; i < state->num_libraries; i++) {
    close_library(machine, &state->libraries[i]);
  }
  host_release(hash_host, state->libraries, state->libraries_capacity * sizeof *state->libraries);
}
