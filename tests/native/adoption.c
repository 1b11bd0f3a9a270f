// SPDX-License-Identifier: MIT
//
// Blocks of native memory that an embedder names by hand: their bounds, their life, their owner.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// What the release function was called with.
struct released {
  unsigned times;
  const void *memory;
  uint64_t size;
};

static airlock_machine *machine;
static uint64_t span;
static struct released released;
static _Alignas(16) uint8_t block[64];

static uint64_t tell_span(void *context) {
  (void)context;
  return span;
}

static void begin(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.span = tell_span;
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  machine = fixture_machine(&config, "memory");
  span = 1;
  released = (struct released){0};
  for (size_t i = 0; i < sizeof block; i++) {
    block[i] = (uint8_t)i;
  }
}

static void end(void) {
  if (machine != NULL) {
    cr_assert_null(airlock_memory_check(machine));
    airlock_machine_free(machine);
  }
}

TestSuite(adoption, .init = begin, .fini = end);

static void take_back(void *context, void *memory, uint64_t size) {
  struct released *call = context;
  call->times++;
  call->memory = memory;
  call->size = size;
}

static airlock_adoption with_release(void) {
  return (airlock_adoption){
      .owner = "the image decoder", .release = take_back, .context = &released};
}

static uint64_t address_of(const void *memory) {
  return (uint64_t)(uintptr_t)memory;
}

static airlock_ptr wild(const void *memory) {
  return (airlock_ptr){address_of(memory), airlock_prov_wildcard()};
}

static airlock_ptr adopt(void *memory, uint64_t size) {
  airlock_adoption adoption = with_release();
  airlock_ptr pointer = {0};
  cr_assert_ok(machine, airlock_adopt(machine, &pointer, address_of(memory), size, &adoption));
  return pointer;
}

static bool has_note(airlock_note_kind kind, uint64_t at, const char *text) {
  const airlock_report *report = airlock_last_report(machine);
  for (size_t i = 0; i < report->num_notes; i++) {
    const airlock_note *note = &report->notes[i];
    if (note->kind == kind && note->span == at && strstr(note->text, text) != NULL) {
      return true;
    }
  }
  return false;
}

// ------------------------------------------------------------------------------------------ bounds

Test(adoption, adopted_memory_is_an_allocation_with_bounds) {
  airlock_ptr pointer = adopt(block + 16, 12);
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, pointer.prov.alloc));
  cr_expect(info.address == address_of(block + 16) && info.size == 12 && info.align == 16);
  cr_expect(info.kind == AIRLOCK_NATIVE && info.live && info.exposed && !info.read_only);
  cr_expect_str_eq(info.origin, "the image decoder");
  const airlock_ptr both[] = {pointer, wild(block + 16)};
  for (size_t i = 0; i < 2; i++) {
    uint8_t bytes[16] = {0};
    cr_assert_ok(machine, airlock_read(machine, bytes, both[i], 12));
    cr_expect_eq(bytes[11], (uint8_t)(27 + 9 * i));
    cr_expect_failure(machine, airlock_read(machine, bytes, both[i], 13), AIRLOCK_UB_OUT_OF_BOUNDS,
                      "alloc1+0x0 which is only 12 bytes from the end of the allocation");
    cr_expect(has_note(AIRLOCK_ALLOCATED, 1,
                       "alloc1 (native, 12 bytes, of `the image decoder`) was adopted here"));
    bytes[0] = 36;
    cr_assert_ok(machine, airlock_write(machine, airlock_ptr_wrapping_add(both[i], 11), bytes, 1));
    cr_expect_eq(block[27], 36);
  }
  airlock_ptr moved;
  cr_expect_failure(machine, airlock_ptr_offset(machine, &moved, wild(block + 16), 13),
                    AIRLOCK_UB_POINTER_ARITHMETIC, "is only 12 bytes from the end");
}

Test(adoption, bytes_are_as_native_code_left_them) {
  airlock_ptr pointer = adopt(block, 64);
  airlock_byte byte;
  cr_assert_ok(machine, airlock_byte_at(machine, &byte, airlock_ptr_wrapping_add(pointer, 5)));
  cr_expect(byte.value == 5 && byte.init);
  cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
}

Test(adoption, a_pointer_from_native_code_stays_a_wildcard_and_finds_the_block) {
  fixture_open_library_of(machine, "memchr");
  airlock_ptr pointer = adopt(block, 64);
  const airlock_scalar args[] = {airlock_pointer(pointer), airlock_int(AIRLOCK_I32, 60),
                                 airlock_int(AIRLOCK_USIZE, 64)};
  airlock_scalar found = fixture_call(machine, "pointer memchr(pointer, i32, usize)", args, 3);
  cr_expect_eq(airlock_prov_kind_of(found.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  airlock_alloc_id alloc;
  uint64_t offset = 0;
  cr_assert_ok(machine, airlock_resolve(machine, &alloc, &offset, found.as.ptr));
  cr_expect(alloc.value == pointer.prov.alloc.value && offset == 60);
  uint8_t bytes[5];
  cr_expect_failure(machine, airlock_read(machine, bytes, found.as.ptr, 5),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "is only 4 bytes from the end");
}

Test(adoption, read_only_memory_is_not_written) {
  static const char literal[] = "constant";
  airlock_adoption adoption = {.owner = "the test"};
  airlock_ptr pointer;
  cr_assert_ok(machine, airlock_adopt(machine, &pointer, address_of(literal), 9, &adoption));
  cr_expect_failure(machine, airlock_fill(machine, pointer, 0, 1), AIRLOCK_UB_READ_ONLY,
                    "read-only");
  adoption.read_only = true;
  cr_assert_ok(machine, airlock_adopt(machine, &pointer, address_of(block), 9, &adoption));
  cr_expect_failure(machine, airlock_fill(machine, pointer, 0, 1), AIRLOCK_UB_READ_ONLY,
                    "read-only");
  uint8_t byte;
  cr_assert_ok(machine, airlock_read(machine, &byte, pointer, 1));
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  void *mapped = mmap(NULL, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(mapped, MAP_FAILED);
  adoption.read_only = false;
  cr_assert_ok(machine, airlock_adopt(machine, &pointer, address_of(mapped), page, &adoption));
  cr_expect_failure(machine, airlock_fill(machine, pointer, 0, 1), AIRLOCK_UB_READ_ONLY,
                    "read-only");
  cr_assert_ok(machine, airlock_disown(machine, pointer.prov.alloc));
  (void)munmap(mapped, page);
}

// ------------------------------------------------------------------------------------------- texts

Test(adoption, a_text_is_measured) {
  airlock_adoption adoption = with_release();
  airlock_ptr pointer;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(pages, MAP_FAILED);
  memset(pages, 'a', 2 * page);
  cr_assert_eq(munmap(pages + 2 * page, page), 0);
  char *text = pages + page - 5;
  cr_expect_failure(machine, airlock_adopt_text(machine, &pointer, address_of(text), &adoption),
                    AIRLOCK_USAGE_ARGUMENT, "without a NUL");
  pages[2 * page - 1] = '\0';
  cr_assert_ok(machine, airlock_adopt_text(machine, &pointer, address_of(text), &adoption));
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, pointer.prov.alloc));
  cr_expect_eq(info.size, page + 5);
  cr_assert_ok(machine, airlock_disown(machine, pointer.prov.alloc));
  char empty[1] = "";
  cr_assert_ok(machine, airlock_adopt_text(machine, &pointer, address_of(empty), &adoption));
  cr_assert(airlock_alloc_get_info(machine, &info, pointer.prov.alloc));
  cr_expect_eq(info.size, 1);
  cr_assert_ok(machine, airlock_disown(machine, pointer.prov.alloc));
  cr_expect_failure(machine, airlock_adopt_text(machine, &pointer, 0, &adoption),
                    AIRLOCK_USAGE_ARGUMENT, "null pointer");
  cr_expect_failure(machine, airlock_adopt_text(machine, &pointer, 64, &adoption),
                    AIRLOCK_USAGE_ARGUMENT, "ends after 0 bytes");
  (void)munmap(pages, 2 * page);
}

// ------------------------------------------------------------------------------ the end of a block

Test(adoption, the_program_deallocates_a_block_once) {
  airlock_ptr pointer = adopt(block, 24);
  cr_expect_failure(machine, airlock_deallocate(machine, pointer, 23, 8), AIRLOCK_UB_DEALLOCATION,
                    "has size 24");
  cr_expect_failure(machine,
                    airlock_deallocate(machine, airlock_ptr_wrapping_add(pointer, 8), 24, 8),
                    AIRLOCK_UB_DEALLOCATION, "does not point to the beginning");
  cr_expect_eq(released.times, 0);
  span = 2;
  cr_assert_ok(machine, airlock_deallocate(machine, wild(block), 24, 8));
  cr_expect(released.times == 1 && released.memory == block && released.size == 24);
  uint8_t byte;
  cr_expect_failure(machine, airlock_read(machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE,
                    "alloc1 has been freed");
  cr_expect(has_note(AIRLOCK_ALLOCATED, 1, "of `the image decoder`) was adopted here"));
  cr_expect(has_note(AIRLOCK_FREED, 2, "alloc1 went back to its owner, `the image decoder`, here"));
  cr_expect_failure(machine, airlock_deallocate(machine, pointer, 24, 8), AIRLOCK_UB_USE_AFTER_FREE,
                    "deallocating alloc1, which has been freed");
  cr_expect_eq(released.times, 1);
}

Test(adoption, without_a_release_function_only_the_owner_ends_it) {
  const airlock_adoption adoption = {.owner = "the test"};
  airlock_ptr pointer;
  cr_assert_ok(machine, airlock_adopt(machine, &pointer, address_of(block), 24, &adoption));
  cr_expect_failure(machine, airlock_deallocate(machine, pointer, 24, 8), AIRLOCK_UB_DEALLOCATION,
                    "deallocating alloc1, which is native memory, using heap deallocation");
  cr_expect(has_note(AIRLOCK_HELP, 0, "only its own function may take it back"));
}

Test(adoption, disowned_memory_dangles_and_is_not_released) {
  airlock_ptr pointer = adopt(block, 24);
  span = 3;
  cr_assert_ok(machine, airlock_disown(machine, pointer.prov.alloc));
  cr_expect_eq(released.times, 0);
  uint8_t byte;
  cr_expect_failure(machine, airlock_read(machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE,
                    "has been freed");
  cr_expect(has_note(AIRLOCK_FREED, 3, "went back to its owner"));
  cr_expect_failure(machine, airlock_read(machine, &byte, wild(block), 1),
                    AIRLOCK_FOREIGN_UNCHECKED, "native code owns");
  cr_expect_failure(machine, airlock_disown(machine, pointer.prov.alloc), AIRLOCK_USAGE_ARGUMENT,
                    "alloc1 is no live adopted memory");
  airlock_ptr again = adopt(block, 24);
  cr_expect_neq(again.prov.alloc.value, pointer.prov.alloc.value);
  airlock_ptr ours;
  cr_assert_ok(machine, airlock_allocate(machine, &ours, 8, 8, AIRLOCK_HEAP));
  cr_expect_failure(machine, airlock_disown(machine, ours.prov.alloc), AIRLOCK_USAGE_ARGUMENT,
                    "is no live adopted memory");
}

Test(adoption, the_machines_end_releases_what_is_left) {
  (void)adopt(block, 24);
  airlock_ptr other = adopt(block + 32, 8);
  cr_assert_ok(machine, airlock_disown(machine, other.prov.alloc));
  airlock_machine_free(machine);
  machine = NULL;
  cr_expect(released.times == 1 && released.memory == block && released.size == 24);
}

// -------------------------------------------------------------------------- what cannot be adopted

Test(adoption, what_is_not_there_or_not_free_is_refused_by_name) {
  airlock_ptr heap;
  airlock_ptr pointer;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  uint8_t *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(pages, MAP_FAILED);
  cr_assert_eq(mprotect(pages + page, page, PROT_NONE), 0);
  cr_assert_ok(machine, airlock_allocate(machine, &heap, 32, 8, AIRLOCK_HEAP));
  (void)adopt(block + 16, 16);
  const struct row {
    uint64_t address;
    uint64_t size;
    const char *owner;
    const char *text;
  } rows[] = {
      {address_of(block), 0, "me", "nothing is no memory"},
      {address_of(block), 8, NULL, "it has no owner"},
      {0, 8, "me", "this is the null pointer"},
      {64, 8, "me", "no readable memory is mapped there"},
      {UINT64_MAX - 4, 8, "me", "they reach beyond the last address"},
      {address_of(pages), page + 1, "me", "readable memory ends before their end"},
      {address_of(pages + page), 1, "me", "no readable memory is mapped there"},
      {address_of(block), 17, "me", "alloc2 lies there"},
      {address_of(block + 31), 1, "me", "alloc2 lies there"},
      {address_of(block), 64, "me", "alloc2 lies there"},
      {address_of(block + 20), 2, "me", "alloc2 lies there"},
      {heap.address + 31, 8, "me", "alloc1 lies there"},
      {heap.address + 8, 8, "me", "alloc1 lies there"},
      {heap.address + (1 << 20), 8, "me", "the machine's own memory"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const airlock_adoption adoption = {.owner = rows[i].owner};
    cr_expect_failure(machine,
                      airlock_adopt(machine, &pointer, rows[i].address, rows[i].size, &adoption),
                      AIRLOCK_USAGE_ARGUMENT, rows[i].text);
  }
  (void)adopt(block, 16);
  (void)adopt(block + 32, 32);
  (void)munmap(pages, 2 * page);
}

// --------------------------------------------------------------------------------------- callbacks

// What a comparator saw.
struct comparisons {
  unsigned count;
  unsigned inside;     // Of the adopted block.
  airlock_alloc_id of; // That block.
};

static airlock_status compare(void *context, void *token, const airlock_scalar *args,
                              size_t num_args, airlock_scalar *io_result) {
  struct comparisons *seen = context;
  airlock_machine *callee = *(airlock_machine **)token;
  uint32_t values[2] = {0, 0};
  cr_assert_eq(num_args, 2);
  seen->count++;
  for (size_t i = 0; i < 2; i++) {
    airlock_alloc_id alloc = {0};
    uint64_t offset = 0;
    cr_assert_eq(airlock_prov_kind_of(args[i].as.ptr.prov), AIRLOCK_PROV_WILDCARD);
    cr_assert_ok(callee, airlock_resolve(callee, &alloc, &offset, args[i].as.ptr));
    seen->inside += alloc.value == seen->of.value;
    cr_assert_ok(callee, airlock_read(callee, &values[i], args[i].as.ptr, sizeof values[i]));
  }
  int order = (values[0] > values[1]) - (values[0] < values[1]);
  *io_result = airlock_int(AIRLOCK_I32, (uint64_t)(int64_t)order);
  return AIRLOCK_OK;
}

Test(adoption, arguments_of_callbacks_find_the_block) {
  static uint32_t values[] = {5, 3, 9, 1, 7};
  struct comparisons seen = {0};
  airlock_config config;
  airlock_config_init(&config);
  config.context = &seen;
  config.callback = compare;
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  airlock_machine *other = fixture_machine(&config, NULL);
  fixture_open_library_of(other, "qsort");
  const airlock_adoption adoption = {.owner = "the test"};
  airlock_ptr pointer;
  airlock_ptr function;
  char name[64];
  cr_assert_ok(other, airlock_adopt(other, &pointer, address_of(values), sizeof values, &adoption));
  seen.of = pointer.prov.alloc;
  const airlock_signature *signature = fixture_signature(other, name, "i32 less(pointer, pointer)");
  cr_assert_ok(other, airlock_function_new(other, &function, name, signature, &other));
  const airlock_scalar args[] = {airlock_pointer(pointer), airlock_int(AIRLOCK_USIZE, 5),
                                 airlock_int(AIRLOCK_USIZE, 4), airlock_function_pointer(function)};
  (void)fixture_call(other, "void qsort(pointer, usize, usize, fn)", args, 4);
  cr_expect(values[0] == 1 && values[2] == 5 && values[4] == 9);
  cr_expect(seen.count > 3 && seen.inside == 2 * seen.count);
  airlock_machine_free(other);
}

// ------------------------------------------------------------------------------------------- leaks

Test(adoption, what_adopted_memory_holds_is_not_lost) {
  static uint64_t slots[2];
  airlock_ptr holder = adopt(slots, sizeof slots);
  airlock_ptr held;
  airlock_ptr lost;
  cr_assert_ok(machine, airlock_allocate(machine, &held, 8, 8, AIRLOCK_HEAP));
  cr_assert_ok(machine, airlock_allocate(machine, &lost, 8, 8, AIRLOCK_HEAP));
  cr_assert_ok(machine, airlock_store(machine, holder, airlock_pointer(held),
                                      airlock_type_scalar(machine, AIRLOCK_POINTER)));
  airlock_alloc_id leaks[2];
  cr_expect_eq(airlock_leaks(machine, leaks, 2, NULL), 1);
  cr_expect_eq(leaks[0].value, lost.prov.alloc.value);
  cr_assert_ok(machine, airlock_disown(machine, holder.prov.alloc));
  cr_expect_eq(airlock_leaks(machine, leaks, 2, NULL), 2);
}

Test(adoption, blocks_come_and_go_without_growth) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  airlock_machine *other = fixture_machine(&config, NULL);
  airlock_adoption adoption = with_release();
  uint64_t blocks = 0;
  for (unsigned i = 0; i < 2000; i++) {
    airlock_ptr pointer;
    cr_assert_ok(other, airlock_adopt(other, &pointer, address_of(block + i % 32), 8, &adoption));
    cr_assert_ok(other, i % 2 == 0 ? airlock_disown(other, pointer.prov.alloc)
                                   : airlock_deallocate(other, pointer, 8, 1));
    blocks = i == 1000 ? counting.blocks : blocks;
  }
  cr_expect_leq(counting.blocks, blocks + 1, "one more segment of dead records at most");
  cr_expect_eq(released.times, 1000);
  airlock_machine_free(other);
  cr_expect(counting_is_clean(&counting));
}
