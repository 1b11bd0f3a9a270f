// SPDX-License-Identifier: MIT
//
// Floor 3. The places through which a loaded object reaches functions of others.
//
// Code that calls `malloc` of another library reads its address from a word of its own library,
// which the dynamic linker filled in: a slot. Three kinds of relocation name such words:
//
//   JUMP_SLOT  of the procedure linkage table; possibly bound lazily: until the first call it leads
//              back into the library's own table
//   GLOB_DAT   of the global offset table: code compiled with -fno-plt, and addresses taken in code
//   64 bits    a pointer to the function in the library's data, e.g. in a table of functions
//
// Slots are one set per process. With full RELRO, and where they are constants, their pages can
// only be read.
#ifndef AIRLOCK_NATIVE_GOT_H
#define AIRLOCK_NATIVE_GOT_H

#include "native/dynamic_symbols.h"

// The tables of one loaded object. Valid until it is unloaded; owns nothing.
struct got {
  const struct link_map *map;
  struct dynamic_symbols symbols;
  const ElfW(Rela) * tables[2]; // Those of the PLT, and all others.
  size_t counts[2];
  const ElfW(Phdr) * headers;
  size_t num_headers;
};

struct got_slot {
  const char *name; // Of the symbol.
  void **place;
  void *value; // That is there now.
  void
      *definition; // The object's own of that name, or NULL. Another one may be meant all the same.
  bool is_lazy;    // It leads into the object's own code, which will find the function.
};

// got_open finds the tables of an object. False, with the output untouched, when it has none, or
// relocations of another form than this platform's.
bool got_open(struct got *out_got, const struct link_map *map);

// got_next walks over the slots: begin with *io_position 0, go on until it returns false.
bool got_next(const struct got *got, struct got_slot *out_slot, size_t *io_position);

// got_write stores an address in a slot, making its page writable for as long as that takes. False
// when the system does not let it.
bool got_write(const struct got *got, void **place, void *value);

// got_contains says whether an address lies in the object.
bool got_contains(const struct got *got, uint64_t address);

#endif
