// SPDX-License-Identifier: MIT
//
// How long native code may call a function of the machine: for one call, until it is freed, for as
// long as the machine lives; and what it gets when it calls one that it may not, or that fails.
#include "callback_scene.h"

#include <criterion/parameterized.h>

#include "../counting_allocator.h"

static airlock_status triple_it(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, 3 * args[0].as.bits[0]);
  return AIRLOCK_OK;
}

Test(callback_scopes, function_that_native_code_kept_runs_in_a_later_call) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)")};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, args, 1));
  args[0] = airlock_int(AIRLOCK_I32, 5);
  cr_assert_ok(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, args, 1));
  cr_expect_eq(result.as.bits[0], 15);
  scene_end(scene);
}

Test(callback_scopes, function_that_was_lent_may_not_be_called_after_the_call) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 5)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, airlock_function_lend(scene->machine, args[0].as.ptr));
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, args, 1));
  cr_expect_failure(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, &args[1], 1),
                    AIRLOCK_UB_USE_AFTER_FREE, "after the call that it was lent to");
  cr_expect_eq(scene->calls, 0);
  cr_assert_ok(scene->machine, airlock_function_lend(scene->machine, args[0].as.ptr));
  cr_assert_ok(scene->machine, call(scene, "apply_twice", "i32 (fn, i32)", &result, args, 2));
  cr_expect_eq(scene->calls, 2);
  scene_end(scene);
}

Test(callback_scopes, function_that_was_freed_is_caught_on_both_sides) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 5)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  void *token;
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, args, 1));
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, args[0].as.ptr));
  cr_expect_failure(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, &args[1], 1),
                    AIRLOCK_UB_USE_AFTER_FREE, "called the function `my::body` after it was freed");
  cr_expect_failure(scene->machine, airlock_function_at(scene->machine, &token, args[0].as.ptr),
                    AIRLOCK_UB_USE_AFTER_FREE, "has been freed");
  cr_expect_failure(scene->machine, airlock_function_free(scene->machine, args[0].as.ptr),
                    AIRLOCK_UB_USE_AFTER_FREE, "has been freed");
  scene_end(scene);
}

Test(callback_scopes, lent_function_may_be_called_at_every_depth_of_its_call_only) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 5)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, args, 1));
  for (unsigned round = 0; round < 3; round++) {
    cr_assert_ok(scene->machine, airlock_function_lend(scene->machine, args[0].as.ptr));
    cr_assert_ok(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, &args[1], 1));
    cr_expect_failure(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, &args[1], 1),
                      AIRLOCK_UB_USE_AFTER_FREE,
                      "called the function `my::body` after the call that it was lent to");
  }
  cr_expect_eq(scene->calls, 3);
  scene_end(scene);
}

Test(callback_scopes, freed_function_that_nobody_knows_leaves_nothing_behind) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  struct scene *scene = scene_of(&config);
  struct program program = {triple_it};
  uint64_t after_first = 0;
  for (unsigned round = 0; round < 1000; round++) {
    airlock_scalar function = make(scene, &program, "{[3]i64} ({[3]i64}, i32)");
    cr_assert_ok(scene->machine, airlock_function_free(scene->machine, function.as.ptr));
    after_first = round == 0 ? counting.blocks : after_first;
  }
  cr_expect_eq(counting.blocks, after_first);
  scene_end(scene);
  cr_expect(counting_is_clean(&counting));
}

Test(callback_scopes, address_that_native_code_knew_is_no_other_function_s) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar kept = make(scene, &program, "i32 (i32)");
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, &kept, 1));
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, kept.as.ptr));
  for (unsigned round = 0; round < 100; round++) {
    airlock_scalar other = make(scene, &program, "i32 (i32)");
    cr_assert_neq(other.as.ptr.address, kept.as.ptr.address);
  }
  scene_end(scene);
}

// ---------------------------------------------------------------------------- unsuitable functions

struct refusal_row {
  char signature[32];
  char note[64];
};

// What C cannot call is said when it does.
ParameterizedTestParameters(callback_scopes, unsuitable_function_is_refused_by_name) {
  static struct refusal_row rows[] = {
      {"i32 (i32, ...)", "it is variadic"},
      {"", "it has no C signature"},
      {"i32 (i32, {})", "its parameter #2 cannot come from C: it has no bytes"},
      {"{} (i32)", "its result cannot go to C: it has no bytes"},
  };
  return cr_make_param_array(struct refusal_row, rows, sizeof rows / sizeof rows[0]);
}

ParameterizedTest(struct refusal_row *row, callback_scopes,
                  unsuitable_function_is_refused_by_name) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_ptr pointer;
  airlock_scalar args[2] = {{.kind = AIRLOCK_UNINIT}, airlock_int(AIRLOCK_I32, 1)};
  if (row->signature[0] != '\0') {
    args[0] = make(scene, &program, row->signature);
  } else {
    cr_assert_ok(scene->machine,
                 airlock_function_new(scene->machine, &pointer, "my::body", NULL, &program));
    args[0] = airlock_function_pointer(pointer);
  }
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine, call(scene, "apply", "i32 (fn, i32)", &result, args, 2),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "unsupported argument/return type");
  const airlock_report *report = airlock_last_report(scene->machine);
  cr_expect(strstr(report->notes[0].text, "`my::body`") != NULL);
  cr_expect(strstr(report->notes[1].text, row->note) != NULL, "%s", report->notes[1].text);
  cr_expect_eq(scene->calls, 0);
  scene_end(scene);
}

Test(callback_scopes, argument_that_shows_a_wrong_signature_is_refused) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i8 (bool)"), airlock_int(AIRLOCK_U8, 7)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine, call(scene, "apply_narrow", "i32 (fn, u8)", &result, args, 2),
                    AIRLOCK_UB_INVALID_VALUE, "encountered 0x07, but expected a boolean");
  const airlock_report *report = airlock_last_report(scene->machine);
  cr_expect_eq(report->argument, 0);
  cr_expect_eq(scene->calls, 0);
  scene_end(scene);
}

// Not all that arrives is known to be right by a look at single bits.
struct value_row {
  char signature[16];
  uint32_t value;
  bool is_valid;
  char message[64];
};

Test(callback_scopes, argument_is_validated_by_its_type) {
  static const struct value_row rows[] = {
      {"i32 (char)", 'a', true, ""},
      {"i32 (char)", 0xd7ff, true, ""},
      {"i32 (char)", 0xd800, false, "encountered 0x0000d800, but expected a valid unicode"},
      {"i32 (fn)", 0, false, "null"},
      {"i32 (ptr)", 0, true, ""},
  };
  struct program program = {triple_it};
  struct scene *scene = scene_of(NULL);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    airlock_scalar args[] = {make(scene, &program, rows[i].signature),
                             airlock_int(AIRLOCK_I32, rows[i].value)};
    airlock_scalar result = {.kind = AIRLOCK_UNINIT};
    scene->calls = 0;
    airlock_status status = call(scene, "apply", "i32 (fn, i32)", &result, args, 2);
    cr_expect_eq(status, rows[i].is_valid ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
    cr_expect_eq(scene->calls, rows[i].is_valid);
    if (!rows[i].is_valid) {
      const airlock_report *report = airlock_last_report(scene->machine);
      cr_expect_eq(report->argument, 0);
      cr_expect(strstr(report->message, rows[i].message) != NULL, "%s", report->message);
      const char *note = report->notes[report->num_notes - 1].text;
      cr_expect(strstr(note, "this is argument #1") != NULL, "%s", note);
    }
  }
  scene_end(scene);
}

// --------------------------------------------------------------------------------- default results

static void set_default(struct scene *scene, airlock_scalar function, airlock_scalar result) {
  cr_assert_ok(scene->machine,
               airlock_function_set_default(scene->machine, function.as.ptr, result));
}

// `apply_and_tell` of the fixture passes on what it got, so that the C side can be asked.
static int64_t told(struct scene *scene) {
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "told", "i64 ()", &result, NULL, 0));
  return (int64_t)result.as.bits[0];
}

Test(callback_scopes, failed_function_gives_its_default_result) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 1)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine, call(scene, "apply_and_tell", "void (fn, i32)", NULL, args, 2),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  cr_expect_eq(told(scene), 0);
  set_default(scene, args[0], airlock_int(AIRLOCK_I32, (uint64_t)-44));
  cr_expect_failure(scene->machine, call(scene, "apply_and_tell", "void (fn, i32)", NULL, args, 2),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  cr_expect_eq(told(scene), -44);
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, args, 1));
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, args[0].as.ptr));
  cr_expect_failure(scene->machine, call(scene, "apply_kept", "i32 (i32)", &result, &args[1], 1),
                    AIRLOCK_UB_USE_AFTER_FREE, "after it was freed");
  scene_end(scene);
}

static unsigned escapes;

static void hear_escape(void *context, const airlock_report *report) {
  (void)context;
  escapes++;
  cr_expect_eq(report->status, AIRLOCK_UB_EMBEDDER);
}

// The one that fails, 9,999 in vain, and then one more.
Test(callback_scopes, native_code_that_goes_on_calling_after_an_error_is_told_of_once) {
  airlock_config config;
  airlock_config_init(&config);
  config.native_escape = hear_escape;
  struct scene *scene = scene_of(&config);
  struct program program = {fail};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), {.kind = AIRLOCK_UNINIT}};
  const int32_t counts[] = {10000, 10001, 30000, 10000};
  const unsigned expected[] = {0, 1, 2, 2};
  for (size_t i = 0; i < 4; i++) {
    airlock_scalar result = {.kind = AIRLOCK_UNINIT};
    args[1] = airlock_int(AIRLOCK_I32, (uint64_t)counts[i]);
    cr_expect_failure(scene->machine,
                      call(scene, "apply_many_times", "i64 (fn, i32)", &result, args, 2),
                      AIRLOCK_UB_EMBEDDER, "the body fails");
    cr_expect_eq(escapes, expected[i], "after %d calls: %u", counts[i], escapes);
  }
  cr_expect_eq(scene->calls, 4);
  scene_end(scene);
}

Test(callback_scopes, default_result_may_be_a_struct) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail};
  int64_t values[3] = {10, 20, 30};
  airlock_scalar args[] = {make(scene, &program, "{[3]i64} ({[3]i64})"),
                           airlock_pointer(allocate(scene, values, sizeof values))};
  const char *name = "apply_triple_and_tell";
  cr_expect_failure(scene->machine, call(scene, name, "void (fn, {[3]i64})", NULL, args, 2),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  cr_expect_eq(told(scene), 0);
  set_default(scene, args[0], args[1]);
  cr_expect_failure(scene->machine, call(scene, name, "void (fn, {[3]i64})", NULL, args, 2),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  cr_expect_eq(told(scene), 60);
  scene_end(scene);
}

Test(callback_scopes, default_result_must_be_one_of_the_function) {
  struct scene *scene = scene_of(NULL);
  airlock_machine *machine = scene->machine;
  struct program program = {fail};
  airlock_scalar nothing = make(scene, &program, "void (i32)");
  airlock_scalar boolean = make(scene, &program, "bool (i32)");
  airlock_scalar pair = make(scene, &program, "{i64, f64} (i32)");
  cr_expect_failure(
      machine, airlock_function_set_default(machine, nothing.as.ptr, airlock_int(AIRLOCK_I32, 1)),
      AIRLOCK_USAGE_ARGUMENT, "`my::body` gives native code no result");
  cr_expect_failure(
      machine, airlock_function_set_default(machine, boolean.as.ptr, airlock_int(AIRLOCK_I32, 1)),
      AIRLOCK_USAGE_KIND, "bool");
  cr_expect_failure(
      machine, airlock_function_set_default(machine, boolean.as.ptr, airlock_int(AIRLOCK_BOOL, 2)),
      AIRLOCK_UB_INVALID_VALUE, "encountered 0x02");
  airlock_ptr place = allocate(scene, NULL, 16);
  cr_expect_failure(machine,
                    airlock_function_set_default(machine, pair.as.ptr, airlock_pointer(place)),
                    AIRLOCK_UB_INVALID_VALUE, "uninitialized");
  cr_expect_failure(machine,
                    airlock_function_set_default(machine, place, airlock_int(AIRLOCK_BOOL, 1)),
                    AIRLOCK_UB_NOT_FUNCTION, "does not point to a function");
  scene_end(scene);
}

Test(callback_scopes, pointer_that_is_a_default_result_is_exposed) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail};
  airlock_scalar function = make(scene, &program, "ptr ()");
  airlock_ptr block = allocate(scene, NULL, 16);
  cr_expect_not(fixture_is_exposed(scene->machine, block));
  set_default(scene, function, airlock_pointer(block));
  cr_expect(fixture_is_exposed(scene->machine, block));
  scene_end(scene);
}

// -------------------------------------------------------------------------------- without the
// machine

typedef int32_t kept_function(int32_t value);

struct triple {
  int64_t values[3];
};

typedef struct triple triple_function(struct triple value);

Test(callback_scopes, function_of_a_machine_that_is_gone_gives_its_default_result) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar plain = make(scene, &program, "i32 (i32)");
  airlock_scalar changed = make(scene, &program, "i32 (i32)");
  airlock_scalar large = make(scene, &program, "{[3]i64} ({[3]i64})");
  set_default(scene, changed, airlock_int(AIRLOCK_I32, 77));
  cr_assert_ok(scene->machine, airlock_expose(scene->machine, plain.as.ptr));
  cr_assert_ok(scene->machine, airlock_expose(scene->machine, changed.as.ptr));
  cr_assert_ok(scene->machine, airlock_expose(scene->machine, large.as.ptr));
  scene_end(scene);
  cr_expect_eq(((kept_function *)(uintptr_t)plain.as.ptr.address)(5), 0);
  cr_expect_eq(((kept_function *)(uintptr_t)changed.as.ptr.address)(5), 77);
  triple_function *function = (triple_function *)(uintptr_t)large.as.ptr.address;
  struct triple answer = function((struct triple){{1, 2, 3}});
  cr_expect(answer.values[0] == 0 && answer.values[1] == 0 && answer.values[2] == 0);
}

Test(callback_scopes, call_outside_of_any_native_call_is_reported_by_the_next_one) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 5)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, airlock_expose(scene->machine, args[0].as.ptr));
  cr_assert_ok(scene->machine, airlock_check_callbacks(scene->machine));
  kept_function *function = (kept_function *)(uintptr_t)args[0].as.ptr.address;
  cr_expect_eq(function(5), 0);
  cr_expect_failure(scene->machine, call(scene, "apply", "i32 (fn, i32)", &result, args, 2),
                    AIRLOCK_UNSUPPORTED_CALLBACK,
                    "the function `my::body` of the program outside of any native call");
  cr_expect_eq(function(5), 0);
  cr_expect_failure(scene->machine, airlock_check_callbacks(scene->machine),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "outside of any native call");
  cr_assert_ok(scene->machine, airlock_check_callbacks(scene->machine));
  scene_end(scene);
}
