// SPDX-License-Identifier: MIT
//
// The host allocator: sizes told truly, overflow refused, and failure that changes nothing.
#include "support/host.h"

#include "../counting_allocator.h"

#include <criterion/criterion.h>

Test(host, default_allocator_gives_resizes_and_takes_back) {
  airlock_allocator allocator = host_default();
  uint8_t *memory = allocator.allocate(allocator.context, 10);
  cr_assert_not_null(memory);
  memset(memory, 7, 10);
  memory = allocator.resize(allocator.context, memory, 10, 100000);
  cr_assert_not_null(memory);
  cr_expect_eq(memory[9], 7);
  allocator.release(allocator.context, memory, 100000);
}

Test(host, size_zero_is_memory_too_and_comes_back_as_it_was_taken) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  void *first = host_allocate(&host, 0);
  void *second = host_allocate_zeroed(&host, 0, 8);
  cr_expect_not_null(first);
  cr_expect_not_null(second);
  host_release(&host, first, 0);
  host_release(&host, second, 0);
  host_release(&host, NULL, 17);
  cr_expect(counting_is_clean(&counting));
}

Test(host, zeroed_memory_is_zero_and_its_product_may_not_overflow) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  uint8_t *memory = host_allocate_zeroed(&host, 3, 100);
  cr_assert_not_null(memory);
  for (size_t i = 0; i < 300; i++) {
    cr_assert_eq(memory[i], 0);
  }
  cr_expect_eq(counting.bytes, 300);
  cr_expect_null(host_allocate_zeroed(&host, SIZE_MAX / 2, 3));
  cr_expect_null(host_allocate_zeroed(&host, 3, SIZE_MAX / 2));
  cr_expect_eq(counting.requests, 1, "an overflowing product does not reach the allocator");
  host_release(&host, memory, 300);
  cr_expect(counting_is_clean(&counting));
}

Test(host, strings_are_copied_whole) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  char original[] = "airlock";
  char *copy = host_copy_string(&host, original);
  char *empty = host_copy_string(&host, "");
  original[0] = 'x';
  cr_expect_str_eq(copy, "airlock");
  cr_expect_str_eq(empty, "");
  host_release_string(&host, copy);
  host_release_string(&host, empty);
  host_release_string(&host, NULL);
  cr_expect(counting_is_clean(&counting));
  counting.fail_after = 0;
  cr_expect_null(host_copy_string(&host, "no room"));
}

Test(host, growth_keeps_the_elements_and_at_least_doubles) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  uint32_t *array = NULL;
  size_t capacity = 0;
  uint64_t growths = 0;
  for (uint32_t i = 0; i < 10000; i++) {
    size_t before = capacity;
    cr_assert(host_grow(&host, (void **)&array, &capacity, i + 1, sizeof *array));
    cr_assert_geq(capacity, i + 1);
    if (capacity != before) {
      cr_assert_geq(capacity, 2 * before);
      growths++;
    }
    array[i] = i;
  }
  for (uint32_t i = 0; i < 10000; i++) {
    cr_assert_eq(array[i], i);
  }
  cr_expect_lt(growths, 15);
  cr_expect_eq(counting.bytes, capacity * sizeof *array);
  host_release(&host, array, capacity * sizeof *array);
  cr_expect(counting_is_clean(&counting));
}

Test(host, growth_to_what_is_there_takes_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  void *array = NULL;
  size_t capacity = 0;
  cr_assert(host_grow(&host, &array, &capacity, 0, 8));
  cr_expect_null(array);
  cr_assert(host_grow(&host, &array, &capacity, 100, 8));
  cr_expect_eq(counting.requests, 1);
  cr_assert(host_grow(&host, &array, &capacity, 100, 8));
  cr_assert(host_grow(&host, &array, &capacity, 3, 8));
  cr_expect_eq(counting.requests, 1);
  host_release(&host, array, capacity * 8);
  cr_expect(counting_is_clean(&counting));
}

Test(host, growth_that_fails_changes_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  uint64_t *array = NULL;
  size_t capacity = 0;
  counting.fail_after = 0;
  cr_expect_not(host_grow(&host, (void **)&array, &capacity, 1, sizeof *array));
  cr_expect_null(array);
  cr_expect_eq(capacity, 0);
  counting.fail_after = 1;
  cr_assert(host_grow(&host, (void **)&array, &capacity, 8, sizeof *array));
  array[7] = 42;
  const uint64_t *before = array;
  size_t capacity_before = capacity;
  const size_t needs[] = {capacity + 1, SIZE_MAX, SIZE_MAX / 8 + 1, SIZE_MAX / 2 + 2};
  for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
    cr_expect_not(host_grow(&host, (void **)&array, &capacity, needs[i], sizeof *array));
    cr_expect_eq(array, before);
    cr_expect_eq(capacity, capacity_before);
    cr_expect_eq(array[7], 42);
  }
  host_release(&host, array, capacity * sizeof *array);
  cr_expect(counting_is_clean(&counting));
}
