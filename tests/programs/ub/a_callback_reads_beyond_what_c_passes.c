// SPDX-License-Identifier: MIT
//
// Calls a function with a pointer to the last of some elements.
#include <stddef.h>
#include <stdint.h>

void for_last(const int32_t *elements, size_t count, void (*function)(const int32_t *)) {
  function(&elements[count - 1]);
}
