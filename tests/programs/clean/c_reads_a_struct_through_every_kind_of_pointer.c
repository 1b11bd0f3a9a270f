// SPDX-License-Identifier: MIT
//
// A gauge that may be missing.

#include <stddef.h>
#include <stdint.h>

struct gauge {
  uint8_t unit;
  int16_t level;
};

int16_t level_of(const struct gauge *gauge) {
  return gauge == NULL ? INT16_MAX : gauge->level;
}
