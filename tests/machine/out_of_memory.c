// SPDX-License-Identifier: MIT
//
// Memory that runs out at every place where the machine asks for some. Each step of a scenario that
// uses all functions of the machine is tried with 0, 1, 2, ... requests granted until it succeeds.
// Every failure on the way must be NO_MEMORY, keep all invariants, and leave memory as it was; in
// the end nothing may be outstanding.
#include "world.h"

#define MOST_OBJECTS 32

// What the scenario knows, so that it can be compared before and after a failure.
struct scenario {
  struct world world;
  airlock_ptr objects[MOST_OBJECTS];
  size_t num_objects;
  uint64_t failures;
};

static uint64_t mix(uint64_t digest, uint64_t value) {
  return (digest ^ value) * UINT64_C(0x100000001b3);
}

static uint64_t digest_of_object(struct scenario *scenario, uint64_t digest, airlock_ptr object) {
  airlock_alloc_info info;
  if (!airlock_alloc_get_info(scenario->world.machine, &info, object.prov.alloc)) {
    return mix(digest, 1);
  }
  digest = mix(mix(digest, info.live), info.exposed);
  digest = mix(mix(digest, info.read_only), info.size);
  const airlock_tag *tags;
  size_t num_tags = airlock_exposed_tags(scenario->world.machine, &tags, object.prov.alloc);
  for (size_t i = 0; i < num_tags; i++) {
    digest = mix(digest, tags[i].value + 1);
  }
  for (uint64_t i = 0; info.live && i < info.size; i++) {
    airlock_byte byte = world_byte(&scenario->world, at(object, (int64_t)i));
    digest = mix(mix(digest, byte.init), byte.prov.alloc.value);
    digest = mix(mix(digest, byte.fragment), byte.image);
    digest = mix(digest, byte.init ? byte.value : 0);
  }
  return digest;
}

static uint64_t digest_of(struct scenario *scenario) {
  uint64_t digest = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < scenario->num_objects; i++) {
    digest = digest_of_object(scenario, digest, scenario->objects[i]);
  }
  airlock_statistics statistics;
  airlock_get_statistics(scenario->world.machine, &statistics);
  digest = mix(mix(digest, statistics.live_allocations), statistics.live_bytes);
  return mix(mix(digest, statistics.exposed_allocations), statistics.total_allocations);
}

// Tries a step until it succeeds.
#define STEP(scenario, call)                                                                       \
  do {                                                                                             \
    struct world *world_ = &(scenario)->world;                                                     \
    uint64_t before_ = digest_of(scenario);                                                        \
    for (uint64_t n_ = 0;; n_++) {                                                                 \
      world_->counting.fail_after = n_;                                                            \
      airlock_status status_ = (call);                                                             \
      world_->counting.fail_after = COUNTING_NEVER_FAILS;                                          \
      world_check(world_);                                                                         \
      if (status_ == AIRLOCK_OK) {                                                                 \
        break;                                                                                     \
      }                                                                                            \
      cr_assert_eq(status_, AIRLOCK_NO_MEMORY, "%s: %s: %s", #call, airlock_status_name(status_),  \
                   airlock_last_report(world_->machine)->message);                                 \
      cr_assert_eq(airlock_last_report(world_->machine)->status, AIRLOCK_NO_MEMORY);               \
      cr_assert_eq(digest_of(scenario), before_, "%s changes something when it fails", #call);     \
      (scenario)->failures++;                                                                      \
    }                                                                                              \
  } while (0)

static airlock_ptr make(struct scenario *scenario, uint64_t size, uint64_t align,
                        airlock_memory_kind kind) {
  airlock_ptr pointer = {77, {{0}, {0}}};
  STEP(scenario, airlock_allocate(scenario->world.machine, &pointer, size, align, kind));
  cr_assert_lt(scenario->num_objects, MOST_OBJECTS);
  scenario->objects[scenario->num_objects++] = pointer;
  return pointer;
}

static void begin(struct scenario *scenario) {
  *scenario = (struct scenario){.num_objects = 0};
  world_begin(&scenario->world);
}

static void end(struct scenario *scenario) {
  world_end(&scenario->world);
}

Test(out_of_memory, while_memory_is_made_and_freed) {
  struct scenario scenario;
  begin(&scenario);
  airlock_machine *m = scenario.world.machine;
  static const uint64_t sizes[] = {0, 1, 16, 100, 1000, 40000, 100000};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    airlock_frame_push(m);
    (void)make(&scenario, sizes[i], 8, AIRLOCK_STACK);
    airlock_ptr heap = make(&scenario, sizes[i], 64, AIRLOCK_HEAP);
    airlock_ptr fixed = make(&scenario, sizes[i], 1, AIRLOCK_STATIC);
    STEP(&scenario, airlock_set_read_only(m, fixed.prov.alloc));
    STEP(&scenario, airlock_deallocate(m, heap, sizes[i], 64));
    scenario.world.counting.fail_after = 0;
    airlock_frame_pop(m);
    scenario.world.counting.fail_after = COUNTING_NEVER_FAILS;
    world_check(&scenario.world);
  }
  cr_expect_gt(scenario.failures, 5);
  end(&scenario);
}

// Each size once: within the inline masks, over them, and over a page of pointers.
static void fill_and_copy(struct scenario *scenario, uint64_t size) {
  struct world *world = &scenario->world;
  airlock_machine *m = world->machine;
  airlock_ptr one = make(scenario, size, 8, AIRLOCK_HEAP);
  airlock_ptr two = make(scenario, size, 8, AIRLOCK_HEAP);
  const airlock_type *pointer_type = type_of(world, AIRLOCK_POINTER);
  const airlock_type *u16 = type_of(world, AIRLOCK_U16);
  const airlock_type *packed = NULL;
  STEP(scenario, airlock_type_packed(m, &packed, pointer_type, 1));
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  uint8_t bytes[8] = {0};
  uint8_t *view = NULL;
  airlock_byte byte;
  int64_t last = (int64_t)size - 8;
  STEP(scenario, airlock_store(m, at(one, 2), airlock_int(AIRLOCK_U16, 7), u16));
  STEP(scenario, airlock_load(m, &scalar, at(one, 2), u16));
  STEP(scenario, airlock_store(m, at(one, 8), airlock_pointer(tagged(two, 3)), pointer_type));
  STEP(scenario, airlock_store(m, at(one, 19), airlock_pointer(one), packed));
  STEP(scenario, airlock_store(m, at(one, last), airlock_pointer(wildcard(one)), packed));
  STEP(scenario, airlock_load(m, &scalar, at(one, 19), packed));
  STEP(scenario, airlock_copy(m, two, one, size));
  STEP(scenario, airlock_copy(m, at(two, 3), one, size - 3));
  STEP(scenario, airlock_copy(m, at(two, 1), at(two, 5), size - 5));
  STEP(scenario, airlock_copy(m, at(two, 5), at(two, 1), size - 5));
  STEP(scenario, airlock_write(m, at(one, 10), bytes, 3));
  STEP(scenario, airlock_deinit(m, at(one, 21), 2));
  STEP(scenario, airlock_fill(m, at(two, 7), 1, size - 9));
  STEP(scenario, airlock_read(m, bytes, at(two, 8), 8));
  STEP(scenario, airlock_view(m, &view, at(one, 1), 5, AIRLOCK_WRITE));
  STEP(scenario, airlock_view(m, &view, at(one, 1), 5, AIRLOCK_READ));
  STEP(scenario, airlock_byte_at(m, &byte, at(one, 1)));
  STEP(scenario, airlock_check(m, one, size, 8, AIRLOCK_WRITE));
  STEP(scenario, airlock_store(m, at(two, 8), airlock_pointer(one), pointer_type));
  STEP(scenario, airlock_copy_typed(m, at(one, 16), at(two, 8), pointer_type));
  STEP(scenario,
       airlock_store(m, at(one, 8), (airlock_scalar){.kind = AIRLOCK_UNINIT}, pointer_type));
  STEP(scenario, airlock_deallocate(m, two, size, 8));
}

Test(out_of_memory, while_bytes_change_their_state) {
  static const uint64_t sizes[] = {48, 64, 65, 600, 1500};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    struct scenario scenario;
    begin(&scenario);
    fill_and_copy(&scenario, sizes[i]);
    cr_expect_gt(scenario.failures, 5);
    end(&scenario);
  }
}

Test(out_of_memory, while_types_signatures_and_functions_are_made) {
  struct scenario scenario;
  begin(&scenario);
  struct world *world = &scenario.world;
  airlock_machine *m = world->machine;
  for (int i = 0; i < 100; i++) {
    char name[20];
    snprintf(name, sizeof name, "T%d", i);
    const airlock_type *array = NULL;
    const airlock_type *record = NULL;
    const airlock_type *layout = NULL;
    const airlock_type *reference = NULL;
    const airlock_type *variant = NULL;
    const airlock_type *raw = NULL;
    const airlock_type *packed = NULL;
    const airlock_signature *signature = NULL;
    uint64_t value = (uint64_t)i;
    airlock_pointer_rules rules = {.name = name,
                                   .kind = AIRLOCK_POINTER,
                                   .nullable = true,
                                   .dereferenceable = true,
                                   .target_size = 8,
                                   .target_align = 8};
    STEP(&scenario, airlock_type_array(m, &array, type_of(world, AIRLOCK_U8), value + 1));
    airlock_field fields[] = {{"a", 0, array}, {NULL, value + 1, type_of(world, AIRLOCK_I8)}};
    STEP(&scenario, airlock_type_struct(m, &record, name, fields, 2));
    STEP(&scenario, airlock_type_layout(m, &layout, name, value + 2, 1, fields, 2));
    STEP(&scenario, airlock_type_pointer(m, &reference, &rules));
    STEP(&scenario, airlock_type_enum(m, &variant, name, AIRLOCK_U8, &value, 1));
    STEP(&scenario, airlock_type_raw(m, &raw, name, 8, 8));
    STEP(&scenario, airlock_type_packed(m, &packed, raw, 2));
    const airlock_type *params[] = {record, reference, variant};
    STEP(&scenario, airlock_signature_new(m, &signature, record, params, 1 + (size_t)i % 3));
    if (i < 20) {
      airlock_ptr code = {0};
      STEP(&scenario, airlock_function_new(m, &code, name, i % 2 == 0 ? signature : NULL, name));
      void *token = NULL;
      STEP(&scenario, airlock_function_at(m, &token, code));
      cr_expect_eq(token, name);
    }
  }
  cr_expect_gt(scenario.failures, 800);
  end(&scenario);
}

Test(out_of_memory, while_memory_is_exposed) {
  struct scenario scenario;
  begin(&scenario);
  struct world *world = &scenario.world;
  airlock_machine *m = world->machine;
  airlock_ptr one = make(&scenario, 100, 8, AIRLOCK_HEAP);
  airlock_ptr two = make(&scenario, 100, 8, AIRLOCK_HEAP);
  airlock_ptr pointer;
  for (uint64_t tag = 0; tag < 20; tag++) {
    STEP(&scenario, airlock_expose(m, tagged(one, tag)));
    STEP(&scenario, airlock_expose(m, tagged(two, 19 - tag)));
  }
  STEP(&scenario, airlock_ptr_from_exposed(m, &pointer, one.address));
  STEP(&scenario, airlock_ptr_offset(m, &pointer, pointer, 4));
  world_cross(world);
  airlock_alloc_id alloc;
  uint64_t offset;
  STEP(&scenario, airlock_resolve(m, &alloc, &offset, pointer));
  const airlock_type *u32 = type_of(world, AIRLOCK_U32);
  STEP(&scenario, airlock_store(m, pointer, airlock_int(AIRLOCK_U32, 1), u32));
  STEP(&scenario, airlock_copy(m, at(two, 3), pointer, 50));
  STEP(&scenario,
       airlock_store(m, at(two, 8), airlock_pointer(one), type_of(world, AIRLOCK_POINTER)));
  STEP(&scenario, airlock_copy(m, at(one, 1), at(two, 5), 30));
  cr_expect_gt(scenario.failures, 5);
  end(&scenario);
}

// The whole of a machine's life, cut short by the first failure; whatever was made by then goes.
static bool live_and_die(uint64_t granted) {
  struct world world = {.machine = NULL};
  airlock_config config = world_config(&world);
  world.counting.fail_after = granted;
  airlock_status status = airlock_machine_new(&world.machine, &config);
  if (status != AIRLOCK_OK) {
    cr_assert_eq(status, AIRLOCK_NO_MEMORY);
    cr_assert(counting_is_clean(&world.counting));
    return false;
  }
  airlock_machine *m = world.machine;
  airlock_ptr one = {0};
  airlock_ptr two = {0};
  airlock_ptr code = {0};
  const airlock_type *record = NULL;
  const airlock_signature *signature = NULL;
  const airlock_type *pointer_type = airlock_type_scalar(m, AIRLOCK_POINTER);
  airlock_field fields[] = {{"flag", 0, airlock_type_scalar(m, AIRLOCK_BOOL)},
                            {"next", 0, pointer_type}};
#define TRY(call) status = status == AIRLOCK_OK ? (call) : status
  TRY(airlock_allocate(m, &one, 200, 8, AIRLOCK_HEAP));
  TRY(airlock_allocate(m, &two, 200, 8, AIRLOCK_STACK));
  TRY(airlock_type_struct(m, &record, "Node", fields, 2));
  TRY(airlock_fill(m, at(one, 1), 1, 198));
  TRY(airlock_store(m, at(one, 8), airlock_pointer(tagged(two, 5)), pointer_type));
  TRY(airlock_copy(m, at(two, 3), one, 100));
  TRY(airlock_copy(m, at(two, 7), at(two, 3), 100));
  TRY(airlock_fill(m, at(one, 0), 1, 1));
  TRY(airlock_copy_typed(m, at(two, 16), one, record));
  TRY(airlock_signature_new(m, &signature, record, &record, 1));
  TRY(airlock_function_new(m, &code, "f", signature, NULL));
  TRY(airlock_expose(m, tagged(one, 9)));
  TRY(exposure_prepare(m) ? AIRLOCK_OK : AIRLOCK_NO_MEMORY);
#undef TRY
  cr_assert(status == AIRLOCK_OK || status == AIRLOCK_NO_MEMORY);
  world_end(&world);
  return status == AIRLOCK_OK;
}

Test(out_of_memory, at_any_time_of_a_machines_life_leaks_nothing) {
  uint64_t granted = 0;
  while (!live_and_die(granted)) {
    granted++;
  }
  cr_expect_gt(granted, 40);
}
