// SPDX-License-Identifier: MIT
//
// Floor 3. What native code calls: the executable part of an entry.
//
// Native code may keep an entry's address for longer than the function or the machine lives, and
// call it on another thread while the machine ends. What is needed to take such a call and to
// answer it lies here, in memory of libffi's that no machine owns: the closure, copies of all that
// libffi reads while it runs, and the default result. It is given back only when no native code can
// know the address.
#ifndef AIRLOCK_NATIVE_ENTRY_CODE_H
#define AIRLOCK_NATIVE_ENTRY_CODE_H

#include "native/gate.h"

#include <ffi.h>
#include <stdint.h>

struct entry;

struct entry_code {
  ffi_closure closure;
  ffi_cif cif;
  struct gate *gate;
  struct entry *entry; // The machine's; valid until the gate is closed.
  uint8_t *result;     // Default result, as libffi takes it,
  size_t result_size;  // and its size: 0 without a result.
};

// libffi's calling convention for closures.
typedef void entry_function(ffi_cif *cif, void *result, void **pieces, void *code);

// entry_code_new makes the code of an entry that is called as `cif` says, with `result_size` bytes
// of zero as its default result; NULL when there is no memory. *out_address is where it is called.
struct entry_code *entry_code_new(void **out_address, const ffi_cif *cif, size_t result_size,
                                  entry_function *function);

void entry_code_free(struct entry_code *code);

#endif
