// SPDX-License-Identifier: MIT
//
// Names and addresses: which symbol a name means, and which one lies at an address.
//
// A library's own dynamic symbol table says what it defines (dynamic_symbols.h); the dynamic linker
// says where that is. A name that is not there is answered with what the caller may have meant:
// names that differ in few letters, or the reason why C programs have the name and libraries do
// not.
#define _GNU_SOURCE
#include "native/native.h"
#include "native/segments.h"

#include <dlfcn.h>
#include <string.h>

enum { NUM_NEAREST = 3, MAX_NAME = 256 };

const char *airlock_library_path(const airlock_machine *machine, int library) {
  const struct native_state *state = machine->native;
  bool exists = state != NULL && library >= 0 && (size_t)library < state->num_libraries;
  return exists ? state->libraries[library].path : NULL;
}

static airlock_symbol_kind kind_of(enum dynamic_symbol_type type) {
  switch (type) {
  case DYNAMIC_SYMBOL_FUNCTION:
  case DYNAMIC_SYMBOL_INDIRECT_FUNCTION:
    return AIRLOCK_SYMBOL_FUNCTION;
  case DYNAMIC_SYMBOL_DATA:
    return AIRLOCK_SYMBOL_DATA;
  case DYNAMIC_SYMBOL_THREAD_LOCAL:
    return AIRLOCK_SYMBOL_THREAD_LOCAL;
  case DYNAMIC_SYMBOL_UNTYPED:
    break;
  }
  return AIRLOCK_SYMBOL_UNTYPED;
}

const struct link_map *symbol_first_object(void) {
  struct link_map *map = NULL;
  void *program = dlopen(NULL, RTLD_LAZY);
  if (program != NULL) {
    (void)dlinfo(program, RTLD_DI_LINKMAP, &map);
    (void)dlclose(program); // One reference of many: it stays.
  }
  return map;
}

// A program that names a variable of a library may have been given a place of its own for it (a
// copy relocation), which the library itself then uses instead.
static bool is_copied(struct dynamic_symbol *out_copy, const struct dynamic_symbols *program,
                      const struct dynamic_symbol *variable) {
  return variable->type == DYNAMIC_SYMBOL_DATA &&
         dynamic_symbols_find(program, out_copy, variable->name) &&
         out_copy->type == DYNAMIC_SYMBOL_DATA && out_copy->size == variable->size;
}

// Programs have few copies, which lie together in their library, if they have any: so that for most
// variables it is enough to look at all symbols of the library once.
static void find_copied_range(struct library *library, const struct dynamic_symbols *program) {
  struct dynamic_symbol variable;
  struct dynamic_symbol copy;
  uint32_t position = 0;
  library->first_copied = UINT64_MAX;
  library->last_copied = 0;
  while (dynamic_symbols_next(&library->symbols, &variable, &position)) {
    if (is_copied(&copy, program, &variable)) {
      uint64_t value = variable.value;
      library->first_copied = value < library->first_copied ? value : library->first_copied;
      library->last_copied = value > library->last_copied ? value : library->last_copied;
    }
  }
  library->knows_copied = true;
}

// The copy that the program has of a variable, under each of its names. NULL if there is none.
static void *find_copy(struct library *library, const struct dynamic_symbol *symbol) {
  const struct link_map *map = symbol_first_object();
  struct dynamic_symbols program;
  if (map == NULL || !dynamic_symbols_open_map(&program, map)) {
    return NULL;
  }
  if (!library->knows_copied) {
    find_copied_range(library, &program);
  }
  if (symbol->value < library->first_copied || symbol->value > library->last_copied) {
    return NULL;
  }
  struct dynamic_symbol alias;
  struct dynamic_symbol copy;
  uint32_t position = 0;
  while (dynamic_symbols_next(&library->symbols, &alias, &position)) {
    if (alias.value == symbol->value && is_copied(&copy, &program, &alias)) {
      return (void *)(program.base + copy.value);
    }
  }
  return NULL;
}

static airlock_symbol symbol_of(struct library *library, const struct dynamic_symbol *symbol) {
  void *copy = symbol->type == DYNAMIC_SYMBOL_DATA ? find_copy(library, symbol) : NULL;
  void *address = copy != NULL ? copy : dlsym(library->handle, symbol->name);
  struct segment segment = {.writable = true};
  (void)segment_find(&segment, (uint64_t)(uintptr_t)address);
  return (airlock_symbol){.name = symbol->name,
                          .library = library->path,
                          .kind = kind_of(symbol->type),
                          .address = (uint64_t)(uintptr_t)address,
                          .size = symbol->size,
                          .read_only = !segment.writable,
                          .value = symbol->value};
}

bool airlock_symbol_next(airlock_machine *machine, airlock_symbol *out_symbol, int library,
                         uint32_t *io_position) {
  if (airlock_library_path(machine, library) == NULL) {
    return false;
  }
  struct library *opened = &machine->native->libraries[library];
  struct dynamic_symbol symbol;
  if (!opened->has_symbols || !dynamic_symbols_next(&opened->symbols, &symbol, io_position)) {
    return false;
  }
  *out_symbol = symbol_of(opened, &symbol);
  return true;
}

bool airlock_symbol_at(airlock_machine *machine, airlock_symbol *out_symbol, uint64_t address) {
  (void)machine;
  Dl_info info;
  const ElfW(Sym) *entry = NULL;
  if (dladdr1((void *)(uintptr_t)address, &info, (void **)&entry, RTLD_DL_SYMENT) == 0) {
    return false;
  }
  struct segment segment = {.writable = true};
  (void)segment_find(&segment, address);
  *out_symbol = (airlock_symbol){.library = info.dli_fname,
                                 .kind = AIRLOCK_SYMBOL_UNTYPED,
                                 .address = (uint64_t)(uintptr_t)info.dli_fbase,
                                 .offset = address - (uint64_t)(uintptr_t)info.dli_fbase,
                                 .read_only = !segment.writable};
  if (info.dli_sname == NULL || entry == NULL) {
    return true;
  }
  unsigned type = ELF64_ST_TYPE(entry->st_info);
  out_symbol->name = info.dli_sname;
  out_symbol->kind = type == STT_FUNC || type == STT_GNU_IFUNC ? AIRLOCK_SYMBOL_FUNCTION
                     : type == STT_OBJECT                      ? AIRLOCK_SYMBOL_DATA
                                                               : AIRLOCK_SYMBOL_UNTYPED;
  out_symbol->address = (uint64_t)(uintptr_t)info.dli_saddr;
  out_symbol->offset = address - out_symbol->address;
  out_symbol->size = entry->st_size;
  out_symbol->value = entry->st_value;
  return true;
}

// ----------------------------------------------------------------------------- names that are near

// Names by their distance, the nearest first.
struct nearest {
  const char *wanted;
  const char *names[NUM_NEAREST];
  size_t distances[NUM_NEAREST];
  size_t count;
};

static size_t min3(size_t a, size_t b, size_t c) {
  size_t least = a < b ? a : b;
  return least < c ? least : c;
}

// Letters to insert, delete or replace (Levenshtein), row by row; `limit` if it is not less.
static size_t distance_of(const char *left, const char *right, size_t limit) {
  size_t left_length = strlen(left);
  size_t right_length = strlen(right);
  size_t difference =
      left_length > right_length ? left_length - right_length : right_length - left_length;
  if (difference >= limit || right_length >= MAX_NAME) {
    return limit;
  }
  size_t row[MAX_NAME + 1];
  for (size_t j = 0; j <= right_length; j++) {
    row[j] = j;
  }
  for (size_t i = 1; i <= left_length; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= right_length; j++) {
      size_t above = row[j];
      row[j] = min3(above + 1, row[j - 1] + 1, diagonal + (left[i - 1] != right[j - 1]));
      diagonal = above;
    }
  }
  return row[right_length] < limit ? row[right_length] : limit;
}

static void consider(struct nearest *nearest, const char *name) {
  size_t limit = nearest->count < NUM_NEAREST ? strlen(nearest->wanted) / 3 + 2
                                              : nearest->distances[NUM_NEAREST - 1];
  size_t distance = distance_of(nearest->wanted, name, limit);
  if (distance >= limit) {
    return;
  }
  size_t place = nearest->count < NUM_NEAREST ? nearest->count++ : NUM_NEAREST - 1;
  for (; place > 0 && nearest->distances[place - 1] > distance; place--) {
    nearest->names[place] = nearest->names[place - 1];
    nearest->distances[place] = nearest->distances[place - 1];
  }
  nearest->names[place] = name;
  nearest->distances[place] = distance;
}

static void consider_library(struct nearest *nearest, const struct library *library) {
  uint32_t position = 0;
  struct dynamic_symbol symbol;
  while (library->has_symbols && dynamic_symbols_next(&library->symbols, &symbol, &position)) {
    consider(nearest, symbol.name);
  }
}

static void note_nearest(airlock_machine *machine, int library, const char *name) {
  const struct native_state *state = machine->native;
  struct nearest nearest = {.wanted = name};
  for (size_t i = 0; state != NULL && i < state->num_libraries; i++) {
    if (library < 0 || (size_t)library == i) {
      consider_library(&nearest, &state->libraries[i]);
    }
  }
  for (size_t i = 0; i < nearest.count; i++) {
    if (i == 0) {
      report_note(&machine->report, AIRLOCK_HELP, 0, "names like it that are exported: `%s`",
                  nearest.names[i]);
    } else {
      report_text_more(&machine->report, ", `%s`", nearest.names[i]);
    }
  }
}

// Functions of C that are linked into each program and library, from libc_nonshared.a, so that no
// shared library has them; the older ones until glibc 2.33.
static const char *const nonshared_names[] = {
    "atexit", "at_quick_exit", "pthread_atfork", "stat",    "fstat",
    "lstat",  "fstatat",       "mknod",          "mknodat", "__stack_chk_fail_local",
};

void symbol_note_absence(airlock_machine *machine, int library, const char *name) {
  for (size_t i = 0; i < sizeof nonshared_names / sizeof *nonshared_names; i++) {
    if (strcmp(name, nonshared_names[i]) == 0) {
      report_note(&machine->report, AIRLOCK_NOTE, 0,
                  "the C library links `%s` into each program statically (libc_nonshared.a), so "
                  "that no shared library exports it: wrap it in a library of your own",
                  name);
    }
  }
  note_nearest(machine, library, name);
}

// ----------------------------------------------------------------------------------------- look-up

static airlock_status fail_absent(airlock_machine *machine, int library, const char *name) {
  const char *path = airlock_library_path(machine, library);
  if (path != NULL) {
    machine_fail(machine, AIRLOCK_UNSUPPORTED_SYMBOL, "`%s` exports no symbol `%s`", path, name);
  } else {
    machine_fail(machine, AIRLOCK_UNSUPPORTED_SYMBOL, "no %s exports a symbol `%s`",
                 library == AIRLOCK_PROCESS ? "library that the process has loaded"
                                            : "native library that was given",
                 name);
  }
  symbol_note_absence(machine, library, name);
  access_blame_machine(machine);
  return AIRLOCK_UNSUPPORTED_SYMBOL;
}

// Whether a loaded object defines a name itself.
static bool defines(const struct link_map *map, struct dynamic_symbol *out_symbol,
                    const char *name) {
  struct dynamic_symbols symbols;
  return map != NULL && dynamic_symbols_open_map(&symbols, map) &&
         dynamic_symbols_find(&symbols, out_symbol, name);
}

// The loaded object that a name comes from: the one at its address, or, if its address lies in none
// or in another one (a thread-local variable, what an indirect function chose), the first that
// defines it.
static const struct link_map *find_definer(struct dynamic_symbol *out_symbol, const void *address,
                                           const char *name) {
  Dl_info info;
  struct link_map *map = NULL;
  if (dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) != 0 &&
      defines(map, out_symbol, name)) {
    return map;
  }
  const struct link_map *any = symbol_first_object();
  while (any != NULL && !defines(any, out_symbol, name)) {
    any = any->l_next;
  }
  return any;
}

static bool find_in_process(airlock_symbol *out_symbol, const char *name) {
  const void *address = dlsym(RTLD_DEFAULT, name);
  struct dynamic_symbol symbol;
  const struct link_map *map = address != NULL ? find_definer(&symbol, address, name) : NULL;
  Dl_info info;
  if (map == NULL || dladdr(map->l_ld, &info) == 0) {
    return false;
  }
  struct segment segment = {.writable = true};
  (void)segment_find(&segment, (uint64_t)(uintptr_t)address);
  *out_symbol = (airlock_symbol){.name = symbol.name,
                                 .library = info.dli_fname,
                                 .kind = kind_of(symbol.type),
                                 .address = (uint64_t)(uintptr_t)address,
                                 .size = symbol.size,
                                 .read_only = !segment.writable,
                                 .value = symbol.value};
  return true;
}

struct library *symbol_find_library(const struct native_state *state,
                                    struct dynamic_symbol *out_symbol, const char *name) {
  for (size_t i = 0; i < state->num_libraries; i++) {
    struct library *library = &state->libraries[i];
    if (library->has_symbols && dynamic_symbols_find(&library->symbols, out_symbol, name)) {
      return library;
    }
  }
  return NULL;
}

static struct library *find_defining(const struct native_state *state,
                                     struct dynamic_symbol *out_symbol, int library,
                                     const char *name) {
  if (library < 0) {
    return symbol_find_library(state, out_symbol, name);
  }
  struct library *only = &state->libraries[library];
  bool found = only->has_symbols && dynamic_symbols_find(&only->symbols, out_symbol, name);
  return found ? only : NULL;
}

static airlock_status check_name(airlock_machine *machine, const char *name, size_t length) {
  if (length == 0) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "the name of the symbol is empty");
  }
  const char *end = memchr(name, '\0', length);
  if (end != NULL) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "the name of the symbol holds a NUL byte, its character %zu",
                        (size_t)(end - name) + 1);
  }
  return AIRLOCK_OK;
}

static airlock_status find(airlock_machine *machine, airlock_symbol *out_symbol, int library,
                           const char *name) {
  if (library == AIRLOCK_PROCESS) {
    return find_in_process(out_symbol, name) ? AIRLOCK_OK : fail_absent(machine, library, name);
  }
  struct dynamic_symbol symbol;
  struct library *defining =
      machine->native != NULL ? find_defining(machine->native, &symbol, library, name) : NULL;
  if (defining == NULL) {
    return fail_absent(machine, library, name);
  }
  *out_symbol = symbol_of(defining, &symbol);
  return AIRLOCK_OK;
}

airlock_status airlock_symbol_find(airlock_machine *machine, airlock_symbol *out_symbol,
                                   int library, const char *name, size_t name_length) {
  airlock_status status = check_name(machine, name, name_length);
  bool is_one = library != AIRLOCK_ALL_LIBRARIES && library != AIRLOCK_PROCESS;
  if (status == AIRLOCK_OK && is_one && airlock_library_path(machine, library) == NULL) {
    status =
        machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "there is no library number %d", library);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  char *copy = host_allocate(&machine->host, name_length + 1);
  if (copy == NULL) {
    return machine_no_memory(machine);
  }
  memcpy(copy, name, name_length);
  copy[name_length] = '\0';
  status = find(machine, out_symbol, library, copy);
  host_release(&machine->host, copy, name_length + 1);
  return status;
}
