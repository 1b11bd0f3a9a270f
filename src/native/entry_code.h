// SPDX-License-Identifier: MIT
//
// Floor 3. What native code calls: the executable part of an entry.
//
// Native code may keep an entry's address for longer than the function or the machine lives, and
// call it on another thread while the machine ends. What is needed to take such a call and to
// answer it lies here, in memory that no machine owns: the gate, and the default result. It is
// given back only when no native code can know the address.
//
// There are two kinds of code: an entry of the pool (entry_pool.h), and libffi's closure
// (entry_closure.c), for machines whose engine is libffi and where the pool has no entry.
#ifndef AIRLOCK_NATIVE_ENTRY_CODE_H
#define AIRLOCK_NATIVE_ENTRY_CODE_H

#include "native/gate.h"
#include "native/plan.h"

#include <stdint.h>

struct entry;

enum { ENTRY_SMALL_RESULT = 16 };

struct entry_code {
  struct gate *gate;
  struct entry *entry;            // The machine's; valid until the gate is closed.
  enum result_place result_place; // Of an entry in the pool:
  uint32_t num_vectors;           // and how many vector registers hold arguments.
  uint8_t *result;                // Default result, in memory as a caller finds it; NULL: all zero,
  size_t result_size;             // and its size: 0 without a result.
  union {
    uint8_t small_result[ENTRY_SMALL_RESULT];
    struct entry_code *next_free; // In the pool.
  };
};

// entry_code_new makes the code of an entry, with `result_size` bytes of zero as its default
// result; NULL when there is no memory. It is libffi's, called as `cif` says, unless there is an
// image of the call: then the pool's, as long as there is any. *out_address is where it is called.
struct entry_code *entry_code_new(void **out_address, const ffi_cif *cif, const struct image *image,
                                  size_t result_size);

void entry_code_free(struct entry_code *code);

// entry_code_has_room makes room for a default result, if need be; false when there is no memory.
bool entry_code_has_room(struct entry_code *code);

// entry_code_give_default writes the default result.
void entry_code_give_default(const struct entry_code *code, void *out_result);

// entry_closure_new makes a closure, which runs entry_closure_visit; NULL when there is no memory.
struct entry_code *entry_closure_new(void **out_address, const ffi_cif *cif, size_t result_size);
void entry_closure_free(struct entry_code *code);

// entry_closure_visit answers a call of a closure; by libffi's convention, with the entry's code.
void entry_closure_visit(ffi_cif *cif, void *result, void **pieces, void *code);

#endif
