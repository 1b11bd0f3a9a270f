// SPDX-License-Identifier: MIT
//
// A constant lies in memory that cannot be written.
#include <stdint.h>

const int32_t answer = 42;
