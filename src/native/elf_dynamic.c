// SPDX-License-Identifier: MIT
//
// The dynamic table of a shared library under check, and the tables that it names: where they lie,
// and as much of their contents as the dynamic linker goes by when it loads the library
// (elf_file.c says why).
#include "native/elf_check.h"

#include <inttypes.h>
#include <link.h>
#include <string.h>

// A table that the dynamic table names: its address and, if there is one, its size in bytes.
struct table_entry {
  const char *name;
  int64_t address_tag;
  int64_t size_tag;    // 0: no such entry.
  uint64_t minimum;    // Bytes that must be there when no size is given.
  int64_t element_tag; // 0: no such entry; otherwise it must name element_size.
  uint64_t element_size;
  bool in_file;
};

// In the order in which damage is reported.
static const struct table_entry tables[] = {
    {"string table", DT_STRTAB, DT_STRSZ, 1, 0, 0, true},
    {"symbol table", DT_SYMTAB, 0, sizeof(Elf64_Sym), DT_SYMENT, sizeof(Elf64_Sym), true},
    {"GNU hash table", DT_GNU_HASH, 0, 4 * sizeof(uint32_t), 0, 0, true},
    {"hash table", DT_HASH, 0, 2 * sizeof(Elf_Symndx), 0, 0, true},
    {"table of symbol versions", DT_VERSYM, 0, sizeof(Elf64_Half), 0, 0, true},
    {"table of needed versions", DT_VERNEED, 0, sizeof(Elf64_Verneed), 0, 0, true},
    {"table of defined versions", DT_VERDEF, 0, sizeof(Elf64_Verdef), 0, 0, true},
    {"relocation table", DT_RELA, DT_RELASZ, 0, DT_RELAENT, sizeof(Elf64_Rela), true},
    {"relocation table", DT_REL, DT_RELSZ, 0, DT_RELENT, sizeof(Elf64_Rel), true},
    {"relative relocation table", DT_RELR, DT_RELRSZ, 0, DT_RELRENT, sizeof(uint64_t), true},
    {"table of jump slots", DT_JMPREL, DT_PLTRELSZ, 0, 0, 0, true},
    {"table of global offsets", DT_PLTGOT, 0, 1, 0, 0, false},
    {"initialiser", DT_INIT, 0, 1, 0, 0, true},
    {"finaliser", DT_FINI, 0, 1, 0, 0, true},
    {"list of initialisers", DT_INIT_ARRAY, DT_INIT_ARRAYSZ, 0, 0, 0, false},
    {"list of finalisers", DT_FINI_ARRAY, DT_FINI_ARRAYSZ, 0, 0, 0, false},
};

// What was read from the dynamic table. Values of tags below MAX_TAG are kept by tag, the few
// others that matter follow them; the last entry of a tag counts, as for the dynamic linker.
#define MAX_TAG 64
enum { SLOT_GNU_HASH = MAX_TAG, SLOT_VERSYM, SLOT_VERNEED, SLOT_VERDEF, SLOT_FLAGS_1, NUM_SLOTS };

struct dynamic_table {
  bool present[NUM_SLOTS];
  uint64_t values[NUM_SLOTS];
  uint64_t last_string; // Greatest offset into the string table.
};

// slot_of returns where the value of a tag is kept, NUM_SLOTS if it is not.
static size_t slot_of(int64_t tag) {
  switch (tag) {
  case DT_GNU_HASH:
    return SLOT_GNU_HASH;
  case DT_VERSYM:
    return SLOT_VERSYM;
  case DT_VERNEED:
    return SLOT_VERNEED;
  case DT_VERDEF:
    return SLOT_VERDEF;
  case DT_FLAGS_1:
    return SLOT_FLAGS_1;
  default:
    return tag > 0 && tag < MAX_TAG ? (size_t)tag : NUM_SLOTS;
  }
}

static bool has(const struct dynamic_table *table, int64_t tag) {
  return table->present[slot_of(tag)];
}

static uint64_t value_of(const struct dynamic_table *table, int64_t tag) {
  return table->values[slot_of(tag)];
}

static void remember(struct dynamic_table *table, const Elf64_Dyn *entry) {
  size_t slot = slot_of(entry->d_tag);
  if (slot < NUM_SLOTS) {
    table->present[slot] = true;
    table->values[slot] = entry->d_un.d_val;
  }
  bool is_string = entry->d_tag == DT_NEEDED || entry->d_tag == DT_SONAME ||
                   entry->d_tag == DT_RPATH || entry->d_tag == DT_RUNPATH;
  if (is_string && entry->d_un.d_val > table->last_string) {
    table->last_string = entry->d_un.d_val;
  }
}

// find_dynamic finds where in the file the dynamic table lies. The dynamic linker goes by the
// address, so p_offset must name the same place.
static bool find_dynamic(struct elf_file *file, uint64_t *out_offset, uint64_t *out_size) {
  const Elf64_Phdr *dynamic = NULL;
  for (unsigned i = 0; i < file->header.e_phnum; i++) {
    if (file->segments[i].p_type == PT_DYNAMIC) {
      dynamic = &file->segments[i];
    }
  }
  if (dynamic == NULL) {
    return elf_refuse(file, "is not a shared library: it has no dynamic table");
  }
  uint64_t end = elf_end_of(dynamic->p_offset, dynamic->p_filesz);
  if (end > file->size) {
    return elf_refuse(
        file, "is cut short: its dynamic table ends at byte %" PRIu64 ", but the file has %" PRIu64,
        end, file->size);
  }
  const Elf64_Phdr *segment = elf_find_loaded(file, dynamic->p_vaddr, dynamic->p_filesz, true);
  if (segment == NULL ||
      dynamic->p_vaddr - segment->p_vaddr != dynamic->p_offset - segment->p_offset ||
      dynamic->p_vaddr % _Alignof(Elf64_Dyn) != 0) {
    return elf_refuse(file, "is damaged: its dynamic table does not lie in a readable segment");
  }
  // The dynamic linker writes addresses into a table that says that it is writable.
  if ((dynamic->p_flags & PF_W) != 0 && (segment->p_flags & PF_W) == 0) {
    return elf_refuse(file,
                      "is damaged: its dynamic table is writable, but not the segment it lies in");
  }
  *out_offset = dynamic->p_offset;
  *out_size = dynamic->p_filesz;
  return true;
}

static bool read_dynamic(struct elf_file *file, struct dynamic_table *out_table) {
  memset(out_table, 0, sizeof(*out_table));
  uint64_t offset = 0;
  uint64_t size = 0;
  if (!find_dynamic(file, &offset, &size)) {
    return false;
  }
  Elf64_Dyn entries[64];
  uint64_t num_left = size / sizeof(entries[0]);
  while (num_left > 0) {
    size_t count = sizeof(entries) / sizeof(entries[0]);
    if (num_left < count) {
      count = (size_t)num_left;
    }
    if (!elf_read_at(file, entries, offset, count * sizeof(entries[0]))) {
      return false;
    }
    for (size_t i = 0; i < count; i++) {
      if (entries[i].d_tag == DT_NULL) {
        return true;
      }
      remember(out_table, &entries[i]);
    }
    offset += count * sizeof(entries[0]);
    num_left -= count;
  }
  return elf_refuse(file, "is damaged: its dynamic table has no end");
}

static bool check_tables(struct elf_file *file, const struct dynamic_table *dynamic) {
  for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
    const struct table_entry *table = &tables[i];
    if (!has(dynamic, table->address_tag)) {
      continue;
    }
    if (table->element_tag != 0 && value_of(dynamic, table->element_tag) != table->element_size) {
      return elf_refuse(file,
                        "is damaged: the elements of its %s have %" PRIu64 " bytes instead of "
                        "%" PRIu64,
                        table->name, value_of(dynamic, table->element_tag), table->element_size);
    }
    bool sized = table->size_tag != 0;
    if (sized && !has(dynamic, table->size_tag)) {
      return elf_refuse(file, "is damaged: its %s has no size", table->name);
    }
    uint64_t size = sized ? value_of(dynamic, table->size_tag) : table->minimum;
    uint64_t address = value_of(dynamic, table->address_tag);
    if (size > 0 && elf_find_loaded(file, address, size, table->in_file) == NULL) {
      return elf_refuse(file,
                        "is damaged: its %s (%" PRIu64 " bytes at address 0x%" PRIx64
                        ") does not lie in a readable segment",
                        table->name, size, address);
    }
  }
  return true;
}

// read_loaded reads file bytes by address.
static bool read_loaded(struct elf_file *file, void *out_bytes, uint64_t address, size_t size) {
  const Elf64_Phdr *segment = elf_find_loaded(file, address, size, true);
  return elf_read_at(file, out_bytes, address - segment->p_vaddr + segment->p_offset, size);
}

// The dynamic linker takes strings for terminated ones, so the table must end in a NUL and every
// offset must lie inside.
static bool check_strings(struct elf_file *file, const struct dynamic_table *dynamic) {
  uint64_t size = value_of(dynamic, DT_STRSZ);
  if (size == 0 || dynamic->last_string >= size) {
    return elf_refuse(file,
                      "is damaged: its string table of %" PRIu64 " bytes ends before a name in "
                      "the dynamic table",
                      size);
  }
  char last;
  if (!read_loaded(file, &last, value_of(dynamic, DT_STRTAB) + size - 1, 1)) {
    return false;
  }
  return last == '\0' || elf_refuse(file, "is damaged: its string table has no end");
}

// GNU hash table: four words (buckets, first hashed symbol, words of the Bloom filter, shift), the
// filter's words of 8 bytes, a word per bucket, then the chains, whose end only the chains tell.
static bool check_gnu_hash(struct elf_file *file, uint64_t address) {
  uint32_t head[4];
  if (!read_loaded(file, head, address, sizeof(head))) {
    return false;
  }
  uint64_t size = sizeof(head) + UINT64_C(8) * head[2] + UINT64_C(4) * head[0];
  bool empty = head[0] == 0;
  if ((head[2] == 0 && !empty) || (head[2] & (head[2] - 1)) != 0 || head[3] >= 32 ||
      elf_find_loaded(file, address, size, true) == NULL) {
    return elf_refuse(file, "is damaged: its GNU hash table does not fit into its segment");
  }
  return true;
}

// System V hash table: number of buckets, number of symbols, a word per bucket, a word per symbol.
static bool check_sysv_hash(struct elf_file *file, uint64_t address) {
  Elf_Symndx head[2];
  if (!read_loaded(file, head, address, sizeof(head))) {
    return false;
  }
  uint64_t num_words = (uint64_t)head[0] + head[1] + 2;
  if (num_words > UINT32_MAX ||
      elf_find_loaded(file, address, num_words * sizeof(Elf_Symndx), true) == NULL) {
    return elf_refuse(file, "is damaged: its hash table does not fit into its segment");
  }
  return true;
}

bool elf_check_dynamic(struct elf_file *file) {
  struct dynamic_table dynamic;
  if (!read_dynamic(file, &dynamic)) {
    return false;
  }
  if ((value_of(&dynamic, DT_FLAGS_1) & DF_1_PIE) != 0) {
    return elf_refuse(file, "is an executable, not a shared library");
  }
  if (!has(&dynamic, DT_STRTAB) || !has(&dynamic, DT_SYMTAB)) {
    return elf_refuse(file, "is damaged: its dynamic table names no %s",
                      has(&dynamic, DT_STRTAB) ? "symbol table" : "string table");
  }
  if (!has(&dynamic, DT_GNU_HASH) && !has(&dynamic, DT_HASH)) {
    return elf_refuse(file, "is damaged: its dynamic table names no hash table");
  }
  if ((has(&dynamic, DT_VERNEED) || has(&dynamic, DT_VERDEF)) && !has(&dynamic, DT_VERSYM)) {
    return elf_refuse(file, "is damaged: its dynamic table names no table of symbol versions");
  }
  if (has(&dynamic, DT_JMPREL) && value_of(&dynamic, DT_PLTREL) != DT_RELA &&
      value_of(&dynamic, DT_PLTREL) != DT_REL) {
    return elf_refuse(file, "is damaged: its jump slots have an unknown kind of relocation");
  }
  if (!check_tables(file, &dynamic) || !check_strings(file, &dynamic)) {
    return false;
  }
  if (has(&dynamic, DT_GNU_HASH) && !check_gnu_hash(file, value_of(&dynamic, DT_GNU_HASH))) {
    return false;
  }
  return !has(&dynamic, DT_HASH) || check_sysv_hash(file, value_of(&dynamic, DT_HASH));
}
