// SPDX-License-Identifier: MIT
//
// Small programs in MIR and the verdicts they get. Each text is the inside of main, or whole items
// when it begins with one; the line that is reported is the one that says `<-`.
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "mir/session.h"

typedef struct outcome {
  mir_verdict verdict; // Of the last error.
  char message[512];
  uint32_t line;
  int exit_code;
} outcome;

static void keep(void *context, const mir_diagnostic *diagnostic) {
  outcome *outcome = context;
  if (diagnostic->verdict == MIR_VERDICT_WARNING) {
    return;
  }
  outcome->verdict = diagnostic->verdict;
  outcome->line = diagnostic->location == NULL ? 0 : diagnostic->location->line;
  snprintf(outcome->message, sizeof outcome->message, "%s", diagnostic->message);
}

// With the archive of std, or with std's text where `prelude` is NULL.
static void run(outcome *out_outcome, const unsigned char *prelude, const char *text) {
  *out_outcome = (outcome){.verdict = MIR_VERDICT_FINISHED};
  mir_session_options options = {.policy = airlock_policy_default(),
                                 .depth_limit = 50,
                                 .prelude = prelude,
                                 .diagnostic = keep,
                                 .context = out_outcome};
  mir_session *session = NULL;
  cr_assert_eq(mir_session_new(&session, &options), MIR_VERDICT_FINISHED);
  mir_verdict verdict = mir_session_read(session, "test.mir", text, strlen(text));
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, &out_outcome->exit_code);
  }
  cr_expect_eq(verdict, out_outcome->verdict);
  mir_session_free(session);
}

static uint32_t marked_line(const char *text) {
  const char *mark = strstr(text, "<-");
  uint32_t line = 1;
  for (const char *next = text; mark != NULL && next < mark; next++) {
    line += *next == '\n';
  }
  return mark == NULL ? 0 : line;
}

typedef struct program {
  mir_verdict verdict;
  const char *message; // A part of it.
  const char *text;
} program;

static void check(const program *programs, size_t count) {
  for (size_t i = 0; i < count; i++) {
    outcome without_archive;
    outcome outcome;
    run(&outcome, mir_prelude_archive, programs[i].text);
    run(&without_archive, NULL, programs[i].text);
    cr_expect_eq(outcome.exit_code, without_archive.exit_code);
    cr_expect_eq(outcome.line, without_archive.line);
    cr_expect_str_eq(outcome.message, without_archive.message);
    cr_expect_eq(outcome.verdict, programs[i].verdict, "%s\n%s", outcome.message, programs[i].text);
    cr_expect_not_null(strstr(outcome.message, programs[i].message), "\"%s\" in \"%s\"",
                       programs[i].message, outcome.message);
    uint32_t line = marked_line(programs[i].text);
    if (line != 0) {
      cr_expect_eq(outcome.line, line, "line %u, not %u\n%s", outcome.line, line, programs[i].text);
    }
  }
}

#define CHECK(programs) check(programs, sizeof(programs) / sizeof((programs)[0]))

// A main of one block that returns.
#define MAIN(locals, statements)                                                                   \
  "fn main() -> () {\n let mut _0: ();\n" locals " bb0: {\n" statements " return;\n }\n}\n"

// A main that asserts its local _1 at the end.
#define MAIN_ASSERTS(locals, statements)                                                           \
  "fn main() -> () {\n let mut _0: ();\n let mut _1: bool;\n" locals " bb0: {\n" statements        \
  " assert(copy _1, \"wrong\") -> [success: bb1, unwind unreachable];\n }\n"                       \
  " bb1: {\n return;\n }\n}\n"

TestSuite(mir_interpreter);

Test(mir_interpreter, computes_as_rust_does) {
  static const program programs[] = {
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: u8;\n", "_2 = Add(const 250_u8, const 10_u8);\n"
                                      "_1 = Eq(copy _2, const 4_u8);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: (i8, bool);\n", "_2 = MulWithOverflow(const 100_i8, const 2_i8);\n"
                                              "_1 = copy (_2.1: bool);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: i32;\n", "_2 = const -1_i32 as i32 (IntToInt);\n"
                                       "_2 = Shr(copy _2, const 40_i32);\n"
                                       "_1 = Eq(copy _2, const -1_i32);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: u128;\n", "_2 = Shl(const 1_u128, const 127_i32);\n"
                                        "_2 = Sub(copy _2, const 1_u128);\n"
                                        "_1 = Lt(const 5_u128, copy _2);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: u8;\n", "_2 = const 300f64 as u8 (FloatToInt);\n"
                                      "_1 = Eq(copy _2, const 255_u8);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: [u16; 4];\n let _3: usize;\n",
                    "_2 = [const 7_u16; 4];\n_3 = const 3_usize;\n"
                    "_2[_3] = const 9_u16;\n"
                    "_1 = Ne(copy _2[0 of 4], copy _2[_3]);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: (u8, u32, u8);\n let _3: (u8, u32, u8);\n",
                    "_2 = (const 1_u8, const 2_u32, const 3_u8);\n_3 = move _2;\n"
                    "_1 = Eq(copy (_3.1: u32), const 2_u32);\n")},
      {MIR_VERDICT_FINISHED, "",
       MAIN_ASSERTS(" let _2: i32;\n let _3: *const i32;\n let _4: usize;\n",
                    "_2 = const 5_i32;\n_3 = &raw const _2;\n"
                    "_4 = copy _3 as usize (PointerExposeProvenance);\n"
                    "_3 = copy _4 as *const i32 (PointerWithExposedProvenance);\n"
                    "_1 = Eq(copy (*_3), const 5_i32);\n")},
      {MIR_VERDICT_PANIC, "wrong", MAIN_ASSERTS("", "_1 = Lt(const 2_u8, const 1_u8);\n")},
  };
  CHECK(programs);
}

Test(mir_interpreter, finds_undefined_behavior_on_its_line) {
  static const program programs[] = {
      {MIR_VERDICT_UB, "not been initialized",
       MAIN(" let _1: i32;\n let _2: i32;\n", "_2 = copy _1; // <-\n")},
      {MIR_VERDICT_UB, "uninitialized",
       MAIN(" let _1: i32;\n let _2: &i32;\n let _3: i32;\n",
            "_2 = &_1;\n_3 = copy (*_2); // <-\n")},
      {MIR_VERDICT_UB, "null pointer",
       MAIN(" let _1: *const i32;\n let _2: i32;\n",
            "_1 = const {0x0 as *const i32};\n_2 = copy (*_1); // <-\n")},
      {MIR_VERDICT_UB, "no provenance",
       MAIN(" let _1: *const i32;\n let _2: &i32;\n",
            "_1 = const {0x40 as *const i32};\n_2 = &(*_1); // <-\n")},
      {MIR_VERDICT_UB, "freed",
       MAIN(" let _1: i32;\n let _2: *const i32;\n let _3: i32;\n",
            "StorageLive(_1);\n_1 = const 1_i32;\n_2 = &raw const _1;\nStorageDead(_1);\n"
            "_3 = copy (*_2); // <-\n")},
      {MIR_VERDICT_UB, "indexing out of bounds",
       MAIN(" let _1: [u8; 2];\n let _2: usize;\n let _3: u8;\n",
            "_1 = [const 0_u8; 2];\n_2 = const 2_usize;\n_3 = copy _1[_2]; // <-\n")},
      {MIR_VERDICT_UB, "alignment",
       MAIN(" let _1: u64;\n let _2: *const u64;\n let _3: *const u8;\n let _4: *const u32;\n"
            " let _5: u32;\n",
            "_1 = const 0_u64;\n_2 = &raw const _1;\n_3 = copy _2 as *const u8 (PtrToPtr);\n"
            "_3 = Offset(copy _3, const 1_usize);\n_4 = copy _3 as *const u32 (PtrToPtr);\n"
            "_5 = copy (*_4); // <-\n")},
      {MIR_VERDICT_UB, "type bool",
       MAIN(" let _1: bool;\n", "_1 = const 2_u8 as bool (Transmute); // <-\n")},
      {MIR_VERDICT_UB, "dividing by zero",
       MAIN(" let _1: i32;\n", "_1 = Div(const 1_i32, const 0_i32); // <-\n")},
      {MIR_VERDICT_UB, "overflow",
       MAIN(" let _1: u8;\n", "_1 = AddUnchecked(const 200_u8, const 100_u8); // <-\n")},
      {MIR_VERDICT_UB, "unreachable",
       "fn main() -> () {\n let mut _0: ();\n bb0: {\n unreachable; // <-\n }\n}\n"},
      {MIR_VERDICT_UB, "pointer of another type",
       "fn f(_1: i32) -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"
       "fn main() -> () {\n let mut _0: ();\n let _1: fn(i32);\n let _2: fn(i64);\n bb0: {\n"
       "_1 = f as fn(i32) (PointerCoercion(ReifyFnPointer(Safe), Implicit));\n"
       "_2 = copy _1 as fn(i64) (Transmute);\n"
       "_0 = copy _2(const 1_i64) -> [return: bb1, unwind unreachable]; // <-\n }\n"
       " bb1: {\n return;\n }\n}\n"},
  };
  CHECK(programs);
}

// Whether the local lives in memory or, as here it could, in a register.
Test(mir_interpreter, locals_are_used_while_they_have_storage_and_a_value) {
  static const program programs[] = {
      {MIR_VERDICT_UB, "not live",
       MAIN(" let _1: i32;\n let _2: i32;\n",
            "StorageLive(_1);\n_1 = const 1_i32;\nStorageDead(_1);\n_2 = copy _1; // <-\n")},
      {MIR_VERDICT_UB, "not live",
       MAIN(" let _1: i32;\n",
            "StorageLive(_1);\n_1 = const 1_i32;\nStorageDead(_1);\n_1 = const 2_i32; // <-\n")},
      {MIR_VERDICT_UB, "not live",
       MAIN(" let _1: i32;\n let _2: i32;\n",
            "_1 = const 1_i32; // <-\nStorageLive(_1);\nStorageDead(_1);\n")},
      {MIR_VERDICT_UB, "not live",
       MAIN(" let _1: (i32, bool);\n let _2: bool;\n",
            "StorageLive(_1);\n_1 = AddWithOverflow(const 1_i32, const 2_i32);\n"
            "StorageDead(_1);\n_2 = copy (_1.1: bool); // <-\n")},
      // Dead on one of two ways to the use.
      {MIR_VERDICT_UB, "not live",
       "fn main() -> () {\n let mut _0: ();\n let _1: i32;\n let _2: bool;\n let _3: i32;\n"
       " bb0: {\n StorageLive(_1);\n _1 = const 3_i32;\n _2 = const false;\n"
       " switchInt(copy _2) -> [0: bb1, otherwise: bb2];\n }\n"
       " bb1: {\n StorageDead(_1);\n goto -> bb2;\n }\n"
       " bb2: {\n _3 = copy _1; // <-\n return;\n }\n}\n"},
      // The second time around the storage is new, and the value of the first time is gone.
      {MIR_VERDICT_UB, "uninitialized",
       "fn main() -> () {\n let mut _0: ();\n let _1: bool;\n let _2: i32;\n let _3: i32;\n"
       " bb0: {\n _1 = const true;\n goto -> bb1;\n }\n"
       " bb1: {\n StorageLive(_2);\n switchInt(copy _1) -> [0: bb3, otherwise: bb2];\n }\n"
       " bb2: {\n _2 = const 1_i32;\n goto -> bb4;\n }\n"
       " bb3: {\n _3 = copy _2; // <-\n goto -> bb4;\n }\n"
       " bb4: {\n StorageDead(_2);\n _1 = const false;\n goto -> bb1;\n }\n}\n"},
  };
  CHECK(programs);
}

Test(mir_interpreter, what_is_not_supported_fails_only_when_it_is_executed) {
  static const program programs[] = {
      {MIR_VERDICT_FINISHED, "",
       "fn main() -> () {\n let mut _0: ();\n let _1: Missing;\n bb0: {\n goto -> bb1;\n }\n"
       " bb1: {\n return;\n }\n bb2: {\n _1 = Missing(const 1_i32);\n return;\n }\n}\n"},
      {MIR_VERDICT_UNSUPPORTED, "`Missing` is not declared; `--items FILE.rs` names its source",
       MAIN(" let _1: Missing;\n", "_1 = Missing(const 1_i32); // <-\n")},
      {MIR_VERDICT_UNSUPPORTED, "function `std::fs::read` is not modelled",
       "fn main() -> () {\n let mut _0: ();\n bb0: {\n"
       "_0 = std::fs::read() -> [return: bb1, unwind unreachable]; // <-\n }\n"
       " bb1: {\n return;\n }\n}\n"},
      {MIR_VERDICT_UNSUPPORTED, "can't call foreign function `printf`",
       "extern \"C\" { fn printf(format: *const i8, ...) -> i32; }\n"
       "fn main() -> () {\n let mut _0: ();\n let _1: i32;\n bb0: {\n"
       "_1 = printf(const {0x0 as *const i8}) -> [return: bb1, unwind unreachable]; // <-\n }\n"
       " bb1: {\n return;\n }\n}\n"},
      {MIR_VERDICT_USAGE, "no function `main`",
       "fn other() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"},
      {MIR_VERDICT_LIMIT, "nested calls",
       "fn f() -> () {\n let mut _0: ();\n bb0: {\n"
       "_0 = f() -> [return: bb1, unwind unreachable]; // <-\n }\n bb1: {\n return;\n }\n}\n"
       "fn main() -> () {\n let mut _0: ();\n bb0: {\n"
       "_0 = f() -> [return: bb1, unwind unreachable];\n }\n bb1: {\n return;\n }\n}\n"},
  };
  CHECK(programs);
}

Test(mir_interpreter, a_body_whose_types_do_not_fit_is_refused_with_its_line) {
  static const program programs[] = {
      {MIR_VERDICT_USAGE, "expected `u8`, found `i32`",
       MAIN(" let _1: u8;\n", "_1 = const 1_i32; // <-\n")},
      {MIR_VERDICT_USAGE, "cannot be dereferenced",
       MAIN(" let _1: u8;\n let _2: u8;\n", "_2 = copy (*_1); // <-\n")},
      {MIR_VERDICT_USAGE, "has no field",
       MAIN(" let _1: (u8, u8);\n let _2: u8;\n", "_2 = copy (_1.2: u8); // <-\n")},
      {MIR_VERDICT_USAGE, "cannot be indexed",
       MAIN(" let _1: u8;\n let _2: usize;\n", "_2 = const 0_usize;\n_1 = copy _1[_2]; // <-\n")},
      {MIR_VERDICT_USAGE, "the left operand of `Add`: expected a number, found `bool`",
       MAIN(" let _1: bool;\n", "_1 = Add(const true, const false); // <-\n")},
      {MIR_VERDICT_USAGE, "cannot be cast",
       MAIN(" let _1: f64;\n", "_1 = const 1f64 as f64 (IntToFloat); // <-\n")},
      {MIR_VERDICT_USAGE, "differ in size",
       MAIN(" let _1: u64;\n", "_1 = const 1_u8 as u64 (Transmute); // <-\n")},
      {MIR_VERDICT_USAGE, "0 arguments for 1 parameters",
       "fn f(_1: i32) -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"
       "fn main() -> () {\n let mut _0: ();\n bb0: {\n"
       "_0 = f() -> [return: bb1, unwind unreachable]; // <-\n }\n bb1: {\n return;\n }\n}\n"},
      {MIR_VERDICT_USAGE, "expected `(u8, u8)`, found `(u8,)`",
       MAIN(" let _1: (u8, u8);\n", "_1 = (const 1_u8,); // <-\n")},
  };
  CHECK(programs);
}

Test(mir_interpreter, consts_statics_and_functions_are_found) {
  static const program programs[] = {
      {MIR_VERDICT_FINISHED, "",
       "const LIMIT: (u8, [i32; 2]) = {\n let mut _0: (u8, [i32; 2]);\n let _1: [i32; 2];\n"
       " bb0: {\n_1 = [const 4_i32, const 5_i32];\n_0 = (const 1_u8, move _1);\n return;\n "
       "}\n}\n" MAIN_ASSERTS(
           " let _2: (u8, [i32; 2]);\n",
           "_2 = const LIMIT;\n_1 = Eq(copy (_2.1: [i32; 2])[1 of 2], const 5_i32);\n")},
      {MIR_VERDICT_UB, "read-only",
       "static TABLE: [u8; 2] = {\n let mut _0: [u8; 2];\n bb0: {\n_0 = [const 1_u8; 2];\n"
       " return;\n }\n}\nalloc1 (static: TABLE)\n" MAIN(
           " let _1: *mut u8;\n", "_1 = const {alloc1: *mut u8};\n(*_1) = const 3_u8; // <-\n")},
      {MIR_VERDICT_FINISHED, "",
       "static A: &B = const {alloc2: &B};\nstruct B { a: *const B, }\n"
       "alloc2 (static: LOOP, size: 8, align: 8) {\n    ╾──────alloc2────────╼ │ "
       "╾──────╼\n}\n" MAIN_ASSERTS(
           " let _2: *const *const u8;\n let _3: *const u8;\n let _4: *const u8;\n",
           "_2 = const {alloc2: *const *const u8};\n_3 = copy (*_2);\n"
           "_4 = copy _2 as *const u8 (PtrToPtr);\n_1 = Eq(copy _3, copy _4);\n")},
      {MIR_VERDICT_UNSUPPORTED, "depends on itself",
       "const A: i32 = {\n let mut _0: i32;\n bb0: {\n_0 = const A; // <-\n return;\n }\n}\n" MAIN(
           " let _1: i32;\n", "_1 = const A;\n")},
  };
  CHECK(programs);
}
