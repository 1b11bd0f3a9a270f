// SPDX-License-Identifier: MIT
//
// What a callback may do to its surroundings: memory that native code holds, the floating-point
// control state, other machines, errors at each depth; and what a great many of them cost.
#include "callback_scene.h"

#include "../counting_allocator.h"

#include <fenv.h>

// ------------------------------------------------------------------------------------------ memory

// Frees what native code holds.
static airlock_status free_it(struct scene *scene, const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  (void)io_result;
  const airlock_ptr *block = scene->more;
  return airlock_deallocate(scene->machine, *block, 4, 16);
}

Test(callback_crossings, what_a_callback_freed_is_dangling_when_native_code_returns_it) {
  struct scene *scene = scene_of(NULL);
  struct program program = {free_it};
  int32_t value = 5;
  airlock_ptr block = allocate(scene, &value, sizeof value);
  airlock_scalar args[] = {make(scene, &program, "void (ptr)"), airlock_pointer(block)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  scene->more = &block;
  cr_assert_ok(scene->machine,
               call(scene, "apply_and_return_memory", "ptr (fn, ptr)", &result, args, 2));
  cr_expect_failure(scene->machine,
                    airlock_read(scene->machine, &value, result.as.ptr, sizeof value),
                    AIRLOCK_UB_NO_PROVENANCE, "dangling pointer");
  scene_end(scene);
}

struct vector {
  uint64_t elements;
  int32_t count;
};

// Moves the elements to a larger block, which native code learns of through the vector alone.
static airlock_status grow(struct scene *scene, const airlock_scalar *args, size_t num_args,
                           airlock_scalar *io_result) {
  (void)num_args;
  (void)io_result;
  int32_t elements[] = {1, 2, 3, 4, 5};
  airlock_ptr *block = scene->more;
  airlock_ptr larger = allocate(scene, elements, sizeof elements);
  cr_assert_ok(scene->machine, airlock_copy(scene->machine, larger, *block, 8));
  cr_assert_ok(scene->machine, airlock_deallocate(scene->machine, *block, 8, 16));
  *block = larger;
  fixture_store(scene->machine, args[0].as.ptr, 0, airlock_pointer(larger));
  fixture_store(scene->machine, args[0].as.ptr, 8, airlock_int(AIRLOCK_I32, 5));
  return AIRLOCK_OK;
}

Test(callback_crossings, native_code_follows_what_a_callback_moved) {
  struct scene *scene = scene_of(NULL);
  struct program program = {grow};
  int32_t elements[] = {100, 200};
  airlock_ptr block = allocate(scene, elements, sizeof elements);
  airlock_ptr vector = allocate(scene, NULL, sizeof(struct vector));
  fixture_store(scene->machine, vector, 0, airlock_pointer(block));
  fixture_store(scene->machine, vector, 8, airlock_int(AIRLOCK_I32, 2));
  airlock_scalar args[] = {make(scene, &program, "void (ptr)"), airlock_pointer(vector)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  scene->more = &block;
  cr_assert_ok(scene->machine, call(scene, "apply_and_sum", "i32 (fn, ptr)", &result, args, 2));
  cr_expect_eq(result.as.bits[0], 100 + 200 + 3 + 4 + 5);
  cr_expect(fixture_is_exposed(scene->machine, block));
  airlock_scalar pointer = fixture_load(scene->machine, vector, 0, AIRLOCK_POINTER);
  cr_expect_eq(airlock_prov_kind_of(pointer.as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  scene_end(scene);
}

// ----------------------------------------------------------------------------- floating-point
// control

static airlock_status look_at_rounding(struct scene *scene, const airlock_scalar *args,
                                       size_t num_args, airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  int *rounding = scene->more;
  rounding[0] = fegetround();
  fesetround(rounding[1]);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

static int32_t apply_rounding_down(bool keeps, int *rounding) {
  airlock_config config;
  airlock_config_init(&config);
  config.keep_fp_control = keeps;
  struct scene *scene = scene_of(&config);
  struct program program = {look_at_rounding};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  scene->more = rounding;
  cr_assert_ok(scene->machine,
               call(scene, "apply_rounding_down", "i32 (fn)", &result, &function, 1));
  scene_end(scene);
  return (int32_t)result.as.bits[0];
}

Test(callback_crossings, each_side_rounds_as_it_did_before) {
  int rounding[] = {-1, FE_UPWARD};
  cr_expect_eq(apply_rounding_down(false, rounding), FE_DOWNWARD, "native code goes on as before");
  cr_expect_eq(rounding[0], FE_TONEAREST, "the interpreter computes as always");
  cr_expect_eq(fegetround(), FE_TONEAREST);
}

static airlock_status round_upward(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  fesetround(FE_UPWARD);
  airlock_fp_control_changed(scene->machine);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

Test(callback_crossings, what_a_hook_changes_and_tells_of_ends_with_it) {
  struct scene *scene = scene_of(NULL);
  struct program program = {round_upward};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "rounding_after", "i32 (fn)", &result, &function, 1));
  cr_expect_eq((int32_t)result.as.bits[0], FE_TONEAREST);
  cr_expect_eq(fegetround(), FE_TONEAREST);
  scene_end(scene);
}

Test(callback_crossings, rounding_that_is_to_stay_stays_in_both_directions) {
  int rounding[] = {-1, FE_UPWARD};
  cr_expect_eq(apply_rounding_down(true, rounding), FE_UPWARD);
  cr_expect_eq(rounding[0], FE_DOWNWARD);
  fesetround(FE_TONEAREST);
}

// ------------------------------------------------------------------------------------------ levels

// Makes the call of a native function that the suite has chosen, and keeps how it went.
static airlock_status call_again(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                 airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  airlock_status *status = scene->more;
  airlock_scalar result;
  *status = airlock_call(scene->machine, scene->again, &scene->self, 1, &result);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

// All warnings are allowed but one.
static void fill_levels(airlock_level *out_levels, airlock_warning warning, airlock_level level) {
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    out_levels[i] = i == (int)warning ? level : AIRLOCK_ALLOW;
  }
}

// Calls that function from inside of a call with another level of a warning.
static void call_within(struct scene *scene, airlock_warning warning, airlock_level level) {
  struct program program = {call_again};
  airlock_level levels[AIRLOCK_NUM_WARNINGS];
  const airlock_call_options options = {.levels = levels};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  airlock_scalar number = airlock_int(AIRLOCK_I32, 1);
  airlock_scalar result;
  fill_levels(levels, warning, level);
  cr_assert_ok(scene->machine, call(scene, "keep", "void (fn)", NULL, &function, 1));
  cr_assert_ok(scene->machine,
               airlock_call_with(scene->machine, bind(scene, "apply_kept", "i32 (i32)"), &number, 1,
                                 &result, &options));
}

Test(callback_crossings, levels_of_a_call_are_those_of_the_calls_inside_of_it) {
  struct scene *scene = scene_of(NULL);
  airlock_status status = AIRLOCK_OK;
  airlock_scalar result;
  scene->more = &status;
  scene->self = airlock_pointer(allocate(scene, NULL, 8));
  scene->again = bind(scene, "told", "i64 (ptr)");
  cr_assert_ok(scene->machine,
               airlock_call(scene->machine, scene->again, &scene->self, 1, &result));
  call_within(scene, AIRLOCK_WARN_SHARED_MEMORY, AIRLOCK_DENY);
  cr_expect_eq(status, AIRLOCK_UNSUPPORTED_DENIED);
  cr_assert_ok(scene->machine,
               airlock_call(scene->machine, scene->again, &scene->self, 1, &result));
  scene_end(scene);
}

static airlock_status give_zero(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)scene;
  (void)args;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

static unsigned num_warnings;

static void hear(void *context, const airlock_report *report) {
  (void)context;
  num_warnings += report->warning == AIRLOCK_WARN_FP_CONTROL;
}

Test(callback_crossings, changes_of_rounding_inside_of_a_call_are_told_at_its_levels) {
  airlock_config config;
  airlock_config_init(&config);
  config.keep_fp_control = true;
  config.warning = hear;
  struct scene *scene = scene_of(&config);
  struct program program = {give_zero};
  airlock_status status = AIRLOCK_OK;
  scene->more = &status;
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply_and_leave_rounding_down", "void (fn)");
  cr_assert_ok(scene->machine, airlock_call(scene->machine, scene->again, &scene->self, 1, NULL));
  fesetround(FE_TONEAREST);
  cr_expect_eq(num_warnings, 0);
  call_within(scene, AIRLOCK_WARN_FP_CONTROL, AIRLOCK_ALWAYS);
  fesetround(FE_TONEAREST);
  cr_expect_eq(status, AIRLOCK_OK);
  cr_expect_eq(num_warnings, 2, "of the call and of that inside of it");
  scene_end(scene);
}

static void call_when_warned(void *context, const airlock_report *report) {
  struct scene *scene = context;
  airlock_scalar result;
  num_warnings += report->warning == AIRLOCK_WARN_FP_CONTROL;
  cr_expect_eq(airlock_call(scene->machine, scene->again, NULL, 0, &result), AIRLOCK_OK);
}

Test(callback_crossings, error_of_a_callback_outlives_a_call_that_a_warning_leads_to) {
  airlock_config config;
  airlock_config_init(&config);
  config.warning = call_when_warned;
  struct scene *scene = scene_of(&config);
  struct program program = {fail};
  airlock_level levels[AIRLOCK_NUM_WARNINGS];
  const airlock_call_options options = {.levels = levels};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  fill_levels(levels, AIRLOCK_WARN_FP_CONTROL, AIRLOCK_ALWAYS);
  num_warnings = 0;
  scene->again = bind(scene, "told", "i64 ()");
  const airlock_callee *callee = bind(scene, "apply_and_leave_rounding_down", "void (fn)");
  cr_expect_failure(scene->machine,
                    airlock_call_with(scene->machine, callee, &function, 1, NULL, &options),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  cr_expect_eq(num_warnings, 1);
  scene_end(scene);
}

// ------------------------------------------------------------------------------------------ errors

struct depths {
  int32_t failing;  // At this depth the body fails,
  bool after_inner; // on its way back.
};

static airlock_status fail_at_depth(struct scene *scene, const airlock_scalar *args,
                                    size_t num_args, airlock_scalar *io_result) {
  (void)num_args;
  const struct depths *depths = scene->more;
  int32_t depth = (int32_t)args[0].as.bits[0];
  airlock_status status = AIRLOCK_OK;
  *io_result = airlock_int(AIRLOCK_I32, 0);
  if (depth == depths->failing && !depths->after_inner) {
    return airlock_raise(scene->machine, AIRLOCK_UB_EMBEDDER, "at depth %d", depth);
  }
  if (depth < 12) {
    airlock_scalar inner[] = {scene->self, airlock_int(AIRLOCK_I32, (uint64_t)(depth + 1))};
    status = airlock_call(scene->machine, scene->again, inner, 2, io_result);
  }
  return status == AIRLOCK_OK && depth == depths->failing
             ? airlock_raise(scene->machine, AIRLOCK_UB_EMBEDDER, "at depth %d", depth)
             : status;
}

Test(callback_crossings, error_at_any_depth_ends_the_outermost_call) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail_at_depth};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 1)};
  for (int32_t failing = 1; failing <= 12; failing++) {
    for (int after = 0; after <= 1; after++) {
      struct depths depths = {failing, after != 0};
      char message[32];
      airlock_scalar result = airlock_int(AIRLOCK_U16, 7);
      snprintf(message, sizeof message, "at depth %d", failing);
      scene->more = &depths;
      scene->calls = 0;
      cr_expect_failure(scene->machine,
                        airlock_call(scene->machine, scene->again, args, 2, &result),
                        AIRLOCK_UB_EMBEDDER, message);
      const airlock_report *report = airlock_last_report(scene->machine);
      cr_expect(strstr(report->notes[report->num_notes - 1].text,
                       "`my::body` of the program, called by the native function `apply`") != NULL);
      cr_expect_eq(result.kind, AIRLOCK_U16, "no result");
      cr_expect_eq(scene->calls, after ? 12 : (unsigned)failing);
      cr_expect_null(airlock_memory_check(scene->machine));
    }
  }
  scene_end(scene);
}

// ------------------------------------------------------------------------------------ two machines

// Hands the number, less one, to the other machine's function, until it is 0.
static airlock_status hand_over(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)num_args;
  const struct scene *other = scene->more;
  int32_t left = (int32_t)args[0].as.bits[0];
  *io_result = airlock_int(AIRLOCK_I32, 0);
  if (left == 0) {
    return AIRLOCK_OK;
  }
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_scalar inner[] = {other->self, airlock_int(AIRLOCK_I32, (uint64_t)(left - 1))};
  airlock_status status = airlock_call(other->machine, other->again, inner, 2, &result);
  *io_result = airlock_int(AIRLOCK_I32, result.as.bits[0] + 1);
  return status;
}

Test(callback_crossings, two_machines_call_each_other_s_functions) {
  static struct scene scenes[2];
  struct program program = {hand_over};
  for (unsigned i = 0; i < 2; i++) {
    scene_begin(&scenes[i], NULL, "callbacks");
    scenes[i].self = make(&scenes[i], &program, "i32 (i32)");
    scenes[i].again = bind(&scenes[i], "apply", "i32 (fn, i32)");
    scenes[i].more = &scenes[1 - i];
  }
  airlock_scalar args[] = {scenes[0].self, airlock_int(AIRLOCK_I32, 100)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scenes[0].machine,
               airlock_call(scenes[0].machine, scenes[0].again, args, 2, &result));
  cr_expect_eq(result.as.bits[0], 100);
  cr_expect_eq(scenes[0].calls, 51);
  cr_expect_eq(scenes[1].calls, 50);
  // A function of the other machine is no function of this one. Native code that is handed its
  // address as a number may call it only while the other machine is in native code too.
  const airlock_callee *apply = bind(&scenes[0], "apply", "i32 (usize, i32)");
  airlock_scalar foreign[] = {airlock_int(AIRLOCK_USIZE, scenes[1].self.as.ptr.address),
                              airlock_int(AIRLOCK_I32, 0)};
  cr_assert_ok(scenes[0].machine, airlock_call(scenes[0].machine, apply, foreign, 2, &result));
  cr_expect_eq(scenes[1].calls, 50);
  cr_expect_failure(scenes[1].machine, airlock_check_callbacks(scenes[1].machine),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "outside of any native call");
  scene_end(&scenes[0]);
  scene_end(&scenes[1]);
}

// -------------------------------------------------------------------------------------------- many

static airlock_status same(struct scene *scene, const airlock_scalar *args, size_t num_args,
                           airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  *io_result = args[0];
  return AIRLOCK_OK;
}

Test(callback_crossings, million_callbacks_take_no_memory) {
  enum { WARM = 10, MANY = 1000000 };
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  struct scene *scene = scene_of(&config);
  struct program program = {same};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, WARM)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  const airlock_callee *callee = bind(scene, "apply_many_times", "i64 (fn, i32)");
  cr_assert_ok(scene->machine, airlock_call(scene->machine, callee, args, 2, &result));
  uint64_t blocks = counting.blocks;
  uint64_t bytes = counting.bytes;
  args[1] = airlock_int(AIRLOCK_I32, MANY);
  cr_assert_ok(scene->machine, airlock_call(scene->machine, callee, args, 2, &result));
  cr_expect_eq(result.as.bits[0], (uint64_t)MANY * (MANY - 1) / 2);
  cr_expect_eq(scene->calls, WARM + MANY);
  cr_expect_eq(counting.blocks, blocks);
  cr_expect_eq(counting.bytes, bytes);
  scene_end(scene);
}

// ------------------------------------------------------------------------------------ out of
// memory

static airlock_status descend_with_structs(struct scene *scene, const airlock_scalar *args,
                                           size_t num_args, airlock_scalar *io_result) {
  (void)num_args;
  int64_t values[3];
  airlock_status status = airlock_read(scene->machine, values, args[0].as.ptr, sizeof values);
  if (status == AIRLOCK_OK && values[0] > 0) {
    values[0]--;
    airlock_ptr inner;
    status = airlock_allocate(scene->machine, &inner, sizeof values, 8, AIRLOCK_STACK);
    if (status == AIRLOCK_OK) {
      status = airlock_write(scene->machine, inner, values, sizeof values);
    }
    airlock_scalar inner_args[] = {scene->self, airlock_pointer(inner)};
    return status == AIRLOCK_OK
               ? airlock_call(scene->machine, scene->again, inner_args, 2, io_result)
               : status;
  }
  return status == AIRLOCK_OK
             ? airlock_write(scene->machine, io_result->as.ptr, values, sizeof values)
             : status;
}

Test(callback_crossings, memory_may_run_out_at_any_depth) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  struct scene *scene = scene_of(&config);
  struct program program = {descend_with_structs};
  int64_t values[3] = {8, 2, 3};
  scene->self =
      make(scene, &program, "{[3]i64} ({[3]i64}, i64, i64, i64, i64, i64, i64, i64, i64)");
  scene->again = bind(scene, "apply_nine", "{[3]i64} (fn, {[3]i64})");
  airlock_scalar args[] = {scene->self, airlock_pointer(allocate(scene, values, sizeof values))};
  airlock_scalar result = airlock_pointer(allocate(scene, NULL, sizeof values));
  airlock_status status = AIRLOCK_NO_MEMORY;
  uint64_t failures = 0;
  for (uint64_t granted = 0; status != AIRLOCK_OK; granted++) {
    cr_assert_lt(granted, 1000);
    counting.fail_after = granted;
    status = airlock_call(scene->machine, scene->again, args, 2, &result);
    counting.fail_after = COUNTING_NEVER_FAILS;
    failures += status == AIRLOCK_NO_MEMORY;
    cr_assert(status == AIRLOCK_OK || status == AIRLOCK_NO_MEMORY);
    cr_assert_null(airlock_memory_check(scene->machine));
  }
  cr_expect_geq(failures, 9, "each of nine callbacks takes memory for its arguments");
  cr_assert_ok(scene->machine, airlock_read(scene->machine, values, result.as.ptr, sizeof values));
  cr_expect(values[0] == 0 && values[1] == 2 && values[2] == 3);
  scene_end(scene);
  cr_expect(counting_is_clean(&counting));
}

Test(callback_crossings, default_result_needs_memory_only_while_it_is_set) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  struct scene *scene = scene_of(&config);
  struct program program = {same};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  uint64_t blocks = counting.blocks;
  counting.fail_after = 0;
  cr_expect_failure(
      scene->machine,
      airlock_function_set_default(scene->machine, function.as.ptr, airlock_int(AIRLOCK_I32, 3)),
      AIRLOCK_NO_MEMORY, "no memory left");
  counting.fail_after = COUNTING_NEVER_FAILS;
  cr_assert_ok(scene->machine, airlock_function_set_default(scene->machine, function.as.ptr,
                                                            airlock_int(AIRLOCK_I32, 3)));
  cr_expect_eq(counting.blocks, blocks);
  scene_end(scene);
  cr_expect(counting_is_clean(&counting));
}
