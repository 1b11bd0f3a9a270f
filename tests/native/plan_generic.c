// SPDX-License-Identifier: MIT
//
// Plans for platforms whose ABI is left to libffi: each parameter is described by its members.
// What is described right is called here as well, on whatever platform this is.
#include "../counting_allocator.h"
#include "fixture.h"
#include "native/native.h"

enum { MOST_PARAMS = 4, ROOM = 64 };

// A plan with its arrays.
struct storage {
  struct piece pieces[PLAN_PIECES_PER_PARAM * MOST_PARAMS];
  ffi_type *natives[PLAN_PIECES_PER_PARAM * MOST_PARAMS];
  ffi_type blocks[PLAN_PIECES_PER_PARAM * MOST_PARAMS];
  struct plan plan;
};

static enum plan_verdict make(airlock_machine *machine, struct storage *storage,
                              struct plan_refusal *out_refusal, const char *text) {
  const airlock_signature *signature = NULL;
  cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
  cr_assert(signature->num_params <= MOST_PARAMS);
  storage->plan = (struct plan){
      .pieces = storage->pieces, .natives = storage->natives, .blocks = storage->blocks};
  return plan_generic(machine, &storage->plan, out_refusal, signature->result, signature->promoted,
                      signature->num_params, signature->num_fixed);
}

#define BYTES(type, ...)                                                                           \
  { (const type[]){__VA_ARGS__}, sizeof((const type[]){__VA_ARGS__}) }

static const struct exchange {
  const char *function;
  const char *signature;
  airlock_bytes args[MOST_PARAMS];
  airlock_bytes result;
} exchanges[] = {
    {"times", "i32 (i32, i32)", {BYTES(int32_t, -6), BYTES(int32_t, 7)}, BYTES(int32_t, -42)},
    {"echo_double", "f64 (f64)", {BYTES(double, 2.25)}, BYTES(double, 2.25)},
    {"construct_point",
     "{i32, i32} (i32, i32)",
     {BYTES(int32_t, 3), BYTES(int32_t, 4)},
     BYTES(int32_t, 3, 4)},
    {"times_point", "i32 ({i32, i32})", {BYTES(int32_t, 2, 5)}, BYTES(int32_t, 10)},
    {"times_point_by",
     "{i32, i32} ({{i32, i32}}, i32)",
     {BYTES(int32_t, 2, 5), BYTES(int32_t, 3)},
     BYTES(int32_t, 6, 15)},
    {"rotate_longs", "{[3]i64} ({[3]i64})", {BYTES(int64_t, 1, 2, 3)}, BYTES(int64_t, 2, 3, 1)},
    {"reverse_bytes",
     "{u8, [2]u8} ({[2]u8, u8})",
     {BYTES(uint8_t, 1, 2, 3)},
     BYTES(uint8_t, 3, 2, 1)},
    {"negate_mixed",
     "{f32, f64, i8} ({f32, f64, i8})",
     {BYTES(uint64_t, 0x3fc00000, UINT64_C(0x4002000000000000), 7)},
     BYTES(uint64_t, 0xbfc00000, UINT64_C(0xc002000000000000), 0xf9)},
    {"echo_complex_double",
     "complex f64 (complex f64)",
     {BYTES(double, 1.5, -2)},
     BYTES(double, 1.5, -2)},
};

// Where the result's padding is, it may be anything.
static bool is_same(const uint8_t *left, const uint8_t *right, size_t size, bool has_padding) {
  return has_padding ? memcmp(left, right, 4) == 0 && memcmp(left + 8, right + 8, 9) == 0
                     : memcmp(left, right, size) == 0;
}

Test(plan_generic, described_values_go_in_and_come_back) {
  airlock_machine *machine = fixture_machine(NULL, "k_surface");
  for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++) {
    const struct exchange *exchange = &exchanges[i];
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    cr_assert_eq(make(machine, &storage, &refusal, exchange->signature), PLAN_FITS, "%s: %s",
                 exchange->signature, refusal.reason);
    ffi_cif cif;
    cr_assert_eq(ffi_prep_cif(&cif, FFI_DEFAULT_ABI, (unsigned)storage.plan.num_pieces,
                              storage.plan.result, storage.plan.natives),
                 FFI_OK);
    airlock_symbol symbol;
    cr_assert_ok(machine, airlock_symbol_find(machine, &symbol, 0, exchange->function,
                                              strlen(exchange->function)));
    void (*function)(void);
    memcpy(&function, &symbol.address, sizeof function);
    void *args[MOST_PARAMS];
    for (size_t a = 0; a < storage.plan.num_pieces; a++) {
      cr_expect(storage.plan.pieces[a].param == a && storage.plan.pieces[a].offset == 0);
      args[a] = (void *)(uintptr_t)exchange->args[a].data;
    }
    _Alignas(16) uint8_t result[ROOM] = {0};
    ffi_call(&cif, function, result, args);
    cr_expect(is_same(result, exchange->result.data, exchange->result.size,
                      strcmp(exchange->function, "negate_mixed") == 0),
              "%s", exchange->function);
  }
  airlock_machine_free(machine);
}

static const struct refused {
  const char *signature;
  enum plan_verdict verdict;
  size_t index;
  const char *reason;
} refuseds[] = {
    {"void (i128)", PLAN_BAD_PARAMETER, 0, "libffi has no 128-bit integers"},
    {"u128 ()", PLAN_BAD_RESULT, 0, "libffi has no 128-bit integers"},
    {"void (i32, {u8, i128})", PLAN_BAD_PARAMETER, 1, "libffi has no 128-bit integers"},
    {"void (union {u8, u16})", PLAN_BAD_PARAMETER, 0, "libffi has no unions"},
    {"void (i32, i32, {union {u8, u16}})", PLAN_BAD_PARAMETER, 2, "libffi has no unions"},
    {"union {f32} ()", PLAN_BAD_RESULT, 0, "libffi has no unions"},
    {"void (packed {u8, u32})", PLAN_BAD_PARAMETER, 0, "libffi lays it out differently"},
    {"void (packed {u32, u32})", PLAN_BAD_PARAMETER, 0, "libffi lays it out differently"},
    {"void (align(16) {u64, u64})", PLAN_BAD_PARAMETER, 0, "libffi lays it out differently"},
    {"align(32) {u8} ()", PLAN_BAD_RESULT, 0, "libffi lays it out differently"},
    {"void ({u8, packed {u16}})", PLAN_BAD_PARAMETER, 0, "libffi lays it out differently"},
    {"void ([2]u8)", PLAN_BAD_PARAMETER, 0, "C has no array parameters"},
    {"void ({})", PLAN_BAD_PARAMETER, 0, "it has no bytes"},
    {"void ({[65537]u8})", PLAN_BAD_PARAMETER, 0, "too many members"},
};

Test(plan_generic, what_libffi_cannot_describe_is_refused) {
  airlock_machine *machine = fixture_machine(NULL, NULL);
  for (size_t i = 0; i < sizeof refuseds / sizeof refuseds[0]; i++) {
    struct storage storage;
    struct plan_refusal refusal = {0, NULL};
    cr_assert_eq(make(machine, &storage, &refusal, refuseds[i].signature), refuseds[i].verdict,
                 "%s", refuseds[i].signature);
    cr_expect_eq(refusal.index, refuseds[i].index, "%s", refuseds[i].signature);
    cr_expect(strstr(refusal.reason, refuseds[i].reason) != NULL, "%s: %s", refuseds[i].signature,
              refusal.reason);
  }
  airlock_machine_free(machine);
}

Test(plan_generic, memory_may_run_out_at_each_step) {
  uint64_t round = 0;
  for (bool done = false; !done; round++) {
    struct counting_allocator counting = counting_begin();
    airlock_config config;
    airlock_config_init(&config);
    config.allocator = counting_functions(&counting);
    airlock_machine *machine = fixture_machine(&config, NULL);
    const char *text = "{u8, {[3]{u16, f32}}} ({f64, {u8}}, {[2]{ptr}})";
    const airlock_signature *signature = NULL;
    cr_assert_ok(machine, airlock_signature_parse(machine, &signature, text));
    counting.fail_after = round;
    struct storage storage = {.plan = {.num_pieces = 0}};
    storage.plan.pieces = storage.pieces;
    storage.plan.natives = storage.natives;
    storage.plan.blocks = storage.blocks;
    struct plan_refusal refusal = {0, NULL};
    enum plan_verdict verdict =
        plan_generic(machine, &storage.plan, &refusal, signature->result, signature->promoted,
                     signature->num_params, signature->num_fixed);
    counting.fail_after = COUNTING_NEVER_FAILS;
    done = verdict == PLAN_FITS;
    cr_assert(done || verdict == PLAN_NO_MEMORY, "%s", refusal.reason);
    cr_expect_eq(make(machine, &storage, &refusal, text), PLAN_FITS);
    airlock_machine_free(machine);
    cr_assert(counting_is_clean(&counting), "round %lu", round);
  }
  cr_expect_gt(round, 5);
}
