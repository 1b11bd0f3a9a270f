// SPDX-License-Identifier: MIT
//
// Walking over an object's relocations, and writing what the dynamic linker has protected.
//
// After relocation the dynamic linker takes the right to write away from the whole pages of
// PT_GNU_RELRO: from the page that its start lies in to the beginning of the one that its end lies
// in. A slot behind that is still writable, and stays so. What belongs to no writable segment gets
// its segment's own rights back.
#define _GNU_SOURCE
#include "native/got.h"

#include <elf.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__x86_64__)
#define TYPE_JUMP_SLOT R_X86_64_JUMP_SLOT
#define TYPE_GLOB_DAT R_X86_64_GLOB_DAT
#define TYPE_ADDRESS R_X86_64_64
#elif defined(__aarch64__)
#define TYPE_JUMP_SLOT R_AARCH64_JUMP_SLOT
#define TYPE_GLOB_DAT R_AARCH64_GLOB_DAT
#define TYPE_ADDRESS R_AARCH64_ABS64
#else
#define TYPE_JUMP_SLOT UINT32_MAX // No slot is known here, and nothing is watched.
#define TYPE_GLOB_DAT UINT32_MAX
#define TYPE_ADDRESS UINT32_MAX
#endif

struct header_search {
  const struct link_map *map;
  struct got *got;
};

static int find_headers(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  const struct header_search *search = context;
  if (object->dlpi_addr != search->map->l_addr || object->dlpi_name == NULL ||
      strcmp(object->dlpi_name, search->map->l_name) != 0) {
    return 0;
  }
  search->got->headers = object->dlpi_phdr;
  search->got->num_headers = object->dlpi_phnum;
  return 1;
}

// A pointer of the dynamic table; see address_of in dynamic_symbols.c.
static const void *address_in(const struct link_map *map, const ElfW(Dyn) * entry) {
  uintptr_t value = (uintptr_t)entry->d_un.d_ptr;
  return (const void *)(value < map->l_addr ? map->l_addr + value : value);
}

bool got_open(struct got *out_got, const struct link_map *map) {
  struct got got = {.map = map};
  struct header_search search = {map, &got};
  bool is_rela = true;
  if (!dynamic_symbols_open_map(&got.symbols, map) || dl_iterate_phdr(find_headers, &search) == 0) {
    return false;
  }
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    switch (entry->d_tag) {
    case DT_JMPREL:
      got.tables[0] = address_in(map, entry);
      break;
    case DT_PLTRELSZ:
      got.counts[0] = entry->d_un.d_val / sizeof(ElfW(Rela));
      break;
    case DT_PLTREL:
      is_rela = entry->d_un.d_val == DT_RELA;
      break;
    case DT_RELA:
      got.tables[1] = address_in(map, entry);
      break;
    case DT_RELASZ:
      got.counts[1] = entry->d_un.d_val / sizeof(ElfW(Rela));
      break;
    default:
      break;
    }
  }
  if (got.tables[0] == NULL || !is_rela) {
    got.counts[0] = 0;
  }
  if (got.tables[1] == NULL) {
    got.counts[1] = 0;
  }
  *out_got = got;
  return true;
}

bool got_contains(const struct got *got, uint64_t address) {
  for (size_t i = 0; i < got->num_headers; i++) {
    const ElfW(Phdr) *header = &got->headers[i];
    uint64_t start = got->map->l_addr + header->p_vaddr;
    if (header->p_type == PT_LOAD && address >= start && address - start < header->p_memsz) {
      return true;
    }
  }
  return false;
}

// The slot that a relocation fills in; false if it is of another type.
static bool read_slot(const struct got *got, struct got_slot *out_slot, const ElfW(Rela) * entry) {
  uint32_t type = (uint32_t)ELF64_R_TYPE(entry->r_info);
  uint32_t symbol = (uint32_t)ELF64_R_SYM(entry->r_info);
  bool is_slot = type == TYPE_JUMP_SLOT || type == TYPE_GLOB_DAT || type == TYPE_ADDRESS;
  if (!is_slot || symbol == 0 || entry->r_addend != 0) {
    return false;
  }
  const ElfW(Sym) *named = &got->symbols.symbols[symbol];
  void **place = (void **)(got->map->l_addr + entry->r_offset);
  void *value = __atomic_load_n(place, __ATOMIC_ACQUIRE);
  void *definition = NULL;
  if (named->st_shndx != SHN_UNDEF) {
    definition = (void *)(got->map->l_addr + named->st_value);
  }
  *out_slot = (struct got_slot){
      .name = got->symbols.strings + named->st_name,
      .place = place,
      .value = value,
      .definition = definition,
      .is_lazy = type == TYPE_JUMP_SLOT && value != definition &&
                 got_contains(got, (uint64_t)(uintptr_t)value),
  };
  return true;
}

bool got_next(const struct got *got, struct got_slot *out_slot, size_t *io_position) {
  while (*io_position < got->counts[0] + got->counts[1]) {
    size_t index = (*io_position)++;
    const ElfW(Rela) *entry =
        index < got->counts[0] ? &got->tables[0][index] : &got->tables[1][index - got->counts[0]];
    if (read_slot(got, out_slot, entry)) {
      return true;
    }
  }
  return false;
}

// ----------------------------------------------------------------------------------------- writing

// What the page of an address may be used for, as far as the object says.
static int protection_of(const struct got *got, uintptr_t address, uintptr_t page_size) {
  int protection = PROT_READ | PROT_WRITE;
  for (size_t i = 0; i < got->num_headers; i++) {
    const ElfW(Phdr) *header = &got->headers[i];
    uintptr_t start = got->map->l_addr + header->p_vaddr;
    uintptr_t end = start + header->p_memsz;
    if (header->p_type == PT_LOAD && address >= start && address < end) {
      protection = ((header->p_flags & PF_R) != 0 ? PROT_READ : 0) |
                   ((header->p_flags & PF_W) != 0 ? PROT_WRITE : 0) |
                   ((header->p_flags & PF_X) != 0 ? PROT_EXEC : 0);
    }
  }
  for (size_t i = 0; i < got->num_headers; i++) {
    const ElfW(Phdr) *header = &got->headers[i];
    uintptr_t start = got->map->l_addr + header->p_vaddr;
    uintptr_t end = start + header->p_memsz;
    if (header->p_type == PT_GNU_RELRO && address >= (start & -page_size) &&
        address < (end & -page_size)) {
      protection &= ~PROT_WRITE;
    }
  }
  return protection;
}

bool got_write(const struct got *got, void **place, void *value) {
  uintptr_t page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t address = (uintptr_t)place;
  void *page = (void *)(address & -page_size);
  int protection = protection_of(got, address, page_size);
  bool is_writable = (protection & PROT_WRITE) != 0;
  if (!is_writable && mprotect(page, page_size, protection | PROT_WRITE) != 0) {
    return false;
  }
  __atomic_store_n(place, value, __ATOMIC_RELEASE);
  return is_writable || mprotect(page, page_size, protection) == 0;
}
