// SPDX-License-Identifier: MIT
//
// What an interpreter that keeps values as byte strings, names its memory by keys and shows
// addresses as numbers does with native code: the operations of the K framework's FFI module, and
// what its users must be able to rely on.
#include "fixture.h"

static airlock_machine *machine;

static void open_fixture(void) {
  machine = fixture_machine(NULL, "k_surface");
}

static void close_fixture(void) {
  cr_assert_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}

TestSuite(k_surface, .init = open_fixture, .fini = close_fixture);

// #functionAddress: a name to an address.
static uint64_t function_address(const char *name) {
  airlock_symbol symbol = {.name = NULL};
  cr_assert_ok(machine,
               airlock_symbol_find(machine, &symbol, AIRLOCK_ALL_LIBRARIES, name, strlen(name)));
  return symbol.address;
}

static const airlock_callee *callee_at(uint64_t address, const char *signature_text) {
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, signature_text));
  cr_assert_ok(machine, airlock_bind_address(machine, &callee, address, signature));
  return callee;
}

// #ffiCall: an address, arguments as bytes, types.
static airlock_status ffi_call(uint64_t address, const char *signature_text,
                               const airlock_bytes *args, size_t num_args, void *out_result,
                               size_t result_size) {
  return airlock_call_bytes(machine, callee_at(address, signature_text), args, num_args, out_result,
                            result_size, NULL);
}

#define BYTES(type, ...)                                                                           \
  { (const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) }

static const struct unit {
  const char *function;
  const char *signature;
  size_t num_args;
  airlock_bytes args[4];
  airlock_bytes result;
} units[] = {
    {"times_two", "sint (sint)", 1, {BYTES(int32_t, -3)}, BYTES(int32_t, -6)},
    {"utimes_two", "uint (uint)", 1, {BYTES(uint32_t, 4)}, BYTES(uint32_t, 8)},
    {"times", "sint (sint, sint)", 2, {BYTES(int32_t, 4), BYTES(int32_t, 4)}, BYTES(int32_t, 16)},
    {"construct_point",
     "{sint, sint} (sint, sint)",
     2,
     {BYTES(int32_t, 4), BYTES(int32_t, 4)},
     BYTES(int32_t, 4, 4)},
    // More arguments than the function looks at.
    {"times_two",
     "sint (sint, sint, pointer)",
     3,
     {BYTES(int32_t, -3), BYTES(int32_t, 9), BYTES(uint64_t, 0)},
     BYTES(int32_t, -6)},
    {"times_point", "sint ({sint, sint})", 1, {BYTES(int32_t, 2, 5)}, BYTES(int32_t, 10)},
    {"times_point", "sint ({sint, sint})", 1, {BYTES(int32_t, 2, 5)}, BYTES(int32_t, 10)},
    {"times_point_by",
     "{sint, sint} ({{sint, sint}}, sint)",
     2,
     {BYTES(int32_t, 2, 5), BYTES(int32_t, 3)},
     BYTES(int32_t, 6, 15)},
    {"add_ints", "sint (sint, ...)", 1, {BYTES(int32_t, 0)}, BYTES(int32_t, 0)},
    {"add_ints",
     "sint (sint, ..., sint)",
     2,
     {BYTES(int32_t, 1), BYTES(int32_t, 1)},
     BYTES(int32_t, 1)},
    {"add_ints",
     "sint (sint, ..., sint, sint)",
     3,
     {BYTES(int32_t, 2), BYTES(int32_t, 1), BYTES(int32_t, 2)},
     BYTES(int32_t, 3)},
    // Narrow and single arguments are promoted, as a C compiler does.
    {"add_ints",
     "sint (sint, ..., schar, ushort)",
     3,
     {BYTES(int32_t, 2), BYTES(int8_t, -1), BYTES(uint16_t, 65535)},
     BYTES(int32_t, 65534)},
    {"add_all_doubles",
     "double (sint, ..., double, double)",
     3,
     {BYTES(int32_t, 2), BYTES(double, 1.5), BYTES(double, 2.25)},
     BYTES(double, 3.75)},
    {"add_all_doubles",
     "double (sint, ..., float, double)",
     3,
     {BYTES(int32_t, 2), BYTES(float, 1.5F), BYTES(double, 2.25)},
     BYTES(double, 3.75)},
    {"echo_float", "float (float)", 1, {BYTES(float, 1.5F)}, BYTES(float, 1.5F)},
    {"echo_double", "double (double)", 1, {BYTES(double, 2.25)}, BYTES(double, 2.25)},
    {"echo_long_double", // 1/3
     "longdouble (longdouble)",
     1,
     {BYTES(uint64_t, UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffd)},
     BYTES(uint64_t, UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffd)},
    {"echo_complex_float",
     "complexfloat (complexfloat)",
     1,
     {BYTES(float, 1.5F, -2.0F)},
     BYTES(float, 1.5F, -2.0F)},
    {"echo_complex_double",
     "complexdouble (complexdouble)",
     1,
     {BYTES(double, 2.25, -3.5)},
     BYTES(double, 2.25, -3.5)},
    {"echo_complex_long_double",
     "complexlongdouble (complexlongdouble)",
     1,
     {BYTES(uint64_t, UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffd, UINT64_C(0x8000000000000000), 0xbfff)},
     BYTES(uint64_t, UINT64_C(0xaaaaaaaaaaaaaaab), 0x3ffd, UINT64_C(0x8000000000000000), 0xbfff)},
    {"rotate_longs",
     "{sint64, sint64, sint64} ({sint64, sint64, sint64})",
     1,
     {BYTES(int64_t, 1, -2, INT64_MAX)},
     BYTES(int64_t, -2, INT64_MAX, 1)},
    // float 1.5, double 2.25, char 7, with 4 and 7 bytes of padding, which come back as zeros.
    {"negate_mixed",
     "{float, double, schar} ({float, double, schar})",
     1,
     {BYTES(uint64_t, UINT64_C(0xdddddddd3fc00000), UINT64_C(0x4002000000000000),
            UINT64_C(0xdddddddddddddd07))},
     BYTES(uint64_t, 0xbfc00000, UINT64_C(0xc002000000000000), 0xf9)},
    {"reverse_bytes",
     "{uchar, uchar, uchar} ({uchar, uchar, uchar})",
     1,
     {BYTES(uint8_t, 1, 2, 3)},
     BYTES(uint8_t, 3, 2, 1)},
};

Test(k_surface, unit_cases_give_the_bytes_that_c_gives) {
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    const struct unit *unit = &units[i];
    uint8_t result[64];
    memset(result, 0xee, sizeof result);
    cr_assert_ok(machine, ffi_call(function_address(unit->function), unit->signature, unit->args,
                                   unit->num_args, result, unit->result.size));
    cr_expect_eq(memcmp(result, unit->result.data, unit->result.size), 0, "%zu: %s", i,
                 unit->function);
    cr_expect_eq(result[unit->result.size], 0xee, "%zu: %s", i, unit->function);
  }
}

// ------------------------------------------------------------------------------------ keyed memory

static airlock_ptr alloc(const char *key, uint64_t size, uint64_t align) {
  airlock_ptr pointer = {0};
  cr_assert_ok(machine, airlock_keyed_allocate(machine, &pointer, key, strlen(key), size, align));
  return pointer;
}

Test(k_surface, native_code_reads_and_writes_a_keyed_block_by_its_address) {
  airlock_ptr block = alloc("block", 4, 16);
  cr_expect_eq(block.address % 16, 0);
  const int32_t five = 5;
  cr_assert_ok(machine, airlock_native_write(machine, NULL, block.address, &five, 4));
  int32_t result = 0;
  const airlock_bytes arg = {&block.address, 8};
  cr_assert_ok(machine,
               ffi_call(function_address("pointer_test"), "sint (pointer)", &arg, 1, &result, 4));
  cr_expect_eq(result, 5);
  cr_assert_ok(machine, ffi_call(function_address("store_42"), "void (pointer)", &arg, 1, NULL, 0));
  cr_assert_ok(machine, airlock_native_read(machine, &result, NULL, block.address, 4));
  cr_expect_eq(result, 42);
}

Test(k_surface, a_key_keeps_its_address_and_large_alignments_are_those_of_the_data) {
  airlock_ptr first = alloc("a", 100, 32768);
  cr_expect_eq(first.address % 32768, 0);
  cr_expect_eq(alloc("a", 100, 32768).address, first.address);
  for (unsigned i = 0; i < 50; i++) {
    char key[16];
    snprintf(key, sizeof key, "other %u", i);
    cr_expect_eq(alloc(key, 1, 16).address % 16, 0);
  }
  cr_expect_eq(alloc("a", 100, 32768).address, first.address);
}

Test(k_surface, an_unknown_key_is_freed_without_effect_while_others_live) {
  airlock_ptr block = alloc("live", 8, 8);
  cr_expect_eq(airlock_keyed_free(machine, "dead", 4), AIRLOCK_USAGE_KEY);
  cr_assert_ok(machine, airlock_keyed_free(machine, "live", 4));
  cr_expect_eq(airlock_keyed_free(machine, "live", 4), AIRLOCK_USAGE_KEY);
  (void)alloc("live", 8, 8);
  (void)alloc("more", 8, 8);
  cr_expect_eq(airlock_keyed_list(machine, NULL, 0), 2, "what is left at the end is known");
  cr_expect_eq(airlock_keyed_free_all(machine), 2);
  uint8_t byte;
  cr_expect_eq(airlock_native_read(machine, &byte, NULL, block.address, 1),
               AIRLOCK_UB_NO_PROVENANCE);
}

Test(k_surface, an_address_leads_to_its_key_its_allocation_or_its_symbol) {
  airlock_ptr block = alloc("block", 24, 8);
  airlock_keyed_info info;
  cr_assert(airlock_keyed_at(machine, &info, block.address + 5));
  cr_expect_eq(memcmp(info.key, "block", 5), 0);
  airlock_alloc_id found;
  uint64_t offset;
  airlock_ptr wild = {block.address + 5, airlock_prov_wildcard()};
  cr_assert_ok(machine, airlock_resolve(machine, &found, &offset, wild));
  cr_expect(found.value == block.prov.alloc.value && offset == 5);
  airlock_symbol symbol;
  cr_assert(airlock_symbol_at(machine, &symbol, function_address("times") + 1));
  cr_expect_str_eq(symbol.name, "times");
  cr_expect_eq(symbol.offset, 1);
}

// ------------------------------------------------------------------- what goes wrong is a status

Test(k_surface, short_arguments_are_not_read_past_their_end) {
  const airlock_bytes args[] = {BYTES(uint8_t, 4, 0, 0), BYTES(int32_t, 4)};
  int32_t result = 77;
  cr_expect_failure(machine,
                    ffi_call(function_address("times"), "sint (sint, sint)", args, 2, &result, 4),
                    AIRLOCK_USAGE_ARGUMENT, "type i32 has 4 bytes, but 3 were given");
  cr_expect_failure(
      machine, ffi_call(function_address("times"), "sint (sint, sint)", args + 1, 1, &result, 4),
      AIRLOCK_USAGE_ARGUMENT, "`times` takes 2 arguments, but 1 were given");
  cr_expect_eq(result, 77);
}

Test(k_surface, void_gives_no_byte_and_is_no_argument_and_no_member) {
  uint8_t result = 0xee;
  const airlock_bytes arg = {&(const uint64_t){alloc("k", 4, 4).address}, 8};
  cr_assert_ok(machine,
               ffi_call(function_address("store_42"), "void (pointer)", &arg, 1, &result, 0));
  cr_expect_eq(result, 0xee);
  static const char *const texts[] = {"sint (void, sint)", "sint (sint, void)", "sint ({void})",
                                      "{sint, void} ()"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const airlock_signature *signature = NULL;
    cr_expect_eq(airlock_signature_parse(machine, &signature, texts[i]), AIRLOCK_USAGE_TEXT, "%s",
                 texts[i]);
  }
}

Test(k_surface, an_empty_struct_is_refused_by_name) {
  static const struct refusal {
    const char *text;
    airlock_status status;
  } refusals[] = {{"sint ({})", AIRLOCK_UNSUPPORTED_ARGUMENT},
                  {"{} (sint)", AIRLOCK_UNSUPPORTED_RESULT}};
  for (size_t i = 0; i < 2; i++) {
    const airlock_signature *signature = NULL;
    const airlock_callee *callee = NULL;
    cr_assert_ok(machine, airlock_signature_parse(machine, &signature, refusals[i].text));
    cr_expect_eq(airlock_bind_address(machine, &callee, function_address("times_two"), signature),
                 refusals[i].status);
    cr_expect(strstr(airlock_last_report(machine)->message, "{}") != NULL);
  }
}

Test(k_surface, types_and_signatures_are_built_once) {
  const airlock_signature *first = NULL;
  const airlock_signature *second = NULL;
  const char *text = "{sint, {float, double}} (pointer, ..., {uchar, uchar})";
  cr_assert_ok(machine, airlock_signature_parse(machine, &first, text));
  cr_assert_ok(machine, airlock_signature_parse(machine, &second, text));
  cr_expect_eq(first, second);
}

Test(k_surface, the_count_is_not_looked_at_without_the_flag) {
  const airlock_type *sint = airlock_type_scalar(machine, AIRLOCK_I32);
  const airlock_type *types[] = {sint, sint};
  for (size_t num_fixed = 0; num_fixed < 5; num_fixed++) {
    const airlock_signature *signature = NULL;
    const airlock_callee *callee = NULL;
    cr_assert_ok(machine,
                 airlock_signature_variadic(machine, &signature, sint, types, 2, false, num_fixed));
    cr_assert_ok(machine,
                 airlock_bind_address(machine, &callee, function_address("times"), signature));
    const airlock_bytes args[] = {BYTES(int32_t, 6), BYTES(int32_t, 7)};
    int32_t result = 0;
    cr_assert_ok(machine, airlock_call_bytes(machine, callee, args, 2, &result, 4, NULL));
    cr_expect_eq(result, 42);
  }
}

Test(k_surface, a_name_that_is_not_there_is_an_error_and_not_an_address) {
  static const struct absence {
    const char *name;
    size_t length;
    airlock_status status;
  } absences[] = {
      {"times_tow", 9, AIRLOCK_UNSUPPORTED_SYMBOL},
      {"atexit", 6, AIRLOCK_UNSUPPORTED_SYMBOL},
      {"times\0two", 9, AIRLOCK_USAGE_ARGUMENT},
      {"", 0, AIRLOCK_USAGE_ARGUMENT},
  };
  static const int libraries[] = {0, AIRLOCK_ALL_LIBRARIES, AIRLOCK_PROCESS};
  for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++) {
    for (size_t l = 0; l < 3; l++) {
      airlock_symbol symbol = {.address = 77};
      cr_expect_eq(
          airlock_symbol_find(machine, &symbol, libraries[l], absences[i].name, absences[i].length),
          absences[i].status, "%s", absences[i].name);
      cr_expect_eq(symbol.address, 77);
    }
  }
}

Test(k_surface, impossible_blocks_are_refused) {
  static const uint64_t blocks[][2] = {
      {UINT64_MAX, 8}, {UINT64_MAX - 15, 16}, {8, 3}, {8, 0}, {8, UINT64_C(1) << 32}};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
    airlock_ptr pointer = {77, {{0}, {0}}};
    cr_expect_neq(airlock_keyed_allocate(machine, &pointer, "k", 1, blocks[i][0], blocks[i][1]),
                  AIRLOCK_OK);
    cr_expect_eq(pointer.address, 77);
  }
  (void)alloc("k", 8, 8);
  airlock_ptr pointer;
  cr_expect_eq(airlock_keyed_allocate(machine, &pointer, "k", 1, 9, 8), AIRLOCK_USAGE_KEY);
  cr_expect_eq(airlock_keyed_allocate(machine, &pointer, "k", 1, 8, 16), AIRLOCK_USAGE_KEY);
}

Test(k_surface, unmapped_memory_is_an_error_and_equal_bytes_may_be_written_anywhere) {
  uint8_t bytes[6];
  cr_expect_eq(airlock_native_read(machine, bytes, NULL, 16, 6), AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_eq(airlock_native_write(machine, NULL, 16, "const", 6), AIRLOCK_UB_NO_PROVENANCE);
  uint64_t text = function_address("constant_text");
  cr_assert_ok(machine, airlock_native_read(machine, bytes, NULL, text, 6));
  cr_expect_str_eq((const char *)bytes, "const");
  cr_assert_ok(machine, airlock_native_write(machine, NULL, text, "const", 6));
  cr_expect_eq(airlock_native_write(machine, NULL, text, "Const", 6), AIRLOCK_UB_READ_ONLY);
}
