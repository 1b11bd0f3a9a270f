// SPDX-License-Identifier: MIT
//
// Calls functions with structs that travel in unusual ways.
#include <stdint.h>

union word {
  uint32_t number;
  uint8_t bytes[4];
};

#pragma pack(push, 1)
struct packed {
  uint8_t tag;
  int64_t value;
};
#pragma pack(pop)

struct mixed {
  int32_t count;
  float part;
  double whole;
};

struct large {
  double first;
  int16_t rest[9];
};

uint32_t turn_word(union word (*turn)(union word), union word word) {
  return turn(word).number;
}

int64_t turn_packed(struct packed (*turn)(struct packed), uint8_t tag, int64_t value) {
  struct packed result = turn((struct packed){tag, value});
  return result.value + result.tag;
}

double turn_mixed(struct mixed (*turn)(struct mixed, float)) {
  struct mixed result = turn((struct mixed){1, 0.5f, 2.5}, 0.25f);
  return result.count + result.part + result.whole;
}

double turn_large(struct large (*turn)(int8_t, struct large, uint16_t)) {
  struct large result = turn(-4, (struct large){1.5, {1, 2, 3, 4, 5, 6, 7, 8, 9}}, 700);
  double sum = result.first;
  for (int i = 0; i < 9; i++) {
    sum += result.rest[i];
  }
  return sum;
}
