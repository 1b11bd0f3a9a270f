// SPDX-License-Identifier: MIT
//
// The quick accesses against the general ones. Two machines live the same life: what is done to one
// is done to the other. One has a hook that is asked about every access, so that each takes the
// general way; the other takes the quick way wherever it can. After each step both must have
// answered the same, and every byte must be in the same state.
//
// A life is random: objects of sizes around those where the shadow's form changes, of all kinds,
// some read-only, exposed, stale or dead; scalars of all paces, plain values, values with padding
// and pointers, aligned or not, at the edges of objects and beyond, through concrete pointers,
// wildcards and pointers without provenance, stored whole or over a part of another.
//
// The machines give different addresses, so the values of pointers' bytes are not compared, nor
// read as types that only some values are valid of: an object that may hold such bytes is marked.
#include "../random.h"
#include "world.h"

#define NUM_OBJECTS 12
#define NUM_TYPES 18
#define LIVES 400
#define STEPS 250

struct object {
  airlock_ptr pointers[2]; // In the general machine and in the quick one.
  uint64_t size;
  bool has_addresses;
  bool is_live;
};

struct twins {
  struct world worlds[2];
  const airlock_type *types[2][NUM_TYPES];
  size_t num_types;
  size_t num_scalars; // They come first.
  struct object objects[NUM_OBJECTS];
  struct random random;
};

static airlock_status allow(void *context, const airlock_access *access) {
  (void)context;
  (void)access;
  return AIRLOCK_OK;
}

static void add_type(struct twins *twins, size_t side, size_t *io_count, const airlock_type *type) {
  twins->types[side][*io_count] = type;
  ++*io_count;
}

static const airlock_type *array_of(struct world *world, const airlock_type *element,
                                    uint64_t count) {
  const airlock_type *type = NULL;
  expect_ok(world, airlock_type_array(world->machine, &type, element, count));
  return type;
}

static const airlock_type *reference_to(struct world *world, uint64_t size) {
  const airlock_type *type = NULL;
  airlock_pointer_rules rules = {.name = "&T",
                                 .kind = AIRLOCK_POINTER,
                                 .dereferenceable = true,
                                 .target_size = size,
                                 .target_align = 4};
  expect_ok(world, airlock_type_pointer(world->machine, &type, &rules));
  return type;
}

static void make_types(struct twins *twins, size_t side) {
  static const airlock_kind kinds[] = {AIRLOCK_U8,  AIRLOCK_I16,  AIRLOCK_U32,
                                       AIRLOCK_F64, AIRLOCK_BOOL, AIRLOCK_CHAR,
                                       AIRLOCK_U64, AIRLOCK_U128, AIRLOCK_POINTER};
  struct world *world = &twins->worlds[side];
  size_t count = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    add_type(twins, side, &count, type_of(world, kinds[i]));
  }
  add_type(twins, side, &count, reference_to(world, 8));
  add_type(twins, side, &count, reference_to(world, 0));
  const airlock_type *packed = NULL;
  expect_ok(world, airlock_type_packed(world->machine, &packed, type_of(world, AIRLOCK_U32), 1));
  add_type(twins, side, &count, packed);
  twins->num_scalars = count;
  add_type(twins, side, &count, array_of(world, type_of(world, AIRLOCK_U8), 3));
  add_type(twins, side, &count, array_of(world, type_of(world, AIRLOCK_U32), 7));
  add_type(twins, side, &count, array_of(world, type_of(world, AIRLOCK_U64), 8));
  add_type(twins, side, &count, array_of(world, type_of(world, AIRLOCK_U16), 50));
  airlock_field fields[] = {{.name = "low", .type = type_of(world, AIRLOCK_U32)},
                            {.name = "link", .type = type_of(world, AIRLOCK_POINTER)}};
  const airlock_type *padded = NULL;
  expect_ok(world, airlock_type_struct(world->machine, &padded, "padded", fields, 2));
  add_type(twins, side, &count, padded);
  add_type(twins, side, &count, array_of(world, type_of(world, AIRLOCK_U8), 0));
  twins->num_types = count;
  cr_assert_leq(count, (size_t)NUM_TYPES);
}

static uint64_t below(struct twins *twins, uint64_t limit) {
  return random_below(&twins->random, limit);
}

static void make_object(struct twins *twins, struct object *object) {
  static const uint64_t sizes[] = {0, 1, 7, 8, 16, 24, 48, 63, 64, 65, 72, 100, 128, 200, 1100};
  uint64_t size = sizes[below(twins, sizeof sizes / sizeof *sizes)];
  airlock_memory_kind kind = (airlock_memory_kind[]){AIRLOCK_HEAP, AIRLOCK_STACK, AIRLOCK_STATIC,
                                                     AIRLOCK_VTABLE}[below(twins, 13) / 4];
  for (size_t side = 0; side < 2; side++) {
    object->pointers[side] = world_allocate(&twins->worlds[side], size, 8, kind);
  }
  object->size = size;
  object->has_addresses = false;
  object->is_live = true;
}

static void begin(struct twins *twins, uint64_t seed) {
  *twins = (struct twins){.random = random_begin(seed)};
  for (size_t side = 0; side < 2; side++) {
    airlock_config config = world_config(&twins->worlds[side]);
    config.access = side == 0 ? allow : NULL;
    world_open(&twins->worlds[side], &config);
    make_types(twins, side);
  }
  for (size_t i = 0; i < NUM_OBJECTS; i++) {
    make_object(twins, &twins->objects[i]);
  }
}

// A place: an object, and how a pointer to it is made, the same on both sides.
struct place {
  struct object *object;
  uint64_t offset;
  enum { CONCRETE, WILD, BARE } kind;
};

static struct place choose_place(struct twins *twins, uint64_t size, uint64_t align) {
  struct place place = {.object = &twins->objects[below(twins, NUM_OBJECTS)]};
  uint64_t room = place.object->size >= size ? place.object->size - size : 0;
  place.offset = below(twins, room + 1);
  if (!random_one_in(&twins->random, 8)) {
    place.offset -= place.offset % align;
  }
  uint64_t kind = below(twins, 12);
  place.kind = kind == 0 ? BARE : kind <= 3 ? WILD : CONCRETE;
  // At the edges, and beyond: where a wild pointer would find what is different on both sides.
  if (place.kind == CONCRETE && random_one_in(&twins->random, 10)) {
    place.offset = room + below(twins, 5) - 2;
  }
  return place;
}

static airlock_ptr pointer_at(const struct place *place, size_t side) {
  airlock_ptr pointer = at(place->object->pointers[side], (int64_t)place->offset);
  return place->kind == CONCRETE ? pointer
         : place->kind == WILD   ? wildcard(pointer)
                                 : airlock_ptr_from_address(pointer.address);
}

// What a wild pointer reaches may be another object that took the place of a dead one.
static void note_addresses(struct twins *twins) {
  for (size_t i = 0; i < NUM_OBJECTS; i++) {
    twins->objects[i].has_addresses = true;
  }
}

static void expect_same_scalar(const struct twins *twins, const struct place *place,
                               const airlock_scalar *scalars) {
  cr_expect_eq(scalars[0].kind, scalars[1].kind);
  if (scalars[0].kind == AIRLOCK_POINTER) {
    cr_expect_eq(scalars[0].as.ptr.prov.alloc.value, scalars[1].as.ptr.prov.alloc.value);
    cr_expect_eq(scalars[0].as.ptr.prov.tag.value, scalars[1].as.ptr.prov.tag.value);
  } else if (!place->object->has_addresses && place->kind == CONCRETE) {
    cr_expect_eq(scalars[0].as.bits[0], scalars[1].as.bits[0]);
    cr_expect_eq(scalars[0].as.bits[1], scalars[1].as.bits[1]);
  }
  (void)twins;
}

static bool wants_values(const airlock_type *type) {
  airlock_kind kind = airlock_type_kind(type);
  return kind == AIRLOCK_BOOL || kind == AIRLOCK_CHAR;
}

static void load(struct twins *twins) {
  size_t index = (size_t)below(twins, twins->num_scalars);
  const airlock_type *type = twins->types[0][index];
  struct place place = choose_place(twins, airlock_type_size(type), airlock_type_align(type));
  if (wants_values(type) && (place.object->has_addresses || place.kind != CONCRETE)) {
    return;
  }
  airlock_scalar scalars[2] = {{.kind = AIRLOCK_UNINIT}, {.kind = AIRLOCK_UNINIT}};
  airlock_status status[2];
  for (size_t side = 0; side < 2; side++) {
    airlock_ptr base = at(pointer_at(&place, side), -24);
    status[side] = airlock_load_at(twins->worlds[side].machine, &scalars[side], &base, 24,
                                   twins->types[side][index]);
  }
  cr_expect_eq(status[0], status[1], "load: %s, %s", airlock_status_name(status[0]),
               airlock_status_name(status[1]));
  expect_same_scalar(twins, &place, scalars);
}

static void check(struct twins *twins) {
  uint64_t size = below(twins, 10);
  uint64_t align = UINT64_C(1) << below(twins, 4);
  airlock_access_kind kind = below(twins, 2) == 0 ? AIRLOCK_READ : AIRLOCK_WRITE;
  struct place place = choose_place(twins, size, align);
  airlock_status status[2];
  for (size_t side = 0; side < 2; side++) {
    status[side] =
        airlock_check(twins->worlds[side].machine, pointer_at(&place, side), size, align, kind);
  }
  cr_expect_eq(status[0], status[1], "check: %s, %s", airlock_status_name(status[0]),
               airlock_status_name(status[1]));
}

static airlock_scalar choose_scalar(struct twins *twins, size_t side, airlock_kind kind,
                                    const struct place *target, uint64_t bits) {
  if (kind == AIRLOCK_POINTER) {
    return airlock_pointer(pointer_at(target, side));
  }
  (void)twins;
  uint64_t size = airlock_kind_size(kind);
  airlock_scalar scalar = {.kind = kind};
  scalar.as.bits[0] = size >= 8 ? bits : bits & ((UINT64_C(1) << size * 8) - 1);
  return scalar;
}

static void store(struct twins *twins) {
  size_t index = (size_t)below(twins, twins->num_scalars);
  const airlock_type *type = twins->types[0][index];
  struct place place = choose_place(twins, airlock_type_size(type), airlock_type_align(type));
  struct place target = choose_place(twins, 8, 8);
  uint64_t bits = below(twins, 2) == 0 ? below(twins, 3) : random_next(&twins->random);
  bool is_uninit = random_one_in(&twins->random, 6);
  airlock_status status[2];
  for (size_t side = 0; side < 2; side++) {
    airlock_scalar scalar = choose_scalar(twins, side, airlock_type_kind(type), &target, bits);
    scalar.kind = is_uninit ? AIRLOCK_UNINIT : scalar.kind;
    airlock_ptr base = at(pointer_at(&place, side), 40);
    status[side] = airlock_store_at(twins->worlds[side].machine, &base, (uint64_t)-40, &scalar,
                                    twins->types[side][index]);
  }
  cr_expect_eq(status[0], status[1], "store: %s, %s", airlock_status_name(status[0]),
               airlock_status_name(status[1]));
  if (airlock_type_kind(type) == AIRLOCK_POINTER) {
    place.object->has_addresses = true;
    if (place.kind != CONCRETE) {
      note_addresses(twins);
    }
  }
}

static void copy(struct twins *twins) {
  size_t index = (size_t)below(twins, twins->num_types + 3);
  bool is_typed = index < twins->num_types;
  const airlock_type *type = is_typed ? twins->types[0][index] : NULL;
  uint64_t size = is_typed ? airlock_type_size(type) : below(twins, 20);
  uint64_t align = is_typed ? airlock_type_align(type) : 1;
  struct place source = choose_place(twins, size, align);
  struct place target = choose_place(twins, size, align);
  bool is_wild = source.kind != CONCRETE || target.kind != CONCRETE;
  if (is_typed && wants_values(type) && (is_wild || source.object->has_addresses)) {
    return;
  }
  airlock_status status[2];
  for (size_t side = 0; side < 2; side++) {
    airlock_machine *machine = twins->worlds[side].machine;
    airlock_ptr from = pointer_at(&source, side);
    airlock_ptr to = pointer_at(&target, side);
    status[side] = is_typed ? airlock_copy_at(machine, &to, 0, &from, 0, twins->types[side][index])
                            : airlock_copy(machine, to, from, size);
  }
  cr_expect_eq(status[0], status[1], "copy: %s, %s", airlock_status_name(status[0]),
               airlock_status_name(status[1]));
  target.object->has_addresses |= source.object->has_addresses;
  if (is_wild) {
    note_addresses(twins);
  }
}

// What changes the state that accesses meet.
static void change(struct twins *twins) {
  uint64_t what = below(twins, 8);
  uint64_t amount = below(twins, 90);
  struct place place = choose_place(twins, amount, 1);
  struct object *object = place.object;
  airlock_status status[2] = {AIRLOCK_OK, AIRLOCK_OK};
  for (size_t side = 0; side < 2; side++) {
    struct world *world = &twins->worlds[side];
    airlock_ptr pointer = pointer_at(&place, side);
    if (what <= 1) {
      status[side] = airlock_fill(world->machine, pointer, 1, amount);
    } else if (what == 2) {
      status[side] = airlock_deinit(world->machine, pointer, amount);
    } else if (what == 3) {
      status[side] = airlock_expose(world->machine, pointer);
    } else if (what == 4) {
      world_cross(world);
    } else if (what == 5 && amount < 15) {
      status[side] = airlock_set_read_only(world->machine, object->pointers[side].prov.alloc);
    } else if (what == 6 && amount < 40) {
      status[side] = airlock_deallocate(world->machine, object->pointers[side], object->size, 8);
    } else if (what == 7) {
      status[side] = airlock_fill(world->machine, object->pointers[side], 0, object->size);
    }
  }
  cr_expect_eq(status[0], status[1], "change %d", (int)what);
  if (what == 6 && amount < 20) {
    make_object(twins, object);
  }
}

static void expect_same_bytes(struct twins *twins) {
  for (size_t i = 0; i < NUM_OBJECTS; i++) {
    const struct object *object = &twins->objects[i];
    for (uint64_t offset = 0; offset < object->size; offset++) {
      airlock_byte bytes[2] = {{0}, {0}};
      airlock_status status[2];
      for (size_t side = 0; side < 2; side++) {
        status[side] = airlock_byte_at(twins->worlds[side].machine, &bytes[side],
                                       at(object->pointers[side], (int64_t)offset));
      }
      bool same = status[0] == status[1] && bytes[0].init == bytes[1].init &&
                  bytes[0].prov.alloc.value == bytes[1].prov.alloc.value &&
                  bytes[0].prov.tag.value == bytes[1].prov.tag.value &&
                  bytes[0].fragment == bytes[1].fragment &&
                  (object->has_addresses || !bytes[0].init || bytes[0].value == bytes[1].value);
      cr_assert(same, "byte %d of an object of %d bytes differs", (int)offset, (int)object->size);
    }
  }
}

static void live(uint64_t seed) {
  struct twins twins;
  begin(&twins, seed);
  for (int step = 0; step < STEPS; step++) {
    uint64_t what = below(&twins, 9);
    if (what <= 1) {
      load(&twins);
    } else if (what <= 3) {
      store(&twins);
    } else if (what <= 5) {
      copy(&twins);
    } else if (what == 6) {
      check(&twins);
    } else {
      change(&twins);
    }
    if (step % 25 == 24) {
      expect_same_bytes(&twins);
      world_check(&twins.worlds[0]);
      world_check(&twins.worlds[1]);
    }
  }
  world_end(&twins.worlds[0]);
  world_end(&twins.worlds[1]);
}

Test(quick, is_the_same_as_the_general_way) {
  for (uint64_t seed = 1; seed <= LIVES; seed++) {
    live(seed);
  }
}
