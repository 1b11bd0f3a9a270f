// SPDX-License-Identifier: MIT
//
// What an address may be used for. The program headers of loaded objects say it for nearly every
// address that matters; code that was generated at run time is found in the kernel's own list.
//
// Part of a writable segment is read-only all the same: what only relocation may write (RELRO) is
// protected once that is done.
#define _GNU_SOURCE
#include "native/segments.h"

#include <inttypes.h>
#include <link.h>
#include <stdio.h>

// A search: the address, and what was found.
struct search {
  uint64_t address;
  bool found;
  bool in_relro;
  struct segment segment;
};

static bool contains(const struct dl_phdr_info *object, const ElfW(Phdr) * header,
                     uint64_t address) {
  uint64_t start = object->dlpi_addr + header->p_vaddr;
  return address >= start && address - start < header->p_memsz;
}

static int look_into(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  struct search *search = context;
  for (unsigned i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[i];
    if (!contains(object, header, search->address)) {
      continue;
    }
    if (header->p_type == PT_LOAD) {
      search->found = true;
      search->segment = (struct segment){.writable = (header->p_flags & PF_W) != 0,
                                         .executable = (header->p_flags & PF_X) != 0};
    } else if (header->p_type == PT_GNU_RELRO) {
      search->in_relro = true;
    }
  }
  return search->found;
}

// The kernel's list: "start-end rwxp ...", a line per mapping.
static void look_into_maps(struct search *search) {
  FILE *maps = fopen("/proc/self/maps", "re");
  if (maps == NULL) {
    return;
  }
  char line[512];
  bool at_start = true;
  while (!search->found && fgets(line, sizeof line, maps) != NULL) {
    uint64_t start;
    uint64_t end;
    char access[5];
    if (at_start && sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &start, &end, access) == 3 &&
        search->address >= start && search->address < end) {
      search->found = true;
      search->segment =
          (struct segment){.writable = access[1] == 'w', .executable = access[2] == 'x'};
    }
    at_start = false;
    for (const char *c = line; *c != '\0'; c++) {
      at_start |= *c == '\n';
    }
  }
  (void)fclose(maps);
}

bool segment_find(struct segment *out_segment, uint64_t address) {
  struct search search = {.address = address};
  (void)dl_iterate_phdr(look_into, &search);
  if (!search.found) {
    look_into_maps(&search);
  }
  if (search.found) {
    *out_segment = search.segment;
    out_segment->writable &= !search.in_relro;
  }
  return search.found;
}
