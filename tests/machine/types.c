// SPDX-License-Identifier: MIT
//
// Types: laid out as C does it, interned, refused when they cannot be; and the typed copy, which
// makes bytes into a value of a type.
#include "world.h"

#include <stdalign.h>

// Structs of every mixture of sizes and alignments, each once for the compiler and once for the
// machine, so that the two can be compared field by field.
struct empty_tail {
  int64_t a;
  int8_t b;
};
struct small_first {
  int8_t a;
  int64_t b;
};
struct rising {
  uint8_t a;
  uint16_t b;
  uint32_t c;
  uint64_t d;
};
struct falling {
  uint64_t a;
  uint32_t b;
  uint16_t c;
  uint8_t d;
};
struct bytes {
  int8_t a;
  int8_t b;
  int8_t c;
};
struct holes {
  uint8_t a;
  uint32_t b;
  uint8_t c;
  double d;
  uint8_t e;
};
struct floats {
  float a;
  double b;
  float c;
};
struct wide {
  uint8_t a;
  __extension__ unsigned __int128 b;
};
struct nested {
  uint8_t a;
  struct bytes b;
  struct small_first c;
  uint16_t d;
};
struct deep {
  struct nested a;
  uint8_t b;
};
struct arrays {
  uint8_t a;
  uint16_t b[3];
  uint32_t c[2];
  uint8_t d[5];
};
struct structs_in_array {
  uint8_t a;
  struct holes b[2];
};
struct pointers {
  uint8_t a;
  void *b;
  void (*c)(void);
  bool d;
};

#define MOST_FIELDS 5

struct member {
  const char *name;
  airlock_kind kind; // AIRLOCK_UNINIT: a struct of this table.
  const char *of;    // Its name.
  uint64_t count;    // Of an array; 0: no array.
  uint64_t offset;   // As C has it.
};

static const struct layout {
  const char *name;
  uint64_t size;
  uint64_t align;
  struct member members[MOST_FIELDS];
} layouts[] = {
#define LAYOUT(tag, ...)                                                                           \
  {                                                                                                \
#tag, sizeof(struct tag), alignof(struct tag), {                                               \
      __VA_ARGS__                                                                                  \
    }                                                                                              \
  }
#define MEMBER(tag, field, kind)                                                                   \
  { #field, AIRLOCK_##kind, NULL, 0, offsetof(struct tag, field) }
#define ARRAY(tag, field, kind, n)                                                                 \
  { #field, AIRLOCK_##kind, NULL, n, offsetof(struct tag, field) }
#define INNER(tag, field, of)                                                                      \
  { #field, AIRLOCK_UNINIT, #of, 0, offsetof(struct tag, field) }
#define INNERS(tag, field, of, n)                                                                  \
  { #field, AIRLOCK_UNINIT, #of, n, offsetof(struct tag, field) }
    LAYOUT(empty_tail, MEMBER(empty_tail, a, I64), MEMBER(empty_tail, b, I8)),
    LAYOUT(small_first, MEMBER(small_first, a, I8), MEMBER(small_first, b, I64)),
    LAYOUT(rising, MEMBER(rising, a, U8), MEMBER(rising, b, U16), MEMBER(rising, c, U32),
           MEMBER(rising, d, U64)),
    LAYOUT(falling, MEMBER(falling, a, U64), MEMBER(falling, b, U32), MEMBER(falling, c, U16),
           MEMBER(falling, d, U8)),
    LAYOUT(bytes, MEMBER(bytes, a, I8), MEMBER(bytes, b, I8), MEMBER(bytes, c, I8)),
    LAYOUT(holes, MEMBER(holes, a, U8), MEMBER(holes, b, U32), MEMBER(holes, c, U8),
           MEMBER(holes, d, F64), MEMBER(holes, e, U8)),
    LAYOUT(floats, MEMBER(floats, a, F32), MEMBER(floats, b, F64), MEMBER(floats, c, F32)),
    LAYOUT(wide, MEMBER(wide, a, U8), MEMBER(wide, b, U128)),
    LAYOUT(nested, MEMBER(nested, a, U8), INNER(nested, b, bytes), INNER(nested, c, small_first),
           MEMBER(nested, d, U16)),
    LAYOUT(deep, INNER(deep, a, nested), MEMBER(deep, b, U8)),
    LAYOUT(arrays, MEMBER(arrays, a, U8), ARRAY(arrays, b, U16, 3), ARRAY(arrays, c, U32, 2),
           ARRAY(arrays, d, U8, 5)),
    LAYOUT(structs_in_array, MEMBER(structs_in_array, a, U8),
           INNERS(structs_in_array, b, holes, 2)),
    LAYOUT(pointers, MEMBER(pointers, a, U8), MEMBER(pointers, b, POINTER),
           MEMBER(pointers, c, FUNCTION), MEMBER(pointers, d, BOOL)),
};

#define NUM_LAYOUTS (sizeof layouts / sizeof layouts[0])

static const airlock_type *array_of(struct world *world, const airlock_type *element,
                                    uint64_t count) {
  const airlock_type *type = NULL;
  cr_assert_eq(airlock_type_array(world->machine, &type, element, count), AIRLOCK_OK);
  return type;
}

static const airlock_type *struct_of(struct world *world, const char *name,
                                     const airlock_field *fields, size_t num_fields) {
  const airlock_type *type = NULL;
  cr_assert_eq(airlock_type_struct(world->machine, &type, name, fields, num_fields), AIRLOCK_OK);
  return type;
}

static const airlock_type *make_layout(struct world *world, const char *name);

static const airlock_type *member_type(struct world *world, const struct member *member) {
  const airlock_type *type = member->kind == AIRLOCK_UNINIT ? make_layout(world, member->of)
                                                            : type_of(world, member->kind);
  return member->count > 0 ? array_of(world, type, member->count) : type;
}

static size_t count_members(const struct layout *layout) {
  size_t count = 0;
  while (count < MOST_FIELDS && layout->members[count].name != NULL) {
    count++;
  }
  return count;
}

static const airlock_type *make_layout(struct world *world, const char *name) {
  const struct layout *layout = layouts;
  while (strcmp(layout->name, name) != 0) {
    layout++;
  }
  airlock_field fields[MOST_FIELDS];
  for (size_t i = 0; i < count_members(layout); i++) {
    const airlock_type *type = member_type(world, &layout->members[i]);
    fields[i] = (airlock_field){layout->members[i].name, 12345, type};
  }
  return struct_of(world, name, fields, count_members(layout));
}

Test(types, structs_are_laid_out_as_c_does) {
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < NUM_LAYOUTS; i++) {
    const struct layout *layout = &layouts[i];
    const airlock_type *type = make_layout(&world, layout->name);
    cr_expect_eq(airlock_type_size(type), layout->size, "size of %s", layout->name);
    cr_expect_eq(airlock_type_align(type), layout->align, "alignment of %s", layout->name);
    cr_expect_str_eq(airlock_type_name(type), layout->name);
    cr_expect_eq(airlock_type_kind(type), AIRLOCK_UNINIT);
    airlock_field field = {NULL, 77, NULL};
    for (size_t f = 0; f < count_members(layout); f++) {
      cr_assert(airlock_type_field(type, &field, f));
      cr_expect_str_eq(field.name, layout->members[f].name);
      cr_expect_eq(field.offset, layout->members[f].offset, "%s.%s", layout->name, field.name);
      cr_expect_eq(field.type, member_type(&world, &layout->members[f]));
    }
    field = (airlock_field){NULL, 77, NULL};
    cr_expect_not(airlock_type_field(type, &field, count_members(layout)));
    cr_expect_not(airlock_type_field(type, &field, SIZE_MAX));
    cr_expect_eq(field.offset, 77);
  }
  world_end(&world);
}

Test(types, a_struct_without_fields_is_empty) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = struct_of(&world, "Unit", NULL, 0);
  cr_expect_eq(airlock_type_size(type), 0);
  cr_expect_eq(airlock_type_align(type), 1);
  world_end(&world);
}

// Types that all differ in something, each made from a description of its own.
struct collection {
  const airlock_type *types[40];
  size_t count;
};

static void keep(struct world *world, struct collection *collection, airlock_status status) {
  cr_assert_eq(status, AIRLOCK_OK, "%s", airlock_last_report(world->machine)->message);
  collection->count++;
}

#define KEEP(collection, function, ...)                                                            \
  keep(world, collection,                                                                          \
       function(world->machine, &(collection)->types[(collection)->count], __VA_ARGS__))

static void keep_aggregates(struct world *world, struct collection *all) {
  char name[] = "T";
  char first[] = "x";
  const airlock_type *u8 = type_of(world, AIRLOCK_U8);
  const airlock_type *u16 = type_of(world, AIRLOCK_U16);
  const airlock_field two[] = {{first, 0, u8}, {"y", 1, u8}};
  const airlock_field renamed[] = {{first, 0, u8}, {"z", 1, u8}};
  const airlock_field nameless[] = {{NULL, 0, u8}, {NULL, 1, u8}};
  const airlock_field wider[] = {{first, 0, u8}, {"y", 2, u16}};
  const airlock_field moved[] = {{first, 0, u8}, {"y", 2, u8}};
  KEEP(all, airlock_type_struct, name, wider, 2);
  KEEP(all, airlock_type_packed, all->types[0], 1);
  KEEP(all, airlock_type_struct, name, two, 2);
  KEEP(all, airlock_type_struct, "U", two, 2);
  KEEP(all, airlock_type_struct, name, two, 1);
  KEEP(all, airlock_type_struct, name, renamed, 2);
  KEEP(all, airlock_type_struct, name, nameless, 2);
  KEEP(all, airlock_type_struct, name, NULL, 0);
  KEEP(all, airlock_type_layout, name, 2, 1, two, 2);
  KEEP(all, airlock_type_layout, name, 4, 1, two, 2);
  KEEP(all, airlock_type_layout, name, 4, 2, two, 2);
  KEEP(all, airlock_type_layout, name, 4, 1, moved, 2);
  KEEP(all, airlock_type_array, u8, 0);
  KEEP(all, airlock_type_array, u8, 1);
  KEEP(all, airlock_type_array, u8, 2);
  KEEP(all, airlock_type_array, u16, 1);
  KEEP(all, airlock_type_raw, name, 4, 4);
  KEEP(all, airlock_type_raw, name, 4, 2);
  KEEP(all, airlock_type_raw, name, 8, 4);
  KEEP(all, airlock_type_raw, "U", 4, 4);
}

static void keep_scalars(struct world *world, struct collection *all) {
  char name[] = "T";
  const uint64_t values[] = {1, 2, 3};
  airlock_pointer_rules rules = {name, AIRLOCK_POINTER, false, true, 4, 4, false, false, false};
  KEEP(all, airlock_type_enum, name, AIRLOCK_U8, values, 3);
  KEEP(all, airlock_type_enum, name, AIRLOCK_I8, values, 3);
  KEEP(all, airlock_type_enum, name, AIRLOCK_U8, values, 2);
  KEEP(all, airlock_type_enum, name, AIRLOCK_U8, values + 1, 2);
  KEEP(all, airlock_type_enum, "U", AIRLOCK_U8, values, 3);
  KEEP(all, airlock_type_enum, name, AIRLOCK_U8, NULL, 0);
  KEEP(all, airlock_type_pointer, &rules);
  rules.nullable = true;
  KEEP(all, airlock_type_pointer, &rules);
  rules.target_size = 5;
  KEEP(all, airlock_type_pointer, &rules);
  rules.target_align = 8;
  KEEP(all, airlock_type_pointer, &rules);
  rules.kind = AIRLOCK_FUNCTION;
  KEEP(all, airlock_type_pointer, &rules);
  rules.dereferenceable = false;
  KEEP(all, airlock_type_pointer, &rules);
  KEEP(all, airlock_type_packed, type_of(world, AIRLOCK_U16), 1);
  all->types[all->count++] = type_of(world, AIRLOCK_U8);
  all->types[all->count++] = type_of(world, AIRLOCK_U16);
}

Test(types, equal_descriptions_are_one_type_and_others_are_not) {
  struct world world;
  world_begin(&world);
  struct collection collections[2] = {{{NULL}, 0}, {{NULL}, 0}};
  for (int i = 0; i < 2; i++) {
    keep_aggregates(&world, &collections[i]);
    keep_scalars(&world, &collections[i]);
  }
  for (size_t i = 0; i < collections[0].count; i++) {
    const airlock_type *type = collections[0].types[i];
    cr_expect_eq(type, collections[1].types[i], "type %zu is made once", i);
    for (size_t j = 0; j < i; j++) {
      cr_expect_neq(type, collections[0].types[j], "types %zu and %zu differ", i, j);
    }
  }
  world_end(&world);
}

Test(types, strings_and_arrays_passed_in_are_copied) {
  struct world world;
  world_begin(&world);
  char name[] = "Pair";
  char field_name[] = "left";
  airlock_field fields[] = {{field_name, 0, type_of(&world, AIRLOCK_I32)}};
  const airlock_type *type = struct_of(&world, name, fields, 1);
  memset(name, 'x', 4);
  memset(field_name, 'x', 4);
  fields[0].type = NULL;
  airlock_field field;
  cr_assert(airlock_type_field(type, &field, 0));
  cr_expect_str_eq(airlock_type_name(type), "Pair");
  cr_expect_str_eq(field.name, "left");
  cr_expect_eq(field.type, type_of(&world, AIRLOCK_I32));
  uint64_t values[] = {5};
  const airlock_type *color = NULL;
  expect_ok(&world, airlock_type_enum(world.machine, &color, "Color", AIRLOCK_U8, values, 1));
  values[0] = 6;
  expect_ok(&world, airlock_validate(world.machine, airlock_int(AIRLOCK_U8, 5), color));
  world_end(&world);
}

// Fields of a layout that do not ascend, overlap, or leave it.
static void refuse_layouts(struct world *world) {
  const airlock_type *type = NULL;
  airlock_machine *m = world->machine;
  const airlock_type *u32 = type_of(world, AIRLOCK_U32);
  const struct {
    uint64_t size;
    uint64_t align;
    airlock_field fields[2];
  } layouts_refused[] = {
      {8, 0, {{"a", 0, u32}, {"b", 4, u32}}},          {8, 3, {{"a", 0, u32}, {"b", 4, u32}}},
      {7, 4, {{"a", 0, u32}, {"b", 4, u32}}},          {8, 4, {{"a", 4, u32}, {"b", 0, u32}}},
      {8, 4, {{"a", 0, u32}, {"b", 3, u32}}},          {8, 4, {{"a", 0, u32}, {"b", 5, u32}}},
      {8, 4, {{"a", 0, u32}, {"b", UINT64_MAX, u32}}}, {3, 4, {{"a", 0, u32}, {"b", 0, u32}}},
  };
  for (size_t i = 0; i < sizeof layouts_refused / sizeof layouts_refused[0]; i++) {
    expect_status(world,
                  airlock_type_layout(m, &type, "L", layouts_refused[i].size,
                                      layouts_refused[i].align, layouts_refused[i].fields, 2),
                  AIRLOCK_USAGE_ARGUMENT);
  }
  cr_expect_null(type);
}

Test(types, what_cannot_be_is_refused_and_leaves_the_output) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  const airlock_type *type = NULL;
  const airlock_type *u8 = type_of(&world, AIRLOCK_U8);
  const airlock_type *u64 = type_of(&world, AIRLOCK_U64);
  refuse_layouts(&world);
  for (int kind = 0; kind < AIRLOCK_NUM_KINDS; kind++) {
    bool integer =
        kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE && kind != AIRLOCK_I128 && kind != AIRLOCK_U128;
    airlock_pointer_rules rules = {"P", (airlock_kind)kind, true, false, 0, 0, false, false, false};
    bool pointer = kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION;
    expect_status(&world, airlock_type_enum(m, &type, "E", (airlock_kind)kind, NULL, 0),
                  integer ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT);
    expect_status(&world, airlock_type_pointer(m, &type, &rules),
                  pointer ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT);
  }
  type = NULL;
  for (uint64_t align = 0; align < 20; align++) {
    bool power = align != 0 && (align & (align - 1)) == 0;
    airlock_pointer_rules rules = {"P", AIRLOCK_POINTER, true, true, 4, align, false, false, false};
    airlock_status expected = power ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT;
    expect_status(&world, airlock_type_raw(m, &type, "R", 32, align), expected);
    expect_status(&world, airlock_type_packed(m, &type, u64, align), expected);
    expect_status(&world, airlock_type_pointer(m, &type, &rules), expected);
  }
  type = NULL;
  expect_status(&world, airlock_type_array(m, &type, u64, UINT64_MAX / 8 + 1),
                AIRLOCK_LIMIT_MEMORY);
  expect_status(&world, airlock_type_array(m, &type, u8, UINT64_MAX), AIRLOCK_LIMIT_MEMORY);
  expect_status(&world, airlock_type_array(m, &type, u8, UINT64_C(1) << 63), AIRLOCK_LIMIT_MEMORY);
  const airlock_type *half = array_of(&world, u8, INT64_MAX);
  const airlock_field fields[] = {{"a", 0, half}, {"b", 0, half}, {"c", 0, half}};
  expect_status(&world, airlock_type_struct(m, &type, "S", fields, 2), AIRLOCK_LIMIT_MEMORY);
  expect_status(&world, airlock_type_struct(m, &type, "S", fields, 3), AIRLOCK_LIMIT_MEMORY);
  cr_expect_null(type);
  world_end(&world);
}

Test(types, packed_types_keep_all_but_the_alignment) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = make_layout(&world, "holes");
  const airlock_type *packed = NULL;
  expect_ok(&world, airlock_type_packed(world.machine, &packed, type, 2));
  cr_expect_eq(airlock_type_align(packed), 2);
  cr_expect_eq(airlock_type_size(packed), sizeof(struct holes));
  cr_expect_str_eq(airlock_type_name(packed), "holes");
  const airlock_type *again = NULL;
  expect_ok(&world, airlock_type_packed(world.machine, &again, type, 8));
  cr_expect_eq(again, type);
  expect_ok(&world, airlock_type_packed(world.machine, &again, type, 64));
  cr_expect_eq(again, type);
  world_end(&world);
}

Test(types, names_of_arrays_say_what_they_are) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = array_of(&world, type_of(&world, AIRLOCK_U16), 3);
  cr_expect_str_eq(airlock_type_name(type), "[u16; 3]");
  cr_expect_str_eq(airlock_type_name(array_of(&world, type, 2)), "[[u16; 3]; 2]");
  char long_name[600];
  memset(long_name, 'n', sizeof long_name);
  long_name[sizeof long_name - 1] = '\0';
  const airlock_type *raw = NULL;
  expect_ok(&world, airlock_type_raw(world.machine, &raw, long_name, 4, 4));
  cr_expect_str_eq(airlock_type_name(raw), long_name);
  const airlock_type *three = array_of(&world, raw, 3);
  const airlock_type *four = array_of(&world, raw, 4);
  cr_expect_neq(three, four, "types differ even where a name was cut off");
  cr_expect_eq(airlock_type_size(four), 16);
  world_end(&world);
}

// The typed copy.

static airlock_status copy_typed(struct world *world, airlock_ptr target, airlock_ptr source,
                                 const airlock_type *type) {
  airlock_status status = airlock_copy_typed(world->machine, target, source, type);
  world_check(world);
  return status;
}

// Which bytes of a struct belong to a field, by the compiler's own offsets.
static void mark_fields(bool *covered, const struct layout *layout, uint64_t base);

static void mark_member(bool *covered, const struct member *member, uint64_t base) {
  uint64_t count = member->count > 0 ? member->count : 1;
  for (uint64_t i = 0; i < count; i++) {
    if (member->kind != AIRLOCK_UNINIT) {
      uint64_t size = airlock_kind_size(member->kind);
      memset(covered + base + i * size, true, size);
      continue;
    }
    const struct layout *inner = layouts;
    while (strcmp(inner->name, member->of) != 0) {
      inner++;
    }
    mark_fields(covered, inner, base + i * inner->size);
  }
}

static void mark_fields(bool *covered, const struct layout *layout, uint64_t base) {
  for (size_t i = 0; i < count_members(layout); i++) {
    mark_member(covered, &layout->members[i], base + layout->members[i].offset);
  }
}

Test(typed_copy, leaves_padding_uninitialised_and_copies_the_rest) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_allocate(&world, 256, 16, AIRLOCK_HEAP);
  airlock_ptr source = world_allocate(&world, 256, 16, AIRLOCK_HEAP);
  airlock_ptr code = {0};
  expect_ok(&world, airlock_function_new(world.machine, &code, "f", NULL, NULL));
  for (size_t i = 0; i < NUM_LAYOUTS; i++) {
    const struct layout *layout = &layouts[i];
    const airlock_type *type = make_layout(&world, layout->name);
    bool covered[256] = {false};
    mark_fields(covered, layout, 0);
    expect_ok(&world, airlock_fill(world.machine, target, 0xcc, 256));
    expect_ok(&world, airlock_fill(world.machine, source, 1, 256));
    if (strcmp(layout->name, "pointers") == 0) {
      world_store(&world, at(source, (int64_t)layout->members[2].offset),
                  airlock_function_pointer(code));
    }
    expect_ok(&world, copy_typed(&world, target, source, type));
    for (uint64_t b = 0; b < 256; b++) {
      airlock_byte byte = world_byte(&world, at(target, (int64_t)b));
      airlock_byte from = world_byte(&world, at(source, (int64_t)b));
      cr_expect_eq(byte.init, b >= layout->size || covered[b], "%s byte %lu", layout->name, b);
      cr_expect(b >= layout->size || !covered[b] || byte.value == from.value);
      cr_expect(b < layout->size || byte.value == 0xcc);
      cr_expect(from.init, "the source stays as it is");
    }
  }
  world_end(&world);
}

// Uninitialised padding is no fault; an uninitialised field is, and its path is told.
Test(typed_copy, padding_may_be_uninitialised_but_fields_may_not) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_allocate(&world, 256, 16, AIRLOCK_HEAP);
  airlock_ptr source = world_allocate(&world, 256, 16, AIRLOCK_HEAP);
  for (size_t i = 0; i < NUM_LAYOUTS; i++) {
    const struct layout *layout = &layouts[i];
    if (strcmp(layout->name, "pointers") == 0) {
      continue;
    }
    const airlock_type *type = make_layout(&world, layout->name);
    bool covered[256] = {false};
    mark_fields(covered, layout, 0);
    for (uint64_t b = 0; b < layout->size; b++) {
      expect_ok(&world, airlock_fill(world.machine, source, 1, 256));
      expect_ok(&world, airlock_deinit(world.machine, at(source, (int64_t)b), 1));
      airlock_status expected = covered[b] ? AIRLOCK_UB_INVALID_VALUE : AIRLOCK_OK;
      expect_status(&world, copy_typed(&world, target, source, type), expected);
    }
  }
  world_end(&world);
}

Test(typed_copy, integers_lose_provenance_and_pointers_keep_it) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_heap(&world, 24);
  airlock_ptr source = world_heap(&world, 24);
  airlock_ptr value = tagged(at(source, 5), 6);
  const airlock_field fields[] = {{"number", 0, type_of(&world, AIRLOCK_USIZE)},
                                  {"pointer", 0, type_of(&world, AIRLOCK_POINTER)},
                                  {"float", 0, type_of(&world, AIRLOCK_F64)}};
  const airlock_type *type = struct_of(&world, "S", fields, 3);
  for (int64_t offset = 0; offset < 24; offset += 8) {
    world_store(&world, at(source, offset), airlock_pointer(value));
  }
  expect_ok(&world, copy_typed(&world, target, source, type));
  const airlock_ptr bare = airlock_ptr_from_address(value.address);
  cr_expect(pointer_equal(world_load(&world, target, AIRLOCK_POINTER).as.ptr, bare));
  cr_expect(pointer_equal(world_load(&world, at(target, 8), AIRLOCK_POINTER).as.ptr, value));
  cr_expect(pointer_equal(world_load(&world, at(target, 16), AIRLOCK_POINTER).as.ptr, bare));
  cr_expect(pointer_equal(world_load(&world, source, AIRLOCK_POINTER).as.ptr, value));
  cr_expect_not(world_is_exposed(&world, source));
  world_end(&world);
}

Test(typed_copy, wild_integers_become_plain_and_wild_pointers_stay_wild) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_heap(&world, 16);
  airlock_ptr source = world_heap(&world, 16);
  expect_ok(&world, airlock_expose(world.machine, source));
  world_cross(&world);
  const airlock_field fields[] = {{"number", 0, type_of(&world, AIRLOCK_I64)},
                                  {"pointer", 0, type_of(&world, AIRLOCK_POINTER)}};
  expect_ok(&world, copy_typed(&world, target, source, struct_of(&world, "S", fields, 2)));
  for (int64_t b = 0; b < 16; b++) {
    airlock_prov_kind expected = b < 8 ? AIRLOCK_PROV_NONE : AIRLOCK_PROV_WILDCARD;
    airlock_byte byte = world_byte(&world, at(target, b));
    cr_expect(byte.init);
    cr_expect_eq(airlock_prov_kind_of(byte.prov), expected);
  }
  world_end(&world);
}

Test(typed_copy, parts_of_pointers_lose_their_provenance) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_heap(&world, 8);
  airlock_ptr source = world_heap(&world, 16);
  const airlock_type *pointer = type_of(&world, AIRLOCK_POINTER);
  for (int64_t broken = 0; broken < 8; broken++) {
    world_store(&world, source, airlock_pointer(source));
    airlock_byte byte = world_byte(&world, at(source, broken));
    expect_ok(&world, airlock_write(world.machine, at(source, broken), &byte.value, 1));
    expect_ok(&world, copy_typed(&world, target, source, pointer));
    for (int64_t b = 0; b < 8; b++) {
      cr_expect_eq(world_byte(&world, at(target, b)).prov.alloc.value, 0);
    }
    cr_expect_eq(world_load(&world, target, AIRLOCK_USIZE).as.bits[0], source.address);
  }
  world_end(&world);
}

Test(typed_copy, raw_bytes_are_copied_as_they_are) {
  struct world world;
  world_begin(&world);
  airlock_ptr target = world_heap(&world, 16);
  airlock_ptr source = world_heap(&world, 16);
  const airlock_type *raw = NULL;
  expect_ok(&world, airlock_type_raw(world.machine, &raw, "MaybeUninit<[u8; 16]>", 16, 8));
  world_store(&world, source, airlock_pointer(source));
  expect_ok(&world, airlock_write(world.machine, at(source, 2), "x", 1));
  expect_ok(&world, airlock_write(world.machine, at(source, 9), "y", 1));
  expect_ok(&world, airlock_fill(world.machine, target, 0, 16));
  expect_ok(&world, copy_typed(&world, target, source, raw));
  for (int64_t b = 0; b < 16; b++) {
    airlock_byte from = world_byte(&world, at(source, b));
    airlock_byte to = world_byte(&world, at(target, b));
    cr_expect_eq(to.init, from.init);
    cr_expect_eq(to.prov.alloc.value, from.prov.alloc.value);
    cr_expect_eq(to.fragment, from.fragment);
    cr_expect_eq(to.image, from.image);
    cr_expect(!from.init || to.value == from.value);
  }
  world_end(&world);
}

Test(typed_copy, source_and_target_may_overlap) {
  struct world world;
  world_begin(&world);
  const airlock_type *plain = array_of(&world, type_of(&world, AIRLOCK_U8), 12);
  const airlock_field fields[] = {{"a", 0, type_of(&world, AIRLOCK_U8)},
                                  {"b", 0, type_of(&world, AIRLOCK_U32)},
                                  {"c", 0, type_of(&world, AIRLOCK_U8)}};
  const airlock_type *padded = NULL;
  expect_ok(&world,
            airlock_type_packed(world.machine, &padded, struct_of(&world, "S", fields, 3), 1));
  const uint8_t bytes[32] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                             17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32};
  airlock_ptr memory = world_heap(&world, 32);
  for (int64_t shift = -10; shift <= 10; shift++) {
    expect_ok(&world, airlock_write(world.machine, memory, bytes, 32));
    expect_ok(&world, copy_typed(&world, at(memory, 10 + shift), at(memory, 10), plain));
    uint8_t found[32];
    expect_ok(&world, airlock_read(world.machine, found, memory, 32));
    for (int64_t b = 0; b < 12; b++) {
      cr_expect_eq(found[10 + shift + b], bytes[10 + b]);
    }
    expect_ok(&world, airlock_write(world.machine, memory, bytes, 32));
    expect_ok(&world, copy_typed(&world, at(memory, 10 + shift), at(memory, 10), padded));
    for (int64_t b = 0; b < 12; b++) {
      airlock_byte byte = world_byte(&world, at(memory, 10 + shift + b));
      bool field = b == 0 || (b >= 4 && b <= 8);
      cr_expect_eq(byte.init, field);
      cr_expect(!field || byte.value == bytes[10 + b]);
    }
  }
  world_end(&world);
}

Test(typed_copy, large_arrays_are_copied_whole) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = array_of(&world, make_layout(&world, "holes"), 100);
  uint64_t size = airlock_type_size(type);
  airlock_ptr target = world_heap(&world, size);
  airlock_ptr source = world_heap(&world, size);
  bool covered[sizeof(struct holes)] = {false};
  for (size_t i = 0; i < NUM_LAYOUTS; i++) {
    if (strcmp(layouts[i].name, "holes") == 0) {
      mark_fields(covered, &layouts[i], 0);
    }
  }
  expect_ok(&world, airlock_fill(world.machine, source, 0x77, size));
  expect_ok(&world, copy_typed(&world, target, source, type));
  for (uint64_t b = 0; b < size; b++) {
    cr_assert_eq(world_byte(&world, at(target, (int64_t)b)).init,
                 covered[b % sizeof(struct holes)]);
  }
  world_end(&world);
}

// Validity of the parts.

struct part_case {
  const airlock_type *type;
  airlock_scalar scalar; // What stands there.
  const char *text;      // Of the message, behind "at <path>: "; NULL: it is valid.
};

static void expect_part(struct world *world, const struct part_case *part) {
  const airlock_type *u8 = type_of(world, AIRLOCK_U8);
  const airlock_field inner[] = {{"pad", 0, u8}, {"value", 0, part->type}};
  const airlock_type *pair = struct_of(world, "Pair", inner, 2);
  const airlock_field outer[] = {{"first", 0, u8}, {"pairs", 0, array_of(world, pair, 3)}};
  const airlock_type *whole = struct_of(world, "Whole", outer, 2);
  uint64_t size = airlock_type_size(whole);
  airlock_ptr target = world_allocate(world, size, 16, AIRLOCK_HEAP);
  airlock_ptr source = world_allocate(world, size, 16, AIRLOCK_HEAP);
  expect_ok(world, airlock_fill(world->machine, source, 0, size));
  airlock_field pairs;
  airlock_field value;
  cr_assert(airlock_type_field(whole, &pairs, 1));
  cr_assert(airlock_type_field(pair, &value, 1));
  for (uint64_t i = 0; i < 3; i++) {
    airlock_ptr place =
        at(source, (int64_t)(pairs.offset + i * airlock_type_size(pair) + value.offset));
    cr_assert_eq(airlock_store(world->machine, place, part->scalar, part->type), AIRLOCK_OK);
  }
  airlock_status expected = part->text == NULL ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE;
  expect_status(world, copy_typed(world, target, source, whole), expected);
  if (part->text != NULL) {
    char text[400];
    snprintf(text, sizeof text,
             "constructing invalid value of type Whole at .pairs[0].value: encountered %s",
             part->text);
    cr_expect_str_eq(airlock_last_report(world->machine)->message, text);
  }
  cr_assert_eq(airlock_deallocate(world->machine, target, size, 16), AIRLOCK_OK);
  cr_assert_eq(airlock_deallocate(world->machine, source, size, 16), AIRLOCK_OK);
}

Test(validity, of_scalars_inside_values) {
  struct world world;
  world_begin(&world);
  const uint64_t variants[] = {1, 2};
  const airlock_type *color = NULL;
  expect_ok(&world, airlock_type_enum(world.machine, &color, "Color", AIRLOCK_U8, variants, 2));
  const airlock_type *boolean = type_of(&world, AIRLOCK_BOOL);
  const airlock_type *character = type_of(&world, AIRLOCK_CHAR);
  airlock_scalar nothing = {.kind = AIRLOCK_UNINIT};
  const struct part_case cases[] = {
      {boolean, airlock_int(AIRLOCK_BOOL, 1), NULL},
      {boolean, airlock_int(AIRLOCK_BOOL, 2), "0x02, but expected a boolean"},
      {boolean, nothing, "uninitialized memory, but expected a boolean"},
      {character, airlock_int(AIRLOCK_CHAR, 'a'), NULL},
      {character, airlock_int(AIRLOCK_CHAR, 0xd800),
       "0x0000d800, but expected a valid unicode scalar value (in `0..=0x10FFFF` but not in "
       "`0xD800..=0xDFFF`)"},
      {color, airlock_int(AIRLOCK_U8, 2), NULL},
      {color, airlock_int(AIRLOCK_U8, 0), "0x00, but expected a valid enum tag"},
      {type_of(&world, AIRLOCK_U32), airlock_int(AIRLOCK_U32, UINT32_MAX), NULL},
      {type_of(&world, AIRLOCK_U32), nothing, "uninitialized memory, but expected an integer"},
      {type_of(&world, AIRLOCK_F64), nothing, "uninitialized memory, but expected a float"},
      {type_of(&world, AIRLOCK_POINTER), nothing, "uninitialized memory, but expected a pointer"},
      {type_of(&world, AIRLOCK_POINTER), airlock_pointer(airlock_ptr_from_address(1)), NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    expect_part(&world, &cases[i]);
  }
  world_end(&world);
}

// References: all states of a pointer.
Test(validity, of_references) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  const airlock_type *reference = NULL;
  const airlock_type *option = NULL;
  airlock_pointer_rules rules = {"&T", AIRLOCK_POINTER, false, true, 8, 4, false, false, false};
  expect_ok(&world, airlock_type_pointer(m, &reference, &rules));
  rules.nullable = true;
  rules.name = "Option<&T>";
  expect_ok(&world, airlock_type_pointer(m, &option, &rules));
  static uint8_t foreign[16] __attribute__((aligned(8)));
  airlock_ptr object = world_heap(&world, 16);
  airlock_ptr freed = world_heap(&world, 16);
  airlock_ptr exposed = world_heap(&world, 16);
  expect_ok(&world, airlock_deallocate(m, freed, 16, 8));
  expect_ok(&world, airlock_expose(m, exposed));
  char foreign_text[100];
  char wild_text[100];
  char bare_text[100];
  snprintf(wild_text, sizeof wild_text, "a dangling reference (0x%lx[wildcard] has no provenance)",
           object.address);
  snprintf(bare_text, sizeof bare_text, "a dangling reference (0x%lx[noalloc] has no provenance)",
           exposed.address);
  airlock_ptr native = airlock_ptr_from_address((uint64_t)(uintptr_t)foreign);
  snprintf(foreign_text, sizeof foreign_text,
           "a dangling reference (0x%lx[noalloc] has no provenance)", native.address);
  const struct part_case cases[] = {
      {reference, airlock_pointer(object), NULL},
      {reference, airlock_pointer(at(object, 8)), NULL},
      {reference, airlock_pointer(tagged(object, 3)), NULL},
      {option, airlock_pointer(airlock_ptr_from_address(0)), NULL},
      {option, airlock_pointer(object), NULL},
      {option, airlock_pointer(airlock_ptr_from_address(0x2c)),
       "a dangling reference (0x2c[noalloc] has no provenance)"},
      {reference, airlock_pointer(wildcard(exposed)), NULL},
      {reference, airlock_pointer(wildcard(native)), NULL},
      {reference, airlock_pointer(native), foreign_text},
      {reference, airlock_pointer(airlock_ptr_from_address(0)), "a null reference"},
      {reference, airlock_pointer(wildcard(airlock_ptr_from_address(0))), "a null reference"},
      {reference, airlock_pointer(airlock_ptr_from_address(0x2c)),
       "a dangling reference (0x2c[noalloc] has no provenance)"},
      {reference, airlock_pointer(airlock_ptr_from_address(exposed.address)), bare_text},
      {reference, airlock_pointer(wildcard(object)), wild_text},
      {reference, airlock_pointer(at(object, 1)),
       "an unaligned reference (required 4 byte alignment but found 1)"},
      {reference, airlock_pointer(at(object, 2)),
       "an unaligned reference (required 4 byte alignment but found 2)"},
      {reference, airlock_pointer(freed), "a dangling reference (alloc2+0x0 has been freed)"},
      {reference, airlock_pointer(at(object, 12)),
       "a dangling reference (it needs 8 bytes, but alloc1+0xc is only 4 bytes from the end of the "
       "allocation)"},
      {reference, airlock_pointer(at(object, -4)),
       "a dangling reference (it needs 8 bytes, but alloc1-0x4 points to before the beginning of "
       "the allocation)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    expect_part(&world, &cases[i]);
  }
  world_end(&world);
}

Test(validity, of_references_to_nothing_and_of_pointers_that_are_not_null) {
  struct world world;
  world_begin(&world);
  const airlock_type *unit = NULL;
  const airlock_type *not_null = NULL;
  const airlock_type *box = NULL;
  const airlock_type *never = NULL;
  airlock_pointer_rules rules = {"&()", AIRLOCK_POINTER, false, true, 0, 4, false, false, false};
  expect_ok(&world, airlock_type_pointer(world.machine, &unit, &rules));
  rules = (airlock_pointer_rules){"NonNull<u8>", AIRLOCK_POINTER, false, false, 0, 0,
                                  false,         false,           false};
  expect_ok(&world, airlock_type_pointer(world.machine, &not_null, &rules));
  rules =
      (airlock_pointer_rules){"Box<u8>", AIRLOCK_POINTER, false, true, 1, 1, false, false, false};
  expect_ok(&world, airlock_type_pointer(world.machine, &box, &rules));
  rules = (airlock_pointer_rules){"&!", AIRLOCK_POINTER, true, true, 0, 2, false, true, false};
  expect_ok(&world, airlock_type_pointer(world.machine, &never, &rules));
  const struct part_case cases[] = {
      {never, airlock_pointer(airlock_ptr_from_address(0)), NULL},
      {never, airlock_pointer(airlock_ptr_from_address(1)),
       "an unaligned reference (required 2 byte alignment but found 1)"},
      {never, airlock_pointer(airlock_ptr_from_address(2)),
       "a reference to a type that has no values"},
      {unit, airlock_pointer(airlock_ptr_from_address(4)), NULL},
      {unit, airlock_pointer(airlock_ptr_from_address(2)),
       "an unaligned reference (required 4 byte alignment but found 2)"},
      {unit, airlock_pointer(airlock_ptr_from_address(0)), "a null reference"},
      {not_null, airlock_pointer(airlock_ptr_from_address(1)), NULL},
      {not_null, airlock_pointer(airlock_ptr_from_address(0)), "a null pointer"},
      {box, airlock_pointer(airlock_ptr_from_address(0)), "a null box"},
      {box, airlock_pointer(airlock_ptr_from_address(1)),
       "a dangling box (0x1[noalloc] has no provenance)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    expect_part(&world, &cases[i]);
  }
  world_end(&world);
}

// A reference asks for data; a function is none.
Test(validity, of_references_to_functions) {
  struct world world;
  world_begin(&world);
  const airlock_type *reference = NULL;
  const airlock_pointer_rules rules = {"&u8", AIRLOCK_POINTER, false, true, 1,
                                       1,     false,           false, false};
  expect_ok(&world, airlock_type_pointer(world.machine, &reference, &rules));
  airlock_ptr code = {0};
  expect_ok(&world, airlock_function_new(world.machine, &code, "f", NULL, NULL));
  expect_status(&world, airlock_validate(world.machine, airlock_pointer(code), reference),
                AIRLOCK_UB_INVALID_VALUE);
  world_end(&world);
}

// Only the beginning of a live vtable will do.
Test(validity, of_vtable_pointers) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  const airlock_type *strict = NULL;
  const airlock_type *option = NULL;
  airlock_pointer_rules rules = {.name = "&dyn T", .kind = AIRLOCK_POINTER, .vtable = true};
  expect_ok(&world, airlock_type_pointer(m, &strict, &rules));
  rules.nullable = true;
  expect_ok(&world, airlock_type_pointer(m, &option, &rules));
  airlock_ptr vtable = {0};
  expect_ok(&world, airlock_allocate(m, &vtable, 16, 8, AIRLOCK_VTABLE));
  airlock_scalar null = airlock_pointer(airlock_ptr_from_address(0));
  airlock_scalar good = airlock_pointer(vtable);
  expect_ok(&world, airlock_validate(m, good, strict));
  expect_ok(&world, airlock_validate(m, good, option));
  expect_ok(&world, airlock_validate(m, null, option));
  const airlock_ptr bad[] = {airlock_ptr_wrapping_add(vtable, 8), world_heap(&world, 16),
                             airlock_ptr_from_address(vtable.address), wildcard(vtable)};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    expect_status(&world, airlock_validate(m, airlock_pointer(bad[i]), strict),
                  AIRLOCK_UB_INVALID_VALUE);
    expect_status(&world, airlock_validate(m, airlock_pointer(bad[i]), option),
                  AIRLOCK_UB_INVALID_VALUE);
  }
  expect_status(&world, airlock_validate(m, null, strict), AIRLOCK_UB_INVALID_VALUE);
  expect_ok(&world, airlock_expose(m, vtable));
  expect_ok(&world, airlock_validate(m, airlock_pointer(wildcard(vtable)), strict));
  world_end(&world);
}

// Of function pointers only null is invalid.
Test(validity, of_function_pointers) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  const airlock_type *function = type_of(&world, AIRLOCK_FUNCTION);
  const airlock_type *option = NULL;
  const airlock_pointer_rules rules = {
      .name = "Option<fn()>", .kind = AIRLOCK_FUNCTION, .nullable = true};
  expect_ok(&world, airlock_type_pointer(m, &option, &rules));
  airlock_ptr code = {0};
  airlock_ptr other = {0};
  expect_ok(&world, airlock_function_new(m, &code, "f", NULL, NULL));
  expect_ok(&world, airlock_function_new(m, &other, "g", NULL, NULL));
  expect_ok(&world, airlock_expose(m, other));
  airlock_ptr data = world_heap(&world, 8);
  airlock_ptr native = {(uint64_t)(uintptr_t)&strlen, airlock_prov_wildcard()};
  const struct part_case cases[] = {
      {function, airlock_function_pointer(code), NULL},
      {function, airlock_function_pointer(wildcard(other)), NULL},
      {function, airlock_function_pointer(native), NULL},
      {option, airlock_function_pointer(airlock_ptr_from_address(0)), NULL},
      {option, airlock_function_pointer(code), NULL},
      {function, airlock_function_pointer(airlock_ptr_from_address(0)), "a null function pointer"},
      {function, airlock_function_pointer(airlock_ptr_from_address(0x2a)), NULL},
      {function, airlock_function_pointer(at(code, 1)), NULL},
      {function, airlock_function_pointer(wildcard(code)), NULL},
      {function, airlock_function_pointer(data), NULL},
      {option, airlock_function_pointer(data), NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    expect_part(&world, &cases[i]);
  }
  world_end(&world);
}

// A bool at offset 0 of an outermost value, a nameless field, and raw bytes beside it.
Test(validity, paths_of_nameless_parts_use_their_index) {
  struct world world;
  world_begin(&world);
  const airlock_field fields[] = {{NULL, 0, type_of(&world, AIRLOCK_U8)},
                                  {NULL, 1, type_of(&world, AIRLOCK_BOOL)}};
  const airlock_type *tuple = NULL;
  expect_ok(&world, airlock_type_layout(world.machine, &tuple, "(u8, bool)", 2, 1, fields, 2));
  airlock_ptr source = world_heap(&world, 8);
  expect_ok(&world, airlock_fill(world.machine, source, 7, 8));
  expect_failure(&world, copy_typed(&world, at(source, 4), source, tuple), AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type (u8, bool) at .1: encountered 0x07, but "
                 "expected a boolean");
  expect_failure(&world, copy_typed(&world, at(source, 4), source, array_of(&world, tuple, 2)),
                 AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type [(u8, bool); 2] at [0].1: encountered 0x07, "
                 "but expected a boolean");
  world_end(&world);
}

// A type by its text, with its class and the number of its fields.
static void expect_class(struct world *world, const char *text, airlock_type_class expected,
                         size_t num_fields) {
  const airlock_type *type = NULL;
  expect_ok(world, airlock_type_parse(world->machine, &type, text));
  cr_expect_eq(airlock_type_class_of(type), expected, "%s", text);
  airlock_field field;
  size_t count = 0;
  while (airlock_type_field(type, &field, count)) {
    count++;
  }
  cr_expect_eq(count, num_fields, "%s", text);
}

Test(types, tell_their_class_and_their_elements) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  expect_class(&world, "u8", AIRLOCK_TYPE_SCALAR, 0);
  expect_class(&world, "{u8, {i32, f64}}", AIRLOCK_TYPE_STRUCT, 2);
  expect_class(&world, "union {u8, f64, ptr}", AIRLOCK_TYPE_UNION, 3);
  expect_class(&world, "complex f32", AIRLOCK_TYPE_COMPLEX, 2);
  expect_class(&world, "[3]u16", AIRLOCK_TYPE_ARRAY, 0);
  const airlock_type *byte = type_of(&world, AIRLOCK_U8);
  const airlock_field field = {NULL, 0, byte};
  const airlock_type *layout;
  const airlock_type *raw;
  const airlock_type *variants;
  const airlock_type *packed;
  expect_ok(&world, airlock_type_layout(m, &layout, "(u8,)", 1, 1, &field, 1));
  expect_ok(&world, airlock_type_raw(m, &raw, "raw", 4, 4));
  const airlock_variant variant = {"only", {0, 0}, layout};
  expect_ok(&world, airlock_type_variants(m, &variants, "E", 1, 1, &field, &variant, 1,
                                          AIRLOCK_NO_VARIANT));
  cr_expect_eq(airlock_type_class_of(layout), AIRLOCK_TYPE_LAYOUT);
  cr_expect_eq(airlock_type_class_of(raw), AIRLOCK_TYPE_RAW);
  cr_expect_eq(airlock_type_class_of(variants), AIRLOCK_TYPE_VARIANTS);
  const airlock_type *element = byte;
  uint64_t count = 7;
  cr_expect_not(airlock_type_element(layout, &element, &count));
  cr_expect_eq(element, byte);
  cr_expect_eq(count, 7);
  cr_expect(airlock_type_element(array_of(&world, layout, 5), &element, &count));
  cr_expect_eq(element, layout);
  cr_expect_eq(count, 5);
  expect_ok(&world, airlock_type_packed(m, &packed, type_of(&world, AIRLOCK_F64), 1));
  cr_expect_eq(airlock_type_class_of(packed), AIRLOCK_TYPE_SCALAR);
  world_end(&world);
}

Test(validity, deep_paths_are_cut_off_without_harm) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = type_of(&world, AIRLOCK_BOOL);
  for (int depth = 0; depth < 300; depth++) {
    const airlock_field field = {"inner_part", 0, type};
    type = struct_of(&world, "S", &field, 1);
  }
  airlock_ptr source = world_heap(&world, 8);
  expect_ok(&world, airlock_fill(world.machine, source, 7, 8));
  expect_status(&world, copy_typed(&world, at(source, 4), source, type), AIRLOCK_UB_INVALID_VALUE);
  const char *message = airlock_last_report(world.machine)->message;
  cr_expect_not_null(strstr(message, "at .inner_part.inner_part"));
  cr_expect_not_null(strstr(message, "expected a boolean"));
  world_end(&world);
}

Test(typed_copy, that_fails_leaves_its_target_alone_and_reports_its_source) {
  struct world world;
  world_begin(&world);
  airlock_machine *m = world.machine;
  const airlock_field fields[] = {{"flag", 0, airlock_type_scalar(m, AIRLOCK_BOOL)},
                                  {"count", 0, airlock_type_scalar(m, AIRLOCK_U32)}};
  const airlock_type *type;
  expect_ok(&world, airlock_type_struct(m, &type, "Flagged", fields, 2));
  airlock_ptr source = world_heap(&world, 8);
  airlock_ptr target = world_heap(&world, 8);
  expect_ok(&world, airlock_fill(m, source, 1, 1)); // The flag; the count is uninitialised.
  expect_ok(&world, airlock_fill(m, target, 7, 8));
  expect_failure(&world, airlock_copy_typed(m, target, source, type), AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type Flagged at .count: encountered uninitialized "
                 "memory, but expected an integer");
  cr_expect_eq(airlock_last_report(m)->alloc.value, source.prov.alloc.value);
  uint8_t bytes[8];
  expect_ok(&world, airlock_read(m, bytes, target, 8));
  for (size_t i = 0; i < 8; i++) {
    cr_expect_eq(bytes[i], 7);
  }
  airlock_scalar none = {.kind = AIRLOCK_UNINIT};
  expect_failure(&world, airlock_validate(m, none, type), AIRLOCK_USAGE_ARGUMENT,
                 "type Flagged is not scalar");
  world_end(&world);
}
