// SPDX-License-Identifier: MIT
//
// The scanner of Rust items: what it finds in source and where, how it understands declarations,
// and that the places of its impl blocks are those that rustc prints.
#include "../random.h"
#include "mir/intern.h"
#include "syntax.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const kinds[] = {
    [MIR_RUST_STRUCT] = "struct",
    [MIR_RUST_UNION] = "union",
    [MIR_RUST_ENUM] = "enum",
    [MIR_RUST_FOREIGN_FUNCTION] = "foreign fn",
    [MIR_RUST_FOREIGN_STATIC] = "foreign static",
    [MIR_RUST_FUNCTION] = "fn",
    [MIR_RUST_MODULE] = "mod",
    [MIR_RUST_TRAIT] = "trait",
    [MIR_RUST_IMPL] = "impl",
    [MIR_RUST_ALIAS] = "type",
    [MIR_RUST_CONSTANT] = "const",
    [MIR_RUST_IMPORT] = "use",
};

static void say_bounds(description *out, mir_path_list bounds) {
  for (size_t i = 0; i < bounds.count; i++) {
    say(out, i == 0 ? ": " : " + ");
    say_path(out, bounds.items[i]);
  }
}

static void say_head(description *out, const mir_rust_item *item) {
  say(out, "%s", kinds[item->kind]);
  if (item->path != NULL) {
    say(out, " ");
    say_path(out, item->path);
  }
  for (size_t i = 0; i < item->parameter_count; i++) {
    const mir_generic_parameter *parameter = &item->parameters[i];
    say(out, "%s%s", i == 0 ? "<" : ", ", parameter->name);
    if (parameter->constant_type != NULL) {
      say(out, ": ");
      say_type(out, parameter->constant_type);
    }
    if (parameter->default_value != NULL) {
      say(out, " = ");
      say_type(out, parameter->default_value);
    }
    say_bounds(out, parameter->bounds);
  }
  say(out, item->parameter_count == 0 ? "" : ">");
}

static void say_repr(description *out, const mir_repr *repr) {
  say(out, repr->is_c ? " C" : "");
  say(out, repr->is_transparent ? " transparent" : "");
  if (repr->has_primitive) {
    say(out, " %s", mir_primitive_name(repr->primitive));
  }
  if (repr->packed != 0) {
    say(out, " packed %llu", (unsigned long long)repr->packed);
  }
  if (repr->align != 0) {
    say(out, " align %llu", (unsigned long long)repr->align);
  }
  if (repr->unsupported != NULL) {
    say(out, " unsupported %s", repr->unsupported);
  }
}

static void say_variant(description *out, const mir_variant *variant) {
  say(out, " %s%s", variant->name, variant->is_tuple_like ? "(" : "{");
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_field *field = &variant->fields[i];
    say(out, "%s%s: ", i == 0 ? "" : ", ", field->name);
    say_type(out, field->type);
    say(out, field->type->kind == MIR_TYPE_UNSUPPORTED ? "?" : "");
  }
  say(out, variant->is_tuple_like ? ")" : "}");
  if (variant->discriminant_kind == MIR_DISCRIMINANT_INTEGER) {
    bool is_negative = variant->discriminant >> 127 != 0;
    say(out, "=%s", is_negative ? "-" : "");
    say_integer(out, is_negative ? -variant->discriminant : variant->discriminant);
  } else if (variant->discriminant_kind == MIR_DISCRIMINANT_EXPRESSION) {
    say(out, "=?");
  }
}

static void say_clauses(description *out, const mir_rust_item *item) {
  for (size_t i = 0; i < item->clause_count; i++) {
    say(out, i == 0 ? " where " : ", ");
    say_type(out, item->clauses[i].type);
    say_bounds(out, item->clauses[i].bounds);
  }
}

static void say_item(description *out, const mir_rust_item *item) {
  say_head(out, item);
  say_repr(out, &item->repr);
  for (size_t i = 0; i < item->variant_count; i++) {
    say_variant(out, &item->variants[i]);
  }
  if (item->type != NULL) {
    say(out, " ");
    say_type(out, item->type);
  }
  if (item->trait_path != NULL) {
    say(out, " is ");
    say_path(out, item->trait_path);
  }
  if (item->link_name != NULL) {
    say(out, " links %s", item->link_name);
  }
  if (item->import.target != NULL) {
    say(out, " names ");
    say_path(out, item->import.target);
  }
  say_clauses(out, item);
  say(out, "%s%s", item->is_mutable ? " mut" : "", item->is_derived ? " derived" : "");
}

static void expect_items(const reading *result, const char *const *expected, size_t count) {
  cr_assert_eq(result->status, MIR_OK, "%u:%u: %s", result->error.line, result->error.column,
               result->error.message);
  for (size_t i = 0; i < result->program->rust_item_count; i++) {
    description out = {.arena = result->arena};
    say_item(&out, result->program->rust_items[i]);
    cr_expect(i < count && strcmp(out.text, expected[i]) == 0, "item %zu is\n%s\nnot\n%s", i,
              out.text, i < count ? expected[i] : "there");
  }
  cr_expect_eq(result->program->rust_item_count, count);
}

//===------------------------------------------------------------------------------------------===//
// Finding
//===------------------------------------------------------------------------------------------===//

Test(rust_items, are_found_wherever_they_stand) {
  static const char *const expected[] = {
      "struct InMacro InMacro{x: u8}",
      "use c_int names std::ffi::c_int",
      "use Long names std::ffi::c_long",
      "use CStr names std::ffi::CStr",
      "use names std::os::raw",
      "struct Unit Unit{}",
      "struct Wide<T = u8, N: usize = 3> Wide(0: &T, 1: [u8; N]) where T: Clone",
      "type Callback<T> Option<unsafe extern \"C\" fn(*mut T, c_int) -> c_int>",
      "fn lifetimes",
      "foreign fn lifetimes::in_block unsafe extern \"C\" fn(c_int) links in_block",
      "struct lifetimes::InFunction InFunction{union: u8}",
      "mod lifetimes::in_function",
      "enum lifetimes::in_function::Deep A{}",
      "impl lifetimes::<impl at test.mir:55:5: 55:20> InFunction",
      "fn lifetimes::<impl at test.mir:55:5: 55:20>::method<U>",
      "fn lifetimes::<impl at test.mir:55:5: 55:20>::method::inside",
      "trait Shape<T = Self> where Self: Sized",
      "type Shape::Unit",
      "fn Shape::area",
      "fn Shape::twice",
      "impl <impl at test.mir:71:1: 71:33><T> Unit is Shape<T>",
      "type <impl at test.mir:71:1: 71:33>::Unit T",
      "fn <impl at test.mir:71:1: 71:33>::area",
      "mod outer",
      "union outer::union C union{a: u32, b: f32}",
  };
  size_t length;
  char *text = load_data("items.rs", &length);
  reading result = read_bytes(mir_scan_rust_items, text, length);
  expect_items(&result, expected, COUNT(expected));
  const mir_rust_item *method = result.program->rust_items[14];
  cr_expect_eq(method->parent, result.program->rust_items[13]);
  cr_expect_null(result.program->rust_items[15]->parent);
  cr_expect_eq(method->position.line, 56);
  cr_expect_eq(method->position.column, 12);
  release(&result);
  free(text);
}

Test(rust_items, tell_bounds_and_associated_items) {
  static const char text[] = "trait Sub<A>: Super + for<'a> Fn(&'a A) -> u8\n"
                             "where A: ?Sized + Copy {\n"
                             "  type Item: Super<X = u8>;\n"
                             "  const LENGTH: usize = { 3 };\n"
                             "  const fn length() -> usize { 4 }\n"
                             "}\n"
                             "impl<'a, T: Sub<u8> + 'a, const N: usize> Sub<T> for [T; N]\n"
                             "where 'a: 'static, for<'b> &'b T: Super, T::Item: ~const Odd {\n"
                             "  const LENGTH: usize = N;\n"
                             "}\n";
  static const char *const expected[] = {
      "trait Sub<A> where Self: Super + Fn<(&A,), Output = u8>, A: Copy",
      "type Sub::Item",
      "const Sub::LENGTH",
      "fn Sub::length",
      "impl <impl at test.mir:7:1: 8:61><T: Sub<u8>, N: usize> [T; N] is Sub<T> where &T: Super, "
      "T::Item",
      "const <impl at test.mir:7:1: 8:61>::LENGTH",
  };
  reading result = read_bytes(mir_scan_rust_items, text, sizeof text - 1);
  expect_items(&result, expected, COUNT(expected));
  release(&result);
}

// The item of this kind and path, or NULL.
static const mir_rust_item *find(const mir_program *program, mir_rust_kind kind,
                                 const mir_path *path) {
  for (size_t i = 0; i < program->rust_item_count; i++) {
    if (program->rust_items[i]->kind == kind && program->rust_items[i]->path == path) {
      return program->rust_items[i];
    }
  }
  return NULL;
}

Test(rust_items, stand_where_rustc_says) {
  size_t length;
  char *text = load_data("language.mir", &length);
  reading result = read_bytes(mir_parse_text, text, length);
  free(text);
  text = load_data("language.rs", &length);
  cr_assert_eq(result.status, MIR_OK);
  cr_assert_eq(mir_scan_rust_items(result.program, "language.rs", text, length, &result.error),
               MIR_OK);
  free(text);
  size_t impls = 0;
  size_t functions = 0;
  for (size_t i = 0; i < result.program->item_count; i++) {
    const mir_path *path = result.program->items[i]->path;
    bool is_plain = result.program->items[i]->kind == MIR_ITEM_FUNCTION;
    for (size_t s = 0; s < path->segment_count; s++) {
      is_plain = is_plain && path->segments[s].kind == MIR_SEGMENT_NAME;
      if (path->segments[s].kind == MIR_SEGMENT_IMPL_AT) {
        const mir_path *impl = mir_intern_path(result.arena, path->segments, s + 1);
        cr_expect_not_null(find(result.program, MIR_RUST_IMPL, impl), "%s", path->stem);
        impls++;
      }
    }
    if (is_plain && find(result.program, MIR_RUST_FUNCTION, path) != NULL) {
      functions++;
    }
  }
  cr_expect_gt(impls, 5);
  cr_expect_eq(functions, 15);
  release(&result);
}

Test(rust_items, stand_inline_in_mir_text) {
  static const char *const expected[] = {
      "struct Pair C Pair{a: *const i32, b: [u8; 3]}",
      "foreign fn swap unsafe extern \"C\" fn(*mut Pair) links real_swap",
      "impl <impl at test.mir:4:1: 4:19> Pair is Drop",
      "fn <impl at test.mir:4:1: 4:19>::drop",
      "union U U{a: u8}",
  };
  reading result = read_text(
      mir_parse_text, "#[repr(C)] struct Pair { a: *const i32, b: [u8; 3] }\n"
                      "fn main() -> () { let _0: (); bb0: { return; } }\n"
                      "extern \"C\" { #[link_name = \"real_swap\"] fn swap(t: *mut Pair); }\n"
                      "impl Drop for Pair { fn drop(&mut self) { if !(a) {} } }\n"
                      "alloc1 (fn: main)\n"
                      "pub union U { a: u8 }\n");
  expect_items(&result, expected, COUNT(expected));
  cr_expect_eq(result.program->item_count, 1);
  release(&result);
}

//===------------------------------------------------------------------------------------------===//
// Understanding
//===------------------------------------------------------------------------------------------===//

static const char *const declarations[][2] = {
    {"struct S;", "struct S S{}"},
    {"struct S();", "struct S S()"},
    {"struct S { pub a: u8, b: (i32,), }", "struct S S{a: u8, b: (i32,)}"},
    {"struct S(pub u8, pub(crate) (u8, u8));", "struct S S(0: u8, 1: (u8, u8))"},
    {"#[repr(C, packed(2))] struct S { r#type: u8 }", "struct S C packed 2 S{type: u8}"},
    {"#[repr(packed)] #[repr(align(16))] struct S;", "struct S packed 1 align 16 S{}"},
    {"#[repr(transparent)] struct S(u8);", "struct S transparent S(0: u8)"},
    {"#[repr(simd)] struct S([f32; 4]);", "struct S unsupported simd S(0: [f32; 4])"},
    {"#[repr(u8)] enum E { A = 3, B, C(u8) = 0x10, D { x: i8 } = b'a' }",
     "enum E u8 A{}=3 B{} C(0: u8)=16 D{x: i8}=97"},
    {"enum E { A = -1, B = 1 << 3, C = X, D = -170_141i128 }",
     "enum E A{}=-1 B{}=8 C{}=? D{}=-170141"},
    {"enum E { A = (2 | 1) * 4 - 1, B = !0 & 0xff ^ 1, C = 1 + (g(1, 2)), D = -8 >> 1 }",
     "enum E A{}=11 B{}=254 C{}=? D{}=?"},
    {"struct S<T>(T) where T: Iterator<Item = (u8, [u8; { 3 }])>;",
     "struct S<T> S(0: T) where T: Iterator<Item = (u8, [u8; { 3 }])>"},
    {"struct S<T: Fn(u8) -> u8 = fn(u8) -> u8, const N: bool = true>(T);",
     "struct S<T = fn(u8) -> u8: Fn<(u8,), Output = u8>, N: bool = true> S(0: T)"},
    {"struct S { #[cfg(windows)] a: u8, #[cfg(unix)] b: u8, #[cfg(feature = \"x\")] c: u8 }",
     "struct S S{b: u8, c: u8}"},
    {"struct S { a: [u8; N], b: [u8; a::N], c: [u8; N * 2], d: [u8; size_of::<T>()] }",
     "struct S S{a: [u8; S::a::{constant#0}], b: [u8; S::b::{constant#0}], "
     "c: [u8; S::c::{constant#0}], d: [u8; S::d::{constant#0}]}"},
    {"struct S { a: make!(u8, u16), b: u8 }", "struct S S{a: make!(u8, u16)?, b: u8}"},
    {"struct S { a: for<'a> fn(&'a u8), b: Box<dyn for<'a> Fn(&'a u8) -> u8 + Send + 'static> }",
     "struct S S{a: fn(&u8), b: Box<dyn Fn<(&u8,), Output = u8> + Send>}"},
    {"struct S<'a>(&'a &'a mut [<T as A<'a>>::B], ::std::vec::Vec<u8>, crate::a::B);",
     "struct S S(0: &&mut [<T as A>::B], 1: std::vec::Vec<u8>, 2: crate::a::B)"},
    {"extern { static mut count: i32; }", "foreign static count i32 links count mut"},
    {"unsafe extern \"system\" { pub safe fn f(_: u8, mut b: *const u8, ...) -> !; type Opaque; }",
     "foreign fn f extern \"system\" fn(u8, *const u8, ...) -> ! links f"},
    {"extern \"C\" fn callback(x: u8) -> u8 { x }", "fn callback"},
    {"impl<T, const N: usize> A<T> for [T; N] where T: B {}",
     "impl <impl at test.mir:1:1: 1:51><T, N: usize> [T; N] is A<T> where T: B"},
    {"/* \xc3\xa9 */ unsafe impl dyn A + Send {}",
     "impl <impl at test.mir:1:9: 1:33> dyn A + Send"},
    {"type F = fn(*mut u8) -> u8;", "type F fn(*mut u8) -> u8"},
    {"use a::{self as b};", "use b names a"},
    {"pub use ::a::b;", "use b names a::b"},
    {"const X: fn() = { fn inside() {} inside };", "fn inside"},
    {"pub mod a {}", "mod a"},
    {"#[cfg(any(test, not(target_os = \"linux\")))] mod a { fn f() {} } fn g() {}", "fn g"},
    {"#[cfg(all(unix, not(feature = \"x\")))] fn g() {}", "fn g"},
    {"fn f(x: impl Fn(u8) -> u8) -> impl Sized where u8: Sized { 3 }", "fn f"},
};

Test(rust_items, declarations_are_understood) {
  for (size_t i = 0; i < COUNT(declarations); i++) {
    reading result = read_text(mir_scan_rust_items, declarations[i][0]);
    expect_items(&result, &declarations[i][1], 1);
    release(&result);
  }
}

Test(rust_items, derived_impls_stand_at_their_name) {
  static const char *const expected[] = {
      "struct S<T, N: u8> S(0: [T; N])",
      "impl <impl at test.mir:1:18: 1:23><T, N: u8> S<T, N> is Clone derived",
      "impl <impl at test.mir:1:25: 1:40><T, N: u8> S<T, N> is std::fmt::Debug derived",
  };
  reading result = read_text(
      mir_scan_rust_items,
      "/* \xc3\xa9 */ #[derive(Clone, std::fmt::Debug)] struct S<T, const N: u8>([T; N]);");
  expect_items(&result, expected, COUNT(expected));
  release(&result);
}

Test(rust_items, what_is_not_understood_is_kept_with_its_position) {
  reading result = read_text(mir_scan_rust_items,
                             "struct S {\n  a: u8,\n  b: A<[u8; 2 * N]>,\n  c: make!(x),\n}");
  cr_assert_eq(result.status, MIR_OK);
  const mir_field *fields = result.program->rust_items[0]->variants[0].fields;
  cr_assert_eq(fields[1].type->kind, MIR_TYPE_PATH);
  const mir_type *length = fields[1].type->path->segments[0].arguments.items[0]->array.length;
  cr_assert_eq(length->kind, MIR_TYPE_UNSUPPORTED);
  cr_expect_str_eq(length->unsupported.text, "2 * N");
  cr_expect_eq(length->unsupported.position.line, 3);
  cr_expect_eq(length->unsupported.position.column, 13);
  cr_assert_eq(fields[2].type->kind, MIR_TYPE_UNSUPPORTED);
  cr_expect_eq(fields[2].type->unsupported.position.line, 4);
  release(&result);
}

Test(rust_items, lengths_of_arrays_are_constants_of_the_text) {
  static const char *const expected[] = {
      "struct S<K: usize> S{a: [u8; S::a::{constant#0}], b: &[[[u8; 3]; S::b::{constant#1}]; K]}",
      "enum E V(0: [u8; E::V::0::{constant#0}])",
  };
  reading result = read_text(mir_scan_rust_items,
                             "struct S<const K: usize> { a: [u8; N], b: &'static [[[u8; 3]; 2 * "
                             "N]; K] } enum E { V([u8; 1 + 1]) }");
  expect_items(&result, expected, COUNT(expected));
  release(&result);
}

//===------------------------------------------------------------------------------------------===//
// Refusals and damage
//===------------------------------------------------------------------------------------------===//

Test(rust_items, are_refused_with_line_and_column) {
  const char *const table[][2] = {
      {"struct S {", "1:11: expected a name, found the end of the file"},
      {"struct S { a }", "1:14: expected `:`, found `}`"},
      {"struct S { a: }", "1:15: expected a type, found `}`"},
      {"#[repr(align(3))]\nstruct S;", "1:14: the alignment is not a power of two up to 2^29"},
      {"fn f() {\n  {", "2:4: expected `}`, found the end of the file"},
      {"fn f() {}\n}", "2:1: the brace was never opened"},
      {"fn f() { make!(( }", "1:15: the bracket is never closed"},
      {"extern \"C\" { fn f(x); }", "1:20: expected `:`, found `)`"},
      {"enum E { A = 99999999999999999999999999999999999999999 }",
       "1:14: the integer `99999999999999999999999999999999999999999` does not fit in 128 bits"},
      {"const S: &str = \"never closed;", "1:17: found a string without an end"},
      {"const S: &str = r#\"never\" closed;", "1:17: found a string without an end"},
      {"/* /* */", "1:1: found a comment without an end"},
      {"struct S(u8) \xc0\x80", "1:14: invalid UTF-8 at offset 13"},
  };
  for (size_t i = 0; i < COUNT(table); i++) {
    reading result = read_text(mir_scan_rust_items, table[i][0]);
    char actual[600];
    snprintf(actual, sizeof actual, "%u:%u: %s", result.error.line, result.error.column,
             result.error.message);
    cr_expect_eq(result.status, MIR_INVALID, "%s\nis accepted", table[i][0]);
    cr_expect_str_eq(actual, table[i][1], "%s\nis refused with\n%s\nnot\n%s", table[i][0], actual,
                     table[i][1]);
    release(&result);
  }
}

Test(rust_items, deep_nesting_is_refused_or_passed_over) {
  const char *const table[] = {"mod a {", "fn f() {", "{",  "struct S(", "#[cfg(all(",
                               "impl A<", "use a::{", "((", "macro!{",   "struct S<T = A<"};
  size_t count = 50000;
  for (size_t i = 0; i < COUNT(table); i++) {
    size_t length = strlen(table[i]);
    char *text = malloc(length * count);
    cr_assert_not_null(text);
    for (size_t n = 0; n < count; n++) {
      memcpy(text + n * length, table[i], length);
    }
    reading result = read_bytes(mir_scan_rust_items, text, length * count);
    cr_expect(result.status == MIR_OK || result.status == MIR_INVALID);
    release(&result);
    free(text);
  }
}

Test(rust_items, damaged_source_never_crashes) {
  static const char *const files[] = {"items.rs", "language.rs"};
  static const char bytes[] = "(){}[]<>*&:;,.=-_#'\"/\\!09aAr \n\xff";
  struct random random = random_begin(9);
  for (size_t f = 0; f < COUNT(files); f++) {
    size_t length;
    char *text = load_data(files[f], &length);
    for (size_t cut = 0; cut < length; cut += 50) {
      reading result = read_bytes(mir_scan_rust_items, text, cut);
      cr_assert(result.status == MIR_OK || result.status == MIR_INVALID);
      release(&result);
    }
    char *copy = malloc(length);
    cr_assert_not_null(copy);
    for (size_t i = 0; i < 1500; i++) {
      memcpy(copy, text, length);
      for (size_t n = random_below(&random, 6) + 1; n > 0; n--) {
        copy[random_below(&random, length)] = bytes[random_below(&random, sizeof bytes - 1)];
      }
      reading result = read_bytes(mir_scan_rust_items, copy, length);
      cr_assert(result.status == MIR_OK || result.status == MIR_INVALID);
      release(&result);
    }
    free(copy);
    free(text);
  }
}
