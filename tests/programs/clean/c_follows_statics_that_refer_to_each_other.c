// SPDX-License-Identifier: MIT
//
// Gates that lead to gates.

#include <stdint.h>

struct gate {
  uint16_t code;
  const struct gate *through;
};

uint16_t code_behind(const struct gate *gate, uint32_t steps) {
  while (steps-- > 0) {
    gate = gate->through;
  }
  return gate->code;
}
