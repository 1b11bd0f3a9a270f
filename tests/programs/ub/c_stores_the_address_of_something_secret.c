// SPDX-License-Identifier: MIT
// An integer, stored as a pointer.

#include <stdint.h>

void store(uint64_t address, const int8_t **place) { *place = (const int8_t *)address; }
