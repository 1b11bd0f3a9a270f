// SPDX-License-Identifier: MIT
// A read through the pointer in a struct.

#include <stdint.h>

struct holder {
  const int32_t *value;
};

int32_t load(struct holder holder) {
  return *holder.value;
}
