// SPDX-License-Identifier: MIT
//
// Memory read and written by its address: the machine's with all checks, native code's as far as it
// is there.
#define _GNU_SOURCE
#include "fixture.h"

#include <sys/mman.h>
#include <unistd.h>

static airlock_machine *machine;
static uint8_t *pages; // Three: one to read and write, one read-only, one without access.
static size_t page;

static void begin(void) {
  machine = fixture_machine(NULL, "data");
  page = (size_t)sysconf(_SC_PAGESIZE);
  pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(pages, MAP_FAILED);
  for (size_t i = 0; i < 2 * page; i++) {
    pages[i] = (uint8_t)(i * 7);
  }
  cr_assert_eq(mprotect(pages + page, page, PROT_READ), 0);
  cr_assert_eq(mprotect(pages + 2 * page, page, PROT_NONE), 0);
}

static void end(void) {
  cr_assert_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
  (void)munmap(pages, 3 * page);
}

TestSuite(native_memory, .init = begin, .fini = end);

static uint64_t address_of(const void *memory) {
  return (uint64_t)(uintptr_t)memory;
}

Test(native_memory, foreign_memory_is_read_and_written_and_called_foreign) {
  airlock_owner owner = AIRLOCK_OWNER_MACHINE;
  uint8_t bytes[300];
  cr_assert_ok(machine, airlock_native_read(machine, bytes, &owner, address_of(pages + 50), 300));
  cr_expect_eq(owner, AIRLOCK_OWNER_FOREIGN);
  cr_expect_eq(memcmp(bytes, pages + 50, 300), 0);
  memset(bytes, 0xab, sizeof bytes);
  owner = AIRLOCK_OWNER_MACHINE;
  cr_assert_ok(machine, airlock_native_write(machine, &owner, address_of(pages + 100), bytes, 300));
  cr_expect_eq(owner, AIRLOCK_OWNER_FOREIGN);
  cr_expect_eq(pages[99], (uint8_t)(99 * 7));
  cr_expect_eq(pages[100], 0xab);
  cr_expect_eq(pages[399], 0xab);
  cr_expect_eq(pages[400], (uint8_t)(400 * 7));
  cr_assert_ok(machine, airlock_native_read(machine, bytes, NULL, address_of(pages), 1));
  cr_assert_ok(machine, airlock_native_write(machine, NULL, address_of(pages), bytes, 1));
}

Test(native_memory, what_is_not_there_is_an_error_and_no_crash) {
  const struct absence {
    uint64_t address;
    size_t size;
    airlock_status status;
    const char *message;
  } absences[] = {
      {0, 1, AIRLOCK_UB_NULL_POINTER, "1 bytes at the null pointer"},
      {1, 4, AIRLOCK_UB_NO_PROVENANCE, "4 bytes at 0x1: after 0 bytes the memory is not mapped"},
      {UINT64_MAX, 1, AIRLOCK_UB_NO_PROVENANCE, "1 bytes at 0xffffffffffffffff: after 0 bytes"},
      {UINT64_MAX, 8, AIRLOCK_UB_NO_PROVENANCE, "8 bytes at 0xffffffffffffffff: after 0 bytes"},
      {address_of(pages + 2 * page), 1, AIRLOCK_UB_NO_PROVENANCE, "after 0 bytes"},
      {address_of(pages + 2 * page) - 3, 8, AIRLOCK_UB_NO_PROVENANCE, "after 3 bytes"},
  };
  for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++) {
    uint8_t bytes[8] = {0};
    const struct absence *absence = &absences[i];
    airlock_owner owner = (airlock_owner)77;
    cr_expect_failure(machine,
                      airlock_native_read(machine, bytes, &owner, absence->address, absence->size),
                      absence->status, absence->message);
    cr_expect_eq(owner, 77);
    memcpy(bytes, pages + 2 * page - 3, 3); // What is there is "written" with what it holds.
    cr_expect_failure(machine,
                      airlock_native_write(machine, &owner, absence->address, bytes, absence->size),
                      absence->status, absence->message);
    cr_expect_eq(owner, 77);
  }
}

Test(native_memory, a_range_that_is_larger_than_any_is_an_error) {
  uint8_t byte = 0;
  cr_expect_eq(airlock_native_read(machine, &byte, NULL, address_of(pages + 2 * page), SIZE_MAX),
               AIRLOCK_UB_NO_PROVENANCE);
}

Test(native_memory, nothing_is_read_or_written_anywhere) {
  const uint64_t addresses[] = {0, 1, UINT64_MAX, address_of(pages + 2 * page)};
  for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
    cr_expect_eq(airlock_native_read(machine, NULL, NULL, addresses[i], 0), AIRLOCK_OK);
    cr_expect_eq(airlock_native_write(machine, NULL, addresses[i], NULL, 0), AIRLOCK_OK);
  }
}

Test(native_memory, read_only_memory_may_be_written_with_what_it_holds) {
  uint8_t bytes[16];
  uint8_t *start = pages + page + 32;
  memcpy(bytes, start, sizeof bytes);
  cr_assert_ok(machine, airlock_native_write(machine, NULL, address_of(start), bytes, 16));
  bytes[9]++;
  cr_expect_failure(machine, airlock_native_write(machine, NULL, address_of(start), bytes, 16),
                    AIRLOCK_UB_READ_ONLY, "after 9 bytes the memory is read-only");
  cr_expect_eq(start[9], (uint8_t)(bytes[9] - 1));
}

Test(native_memory, what_can_be_written_only_in_part_is_written_up_to_there) {
  uint8_t bytes[64];
  memset(bytes, 0xcd, sizeof bytes);
  uint8_t *start = pages + page - 20;
  cr_expect_failure(machine, airlock_native_write(machine, NULL, address_of(start), bytes, 64),
                    AIRLOCK_UB_READ_ONLY, "after 20 bytes the memory is read-only");
  for (size_t i = 0; i < 20; i++) {
    cr_expect_eq(start[i], 0xcd, "%zu", i);
  }
  cr_expect_eq(start[20], (uint8_t)(page * 7));
  cr_assert_eq(mprotect(pages + page, page, PROT_READ | PROT_WRITE), 0);
  start = pages + 2 * page - 20;
  cr_expect_failure(machine, airlock_native_write(machine, NULL, address_of(start), bytes, 64),
                    AIRLOCK_UB_NO_PROVENANCE, "after 20 bytes the memory is not mapped");
  for (size_t i = 0; i < 20; i++) {
    cr_expect_eq(start[i], 0xcd, "%zu", i);
  }
}

Test(native_memory, long_ranges_are_written_where_they_differ) {
  size_t size = 40 * page;
  uint8_t *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(memory, MAP_FAILED);
  uint8_t *bytes = calloc(size, 1);
  cr_assert_not_null(bytes);
  cr_assert_eq(mprotect(memory, page, PROT_READ), 0);
  for (size_t i = page; i < size; i += 977) {
    bytes[i] = 1;
  }
  cr_assert_ok(machine, airlock_native_write(machine, NULL, address_of(memory), bytes, size));
  cr_expect_eq(memcmp(memory, bytes, size), 0);
  memset(bytes, 0, size);
  cr_assert_ok(machine, airlock_native_read(machine, bytes, NULL, address_of(memory), size));
  cr_expect_eq(memcmp(memory, bytes, size), 0);
  free(bytes);
  (void)munmap(memory, size);
}

Test(native_memory, the_machine_s_own_is_accessed_like_through_a_wildcard) {
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  uint8_t bytes[16] = {1, 2, 3};
  cr_expect_eq(airlock_native_write(machine, NULL, memory.address, bytes, 4),
               AIRLOCK_UB_NO_PROVENANCE, "it is not exposed");
  cr_assert_ok(machine, airlock_expose(machine, memory));
  airlock_owner owner = AIRLOCK_OWNER_FOREIGN;
  cr_assert_ok(machine, airlock_native_write(machine, &owner, memory.address + 2, bytes, 4));
  cr_expect_eq(owner, AIRLOCK_OWNER_MACHINE);
  cr_expect_not(fixture_byte(machine, memory, 1).init);
  cr_expect(fixture_byte(machine, memory, 2).init);
  cr_expect_eq(airlock_prov_kind_of(fixture_byte(machine, memory, 2).prov), AIRLOCK_PROV_NONE);
  owner = AIRLOCK_OWNER_FOREIGN;
  uint8_t read[16];
  cr_assert_ok(machine, airlock_native_read(machine, read, &owner, memory.address + 2, 4));
  cr_expect_eq(owner, AIRLOCK_OWNER_MACHINE);
  cr_expect_eq(memcmp(read, bytes, 4), 0);
  const struct failure {
    uint64_t address;
    size_t size;
    airlock_status status;
  } reads[] = {
      {memory.address + 1, 4, AIRLOCK_UB_UNINITIALIZED},
      {memory.address, 17, AIRLOCK_UB_OUT_OF_BOUNDS},
      {memory.address + 2, SIZE_MAX, AIRLOCK_UB_OUT_OF_BOUNDS},
      {memory.address + 16, 1, AIRLOCK_UB_NO_PROVENANCE},
  };
  for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++) {
    cr_expect_eq(airlock_native_read(machine, read, NULL, reads[i].address, reads[i].size),
                 reads[i].status, "%zu: %s", i, airlock_last_report(machine)->message);
  }
  cr_assert_ok(machine, airlock_set_read_only(machine, memory.prov.alloc));
  cr_expect_eq(airlock_native_write(machine, NULL, memory.address + 2, bytes, 4),
               AIRLOCK_UB_READ_ONLY);
}

Test(native_memory, a_function_of_the_machine_is_no_data) {
  airlock_ptr function = {0};
  cr_assert_ok(machine, airlock_function_new(machine, &function, "f", NULL, NULL));
  cr_assert_ok(machine, airlock_expose(machine, function));
  uint8_t byte;
  cr_expect_eq(airlock_native_read(machine, &byte, NULL, function.address, 1), AIRLOCK_UB_NOT_DATA);
}

Test(native_memory, keyed_blocks_and_variables_of_libraries_are_the_machine_s) {
  airlock_ptr keyed = {0};
  airlock_owner owner = AIRLOCK_OWNER_FOREIGN;
  cr_assert_ok(machine, airlock_keyed_allocate(machine, &keyed, "k", 1, 8, 8));
  cr_assert_ok(machine, airlock_native_write(machine, &owner, keyed.address, "abcdefgh", 8));
  cr_expect_eq(owner, AIRLOCK_OWNER_MACHINE);
  airlock_symbol symbol;
  cr_assert_ok(machine, airlock_symbol_find(machine, &symbol, 0, "zeroed", 6));
  cr_assert_ok(machine, airlock_native_write(machine, &owner, symbol.address, "abcdefgh", 8));
  cr_expect_eq(owner, AIRLOCK_OWNER_FOREIGN, "nobody asked for the variable yet");
  airlock_ptr variable = {0};
  cr_assert_ok(machine, airlock_data_symbol(machine, &variable, 0, "zeroed", 6));
  cr_assert_ok(machine, airlock_native_write(machine, &owner, symbol.address, "ijklmnop", 8));
  cr_expect_eq(owner, AIRLOCK_OWNER_MACHINE);
  uint8_t bytes[32];
  cr_expect_eq(airlock_native_read(machine, bytes, NULL, symbol.address, 25),
               AIRLOCK_UB_OUT_OF_BOUNDS);
}

// What is written past foreign memory into a variable would bypass its provenance and mutability.
Test(native_memory, foreign_memory_beside_a_variable_is_no_way_into_it) {
  airlock_ptr variable = {0};
  cr_assert_ok(machine, airlock_data_symbol(machine, &variable, 0, "zeroed", 6));
  uint8_t bytes[32] = {0};
  airlock_ptr target = fixture_allocate(machine, 8, 8);
  fixture_store(machine, variable, 0, airlock_pointer(target));
  cr_assert_ok(machine, airlock_native_read(machine, bytes, NULL, variable.address - 8, 8));
  cr_expect_failure(machine, airlock_native_write(machine, NULL, variable.address - 8, bytes, 16),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "reach into the machine's");
  cr_expect_failure(machine, airlock_native_read(machine, bytes, NULL, variable.address - 8, 32),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "cannot read 32 bytes at");
  cr_expect_eq(fixture_load(machine, variable, 0, AIRLOCK_POINTER).as.ptr.prov.alloc.value,
               target.prov.alloc.value);
}
