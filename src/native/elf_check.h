// SPDX-License-Identifier: MIT
//
// Floor 3. A file under check (elf_file.c), and what both halves of the check need: the header and
// the segments are checked in elf_file.c, what the dynamic table says in elf_dynamic.c.
#ifndef AIRLOCK_NATIVE_ELF_CHECK_H
#define AIRLOCK_NATIVE_ELF_CHECK_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Shared libraries have about ten segments.
#define MAX_SEGMENTS 128

struct elf_file {
  const char *path;
  char *out_message;
  size_t message_size;
  int descriptor;
  uint64_t size;
  Elf64_Ehdr header;
  Elf64_Phdr segments[MAX_SEGMENTS];
};

// elf_refuse writes "`path` " and the message. Always false, so that a check can end with it.
bool __attribute__((format(printf, 2, 3)))
elf_refuse(struct elf_file *file, const char *format, ...);

// elf_end_of adds without overflow: a range that wraps around ends beyond everything.
static inline uint64_t elf_end_of(uint64_t start, uint64_t size) {
  return size > UINT64_MAX - start ? UINT64_MAX : start + size;
}

// elf_read_at reads exactly `size` bytes at `offset`, a range that is known to lie inside the file.
bool elf_read_at(struct elf_file *file, void *out_bytes, uint64_t offset, size_t size);

// elf_find_loaded returns the readable PT_LOAD that holds all of [address, address + size);
// `in_file` says whether the file must fill that range. NULL if there is none.
const Elf64_Phdr *elf_find_loaded(const struct elf_file *file, uint64_t address, uint64_t size,
                                  bool in_file);

// elf_check_dynamic checks the dynamic table and the tables that it names.
bool elf_check_dynamic(struct elf_file *file);

#endif
