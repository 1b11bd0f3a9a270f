// SPDX-License-Identifier: MIT
//
// Where libraries keep their variables: the writable segments of loaded objects, and this thread's
// copies of thread-local ones. The program that airlock is part of, and airlock itself, are left
// out: what they know of blocks is the embedder's and the machine's own book-keeping.
#define _GNU_SOURCE
#include "native/native_roots.h"
#include "native/gate.h"
#include "native/native.h"
#include "native/native_heap.h"
#include "native/process.h"
#include "support/process_memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct walk {
  const airlock_machine *machine;
  void (*visit)(void *context, const uint64_t *words, size_t count, bool is_programs);
  void *context;
};

static bool holds_address(const struct dl_phdr_info *object, uint64_t address) {
  for (unsigned i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[i];
    uint64_t start = object->dlpi_addr + header->p_vaddr;
    if (header->p_type == PT_LOAD && address >= start && address - start < header->p_memsz) {
      return true;
    }
  }
  return false;
}

// Libraries that the program was given: others come as their dependencies.
static bool is_programs(const airlock_machine *machine, const struct dl_phdr_info *object) {
  const struct native_state *state = machine->native;
  for (size_t i = 0; i < state->num_libraries; i++) {
    const struct library *library = &state->libraries[i];
    if (library->has_symbols && library->symbols.base == object->dlpi_addr) {
      return true;
    }
  }
  return false;
}

static void visit_range(const struct walk *walk, uintptr_t start, size_t size, bool is_given) {
  uintptr_t first = (start + sizeof(uint64_t) - 1) & -sizeof(uint64_t);
  if (start != 0 && first + sizeof(uint64_t) <= start + size) {
    walk->visit(walk->context, (const uint64_t *)first, (start + size - first) / sizeof(uint64_t),
                is_given);
  }
}

static int visit_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  const struct walk *walk = context;
  bool is_ours = object->dlpi_name[0] == '\0' ||
                 holds_address(object, (uint64_t)(uintptr_t)&process_this_thread);
  bool is_given = !is_ours && is_programs(walk->machine, object);
  for (unsigned i = 0; i < object->dlpi_phnum && !is_ours; i++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[i];
    if (header->p_type == PT_LOAD && (header->p_flags & PF_W) != 0) {
      visit_range(walk, object->dlpi_addr + header->p_vaddr, header->p_memsz, is_given);
    } else if (header->p_type == PT_TLS) {
      visit_range(walk, (uintptr_t)object->dlpi_tls_data, header->p_memsz, is_given);
    }
  }
  return 0;
}

static void each(const airlock_machine *machine,
                 void (*visit)(void *context, const uint64_t *words, size_t count,
                               bool is_programs),
                 void *context) {
  struct walk walk = {machine, visit, context};
  (void)dl_iterate_phdr(visit_object, &walk);
}

static int find_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  return holds_address(object, *(const uint64_t *)context);
}

static bool is_unknown(const airlock_machine *machine, uint64_t address) {
  return !address_range_contains(&machine->range, address) &&
         machine_function_at(machine, address) == NULL && process_memory_mapped(address, 1) == 1 &&
         dl_iterate_phdr(find_object, &address) == 0;
}

// By the kernel's account (proc(5): field 20 of stat).
long native_roots_threads(void) {
  char text[1024];
  int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
  ssize_t length = file >= 0 ? read(file, text, sizeof text - 1) : -1;
  if (file >= 0) {
    (void)close(file);
  }
  text[length > 0 ? length : 0] = '\0';
  const char *field = strrchr(text, ')'); // Ends the second field, which may hold blanks.
  for (int i = 2; i < 20 && field != NULL; i++) {
    field = strchr(field + 1, ' ');
  }
  return field != NULL ? strtol(field, NULL, 10) : 0;
}

static bool may_hide(const airlock_machine *machine) {
  const struct native_state *state = machine->native;
  return state->heap->has_unwatched || (state->gate != NULL && gate_running(state->gate) != NULL) ||
         native_roots_threads() > state->heap->threads;
}

const struct native_roots *native_roots(void) {
  static const struct native_roots roots = {each, is_unknown, may_hide};
  return &roots;
}
