// SPDX-License-Identifier: MIT
//
// Types with variants, and integers with a range: which bytes are values of them, what a typed copy
// leaves of the bytes, and which descriptions are refused.
#include "world.h"

// { tag: u8, u16 } | { tag: u8, bool, pointer }, and a third that can never be there.
typedef struct value_fixture {
  struct world world;
  const airlock_type *type;
} value_fixture;

static const airlock_type *scalar(struct world *world, airlock_kind kind) {
  return airlock_type_scalar(world->machine, kind);
}

static const airlock_type *layout(struct world *world, uint64_t size, const airlock_field *fields,
                                  size_t count) {
  const airlock_type *type;
  expect_ok(world, airlock_type_layout(world->machine, &type, "Value", size, 8, fields, count));
  return type;
}

static void begin(value_fixture *fixture) {
  struct world *world = &fixture->world;
  world_begin(world);
  airlock_field tag = {"<enum-tag>", 0, scalar(world, AIRLOCK_U8)};
  airlock_field number[] = {tag, {"0", 2, scalar(world, AIRLOCK_U16)}};
  airlock_field link[] = {
      tag, {"set", 1, scalar(world, AIRLOCK_BOOL)}, {"to", 8, scalar(world, AIRLOCK_POINTER)}};
  const airlock_variant variants[] = {{"Number", {4, 0}, layout(world, 16, number, 2)},
                                      {"Link", {9, 0}, layout(world, 16, link, 3)},
                                      {"Never", {11, 0}, NULL}};
  expect_ok(world, airlock_type_variants(world->machine, &fixture->type, "Value", 16, 8, &tag,
                                         variants, 3, AIRLOCK_NO_VARIANT));
}

static airlock_ptr offset(airlock_ptr pointer, uint64_t bytes) {
  return airlock_ptr_wrapping_add(pointer, bytes);
}

static bool is_initialised(struct world *world, airlock_ptr pointer) {
  uint8_t byte;
  return airlock_read(world->machine, &byte, pointer, 1) == AIRLOCK_OK;
}

Test(variants, only_the_fields_of_the_variant_that_is_there_are_checked_and_copied) {
  value_fixture fixture;
  begin(&fixture);
  struct world *world = &fixture.world;
  airlock_machine *machine = world->machine;
  airlock_ptr source = world_heap(world, 16);
  airlock_ptr target = world_heap(world, 16);
  expect_ok(world, airlock_fill(machine, source, 4, 4)); // Not the bytes of the pointer.
  expect_ok(world, airlock_fill(machine, target, 1, 16));
  expect_ok(world, airlock_copy_typed(machine, target, source, fixture.type));
  for (uint64_t i = 0; i < 16; i++) {
    cr_expect_eq(is_initialised(world, offset(target, i)), i == 0 || i == 2 || i == 3, "%d",
                 (int)i);
  }
  world_end(world);
}

Test(variants, a_pointer_in_one_variant_keeps_its_provenance_and_loses_it_in_another) {
  value_fixture fixture;
  begin(&fixture);
  struct world *world = &fixture.world;
  airlock_machine *machine = world->machine;
  airlock_ptr source = world_heap(world, 16);
  airlock_ptr target = world_heap(world, 16);
  const airlock_type *pointer = scalar(world, AIRLOCK_POINTER);
  const uint8_t tag_and_flag[2] = {9, 1};
  expect_ok(world, airlock_write(machine, source, tag_and_flag, 2));
  expect_ok(world, airlock_store(machine, offset(source, 8), airlock_pointer(target), pointer));
  expect_ok(world, airlock_copy_typed(machine, target, source, fixture.type));
  airlock_scalar copied;
  expect_ok(world, airlock_load(machine, &copied, offset(target, 8), pointer));
  cr_expect_eq(copied.as.ptr.prov.alloc.value, target.prov.alloc.value);
  const uint8_t number[4] = {4, 0, 1, 1};
  expect_ok(world, airlock_write(machine, source, number, 4));
  expect_ok(world, airlock_copy_typed(machine, target, source, fixture.type));
  cr_expect_not(is_initialised(world, offset(target, 8)));
  world_end(world);
}

Test(variants, what_is_no_variant_or_no_value_of_one_is_refused) {
  static const struct {
    uint8_t bytes[4];
    const char *message;
  } cases[] = {
      {{5, 0, 0, 0},
       "constructing invalid value of type Value at .<enum-tag>: encountered 0x05, but expected a "
       "valid enum tag"},
      {{11, 0, 0, 0},
       "constructing invalid value of type Value at .<enum-tag>: encountered 0x0b, but expected "
       "the "
       "tag of a variant that can be there"},
      {{9, 7, 0, 0},
       "constructing invalid value of type Value at .<enum-variant(Link)>.set: encountered 0x07, "
       "but expected a boolean"},
      {{9, 1, 0, 0},
       "constructing invalid value of type Value at .<enum-variant(Link)>.to: encountered "
       "uninitialized memory, but expected a pointer"},
  };
  value_fixture fixture;
  begin(&fixture);
  struct world *world = &fixture.world;
  airlock_machine *machine = world->machine;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    airlock_ptr source = world_heap(world, 16);
    airlock_ptr target = world_heap(world, 16);
    expect_ok(world, airlock_write(machine, source, cases[i].bytes, 4));
    expect_failure(world, airlock_copy_typed(machine, target, source, fixture.type),
                   AIRLOCK_UB_INVALID_VALUE, cases[i].message);
  }
  airlock_ptr empty = world_heap(world, 16);
  expect_failure(world, airlock_copy_typed(machine, empty, empty, fixture.type),
                 AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type Value at .<enum-tag>: encountered "
                 "uninitialized memory, but expected an integer");
  world_end(world);
}

Test(variants, the_untagged_variant_owns_the_tag) {
  struct world world;
  world_begin(&world);
  airlock_machine *machine = world.machine;
  const airlock_type *reference;
  const airlock_pointer_rules rules = {.name = "NonNull", .kind = AIRLOCK_POINTER};
  expect_ok(&world, airlock_type_pointer(machine, &reference, &rules));
  airlock_field tag = {"<enum-tag>", 0, scalar(&world, AIRLOCK_POINTER)};
  airlock_field none[] = {{"<enum-tag>", 0, scalar(&world, AIRLOCK_USIZE)}};
  airlock_field some[] = {{"0", 0, reference}, {"1", 8, scalar(&world, AIRLOCK_BOOL)}};
  const airlock_variant variants[] = {{"None", {0, 0}, layout(&world, 16, none, 1)},
                                      {"Some", {0, 0}, layout(&world, 16, some, 2)}};
  const airlock_type *type;
  expect_ok(&world, airlock_type_variants(machine, &type, "Option", 16, 8, &tag, variants, 2, 1));
  airlock_ptr source = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  expect_ok(&world, airlock_fill(machine, source, 0, 8)); // None, without the bool.
  expect_ok(&world, airlock_copy_typed(machine, target, source, type));
  expect_ok(&world, airlock_store(machine, source, airlock_pointer(target), reference));
  expect_failure(&world, airlock_copy_typed(machine, target, source, type),
                 AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type Option at .<enum-variant(Some)>.1: "
                 "encountered uninitialized memory, but expected a boolean");
  expect_ok(&world, airlock_fill(machine, offset(source, 8), 1, 1));
  expect_ok(&world, airlock_copy_typed(machine, target, source, type));
  airlock_scalar copied;
  expect_ok(&world, airlock_load(machine, &copied, target, reference));
  cr_expect_eq(copied.as.ptr.prov.alloc.value, target.prov.alloc.value);
  world_end(&world);
}

// Tags that follow each other are found by arithmetic, others by search. The variants hold nothing
// but a bool that tells them apart: it must be 1 in the last one, and may be anything elsewhere.
Test(variants, tags_are_found_whether_they_follow_each_other_or_not) {
  static const struct {
    size_t untagged;
    uint64_t tags[4];
  } cases[] = {
      {AIRLOCK_NO_VARIANT, {0, 1, 2, 3}},
      {AIRLOCK_NO_VARIANT, {200, 201, 202, 203}},
      {AIRLOCK_NO_VARIANT, {9, 7, 5, 3}},
      {AIRLOCK_NO_VARIANT, {254, 255, 0, 1}},
      {0, {0, 3, 4, 5}},
      {1, {3, 0, 5, 6}},
  };
  struct world world;
  world_begin(&world);
  airlock_machine *machine = world.machine;
  airlock_field tag = {"<enum-tag>", 0, scalar(&world, AIRLOCK_U8)};
  airlock_field flag[] = {tag, {"flag", 8, scalar(&world, AIRLOCK_BOOL)}};
  airlock_field byte[] = {tag, {"byte", 8, scalar(&world, AIRLOCK_U8)}};
  const airlock_type *strict = layout(&world, 16, flag, 2);
  const airlock_type *lax = layout(&world, 16, byte, 2);
  airlock_ptr source = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    airlock_variant variants[4];
    for (size_t j = 0; j < 4; j++) {
      variants[j] = (airlock_variant){"V", {cases[i].tags[j], 0}, j == 3 ? strict : lax};
    }
    const airlock_type *type;
    expect_ok(&world, airlock_type_variants(machine, &type, "Value", 16, 8, &tag, variants, 4,
                                            cases[i].untagged));
    expect_ok(&world, airlock_fill(machine, source, 2, 16));
    for (unsigned bits = 0; bits < 256; bits++) {
      const uint8_t image = (uint8_t)bits;
      bool is_known = cases[i].untagged != AIRLOCK_NO_VARIANT;
      for (size_t j = 0; j < 3; j++) {
        is_known |= cases[i].tags[j] == bits;
      }
      is_known &= cases[i].tags[3] != bits;
      expect_ok(&world, airlock_write(machine, source, &image, 1));
      expect_status(&world, airlock_copy_typed(machine, target, source, type),
                    is_known ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
    }
  }
  world_end(&world);
}

Test(variants, descriptions_that_do_not_fit_are_refused) {
  value_fixture fixture;
  begin(&fixture);
  struct world *world = &fixture.world;
  airlock_machine *machine = world->machine;
  const airlock_type *type = NULL;
  airlock_field field;
  cr_expect_not(airlock_type_field(fixture.type, &field, 0));
  airlock_field tag = {NULL, 1, scalar(world, AIRLOCK_U8)};
  airlock_field far = {NULL, 4, scalar(world, AIRLOCK_U8)};
  airlock_field flag = {NULL, 0, scalar(world, AIRLOCK_BOOL)};
  const airlock_variant wrong[] = {{"Large", {0, 0}, scalar(world, AIRLOCK_U64)}};
  cr_expect_eq(airlock_type_variants(machine, &type, "T", 4, 3, &tag, NULL, 0, 0),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(airlock_type_variants(machine, &type, "T", 4, 4, &far, NULL, 0, 0),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(airlock_type_variants(machine, &type, "T", 4, 4, &flag, NULL, 0, 0),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(airlock_type_variants(machine, &type, "T", 4, 4, &tag, wrong, 1, 0),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_null(type);
  world_end(world);
}

Test(ranges, bits_outside_are_invalid) {
  static const struct {
    airlock_kind kind;
    uint64_t first[2];
    uint64_t last[2];
    uint64_t value[2];
    const char *expected; // NULL: it is valid.
  } cases[] = {
      {AIRLOCK_U8, {1, 0}, {255, 0}, {0, 0}, "0x00, but expected something greater or equal to 1"},
      {AIRLOCK_U8, {1, 0}, {255, 0}, {255, 0}, NULL},
      {AIRLOCK_I16, {3, 0}, {9, 0}, {10, 0}, "0x000a, but expected something in the range 3..=9"},
      {AIRLOCK_U32, {0, 0}, {9, 0}, {9, 0}, NULL},
      {AIRLOCK_U32, {7, 0}, {2, 0}, {2, 0}, NULL},
      {AIRLOCK_U32, {7, 0}, {2, 0}, {9, 0}, NULL},
      {AIRLOCK_U32,
       {7, 0},
       {2, 0},
       {3, 0},
       "0x00000003, but expected something less or equal to 2, or greater or equal to 7"},
      {AIRLOCK_U128, {1, 0}, {UINT64_MAX, UINT64_MAX}, {0, 1}, NULL},
      {AIRLOCK_U128,
       {1, 0},
       {UINT64_MAX, UINT64_MAX},
       {0, 0},
       "0x00000000000000000000000000000000, but expected something greater or equal to 1"},
  };
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    airlock_kind kind = cases[i].kind;
    airlock_scalar first = airlock_int128(kind, cases[i].first[0], cases[i].first[1]);
    airlock_scalar last = airlock_int128(kind, cases[i].last[0], cases[i].last[1]);
    airlock_scalar value = airlock_int128(kind, cases[i].value[0], cases[i].value[1]);
    const airlock_type *type;
    expect_ok(&world, airlock_type_range(world.machine, &type, "Range", first, last));
    airlock_status status = airlock_validate(world.machine, value, type);
    if (cases[i].expected == NULL) {
      expect_ok(&world, status);
    } else {
      char message[200];
      snprintf(message, sizeof message, "constructing invalid value of type Range: encountered %s",
               cases[i].expected);
      expect_failure(&world, status, AIRLOCK_UB_INVALID_VALUE, message);
    }
  }
  const airlock_type *type = NULL;
  cr_expect_eq(airlock_type_range(world.machine, &type, "R", airlock_int(AIRLOCK_U8, 1),
                                  airlock_int(AIRLOCK_U16, 2)),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_eq(airlock_type_range(world.machine, &type, "R", airlock_int(AIRLOCK_CHAR, 1),
                                  airlock_int(AIRLOCK_CHAR, 2)),
               AIRLOCK_USAGE_ARGUMENT);
  cr_expect_null(type);
  world_end(&world);
}
