// SPDX-License-Identifier: MIT
//
// Macros by example: what the scanner finds of what they make, and that none makes it run on.
#include "syntax.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

// The items that were found, each with its fields: "struct A{x: u8} fn f".
static void say_items(description *out, const mir_program *program) {
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    say(out, i == 0 ? "" : " ");
    say_path(out, item->path);
    const mir_variant *variant = item->variants;
    for (size_t j = 0; item->variant_count == 1 && j < variant->field_count; j++) {
      say(out, "%s%s: ", j == 0 ? "{" : ", ", variant->fields[j].name);
      say_type(out, variant->fields[j].type);
    }
    say(out, item->variant_count == 1 && variant->field_count != 0 ? "}" : "");
    for (size_t j = 0; item->kind == MIR_RUST_ENUM && j < item->variant_count; j++) {
      say(out, " %s=%d", item->variants[j].name, (int)item->variants[j].discriminant);
    }
  }
}

typedef struct macro_case {
  const char *source;
  const char *items;
} macro_case;

static void check(const macro_case *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    reading result = read_text(mir_scan_rust_items, cases[i].source);
    cr_assert_eq(result.status, MIR_OK, "%s: %s", cases[i].source, result.error.message);
    description out = {.arena = result.arena};
    say(&out, "%s", "");
    say_items(&out, result.program);
    cr_expect_str_eq(out.text, cases[i].items, "%s\nmakes\n%s\nnot\n%s", cases[i].source, out.text,
                     cases[i].items);
    release(&result);
  }
}

Test(rust_macros, fragments_end_where_rust_ends_them) {
  static const macro_case cases[] = {
      {"macro_rules! m { ($n:ident: $t:ty) => { struct $n { x: $t } } } m!(A: Vec<[u8; 4]>);",
       "A{x: Vec<[u8; 4]>}"},
      {"macro_rules! m { ($n:ident = $e:expr, $t:ty) => { struct $n($t); } }"
       "m!(A = |a, b| f::<a, b>(1, 2), u8);",
       "A{0: u8}"},
      {"macro_rules! m { ($e:expr => $n:ident) => { enum $n { X = $e * 2 } } } m!(1 + 2 => A);",
       "A X=6"},
      {"macro_rules! m { ($v:vis $n:ident) => { $v struct $n; } } m!(A); m!(pub B); m!(pub(crate) "
       "C);",
       "A B C"},
      {"macro_rules! m { ($(#[$a:meta])* $n:ident) => { $(#[$a])* struct $n(u8); } }"
       "m!(#[cfg(windows)] A); m!(#[doc = \"x\"] #[repr(C)] B);",
       "B{0: u8}"},
      {"macro_rules! m { ($($i:item)*) => { mod a { $($i)* } } }"
       "m! { pub struct A(u8); const X: [u8; 2] = { [1, 2] }; enum B { C } }",
       "a a::A{0: u8} a::B C=0"},
      {"macro_rules! m { ($l:lifetime $n:ident $v:literal) => { struct $n<$l>(&$l u8, [u8; $v]); } "
       "}"
       "m!('a A 3);",
       "A{0: &u8, 1: [u8; 3]}"},
      {"macro_rules! m { ($p:pat => $b:block $n:ident) => { struct $n; } } m!(Some(1) | None => {} "
       "A);",
       "A"},
      {"macro_rules! m { ($p:path, $n:ident) => { struct $n($p); } } m!(a::B<C>, A);",
       "A{0: a::B<C>}"},
  };
  check(cases, COUNT(cases));
}

Test(rust_macros, repetitions_take_turns) {
  static const macro_case cases[] = {
      {"macro_rules! m { ($($n:ident),* $(,)?) => { $(struct $n;)* } } m!(); m!(A); m!(B, C,);",
       "A B C"},
      {"macro_rules! m { ($($n:ident { $($f:ident: $t:ty),* })+) => { $(struct $n { $($f: $t),* "
       "})+ } }"
       "m!(A { x: u8, y: (u8, u16) } B {});",
       "A{x: u8, y: (u8, u16)} B"},
      {"macro_rules! m { ($($n:ident)* ; $($t:ty),*) => { $(struct $n($t);)* } } m!(A B; u8, i8);",
       "A{0: u8} B{0: i8}"},
      {"macro_rules! m { ($($n:ident)* ; $($t:ty),*) => { $(struct $n($t);)* } } m!(A B; u8);", ""},
      {"macro_rules! m { ($n:ident $($rest:tt)*) => { struct $n; m!($($rest)*); }; () => {} }"
       "m!(A B C);",
       "A B C"},
      {"macro_rules! m { ($t:ty: $($n:ident),+) => { $(struct $n($t);)+ } } m!(u8: A, B);",
       "A{0: u8} B{0: u8}"},
  };
  check(cases, COUNT(cases));
}

Test(rust_macros, uses_are_expanded_wherever_they_stand) {
  static const macro_case cases[] = {
      {"macro_rules! m { ($n:ident) => { struct $n; } } mod a { m!(A); fn f() { m!(B); } }",
       "a a::A a::f a::f::B"},
      {"macro_rules! m { ($n:ident) => { fn $n() {} } } struct S; impl S { m!(f); }",
       "S <impl at test.mir:1:59: 1:65> <impl at test.mir:1:59: 1:65>::f"},
      {"macro_rules! m { ($n:ident) => { impl $n { fn f() {} } } } m!(A); m!(B);",
       "<impl at test.mir:1:34: 1:41> <impl at test.mir:1:34: 1:41>::f "
       "<impl at test.mir:1:34: 1:41> <impl at test.mir:1:34: 1:41>::f"},
      {"macro_rules! a { ($($t:tt)*) => { $($t)* } } a! { impl X { } }",
       "<impl at test.mir:1:51: 1:57>"},
      {"macro_rules! a { ($m:ident $n:ident) => { macro_rules! $m { () => { struct $n; } } $m!(); "
       "} }"
       "a!(made A);",
       "A"},
      {"macro_rules! m { () => { struct A($crate::B); } } m!();", "A{0: crate::B}"},
      {"macro_rules! m { () => { struct A; }; (x) => { struct B; } } m!(x); m![]; m! {}", "B A A"},
      {"#[cfg(windows)] m!(A); macro_rules! m { ($n:ident) => { struct $n; } } #[cfg(windows)] "
       "m!(A);",
       ""},
  };
  check(cases, COUNT(cases));
}

Test(rust_macros, what_does_not_fit_makes_nothing) {
  static const macro_case cases[] = {
      {"macro_rules! m { ($n:ident) => { struct $n; } } m!(1); m!(A B); struct C;", "C"},
      {"macro_rules! m { ($n:ident) => { struct $x; } } m!(A); struct C;", "C"},
      {"macro_rules! m { ($n:ident) => { struct $n { } } m!(A) struct C;", "C"},
      {"macro_rules! m { ($($n:ident),* } => { } ) m!(A); struct C;", "C"},
      {"macro_rules! m { $n => $n } m!(A); struct C;", "C"},
      {"macro_rules! m { () => { ${count(x)} $( } } m!(); struct C;", "C"},
      {"macro_rules! m; m!(A); struct C;", "C"},
      {"unknown!(struct A;); struct C;", "C"},
      {"macro_rules! m { () => { m!(); } } m!(); struct C;", "C"},
      {"macro_rules! m { ($($x:tt)*) => { m!($($x)* $($x)*); m!($($x)* $($x)*); } } m!(a); struct "
       "C;",
       "C"},
      {"macro_rules! m { ($(),*) => { struct A; } } m!(); struct C;", "A C"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    reading result = read_text(mir_scan_rust_items, cases[i].source);
    cr_expect(result.status == MIR_OK || result.status == MIR_INVALID);
    bool is_last = result.status == MIR_OK && result.program->rust_item_count != 0;
    cr_expect(
        !is_last ||
            strcmp(result.program->rust_items[result.program->rust_item_count - 1]->path->stem,
                   "C") == 0,
        "%s", cases[i].source);
    release(&result);
  }
}
