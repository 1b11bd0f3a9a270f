// SPDX-License-Identifier: MIT
//
// The type check: bodies whose types do not fit together are refused when they are loaded, with the
// whole message and the line that says `<-`, though nothing ever reaches them; bodies that merely
// look odd are let through.
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "mir/session.h"

typedef struct outcome {
  mir_verdict verdict;
  char message[512];
  uint32_t line;
} outcome;

static void keep(void *context, const mir_diagnostic *diagnostic) {
  outcome *outcome = context;
  outcome->verdict = diagnostic->verdict;
  outcome->line = diagnostic->location == NULL ? 0 : diagnostic->location->line;
  snprintf(outcome->message, sizeof outcome->message, "%s", diagnostic->message);
}

// What every text begins with: declarations, functions to call, and a main that calls nothing.
static const char prelude[] =
    "#[repr(C)] struct Point { x: i32, y: i32 }\n"
    "union Bits { word: u32, bytes: [u8; 4] }\n"
    "#[repr(u8)] enum Level { Low = 1, High = 200 }\n"
    "enum Shape { Dot, Line(Point, u8) }\n"
    "type Length = u64;\n"
    "struct Named<T> { length: Length, rest: T }\n"
    "extern \"C\" { fn measure(point: *const Point, n: Length) -> i32; }\n"
    "fn add(_1: i32, _2: u8) -> i32 {\n let mut _0: i32;\n bb0: {\n _0 = copy _1;\n return;\n "
    "}\n}\n"
    "fn stop() -> ! {\n let mut _0: !;\n bb0: {\n unreachable;\n }\n}\n"
    "const FIVE: u16 = const 5_u16;\n"
    "fn main() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n";

static void run(outcome *out_outcome, const char *text) {
  *out_outcome = (outcome){.verdict = MIR_VERDICT_FINISHED};
  mir_session_options options = {.policy = airlock_policy_default(),
                                 .depth_limit = 50,
                                 .diagnostic = keep,
                                 .context = out_outcome};
  mir_session *session = NULL;
  int exit_code;
  cr_assert_eq(mir_session_new(&session, &options), MIR_VERDICT_FINISHED);
  mir_verdict verdict = mir_session_read(session, "test.mir", text, strlen(text));
  if (verdict == MIR_VERDICT_FINISHED) {
    verdict = mir_session_run(session, &exit_code);
  }
  cr_expect_eq(verdict, out_outcome->verdict);
  mir_session_free(session);
}

static uint32_t marked_line(const char *text) {
  const char *mark = strstr(text, "<-");
  uint32_t line = mark == NULL ? 0 : 1;
  for (const char *next = text; next < mark; next++) {
    line += *next == '\n';
  }
  return line;
}

typedef struct body {
  const char *message;
  const char *locals;
  const char *code; // The statements and terminator of the first block; bb1 returns.
} body;

static void check_body(const body *body) {
  char text[4096];
  snprintf(
      text, sizeof text,
      "%sfn unreached() -> () {\n let mut _0: ();\n%s bb0: {\n%s\n }\n bb1: {\n return;\n }\n}\n",
      prelude, body->locals, body->code);
  outcome outcome;
  run(&outcome, text);
  mir_verdict expected = body->message == NULL ? MIR_VERDICT_FINISHED : MIR_VERDICT_USAGE;
  cr_expect_eq(outcome.verdict, expected, "%s\n%s", body->code, outcome.message);
  if (body->message != NULL) {
    cr_expect_str_eq(outcome.message, body->message);
    cr_expect_eq(outcome.line, marked_line(text), "line %u\n%s", outcome.line, body->code);
  }
}

#define CHECK(bodies)                                                                              \
  for (size_t i = 0; i < sizeof(bodies) / sizeof((bodies)[0]); i++) {                              \
    check_body(&(bodies)[i]);                                                                      \
  }
#define GOTO "\ngoto -> bb1;"
#define TO_BB1 " -> [return: bb1, unwind unreachable]; // <-"
#define CAST(from, to, kind)                                                                       \
  " let _1: " from ";\n let _2: " to ";\n", "_2 = copy _1 as " to " (" kind "); // <-" GOTO

TestSuite(type_check);

Test(type_check, assignments) {
  static const body bodies[] = {
      {"the assigned value: expected `i32`, found `u32`", " let _1: i32;\n",
       "_1 = const 1_u32; // <-" GOTO},
      {"the assigned value: expected `u8`, found `u16`", " let _1: u8;\n",
       "_1 = const FIVE; // <-" GOTO},
      {"the assigned value: expected `&[u8; 2]`, found `&[u8; 3]`", " let _1: &[u8; 2];\n",
       "_1 = const b\"abc\"; // <-" GOTO},
      {"the assigned value: expected `*const i32`, found `*const u32`",
       " let _1: *const i32;\n let _2: *const u32;\n", "_1 = copy _2; // <-" GOTO},
      {"the assigned value: expected `[u8; 3]`, found `[u8; 4]`", " let _1: [u8; 3];\n",
       "_1 = [const 0_u8; 4]; // <-" GOTO},
      {"an element: expected `u8`, found `i8`", " let _1: [u8; 2];\n",
       "_1 = [const 0_u8, const 0_i8]; // <-" GOTO},
      {"an array of 1 elements does not fit `[u8; 2]`", " let _1: [u8; 2];\n",
       "_1 = [const 0_u8]; // <-" GOTO},
      {"the assigned value: expected `(u8, bool)`, found `(u8, u8)`", " let _1: (u8, bool);\n",
       "_1 = (const 0_u8, const 0_u8); // <-" GOTO},
      {"the assigned address: expected `&i32`, found `&mut i32`", " let _1: i32;\n let _2: &i32;\n",
       "_2 = &mut _1; // <-" GOTO},
      {"the assigned address: expected `*const u32`, found `*const i32`",
       " let _1: i32;\n let _2: *const u32;\n", "_2 = &raw const _1; // <-" GOTO},
      {"a discriminant: expected `isize`, found `u8`", " let _1: Level;\n let _2: isize;\n",
       "_2 = discriminant(_1); // <-" GOTO},
      {"a discriminant: expected `u8`, found `isize`", " let _1: Shape;\n let _2: u8;\n",
       "_2 = discriminant(_1); // <-" GOTO},
      {"type `Shape` has no variant 2", " let _1: Shape;\n", "discriminant(_1) = 2; // <-" GOTO},
      {"`assume`: expected `bool`, found `u8`", "", "assume(const 1_u8); // <-" GOTO},
      {"the assigned value: expected `*const [u8]`, found `*const [u16]`",
       " let _1: *const u16;\n let _2: *const [u8];\n",
       "_2 = *const [u16] from (copy _1, const 3_usize); // <-" GOTO},
      {"the address of a pointer: expected a pointer, found `usize`", " let _1: *const [u16];\n",
       "_1 = *const [u16] from (const 1_usize, const 3_usize); // <-" GOTO},
      {NULL, " let _1: *const i32;\n let _2: *const i32;\n let _3: u64;\n let _4: Length;\n",
       "_2 = copy _1;\n_3 = const 1_u64;\n_4 = copy _3;" GOTO},
  };
  CHECK(bodies);
}

Test(type_check, places) {
  static const body bodies[] = {
      {"`i32` cannot be dereferenced", " let _1: i32;\n let _2: i32;\n",
       "_2 = copy (*_1); // <-" GOTO},
      {"`std::ptr::NonNull<i32>` cannot be dereferenced",
       " let _1: std::ptr::NonNull<i32>;\n let _2: i32;\n", "_2 = copy (*_1); // <-" GOTO},
      {"type `(u8, u16)` has no field 2", " let _1: (u8, u16);\n let _2: u8;\n",
       "_2 = copy (_1.2: u8); // <-" GOTO},
      {"type `&Point` has no field 0", " let _1: &Point;\n let _2: i32;\n",
       "_2 = copy (_1.0: i32); // <-" GOTO},
      {"field 1 of `(u8, u16)` has type `u8` in this text and `u16` in its declaration",
       " let _1: (u8, u16);\n let _2: u8;\n", "_2 = copy (_1.1: u8); // <-" GOTO},
      {"field 1 of `Point` has type `u32` in this text and `i32` in its declaration; it is "
       "declared "
       "at test.mir:1: print the MIR again, or name the source that it was printed from",
       " let _1: Point;\n let _2: u32;\n", "_2 = copy (_1.1: u32); // <-" GOTO},
      {"type `Shape` has no variant `Circle`; it is declared at test.mir:4: print the MIR again, "
       "or "
       "name the source that it was printed from",
       " let _1: Shape;\n let _2: u8;\n", "_2 = copy ((_1 as Circle).1: u8); // <-" GOTO},
      {"type `Point` has no variant `Dot`; it is declared at test.mir:1: print the MIR again, or "
       "name the source that it was printed from",
       " let _1: Point;\n let _2: u8;\n", "_2 = copy ((_1 as Dot).0: u8); // <-" GOTO},
      {"`i32` cannot be indexed", " let _1: i32;\n let _2: usize;\n",
       "_1 = copy _1[_2]; // <-" GOTO},
      {"an index: expected `usize`, found `u32`",
       " let _1: [u8; 4];\n let _2: u32;\n let _3: u8;\n", "_3 = copy _1[_2]; // <-" GOTO},
      {"a subslice: expected one within its bounds, found `[u8; 4]`",
       " let _1: [u8; 4];\n let _2: [u8; 2];\n", "_2 = copy _1[3..5]; // <-" GOTO},
      {"the assigned value: expected `[u8; 2]`, found `[u8; 3]`",
       " let _1: [u8; 4];\n let _2: [u8; 2];\n", "_2 = copy _1[1..4]; // <-" GOTO},
      {NULL, " let _1: Named<u8>;\n let _2: u64;\n let _3: Shape;\n let _4: Point;\n",
       "_2 = copy (_1.0: u64);\n_4 = move ((_3 as Line).0: Point);" GOTO},
  };
  CHECK(bodies);
}

Test(type_check, operators) {
  static const body bodies[] = {
      {"the left operand of `Add`: expected a number, found `bool`", " let _1: bool;\n",
       "_1 = Add(copy _1, copy _1); // <-" GOTO},
      {"the right operand of `Add`: expected `i32`, found `i64`", " let _1: i32;\n",
       "_1 = Add(copy _1, const 1_i64); // <-" GOTO},
      {"the result of `Mul`: expected `i64`, found `i32`", " let _1: i64;\n",
       "_1 = Mul(const 2_i32, const 3_i32); // <-" GOTO},
      {"the result of `SubWithOverflow`: expected `(u8, u8)`, found `(u8, bool)`",
       " let _1: (u8, u8);\n", "_1 = SubWithOverflow(const 2_u8, const 3_u8); // <-" GOTO},
      {"the result of `Lt`: the place has type `u8`, not `bool`", " let _1: u8;\n",
       "_1 = Lt(const 2_u8, const 3_u8); // <-" GOTO},
      {"the right operand of `Eq`: expected `*const u8`, found `*const i8`",
       " let _1: *const u8;\n let _2: *const i8;\n let _3: bool;\n",
       "_3 = Eq(copy _1, copy _2); // <-" GOTO},
      {"the left operand of `BitAnd`: expected an integer or `bool`, found `f64`",
       " let _1: f64;\n", "_1 = BitAnd(copy _1, copy _1); // <-" GOTO},
      {"the right operand of `Shl`: expected an integer, found `f32`", " let _1: u8;\n",
       "_1 = Shl(copy _1, const 1f32); // <-" GOTO},
      {"the left operand of `Offset`: expected a pointer, found `usize`", " let _1: usize;\n",
       "_1 = Offset(copy _1, const 1_usize); // <-" GOTO},
      {"the operand of `Neg`: expected a signed number, found `u8`", " let _1: u8;\n",
       "_1 = Neg(copy _1); // <-" GOTO},
      {"the operand of `Not`: expected an integer or `bool`, found `char`", " let _1: char;\n",
       "_1 = Not(copy _1); // <-" GOTO},
      {"the result of `PtrMetadata`: expected `usize`, found `u32`",
       " let _1: *const [u8];\n let _2: u32;\n", "_2 = PtrMetadata(copy _1); // <-" GOTO},
      {NULL, " let _1: u8;\n let _2: bool;\n let _3: f64;\n",
       "_1 = Shl(copy _1, const 1_i64);\n_2 = Le(copy _1, const 3_u8);\n_3 = Neg(copy _3);" GOTO},
  };
  CHECK(bodies);
}

Test(type_check, casts) {
  static const body bodies[] = {
      {"`f32` cannot be cast to `i32` by IntToInt", CAST("f32", "i32", "IntToInt")},
      {"`u32` cannot be cast to `char` by IntToInt", CAST("u32", "char", "IntToInt")},
      {"`i32` cannot be cast to `u8` by IntToFloat", CAST("i32", "u8", "IntToFloat")},
      {"`i32` cannot be cast to `i8` by FloatToInt", CAST("i32", "i8", "FloatToInt")},
      {"`usize` cannot be cast to `*const u8` by PtrToPtr", CAST("usize", "*const u8", "PtrToPtr")},
      {"`bool` cannot be cast to `usize` by PointerExposeProvenance",
       CAST("bool", "usize", "PointerExposeProvenance")},
      {"`usize` cannot be cast to `&u8` by PointerWithExposedProvenance",
       CAST("usize", "&u8", "PointerWithExposedProvenance")},
      {"`&[u8; 2]` cannot be cast to `&[i8]` by PointerCoercion(Unsize)",
       CAST("&[u8; 2]", "&[i8]", "PointerCoercion(Unsize, Implicit)")},
      {"`*const [u8; 2]` cannot be cast to `*const i8` by PointerCoercion(ArrayToPointer)",
       CAST("*const [u8; 2]", "*const i8", "PointerCoercion(ArrayToPointer, AsCast)")},
      {"`*mut u8` cannot be cast to `*const i8` by PointerCoercion(MutToConstPointer)",
       CAST("*mut u8", "*const i8", "PointerCoercion(MutToConstPointer, AsCast)")},
      {"`fn(i32)` cannot be cast to `unsafe fn(u32)` by PointerCoercion(UnsafeFnPointer)",
       CAST("fn(i32)", "unsafe fn(u32)", "PointerCoercion(UnsafeFnPointer, AsCast)")},
      {"the assigned value: expected `u8`, found `u16`", " let _1: u8;\n",
       "_1 = const 1_i32 as u16 (IntToInt); // <-" GOTO},
      {NULL, CAST("u8", "char", "IntToInt")},
      {NULL, CAST("*mut Point", "*const u8", "PtrToPtr")},
      {NULL, CAST("&[u8; 2]", "&[u8]", "PointerCoercion(Unsize, Implicit)")},
  };
  CHECK(bodies);
}

Test(type_check, aggregates) {
  static const body bodies[] = {
      {"1 parts do not make a value of `Point`, which has 2; it is declared at test.mir:1: print "
       "the "
       "MIR again, or name the source that it was printed from",
       " let _1: Point;\n", "_1 = Point { x: const 1_i32 }; // <-" GOTO},
      {"type `Point` has no field `z`; it is declared at test.mir:1: print the MIR again, or name "
       "the "
       "source that it was printed from",
       " let _1: Point;\n", "_1 = Point { x: const 1_i32, z: const 1_i32 }; // <-" GOTO},
      {"field `y` of `Point`: expected `i32`, found `i64`; it is declared at test.mir:1: print the "
       "MIR again, or name the source that it was printed from",
       " let _1: Point;\n", "_1 = Point { x: const 1_i32, y: const 1_i64 }; // <-" GOTO},
      {"the assigned value: expected `Point`, found a `Named`", " let _1: Point;\n",
       "_1 = Named { x: const 1_i32, y: const 1_i32 }; // <-" GOTO},
      {"the assigned value: expected `Shape`, found a `Shape::Circle`", " let _1: Shape;\n",
       "_1 = Shape::Circle(const 1_i32); // <-" GOTO},
      {"a value of union `Bits`: expected the type of a field, found `u64`", " let _1: Bits;\n",
       "_1 = Bits { word: const 1_u64 }; // <-" GOTO},
      {NULL, " let _1: Bits;\n let _2: [u8; 4];\n", "_1 = Bits { word: copy _2 };" GOTO},
  };
  CHECK(bodies);
}

Test(type_check, terminators) {
  static const body bodies[] = {
      {"`switchInt`: expected an integer, `bool` or `char`, found `f32`", " let _1: f32;\n",
       "switchInt(copy _1) -> [0: bb1, otherwise: bb1]; // <-"},
      {"value 2 of `switchInt`: expected one in the range of its operand, found `u8`",
       " let _1: u8;\n", "switchInt(copy _1) -> [0: bb1, 256: bb1, otherwise: bb1]; // <-"},
      {"value 1 of `switchInt`: expected one in the range of its operand, found `bool`",
       " let _1: bool;\n", "switchInt(copy _1) -> [2: bb1, otherwise: bb1]; // <-"},
      {"two arms of `switchInt` have the same value", " let _1: u8;\n",
       "switchInt(copy _1) -> [7: bb1, 2: bb1, 7: bb1, otherwise: bb1]; // <-"},
      {"`assert`: expected `bool`, found `i32`", " let _1: i32;\n",
       "assert(copy _1, \"no\") -> [success: bb1, unwind unreachable]; // <-"},
      {"1 arguments for 2 parameters of `add`", " let _1: i32;\n", "_1 = add(const 1_i32)" TO_BB1},
      {"argument 2 of `add`: expected `u8`, found `i8`", " let _1: i32;\n",
       "_1 = add(const 1_i32, const 1_i8)" TO_BB1},
      {"the result of `add`: expected `u32`, found `i32`", " let _1: u32;\n",
       "_1 = add(const 1_i32, const 1_u8)" TO_BB1},
      {"argument 1 of `measure`: expected `*const Point`, found `*mut Point`",
       " let _1: i32;\n let _2: *mut Point;\n", "_1 = measure(copy _2, const 1_u64)" TO_BB1},
      {"3 arguments for 2 parameters of `measure`", " let _1: i32;\n let _2: *const Point;\n",
       "_1 = measure(copy _2, const 1_u64, const 1_u64)" TO_BB1},
      {"argument 1 of `the function pointer`: expected `u8`, found `bool`",
       " let _1: fn(u8) -> u8;\n let _2: u8;\n", "_2 = copy _1(const true)" TO_BB1},
      {"a callee: expected a function, found `u8`", " let _1: u8;\n", "_1 = copy _1()" TO_BB1},
      {NULL, " let _1: u8;\n", "_1 = stop() -> unwind unreachable;"},
      {NULL, " let _1: i32;\n let _2: *const Point;\n",
       "_1 = measure(copy _2, const 1_u64)" TO_BB1},
  };
  CHECK(bodies);
}

typedef struct text {
  const char *message;
  const char *text;
} text;

#define NO_SIZE(name)                                                                              \
  "type `" name "` contains itself, so it has no size; a pointer in between would give it one"

// Nothing uses these types; of a cycle the declaration that comes first is named.
static const text declarations[] = {
    {NO_SIZE("A"), "struct A { x: A } // <-\n"},
    {NO_SIZE("A"), "struct A { x: B } // <-\nstruct B { y: (u8, A) }\n"},
    {NO_SIZE("A"), "struct A { x: [A; 2] } // <-\n"},
    {NO_SIZE("A"), "struct A { x: std::option::Option<A> } // <-\n"},
    {NO_SIZE("A"), "union A { x: std::mem::ManuallyDrop<A>, y: u8 } // <-\n"},
    {NO_SIZE("L"), "enum L { Nil, Cons(u8, L) } // <-\n"},
    {NO_SIZE("G"), "struct G<T> { x: T, y: std::option::Option<G<(T, T)>> } // <-\n"},
    {NO_SIZE("W"), "struct P<T>(T);\nstruct W { x: P<W> } // <-\n"},
    {NO_SIZE("A"), "type A = B; // <-\ntype B = A;\n"},
    {NO_SIZE("A"), "type A<T> = A<(T, T)>; // <-\n"},
    {NULL, "struct A { x: *const A, y: std::boxed::Box<A>, z: std::marker::PhantomData<A> }\n"},
    {NULL, "struct G<T> { x: *const G<(T, T)> }\nstruct P<T>(*const T);\nstruct W { x: P<W> }\n"},
};

static const text items[] = {
    {"the return place: expected `i32`, found `u32`",
     "fn f() -> i32 { // <-\n let mut _0: u32;\n bb0: {\n return;\n }\n}\n"},
    {"the value of a constant: expected `u8`, found `i8`", "const A: u8 = const 1_i8; // <-\n"},
    {"the value of a constant: expected `(u8, bool)`, found `(u8, u8)`",
     "static A: (u8, bool) = const (1_u8, 1_u8); // <-\n"},
    {"the assigned value: expected `[u8; 2]`, found `[u8; 3]`",
     "const A: [u8; 2] = {\n let mut _0: [u8; 2];\n bb0: {\n _0 = [const 1_u8; 3]; // <-\n "
     "return;\n }\n}\n"},
    {"argument 2 of `add`: expected `u8`, found `u16`",
     "fn g() -> () {\n let mut _0: ();\n let mut _1: i32;\n bb0: {\n"
     " _1 = add(const 1_i32, const 1_u16) -> [return: bb1, unwind unreachable]; // <-\n }\n"
     " bb1: {\n return;\n }\n}\n"},
    {"constant `A` depends on itself",
     "const A: u8 = const B;\nconst B: u8 = const A;\n"
     "fn f() -> u8 {\n let mut _0: u8;\n bb0: {\n _0 = const A; // <-\n return;\n }\n}\n"},
    {"the program has a second function `main`; the first stands in line 22",
     "fn main() -> () { // <-\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"},
};

static void check_texts(const text *texts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char whole[4096];
    snprintf(whole, sizeof whole, "%s%s", prelude, texts[i].text);
    outcome outcome;
    run(&outcome, whole);
    bool is_refused = texts[i].message != NULL;
    cr_expect_eq(outcome.verdict, is_refused ? MIR_VERDICT_USAGE : MIR_VERDICT_FINISHED, "%s",
                 texts[i].text);
    if (is_refused) {
      cr_expect_str_eq(outcome.message, texts[i].message);
      cr_expect_eq(outcome.line, marked_line(whole), "line %u\n%s", outcome.line, texts[i].text);
    }
  }
}

Test(type_check, items) {
  check_texts(items, sizeof items / sizeof *items);
}

Test(type_check, types_that_contain_themselves) {
  check_texts(declarations, sizeof declarations / sizeof *declarations);
}

// Two functions in different blocks of one function have one name: neither can be called by it.
Test(type_check, names_that_mean_two_items_are_not_guessed) {
  static const char text[] =
      "fn f() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"
      "fn f() -> () {\n let mut _0: ();\n bb0: {\n return;\n }\n}\n"
      "fn main() -> () {\n let mut _0: ();\n bb0: {\n"
      " _0 = f() -> [return: bb1, unwind unreachable]; // <-\n }\n bb1: {\n return;\n }\n}\n";
  outcome outcome;
  run(&outcome, text);
  cr_expect_eq(outcome.verdict, MIR_VERDICT_UNSUPPORTED);
  cr_expect_str_eq(outcome.message,
                   "calling `f`, which the text has more than once; the last stands in line 7");
  cr_expect_eq(outcome.line, marked_line(text));
}
