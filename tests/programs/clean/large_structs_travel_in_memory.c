// SPDX-License-Identifier: MIT
// Structs of the class MEMORY.

#include <stdbool.h>
#include <stdint.h>

struct triad {
  int64_t first, second, third;
};

struct record {
  uint16_t id;
  int32_t samples[5];
  double mean;
  bool valid;
};

struct triad reverse_triad(struct triad triad) {
  return (struct triad){triad.third, triad.second, triad.first};
}

int64_t sum_and_clear(int32_t before, const struct triad *triad, struct triad copy, int32_t after) {
  int64_t sum = before + triad->first + triad->second + triad->third + copy.first + copy.second +
                copy.third + after;
  copy = (struct triad){0, 0, 0};
  return sum + copy.first;
}

struct record summarise(struct record record) {
  struct record summary = {.id = (uint16_t)(record.id + 1), .valid = !record.valid};
  for (int i = 0; i < 5; i++) {
    summary.samples[i] = record.samples[4 - i];
    summary.mean += record.samples[i];
  }
  summary.mean /= 5.0;
  return summary;
}
