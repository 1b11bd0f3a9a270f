// SPDX-License-Identifier: MIT
//
// Lookup in the dynamic symbol table of one loaded library.
//
// The way to the table: handle -> link_map -> l_ld, the dynamic table in memory -> addresses of
//
//   symbols   [0: empty][1]...[n-1]   name, type, binding, section, value, size of each
//   strings   the names
//   versions  one half-word per symbol
//   hash      which symbols may bear a name; a library has one of two forms, or both
//
// The GNU form leaves undefined symbols out: they come first in the symbol table, and the hashed
// ones follow from index `first` on, sorted by bucket, so a chain is a run of neighbours.
//
//   [num_buckets, first, num_words, shift] [Bloom filter: num_words words]
//   [buckets: index of the first symbol of the chain, 0 for none] [hashes: one per hashed symbol]
//
// A hash in the third part has its lowest bit replaced: 1 marks the last symbol of a chain. The
// filter answers most failing lookups with one load: a name whose two bits are not both set is not
// in the table. The System V form is two arrays of symbol indices, head of chain and next in chain,
// where 0 ends a chain; its length is the number of symbols.
//
// Versions: an entry's low 15 bits name a version of the library (0 local, 1 unversioned), bit 15
// marks it as *hidden*: `old@V1` beside the default `old@@V2`. The program linker never binds a new
// reference to a hidden version, and dlsym does not answer one, so neither does this lookup. A name
// with hidden versions alone is not found.

// Asks glibc for dlinfo.
#define _GNU_SOURCE
#include "native/dynamic_symbols.h"
#include <dlfcn.h>
#include <elf.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define VERSION_HIDDEN 0x8000u
#define VERSION_FIRST_NAMED 2

// The symbol types that name something; ST_INFO is packed alike in both word sizes.
static bool type_of(const ElfW(Sym) * entry, enum dynamic_symbol_type *out_type) {
  switch (ELF64_ST_TYPE(entry->st_info)) {
  case STT_FUNC:
    *out_type = DYNAMIC_SYMBOL_FUNCTION;
    return true;
  case STT_GNU_IFUNC:
    *out_type = DYNAMIC_SYMBOL_INDIRECT_FUNCTION;
    return true;
  case STT_OBJECT:
  case STT_COMMON:
    *out_type = DYNAMIC_SYMBOL_DATA;
    return true;
  case STT_TLS:
    *out_type = DYNAMIC_SYMBOL_THREAD_LOCAL;
    return true;
  case STT_NOTYPE:
    *out_type = DYNAMIC_SYMBOL_UNTYPED;
    return true;
  default: // Sections and file names.
    return false;
  }
}

static bool binding_of(const ElfW(Sym) * entry, enum dynamic_symbol_binding *out_binding) {
  switch (ELF64_ST_BIND(entry->st_info)) {
  case STB_GLOBAL:
    *out_binding = DYNAMIC_SYMBOL_GLOBAL;
    return true;
  case STB_WEAK:
    *out_binding = DYNAMIC_SYMBOL_WEAK;
    return true;
  case STB_GNU_UNIQUE:
    *out_binding = DYNAMIC_SYMBOL_UNIQUE;
    return true;
  default: // Local.
    return false;
  }
}

// is_defined leaves out symbols whose address is zero, as dlsym does: linkers make them to name
// versions. For a thread-local variable zero is an ordinary offset.
static bool is_defined(const ElfW(Sym) * entry) {
  return entry->st_shndx != SHN_UNDEF &&
         (entry->st_value != 0 || ELF64_ST_TYPE(entry->st_info) == STT_TLS);
}

// describe tells what symbol `index` is; false if the library does not define and export it.
static bool describe(const struct dynamic_symbols *symbols, uint32_t index,
                     struct dynamic_symbol *out_symbol) {
  const ElfW(Sym) *entry = &symbols->symbols[index];
  unsigned visibility = ELF64_ST_VISIBILITY(entry->st_other);
  if (!is_defined(entry) || visibility == STV_HIDDEN || visibility == STV_INTERNAL) {
    return false;
  }
  if (symbols->versions != NULL) {
    unsigned version = symbols->versions[index];
    if ((version & VERSION_HIDDEN) != 0 && (version & ~VERSION_HIDDEN) >= VERSION_FIRST_NAMED) {
      return false;
    }
  }
  struct dynamic_symbol symbol = {
      .name = symbols->strings + entry->st_name, .value = entry->st_value, .size = entry->st_size};
  if (!type_of(entry, &symbol.type) || !binding_of(entry, &symbol.binding)) {
    return false;
  }
  *out_symbol = symbol;
  return true;
}

// describe_if_named is describe for a symbol that must bear this name.
static bool describe_if_named(const struct dynamic_symbols *symbols, uint32_t index,
                              struct dynamic_symbol *out_symbol, const char *name) {
  return strcmp(symbols->strings + symbols->symbols[index].st_name, name) == 0 &&
         describe(symbols, index, out_symbol);
}

// -------------------------------------------------------------------------------------------------
// the GNU hash table

struct gnu_hash {
  uint32_t num_buckets;
  uint32_t first;
  uint32_t num_words;
  uint32_t shift;
  const ElfW(Addr) * filter;
  const uint32_t *buckets;
  const uint32_t *hashes; // hashes[index - first]
};

static struct gnu_hash gnu_hash_view(const uint32_t *words) {
  struct gnu_hash hash = {words[0], words[1], words[2], words[3], NULL, NULL, NULL};
  hash.filter = (const ElfW(Addr) *)(const void *)(words + 4);
  hash.buckets = (const uint32_t *)(hash.filter + hash.num_words);
  hash.hashes = hash.buckets + hash.num_buckets;
  return hash;
}

static uint32_t gnu_hash_of(const char *name) {
  uint32_t hash = 5381;
  for (const unsigned char *byte = (const unsigned char *)name; *byte != '\0'; byte++) {
    hash = hash * 33 + *byte;
  }
  return hash;
}

static bool may_contain(const struct gnu_hash *table, uint32_t hash) {
  const unsigned word_bits = sizeof(ElfW(Addr)) * CHAR_BIT;
  ElfW(Addr) word = table->filter[(hash / word_bits) & (table->num_words - 1)];
  ElfW(Addr) wanted =
      (ElfW(Addr))1 << (hash % word_bits) | (ElfW(Addr))1 << ((hash >> table->shift) % word_bits);
  return (word & wanted) == wanted;
}

static bool find_gnu(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                     const char *name) {
  struct gnu_hash table = gnu_hash_view(symbols->gnu_hash);
  uint32_t hash = gnu_hash_of(name);
  if (table.num_buckets == 0 || !may_contain(&table, hash)) {
    return false;
  }
  uint32_t index = table.buckets[hash % table.num_buckets];
  if (index < table.first) {
    return false;
  }
  for (;; index++) {
    uint32_t candidate = table.hashes[index - table.first];
    if ((candidate | 1) == (hash | 1) && describe_if_named(symbols, index, out_symbol, name)) {
      return true;
    }
    if ((candidate & 1) != 0) {
      return false;
    }
  }
}

// count_gnu finds the number of symbols, which the table does not state: the end of the chain that
// begins last. Without a chain only the symbols before the hashed ones exist.
static uint32_t count_gnu(const struct dynamic_symbols *symbols) {
  struct gnu_hash table = gnu_hash_view(symbols->gnu_hash);
  uint32_t last = 0;
  for (uint32_t i = 0; i < table.num_buckets; i++) {
    last = table.buckets[i] > last ? table.buckets[i] : last;
  }
  if (last < table.first) {
    return table.first;
  }
  while ((table.hashes[last - table.first] & 1) == 0) {
    last++;
  }
  return last + 1;
}

// -------------------------------------------------------------------------------------------------
// the System V hash table

static uint32_t sysv_hash_of(const char *name) {
  uint32_t hash = 0;
  for (const unsigned char *byte = (const unsigned char *)name; *byte != '\0'; byte++) {
    hash = (hash << 4) + *byte;
    hash = (hash ^ (hash >> 24 & 0xf0)) & 0x0fffffff;
  }
  return hash;
}

static bool find_sysv(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                      const char *name) {
  uint32_t num_buckets = (uint32_t)symbols->sysv_hash[0];
  const Elf_Symndx *buckets = symbols->sysv_hash + 2;
  const Elf_Symndx *chains = buckets + num_buckets;
  if (num_buckets == 0) {
    return false;
  }
  uint32_t index = (uint32_t)buckets[sysv_hash_of(name) % num_buckets];
  while (index != STN_UNDEF) {
    if (describe_if_named(symbols, index, out_symbol, name)) {
      return true;
    }
    index = (uint32_t)chains[index];
  }
  return false;
}

// -------------------------------------------------------------------------------- public functions

// address_of turns a pointer of the dynamic table into an address. glibc adds the base in place
// when it loads a library, but not in a read-only table, not on MIPS and RISC-V, and not for the
// vdso; other dynamic linkers never do. A value below the base cannot be an address in the library.
static uintptr_t address_of(const struct link_map *map, const ElfW(Dyn) * entry) {
  uintptr_t value = (uintptr_t)entry->d_un.d_ptr;
  return value < map->l_addr ? map->l_addr + value : value;
}

bool dynamic_symbols_open(struct dynamic_symbols *out_symbols, void *handle) {
  struct link_map *map = NULL;
  return handle != NULL && dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 &&
         dynamic_symbols_open_map(out_symbols, map);
}

bool dynamic_symbols_open_map(struct dynamic_symbols *out_symbols, const struct link_map *map) {
  if (map->l_ld == NULL) {
    return false;
  }
  struct dynamic_symbols symbols = {.base = map->l_addr};
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    switch (entry->d_tag) {
    case DT_SYMTAB:
      symbols.symbols = (const ElfW(Sym) *)address_of(map, entry);
      break;
    case DT_STRTAB:
      symbols.strings = (const char *)address_of(map, entry);
      break;
    case DT_VERSYM:
      symbols.versions = (const ElfW(Half) *)address_of(map, entry);
      break;
    case DT_GNU_HASH:
      symbols.gnu_hash = (const uint32_t *)address_of(map, entry);
      break;
    case DT_HASH:
      symbols.sysv_hash = (const Elf_Symndx *)address_of(map, entry);
      break;
    default:
      break;
    }
  }
  if (symbols.symbols == NULL || symbols.strings == NULL ||
      (symbols.gnu_hash == NULL && symbols.sysv_hash == NULL)) {
    return false;
  }
  symbols.num_symbols =
      symbols.sysv_hash != NULL ? (uint32_t)symbols.sysv_hash[1] : count_gnu(&symbols);
  *out_symbols = symbols;
  return true;
}

bool dynamic_symbols_find(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                          const char *name) {
  return symbols->gnu_hash != NULL ? find_gnu(symbols, out_symbol, name)
                                   : find_sysv(symbols, out_symbol, name);
}

bool dynamic_symbols_next(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                          uint32_t *io_position) {
  while (*io_position < symbols->num_symbols) {
    if (describe(symbols, (*io_position)++, out_symbol)) {
      return true;
    }
  }
  return false;
}
