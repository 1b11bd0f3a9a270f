// SPDX-License-Identifier: MIT
//
// How values travel on x86-64, type by type: the psABI's examples, and what the ABI differential
// once found.
#include "native/plan.h"
#include "fixture.h"

#if defined(__x86_64__)

struct row {
  char text[120];  // A type.
  char pieces[24]; // As an argument: g for a general register, v for a vector one, m for memory.
};

static const struct row rows[] = {
    {"i8", "g"},
    {"f32", "v"},
    {"long double", "m"},
    {"i128", "gg"},
    {"complex f32", "v"},
    {"complex double", "vv"},
    {"complex long double", "m"},
    {"{i32, i32, i32, i32}", "gg"},
    {"{f32, f32, f32}", "vv"},
    {"{f32, i32, f64}", "gv"},
    {"{f64, u8}", "vg"},
    {"{u64, u64, u8}", "m"},
    {"{long double}", "m"},
    {"union {f64, u8}", "g"},
    {"union {f32, f64}", "v"},
    {"union {long double, f64}", "m"},
    {"union {long double, i128}", "gg"},
    {"packed {u8, u8}", "g"},
    {"packed {u8, u32}", "m"},
    {"packed {u8, [7]u8}", "g"},
    {"align(16) {f32}", "v"},
    {"align(16) {i32, i64}", "gg"},
    {"align(32) {i64}", "m"},
    {"{[2]f32, [2]{f32}}", "vv"},
    {"union {{u16, packed(8) union {f32, usize, ptr}}, ptr, union {usize, long double}}", "m"},
};

enum { NUM_ROWS = sizeof rows / sizeof rows[0], MAX_PIECES = 8 };

struct storage {
  struct piece pieces[MAX_PIECES];
  ffi_type *natives[MAX_PIECES];
  ffi_type blocks[MAX_PIECES];
  struct plan plan;
};

static void prepare(struct storage *storage) {
  storage->plan = (struct plan){
      .pieces = storage->pieces, .natives = storage->natives, .blocks = storage->blocks};
}

static char letter_of(const struct storage *storage, size_t index) {
  const ffi_type *native = storage->natives[index];
  if (native->type == FFI_TYPE_LONGDOUBLE) {
    return 'm';
  }
  return native->type == FFI_TYPE_FLOAT || native->type == FFI_TYPE_DOUBLE ? 'v' : 'g';
}

static const airlock_type *parse(airlock_machine *machine, const char *text) {
  const airlock_type *type = NULL;
  cr_assert_ok(machine, airlock_type_parse(machine, &type, text));
  return type;
}

Test(plan, argument_goes_where_the_psabi_says) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < NUM_ROWS; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    const airlock_type *type = parse(machine, rows[i].text);
    prepare(&storage);
    cr_assert_eq(plan_x86_64(&storage.plan, &refusal, NULL, &type, 1, 1), PLAN_FITS, "%s: %s",
                 rows[i].text, refusal.reason);
    char pieces[MAX_PIECES + 1] = "";
    for (size_t p = 0; p < storage.plan.num_pieces; p++) {
      pieces[p] = letter_of(&storage, p);
    }
    cr_expect_str_eq(pieces, rows[i].pieces, "%s: %s", rows[i].text, pieces);
  }
  airlock_machine_free(machine);
}

Test(plan, value_for_which_registers_are_left_in_part_goes_to_memory_whole) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_type *word = parse(machine, "i64");
  const airlock_type *pair = parse(machine, "{i64, i64}");
  const airlock_type *mixed = parse(machine, "{i64, f64}");
  const airlock_type *params[] = {word, word, word, word, word, pair, mixed};
  struct piece pieces[14];
  ffi_type *natives[14];
  ffi_type blocks[14];
  struct plan plan = {.pieces = pieces, .natives = natives, .blocks = blocks};
  struct plan_refusal refusal = {0, NULL};
  cr_assert_eq(plan_x86_64(&plan, &refusal, NULL, params, 7, 7), PLAN_FITS);
  cr_assert_eq(plan.num_pieces, 8);
  cr_expect_eq(natives[5], &blocks[5], "the pair lies on the stack");
  cr_expect_eq(blocks[5].size, 16);
  cr_expect_eq(pieces[6].param, 6, "the sixth register is the mixed struct's");
  cr_expect_eq(natives[6], &ffi_type_uint64);
  cr_expect_eq(natives[7], &ffi_type_double);
  airlock_machine_free(machine);
}

Test(plan, what_cannot_be_passed_is_refused_with_a_reason) {
  static const struct {
    char text[80];
    char reason[60];
  } refused[] = {
      {"{}", "no bytes"},
      {"[2]i32", "no array parameters"},
      {"align(8192) {i64}", "aligned to more than a page"},
      {"packed {u32, align(8) {u32}}", "compilers pass it differently"},
      {"{[2]packed {f32, [1]i16}}", "only the first element is aligned"},
  };
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    const airlock_type *type = parse(machine, refused[i].text);
    prepare(&storage);
    cr_assert_eq(plan_x86_64(&storage.plan, &refusal, NULL, &type, 1, 1), PLAN_BAD_PARAMETER, "%s",
                 refused[i].text);
    cr_expect(strstr(refusal.reason, refused[i].reason) != NULL, "%s: %s", refused[i].text,
              refusal.reason);
  }
  airlock_machine_free(machine);
}

#endif
