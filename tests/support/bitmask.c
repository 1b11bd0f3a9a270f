// SPDX-License-Identifier: MIT
//
// Bit ranges against arrays of bool, which are plainly right: every operation is done on both, and
// all bits are compared, those around the range included.
#include "support/bitmask.h"

#include "../random.h"

#include <criterion/criterion.h>
#include <string.h>

#define NUM_BITS 400
#define NUM_WORDS (NUM_BITS / 64 + 1)

struct pair {
  uint64_t words[NUM_WORDS];
  bool bits[NUM_BITS];
};

static void fill_randomly(struct random *random, struct pair *pair) {
  memset(pair, 0, sizeof *pair);
  unsigned density = (unsigned)random_below(random, 4);
  for (uint64_t i = 0; i < NUM_BITS; i++) {
    bool value = density == 0 ? false : density == 1 ? true : random_one_in(random, 2);
    pair->bits[i] = value;
    pair->words[i / 64] |= (uint64_t)value << (i % 64);
  }
}

static void expect_same(const struct pair *pair, const char *after, uint64_t start, uint64_t end) {
  for (uint64_t i = 0; i < NUM_BITS; i++) {
    cr_assert_eq(bitmask_get(pair->words, i), pair->bits[i], "bit %lu after %s [%lu, %lu)", i,
                 after, start, end);
  }
  for (uint64_t i = NUM_BITS; i < (uint64_t)NUM_WORDS * 64; i++) {
    cr_assert_not(bitmask_get(pair->words, i), "bit %lu beyond all after %s", i, after);
  }
}

static uint64_t naive_find(const struct pair *pair, uint64_t start, uint64_t end, bool value) {
  while (start < end && pair->bits[start] != value) {
    start++;
  }
  return start;
}

Test(bitmask, counts_words) {
  const uint64_t table[][2] = {{0, 0},  {1, 1},   {63, 1},  {64, 1},
                               {65, 2}, {128, 2}, {129, 3}, {UINT64_MAX, UINT64_C(1) << 58}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    cr_expect_eq(bitmask_words(table[i][0]), table[i][1], "%lu bits", table[i][0]);
  }
}

Test(bitmask, low_sets_as_many_bits_as_asked_for) {
  for (uint64_t count = 0; count <= 64; count++) {
    cr_expect_eq((unsigned)__builtin_popcountll(bitmask_low(count)), count);
    cr_expect_eq(bitmask_low(count) & (bitmask_low(count) + 1), 0, "%lu bits are the lowest",
                 count);
  }
}

Test(bitmask, set_changes_the_range_and_nothing_else) {
  struct random random = random_begin(1);
  struct pair pair;
  for (int round = 0; round < 4000; round++) {
    fill_randomly(&random, &pair);
    uint64_t start;
    uint64_t end;
    random_range(&random, &start, &end, NUM_BITS);
    bool value = random_one_in(&random, 2);
    bitmask_set(pair.words, start, end, value);
    for (uint64_t i = start; i < end; i++) {
      pair.bits[i] = value;
    }
    expect_same(&pair, "set", start, end);
  }
}

Test(bitmask, find_gives_the_first_bit_or_the_end) {
  struct random random = random_begin(2);
  struct pair pair;
  for (int round = 0; round < 20000; round++) {
    if (round % 10 == 0) {
      fill_randomly(&random, &pair);
    }
    uint64_t start;
    uint64_t end;
    random_range(&random, &start, &end, NUM_BITS);
    for (int value = 0; value < 2; value++) {
      cr_assert_eq(bitmask_find(pair.words, start, end, value != 0),
                   naive_find(&pair, start, end, value != 0), "%d in [%lu, %lu)", value, start,
                   end);
    }
  }
}

Test(bitmask, copy_moves_bits_to_any_place_of_another_mask) {
  struct random random = random_begin(3);
  struct pair source;
  struct pair target;
  for (int round = 0; round < 4000; round++) {
    fill_randomly(&random, &source);
    fill_randomly(&random, &target);
    uint64_t start;
    uint64_t end;
    random_range(&random, &start, &end, NUM_BITS);
    uint64_t count = end - start;
    uint64_t to = random_below(&random, NUM_BITS - count + 1);
    bitmask_copy(target.words, to, source.words, start, count);
    memmove(target.bits + to, source.bits + start, count);
    expect_same(&target, "copy", to, to + count);
    expect_same(&source, "being copied", start, end);
  }
}

Test(bitmask, copy_within_a_mask_may_overlap_either_way) {
  struct random random = random_begin(4);
  struct pair pair;
  for (int round = 0; round < 8000; round++) {
    fill_randomly(&random, &pair);
    uint64_t count = random_below(&random, NUM_BITS + 1);
    uint64_t room = NUM_BITS - count;
    uint64_t from = random_below(&random, room + 1);
    uint64_t shift = random_below(&random, 130);
    uint64_t to = random_one_in(&random, 2) ? from + shift : from - shift;
    if (to > room) {
      to = random_below(&random, room + 1);
    }
    bitmask_copy(pair.words, to, pair.words, from, count);
    memmove(pair.bits + to, pair.bits + from, count);
    expect_same(&pair, "copy within", to, to + count);
  }
}

// The words beyond a range may not exist.
Test(bitmask, no_word_is_read_or_written_beyond_the_range) {
  for (uint64_t count = 1; count <= 192; count++) {
    size_t bytes = bitmask_words(count) * sizeof(uint64_t);
    uint64_t *words = malloc(bytes);
    uint64_t *copy = malloc(bytes);
    memset(words, 0, bytes);
    memset(copy, 0, bytes);
    bitmask_set(words, 0, count, true);
    cr_expect_eq(bitmask_find(words, 0, count, false), count);
    for (uint64_t start = 0; start < count; start++) {
      bitmask_copy(copy, start, words, 0, count - start);
      bitmask_copy(copy, 0, words, start, count - start);
      bitmask_copy(words, start, words, 0, count - start);
    }
    cr_expect_eq(bitmask_find(copy, 0, count, false), count);
    free(words);
    free(copy);
  }
}
