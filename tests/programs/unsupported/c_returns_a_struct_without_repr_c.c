// SPDX-License-Identifier: MIT
// Returns a struct as C lays it out.

#include <stdint.h>

struct measurement {
  uint16_t value;
  uint8_t unit;
};

struct measurement measure(void) {
  return (struct measurement){40, 2};
}
