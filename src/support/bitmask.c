// SPDX-License-Identifier: MIT
//
// Bit ranges, a word at a time: the first and last word of a range are masked, those between are
// whole.
#include "support/bitmask.h"

// Bits [start, end) of the word that starts at bit index `base`.
static uint64_t word_part(uint64_t base, uint64_t start, uint64_t end) {
  uint64_t from = start > base ? start - base : 0;
  uint64_t to = end - base;
  return bitmask_low(to) & ~bitmask_low(from);
}

void bitmask_set(uint64_t *words, uint64_t start, uint64_t end, bool value) {
  for (uint64_t base = start - start % 64; base < end; base += 64) {
    uint64_t part = word_part(base, start, end);
    if (value) {
      words[base / 64] |= part;
    } else {
      words[base / 64] &= ~part;
    }
  }
}

uint64_t bitmask_find(const uint64_t *words, uint64_t start, uint64_t end, bool value) {
  for (uint64_t base = start - start % 64; base < end; base += 64) {
    uint64_t word = value ? words[base / 64] : ~words[base / 64];
    word &= word_part(base, start, end);
    if (word != 0) {
      return base + (uint64_t)__builtin_ctzll(word);
    }
  }
  return end;
}

// Up to 64 bits starting at any bit index.
static uint64_t read_bits(const uint64_t *words, uint64_t start, uint64_t count) {
  uint64_t shift = start % 64;
  uint64_t bits = words[start / 64] >> shift;
  if (shift + count > 64) {
    bits |= words[start / 64 + 1] << (64 - shift);
  }
  return bits & bitmask_low(count);
}

static void write_bits(uint64_t *words, uint64_t start, uint64_t count, uint64_t bits) {
  uint64_t shift = start % 64;
  uint64_t mask = bitmask_low(count);
  words[start / 64] = (words[start / 64] & ~(mask << shift)) | (bits << shift);
  if (shift + count > 64) {
    uint64_t *next = &words[start / 64 + 1];
    *next = (*next & ~(mask >> (64 - shift))) | (bits >> (64 - shift));
  }
}

void bitmask_copy(uint64_t *target, uint64_t target_start, const uint64_t *source,
                  uint64_t source_start, uint64_t count) {
  bool backwards = target == source && target_start > source_start;
  for (uint64_t done = 0; done < count;) {
    uint64_t step = count - done < 64 ? count - done : 64;
    uint64_t at = backwards ? count - done - step : done;
    write_bits(target, target_start + at, step, read_bits(source, source_start + at, step));
    done += step;
  }
}
