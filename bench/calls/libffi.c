// SPDX-License-Identifier: MIT
//
// libffi with everything prepared: ffi_call of a cif, and, where the library has them, call plans.
// A library given by its path is loaded beside the one that this is linked with.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>

#include "arguments.h"

// ffi_call_plan is opaque; libffi 3.7 and newer.
typedef struct engine {
  ffi_status (*prep_cif)(ffi_cif *, ffi_abi, unsigned, ffi_type *, ffi_type **);
  void (*call)(ffi_cif *, void (*)(void), void *, void **);
  void *(*closure_alloc)(size_t, void **);
  ffi_status (*prep_closure_loc)(ffi_closure *, ffi_cif *,
                                 void (*)(ffi_cif *, void *, void **, void *), void *, void *);
  void *(*plan_alloc)(ffi_cif *);
  void (*plan_invoke)(void *, void (*)(void), void *, void **);
  ffi_cif cifs[NUM_SHAPES];
  void *plans[NUM_SHAPES];
  ffi_cif callback_cif;
  callee_function *callback;
} engine;

static void add(ffi_cif *cif, void *out_result, void **args, void *user_data) {
  (void)cif;
  (void)user_data;
  *(ffi_sarg *)out_result = *(int32_t *)args[0] + *(int32_t *)args[1];
}

#define FIND(member, name) (*(void **)&engine->member = dlsym(library, name))

static bool find_functions(engine *engine, const char *path, const char **out_reason) {
  void *library = path == NULL ? dlopen("libffi.so.8", RTLD_NOW | RTLD_LOCAL)
                               : dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
  if (library == NULL) {
    *out_reason = dlerror();
    return false;
  }
  if (FIND(prep_cif, "ffi_prep_cif") == NULL || FIND(call, "ffi_call") == NULL ||
      FIND(closure_alloc, "ffi_closure_alloc") == NULL ||
      FIND(prep_closure_loc, "ffi_prep_closure_loc") == NULL) {
    *out_reason = "a function of libffi is missing";
    return false;
  }
  FIND(plan_alloc, "ffi_call_plan_alloc");
  FIND(plan_invoke, "ffi_call_plan_invoke");
  return true;
}

bool libffi_begin(caller *caller, const char **out_reason) {
  engine *engine = calloc(1, sizeof *engine);
  *out_reason = "out of memory";
  if (engine == NULL || !find_functions(engine, caller->option, out_reason)) {
    return false;
  }
  for (shape shape = 0; shape < NUM_SHAPES; shape++) {
    const description *description = &descriptions[shape];
    if (engine->prep_cif(&engine->cifs[shape], FFI_DEFAULT_ABI, description->count,
                         description->result,
                         (ffi_type **)(uintptr_t)description->types) != FFI_OK) {
      *out_reason = "libffi refuses a signature";
      return false;
    }
    engine->plans[shape] =
        engine->plan_alloc == NULL ? NULL : engine->plan_alloc(&engine->cifs[shape]);
  }
  const description *two_integers = &descriptions[SHAPE_ADD];
  void *code = NULL;
  ffi_closure *closure = engine->closure_alloc(sizeof *closure, &code);
  if (closure == NULL ||
      engine->prep_cif(&engine->callback_cif, FFI_DEFAULT_ABI, 2, two_integers->result,
                       (ffi_type **)(uintptr_t)two_integers->types) != FFI_OK ||
      engine->prep_closure_loc(closure, &engine->callback_cif, add, NULL, code) != FFI_OK) {
    *out_reason = "libffi makes no closure";
    return false;
  }
  *(void **)&engine->callback = code;
  caller->state = engine;
  return true;
}

void libffi_repeat(caller *caller, shape shape, long count) {
  engine *engine = caller->state;
  arguments arguments;
  result result;
  arguments_fill(&arguments, shape, engine->callback);
  for (long i = 0; i < count; i++) {
    arguments_advance(&arguments, shape, i);
    engine->call(&engine->cifs[shape], descriptions[shape].function, &result, arguments.pointers);
    arguments_use(shape, &result);
  }
}

bool libffi_plan_begin(caller *caller, const char **out_reason) {
  if (!libffi_begin(caller, out_reason)) {
    return false;
  }
  *out_reason = "this libffi has no call plans";
  const engine *engine = caller->state;
  return engine->plan_alloc != NULL && engine->plan_invoke != NULL;
}

void libffi_plan_repeat(caller *caller, shape shape, long count) {
  engine *engine = caller->state;
  arguments arguments;
  result result;
  arguments_fill(&arguments, shape, engine->callback);
  for (long i = 0; i < count; i++) {
    arguments_advance(&arguments, shape, i);
    engine->plan_invoke(engine->plans[shape], descriptions[shape].function, &result,
                        arguments.pointers);
    arguments_use(shape, &result);
  }
}
