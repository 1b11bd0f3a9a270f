// SPDX-License-Identifier: MIT
// Addresses as integers.

#include <stdint.h>

void store_at(uintptr_t address, int32_t value) {
  *(int32_t *)address = value;
}

int32_t load_at(intptr_t address) {
  return *(const int32_t *)address;
}

uintptr_t address_of_next(uintptr_t address) {
  return address + sizeof(int32_t);
}
