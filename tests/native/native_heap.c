// SPDX-License-Identifier: MIT
//
// What native code allocates is known: as blocks with bounds and a life, each machine its own.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

static airlock_machine *machine;

static airlock_config watching(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.native_heap = AIRLOCK_NATIVE_HEAP_TRACK;
  return config;
}

static airlock_machine *watching_machine(const char *library) {
  airlock_config config = watching();
  return fixture_machine(&config, library);
}

static void begin(void) {
  machine = watching_machine("heap");
}

// Native code's blocks outlive the machine; those of a test do not outlive the test.
static void free_blocks(airlock_machine *own) {
  airlock_statistics statistics;
  airlock_get_statistics(own, &statistics);
  for (uint64_t i = 1; i <= statistics.total_allocations; i++) {
    airlock_alloc_info info;
    airlock_native_block_info block;
    airlock_alloc_id alloc = {i};
    bool is_left = airlock_native_block_get_info(own, &block, alloc) &&
                   airlock_alloc_get_info(own, &info, alloc) && info.live &&
                   strcmp(block.allocator, "mmap") != 0 && strcmp(block.allocator, "mremap") != 0;
    if (is_left) {
      free((void *)(uintptr_t)info.address);
    }
  }
}

static void close_machine(airlock_machine *own) {
  cr_assert_null(airlock_memory_check(own));
  free_blocks(own);
  airlock_machine_free(own);
}

static void end(void) {
  close_machine(machine);
}

TestSuite(native_heap, .init = begin, .fini = end);

static airlock_scalar size_of(uint64_t size) {
  return airlock_int(AIRLOCK_USIZE, size);
}

static airlock_ptr call_pointer(airlock_machine *on, const char *declaration,
                                const airlock_scalar *args, size_t count) {
  return fixture_call(on, declaration, args, count).as.ptr;
}

#define CALL(declaration, ...) call_pointer(machine, declaration, FIXTURE_ARGS(__VA_ARGS__))
#define DO(declaration, ...) (void)fixture_call(machine, declaration, FIXTURE_ARGS(__VA_ARGS__))

// Calls a function that fails.
static airlock_status attempt(airlock_machine *on, const char *declaration,
                              const airlock_scalar *args, size_t count) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  return airlock_call(on, fixture_bind(on, declaration), args, count, &result);
}

#define ATTEMPT(declaration, ...) attempt(machine, declaration, FIXTURE_ARGS(__VA_ARGS__))

static airlock_alloc_id id_at(airlock_machine *on, airlock_ptr pointer) {
  airlock_alloc_id alloc = {0};
  uint64_t offset;
  cr_assert_ok(on, airlock_resolve(on, &alloc, &offset, pointer));
  return alloc;
}

static airlock_alloc_info info_of(airlock_machine *on, airlock_ptr pointer) {
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(on, &info, id_at(on, pointer)));
  return info;
}

static void expect_block(airlock_ptr pointer, uint64_t size, const char *allocator) {
  airlock_alloc_info info = info_of(machine, pointer);
  airlock_native_block_info block;
  cr_expect_eq(info.kind, AIRLOCK_NATIVE);
  cr_expect(info.live && info.exposed && !info.read_only);
  cr_expect_eq(info.size, size, "%s: %llu bytes", allocator, (unsigned long long)info.size);
  cr_expect_eq(info.address, pointer.address);
  cr_assert(airlock_native_block_get_info(machine, &block, id_at(machine, pointer)));
  cr_expect_str_eq(block.allocator, allocator);
  cr_expect_null(block.freed_with);
}

static airlock_scalar text(const char *characters) {
  airlock_ptr pointer = fixture_allocate(machine, strlen(characters) + 1, 1);
  cr_assert_ok(machine, airlock_write(machine, pointer, characters, strlen(characters) + 1));
  return airlock_pointer(pointer);
}

static bool is_foreign(airlock_machine *on, airlock_ptr pointer) {
  airlock_alloc_id alloc;
  uint64_t offset;
  return airlock_resolve(on, &alloc, &offset, pointer) == AIRLOCK_FOREIGN_UNCHECKED;
}

Test(native_heap, every_function_of_the_family_makes_a_block) {
  airlock_scalar seven = airlock_int(AIRLOCK_I32, 7);
  airlock_scalar hello = text("hello");
  expect_block(CALL("pointer make(usize)", size_of(24)), 24, "malloc");
  expect_block(CALL("pointer make(usize)", size_of(0)), 0, "malloc");
  expect_block(CALL("pointer make_zeroed(usize,usize)", size_of(3), size_of(5)), 15, "calloc");
  expect_block(CALL("pointer make_aligned(usize,usize)", size_of(64), size_of(10)), 10,
               "posix_memalign");
  expect_block(CALL("pointer make_by_standard(usize,usize)", size_of(32), size_of(64)), 64,
               "aligned_alloc");
  expect_block(CALL("pointer make_by_tradition(usize,usize)", size_of(32), size_of(33)), 33,
               "memalign");
  expect_block(CALL("pointer copy_text(pointer)", hello), 6, "strdup");
  expect_block(CALL("pointer copy_start(pointer,usize)", hello, size_of(2)), 3, "strndup");
  expect_block(CALL("pointer number_text(i32)", seven), 9, "asprintf");
  expect_block(CALL("pointer make_by_table(usize)", size_of(8)), 8, "malloc");
  expect_block(CALL("pointer resize(pointer,usize)", airlock_pointer((airlock_ptr){0}), size_of(5)),
               5, "realloc");
  expect_block(CALL("pointer resize_array(pointer,usize,usize)", airlock_pointer((airlock_ptr){0}),
                    size_of(5), size_of(4)),
               20, "reallocarray");
}

Test(native_heap, the_caller_is_known) {
  airlock_native_block_info block;
  airlock_symbol symbol;
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(24));
  cr_assert(airlock_native_block_get_info(machine, &block, id_at(machine, pointer)));
  cr_assert(airlock_symbol_at(machine, &symbol, block.caller));
  cr_expect_str_eq(symbol.name, "make");
  airlock_alloc_id alloc = id_at(machine, pointer);
  DO("void drop(pointer)", airlock_pointer(pointer));
  cr_assert(airlock_native_block_get_info(machine, &block, alloc));
  cr_expect_str_eq(block.freed_with, "free");
  cr_assert(airlock_symbol_at(machine, &symbol, block.freed_by));
  cr_expect_str_eq(symbol.name, "drop");
}

Test(native_heap, what_native_code_made_is_initialised_and_wild_and_has_bounds) {
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(10));
  airlock_byte byte = fixture_byte(machine, pointer, 9);
  uint8_t bytes[11] = {0};
  cr_expect(byte.init);
  cr_expect_eq(airlock_prov_kind_of(byte.prov), AIRLOCK_PROV_WILDCARD);
  cr_assert_ok(machine, airlock_write(machine, pointer, bytes, 10));
  cr_assert_ok(machine, airlock_read(machine, bytes, pointer, 10));
  cr_expect_failure(machine, airlock_read(machine, bytes, pointer, 11), AIRLOCK_UB_OUT_OF_BOUNDS,
                    "attempting to access 11 bytes");
  cr_expect_failure(machine, airlock_write(machine, airlock_ptr_wrapping_add(pointer, 9), bytes, 2),
                    AIRLOCK_UB_OUT_OF_BOUNDS, "only 1 byte from the end");
}

Test(native_heap, a_freed_block_is_known_as_freed) {
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(10));
  uint8_t byte;
  DO("void drop(pointer)", airlock_pointer(pointer));
  cr_expect_failure(machine, airlock_read(machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE,
                    "has been freed");
  const airlock_report *report = airlock_last_report(machine);
  bool names_both = false;
  for (size_t i = 0; i < report->num_notes; i++) {
    names_both |= strstr(report->notes[i].text, "by `free` in `drop+0x") != NULL;
  }
  cr_expect(names_both);
  airlock_ptr moved;
  cr_expect_failure(machine, airlock_ptr_offset(machine, &moved, pointer, 1),
                    AIRLOCK_UB_POINTER_ARITHMETIC, "but got alloc1+0x0 which has been freed");
  cr_expect_failure(machine, airlock_deallocate(machine, pointer, 10, 1), AIRLOCK_UB_USE_AFTER_FREE,
                    "deallocating alloc1, which has been freed");
  cr_expect_eq(airlock_last_report(machine)->num_notes, report->num_notes);
}

Test(native_heap, native_code_that_frees_twice_is_caught_before_the_c_library) {
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(10));
  DO("void drop(pointer)", airlock_pointer(pointer));
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", airlock_pointer(pointer)),
                    AIRLOCK_UB_USE_AFTER_FREE, "which has been freed");
  cr_expect_failure(machine,
                    ATTEMPT("pointer resize(pointer,usize)", airlock_pointer(pointer), size_of(9)),
                    AIRLOCK_UB_USE_AFTER_FREE, "which has been freed");
  DO("pointer make(usize)", size_of(1)); // The machine goes on.
}

Test(native_heap, native_code_that_frees_memory_of_the_program_is_caught) {
  airlock_ptr heap = fixture_allocate(machine, 16, 8);
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", airlock_pointer(heap)),
                    AIRLOCK_UB_DEALLOCATION, "which is heap memory, using `free`");
  cr_expect_failure(machine,
                    ATTEMPT("pointer resize(pointer,usize)", airlock_pointer(heap), size_of(32)),
                    AIRLOCK_UB_DEALLOCATION, "which is heap memory, using `realloc`");
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", fixture_pointer_at(heap, 8)),
                    AIRLOCK_UB_DEALLOCATION, "+0x8, which is heap memory");
  cr_assert_ok(machine, airlock_deallocate(machine, heap, 16, 8));
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", airlock_pointer(heap)),
                    AIRLOCK_UB_NO_PROVENANCE, "which is a dangling pointer");
  airlock_ptr block = CALL("pointer make(usize)", size_of(16));
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", fixture_pointer_at(block, 8)),
                    AIRLOCK_UB_DEALLOCATION, "does not point to the beginning");
}

Test(native_heap, the_program_cannot_free_what_c_has_allocated) {
  airlock_ptr block = CALL("pointer make(usize)", size_of(16));
  cr_expect_failure(machine, airlock_deallocate(machine, block, 16, 16), AIRLOCK_UB_DEALLOCATION,
                    "which is native memory, using heap deallocation");
}

Test(native_heap, a_moved_block_is_a_new_one) {
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(16));
  airlock_alloc_id first = id_at(machine, pointer);
  airlock_ptr moved =
      CALL("pointer resize(pointer,usize)", airlock_pointer(pointer), size_of(100000));
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(machine, &info, first));
  cr_expect_not(info.live);
  expect_block(moved, 100000, "realloc");
  for (uint64_t size = 100000; size > 10; size = size * 2 / 3) {
    airlock_alloc_id before = id_at(machine, moved);
    moved = CALL("pointer resize(pointer,usize)", airlock_pointer(moved), size_of(size));
    expect_block(moved, size, "realloc");
    cr_expect_neq(id_at(machine, moved).value, before.value);
  }
  moved = CALL("pointer resize(pointer,usize)", airlock_pointer(moved), size_of(0));
  cr_expect_eq(moved.address, 0);
}

Test(native_heap, a_realloc_that_fails_leaves_the_block) {
#if defined(__SANITIZE_ADDRESS__)
  cr_skip("the sanitizer ends the process instead");
#endif
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(16));
  airlock_alloc_id before = id_at(machine, pointer);
  airlock_ptr moved =
      CALL("pointer resize(pointer,usize)", airlock_pointer(pointer), size_of(SIZE_MAX / 2));
  cr_expect_eq(moved.address, 0);
  cr_expect_eq(id_at(machine, pointer).value, before.value);
  cr_expect_eq(CALL("pointer resize_array(pointer,usize,usize)", airlock_pointer(pointer),
                    size_of(SIZE_MAX), size_of(2))
                   .address,
               0);
  DO("void drop(pointer)", airlock_pointer(pointer));
}

Test(native_heap, a_line_grows_as_it_is_read) {
  airlock_ptr line = CALL("pointer read_line(pointer)", text("short\n"));
  airlock_alloc_id first = id_at(machine, line);
  expect_block(line, info_of(machine, line).size, "getline");
  cr_expect_eq(CALL("pointer read_line(pointer)", text("more\n")).address, line.address);
  cr_expect_eq(id_at(machine, line).value, first.value);
  char longer[1000];
  memset(longer, 'x', sizeof longer);
  longer[sizeof longer - 1] = '\0';
  line = CALL("pointer read_line(pointer)", text(longer));
  cr_expect_neq(id_at(machine, line).value, first.value);
  cr_expect(info_of(machine, line).size >= sizeof longer);
  (void)fixture_call(machine, "void drop_line()", NULL, 0);
}

Test(native_heap, getline_cannot_be_given_memory_of_the_program) {
  airlock_ptr buffer = fixture_allocate(machine, 4, 1);
  airlock_ptr place = fixture_allocate(machine, 8, 8);
  airlock_ptr size = fixture_allocate(machine, 8, 8);
  fixture_store(machine, place, 0, airlock_pointer(buffer));
  fixture_store(machine, size, 0, size_of(4));
  cr_expect_failure(machine,
                    ATTEMPT("isize read_into(pointer,pointer,pointer)", airlock_pointer(place),
                            airlock_pointer(size), text("a long line\n")),
                    AIRLOCK_UB_DEALLOCATION, "which is heap memory, using `getline`");
}

Test(native_heap, a_list_of_strings_is_read_and_freed) {
  airlock_ptr names = CALL("pointer make_names(usize)", size_of(100));
  char name[16];
  for (uint64_t i = 0; i < 100; i++) {
    char expected[16];
    size_t length = (size_t)snprintf(expected, sizeof expected, "name %llu", (unsigned long long)i);
    airlock_ptr string = fixture_load(machine, names, 8 * i, AIRLOCK_POINTER).as.ptr;
    cr_expect_eq(info_of(machine, string).size, length + 1);
    cr_assert_ok(machine, airlock_read(machine, name, string, length + 1));
    cr_expect_str_eq(name, expected);
  }
  cr_expect_eq(fixture_load(machine, names, 800, AIRLOCK_POINTER).as.ptr.address, 0);
  airlock_scalar end;
  cr_expect_eq(airlock_load(machine, &end, airlock_ptr_wrapping_add(names, 808),
                            airlock_type_scalar(machine, AIRLOCK_POINTER)),
               AIRLOCK_UB_OUT_OF_BOUNDS);
  DO("void drop_names(pointer)", airlock_pointer(names));
  cr_expect_eq(airlock_read(machine, name, names, 1), AIRLOCK_UB_USE_AFTER_FREE);
}

// ----------------------------------------------------------------------------- the program's own

Test(native_heap, the_program_calls_malloc_and_free_itself) {
  airlock_ptr pointer = CALL("pointer malloc(usize)", size_of(16));
  uint8_t bytes[16];
  expect_block(pointer, 16, "malloc");
  cr_expect_not(fixture_byte(machine, pointer, 0).init);
  cr_expect_failure(machine, airlock_read(machine, bytes, pointer, 1), AIRLOCK_UB_UNINITIALIZED,
                    "uninitialized at [0x0..0x1]");
  airlock_ptr zeroed = CALL("pointer calloc(usize,usize)", size_of(2), size_of(8));
  cr_expect(fixture_byte(machine, zeroed, 15).init);
  cr_expect_eq(airlock_prov_kind_of(fixture_byte(machine, zeroed, 15).prov), AIRLOCK_PROV_NONE);
  cr_expect_not(fixture_byte(machine, pointer, 0).init); // calloc wrote no other memory.
  DO("void free(pointer)", airlock_pointer(zeroed));
  cr_expect_not(fixture_byte(machine, pointer, 0).init);
  DO("pointer make(usize)", size_of(1)); // Other native code may have.
  cr_expect(fixture_byte(machine, pointer, 0).init);
  DO("void free(pointer)", airlock_pointer(pointer));
  cr_expect_failure(machine, ATTEMPT("void free(pointer)", airlock_pointer(pointer)),
                    AIRLOCK_UB_USE_AFTER_FREE, "which has been freed");
  airlock_ptr boxed = fixture_allocate(machine, 4, 4);
  cr_expect_failure(machine, ATTEMPT("void free(pointer)", airlock_pointer(boxed)),
                    AIRLOCK_UB_DEALLOCATION, "which is heap memory, using `free`");
}

Test(native_heap, what_the_program_knows_of_bytes_moves_with_them) {
  airlock_ptr pointer = CALL("pointer malloc(usize)", size_of(16));
  airlock_ptr target = fixture_allocate(machine, 4, 4);
  fixture_store(machine, pointer, 8, airlock_pointer(target));
  airlock_ptr moved =
      CALL("pointer realloc(pointer,usize)", airlock_pointer(pointer), size_of(5000));
  expect_block(moved, 5000, "realloc");
  cr_expect_not(fixture_byte(machine, moved, 0).init);
  cr_expect_not(fixture_byte(machine, moved, 16).init);
  airlock_scalar kept = fixture_load(machine, moved, 8, AIRLOCK_POINTER);
  cr_expect_eq(kept.as.ptr.prov.alloc.value, target.prov.alloc.value);
  moved = CALL("pointer realloc(pointer,usize)", airlock_pointer(moved), size_of(12));
  cr_expect(fixture_byte(machine, moved, 11).init);
  cr_expect_not(fixture_byte(machine, moved, 0).init);
}

Test(native_heap, without_watching_malloc_is_no_function_of_the_program) {
  airlock_machine *other = fixture_machine(NULL, "heap");
  const airlock_callee *callee;
  char name[64];
  const airlock_signature *signature = fixture_signature(other, name, "pointer malloc(usize)");
  cr_expect_eq(airlock_bind(other, &callee, name, signature), AIRLOCK_UNSUPPORTED_FUNCTION);
  airlock_ptr pointer = call_pointer(other, "pointer make(usize)", FIXTURE_ARGS(size_of(8)));
  cr_expect(is_foreign(other, pointer));
  free((void *)(uintptr_t)pointer.address);
  airlock_machine_free(other);
}

// ------------------------------------------------------------------------------------------ slots

// The functions that a library reaches malloc and free by, seen from outside.
static void *slot_target(void *handle, const char *name) {
  void *(*reveal)(void);
  *(void **)&reveal = dlsym(handle, name);
  return reveal();
}

// Kinds of slots, as the libraries are linked.
static const char *const variants[] = {"heap_lazy", "heap_now", "heap_no_plt"};

Test(native_heap, slots_of_every_kind_are_watched_and_restored) {
  for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
    char path[512];
    snprintf(path, sizeof path, AIRLOCK_FIXTURES_DIR "/lib%s.so", variants[i]);
    void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    cr_assert_not_null(handle);
    airlock_machine *own = watching_machine(variants[i]);
    cr_expect_neq(slot_target(handle, "reveal_free"), (void *)(uintptr_t)free, "%s", variants[i]);
    airlock_ptr pointer = call_pointer(own, "pointer make(usize)", FIXTURE_ARGS(size_of(9)));
    cr_expect_eq(info_of(own, pointer).size, 9, "%s", variants[i]);
    airlock_ptr other = call_pointer(own, "pointer make_by_table(usize)", FIXTURE_ARGS(size_of(9)));
    cr_expect_eq(info_of(own, other).size, 9, "%s", variants[i]);
    (void)fixture_call(own, "void drop(pointer)", FIXTURE_ARGS(airlock_pointer(pointer)));
    (void)fixture_call(own, "void drop_by_table(pointer)", FIXTURE_ARGS(airlock_pointer(other)));
    close_machine(own);
    cr_expect_eq(slot_target(handle, "reveal_free"), (void *)(uintptr_t)free, "%s", variants[i]);
    cr_expect_eq(dlclose(handle), 0);
  }
}

// Some of its own calls are bound when they are first made.
Test(native_heap, the_c_library_itself_is_watched) {
  static const char path[] = "/proc/self/task";
  airlock_ptr text;
  airlock_ptr place;
  airlock_scalar list;
  fixture_open_library_of(machine, "gnu_get_libc_version");
  cr_assert_ok(machine, airlock_allocate(machine, &text, sizeof path, 1, AIRLOCK_HEAP));
  cr_assert_ok(machine, airlock_allocate(machine, &place, 8, 8, AIRLOCK_HEAP));
  cr_assert_ok(machine, airlock_write(machine, text, path, sizeof path));
  airlock_scalar none = airlock_pointer(airlock_ptr_from_address(0));
  DO("i32 scandir(pointer, pointer, pointer, pointer)", airlock_pointer(text),
     airlock_pointer(place), none, none);
  const airlock_type *pointer = airlock_type_scalar(machine, AIRLOCK_POINTER);
  cr_assert_ok(machine, airlock_load(machine, &list, place, pointer));
  airlock_native_block_info block;
  cr_assert(airlock_native_block_get_info(machine, &block, id_at(machine, list.as.ptr)));
  cr_expect_str_eq(block.allocator, "realloc");
  cr_assert_ok(machine, airlock_load(machine, &list, list.as.ptr, pointer));
  cr_assert(airlock_native_block_get_info(machine, &block, id_at(machine, list.as.ptr)));
  cr_expect_str_eq(block.allocator, "malloc");
}

Test(native_heap, two_machines_see_their_own_blocks_and_share_the_slots) {
  airlock_machine *second = watching_machine("heap");
  airlock_ptr ours = CALL("pointer make(usize)", size_of(8));
  airlock_ptr theirs = call_pointer(second, "pointer make(usize)", FIXTURE_ARGS(size_of(8)));
  cr_expect_eq(info_of(machine, ours).size, 8);
  cr_expect_eq(info_of(second, theirs).size, 8);
  cr_expect(is_foreign(second, ours));
  cr_expect(is_foreign(machine, theirs));
  (void)fixture_call(second, "void drop(pointer)", FIXTURE_ARGS(airlock_pointer(ours)));
  uint8_t byte;
  DO("pointer make(usize)", size_of(8));
  cr_expect_eq(airlock_read(machine, &byte, ours, 1), AIRLOCK_UB_USE_AFTER_FREE);
  close_machine(second);
  expect_block(CALL("pointer make(usize)", size_of(5)), 5, "malloc"); // Still watched.
}

Test(native_heap, the_embedder_and_other_threads_pass_untouched) {
  void *handle = dlopen(FIXTURE_PATH("heap"), RTLD_LAZY | RTLD_NOLOAD);
  void *(*make)(size_t);
  void (*drop)(void *);
  *(void **)&make = dlsym(handle, "make");
  *(void **)&drop = dlsym(handle, "drop");
  void *memory = make(16);
  cr_expect(
      is_foreign(machine, (airlock_ptr){(uint64_t)(uintptr_t)memory, airlock_prov_wildcard()}));
  drop(memory);
  airlock_ptr pointer = CALL("pointer make_on_thread(usize)", size_of(16));
  cr_expect(is_foreign(machine, pointer));
  DO("void drop(pointer)", airlock_pointer(pointer));
  (void)dlclose(handle);
}

Test(native_heap, what_is_freed_elsewhere_is_freed) {
  void *handle = dlopen(FIXTURE_PATH("heap"), RTLD_LAZY | RTLD_NOLOAD);
  void (*drop)(void *);
  *(void **)&drop = dlsym(handle, "drop");
  uint8_t byte;
  airlock_ptr pointer = CALL("pointer make(usize)", size_of(16));
  DO("void drop_on_thread(pointer)", airlock_pointer(pointer));
  cr_expect_eq(airlock_read(machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE);
  pointer = CALL("pointer make(usize)", size_of(16));
  drop((void *)(uintptr_t)pointer.address);
  DO("pointer make(usize)", size_of(16));
  cr_expect_eq(airlock_read(machine, &byte, pointer, 1), AIRLOCK_UB_USE_AFTER_FREE);
  pointer = CALL("pointer make(usize)", size_of(16));
  DO("void drop(pointer)", airlock_pointer(pointer));
  cr_expect_failure(machine, ATTEMPT("void drop_on_thread(pointer)", airlock_pointer(pointer)),
                    AIRLOCK_UB_USE_AFTER_FREE, "which has been freed");
  (void)dlclose(handle);
}

// ------------------------------------------------------------------------------------ loaded later

Test(native_heap, a_library_that_native_code_loads_is_watched_and_let_go) {
  char path[] = FIXTURE_PATH("heap_plugin");
  cr_assert_eq(fixture_call(machine, "i32 load(pointer)", FIXTURE_ARGS(text(path))).as.bits[0], 1);
  expect_block(CALL("pointer make_by_plugin(usize)", size_of(12)), 12, "malloc");
  cr_assert_eq(fixture_call(machine, "i32 unload()", NULL, 0).as.bits[0], 0);
  cr_expect_null(dlopen(path, RTLD_LAZY | RTLD_NOLOAD)); // It really went.
  cr_assert_eq(fixture_call(machine, "i32 load(pointer)", FIXTURE_ARGS(text(path))).as.bits[0], 1);
  expect_block(CALL("pointer make_by_plugin(usize)", size_of(13)), 13, "malloc");
}

Test(native_heap, the_dependencies_are_watched_when_asked_for) {
#if defined(__SANITIZE_ADDRESS__)
  cr_skip("the sanitizer has a realpath of its own");
#endif
  airlock_config config = watching();
  config.native_heap = AIRLOCK_NATIVE_HEAP_TRACK_ALL;
  airlock_machine *all = fixture_machine(&config, "heap");
  airlock_ptr path = call_pointer(all, "pointer real_path()", NULL, 0);
  cr_expect_eq(info_of(all, path).kind, AIRLOCK_NATIVE); // realpath's malloc is the C library's.
  close_machine(all);
  path = call_pointer(machine, "pointer real_path()", NULL, 0);
  cr_expect(is_foreign(machine, path));
  DO("void drop(pointer)", airlock_pointer(path));
}

// ----------------------------------------------------------------------------------------- pages

Test(native_heap, mapped_pages_are_blocks_and_may_go_in_pieces) {
  uint64_t page = 4096;
  airlock_scalar one = airlock_int(AIRLOCK_I32, 1);
  airlock_scalar none = airlock_int(AIRLOCK_I32, 0);
  airlock_ptr pages = CALL("pointer map(usize,i32)", size_of(5 * page), one);
  uint8_t byte = 1;
  expect_block(pages, 5 * page, "mmap");
  airlock_ptr middle = airlock_ptr_wrapping_add(pages, 2 * page);
  DO("i32 unmap(pointer,usize)", airlock_pointer(middle), size_of(page));
  expect_block(pages, 2 * page, "mmap");
  expect_block(airlock_ptr_wrapping_add(pages, 3 * page), 2 * page, "mmap");
  cr_expect_neq(airlock_read(machine, &byte, middle, 1), AIRLOCK_OK);
  cr_expect_failure(machine, ATTEMPT("void drop(pointer)", airlock_pointer(pages)),
                    AIRLOCK_UB_DEALLOCATION, "which is native memory, using `free`");
  airlock_ptr closed = airlock_ptr_wrapping_add(pages, 4 * page);
  DO("i32 close_pages(pointer,usize)", airlock_pointer(closed), size_of(page));
  cr_expect_neq(airlock_read(machine, &byte, closed, 1), AIRLOCK_OK); // And no crash.
  airlock_ptr moved = CALL("pointer map_larger(pointer,usize,usize)", airlock_pointer(pages),
                           size_of(2 * page), size_of(64 * page));
  expect_block(moved, 64 * page, "mremap");
  airlock_ptr fixed = CALL("pointer map(usize,i32)", size_of(page), none);
  cr_expect(info_of(machine, fixed).read_only);
  cr_expect_eq(airlock_write(machine, fixed, &byte, 1), AIRLOCK_UB_READ_ONLY);
}

Test(native_heap, native_code_cannot_unmap_the_programs_memory) {
  airlock_ptr heap = fixture_allocate(machine, 1 << 16, 4096);
  cr_expect_failure(machine,
                    ATTEMPT("i32 unmap(pointer,usize)", airlock_pointer(heap), size_of(4096)),
                    AIRLOCK_UB_DEALLOCATION, "where the program's own memory lies");
  fixture_store(machine, heap, 0, airlock_int(AIRLOCK_U8, 1)); // It is still there.
}

// ------------------------------------------------------------------------------------- callbacks

static airlock_status allocate_in_callback(void *context, void *token, const airlock_scalar *args,
                                           size_t num_args, airlock_scalar *io_result) {
  (void)token;
  (void)args;
  (void)num_args;
  (void)io_result;
  airlock_machine *own = *(airlock_machine **)context;
  char *embedders = strdup("what the embedder allocates is its own");
  airlock_ptr inner = call_pointer(own, "pointer make(usize)", FIXTURE_ARGS(size_of(3)));
  cr_expect_eq(info_of(own, inner).size, 3);
  (void)fixture_call(own, "void drop(pointer)", FIXTURE_ARGS(airlock_pointer(inner)));
  cr_expect(
      is_foreign(own, (airlock_ptr){(uint64_t)(uintptr_t)embedders, airlock_prov_wildcard()}));
  free(embedders);
  return AIRLOCK_OK;
}

Test(native_heap, a_callback_is_the_embedders_side) {
  airlock_config config = watching();
  airlock_machine *own = NULL;
  config.callback = allocate_in_callback;
  config.context = &own;
  own = fixture_machine(&config, "heap");
  char name[64];
  const airlock_signature *signature = fixture_signature(own, name, "void callback()");
  airlock_ptr function;
  cr_assert_ok(own, airlock_function_new(own, &function, name, signature, NULL));
  airlock_ptr block = call_pointer(own, "pointer make_around(fn,usize)",
                                   FIXTURE_ARGS(airlock_function_pointer(function), size_of(21)));
  cr_expect_eq(info_of(own, block).size, 21);
  cr_expect_eq(attempt(own, "void drop(pointer)", FIXTURE_ARGS(airlock_pointer(function))),
               AIRLOCK_UB_DEALLOCATION);
  close_machine(own);
}

// ----------------------------------------------------------------------------- numbers, and memory

Test(native_heap, many_blocks_come_and_go_without_growth) {
  struct counting_allocator books = counting_begin();
  airlock_config config = watching();
  config.allocator = counting_functions(&books);
  airlock_machine *own = fixture_machine(&config, "heap");
  (void)fixture_call(own, "void churn(usize)", FIXTURE_ARGS(size_of(100000)));
  uint64_t bytes = books.bytes;
  uint64_t blocks = books.blocks;
  (void)fixture_call(own, "void churn(usize)", FIXTURE_ARGS(size_of(200000)));
  cr_expect_eq(books.bytes, bytes);
  cr_expect_eq(books.blocks, blocks);
  close_machine(own);
  cr_expect(counting_is_clean(&books));
}

// What a machine does with blocks; false if memory ran out somewhere. Native code never notices.
static bool work(airlock_machine *own) {
  const airlock_callee *callees[5];
  static const char *const declarations[] = {"pointer make_names(usize)",
                                             "pointer resize(pointer,usize)", "void keep(usize)",
                                             "void drop(pointer)", "pointer malloc(usize)"};
  for (size_t i = 0; i < 5; i++) {
    char name[64];
    const airlock_type *pointer = airlock_type_scalar(own, AIRLOCK_POINTER);
    const airlock_type *size = airlock_type_scalar(own, AIRLOCK_USIZE);
    const airlock_type *params[2] = {i == 1 || i == 3 ? pointer : size, size};
    const airlock_signature *signature;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(strchr(declarations[i], ' ') + 1, "("),
                   strchr(declarations[i], ' ') + 1);
    if (airlock_signature_new(own, &signature, i == 2 || i == 3 ? NULL : pointer, params,
                              i == 1 ? 2 : 1) != AIRLOCK_OK ||
        airlock_bind(own, &callees[i], name, signature) != AIRLOCK_OK) {
      return false;
    }
  }
  airlock_scalar names;
  airlock_scalar block;
  airlock_scalar args[2] = {size_of(10), size_of(100)};
  bool is_done = airlock_call(own, callees[0], args, 1, &names) == AIRLOCK_OK &&
                 airlock_call(own, callees[2], args, 1, NULL) == AIRLOCK_OK &&
                 airlock_call(own, callees[4], args, 1, &block) == AIRLOCK_OK;
  if (!is_done) {
    return false;
  }
  cr_expect_neq(names.as.ptr.address, 0);
  cr_expect_neq(block.as.ptr.address, 0);
  airlock_scalar resized[2] = {block, size_of(100)};
  is_done = airlock_call(own, callees[1], resized, 2, &block) == AIRLOCK_OK;
  return is_done && airlock_call(own, callees[3], &block, 1, NULL) == AIRLOCK_OK;
}

Test(native_heap, memory_may_run_out_anywhere) {
#if defined(__SANITIZE_ADDRESS__)
  __lsan_disable(); // What could not be recorded is nobody's to free.
#endif
  bool is_done = false;
  uint64_t step = 0;
  for (; !is_done && step < 10000; step++) {
    struct counting_allocator books = counting_begin();
    airlock_config config = watching();
    airlock_machine *own = NULL;
    config.allocator = counting_functions(&books);
    books.fail_after = step;
    if (airlock_machine_new(&own, &config) == AIRLOCK_OK) {
      is_done = airlock_open_library(own, FIXTURE_PATH("heap")) == AIRLOCK_OK && work(own) &&
                books.refused == 0;
      close_machine(own);
    }
    cr_assert(counting_is_clean(&books), "step %llu", (unsigned long long)step);
  }
  cr_expect(is_done);
  cr_expect_gt(step, 50);
  expect_block(CALL("pointer make(usize)", size_of(4)), 4, "malloc");
}

// Threads that use the library meanwhile, freeing and allocating.
static void *use_library(void *context) {
  void (*churn)(size_t);
  *(void **)&churn = context;
  churn(20000);
  return NULL;
}

Test(native_heap, other_threads_use_the_library_meanwhile) {
  void *handle = dlopen(FIXTURE_PATH("heap"), RTLD_LAZY | RTLD_NOLOAD);
  pthread_t threads[4];
  for (size_t i = 0; i < 4; i++) {
    cr_assert_eq(pthread_create(&threads[i], NULL, use_library, dlsym(handle, "churn")), 0);
  }
  for (uint64_t i = 0; i < 300; i++) {
    airlock_machine *own = i % 100 == 0 ? watching_machine("heap") : NULL;
    airlock_ptr names = CALL("pointer make_names(usize)", size_of(i % 10));
    cr_expect_eq(info_of(machine, names).size, 8 * (i % 10 + 1));
    DO("void drop_names(pointer)", airlock_pointer(names));
    airlock_machine_free(own);
  }
  for (size_t i = 0; i < 4; i++) {
    cr_assert_eq(pthread_join(threads[i], NULL), 0);
  }
  (void)dlclose(handle);
}

// A visitor uses the machine on its thread; what the owner's native code allocates waits its turn.
static unsigned visits;

static airlock_status allocate_as_visitor(void *context, void *token, const airlock_scalar *args,
                                          size_t num_args, airlock_scalar *io_result) {
  (void)token;
  (void)args;
  (void)num_args;
  (void)io_result;
  airlock_machine *own = *(airlock_machine **)context;
  airlock_ptr inner = call_pointer(own, "pointer make(usize)", FIXTURE_ARGS(size_of(3)));
  airlock_ptr heap = fixture_allocate(own, 16, 8);
  cr_expect_eq(info_of(own, inner).size, 3);
  (void)fixture_call(own, "void drop(pointer)", FIXTURE_ARGS(airlock_pointer(inner)));
  visits++;
  return airlock_deallocate(own, heap, 16, 8);
}

Test(native_heap, visitors_and_the_owner_allocate_in_turns) {
  airlock_config config = watching();
  airlock_machine *own = NULL;
  config.callback = allocate_as_visitor;
  config.foreign_threads = AIRLOCK_THREADS_SERIALISE;
  config.context = &own;
  own = fixture_machine(&config, "heap");
  char name[64];
  const airlock_signature *signature = fixture_signature(own, name, "void callback()");
  airlock_ptr function;
  cr_assert_ok(own, airlock_function_new(own, &function, name, signature, NULL));
  (void)fixture_call(own, "void churn_beside(fn,usize)",
                     FIXTURE_ARGS(airlock_function_pointer(function), size_of(500)));
  cr_expect_eq(visits, 500);
  close_machine(own);
}
