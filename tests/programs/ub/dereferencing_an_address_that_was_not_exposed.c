// SPDX-License-Identifier: MIT
// An identity.

#include <stdint.h>

uintptr_t same(uintptr_t address) {
  return address;
}
