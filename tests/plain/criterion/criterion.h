// SPDX-License-Identifier: MIT
//
// The part of criterion's interface that our suites use, for processors that only an emulator runs.
//
// Criterion runs each test in a new process of its own executable, and this machine cannot execute
// that one. Here a suite is a plain program: each test is a child of it, made by fork, so that one
// which crashes is no other's trouble. A test fails when an expectation does not hold or when it
// ends in any other way than by itself.
#ifndef AIRLOCK_TESTS_PLAIN_CRITERION_CRITERION_H
#define AIRLOCK_TESTS_PLAIN_CRITERION_CRITERION_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// For tests of what an emulator does not have.
#define AIRLOCK_TESTS_EMULATED 1

struct criterion_test_params {
  size_t size; // Bytes of one row.
  void *rows;
  size_t count;
};

// A test, or what tests of a suite have in common.
struct plain_test {
  const char *suite;
  const char *name; // NULL for a suite.
  void (*run)(void *row);
  struct criterion_test_params (*make_rows)(void);
  void (*init)(void);
  void (*fini)(void);
  struct plain_test *next;
};

static struct plain_test *plain_first;
static bool plain_has_failed; // In the child that runs a test.

enum { PLAIN_PASSED = 0, PLAIN_FAILED = 1, PLAIN_SKIPPED = 77 };

static inline void plain_add(struct plain_test *test) {
  test->next = plain_first;
  plain_first = test;
}

static inline void __attribute__((format(printf, 5, 6)))
plain_expect(bool holds, const char *file, int line, const char *text, const char *format, ...) {
  if (holds) {
    return;
  }
  plain_has_failed = true;
  va_list args;
  va_start(args, format);
  fprintf(stderr, "%s:%d: not so: %s;", file, line, text);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
}

#define PLAIN_EXPECT(holds, text, ...)                                                             \
  plain_expect(holds, __FILE__, __LINE__, text, " " __VA_ARGS__)
#define PLAIN_ASSERT(holds, text, ...)                                                             \
  do {                                                                                             \
    bool plain_holds = (holds);                                                                    \
    PLAIN_EXPECT(plain_holds, text, __VA_ARGS__);                                                  \
    if (!plain_holds) {                                                                            \
      _exit(PLAIN_FAILED);                                                                         \
    }                                                                                              \
  } while (false)

#define cr_expect(a, ...) PLAIN_EXPECT(a, #a, __VA_ARGS__)
#define cr_expect_not(a, ...) PLAIN_EXPECT(!(a), "not " #a, __VA_ARGS__)
#define cr_expect_null(a, ...) PLAIN_EXPECT((a) == NULL, #a " is NULL", __VA_ARGS__)
#define cr_expect_not_null(a, ...) PLAIN_EXPECT((a) != NULL, #a " is not NULL", __VA_ARGS__)
#define cr_expect_eq(a, b, ...) PLAIN_EXPECT((a) == (b), #a " == " #b, __VA_ARGS__)
#define cr_expect_neq(a, b, ...) PLAIN_EXPECT((a) != (b), #a " != " #b, __VA_ARGS__)
#define cr_expect_lt(a, b, ...) PLAIN_EXPECT((a) < (b), #a " < " #b, __VA_ARGS__)
#define cr_expect_leq(a, b, ...) PLAIN_EXPECT((a) <= (b), #a " <= " #b, __VA_ARGS__)
#define cr_expect_gt(a, b, ...) PLAIN_EXPECT((a) > (b), #a " > " #b, __VA_ARGS__)
#define cr_expect_geq(a, b, ...) PLAIN_EXPECT((a) >= (b), #a " >= " #b, __VA_ARGS__)
#define cr_expect_str_eq(a, b, ...)                                                                \
  PLAIN_EXPECT(strcmp(a, b) == 0, #a " is the text " #b, __VA_ARGS__)

#define cr_assert(a, ...) PLAIN_ASSERT(a, #a, __VA_ARGS__)
#define cr_assert_not(a, ...) PLAIN_ASSERT(!(a), "not " #a, __VA_ARGS__)
#define cr_assert_null(a, ...) PLAIN_ASSERT((a) == NULL, #a " is NULL", __VA_ARGS__)
#define cr_assert_not_null(a, ...) PLAIN_ASSERT((a) != NULL, #a " is not NULL", __VA_ARGS__)
#define cr_assert_eq(a, b, ...) PLAIN_ASSERT((a) == (b), #a " == " #b, __VA_ARGS__)
#define cr_assert_neq(a, b, ...) PLAIN_ASSERT((a) != (b), #a " != " #b, __VA_ARGS__)
#define cr_assert_lt(a, b, ...) PLAIN_ASSERT((a) < (b), #a " < " #b, __VA_ARGS__)
#define cr_assert_leq(a, b, ...) PLAIN_ASSERT((a) <= (b), #a " <= " #b, __VA_ARGS__)
#define cr_assert_gt(a, b, ...) PLAIN_ASSERT((a) > (b), #a " > " #b, __VA_ARGS__)
#define cr_assert_geq(a, b, ...) PLAIN_ASSERT((a) >= (b), #a " >= " #b, __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...)                                                                \
  PLAIN_ASSERT(strcmp(a, b) == 0, #a " is the text " #b, __VA_ARGS__)
#define cr_assert_str_empty(a, ...) PLAIN_ASSERT((a)[0] == '\0', #a " is empty", __VA_ARGS__)

#define cr_skip(...) _exit(PLAIN_SKIPPED)
#define cr_skip_test(...) _exit(PLAIN_SKIPPED)

#define PLAIN_REGISTER(suite_, id, ...)                                                            \
  __attribute__((constructor)) static void plain_register_##suite_##_##id(void) {                  \
    static struct plain_test test = {.suite = #suite_, __VA_ARGS__};                               \
    plain_add(&test);                                                                              \
  }

#define TestSuite(suite_, ...) PLAIN_REGISTER(suite_, only, __VA_ARGS__) struct plain_test

#define Test(suite_, name_)                                                                        \
  static void plain_run_##suite_##_##name_(void *row);                                             \
  PLAIN_REGISTER(suite_, name_, .name = #name_, .run = plain_run_##suite_##_##name_)               \
  static void plain_run_##suite_##_##name_(void *row __attribute__((unused)))

#define cr_make_param_array(type, array, count)                                                    \
  ((struct criterion_test_params){sizeof(type), array, count})

#define ParameterizedTestParameters(suite_, name_)                                                 \
  static struct criterion_test_params plain_rows_##suite_##_##name_(void)

#define ParameterizedTest(parameter, suite_, name_)                                                \
  static void plain_run_row_##suite_##_##name_(parameter);                                         \
  static void plain_run_##suite_##_##name_(void *row) {                                            \
    plain_run_row_##suite_##_##name_(row);                                                         \
  }                                                                                                \
  PLAIN_REGISTER(suite_, name_, .name = #name_, .run = plain_run_##suite_##_##name_,               \
                 .make_rows = plain_rows_##suite_##_##name_)                                       \
  static void plain_run_row_##suite_##_##name_(parameter)

static inline const struct plain_test *plain_suite_of(const struct plain_test *test) {
  static const struct plain_test none;
  for (const struct plain_test *suite = plain_first; suite != NULL; suite = suite->next) {
    if (suite->name == NULL && strcmp(suite->suite, test->suite) == 0) {
      return suite;
    }
  }
  return &none;
}

static inline void __attribute__((noreturn))
plain_run_child(const struct plain_test *test, void *row) {
  const struct plain_test *suite = plain_suite_of(test);
  if (suite->init != NULL) {
    suite->init();
  }
  test->run(row);
  if (suite->fini != NULL) {
    suite->fini();
  }
  fflush(NULL);
  _exit(plain_has_failed ? PLAIN_FAILED : PLAIN_PASSED);
}

static inline bool plain_passes(const struct plain_test *test, void *row) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    plain_run_child(test, row);
  }
  int status = -1;
  if (child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
      (WEXITSTATUS(status) == PLAIN_PASSED || WEXITSTATUS(status) == PLAIN_SKIPPED)) {
    return true;
  }
  printf("FAILED %s::%s (wait status %d)\n", test->suite, test->name, status);
  return false;
}

int main(void) {
  size_t num_tests = 0;
  size_t num_failed = 0;
  for (const struct plain_test *test = plain_first; test != NULL; test = test->next) {
    struct criterion_test_params rows = {0, NULL, test->name != NULL};
    if (test->make_rows != NULL) {
      rows = test->make_rows();
    }
    for (size_t i = 0; i < rows.count; i++) {
      num_tests++;
      num_failed +=
          !plain_passes(test, rows.rows == NULL ? NULL : (char *)rows.rows + i * rows.size);
    }
  }
  printf("%zu tests, %zu failed\n", num_tests, num_failed);
  return num_tests > 0 && num_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
