// SPDX-License-Identifier: MIT
//
// Stations of a line.

#include <stddef.h>
#include <stdint.h>

struct station {
  struct station *next;
  uint8_t name;
};

uint8_t terminus(const struct station *station) {
  uint8_t name = 0;
  for (; station != NULL; station = station->next) {
    name = station->name;
  }
  return name;
}

void turn_back(struct station *station) {
  struct station *previous = NULL;
  while (station != NULL) {
    struct station *next = station->next;
    station->next = previous;
    previous = station;
    station = next;
  }
}
