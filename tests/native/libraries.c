// SPDX-License-Identifier: MIT
//
// Where foreign functions are found: libraries in the order they were given, directories, the
// library's own symbols and no others; then the embedder's shims; and what is found is kept.
#define _GNU_SOURCE
#include "fixture.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Binds a function without arguments; false if it is not found.
static bool is_found(airlock_machine *machine, const char *declaration) {
  char name[64];
  const airlock_signature *signature = fixture_signature(machine, name, declaration);
  const airlock_callee *callee;
  airlock_status status = airlock_bind(machine, &callee, name, signature);
  cr_expect(status == AIRLOCK_OK || status == AIRLOCK_UNSUPPORTED_FUNCTION, "%s: %s", declaration,
            airlock_last_report(machine)->message);
  return status == AIRLOCK_OK;
}

static uint64_t answer(airlock_machine *machine, const char *declaration) {
  return fixture_call(machine, declaration, NULL, 0).as.bits[0];
}

// ------------------------------------------------------------------------------------------- order

Test(libraries, first_library_that_defines_a_name_wins) {
  static const char *const orders[2][2] = {{FIXTURE_PATH("order_a"), FIXTURE_PATH("order_b")},
                                           {FIXTURE_PATH("order_b"), FIXTURE_PATH("order_a")}};
  for (uint64_t i = 0; i < 2; i++) {
    airlock_machine *machine = fixture_machine(NULL, NULL);
    cr_assert_ok(machine, airlock_open_library(machine, orders[i][0]));
    cr_assert_ok(machine, airlock_open_library(machine, orders[i][1]));
    cr_expect_eq(answer(machine, "i32 which_library()"), i + 1);
    cr_expect_eq(answer(machine, "i32 only_in_a()"), 10);
    cr_expect_eq(answer(machine, "i32 only_in_b()"), 20);
    airlock_machine_free(machine);
  }
}

Test(libraries, library_opened_later_serves_what_was_not_found_before) {
  airlock_machine *machine = fixture_machine(NULL, "order_a");
  cr_expect_not(is_found(machine, "i32 only_in_b()"));
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("order_b")));
  cr_expect_eq(answer(machine, "i32 only_in_b()"), 20);
  cr_expect_eq(answer(machine, "i32 which_library()"), 1);
  airlock_machine_free(machine);
}

Test(libraries, same_library_twice_is_fine) {
  airlock_machine *machine = fixture_machine(NULL, "order_a");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("order_a")));
  cr_expect_eq(answer(machine, "i32 which_library()"), 1);
  airlock_machine *other = fixture_machine(NULL, "order_a");
  airlock_machine_free(machine);
  cr_expect_eq(answer(other, "i32 which_library()"), 1);
  airlock_machine_free(other);
}

// ----------------------------------------------------------------------------------------- symbols

Test(libraries, functions_of_every_kind_are_found) {
  airlock_machine *machine = fixture_machine(NULL, "symbols");
  cr_expect_eq(answer(machine, "i32 plain_function()"), 1);
  cr_expect_eq(answer(machine, "i32 weak_function()"), 2);
  cr_expect_eq(answer(machine, "i32 protected_function()"), 3);
  cr_expect_eq(answer(machine, "i32 alias_function()"), 1);
  cr_expect_eq(answer(machine, "i32 indirect_function()"), 6);
  cr_expect_eq(answer(machine, "i32 call_all()"), 15);
  (void)fixture_call(machine, "void untyped_symbol()", NULL, 0);
  airlock_machine_free(machine);
}

struct symbol_row {
  char declaration[40];
};

Test(libraries, names_that_the_library_does_not_export_are_not_found) {
  static const struct symbol_row rows[] = {{"i32 hidden_function()"},
                                           {"i32 static_function()"},
                                           {"i32 missing_function()"},
                                           {"i32 printf()"},
                                           {"i32 no_such_name()"}};
  airlock_machine *machine = fixture_machine(NULL, "symbols");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    cr_expect_not(is_found(machine, rows[i].declaration), "%s", rows[i].declaration);
    const airlock_report *report = airlock_last_report(machine);
    cr_assert_not_null(report->function);
    cr_expect(strstr(rows[i].declaration, report->function) != NULL);
    cr_expect(strstr(report->message, "can't call foreign function `") != NULL, "%s",
              report->message);
  }
  airlock_machine_free(machine);
}

Test(libraries, symbols_of_dependencies_do_not_count_and_their_library_is_named) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  cr_expect_not(is_found(machine, "i32 getpid()"));
  const airlock_report *report = airlock_last_report(machine);
  bool names_libc = false;
  for (size_t i = 0; i < report->num_notes; i++) {
    names_libc |= strstr(report->notes[i].text, "libc.so") != NULL;
  }
  cr_expect(names_libc);
  airlock_machine_free(machine);
}

Test(libraries, without_any_library_nothing_is_found) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  cr_expect_not(is_found(machine, "i32 getpid()"));
  airlock_machine_free(machine);
}

static void expect_data(airlock_machine *machine, const char *declaration) {
  char name[64];
  const airlock_signature *signature = fixture_signature(machine, name, declaration);
  const airlock_callee *callee;
  cr_expect_failure(machine, airlock_bind(machine, &callee, name, signature),
                    AIRLOCK_UNSUPPORTED_FUNCTION, "it is data in");
  cr_assert_not_null(airlock_last_report(machine)->function);
  cr_expect_str_eq(airlock_last_report(machine)->function, name);
}

Test(libraries, name_that_is_data_is_no_function) {
  airlock_machine *machine = fixture_machine(NULL, "symbols");
  expect_data(machine, "i32 plain_data()");
  expect_data(machine, "i32 constant_data()");
  expect_data(machine, "i32 zeroed_data()");
  expect_data(machine, "i32 thread_local_data()");
  expect_data(machine, "i32 unique_data()");
  airlock_machine_free(machine);
}

Test(libraries, data_in_the_first_library_hides_a_function_in_the_second) {
  airlock_machine *machine = fixture_machine(NULL, "data_only");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("order_a")));
  expect_data(machine, "i32 number()");
  airlock_machine_free(machine);
  machine = fixture_machine(NULL, "order_a");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("data_only")));
  cr_expect_eq(answer(machine, "i32 number()"), 100);
  airlock_machine_free(machine);
}

// ------------------------------------------------------------------------------------------- paths

static void expect_refused(airlock_machine *machine, const char *path, airlock_status expected,
                           const char *text) {
  cr_expect_failure(machine, airlock_open_library(machine, path), expected, text);
  cr_expect_not(is_found(machine, "i32 only_in_b()"), "a library was added");
}

Test(libraries, path_that_leads_to_no_library_is_refused_by_name) {
  airlock_machine *machine = fixture_machine(NULL, "order_a");
  expect_refused(machine, "", AIRLOCK_USAGE_ARGUMENT, "path of the library is empty");
  expect_refused(machine, NULL, AIRLOCK_USAGE_ARGUMENT, "path of the library is empty");
  expect_refused(machine, "/no/such/library.so", AIRLOCK_USAGE_LIBRARY, "/no/such/library.so");
  expect_refused(machine, "libnone.so.6", AIRLOCK_USAGE_LIBRARY,
                 "no file here is called `libnone.so.6`, and the dynamic linker says: ");
  expect_refused(machine, AIRLOCK_TESTS_DIR "/native/libraries.c", AIRLOCK_USAGE_LIBRARY,
                 "libraries.c");
  cr_expect_eq(answer(machine, "i32 which_library()"), 1);
  airlock_machine_free(machine);
}

Test(libraries, path_without_a_slash_is_a_file_here) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  cr_assert_eq(chdir(AIRLOCK_FIXTURES_DIR), 0);
  cr_assert_ok(machine, airlock_open_library(machine, "liborder_b.so"));
  cr_expect_eq(answer(machine, "i32 which_library()"), 2);
  airlock_machine_free(machine);
}

Test(libraries, name_that_is_no_file_here_is_asked_of_the_dynamic_linker) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  cr_assert_ok(machine, airlock_open_library(machine, "libm.so.6"));
  cr_expect_str_eq(airlock_library_path(machine, 0), "libm.so.6");
  airlock_scalar arg = airlock_f64(-2.5);
  cr_expect_eq(fixture_call(machine, "f64 fabs(f64)", &arg, 1).as.bits[0],
               airlock_f64(2.5).as.bits[0]);
  airlock_machine_free(machine);
}

// A directory of our own with links to fixtures in it.
struct folder {
  char path[64];
};

static struct folder make_folder(void) {
  struct folder folder = {"/tmp/airlock-libraries-XXXXXX"};
  cr_assert_not_null(mkdtemp(folder.path));
  return folder;
}

static void path_in(char *out_path, const struct folder *folder, const char *name) {
  snprintf(out_path, 256, "%s/%s", folder->path, name);
}

static void add_link(const struct folder *folder, const char *name, const char *target) {
  char path[256];
  path_in(path, folder, name);
  cr_assert_eq(symlink(target, path), 0, "%s: %s", path, strerror(errno));
}

static void add_text(const struct folder *folder, const char *name) {
  char path[256];
  path_in(path, folder, name);
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file);
  fputs("not a library\n", file);
  fclose(file);
}

static void remove_folder(const struct folder *folder, const char *const *names, size_t count) {
  char path[256];
  for (size_t i = 0; i < count; i++) {
    path_in(path, folder, names[i]);
    cr_expect_eq(remove(path), 0, "%s: %s", path, strerror(errno));
  }
  cr_expect_eq(rmdir(folder->path), 0);
}

Test(libraries, directory_is_opened_in_the_order_of_its_names) {
  static const char *const names[] = {"2.so", "1.so", "10.so"};
  struct folder folder = make_folder();
  add_link(&folder, "2.so", FIXTURE_PATH("memory"));
  add_link(&folder, "1.so", FIXTURE_PATH("order_b"));
  add_link(&folder, "10.so", FIXTURE_PATH("order_a"));
  airlock_machine *machine = fixture_machine(NULL, NULL);
  cr_assert_ok(machine, airlock_open_library(machine, folder.path));
  cr_expect_eq(answer(machine, "i32 which_library()"), 2);
  cr_expect_eq(answer(machine, "i32 only_in_a()"), 10);
  cr_expect_eq(answer(machine, "pointer return_null()"), 0);
  airlock_machine_free(machine);
  remove_folder(&folder, names, 3);
}

Test(libraries, directories_in_a_directory_are_passed_over) {
  static const char *const names[] = {"inner/order_b.so", "inner", "z.so"};
  struct folder folder = make_folder();
  char inner[256];
  path_in(inner, &folder, "inner");
  cr_assert_eq(mkdir(inner, 0700), 0);
  add_link(&folder, "inner/order_b.so", FIXTURE_PATH("order_b"));
  add_link(&folder, "z.so", FIXTURE_PATH("order_a"));
  airlock_machine *machine = fixture_machine(NULL, NULL);
  cr_assert_ok(machine, airlock_open_library(machine, folder.path));
  cr_expect_eq(answer(machine, "i32 which_library()"), 1);
  cr_expect_not(is_found(machine, "i32 only_in_b()"));
  airlock_machine_free(machine);
  remove_folder(&folder, names, 3);
}

Test(libraries, directory_with_another_file_in_it_adds_nothing) {
  static const char *const names[] = {"1.so", "2.txt"};
  struct folder folder = make_folder();
  add_link(&folder, "1.so", FIXTURE_PATH("order_b"));
  add_text(&folder, "2.txt");
  airlock_machine *machine = fixture_machine(NULL, "order_a");
  expect_refused(machine, folder.path, AIRLOCK_USAGE_LIBRARY, "2.txt");
  cr_expect_eq(answer(machine, "i32 which_library()"), 1);
  airlock_machine_free(machine);
  remove_folder(&folder, names, 2);
}

Test(libraries, directory_without_a_library_is_refused) {
  struct folder folder = make_folder();
  airlock_machine *machine = fixture_machine(NULL, NULL);
  expect_refused(machine, folder.path, AIRLOCK_USAGE_LIBRARY, "contains no shared library");
  airlock_machine_free(machine);
  remove_folder(&folder, NULL, 0);
}

Test(libraries, link_that_leads_nowhere_is_refused) {
  static const char *const names[] = {"1.so", "2.so"};
  struct folder folder = make_folder();
  add_link(&folder, "1.so", FIXTURE_PATH("order_b"));
  add_link(&folder, "2.so", "/no/such/library.so");
  airlock_machine *machine = fixture_machine(NULL, NULL);
  expect_refused(machine, folder.path, AIRLOCK_USAGE_LIBRARY, "2.so");
  airlock_machine_free(machine);
  remove_folder(&folder, names, 2);
}

// ------------------------------------------------------------------------------------------ policy

Test(libraries, strict_policy_refuses_native_libraries) {
  airlock_config config;
  airlock_config_init(&config);
  config.policy = airlock_policy_strict();
  airlock_machine *machine = fixture_machine(&config, NULL);
  expect_refused(machine, FIXTURE_PATH("order_b"), AIRLOCK_USAGE_POLICY,
                 "native code cannot be held to the strict provenance policy");
  expect_refused(machine, AIRLOCK_FIXTURES_DIR, AIRLOCK_USAGE_POLICY, "strict");
  airlock_machine_free(machine);
  config.policy = airlock_policy_permissive();
  machine = fixture_machine(&config, "order_b");
  cr_expect_eq(answer(machine, "i32 which_library()"), 2);
  airlock_machine_free(machine);
}

// -------------------------------------------------------------------------- shims and what is kept

struct asked {
  airlock_machine *machine;
  unsigned times;
  char name[64];
  const airlock_signature *signature;
  bool knows;           // Answers with a shim.
  airlock_status fails; // What the shim returns, if not OK.
  unsigned calls;
};

static struct asked asked;

static airlock_status add_numbers(void *context, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  struct asked *shim = context;
  cr_assert_eq(shim, &asked);
  cr_assert_eq(num_args, 2);
  shim->calls++;
  if (shim->fails != AIRLOCK_OK) {
    return airlock_raise(shim->machine, shim->fails, "the shim has failed");
  }
  *io_result = airlock_int(AIRLOCK_I32, args[0].as.bits[0] + args[1].as.bits[0]);
  return AIRLOCK_OK;
}

static bool find_shim(void *context, airlock_shim *out_shim, const char *name,
                      const airlock_signature *signature) {
  cr_assert_eq(context, &asked);
  asked.times++;
  snprintf(asked.name, sizeof asked.name, "%s", name);
  asked.signature = signature;
  if (asked.knows) {
    *out_shim = (airlock_shim){add_numbers, &asked};
  }
  return asked.knows;
}

static airlock_machine *machine_with_shims(bool knows) {
  airlock_config config;
  airlock_config_init(&config);
  config.context = &asked;
  config.find_shim = find_shim;
  asked = (struct asked){.knows = knows};
  asked.machine = fixture_machine(&config, "scalars");
  return asked.machine;
}

Test(libraries, shim_answers_for_a_name_that_no_library_defines) {
  airlock_machine *machine = machine_with_shims(true);
  char name[64];
  const airlock_signature *signature =
      fixture_signature(machine, name, "i32 add_numbers(i32, i32)");
  const airlock_callee *callee = fixture_bind(machine, "i32 add_numbers(i32, i32)");
  cr_expect_eq(asked.times, 1);
  cr_expect_str_eq(asked.name, "add_numbers");
  cr_expect_eq(asked.signature, signature);
  const airlock_scalar args[] = {airlock_int(AIRLOCK_I32, 5), airlock_int(AIRLOCK_I32, 6)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(machine, airlock_call(machine, callee, args, 2, &result));
  cr_expect_eq(result.as.bits[0], 11);
  cr_expect_failure(machine, airlock_call(machine, callee, args, 1, &result),
                    AIRLOCK_USAGE_ARGUMENT, "takes 2 arguments, but 1 were given");
  cr_expect_eq(asked.calls, 1);
  asked.fails = AIRLOCK_UNSUPPORTED_EMBEDDER;
  cr_expect_failure(machine, airlock_call(machine, callee, args, 2, &result),
                    AIRLOCK_UNSUPPORTED_EMBEDDER, "the shim has failed");
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_eq(statistics.native_calls, 0);
  airlock_machine_free(machine);
}

Test(libraries, shims_are_not_asked_for_what_a_library_defines) {
  airlock_machine *machine = machine_with_shims(true);
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("symbols")));
  (void)fixture_bind(machine, "i32 sum_i32(i32, i32)");
  expect_data(machine, "i32 plain_data()");
  cr_expect_eq(asked.times, 0);
  airlock_machine_free(machine);
}

Test(libraries, name_that_no_shim_knows_is_unsupported_and_asked_for_again) {
  airlock_machine *machine = machine_with_shims(false);
  cr_expect_not(is_found(machine, "i32 add_numbers(i32, i32)"));
  cr_expect_not(is_found(machine, "i32 add_numbers(i32, i32)"));
  cr_expect_eq(asked.times, 2);
  airlock_machine_free(machine);
}

Test(libraries, shim_may_have_types_that_native_code_cannot_be_given) {
  airlock_machine *machine = machine_with_shims(true);
  (void)fixture_bind(machine, "u128 wide(u128, i128)");
  cr_expect_eq(asked.times, 1);
  airlock_machine_free(machine);
}

Test(libraries, same_name_and_signature_are_the_same_callee) {
  airlock_machine *machine = machine_with_shims(true);
  const airlock_callee *sum = fixture_bind(machine, "i32 sum_i32(i32, i32)");
  cr_expect_eq(fixture_bind(machine, "i32 sum_i32(i32, i32)"), sum);
  cr_expect_neq(fixture_bind(machine, "u32 sum_i32(u32, u32)"), sum);
  cr_expect_neq(fixture_bind(machine, "i32 sum_u32(i32, i32)"), sum);
  const airlock_callee *shim = fixture_bind(machine, "i32 add_numbers(i32, i32)");
  cr_expect_eq(fixture_bind(machine, "i32 add_numbers(i32, i32)"), shim);
  cr_expect_eq(asked.times, 1);
  cr_expect_neq(fixture_bind(machine, "i64 add_numbers(i32, i32)"), shim);
  cr_expect_eq(asked.times, 2);
  airlock_machine_free(machine);
}

Test(libraries, same_parameters_and_result_are_the_same_signature) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  char name[64];
  const airlock_signature *first = fixture_signature(machine, name, "i32 f(i32, u8)");
  cr_expect_eq(fixture_signature(machine, name, "i32 g(i32, u8)"), first);
  cr_expect_neq(fixture_signature(machine, name, "i32 f(u8, i32)"), first);
  cr_expect_neq(fixture_signature(machine, name, "void f(i32, u8)"), first);
  cr_expect_neq(fixture_signature(machine, name, "u8 f(i32)"), first);
  const airlock_type *params[] = {airlock_type_scalar(machine, AIRLOCK_I32), NULL};
  const airlock_signature *none = NULL;
  cr_expect_failure(machine, airlock_signature_new(machine, &none, NULL, params, 2),
                    AIRLOCK_USAGE_ARGUMENT, "parameter 1 has no type");
  cr_expect_null(none);
  airlock_machine_free(machine);
}

Test(libraries, functions_that_are_refused_are_known_by_name) {
  cr_expect_null(airlock_refusal("strlen"));
  cr_expect_null(airlock_refusal("_longjm"));
  cr_assert_not_null(airlock_refusal("longjmp"));
  cr_expect_str_eq(airlock_refusal("longjmp"), "it jumps over the frames of the machine");
  airlock_machine *machine = fixture_machine(NULL, NULL);
  const airlock_signature *signature = NULL;
  const airlock_callee *callee = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, "int ()"));
  cr_expect_failure(machine, airlock_bind(machine, &callee, "vfork", signature),
                    AIRLOCK_UNSUPPORTED_FUNCTION, airlock_refusal("vfork"));
  airlock_machine_free(machine);
}

Test(libraries, symbols_have_their_value_in_the_table) {
  airlock_machine *machine = fixture_machine(NULL, "symbols");
  airlock_symbol first;
  airlock_symbol second;
  airlock_symbol local;
  cr_assert_ok(machine, airlock_symbol_find(machine, &first, 0, "plain_function", 14));
  cr_assert_ok(machine, airlock_symbol_find(machine, &second, 0, "zeroed_data", 11));
  cr_assert_ok(machine, airlock_symbol_find(machine, &local, 0, "thread_local_data", 17));
  cr_expect_neq(first.value, 0);
  cr_expect_eq(second.address - first.address, second.value - first.value);
  cr_expect_lt(local.value, 4096); // In the block of such variables.
  cr_assert(airlock_symbol_at(machine, &second, first.address));
  cr_expect_eq(second.value, first.value);
  airlock_machine_free(machine);
}
