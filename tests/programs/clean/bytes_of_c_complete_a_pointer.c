// SPDX-License-Identifier: MIT
// Half of an address, into a buffer of Rust.

#include <stdint.h>

void upper_half(uint64_t address, uint32_t *buffer) { *buffer = (uint32_t)(address >> 32); }
