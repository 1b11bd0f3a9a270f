// SPDX-License-Identifier: MIT
//
// Floor 0. Ranges of bits in an array of 64-bit words: bit i is bit (i % 64) of word i / 64.
// A range [start, end) may be empty; words beyond it are not touched.
#ifndef AIRLOCK_SUPPORT_BITMASK_H
#define AIRLOCK_SUPPORT_BITMASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline size_t bitmask_words(uint64_t num_bits) {
  return (size_t)(num_bits / 64 + (num_bits % 64 != 0));
}

static inline bool bitmask_get(const uint64_t *words, uint64_t index) {
  return (words[index / 64] >> (index % 64)) & 1;
}

// bitmask_low returns a word whose lowest `count` bits are set, for count 0 to 64.
static inline uint64_t bitmask_low(uint64_t count) {
  return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

// bitmask_set makes all bits of a range equal to `value`.
void bitmask_set(uint64_t *words, uint64_t start, uint64_t end, bool value);

// bitmask_find returns the first index in a range whose bit equals `value`, or `end`.
uint64_t bitmask_find(const uint64_t *words, uint64_t start, uint64_t end, bool value);

// bitmask_copy copies `count` bits from source at source_start to target at target_start; the
// ranges may overlap.
void bitmask_copy(uint64_t *target, uint64_t target_start, const uint64_t *source,
                  uint64_t source_start, uint64_t count);

#endif
