// SPDX-License-Identifier: MIT
// A struct as C would lay it out.

#include <stdint.h>

struct sample {
  uint8_t flag;
  int32_t value;
};

int32_t value_of(struct sample sample) {
  return sample.value;
}
