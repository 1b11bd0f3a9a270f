// SPDX-License-Identifier: MIT
//
// The provenance map against one fragment per byte in a plain array, under random operations. The
// bytes of the memory follow the fragments, as the map expects: the byte at a fragment is that byte
// of the fragment's image.
#include "provenance/prov_map.h"

#include "../counting_allocator.h"
#include "../random.h"

#include <criterion/criterion.h>
#include <string.h>

#define NUM_POINTERS 6
#define LARGEST 2000

struct model {
  uint64_t size;
  uint8_t memory[LARGEST];
  struct prov_fragment fragments[LARGEST];
  struct prov_map *map;
  struct counting_allocator counting;
  struct host host;
  struct random random;
};

// Pointers that share an address, a provenance or an allocation with a neighbour, and differ in the
// rest.
static const struct {
  airlock_prov prov;
  uint64_t address;
} pointers[NUM_POINTERS] = {
    {{{7}, {0}}, 0x1122334455667788},
    {{{7}, {0}}, 0x1122334455667789},
    {{{7}, {1}}, 0x1122334455667788},
    {{{8}, {0}}, 0x1122334455667788},
    {{{9}, {UINT32_MAX}}, 0xff000000000000ff},
    {{{UINT64_C(1) << 40}, {UINT64_C(5) << 32 | 1}}, 0x0101010101010101},
};

static struct model *begin(uint64_t size, uint64_t seed) {
  struct model *model = calloc(1, sizeof *model);
  cr_assert_not_null(model);
  model->size = size;
  model->counting = counting_begin();
  model->host = (struct host){counting_functions(&model->counting)};
  model->random = random_begin(seed);
  return model;
}

static void end(struct model *model) {
  prov_map_free(&model->host, model->map, model->size);
  cr_expect(counting_is_clean(&model->counting), "size %lu", model->size);
  free(model);
}

static bool same(struct prov_fragment left, struct prov_fragment right) {
  if (prov_is_none(left.prov) || prov_is_none(right.prov)) {
    return prov_is_none(left.prov) && prov_is_none(right.prov);
  }
  return prov_equal(left.prov, right.prov) && left.image == right.image &&
         left.index == right.index;
}

static struct prov_fragment fragment_of(size_t pointer, uint64_t index) {
  return (struct prov_fragment){pointers[pointer].prov, pointers[pointer].address, (uint8_t)index};
}

static uint8_t byte_of(struct prov_fragment fragment) {
  return (uint8_t)(fragment.image >> (8 * fragment.index));
}

static void expect_equal(const struct model *model) {
  for (uint64_t i = 0; i < model->size; i++) {
    struct prov_fragment found = prov_map_get(model->map, i);
    cr_assert(same(found, model->fragments[i]),
              "byte %lu of %lu: alloc %lu index %u image %lx, but expected alloc %lu index %u "
              "image %lx",
              i, model->size, found.prov.alloc.value, found.index, found.image,
              model->fragments[i].prov.alloc.value, model->fragments[i].index,
              model->fragments[i].image);
  }
}

// Reserving first fails after every number of requests, and must not be seen to have happened.
static void reserve(struct model *model, uint64_t start, uint64_t stop, enum prov_room room) {
  for (uint64_t n = 0;; n++) {
    model->counting.fail_after = n;
    if (prov_map_reserve(&model->host, &model->map, model->memory, model->size, start, stop,
                         room)) {
      break;
    }
    expect_equal(model);
  }
  model->counting.fail_after = 0;
}

static void store_at(struct model *model, uint64_t offset, size_t pointer) {
  reserve(model, offset, offset + 8, prov_room_of(pointers[pointer].prov));
  prov_map_store(model->map, offset, pointers[pointer].prov);
  memcpy(model->memory + offset, &pointers[pointer].address, 8);
  for (uint64_t i = 0; i < 8; i++) {
    model->fragments[offset + i] = fragment_of(pointer, i);
  }
  cr_assert(prov_equal(prov_map_word(model->map, offset), pointers[pointer].prov));
}

static void store(struct model *model) {
  if (model->size >= 8) {
    store_at(model, random_below(&model->random, model->size / 8) * 8,
             random_below(&model->random, NUM_POINTERS));
  }
}

static void set_one(struct model *model, uint64_t offset, struct prov_fragment fragment) {
  reserve(model, offset, offset + 1, ROOM_FOR_FRAGMENTS);
  prov_map_set(model->map, offset, fragment);
  model->fragments[offset] = fragment;
  model->memory[offset] =
      prov_is_none(fragment.prov) ? (uint8_t)random_next(&model->random) : byte_of(fragment);
}

// Some bytes of one pointer in order, starting with any of them, or a hole.
static void set_some(struct model *model) {
  uint64_t offset = random_below(&model->random, model->size);
  size_t pointer = random_below(&model->random, NUM_POINTERS);
  uint64_t index = random_one_in(&model->random, 2) ? offset % 8 : random_below(&model->random, 8);
  uint64_t count = 1 + random_below(&model->random, 8);
  bool hole = random_one_in(&model->random, 5);
  for (uint64_t i = 0; i < count && offset + i < model->size; i++) {
    struct prov_fragment none = {0};
    set_one(model, offset + i, hole ? none : fragment_of(pointer, (index + i) % 8));
  }
}

static bool is_whole(const struct model *model, uint64_t offset) {
  for (uint64_t i = 0; i < 8; i++) {
    struct prov_fragment expected = model->fragments[offset];
    expected.index = (uint8_t)i;
    if (prov_is_none(expected.prov) || !same(model->fragments[offset + i], expected)) {
      return false;
    }
  }
  return true;
}

// Joining makes words, and no difference.
static void join(struct model *model) {
  uint64_t start;
  uint64_t stop;
  random_range(&model->random, &start, &stop, model->size);
  prov_map_join(model->map, start, stop);
  for (uint64_t i = start; i < stop; i++) {
    uint64_t word = i - i % 8;
    if (word + 8 <= model->size && is_whole(model, word)) {
      cr_assert_not(prov_is_none(prov_map_word(model->map, word)));
    }
  }
}

static void clear(struct model *model) {
  uint64_t start;
  uint64_t stop;
  random_range(&model->random, &start, &stop, model->size);
  if (!random_one_in(&model->random, 10) && stop - start > 20) {
    stop = start + random_below(&model->random, 20);
  }
  for (uint64_t n = 0;; n++) {
    model->counting.fail_after = n;
    if (prov_map_reserve_clear(&model->host, model->map, model->size, start, stop)) {
      break;
    }
    expect_equal(model);
  }
  model->counting.fail_after = 0;
  prov_map_clear(model->map, start, stop);
  for (uint64_t i = start; i < stop; i++) {
    model->fragments[i] = (struct prov_fragment){0};
    model->memory[i] = (uint8_t)random_next(&model->random);
  }
}

static void expect_words(const struct model *model) {
  if (model->map == NULL) {
    return;
  }
  for (uint64_t i = 0; i + 8 <= model->size; i++) {
    airlock_prov word = prov_map_word(model->map, i);
    if (!prov_is_none(word)) {
      cr_assert_eq(i % 8, 0);
      cr_assert(prov_equal(word, model->fragments[i].prov));
      cr_assert(is_whole(model, i));
    }
  }
}

static bool has_fragment(const struct model *model, uint64_t start, uint64_t stop) {
  for (uint64_t i = start; i < stop; i++) {
    if (!prov_is_none(model->fragments[i].prov)) {
      return true;
    }
  }
  return false;
}

static void expect_find(struct model *model) {
  uint64_t start;
  uint64_t stop;
  random_range(&model->random, &start, &stop, model->size);
  uint64_t found = prov_map_find(model->map, start, stop);
  cr_assert(found >= start && found <= stop);
  cr_assert_not(has_fragment(model, start, found), "%lu passes over a fragment", found);
}

// Whether some fragment in the range is no part of a whole aligned pointer inside it.
static bool is_ragged(const struct model *model, uint64_t start, uint64_t stop) {
  for (uint64_t i = start; i < stop; i++) {
    uint64_t word = i - i % 8;
    bool whole =
        word >= start && word + 8 <= stop && word + 8 <= model->size && is_whole(model, word);
    if (!prov_is_none(model->fragments[i].prov) && !whole) {
      return true;
    }
  }
  return false;
}

static enum prov_room room_of_tags(const struct model *model, uint64_t start, uint64_t stop) {
  enum prov_room room = ROOM_FOR_WORDS;
  for (uint64_t i = start; i < stop; i++) {
    enum prov_room needed = prov_room_of(model->fragments[i].prov);
    room = needed > room ? needed : room;
  }
  return room;
}

static void expect_room(struct model *model) {
  uint64_t start;
  uint64_t stop;
  random_range(&model->random, &start, &stop, model->size);
  enum prov_room expected =
      is_ragged(model, start, stop) ? ROOM_FOR_FRAGMENTS : room_of_tags(model, start, stop);
  cr_assert(model->map == NULL ||
                prov_map_room_of(model->map, model->size, start, stop) >= expected,
            "[%lu, %lu)", start, stop);
}

struct visit {
  bool seen[NUM_POINTERS];
  uint64_t left; // Visits until it stops.
};

static bool visit_prov(void *context, airlock_prov prov) {
  struct visit *visit = context;
  bool known = false;
  for (size_t i = 0; i < NUM_POINTERS; i++) {
    if (prov_equal(pointers[i].prov, prov)) {
      visit->seen[i] = true;
      known = true;
    }
  }
  cr_assert(known, "a provenance that was never stored");
  cr_assert_neq(visit->left, 0, "visited after it had stopped");
  visit->left--;
  return visit->left != 0;
}

static void expect_each(const struct model *model) {
  struct visit expected = {{false}, 0};
  for (uint64_t i = 0; i < model->size; i++) {
    for (size_t p = 0; p < NUM_POINTERS; p++) {
      expected.seen[p] |= prov_equal(model->fragments[i].prov, pointers[p].prov);
    }
  }
  struct visit visit = {{false}, UINT64_MAX};
  cr_assert(prov_map_each(model->map, visit_prov, &visit));
  cr_assert(memcmp(visit.seen, expected.seen, sizeof visit.seen) == 0);
  uint64_t visits = UINT64_MAX - visit.left;
  if (visits > 0) {
    struct visit stopped = {{false}, (visits + 1) / 2};
    cr_assert_not(prov_map_each(model->map, visit_prov, &stopped));
  }
}

static void run(uint64_t size, int operations, uint64_t seed) {
  struct model *model = begin(size, seed);
  for (int i = 0; i < operations; i++) {
    switch (random_below(&model->random, 5)) {
    case 0:
      store(model);
      break;
    case 1:
    case 2:
      set_some(model);
      break;
    case 3:
      join(model);
      break;
    default:
      clear(model);
      break;
    }
    expect_equal(model);
    expect_words(model);
    expect_find(model);
    expect_room(model);
    expect_each(model);
  }
  end(model);
}

Test(prov_map, behaves_like_an_array_of_fragments_at_small_sizes) {
  for (uint64_t size = 1; size <= 40; size++) {
    run(size, 400, size);
  }
}

Test(prov_map, behaves_like_an_array_of_fragments_over_pages) {
  static const uint64_t sizes[] = {100,  504,  511,  512,  513,  519,  520,
                                   1000, 1023, 1024, 1025, 1032, 1999, 2000};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    run(sizes[i], 150, sizes[i]);
  }
}

Test(prov_map, no_map_carries_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  cr_expect(prov_is_none(prov_map_get(NULL, 5).prov));
  cr_expect_eq(prov_map_find(NULL, 3, 9), 9);
  cr_expect(prov_map_each(NULL, visit_prov, NULL));
  cr_expect(prov_map_reserve_clear(&host, NULL, 100, 3, 50));
  prov_map_clear(NULL, 0, 100);
  prov_map_join(NULL, 0, 100);
  prov_map_free(&host, NULL, 100);
  cr_expect_eq(counting.requests, 0);
}

// Memory for pointers in all words of two pages, from `room`.
static uint64_t bytes_of_words(enum prov_room room) {
  struct model *model = begin(1024, 1);
  reserve(model, 0, 1024, room);
  uint64_t requests = model->counting.requests;
  uint64_t bytes = model->counting.bytes;
  for (uint64_t offset = 0; offset < 1024; offset += 8) {
    size_t pointer = offset / 8 % NUM_POINTERS;
    while (prov_room_of(pointers[pointer].prov) > room) {
      pointer--;
    }
    prov_map_store(model->map, offset, pointers[pointer].prov);
    memcpy(model->memory + offset, &pointers[pointer].address, 8);
  }
  cr_expect_eq(prov_map_room_of(model->map, 1024, 0, 1024), room);
  cr_expect_eq(prov_map_room_of(model->map, 1024, 8, 520), room);
  cr_expect_eq(prov_map_room_of(model->map, 1024, 8, 517), ROOM_FOR_FRAGMENTS);
  cr_expect_eq(prov_map_room_of(model->map, 1024, 4, 512), ROOM_FOR_FRAGMENTS);
  cr_expect(prov_map_reserve_clear(&model->host, model->map, 1024, 8, 520));
  cr_expect_eq(model->counting.requests, requests, "whole pointers are cleared for nothing");
  end(model);
  return bytes;
}

Test(prov_map, aligned_pointers_alone_take_as_much_again_and_half_more_with_tags) {
  uint64_t untagged = bytes_of_words(ROOM_FOR_WORDS);
  cr_expect_lt(untagged, 1024 + 1024 / 6);
  cr_expect_eq(bytes_of_words(ROOM_FOR_TAGS), untagged + 512);
  cr_expect_eq(bytes_of_words(ROOM_FOR_LARGE_TAGS), untagged + 1024);
}

// A page has no tags until the first that is not 0; the words before it keep theirs.
Test(prov_map, a_tag_changes_nothing_for_the_words_before_it) {
  enum { UNTAGGED = 0, TAGGED = 4, LARGE = 5 };
  struct model *model = begin(512, 1);
  store_at(model, 0, UNTAGGED);
  cr_expect(prov_map_has_room(model->map, 8, pointers[UNTAGGED].prov));
  cr_expect_not(prov_map_has_room(model->map, 8, pointers[TAGGED].prov));
  store_at(model, 8, TAGGED);
  expect_equal(model);
  cr_expect(prov_map_has_room(model->map, 16, pointers[TAGGED].prov));
  cr_expect_not(prov_map_has_room(model->map, 16, pointers[LARGE].prov));
  store_at(model, 16, LARGE);
  expect_equal(model);
  store_at(model, 8, UNTAGGED);
  store_at(model, 16, TAGGED);
  expect_equal(model);
  end(model);
}

Test(prov_map, the_cut_pointers_bytes_keep_the_image_that_memory_had) {
  struct model *model = begin(64, 1);
  model->counting.fail_after = COUNTING_NEVER_FAILS;
  reserve(model, 8, 16, ROOM_FOR_WORDS);
  prov_map_store(model->map, 8, pointers[0].prov);
  memcpy(model->memory + 8, &pointers[0].address, 8);
  model->counting.fail_after = COUNTING_NEVER_FAILS;
  cr_assert(prov_map_reserve_clear(&model->host, model->map, 64, 12, 13));
  prov_map_clear(model->map, 12, 13);
  memset(model->memory + 8, 0, 8);
  cr_expect(same(prov_map_get(model->map, 8), fragment_of(0, 0)));
  cr_expect(same(prov_map_get(model->map, 15), fragment_of(0, 7)));
  cr_expect(prov_is_none(prov_map_get(model->map, 12).prov));
  end(model);
}
