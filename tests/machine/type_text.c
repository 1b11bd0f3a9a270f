// SPDX-License-Identifier: MIT
//
// Types as text: read, printed, and refused at the column where they are wrong.
#define _GNU_SOURCE
#include "world.h"

static const airlock_type *parse(struct world *world, const char *text) {
  const airlock_type *type = NULL;
  expect_ok(world, airlock_type_parse(world->machine, &type, text));
  cr_assert_not_null(type, "%s", text);
  return type;
}

static void expect_text(const airlock_type *type, const char *expected) {
  char text[1024] = "";
  cr_expect_eq(airlock_type_format(type, text, sizeof text), strlen(expected), "%s", expected);
  cr_expect_str_eq(text, expected);
}

#define SIGNED(type) ((type)-1 < (type)1)
#define INTEGER(text, type)                                                                        \
  { text, sizeof(type), SIGNED(type) }

Test(type_text, names_of_c_are_integers_of_its_sizes) {
  static const struct name {
    const char *text;
    size_t size;
    bool is_signed;
  } names[] = {
      INTEGER("uchar", unsigned char),
      INTEGER("schar", signed char),
      INTEGER("ushort", unsigned short),
      INTEGER("sshort", short),
      INTEGER("short", short),
      INTEGER("uint", unsigned),
      INTEGER("sint", int),
      INTEGER("int", int),
      INTEGER("ulong", unsigned long),
      INTEGER("slong", long),
      INTEGER("long", long),
      INTEGER("ulonglong", unsigned long long),
      INTEGER("slonglong", long long),
      INTEGER("longlong", long long),
      INTEGER("size_t", size_t),
      INTEGER("ssize_t", ptrdiff_t),
      INTEGER("ptrdiff_t", ptrdiff_t),
      INTEGER("intptr_t", intptr_t),
      INTEGER("uintptr_t", uintptr_t),
      INTEGER("int8_t", int8_t),
      INTEGER("uint8_t", uint8_t),
      INTEGER("int16_t", int16_t),
      INTEGER("uint16_t", uint16_t),
      INTEGER("int32_t", int32_t),
      INTEGER("uint32_t", uint32_t),
      INTEGER("int64_t", int64_t),
      INTEGER("uint64_t", uint64_t),
      INTEGER("sint8", int8_t),
      INTEGER("uint8", uint8_t),
      INTEGER("sint16", int16_t),
      INTEGER("uint16", uint16_t),
      INTEGER("sint32", int32_t),
      INTEGER("uint32", uint32_t),
      INTEGER("sint64", int64_t),
      INTEGER("uint64", uint64_t),
  };
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    airlock_kind kind = airlock_type_kind(parse(&world, names[i].text));
    bool is_signed = kind >= AIRLOCK_I8 && kind <= AIRLOCK_ISIZE;
    bool is_unsigned = kind >= AIRLOCK_U8 && kind <= AIRLOCK_USIZE;
    cr_expect_eq(airlock_kind_size(kind), names[i].size, "%s", names[i].text);
    cr_expect(names[i].is_signed ? is_signed : is_unsigned, "%s", names[i].text);
  }
  world_end(&world);
}

Test(type_text, scalars_have_one_printed_form_and_several_that_are_read) {
  static const struct form {
    const char *text;
    airlock_kind kind;
    const char *printed;
  } forms[] = {
      {"i8", AIRLOCK_I8, "i8"},
      {"i16", AIRLOCK_I16, "i16"},
      {"i32", AIRLOCK_I32, "i32"},
      {"i64", AIRLOCK_I64, "i64"},
      {"i128", AIRLOCK_I128, "i128"},
      {"isize", AIRLOCK_ISIZE, "isize"},
      {"u8", AIRLOCK_U8, "u8"},
      {"u16", AIRLOCK_U16, "u16"},
      {"u32", AIRLOCK_U32, "u32"},
      {"u64", AIRLOCK_U64, "u64"},
      {"u128", AIRLOCK_U128, "u128"},
      {"usize", AIRLOCK_USIZE, "usize"},
      {"f32", AIRLOCK_F32, "f32"},
      {"float", AIRLOCK_F32, "f32"},
      {"f64", AIRLOCK_F64, "f64"},
      {"double", AIRLOCK_F64, "f64"},
      {"long double", AIRLOCK_LONG_DOUBLE, "long double"},
      {"longdouble", AIRLOCK_LONG_DOUBLE, "long double"},
      {"long\t double", AIRLOCK_LONG_DOUBLE, "long double"},
      {"bool", AIRLOCK_BOOL, "bool"},
      {"char", AIRLOCK_CHAR, "char"},
      {"ptr", AIRLOCK_POINTER, "ptr"},
      {"pointer", AIRLOCK_POINTER, "ptr"},
      {"fn", AIRLOCK_FUNCTION, "fn"},
      {"__int128", AIRLOCK_I128, "i128"},
      {"  i32\n", AIRLOCK_I32, "i32"},
  };
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    const airlock_type *type = parse(&world, forms[i].text);
    cr_expect_eq(type, type_of(&world, forms[i].kind), "%s", forms[i].text);
    expect_text(type, forms[i].printed);
  }
  world_end(&world);
}

// Texts and how they are printed; NULL: as they are.
static const char *const round_trips[][2] = {
    {"{}", NULL},
    {"{u8}", NULL},
    {"{u8, f64}", NULL},
    {"  { u8 ,\n f64 }\t", "{u8, f64}"},
    {"union {f32, [3]u8}", NULL},
    {"union{f32,[ 3 ]u8}", "union {f32, [3]u8}"},
    {"packed {u8, u32}", NULL},
    {"packed(1) {u8, u32}", "packed {u8, u32}"},
    {"packed(2) {u8, u32}", NULL},
    {"align(16) union {f32, [3]u8}", NULL},
    {"packed align(8) {u8, u32}", NULL},
    {"align(8) packed {u8, u32}", "packed align(8) {u8, u32}"},
    {"[0]u8", NULL},
    {"[4][3][2]i16", NULL},
    {"[4]{u8, [2]{ptr, fn}}", NULL},
    {"complex f32", NULL},
    {"complex float", "complex f32"},
    {"complexfloat", "complex f32"},
    {"complex double", "complex f64"},
    {"complexdouble", "complex f64"},
    {"complex long double", NULL},
    {"complexlongdouble", "complex long double"},
    {"{re: f32, im: f32}", "{f32, f32}"},
    {"{union: u8, packed : u16, long:long, double: long double, i32: i64}",
     "{u8, u16, i64, long double, i64}"},
    {"{x: {y: {z: [2]packed {u8}}}}", "{{{[2]packed {u8}}}}"},
    {"[9223372036854775807]u8", NULL},
    {"[18446744073709551615]{}", NULL},
};

Test(type_text, what_is_printed_is_read_as_the_same_type) {
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof round_trips / sizeof round_trips[0]; i++) {
    const char *printed = round_trips[i][1] != NULL ? round_trips[i][1] : round_trips[i][0];
    const airlock_type *type = parse(&world, round_trips[i][0]);
    expect_text(type, printed);
    cr_expect_eq(parse(&world, printed), type, "%s", printed);
  }
  world_end(&world);
}

Test(type_text, is_cut_off_where_the_room_ends_and_its_length_is_told) {
  struct world world;
  world_begin(&world);
  const airlock_type *type = parse(&world, "{u8, [12]i16}");
  for (size_t room = 0; room <= 14; room++) {
    char text[20];
    memset(text, '#', sizeof text);
    cr_expect_eq(airlock_type_format(type, text, room), 13);
    if (room > 0) {
      cr_expect_eq(strlen(text), room - 1);
      cr_expect_eq(strncmp(text, "{u8, [12]i16}", room - 1), 0);
    }
    cr_expect_eq(text[room], '#');
  }
  cr_expect_eq(airlock_type_format(type, NULL, 0), 13);
  world_end(&world);
}

Test(type_text, types_that_are_not_of_c_are_written_as_their_names) {
  struct world world;
  world_begin(&world);
  const airlock_field field = {"a", 1, type_of(&world, AIRLOCK_U8)};
  const airlock_type *layout = NULL;
  const airlock_type *raw = NULL;
  const airlock_type *array = NULL;
  expect_ok(&world, airlock_type_layout(world.machine, &layout, "(u8,)", 4, 1, &field, 1));
  expect_ok(&world, airlock_type_raw(world.machine, &raw, "MaybeUninit", 4, 1));
  expect_ok(&world, airlock_type_array(world.machine, &array, raw, 3));
  expect_text(layout, "(u8,)");
  expect_text(array, "[3]MaybeUninit");
  static const uint64_t values[] = {1, 2};
  const airlock_type *color = NULL;
  expect_ok(&world, airlock_type_enum(world.machine, &color, "Color", AIRLOCK_U16, values, 2));
  expect_text(color, "u16");
  const airlock_field named = {"a", 0, color};
  const airlock_type *pair = NULL;
  expect_ok(&world, airlock_type_struct(world.machine, &pair, "Pair", &named, 1));
  expect_text(pair, "{u16}");
  world_end(&world);
}

static const struct error {
  const char *text;
  const char *message;
} errors[] = {
    {"", "column 1: expected a type, but found the end of the text"},
    {"   ", "column 4: expected a type, but found the end of the text"},
    {"i33", "column 1: expected a type, but found `i`"},
    {"__m128d", "column 1: expected a type (vectors are not supported), but found `_`"},
    {"vector(4) f32", "column 1: expected a type (vectors are not supported), but found `v`"},
    {"i32 x", "column 5: expected the end of the text, but found `x`"},
    {"i32x", "column 1: expected a type, but found `i`"},
    {"void", "column 1: expected a type, but found `v`"},
    {"{void}", "column 2: expected a type, but found `v`"},
    {"I32", "column 1: expected a type, but found `I`"},
    {"{i32", "column 5: expected `,` or `}`, but found the end of the text"},
    {"{i32 i32}", "column 6: expected `,` or `}`, but found `i`"},
    {"{i32,}", "column 6: expected a type, but found `}`"},
    {"{,}", "column 2: expected a type, but found `,`"},
    {"{a:}", "column 4: expected a type, but found `}`"},
    {"}", "column 1: expected a type, but found `}`"},
    {"{u8}}", "column 5: expected the end of the text, but found `}`"},
    {"[4", "column 3: expected `]`, but found the end of the text"},
    {"[]u8", "column 2: expected the number of elements, but found `]`"},
    {"[-1]u8", "column 2: expected the number of elements, but found `-`"},
    {"[0x4]u8", "column 3: expected `]`, but found `x`"},
    {"[4]", "column 4: expected a type, but found the end of the text"},
    {"[18446744073709551616]u8", "column 2: expected a number below 2^64, but found `1`"},
    {"[99999999999999999999999]u8", "column 2: expected a number below 2^64, but found `9`"},
    {"packed u8", "column 8: expected `{`, but found `u`"},
    {"packed", "column 7: expected `{`, but found the end of the text"},
    {"union u8", "column 7: expected `{`, but found `u`"},
    {"packed() {u8}", "column 8: expected an alignment, but found `)`"},
    {"packed(3) {u8}", "column 8: expected an alignment that is a power of two, but found `3`"},
    {"packed(0) {u8}", "column 8: expected an alignment that is a power of two, but found `0`"},
    {"packed(2 {u8}", "column 10: expected `)`, but found `{`"},
    {"align {u8}", "column 7: expected `(`, but found `{`"},
    {"align(6) {u8}", "column 7: expected an alignment that is a power of two, but found `6`"},
    {"complex", "column 8: expected a float type behind `complex`, but found the end of the text"},
    {"complex i32", "column 9: expected a float type behind `complex`, but found `i`"},
    {"complex {f32}", "column 9: expected a float type behind `complex`, but found `{`"},
    {"{x: i32 : 3}", "column 9: expected `,` or `}` (bit-fields are not supported), but found `:`"},
    {"{i32 : 3}", "column 8: expected a type (bit-fields are not supported), but found `3`"},
    {"{u8, i32:12, u8}",
     "column 10: expected a type (bit-fields are not supported), but found `1`"},
    {"{unsigned int x}", "column 2: expected a type, but found `u`"},
    {"{u8, \xff}", "column 6: expected a type, but found the byte 0xff"},
    {"{u8, \x01}", "column 6: expected a type, but found the byte 0x01"},
    {"{u8, \xc3\xa9}", "column 6: expected a type, but found the byte 0xc3"},
};

Test(type_text, errors_tell_the_column_and_what_was_expected_there) {
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
    const airlock_type *type = type_of(&world, AIRLOCK_U8);
    expect_failure(&world, airlock_type_parse(world.machine, &type, errors[i].text),
                   AIRLOCK_USAGE_TEXT, errors[i].message);
    cr_expect_eq(type, type_of(&world, AIRLOCK_U8), "%s", errors[i].text);
  }
  world_end(&world);
}

Test(type_text, notes_show_the_place_on_one_line) {
  static const struct shown {
    const char *text;
    const char *note;
  } shown[] = {
      {"{u8, ?}", "{u8, ?}\n     ^"},
      {"{u8,\n\t?}", "{u8,  ?}\n      ^"},
      {"[4", "[4\n  ^"},
      {"\x01\x02?", "  ?\n^"},
      {"{\xc3\xa9}", "{  }\n ^"},
      {"{u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, ?, u8, u8, u8, u8, u8, "
       "u8, u8, u8}",
       "u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, ?, u8, u8, u8, u8, u\n"
       "                                                            ^"},
  };
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
    const airlock_type *type = NULL;
    expect_status(&world, airlock_type_parse(world.machine, &type, shown[i].text),
                  AIRLOCK_USAGE_TEXT);
    const airlock_report *report = airlock_last_report(world.machine);
    cr_assert_eq(report->num_notes, 1, "%s", shown[i].text);
    cr_expect_str_eq(report->notes[0].text, shown[i].note);
  }
  world_end(&world);
}

// Writes `count` times `open`, then the middle, then `count` times `close`.
static char *nest(const char *open, const char *middle, const char *close, size_t count) {
  char *text = malloc(count * (strlen(open) + strlen(close)) + strlen(middle) + 1);
  cr_assert_not_null(text);
  char *end = text;
  for (size_t i = 0; i < count; i++) {
    end = stpcpy(end, open);
  }
  end = stpcpy(end, middle);
  for (size_t i = 0; i < count; i++) {
    end = stpcpy(end, close);
  }
  *end = '\0';
  return text;
}

Test(type_text, types_nest_64_deep_and_no_deeper) {
  static const char *const nestings[][2] = {{"{", "}"}, {"[2]", ""}, {"union {", "}"}};
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof nestings / sizeof nestings[0]; i++) {
    bool is_array = nestings[i][1][0] == '\0';
    size_t deepest = is_array ? 62 : 63; // 2^63 elements are more than there is room for.
    for (size_t depth = deepest; depth <= 100000; depth *= 40) {
      char *text = nest(nestings[i][0], "u8", nestings[i][1], depth);
      const airlock_type *type = NULL;
      expect_status(&world, airlock_type_parse(world.machine, &type, text),
                    depth == deepest ? AIRLOCK_OK : AIRLOCK_USAGE_TEXT);
      free(text);
    }
  }
  char *text = nest("{", "u8", "}", 64);
  const airlock_type *type = NULL;
  expect_failure(&world, airlock_type_parse(world.machine, &type, text), AIRLOCK_USAGE_TEXT,
                 "column 65: expected no more than 64 levels of types in types, but found `u`");
  free(text);
  world_end(&world);
}

Test(type_text, an_aggregate_has_1024_members_and_no_more) {
  struct world world;
  world_begin(&world);
  for (size_t count = 1023; count <= 1025; count++) {
    char *text = nest("u8,", "u8}", "", count - 1);
    char *whole = nest("{", text, "", 1);
    const airlock_type *type = NULL;
    airlock_status status = airlock_type_parse(world.machine, &type, whole);
    expect_status(&world, status, count <= 1024 ? AIRLOCK_OK : AIRLOCK_USAGE_TEXT);
    if (count <= 1024) {
      cr_expect_eq(airlock_type_size(type), count);
      char *printed = malloc(8 * count);
      cr_assert_not_null(printed);
      cr_expect_eq(airlock_type_format(type, printed, 8 * count), 4 * count);
      cr_expect_eq(parse(&world, printed), type);
      free(printed);
    } else {
      cr_expect_str_eq(airlock_last_report(world.machine)->message,
                       "column 3074: expected no more than 1024 members, but found `u`");
    }
    free(text);
    free(whole);
  }
  world_end(&world);
}

Test(type_text, sizes_that_overflow_are_a_limit) {
  static const char *const texts[] = {
      "[9223372036854775808]u8",
      "[4611686018427387904]u16",
      "[4294967296][4294967296]u8",
      "{[9223372036854775807]u8, u8}",
      "packed {[9223372036854775807]u8, [9223372036854775807]u8, u8, u8, u8}",
      "align(9223372036854775808) {u8}",
      "{u8, align(9223372036854775808) {}}",
      "{[9223372036854775807]u8, u64}",
      "{u8, align(4611686018427387904) {u8}, u8}",
  };
  struct world world;
  world_begin(&world);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const airlock_type *type = NULL;
    expect_status(&world, airlock_type_parse(world.machine, &type, texts[i]), AIRLOCK_LIMIT_MEMORY);
    cr_expect_null(type, "%s", texts[i]);
  }
  world_end(&world);
}
