// SPDX-License-Identifier: MIT
//
// Floor 3. The functions that give and take memory, and those that load code which does.
#ifndef AIRLOCK_NATIVE_HEAP_FUNCTIONS_H
#define AIRLOCK_NATIVE_HEAP_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>

#define NATIVE_MAX_FUNCTIONS 32

// What the interpreted program's own call of such a function means.
enum heap_role {
  HEAP_ALLOCATOR, // It touches no other memory than the block's.
  HEAP_USER,      // It does other things as well.
  HEAP_LOADER,    // It is of interest in native code only.
};

struct heap_function {
  const char *name;
  void (*replacement)(void);
  enum heap_role role;
};

// The family: how many there are, at most NATIVE_MAX_FUNCTIONS, and each by its index.
size_t heap_function_count(void);
const struct heap_function *heap_function_at(size_t index);

// heap_function_find returns the index of a name, -1 if it is none of the family.
int heap_function_find(const char *name);

#endif
