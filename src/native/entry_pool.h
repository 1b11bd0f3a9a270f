// SPDX-License-Identifier: MIT
//
// Floor 3. The pool: entries that are there from the start.
//
// An address for native code to call takes machine code that tells one function from another. The
// pool is such code, assembled with the library: ENTRY_POOL_SIZE entries that differ in an address,
// that of their record in a table. So no memory is ever made executable, and a system that forbids
// that has callbacks all the same.
//
//   native code ──► entry: its record ──► common code: the argument registers become an image,
//                                         as native/trampoline.h has it, and entry_pool_visit
//                                         does the rest ──► result registers ──► native code
//
// An address is the whole process's, and so is what it means: the table of entries is the one
// thing here that no machine owns. A machine takes entries and gives them back, under one lock that
// nothing else is done with; a call takes no lock, since an entry is filled in before its address
// is known. One whose address native code may have kept is never given back (native/entry.c), so
// that a process which makes machines for ever runs out of entries in the end. They are 16 bytes
// each of the library's text, and nothing is written to, or even read of, those that are not used;
// 4096 are as many as a large program has functions that C is handed. Then, and on platforms
// without a pool, entries are libffi's closures (entry_closure.c).
//
// The assembly file of a platform includes this for the macros alone.
#ifndef AIRLOCK_NATIVE_ENTRY_POOL_H
#define AIRLOCK_NATIVE_ENTRY_POOL_H

#define ENTRY_POOL_SIZE 4096
#define ENTRY_POOL_STRIDE 16

// Of a record, struct entry_code: its size, and where it says how many vector registers hold
// arguments.
#define ENTRY_POOL_RECORD_SIZE 56
#define ENTRY_POOL_NUM_VECTORS 20

#ifndef __ASSEMBLER__

#include "native/entry_code.h"
#include "native/trampoline.h"

#if (defined(PLAN_IS_X86_64) || defined(PLAN_IS_AARCH64)) && defined(__ELF__)
#define ENTRY_POOL_EXISTS 1
#endif

// Words between the registers in the image and the stack, which common code's frame and its return
// address take; and what it puts into the result registers:
//
//   x86-64    two general ones, two vector ones; or one or two of the x87, of 16 bytes each
//   AArch64   two general ones, four vector ones of 16 bytes each
#if defined(PLAN_IS_AARCH64)
enum { ENTRY_POOL_GAP = 0, ENTRY_POOL_RESULT_WORDS = 10 };
#else
enum { ENTRY_POOL_GAP = 2, ENTRY_POOL_RESULT_WORDS = 4 };
#endif
enum { ENTRY_POOL_GENERAL = 0, ENTRY_POOL_VECTOR = 2 };

extern struct entry_code entry_pool_table[];

// entry_pool_take takes an entry, zeroed, and returns it with its address; NULL when there is none
// left. entry_pool_give_back makes it another's.
struct entry_code *entry_pool_take(void **out_address);
void entry_pool_give_back(struct entry_code *code);

// entry_pool_owns says whether an entry's code is the pool's.
bool entry_pool_owns(const struct entry_code *code);

// entry_pool_position returns where a word of the image is, counted from its first.
static inline size_t entry_pool_position(size_t word) {
  return word + (word >= IMAGE_STACK ? ENTRY_POOL_GAP : 0);
}

// entry_pool_visit answers a call of an entry, for common code. It returns how many registers of
// the x87 get a result; on AArch64, whether all of a vector register is one.
uint64_t entry_pool_visit(const struct entry_code *code, const uint64_t *image,
                          uint64_t *out_words);

#endif
#endif
