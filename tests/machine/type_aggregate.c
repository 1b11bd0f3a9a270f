// SPDX-License-Identifier: MIT
//
// Aggregates of C beyond plain structs: unions, packed and over-aligned ones, complex numbers, each
// laid out as the compiler does it.
#include "world.h"

#include <complex.h>
#include <stdalign.h>

#define PACKED __attribute__((packed))

union number {
  uint8_t a;
  uint64_t b;
  float c;
};
union odd {
  uint8_t a[5];
  uint16_t b;
};
struct PACKED packed {
  uint8_t a;
  uint64_t b;
  uint16_t c;
};
#pragma pack(push, 2)
struct packed_to_2 {
  uint8_t a;
  uint64_t b;
  uint8_t c;
};
#pragma pack(pop)
#pragma pack(push, 4)
struct packed_to_4 {
  uint8_t a;
  long double b;
  uint16_t c;
};
union packed_union {
  uint8_t a[9];
  uint64_t b;
};
#pragma pack(pop)
struct over_aligned {
  alignas(32) uint8_t a;
  uint32_t b;
};
struct PACKED packed_and_aligned {
  uint8_t a;
  uint32_t b;
} __attribute__((aligned(8)));
union aligned_union {
  alignas(64) uint8_t a;
  uint16_t b;
};
struct complexes {
  uint8_t a;
  float complex b;
  uint8_t c;
  double complex d;
  uint8_t e;
  long double complex f;
};
struct wide {
  uint8_t a;
  __extension__ __int128 b;
  uint8_t c;
};
struct holds_union {
  uint8_t a;
  union number b;
  uint8_t c;
};
struct holds_packed {
  uint8_t a;
  struct packed b;
  uint32_t c;
};
struct holds_aligned {
  uint8_t a;
  struct over_aligned b[2];
  uint8_t c;
};

#define MOST_OFFSETS 6

static const struct laid_out {
  const char *text;
  uint64_t size;
  uint64_t align;
  uint64_t offsets[MOST_OFFSETS];
  size_t count;
} laid_outs[] = {
#define O(type, field) offsetof(type, field)
    {"union {u8, u64, f32}", sizeof(union number), alignof(union number), {0, 0, 0}, 3},
    {"union {[5]u8, u16}", sizeof(union odd), alignof(union odd), {0, 0}, 2},
    {"packed {u8, u64, u16}",
     sizeof(struct packed),
     alignof(struct packed),
     {O(struct packed, a), O(struct packed, b), O(struct packed, c)},
     3},
    {"packed(2) {u8, u64, u8}",
     sizeof(struct packed_to_2),
     alignof(struct packed_to_2),
     {O(struct packed_to_2, a), O(struct packed_to_2, b), O(struct packed_to_2, c)},
     3},
    {"packed(4) {u8, long double, u16}",
     sizeof(struct packed_to_4),
     alignof(struct packed_to_4),
     {O(struct packed_to_4, a), O(struct packed_to_4, b), O(struct packed_to_4, c)},
     3},
    {"packed(4) union {[9]u8, u64}",
     sizeof(union packed_union),
     alignof(union packed_union),
     {0, 0},
     2},
    {"align(32) {u8, u32}",
     sizeof(struct over_aligned),
     alignof(struct over_aligned),
     {O(struct over_aligned, a), O(struct over_aligned, b)},
     2},
    {"packed align(8) {u8, u32}",
     sizeof(struct packed_and_aligned),
     alignof(struct packed_and_aligned),
     {O(struct packed_and_aligned, a), O(struct packed_and_aligned, b)},
     2},
    {"align(64) union {u8, u16}",
     sizeof(union aligned_union),
     alignof(union aligned_union),
     {0, 0},
     2},
    {"{u8, complex float, u8, complex double, u8, complex long double}",
     sizeof(struct complexes),
     alignof(struct complexes),
     {O(struct complexes, a), O(struct complexes, b), O(struct complexes, c),
      O(struct complexes, d), O(struct complexes, e), O(struct complexes, f)},
     6},
    {"{u8, __int128, u8}",
     sizeof(struct wide),
     alignof(struct wide),
     {O(struct wide, a), O(struct wide, b), O(struct wide, c)},
     3},
    {"{u8, union {u8, u64, f32}, u8}",
     sizeof(struct holds_union),
     alignof(struct holds_union),
     {O(struct holds_union, a), O(struct holds_union, b), O(struct holds_union, c)},
     3},
    {"{u8, packed {u8, u64, u16}, u32}",
     sizeof(struct holds_packed),
     alignof(struct holds_packed),
     {O(struct holds_packed, a), O(struct holds_packed, b), O(struct holds_packed, c)},
     3},
    {"{u8, [2]align(32) {u8, u32}, u8}",
     sizeof(struct holds_aligned),
     alignof(struct holds_aligned),
     {O(struct holds_aligned, a), O(struct holds_aligned, b), O(struct holds_aligned, c)},
     3},
    {"complex float", sizeof(float complex), alignof(float complex), {0, sizeof(float)}, 2},
    {"complex double", sizeof(double complex), alignof(double complex), {0, sizeof(double)}, 2},
    {"complex long double",
     sizeof(long double complex),
     alignof(long double complex),
     {0, sizeof(long double)},
     2},
    {"{}", 0, 1, {0}, 0},
    {"union {}", 0, 1, {0}, 0},
#undef O
};

Test(type_aggregate, aggregates_are_laid_out_as_the_compiler_does) {
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof laid_outs / sizeof laid_outs[0]; i++) {
    const struct laid_out *expected = &laid_outs[i];
    const airlock_type *type = NULL;
    expect_ok(&world, airlock_type_parse(world.machine, &type, expected->text));
    cr_expect_eq(airlock_type_size(type), expected->size, "size of %s", expected->text);
    cr_expect_eq(airlock_type_align(type), expected->align, "alignment of %s", expected->text);
    airlock_field field;
    for (size_t f = 0; f < expected->count; f++) {
      cr_assert(airlock_type_field(type, &field, f), "%s", expected->text);
      cr_expect_eq(field.offset, expected->offsets[f], "member %zu of %s", f, expected->text);
    }
    cr_expect_not(airlock_type_field(type, &field, expected->count), "%s", expected->text);
  }
  world_end(&world);
}

Test(type_aggregate, the_same_description_is_the_same_type_and_each_part_of_it_counts) {
  struct world world;
  world_begin(&world);
  const airlock_field members[] = {{"a", 0, type_of(&world, AIRLOCK_U8)},
                                   {"b", 9, type_of(&world, AIRLOCK_U32)}};
  const airlock_field renamed[] = {{"a", 0, type_of(&world, AIRLOCK_U8)},
                                   {"c", 0, type_of(&world, AIRLOCK_U32)}};
  const airlock_aggregate descriptions[] = {
      {"x", members, 2, false, 0, 0},  {"y", members, 2, false, 0, 0},
      {NULL, members, 2, false, 0, 0}, {"x", members, 2, true, 0, 0},
      {"x", members, 2, false, 1, 0},  {"x", members, 2, false, 4, 0},
      {"x", members, 2, false, 0, 4},  {"x", members, 1, false, 0, 0},
      {"x", renamed, 2, false, 0, 0},
  };
  enum { COUNT = sizeof descriptions / sizeof descriptions[0] };
  const airlock_type *types[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    const airlock_type *again = NULL;
    expect_ok(&world, airlock_type_aggregate(world.machine, &types[i], &descriptions[i]));
    expect_ok(&world, airlock_type_aggregate(world.machine, &again, &descriptions[i]));
    cr_expect_eq(again, types[i], "%zu", i);
    for (size_t other = 0; other < i; other++) {
      cr_expect_neq(types[i], types[other], "%zu and %zu", i, other);
    }
  }
  cr_expect_str_eq(airlock_type_name(types[0]), "x");
  cr_expect_str_eq(airlock_type_name(types[2]), "{u8, u32}");
  const airlock_type *plain = NULL;
  expect_ok(&world, airlock_type_struct(world.machine, &plain, "x", members, 2));
  cr_expect_eq(plain, types[0]);
  world_end(&world);
}

Test(type_aggregate, what_cannot_be_is_refused_and_leaves_the_output) {
  struct world world;
  world_begin(&world);
  const airlock_type *half = NULL;
  const airlock_type *u8 = type_of(&world, AIRLOCK_U8);
  expect_ok(&world, airlock_type_array(world.machine, &half, u8, UINT64_C(1) << 62));
  const airlock_field missing[] = {{"a", 0, u8}, {"b", 0, NULL}};
  const airlock_field halves[] = {{"a", 0, half}, {"b", 0, half}, {"c", 0, half}, {"d", 0, half}};
  const struct refusal {
    airlock_aggregate aggregate;
    airlock_status status;
    const char *message;
  } refusals[] = {
      {{"t", missing, 2, false, 0, 0}, AIRLOCK_USAGE_ARGUMENT, "member 1 of type t has no type"},
      {{NULL, missing, 2, true, 0, 0},
       AIRLOCK_USAGE_ARGUMENT,
       "member 1 of type without a name has no type"},
      {{"t", missing, 1, false, 3, 0},
       AIRLOCK_USAGE_ARGUMENT,
       "alignment 3 of type t is no power of two"},
      {{"t", missing, 1, false, 0, 24},
       AIRLOCK_USAGE_ARGUMENT,
       "alignment 24 of type t is no power of two"},
      {{"t", halves, 2, false, 0, 0}, AIRLOCK_LIMIT_MEMORY, "the size of type t overflows"},
      {{"t", halves, 4, false, 0, 0}, AIRLOCK_LIMIT_MEMORY, "the size of type t overflows"},
      {{NULL, halves, 4, false, 0, 0},
       AIRLOCK_LIMIT_MEMORY,
       "the size of type without a name overflows"},
      {{"t", missing, 1, false, 0, UINT64_C(1) << 63},
       AIRLOCK_LIMIT_MEMORY,
       "the size of type t overflows"},
  };
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    const airlock_type *type = u8;
    expect_failure(&world, airlock_type_aggregate(world.machine, &type, &refusals[i].aggregate),
                   refusals[i].status, refusals[i].message);
    cr_expect_eq(type, u8);
  }
  for (int kind = 0; kind < AIRLOCK_NUM_KINDS; kind++) {
    bool is_float = kind == AIRLOCK_F32 || kind == AIRLOCK_F64 || kind == AIRLOCK_LONG_DOUBLE;
    const airlock_type *type = u8;
    expect_status(&world, airlock_type_complex(world.machine, &type, (airlock_kind)kind),
                  is_float ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT);
    cr_expect_eq(type != u8, is_float);
  }
  world_end(&world);
}

static airlock_status make_all(airlock_machine *machine) {
  static const char *const texts[] = {"packed {u8, {u16, [3]u32}}", "align(16) union {f32, ptr}",
                                      "complex double", "{complex float, {u8}, union {[9]u8}}"};
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == AIRLOCK_OK; i++) {
    const airlock_type *type = NULL;
    status = airlock_type_parse(machine, &type, texts[i]);
    cr_expect_eq(type != NULL, status == AIRLOCK_OK);
  }
  return status;
}

Test(type_aggregate, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct world world;
    world_begin(&world);
    world.counting.fail_after = round;
    airlock_status status = make_all(world.machine);
    world.counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    expect_status(&world, status, done ? AIRLOCK_OK : AIRLOCK_NO_MEMORY);
    expect_ok(&world, make_all(world.machine));
    world_end(&world);
  }
  cr_expect_gt(round, 15);
}
