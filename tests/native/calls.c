// SPDX-License-Identifier: MIT
//
// What surrounds a native call: warnings and their levels, errno, the floating-point control state,
// calls back into the machine, what pointers mean on both sides, and what a repeated call costs.
#define _GNU_SOURCE
#include "../counting_allocator.h"
#include "fixture.h"
#include "machine/machine.h"
#include "native/fp_control.h"

#include <errno.h>

// What the hooks were told.
struct heard {
  airlock_machine *machine;
  unsigned num_warnings;
  airlock_warning warnings[16];
  char function[64]; // Of the last warning or escape.
  char message[256];
  char notes[4096];
  unsigned num_escapes;
  unsigned num_accesses;
  airlock_access last_access;
  airlock_status answer; // Of the access hook.
  int disturbs_errno;    // What hooks set errno to; 0: they leave it.
};

static struct heard heard;

static void hear(const airlock_report *report) {
  snprintf(heard.function, sizeof heard.function, "%s",
           report->function != NULL ? report->function : "");
  snprintf(heard.message, sizeof heard.message, "%s", report->message);
  heard.notes[0] = '\0';
  for (size_t i = 0; i < report->num_notes; i++) {
    size_t used = strlen(heard.notes);
    snprintf(heard.notes + used, sizeof heard.notes - used, "%s\n", report->notes[i].text);
  }
  if (heard.disturbs_errno != 0) {
    errno = heard.disturbs_errno;
  }
}

static void hear_warning(void *context, const airlock_report *report) {
  cr_assert_eq(context, &heard);
  cr_assert_eq(report->status, AIRLOCK_OK);
  cr_assert_lt(heard.num_warnings, 16);
  heard.warnings[heard.num_warnings++] = report->warning;
  hear(report);
}

static void hear_escape(void *context, const airlock_report *report) {
  cr_assert_eq(context, &heard);
  cr_assert_eq(report->status, AIRLOCK_UNSUPPORTED_CALLBACK);
  heard.num_escapes++;
  hear(report);
}

static airlock_status hear_access(void *context, const airlock_access *access) {
  cr_assert_eq(context, &heard);
  heard.num_accesses++;
  heard.last_access = *access;
  return heard.answer == AIRLOCK_OK
             ? AIRLOCK_OK
             : airlock_raise(heard.machine, heard.answer, "the embedder says no");
}

static airlock_config config_with_hooks(void) {
  airlock_config config;
  airlock_config_init(&config);
  config.context = &heard;
  config.warning = hear_warning;
  return config;
}

static airlock_ptr allocate_i32(airlock_machine *machine, int32_t value) {
  airlock_ptr pointer = fixture_allocate(machine, 4, 4);
  fixture_store(machine, pointer, 0, airlock_int(AIRLOCK_I32, (uint64_t)value));
  return pointer;
}

static airlock_scalar wild(airlock_ptr pointer) {
  pointer.prov = airlock_prov_wildcard();
  return airlock_pointer(pointer);
}

static int32_t load_i32(airlock_machine *machine, airlock_ptr pointer) {
  return (int32_t)fixture_load(machine, pointer, 0, AIRLOCK_I32).as.bits[0];
}

// ---------------------------------------------------------------------------------------- warnings

static void expect_warnings(const char *what, size_t count, const airlock_warning *warnings) {
  cr_expect_eq(heard.num_warnings, count, "%s: %u warnings", what, heard.num_warnings);
  for (size_t i = 0; i < count && i < heard.num_warnings; i++) {
    cr_expect_eq(heard.warnings[i], warnings[i], "%s: warning %zu", what, i);
  }
  heard.num_warnings = 0;
}
#define EXPECT_WARNINGS(what, ...)                                                                 \
  expect_warnings(what, sizeof((airlock_warning[]){__VA_ARGS__}) / sizeof(airlock_warning),        \
                  (airlock_warning[]){__VA_ARGS__})
#define SHARED AIRLOCK_WARN_SHARED_MEMORY
#define WILD AIRLOCK_WARN_WILDCARD_ARGUMENT

static void pass(airlock_machine *machine, airlock_scalar pointer) {
  (void)fixture_call(machine, "pointer return_argument(pointer)", &pointer, 1);
}

Test(calls, first_pointer_with_provenance_warns_once_that_memory_is_shared) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_ptr pointer = allocate_i32(machine, 1);
  (void)fixture_call(machine, "pointer return_null()", NULL, 0);
  expect_warnings("no argument", 0, NULL);
  pass(machine, airlock_pointer(pointer));
  EXPECT_WARNINGS("first pointer", SHARED);
  cr_expect_str_eq(heard.function, "return_argument");
  cr_expect(strstr(heard.message, "sharing memory with a native function") != NULL);
  cr_expect(strstr(heard.notes, "stops tracking initialization and provenance") != NULL);
  cr_expect(strstr(heard.notes, "initializes all memory") != NULL);
  pass(machine, airlock_pointer(pointer));
  pass(machine, airlock_pointer(allocate_i32(machine, 2)));
  expect_warnings("later pointers", 0, NULL);
  airlock_machine_free(machine);
}

Test(calls, wildcard_argument_warns_of_sharing_first_and_then_of_itself) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_ptr pointer = allocate_i32(machine, 1);
  cr_assert_ok(machine, airlock_expose(machine, pointer));
  pass(machine, wild(pointer));
  EXPECT_WARNINGS("wildcard", SHARED, WILD);
  cr_expect(strstr(heard.message, "passing a wildcard pointer") != NULL);
  cr_expect(strstr(heard.notes, "exposed already") != NULL);
  cr_expect_str_eq(heard.function, "return_argument");
  pass(machine, wild(pointer));
  pass(machine, airlock_pointer(pointer));
  expect_warnings("again", 0, NULL);
  airlock_machine_free(machine);
}

Test(calls, wildcard_after_a_concrete_pointer_warns_of_itself_alone) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_ptr pointer = allocate_i32(machine, 1);
  pass(machine, airlock_pointer(pointer));
  EXPECT_WARNINGS("concrete", SHARED);
  pass(machine, wild(pointer));
  EXPECT_WARNINGS("wildcard", WILD);
  airlock_machine_free(machine);
}

Test(calls, each_machine_warns_for_itself) {
  airlock_config config = config_with_hooks();
  for (int i = 0; i < 3; i++) {
    airlock_machine *machine = fixture_machine(&config, "memory");
    pass(machine, airlock_pointer(allocate_i32(machine, 1)));
    EXPECT_WARNINGS("machine", SHARED);
    airlock_machine_free(machine);
  }
}

Test(calls, null_and_pointers_without_provenance_never_warn) {
  airlock_config config = config_with_hooks();
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALWAYS;
  }
  airlock_machine *machine = fixture_machine(&config, "memory");
  pass(machine, airlock_pointer(airlock_ptr_from_address(0)));
  pass(machine, wild(airlock_ptr_from_address(0)));
  pass(machine, airlock_pointer(airlock_ptr_from_address(0x1234)));
  expect_warnings("nothing is shared", 0, NULL);
  airlock_machine_free(machine);
}

Test(calls, pointer_inside_a_struct_warns_like_any) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "structs");
  const airlock_field fields[] = {{"target", 0, airlock_type_scalar(machine, AIRLOCK_POINTER)}};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "T", fields, 1));
  fixture_name_type("T", type);
  airlock_ptr holder = fixture_allocate(machine, 8, 8);
  airlock_ptr target = allocate_i32(machine, 5);
  airlock_scalar x = airlock_pointer(holder);
  fixture_store(machine, holder, 0, airlock_pointer(airlock_ptr_from_address(0)));
  const airlock_callee *echo = fixture_bind(machine, "T echo_pointer_1(T)");
  airlock_scalar result = airlock_pointer(fixture_allocate(machine, 8, 8));
  cr_assert_ok(machine, airlock_call(machine, echo, &x, 1, &result));
  expect_warnings("null inside", 0, NULL);
  fixture_store(machine, holder, 0, airlock_pointer(target));
  cr_assert_ok(machine, airlock_call(machine, echo, &x, 1, &result));
  EXPECT_WARNINGS("concrete inside", SHARED);
  fixture_store(machine, holder, 0, wild(target));
  cr_assert_ok(machine, airlock_call(machine, echo, &x, 1, &result));
  EXPECT_WARNINGS("wildcard inside", WILD);
  airlock_machine_free(machine);
}

// Two calls with the same pointer, under each pair of levels.
struct level_row {
  airlock_level shared;
  airlock_level wild;
  bool passes_wild; // Else a concrete pointer.
  bool is_denied;
  char expected[8]; // Warnings of both calls: s, w.
};

Test(calls, levels_say_whether_to_warn_never_once_always_or_to_refuse) {
  static const struct level_row rows[] = {
      {AIRLOCK_ONCE, AIRLOCK_ONCE, false, false, "s"},
      {AIRLOCK_ALLOW, AIRLOCK_ONCE, false, false, ""},
      {AIRLOCK_ALWAYS, AIRLOCK_ONCE, false, false, "ss"},
      {AIRLOCK_DENY, AIRLOCK_ONCE, false, true, ""},
      {AIRLOCK_ONCE, AIRLOCK_DENY, false, false, "s"},
      {AIRLOCK_ONCE, AIRLOCK_ONCE, true, false, "sw"},
      {AIRLOCK_ALLOW, AIRLOCK_ONCE, true, false, "w"},
      {AIRLOCK_ONCE, AIRLOCK_ALLOW, true, false, "s"},
      {AIRLOCK_ALLOW, AIRLOCK_ALLOW, true, false, ""},
      {AIRLOCK_ALWAYS, AIRLOCK_ONCE, true, false, "sws"},
      {AIRLOCK_ONCE, AIRLOCK_ALWAYS, true, false, "sww"},
      {AIRLOCK_ALWAYS, AIRLOCK_ALWAYS, true, false, "swsw"},
      {AIRLOCK_DENY, AIRLOCK_ONCE, true, true, ""},
      {AIRLOCK_DENY, AIRLOCK_ALWAYS, true, true, ""},
      {AIRLOCK_ONCE, AIRLOCK_DENY, true, true, ""},
      {AIRLOCK_ALWAYS, AIRLOCK_DENY, true, true, ""},
      {AIRLOCK_DENY, AIRLOCK_DENY, true, true, ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    airlock_config config = config_with_hooks();
    config.levels[SHARED] = rows[i].shared;
    config.levels[WILD] = rows[i].wild;
    airlock_machine *machine = fixture_machine(&config, "memory");
    airlock_ptr pointer = allocate_i32(machine, 1);
    airlock_scalar arg = rows[i].passes_wild ? wild(pointer) : airlock_pointer(pointer);
    const airlock_callee *callee = fixture_bind(machine, "pointer return_argument(pointer)");
    for (int round = 0; round < 2; round++) {
      airlock_scalar result;
      cr_expect_eq(airlock_call(machine, callee, &arg, 1, &result),
                   rows[i].is_denied ? AIRLOCK_UNSUPPORTED_DENIED : AIRLOCK_OK, "row %zu", i);
    }
    size_t count = strlen(rows[i].expected);
    cr_expect_eq(heard.num_warnings, count, "row %zu: %u warnings", i, heard.num_warnings);
    for (size_t j = 0; j < count && j < heard.num_warnings; j++) {
      cr_expect_eq(heard.warnings[j], rows[i].expected[j] == 's' ? SHARED : WILD, "row %zu", i);
    }
    heard.num_warnings = 0;
    airlock_machine_free(machine);
  }
}

static void expect_denial_without_change(airlock_machine *machine, const airlock_scalar *args,
                                         airlock_ptr memory, const char *text) {
  airlock_statistics before;
  airlock_statistics after;
  airlock_get_statistics(machine, &before);
  uint64_t epoch = machine->epoch;
  airlock_scalar result = airlock_int(AIRLOCK_U8, 7);
  const airlock_callee *callee =
      fixture_bind(machine, "void copy_pointer_bytewise(pointer, pointer)");
  cr_expect_failure(machine, airlock_call(machine, callee, args, 2, &result),
                    AIRLOCK_UNSUPPORTED_DENIED, text);
  const char *function = airlock_last_report(machine)->function;
  cr_assert_not_null(function);
  cr_expect_str_eq(function, "copy_pointer_bytewise");
  airlock_get_statistics(machine, &after);
  cr_expect_eq(memcmp(&before, &after, sizeof before), 0);
  cr_expect_eq(machine->epoch, epoch);
  cr_expect_eq(result.kind, AIRLOCK_U8);
  cr_expect_eq(heard.num_warnings, 0);
  cr_expect_not(fixture_byte(machine, memory, 8).init);
  cr_expect_null(airlock_memory_check(machine));
}

Test(calls, denied_call_leaves_everything_as_it_was) {
  airlock_config config = config_with_hooks();
  config.levels[SHARED] = AIRLOCK_DENY;
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_ptr memory = fixture_allocate(machine, 16, 8);
  fixture_store(machine, memory, 0, airlock_pointer(memory));
  const airlock_scalar args[] = {fixture_pointer_at(memory, 8), airlock_pointer(memory)};
  expect_denial_without_change(machine, args, memory, "sharing memory");
  cr_expect_not(fixture_is_exposed(machine, memory));
  cr_expect_eq(fixture_load(machine, memory, 0, AIRLOCK_POINTER).as.ptr.prov.alloc.value,
               memory.prov.alloc.value);
  airlock_machine_free(machine);

  config.levels[SHARED] = AIRLOCK_ALWAYS;
  config.levels[WILD] = AIRLOCK_DENY;
  machine = fixture_machine(&config, "memory");
  memory = fixture_allocate(machine, 16, 8);
  airlock_ptr other = fixture_allocate(machine, 16, 8);
  const airlock_scalar mixed[] = {airlock_pointer(memory), wild(other)};
  expect_denial_without_change(machine, mixed, memory, "wildcard pointer");
  cr_expect_not(fixture_is_exposed(machine, memory));
  airlock_machine_free(machine);
}

// -------------------------------------------------------------------------------------------------
// the embedder's access hook

Test(calls, by_value_struct_is_one_access_and_its_refusal_refuses_the_call) {
  airlock_config config = config_with_hooks();
  config.access = hear_access;
  airlock_machine *machine = fixture_machine(&config, "structs");
  heard.machine = machine;
  const airlock_type *pointer_type = airlock_type_scalar(machine, AIRLOCK_POINTER);
  const airlock_field fields[] = {{"target", 0, pointer_type}, {"other", 0, pointer_type}};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "T", fields, 2));
  fixture_name_type("T", type);
  airlock_ptr holder = fixture_allocate(machine, 24, 8);
  airlock_ptr target = allocate_i32(machine, 5);
  fixture_store(machine, holder, 8, airlock_pointer(target));
  fixture_store(machine, holder, 16, airlock_pointer(target));
  airlock_scalar x = fixture_pointer_at(holder, 8);
  const airlock_callee *callee = fixture_bind(machine, "i32 increment_pointer_1(T)");
  airlock_scalar result;

  heard.num_accesses = 0;
  heard.answer = AIRLOCK_UB_EMBEDDER;
  cr_expect_failure(machine, airlock_call(machine, callee, &x, 1, &result), AIRLOCK_UB_EMBEDDER,
                    "the embedder says no");
  cr_expect_eq(airlock_last_report(machine)->argument, 0);
  cr_expect_not(fixture_is_exposed(machine, target));
  heard.answer = AIRLOCK_OK;
  heard.num_accesses = 0;
  cr_assert_ok(machine, airlock_call(machine, callee, &x, 1, &result));
  cr_expect_eq(heard.num_accesses, 1);
  cr_expect_eq(heard.last_access.kind, AIRLOCK_READ);
  cr_expect_eq(heard.last_access.alloc.value, holder.prov.alloc.value);
  cr_expect_eq(heard.last_access.offset, 8);
  cr_expect_eq(heard.last_access.size, 16);
  airlock_machine_free(machine);
}

// ------------------------------------------------------------------------------------------- errno

Test(calls, errno_is_the_machine_s_own_and_goes_in_and_comes_back) {
  airlock_machine *machine = fixture_machine(NULL, "environment");
  cr_expect_eq(airlock_errno(machine), 0);
  errno = 111;
  airlock_scalar five = airlock_int(AIRLOCK_I32, 5);
  (void)fixture_call(machine, "void set_errno(i32)", &five, 1);
  cr_expect_eq(airlock_errno(machine), 5);
  cr_expect_eq(errno, 111, "the host's errno is %d", errno);
  cr_expect_eq(fixture_call(machine, "i32 get_errno()", NULL, 0).as.bits[0], 5);
  airlock_set_errno(machine, 34);
  cr_expect_eq(fixture_call(machine, "i32 exchange_errno(i32)", &five, 1).as.bits[0], 34);
  cr_expect_eq(airlock_errno(machine), 5);
  cr_expect_eq(errno, 111);

  airlock_machine *other = fixture_machine(NULL, "environment");
  cr_expect_eq(fixture_call(other, "i32 get_errno()", NULL, 0).as.bits[0], 0);
  airlock_machine_free(other);
  airlock_machine_free(machine);
}

Test(calls, hooks_do_not_disturb_errno) {
  airlock_config config = config_with_hooks();
  config.native_escape = hear_escape;
  config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALWAYS;
  airlock_machine *machine = fixture_machine(&config, "environment");
  airlock_ptr function;
  cr_assert_ok(machine, airlock_function_new(machine, &function, "callback", NULL, NULL));
  heard.disturbs_errno = 77;
  airlock_set_errno(machine, 12);
  airlock_scalar arg = airlock_function_pointer(function);
  airlock_scalar result;
  const airlock_callee *callee = fixture_bind(machine, "i32 call_function(fn)");
  cr_expect_eq(airlock_call(machine, callee, &arg, 1, &result), AIRLOCK_UNSUPPORTED_CALLBACK);
  cr_expect_eq(heard.num_escapes, 1);
  cr_expect_eq(airlock_errno(machine), 12);
  (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
  cr_expect_eq(heard.warnings[heard.num_warnings - 1], AIRLOCK_WARN_FP_CONTROL);
  cr_expect_eq(airlock_errno(machine), 12);
  cr_expect_eq(fixture_call(machine, "i32 get_errno()", NULL, 0).as.bits[0], 12);
  airlock_machine_free(machine);
}

// -------------------------------------------------------------------------------------------------
// floating-point control

// Rounded up to nearest, and down toward zero.
static double tenth(airlock_machine *machine) {
  airlock_scalar result =
      fixture_call(machine, "f64 divide(f64, f64)", FIXTURE_ARGS(airlock_f64(1), airlock_f64(10)));
  double value;
  memcpy(&value, &result.as.bits[0], sizeof value);
  return value;
}

Test(calls, change_of_floating_point_control_is_undone_and_reported_once) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "environment");
  double nearest = tenth(machine);
  struct fp_control before = fp_control_capture();
  expect_warnings("no change", 0, NULL);
  for (int round = 0; round < 2; round++) {
    (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
    cr_expect(fp_control_equal(fp_control_capture(), before));
    cr_expect_eq(tenth(machine), nearest);
  }
  EXPECT_WARNINGS("rounding", AIRLOCK_WARN_FP_CONTROL);
  cr_expect_str_eq(heard.function, "set_rounding_toward_zero");
  cr_expect(strstr(heard.message, "`set_rounding_toward_zero` changed the floating-point") != NULL,
            "%s", heard.message);
  cr_expect(strstr(heard.notes, "rounding is toward zero") != NULL, "%s", heard.notes);
  cr_expect(strstr(heard.notes, "undone") != NULL);
  airlock_machine_free(machine);
}

#if defined(__x86_64__)
Test(calls, change_of_the_x87_control_word_is_undone_too) {
  airlock_config config = config_with_hooks();
  config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALWAYS;
  airlock_machine *machine = fixture_machine(&config, "environment");
  uint64_t before = fixture_call(machine, "u16 get_x87_control()", NULL, 0).as.bits[0];
  (void)fixture_call(machine, "void set_x87_precision_to_single()", NULL, 0);
  (void)fixture_call(machine, "void set_flush_to_zero()", NULL, 0);
  EXPECT_WARNINGS("both", AIRLOCK_WARN_FP_CONTROL, AIRLOCK_WARN_FP_CONTROL);
  cr_expect_eq(fixture_call(machine, "u16 get_x87_control()", NULL, 0).as.bits[0], before);
  airlock_machine_free(machine);
}
#endif

Test(calls, change_of_floating_point_control_is_kept_if_configured) {
  airlock_config config = config_with_hooks();
  config.keep_fp_control = true;
  config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALWAYS;
  airlock_machine *machine = fixture_machine(&config, "environment");
  double nearest = tenth(machine);
  struct fp_control before = fp_control_capture();
  (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
  EXPECT_WARNINGS("rounding", AIRLOCK_WARN_FP_CONTROL);
  cr_expect(strstr(heard.notes, "kept") != NULL, "%s", heard.notes);
  bool is_kept = !fp_control_equal(fp_control_capture(), before);
  double toward_zero = tenth(machine);
  (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
  expect_warnings("the same again", 0, NULL);
  fp_control_restore(before);
  cr_expect(is_kept);
  cr_expect_neq(toward_zero, nearest);
  airlock_machine_free(machine);
}

Test(calls, exception_flags_are_no_control_state) {
  airlock_config config = config_with_hooks();
  airlock_machine *machine = fixture_machine(&config, "environment");
  (void)tenth(machine); // Not exact.
  expect_warnings("inexact", 0, NULL);
  airlock_machine_free(machine);
}

// ----------------------------------------------------- native code calls a function of the machine

#define CALLING "calling a function pointer through the FFI boundary"
#define CALLING_UNSUPPORTED                                                                        \
  "calling a function pointer with unsupported argument/return type through the FFI boundary"

struct escape_row {
  char callback[40]; // Declaration of the machine's function; "" for one without a signature.
  char caller[48];   // Declaration of the native function that calls it.
  airlock_kind kind; // Of the second argument; UNINIT: there is none.
  bool is_callable;  // From C.
  bool gives_zero;   // The caller keeps what it was given.
};

static const struct escape_row escape_rows[] = {
    {"void callback()", "i32 call_function(fn)", AIRLOCK_UNINIT, true, false},
    {"i32 callback(i32)", "i32 call_with_i32(fn, i32)", AIRLOCK_I32, true, true},
    {"f64 callback(f64)", "f64 call_with_f64(fn, f64)", AIRLOCK_F64, true, true},
    {"pointer callback(pointer)", "pointer call_with_pointer(fn, pointer)", AIRLOCK_POINTER, true,
     true},
    {"i64_f64 callback(i32)", "i32 call_for_i64_f64(fn, i32)", AIRLOCK_I32, true, true},
    {"i64_3 callback(i32)", "i32 call_for_i64_3(fn, i32)", AIRLOCK_I32, true, true},
    {"", "i32 call_function(fn)", AIRLOCK_UNINIT, false, false},
    {"", "i32 call_with_i32(fn, i32)", AIRLOCK_I32, false, true},
    {"Tuple callback(i32)", "i32 call_function(fn)", AIRLOCK_UNINIT, false, false},
    {"i32 callback(Tuple)", "i32 call_with_i32(fn, i32)", AIRLOCK_I32, false, true},
};

static void name_struct_types(airlock_machine *machine) {
  const airlock_type *i64 = airlock_type_scalar(machine, AIRLOCK_I64);
  const airlock_type *f64 = airlock_type_scalar(machine, AIRLOCK_F64);
  const airlock_field mixed[] = {{"a", 0, i64}, {"b", 0, f64}};
  const airlock_field three[] = {{"a", 0, i64}, {"b", 0, i64}, {"c", 0, i64}};
  const airlock_field pair[] = {{"a", 0, i64}, {"b", 8, i64}};
  const airlock_type *type;
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "i64_f64", mixed, 2));
  fixture_name_type("i64_f64", type);
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "i64_3", three, 3));
  fixture_name_type("i64_3", type);
  cr_assert_ok(machine, airlock_type_layout(machine, &type, "Tuple", 16, 8, pair, 2));
  fixture_name_type("Tuple", type);
}

static airlock_ptr make_function(airlock_machine *machine, const char *declaration) {
  char name[64];
  const airlock_signature *signature =
      declaration[0] != '\0' ? fixture_signature(machine, name, declaration) : NULL;
  airlock_ptr function;
  cr_assert_ok(machine, airlock_function_new(machine, &function, "my::callback", signature, NULL));
  return function;
}

static void set_last_answer(airlock_machine *machine, double answer) {
  airlock_scalar arg = airlock_f64(answer);
  (void)fixture_call(machine, "void set_last_answer(f64)", &arg, 1);
}

static void expect_escape_report(const airlock_report *report, bool is_callable, const char *what) {
  cr_expect_eq(report->status, AIRLOCK_UNSUPPORTED_CALLBACK, "%s", what);
  cr_expect_str_eq(report->message, is_callable ? CALLING : CALLING_UNSUPPORTED, "%s", what);
  cr_assert_gt(report->num_notes, 0);
  cr_expect(strstr(report->notes[0].text, "`my::callback`") != NULL, "%s: %s", what,
            report->notes[0].text);
}

static void check_escape(airlock_machine *machine, const struct escape_row *row, bool has_hook) {
  airlock_scalar args[2] = {airlock_function_pointer(make_function(machine, row->callback)),
                            airlock_int(row->kind, 5)};
  if (row->kind == AIRLOCK_POINTER) {
    args[1] = airlock_pointer(airlock_ptr_from_address(8));
  }
  const airlock_callee *caller = fixture_bind(machine, row->caller);
  size_t num_args = row->kind == AIRLOCK_UNINIT ? 1 : 2;
  for (int round = 0; round < 2; round++) {
    set_last_answer(machine, -1);
    memset(&heard, 0, sizeof heard);
    airlock_scalar result = airlock_int(AIRLOCK_U16, 99);
    cr_expect_eq(airlock_call(machine, caller, args, num_args, &result),
                 AIRLOCK_UNSUPPORTED_CALLBACK, "%s", row->caller);
    expect_escape_report(airlock_last_report(machine), row->is_callable, row->caller);
    cr_expect_eq(result.kind, AIRLOCK_U16, "%s: no result", row->caller);
    cr_expect_eq(heard.num_escapes, has_hook ? 1 : 0, "%s", row->caller);
    if (has_hook) {
      cr_expect_str_eq(heard.message, row->is_callable ? CALLING : CALLING_UNSUPPORTED);
      cr_expect(strstr(heard.notes, "`my::callback`") != NULL, "%s", heard.notes);
    }
    if (row->gives_zero) {
      cr_expect_eq(fixture_call(machine, "f64 get_last_answer()", NULL, 0).as.bits[0], 0, "%s",
                   row->caller);
    }
  }
}

Test(calls, entry_tells_the_hook_and_returns_zero_and_the_call_is_unsupported) {
  for (int has_hook = 0; has_hook < 2; has_hook++) {
    airlock_config config = config_with_hooks();
    config.native_escape = has_hook != 0 ? hear_escape : NULL;
    airlock_machine *machine = fixture_machine(&config, "environment");
    fixture_types.count = 0;
    name_struct_types(machine);
    for (size_t i = 0; i < sizeof escape_rows / sizeof escape_rows[0]; i++) {
      check_escape(machine, &escape_rows[i], has_hook != 0);
    }
    airlock_machine_free(machine);
  }
}

Test(calls, hook_is_told_once_per_call_however_often_native_code_tries) {
  airlock_config config = config_with_hooks();
  config.native_escape = hear_escape;
  airlock_machine *machine = fixture_machine(&config, "environment");
  airlock_scalar args[] = {airlock_function_pointer(make_function(machine, "void callback()")),
                           airlock_int(AIRLOCK_I32, 5)};
  airlock_scalar result;
  const airlock_callee *callee = fixture_bind(machine, "i32 call_function_times(fn, i32)");
  for (unsigned round = 1; round <= 2; round++) {
    cr_expect_eq(airlock_call(machine, callee, args, 2, &result), AIRLOCK_UNSUPPORTED_CALLBACK);
    cr_expect_eq(heard.num_escapes, round);
  }
  args[1] = airlock_int(AIRLOCK_I32, 0);
  cr_assert_ok(machine, airlock_call(machine, callee, args, 2, &result));
  cr_expect_eq(heard.num_escapes, 2);
  airlock_machine_free(machine);
}

Test(calls, function_that_native_code_kept_escapes_in_the_call_that_runs_it) {
  airlock_config config = config_with_hooks();
  config.native_escape = hear_escape;
  airlock_machine *machine = fixture_machine(&config, "environment");
  airlock_scalar function = airlock_function_pointer(make_function(machine, "void callback()"));
  (void)fixture_call(machine, "void keep_function(fn)", &function, 1);
  cr_expect_eq(heard.num_escapes, 0);
  airlock_scalar result;
  const airlock_callee *callee = fixture_bind(machine, "i32 call_kept_function()");
  cr_expect_failure(machine, airlock_call(machine, callee, NULL, 0, &result),
                    AIRLOCK_UNSUPPORTED_CALLBACK, CALLING);
  cr_expect_eq(heard.num_escapes, 1);
  airlock_machine_free(machine);
}

Test(calls, function_of_native_code_may_be_handed_back_to_it) {
  airlock_machine *machine = fixture_machine(NULL, "environment");
  airlock_scalar function = fixture_call(machine, "fn own_function()", NULL, 0);
  cr_expect_eq(airlock_prov_kind_of(function.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  void *token = &heard;
  cr_expect_eq(airlock_function_at(machine, &token, function.as.ptr), AIRLOCK_FOREIGN_UNCHECKED);
  const airlock_scalar args[] = {function, airlock_int(AIRLOCK_I32, 5)};
  cr_expect_eq(fixture_call(machine, "i32 call_with_i32(fn, i32)", args, 2).as.bits[0], 1006);
  airlock_machine_free(machine);
}

// -------------------------------------------------------------------------- pointers on both sides

Test(calls, returned_pointer_is_a_wildcard_that_ends_with_the_memory) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr memory = allocate_i32(machine, 42);
  airlock_scalar arg = airlock_pointer(memory);
  airlock_ptr back = fixture_call(machine, "pointer return_argument(pointer)", &arg, 1).as.ptr;
  cr_expect_eq(back.address, memory.address);
  cr_expect_eq(airlock_prov_kind_of(back.prov), AIRLOCK_PROV_WILDCARD);
  cr_expect_eq(load_i32(machine, back), 42);
  cr_assert_ok(machine, airlock_deallocate(machine, back, 4, 4));
  airlock_scalar value;
  const airlock_type *i32 = airlock_type_scalar(machine, AIRLOCK_I32);
  cr_expect_eq(airlock_load(machine, &value, back, i32), AIRLOCK_UB_NO_PROVENANCE);
  cr_expect_eq(airlock_load(machine, &value, memory, i32), AIRLOCK_UB_USE_AFTER_FREE);
  airlock_machine_free(machine);
}

Test(calls, integer_that_native_code_casts_needs_exposed_memory) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr memory = allocate_i32(machine, 42);
  airlock_scalar address = airlock_int(AIRLOCK_USIZE, memory.address);
  airlock_ptr cast = fixture_call(machine, "pointer integer_to_pointer(usize)", &address, 1).as.ptr;
  airlock_scalar value;
  const airlock_type *i32 = airlock_type_scalar(machine, AIRLOCK_I32);
  cr_expect_eq(airlock_load(machine, &value, cast, i32), AIRLOCK_UB_NO_PROVENANCE);
  cr_assert_ok(machine, airlock_expose(machine, memory));
  cr_expect_eq(load_i32(machine, cast), 42);
  airlock_machine_free(machine);
}

Test(calls, memory_of_native_code_can_be_handed_around_and_not_be_accessed) {
  airlock_config config;
  airlock_config_init(&config);
  config.levels[AIRLOCK_WARN_FOREIGN_ACCESS] = AIRLOCK_DENY;
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_scalar numbers = fixture_call(machine, "pointer own_numbers()", NULL, 0);
  cr_expect_eq(fixture_call(machine, "i32 read_i32(pointer)", &numbers, 1).as.bits[0], 10);
  airlock_scalar value;
  cr_expect_failure(
      machine,
      airlock_load(machine, &value, numbers.as.ptr, airlock_type_scalar(machine, AIRLOCK_I32)),
      AIRLOCK_FOREIGN_UNCHECKED, "memory that native code owns");
  airlock_machine_free(machine);
}

Test(calls, pointer_that_native_code_kept_is_used_at_the_next_call) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr target = allocate_i32(machine, 1);
  airlock_ptr holder = fixture_allocate(machine, 8, 8);
  airlock_scalar arg = airlock_pointer(target);
  (void)fixture_call(machine, "void keep_pointer(pointer)", &arg, 1);
  fixture_store(machine, target, 0, airlock_int(AIRLOCK_I32, 7));
  cr_expect_eq(fixture_call(machine, "i32 read_kept_i32()", NULL, 0).as.bits[0], 7);
  airlock_scalar value = airlock_int(AIRLOCK_I32, 99);
  (void)fixture_call(machine, "void write_kept_i32(i32)", &value, 1);
  cr_expect_eq(load_i32(machine, target), 99);

  // A pointer stored after the holder was handed over, in memory that is not looked at since.
  arg = airlock_pointer(holder);
  (void)fixture_call(machine, "void keep_pointer(pointer)", &arg, 1);
  airlock_ptr late = fixture_allocate(machine, 4, 4);
  fixture_store(machine, holder, 0, airlock_pointer(late));
  (void)fixture_call(machine, "void write_kept_twice_i32(i32)", &value, 1);
  cr_expect_eq(load_i32(machine, late), 99);
  airlock_machine_free(machine);
}

Test(calls, memory_that_native_code_may_have_written_counts_as_initialised) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr memory = fixture_allocate(machine, 64, 4);
  (void)fixture_call(machine, "void write_some_i32(pointer, usize, usize, i32)",
                     FIXTURE_ARGS(airlock_pointer(memory), airlock_int(AIRLOCK_USIZE, 16),
                                  airlock_int(AIRLOCK_USIZE, 3), airlock_int(AIRLOCK_I32, 5)));
  for (uint64_t i = 0; i < 64; i++) {
    airlock_byte byte = fixture_byte(machine, memory, i);
    cr_expect(byte.init);
    cr_expect_eq(byte.prov.alloc.value, AIRLOCK_WILDCARD);
  }
  cr_expect_eq(fixture_load(machine, memory, 8, AIRLOCK_I32).as.bits[0], 5);
  airlock_machine_free(machine);
}

Test(calls, read_only_memory_keeps_what_it_knows) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr target = allocate_i32(machine, 1);
  airlock_ptr fixed = fixture_allocate(machine, 16, 8);
  fixture_store(machine, fixed, 0, airlock_pointer(target));
  cr_assert_ok(machine, airlock_set_read_only(machine, fixed.prov.alloc));
  airlock_scalar arg = airlock_pointer(fixed);
  airlock_ptr inner = fixture_call(machine, "pointer read_pointer(pointer)", &arg, 1).as.ptr;
  cr_expect_eq(load_i32(machine, inner), 1);
  cr_expect(fixture_is_exposed(machine, target), "what read-only memory points to is reachable");
  cr_expect_eq(fixture_load(machine, fixed, 0, AIRLOCK_POINTER).as.ptr.prov.alloc.value,
               target.prov.alloc.value);
  cr_expect_not(fixture_byte(machine, fixed, 8).init);
  airlock_machine_free(machine);
}

Test(calls, what_native_code_wrote_is_validated_when_it_is_read) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr memory = fixture_allocate(machine, 1, 1);
  (void)fixture_call(machine, "void write_bool_byte(pointer, u8)",
                     FIXTURE_ARGS(airlock_pointer(memory), airlock_int(AIRLOCK_U8, 3)));
  airlock_scalar value;
  cr_expect_failure(
      machine, airlock_load(machine, &value, memory, airlock_type_scalar(machine, AIRLOCK_BOOL)),
      AIRLOCK_UB_INVALID_VALUE, "encountered 0x03, but expected a boolean");
  airlock_machine_free(machine);
}

Test(calls, native_code_swaps_and_copies_pointers_that_stay_usable) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr first = allocate_i32(machine, 1);
  airlock_ptr second = allocate_i32(machine, 2);
  airlock_ptr memory = fixture_allocate(machine, 24, 8);
  fixture_store(machine, memory, 0, airlock_pointer(first));
  fixture_store(machine, memory, 8, airlock_pointer(second));
  (void)fixture_call(machine, "void swap_pointers(pointer, pointer)",
                     FIXTURE_ARGS(airlock_pointer(memory), fixture_pointer_at(memory, 8)));
  cr_expect_eq(load_i32(machine, fixture_load(machine, memory, 0, AIRLOCK_POINTER).as.ptr), 2);
  cr_expect_eq(load_i32(machine, fixture_load(machine, memory, 8, AIRLOCK_POINTER).as.ptr), 1);
  (void)fixture_call(machine, "void copy_pointer_bytewise(pointer, pointer)",
                     FIXTURE_ARGS(fixture_pointer_at(memory, 16), airlock_pointer(memory)));
  cr_expect_eq(load_i32(machine, fixture_load(machine, memory, 16, AIRLOCK_POINTER).as.ptr), 2);
  airlock_machine_free(machine);
}

#define NUM_NODES 100

Test(calls, native_code_walks_and_changes_a_list) {
  airlock_machine *machine = fixture_machine(NULL, "memory");
  airlock_ptr nodes[NUM_NODES];
  for (uint64_t i = 0; i < NUM_NODES; i++) {
    nodes[i] = fixture_allocate(machine, 16, 8);
    airlock_ptr next = i > 0 ? nodes[i - 1] : airlock_ptr_from_address(0);
    fixture_store(machine, nodes[i], 0, airlock_int(AIRLOCK_I32, i));
    fixture_store(machine, nodes[i], 8, airlock_pointer(next));
  }
  airlock_scalar list = airlock_pointer(nodes[NUM_NODES - 1]);
  cr_expect_eq(fixture_call(machine, "i64 sum_list(pointer)", &list, 1).as.bits[0], 4950);
  list = fixture_call(machine, "pointer reverse_list(pointer)", &list, 1);
  cr_expect_eq(list.as.ptr.address, nodes[0].address);
  (void)fixture_call(machine, "void add_to_list(pointer, i32)",
                     FIXTURE_ARGS(list, airlock_int(AIRLOCK_I32, 1000)));
  airlock_ptr at = list.as.ptr;
  for (int32_t i = 0; i < NUM_NODES; i++) {
    cr_assert_eq(load_i32(machine, at), 1000 + i);
    at = fixture_load(machine, at, 8, AIRLOCK_POINTER).as.ptr;
  }
  cr_expect_eq(at.address, 0);
  airlock_statistics statistics;
  airlock_get_statistics(machine, &statistics);
  cr_expect_eq(statistics.exposed_allocations, NUM_NODES);
  cr_expect_eq(statistics.native_calls, 3);
  cr_expect_null(airlock_memory_check(machine));
  airlock_machine_free(machine);
}

// -------------------------------------------------------------------------------------------- cost

#define NUM_REPEATS 1000

static void repeat_without_memory(struct counting_allocator *counting, airlock_machine *machine,
                                  const char *declaration, const airlock_scalar *args,
                                  size_t num_args, airlock_scalar result) {
  const airlock_callee *callee = fixture_bind(machine, declaration);
  uint64_t before = 0;
  for (int i = 0; i < NUM_REPEATS; i++) {
    cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
    if (i == 0) {
      before = counting->requests;
    }
  }
  cr_expect_eq(counting->requests, before, "%s takes memory", declaration);
}

Test(calls, repeated_call_takes_no_memory) {
  struct counting_allocator counting = counting_begin();
  airlock_config config = config_with_hooks();
  config.allocator = counting_functions(&counting);
  airlock_machine *machine = fixture_machine(&config, "structs");
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("memory")));
  name_struct_types(machine);
  const airlock_type *type;
  cr_assert_ok(machine,
               airlock_type_array(machine, &type, airlock_type_scalar(machine, AIRLOCK_U64), 300));
  const airlock_field field = {"elements", 0, type};
  cr_assert_ok(machine, airlock_type_struct(machine, &type, "longs_300", &field, 1));
  fixture_name_type("longs_300", type);
  airlock_ptr memory = fixture_allocate(machine, 2400, 8);
  airlock_ptr result = fixture_allocate(machine, 2400, 8);
  cr_assert_ok(machine, airlock_fill(machine, memory, 1, 2400));
  airlock_scalar pointer = airlock_pointer(memory);
  airlock_scalar place = airlock_pointer(result);
  airlock_scalar none = {.kind = AIRLOCK_UNINIT};
  repeat_without_memory(&counting, machine, "pointer return_null()", NULL, 0, none);
  repeat_without_memory(&counting, machine, "i32 increment_i32(pointer)", &pointer, 1, none);
  repeat_without_memory(&counting, machine, "i64_f64 echo_i64_f64(i64_f64)", &pointer, 1, place);
  repeat_without_memory(&counting, machine, "i64_3 echo_longs_3(i64_3)", &pointer, 1, place);
  repeat_without_memory(&counting, machine, "longs_300 echo_longs_300(longs_300)", &pointer, 1,
                        place);
  airlock_machine_free(machine);
  cr_expect(counting_is_clean(&counting));
}

// A pointer that is stored anew before each call, the dearest that a call may find.
Test(calls, calls_with_a_new_pointer_each_time_take_the_same_memory_again) {
  struct counting_allocator counting = counting_begin();
  airlock_config config = config_with_hooks();
  config.allocator = counting_functions(&counting);
  airlock_machine *machine = fixture_machine(&config, "memory");
  airlock_ptr holder = fixture_allocate(machine, 8, 8);
  const airlock_callee *callee = fixture_bind(machine, "pointer read_pointer(pointer)");
  airlock_scalar arg = airlock_pointer(holder);
  uint64_t bytes = 0;
  for (int i = 0; i < NUM_REPEATS; i++) {
    airlock_ptr target = fixture_allocate(machine, 8, 8);
    fixture_store(machine, holder, 0, airlock_pointer(target));
    airlock_scalar result;
    cr_assert_ok(machine, airlock_call(machine, callee, &arg, 1, &result));
    cr_assert_ok(machine, airlock_deallocate(machine, result.as.ptr, 8, 8));
    bytes = i == 10 ? counting.bytes : bytes;
  }
  cr_expect_leq(counting.bytes, bytes + 1024 * sizeof(struct allocation));
  airlock_machine_free(machine);
  cr_expect(counting_is_clean(&counting));
}
