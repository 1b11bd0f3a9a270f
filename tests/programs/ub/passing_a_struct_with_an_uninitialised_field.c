// SPDX-License-Identifier: MIT
// A sum of two fields.

#include <stdint.h>

struct pair {
  int32_t low, high;
};

int32_t sum(struct pair pair) {
  return pair.low + pair.high;
}
