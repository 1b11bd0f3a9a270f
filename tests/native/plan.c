// SPDX-License-Identifier: MIT
//
// How values travel, type by type, on x86-64 and on AArch64: the examples of their ABIs, and what
// the ABI differential once found.
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

#elif defined(PLAN_IS_AARCH64)

#include "native/trampoline.h"

enum { MAX_PARAMS = 12, MAX_PIECES = PLAN_PIECES_PER_PARAM * MAX_PARAMS, TEXT_SIZE = 160 };

// Where the pieces of each argument go, arguments separated by commas: x and v are registers, sN is
// the stack at N, & comes before the place of an address, - before a register that is left out.
static const struct row {
  char signature[110];
  char places[TEXT_SIZE];
} rows[] = {
    {"void (i8, f32, ptr, f64)", "x0, v0, x1, v1"},
    {"void (i128, i8, i128)", "x0 x1, x2, -x3 x4 x5"},
    {"void (i8, {i128}, i8)", "x0, -x1 x2 x3, x4"},
    {"void (i8, {long double, i8})", "x0, &x1"},
    {"void (i8, union {i128, f32})", "x0, -x1 x2 x3"},
    {"void ({f32, f32, f32}, f32)", "v0 v1 v2, v3"},
    {"void ({f64, {f64, f64}, f64})", "v0 v1 v2 v3"},
    {"void ({[4]f32}, {[5]f32}, {f32, f64})", "v0 v1 v2 v3, &x0, x1 x2"},
    {"void (complex f32, complex double, complex long double)", "v0 v1, v2 v3, v4 v5"},
    {"void (long double, {[4]long double}, {[4]long double}, f32)", "v0, v1 v2 v3 v4, s0, s64"},
    {"void (union {f64, [2]f64}, union {f64, i64})", "v0 v1, x0"},
    {"void ({f32, i8}, {i8, i16, i8}, {i64, i8})", "x0, x1, x2 x3"},
    {"void ({i64, i64, i8})", "&x0"},
    {"void (i8, i8, i8, i8, i8, i8, i8, {i64, i64}, i8)", "x0, x1, x2, x3, x4, x5, x6, s0, s16"},
    {"void (i8, i8, i8, i8, i8, i8, i8, i128, i8, i128)",
     "x0, x1, x2, x3, x4, x5, x6, s0, s16, s32"},
    {"void (i8, i8, i8, i8, i8, i8, i8, i8, i8, {i64, i64, i64}, f32)",
     "x0, x1, x2, x3, x4, x5, x6, x7, s0, &s8, v0"},
    {"void ({[4]f64}, f64, {[4]f64}, f64)", "v0 v1 v2 v3, v4, s0, s32"},
    {"void (i8, align(16) {i64})", "x0, x1 x2"},
    {"void (i8, {align(16) {i64}})", "x0, -x1 x2 x3"},
    {"void (i8, packed {i128})", "x0, x1 x2"},
    {"void (i8, align(32) {i8})", "x0, &x1"},
    {"void (align(16) {f32, f32}, packed {f32, f32}, {f32, f32, i8})", "x0 x1, v0 v1, x2 x3"},
    {"void (f32, {f32, [0]f32}, {f32, {}})", "v0, x0, v1"},
};

static void write_place(char *text, const struct piece *piece) {
  size_t length = strlen(text);
  const char *before = piece->by_reference ? "&" : piece->size == 0 ? "-" : "";
  bool is_stack = piece->word >= IMAGE_STACK;
  bool is_vector = !is_stack && piece->word >= IMAGE_VECTOR;
  size_t number = is_stack    ? 8 * (piece->word - IMAGE_STACK)
                  : is_vector ? (piece->word - IMAGE_VECTOR) / IMAGE_VECTOR_WORDS
                              : piece->word;
  snprintf(text + length, TEXT_SIZE - length, "%s%s%zu", before,
           is_stack    ? "s"
           : is_vector ? "v"
                       : "x",
           number);
}

static void write_places(char *text, const struct plan *plan) {
  text[0] = '\0';
  for (size_t i = 0; i < plan->num_pieces; i++) {
    if (i > 0) {
      strcat(text, plan->pieces[i].param == plan->pieces[i - 1].param ? " " : ", ");
    }
    write_place(text, &plan->pieces[i]);
  }
}

struct storage {
  const airlock_type *params[MAX_PARAMS];
  struct piece pieces[MAX_PIECES];
  ffi_type *natives[MAX_PIECES];
  ffi_type blocks[MAX_PIECES];
  struct plan plan;
};

static enum plan_verdict make_plan(airlock_machine *machine, struct storage *storage,
                                   struct plan_refusal *out_refusal, const char *text) {
  const airlock_signature *signature = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  airlock_signature_info info = airlock_signature_get_info(signature);
  cr_assert(info.num_params <= MAX_PARAMS);
  for (size_t i = 0; i < info.num_params; i++) {
    const airlock_type *passed_as;
    cr_assert(airlock_signature_param(signature, &storage->params[i], &passed_as, i));
  }
  storage->plan = (struct plan){
      .pieces = storage->pieces, .natives = storage->natives, .blocks = storage->blocks};
  return plan_aarch64(&storage->plan, out_refusal, info.result, storage->params, info.num_params);
}

Test(plan, argument_goes_where_the_aapcs64_says) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    cr_assert_eq(make_plan(machine, &storage, &refusal, rows[i].signature), PLAN_FITS, "%s: %s",
                 rows[i].signature, refusal.reason);
    char places[TEXT_SIZE];
    write_places(places, &storage.plan);
    cr_expect_str_eq(places, rows[i].places, "%s: %s", rows[i].signature, places);
  }
  airlock_machine_free(machine);
}

Test(plan, result_comes_back_where_the_aapcs64_says) {
  static const struct {
    char signature[40];
    enum result_place place;
  } results[] = {
      {"void ()", RESULT_NONE},
      {"bool ()", RESULT_GENERAL},
      {"i128 ()", RESULT_TWO_GENERAL},
      {"{i8, i64} ()", RESULT_TWO_GENERAL},
      {"f32 ()", RESULT_VECTOR},
      {"{f64} ()", RESULT_VECTOR},
      {"{f32, f32} ()", RESULT_FOUR_FLOAT},
      {"complex double ()", RESULT_TWO_VECTOR},
      {"{f64, f64, f64} ()", RESULT_FOUR_VECTOR},
      {"long double ()", RESULT_QUAD},
      {"complex long double ()", RESULT_TWO_QUAD},
      {"{[3]long double} ()", RESULT_FOUR_QUAD},
      {"{[5]f32} ()", RESULT_IN_MEMORY},
  };
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    cr_assert_eq(make_plan(machine, &storage, &refusal, results[i].signature), PLAN_FITS);
    cr_expect_eq(storage.plan.image.result, results[i].place, "%s", results[i].signature);
  }
  airlock_machine_free(machine);
}

Test(plan, what_cannot_be_passed_is_refused_with_a_reason) {
  static const struct {
    char signature[60];
    char reason[60];
  } refused[] = {
      {"void ({})", "no bytes"},
      {"void ([2]i32)", "no array parameters"},
      {"void ({f32, {[0]i32}})", "compilers pass it differently"},
  };
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    cr_assert_eq(make_plan(machine, &storage, &refusal, refused[i].signature), PLAN_BAD_PARAMETER,
                 "%s", refused[i].signature);
    cr_expect(strstr(refusal.reason, refused[i].reason) != NULL, "%s: %s", refused[i].signature,
              refusal.reason);
  }
  airlock_machine_free(machine);
}

#endif
