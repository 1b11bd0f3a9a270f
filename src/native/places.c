// SPDX-License-Identifier: MIT
//
// What is known of native memory without being told: exported variables of loaded libraries, and
// what the kernel gave the process when it began.
//
//   start_stack ─> argc │ argv[0] … │ NULL │ envp[0] … │ NULL │ …      the arrays,
//   arg_start ───> the arguments' texts │ the environment's texts <─── env_end
//
// The kernel's own record (/proc/self/stat, proc(5)) says where that is; it is believed only if the
// first argument begins where the texts do. The bounds of a text are where the next one begins
// rather than its NUL, which native code may have moved. All of this stays where it is, so that it
// becomes an allocation when it is met first.
//
// The *present* environment is another matter: setenv moves its array and puts texts in memory that
// nobody else knows, for as long as it likes. It is looked through at each access, and vouched for
// without becoming an allocation.
#define _GNU_SOURCE
#include "machine/adoption.h"
#include "machine/foreign.h"
#include "native/native.h"
#include "native/segments.h"
#include "support/process_memory.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// An array of pointers to texts, ended by a null pointer.
struct array {
  uint64_t address;
  uint64_t count; // Without the null pointer.
};

// What the process began with; all 0 if that is not known.
struct beginning {
  struct array arguments;
  struct array environment;
  uint64_t texts;
  uint64_t texts_end;
};

// Addresses in a library between which it has no variable.
struct gap {
  uint64_t start;
  uint64_t end;
};

struct places {
  struct beginning beginning;
  struct gap gap; // Found last.
  void **handles; // Of libraries that variables were found in: they stay loaded.
  size_t num_handles;
  size_t handles_capacity;
};

// ----------------------------------------------------------------------------------- the beginning

static bool read_word(uint64_t *out_word, uint64_t address) {
  return process_memory_read(out_word, address, sizeof *out_word) == sizeof *out_word;
}

// Fields of /proc/self/stat, counted from 1 as proc(5) does.
enum { FIRST_FIELD = 3, START_STACK = 28, ARG_START = 48, ENV_END = 51, NUM_FIELDS = 52 };

static bool read_fields(unsigned long long *out_fields) {
  char text[1024];
  FILE *file = fopen("/proc/self/stat", "re");
  if (file == NULL) {
    return false;
  }
  size_t length = fread(text, 1, sizeof text - 1, file);
  (void)fclose(file);
  text[length] = '\0';
  char *at = strrchr(text, ')'); // The second field, a name, may hold anything.
  char *rest = NULL;
  int field = FIRST_FIELD;
  for (char *word = at == NULL ? NULL : strtok_r(at + 1, " ", &rest);
       word != NULL && field < NUM_FIELDS; word = strtok_r(NULL, " ", &rest)) {
    out_fields[field] = strtoull(word, NULL, 10);
    field++;
  }
  return field == NUM_FIELDS;
}

static bool count_texts(struct array *io_array, uint64_t end) {
  uint64_t word = 0;
  io_array->count = 0;
  for (;;) {
    uint64_t at = io_array->address + io_array->count * sizeof word;
    if (at >= end || !read_word(&word, at)) {
      return false;
    }
    if (word == 0) {
      return true;
    }
    io_array->count++;
  }
}

static void find_beginning(struct beginning *out_beginning) {
  unsigned long long fields[NUM_FIELDS] = {0};
  uint64_t argc = 0;
  uint64_t first = 0;
  if (!read_fields(fields) || !read_word(&argc, fields[START_STACK])) {
    return;
  }
  struct beginning found = {.arguments = {.address = fields[START_STACK] + sizeof argc},
                            .texts = fields[ARG_START],
                            .texts_end = fields[ENV_END]};
  if (argc == 0 || found.texts == 0 || !read_word(&first, found.arguments.address) ||
      first != found.texts || !count_texts(&found.arguments, found.texts) ||
      found.arguments.count > argc) {
    return;
  }
  found.environment.address = found.arguments.address + (argc + 1) * sizeof argc;
  if (count_texts(&found.environment, found.texts)) {
    *out_beginning = found;
  }
}

// Where a text of an array begins last, not above the address (*io_start), and where one begins
// first above it (*io_end).
static void narrow(uint64_t *io_start, uint64_t *io_end, const struct array *array,
                   uint64_t address) {
  for (uint64_t i = 0; i < array->count; i++) {
    uint64_t text = 0;
    (void)read_word(&text, array->address + i * sizeof text);
    if (text <= address && text > *io_start) {
      *io_start = text;
    }
    if (text > address && text < *io_end) {
      *io_end = text;
    }
  }
}

static bool is_in_array(const struct array *array, uint64_t address) {
  return array->address != 0 && address - array->address < (array->count + 1) * sizeof(uint64_t);
}

// ---------------------------------------------------------------------------------------- adopting

static airlock_status adopt(airlock_machine *machine, uint64_t address, uint64_t size,
                            uint64_t align, bool read_only, const char *what) {
  if (block_map_overlaps(&machine->blocks, address, size)) {
    return AIRLOCK_OK; // A part of it has another name.
  }
  const struct origin *origin = origin_make(machine, false, what);
  airlock_ptr pointer;
  airlock_status status = origin == NULL
                              ? machine_no_memory(machine)
                              : machine_adopt(machine, &pointer, address, size, align, read_only);
  if (status == AIRLOCK_OK) {
    origin_set(machine, alloc_id_slot(pointer.prov.alloc), origin);
  }
  return status;
}

static airlock_status adopt_array(airlock_machine *machine, const struct array *array,
                                  const char *what) {
  uint64_t word = sizeof(uint64_t);
  return adopt(machine, array->address, (array->count + 1) * word, word, false, what);
}

static airlock_status adopt_text(airlock_machine *machine, const struct beginning *beginning,
                                 uint64_t address) {
  uint64_t start = beginning->texts;
  uint64_t end = beginning->texts_end;
  uint64_t environment = UINT64_MAX;
  uint64_t below = 0;
  narrow(&start, &end, &beginning->arguments, address);
  narrow(&start, &end, &beginning->environment, address);
  narrow(&below, &environment, &beginning->environment, 0);
  return adopt(machine, start, end - start, 1, false,
               start >= environment ? "text of the process's environment"
                                    : "an argument of the process");
}

// --------------------------------------------------------------------------------------- variables

// The variable at an address among a library's, and else the gap that the address is in.
static bool find_variable(struct dynamic_symbol *out_symbol, struct gap *out_gap,
                          const struct dynamic_symbols *symbols, uint64_t address) {
  struct dynamic_symbol symbol;
  uint32_t position = 0;
  bool found = false;
  *out_gap = (struct gap){0, UINT64_MAX};
  while (dynamic_symbols_next(symbols, &symbol, &position)) {
    uint64_t start = symbols->base + symbol.value;
    if (symbol.type != DYNAMIC_SYMBOL_DATA || symbol.size == 0) {
      continue;
    }
    if (start > address) {
      out_gap->end = start < out_gap->end ? start : out_gap->end;
    } else if (address - start >= symbol.size) {
      uint64_t end = start + symbol.size;
      out_gap->start = end > out_gap->start ? end : out_gap->start;
    } else if (!found || symbol.size > out_symbol->size) {
      *out_symbol = symbol;
      found = true;
    }
  }
  return found;
}

// Keeps a library loaded as long as the machine: a variable in it is accessed like memory of ours.
static airlock_status keep_loaded(airlock_machine *machine, struct places *places,
                                  const char *name) {
  void *handle = dlopen(name[0] == '\0' ? NULL : name, RTLD_LAZY | RTLD_NOLOAD);
  if (handle == NULL) {
    return AIRLOCK_OK; // What is loaded without a name, as the kernel's own, stays.
  }
  for (size_t i = 0; i < places->num_handles; i++) {
    if (places->handles[i] == handle) {
      (void)dlclose(handle);
      return AIRLOCK_OK;
    }
  }
  void *grown = places->handles;
  if (!host_grow(&machine->host, &grown, &places->handles_capacity, places->num_handles + 1,
                 sizeof *places->handles)) {
    (void)dlclose(handle);
    return machine_no_memory(machine);
  }
  places->handles = grown;
  places->handles[places->num_handles++] = handle;
  return AIRLOCK_OK;
}

static airlock_status adopt_variable(airlock_machine *machine, struct places *places,
                                     uint64_t address) {
  Dl_info info;
  struct link_map *map = NULL;
  struct dynamic_symbols symbols;
  struct dynamic_symbol symbol;
  struct gap gap;
  if (address - places->gap.start < places->gap.end - places->gap.start ||
      dladdr1((void *)(uintptr_t)address, &info, (void **)&map, RTLD_DL_LINKMAP) == 0 ||
      map == NULL || !dynamic_symbols_open_map(&symbols, map)) {
    return AIRLOCK_OK;
  }
  if (!find_variable(&symbol, &gap, &symbols, address)) {
    places->gap = gap;
    return AIRLOCK_OK;
  }
  airlock_status status = keep_loaded(machine, places, map->l_name);
  if (status != AIRLOCK_OK) {
    return status;
  }
  char what[256];
  (void)snprintf(what, sizeof what, "the variable `%.200s`", symbol.name);
  struct segment segment = {.writable = true};
  uint64_t start = symbols.base + symbol.value;
  uint64_t bits = start | symbol.size | 16;
  (void)segment_find(&segment, start);
  return adopt(machine, start, symbol.size, bits & -bits, !segment.writable, what);
}

// ------------------------------------------------------------------------------------- the machine

static struct places *places_of(airlock_machine *machine) {
  struct native_state *state = native_state(machine);
  if (state != NULL && state->places == NULL) {
    state->places = host_allocate_zeroed(&machine->host, 1, sizeof *state->places);
    if (state->places != NULL) {
      find_beginning(&state->places->beginning);
    }
  }
  return state == NULL ? NULL : state->places;
}

void places_release(airlock_machine *machine) {
  struct places *places = machine->native->places;
  if (places == NULL) {
    return;
  }
  for (size_t i = 0; i < places->num_handles; i++) {
    (void)dlclose(places->handles[i]);
  }
  host_release(&machine->host, places->handles, places->handles_capacity * sizeof(void *));
  host_release(&machine->host, places, sizeof *places);
}

static airlock_status adopt_known(airlock_machine *machine, uint64_t address) {
  struct places *places = places_of(machine);
  if (places == NULL) {
    return machine_no_memory(machine);
  }
  const struct beginning *beginning = &places->beginning;
  if (is_in_array(&beginning->arguments, address)) {
    return adopt_array(machine, &beginning->arguments, "the process's argument vector");
  }
  if (is_in_array(&beginning->environment, address)) {
    return adopt_array(machine, &beginning->environment, "the process's first environment vector");
  }
  if (address - beginning->texts < beginning->texts_end - beginning->texts) {
    return adopt_text(machine, beginning, address);
  }
  return adopt_variable(machine, places, address);
}

static bool is_within(uint64_t start, uint64_t length, uint64_t address, uint64_t size) {
  return address >= start && address - start < length && size <= length - (address - start);
}

static bool vouch_for_environment(const airlock_machine *machine, uint64_t address, uint64_t size) {
  (void)machine;
  uint64_t count = 0;
  if (environ == NULL) {
    return false;
  }
  for (; environ[count] != NULL; count++) {
    const char *text = environ[count];
    uint64_t start = (uint64_t)(uintptr_t)text;
    if (address >= start && is_within(start, strlen(text) + 1, address, size)) {
      return true;
    }
  }
  return is_within((uint64_t)(uintptr_t)environ, (count + 1) * sizeof *environ, address, size);
}

const struct native_places native_places = {adopt_known, vouch_for_environment};
