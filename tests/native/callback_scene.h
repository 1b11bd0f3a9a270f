// SPDX-License-Identifier: MIT
//
// The interpreter of the suites about callbacks: a function is what its token points to. These
// suites are there twice, once with callbacks through the pool of entries and once through libffi.
#ifndef AIRLOCK_TESTS_NATIVE_CALLBACK_SCENE_H
#define AIRLOCK_TESTS_NATIVE_CALLBACK_SCENE_H

#include "fixture.h"

struct scene;
typedef airlock_status body(struct scene *scene, const airlock_scalar *args, size_t num_args,
                            airlock_scalar *io_result);

struct program {
  body *run;
};

struct scene {
  airlock_machine *machine;
  unsigned calls;
  const airlock_callee *again; // For bodies that make native calls.
  airlock_scalar self;
  void *more; // What else the bodies of a suite need.
};

static inline airlock_status run_program(void *context, void *token, const airlock_scalar *args,
                                         size_t num_args, airlock_scalar *io_result) {
  struct scene *scene = context;
  scene->calls++;
  return ((struct program *)token)->run(scene, args, num_args, io_result);
}

// A body.
static inline airlock_status fail(struct scene *scene, const airlock_scalar *args, size_t num_args,
                                  airlock_scalar *io_result) {
  (void)args;
  (void)num_args;
  (void)io_result;
  return airlock_raise(scene->machine, AIRLOCK_UB_EMBEDDER, "the body fails");
}

static inline void scene_begin(struct scene *scene, const airlock_config *changes,
                               const char *library) {
  airlock_config config;
  airlock_config_init(&config);
  if (changes != NULL) {
    config = *changes;
  }
#ifdef AIRLOCK_TESTS_ENGINE
  config.engine = AIRLOCK_TESTS_ENGINE;
#endif
  *scene = (struct scene){0};
  config.context = scene;
  config.callback = run_program;
  for (int i = 0; i < AIRLOCK_NUM_WARNINGS; i++) {
    config.levels[i] = AIRLOCK_ALLOW;
  }
  scene->machine = fixture_machine(&config, library);
}

static inline struct scene *scene_of(const airlock_config *changes) {
  static struct scene scene;
  scene_begin(&scene, changes, "callbacks");
  return &scene;
}

static inline airlock_scalar make(struct scene *scene, struct program *program,
                                  const char *signature) {
  const airlock_signature *parsed;
  airlock_ptr pointer;
  cr_assert_ok(scene->machine, airlock_signature_parse(scene->machine, &parsed, signature));
  cr_assert_ok(scene->machine,
               airlock_function_new(scene->machine, &pointer, "my::body", parsed, program));
  return airlock_function_pointer(pointer);
}

static inline const airlock_callee *bind(struct scene *scene, const char *name,
                                         const char *signature) {
  const airlock_signature *parsed;
  const airlock_callee *callee;
  cr_assert_ok(scene->machine, airlock_signature_parse(scene->machine, &parsed, signature));
  cr_assert_ok(scene->machine, airlock_bind(scene->machine, &callee, name, parsed));
  return callee;
}

static inline airlock_status call(struct scene *scene, const char *name, const char *signature,
                                  airlock_scalar *io_result, const airlock_scalar *args,
                                  size_t num_args) {
  return airlock_call(scene->machine, bind(scene, name, signature), args, num_args, io_result);
}

static inline airlock_ptr allocate(struct scene *scene, const void *bytes, uint64_t size) {
  airlock_ptr pointer;
  cr_assert_ok(scene->machine, airlock_allocate(scene->machine, &pointer, size, 16, AIRLOCK_HEAP));
  if (bytes != NULL) {
    cr_assert_ok(scene->machine, airlock_write(scene->machine, pointer, bytes, size));
  }
  return pointer;
}

static inline void scene_end(struct scene *scene) {
  cr_expect_null(airlock_memory_check(scene->machine));
  airlock_machine_free(scene->machine);
}

#endif
