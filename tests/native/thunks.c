// SPDX-License-Identifier: MIT
//
// Typed thunks: each passes every argument to its place, takes the result over, and refuses what
// the general path refuses, at every place. So does emitted code, of these and of other signatures.
// libffi, which has neither, is asked as well.
#include "fixture.h"
#include "native/thunk.h"

enum { MOST_ARGS = 12 };

// Arguments and the result are as many of these as a thunk has.
static const char *const signatures[] = {
    "i64 wide_0()",
    "i64 wide_1(i64)",
    "i64 wide_2(i64, i64)",
    "i64 wide_3(i64, i64, i64)",
    "i64 wide_4(i64, i64, i64, i64)",
    "i64 wide_5(i64, i64, i64, i64, i64)",
    "i64 wide_6(i64, i64, i64, i64, i64, i64)",
    "i64 wide_1(pointer)",
    "i64 wide_2(pointer, i64)",
    "i64 wide_3(i64, pointer, u64)",
    "i64 wide_4(isize, i64, i64, pointer)",
    "i64 wide_5(pointer, pointer, i64, i64, pointer)",
    "i64 wide_6(i64, pointer, i64, pointer, i64, pointer)",
    "i64 half_1(i32)",
    "i64 half_2(i32, u32)",
    "i64 half_3(i32, u32, i32)",
    "i64 half_4(i32, u32, i32, u32)",
    "i64 half_5(i32, u32, i32, u32, i32)",
    "i64 half_6(i32, u32, i32, u32, i32, u32)",
    "i64 half_7(i32, u32, i32, u32, i32, u32, i32)",
    "i64 half_8(i32, u32, i32, u32, i32, u32, i32, u32)",
    "i64 half_9(i32, u32, i32, u32, i32, u32, i32, u32, i32)",
    "i64 half_10(i32, u32, i32, u32, i32, u32, i32, u32, i32, u32)",
    "i64 half_11(i32, u32, i32, u32, i32, u32, i32, u32, i32, u32, i32)",
    "i64 half_12(i32, u32, i32, u32, i32, u32, i32, u32, i32, u32, i32, u32)",
    "i64 narrow_1(i8)",
    "i64 narrow_2(i8, u16)",
    "i64 narrow_3(i8, u16, i32)",
    "i64 narrow_4(i8, u16, i32, i64)",
    "i64 narrow_5(i8, u16, i32, i64, bool)",
    "i64 narrow_6(i8, u16, i32, i64, bool, i16)",
    "f64 vector_1(f64)",
    "f64 vector_2(f64, f64)",
    "f64 vector_3(f64, f64, f64)",
    "f64 vector_4(f64, f64, f64, f64)",
    "i8 narrow_result(i8, i8)",
    "f32 half_of(f64)",
    "f64 mixed_12(i8, f64, u16, f32, i64, bool, i32, u8, i16, u32, i8, f64)", // These have none.
    "f32 floats_10(f32, f32, f32, f32, f32, f32, f32, f32, f32, f64)",
};

enum { NUM_SIGNATURES = sizeof signatures / sizeof *signatures, NUM_THUNKS = NUM_SIGNATURES - 2 };

// One machine for each engine: that with thunks, that with neither, that with emitted code.
enum { NUM_ENGINES = 3 };

static airlock_machine *machines[NUM_ENGINES];

static void make_machines(void) {
  static const airlock_engine engines[NUM_ENGINES] = {
      AIRLOCK_ENGINE_TRAMPOLINE, AIRLOCK_ENGINE_LIBFFI, AIRLOCK_ENGINE_EMITTED};
  for (int i = 0; i < NUM_ENGINES; i++) {
    machines[i] = fixture_machine_of(engines[i], "thunks");
  }
}

static void free_machines(void) {
  for (int i = 0; i < NUM_ENGINES; i++) {
    airlock_machine_free(machines[i]);
  }
}

TestSuite(thunks, .init = make_machines, .fini = free_machines);

// The highest bits are set, so that the sign is extended where there is one.
static airlock_scalar value_of(airlock_kind kind, size_t index) {
  if (kind == AIRLOCK_F64 || kind == AIRLOCK_F32) {
    double value = (double)index - 2.5;
    return kind == AIRLOCK_F64 ? airlock_f64(value) : airlock_f32((float)value);
  }
  uint64_t bits = UINT64_MAX - 7 * index;
  if (kind == AIRLOCK_POINTER) {
    return airlock_pointer((airlock_ptr){bits, airlock_prov_none()});
  }
  return airlock_int(kind, kind == AIRLOCK_BOOL ? 1 : bits);
}

static size_t fill(const airlock_callee *callee, airlock_scalar *args) {
  const airlock_signature *signature = callee->signature;
  for (size_t i = 0; i < signature->num_params; i++) {
    args[i] = value_of(signature->params[i]->kind, i);
  }
  return signature->num_params;
}

#if defined(__x86_64__) || defined(__aarch64__)
Test(thunks, each_of_these_signatures_has_one) {
  for (size_t i = 0; i < NUM_THUNKS; i++) {
    const airlock_callee *callee = fixture_bind(machines[0], signatures[i]);
    call_function *thunk = thunk_for(callee->signature);
    cr_expect(thunk != NULL && callee->call == thunk, "%s", signatures[i]);
  }
}
#endif

#if defined(__x86_64__)
Test(thunks, each_of_these_signatures_has_emitted_code_where_that_is_asked_for) {
  for (size_t i = 0; i < NUM_SIGNATURES; i++) {
    const airlock_callee *callee = fixture_bind(machines[2], signatures[i]);
    call_function *emitted = callee->signature->emitted.call;
    cr_expect(emitted != NULL && callee->call == emitted, "%s", signatures[i]);
    cr_expect_null(fixture_bind(machines[0], signatures[i])->signature->emitted.call);
  }
}
#endif

Test(thunks, arguments_arrive_and_results_return) {
  for (size_t i = 0; i < NUM_SIGNATURES; i++) {
    airlock_scalar args[MOST_ARGS];
    airlock_scalar results[NUM_ENGINES];
    for (int engine = 0; engine < NUM_ENGINES; engine++) {
      const airlock_callee *callee = fixture_bind(machines[engine], signatures[i]);
      size_t count = fill(callee, args);
      cr_assert_ok(machines[engine],
                   airlock_call(machines[engine], callee, args, count, &results[engine]));
    }
    cr_expect(memcmp(&results[0], &results[1], sizeof results[0]) == 0, "%s", signatures[i]);
    cr_expect(memcmp(&results[2], &results[1], sizeof results[0]) == 0, "%s", signatures[i]);
  }
  // libffi's word for it is not all.
  airlock_scalar args[] = {airlock_int(AIRLOCK_I8, 0xff), airlock_int(AIRLOCK_U16, 0xffff)};
  airlock_scalar result;
  for (int engine = 0; engine < NUM_ENGINES; engine++) {
    const airlock_callee *callee = fixture_bind(machines[engine], "i64 narrow_2(i8, u16)");
    cr_assert_ok(machines[engine], airlock_call(machines[engine], callee, args, 2, &result));
    cr_expect_eq(result.as.bits[0], (uint64_t)(-31 + 0xffff));
  }
}

enum { WAYS_TO_SPOIL = 4 };

// What is wrong with one argument: another kind, a bit of either half of the second word, a bit
// beyond its size.
static bool spoil(airlock_scalar *arg, int way) {
  switch (way) {
  case 0:
    arg->kind = arg->kind == AIRLOCK_U32 ? AIRLOCK_I32 : AIRLOCK_U32;
    return true;
  case 1:
    arg->as.bits[1] = 1;
    return arg->kind != AIRLOCK_POINTER; // There it is provenance.
  case 2:
    arg->as.bits[1] = UINT64_C(1) << 40;
    return arg->kind != AIRLOCK_POINTER;
  default:
    arg->as.bits[0] |= UINT64_C(1) << 40;
    return airlock_kind_size(arg->kind) < sizeof(uint64_t);
  }
}

// Expects that all engines refuse a call alike.
static void expect_refused(const char *declaration, const airlock_scalar *args, size_t num_args,
                           bool has_place, int argument) {
  airlock_status statuses[NUM_ENGINES];
  for (int engine = 0; engine < NUM_ENGINES; engine++) {
    const airlock_callee *callee = fixture_bind(machines[engine], declaration);
    airlock_scalar result = airlock_int(AIRLOCK_U16, 7);
    statuses[engine] =
        airlock_call(machines[engine], callee, args, num_args, has_place ? &result : NULL);
    cr_expect_eq(result.kind, AIRLOCK_U16, "no result");
    cr_expect_neq(statuses[engine], AIRLOCK_OK, "%s, %d", declaration, argument);
    cr_expect_eq(statuses[engine], statuses[0], "%s, %d", declaration, argument);
    cr_expect_eq(airlock_last_report(machines[engine])->argument, argument);
  }
}

Test(thunks, what_is_wrong_with_an_argument_is_found_at_each_place) {
  for (size_t i = 0; i < NUM_SIGNATURES; i++) {
    airlock_scalar args[MOST_ARGS + 1];
    const airlock_callee *callee = fixture_bind(machines[0], signatures[i]);
    size_t count = fill(callee, args);
    for (size_t place = 0; place < WAYS_TO_SPOIL * count; place++) {
      (void)fill(callee, args);
      if (spoil(&args[place / WAYS_TO_SPOIL], (int)(place % WAYS_TO_SPOIL))) {
        expect_refused(signatures[i], args, count, true, (int)(place / WAYS_TO_SPOIL));
      }
    }
    (void)fill(callee, args);
    expect_refused(signatures[i], args, count + 1, true, -1);
    expect_refused(signatures[i], args, count, false, -1);
    if (count > 0) {
      expect_refused(signatures[i], NULL, count, true, -1);
    }
  }
}

Test(thunks, results_are_validated) {
  for (int engine = 0; engine < NUM_ENGINES; engine++) {
    const airlock_callee *callee = fixture_bind(machines[engine], "bool odd_bool(u8)");
    for (unsigned value = 0; value < 4; value++) {
      airlock_scalar arg = airlock_int(AIRLOCK_U8, value);
      airlock_scalar result = {.kind = AIRLOCK_UNINIT};
      airlock_status status = airlock_call(machines[engine], callee, &arg, 1, &result);
      cr_expect_eq(status, value < 2 ? AIRLOCK_OK : AIRLOCK_UB_INVALID_VALUE);
      cr_expect_eq(result.kind, value < 2 ? AIRLOCK_BOOL : AIRLOCK_UNINIT);
      cr_expect(value >= 2 || result.as.bits[0] == value);
    }
    const airlock_report *report = airlock_last_report(machines[engine]);
    cr_expect(strstr(report->message, "encountered 0x03") != NULL, "%s", report->message);
    cr_expect(strstr(report->notes[report->num_notes - 1].text, "`odd_bool`") != NULL);
  }
}

#if defined(__x86_64__)
// It may be variadic, and declared without its dots.
Test(thunks, a_function_is_told_how_many_vector_registers_are_used) {
  static const char *const declarations[] = {"f64 vectors_told(f64)", "f64 vectors_told(f64, f64)",
                                             "f64 vectors_told(f64, f64, f64)"};
  const airlock_scalar args[] = {airlock_f64(1), airlock_f64(2), airlock_f64(3)};
  for (size_t engine = 0; engine < NUM_ENGINES; engine++) {
    for (size_t count = 1; count <= 3; count++) {
      airlock_scalar result = fixture_call(machines[engine], declarations[count - 1], args, count);
      double told;
      memcpy(&told, result.as.bits, sizeof told);
      cr_expect(told == (double)count, "engine %zu: %g instead of %zu", engine, told, count);
    }
  }
}
#endif
