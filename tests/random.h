// SPDX-License-Identifier: MIT
//
// Random numbers for generated tests: the same on every run and every host, so that a failure can
// be seen again (Marsaglia's xorshift with Vigna's multiplier).
#ifndef AIRLOCK_TESTS_RANDOM_H
#define AIRLOCK_TESTS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
  uint64_t state;
};

static inline struct random random_begin(uint64_t seed) {
  return (struct random){seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
}

static inline uint64_t random_next(struct random *random) {
  random->state ^= random->state >> 12;
  random->state ^= random->state << 25;
  random->state ^= random->state >> 27;
  return random->state * UINT64_C(0x2545f4914f6cdd1d);
}

// random_below returns a number in [0, limit), for a limit above 0.
static inline uint64_t random_below(struct random *random, uint64_t limit) {
  return (random_next(random) >> 8) % limit;
}

// random_one_in is true once in `count` times.
static inline bool random_one_in(struct random *random, uint64_t count) {
  return random_below(random, count) == 0;
}

// random_range chooses a part [start, end) of [0, size), often empty, whole, or at an edge.
static inline void random_range(struct random *random, uint64_t *out_start, uint64_t *out_end,
                                uint64_t size) {
  uint64_t first = random_below(random, size + 1);
  uint64_t second = random_below(random, size + 1);
  *out_start = first < second ? first : second;
  *out_end = first < second ? second : first;
  if (random_one_in(random, 8)) {
    *out_start = 0;
  }
  if (random_one_in(random, 8)) {
    *out_end = size;
  }
}

#endif
