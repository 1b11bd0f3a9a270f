// SPDX-License-Identifier: MIT
//
// Layouts against what rustc has: size, alignment, class, and the offsets of fields. The Rust items
// are scanned as a program's own; a type is named by an alias `type X = ..;` so that any type can
// be written.
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "mir/intern.h"
#include "mir/parser.h"
#include "mir/prelude.h"
#include "mir/types.h"

static const char items[] =
    "#[repr(C)] struct Mixed { a: u8, b: u32, c: u16 }\n"
    "#[repr(C)] struct Nested { head: Mixed, tail: [Mixed; 2], flag: bool }\n"
    "#[repr(C, packed)] struct Packed { a: u8, b: u32, c: u16 }\n"
    "#[repr(C, packed(2))] struct Packed2 { a: u8, b: u32, c: u16 }\n"
    "#[repr(C, align(16))] struct Aligned { a: u8 }\n"
    "#[repr(transparent)] struct Metres(f64);\n"
    "#[repr(C)] struct One { value: f64 }\n"
    "#[repr(C)] struct Node { next: *mut Node, other: Option<&'static Node>, value: i32 }\n"
    "#[repr(C)] union Either { i: u64, b: [u8; 9] }\n"
    "enum Three { A, B, C }\n"
    "#[repr(C)] enum Plain { A, B = 5 }\n"
    "#[repr(u16)] enum Wide { A = 300, B }\n"
    "#[repr(i8)] enum Signed { A = -1, B = 1 }\n"
    "enum Negative { A = -200, B = 1 }\n"
    "struct Empty;\n"
    "struct Bad { inner: Bad }\n"
    "struct Ping(Pong); struct Pong([Ping; 2]);\n"
    "struct Grow<T> { first: T, next: Option<Grow<(T, T)>> }\n"
    "enum Fork<T> { Left(Fork<(T,)>), Right(Fork<[T; 2]>) }\n"
    "#[repr(u128)] enum Huge { A = 1 << 100, B }\n"
    "struct Reordered { a: u8, b: u64, c: u8, d: u32 }\n"
    "struct MaybeUnsized<T> where T: ?Sized { a: u8, b: u32, c: T }\n"
    "struct Pair<T, U = u8> { first: T, second: U }\n"
    "struct Unknown { field: Missing }\n"
    "mod one { struct Twice(u8); } mod two { struct Twice(u16); }\n";

static struct {
  mir_arena *arena;
  mir_program *program;
  airlock_machine *machine;
  mir_types types;
} fixture;

static void setup(void) {
  fixture.arena = mir_arena_new();
  fixture.program = mir_program_new(fixture.arena);
  mir_error error;
  cr_assert_eq(mir_scan_rust_items(fixture.program, "items.rs", items, strlen(items), &error),
               MIR_OK);
  cr_assert_eq(airlock_machine_new(&fixture.machine, NULL), AIRLOCK_OK);
}

static void teardown(void) {
  airlock_machine_free(fixture.machine);
  mir_arena_free(fixture.arena);
}

// Declares every type of a table as an alias, before anything is laid out.
static void declare(const char *const *types, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char text[256];
    int length = snprintf(text, sizeof text, "type Alias%zu = %s;", i, types[i]);
    mir_error error;
    mir_status status =
        mir_scan_rust_items(fixture.program, "types.rs", text, (size_t)length, &error);
    cr_assert_eq(status, MIR_OK, "%s", types[i]);
  }
  mir_program *prelude;
  mir_error error;
  cr_assert_eq(mir_read_prelude(&prelude, fixture.arena, &error), MIR_OK);
  cr_assert_eq(mir_add_prelude(fixture.program, prelude, &error), MIR_OK);
  bool is_ready = mir_types_init(&fixture.types, fixture.program, NULL, fixture.machine);
  cr_assert_eq(is_ready, true);
}

static const mir_layout *layout_of_alias(size_t index) {
  char name[32];
  snprintf(name, sizeof name, "Alias%zu", index);
  mir_segment segment = {.kind = MIR_SEGMENT_NAME};
  segment.name = mir_arena_intern(fixture.arena, name, strlen(name));
  mir_type type = {.kind = MIR_TYPE_PATH};
  type.path = mir_intern_path(fixture.arena, &segment, 1);
  const mir_layout *layout = mir_layout_of(&fixture.types, mir_intern_type(fixture.arena, &type));
  cr_assert_not_null(layout);
  return layout;
}

TestSuite(mir_layout, .init = setup, .fini = teardown);

typedef struct expected_layout {
  const char *type;
  uint64_t size;
  uint64_t align;
  mir_class class;
} expected_layout;

enum { MAX_EXPECTED = 64 };

static void expect_layouts(const expected_layout *expected, size_t count) {
  const char *types[MAX_EXPECTED];
  cr_assert_leq(count, MAX_EXPECTED);
  for (size_t i = 0; i < count; i++) {
    types[i] = expected[i].type;
  }
  declare(types, count);
  for (size_t i = 0; i < count; i++) {
    const mir_layout *layout = layout_of_alias(i);
    cr_expect_eq(layout->class, expected[i].class, "%s", types[i]);
    cr_expect_eq(layout->size, expected[i].size, "%s", types[i]);
    cr_expect_eq(layout->align, expected[i].align, "%s", types[i]);
    const airlock_type *native = mir_layout_native(&fixture.types, layout);
    cr_assert_not_null(native, "%s", types[i]);
    cr_expect_eq(airlock_type_size(native), expected[i].size, "%s", types[i]);
    cr_expect_eq(airlock_type_align(native), expected[i].align, "%s", types[i]);
  }
}

Test(mir_layout, sizes_and_classes_are_those_of_rust) {
  static const expected_layout expected[] = {
      {"u8", 1, 1, MIR_CLASS_SCALAR},
      {"i128", 16, 16, MIR_CLASS_SCALAR},
      {"usize", 8, 8, MIR_CLASS_SCALAR},
      {"char", 4, 4, MIR_CLASS_SCALAR},
      {"()", 0, 1, MIR_CLASS_ZERO},
      {"[u64; 0]", 0, 8, MIR_CLASS_ZERO},
      {"[u16; 3]", 6, 2, MIR_CLASS_MEMORY},
      {"(i32, bool)", 8, 4, MIR_CLASS_PAIR},
      {"(u8, u16, u32)", 8, 4, MIR_CLASS_MEMORY},
      {"((), u32)", 4, 4, MIR_CLASS_SCALAR},
      {"&u8", 8, 8, MIR_CLASS_SCALAR},
      {"&[u8]", 16, 8, MIR_CLASS_PAIR},
      {"&str", 16, 8, MIR_CLASS_PAIR},
      {"*const [u16]", 16, 8, MIR_CLASS_PAIR},
      {"extern \"C\" fn(i32) -> i32", 8, 8, MIR_CLASS_SCALAR},
      {"Mixed", 12, 4, MIR_CLASS_MEMORY},
      {"Nested", 40, 4, MIR_CLASS_MEMORY},
      {"Packed", 7, 1, MIR_CLASS_MEMORY},
      {"Packed2", 8, 2, MIR_CLASS_MEMORY},
      {"Aligned", 16, 16, MIR_CLASS_MEMORY},
      {"Metres", 8, 8, MIR_CLASS_SCALAR},
      {"One", 8, 8, MIR_CLASS_MEMORY},
      {"Node", 24, 8, MIR_CLASS_MEMORY},
      {"Either", 16, 8, MIR_CLASS_MEMORY},
      {"Three", 1, 1, MIR_CLASS_SCALAR},
      {"Plain", 4, 4, MIR_CLASS_SCALAR},
      {"Wide", 2, 2, MIR_CLASS_SCALAR},
      {"Signed", 1, 1, MIR_CLASS_SCALAR},
      {"Negative", 2, 2, MIR_CLASS_SCALAR},
      {"Empty", 0, 1, MIR_CLASS_ZERO},
      {"Option<&u8>", 8, 8, MIR_CLASS_SCALAR},
      {"Option<std::ptr::NonNull<Node>>", 8, 8, MIR_CLASS_SCALAR},
      {"Option<extern \"C\" fn()>", 8, 8, MIR_CLASS_SCALAR},
      {"Option<i32>", 8, 4, MIR_CLASS_MEMORY},
      {"std::mem::MaybeUninit<u16>", 2, 2, MIR_CLASS_MEMORY},
      {"std::mem::ManuallyDrop<u16>", 2, 2, MIR_CLASS_SCALAR},
      {"std::ptr::NonNull<u8>", 8, 8, MIR_CLASS_SCALAR},
      {"std::boxed::Box<Mixed>", 8, 8, MIR_CLASS_SCALAR},
      {"std::cell::Cell<i32>", 4, 4, MIR_CLASS_SCALAR},
      {"Pair<u32, u32>", 8, 4, MIR_CLASS_PAIR},
      {"Pair<u32>", 8, 4, MIR_CLASS_PAIR},
      {"std::ffi::c_int", 4, 4, MIR_CLASS_SCALAR},
  };
  expect_layouts(expected, sizeof expected / sizeof expected[0]);
}

Test(mir_layout, niches_are_filled_and_fields_moved) {
  static const expected_layout expected[] = {
      {"Option<bool>", 1, 1, MIR_CLASS_MEMORY},
      {"Option<Option<bool>>", 1, 1, MIR_CLASS_MEMORY},
      {"Option<char>", 4, 4, MIR_CLASS_MEMORY},
      {"Option<std::num::NonZeroU8>", 1, 1, MIR_CLASS_SCALAR},
      {"std::num::NonZeroI128", 16, 16, MIR_CLASS_SCALAR},
      {"Option<std::string::String>", 24, 8, MIR_CLASS_MEMORY},
      {"Option<std::time::Duration>", 16, 8, MIR_CLASS_MEMORY},
      {"Option<&[u8]>", 16, 8, MIR_CLASS_MEMORY},
      {"Option<std::cell::Cell<bool>>", 2, 1, MIR_CLASS_MEMORY},
      {"Option<std::mem::MaybeUninit<bool>>", 2, 1, MIR_CLASS_MEMORY},
      {"Result<u32, ()>", 8, 4, MIR_CLASS_MEMORY},
      {"Result<u32, std::convert::Infallible>", 4, 4, MIR_CLASS_MEMORY},
      {"Huge", 16, 16, MIR_CLASS_MEMORY},
      {"Reordered", 16, 8, MIR_CLASS_MEMORY},
      {"MaybeUnsized<u64>", 16, 8, MIR_CLASS_MEMORY},
  };
  expect_layouts(expected, sizeof expected / sizeof expected[0]);
}

Test(mir_layout, what_cannot_be_laid_out_says_why) {
  static const struct {
    const char *type;
    const char *problem;
  } cases[] = {
      {"Bad", "type `Bad` contains itself"},
      {"Ping", "type `Ping` contains itself"},
      {"[u64; 999999999999999999]", "type `[u64; 999999999999999999]` is too large"},
      {"[[[[u8; 4294967295]; 4294967295]; 9]; 9]",
       "type `[[u8; 4294967295]; 4294967295]` is too large"},
      {"Missing", "type `Missing` is not declared; `--items FILE.rs` names its source"},
      {"Unknown", "type `Missing` is not declared; `--items FILE.rs` names its source"},
      {"std::ffi::OsString", "type `std::ffi::OsString` is not modelled"},
      {"Pair<u8, u8, u8>", "type `Pair<u8, u8, u8>` does not fit its declaration"},
      {"Twice", "type `Twice` may be one of several; print the program with full paths"},
      {"f16", "type `f16` is not supported"},
  };
  enum { COUNT = sizeof cases / sizeof cases[0] };
  const char *types[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    types[i] = cases[i].type;
  }
  declare(types, COUNT);
  for (size_t i = 0; i < COUNT; i++) {
    const mir_layout *layout = layout_of_alias(i);
    cr_expect_eq(layout->class, MIR_CLASS_UNKNOWN, "%s", cases[i].type);
    cr_expect_str_eq(layout->problem == NULL ? "" : layout->problem, cases[i].problem);
  }
}

// Their names are too long to be compared.
Test(mir_layout, types_that_grow_without_end_are_refused) {
  static const char *const types[] = {"Grow<u8>", "Fork<u8>", "[Grow<()>; 0]", "Option<Fork<()>>"};
  enum { COUNT = sizeof types / sizeof types[0] };
  declare(types, COUNT);
  for (size_t i = 0; i < COUNT; i++) {
    const mir_layout *layout = layout_of_alias(i);
    cr_expect_eq(layout->class, MIR_CLASS_UNKNOWN, "%s", types[i]);
    cr_assert_not_null(layout->problem, "%s", types[i]);
    bool is_refused = strstr(layout->problem, "is nested too deeply") != NULL ||
                      strstr(layout->problem, "is too large") != NULL;
    cr_expect(is_refused, "%s", layout->problem);
  }
}

Test(mir_layout, fields_lie_where_rust_puts_them) {
  static const struct {
    const char *type;
    uint64_t offsets[3];
  } cases[] = {
      {"Mixed", {0, 4, 8}},
      {"Packed", {0, 1, 5}},
      {"Packed2", {0, 2, 6}},
      {"Nested", {0, 12, 36}},
      {"Node", {0, 8, 16}},
      {"Reordered", {12, 0, 13}},
      {"MaybeUnsized<u64>", {4, 0, 8}},
      {"(u8, u32, u16)", {4, 0, 6}},
  };
  enum { COUNT = sizeof cases / sizeof cases[0] };
  const char *types[COUNT];
  for (size_t i = 0; i < COUNT; i++) {
    types[i] = cases[i].type;
  }
  declare(types, COUNT);
  for (size_t i = 0; i < COUNT; i++) {
    const mir_layout *layout = layout_of_alias(i);
    for (size_t j = 0; j < 3; j++) {
      cr_expect_eq(layout->variants[0].fields[j].offset, cases[i].offsets[j], "%s field %zu",
                   cases[i].type, j);
    }
  }
}
