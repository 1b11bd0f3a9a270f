// SPDX-License-Identifier: MIT
//
// Whose floating-point control state it is: what native code changes is undone, what the embedder
// changes and tells of is not, on each thread, in callbacks, and by each way of a call.
#include "callback_scene.h"

#include <fenv.h>
#include <pthread.h>

static unsigned num_warnings;

static void hear(void *context, const airlock_report *report) {
  (void)context;
  num_warnings += report->warning == AIRLOCK_WARN_FP_CONTROL;
}

// All others are quiet, so that calls are as quick as they can be.
static airlock_config config_that_hears(airlock_engine engine) {
  airlock_config config;
  airlock_config_init(&config);
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALLOW;
  }
  config.levels[AIRLOCK_WARN_FP_CONTROL] = AIRLOCK_ALWAYS;
  config.engine = engine;
  config.warning = hear;
  num_warnings = 0;
  return config;
}

static airlock_machine *machine_that_hears(airlock_engine engine) {
  airlock_config config = config_that_hears(engine);
  return fixture_machine(&config, "environment");
}

static double divide(airlock_machine *machine, double divisor) {
  airlock_scalar result = fixture_call(machine, "f64 divide(f64, f64)",
                                       FIXTURE_ARGS(airlock_f64(1), airlock_f64(divisor)));
  double value;
  memcpy(&value, &result.as.bits[0], sizeof value);
  return value;
}

// How native code rounds: to nearest a tenth is what it is upward, a third what it is downward.
static double tenth(airlock_machine *machine) {
  return divide(machine, 10);
}

static double third(airlock_machine *machine) {
  return divide(machine, 3);
}

static void round_toward_zero(airlock_machine *machine) {
  (void)fixture_call(machine, "void set_rounding_toward_zero()", NULL, 0);
}

static const airlock_engine engines[] = {AIRLOCK_ENGINE_TRAMPOLINE, AIRLOCK_ENGINE_LIBFFI};

Test(fp_remembered, what_an_embedder_changes_and_tells_of_stays) {
  for (int i = 0; i < 2; i++) {
    airlock_machine *machine = machine_that_hears(engines[i]);
    double nearest = third(machine);
    fesetround(FE_UPWARD);
    airlock_fp_control_changed(machine);
    double up = third(machine);
    round_toward_zero(machine);
    cr_expect_eq(third(machine), up, "what native code changes is undone to that");
    cr_expect_eq(fegetround(), FE_UPWARD);
    cr_expect_eq(num_warnings, 1);
    fesetround(FE_TONEAREST);
    airlock_fp_control_changed(machine);
    cr_expect_eq(third(machine), nearest);
    cr_expect(up > nearest);
    cr_expect_eq(num_warnings, 1);
    airlock_machine_free(machine);
  }
}

Test(fp_remembered, telling_before_the_first_call_is_fine) {
  airlock_machine *machine;
  cr_assert_eq(airlock_machine_new(&machine, NULL), AIRLOCK_OK);
  airlock_fp_control_changed(machine);
  airlock_machine_free(machine);
}

Test(fp_remembered, what_an_embedder_does_not_tell_of_is_undone) {
  for (int i = 0; i < 2; i++) {
    airlock_machine *machine = machine_that_hears(engines[i]);
    (void)tenth(machine);
    fesetround(FE_DOWNWARD);
    (void)tenth(machine);
    int rounding = fegetround();
    fesetround(FE_TONEAREST);
    cr_expect_eq(rounding, FE_TONEAREST);
    cr_expect_eq(num_warnings, 1);
    airlock_machine_free(machine);
  }
}

Test(fp_remembered, a_change_kept_for_one_call_is_not_another_function_s) {
  airlock_machine *machine = machine_that_hears(AIRLOCK_ENGINE_TRAMPOLINE);
  const airlock_callee *callee = fixture_bind(machine, "void set_rounding_toward_zero()");
  const airlock_call_options keep = {.keep_fp_control = true};
  double nearest = tenth(machine);
  cr_assert_ok(machine, airlock_call_with(machine, callee, NULL, 0, NULL, &keep));
  cr_expect_eq(num_warnings, 1);
  double toward_zero = tenth(machine);
  fesetround(FE_TONEAREST);
  cr_expect(toward_zero < nearest);
  cr_expect_eq(num_warnings, 1);
  airlock_machine_free(machine);
}

Test(fp_remembered, what_loading_a_library_changes_is_no_function_s) {
  airlock_machine *machine = machine_that_hears(AIRLOCK_ENGINE_TRAMPOLINE);
  double nearest = tenth(machine);
  cr_assert_ok(machine, airlock_open_library(machine, FIXTURE_PATH("rounding_constructor")));
  double down = tenth(machine);
  int rounding = fegetround();
  fesetround(FE_TONEAREST);
  cr_expect_eq(rounding, FE_DOWNWARD);
  cr_expect(down < nearest);
  cr_expect_eq(num_warnings, 0);
  airlock_machine_free(machine);
}

// ----------------------------------------------------------------------------------------- threads

// What another thread that rounds upward sees of a machine.
struct visit {
  airlock_machine *machine;
  double third;
  double after; // Native code changed the rounding in between.
};

static void *use_from_thread(void *argument) {
  struct visit *visit = argument;
  fesetround(FE_UPWARD);
  visit->third = third(visit->machine);
  round_toward_zero(visit->machine);
  visit->after = third(visit->machine);
  return NULL;
}

Test(fp_remembered, each_thread_has_its_own) {
  airlock_machine *machine = machine_that_hears(AIRLOCK_ENGINE_TRAMPOLINE);
  fesetround(FE_DOWNWARD);
  double down = third(machine);
  struct visit visit = {machine, 0, 0};
  pthread_t thread;
  cr_assert(pthread_create(&thread, NULL, use_from_thread, &visit) == 0);
  cr_assert(pthread_join(thread, NULL) == 0);
  double again = third(machine);
  int rounding = fegetround();
  fesetround(FE_TONEAREST);
  cr_expect(visit.third > down);
  cr_expect_eq(visit.after, visit.third);
  cr_expect_eq(num_warnings, 1, "of the change of native code alone");
  cr_expect_eq(again, down);
  cr_expect_eq(rounding, FE_DOWNWARD);
  airlock_machine_free(machine);
}

// --------------------------------------------------------------------------------------- callbacks

// A hook that rounds upward, and says so; native code that it calls follows.
static airlock_status round_upward(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  double *tenths = scene->more;
  tenths[0] = tenth(scene->machine);
  fesetround(FE_UPWARD);
  airlock_fp_control_changed(scene->machine);
  tenths[1] = tenth(scene->machine);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

static void run_callback(airlock_config config, const airlock_call_options *options,
                         int32_t *out_after, double *out_tenths) {
  static struct scene scene;
  struct program program = {round_upward};
  scene = (struct scene){.more = out_tenths};
  config.context = &scene;
  config.callback = run_program;
  scene.machine = fixture_machine(&config, "callbacks");
  cr_assert_ok(scene.machine, airlock_open_library(scene.machine, FIXTURE_PATH("environment")));
  airlock_scalar function = make(&scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  const airlock_callee *apply = bind(&scene, "apply_rounding_down", "i32 (fn)");
  for (int i = 0; i < 3; i++) {
    cr_assert_ok(scene.machine,
                 airlock_call_with(scene.machine, apply, &function, 1, &result, options));
    *out_after = (int32_t)result.as.bits[0];
  }
  scene_end(&scene);
}

// apply_rounding_down rounds down, calls back, says how it rounds then, and rounds to nearest.
Test(fp_remembered, what_a_callback_changes_ends_with_it) {
  int32_t after;
  double tenths[2];
  volatile double one = 1;
  double nearest = one / 10;
  run_callback(config_that_hears(AIRLOCK_ENGINE_TRAMPOLINE), NULL, &after, tenths);
  cr_expect_eq(after, FE_DOWNWARD, "native code goes on as it was");
  cr_expect_eq(fegetround(), FE_TONEAREST);
  cr_expect_eq(tenths[0], nearest, "the hook begins as the call did");
  cr_expect(tenths[1] >= nearest);
  cr_expect_eq(num_warnings, 0);
}

Test(fp_remembered, calls_in_a_callback_of_a_call_that_keeps_changes_are_not_blamed) {
  const airlock_call_options keep = {.keep_fp_control = true};
  int32_t after;
  double tenths[2];
  volatile double one = 1;
  double nearest = one / 10;
  run_callback(config_that_hears(AIRLOCK_ENGINE_TRAMPOLINE), &keep, &after, tenths);
  cr_expect_eq(after, FE_UPWARD, "what the hook changed stays");
  cr_expect_eq(fegetround(), FE_TONEAREST, "as native code left it");
  cr_expect(tenths[0] < nearest, "what native code changed stays in the callback");
  cr_expect_eq(num_warnings, 0);
}
