// SPDX-License-Identifier: MIT
//
// A place on a map.

#include <stdbool.h>
#include <stdint.h>

struct place {
  uint64_t name;
  struct {
    int16_t latitude, longitude;
  } position;
};

bool is_north(struct place place, int16_t of) {
  return place.position.latitude > of;
}
