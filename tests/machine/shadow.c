// SPDX-License-Identifier: MIT
//
// The shadow against a plain model, one {initialised, wild, fragment} per byte, under random
// operations on two shadows of which bytes travel from one to the other.
//
// Shadow and bytes change as the machine changes them: first the shadow, then the bytes. A byte
// that carries a fragment is always that byte of the fragment's image.
#include "machine/shadow.h"

#include "../counting_allocator.h"
#include "../random.h"

#include <criterion/criterion.h>
#include <string.h>

#define LARGEST 1600

struct state {
  bool init;
  bool wild;
  struct prov_fragment fragment;
};

struct object {
  struct shadow shadow;
  uint64_t size;
  uint8_t memory[LARGEST];
  struct state states[LARGEST];
};

struct world {
  struct object objects[2];
  struct counting_allocator counting;
  struct host host;
  struct random random;
};

static struct world *begin(uint64_t first_size, uint64_t second_size, uint64_t seed) {
  struct world *world = calloc(1, sizeof *world);
  cr_assert_not_null(world);
  world->objects[0].size = first_size;
  world->objects[1].size = second_size;
  world->counting = counting_begin();
  world->host = (struct host){counting_functions(&world->counting)};
  world->random = random_begin(seed);
  return world;
}

static struct shadow_range range_of(struct world *world, int which) {
  struct object *object = &world->objects[which];
  return (struct shadow_range){&world->host, &object->shadow, object->memory, object->size};
}

static bool same_prov(airlock_prov left, airlock_prov right) {
  return left.alloc.value == right.alloc.value && left.tag.value == right.tag.value;
}

static airlock_byte expected_byte(const struct object *object, uint64_t offset) {
  const struct state *state = &object->states[offset];
  airlock_byte byte = {.init = state->init};
  if (state->wild) {
    byte.prov = airlock_prov_wildcard();
  } else if (!prov_is_none(state->fragment.prov)) {
    byte.prov = state->fragment.prov;
    byte.fragment = state->fragment.index;
    byte.image = state->fragment.image;
  }
  return byte;
}

// The rule of the header, byte by byte.
static airlock_prov expected_pointer(const struct object *object, uint64_t offset) {
  struct prov_fragment agreed = {0};
  for (uint64_t i = 0; i < 8; i++) {
    const struct state *state = &object->states[offset + i];
    if (state->wild) {
      continue;
    }
    if (prov_is_none(state->fragment.prov) || state->fragment.index != i) {
      return airlock_prov_none();
    }
    if (prov_is_none(agreed.prov)) {
      agreed = state->fragment;
    } else if (!same_prov(agreed.prov, state->fragment.prov) ||
               agreed.image != state->fragment.image) {
      return airlock_prov_none();
    }
  }
  return prov_is_none(agreed.prov) ? airlock_prov_wildcard() : agreed.prov;
}

static void expect_bytes(const struct object *object, const char *after) {
  for (uint64_t i = 0; i < object->size; i++) {
    airlock_byte expected = expected_byte(object, i);
    airlock_byte found = shadow_byte(&object->shadow, object->size, i);
    cr_assert(found.init == expected.init && same_prov(found.prov, expected.prov) &&
                  found.fragment == expected.fragment && found.image == expected.image,
              "byte %lu of %lu after %s: init %d alloc %lx index %u image %lx, but expected init "
              "%d alloc %lx index %u image %lx",
              i, object->size, after, found.init, found.prov.alloc.value, found.fragment,
              found.image, expected.init, expected.prov.alloc.value, expected.fragment,
              expected.image);
  }
}

static void expect_pointers(const struct object *object, const char *after) {
  for (uint64_t i = 0; i + 8 <= object->size; i++) {
    airlock_prov expected = expected_pointer(object, i);
    airlock_prov found = shadow_pointer(&object->shadow, object->size, i);
    cr_assert(same_prov(found, expected), "pointer at %lu of %lu after %s: %lx, not %lx", i,
              object->size, after, found.alloc.value, expected.alloc.value);
  }
}

static void expect_ranges(struct world *world, const struct object *object) {
  for (int round = 0; round < 8; round++) {
    uint64_t start;
    uint64_t end;
    random_range(&world->random, &start, &end, object->size);
    uint64_t uninit = start;
    uint64_t init = start;
    bool plain = true;
    while (uninit < end && object->states[uninit].init) {
      uninit++;
    }
    while (init < end && !object->states[init].init) {
      init++;
    }
    for (uint64_t i = start; i < end; i++) {
      plain &= !object->states[i].wild && prov_is_none(object->states[i].fragment.prov);
    }
    const struct shadow *shadow = &object->shadow;
    cr_assert_eq(shadow_first_uninit(shadow, object->size, start, end), uninit);
    cr_assert_eq(shadow_first_init(shadow, object->size, start, end), init);
    cr_assert_eq(shadow_is_plain(shadow, object->size, start, end), plain, "[%lu, %lu)", start,
                 end);
  }
}

static void expect_all(struct world *world, const char *after) {
  for (int i = 0; i < 2; i++) {
    expect_bytes(&world->objects[i], after);
    expect_pointers(&world->objects[i], after);
    expect_ranges(world, &world->objects[i]);
  }
}

static void end(struct world *world) {
  for (int i = 0; i < 2; i++) {
    shadow_release(range_of(world, i));
    memset(world->objects[i].states, 0, sizeof world->objects[i].states);
    expect_bytes(&world->objects[i], "release");
  }
  cr_expect(counting_is_clean(&world->counting));
  free(world);
}

// Calls a reserve with memory running out after 0, 1, 2, ... requests, until it succeeds. None of
// the failures, nor the success, may change what the shadow means. The change that follows gets no
// memory at all.
#define RESERVE(world, call)                                                                       \
  do {                                                                                             \
    for (uint64_t n = 0;; n++) {                                                                   \
      (world)->counting.fail_after = n;                                                            \
      if (call) {                                                                                  \
        break;                                                                                     \
      }                                                                                            \
      expect_bytes(&(world)->objects[0], "a reserve that failed");                                 \
      expect_bytes(&(world)->objects[1], "a reserve that failed");                                 \
    }                                                                                              \
    (world)->counting.fail_after = 0;                                                              \
    expect_bytes(&(world)->objects[0], #call);                                                     \
    expect_bytes(&(world)->objects[1], #call);                                                     \
  } while (0)

static void mark(struct world *world, int which, uint64_t start, uint64_t stop, bool init) {
  struct object *object = &world->objects[which];
  RESERVE(world, shadow_reserve(range_of(world, which), start, stop, init));
  shadow_mark(range_of(world, which), start, stop, init);
  for (uint64_t i = start; i < stop; i++) {
    object->states[i] = (struct state){.init = init};
    object->memory[i] = (uint8_t)random_next(&world->random);
  }
}

static void store(struct world *world, int which, uint64_t offset, airlock_prov prov,
                  uint64_t address) {
  struct object *object = &world->objects[which];
  RESERVE(world, shadow_reserve_store(range_of(world, which), offset, prov));
  shadow_store(range_of(world, which), offset, prov, address);
  memcpy(object->memory + offset, &address, 8);
  for (uint64_t i = 0; i < 8; i++) {
    struct state *state = &object->states[offset + i];
    *state = (struct state){.init = true, .wild = prov_is_wildcard(prov)};
    if (prov_is_concrete(prov)) {
      state->fragment = (struct prov_fragment){prov, address, (uint8_t)i};
    }
  }
}

static void copy(struct world *world, int target, uint64_t to, int source, uint64_t from,
                 uint64_t size) {
  RESERVE(world,
          shadow_reserve_copy(range_of(world, target), to, range_of(world, source), from, size));
  shadow_copy(range_of(world, target), to, range_of(world, source), from, size);
  struct object *into = &world->objects[target];
  const struct object *out_of = &world->objects[source];
  memmove(into->memory + to, out_of->memory + from, size);
  memmove(into->states + to, out_of->states + from, size * sizeof *into->states);
}

static void make_wild(struct world *world, int which) {
  struct object *object = &world->objects[which];
  world->counting.fail_after = 0;
  bool is_made = random_one_in(&world->random, 2) &&
                 shadow_make_wild_quickly(range_of(world, which).shadow, object->size);
  if (!is_made) {
    shadow_make_wild(range_of(world, which));
  }
  for (uint64_t i = 0; i < object->size; i++) {
    object->states[i] = (struct state){.init = true, .wild = true};
    object->memory[i] = (uint8_t)random_next(&world->random);
  }
}

static void random_mark(struct world *world, int which) {
  uint64_t size = world->objects[which].size;
  uint64_t start;
  uint64_t stop;
  random_range(&world->random, &start, &stop, size);
  if (stop - start > 12 && !random_one_in(&world->random, 6)) {
    stop = start + random_below(&world->random, 12);
  }
  mark(world, which, start, stop, random_one_in(&world->random, 2));
}

static void random_store(struct world *world, int which) {
  static const airlock_prov provs[] = {{{7}, {0}}, {{7}, {0}}, {{7}, {1}},
                                       {{8}, {0}}, {{0}, {0}}, {{AIRLOCK_WILDCARD}, {0}}};
  static const uint64_t addresses[] = {0x1122334455667788, 0x1122334455667789, 0};
  uint64_t size = world->objects[which].size;
  if (size < 8) {
    return;
  }
  uint64_t offset = random_below(&world->random, size - 7);
  if (!random_one_in(&world->random, 3)) {
    offset -= offset % 8;
  }
  store(world, which, offset, provs[random_below(&world->random, sizeof provs / sizeof provs[0])],
        addresses[random_below(&world->random, 3)]);
}

static void random_copy(struct world *world) {
  int target = (int)random_below(&world->random, 2);
  int source = (int)random_below(&world->random, 2);
  uint64_t target_size = world->objects[target].size;
  uint64_t source_size = world->objects[source].size;
  uint64_t most = target_size < source_size ? target_size : source_size;
  uint64_t size = random_below(&world->random, most + 1);
  if (!random_one_in(&world->random, 3) && size > 24) {
    size = random_below(&world->random, 24);
  }
  size = random_one_in(&world->random, 10) ? most : size;
  uint64_t to = random_below(&world->random, target_size - size + 1);
  uint64_t from = random_below(&world->random, source_size - size + 1);
  uint64_t nearby = to + random_below(&world->random, 33);
  if (target == source && nearby >= 16 && nearby - 16 <= source_size - size) {
    from = nearby - 16;
  }
  if (random_one_in(&world->random, 3)) {
    to -= to % 8;
    from -= from % 8;
  }
  copy(world, target, to, source, from, size);
}

static void run(uint64_t first_size, uint64_t second_size, int operations, uint64_t seed) {
  struct world *world = begin(first_size, second_size, seed);
  for (int i = 0; i < operations; i++) {
    int which = (int)random_below(&world->random, 2);
    switch (random_below(&world->random, 16)) {
    case 0:
    case 1:
    case 2:
      random_mark(world, which);
      expect_all(world, "mark");
      break;
    case 3:
    case 4:
    case 5:
    case 6:
      random_store(world, which);
      expect_all(world, "store");
      break;
    case 7:
      if (random_one_in(&world->random, 4)) {
        make_wild(world, which);
        expect_all(world, "make_wild");
      }
      break;
    default:
      random_copy(world);
      expect_all(world, "copy");
      break;
    }
  }
  end(world);
}

Test(shadow, behaves_like_a_state_per_byte_at_small_sizes) {
  for (uint64_t size = 1; size <= 33; size++) {
    run(size, 1 + size * 7 % 33, 1500, size);
  }
}

Test(shadow, behaves_like_a_state_per_byte_where_masks_leave_the_record) {
  for (uint64_t size = 62; size <= 67; size++) {
    run(size, 129 - size, 1500, size);
  }
}

Test(shadow, behaves_like_a_state_per_byte_over_pages) {
  static const uint64_t sizes[][2] = {{511, 64}, {512, 512}, {513, 1024}, {1500, 70}, {1001, 1500}};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    run(sizes[i][0], sizes[i][1], 150, i + 1);
  }
}

static const airlock_prov some_prov = {{7}, {3}};
static const uint64_t some_address = 0x00007f1122334455;

Test(shadow, begins_uninitialised_and_costs_nothing) {
  struct world *world = begin(1000, 8, 1);
  expect_all(world, "nothing");
  cr_expect_eq(world->counting.requests, 0);
  end(world);
}

// Uniform states, among them that after each native call, are reached without memory and give back
// what was taken.
Test(shadow, uniform_states_hold_no_memory) {
  struct world *world = begin(1000, 8, 1);
  world->counting.fail_after = COUNTING_NEVER_FAILS;
  mark(world, 0, 100, 200, true);
  store(world, 0, 496, some_prov, some_address);
  store(world, 0, 3, some_prov, some_address);
  cr_expect_gt(world->counting.blocks, 0);
  make_wild(world, 0);
  expect_all(world, "make_wild");
  cr_expect_eq(world->counting.blocks, 0);
  uint64_t requests = world->counting.requests;
  mark(world, 0, 0, 1000, true);
  expect_all(world, "mark");
  mark(world, 0, 0, 1000, false);
  expect_all(world, "mark");
  make_wild(world, 0);
  mark(world, 1, 0, 8, true);
  store(world, 1, 0, airlock_prov_wildcard(), 5);
  expect_all(world, "mark");
  cr_expect_eq(world->counting.requests, requests);
  end(world);
}

Test(shadow, masks_of_64_bytes_take_no_memory) {
  struct world *world = begin(64, 63, 2);
  for (int i = 0; i < 200; i++) {
    random_mark(world, i % 2);
    expect_all(world, "mark");
  }
  cr_expect_eq(world->counting.requests, 0);
  end(world);
}

// All distances modulo eight between source and target, each byte copied by itself, forwards and
// backwards.
Test(shadow, copying_byte_by_byte_gives_back_a_usable_pointer) {
  for (uint64_t from = 0; from < 8; from++) {
    for (uint64_t to = 0; to < 8; to++) {
      for (int backwards = 0; backwards < 2; backwards++) {
        struct world *world = begin(32, 32, 1);
        store(world, 0, from, some_prov, some_address);
        mark(world, 1, 0, 32, true);
        for (uint64_t i = 0; i < 8; i++) {
          uint64_t at = backwards ? 7 - i : i;
          copy(world, 1, to + at, 0, from + at, 1);
        }
        expect_all(world, "copy");
        cr_expect(same_prov(shadow_pointer(&world->objects[1].shadow, 32, to), some_prov),
                  "from %lu to %lu", from, to);
        end(world);
      }
    }
  }
}

// Every pair of offsets modulo 16, into memory that has not seen a pointer before, so that all room
// must come from the reserve of this very copy.
Test(shadow, copies_make_room_for_pointers_at_any_offset) {
  static const uint64_t sizes[] = {1, 5, 8, 11, 24};
  for (uint64_t from = 0; from < 16; from++) {
    for (uint64_t to = 0; to < 16; to++) {
      for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct world *world = begin(40, 40, 1);
        store(world, 0, 8, some_prov, some_address);
        store(world, 0, 24, some_prov, some_address);
        copy(world, 1, to, 0, from, sizes[i]);
        expect_all(world, "copy");
        end(world);
      }
    }
  }
}

static bool has_fragments(const struct object *object) {
  const struct prov_map *map = object->shadow.concrete;
  for (const struct prov_page *page = map->newest; page != NULL; page = page->next) {
    if (page->bytes != NULL) {
      return true;
    }
  }
  return false;
}

// Lists of pointers are moved along within themselves, over the borders of pages too. Nothing is
// taken apart, whose memory would stay.
Test(shadow, whole_pointers_are_moved_as_such) {
  enum { SIZE = 1600, HOLE = 400 };
  struct world *world = begin(SIZE, 16, 3);
  mark(world, 0, 0, SIZE, true);
  for (uint64_t offset = 0; offset < SIZE; offset += 8) {
    airlock_prov prov = {{7 + offset}, {offset % 24 == 0 ? offset << 32 : 0}};
    if (offset % 56 != 0 && offset / HOLE != 1) {
      store(world, 0, offset, prov, some_address + offset);
    }
  }
  for (int i = 0; i < 300; i++) {
    uint64_t size = 8 * (1 + random_below(&world->random, 120));
    uint64_t from = 8 * random_below(&world->random, (SIZE - size) / 8 + 1);
    uint64_t most = size < SIZE - size - from ? size : SIZE - size - from;
    uint64_t to =
        random_one_in(&world->random, 2)
            ? from - 8 * random_below(&world->random, (from < size ? from : size) / 8 + 1)
            : from + (from + size < SIZE ? 8 * random_below(&world->random, most / 8 + 1) : 0);
    copy(world, 0, to, 0, from, size);
    expect_all(world, "move");
    cr_assert_not(has_fragments(&world->objects[0]));
  }
  end(world);
}

// The bytes at the edges of a range of whole words are no part of a pointer.
Test(shadow, whole_pointers_are_moved_with_bytes_around_them) {
  static const struct { uint64_t first_pointer, from, to; } rows[] = {{16, 12, 36}, {40, 36, 12}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct world *world = begin(96, 16, 4);
    mark(world, 0, 0, 96, true);
    store(world, 0, rows[i].first_pointer, some_prov, some_address);
    store(world, 0, rows[i].first_pointer + 8, (airlock_prov){{8}, {0}}, some_address + 1);
    copy(world, 0, rows[i].to, 0, rows[i].from, 27);
    expect_all(world, "move");
    cr_expect_not(has_fragments(&world->objects[0]));
    end(world);
  }
}

Test(shadow, bytes_of_two_pointers_make_none) {
  struct world *world = begin(32, 16, 1);
  const airlock_prov other_prov = {{8}, {3}};
  const airlock_prov other_tag = {{7}, {4}};
  store(world, 0, 8, some_prov, some_address);
  const struct {
    airlock_prov prov;
    uint64_t address;
  } others[] = {{other_prov, some_address}, {other_tag, some_address}, {some_prov, 42}};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    store(world, 1, 0, others[i].prov, others[i].address);
    copy(world, 1, 3, 0, 11, 1);
    expect_all(world, "copy");
    cr_expect(prov_is_none(shadow_pointer(&world->objects[1].shadow, 16, 0)));
  }
  store(world, 1, 0, some_prov, some_address);
  copy(world, 1, 3, 0, 12, 1);
  expect_all(world, "copy");
  cr_expect(prov_is_none(shadow_pointer(&world->objects[1].shadow, 16, 0)), "the wrong byte");
  end(world);
}

Test(shadow, wild_bytes_agree_with_any_pointer) {
  struct world *world = begin(16, 16, 1);
  make_wild(world, 1);
  for (uint64_t i = 0; i < 8; i++) {
    store(world, 0, 8, some_prov, some_address);
    copy(world, 0, 8 + i, 1, 0, 1);
    cr_expect(same_prov(shadow_pointer(&world->objects[0].shadow, 16, 8), some_prov));
  }
  copy(world, 0, 8, 1, 0, 8);
  cr_expect(prov_is_wildcard(shadow_pointer(&world->objects[0].shadow, 16, 8)));
  mark(world, 0, 9, 10, true);
  cr_expect(prov_is_none(shadow_pointer(&world->objects[0].shadow, 16, 8)));
  end(world);
}

// The two halves of a pointer stand in the wrong order and are moved by four bytes, so that for a
// moment the map holds a whole pointer whose last half is not in memory yet.
Test(shadow, halves_of_a_pointer_keep_their_image_while_they_pass) {
  struct world *world = begin(32, 16, 1);
  store(world, 1, 0, some_prov, some_address);
  mark(world, 0, 0, 32, true);
  copy(world, 0, 4, 1, 4, 4);
  copy(world, 0, 8, 1, 0, 4);
  copy(world, 0, 12, 0, 4, 8);
  expect_all(world, "copy");
  end(world);
}

// Moving upwards begins with the last byte: it completes an old pointer, whose first bytes stay.
Test(shadow, a_pointer_completed_by_a_move_and_broken_again_keeps_its_image) {
  struct world *world = begin(64, 16, 1);
  store(world, 1, 0, some_prov, some_address | UINT64_C(0xab) << 56);
  mark(world, 0, 0, 64, true);
  copy(world, 0, 16, 1, 0, 7);
  copy(world, 0, 13, 1, 7, 1);
  copy(world, 0, 20, 0, 10, 12);
  expect_all(world, "copy");
  end(world);
}
