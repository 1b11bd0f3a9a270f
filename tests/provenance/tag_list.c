// SPDX-License-Identifier: MIT
//
// Exposed tags: kept in order, found again, free of cost for the one tag that embedders without a
// borrow model have.
#include "provenance/tag_list.h"

#include "../counting_allocator.h"

#include <criterion/criterion.h>

static airlock_tag tag_of(uint64_t value) {
  return (airlock_tag){value};
}

static void expect_tags(const struct tag_list *list, const uint64_t *expected, size_t count) {
  const airlock_tag *tags;
  cr_assert_eq(tag_list_view(list, &tags), count);
  for (size_t i = 0; i < count; i++) {
    cr_expect_eq(tags[i].value, expected[i]);
    cr_expect(tag_list_contains(list, tag_of(expected[i])));
  }
}

Test(tag_list, tag_0_alone_costs_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct tag_list *list;
  cr_assert(tag_list_begin(&host, &list, tag_of(0)));
  cr_expect_null(list);
  cr_expect_eq(counting.requests, 0);
  expect_tags(list, (const uint64_t[]){0}, 1);
  cr_expect_not(tag_list_contains(list, tag_of(1)));
  tag_list_free(&host, list);
}

Test(tag_list, begins_with_any_tag) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct tag_list *list;
  cr_assert(tag_list_begin(&host, &list, tag_of(9)));
  expect_tags(list, (const uint64_t[]){9}, 1);
  cr_expect_not(tag_list_contains(list, tag_of(0)));
  cr_assert(tag_list_add(&host, &list, tag_of(0)));
  cr_assert(tag_list_add(&host, &list, tag_of(UINT64_MAX)));
  expect_tags(list, (const uint64_t[]){9, 0, UINT64_MAX}, 3);
  tag_list_free(&host, list);
  cr_expect(counting_is_clean(&counting));
}

Test(tag_list, keeps_the_order_of_exposure) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  struct tag_list *list;
  uint64_t expected[200];
  for (size_t i = 0; i < 200; i++) {
    expected[i] = i == 0 ? 0 : 1000 - i;
    cr_assert(i == 0 ? tag_list_begin(&host, &list, tag_of(expected[i]))
                     : tag_list_add(&host, &list, tag_of(expected[i])));
    expect_tags(list, expected, i + 1);
  }
  tag_list_free(&host, list);
  cr_expect(counting_is_clean(&counting));
}

Test(tag_list, running_out_of_memory_changes_nothing) {
  struct counting_allocator counting = counting_begin();
  struct host host = {counting_functions(&counting)};
  for (uint64_t first = 0; first < 2; first++) {
    struct tag_list *list = NULL;
    for (uint64_t n = 0;; n++) {
      counting.fail_after = n;
      if (tag_list_begin(&host, &list, tag_of(first))) {
        break;
      }
      cr_assert_eq(counting.blocks, 0);
    }
    uint64_t expected[50] = {first};
    for (size_t i = 1; i < 50; i++) {
      expected[i] = i + 1;
      for (uint64_t n = 0;; n++) {
        counting.fail_after = n;
        if (tag_list_add(&host, &list, tag_of(expected[i]))) {
          break;
        }
        expect_tags(list, expected, i);
        cr_expect_not(tag_list_contains(list, tag_of(expected[i])));
      }
      expect_tags(list, expected, i + 1);
    }
    tag_list_free(&host, list);
    cr_expect(counting_is_clean(&counting));
  }
}
