// SPDX-License-Identifier: MIT
//
// Looks for a flag.
#include <stdint.h>

void look_for(uint8_t flag, uint8_t flags, void (*found)(uint8_t)) {
  found(flags & flag);
}
