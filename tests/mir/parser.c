// SPDX-License-Identifier: MIT
//
// The parser of MIR text: tables of constructs and how they are understood, tables of refusals with
// their line and column, whole texts as rustc prints them, and texts that were damaged.
#include "mir/parser.h"

#include "../random.h"
#include "mir/intern.h"
#include "syntax.h"

#include <sys/resource.h>
#include <unistd.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

// A function whose first block is what follows; each local and block that the tables use is there.
#define HEAD                                                                                       \
  "fn f(_1: &T, _2: u8) -> () {\n"                                                                 \
  "let _0: (); let _3: A; let _4: B; let _5: C; let _6: D; let _7: E; let _8: F; let _9: G;\n"     \
  "bb0: {\n"
#define TAIL "\n}\nbb1: { return; }\nbb2: { return; }\nbb3 (cleanup): { resume; }\n}\n"

static reading read_block(const char *block) {
  char text[4096];
  snprintf(text, sizeof text, HEAD "%s" TAIL, block);
  return read_text(mir_parse_text, text);
}

static void expect_read(const reading *result, const char *text) {
  cr_assert_eq(result->status, MIR_OK, "%s\nis refused at %u:%u: %s", text, result->error.line,
               result->error.column, result->error.message);
}

// A type by way of a function's argument.
static const mir_type *read_type(const char *spelling, reading *out_result) {
  char text[1024];
  snprintf(text, sizeof text, "fn f(_1: %s) -> () { let _0: (); bb0: { return; } }", spelling);
  *out_result = read_text(mir_parse_text, text);
  expect_read(out_result, spelling);
  return out_result->program->items[0]->body->locals[1].type;
}

//===------------------------------------------------------------------------------------------===//
// Constructs
//===------------------------------------------------------------------------------------------===//

Test(parser, types_keep_their_structure_without_lifetimes) {
  const struct {
    const char *spelling;
    mir_type_kind kind;
    const char *text; // Or NULL when it is spelled the same.
  } table[] = {
      {"i32", MIR_TYPE_PRIMITIVE, NULL},
      {"str", MIR_TYPE_STR, NULL},
      {"!", MIR_TYPE_NEVER, NULL},
      {"()", MIR_TYPE_TUPLE, NULL},
      {"(u8,)", MIR_TYPE_TUPLE, NULL},
      {"(u8, (bool, char))", MIR_TYPE_TUPLE, NULL},
      {"&'a mut [T; 3]", MIR_TYPE_REFERENCE, "&mut [T; 3]"},
      {"*const *mut [u8]", MIR_TYPE_RAW_POINTER, NULL},
      {"[u8; N]", MIR_TYPE_ARRAY, NULL},
      {"[u8; a::{constant#0}]", MIR_TYPE_ARRAY, NULL},
      {"std::slice::Iter<'_, D>", MIR_TYPE_PATH, "std::slice::Iter<D>"},
      {"Vec::<Vec<u8>>", MIR_TYPE_PATH, "Vec<Vec<u8>>"},
      {"std::fmt::Arguments<'_>", MIR_TYPE_PATH, "std::fmt::Arguments"},
      {"A<7, true, 'x', -3, T>", MIR_TYPE_PATH, "A<7, true, '\\u{78}', -3, T>"},
      {"<T as std::iter::Iterator>::Item", MIR_TYPE_PATH, NULL},
      {"<<T as A>::B as C<u8>>::D", MIR_TYPE_PATH, NULL},
      {"fn()", MIR_TYPE_FUNCTION_POINTER, NULL},
      {"for<'a> unsafe extern \"C\" fn(&'a u8, ...) -> i32", MIR_TYPE_FUNCTION_POINTER,
       "unsafe extern \"C\" fn(&u8, ...) -> i32"},
      {"extern fn(u8)", MIR_TYPE_FUNCTION_POINTER, "extern \"C\" fn(u8)"},
      {"fn(i32) -> i32 {twice}", MIR_TYPE_FUNCTION_ITEM, NULL},
      {"fn() -> fn(i32) -> i32 {get}", MIR_TYPE_FUNCTION_ITEM, NULL},
      {"std::option::Option<fn(u8) -> D {D}>", MIR_TYPE_PATH, NULL},
      {"{closure@a b.rs:31:13: 31:21}", MIR_TYPE_CLOSURE, NULL},
      {"&dyn Shape + std::marker::Send", MIR_TYPE_REFERENCE, "&(dyn Shape + std::marker::Send)"},
      {"&(dyn Shape + 'static)", MIR_TYPE_REFERENCE, "&dyn Shape"},
      {"dyn for<'a> std::ops::Fn(&'a str) -> u8 + Send", MIR_TYPE_DYN,
       "dyn std::ops::Fn<(&str,), Output = u8> + Send"},
      {"dyn FnOnce()", MIR_TYPE_DYN, "dyn FnOnce<(), Output = ()>"},
      {"dyn Iterator<Item = (u8, char)>", MIR_TYPE_DYN, NULL},
      {"impl Shape + Send", MIR_TYPE_OPAQUE, NULL},
      {"(u32) is 1..=5", MIR_TYPE_PATTERN, NULL},
      {"(*const T) is !null", MIR_TYPE_PATTERN, NULL},
      {"_", MIR_TYPE_INFERRED, NULL},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    reading result;
    const mir_type *type = read_type(table[i].spelling, &result);
    const char *expected = table[i].text == NULL ? table[i].spelling : table[i].text;
    cr_expect_eq(type->kind, table[i].kind, "%s", table[i].spelling);
    cr_expect_str_eq(mir_type_text(result.arena, type), expected);
    release(&result);
  }
}

Test(parser, equal_types_and_paths_are_one) {
  reading result = read_text(
      mir_parse_text,
      "fn f(_1: &'a Vec<[u8; 4]>, _2: & Vec::<[u8; 4usize]>, _3: fn(u8) -> (), _4: fn(u8)) -> () {"
      "let _0: (); bb0: { return; } }");
  expect_read(&result, "equal types");
  const mir_local *locals = result.program->items[0]->body->locals;
  cr_expect_eq(locals[1].type, locals[2].type);
  cr_expect_eq(locals[3].type, locals[4].type);
  cr_expect_eq(locals[0].type, mir_intern_unit(result.arena));
  release(&result);
}

Test(parser, paths_have_a_stem_without_generic_arguments) {
  const char *const table[][2] = {
      {"main", "main"},
      {"std::boxed::Box::<[D; 2]>::new_uninit", "std::boxed::Box::new_uninit"},
      {"<Vec<D> as Index<RangeFull>>::index", "<Vec as Index>::index"},
      {"core::slice::<impl [u8]>::as_ptr", "core::slice::<impl [u8]>::as_ptr"},
      {"std::ptr::const_ptr::<impl *const T>::cast::<u8>",
       "std::ptr::const_ptr::<impl *const T>::cast"},
      {"a::<impl PartialEq<u8> for &i32>::eq", "a::<impl PartialEq for &i32>::eq"},
      {"a::<impl at src/a b.rs:8:1: 8:16>::drop", "a::<impl at src/a b.rs:8:1: 8:16>::drop"},
      {"<impl Shape + Send as Shape>::area", "<impl Shape + Send as Shape>::area"},
      {"apply::<impl Fn(i32)>", "apply"},
      {"main::{closure#0}::{constant#2}", "main::{closure#0}::{constant#2}"},
      {"Page::0::{constant#0}", "Page::0::{constant#0}"},
      {"S::{nested#0}", "S::{nested#0}"},
      {"<{closure@f.rs:3:1: 3:2} as Fn<(i32,)>>::call", "<{closure@f.rs:3:1: 3:2} as Fn>::call"},
      {"r#type::r#fn", "type::fn"},
      {"std::fmt::Arguments::<'_>::new::<4, 1>", "std::fmt::Arguments::new"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    char text[512];
    snprintf(text, sizeof text, "const %s: u8 = const 3_u8;", table[i][0]);
    reading result = read_text(mir_parse_text, text);
    expect_read(&result, text);
    cr_expect_str_eq(result.program->items[0]->path->stem, table[i][1]);
    release(&result);
  }
}

Test(parser, constants_keep_their_value) {
  const char *const table[][2] = {
      {"7_i32", "7:i32"},
      {"-1_i8", "0xffffffffffffffffffffffffffffffff:i8"},
      {"340282366920938463463374607431768211455_u128", "0xffffffffffffffffffffffffffffffff:u128"},
      {"-170141183460469231731687303715884105728_i128", "0x80000000000000000000000000000000:i128"},
      {"true", "true:bool"},
      {"'\\''", "U+0027:char"},
      {"'\\u{1F600}'", "U+1F600:char"},
      {"'\xc3\xa9'", "U+00E9:char"},
      {"1f64", "1=1:f64"},
      {"-0f64", "-0=-0:f64"},
      {"2.5f32", "2.5=2.5:f32"},
      {"1.0E+21f64", "1.0E+21=1e+21:f64"},
      {"NaN_f32", "NaN=nan:f32"},
      {"-inf_f64", "-inf=-inf:f64"},
      {"\"a\\\"\\n\\0\\u{e9}\"", "\"a\"<0a><00><c3><a9>\""},
      {"b\"\\xff\\\\\"", "b\"<ff>\\\""},
      {"*b\"xy\"", "*b\"xy\""},
      {"()", "tuple()"},
      {"(1_u8, (true, 'a'))", "tuple(1:u8, tuple(true:bool, U+0061:char))"},
      {"[1_u8, 2_u8]", "array(1:u8, 2:u8)"},
      {"{alloc3: *mut T}", "alloc3+0:*mut T"},
      {"{alloc3+0x8<imm>: &T}", "alloc3+8 imm:&T"},
      {"Slice { alloc_id: alloc57, meta: 2 }: &CStr", "alloc57+0 meta 2:&CStr"},
      {"Indirect { alloc_id: alloc5, offset: Size(16 bytes) }: Pt", "at alloc5+16:Pt"},
      {"{0x10 as *const i32}", "address 16:*const i32"},
      {"{0xff: E}", "bits 255:E"},
      {"{transmute(0x01): E}", "bits 1:E"},
      {"<uninit>", "uninit"},
      {"<ZST>", "zst"},
      {"ZeroSized: {closure@f.rs:1:2: 3:4}", "zst:{closure@f.rs:1:2: 3:4}"},
      {"<static(DefId(0:3 ~ crate[8f2a]::a::NAME))>", "static a::NAME"},
      {"main::promoted[2]", "path main::promoted[2]"},
      {"<i32 as std::mem::SizedTypeProperties>::ALIGN",
       "path <i32 as std::mem::SizedTypeProperties>::ALIGN"},
      {"Some::<i32>(1_i32)", "Some<i32>(1:i32)"},
      {"Pt {{ x: const 3_i32, y: 4_u8 }}", "Pt(x=3:i32, y=4:u8)"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    char text[512];
    snprintf(text, sizeof text, "const C: T = const %s;", table[i][0]);
    reading result = read_text(mir_parse_text, text);
    expect_read(&result, text);
    description out = {.arena = result.arena};
    say_constant(&out, result.program->items[0]->constant);
    cr_expect_str_eq(out.text, table[i][1]);
    release(&result);
  }
}

static const char *const statements[][2] = {
    {"_0 = const ()", "_0 = tuple()"},
    {"(*_1) = copy (*((*_1).0: &T))", "_1 * = copy _1 * .0:&T *"},
    {"_3 = move ((_4 as Some).0: u8)", "_3 = move _4 as Some#0 .0:u8"},
    {"_3 = copy ((_4 as variant#2).1: u8)", "_3 = copy _4 as #2 .1:u8"},
    {"_3 = copy (*_1)[_2]", "_3 = copy _1 * [_2]"},
    {"_3 = copy _4[1 of 3]", "_3 = copy _4 [1 of 3]"},
    {"_3 = copy _4[-1 of 3]", "_3 = copy _4 [end-1 of 3]"},
    {"_3 = copy _4[1:-2]", "_3 = copy _4 [1 to end-2]"},
    {"_3 = copy _4[1:]", "_3 = copy _4 [1 to end-0]"},
    {"_3 = copy _4[1..4]", "_3 = copy _4 [1 to 4]"},
    {"_3 = no_retag copy _4", "_3 = copy _4"},
    {"_3 = E::A", "_3 = path E::A"},
    {"_3 = cb as extern \"C\" fn(i32) (PointerCoercion(ReifyFnPointer(Safe), Implicit))",
     "_3 = PointerCoercion(ReifyFnPointer) path cb to extern \"C\" fn(i32)"},
    {"_3 = copy _4 as &dyn Shape (PointerCoercion(Unsize, AsCast))",
     "_3 = PointerCoercion(Unsize) copy _4 to &dyn Shape"},
    {"_3 = move _4 as usize (PointerExposeProvenance)",
     "_3 = PointerExposeProvenance move _4 to usize"},
    {"_3 = const 97_u8 as char (IntToInt)", "_3 = IntToInt 97:u8 to char"},
    {"_3 = AddWithOverflow(copy _4, const 1_i32)", "_3 = AddWithOverflow copy _4 1:i32"},
    {"_3 = Not(move _4)", "_3 = Not move _4"},
    {"_3 = PtrMetadata(copy _1)", "_3 = PtrMetadata copy _1"},
    {"_3 = Add(copy _4)", "_3 = adt Add [copy _4]"},
    {"_3 = &_4", "_3 = ref _4"},
    {"_3 = &mut (*_1)", "_3 = ref mut _1 *"},
    {"_3 = &raw const _4", "_3 = raw _4"},
    {"_3 = &raw mut (*_1)", "_3 = raw mut _1 *"},
    {"_3 = &raw const (fake) (*_1)", "_3 = raw fake _1 *"},
    {"_3 = discriminant((*_1))", "_3 = discriminant _1 *"},
    {"_3 = [copy _4; 3]", "_3 = repeat copy _4 times 3"},
    {"_3 = [const 1_u8; N]", "_3 = repeat 1:u8 times N"},
    {"_3 = []", "_3 = array []"},
    {"_3 = [move _4, const \"x\"]", "_3 = array [move _4, \"x\"]"},
    {"_3 = ()", "_3 = tuple []"},
    {"_3 = (move _4,)", "_3 = tuple [move _4]"},
    {"_3 = (copy _4, const 1_u8)", "_3 = tuple [copy _4, 1:u8]"},
    {"_3 = D(const 4_i32)", "_3 = adt D [4:i32]"},
    {"_3 = Option::<i32>::Some(copy _4)", "_3 = adt Option<i32>::Some [copy _4]"},
    {"_3 = U { a: const 5_u32, r#type: move _4 }", "_3 = adt U [a=5:u32, type=move _4]"},
    {"_3 = {closure@f.rs:1:2: 3:4} { d: move _4 }",
     "_3 = closure {closure@f.rs:1:2: 3:4} [d=move _4]"},
    {"_3 = {closure@f.rs:1:2: 3:4}", "_3 = closure {closure@f.rs:1:2: 3:4} []"},
    {"_3 = &/*tls*/ a::X", "_3 = thread-local a::X []"},
    {"_3 = *const [T] from (copy _4, copy _5)", "_3 = from parts *const [T] [copy _4, copy _5]"},
    {"_3 = UbChecks", "_3 = ub checks"},
    {"StorageLive(_3)", "live _3"},
    {"StorageDead(_3)", "dead _3"},
    {"PlaceMention((*_1))", "mention _1 *"},
    {"Deinit(_3)", "deinit _3"},
    {"discriminant((*_1)) = 2", "set variant of _1 * to 2"},
    {"assume(copy _3)", "assume copy _3"},
    {"copy_nonoverlapping(dst = copy _3, src = copy _4, count = const 2_usize)",
     "copy bytes copy _4 to copy _3 count 2:usize"},
    {"ConstEvalCounter", "counter"},
    {"nop", "nop"},
};

Test(parser, statements_are_understood) {
  for (size_t i = 0; i < COUNT(statements); i++) {
    char text[512];
    snprintf(text, sizeof text, "nop; %s; nop; return;", statements[i][0]);
    reading result = read_block(text);
    expect_read(&result, text);
    const mir_block *block = &result.program->items[0]->body->blocks[0];
    description out = {.arena = result.arena};
    cr_assert_eq(block->statement_count, 3);
    say_statement(&out, &block->statements[1]);
    cr_expect_str_eq(out.text, statements[i][1]);
    cr_expect_eq(block->statements[2].kind, MIR_STATEMENT_NOP);
    release(&result);
  }
}

Test(parser, terminators_are_understood) {
  const char *const table[][2] = {
      {"goto -> bb1", "goto, target 1"},
      {"return", "return"},
      {"unreachable", "unreachable"},
      {"resume", "resume"},
      {"terminate(abi)", "terminate"},
      {"switchInt(move _3) -> [0: bb1, 255: bb2, otherwise: bb3]",
       "switch move _3, 0 to 1, 255 to 2, otherwise 3"},
      {"switchInt(copy _3) -> [340282366920938463463374607431768211455: bb1]",
       "switch copy _3, 0xffffffffffffffffffffffffffffffff to 1"},
      {"switchInt(UbChecks) -> [0: bb1, otherwise: bb2]", "switch ub checks, 0 to 1, otherwise 2"},
      {"assert(!move (_3.1: bool), \"{} + {}\", copy _4, const 1_i32) -> [success: bb1, unwind "
       "unreachable]",
       "assert not move _3 .1:bool \"{}<20>+<20>{}\" [copy _4, 1:i32], target 1, unwind never"},
      {"assert(copy _3, \"x\") -> bb1", "assert copy _3 \"x\" [], target 1"},
      {"drop(_3) -> [return: bb1, unwind: bb3]", "drop _3, target 1, unwind to 3"},
      {"_3 = f(move _4, const 1_u8) -> [return: bb1, unwind continue]",
       "call path f [move _4, 1:u8] -> _3, target 1, unwind on"},
      {"_3 = Add(copy _4, copy _5) -> bb1", "call path Add [copy _4, copy _5] -> _3, target 1"},
      {"_3 = discriminant(copy _4) -> bb1", "call path discriminant [copy _4] -> _3, target 1"},
      {"_3 = exit(const 3_i32) -> unwind unreachable",
       "call path exit [3:i32] -> _3, unwind never"},
      {"_3 = <T as A<u8>>::g() -> [return: bb1, unwind terminate(cleanup)]",
       "call path <T as A<u8>>::g [] -> _3, target 1, unwind stops"},
      {"_3 = move _4(copy _5) -> bb1", "call move _4 [copy _5] -> _3, target 1"},
      {"(*_1) = copy ((*_1).0: fn()) () -> bb1", "call copy _1 * .0:fn() [] -> _1 *, target 1"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    char text[512];
    snprintf(text, sizeof text, "%s;", table[i][0]);
    reading result = read_block(text);
    expect_read(&result, text);
    description out = {.arena = result.arena};
    say_terminator(&out, &result.program->items[0]->body->blocks[0].terminator);
    cr_expect_str_eq(out.text, table[i][1]);
    release(&result);
  }
}

//===------------------------------------------------------------------------------------------===//
// Comments and declarations
//===------------------------------------------------------------------------------------------===//

Test(parser, comments_give_spans_scopes_and_signatures) {
  const char *text =
      "fn f() -> () {\n"
      "    debug two => _1;  // in scope 0 at a b.rs:1:2: 3:4\n"
      "    let mut _0: (); // return place in scope 0 at a b.rs:5:6: 5:6\n"
      "    let _1: u8;\n"
      "    scope 2 { scope 1 (inlined #[track_caller] g::<u8>) { // at x:1:1: 1:2\n"
      "        debug one => const 1_u8; } }\n"
      "    bb0: {\n"
      "        nop; // scope 2 at /rustc/a:b/c.rs:59:13: 59:96\n"
      "        nop; // anything else\n"
      "        // scope 1 at not.rs:1:1: 1:1\n"
      "        _0 = printf(const g) -> bb0; // scope 1 at a.rs:7:8: 9:10\n"
      "            // mir::ConstOperand\n"
      "            // + span: a.rs:7:8: 7:9\n"
      "            // + const_: Const { ty: unsafe extern \"C\" fn(*const i8, ...) -> "
      "i32 {printf}, val: Value(printf) }\n"
      "    }\n"
      "}\n";
  reading result = read_text(mir_parse_text, text);
  expect_read(&result, text);
  const mir_body *body = result.program->items[0]->body;
  cr_expect_eq(body->scope_count, 3);
  cr_expect_eq(body->scopes[1].parent, 2);
  cr_expect_eq(body->scopes[2].parent, 0);
  cr_expect_str_eq(body->scopes[1].inlined->stem, "g");
  cr_expect_eq(body->scopes[1].call_site.end_column, 2);
  cr_expect_eq(body->variable_count, 2);
  cr_expect_str_eq(body->locals[1].name, "two");
  cr_expect_null(body->locals[0].name);
  cr_expect_str_eq(body->locals[0].source.span.file, "a b.rs");
  cr_expect_eq(body->locals[0].source.span.line, 5);
  const mir_statement *statements = body->blocks[0].statements;
  cr_expect_str_eq(statements[0].source.span.file, "/rustc/a:b/c.rs");
  cr_expect_eq(statements[0].source.span.end_column, 96);
  cr_expect_eq(statements[0].source.scope, 2);
  cr_expect_eq(statements[0].source.position.line, 8);
  cr_expect_null(statements[1].source.span.file);
  const mir_terminator *call = &body->blocks[0].terminator;
  cr_expect_eq(call->source.scope, 1);
  const mir_type *type = call->call.function.constant->type;
  cr_assert_not_null(type);
  cr_expect_eq(type->kind, MIR_TYPE_FUNCTION_ITEM);
  cr_expect_str_eq(type->function.abi, "C");
  cr_expect(type->function.is_variadic);
  cr_expect_null(call->call.arguments.items[0].constant->type);
  release(&result);
}

Test(parser, long_functions_nest_scopes_without_limit) {
  size_t count = 20000;
  char *text = malloc(count * 64);
  cr_assert_not_null(text);
  size_t length = (size_t)sprintf(text, "fn f() -> () { let _0: ();");
  for (size_t i = 1; i <= count; i++) {
    length += (size_t)sprintf(text + length, "scope %zu {", i);
  }
  for (size_t i = 1; i <= count; i++) {
    text[length++] = '}';
  }
  length += (size_t)sprintf(text + length, "bb0: { return; } }");
  reading result = read_bytes(mir_parse_text, text, length);
  expect_read(&result, "many scopes");
  cr_expect_eq(result.program->items[0]->body->scope_count, count + 1);
  free(text);
  release(&result);
}

//===------------------------------------------------------------------------------------------===//
// Allocations and items
//===------------------------------------------------------------------------------------------===//

Test(parser, allocations_keep_bytes_initialisation_and_pointers) {
  const char *text =
      "alloc8 (static: a::S)\n"
      "alloc1 (static: a::S, size: 44, align: 8) {\n"
      "    0x00 │ 01 ╾──alloc12+0xc<imm>───╼ 09 __ 07 ╾a14<imm> (8 ptr bytes) │ .╾──────╼.│}╾───\n"
      "    0x10 │ ──────────╼ 05 00 00 00 00 00 00 00 ╾──alloc6── │ ───╼........╾───\n"
      "    0x20 │ ──────────╼ ff fe fd fc __ __ __ 00             │ ╾──────╼....\n"
      "}\n"
      "alloc12 (extern static: environ)\n"
      "alloc6 (fn: a::f)\n"
      "alloc3 (vtable: impl Shape + Send for D<u8>)\n"
      "alloc4 (size: 0, align: 1) {}\n"
      "alloc1 (static: a::S)\n";
  reading result = read_text(mir_parse_text, text);
  expect_read(&result, text);
  const uint64_t ids[] = {1, 3, 4, 6, 8, 12};
  cr_assert_eq(result.program->allocation_count, COUNT(ids));
  for (size_t i = 0; i < COUNT(ids); i++) {
    cr_expect_eq(result.program->allocations[i]->id, ids[i]);
    cr_expect_eq(mir_find_allocation(result.program, ids[i]), result.program->allocations[i]);
  }
  cr_expect_null(mir_find_allocation(result.program, 2));
  const mir_allocation *memory = mir_find_allocation(result.program, 1);
  cr_assert_not_null(memory);
  cr_assert(memory->has_bytes && memory->size == 44 && memory->align == 8);
  cr_expect_str_eq(memory->path->stem, "a::S");
  const mir_relocation expected[] = {{1, 12, 12, true}, {12, 14, 0, true}, {28, 6, 0, false}};
  cr_assert_eq(memory->relocation_count, COUNT(expected));
  for (size_t i = 0; i < COUNT(expected); i++) {
    const mir_relocation *relocation = &memory->relocations[i];
    cr_expect_eq(relocation->offset, expected[i].offset);
    cr_expect_eq(relocation->allocation, expected[i].allocation);
    cr_expect_eq(relocation->addend, expected[i].addend);
    cr_expect_eq(relocation->is_immutable, expected[i].is_immutable);
  }
  for (uint64_t i = 0; i < 44; i++) {
    bool is_uninitialized = i == 10 || (i >= 40 && i < 43);
    cr_expect_eq(memory->is_initialized[i], !is_uninitialized, "byte %lu", i);
  }
  cr_expect_eq(memory->bytes[9], 9);
  cr_expect_eq(memory->bytes[20], 5);
  cr_expect_eq(memory->bytes[36], 0xff);
  const mir_allocation *vtable = mir_find_allocation(result.program, 3);
  cr_expect_eq(vtable->kind, MIR_ALLOCATION_VTABLE);
  cr_expect_str_eq(vtable->path->stem, "Shape");
  cr_expect_str_eq(mir_type_text(result.arena, vtable->type), "D<u8>");
  cr_expect_eq(mir_find_allocation(result.program, 12)->kind, MIR_ALLOCATION_EXTERN_STATIC);
  cr_expect_eq(mir_find_allocation(result.program, 6)->kind, MIR_ALLOCATION_FUNCTION);
  cr_expect_not(mir_find_allocation(result.program, 8)->has_bytes);
  release(&result);
}

Test(parser, items_have_kinds) {
  const struct {
    const char *text;
    mir_item_kind kind;
    size_t count;
  } table[] = {
      {"fn f(_1: u8) -> u8 { let _0: u8; bb0: { return; } }", MIR_ITEM_FUNCTION, 1},
      {"static mut S: u8 = { let _0: u8; bb0: { return; } }", MIR_ITEM_STATIC, 1},
      {"const C: u8 = const 1_u8;", MIR_ITEM_CONST, 1},
      {"const a::promoted[0]: u8 = const 1_u8;", MIR_ITEM_PROMOTED, 1},
      {"const E::A::{constant#0}: u8 = const 1_u8;", MIR_ITEM_ANONYMOUS_CONST, 1},
      {"a::{constant#1}: u8 = const 1_u8;", MIR_ITEM_ANONYMOUS_CONST, 1},
      {"fn f() -> () { let _0: (); bb0: { return; } }\n// MIR FOR CTFE\n"
       "fn f() -> () { let _0: (); bb0: { unreachable; } }",
       MIR_ITEM_FUNCTION, 1},
      {"\xef\xbb\xbf\r\nconst C: u8 = const 1_u8; // end", MIR_ITEM_CONST, 1},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    reading result = read_text(mir_parse_text, table[i].text);
    expect_read(&result, table[i].text);
    cr_expect_eq(result.program->item_count, table[i].count);
    cr_expect_eq(result.program->items[0]->kind, table[i].kind);
    cr_expect_eq(result.program->items[0]->is_mutable, strstr(table[i].text, "mut") != NULL);
    release(&result);
  }
}

//===------------------------------------------------------------------------------------------===//
// Whole texts
//===------------------------------------------------------------------------------------------===//

typedef struct facts {
  size_t items;
  size_t steps;
  size_t steps_with_span;
  size_t calls;
  size_t typed_calls;
} facts;

static facts count_facts(const mir_program *program) {
  facts facts = {.items = program->item_count};
  for (size_t i = 0; i < program->item_count; i++) {
    const mir_body *body = program->items[i]->body;
    for (uint32_t b = 0; body != NULL && b < body->block_count; b++) {
      const mir_block *block = &body->blocks[b];
      for (size_t s = 0; s < block->statement_count; s++) {
        facts.steps++;
        facts.steps_with_span += block->statements[s].source.span.file != NULL;
      }
      facts.steps++;
      facts.steps_with_span += block->terminator.source.span.file != NULL;
      if (block->terminator.kind == MIR_TERMINATOR_CALL) {
        const mir_operand *function = &block->terminator.call.function;
        facts.calls++;
        facts.typed_calls +=
            function->kind == MIR_OPERAND_CONSTANT && function->constant->type != NULL;
      }
    }
  }
  return facts;
}

Test(parser, texts_of_both_flag_sets_are_read) {
  size_t length;
  char *text = load_data("language.mir", &length);
  reading result = read_bytes(mir_parse_text, text, length);
  expect_read(&result, "language.mir");
  facts full = count_facts(result.program);
  cr_expect_gt(full.steps, 500);
  cr_expect_eq(full.steps_with_span, full.steps);
  cr_expect_gt(full.calls, 30);
  cr_expect_eq(full.typed_calls, full.calls);
  cr_expect_gt(result.program->allocation_count, 10);
  release(&result);
  free(text);

  text = load_data("language.stable.mir", &length);
  result = read_bytes(mir_parse_text, text, length);
  expect_read(&result, "language.stable.mir");
  facts stable = count_facts(result.program);
  cr_expect_eq(stable.items, full.items);
  cr_expect_eq(stable.steps_with_span, 0);
  cr_expect_eq(stable.typed_calls, 0);
  release(&result);
  free(text);
}

//===------------------------------------------------------------------------------------------===//
// Refusals
//===------------------------------------------------------------------------------------------===//

#define DIALECT " (the dialect that is read is rustc 1.95's)"
#define NO_COPY                                                                                    \
  "the place has neither `copy` nor `move` in front of it, as an older rustc prints it" DIALECT

static void expect_refused(const reading *result, const char *text, const char *expected) {
  char actual[600];
  snprintf(actual, sizeof actual, "%u:%u: %s", result->error.line, result->error.column,
           result->error.message);
  cr_expect_eq(result->status, MIR_INVALID, "%s\nis accepted", text);
  cr_expect_str_eq(actual, expected, "%s\nis refused with\n%s\nnot\n%s", text, actual, expected);
  cr_expect(result->error.file != NULL && strcmp(result->error.file, "test.mir") == 0);
}

Test(parser, statements_are_refused_with_line_and_column) {
  // The block begins on line 4.
  const char *const table[][2] = {
      {"_3 = _4;", "4:6: " NO_COPY},
      {"_3 = ((*_1).0: u8);", "4:6: " NO_COPY},
      {"_3 = [closure@f.rs:1:2: 3:4];", "4:7: unknown rvalue `[closure@`" DIALECT},
      {"_3 = move _4 as usize (PointerExposeAddress);",
       "4:24: unknown cast kind `PointerExposeAddress`" DIALECT},
      {"_3 = move _4 as usize (PointerCoercion(Frob, Implicit));",
       "4:40: unknown cast kind `PointerCoercion(Frob)`" DIALECT},
      {"_3 = [copy _4, copy _5; 3];", "4:23: expected `,` or `]`, found `;`"},
      {"_3 = CheckedAdd(_4, _5);", "4:6: unknown rvalue `CheckedAdd`" DIALECT},
      {"_3 = Len((*_1));", "4:6: unknown rvalue `Len`" DIALECT},
      {"_3 = SizeOf(u8);", "4:6: unknown rvalue `SizeOf`" DIALECT},
      {"_3 = deref_copy _4;", "4:6: unknown rvalue `deref_copy`" DIALECT},
      {"_3 = &fake shallow _4;", "4:7: unknown reference `&fake`" DIALECT},
      {"Retag(_3);", "4:1: unknown statement `Retag`" DIALECT},
      {"asm!(\"nop\");", "4:1: unknown terminator `asm`" DIALECT},
      {"_3 = copy (_4 as subtype u8);", "4:18: unknown projection `as subtype`" DIALECT},
      {"_3 = const 300_u8;", "4:12: the integer does not fit in `u8`"},
      {"_3 = const -129_i8;", "4:12: the integer does not fit in `i8`"},
      {"_3 = const 7;", "4:12: the number has no type, such as `_i32` or `f64`"},
      {"_3 = const 7_i9;", "4:12: unknown number `7_i9`" DIALECT},
      {"_3 = const 9999999999999999999999999999999999999999999_u128;",
       "4:12: the integer `9999999999999999999999999999999999999999999_u128` does not fit in 128 "
       "bits"},
      {"_3 = const {allocX: u8};", "4:13: unknown constant in braces `allocX`" DIALECT},
      {"_3 = const '\\q';", "4:12: unknown character literal"},
      {"_3 = const 'ab';", "4:12: expected a constant, found `'ab`"},
      {"_3 = const \"\\q\";", "4:12: unknown escape in a string"},
      {"_3 = {coroutine@f.rs:1:2: 3:4};", "4:6: unknown type `{coroutine`" DIALECT},
      {"_3 = {closure@f.rs:1:2};", "4:14: expected `FILE:LINE:COLUMN: LINE:COLUMN}` behind `@`"},
      {"_3 = copy _4\n  _5 = copy _6;", "5:3: expected `;`, found `_5`"},
      {"_3 = copy _10; return;", "4:11: local `_10` is not declared"},
      {"goto -> bb4;", "4:9: block `bb4` does not exist"},
      {"nop; // scope 1 at f.rs:1:1: 1:1\nreturn;", "4:8: scope 1 is not declared"},
      {"nop;", "5:1: block `bb0` has no terminator"},
      {"return; nop;", "4:9: expected `}`, found `nop`"},
      {"_3 = f() -> [return: bb1, drop: bb2];", "4:27: unknown edge `drop`" DIALECT},
      {"_3 = f() -> [return: bb1, unwind perhaps];",
       "4:34: unknown unwind action `perhaps`" DIALECT},
      {"drop(_3) -> unwind continue;", "4:1: the terminator has no target"},
      {"_3 = copy (*_4;", "4:15: expected `)`, found `;`"},
      {"_3 = copy _4[x];", "4:14: expected a local, found `x`"},
      {"_3 = copy _4 as Vec<u8 (Transmute);", "4:24: expected `,` or `>`, found `(`"},
      {"_3 = const \"never closed;", "4:12: found a string without an end"},
      {"_3 = copy _4; /* never closed", "4:15: found a comment without an end"},
      {"_3 = \x01;", "4:6: found a control character"},
      {"_3 = f() -> bb1; // scope 0 at f.rs:1:1: 1:1\n"
       "  // + const_: Const { ty: fn(!@) {f}, val: Value(f) }",
       "5:32: expected `,` or `)`, found `@`"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    reading result = read_block(table[i][0]);
    expect_refused(&result, table[i][0], table[i][1]);
    release(&result);
  }
}

#define BODY " -> () { let _0: (); bb0: { return; } }"

Test(parser, items_are_refused_with_line_and_column) {
  const char *const table[][2] = {
      {"42", "1:1: expected an item, found `42`"},
      {"fn f(", "1:6: expected an argument or `)`, found the end of the file"},
      {"fn f(_2: u8)" BODY, "1:6: expected argument `_1`"},
      {"fn f(_1: u8, _1: u8)" BODY, "1:14: expected argument `_2`"},
      {"fn f()\n-> () {}", "2:7: the body does not declare `_0`"},
      {"fn f() -> () { let _0: (); }", "1:14: the body has no block"},
      {"fn f() -> () { let _0: (); let _2: (); bb0: { return; } }",
       "1:32: local `_2` is declared, but not all below it"},
      {"fn f() -> () { let _0: (); let _0: (); bb0: { return; } }",
       "1:32: local `_0` is declared twice"},
      {"fn f() -> () { let _0: (); scope 2 { } bb0: { return; } }",
       "1:34: scope 2 is declared twice, or not all below it are"},
      {"fn f() -> () { let _0: (); scope 1 { bb0: { return; } }",
       "1:38: expected `let`, `debug`, `scope` or `}`, found `bb0`"},
      {"fn f() -> () { let _0: (); debug (x: T).0 => _0; bb0: { return; } }",
       "1:34: unknown debug variable `(..)`" DIALECT},
      {"fn f() -> () { let _0: (); bb1: { return; } }", "1:28: expected block `bb0`, found `bb1`"},
      {"fn {impl#0}::f()" BODY, "1:4: unknown path segment `{impl`" DIALECT},
      {"fn <impl at f.rs:1>::f()" BODY,
       "1:10: expected `FILE:LINE:COLUMN: LINE:COLUMN>` behind `at`"},
      {"static S: [closure@f.rs:1:2: 3:4] = const ();", "1:12: unknown type `[closure@`" DIALECT},
      {"static S: {async block@f.rs:1:2: 3:4} = const ();", "1:11: unknown type `{async`" DIALECT},
      {"static S: (i32) is ..=5 | 7.. = const ();", "1:20: unknown pattern type `|`" DIALECT},
      {"const promoted[0] in f: u8 = const 3_u8;", "1:7: unknown path `promoted[..]`" DIALECT},
      {"const C: u8 = const 3_u8", "1:25: expected `;`, found the end of the file"},
      {"alloc1 (size: 1, align: 1) {\n zz }",
       "2:2: expected a byte, a pointer or `}` in an allocation"},
      {"alloc1 (size: 1, align: 1) {\n 00 00 }",
       "2:5: the allocation holds more bytes than its size"},
      {"alloc1 (size: 2, align: 1) {\n 00 }",
       "1:28: the allocation holds 1 bytes, but its size is 2"},
      {"alloc1 (size: 1, align: 3) {\n 00 }", "1:25: the alignment is not a power of two"},
      {"alloc1 (size: 99999999999, align: 1) {\n 00 }",
       "1:38: the allocation's 99999999999 bytes do not follow"},
      {"alloc1 (size: 8, align: 1) {\n 00 ╾─alloc2─╼ }",
       "2:8: a pointer reaches beyond the allocation's size"},
      {"alloc1 (size: 8, align: 1) {\n ╾─allocate─╼ }",
       "2:5: unknown pointer in an allocation `allocate`" DIALECT},
      {"alloc1 (size: 8, align: 1) {\n ╾─alloc2 }", "2:16: a pointer in an allocation has no end"},
      {"alloc1 (typeid: u8)", "1:9: unknown kind of allocation `typeid`" DIALECT},
      {"alloc1 (fn: f)\n\nalloc1 (fn: g)",
       "3:1: `alloc1` is printed twice with different contents"},
      {"alloc18446744073709551616 (fn: f)", "1:27: expected `:`, found `(`"},
      {"const C: \xff = const 3_u8;", "1:10: invalid UTF-8 at offset 9"},
      {"\nconst \xed\xa0\x80", "2:7: invalid UTF-8 at offset 7"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    reading result = read_text(mir_parse_text, table[i][0]);
    expect_refused(&result, table[i][0], table[i][1]);
    release(&result);
  }
  reading result = read_bytes(mir_parse_text, "fn f\0", 5);
  expect_refused(&result, "fn f\\0", "1:5: a NUL byte at offset 4");
  release(&result);
}

// `count` times `opening`, then `rest`; each is deeper than the parser goes.
Test(parser, deep_nesting_is_refused) {
  const struct {
    const char *head;
    const char *opening;
  } table[] = {
      {"static S: ", "&"},
      {"static S: ", "("},
      {"static S: ", "["},
      {"static S: ", "A<"},
      {"static S: ", "<"},
      {"static S: ", "fn("},
      {"static S: ", "fn() -> "},
      {"static S: ", "dyn A<"},
      {"static S: ", "<impl A for "},
      {"const C: u8 = const ", "("},
      {"const C: u8 = const ", "A {{ x: "},
      {HEAD "_3 = copy ", "(*"},
      {HEAD "_3 = copy ", "("},
      {HEAD "_3 = ", "(*"},
      {"#[cfg", "(all"},
      {"struct S { x: u8 } use a::{", "b::{"},
  };
  size_t count = 100000;
  for (size_t i = 0; i < COUNT(table); i++) {
    size_t head = strlen(table[i].head);
    size_t opening = strlen(table[i].opening);
    char *text = malloc(head + opening * count);
    cr_assert_not_null(text);
    memcpy(text, table[i].head, head);
    for (size_t n = 0; n < count; n++) {
      memcpy(text + head + n * opening, table[i].opening, opening);
    }
    reading result = read_bytes(mir_parse_text, text, head + opening * count);
    cr_expect_eq(result.status, MIR_INVALID, "%s", table[i].opening);
    cr_expect(strstr(result.error.message, "nested too deeply") != NULL ||
                  strstr(result.error.message, NO_COPY) != NULL,
              "%s: %s", table[i].opening, result.error.message);
    free(text);
    release(&result);
  }
}

Test(parser, too_many_locals_are_refused) {
  enum { COUNT_OF_LOCALS = (1 << 20) + 1, LINE_SIZE = 20 };
  char *text = malloc((size_t)COUNT_OF_LOCALS * LINE_SIZE + 100);
  cr_assert_not_null(text);
  char *end = text + sprintf(text, "fn main() -> () {\n let mut _0: ();\n");
  for (int i = 1; i < COUNT_OF_LOCALS; i++) {
    end += sprintf(end, "let _%d: ();\n", i);
  }
  end += sprintf(end, "bb0: { return; }\n}\n");
  reading result = read_bytes(mir_parse_text, text, (size_t)(end - text));
  cr_expect_eq(result.status, MIR_INVALID);
  cr_expect_eq(result.error.line, COUNT_OF_LOCALS + 1);
  cr_expect_str_eq(result.error.message, "a function has more than 1048576 locals");
  free(text);
  release(&result);
}

//===------------------------------------------------------------------------------------------===//
// Damage
//===------------------------------------------------------------------------------------------===//

Test(parser, a_text_cut_anywhere_is_refused_or_read) {
  size_t length;
  char *text = load_data("language.stable.mir", &length);
  for (size_t cut = 0; cut < length; cut += 100) {
    reading result = read_bytes(mir_parse_text, text, cut);
    cr_assert(result.status == MIR_OK || (result.status == MIR_INVALID && result.error.line > 0));
    release(&result);
  }
  free(text);
}

// Bytes that stand for something in the grammar, so that damage reaches deeper than a wrong letter.
static const char mutations[] = "(){}[]<>*&:;,.=-_#'\"/\\0123456789abcxE \n\t\xe2\x94\x82\xff";

static void damage(struct random *random, char *text, size_t *length) {
  size_t at = random_below(random, *length);
  size_t span = random_below(random, 40);
  span = span > *length - at ? *length - at : span;
  switch (random_below(random, 4)) {
  case 0:
    memmove(text + at, text + at + span, *length - at - span);
    *length -= span;
    break;
  case 1:
    memmove(text + at, text + random_below(random, *length - span + 1), span);
    break;
  default:
    text[at] = mutations[random_below(random, sizeof mutations - 1)];
    break;
  }
}

Test(parser, damaged_texts_never_crash) {
  struct random random = random_begin(20260414);
  size_t length;
  char *text = load_data("language.stable.mir", &length);
  char *copy = malloc(length);
  cr_assert_not_null(copy);
  for (size_t i = 0; i < 4000; i++) {
    // A part of the text, cut at the beginning of an item.
    size_t start = random_below(&random, length - 4000);
    while (start > 0 && text[start - 1] != '}') {
      start--;
    }
    size_t part = 200 + random_below(&random, 3000);
    memcpy(copy, text + start, part);
    for (size_t n = random_below(&random, 4) + 1; n > 0 && part > 0; n--) {
      damage(&random, copy, &part);
    }
    read_function *read = i % 4 == 0 ? mir_scan_rust_items : mir_parse_text;
    reading result = read_bytes(read, copy, part);
    cr_assert(result.status == MIR_OK || result.status == MIR_INVALID);
    release(&result);
  }
  free(copy);
  free(text);
}

// The address space that this process uses, in bytes.
static size_t used_space(void) {
  size_t pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%zu", &pages) != 1) {
    pages = 0;
  }
  if (file != NULL) {
    fclose(file);
  }
  return pages * (size_t)sysconf(_SC_PAGESIZE);
}

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

Test(parser, running_out_of_memory_is_an_answer) {
#ifdef HAS_SANITIZER
  cr_skip("the sanitizer's own memory cannot be limited");
#endif
  size_t length;
  char *text = load_data("language.mir", &length);
  size_t failures = 0;
  mir_status status = MIR_OUT_OF_MEMORY;
  for (size_t spare = 0; status != MIR_OK && spare < (size_t)64 << 20; spare += (size_t)64 << 10) {
    struct rlimit old;
    getrlimit(RLIMIT_AS, &old);
    struct rlimit limit = {used_space() + spare, old.rlim_max};
    mir_error error = {0};
    setrlimit(RLIMIT_AS, &limit);
    mir_arena *arena = mir_arena_new();
    mir_program *program = arena == NULL ? NULL : mir_program_new(arena);
    if (program != NULL) {
      status = mir_parse_text(program, "language.mir", text, length, &error);
    }
    setrlimit(RLIMIT_AS, &old);
    cr_assert(status == MIR_OK || status == MIR_OUT_OF_MEMORY);
    cr_assert(program == NULL || status == MIR_OK || strcmp(error.message, "out of memory") == 0);
    failures += status == MIR_OUT_OF_MEMORY;
    mir_arena_free(arena);
  }
  cr_expect_eq(status, MIR_OK);
  cr_expect_gt(failures, 0);
  free(text);
}
