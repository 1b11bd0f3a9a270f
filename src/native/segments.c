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

// A line of the kernel's list: "start-end rwxp ...".
struct mapping {
  uint64_t start;
  uint64_t end;
  char access[5];
};

// Calls `visit` with each mapping, by ascending address, until it returns false. False if there is
// no list.
static bool each_mapping(bool (*visit)(void *context, const struct mapping *mapping),
                         void *context) {
  FILE *maps = fopen("/proc/self/maps", "re");
  if (maps == NULL) {
    return false;
  }
  char line[512];
  bool at_start = true;
  bool goes_on = true;
  while (goes_on && fgets(line, sizeof line, maps) != NULL) {
    struct mapping mapping;
    if (at_start && sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &mapping.start, &mapping.end,
                           mapping.access) == 3) {
      goes_on = visit(context, &mapping);
    }
    at_start = false;
    for (const char *c = line; *c != '\0'; c++) {
      at_start |= *c == '\n';
    }
  }
  (void)fclose(maps);
  return true;
}

static bool look_at_mapping(void *context, const struct mapping *mapping) {
  struct search *search = context;
  if (search->address < mapping->start || search->address >= mapping->end) {
    return true;
  }
  search->found = true;
  search->segment = (struct segment){.writable = mapping->access[1] == 'w',
                                     .executable = mapping->access[2] == 'x'};
  return false;
}

bool segment_find(struct segment *out_segment, uint64_t address) {
  struct search search = {.address = address};
  (void)dl_iterate_phdr(look_into, &search);
  if (!search.found) {
    (void)each_mapping(look_at_mapping, &search);
  }
  if (search.found) {
    *out_segment = search.segment;
    out_segment->writable &= !search.in_relro;
  }
  return search.found;
}

// A range, and how much of it was found so far.
struct cover {
  uint64_t address;
  uint64_t size;
  uint64_t readable;
  struct segment segment;
};

static bool cover_with(void *context, const struct mapping *mapping) {
  struct cover *cover = context;
  uint64_t next = cover->address + cover->readable;
  if (mapping->end <= next) {
    return true;
  }
  if (mapping->start > next || mapping->access[0] != 'r') {
    return false;
  }
  uint64_t rest = cover->size - cover->readable;
  uint64_t there = mapping->end - next;
  cover->readable += there < rest ? there : rest;
  cover->segment.writable &= mapping->access[1] == 'w';
  cover->segment.executable &= mapping->access[2] == 'x';
  return cover->readable < cover->size;
}

uint64_t segment_find_readable(struct segment *out_segment, uint64_t address, uint64_t size) {
  struct cover cover = {
      .address = address, .size = size, .segment = {.writable = true, .executable = true}};
  if (!each_mapping(cover_with, &cover)) {
    return size;
  }
  if (cover.readable > 0) {
    *out_segment = cover.segment;
  }
  return cover.readable;
}
