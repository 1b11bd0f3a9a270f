// SPDX-License-Identifier: MIT
//
// The pool of entries: who gets one, what happens when there is none left, that unwinders walk
// through, and that it is shared by threads. That each value arrives where compilers look for it is
// what tests/abi finds out, and what a callback means is the matter of the suites about callbacks.
#define _GNU_SOURCE
#include "native/entry_pool.h"
#include "callback_scene.h"

#include <complex.h>
#include <execinfo.h>
#include <float.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(ENTRY_POOL_EXISTS)

extern const uint8_t entry_pool_code[ENTRY_POOL_SIZE * ENTRY_POOL_STRIDE];

static bool is_in_pool(airlock_ptr function) {
  return function.address - (uint64_t)(uintptr_t)entry_pool_code < sizeof entry_pool_code;
}

static airlock_status triple_it(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                airlock_scalar *io_result) {
  (void)scene;
  (void)num_args;
  *io_result = airlock_int(AIRLOCK_I32, 3 * args[0].as.bits[0]);
  return AIRLOCK_OK;
}

static uint32_t apply(struct scene *scene, airlock_scalar function, uint32_t value) {
  airlock_scalar args[] = {function, airlock_int(AIRLOCK_I32, value)};
  airlock_scalar result = {.kind = AIRLOCK_UNINIT};
  cr_assert_ok(scene->machine, call(scene, "apply", "i32 (fn, i32)", &result, args, 2));
  return (uint32_t)result.as.bits[0];
}

// ------------------------------------------------------------------------------------- who has one

Test(entry_pool, functions_have_entries_unless_the_engine_is_libffi) {
  struct program program = {triple_it};
  const airlock_engine engines[] = {AIRLOCK_ENGINE_TRAMPOLINE, AIRLOCK_ENGINE_LIBFFI};
  for (size_t i = 0; i < 2; i++) {
    airlock_config config;
    airlock_config_init(&config);
    config.engine = engines[i];
    struct scene *scene = scene_of(&config);
    airlock_ptr untyped;
    cr_expect_eq(is_in_pool(make(scene, &program, "i32 (i32)").as.ptr), i == 0);
    cr_expect_eq(is_in_pool(make(scene, &program, "{[9]i64} ({[9]i64})").as.ptr), i == 0);
    cr_assert_ok(scene->machine,
                 airlock_function_new(scene->machine, &untyped, "f", NULL, &program));
    cr_expect_eq(is_in_pool(untyped), i == 0, "a function without a signature");
    scene_end(scene);
  }
}

Test(entry_pool, entry_that_nobody_learned_of_is_used_again) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar first = make(scene, &program, "i32 (i32)");
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, first.as.ptr));
  airlock_scalar second = make(scene, &program, "i32 (i32)");
  cr_expect_eq(second.as.ptr.address, first.as.ptr.address);
  cr_expect_eq(apply(scene, second, 5), 15);
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, second.as.ptr));
  airlock_scalar third = make(scene, &program, "i32 (i32)");
  cr_expect_neq(third.as.ptr.address, second.as.ptr.address, "native code may call it yet");
  cr_expect_eq(apply(scene, third, 6), 18);
  scene_end(scene);
}

// Machines take all entries there are, each function known to native code; libffi does the rest.
Test(entry_pool, closures_serve_when_no_entry_is_left) {
  enum { BEYOND = 5, PER_MACHINE = 1000 };
  struct program program = {triple_it};
  unsigned num_closures = 0;
  for (unsigned made = 0; num_closures < BEYOND; made += PER_MACHINE) {
    struct scene *scene = scene_of(NULL);
    cr_assert_leq(made, ENTRY_POOL_SIZE + PER_MACHINE);
    for (unsigned i = 0; i < PER_MACHINE && num_closures < BEYOND; i++) {
      airlock_scalar function = make(scene, &program, "i32 (i32)");
      bool is_last = made + i + 1 == ENTRY_POOL_SIZE;
      num_closures += !is_in_pool(function.as.ptr);
      cr_assert_eq(num_closures > 0, made + i >= ENTRY_POOL_SIZE);
      cr_assert_ok(scene->machine, airlock_expose(scene->machine, function.as.ptr));
      if (i == 0 || is_last || num_closures > 0) {
        cr_expect_eq(apply(scene, function, made + i), 3 * (made + i));
      }
    }
    scene_end(scene);
  }
}

// ---------------------------------------------------------------------------------- what it is not

// Whether the process has memory that is both.
static bool has_writable_code(void) {
  char line[512];
  bool is_found = false;
  FILE *maps = fopen("/proc/self/maps", "r");
  cr_assert_not_null(maps);
  while (fgets(line, sizeof line, maps) != NULL) {
    is_found |= strstr(line, " rwx") != NULL;
  }
  fclose(maps);
  return is_found;
}

Test(entry_pool, no_memory_is_writable_and_executable) {
  bool was_there = has_writable_code();
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  cr_expect_eq(apply(scene, make(scene, &program, "i32 (i32)"), 2), 6);
  cr_expect_eq(has_writable_code(), was_there);
  scene_end(scene);
}

enum { MOST_FRAMES = 64 };

static void *seen_frames[MOST_FRAMES];
static int num_seen;

static void look_back(void) {
  num_seen = backtrace(seen_frames, MOST_FRAMES);
}

static bool has_seen(const void *address) {
  for (int i = 0; i < num_seen; i++) {
    if (seen_frames[i] == address) {
      return true;
    }
  }
  return false;
}

static airlock_status look_around(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  look_back();
  return triple_it(scene, args, num_args, io_result);
}

static __attribute__((noinline)) bool is_walked_through(struct scene *scene,
                                                        airlock_scalar function) {
  (void)apply(scene, function, 1);
  return has_seen(__builtin_extract_return_addr(__builtin_return_address(0)));
}

Test(entry_pool, unwinders_walk_through_an_entry) {
  struct scene *scene = scene_of(NULL);
  struct program program = {look_around};
  cr_expect(is_walked_through(scene, make(scene, &program, "i32 (i32)")));
  scene_end(scene);
}

#if defined(__x86_64__) // Which lets a process step through its own code.

// Steps through a call, which is turned away. Raised by the test, the signal begins or ends that;
// raised by a step, it looks back from the instruction.
static const void *step_caller;
static unsigned num_steps;
static unsigned num_lost;

static void take_step(int number, siginfo_t *info, void *context) {
  enum { TRAP_FLAG = 0x100, COMMON_SIZE = 256 };
  (void)number;
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  if (info->si_code == SI_TKILL) {
    registers[REG_EFL] ^= TRAP_FLAG;
    return;
  }
  uint64_t offset = (uint64_t)registers[REG_RIP] - (uint64_t)(uintptr_t)entry_pool_code;
  if (offset < sizeof entry_pool_code + COMMON_SIZE) {
    look_back();
    num_steps++;
    num_lost += !has_seen(step_caller);
  }
}

static __attribute__((noinline)) void step_through(airlock_ptr function) {
  step_caller = __builtin_extract_return_addr(__builtin_return_address(0));
  num_steps = 0;
  num_lost = 0;
  (void)raise(SIGTRAP);
  ((void (*)(void))(uintptr_t)function.address)();
  (void)raise(SIGTRAP);
  __asm__ volatile("emms"); // Drops a result in a register of the x87.
}

Test(entry_pool, unwinders_walk_through_it_from_each_instruction) {
  static const char *const signatures[] = {"i32 (i32)", "f64 (f64)", "long double ()",
                                           "complex long double ()"};
  struct sigaction action = {.sa_sigaction = take_step, .sa_flags = SA_SIGINFO};
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  look_back(); // Loads the unwinder.
  cr_assert_eq(sigaction(SIGTRAP, &action, NULL), 0);
  for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
    step_through(make(scene, &program, signatures[i]).as.ptr);
    cr_expect_geq(num_steps, 20, "%s", signatures[i]);
    cr_expect_eq(num_lost, 0, "%s: lost in %u of %u steps", signatures[i], num_lost, num_steps);
  }
  cr_expect_failure(scene->machine, airlock_check_callbacks(scene->machine),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "outside of any native call");
  scene_end(scene);
}

#endif

// ----------------------------------------------------------------------------------------- threads

// Each thread has a machine of its own, makes functions, calls them and frees them.
static void *use_a_machine(void *context) {
  struct scene *scene = context;
  struct program program = {triple_it};
  airlock_scalar kept = make(scene, &program, "i32 (i32)");
  for (uint32_t i = 0; i < 2000; i++) {
    airlock_scalar unknown = make(scene, &program, "i32 (i32)");
    cr_assert_eq(apply(scene, kept, i), 3 * i);
    cr_assert_ok(scene->machine, airlock_function_free(scene->machine, unknown.as.ptr));
  }
  return NULL;
}

Test(entry_pool, machines_on_other_threads_share_it) {
  enum { THREADS = 4 };
  static struct scene scenes[THREADS];
  pthread_t threads[THREADS];
  for (unsigned i = 0; i < THREADS; i++) {
    airlock_config config;
    airlock_config_init(&config);
    config.address_space = UINT64_C(1) << 30;
    scene_begin(&scenes[i], &config, "callbacks");
    cr_assert_eq(pthread_create(&threads[i], NULL, use_a_machine, &scenes[i]), 0);
  }
  for (unsigned i = 0; i < THREADS; i++) {
    cr_assert_eq(pthread_join(threads[i], NULL), 0);
    cr_expect_eq(scenes[i].calls, 2000);
    scene_end(&scenes[i]);
  }
}

// ---------------------------------------------------------------------------------- default result

// Sanitizers want memory of the system at any time, an emulator knows no such limits.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&                             \
    !defined(AIRLOCK_TESTS_EMULATED)

// Bytes of address space that the process uses.
static uint64_t address_space(void) {
  unsigned long pages = 0;
  FILE *statm = fopen("/proc/self/statm", "r");
  cr_assert_not_null(statm);
  cr_assert_eq(fscanf(statm, "%lu", &pages), 1);
  fclose(statm);
  return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

// Sets the soft limit of the address space and returns the one before.
static rlim_t limit_address_space(rlim_t size) {
  struct rlimit limit = {0};
  cr_assert_eq(getrlimit(RLIMIT_AS, &limit), 0);
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = size;
  cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
  return before;
}

// A default result that is large is put together in memory of the machine, and then has memory of
// its own, the system's.
Test(entry_pool, large_default_result_needs_memory) {
  enum { SIZE = 1 << 20 };
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  airlock_scalar function = make(scene, &program, "{[1048576]u8} ()");
  airlock_scalar result = airlock_pointer(allocate(scene, NULL, SIZE));
  cr_expect(is_in_pool(function.as.ptr));
  cr_assert_ok(scene->machine, airlock_fill(scene->machine, result.as.ptr, 7, SIZE));
  for (uint64_t half = 1; half <= 3; half += 2) {
    rlim_t before = limit_address_space(address_space() + half * SIZE / 2);
    airlock_status status = airlock_function_set_default(scene->machine, function.as.ptr, result);
    limit_address_space(before);
    cr_expect_eq(status, AIRLOCK_NO_MEMORY);
  }
  cr_assert_ok(scene->machine,
               airlock_function_set_default(scene->machine, function.as.ptr, result));
  cr_assert_ok(scene->machine, airlock_function_free(scene->machine, function.as.ptr));
  cr_expect_eq(apply(scene, make(scene, &program, "i32 (i32)"), 4), 12);
  scene_end(scene);
}

#endif

// The address of a function that answers with these bytes whenever it is called.
static uint64_t answering(struct scene *scene, struct program *program, const char *signature,
                          const void *bytes, uint64_t size) {
  airlock_scalar function = make(scene, program, signature);
  airlock_scalar result = airlock_pointer(allocate(scene, bytes, size));
  if (strcmp(signature, "long double ()") == 0) {
    result = (airlock_scalar){.kind = AIRLOCK_LONG_DOUBLE};
    memcpy(result.as.bits, bytes, LDBL_MANT_DIG == 64 ? 10 : 16);
  }
  cr_assert_ok(scene->machine,
               airlock_function_set_default(scene->machine, function.as.ptr, result));
  return function.as.ptr.address;
}

struct two_numbers {
  int64_t first, second;
};

struct two_parts {
  double first, second;
};

struct number_and_part {
  int64_t first;
  double second;
};

struct part_and_number {
  double first;
  int64_t second;
};

struct three_numbers {
  int64_t first, second, third;
};

struct three_small_parts {
  float first, second, third;
};

struct four_parts {
  double of[4];
};

struct four_large_parts {
  long double of[4];
};

#define CALL(type, address) (((type(*)(void))(uintptr_t)(address))())

// Expects that a function answers as a C function would that returns `value`.
#define EXPECT_ANSWER(signature, type, ...)                                                        \
  do {                                                                                             \
    type expected = __VA_ARGS__;                                                                   \
    type actual = CALL(type, answering(scene, &program, signature, &expected, sizeof expected));   \
    cr_expect_eq(memcmp(&actual, &expected, sizeof expected), 0, signature);                       \
  } while (0)

Test(entry_pool, default_results_arrive_in_their_registers) {
  struct scene *scene = scene_of(NULL);
  struct program program = {triple_it};
  EXPECT_ANSWER("{[2]i64} ()", struct two_numbers, {7, 8});
  EXPECT_ANSWER("{f64, f64} ()", struct two_parts, {0.5, 0.25});
  EXPECT_ANSWER("{i64, f64} ()", struct number_and_part, {7, 0.25});
  EXPECT_ANSWER("{f64, i64} ()", struct part_and_number, {0.5, 8});
  EXPECT_ANSWER("{[3]i64} ()", struct three_numbers, {7, 8, 9});
  EXPECT_ANSWER("{[3]f32} ()", struct three_small_parts, {0.5F, 0.25F, 2.0F});
  EXPECT_ANSWER("{[4]f64} ()", struct four_parts, {{0.5, 0.25, 2.0, 4.0}});
#if LDBL_MANT_DIG != 64 // Of which some bytes are anything.
  EXPECT_ANSWER("{[4]long double} ()", struct four_large_parts, {{0.1L, 0.2L, 0.3L, 0.4L}});
#endif
  const long double half = 0.5L;
  cr_expect_eq(CALL(long double, answering(scene, &program, "long double ()", &half, sizeof half)),
               half);
  const _Complex long double both = 0.5L + 0.25L * _Complex_I;
  cr_expect(CALL(_Complex long double,
                 answering(scene, &program, "complex long double ()", &both, sizeof both)) == both);
  cr_expect_failure(scene->machine, airlock_check_callbacks(scene->machine),
                    AIRLOCK_UNSUPPORTED_CALLBACK, "outside of any native call");
  scene_end(scene);
}

#endif
