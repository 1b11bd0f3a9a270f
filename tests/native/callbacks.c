// SPDX-License-Identifier: MIT
//
// Native code calls functions of the machine: values both ways, memory in between, errors, depth.
#include "callback_scene.h"

#include "../counting_allocator.h"

// ------------------------------------------------------------------------------------------ values

static airlock_status triple_it(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)scene;
  cr_assert_eq(num_args, 1);
  cr_assert_eq(args[0].kind, AIRLOCK_I32);
  *io_result = airlock_int(AIRLOCK_I32, 3 * args[0].as.bits[0]);
  return AIRLOCK_OK;
}

Test(callbacks, function_of_the_machine_runs_when_native_code_calls_it) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 14)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "apply", "i32 (fn, i32)", &result, args, 2));
  cr_expect_eq(result.as.bits[0], 42);
  cr_assert_ok(scene->machine, call(scene, "apply_twice", "i32 (fn, i32)", &result, args, 2));
  cr_expect_eq(result.as.bits[0], 42045);
  cr_expect_eq(scene->calls, 3);
  scene_end(scene);
}

static airlock_status negative(struct scene *scene, const airlock_scalar *args, size_t num_args,
                               airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  cr_assert_eq(args[0].kind, AIRLOCK_U8);
  *io_result = airlock_int(AIRLOCK_I8, (uint64_t) - (int64_t)args[0].as.bits[0]);
  return AIRLOCK_OK;
}

static airlock_status halve(struct scene *scene, const airlock_scalar *args, size_t num_args,
                            airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  float value;
  memcpy(&value, args[0].as.bits, sizeof value);
  *io_result = airlock_f32(value / 2);
  return AIRLOCK_OK;
}

static airlock_status same(struct scene *scene, const airlock_scalar *args, size_t num_args,
                           airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  *io_result = args[0];
  return AIRLOCK_OK;
}

Test(callbacks, narrow_and_floating_values_go_both_ways) {
  struct scene *scene = scene_of(NULL);
  struct program programs[] = {{negative}, {halve}, {same}};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_scalar narrow[] = {make(scene, &programs[0], "i8 (u8)"), airlock_int(AIRLOCK_U8, 100)};
  cr_assert_ok(scene->machine, call(scene, "apply_narrow", "i32 (fn, u8)", &result, narrow, 2));
  cr_expect_eq((int32_t)result.as.bits[0], -100);
  airlock_scalar single[] = {make(scene, &programs[1], "f32 (f32)"), airlock_f32(5)};
  cr_assert_ok(scene->machine, call(scene, "apply_float", "f64 (fn, f32)", &result, single, 2));
  cr_expect_eq(result.as.bits[0], airlock_f64(2.5).as.bits[0]);
  airlock_scalar wide[] = {make(scene, &programs[2], "long double (long double)"),
                           {.kind = AIRLOCK_LONG_DOUBLE}};
  long double third = 1.0L / 3;
  memcpy(wide[1].as.bits, &third, 10);
  cr_assert_ok(scene->machine,
               call(scene, "apply_long", "long double (fn, long double)", &result, wide, 2));
  cr_expect_eq(result.as.bits[0], wide[1].as.bits[0]);
  cr_expect_eq(result.as.bits[1], wide[1].as.bits[1]);
  scene_end(scene);
}

struct pair {
  int64_t left;
  double right;
};

static airlock_status add_to_pair(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  struct pair pair;
  cr_assert_eq(num_args, 2);
  cr_assert_ok(scene->machine, airlock_read(scene->machine, &pair, args[0].as.ptr, sizeof pair));
  pair.left += (int64_t)args[1].as.bits[0];
  pair.right *= 2;
  return airlock_write(scene->machine, io_result->as.ptr, &pair, sizeof pair);
}

static airlock_status reverse(struct scene *scene, const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  int64_t values[3];
  (void)num_args;
  cr_assert_ok(scene->machine, airlock_read(scene->machine, values, args[0].as.ptr, sizeof values));
  int64_t reversed[3] = {values[2], values[1], values[0]};
  return airlock_write(scene->machine, io_result->as.ptr, reversed, sizeof reversed);
}

static airlock_status sum_many(struct scene *scene, const airlock_scalar *args, size_t num_args,
                               airlock_scalar *io_result) {
  int64_t values[3];
  cr_assert_eq(num_args, 10);
  cr_expect_eq((int8_t)args[0].as.bits[0], -1);
  cr_expect_eq(args[1].as.bits[0], 65535);
  cr_expect_eq(args[2].as.bits[0], airlock_f32(0.5f).as.bits[0]);
  cr_expect_eq(args[3].as.bits[0], airlock_f64(0.25).as.bits[0]);
  int64_t sum = 0;
  for (size_t i = 4; i < 9; i++) {
    sum += (int64_t)args[i].as.bits[0];
  }
  cr_assert_ok(scene->machine, airlock_read(scene->machine, values, args[9].as.ptr, sizeof values));
  *io_result = airlock_int(AIRLOCK_I64, (uint64_t)(sum + values[0] + values[1] + values[2]));
  return AIRLOCK_OK;
}

Test(callbacks, structs_go_both_ways_in_registers_and_in_memory) {
  struct scene *scene = scene_of(NULL);
  struct program programs[] = {{add_to_pair}, {reverse}, {sum_many}};
  struct pair pair = {1, 1.5};
  airlock_scalar args[] = {make(scene, &programs[0], "{i64, f64} ({i64, f64}, i32)"),
                           airlock_pointer(allocate(scene, &pair, sizeof pair))};
  airlock_scalar result = airlock_pointer(allocate(scene, NULL, sizeof pair));
  cr_assert_ok(scene->machine,
               call(scene, "apply_pair", "{i64, f64} (fn, {i64, f64})", &result, args, 2));
  cr_assert_ok(scene->machine, airlock_read(scene->machine, &pair, result.as.ptr, sizeof pair));
  cr_expect_eq(pair.left, 9);
  cr_expect_eq(pair.right, 3.0);
  int64_t values[3] = {1, 2, 3};
  args[0] = make(scene, &programs[1], "{[3]i64} ({[3]i64})");
  args[1] = airlock_pointer(allocate(scene, values, sizeof values));
  result = airlock_pointer(allocate(scene, NULL, sizeof values));
  cr_assert_ok(scene->machine,
               call(scene, "apply_triple", "{[3]i64} (fn, {[3]i64})", &result, args, 2));
  cr_assert_ok(scene->machine, airlock_read(scene->machine, values, result.as.ptr, sizeof values));
  cr_expect_eq(values[0], 3);
  cr_expect_eq(values[2], 1);
  args[0] = make(scene, &programs[2], "i64 (i8, u16, f32, f64, i64, i64, i64, i64, i64, {[3]i64})");
  cr_assert_ok(scene->machine, call(scene, "apply_many", "i64 (fn)", &result, args, 1));
  cr_expect_eq(result.as.bits[0], 75);
  scene_end(scene);
}

static airlock_status write_half(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                 airlock_scalar *io_result) {
  int64_t half = 7;
  (void)args;
  (void)num_args;
  return airlock_write(scene->machine, io_result->as.ptr, &half, sizeof half);
}

Test(callbacks, struct_that_is_not_all_written_is_no_result) {
  struct scene *scene = scene_of(NULL);
  struct program program = {write_half};
  struct pair pair = {1, 1.5};
  int64_t values[3] = {1, 2, 3};
  airlock_scalar args[] = {make(scene, &program, "{i64, f64} ({i64, f64}, i32)"),
                           airlock_pointer(allocate(scene, &pair, sizeof pair))};
  airlock_scalar result = airlock_pointer(allocate(scene, NULL, sizeof values));
  cr_expect_failure(scene->machine,
                    call(scene, "apply_pair", "{i64, f64} (fn, {i64, f64})", &result, args, 2),
                    AIRLOCK_UB_INVALID_VALUE, "uninitialized");
  args[0] = make(scene, &program, "{[3]i64} ({[3]i64})");
  args[1] = airlock_pointer(allocate(scene, values, sizeof values));
  cr_expect_failure(scene->machine,
                    call(scene, "apply_triple", "{[3]i64} (fn, {[3]i64})", &result, args, 2),
                    AIRLOCK_UB_INVALID_VALUE, "uninitialized");
  scene_end(scene);
}

static airlock_status drop_crumb(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                 airlock_scalar *io_result) {
  static const uint8_t crumb[] = {1, 3, 2};
  (void)args;
  (void)num_args;
  return airlock_write(scene->machine, io_result->as.ptr, crumb, sizeof crumb);
}

Test(callbacks, small_results_in_memory_leave_what_lies_behind_them_alone) {
  struct scene *scene = scene_of(NULL);
  struct program program = {drop_crumb};
  airlock_scalar result;
  airlock_scalar arg = make(scene, &program, "packed {u8, u16} ()");
  cr_assert_ok(scene->machine, call(scene, "bytes_behind", "i32 (fn)", &result, &arg, 1));
  cr_expect_eq(result.as.bits[0], 13);
  scene_end(scene);
}

// ------------------------------------------------------------------------------------------ memory

// Native code has added one by now; reading shows it, through a wildcard, and writing is seen.
static airlock_status add_ten(struct scene *scene, const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  (void)num_args;
  (void)io_result;
  int32_t value;
  cr_expect_eq(airlock_prov_kind_of(args[0].as.ptr.prov), AIRLOCK_PROV_WILDCARD);
  airlock_status status = airlock_read(scene->machine, &value, args[0].as.ptr, sizeof value);
  if (status == AIRLOCK_OK) {
    cr_expect_eq(value, 6);
    value += 10;
    status = airlock_write(scene->machine, args[0].as.ptr, &value, sizeof value);
  }
  return status;
}

Test(callbacks, both_sides_see_what_the_other_wrote) {
  struct scene *scene = scene_of(NULL);
  struct program program = {add_ten};
  int32_t value = 5;
  airlock_scalar args[] = {make(scene, &program, "void (ptr)"),
                           airlock_pointer(allocate(scene, &value, sizeof value))};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "apply_to_memory", "i32 (fn, ptr)", &result, args, 2));
  cr_expect_eq(result.as.bits[0], 16);
  scene_end(scene);
}

// A pointer that a callback stores in shared memory reaches native code: its target is exposed, and
// counts as written afterwards.
static airlock_ptr hidden;

static airlock_status store_hidden(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)num_args;
  (void)io_result;
  return airlock_store(scene->machine, args[0].as.ptr, airlock_pointer(hidden),
                       airlock_type_scalar(scene->machine, AIRLOCK_POINTER));
}

Test(callbacks, what_a_callback_stores_is_exposed_when_native_code_goes_on) {
  struct scene *scene = scene_of(NULL);
  struct program program = {store_hidden};
  uint64_t zero = 0;
  hidden = allocate(scene, NULL, 16);
  airlock_scalar args[] = {make(scene, &program, "void (ptr)"),
                           airlock_pointer(allocate(scene, &zero, sizeof zero))};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "apply_to_memory", "i32 (fn, ptr)", &result, args, 2));
  airlock_alloc_info info;
  cr_assert(airlock_alloc_get_info(scene->machine, &info, hidden.prov.alloc));
  cr_expect(info.exposed);
  airlock_byte byte;
  cr_assert_ok(scene->machine, airlock_byte_at(scene->machine, &byte, hidden));
  cr_expect(byte.init, "native code may have written it");
  scene_end(scene);
}

// ---------------------------------------------------------------------------------- depth, errors

static airlock_status descend(struct scene *scene, const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  (void)num_args;
  int32_t left = (int32_t)args[0].as.bits[0];
  if (left == 0) {
    *io_result = airlock_int(AIRLOCK_I32, 0);
    return AIRLOCK_OK;
  }
  airlock_scalar inner[] = {scene->self, airlock_int(AIRLOCK_I32, (uint64_t)(left - 1))};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  airlock_status status = airlock_call(scene->machine, scene->again, inner, 2, &result);
  *io_result = airlock_int(AIRLOCK_I32, result.as.bits[0] + 1);
  return status;
}

Test(callbacks, callbacks_nest_a_thousand_deep_and_no_deeper_than_the_limit) {
  struct scene *scene = scene_of(NULL);
  struct program program = {descend};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 1000)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, airlock_call(scene->machine, scene->again, args, 2, &result));
  cr_expect_eq(result.as.bits[0], 1000);
  cr_expect_eq(scene->calls, 1001);
  args[1] = airlock_int(AIRLOCK_I32, 5000);
  cr_expect_failure(scene->machine, airlock_call(scene->machine, scene->again, args, 2, &result),
                    AIRLOCK_LIMIT_CALLBACKS, "the limit of 1024 callbacks");
  scene_end(scene);
}

// Fails in the third call.
static airlock_status fail_third(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                 airlock_scalar *io_result) {
  if (scene->calls == 3) {
    return airlock_raise(scene->machine, AIRLOCK_UB_EMBEDDER, "the third call");
  }
  return descend(scene, args, num_args, io_result);
}

Test(callbacks, error_inside_becomes_the_error_of_the_outermost_call) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail_third};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 9)};
  airlock_scalar result = airlock_int(AIRLOCK_U16, 7);
  cr_expect_failure(scene->machine, airlock_call(scene->machine, scene->again, args, 2, &result),
                    AIRLOCK_UB_EMBEDDER, "the third call");
  cr_expect_eq(result.kind, AIRLOCK_U16, "no result");
  cr_expect_eq(scene->calls, 3);
  // The machine goes on.
  scene->calls = 10;
  args[1] = airlock_int(AIRLOCK_I32, 2);
  cr_assert_ok(scene->machine, airlock_call(scene->machine, scene->again, args, 2, &result));
  cr_expect_eq(result.as.bits[0], 2);
  scene_end(scene);
}

Test(callbacks, further_callbacks_return_zero_at_once_after_an_error) {
  struct scene *scene = scene_of(NULL);
  struct program program = {fail_third};
  scene->calls = 2;
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 0)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine, call(scene, "apply_twice", "i32 (fn, i32)", &result, args, 2),
                    AIRLOCK_UB_EMBEDDER, "the third call");
  cr_expect_eq(scene->calls, 3, "the second callback was not run");
  scene_end(scene);
}

static airlock_status two(struct scene *scene, const airlock_scalar *args, size_t num_args,
                          airlock_scalar *io_result) {
  (void)scene;
  (void)args;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_BOOL, 2);
  return AIRLOCK_OK;
}

Test(callbacks, result_that_is_no_value_of_its_type_is_refused) {
  struct scene *scene = scene_of(NULL);
  struct program program = {two};
  airlock_scalar args[] = {make(scene, &program, "bool (u8)"), airlock_int(AIRLOCK_U8, 1)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine, call(scene, "apply_narrow", "i32 (fn, u8)", &result, args, 2),
                    AIRLOCK_UB_INVALID_VALUE, "encountered 0x02");
  scene_end(scene);
}

// ------------------------------------------------------------------------------------------- errno

static airlock_status change_errno(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  cr_expect_eq(airlock_errno(scene->machine), 11);
  airlock_set_errno(scene->machine, 22);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

Test(callbacks, errno_goes_in_and_out) {
  struct scene *scene = scene_of(NULL);
  struct program program = {change_errno};
  airlock_scalar arg = make(scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "errno_around", "i32 (fn)", &result, &arg, 1));
  cr_expect_eq(result.as.bits[0], 22);
  scene_end(scene);
}

// ------------------------------------------------------------------------------- sorting, and many

static airlock_status compare_ints(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  int32_t left = 0;
  int32_t right = 0;
  (void)num_args;
  airlock_status status = airlock_read(scene->machine, &left, args[0].as.ptr, sizeof left);
  if (status == AIRLOCK_OK) {
    status = airlock_read(scene->machine, &right, args[1].as.ptr, sizeof right);
  }
  *io_result = airlock_int(AIRLOCK_I32, (uint64_t)(int64_t)((left > right) - (left < right)));
  return status;
}

Test(callbacks, qsort_sorts_a_hundred_thousand_elements) {
  enum { COUNT = 100000 };
  struct scene *scene = scene_of(NULL);
  struct program program = {compare_ints};
  static int32_t values[COUNT];
  for (int i = 0; i < COUNT; i++) {
    values[i] = (int32_t)((uint32_t)i * 2654435761u >> 8);
  }
  cr_assert_ok(scene->machine, airlock_open_library(scene->machine, "libc.so.6"));
  airlock_ptr memory = allocate(scene, values, sizeof values);
  airlock_scalar args[] = {airlock_pointer(memory), airlock_int(AIRLOCK_USIZE, COUNT),
                           airlock_int(AIRLOCK_USIZE, sizeof values[0]),
                           make(scene, &program, "i32 (ptr, ptr)")};
  cr_assert_ok(scene->machine, call(scene, "qsort", "void (ptr, usize, usize, fn)", NULL, args, 4));
  cr_assert_ok(scene->machine, airlock_read(scene->machine, values, memory, sizeof values));
  for (int i = 1; i < COUNT; i++) {
    cr_assert_leq(values[i - 1], values[i]);
  }
  cr_expect_gt(scene->calls, COUNT);
  scene_end(scene);
}

// --------------------------------------------------------------------------------- out of memory

Test(callbacks, out_of_memory_at_any_point_is_an_error_of_the_call) {
  struct counting_allocator counting = counting_begin();
  airlock_config config;
  airlock_config_init(&config);
  config.allocator = counting_functions(&counting);
  struct scene *scene = scene_of(&config);
  struct program program = {reverse};
  int64_t values[3] = {1, 2, 3};
  airlock_scalar args[] = {make(scene, &program, "{[3]i64} ({[3]i64})"),
                           airlock_pointer(allocate(scene, values, sizeof values))};
  airlock_scalar result = airlock_pointer(allocate(scene, NULL, sizeof values));
  const airlock_callee *callee = bind(scene, "apply_triple", "{[3]i64} (fn, {[3]i64})");
  airlock_status status = AIRLOCK_NO_MEMORY;
  for (uint64_t granted = 0; status != AIRLOCK_OK; granted++) {
    cr_assert_lt(granted, 200);
    counting.fail_after = granted;
    status = airlock_call(scene->machine, callee, args, 2, &result);
    counting.fail_after = COUNTING_NEVER_FAILS;
    cr_assert(status == AIRLOCK_OK || status == AIRLOCK_NO_MEMORY);
    cr_assert_null(airlock_memory_check(scene->machine));
  }
  scene_end(scene);
  cr_expect(counting_is_clean(&counting));
}
