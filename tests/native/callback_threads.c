// SPDX-License-Identifier: MIT
//
// Callbacks from threads that are not the machine's: turned away, or let in one at a time.
#define _DEFAULT_SOURCE
#include "callback_scene.h"

#include <criterion/parameterized.h>
#include <dlfcn.h>
#include <fenv.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { THREADS = 4, CALLS = 200 };

// What the bodies keep. Their counters are no atomics: taking turns must be enough.
struct record {
  unsigned inside; // Bodies that are running beside each other.
  unsigned most_inside;
  unsigned others; // Calls on another thread than the test's.
  bool finished;
  pthread_t test_thread;
  airlock_ptr cell;
  const airlock_callee *note;
};

static struct record record;

static struct scene *threads_of(airlock_thread_policy policy) {
  static struct scene scene;
  airlock_config config;
  airlock_config_init(&config);
  config.foreign_threads = policy;
  scene_begin(&scene, &config, "callback_threads");
  record = (struct record){.test_thread = pthread_self()};
  scene.more = &record;
  return &scene;
}

static airlock_status triple_it(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  record.inside++;
  record.most_inside = record.inside > record.most_inside ? record.inside : record.most_inside;
  record.others += !pthread_equal(pthread_self(), record.test_thread);
  *io_result = airlock_int(AIRLOCK_I32, 3 * args[0].as.bits[0]);
  record.inside--;
  return AIRLOCK_OK;
}

// ----------------------------------------------------------------------------------------- refused

Test(callback_threads, another_thread_is_turned_away_by_default) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_REFUSE);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 1),
                           airlock_int(AIRLOCK_I32, 2)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine,
                    call(scene, "apply_in_threads", "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "`my::body` of the program from another thread");
  const airlock_report *report = airlock_last_report(scene->machine);
  cr_expect(strstr(report->notes[1].text, "foreign_threads") != NULL);
  cr_expect_eq(scene->calls, 0);
  // The machine's thread is let in all the same, and the first stray is the one that is reported.
  cr_expect_failure(scene->machine,
                    call(scene, "apply_in_all_threads", "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "from another thread");
  cr_expect_eq(scene->calls, 2);
  scene_end(scene);
}

Test(callback_threads, many_threads_may_be_turned_away_at_once) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_REFUSE);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, THREADS),
                           airlock_int(AIRLOCK_I32, CALLS)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, airlock_function_set_default(scene->machine, args[0].as.ptr,
                                                            airlock_int(AIRLOCK_I32, 5)));
  for (unsigned round = 0; round < 10; round++) {
    cr_expect_failure(scene->machine,
                      call(scene, "apply_in_all_threads", "i64 (fn, i32, i32)", &result, args, 3),
                      AIRLOCK_UNSUPPORTED_CALLBACK, "from another thread");
  }
  cr_expect_eq(scene->calls, 10 * CALLS);
  cr_expect_eq(record.others, 0);
  scene_end(scene);
}

// ---------------------------------------------------------------------------------- one at a time

struct sharing_row {
  char caller[24];
  unsigned callers;
};

ParameterizedTestParameters(callback_threads, threads_are_let_in_one_at_a_time) {
  static struct sharing_row rows[] = {{"apply_in_threads", THREADS},
                                      {"apply_in_all_threads", THREADS + 1}};
  return cr_make_param_array(struct sharing_row, rows, sizeof rows / sizeof rows[0]);
}

ParameterizedTest(struct sharing_row *row, callback_threads, threads_are_let_in_one_at_a_time) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, THREADS),
                           airlock_int(AIRLOCK_I32, CALLS)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  int64_t count = (int64_t)row->callers * CALLS;
  for (unsigned round = 0; round < 5; round++) {
    cr_assert_ok(scene->machine, call(scene, row->caller, "i64 (fn, i32, i32)", &result, args, 3));
    cr_assert_eq((int64_t)result.as.bits[0], 3 * (count * (count - 1) / 2));
  }
  cr_expect_eq(scene->calls, 5 * count);
  cr_expect_eq(record.others, 5 * THREADS * CALLS);
  cr_expect_eq(record.most_inside, 1);
  scene_end(scene);
}

// Each call goes down to native code and back three times more, on whatever thread it is on.
static airlock_status descend(struct scene *scene, const airlock_scalar *args, size_t num_args,
                              airlock_scalar *io_result) {
  (void)num_args;
  int32_t value = (int32_t)args[0].as.bits[0];
  record.inside++;
  record.others += !pthread_equal(pthread_self(), record.test_thread);
  airlock_status status = AIRLOCK_OK;
  *io_result = airlock_int(AIRLOCK_I32, 1);
  if (value % 4 != 3) {
    airlock_scalar inner[] = {scene->self, airlock_int(AIRLOCK_I32, (uint64_t)(value + 1))};
    airlock_scalar result = {.kind = AIRLOCK_UNINIT};
    airlock_ptr local = fixture_allocate(scene->machine, 64, 16); // Frames must end in order.
    unsigned before = record.inside;
    status = airlock_call(scene->machine, scene->again, inner, 2, &result);
    cr_expect_eq(record.inside, before, "no other callback came in between");
    *io_result = airlock_int(AIRLOCK_I32, result.as.bits[0] + 1);
    cr_assert_ok(scene->machine, airlock_deallocate(scene->machine, local, 64, 16));
  }
  record.inside--;
  return status;
}

Test(callback_threads, visitor_keeps_its_turn_in_native_calls_of_its_own) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {descend};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply_here", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, THREADS),
                           airlock_int(AIRLOCK_I32, 40)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine,
               call(scene, "apply_in_all_threads", "i64 (fn, i32, i32)", &result, args, 3));
  // Of four numbers one each goes down by 4, 3, 2 and 1.
  cr_expect_eq(result.as.bits[0], (THREADS + 1) * 10 * (4 + 3 + 2 + 1));
  cr_expect_eq(scene->calls, result.as.bits[0]);
  scene_end(scene);
}

// Lets the test's native call return while this is still running.
static airlock_status linger(struct scene *scene, const airlock_scalar *args, size_t num_args,
                             airlock_scalar *io_result) {
  (void)num_args;
  airlock_status status = airlock_call(scene->machine, record.note, NULL, 0, NULL);
  usleep(20000);
  record.finished = true;
  *io_result = airlock_int(AIRLOCK_I32, args[0].as.bits[0] + 1);
  return status;
}

Test(callback_threads, native_call_returns_when_the_visitor_has_left) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {linger};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  record.note = bind(scene, "someone_is_inside", "void ()");
  cr_assert_ok(scene->machine,
               call(scene, "start_and_wait_until_inside", "void (fn)", NULL, &function, 1));
  cr_expect(record.finished);
  cr_assert_ok(scene->machine, call(scene, "finish", "i64 ()", &result, NULL, 0));
  cr_expect_eq(result.as.bits[0], 6);
  scene_end(scene);
}

// ---------------------------------------------------------------------------------------- too late

static void *symbol(const char *name) {
  void *library = dlopen(FIXTURE_PATH("callback_threads"), RTLD_NOW);
  cr_assert_not_null(library);
  return dlsym(library, name);
}

// The thread calls while no native call is running.
static int64_t call_meanwhile(void) {
  void (*let_go)(void);
  int64_t (*finish)(void);
  *(void **)&let_go = symbol("let_go");
  *(void **)&finish = symbol("finish");
  let_go();
  return finish();
}

struct policy_row {
  airlock_thread_policy policy;
};

ParameterizedTestParameters(callback_threads, call_between_native_calls_is_reported) {
  static struct policy_row rows[] = {{AIRLOCK_THREADS_REFUSE}, {AIRLOCK_THREADS_SERIALISE}};
  return cr_make_param_array(struct policy_row, rows, sizeof rows / sizeof rows[0]);
}

ParameterizedTest(struct policy_row *row, callback_threads, call_between_native_calls_is_reported) {
  struct scene *scene = threads_of(row->policy);
  struct program program = {triple_it};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  cr_assert_ok(scene->machine, airlock_function_set_default(scene->machine, function.as.ptr,
                                                            airlock_int(AIRLOCK_I32, 8)));
  cr_assert_ok(scene->machine, call(scene, "start", "void (fn)", NULL, &function, 1));
  cr_expect_eq(call_meanwhile(), 8);
  cr_expect_eq(scene->calls, 0);
  cr_expect_failure(scene->machine, airlock_check_callbacks(scene->machine),
                    AIRLOCK_UNSUPPORTED_CALLBACK,
                    "`my::body` of the program outside of any native call");
  cr_assert_ok(scene->machine, airlock_check_callbacks(scene->machine));
  scene_end(scene);
}

ParameterizedTestParameters(callback_threads, call_after_the_machine_gets_the_default_result) {
  static struct policy_row rows[] = {{AIRLOCK_THREADS_REFUSE}, {AIRLOCK_THREADS_SERIALISE}};
  return cr_make_param_array(struct policy_row, rows, sizeof rows / sizeof rows[0]);
}

ParameterizedTest(struct policy_row *row, callback_threads,
                  call_after_the_machine_gets_the_default_result) {
  struct scene *scene = threads_of(row->policy);
  struct program program = {triple_it};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  cr_assert_ok(scene->machine, airlock_function_set_default(scene->machine, function.as.ptr,
                                                            airlock_int(AIRLOCK_I32, 8)));
  cr_assert_ok(scene->machine, call(scene, "start", "void (fn)", NULL, &function, 1));
  (void)symbol("start"); // The library must outlive the machine.
  scene_end(scene);
  cr_expect_eq(call_meanwhile(), 8);
}

// Threads that call all the time while machines come, work and go.
static _Atomic(int32_t (*)(int32_t)) target;
static atomic_bool is_over;

static void *call_all_the_time(void *context) {
  (void)context;
  while (!atomic_load(&is_over)) {
    int32_t answer = atomic_load(&target)(1);
    cr_assert(answer == 0 || answer == 3);
  }
  return NULL;
}

ParameterizedTestParameters(callback_threads, machines_end_while_threads_call) {
  static struct policy_row rows[] = {{AIRLOCK_THREADS_REFUSE}, {AIRLOCK_THREADS_SERIALISE}};
  return cr_make_param_array(struct policy_row, rows, sizeof rows / sizeof rows[0]);
}

ParameterizedTest(struct policy_row *row, callback_threads, machines_end_while_threads_call) {
  enum { MACHINES = 50 };
  atomic_store(&is_over, false);
  pthread_t threads[2];
  struct program program = {triple_it};
  for (unsigned round = 0; round < MACHINES; round++) {
    struct scene *scene = threads_of(row->policy);
    airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 1)};
    airlock_scalar result = {.kind = AIRLOCK_UNINIT};
    cr_assert_ok(scene->machine, airlock_expose(scene->machine, args[0].as.ptr));
    atomic_store(&target, (int32_t(*)(int32_t))(uintptr_t)args[0].as.ptr.address);
    for (unsigned i = 0; round == 0 && i < 2; i++) {
      cr_assert_eq(pthread_create(&threads[i], NULL, call_all_the_time, NULL), 0);
    }
    for (unsigned i = 0; i < 20; i++) {
      airlock_status status = call(scene, "apply_here", "i32 (fn, i32)", &result, args, 2);
      cr_assert(status == AIRLOCK_OK || status == AIRLOCK_UNSUPPORTED_CALLBACK);
    }
    scene_end(scene);
  }
  atomic_store(&is_over, true);
  for (unsigned i = 0; i < 2; i++) {
    pthread_join(threads[i], NULL);
  }
}

// ------------------------------------------------------------------------------------ handing over

static void *call_on_this_thread(void *context) {
  struct scene *scene = context;
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 100)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_eq(airlock_call(scene->machine, scene->again, args, 2, &result), AIRLOCK_OK);
  cr_expect_eq(result.as.bits[0], 101);
  return NULL;
}

// Lets another thread use the machine, and waits for it.
static airlock_status lend_machine(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                   airlock_scalar *io_result) {
  (void)num_args;
  if (args[0].as.bits[0] == 1) {
    pthread_t thread;
    cr_assert_eq(pthread_create(&thread, NULL, call_on_this_thread, scene), 0);
    pthread_join(thread, NULL);
  }
  *io_result = airlock_int(AIRLOCK_I32, args[0].as.bits[0] + 1);
  return AIRLOCK_OK;
}

Test(callback_threads, machine_is_its_thread_s_again_after_a_hook_has_lent_it) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_REFUSE);
  struct program program = {lend_machine};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply_here", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 1), airlock_int(AIRLOCK_I32, 1)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  for (int i = 0; i < 3; i++) {
    cr_assert_ok(scene->machine, airlock_call(scene->machine, scene->again, args, 2, &result));
    cr_expect_eq(result.as.bits[0], 2);
  }
  cr_expect_failure(scene->machine,
                    call(scene, "apply_in_threads", "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "from another thread");
  scene_end(scene);
}

// ------------------------------------------------------------------------------------ what it sees

static airlock_status change_own_state(struct scene *scene, const airlock_scalar *args,
                                       size_t num_args, airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  cr_expect_eq(airlock_errno(scene->machine), 33, "that of the thread");
  airlock_set_errno(scene->machine, 44);
  cr_expect_eq(fegetround(), FE_TONEAREST, "that of the interpreter");
  fesetround(FE_TOWARDZERO);
  *io_result = airlock_int(AIRLOCK_I32, 0);
  return AIRLOCK_OK;
}

Test(callback_threads, thread_keeps_its_errno_and_its_rounding) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {change_own_state};
  airlock_scalar function = make(scene, &program, "i32 (i32)");
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine,
               call(scene, "apply_in_thread_with_own_state", "i32 (fn)", &result, &function, 1));
  cr_expect_eq((int32_t)result.as.bits[0], 44);
  cr_expect_eq(airlock_errno(scene->machine), 7, "that of the machine's thread");
  scene_end(scene);
}

Test(callback_threads, error_of_a_visitor_is_the_error_of_the_native_call) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {fail};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, THREADS),
                           airlock_int(AIRLOCK_I32, CALLS)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine,
                    call(scene, "apply_in_threads", "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  const airlock_report *report = airlock_last_report(scene->machine);
  const char *note = report->notes[report->num_notes - 1].text;
  cr_expect(strstr(note, "on another thread") != NULL, "%s", note);
  cr_expect_eq(scene->calls, 1, "further callbacks return at once");
  scene_end(scene);
}

// Fails in a native call of its own.
static airlock_status fail_within(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  airlock_scalar inner[] = {scene->self, airlock_int(AIRLOCK_I32, 1)};
  return args[0].as.bits[0] == 1 ? fail(scene, args, num_args, io_result)
                                 : airlock_call(scene->machine, scene->again, inner, 2, io_result);
}

Test(callback_threads, error_in_a_native_call_of_a_visitor_names_that_call) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {fail_within};
  scene->self = make(scene, &program, "i32 (i32)");
  scene->again = bind(scene, "apply_here", "i32 (fn, i32)");
  airlock_scalar args[] = {scene->self, airlock_int(AIRLOCK_I32, 1), airlock_int(AIRLOCK_I32, 2)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_expect_failure(scene->machine,
                    call(scene, "apply_in_threads", "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UB_EMBEDDER, "the body fails");
  const airlock_report *report = airlock_last_report(scene->machine);
  size_t num_named = 0;
  for (size_t i = 0; i < report->num_notes; i++) {
    num_named += strstr(report->notes[i].text, "native function `apply_here`") != NULL;
  }
  cr_expect_eq(num_named, 1);
  scene_end(scene);
}

Test(callback_threads, function_lent_to_a_call_may_be_called_by_its_threads) {
  struct scene *scene = threads_of(AIRLOCK_THREADS_SERIALISE);
  struct program program = {triple_it};
  airlock_scalar args[] = {make(scene, &program, "i32 (i32)"), airlock_int(AIRLOCK_I32, 1),
                           airlock_int(AIRLOCK_I32, 2)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  const char *name = "apply_in_threads";
  cr_assert_ok(scene->machine, airlock_function_lend(scene->machine, args[0].as.ptr));
  cr_assert_ok(scene->machine, call(scene, name, "i64 (fn, i32, i32)", &result, args, 3));
  cr_expect_eq(result.as.bits[0], 3);
  cr_expect_failure(scene->machine, call(scene, name, "i64 (fn, i32, i32)", &result, args, 3),
                    AIRLOCK_UB_USE_AFTER_FREE, "after the call that it was lent to");
  scene_end(scene);
}
