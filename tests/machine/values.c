// SPDX-License-Identifier: MIT
//
// Scalars of every kind: what they are made of, how they travel to memory and back, and which of
// them are values of their type.
#include "world.h"

#include <math.h>

struct edge {
  airlock_kind kind;
  uint64_t low;
  uint64_t high; // 128-bit kinds only.
};

static const struct edge edges[] = {
    {AIRLOCK_I8, 0, 0},
    {AIRLOCK_I8, 0x7f, 0},
    {AIRLOCK_I8, 0x80, 0},
    {AIRLOCK_I8, 0xff, 0},
    {AIRLOCK_I16, 0x7fff, 0},
    {AIRLOCK_I16, 0x8000, 0},
    {AIRLOCK_I16, 0xffff, 0},
    {AIRLOCK_I32, 0x7fffffff, 0},
    {AIRLOCK_I32, 0x80000000, 0},
    {AIRLOCK_I32, 0xffffffff, 0},
    {AIRLOCK_I64, 0x7fffffffffffffff, 0},
    {AIRLOCK_I64, 0x8000000000000000, 0},
    {AIRLOCK_I64, UINT64_MAX, 0},
    {AIRLOCK_I128, UINT64_MAX, 0x7fffffffffffffff},
    {AIRLOCK_I128, 0, 0x8000000000000000},
    {AIRLOCK_I128, UINT64_MAX, UINT64_MAX},
    {AIRLOCK_I128, 1, 2},
    {AIRLOCK_ISIZE, 0x8000000000000000, 0},
    {AIRLOCK_ISIZE, UINT64_MAX, 0},
    {AIRLOCK_U8, 0, 0},
    {AIRLOCK_U8, 0xff, 0},
    {AIRLOCK_U16, 0x1234, 0},
    {AIRLOCK_U16, 0xffff, 0},
    {AIRLOCK_U32, 0x12345678, 0},
    {AIRLOCK_U32, 0xffffffff, 0},
    {AIRLOCK_U64, 0x123456789abcdef0, 0},
    {AIRLOCK_U64, UINT64_MAX, 0},
    {AIRLOCK_U128, 0x0123456789abcdef, 0xfedcba9876543210},
    {AIRLOCK_U128, UINT64_MAX, UINT64_MAX},
    {AIRLOCK_USIZE, UINT64_MAX, 0},
    {AIRLOCK_F32, 0x80000000, 0}, // -0.0
    {AIRLOCK_F32, 0x00000001, 0}, // The smallest.
    {AIRLOCK_F32, 0x7f800000, 0}, // Infinity.
    {AIRLOCK_F32, 0x7fc12345, 0}, // A quiet NaN with a payload.
    {AIRLOCK_F32, 0xff812345, 0}, // A signalling one.
    {AIRLOCK_F64, 0x8000000000000000, 0},
    {AIRLOCK_F64, 0x7fefffffffffffff, 0},
    {AIRLOCK_F64, 0x7ff8000000054321, 0},
    {AIRLOCK_F64, 0xfff0000000054321, 0},
    {AIRLOCK_BOOL, 0, 0},
    {AIRLOCK_BOOL, 1, 0},
    {AIRLOCK_CHAR, 0, 0},
    {AIRLOCK_CHAR, 0xd7ff, 0},
    {AIRLOCK_CHAR, 0xe000, 0},
    {AIRLOCK_CHAR, 0x10ffff, 0},
};

#define NUM_EDGES (sizeof edges / sizeof edges[0])

static airlock_scalar scalar_of(const struct edge *edge) {
  return airlock_kind_size(edge->kind) == 16 ? airlock_int128(edge->kind, edge->low, edge->high)
                                             : airlock_int(edge->kind, edge->low);
}

static void expect_same_scalar(airlock_scalar found, airlock_scalar expected) {
  cr_expect_eq(found.kind, expected.kind);
  cr_expect_eq(found.reserved, 0);
  cr_expect_eq(found.as.bits[0], expected.as.bits[0], "%s: %lx, not %lx",
               airlock_kind_name(expected.kind), found.as.bits[0], expected.as.bits[0]);
  cr_expect_eq(found.as.bits[1], expected.as.bits[1], "%s: high bits %lx",
               airlock_kind_name(expected.kind), found.as.bits[1]);
}

Test(values, kinds_have_size_name_and_a_type) {
  struct world world;
  world_begin(&world);
  static const struct {
    airlock_kind kind;
    size_t size;
    const char *name;
  } rows[] = {
#define ROW(name, size, text) {AIRLOCK_##name, size, text},
      AIRLOCK_KIND_MAP(ROW)
#undef ROW
  };
  cr_assert_eq(sizeof rows / sizeof rows[0], AIRLOCK_NUM_KINDS);
  for (size_t i = 0; i < AIRLOCK_NUM_KINDS; i++) {
    cr_expect_eq(rows[i].kind, i);
    cr_expect_eq(airlock_kind_size(rows[i].kind), rows[i].size);
    cr_expect_str_eq(airlock_kind_name(rows[i].kind), rows[i].name);
    const airlock_type *type = type_of(&world, rows[i].kind);
    if (rows[i].kind == AIRLOCK_UNINIT) {
      cr_expect_null(type);
      continue;
    }
    cr_assert_not_null(type);
    cr_expect_eq(airlock_type_size(type), rows[i].size);
    cr_expect_eq(airlock_type_align(type), rows[i].size);
    cr_expect_eq(airlock_type_kind(type), rows[i].kind);
    cr_expect_str_eq(airlock_type_name(type), rows[i].name);
  }
  cr_expect_eq(airlock_kind_size(AIRLOCK_NUM_KINDS), 0);
  cr_expect_eq(airlock_kind_size((airlock_kind)-1), 0);
  cr_expect_not_null(airlock_kind_name((airlock_kind)-1));
  cr_expect_null(type_of(&world, AIRLOCK_NUM_KINDS));
  world_end(&world);
}

Test(values, a_scalar_is_32_bytes) {
  cr_expect_eq(sizeof(airlock_scalar), 32);
}

Test(values, making_an_integer_drops_what_is_beyond_its_kind) {
  static const struct {
    airlock_kind kind;
    uint64_t kept;
  } rows[] = {{AIRLOCK_I8, 0xff},          {AIRLOCK_U8, 0xff},         {AIRLOCK_BOOL, 0xff},
              {AIRLOCK_I16, 0xffff},       {AIRLOCK_U16, 0xffff},      {AIRLOCK_I32, 0xffffffff},
              {AIRLOCK_U32, 0xffffffff},   {AIRLOCK_CHAR, 0xffffffff}, {AIRLOCK_F32, 0xffffffff},
              {AIRLOCK_I64, UINT64_MAX},   {AIRLOCK_U64, UINT64_MAX},  {AIRLOCK_ISIZE, UINT64_MAX},
              {AIRLOCK_USIZE, UINT64_MAX}, {AIRLOCK_F64, UINT64_MAX}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    cr_expect_eq(airlock_int(rows[i].kind, UINT64_MAX).as.bits[0], rows[i].kept);
    cr_expect_eq(airlock_int(rows[i].kind, UINT64_MAX).as.bits[1], 0);
  }
}

Test(values, every_kind_goes_to_memory_and_back) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_allocate(&world, 32, 16, AIRLOCK_HEAP);
  for (size_t i = 0; i < NUM_EDGES; i++) {
    airlock_scalar scalar = scalar_of(&edges[i]);
    size_t size = airlock_kind_size(edges[i].kind);
    expect_ok(&world, airlock_fill(world.machine, pointer, 0xee, 32));
    world_store(&world, pointer, scalar);
    expect_same_scalar(world_load(&world, pointer, edges[i].kind), scalar);
    uint8_t bytes[32];
    uint64_t image[2] = {edges[i].low, edges[i].high};
    expect_ok(&world, airlock_read(world.machine, bytes, pointer, 32));
    cr_expect(memcmp(bytes, image, size) == 0, "%s lies in memory as C has it",
              airlock_kind_name(edges[i].kind));
    for (size_t b = size; b < 32; b++) {
      cr_expect_eq(bytes[b], 0xee, "%s writes its own bytes only",
                   airlock_kind_name(edges[i].kind));
    }
    expect_ok(&world, airlock_validate(world.machine, scalar, type_of(&world, edges[i].kind)));
  }
  world_end(&world);
}

Test(values, floats_are_made_of_cs_own) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  const float float_value = -1.5f;
  const double double_value = nan("0x123");
  uint64_t image = 0;
  world_store(&world, pointer, airlock_f32(float_value));
  memcpy(&image, &float_value, sizeof float_value);
  cr_expect_eq(world_load(&world, pointer, AIRLOCK_F32).as.bits[0], image);
  world_store(&world, pointer, airlock_f64(double_value));
  memcpy(&image, &double_value, sizeof double_value);
  cr_expect_eq(world_load(&world, pointer, AIRLOCK_F64).as.bits[0], image);
  world_end(&world);
}

Test(values, pointers_of_every_provenance_go_to_memory_and_back) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 24);
  const airlock_ptr values[] = {
      pointer,
      at(pointer, 7),
      at(pointer, -100),
      tagged(pointer, 99),
      wildcard(pointer),
      airlock_ptr_from_address(pointer.address),
      airlock_ptr_from_address(0),
      airlock_ptr_from_address(UINT64_MAX),
      {0, pointer.prov},
      {0, {{AIRLOCK_WILDCARD}, {0}}},
  };
  const airlock_type *packed = NULL;
  expect_ok(&world,
            airlock_type_packed(world.machine, &packed, type_of(&world, AIRLOCK_POINTER), 1));
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    for (int64_t offset = 0; offset <= 16; offset++) {
      airlock_scalar loaded = {.kind = AIRLOCK_UNINIT};
      expect_ok(&world, airlock_fill(world.machine, pointer, 0x55, 24));
      expect_ok(&world, airlock_store(world.machine, at(pointer, offset),
                                      airlock_pointer(values[i]), packed));
      expect_ok(&world, airlock_load(world.machine, &loaded, at(pointer, offset), packed));
      cr_expect_eq(loaded.kind, AIRLOCK_POINTER);
      cr_expect(pointer_equal(loaded.as.ptr, values[i]), "value %zu at %ld", i, offset);
      for (int64_t b = 0; b < 24; b++) {
        airlock_byte byte = world_byte(&world, at(pointer, b));
        bool inside = b >= offset && b < offset + 8;
        cr_expect(byte.init);
        cr_expect_eq(byte.prov.alloc.value, inside ? values[i].prov.alloc.value : 0);
        if (inside && airlock_prov_kind_of(values[i].prov) == AIRLOCK_PROV_CONCRETE) {
          cr_expect_eq(byte.fragment, b - offset);
          cr_expect_eq(byte.image, values[i].address);
          cr_expect_eq(byte.prov.tag.value, values[i].prov.tag.value);
        }
      }
    }
  }
  world_end(&world);
}

Test(values, another_kind_is_refused_with_both_names) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_allocate(&world, 16, 16, AIRLOCK_HEAP);
  for (int have = 1; have < AIRLOCK_NUM_KINDS; have++) {
    for (int want = 1; want < AIRLOCK_NUM_KINDS; want++) {
      airlock_scalar scalar = {.kind = (airlock_kind)have};
      airlock_status expected = have == want ? AIRLOCK_OK : AIRLOCK_USAGE_KIND;
      expect_status(&world, airlock_expect(world.machine, scalar, (airlock_kind)want), expected);
      if (have != want) {
        const char *message = airlock_last_report(world.machine)->message;
        cr_expect_not_null(strstr(message, airlock_kind_name((airlock_kind)have)));
        cr_expect_not_null(strstr(message, airlock_kind_name((airlock_kind)want)));
        expect_status(
            &world,
            airlock_store(world.machine, pointer, scalar, type_of(&world, (airlock_kind)want)),
            AIRLOCK_USAGE_KIND);
        expect_status(&world,
                      airlock_validate(world.machine, scalar, type_of(&world, (airlock_kind)want)),
                      AIRLOCK_USAGE_KIND);
      }
    }
  }
  cr_expect_not(world_byte(&world, pointer).init, "a refused store writes nothing");
  world_end(&world);
}

Test(values, an_uninitialised_scalar_is_stored_but_not_used) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_allocate(&world, 48, 16, AIRLOCK_HEAP);
  airlock_scalar nothing = {.kind = AIRLOCK_UNINIT};
  for (int kind = 1; kind < AIRLOCK_NUM_KINDS; kind++) {
    const airlock_type *type = type_of(&world, (airlock_kind)kind);
    int64_t size = (int64_t)airlock_type_size(type);
    expect_status(&world, airlock_expect(world.machine, nothing, (airlock_kind)kind),
                  AIRLOCK_UB_UNINITIALIZED);
    expect_status(&world, airlock_validate(world.machine, nothing, type), AIRLOCK_UB_UNINITIALIZED);
    expect_ok(&world, airlock_fill(world.machine, pointer, 0, 48));
    expect_ok(&world, airlock_store(world.machine, at(pointer, 16), nothing, type));
    for (int64_t b = 0; b < 48; b++) {
      cr_expect_eq(world_byte(&world, at(pointer, b)).init, b < 16 || b >= 16 + size);
    }
    airlock_scalar loaded = {.kind = AIRLOCK_NUM_KINDS};
    expect_status(&world, airlock_load(world.machine, &loaded, at(pointer, 16), type),
                  AIRLOCK_UB_UNINITIALIZED);
    cr_expect_eq(loaded.kind, AIRLOCK_NUM_KINDS);
  }
  world_end(&world);
}

Test(values, an_integer_read_over_a_pointer_drops_provenance_and_exposes_nothing) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  airlock_ptr target = world_heap(&world, 8);
  world_store(&world, pointer, airlock_pointer(target));
  airlock_scalar address = world_load(&world, pointer, AIRLOCK_USIZE);
  cr_expect_eq(address.as.bits[0], target.address);
  cr_expect_eq(address.as.bits[1], 0);
  cr_expect_not(world_is_exposed(&world, target));
  airlock_ptr again = world_load(&world, pointer, AIRLOCK_POINTER).as.ptr;
  cr_expect(pointer_equal(again, target), "the bytes keep their provenance");
  world_end(&world);
}

Test(values, a_pointer_read_over_an_integer_has_no_provenance) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  airlock_ptr target = world_heap(&world, 8);
  expect_ok(&world, airlock_expose(world.machine, target));
  world_store(&world, pointer, airlock_int(AIRLOCK_USIZE, target.address));
  airlock_ptr loaded = world_load(&world, pointer, AIRLOCK_POINTER).as.ptr;
  cr_expect(pointer_equal(loaded, airlock_ptr_from_address(target.address)));
  world_end(&world);
}

// memcpy by the byte: all distances modulo eight; and a byte that does not fit spoils the pointer
// without being an error.
Test(values, copies_by_the_byte_make_a_usable_pointer_again) {
  struct world world;
  world_begin(&world);
  const airlock_type *packed = NULL;
  expect_ok(&world,
            airlock_type_packed(world.machine, &packed, type_of(&world, AIRLOCK_POINTER), 1));
  airlock_ptr source = world_heap(&world, 16);
  airlock_ptr target = world_heap(&world, 16);
  airlock_ptr value = tagged(at(source, 3), 4);
  for (int64_t from = 0; from < 8; from++) {
    for (int64_t to = 0; to < 8; to++) {
      expect_ok(&world, airlock_fill(world.machine, source, 0, 16));
      expect_ok(&world, airlock_fill(world.machine, target, 0, 16));
      expect_ok(&world,
                airlock_store(world.machine, at(source, from), airlock_pointer(value), packed));
      airlock_scalar loaded = {.kind = AIRLOCK_UNINIT};
      for (int64_t b = 0; b < 8; b++) {
        expect_ok(&world, airlock_load(world.machine, &loaded, at(target, to), packed));
        cr_expect_eq(airlock_prov_kind_of(loaded.as.ptr.prov), AIRLOCK_PROV_NONE);
        expect_ok(&world, airlock_copy(world.machine, at(target, to + b), at(source, from + b), 1));
      }
      expect_ok(&world, airlock_load(world.machine, &loaded, at(target, to), packed));
      cr_expect(pointer_equal(loaded.as.ptr, value), "from %ld to %ld", from, to);
      uint8_t last = (uint8_t)(value.address >> 56);
      expect_ok(&world, airlock_write(world.machine, at(target, to + 7), &last, 1));
      expect_ok(&world, airlock_load(world.machine, &loaded, at(target, to), packed));
      cr_expect_eq(loaded.as.ptr.address, value.address);
      cr_expect_eq(airlock_prov_kind_of(loaded.as.ptr.prov), AIRLOCK_PROV_NONE);
    }
  }
  world_end(&world);
}

static airlock_status load_bits(struct world *world, airlock_ptr pointer, uint64_t bits,
                                const airlock_type *type) {
  cr_assert_eq(airlock_write(world->machine, pointer, &bits, airlock_type_size(type)), AIRLOCK_OK);
  airlock_scalar scalar = {.kind = AIRLOCK_NUM_KINDS};
  airlock_status status = airlock_load(world->machine, &scalar, pointer, type);
  cr_expect_eq(scalar.kind, status == AIRLOCK_OK ? airlock_type_kind(type) : AIRLOCK_NUM_KINDS);
  airlock_scalar same = airlock_int(airlock_type_kind(type), bits);
  cr_expect_eq(airlock_validate(world->machine, same, type), status);
  return status;
}

Test(values, bool_is_0_or_1) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  const airlock_type *type = type_of(&world, AIRLOCK_BOOL);
  for (uint64_t bits = 0; bits < 256; bits++) {
    expect_status(&world, load_bits(&world, pointer, bits, type),
                  bits < 2 ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
  }
  expect_failure(&world, load_bits(&world, pointer, 2, type), AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type bool: encountered 0x02, but expected a "
                 "boolean");
  world_end(&world);
}

Test(values, char_is_a_unicode_scalar_value) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  const airlock_type *type = type_of(&world, AIRLOCK_CHAR);
  static const struct {
    uint64_t bits;
    bool valid;
  } rows[] = {{0, true},         {0x7f, true},        {0xd7ff, true},     {0xd800, false},
              {0xdbff, false},   {0xdc00, false},     {0xdfff, false},    {0xe000, true},
              {0xffff, true},    {0x10000, true},     {0x10ffff, true},   {0x110000, false},
              {0xd800d7, false}, {0x80000000, false}, {0xffffffff, false}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    expect_status(&world, load_bits(&world, pointer, rows[i].bits, type),
                  rows[i].valid ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
  }
  world_end(&world);
}

Test(values, an_enum_is_one_of_its_variants) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  const uint64_t values[] = {3, 0xfe, 0}; // In any order.
  static const airlock_kind kinds[] = {AIRLOCK_U8,  AIRLOCK_I8,  AIRLOCK_U16,  AIRLOCK_I32,
                                       AIRLOCK_U32, AIRLOCK_I64, AIRLOCK_ISIZE};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    const airlock_type *type = NULL;
    expect_ok(&world, airlock_type_enum(world.machine, &type, "Color", kinds[k], values, 3));
    cr_expect_eq(airlock_type_kind(type), kinds[k]);
    for (uint64_t bits = 0; bits < 256; bits++) {
      bool valid = bits == 0 || bits == 3 || bits == 0xfe;
      expect_status(&world, load_bits(&world, pointer, bits, type),
                    valid ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
    }
  }
  const airlock_type *never = NULL;
  expect_ok(&world, airlock_type_enum(world.machine, &never, "Never", AIRLOCK_U8, NULL, 0));
  expect_status(&world, load_bits(&world, pointer, 0, never), AIRLOCK_UB_INVALID_VALUE);
  const uint64_t negative[] = {0xffffffff};
  const airlock_type *type = NULL;
  expect_ok(&world, airlock_type_enum(world.machine, &type, "Sign", AIRLOCK_I32, negative, 1));
  expect_ok(&world, load_bits(&world, pointer, 0xffffffff, type));
  expect_failure(&world, load_bits(&world, pointer, 7, type), AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type Sign: encountered 0x00000007, but expected a "
                 "valid enum tag");
  world_end(&world);
}

Test(values, storing_does_not_validate) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  world_store(&world, pointer, airlock_int(AIRLOCK_BOOL, 2));
  cr_expect_eq(world_load(&world, pointer, AIRLOCK_U8).as.bits[0], 2);
  world_end(&world);
}

Test(values, only_scalar_types_are_loaded_and_stored) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  const airlock_type *array = NULL;
  expect_ok(&world, airlock_type_array(world.machine, &array, type_of(&world, AIRLOCK_U8), 8));
  airlock_scalar scalar = airlock_int(AIRLOCK_U64, 1);
  expect_status(&world, airlock_load(world.machine, &scalar, pointer, array),
                AIRLOCK_USAGE_ARGUMENT);
  expect_status(&world, airlock_store(world.machine, pointer, scalar, array),
                AIRLOCK_USAGE_ARGUMENT);
  scalar.kind = AIRLOCK_UNINIT;
  expect_status(&world, airlock_store(world.machine, pointer, scalar, array),
                AIRLOCK_USAGE_ARGUMENT);
  world_end(&world);
}

Test(values, pointers_are_written_as_messages_show_them) {
  struct world world;
  world_begin(&world);
  airlock_ptr pointer = world_heap(&world, 8);
  airlock_ptr freed = world_heap(&world, 8);
  expect_ok(&world, airlock_deallocate(world.machine, freed, 8, 8));
  const struct {
    airlock_ptr pointer;
    const char *text;
  } rows[] = {
      {airlock_ptr_from_address(0), "null pointer"},
      {wildcard(airlock_ptr_from_address(0)), "null pointer"},
      {airlock_ptr_from_address(0x2a), "0x2a[noalloc]"},
      {wildcard(airlock_ptr_from_address(0x7f0000001234)), "0x7f0000001234[wildcard]"},
      {pointer, "alloc1+0x0"},
      {at(pointer, 4), "alloc1+0x4"},
      {at(pointer, -4), "alloc1-0x4"},
      {tagged(at(pointer, 255), 3), "alloc1+0xff"},
      {at(freed, 1), "alloc2+0x1"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char text[64];
    memset(text, 'x', sizeof text);
    size_t length = airlock_ptr_format(world.machine, text, sizeof text, rows[i].pointer);
    cr_expect_str_eq(text, rows[i].text);
    cr_expect_eq(length, strlen(rows[i].text));
    for (size_t room = 0; room < length + 2; room++) {
      memset(text, 'x', sizeof text);
      cr_expect_eq(airlock_ptr_format(world.machine, text, room, rows[i].pointer), length);
      cr_expect_eq(text[room], 'x', "no byte beyond the room is written");
      size_t kept = room == 0 ? 0 : length < room - 1 ? length : room - 1;
      cr_expect(memcmp(text, rows[i].text, kept) == 0);
      cr_expect(room == 0 || text[kept] == '\0');
    }
  }
  airlock_ptr longest = {UINT64_MAX, {{UINT64_C(0x7fffffffffffffff)}, {0}}};
  char text[65];
  cr_expect_lt(airlock_ptr_format(world.machine, text, 64, longest), 64);
  world_end(&world);
}
