// SPDX-License-Identifier: MIT
//
// The oracle: the machine, which prepares native calls lazily, against a model that does it eagerly
// (eager_model.h), on generated programs.
//
// A program is a list of numbers. Each is the seed of one step; what the step does follows from its
// seed and from the memory as it is then, so a program stays one when steps are left out, and a
// program that fails is shortened that way before it is shown. After each step the statuses are
// compared, and now and then a few bytes; every so often, and at the end, all bytes of all
// allocations and the exposed set. Looking at a byte synchronises its allocation, so there are
// programs that look often and programs that look once. Weights of the steps differ from program to
// program, so that some do one thing over and over.
//
// What guards the rules of machine/exposure.h:
//
//   R1 stale               calls whose script writes, looked at later, and after more calls
//   R2 synchronise first   each access after a call: stores and copies that cover a part of stale
//                          memory, copies out of it, loads, views, byte_at
//   R3 first exposure,     expose and pass the same memory again with another tag, after a call
//      exposing again      wrote it and before anything looked at it; pointers stored before the
//                          exposure
//   R4 stored provenance   pointers with tags, stored, and copied (typed or not, by fragments) into
//                          memory that is exposed already; results stored by a call
//   R5 the crossing        pointers as arguments, in by-value structs, and in chains of memory,
//                          which the script of the same call writes through; results, which are
//                          written afterwards; calls that are refused at an argument or by a
//                          denied warning and must change nothing
//   R6 read-only, freeing  set_read_only on stale and on pending memory, frees of pending memory,
//                          stack memory that ends with its frame
//   R7 births              fresh stack and heap memory at addresses that were exposed before
//
// To see one program again: set AIRLOCK_ORACLE_SEED to the number printed.
#define _GNU_SOURCE
#include "eager_model.h"

#include "../random.h"
#include "fixture.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#define NUM_PROGRAMS 4000
#define MAX_STEPS 160
#define MAX_LIVE 16
#define MAX_ACTIONS 8
#define NUM_KEPT 8
#define TEXT_SIZE 65536

// Types, as the model knows them; the scalar ones first. `oracle_types` makes the machine's.
enum type_index {
  TYPE_U8,
  TYPE_U16,
  TYPE_U32,
  TYPE_U64,
  TYPE_BOOL,
  TYPE_POINTER,
  TYPE_NON_NULL,
  TYPE_PACKED_U64,
  TYPE_PACKED_POINTER,
  NUM_SCALAR_TYPES,
  TYPE_U8_POINTER = NUM_SCALAR_TYPES,
  TYPE_OPERANDS,
  TYPE_U32_U8,
  TYPE_BYTES,
  TYPE_POINTERS,
  TYPE_RAW,
  TYPE_RAGGED,
  NUM_TYPES,
};

static const struct model_type model_types[NUM_TYPES] = {
    [TYPE_U8] = {"u8", 1, 1, 1, {{MODEL_INTEGER, 0, 1}}},
    [TYPE_U16] = {"u16", 2, 2, 1, {{MODEL_INTEGER, 0, 2}}},
    [TYPE_U32] = {"u32", 4, 4, 1, {{MODEL_INTEGER, 0, 4}}},
    [TYPE_U64] = {"u64", 8, 8, 1, {{MODEL_INTEGER, 0, 8}}},
    [TYPE_BOOL] = {"bool", 1, 1, 1, {{MODEL_BOOL, 0, 1}}},
    [TYPE_POINTER] = {"pointer", 8, 8, 1, {{MODEL_POINTER, 0, 8}}},
    [TYPE_NON_NULL] = {"NonNull", 8, 8, 1, {{MODEL_NON_NULL, 0, 8}}},
    [TYPE_PACKED_U64] = {"packed u64", 8, 1, 1, {{MODEL_INTEGER, 0, 8}}},
    [TYPE_PACKED_POINTER] = {"packed pointer", 8, 1, 1, {{MODEL_POINTER, 0, 8}}},
    [TYPE_U8_POINTER] = {"u8_pointer", 16, 8, 2, {{MODEL_INTEGER, 0, 1}, {MODEL_POINTER, 8, 8}}},
    [TYPE_OPERANDS] = {"operands",
                       24,
                       8,
                       3,
                       {{MODEL_POINTER, 0, 8}, {MODEL_INTEGER, 8, 8}, {MODEL_POINTER, 16, 8}}},
    [TYPE_U32_U8] = {"u32_u8", 8, 4, 2, {{MODEL_INTEGER, 0, 4}, {MODEL_INTEGER, 4, 1}}},
    [TYPE_BYTES] = {"bytes", 24, 1, 1, {{MODEL_INTEGER, 0, 24}}},
    [TYPE_POINTERS] = {"pointers", 16, 8, 2, {{MODEL_POINTER, 0, 8}, {MODEL_POINTER, 8, 8}}},
    [TYPE_RAW] = {"raw", 19, 1, 1, {{MODEL_RAW, 0, 19}}},
    [TYPE_RAGGED] = {"ragged", 14, 1, 2, {{MODEL_BOOL, 0, 1}, {MODEL_POINTER, 3, 8}}},
};

enum callee_index { CALL_RUN, CALL_RUN_WITH, CALL_RUN_AND_ANSWER, NUM_CALLEES };

// One exposure that the machine told of.
struct exposure {
  airlock_prov prov;
};

// One run of a program.
struct run {
  airlock_machine *machine;
  const airlock_type *types[NUM_TYPES];
  const airlock_callee *callees[NUM_CALLEES];
  struct random random; // Of the step at hand.
  uint64_t seed;        // Of the program, for what holds for all of it.
  bool denies_sharing;
  uint64_t looks;             // A few bytes are compared after one step in so many.
  uint64_t comparisons;       // Everything is compared after so many steps.
  airlock_ptr kept[NUM_KEPT]; // Pointers that were loaded, cast or returned lately.
  size_t next_kept;
  struct exposure exposures[MODEL_MAX_ALLOCATIONS * MODEL_MAX_TAGS];
  size_t num_exposures;
  uint64_t num_calls;
  bool failed;
  bool hung;
  bool talks; // The steps are written down in `text`.
  size_t used;
  char text[TEXT_SIZE];
};

static struct run run;
static struct model model;
static uint64_t foreign_word; // Memory that no machine made.

// ----------------------------------------------------------------------------- saying what happens

static void vsay(const char *format, va_list args) {
  if (run.used < TEXT_SIZE - 1) {
    int length = vsnprintf(run.text + run.used, TEXT_SIZE - run.used, format, args);
    run.used += length > 0 ? (size_t)length : 0;
    run.used = run.used < TEXT_SIZE ? run.used : TEXT_SIZE - 1;
  }
}

// Notes what a step does.
static void say(const char *format, ...) AIRLOCK_PRINTF(1, 2);
static void say(const char *format, ...) {
  if (run.talks) {
    va_list args;
    va_start(args, format);
    vsay(format, args);
    va_end(args);
  }
}

// The machine and the model differ.
static void differ(const char *format, ...) AIRLOCK_PRINTF(1, 2);
static void differ(const char *format, ...) {
  if (!run.failed) {
    run.failed = true;
    va_list args;
    va_start(args, format);
    vsay(format, args);
    va_end(args);
  }
}

static void expect_status(airlock_status status, airlock_status expected) {
  if (!model_same_status(expected, status)) {
    differ("    the status is %s (%s), expected %s\n", airlock_status_name(status),
           airlock_last_report(run.machine)->message, airlock_status_name(expected));
  }
}

// Allocations are named by their number in the model.
struct pointer_name {
  char text[64];
};

static struct pointer_name name_of(airlock_ptr pointer) {
  struct pointer_name out;
  const struct model_allocation *allocation =
      model_is_concrete(pointer.prov) ? model_find(&model, pointer.prov.alloc) : NULL;
  if (allocation != NULL) {
    snprintf(out.text, sizeof out.text, "a%d%+lld#%llu", (int)(allocation - model.allocations),
             (long long)(pointer.address - allocation->base),
             (unsigned long long)pointer.prov.tag.value);
    return out;
  }
  int near = -1;
  for (int i = 0; i < (int)model.num_allocations; i++) {
    uint64_t offset = pointer.address - model.allocations[i].base + 16;
    near = offset < model.allocations[i].size + 32 ? i : near;
  }
  const char *kind = model_is_wild(pointer.prov) ? "wildcard" : "none";
  if (near < 0) {
    snprintf(out.text, sizeof out.text, "0x%llx[%s]", (unsigned long long)pointer.address, kind);
  } else {
    snprintf(out.text, sizeof out.text, "(a%d%+lld)[%s]", near,
             (long long)(pointer.address - model.allocations[near].base), kind);
  }
  return out;
}

// --------------------------------------------------------------------------------------- comparing

static void compare_byte(const struct model_allocation *allocation, uint64_t offset) {
  const airlock_byte *expected = &allocation->bytes[offset];
  airlock_ptr pointer = {allocation->base + offset, {allocation->id, {0}}};
  airlock_byte byte;
  airlock_status status = airlock_byte_at(run.machine, &byte, pointer);
  expect_status(status, AIRLOCK_OK);
  if (status != AIRLOCK_OK) {
    return;
  }
  bool same = byte.init == expected->init && model_same_prov(byte.prov, expected->prov) &&
              (!byte.init || byte.value == expected->value);
  bool has_parts = model_is_concrete(expected->prov);
  same = same &&
         (!has_parts || (byte.fragment == expected->fragment && byte.image == expected->image));
  if (!same) {
    airlock_ptr found = {byte.image, byte.prov};
    airlock_ptr wanted = {expected->image, expected->prov};
    differ("    a%d+%llu is %02x %s %s [%u], expected %02x %s %s [%u]\n",
           (int)(allocation - model.allocations), (unsigned long long)offset, byte.value,
           byte.init ? "init" : "uninit", name_of(found).text, byte.fragment, expected->value,
           expected->init ? "init" : "uninit", name_of(wanted).text, expected->fragment);
  }
}

static bool holds_tag(const struct model_allocation *allocation, airlock_tag tag) {
  for (size_t i = 0; i < allocation->num_tags; i++) {
    if (allocation->tags[i].value == tag.value) {
      return true;
    }
  }
  return false;
}

static size_t count_exposures(airlock_alloc_id id) {
  size_t count = 0;
  for (size_t i = 0; i < run.num_exposures; i++) {
    count += run.exposures[i].prov.alloc.value == id.value;
  }
  return count;
}

static void compare_allocation(const struct model_allocation *allocation) {
  int number = (int)(allocation - model.allocations);
  airlock_alloc_info info;
  if (!airlock_alloc_get_info(run.machine, &info, allocation->id)) {
    differ("    a%d is forgotten\n", number);
    return;
  }
  if (info.live != allocation->live || info.exposed != allocation->exposed ||
      info.read_only != allocation->read_only) {
    differ("    a%d is live %d, exposed %d, read-only %d, expected %d, %d, %d\n", number, info.live,
           info.exposed, info.read_only, allocation->live, allocation->exposed,
           allocation->read_only);
  }
  const airlock_tag *tags;
  size_t num_tags = airlock_exposed_tags(run.machine, &tags, allocation->id);
  bool same = num_tags == allocation->num_tags;
  for (size_t i = 0; i < num_tags; i++) {
    same = same && holds_tag(allocation, tags[i]);
  }
  if (!same) {
    differ("    a%d has %zu exposed tags, or others, expected %zu\n", number, num_tags,
           allocation->num_tags);
  }
  if (allocation->live && count_exposures(allocation->id) != num_tags) {
    differ("    the hook was told of %zu exposures of a%d\n", count_exposures(allocation->id),
           number);
  }
}

static void compare_exposed_set(void) {
  for (size_t i = 0; i < model.num_allocations; i++) {
    compare_allocation(&model.allocations[i]);
  }
}

static void compare_everything(void) {
  compare_exposed_set();
  for (size_t i = 0; i < model.num_allocations; i++) {
    const struct model_allocation *allocation = &model.allocations[i];
    bool has_bytes = allocation->live && allocation->kind != AIRLOCK_CODE;
    for (uint64_t j = 0; has_bytes && j < allocation->size; j++) {
      compare_byte(allocation, j);
    }
  }
}

// The values in shared memory, looked at as native code does, so that nothing is synchronised.
static void compare_shared_values(void) {
  for (size_t i = 0; i < model.num_allocations; i++) {
    const struct model_allocation *allocation = &model.allocations[i];
    const uint8_t *host = (const uint8_t *)(uintptr_t)allocation->base;
    for (uint64_t j = 0; model_is_shared(allocation) && j < allocation->size; j++) {
      if (allocation->bytes[j].init && host[j] != allocation->bytes[j].value) {
        differ("    a%zu+%llu has the value %02x, expected %02x\n", i, (unsigned long long)j,
               host[j], allocation->bytes[j].value);
      }
    }
  }
}

static void compare_a_few(void) {
  for (int i = 0; i < 4 && model.num_allocations > 0; i++) {
    const struct model_allocation *allocation =
        &model.allocations[random_below(&run.random, model.num_allocations)];
    if (allocation->live && allocation->kind != AIRLOCK_CODE && allocation->size > 0) {
      compare_byte(allocation, random_below(&run.random, allocation->size));
    }
  }
}

static void note_exposure(void *context, airlock_alloc_id alloc, airlock_tag tag) {
  (void)context;
  airlock_prov prov = {alloc, tag};
  for (size_t i = 0; i < run.num_exposures; i++) {
    if (model_same_prov(run.exposures[i].prov, prov)) {
      differ("    the hook was told twice of one exposure\n");
    }
  }
  if (run.num_exposures < MODEL_MAX_ALLOCATIONS * MODEL_MAX_TAGS) {
    run.exposures[run.num_exposures++].prov = prov;
  }
}

// ---------------------------------------------------------------------------------------- choosing

static uint64_t below(uint64_t limit) {
  return random_below(&run.random, limit);
}

static bool one_in(uint64_t count) {
  return random_one_in(&run.random, count);
}

static void keep(airlock_ptr pointer) {
  run.kept[run.next_kept++ % NUM_KEPT] = pointer;
}

// Any allocation, most often a live one of at least `size` bytes.
static struct model_allocation *choose_allocation(uint64_t size) {
  struct model_allocation *allocation = NULL;
  for (int attempt = 0; attempt < 12 && model.num_allocations > 0; attempt++) {
    allocation = &model.allocations[below(model.num_allocations)];
    bool fits = allocation->live && allocation->kind != AIRLOCK_CODE && allocation->size >= size;
    if (fits || one_in(24)) {
      break;
    }
  }
  return allocation;
}

static airlock_tag choose_tag(void) {
  return (airlock_tag){one_in(3) ? below(MODEL_MAX_TAGS) : 0};
}

// A pointer to access `size` bytes of some alignment through: mostly one that may.
static airlock_ptr choose_access(uint64_t size, uint64_t align) {
  const struct model_allocation *allocation = choose_allocation(size);
  if (allocation == NULL || one_in(40)) {
    return run.kept[below(NUM_KEPT)];
  }
  uint64_t room = allocation->size >= size ? allocation->size - size : allocation->size;
  uint64_t offset = below(room + 1);
  offset -= one_in(30) ? 0 : offset % align;
  offset += one_in(40) ? below(33) - 16 : 0;
  airlock_prov prov = {allocation->id, choose_tag()};
  if (one_in(5)) {
    prov = allocation->exposed || one_in(4) ? airlock_prov_wildcard() : prov;
  }
  prov = one_in(100) ? airlock_prov_none() : prov;
  return (airlock_ptr){allocation->base + offset, prov};
}

// A pointer as a value: to anything, mostly to live memory.
static airlock_ptr choose_pointer(void) {
  if (one_in(12)) {
    const airlock_ptr special[] = {airlock_ptr_from_address(0),
                                   {0, airlock_prov_wildcard()},
                                   airlock_ptr_from_address(8),
                                   {model.foreign, airlock_prov_wildcard()}};
    return special[below(4)];
  }
  if (one_in(6)) {
    return run.kept[below(NUM_KEPT)];
  }
  return choose_access(one_in(3) ? below(40) : 0, 1);
}

static uint64_t choose_bits(void) {
  switch (below(4)) {
  case 0:
    return below(3);
  case 1:
    return choose_pointer().address;
  default:
    return random_next(&run.random);
  }
}

// -------------------------------------------------------------------------------------------------
// steps: births and deaths

static size_t count_live(void) {
  size_t count = 0;
  for (size_t i = 0; i < model.num_allocations; i++) {
    count += model.allocations[i].live;
  }
  return count;
}

static bool is_room(void) {
  return model.num_allocations < MODEL_MAX_ALLOCATIONS && count_live() < MAX_LIVE;
}

static void step_allocate(void) {
  static const uint16_t sizes[] = {0,  1,  3,  7,  8,  8,  9,  16, 16,  24,  24,
                                   32, 40, 57, 63, 64, 65, 72, 96, 128, 200, 600};
  static const airlock_memory_kind kinds[] = {AIRLOCK_HEAP, AIRLOCK_HEAP, AIRLOCK_STACK,
                                              AIRLOCK_STATIC};
  uint64_t size = sizes[below(sizeof sizes / sizeof sizes[0])];
  uint64_t align = UINT64_C(1) << (one_in(3) ? below(6) : 3);
  airlock_memory_kind kind = kinds[below(4)];
  if (!is_room()) {
    return;
  }
  airlock_ptr pointer = {0};
  expect_status(airlock_allocate(run.machine, &pointer, size, align, kind), AIRLOCK_OK);
  say("a%zu = allocate %llu bytes, align %llu, kind %d\n", model.num_allocations,
      (unsigned long long)size, (unsigned long long)align, (int)kind);
  model_add(&model, pointer, size, align, kind);
}

static void step_function(void) {
  static int token;
  airlock_ptr pointer = {0};
  if (is_room() && one_in(3)) {
    expect_status(airlock_function_new(run.machine, &pointer, "function", NULL, &token),
                  AIRLOCK_OK);
    say("a%zu = function\n", model.num_allocations);
    model_add(&model, pointer, 0, 1, AIRLOCK_CODE);
  }
}

static void forget_allocation(struct model_allocation *allocation) {
  for (size_t i = 0; i < run.num_exposures;) {
    if (run.exposures[i].prov.alloc.value == allocation->id.value) {
      run.exposures[i] = run.exposures[--run.num_exposures];
    } else {
      i++;
    }
  }
  model_kill(allocation);
}

static airlock_status expected_deallocation(const struct model_access *access, uint64_t size,
                                            uint64_t align) {
  const struct model_allocation *allocation = access->allocation;
  bool right = allocation->kind == AIRLOCK_HEAP && !allocation->read_only && access->offset == 0 &&
               allocation->size == size && allocation->align == align;
  return right ? AIRLOCK_OK : AIRLOCK_UB_DEALLOCATION;
}

static void step_deallocate(void) {
  const struct model_allocation *allocation = choose_allocation(0);
  if (allocation == NULL || (count_live() < 6 && !one_in(4))) {
    return;
  }
  airlock_ptr pointer = {allocation->base, {allocation->id, choose_tag()}};
  pointer.prov = one_in(4) ? airlock_prov_wildcard() : pointer.prov;
  uint64_t size = allocation->size + one_in(20);
  uint64_t align = allocation->align;
  say("deallocate %s\n", name_of(pointer).text);
  struct model_access access;
  airlock_status expected = model_resolve(&model, &access, pointer);
  if (expected == AIRLOCK_OK) {
    expected = expected_deallocation(&access, size, align);
  }
  expect_status(airlock_deallocate(run.machine, pointer, size, align), expected);
  if (expected == AIRLOCK_OK) {
    forget_allocation(access.allocation);
  }
}

static void step_stack(void) {
  struct model_allocation *allocation = choose_allocation(0);
  switch (below(4)) {
  case 0:
  case 1:
    say("frame push\n");
    airlock_frame_push(run.machine);
    model.frame++;
    break;
  case 2:
    say("frame pop\n");
    airlock_frame_pop(run.machine);
    for (size_t i = 0; i < model.num_allocations && model.frame > 0; i++) {
      struct model_allocation *other = &model.allocations[i];
      if (other->live && other->kind == AIRLOCK_STACK && other->frame == model.frame) {
        forget_allocation(other);
      }
    }
    model.frame -= model.frame > 0;
    break;
  default:
    if (allocation != NULL) {
      say("stack free a%d\n", (int)(allocation - model.allocations));
      airlock_stack_free(run.machine, allocation->id);
      if (allocation->live && allocation->kind == AIRLOCK_STACK) {
        forget_allocation(allocation);
      }
    }
    break;
  }
}

static void step_set_read_only(void) {
  struct model_allocation *allocation = choose_allocation(0);
  if (allocation == NULL || !one_in(4)) {
    return;
  }
  say("set read-only a%d\n", (int)(allocation - model.allocations));
  airlock_status expected = allocation->live ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT;
  expect_status(airlock_set_read_only(run.machine, allocation->id), expected);
  allocation->read_only |= allocation->live;
}

// -------------------------------------------------------------------------------------------------
// steps: reads and writes

static airlock_scalar scalar_of(enum type_index index, uint64_t bits, airlock_ptr pointer) {
  const airlock_type *type = run.types[index];
  return airlock_type_kind(type) == AIRLOCK_POINTER ? airlock_pointer(pointer)
                                                    : airlock_int(airlock_type_kind(type), bits);
}

static void step_store(void) {
  enum type_index index = (enum type_index)below(NUM_SCALAR_TYPES);
  index = one_in(2) ? TYPE_POINTER : index;
  const struct model_type *type = &model_types[index];
  airlock_ptr target = choose_access(type->size, type->align);
  airlock_ptr pointer = choose_pointer();
  airlock_scalar scalar = scalar_of(index, choose_bits(), pointer);
  scalar.kind = one_in(30) ? AIRLOCK_UNINIT : scalar.kind;
  bool is_pointer = scalar.kind == AIRLOCK_POINTER;
  say("store %s %s at %s\n", type->name,
      scalar.kind == AIRLOCK_UNINIT ? "uninit"
      : is_pointer                  ? name_of(pointer).text
                                    : "",
      name_of(target).text);
  struct model_access access;
  airlock_status expected =
      model_check(&model, &access, target, type->size, type->align, AIRLOCK_WRITE);
  expect_status(airlock_store(run.machine, target, scalar, run.types[index]), expected);
  if (expected != AIRLOCK_OK) {
    return;
  }
  if (scalar.kind == AIRLOCK_UNINIT) {
    model_deinit(model_bytes(&access), type->size);
  } else if (is_pointer) {
    model_store_pointer(model_bytes(&access), pointer);
  } else {
    model_store_plain(model_bytes(&access), scalar.as.bits[0], type->size);
  }
}

static airlock_status expected_load(const struct model_access *access,
                                    const struct model_type *type) {
  const airlock_byte *bytes = model_bytes(access);
  return model_is_init(bytes, type->size) ? model_validate(bytes, &type->parts[0])
                                          : AIRLOCK_UB_UNINITIALIZED;
}

static void step_load(void) {
  enum type_index index = (enum type_index)below(NUM_SCALAR_TYPES);
  index = one_in(2) ? TYPE_POINTER : index;
  const struct model_type *type = &model_types[index];
  airlock_ptr source = choose_access(type->size, type->align);
  say("load %s from %s\n", type->name, name_of(source).text);
  struct model_access access;
  airlock_status expected =
      model_check(&model, &access, source, type->size, type->align, AIRLOCK_READ);
  expected = expected == AIRLOCK_OK ? expected_load(&access, type) : expected;
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_load(run.machine, &scalar, source, run.types[index]);
  expect_status(status, expected);
  if (expected != AIRLOCK_OK || status != AIRLOCK_OK) {
    return;
  }
  if (scalar.kind == AIRLOCK_POINTER) {
    airlock_ptr wanted = model_load_pointer(model_bytes(&access));
    if (scalar.as.ptr.address != wanted.address ||
        !model_same_prov(scalar.as.ptr.prov, wanted.prov)) {
      differ("    loaded %s, expected %s\n", name_of(scalar.as.ptr).text, name_of(wanted).text);
    }
    keep(wanted);
  } else if (scalar.as.bits[0] != model_bits(model_bytes(&access), type->size)) {
    differ("    loaded %llx\n", (unsigned long long)scalar.as.bits[0]);
  }
}

// Writes plain bytes in one of three ways, or takes their initialisation away.
static void step_write(void) {
  static const char *const names[] = {"write", "fill", "view to write", "deinit"};
  uint8_t bytes[MODEL_MAX_SIZE];
  uint64_t way = below(4);
  uint64_t size = one_in(4) ? below(80) : below(12);
  uint8_t value = (uint8_t)below(256);
  airlock_ptr target = choose_access(size, 1);
  say("%s %llu bytes at %s\n", names[way], (unsigned long long)size, name_of(target).text);
  struct model_access access;
  airlock_status expected = model_check(&model, &access, target, size, 1, AIRLOCK_WRITE);
  airlock_status status;
  uint8_t *view = NULL;
  memset(bytes, value, sizeof bytes);
  if (way == 0) {
    status = airlock_write(run.machine, target, bytes, size);
  } else if (way == 1) {
    status = airlock_fill(run.machine, target, value, size);
  } else if (way == 2) {
    status = airlock_view(run.machine, &view, target, size, AIRLOCK_WRITE);
  } else {
    status = airlock_deinit(run.machine, target, size);
  }
  expect_status(status, expected);
  if (status != AIRLOCK_OK || expected != AIRLOCK_OK || size == 0) {
    return;
  }
  if (way == 2) {
    memset(view, value, size);
  }
  for (uint64_t i = 0; i < size && way != 3; i++) {
    model_store_plain(model_bytes(&access) + i, value, 1);
  }
  if (way == 3) {
    model_deinit(model_bytes(&access), size);
  }
}

static void step_read(void) {
  bool views = one_in(2);
  uint64_t size = one_in(4) ? below(80) : below(12);
  airlock_ptr source = choose_access(size, 1);
  say("%s %llu bytes at %s\n", views ? "view to read" : "read", (unsigned long long)size,
      name_of(source).text);
  struct model_access access;
  airlock_status expected = model_check(&model, &access, source, size, 1, AIRLOCK_READ);
  if (expected == AIRLOCK_OK && size > 0) {
    bool is_init = model_is_init(model_bytes(&access), size);
    bool is_plain = model_is_plain(model_bytes(&access), size);
    expected = !is_init ? AIRLOCK_UB_UNINITIALIZED : AIRLOCK_OK;
    expected = is_init && views && !is_plain ? AIRLOCK_USAGE_KIND : expected;
  }
  uint8_t bytes[MODEL_MAX_SIZE];
  uint8_t *view = bytes;
  airlock_status status = views ? airlock_view(run.machine, &view, source, size, AIRLOCK_READ)
                                : airlock_read(run.machine, bytes, source, size);
  expect_status(status, expected);
  for (uint64_t i = 0; i < size && status == AIRLOCK_OK && expected == AIRLOCK_OK; i++) {
    if (view[i] != model_bytes(&access)[i].value) {
      differ("    byte %llu is %02x\n", (unsigned long long)i, view[i]);
    }
  }
}

// -------------------------------------------------------------------------------------------------
// steps: copies

static airlock_status check_copy(struct model_access *out_target, struct model_access *out_source,
                                 airlock_ptr target, airlock_ptr source, uint64_t size,
                                 uint64_t align) {
  airlock_status status = model_check(&model, out_source, source, size, align, AIRLOCK_READ);
  return status == AIRLOCK_OK ? model_check(&model, out_target, target, size, align, AIRLOCK_WRITE)
                              : status;
}

static void step_copy(void) {
  static const uint8_t sizes[] = {0, 1, 2, 5, 7, 8, 8, 8, 9, 12, 16, 16, 24, 31, 40, 64, 72};
  uint64_t size = sizes[below(sizeof sizes)];
  airlock_ptr source = choose_access(size, one_in(2) ? 1 : 8);
  airlock_ptr target = choose_access(size, one_in(2) ? 1 : 8);
  if (one_in(4)) { // Overlapping.
    target = airlock_ptr_wrapping_add(source, below(24) - 12);
  }
  say("copy %llu bytes from %s to %s\n", (unsigned long long)size, name_of(source).text,
      name_of(target).text);
  struct model_access to;
  struct model_access from;
  airlock_status expected = check_copy(&to, &from, target, source, size, 1);
  expect_status(airlock_copy(run.machine, target, source, size), expected);
  if (expected == AIRLOCK_OK && size > 0) {
    memmove(model_bytes(&to), model_bytes(&from), size * sizeof(airlock_byte));
  }
}

static void step_copy_typed(void) {
  enum type_index index = (enum type_index)below(NUM_TYPES);
  const struct model_type *type = &model_types[index];
  airlock_ptr source = choose_access(type->size, type->align);
  airlock_ptr target = choose_access(type->size, type->align);
  if (one_in(8)) { // Overlapping.
    target = airlock_ptr_wrapping_add(source, type->align * (below(4) - 2));
  }
  say("copy %s from %s to %s\n", type->name, name_of(source).text, name_of(target).text);
  struct model_access to;
  struct model_access from;
  airlock_status expected = check_copy(&to, &from, target, source, type->size, type->align);
  airlock_byte bytes[MODEL_MAX_SIZE];
  if (expected == AIRLOCK_OK) {
    memcpy(bytes, model_bytes(&from), type->size * sizeof(airlock_byte));
    expected = model_retype(bytes, type);
  }
  expect_status(airlock_copy_typed(run.machine, target, source, run.types[index]), expected);
  if (expected == AIRLOCK_OK) {
    memcpy(model_bytes(&to), bytes, type->size * sizeof(airlock_byte));
  }
}

// -------------------------------------------------------------------------------------------------
// steps: provenance

static void step_expose(void) {
  airlock_ptr pointer = choose_pointer();
  say("expose %s\n", name_of(pointer).text);
  expect_status(airlock_expose(run.machine, pointer), AIRLOCK_OK);
  (void)model_expose(&model, pointer.prov);
}

static void step_cast(void) {
  airlock_ptr pointer;
  expect_status(airlock_ptr_from_exposed(run.machine, &pointer, choose_pointer().address),
                AIRLOCK_OK);
  say("cast %s\n", name_of(pointer).text);
  if (!model_is_wild(pointer.prov)) {
    differ("    the result of a cast is no wildcard\n");
  }
  keep(pointer);
}

static void step_resolve(void) {
  airlock_ptr pointer = choose_pointer();
  say("resolve %s\n", name_of(pointer).text);
  struct model_access access;
  airlock_status expected = model_resolve(&model, &access, pointer);
  airlock_alloc_id id = {0};
  uint64_t offset = 0;
  airlock_status status = airlock_resolve(run.machine, &id, &offset, pointer);
  expect_status(status, expected);
  if (status == AIRLOCK_OK && expected == AIRLOCK_OK &&
      (id.value != access.allocation->id.value || offset != access.offset)) {
    differ("    resolved to another place, %llu\n", (unsigned long long)offset);
  }
}

static void step_check(void) {
  uint64_t size = below(20);
  uint64_t align = UINT64_C(1) << below(4);
  airlock_access_kind kind = one_in(2) ? AIRLOCK_READ : AIRLOCK_WRITE;
  airlock_ptr pointer = choose_access(size, align);
  say("check %llu bytes, align %llu at %s\n", (unsigned long long)size, (unsigned long long)align,
      name_of(pointer).text);
  struct model_access access;
  airlock_status expected = model_check(&model, &access, pointer, size, align, kind);
  expect_status(airlock_check(run.machine, pointer, size, align, kind), expected);
}

// -------------------------------------------------------------------------------------------------
// steps: calls

// A call as it is planned.
struct call {
  enum callee_index callee;
  size_t num_args;
  airlock_scalar args[4];
  airlock_ptr result_target; // CALL_RUN_AND_ANSWER: where the struct goes.
  airlock_ptr passed[3];     // Pointers that native code gets.
  size_t num_passed;
  airlock_status expected; // Of the arguments.
  int argument;            // The one that is wrong.
  struct memory_action actions[MAX_ACTIONS];
  size_t num_actions;
};

static void plan_pointer(struct call *call) {
  airlock_ptr pointer = choose_pointer();
  size_t index = call->num_args++;
  call->args[index] = airlock_pointer(pointer);
  call->passed[call->num_passed++] = pointer;
  say(" %s", name_of(pointer).text);
  if (one_in(40)) {
    call->args[index].kind = one_in(2) ? AIRLOCK_UNINIT : AIRLOCK_U64;
    call->expected =
        call->args[index].kind == AIRLOCK_UNINIT ? AIRLOCK_UB_UNINITIALIZED : AIRLOCK_USAGE_KIND;
    call->argument = (int)index;
    say(" (of another kind)");
  }
}

static bool holds_two_pointers(const airlock_byte *bytes) {
  return model_is_init(bytes, 24) && (bytes[0].prov.alloc.value != 0 || one_in(4)) &&
         (bytes[16].prov.alloc.value != 0 || one_in(4));
}

// Where a struct memory_operands may lie: initialised memory with pointers, if there is any.
static airlock_ptr choose_operands(void) {
  for (int attempt = 0; attempt < 20; attempt++) {
    airlock_ptr pointer = choose_access(24, 8);
    struct model_access access;
    if (model_check(&model, &access, pointer, 24, 8, AIRLOCK_READ) == AIRLOCK_OK &&
        holds_two_pointers(model_bytes(&access))) {
      return pointer;
    }
  }
  return choose_access(24, 8);
}

static void plan_operands(struct call *call) {
  airlock_ptr pointer = choose_operands();
  size_t index = call->num_args++;
  call->args[index] = airlock_pointer(pointer);
  say(" *%s", name_of(pointer).text);
  struct model_access access;
  airlock_status status = model_check(&model, &access, pointer, 24, 8, AIRLOCK_READ);
  if (status == AIRLOCK_OK && !model_is_init(model_bytes(&access), 24)) {
    status = AIRLOCK_UB_INVALID_VALUE;
  }
  if (status == AIRLOCK_OK) {
    call->passed[call->num_passed++] = model_load_pointer(model_bytes(&access));
    call->passed[call->num_passed++] = model_load_pointer(model_bytes(&access) + 16);
  } else if (call->expected == AIRLOCK_OK) {
    call->expected = status;
    call->argument = (int)index;
  }
}

static bool is_denied(const struct call *call) {
  bool shares = false;
  for (size_t i = 0; i < call->num_passed; i++) {
    airlock_ptr pointer = call->passed[i];
    shares |= model_is_concrete(pointer.prov);
    shares |= model_is_wild(pointer.prov) && pointer.address != 0;
  }
  return shares && run.denies_sharing;
}

static void plan_call(struct call *call) {
  *call = (struct call){.callee = (enum callee_index)below(NUM_CALLEES), .argument = -1};
  say("call %d with", (int)call->callee);
  call->args[call->num_args++] =
      airlock_pointer(airlock_ptr_from_address((uint64_t)(uintptr_t)call->actions));
  call->args[call->num_args++] = airlock_int(AIRLOCK_USIZE, 0);
  if (call->callee != CALL_RUN) {
    plan_pointer(call);
  }
  if (call->callee == CALL_RUN_WITH) {
    plan_operands(call);
  }
  if (call->callee == CALL_RUN_AND_ANSWER) {
    call->result_target = choose_access(16, 8);
    say(" result to %s", name_of(call->result_target).text);
  }
  if (call->expected == AIRLOCK_OK && is_denied(call)) {
    call->expected = AIRLOCK_UNSUPPORTED_DENIED;
  }
  say("\n");
}

// A range of `size` bytes that native code may read, or write; 0 if there is none.
static uint64_t choose_shared(uint64_t size, bool writes) {
  for (int attempt = 0; attempt < 30 && model.num_allocations > 0; attempt++) {
    const struct model_allocation *allocation = &model.allocations[below(model.num_allocations)];
    if (model_is_shared(allocation) && allocation->size >= size &&
        !(writes && allocation->read_only)) {
      return allocation->base + below(allocation->size - size + 1);
    }
  }
  return 0;
}

static uint64_t choose_function(void) {
  for (size_t i = 0; i < model.num_allocations; i++) {
    const struct model_allocation *allocation = &model.allocations[i];
    if (allocation->kind == AIRLOCK_CODE && allocation->exposed) {
      return allocation->base;
    }
  }
  return 0;
}

// Fills in where an action's two ranges lie, sometimes relative to what a register holds. Returns
// whether it can be done.
static bool place_action(struct memory_action *action) {
  bool is_set = action->operation == MEMORY_SET;
  bool reads = action->operation == MEMORY_LOAD || action->operation == MEMORY_SUM;
  uint64_t target = is_set ? choose_bits() : choose_shared(action->size, !reads);
  if (action->operation == MEMORY_CALL) {
    target = choose_function();
  }
  uint64_t operand = action->value;
  if (action->operation == MEMORY_COPY || action->operation == MEMORY_SWAP) {
    bool swaps = action->operation == MEMORY_SWAP;
    operand = choose_shared(action->size, swaps);
    bool overlaps = operand - target + action->size < 2 * (uint64_t)action->size;
    if (operand == 0 || (swaps && overlaps)) {
      return false;
    }
  }
  action->base = (uint32_t)below(MEMORY_NUM_REGISTERS);
  action->address = target - model.registers[action->base];
  action->value =
      action->operation == MEMORY_FILL ? operand : operand - model.registers[action->index];
  return target != 0 || is_set;
}

// Writes the script for what may be reached now, and does in the model what it will do.
static void write_script(struct call *call) {
  static const uint8_t operations[] = {MEMORY_SET,   MEMORY_LOAD, MEMORY_STORE,
                                       MEMORY_STORE, MEMORY_FILL, MEMORY_COPY,
                                       MEMORY_COPY,  MEMORY_SWAP, MEMORY_SUM};
  static const uint8_t sizes[] = {1, 2, 4, 8, 8, 8};
  size_t wanted = one_in(4) ? 0 : 1 + below(MAX_ACTIONS);
  model.escaped = false;
  for (size_t i = 0; i < wanted; i++) {
    struct memory_action action = {.operation = one_in(60) ? MEMORY_CALL
                                                           : operations[below(sizeof operations)],
                                   .index = (uint32_t)below(MEMORY_NUM_REGISTERS),
                                   .size = sizes[below(sizeof sizes)],
                                   .value = choose_bits()};
    bool is_range = action.operation >= MEMORY_FILL && action.operation <= MEMORY_SUM;
    action.size = is_range ? (uint32_t)below(24) : action.size;
    if (place_action(&action)) {
      airlock_ptr target = {model.registers[action.base] + action.address, airlock_prov_wildcard()};
      say("    script %u, %u bytes, %s\n", action.operation, action.size, name_of(target).text);
      model_act(&model, &action);
      call->actions[call->num_actions++] = action;
    }
  }
  call->args[1] = airlock_int(AIRLOCK_USIZE, call->num_actions);
}

static airlock_scalar no_result(void) {
  return airlock_int(AIRLOCK_I16, 0x1234);
}

static bool is_no_result(airlock_scalar scalar) {
  return scalar.kind == AIRLOCK_I16 && scalar.as.bits[0] == 0x1234;
}

static void perform_refused(const struct call *call) {
  airlock_scalar result =
      call->callee == CALL_RUN_AND_ANSWER ? airlock_pointer(call->result_target) : no_result();
  airlock_status status =
      airlock_call(run.machine, run.callees[call->callee], call->args, call->num_args, &result);
  expect_status(status, call->expected);
  if (airlock_last_report(run.machine)->argument != call->argument) {
    differ("    argument %d is blamed, expected %d\n", airlock_last_report(run.machine)->argument,
           call->argument);
  }
}

static uint64_t sum_of_registers(void) {
  uint64_t sum = 0;
  for (uint64_t i = 0; i < MEMORY_NUM_REGISTERS; i++) {
    sum += (i + 1) * model.registers[i];
  }
  return sum;
}

// What a call's result does to the model; returns the expected status.
static airlock_status expected_result(const struct call *call) {
  if (model.escaped) {
    return AIRLOCK_UNSUPPORTED_CALLBACK;
  }
  if (call->callee != CALL_RUN_AND_ANSWER) {
    return AIRLOCK_OK;
  }
  struct model_access access;
  airlock_status status = model_check(&model, &access, call->result_target, 16, 8, AIRLOCK_WRITE);
  if (status == AIRLOCK_OK) {
    airlock_byte *bytes = model_bytes(&access);
    airlock_ptr pointer = {model.registers[1], airlock_prov_wildcard()};
    model_store_plain(bytes, model.registers[2], 1);
    model_deinit(bytes + 1, 7);
    model_store_pointer(bytes + 8, pointer);
  }
  return status;
}

static void compare_result(const struct call *call, airlock_scalar result) {
  if (model.escaped) {
    if (call->callee != CALL_RUN_AND_ANSWER && !is_no_result(result)) {
      differ("    a call that failed has a result\n");
    }
  } else if (call->callee == CALL_RUN && result.as.bits[0] != sum_of_registers()) {
    differ("    the result is %llx\n", (unsigned long long)result.as.bits[0]);
  } else if (call->callee == CALL_RUN_WITH) {
    if (result.as.ptr.address != model.registers[1] || !model_is_wild(result.as.ptr.prov)) {
      differ("    the result is %s\n", name_of(result.as.ptr).text);
    }
    keep((airlock_ptr){model.registers[1], airlock_prov_wildcard()});
  }
}

static void step_call(void) {
  struct call call;
  plan_call(&call);
  if (call.expected != AIRLOCK_OK) {
    perform_refused(&call);
    return;
  }
  for (size_t i = 0; i < call.num_passed; i++) {
    (void)model_expose(&model, call.passed[i].prov);
  }
  model_cross(&model);
  write_script(&call);
  airlock_status expected = expected_result(&call);
  airlock_scalar result =
      call.callee == CALL_RUN_AND_ANSWER ? airlock_pointer(call.result_target) : no_result();
  airlock_status status =
      airlock_call(run.machine, run.callees[call.callee], call.args, call.num_args, &result);
  run.num_calls++;
  expect_status(status, expected);
  if (model_same_status(expected, status)) {
    compare_result(&call, result);
  }
  compare_shared_values();
  compare_exposed_set();
}

// ---------------------------------------------------------------------------------------- programs

struct step {
  void (*function)(void);
  uint8_t weight;
};

static const struct step steps[] = {
    {step_allocate, 10},     {step_function, 1}, {step_deallocate, 3}, {step_stack, 3},
    {step_set_read_only, 2}, {step_store, 24},   {step_load, 8},       {step_write, 5},
    {step_read, 3},          {step_copy, 12},    {step_copy_typed, 8}, {step_expose, 5},
    {step_cast, 2},          {step_resolve, 2},  {step_check, 2},      {step_call, 12},
};
#define NUM_STEP_KINDS (sizeof steps / sizeof steps[0])

// The program's own weight of a kind of step.
static uint64_t weight_of(size_t kind) {
  struct random random = random_begin(run.seed + 1000 * (kind + 1));
  static const uint8_t factors[] = {0, 1, 1, 2, 4};
  (void)random_next(&random);
  uint64_t factor = kind == 0 ? 1 : factors[random_below(&random, sizeof factors)];
  return factor * steps[kind].weight;
}

static void take_step(uint64_t seed) {
  run.random = random_begin(seed);
  (void)random_next(&run.random);
  uint64_t total = 0;
  for (size_t i = 0; i < NUM_STEP_KINDS; i++) {
    total += weight_of(i);
  }
  uint64_t choice = below(total);
  size_t kind = 0;
  while (choice >= weight_of(kind)) {
    choice -= weight_of(kind++);
  }
  steps[kind].function();
  if (run.looks > 0 && one_in(run.looks)) {
    compare_a_few();
  }
}

static void make_aggregate_types(void) {
  airlock_machine *machine = run.machine;
  const airlock_type *u8 = airlock_type_scalar(machine, AIRLOCK_U8);
  const airlock_type *u32 = airlock_type_scalar(machine, AIRLOCK_U32);
  const airlock_type *u64 = airlock_type_scalar(machine, AIRLOCK_U64);
  const airlock_type *boolean = airlock_type_scalar(machine, AIRLOCK_BOOL);
  const airlock_type *pointer = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_field small[] = {{"number", 0, u8}, {"pointer", 0, pointer}};
  const airlock_field operands[] = {
      {"first", 0, pointer}, {"number", 0, u64}, {"second", 0, pointer}};
  const airlock_field tail[] = {{"a", 0, u32}, {"b", 0, u8}};
  const airlock_field ragged[] = {{"flag", 0, boolean},
                                  {"pointer", 3, run.types[TYPE_PACKED_POINTER]}};
  const airlock_type **types = run.types;
  cr_assert_ok(machine, airlock_type_struct(machine, &types[TYPE_U8_POINTER], "small", small, 2));
  cr_assert_ok(machine,
               airlock_type_struct(machine, &types[TYPE_OPERANDS], "operands", operands, 3));
  cr_assert_ok(machine, airlock_type_struct(machine, &types[TYPE_U32_U8], "tail", tail, 2));
  cr_assert_ok(machine, airlock_type_array(machine, &types[TYPE_BYTES], u8, 24));
  cr_assert_ok(machine, airlock_type_array(machine, &types[TYPE_POINTERS], pointer, 2));
  cr_assert_ok(machine, airlock_type_raw(machine, &types[TYPE_RAW], "raw", 19, 1));
  cr_assert_ok(machine,
               airlock_type_layout(machine, &types[TYPE_RAGGED], "ragged", 14, 1, ragged, 2));
}

static void make_types(void) {
  static const airlock_kind kinds[] = {AIRLOCK_U8,  AIRLOCK_U16,  AIRLOCK_U32,
                                       AIRLOCK_U64, AIRLOCK_BOOL, AIRLOCK_POINTER};
  const airlock_pointer_rules rules = {.name = "NonNull<u8>", .kind = AIRLOCK_POINTER};
  airlock_machine *machine = run.machine;
  const airlock_type **types = run.types;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    types[i] = airlock_type_scalar(machine, kinds[i]);
  }
  cr_assert_ok(machine, airlock_type_pointer(machine, &types[TYPE_NON_NULL], &rules));
  cr_assert_ok(machine, airlock_type_packed(machine, &types[TYPE_PACKED_U64], types[TYPE_U64], 1));
  cr_assert_ok(machine,
               airlock_type_packed(machine, &types[TYPE_PACKED_POINTER], types[TYPE_POINTER], 1));
  make_aggregate_types();
  for (size_t i = 0; i < NUM_TYPES; i++) {
    cr_assert_eq(airlock_type_size(types[i]), model_types[i].size);
    cr_assert_eq(airlock_type_align(types[i]), model_types[i].align);
  }
}

static void begin_run(uint64_t seed, bool talks) {
  struct random random = random_begin(seed);
  (void)random_next(&random);
  run.seed = seed;
  run.denies_sharing = random_one_in(&random, 8);
  run.looks = random_below(&random, 6);
  run.comparisons = random_one_in(&random, 3) ? 10 : 50;
  run.next_kept = run.num_exposures = run.used = 0;
  run.num_calls = 0;
  run.failed = run.hung = false;
  run.talks = talks;
  memset(run.kept, 0, sizeof run.kept);
  model.num_allocations = 0;
  model.lowest = model.highest = 0;
  model.foreign = (uint64_t)(uintptr_t)&foreign_word;
  model.frame = 0;
  airlock_config config;
  airlock_config_init(&config);
  config.address_space = UINT64_C(64) << 20;
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  config.policy = airlock_policy_permissive();
  config.expose = note_exposure;
  config.levels[AIRLOCK_WARN_SHARED_MEMORY] = run.denies_sharing ? AIRLOCK_DENY : AIRLOCK_ONCE;
  run.machine = fixture_machine(&config, "memory");
  make_types();
  fixture_types.count = 0;
  fixture_name_type("operands", run.types[TYPE_OPERANDS]);
  fixture_name_type("answer", run.types[TYPE_U8_POINTER]);
  run.callees[CALL_RUN] = fixture_bind(run.machine, "u64 memory_run(pointer, usize)");
  run.callees[CALL_RUN_WITH] =
      fixture_bind(run.machine, "pointer memory_run_with(pointer, usize, pointer, operands)");
  run.callees[CALL_RUN_AND_ANSWER] =
      fixture_bind(run.machine, "answer memory_run_and_answer(pointer, usize, pointer)");
}

// The fixture's registers outlive machines: they begin as the model's do.
static void clear_registers(void) {
  static void *library; // Kept open, so that its registers are the same for all machines.
  void (*set)(uint32_t, uint64_t);
  library = library != NULL ? library : dlopen(FIXTURE_PATH("memory"), RTLD_NOW);
  cr_assert_not_null(library);
  void *symbol = dlsym(library, "memory_set_register");
  memcpy(&set, &symbol, sizeof set);
  for (uint32_t i = 0; i < MEMORY_NUM_REGISTERS; i++) {
    set(i, 0);
    model.registers[i] = 0;
  }
}

static void run_steps(const uint64_t *program, size_t num_steps) {
  for (size_t i = 0; i < num_steps && !run.failed; i++) {
    take_step(program[i]);
    const char *broken = airlock_memory_check(run.machine);
    if (broken != NULL) {
      differ("    broken invariant: %s\n", broken);
    }
    airlock_statistics statistics;
    airlock_get_statistics(run.machine, &statistics);
    if (statistics.native_calls != run.num_calls) {
      differ("    %llu native calls were counted\n", (unsigned long long)statistics.native_calls);
    }
    if ((i + 1) % run.comparisons == 0 && !run.failed) {
      compare_everything();
    }
  }
  if (!run.failed) {
    compare_everything();
  }
}

// A program that crashes is a failed one, and shortened like any other; one that hangs is not.
static sigjmp_buf before_crash;

static void note_crash(int signal_number) {
  siglongjmp(before_crash, signal_number);
}

// Runs a program. Returns whether machine and model agreed; what differs is in run.text.
static bool run_program(uint64_t seed, const uint64_t *program, size_t num_steps, bool talks) {
  clear_registers();
  begin_run(seed, talks);
  int signal_number = sigsetjmp(before_crash, 1);
  if (signal_number == 0) {
    (void)alarm(10);
    run_steps(program, num_steps);
    (void)alarm(0);
    airlock_machine_free(run.machine);
  } else {
    run.hung = signal_number == SIGALRM;
    differ("    ended by signal %d\n", signal_number);
  }
  return !run.failed;
}

// Leaves steps out as long as the program still fails.
static size_t shorten(uint64_t seed, uint64_t *program, size_t num_steps) {
  for (size_t chunk = num_steps / 2; chunk > 0; chunk = chunk > 1 ? (chunk + 1) / 2 : 0) {
    for (size_t start = 0; start + chunk <= num_steps;) {
      uint64_t shorter[MAX_STEPS];
      size_t rest = num_steps - start - chunk;
      memcpy(shorter, program, start * sizeof *program);
      memcpy(shorter + start, program + start + chunk, rest * sizeof *program);
      if (run_program(seed, shorter, num_steps - chunk, false)) {
        start += chunk;
      } else {
        num_steps -= chunk;
        memcpy(program, shorter, num_steps * sizeof *program);
      }
    }
  }
  return num_steps;
}

static void check_program(uint64_t seed) {
  uint64_t program[MAX_STEPS];
  struct random random = random_begin(seed);
  size_t num_steps = 20 + random_below(&random, MAX_STEPS - 20);
  for (size_t i = 0; i < num_steps; i++) {
    program[i] = random_next(&random);
  }
  if (!run_program(seed, program, num_steps, false)) {
    num_steps = run.hung ? num_steps : shorten(seed, program, num_steps);
    (void)run_program(seed, program, num_steps, true);
    cr_assert(false, "program %llu, shortened to %zu steps:\n%s", (unsigned long long)seed,
              num_steps, run.text);
  }
}

Test(exposure, lazy_machine_agrees_with_eager_model_on_generated_programs) {
  (void)signal(SIGABRT, note_crash);
  (void)signal(SIGALRM, note_crash);
  (void)signal(SIGSEGV, note_crash);
  const char *wanted = getenv("AIRLOCK_ORACLE_SEED");
  if (wanted != NULL) {
    check_program(strtoull(wanted, NULL, 10));
    return;
  }
  for (uint64_t seed = 1; seed <= NUM_PROGRAMS; seed++) {
    check_program(seed);
  }
}

// Found by generated programs: the pointer at 16 lies in the target and not in the source, and the
// move takes it apart byte by byte.
Test(exposure, overlapping_copy_may_replace_a_whole_pointer_that_nothing_is_copied_onto) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  airlock_ptr memory = fixture_allocate(machine, 40, 8);
  cr_assert_ok(machine, airlock_fill(machine, memory, 0, 40));
  fixture_store(machine, memory, 16, airlock_pointer(memory));
  cr_assert_ok(machine, airlock_copy(machine, airlock_ptr_wrapping_add(memory, 8), memory, 16));
  for (uint64_t i = 0; i < 40; i++) {
    airlock_byte byte = fixture_byte(machine, memory, i);
    cr_expect(byte.init);
    cr_expect_eq(byte.prov.alloc.value, 0, "byte %llu", (unsigned long long)i);
  }
  airlock_machine_free(machine);
}
