// SPDX-License-Identifier: MIT
//
// All engines refuse the same calls in the same words: random signatures of scalars, called with
// random arguments of which about half are wrong somewhere. The function looks at none of them.
// That valid values arrive is what tests/abi finds out.
#include "../random.h"
#include "fixture.h"
#include "native/native.h"

enum { SIGNATURES = 4000, CALLS = 24, MOST_PARAMS = 20, NUM_ENGINES = 3 };

static const airlock_engine engines[NUM_ENGINES] = {AIRLOCK_ENGINE_TRAMPOLINE,
                                                    AIRLOCK_ENGINE_LIBFFI, AIRLOCK_ENGINE_EMITTED};

static const airlock_kind kinds[] = {
    AIRLOCK_I8,    AIRLOCK_U8,  AIRLOCK_I16, AIRLOCK_U16,  AIRLOCK_I32,   AIRLOCK_U32,
    AIRLOCK_I64,   AIRLOCK_U64, AIRLOCK_F32, AIRLOCK_F64,  AIRLOCK_BOOL,  AIRLOCK_POINTER,
    AIRLOCK_ISIZE, AIRLOCK_I64, AIRLOCK_I32, AIRLOCK_CHAR, AIRLOCK_USIZE, AIRLOCK_FUNCTION,
};

enum { NUM_KINDS = sizeof kinds / sizeof *kinds };

static airlock_kind random_kind(struct random *random) {
  return kinds[random_below(random, NUM_KINDS)];
}

// A signature, each of its callees, and a call of it.
struct scene {
  airlock_machine *machines[NUM_ENGINES];
  const airlock_callee *callees[NUM_ENGINES];
  airlock_kind params[MOST_PARAMS];
  size_t num_params;
  airlock_scalar args[MOST_PARAMS + 1];
  size_t num_args;
  bool has_args;
  bool has_place;
};

static void bind_signature(struct scene *scene, struct random *random) {
  const airlock_type *params[MOST_PARAMS];
  bool is_variadic = random_one_in(random, 6);
  bool has_result = !random_one_in(random, 4);
  scene->num_params = random_below(random, random_one_in(random, 4) ? MOST_PARAMS + 1 : 7);
  size_t num_fixed = random_below(random, scene->num_params + 1);
  for (size_t i = 0; i < scene->num_params; i++) {
    scene->params[i] = random_kind(random);
  }
  for (size_t engine = 0; engine < NUM_ENGINES; engine++) {
    airlock_machine *machine = scene->machines[engine];
    const airlock_signature *signature;
    for (size_t i = 0; i < scene->num_params; i++) {
      params[i] = airlock_type_scalar(machine, scene->params[i]);
    }
    const airlock_type *result = has_result ? airlock_type_scalar(machine, AIRLOCK_I64) : NULL;
    cr_assert_ok(machine, airlock_signature_variadic(machine, &signature, result, params,
                                                     scene->num_params, is_variadic, num_fixed));
    cr_assert_ok(machine, airlock_bind(machine, &scene->callees[engine], "wide_0", signature));
  }
}

static airlock_scalar random_value(struct random *random, airlock_kind kind) {
  uint64_t bits = random_next(random);
  airlock_scalar scalar = {.kind = kind};
  switch (kind) {
  case AIRLOCK_BOOL:
    scalar.as.bits[0] = bits & 1;
    break;
  case AIRLOCK_CHAR:
    scalar.as.bits[0] = bits % 0xd800;
    break;
  default:
    scalar.as.bits[0] = bits >> (64 - 8 * airlock_kind_size(kind));
    break;
  }
  return scalar;
}

// Makes one argument wrong, perhaps: each bit and each kind has its turn.
static void spoil_argument(airlock_scalar *arg, struct random *random) {
  switch (random_below(random, 5)) {
  case 0:
    arg->kind = random_kind(random);
    break;
  case 1:
    arg->kind = AIRLOCK_UNINIT;
    break;
  case 2:
    arg->as.bits[0] ^= UINT64_C(1) << random_below(random, 64);
    break;
  case 3:
    arg->as.bits[1] ^= UINT64_C(1) << random_below(random, 64);
    break;
  default:
    arg->as.bits[0] = 0;
    break;
  }
}

static void make_call(struct scene *scene, struct random *random) {
  memset(scene->args, 0, sizeof scene->args);
  for (size_t i = 0; i < scene->num_params; i++) {
    scene->args[i] = random_value(random, scene->params[i]);
  }
  scene->num_args = scene->num_params;
  scene->has_args = scene->has_place = true;
  if (random_one_in(random, 2)) {
    return;
  }
  switch (random_below(random, 16)) {
  case 0:
    scene->num_args += random_one_in(random, 2) && scene->num_params > 0 ? -1U : 1U;
    break;
  case 1:
    scene->has_args = false;
    break;
  case 2:
    scene->has_place = false;
    break;
  default:
    for (size_t i = 0; i < scene->num_params; i += 1 + random_below(random, MOST_PARAMS)) {
      spoil_argument(&scene->args[i + random_below(random, scene->num_params - i)], random);
    }
    break;
  }
}

struct outcome {
  airlock_status status;
  const char *message;
  airlock_scalar result;
  uint64_t native_calls;
};

static struct outcome call(const struct scene *scene, size_t engine) {
  airlock_machine *machine = scene->machines[engine];
  struct outcome outcome = {.result = {.kind = AIRLOCK_BOOL}};
  outcome.status =
      airlock_call(machine, scene->callees[engine], scene->has_args ? scene->args : NULL,
                   scene->num_args, scene->has_place ? &outcome.result : NULL);
  outcome.message = outcome.status != AIRLOCK_OK ? airlock_last_report(machine)->message : "";
  outcome.native_calls = fixture_statistics(machine).native_calls;
  return outcome;
}

static bool is_same(const struct outcome *one, const struct outcome *other) {
  return one->status == other->status && strcmp(one->message, other->message) == 0 &&
         memcmp(&one->result, &other->result, sizeof one->result) == 0 &&
         one->native_calls == other->native_calls;
}

Test(engines, refuse_the_same_calls_in_the_same_words) {
  static struct scene scene;
  size_t num_refused = 0;
  for (size_t engine = 0; engine < NUM_ENGINES; engine++) {
    scene.machines[engine] = fixture_machine_of(engines[engine], "thunks");
  }
  for (uint64_t i = 0; i < SIGNATURES * CALLS; i++) {
    struct random random = random_begin(i + 1);
    if (i % CALLS == 0) {
      bind_signature(&scene, &random);
    }
    make_call(&scene, &random);
    struct outcome expected = call(&scene, 0);
    num_refused += expected.status != AIRLOCK_OK;
    for (size_t engine = 1; engine < NUM_ENGINES; engine++) {
      struct outcome outcome = call(&scene, engine);
      cr_assert(is_same(&outcome, &expected), "call %d, engine %zu: %s `%s` instead of %s `%s`",
                (int)i, engine, airlock_status_name(outcome.status), outcome.message,
                airlock_status_name(expected.status), expected.message);
    }
  }
  cr_expect(num_refused > SIGNATURES * CALLS / 5);
  for (size_t engine = 0; engine < NUM_ENGINES; engine++) {
    cr_expect_null(airlock_memory_check(scene.machines[engine]));
    airlock_machine_free(scene.machines[engine]);
  }
}

// By quick calls too: once a pointer has been passed there is nothing left to warn of.
Test(engines, each_pointer_is_exposed_by_the_call_that_passes_it_first) {
  static const char *const declarations[] = {
      "void wide_0(pointer)",          "i64 wide_0(pointer, i32)",
      "i64 wide_0(i8, pointer, f64)",  "void wide_0(pointer, u64, pointer)",
      "f64 wide_0(pointer, f32, i16)", "i64 wide_0(pointer, pointer, pointer, pointer, pointer)",
  };
  for (size_t engine = 0; engine < NUM_ENGINES; engine++) {
    airlock_machine *machine = fixture_machine_of(engines[engine], "thunks");
    airlock_ptr known = fixture_allocate(machine, 8, 8);
    for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++) {
      char name[64];
      const airlock_signature *signature = fixture_signature(machine, name, declarations[i]);
      const airlock_callee *callee = fixture_bind(machine, declarations[i]);
      airlock_scalar args[MOST_PARAMS];
      airlock_scalar result;
      size_t num_args = signature->num_params;
      for (size_t arg = 0; arg < num_args; arg++) {
        airlock_kind kind = signature->params[arg]->kind;
        args[arg] = kind == AIRLOCK_POINTER ? airlock_pointer(known) : airlock_int(kind, 1);
      }
      cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
      for (size_t arg = 0; arg < num_args; arg++) {
        if (args[arg].kind == AIRLOCK_POINTER) {
          airlock_ptr fresh = fixture_allocate(machine, 8, 8);
          args[arg] = airlock_pointer(fresh);
          cr_assert_ok(machine, airlock_call(machine, callee, args, num_args, &result));
          cr_expect(fixture_is_exposed(machine, fresh), "%s, #%zu", declarations[i], arg + 1);
          args[arg] = airlock_pointer(known);
        }
      }
    }
    airlock_machine_free(machine);
  }
}
