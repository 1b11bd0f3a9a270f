// SPDX-License-Identifier: MIT
//
// A machine to try things on, with books kept of its memory, and the few steps that every suite of
// the machine takes.
#ifndef AIRLOCK_TESTS_MACHINE_WORLD_H
#define AIRLOCK_TESTS_MACHINE_WORLD_H

#include "../counting_allocator.h"
#include "machine/exposure.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct world {
  airlock_machine *machine;
  struct counting_allocator counting;
};

// expect_status compares the status of a call, and the report's with it, and shows the message.
#define expect_status(world, call, expected)                                                       \
  do {                                                                                             \
    airlock_status status_ = (call);                                                               \
    const airlock_report *report_ = airlock_last_report((world)->machine);                         \
    cr_expect_eq(status_, expected, "%s gives %s (%s), but expected %s", #call,                    \
                 airlock_status_name(status_), report_->message, airlock_status_name(expected));   \
    cr_expect(status_ == AIRLOCK_OK || report_->status == status_, "%s: the report says %s",       \
              #call, airlock_status_name(report_->status));                                        \
  } while (0)

#define expect_ok(world, call) expect_status(world, call, AIRLOCK_OK)

#define expect_failure(world, call, expected, text)                                                \
  do {                                                                                             \
    expect_status(world, call, expected);                                                          \
    const char *message_ = airlock_last_report((world)->machine)->message;                         \
    cr_expect_str_eq(message_, text);                                                              \
  } while (0)

// Fills in a configuration that suits tests; change what is wanted, then call world_open.
static inline airlock_config world_config(struct world *world) {
  airlock_config config;
  airlock_config_init(&config);
  world->counting = counting_begin();
  config.allocator = counting_functions(&world->counting);
  config.address_space = UINT64_C(64) << 20;
  return config;
}

static inline void world_open(struct world *world, const airlock_config *config) {
  cr_assert_eq(airlock_machine_new(&world->machine, config), AIRLOCK_OK);
}

static inline void world_begin(struct world *world) {
  airlock_config config = world_config(world);
  world_open(world, &config);
}

static inline void world_check(struct world *world) {
  const char *broken = airlock_memory_check(world->machine);
  cr_assert_null(broken, "%s", broken);
}

static inline void world_end(struct world *world) {
  world_check(world);
  airlock_machine_free(world->machine);
  cr_expect(counting_is_clean(&world->counting), "%lu blocks outstanding, %lu mistakes",
            world->counting.blocks, world->counting.mistakes);
}

static inline airlock_ptr world_allocate(struct world *world, uint64_t size, uint64_t align,
                                         airlock_memory_kind kind) {
  airlock_ptr pointer = {0};
  cr_assert_eq(airlock_allocate(world->machine, &pointer, size, align, kind), AIRLOCK_OK);
  return pointer;
}

static inline airlock_ptr world_heap(struct world *world, uint64_t size) {
  return world_allocate(world, size, 8, AIRLOCK_HEAP);
}

// The exposure that native code causes, without native code: prepares, and begins a new epoch.
static inline void world_cross(struct world *world) {
  cr_assert(exposure_prepare(world->machine));
  exposure_cross(world->machine);
}

static inline airlock_ptr at(airlock_ptr pointer, int64_t bytes) {
  return airlock_ptr_wrapping_add(pointer, (uint64_t)bytes);
}

static inline airlock_ptr wildcard(airlock_ptr pointer) {
  return (airlock_ptr){pointer.address, airlock_prov_wildcard()};
}

static inline airlock_ptr tagged(airlock_ptr pointer, uint64_t tag) {
  pointer.prov.tag.value = tag;
  return pointer;
}

static inline const airlock_type *type_of(struct world *world, airlock_kind kind) {
  return airlock_type_scalar(world->machine, kind);
}

static inline void world_store(struct world *world, airlock_ptr pointer, airlock_scalar scalar) {
  airlock_status status =
      airlock_store(world->machine, pointer, scalar, type_of(world, scalar.kind));
  cr_assert_eq(status, AIRLOCK_OK, "%s", airlock_last_report(world->machine)->message);
}

static inline airlock_scalar world_load(struct world *world, airlock_ptr pointer,
                                        airlock_kind kind) {
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_load(world->machine, &scalar, pointer, type_of(world, kind));
  cr_assert_eq(status, AIRLOCK_OK, "%s", airlock_last_report(world->machine)->message);
  return scalar;
}

static inline airlock_byte world_byte(struct world *world, airlock_ptr pointer) {
  airlock_byte byte = {0};
  airlock_status status = airlock_byte_at(world->machine, &byte, pointer);
  cr_assert_eq(status, AIRLOCK_OK, "%s", airlock_last_report(world->machine)->message);
  return byte;
}

static inline bool world_is_exposed(struct world *world, airlock_ptr pointer) {
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(world->machine, &info, pointer.prov.alloc));
  return info.exposed;
}

static inline bool pointer_equal(airlock_ptr left, airlock_ptr right) {
  return left.address == right.address && left.prov.alloc.value == right.prov.alloc.value &&
         left.prov.tag.value == right.prov.tag.value;
}

#endif
