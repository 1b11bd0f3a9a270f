// SPDX-License-Identifier: MIT
//
// Signatures as text, and what a signature tells of itself.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"

static const airlock_signature *parse(airlock_machine *machine, const char *text) {
  const airlock_signature *signature = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  return signature;
}

// Texts and how they are printed; NULL: as they are.
static const struct round_trip {
  const char *text;
  const char *printed;
  size_t num_params;
  size_t num_fixed;
  bool is_variadic;
} round_trips[] = {
    {"void ()", NULL, 0, 0, false},
    {"void(void)", "void ()", 0, 0, false},
    {" void ( void ) ", "void ()", 0, 0, false},
    {"i32 (ptr, usize, ...)", NULL, 2, 2, true},
    {"sint (ptr, ..., double)", "i32 (ptr, ..., f64)", 2, 1, true},
    {"i32 (...)", NULL, 0, 0, true},
    {"i32 (..., i32)", NULL, 1, 0, true},
    {"{i32, f64} ({u8, [4]i16}, long double)", NULL, 2, 2, false},
    {"complex f64 (complex long double, packed {u8, u32}, align(32) union {u8})", NULL, 3, 3,
     false},
    {"f32(f32,f32)", "f32 (f32, f32)", 2, 2, false},
    {"fn (fn)", NULL, 1, 1, false},
};

Test(signature_text, what_is_printed_is_read_as_the_same_signature) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof round_trips / sizeof round_trips[0]; i++) {
    const struct round_trip *expected = &round_trips[i];
    const char *printed = expected->printed != NULL ? expected->printed : expected->text;
    const airlock_signature *signature = parse(machine, expected->text);
    char text[256] = "";
    cr_expect_eq(airlock_signature_format(signature, text, sizeof text), strlen(printed));
    cr_expect_str_eq(text, printed);
    cr_expect_eq(parse(machine, printed), signature, "%s", printed);
    airlock_signature_info info = airlock_signature_get_info(signature);
    cr_expect_eq(info.num_params, expected->num_params, "%s", printed);
    cr_expect_eq(info.num_fixed, expected->num_fixed, "%s", printed);
    cr_expect_eq(info.is_variadic, expected->is_variadic, "%s", printed);
  }
  airlock_machine_free(machine);
}

Test(signature_text, is_cut_off_where_the_room_ends_and_its_length_is_told) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_signature *signature = parse(machine, "{u8, i16} (ptr, ..., {[2]f64}, i32)");
  const char *whole = "{u8, i16} (ptr, ..., {[2]f64}, i32)";
  for (size_t room = 0; room <= strlen(whole) + 2; room++) {
    char text[64];
    memset(text, '#', sizeof text);
    cr_expect_eq(airlock_signature_format(signature, text, room), strlen(whole));
    size_t shown = room <= strlen(whole) ? room : strlen(whole) + 1;
    cr_expect(room == 0 || strlen(text) == shown - 1, "%zu: %zu", room, strlen(text));
    cr_expect(room == 0 || strncmp(text, whole, shown - 1) == 0, "%zu", room);
    cr_expect_eq(text[room], '#');
  }
  cr_expect_eq(airlock_signature_format(signature, NULL, 0), strlen(whole));
  airlock_machine_free(machine);
}

static const struct error {
  const char *text;
  const char *message;
} errors[] = {
    {"", "column 1: expected a type, but found the end of the text"},
    {"i32", "column 4: expected `(` and the types of the parameters, but found the end of the "
            "text"},
    {"i32 i32", "column 5: expected `(` and the types of the parameters, but found `i`"},
    {"void", "column 5: expected `(` and the types of the parameters, but found the end of the "
             "text"},
    {"voidx ()", "column 1: expected a type, but found `v`"},
    {"i32 (", "column 6: expected a type, but found the end of the text"},
    {"i32 (i32", "column 9: expected `,` or `)`, but found the end of the text"},
    {"i32 (i32,)", "column 10: expected a type, but found `)`"},
    {"i32 (,)", "column 6: expected a type, but found `,`"},
    {"i32 (i32 i32)", "column 10: expected `,` or `)`, but found `i`"},
    {"i32 () x", "column 8: expected the end of the text, but found `x`"},
    {"i32 (void) x", "column 12: expected the end of the text, but found `x`"},
    {"i32 (void i32)", "column 11: expected `)` behind `void`, but found `i`"},
    {"i32 (void, i32)", "column 10: expected `)` behind `void`, but found `,`"},
    {"i32 (i32, void)", "column 11: expected a type, but found `v`"},
    {"i32 (..., ...)", "column 11: expected no second `...`, but found `.`"},
    {"i32 (i32, ..)", "column 11: expected a type, but found `.`"},
    {"i32 ({u8)", "column 9: expected `,` or `}`, but found `)`"},
    {"[4 (i32)", "column 4: expected `]`, but found `(`"},
    {"(i32)", "column 1: expected a type, but found `(`"},
    {"i32 (x: i32)", "column 6: expected a type, but found `x`"},
};

Test(signature_text, errors_tell_the_column_and_what_was_expected_there) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_signature *known = parse(machine, "void ()");
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
    const airlock_signature *signature = known;
    airlock_status status = airlock_signature_parse(machine, &signature, errors[i].text);
    cr_expect_eq(status, AIRLOCK_USAGE_TEXT, "%s", errors[i].text);
    cr_expect_str_eq(airlock_last_report(machine)->message, errors[i].message);
    cr_expect_eq(signature, known, "%s", errors[i].text);
  }
  airlock_machine_free(machine);
}

Test(signature_text, a_signature_has_1024_parameters_and_no_more) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t count = 1023; count <= 1025; count++) {
    char text[4096];
    char *end = stpcpy(text, "i8 (i8");
    for (size_t i = 1; i < count; i++) {
      end = stpcpy(end, ",i8");
    }
    (void)stpcpy(end, ")");
    const airlock_signature *signature = NULL;
    airlock_status status = airlock_signature_parse(machine, &signature, text);
    cr_expect_eq(status, count <= 1024 ? AIRLOCK_OK : AIRLOCK_USAGE_TEXT);
    cr_expect(count > 1024 || airlock_signature_get_info(signature).num_params == count);
  }
  cr_expect_str_eq(airlock_last_report(machine)->message,
                   "column 3077: expected no more than 1024 parameters, but found `i`");
  airlock_machine_free(machine);
}

Test(signature_text, parameters_tell_their_type_and_what_they_are_passed_as) {
  static const struct promotion {
    const char *type;
    const char *passed_as; // NULL: as it is.
  } promotions[] = {
      {"i8", "i32"},   {"i16", "i32"},        {"i32", NULL},  {"i64", NULL}, {"i128", NULL},
      {"isize", NULL}, {"u8", "i32"},         {"u16", "i32"}, {"u32", NULL}, {"u64", NULL},
      {"u128", NULL},  {"usize", NULL},       {"f32", "f64"}, {"f64", NULL}, {"long double", NULL},
      {"bool", "i32"}, {"char", NULL},        {"ptr", NULL},  {"fn", NULL},  {"{u8}", NULL},
      {"{f32}", NULL}, {"complex f32", NULL},
  };
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof promotions / sizeof promotions[0]; i++) {
    char text[128];
    snprintf(text, sizeof text, "void (%s, ..., %s)", promotions[i].type, promotions[i].type);
    const airlock_signature *signature = parse(machine, text);
    const airlock_type *type = NULL;
    const airlock_type *passed_as = NULL;
    cr_assert_ok(machine, airlock_type_parse(machine, &type, promotions[i].type));
    const airlock_type *promoted = type;
    if (promotions[i].passed_as != NULL) {
      cr_assert_ok(machine, airlock_type_parse(machine, &promoted, promotions[i].passed_as));
    }
    const airlock_type *found = NULL;
    cr_assert(airlock_signature_param(signature, &found, &passed_as, 0));
    cr_expect(found == type && passed_as == type, "%s, fixed", promotions[i].type);
    cr_assert(airlock_signature_param(signature, &found, &passed_as, 1));
    cr_expect(found == type && passed_as == promoted, "%s, variadic", promotions[i].type);
    found = NULL;
    cr_expect_not(airlock_signature_param(signature, &found, &passed_as, 2));
    cr_expect_null(found);
  }
  airlock_machine_free(machine);
}

Test(signature_text, the_count_of_fixed_parameters_matters_with_the_flag_only) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_type *types[] = {airlock_type_scalar(machine, AIRLOCK_POINTER),
                                 airlock_type_scalar(machine, AIRLOCK_F32)};
  const airlock_type *result = airlock_type_scalar(machine, AIRLOCK_I32);
  const airlock_signature *plain = NULL;
  cr_assert_ok(machine, airlock_signature_new(machine, &plain, result, types, 2));
  static const size_t counts[] = {0, 1, 2, 3, 100, SIZE_MAX};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    const airlock_signature *signature = NULL;
    cr_assert_ok(machine, airlock_signature_variadic(machine, &signature, result, types, 2, false,
                                                     counts[i]));
    cr_expect_eq(signature, plain, "%zu", counts[i]);
    signature = NULL;
    airlock_status status =
        airlock_signature_variadic(machine, &signature, result, types, 2, true, counts[i]);
    cr_expect_eq(status, counts[i] <= 2 ? AIRLOCK_OK : AIRLOCK_USAGE_ARGUMENT, "%zu", counts[i]);
    cr_expect_neq(signature, plain, "%zu", counts[i]);
    cr_expect_eq(signature == NULL, counts[i] > 2);
  }
  const airlock_signature *signature = NULL;
  cr_expect_failure(
      machine, airlock_signature_variadic(machine, &signature, result, types, 2, true, 3),
      AIRLOCK_USAGE_ARGUMENT, "3 fixed parameters were announced, but only 2 parameters given");
  const airlock_type *missing[] = {result, NULL};
  cr_expect_failure(machine, airlock_signature_new(machine, &signature, NULL, missing, 2),
                    AIRLOCK_USAGE_ARGUMENT, "parameter 1 has no type");
  airlock_machine_free(machine);
}

Test(signature_text, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *machine = fixture_machine(&config, NULL);
    counting.fail_after = round;
    const airlock_signature *signature = NULL;
    const char *text = "{u8, complex f64} (ptr, union {f32, [2]u8}, ..., u8, u8, u8, u8, u8, u8)";
    airlock_status status = airlock_signature_parse(machine, &signature, text);
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = status == AIRLOCK_OK;
    cr_assert(done || status == AIRLOCK_NO_MEMORY, "%s", airlock_status_name(status));
    cr_expect_eq(signature != NULL, done);
    (void)parse(machine, text);
    airlock_machine_free(machine);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 8);
}
