// SPDX-License-Identifier: MIT
//
// The C side of struct_half_filled.rs.
#include <stdint.h>

struct options {
  uint32_t width;
  uint32_t height;
  uint32_t depth;
};

uint64_t volume(struct options options) {
  return (uint64_t)options.width * options.height * options.depth;
}
