// SPDX-License-Identifier: MIT
// Pointer arithmetic in bytes.

#include <stddef.h>
#include <stdint.h>

const uint32_t *skip_bytes(const uint32_t *start, size_t count) {
  return (const uint32_t *)(const void *)((const char *)start + count);
}
