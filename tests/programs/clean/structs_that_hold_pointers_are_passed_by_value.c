// SPDX-License-Identifier: MIT
// A slice as a struct of pointer and length.

#include <stddef.h>
#include <stdint.h>

struct slice {
  int32_t *start;
  size_t length;
};

void fill(struct slice slice, int32_t value) {
  for (size_t i = 0; i < slice.length; i++) {
    slice.start[i] = value;
  }
}

struct slice rest(struct slice slice) {
  return (struct slice){slice.start + 1, slice.length - 1};
}
