// SPDX-License-Identifier: MIT
//
// Accesses to memory that is not the machine's: what each level makes of them, that nothing that is
// mapped or not mapped crashes, and what the machine knows without being told.
#define _GNU_SOURCE
#include "fixture.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { NUM_PAGES = 4, NUM_NUMBERS = 200 };

// What the hooks see and say.
struct scene {
  airlock_machine *machine;
  uint64_t span;
  unsigned warnings;
  unsigned asked;
  airlock_alloc_id exposed; // The last.
  char message[256];
  char note[256]; // The first that is not a help.
};

static struct scene scene;
static uint8_t *pages; // Read and write, read-only, without access, not mapped.
static size_t page;
static uint64_t numbers[NUM_NUMBERS]; // No symbol names it.

static void hear(void *context, const airlock_report *report) {
  struct scene *heard = context;
  if (report->warning == AIRLOCK_WARN_FOREIGN_ACCESS) {
    heard->warnings++;
    (void)snprintf(heard->message, sizeof heard->message, "%s", report->message);
    heard->note[0] = '\0';
    for (size_t i = report->num_notes; i > 0; i--) {
      if (report->notes[i - 1].kind == AIRLOCK_NOTE) {
        (void)snprintf(heard->note, sizeof heard->note, "%s", report->notes[i - 1].text);
      }
    }
  }
}

static uint64_t tell_span(void *context) {
  return ((const struct scene *)context)->span;
}

static airlock_status ask(void *context, const airlock_access *access) {
  (void)access;
  ((struct scene *)context)->asked++;
  return AIRLOCK_OK;
}

static void note_exposure(void *context, airlock_alloc_id alloc, airlock_tag tag) {
  (void)tag;
  ((struct scene *)context)->exposed = alloc;
}

static void open_machine(airlock_level level, bool has_spans) {
  airlock_config config;
  airlock_config_init(&config);
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = level;
  config.context = &scene;
  config.warning = hear;
  config.span = has_spans ? tell_span : NULL;
  config.expose = note_exposure;
  memset(&scene, 0, sizeof scene);
  scene.machine = fixture_machine(&config, "data");
}

static void close_machine(void) {
  cr_assert_null(airlock_memory_check(scene.machine));
  airlock_machine_free(scene.machine);
}

static void begin(void) {
  page = (size_t)sysconf(_SC_PAGESIZE);
  pages = mmap(NULL, NUM_PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cr_assert_neq(pages, MAP_FAILED);
  for (size_t i = 0; i < 2 * page; i++) {
    pages[i] = (uint8_t)(i * 7);
  }
  cr_assert_eq(mprotect(pages + page, page, PROT_READ), 0);
  cr_assert_eq(mprotect(pages + 2 * page, page, PROT_NONE), 0);
  cr_assert_eq(munmap(pages + 3 * page, page), 0);
  for (uint64_t i = 0; i < NUM_NUMBERS; i++) {
    numbers[i] = i * i;
  }
}

static void end(void) {
  (void)munmap(pages, 3 * page);
}

TestSuite(foreign, .init = begin, .fini = end);

static airlock_ptr wild(const void *memory) {
  return (airlock_ptr){(uint64_t)(uintptr_t)memory, airlock_prov_wildcard()};
}

static const airlock_type *type_of(airlock_kind kind) {
  return airlock_type_scalar(scene.machine, kind);
}

static airlock_status load(airlock_scalar *out_scalar, const void *memory, airlock_kind kind) {
  return airlock_load(scene.machine, out_scalar, wild(memory), type_of(kind));
}

// ------------------------------------------------------------------------------------------ levels

Test(foreign, a_place_is_warned_about_once) {
  airlock_scalar value;
  open_machine(AIRLOCK_ONCE, true);
  for (uint64_t i = 0; i < 10; i++) {
    scene.span = 1 + i % 3;
    cr_assert_ok(scene.machine, load(&value, &numbers[i], AIRLOCK_U64));
    cr_expect_eq(value.as.bits[0], i * i);
  }
  cr_expect_eq(scene.warnings, 3);
  cr_expect(strstr(scene.message, "reading 8 bytes at 0x") == scene.message, "%s", scene.message);
  scene.span = 4;
  cr_assert_ok(scene.machine, airlock_store(scene.machine, wild(&numbers[3]),
                                            airlock_int(AIRLOCK_U64, 1), type_of(AIRLOCK_U64)));
  cr_expect_eq(scene.warnings, 4);
  cr_expect(strstr(scene.message, "writing 8 bytes at 0x") == scene.message, "%s", scene.message);
  cr_expect_eq(numbers[3], 1);
  close_machine();
}

Test(foreign, without_places_a_machine_is_warned_once) {
  airlock_scalar value;
  open_machine(AIRLOCK_ONCE, false);
  for (uint64_t i = 0; i < 10; i++) {
    cr_assert_ok(scene.machine, load(&value, &numbers[i], AIRLOCK_U64));
  }
  cr_expect_eq(scene.warnings, 1);
  close_machine();
}

Test(foreign, other_levels_warn_each_time_or_never_or_refuse) {
  airlock_scalar value;
  open_machine(AIRLOCK_ALWAYS, true);
  cr_assert_ok(scene.machine, load(&value, &numbers[2], AIRLOCK_U64));
  cr_assert_ok(scene.machine, load(&value, &numbers[2], AIRLOCK_U64));
  cr_expect_eq(scene.warnings, 2);
  close_machine();
  open_machine(AIRLOCK_ALLOW, true);
  cr_assert_ok(scene.machine, load(&value, &numbers[2], AIRLOCK_U64));
  cr_expect_eq(scene.warnings, 0);
  close_machine();
  open_machine(AIRLOCK_DENY, true);
  cr_expect_failure(scene.machine, load(&value, &numbers[2], AIRLOCK_U64),
                    AIRLOCK_FOREIGN_UNCHECKED, "attempting to access 8 bytes at 0x");
  cr_expect_failure(scene.machine, airlock_fill(scene.machine, wild(numbers), 1, 8),
                    AIRLOCK_FOREIGN_UNCHECKED, "in memory that native code owns");
  cr_expect_eq(scene.warnings, 0);
  cr_expect_eq(numbers[0], 0, "nothing was written");
  close_machine();
}

Test(foreign, a_check_warns_of_nothing) {
  open_machine(AIRLOCK_ONCE, true);
  cr_assert_ok(scene.machine,
               airlock_check(scene.machine, wild(numbers), sizeof numbers, 8, AIRLOCK_WRITE));
  cr_expect_eq(scene.warnings, 0);
  cr_expect_failure(scene.machine,
                    airlock_check(scene.machine, wild((uint8_t *)numbers + 1), 8, 8, AIRLOCK_READ),
                    AIRLOCK_UB_MISALIGNED, "alignment 8 is required");
  cr_expect_failure(scene.machine,
                    airlock_check(scene.machine, wild(pages), 4 * page, 1, AIRLOCK_READ),
                    AIRLOCK_FOREIGN_PROTECTED, "is not mapped");
  close_machine();
}

// ---------------------------------------------------------------------------------------- accesses

Test(foreign, bytes_are_initialised_and_wild) {
  open_machine(AIRLOCK_ALLOW, false);
  airlock_byte byte;
  cr_assert_ok(scene.machine, airlock_byte_at(scene.machine, &byte, wild(pages + 3)));
  cr_expect(byte.value == 21 && byte.init);
  cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
  const void *kept = &numbers[5];
  airlock_scalar pointer;
  cr_assert_ok(scene.machine, load(&pointer, &kept, AIRLOCK_POINTER));
  cr_expect_eq(pointer.as.ptr.address, (uint64_t)(uintptr_t)&numbers[5]);
  cr_expect_eq(airlock_prov_kind_of(pointer.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  airlock_scalar value;
  cr_assert_ok(scene.machine,
               airlock_load(scene.machine, &value, pointer.as.ptr, type_of(AIRLOCK_U64)));
  cr_expect_eq(value.as.bits[0], 25);
  close_machine();
}

Test(foreign, values_are_validated) {
  open_machine(AIRLOCK_ALLOW, false);
  airlock_scalar value;
  pages[0] = 2;
  cr_expect_failure(scene.machine, load(&value, pages, AIRLOCK_BOOL), AIRLOCK_UB_INVALID_VALUE,
                    "encountered 0x02");
  close_machine();
}

Test(foreign, bytes_of_any_number_go_both_ways) {
  static const size_t sizes[] = {1, 63, 64, 65, 1000, sizeof numbers};
  uint8_t bytes[sizeof numbers];
  open_machine(AIRLOCK_ALLOW, false);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    size_t size = sizes[i];
    memset(bytes, (int)i + 1, size);
    cr_assert_ok(scene.machine, airlock_write(scene.machine, wild(pages + 50), bytes, size));
    cr_expect_eq(memcmp(pages + 50, bytes, size), 0);
    cr_expect_eq(pages[49], (uint8_t)(49 * 7));
    memset(bytes, 0, size);
    cr_assert_ok(scene.machine, airlock_read(scene.machine, bytes, wild(pages + 50), size));
    cr_expect_eq(memcmp(pages + 50, bytes, size), 0);
    cr_assert_ok(scene.machine, airlock_fill(scene.machine, wild(pages + 50), 0x33, size));
    cr_expect(pages[50] == 0x33 && pages[50 + size - 1] == 0x33);
  }
  close_machine();
}

Test(foreign, copies_go_in_out_and_across) {
  open_machine(AIRLOCK_ALLOW, false);
  airlock_ptr ours;
  uint8_t bytes[100];
  cr_assert_ok(scene.machine,
               airlock_allocate(scene.machine, &ours, sizeof numbers, 8, AIRLOCK_HEAP));
  cr_assert_ok(scene.machine, airlock_copy(scene.machine, ours, wild(numbers), sizeof numbers));
  airlock_byte byte;
  cr_assert_ok(scene.machine, airlock_byte_at(scene.machine, &byte, ours));
  cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
  cr_assert_ok(scene.machine, airlock_fill(scene.machine, ours, 0x11, 100));
  cr_assert_ok(scene.machine, airlock_copy(scene.machine, wild(pages + 8), ours, 100));
  memset(bytes, 0x11, sizeof bytes);
  cr_expect_eq(memcmp(pages + 8, bytes, 100), 0);
  cr_assert_ok(scene.machine,
               airlock_copy(scene.machine, wild(numbers), wild(&numbers[1]), 100 * 8));
  cr_expect(numbers[0] == 1 && numbers[98] == 99 * 99 && numbers[99] == 100 * 100);
  const airlock_type *u64 = type_of(AIRLOCK_U64);
  cr_assert_ok(scene.machine,
               airlock_copy_typed(scene.machine, wild(&numbers[150]), wild(&numbers[4]), u64));
  cr_expect_eq(numbers[150], 25);
  close_machine();
}

Test(foreign, stored_pointers_are_exposed) {
  static uint64_t slots[12];
  open_machine(AIRLOCK_ALLOW, false);
  airlock_ptr target;
  airlock_ptr holder;
  cr_assert_ok(scene.machine, airlock_allocate(scene.machine, &target, 8, 8, AIRLOCK_HEAP));
  cr_assert_ok(scene.machine, airlock_store(scene.machine, target, airlock_int(AIRLOCK_U64, 7),
                                            type_of(AIRLOCK_U64)));
  cr_assert_ok(scene.machine, airlock_store(scene.machine, wild(slots), airlock_pointer(target),
                                            type_of(AIRLOCK_POINTER)));
  cr_expect_eq(slots[0], target.address);
  cr_expect_eq(scene.exposed.value, target.prov.alloc.value);
  airlock_scalar back;
  cr_assert_ok(scene.machine, load(&back, slots, AIRLOCK_POINTER));
  cr_assert_ok(scene.machine,
               airlock_load(scene.machine, &back, back.as.ptr, type_of(AIRLOCK_U64)));
  cr_expect_eq(back.as.bits[0], 7);

  cr_assert_ok(scene.machine, airlock_allocate(scene.machine, &holder, 96, 8, AIRLOCK_HEAP));
  cr_assert_ok(scene.machine, airlock_allocate(scene.machine, &target, 8, 8, AIRLOCK_HEAP));
  cr_assert_ok(scene.machine, airlock_fill(scene.machine, holder, 0, 96));
  cr_assert_ok(scene.machine, airlock_store(scene.machine, airlock_ptr_wrapping_add(holder, 88),
                                            airlock_pointer(target), type_of(AIRLOCK_POINTER)));
  cr_assert_ok(scene.machine, airlock_copy(scene.machine, wild(slots), holder, 96));
  cr_expect_eq(slots[11], target.address);
  cr_expect_eq(scene.exposed.value, target.prov.alloc.value);
  close_machine();
}

Test(foreign, uninitialised_bytes_change_nothing) {
  open_machine(AIRLOCK_ALLOW, false);
  airlock_scalar uninit = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene.machine, airlock_deinit(scene.machine, wild(pages), 8));
  cr_assert_ok(scene.machine,
               airlock_store(scene.machine, wild(pages), uninit, type_of(AIRLOCK_U64)));
  cr_expect(pages[1] == 7 && pages[7] == 49);
  close_machine();
}

Test(foreign, nothing_is_lent) {
  open_machine(AIRLOCK_ALLOW, false);
  uint8_t *bytes = NULL;
  static const airlock_access_kind kinds[] = {AIRLOCK_READ, AIRLOCK_WRITE};
  for (size_t i = 0; i < 2; i++) {
    cr_expect_failure(scene.machine, airlock_view(scene.machine, &bytes, wild(pages), 8, kinds[i]),
                      AIRLOCK_USAGE_KIND, "native code owns");
  }
  cr_expect_null(bytes);
  close_machine();
}

Test(foreign, borrow_models_are_not_asked) {
  airlock_config config;
  airlock_config_init(&config);
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_ALLOW;
  config.context = &scene;
  config.access = ask;
  scene.machine = fixture_machine(&config, NULL);
  airlock_scalar value;
  cr_assert_ok(scene.machine, load(&value, numbers, AIRLOCK_U64));
  cr_expect_eq(scene.asked, 0);
  close_machine();
}

// ------------------------------------------------------------------------------- what is not there

Test(foreign, memory_that_cannot_be_reached_is_an_error_and_no_crash) {
  const struct row {
    const uint8_t *memory;
    size_t size;
    airlock_access_kind kind;
    airlock_status status;
    const char *text;
  } rows[] = {
      {pages + page, 4, AIRLOCK_WRITE, AIRLOCK_FOREIGN_PROTECTED, "it is read-only"},
      {pages + page - 3, 8, AIRLOCK_WRITE, AIRLOCK_FOREIGN_PROTECTED,
       "after 3 bytes it is read-only"},
      {pages + 2 * page, 4, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED, "it is protected"},
      {pages + 2 * page - 1, 4, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED,
       "after 1 byte it is protected"},
      {pages, 2 * page + 4, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED, "it is protected"},
      {pages + 3 * page, 4, AIRLOCK_READ, AIRLOCK_UB_NO_PROVENANCE, "dangling pointer"},
      {pages + 3 * page, 4000, AIRLOCK_WRITE, AIRLOCK_UB_NO_PROVENANCE, "dangling pointer"},
      {pages, 5 * page, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED, "it is not mapped"},
      {pages, SIZE_MAX / 2, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED, "it is not mapped"},
      {pages, SIZE_MAX, AIRLOCK_READ, AIRLOCK_FOREIGN_PROTECTED, "it is not mapped"},
      {(const uint8_t *)-8, 8, AIRLOCK_READ, AIRLOCK_UB_NO_PROVENANCE, "dangling pointer"},
      {(const uint8_t *)-8, 800, AIRLOCK_READ, AIRLOCK_UB_NO_PROVENANCE, "dangling pointer"},
      {NULL, 1, AIRLOCK_READ, AIRLOCK_UB_NULL_POINTER, "null pointer"},
  };
  static uint8_t room[1 << 16];
  static const airlock_level levels[] = {AIRLOCK_ALLOW, AIRLOCK_ONCE};
  for (size_t i = 0; i < 2 * sizeof rows / sizeof rows[0]; i++) {
    const struct row *row = &rows[i / 2];
    open_machine(levels[i % 2], false);
    bool is_read = row->kind == AIRLOCK_READ;
    airlock_status status = is_read
                                ? airlock_read(scene.machine, room, wild(row->memory), row->size)
                                : airlock_write(scene.machine, wild(row->memory), room, row->size);
    cr_expect_failure(scene.machine, status, row->status, row->text);
    close_machine();
  }
}

Test(foreign, one_access_is_to_one_object) {
  open_machine(AIRLOCK_ALLOW, false);
  airlock_ptr block;
  uint8_t bytes[16];
  const airlock_adoption adoption = {.owner = "the test"};
  cr_assert_ok(scene.machine,
               airlock_adopt(scene.machine, &block, wild(pages + 8).address, 8, &adoption));
  cr_assert_ok(scene.machine, airlock_read(scene.machine, bytes, wild(pages), 8));
  cr_expect_failure(scene.machine, airlock_read(scene.machine, bytes, wild(pages), 9),
                    AIRLOCK_FOREIGN_UNCHECKED, "which reach into alloc1");
  cr_expect_failure(scene.machine, airlock_read(scene.machine, bytes, wild(pages + 8), 9),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "alloc1+0x0 which is only 8 bytes from the end");
  close_machine();
}

Test(foreign, what_ends_right_before_it_is_named) {
  open_machine(AIRLOCK_ALWAYS, false);
  airlock_ptr block;
  uint8_t byte;
  const airlock_adoption adoption = {.owner = "the test"};
  cr_assert_ok(scene.machine,
               airlock_adopt(scene.machine, &block, wild(pages + 8).address, 8, &adoption));
  static const struct {
    size_t offset;
    const char *note;
  } rows[] = {{7, ""},
              {16, "this address is the end of alloc1"},
              {17, "this address is 1 byte after the end of alloc1"},
              {79, "this address is 63 bytes after the end of alloc1"},
              {80, ""}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    cr_assert_ok(scene.machine,
                 airlock_read(scene.machine, &byte, wild(pages + rows[i].offset), 1));
    cr_expect_str_eq(scene.note, rows[i].note);
  }
  close_machine();
}

static atomic_bool is_over;

static void *remap(void *context) {
  while (!atomic_load(&is_over)) {
    (void)mmap(context, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
               0);
    (void)munmap(context, page);
  }
  return NULL;
}

Test(foreign, another_thread_may_unmap_it_meanwhile) {
  pthread_t thread;
  uint8_t byte;
  unsigned ended[2] = {0, 0};
  open_machine(AIRLOCK_ALLOW, false);
  cr_assert_eq(pthread_create(&thread, NULL, remap, pages + 3 * page), 0);
  for (unsigned i = 0; i < 20000; i++) {
    airlock_status status = i % 2 == 0
                                ? airlock_read(scene.machine, &byte, wild(pages + 3 * page), 1)
                                : airlock_fill(scene.machine, wild(pages + 3 * page), 1, 1);
    ended[status == AIRLOCK_OK]++;
    cr_assert(status == AIRLOCK_OK || status == AIRLOCK_UB_NO_PROVENANCE ||
              status == AIRLOCK_FOREIGN_PROTECTED);
  }
  atomic_store(&is_over, true);
  cr_assert_eq(pthread_join(thread, NULL), 0);
  cr_expect_eq(ended[0] + ended[1], 20000);
  (void)munmap(pages + 3 * page, page);
  close_machine();
}

// -------------------------------------------------------------------------------- structs by value

Test(foreign, aggregates_are_passed_from_and_returned_to_it) {
  struct pair {
    const int64_t *items;
    uint64_t count;
  };
  static int64_t items[3] = {5, 6, 7};
  static struct pair slice = {items, 3};
  open_machine(AIRLOCK_ALLOW, false);
  airlock_machine *machine = scene.machine;
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("structs")));
  const airlock_field fields[] = {{"items", 0, type_of(AIRLOCK_POINTER)},
                                  {"count", 0, type_of(AIRLOCK_U64)}};
  const airlock_type *pair;
  const airlock_signature *signature;
  const airlock_callee *callee;
  cr_assert_ok(machine, airlock_type_struct(machine, &pair, "pair", fields, 2));
  fixture_name_type("pair", pair);
  char name[64];
  signature = fixture_signature(machine, name, "pair echo_pointer_slice(pair)");
  airlock_status status = airlock_bind(machine, &callee, name, signature);
  cr_assert_ok(machine, status);
  static struct pair result;
  airlock_scalar arg = airlock_pointer(wild(&slice));
  airlock_scalar place = airlock_pointer(wild(&result));
  cr_assert_ok(machine, airlock_call(machine, callee, &arg, 1, &place));
  cr_expect(result.items == items && result.count == 3);
  close_machine();
}

// ----------------------------------------------------------------------------------- what is known

Test(foreign, exported_variables_are_allocations_under_every_level) {
  open_machine(AIRLOCK_DENY, true);
  airlock_symbol symbol;
  cr_assert_ok(scene.machine, airlock_symbol_find(scene.machine, &symbol, 0, "table", 5));
  airlock_ptr pointer = {symbol.address, airlock_prov_wildcard()};
  uint8_t byte;
  cr_assert_ok(scene.machine, airlock_read(scene.machine, &byte, pointer, 1));
  airlock_alloc_id alloc;
  uint64_t offset = 0;
  airlock_alloc_info info;
  airlock_ptr last = airlock_ptr_wrapping_add(pointer, symbol.size - 1);
  cr_assert_ok(scene.machine, airlock_resolve(scene.machine, &alloc, &offset, last));
  cr_assert(airlock_alloc_get_info(scene.machine, &info, alloc));
  cr_expect(offset == symbol.size - 1 && info.size == symbol.size && info.kind == AIRLOCK_NATIVE);
  cr_expect_str_eq(info.origin, "the variable `table`");
  cr_expect_failure(scene.machine, airlock_read(scene.machine, &byte, last, 2),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "is only 1 byte from the end");
  airlock_ptr known;
  cr_assert_ok(scene.machine, airlock_data_symbol(scene.machine, &known, 0, "table", 5));
  cr_expect_eq(known.prov.alloc.value, alloc.value, "the same variable is the same allocation");
  close_machine();
}

Test(foreign, texts_the_process_began_with_are_allocations) {
  open_machine(AIRLOCK_DENY, true);
  const char *text = program_invocation_name;
  char first;
  cr_assert_ok(scene.machine, airlock_read(scene.machine, &first, wild(text + 1), 1));
  cr_expect_eq(first, text[1]);
  airlock_alloc_id alloc;
  uint64_t offset = 0;
  airlock_alloc_info info;
  cr_assert_ok(scene.machine, airlock_resolve(scene.machine, &alloc, &offset, wild(text + 1)));
  cr_assert(airlock_alloc_get_info(scene.machine, &info, alloc));
  cr_expect(info.address == wild(text).address && info.size == strlen(text) + 1 && offset == 1);
  cr_expect_str_eq(info.origin, "an argument of the process");
  cr_expect_failure(scene.machine, airlock_read(scene.machine, &first, wild(text), info.size + 1),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "from the end of the allocation");
  close_machine();
}

Test(foreign, the_present_environment_needs_no_warning) {
  char text[32];
  cr_assert_eq(setenv("AIRLOCK_FOREIGN", "some text", 1), 0);
  const char *value = getenv("AIRLOCK_FOREIGN");
  static const airlock_level levels[] = {AIRLOCK_DENY, AIRLOCK_ALWAYS};
  for (size_t i = 0; i < 2; i++) {
    open_machine(levels[i], true);
    airlock_scalar entry;
    cr_assert_ok(scene.machine, airlock_read(scene.machine, text, wild(value), 10));
    cr_expect_str_eq(text, "some text");
    cr_assert_ok(scene.machine, load(&entry, environ, AIRLOCK_POINTER));
    cr_expect_eq(entry.as.ptr.address, wild(environ[0]).address);
    cr_expect_eq(scene.warnings, 0);
    close_machine();
  }
  open_machine(AIRLOCK_DENY, true);
  cr_expect_failure(scene.machine, airlock_read(scene.machine, text, wild(value), 11),
                    AIRLOCK_FOREIGN_UNCHECKED, "attempting to access 11 bytes");
  close_machine();
}

Test(foreign, pointers_move_freely_in_it) {
  open_machine(AIRLOCK_DENY, true);
  airlock_ptr moved;
  cr_assert_ok(scene.machine, airlock_ptr_offset(scene.machine, &moved, wild(pages), 100));
  cr_expect_eq(moved.address, wild(pages + 100).address);
  cr_expect_eq(airlock_prov_kind_of(moved.prov), AIRLOCK_PROV_WILDCARD);
  cr_assert_ok(scene.machine, airlock_ptr_offset(scene.machine, &moved, moved, -100));
  cr_expect_eq(moved.address, wild(pages).address);
  close_machine();
}
