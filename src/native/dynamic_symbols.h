// SPDX-License-Identifier: MIT
//
// Floor 3. What one loaded library itself defines: its own dynamic symbol table, without those of
// its dependencies.
//
// `dlsym(handle, name)` searches the library *and everything that it depends on*, so it finds
// `strlen` in every library there is. And the address that it answers cannot be traced back to the
// library: that of an indirect function (STT_GNU_IFUNC) is chosen by running code and may lie
// elsewhere, in the kernel's vdso for instance, and comparing path names fails through symbolic
// links. The library's own table is the only witness. It also knows what dlsym does not tell:
// whether the symbol is a function or data, and how large.
//
// For the address, ask dlsym all the same, once the symbol was found here: it runs the resolver of
// an indirect function, finds this thread's copy of a thread-local variable, merges symbols that
// must be unique in the process, and picks the version that this lookup found too.
#ifndef AIRLOCK_NATIVE_DYNAMIC_SYMBOLS_H
#define AIRLOCK_NATIVE_DYNAMIC_SYMBOLS_H

#include <link.h>
#include <stdbool.h>
#include <stdint.h>

enum dynamic_symbol_type {
  DYNAMIC_SYMBOL_FUNCTION,
  DYNAMIC_SYMBOL_INDIRECT_FUNCTION, // `value` is its resolver's, never to be called as itself.
  DYNAMIC_SYMBOL_DATA,
  DYNAMIC_SYMBOL_THREAD_LOCAL, // `value` is an offset in the library's thread-local block.
  DYNAMIC_SYMBOL_UNTYPED,      // Assembly and linker scripts make these: code or data.
};

enum dynamic_symbol_binding {
  DYNAMIC_SYMBOL_GLOBAL,
  DYNAMIC_SYMBOL_WEAK,
  DYNAMIC_SYMBOL_UNIQUE, // One definition for the whole process, maybe another library's.
};

struct dynamic_symbol {
  const char *name; // Lies in the library.
  enum dynamic_symbol_type type;
  enum dynamic_symbol_binding binding;
  uint64_t value; // Before loading; add the library's base for an address.
  uint64_t size;  // In bytes, 0 if unknown.
};

// Where the tables of a loaded library lie. Valid until the library is unloaded; owns nothing.
struct dynamic_symbols {
  uintptr_t base;
  const ElfW(Sym) * symbols;
  const char *strings;
  const ElfW(Half) * versions; // One per symbol; NULL if the library has none.
  const uint32_t *gnu_hash;    // NULL if the library has none.
  const Elf_Symndx *sysv_hash; // NULL if the library has none.
  uint32_t num_symbols;        // In the table, undefined ones included.
};

// dynamic_symbols_open finds the tables of the library behind a handle that dlopen returned. False,
// with the output untouched, if the handle is NULL or the library has no symbol table.
bool dynamic_symbols_open(struct dynamic_symbols *out_symbols, void *handle);

// dynamic_symbols_open_map does so for a library in the dynamic linker's list.
bool dynamic_symbols_open_map(struct dynamic_symbols *out_symbols, const struct link_map *map);

// dynamic_symbols_find looks up a name among the symbols that the library defines and exports.
// False, with the output untouched, if it is not there. Takes constant time.
bool dynamic_symbols_find(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                          const char *name);

// dynamic_symbols_next walks over all of them, in the order of the table: begin with *io_position 0
// and go on until it returns false.
bool dynamic_symbols_next(const struct dynamic_symbols *symbols, struct dynamic_symbol *out_symbol,
                          uint32_t *io_position);

#endif
