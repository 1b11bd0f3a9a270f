// SPDX-License-Identifier: MIT
//
// Which blocks of native code are lost at the end, which ones its libraries keep, and when nobody
// can tell.
#define _GNU_SOURCE
#include "fixture.h"

#include <pthread.h>
#include <stdlib.h>

#define MOST_LEAKS 8

static airlock_machine *machine;

// What a test lost is given back at its end.
static airlock_alloc_id lost[MOST_LEAKS];

static airlock_status look_inside(void *context, void *token, const airlock_scalar *args,
                                  size_t num_args, airlock_scalar *io_result);

static void begin(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.native_heap = AIRLOCK_NATIVE_HEAP_TRACK;
  config.callback = look_inside;
  machine = fixture_machine(&config, "heap");
}

static void end(void) {
  cr_assert_null(airlock_memory_check(machine));
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  for (uint64_t i = 1; i <= statistics.total_allocations; i++) {
    airlock_alloc_info info;
    airlock_native_block_info block;
    airlock_alloc_id alloc = {i};
    if (airlock_native_block_get_info(machine, &block, alloc) &&
        airlock_alloc_get_info(machine, &info, alloc) && info.live) {
      cr_expect_null(info.origin, "a search leaves no traces");
      free((void *)(uintptr_t)info.address);
    }
  }
  airlock_machine_free(machine);
}

TestSuite(native_leaks, .init = begin, .fini = end);

static airlock_scalar size_of(uint64_t size) {
  return airlock_int(AIRLOCK_USIZE, size);
}

static airlock_ptr make(const char *declaration, uint64_t size) {
  return fixture_call(machine, declaration, FIXTURE_ARGS(size_of(size))).as.ptr;
}

// So many are lost, and so many possibly held.
static void expect_leaks(size_t count, size_t held) {
  size_t found_held = 99;
  size_t found = airlock_leaks(machine, lost, MOST_LEAKS, &found_held);
  cr_expect_eq(found, count, "%zu leaks, expected %zu", found, count);
  cr_expect_eq(found_held, held, "%zu held, expected %zu", found_held, held);
}

static uint64_t lost_size(size_t index) {
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, lost[index]));
  return info.size;
}

static airlock_ptr place_of(airlock_memory_kind kind, airlock_ptr target) {
  airlock_ptr place;
  cr_assert_ok(machine, airlock_allocate(machine, &place, 8, 8, kind));
  fixture_store(machine, place, 0, airlock_pointer(target));
  return place;
}

Test(native_leaks, what_nobody_holds_is_lost) {
  expect_leaks(0, 0);
  make("void lose(usize)", 40);
  expect_leaks(1, 0);
  cr_expect_eq(lost_size(0), 40);
  make("pointer make(usize)", 50); // Its pointer was returned, and forgotten.
  make("pointer malloc(usize)", 60);
  expect_leaks(3, 0);
  cr_expect_eq(lost_size(0), 40); // In order of their making.
  cr_expect_eq(lost_size(2), 60);
}

Test(native_leaks, what_the_library_keeps_is_not_lost) {
  make("void keep(usize)", 40);
  expect_leaks(0, 0);
  make("void keep(usize)", 41); // Kept instead of the other.
  expect_leaks(1, 0);
  cr_expect_eq(lost_size(0), 40);
}

Test(native_leaks, what_the_program_holds_is_not_lost) {
  airlock_ptr heap = place_of(AIRLOCK_HEAP, make("pointer make(usize)", 10));
  (void)place_of(AIRLOCK_STATIC, heap);
  (void)place_of(AIRLOCK_STATIC, airlock_ptr_wrapping_add(make("pointer make(usize)", 10), 9));
  airlock_frame_push(machine);
  (void)place_of(AIRLOCK_STACK, make("pointer make(usize)", 11));
  expect_leaks(0, 0);
  airlock_frame_pop(machine);
  expect_leaks(1, 0);
  cr_expect_eq(lost_size(0), 11);
}

Test(native_leaks, a_block_behind_the_end_of_which_a_pointer_leads_is_lost) {
  (void)place_of(AIRLOCK_STATIC, airlock_ptr_wrapping_add(make("pointer make(usize)", 10), 10));
  expect_leaks(1, 0);
}

Test(native_leaks, what_a_lost_block_leads_to_is_not_told_of) {
  airlock_ptr names = make("pointer make_names(usize)", 20);
  expect_leaks(1, 0);
  cr_expect_eq(lost_size(0), 21 * 8);
  (void)place_of(AIRLOCK_STATIC, names);
  expect_leaks(0, 0);
}

Test(native_leaks, of_blocks_in_a_ring_one_is_told_of) {
  airlock_ptr left = make("pointer malloc(usize)", 8);
  airlock_ptr right = make("pointer malloc(usize)", 9);
  fixture_store(machine, left, 0, airlock_pointer(right));
  fixture_store(machine, right, 0, airlock_pointer(left));
  expect_leaks(1, 0);
  (void)place_of(AIRLOCK_STATIC, right);
  expect_leaks(0, 0);
}

Test(native_leaks, memory_that_nobody_watches_may_hold_what_seems_lost) {
  make("void keep_unwatched(usize)", 40);
  make("void lose(usize)", 41);
  expect_leaks(0, 2);
  (void)fixture_call(machine, "void drop_unwatched()", NULL, 0);
  expect_leaks(1, 0);
}

static void *wait_for_end(void *context) {
  (void)pthread_mutex_lock(context);
  return NULL;
}

Test(native_leaks, another_thread_may_hold_what_seems_lost) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_t thread;
  make("void lose(usize)", 40);
  (void)pthread_mutex_lock(&mutex);
  cr_assert_eq(pthread_create(&thread, NULL, wait_for_end, &mutex), 0);
  expect_leaks(0, 1);
  (void)pthread_mutex_unlock(&mutex);
  (void)pthread_join(thread, NULL);
  expect_leaks(1, 0);
}

static airlock_status look_inside(void *context, void *token, const airlock_scalar *args,
                                  size_t num_args, airlock_scalar *io_result) {
  (void)context;
  (void)token;
  (void)args;
  (void)num_args;
  (void)io_result;
  expect_leaks(0, 1);
  return AIRLOCK_OK;
}

Test(native_leaks, native_code_that_runs_may_hold_what_seems_lost) {
  char name[64];
  const airlock_signature *signature = fixture_signature(machine, name, "void callback()");
  airlock_ptr function;
  cr_assert_ok(machine, airlock_function_new(machine, &function, name, signature, NULL));
  make("void lose(usize)", 40);
  airlock_ptr made = fixture_call(machine, "pointer make_around(fn,usize)",
                                  FIXTURE_ARGS(airlock_function_pointer(function), size_of(21)))
                         .as.ptr;
  (void)place_of(AIRLOCK_STATIC, made);
  expect_leaks(1, 0);
}
