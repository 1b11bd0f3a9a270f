// SPDX-License-Identifier: MIT
//
// Memory runs out at every single request, once each.
//
// The scenario is a list of small operations that use each part of the library. It is run again and
// again; in round N the Nth request of the whole scenario is refused, alone or with all that follow
// in the same operation. The operation that needed it must fail with NO_MEMORY and leave the
// machine sound; then memory is back, and the same operation must succeed, and so must all that
// follow. A round in which nothing was refused ends the test. At the end of each round everything
// has been given back.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"
#include "machine/machine.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// What the operations work on.
struct scene {
  airlock_machine *machine;
  const airlock_type *array;
  const airlock_type *pair; // {pointer, u64}
  const airlock_type *reference;
  const airlock_type *color;
  const airlock_type *large;
  const airlock_type *nested;
  const airlock_signature *read;
  const airlock_signature *slice;
  const airlock_signature *wide;
  const airlock_signature *callback;
  const airlock_callee *reader;
  const airlock_callee *summer;
  const airlock_callee *echo;
  airlock_ptr block;  // 600 bytes.
  airlock_ptr target; // 16 bytes.
  airlock_ptr place;  // 2400 bytes.
  airlock_ptr function;
};

static struct counting_allocator counting;
static uint64_t refused_alone; // The one request that is refused while all others are granted.
static struct scene scene;

static void *allocate(void *context, size_t size) {
  if (counting.requests == refused_alone && counting.refused == 0) {
    counting.requests++;
    counting.refused++;
    return NULL;
  }
  return counting_allocate(context, size);
}

static void *resize(void *context, void *memory, size_t old_size, size_t new_size) {
  void *moved = allocate(context, new_size);
  if (moved != NULL) {
    memcpy(moved, memory, old_size < new_size ? old_size : new_size);
    counting_release(context, memory, old_size);
  }
  return moved;
}
static char folder[64]; // With two links to libraries in it.

static void make_folder(void) {
  char path[128];
  snprintf(folder, sizeof folder, "/tmp/airlock-memory-XXXXXX");
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/1.so", folder);
  cr_assert_eq(symlink(FIXTURE_PATH("order_a"), path), 0);
  snprintf(path, sizeof path, "%s/2.so", folder);
  cr_assert_eq(symlink(FIXTURE_PATH("order_b"), path), 0);
}

static void remove_folder(void) {
  char path[128];
  snprintf(path, sizeof path, "%s/1.so", folder);
  (void)remove(path);
  snprintf(path, sizeof path, "%s/2.so", folder);
  (void)remove(path);
  (void)rmdir(folder);
}

TestSuite(out_of_memory, .init = make_folder, .fini = remove_folder);

static airlock_ptr with_tag(airlock_ptr pointer, uint64_t tag) {
  pointer.prov.tag.value = tag;
  return pointer;
}

static airlock_ptr at(airlock_ptr pointer, uint64_t offset) {
  return airlock_ptr_wrapping_add(pointer, offset);
}

// -------------------------------------------------------------------------------------------------
// operations: each can be done again after it failed

static airlock_status make_machine(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = (airlock_allocator){&counting, allocate, resize, counting_release};
  config.address_space = UINT64_C(16) << 20;
  return airlock_machine_new(&scene.machine, &config);
}

static airlock_status make_array_type(void) {
  return airlock_type_array(scene.machine, &scene.array,
                            airlock_type_scalar(scene.machine, AIRLOCK_U64), 300);
}

static airlock_status make_pair_type(void) {
  const airlock_field fields[] = {
      {"target", 0, airlock_type_scalar(scene.machine, AIRLOCK_POINTER)},
      {"length", 0, airlock_type_scalar(scene.machine, AIRLOCK_U64)}};
  return airlock_type_struct(scene.machine, &scene.pair, "pair", fields, 2);
}

static airlock_status make_large_type(void) {
  const airlock_field field = {"elements", 0, scene.array};
  return airlock_type_struct(scene.machine, &scene.large, "large", &field, 1);
}

static airlock_status make_pointer_type(void) {
  const airlock_pointer_rules rules = {.name = "&u64",
                                       .kind = AIRLOCK_POINTER,
                                       .dereferenceable = true,
                                       .target_size = 8,
                                       .target_align = 8};
  return airlock_type_pointer(scene.machine, &scene.reference, &rules);
}

static airlock_status make_enum_type(void) {
  static const uint64_t values[] = {1, 2, 3};
  return airlock_type_enum(scene.machine, &scene.color, "Color", AIRLOCK_U8, values, 3);
}

static airlock_status make_layout_type(void) {
  const airlock_type *type;
  const airlock_field field = {"color", 1, scene.color};
  return airlock_type_layout(scene.machine, &type, "layout", 4, 1, &field, 1);
}

static airlock_status make_raw_type(void) {
  const airlock_type *type;
  return airlock_type_raw(scene.machine, &type, "raw", 24, 8);
}

static airlock_status make_packed_type(void) {
  const airlock_type *type;
  return airlock_type_packed(scene.machine, &type, scene.pair, 1);
}

static airlock_status open_library(void) {
  return airlock_open_library(scene.machine, FIXTURE_PATH("memory"));
}

static airlock_status open_another_library(void) {
  return airlock_open_library(scene.machine, FIXTURE_PATH("structs"));
}

static airlock_status open_folder(void) {
  return airlock_open_library(scene.machine, folder);
}

static airlock_status make_read_signature(void) {
  return airlock_signature_new(scene.machine, &scene.read, scene.reference, &scene.reference, 1);
}

static airlock_status make_slice_signature(void) {
  const airlock_type *i64 = airlock_type_scalar(scene.machine, AIRLOCK_I64);
  return airlock_signature_new(scene.machine, &scene.slice, i64, &scene.pair, 1);
}

static airlock_status make_wide_signature(void) {
  return airlock_signature_new(scene.machine, &scene.wide, scene.large, &scene.large, 1);
}

static airlock_status bind_reader(void) {
  return airlock_bind(scene.machine, &scene.reader, "read_pointer", scene.read);
}

static airlock_status bind_summer(void) {
  return airlock_bind(scene.machine, &scene.summer, "sum_pointer_slice", scene.slice);
}

static airlock_status bind_echo(void) {
  return airlock_bind(scene.machine, &scene.echo, "echo_longs_300", scene.wide);
}

static airlock_status allocate_block(void) {
  return airlock_allocate(scene.machine, &scene.block, 600, 8, AIRLOCK_HEAP);
}

static airlock_status allocate_target(void) {
  return airlock_allocate(scene.machine, &scene.target, 16, 8, AIRLOCK_STACK);
}

static airlock_status allocate_place(void) {
  return airlock_allocate(scene.machine, &scene.place, 2400, 8, AIRLOCK_STATIC);
}

static airlock_status fill_some(void) {
  return airlock_fill(scene.machine, at(scene.block, 8), 0, 24);
}

static airlock_status fill_target(void) {
  return airlock_fill(scene.machine, scene.target, 1, 16);
}

static airlock_status fill_place(void) {
  return airlock_fill(scene.machine, scene.place, 1, 2400);
}

static const airlock_type *pointer_type(void) {
  return airlock_type_scalar(scene.machine, AIRLOCK_POINTER);
}

static airlock_status store_pointer(void) {
  return airlock_store(scene.machine, scene.block,
                       airlock_pointer(with_tag(at(scene.target, 8), 3)), pointer_type());
}

static airlock_status store_in_the_second_page(void) {
  return airlock_store(scene.machine, at(scene.block, 512),
                       airlock_pointer(with_tag(scene.target, 4)), pointer_type());
}

static airlock_status break_pointer(void) {
  return airlock_fill(scene.machine, at(scene.block, 515), 0, 1);
}

static airlock_status copy_shifted(void) {
  return airlock_copy(scene.machine, at(scene.block, 101), scene.block, 8);
}

static airlock_status copy_overlapping(void) {
  return airlock_copy(scene.machine, at(scene.block, 104), at(scene.block, 96), 40);
}

static airlock_status copy_typed(void) {
  return airlock_copy_typed(scene.machine, at(scene.block, 200), scene.block, scene.pair);
}

static airlock_status deinit_a_part(void) {
  return airlock_deinit(scene.machine, at(scene.place, 100), 1);
}

static airlock_status init_it_again(void) {
  return airlock_fill(scene.machine, at(scene.place, 100), 1, 1);
}

static airlock_status expose_with_a_tag(void) {
  return airlock_expose(scene.machine, with_tag(scene.block, 7));
}

static airlock_status expose_with_another_tag(void) {
  return airlock_expose(scene.machine, with_tag(scene.block, 8));
}

static airlock_status make_callback_type(void) {
  const airlock_field field = {"pair", 0, scene.pair};
  return airlock_type_struct(scene.machine, &scene.nested, "nested", &field, 1);
}

static airlock_status make_callback_signature(void) {
  return airlock_signature_new(scene.machine, &scene.callback, scene.nested, &scene.nested, 1);
}

// The first to need the signature prepared.
static airlock_status make_function(void) {
  return airlock_function_new(scene.machine, &scene.function, "callback", scene.callback, &scene);
}

static airlock_status make_bare_function(void) {
  airlock_ptr function;
  return airlock_function_new(scene.machine, &function, "bare", NULL, &scene);
}

static airlock_status call_reader(void) {
  airlock_scalar arg = airlock_pointer(with_tag(scene.block, 9));
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_call(scene.machine, scene.reader, &arg, 1, &result);
  cr_expect(status != AIRLOCK_OK || result.as.ptr.address == scene.target.address + 8);
  return status;
}

static airlock_status store_slice(void) {
  return airlock_store(scene.machine, at(scene.place, 800),
                       airlock_pointer(with_tag(scene.target, 11)), pointer_type());
}

static airlock_status store_length(void) {
  return airlock_store(scene.machine, at(scene.place, 808), airlock_int(AIRLOCK_U64, 2),
                       airlock_type_scalar(scene.machine, AIRLOCK_U64));
}

static airlock_status call_summer(void) {
  airlock_scalar arg = airlock_pointer(at(scene.place, 800));
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_call(scene.machine, scene.summer, &arg, 1, &result);
  cr_expect(status != AIRLOCK_OK || result.as.bits[0] == 0x02020202);
  return status;
}

static airlock_status call_echo(void) {
  airlock_scalar arg = airlock_pointer(scene.place);
  airlock_scalar place = airlock_pointer(scene.place);
  return airlock_call(scene.machine, scene.echo, &arg, 1, &place);
}

static airlock_status store_into_stale_memory(void) {
  return airlock_store(scene.machine, at(scene.block, 301), airlock_int(AIRLOCK_U8, 5),
                       airlock_type_scalar(scene.machine, AIRLOCK_U8));
}

static airlock_status store_pointer_into_stale_memory(void) {
  return airlock_store(scene.machine, at(scene.block, 304),
                       airlock_pointer(with_tag(scene.function, 2)), pointer_type());
}

static airlock_status store_wildcard(void) {
  airlock_ptr wild = {scene.target.address, airlock_prov_wildcard()};
  return airlock_store(scene.machine, at(scene.place, 1000), airlock_pointer(wild), pointer_type());
}

static uint64_t foreign_words[20];

static airlock_ptr wild(const void *memory) {
  return (airlock_ptr){(uint64_t)(uintptr_t)memory, airlock_prov_wildcard()};
}

static airlock_status read_foreign(void) {
  uint8_t bytes[8];
  return airlock_read(scene.machine, bytes, wild(foreign_words), sizeof bytes);
}

static airlock_status read_much_foreign(void) {
  uint8_t bytes[sizeof foreign_words];
  return airlock_read(scene.machine, bytes, wild(foreign_words), sizeof bytes);
}

static airlock_status store_pointer_into_foreign(void) {
  return airlock_store(scene.machine, wild(&foreign_words[1]),
                       airlock_pointer(with_tag(scene.target, 12)), pointer_type());
}

static airlock_status copy_to_foreign(void) {
  return airlock_copy(scene.machine, wild(foreign_words), at(scene.place, 1000),
                      sizeof foreign_words);
}

static airlock_status meet_an_argument(void) {
  uint8_t byte;
  return airlock_read(scene.machine, &byte, wild(program_invocation_name), 1);
}

static airlock_status meet_a_variable(void) {
  airlock_symbol symbol;
  uint8_t byte;
  airlock_status status =
      airlock_symbol_find(scene.machine, &symbol, AIRLOCK_PROCESS, "optind", strlen("optind"));
  return status == AIRLOCK_OK
             ? airlock_read(scene.machine, &byte, wild((void *)(uintptr_t)symbol.address), 1)
             : status;
}

static void keep(void *context, void *memory, uint64_t size) {
  (void)context;
  (void)memory;
  (void)size;
}

static airlock_status adopt(void) {
  static uint8_t memory[8];
  airlock_ptr pointer;
  const airlock_adoption adoption = {.owner = "the test", .release = keep};
  return airlock_adopt(scene.machine, &pointer, wild(memory).address, sizeof memory, &adoption);
}

static airlock_status adopt_and_disown(void) {
  static char text[] = "text";
  airlock_ptr pointer;
  const airlock_adoption adoption = {.owner = "another", .release = keep};
  airlock_status status =
      airlock_adopt_text(scene.machine, &pointer, wild(text).address, &adoption);
  return status == AIRLOCK_OK ? airlock_disown(scene.machine, pointer.prov.alloc) : status;
}

static airlock_status free_block(void) {
  return airlock_deallocate(scene.machine, scene.block, 600, 8);
}

struct operation {
  const char *name;
  airlock_status (*function)(void);
};

#define OPERATION(function)                                                                        \
  { #function, function }
static const struct operation operations[] = {
    OPERATION(make_machine),
    OPERATION(make_array_type),
    OPERATION(make_pair_type),
    OPERATION(make_large_type),
    OPERATION(make_pointer_type),
    OPERATION(make_enum_type),
    OPERATION(make_layout_type),
    OPERATION(make_raw_type),
    OPERATION(make_packed_type),
    OPERATION(open_library),
    OPERATION(open_another_library),
    OPERATION(open_folder),
    OPERATION(make_read_signature),
    OPERATION(make_slice_signature),
    OPERATION(make_wide_signature),
    OPERATION(bind_reader),
    OPERATION(bind_summer),
    OPERATION(bind_echo),
    OPERATION(allocate_block),
    OPERATION(allocate_target),
    OPERATION(allocate_place),
    OPERATION(fill_some),
    OPERATION(fill_target),
    OPERATION(fill_place),
    OPERATION(store_pointer),
    OPERATION(store_in_the_second_page),
    OPERATION(break_pointer),
    OPERATION(copy_shifted),
    OPERATION(copy_overlapping),
    OPERATION(copy_typed),
    OPERATION(deinit_a_part),
    OPERATION(init_it_again),
    OPERATION(expose_with_a_tag),
    OPERATION(expose_with_another_tag),
    OPERATION(make_callback_type),
    OPERATION(make_callback_signature),
    OPERATION(make_function),
    OPERATION(make_bare_function),
    OPERATION(call_reader),
    OPERATION(store_slice),
    OPERATION(store_length),
    OPERATION(call_summer),
    OPERATION(call_echo),
    OPERATION(store_into_stale_memory),
    OPERATION(store_pointer_into_stale_memory),
    OPERATION(store_wildcard),
    OPERATION(call_reader),
    OPERATION(read_foreign),
    OPERATION(read_much_foreign),
    OPERATION(store_pointer_into_foreign),
    OPERATION(copy_to_foreign),
    OPERATION(meet_an_argument),
    OPERATION(meet_a_variable),
    OPERATION(adopt),
    OPERATION(adopt_and_disown),
    OPERATION(free_block),
};
#define NUM_OPERATIONS (sizeof operations / sizeof operations[0])

// Bytes as the machine sees them, to tell whether a failed operation changed any.
struct picture {
  airlock_byte block[600];
  airlock_byte place[2400];
};

static struct picture before;
static struct picture after;

static void look(airlock_byte *bytes, airlock_ptr pointer, uint64_t size) {
  airlock_alloc_info info;
  bool is_live = pointer.address != 0 &&
                 airlock_alloc_get_info(scene.machine, &info, pointer.prov.alloc) && info.live;
  for (uint64_t i = 0; i < size && is_live; i++) {
    cr_assert_ok(scene.machine, airlock_byte_at(scene.machine, &bytes[i], at(pointer, i)));
  }
}

static void take_picture(struct picture *picture) {
  memset(picture, 0, sizeof *picture);
  if (scene.machine != NULL) {
    look(picture->block, scene.block, 600);
    look(picture->place, scene.place, 2400);
  }
}

static bool same_byte(const airlock_byte *left, const airlock_byte *right) {
  return left->value == right->value && left->init == right->init &&
         left->prov.alloc.value == right->prov.alloc.value &&
         left->prov.tag.value == right->prov.tag.value && left->fragment == right->fragment &&
         left->image == right->image;
}

static void expect_same_picture(const char *name) {
  for (size_t i = 0; i < 600; i++) {
    cr_assert(same_byte(&before.block[i], &after.block[i]), "%s changed byte %zu", name, i);
  }
  for (size_t i = 0; i < 2400; i++) {
    cr_assert(same_byte(&before.place[i], &after.place[i]), "%s changed byte %zu", name, i);
  }
}

static void expect_sound(const char *name) {
  const char *broken = scene.machine != NULL ? airlock_memory_check(scene.machine) : NULL;
  cr_assert(broken == NULL, "%s: %s", name, broken);
}

// Does one operation; when it fails, does it again with memory.
static void perform(const struct operation *operation, uint64_t round, bool looks) {
  airlock_statistics then = {0};
  airlock_statistics now = {0};
  bool was_refused = counting.refused > 0;
  uint64_t epoch = 0;
  if (scene.machine != NULL) {
    airlock_get_statistics(scene.machine, &then);
    epoch = scene.machine->epoch;
  }
  airlock_status status = operation->function();
  bool is_refused = counting.refused > 0 && !was_refused;
  cr_assert_eq(status, is_refused ? AIRLOCK_NO_MEMORY : AIRLOCK_OK, "round %llu: %s: %s",
               (unsigned long long)round, operation->name, airlock_status_name(status));
  if (!is_refused) {
    return;
  }
  counting.fail_after = COUNTING_NEVER_FAILS;
  expect_sound(operation->name);
  if (scene.machine != NULL) {
    airlock_get_statistics(scene.machine, &now);
    cr_assert_eq(airlock_last_report(scene.machine)->status, AIRLOCK_NO_MEMORY);
    cr_assert_eq(then.live_allocations, now.live_allocations, "%s", operation->name);
    cr_assert_eq(then.native_calls, now.native_calls, "%s", operation->name);
    cr_assert_eq(scene.machine->epoch, epoch, "%s", operation->name);
  }
  if (scene.machine != NULL && looks) {
    take_picture(&after);
    expect_same_picture(operation->name);
  }
  status = operation->function();
  cr_assert_eq(status, AIRLOCK_OK, "round %llu: %s again: %s", (unsigned long long)round,
               operation->name, airlock_status_name(status));
}

// One round: returns whether a request was refused. Looking at bytes before each operation shows
// whether a failure changes any; not looking leaves memory stale for the operation to find.
static bool play(uint64_t round, bool looks, bool alone) {
  counting = counting_begin();
  refused_alone = alone ? round : UINT64_MAX;
  memset(&scene, 0, sizeof scene);
  uint64_t granted = round;
  for (size_t i = 0; i < NUM_OPERATIONS; i++) {
    if (counting.refused == 0 && looks) {
      take_picture(&before);
    }
    uint64_t requests = counting.requests;
    counting.fail_after = counting.refused == 0 && !alone ? granted : COUNTING_NEVER_FAILS;
    perform(&operations[i], round, looks);
    counting.fail_after = COUNTING_NEVER_FAILS;
    granted -= counting.refused == 0 ? counting.requests - requests : 0;
    expect_sound(operations[i].name);
  }
  airlock_machine_free(scene.machine);
  cr_assert(counting_is_clean(&counting), "round %llu: %llu blocks leak, %llu mistakes",
            (unsigned long long)round, (unsigned long long)counting.blocks,
            (unsigned long long)counting.mistakes);
  return counting.refused > 0;
}

Test(out_of_memory, each_request_may_be_the_one_that_is_refused) {
  for (unsigned way = 0; way < 4; way++) {
    uint64_t round = 0;
    while (play(round, (way & 1) != 0, (way & 2) != 0)) {
      round++;
    }
    cr_expect_gt(round, 80, "only %llu requests", (unsigned long long)round);
  }
}

// Without memory from some request on, for good: everything fails or works, and nothing leaks.
Test(out_of_memory, memory_may_be_gone_for_good) {
  refused_alone = UINT64_MAX;
  for (uint64_t round = 0; round < 200; round++) {
    counting = counting_begin();
    memset(&scene, 0, sizeof scene);
    cr_assert_eq(make_machine(), AIRLOCK_OK);
    counting.fail_after = round;
    bool goes_on = true;
    for (size_t i = 1; i < NUM_OPERATIONS && goes_on; i++) {
      airlock_status status = operations[i].function();
      cr_assert(status == AIRLOCK_OK || status == AIRLOCK_NO_MEMORY, "%s: %s", operations[i].name,
                airlock_status_name(status));
      goes_on = status == AIRLOCK_OK;
      expect_sound(operations[i].name);
    }
    counting.fail_after = COUNTING_NEVER_FAILS;
    airlock_machine_free(scene.machine);
    cr_assert(counting_is_clean(&counting), "round %llu", (unsigned long long)round);
  }
}

// Many tags, one after the other: the lists grow in the middle of an exposure.
Test(out_of_memory, tags_run_out_of_memory_in_the_middle_of_a_crossing) {
  refused_alone = UINT64_MAX;
  for (uint64_t round = 0; round < 40; round++) {
    counting = counting_begin();
    memset(&scene, 0, sizeof scene);
    for (size_t i = 0; i < NUM_OPERATIONS && operations[i].function != call_reader; i++) {
      cr_assert_eq(operations[i].function(), AIRLOCK_OK, "%s", operations[i].name);
    }
    for (uint64_t i = 0; i < 20; i++) {
      airlock_ptr pointer = with_tag(scene.target, 100 + i);
      cr_assert_ok(scene.machine, airlock_store(scene.machine, at(scene.block, 8 * i + 8),
                                                airlock_pointer(pointer), pointer_type()));
    }
    counting.fail_after = round;
    airlock_status status = call_reader();
    cr_assert(status == AIRLOCK_OK || status == AIRLOCK_NO_MEMORY);
    counting.fail_after = COUNTING_NEVER_FAILS;
    expect_sound("call");
    cr_assert_eq(call_reader(), AIRLOCK_OK);
    const airlock_tag *tags;
    cr_assert_geq(airlock_exposed_tags(scene.machine, &tags, scene.target.prov.alloc), 20);
    expect_sound("call again");
    airlock_machine_free(scene.machine);
    cr_assert(counting_is_clean(&counting));
  }
}
