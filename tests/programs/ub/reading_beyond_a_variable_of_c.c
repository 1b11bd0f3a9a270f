// SPDX-License-Identifier: MIT
//
// A library that exports less than is declared.
#include <stdint.h>

int32_t table[2] = {1, 2};
