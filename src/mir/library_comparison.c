// SPDX-License-Identifier: MIT
//
// The library's comparisons (see library.h): equality and order of primitives, and of what holds
// other values, which asks their types' impls.
#include "library.h"

#define LET(type, statements) " { let mut _0: " type "; " statements " }"
#define EXPRESSION(type, value) LET(type, "bb0: { _0 = " value "; return; }")
#define TO(block) " -> [return: " block ", unwind unreachable]; } "
#define CALL(type, call) LET(type, "bb0: { _0 = " call TO("bb1") "bb1: { return; }")

#define PARTIAL_EQ "std::cmp::PartialEq"
#define PARTIAL_ORD "std::cmp::PartialOrd"
#define ORDERING "std::cmp::Ordering"
#define MAYBE_ORDERING "std::option::Option<" ORDERING ">"

// What two arguments lead to, compared by the impls of `a` and `b`.
#define EQ_BEHIND(header, left, right, a, b, get_left, get_right)                                  \
  {                                                                                                \
    header,                                                                                        \
        "fn eq(_1: &" left ", _2: &" right                                                         \
        ") -> bool" LET("bool", "let mut _3: &" a "; let mut _4: &" b "; bb0: { _3 = " get_left    \
                                "; _4 = " get_right "; _0 = <" a " as " PARTIAL_EQ "<" b           \
                                ">>::eq(copy _3, copy _4)" TO("bb1") "bb1: { return; }")           \
  }

// The same for a Vec on the left: its elements are compared as a slice.
#define EQ_OF_VECTOR(header, right, b, get_right)                                                  \
  {                                                                                                \
    header, "fn eq(_1: &std::vec::Vec<T>, _2: &" right ") -> bool" LET(                            \
                "bool", "let mut _3: &[T]; let mut _4: &" b "; bb0: { _3 = <std::vec::Vec<T> as "  \
                        "std::ops::Deref>::deref(copy _1)" TO(                                     \
                            "bb1") "bb1: { " get_right "bb2: { _0 = <[T] as " PARTIAL_EQ "<" b     \
                                   ">>::eq(copy _3, copy _4)" TO("bb3") "bb3: { return; }")        \
  }

// A comparison by partial_cmp: which of the answers -1, 0, 1 are true.
#define BY_PARTIAL_CMP(name, less, equal, greater)                                                 \
  "fn " name "(_1: &Self, _2: &Rhs) -> bool" LET(                                                  \
      "bool",                                                                                      \
      "let mut _3: " MAYBE_ORDERING "; let mut _4: isize; let mut _5: i8; bb0: { _3 = "            \
      "<Self as " PARTIAL_ORD "<Rhs>>::partial_cmp(copy _1, copy _2)" TO(                          \
          "bb1") "bb1: { _4 = discriminant(_3); switchInt(copy _4) -> [0: bb2, otherwise: bb3]; "  \
                 "} "                                                                              \
                 "bb2: { _0 = const false; return; } "                                             \
                 "bb3: { _5 = discriminant(((_3 as Some).0: " ORDERING ")); "                      \
                 "switchInt(copy _5) -> [255: bb4, 0: bb5, otherwise: bb6]; } "                    \
                 "bb4: { _0 = const " less "; return; } bb5: { _0 = const " equal "; return; } "   \
                 "bb6: { _0 = const " greater "; return; }")

#define PRIMITIVE_ORDER(name, operator)                                                            \
  "fn " name "(_1: &T, _2: &T) -> bool" EXPRESSION("bool", operator"(copy (*_1), copy (*_2))")

// One of two values by comparing them: the first when the answer is not `otherwise`.
#define CHOICE(name, first, second)                                                                \
  "fn " name "(_1: Self, _2: Self) -> Self" LET(                                                   \
      "Self", "let mut _3: &Self; let mut _4: &Self; let mut _5: " ORDERING "; let mut _6: i8; "   \
              "bb0: { _3 = &_2; _4 = &_1; _5 = <Self as std::cmp::Ord>::cmp(copy _3, copy _4)" TO( \
                  "bb1") "bb1: { _6 = discriminant(_5); switchInt(copy _6) -> [255: bb2, "         \
                         "otherwise: bb3]; } bb2: { _0 = move " first "; drop(" second             \
                         ") -> [return: bb4, "                                                     \
                         "unwind unreachable]; } bb3: { _0 = move " second "; drop(" first         \
                         ") -> [return: bb4, unwind unreachable]; } bb4: { return; }")

const mir_library_row mir_library_comparison[] = {
    {"impl<T: builtin::Primitive> std::cmp::PartialEq for T {}",
     PRIMITIVE_ORDER("eq", "Eq") " " PRIMITIVE_ORDER("ne", "Ne")},
    {"impl<T> std::cmp::PartialEq for *const T {}",
     "fn eq(_1: &*const T, _2: &*const T) -> bool" EXPRESSION("bool",
                                                              "Eq(copy (*_1), copy (*_2))")},
    {"impl<T> std::cmp::PartialEq for *mut T {}",
     "fn eq(_1: &*mut T, _2: &*mut T) -> bool" EXPRESSION("bool", "Eq(copy (*_1), copy (*_2))")},
    {"impl std::cmp::PartialEq for () {}",
     "fn eq(_1: &(), _2: &()) -> bool" EXPRESSION("bool", "const true")},
    EQ_BEHIND("impl<A: std::cmp::PartialEq<B>, B> std::cmp::PartialEq<&B> for &A {}", "&A", "&B",
              "A", "B", "copy (*_1)", "copy (*_2)"),
    EQ_BEHIND("impl<A: std::cmp::PartialEq<B>, B> std::cmp::PartialEq<&mut B> for &mut A {}",
              "&mut A", "&mut B", "A", "B", "&(*(*_1))", "&(*(*_2))"),
    EQ_BEHIND("impl<T: std::cmp::PartialEq<U>, U, const N: usize> std::cmp::PartialEq<[U; N]> for "
              "[T; N] {}",
              "[T; N]", "[U; N]", "[T]", "[U]", "copy _1 as &[T] (PointerCoercion(Unsize, AsCast))",
              "copy _2 as &[U] (PointerCoercion(Unsize, AsCast))"),
    EQ_BEHIND("impl<T: std::cmp::PartialEq<U>, U, const N: usize> std::cmp::PartialEq<[U; N]> for "
              "[T] {}",
              "[T]", "[U; N]", "[T]", "[U]", "copy _1",
              "copy _2 as &[U] (PointerCoercion(Unsize, AsCast))"),
    EQ_BEHIND("impl<T: std::cmp::PartialEq<U>, U, const N: usize> std::cmp::PartialEq<[U]> for "
              "[T; N] {}",
              "[T; N]", "[U]", "[T]", "[U]", "copy _1 as &[T] (PointerCoercion(Unsize, AsCast))",
              "copy _2"),
    EQ_BEHIND("impl<T: std::cmp::PartialEq<U>, U, const N: usize> std::cmp::PartialEq<[U; N]> for "
              "&[T] {}",
              "&[T]", "[U; N]", "[T]", "[U]", "copy (*_1)",
              "copy _2 as &[U] (PointerCoercion(Unsize, AsCast))"),
    EQ_OF_VECTOR("impl<T: std::cmp::PartialEq<U>, U> std::cmp::PartialEq<std::vec::Vec<U>> for "
                 "std::vec::Vec<T> {}",
                 "std::vec::Vec<U>", "[U]",
                 "_4 = <std::vec::Vec<U> as std::ops::Deref>::deref(copy _2)" TO("bb2")),
    EQ_OF_VECTOR("impl<T: std::cmp::PartialEq<U>, U> std::cmp::PartialEq<&[U]> for "
                 "std::vec::Vec<T> {}",
                 "&[U]", "[U]", "_4 = copy (*_2); goto -> bb2; } "),
    EQ_OF_VECTOR("impl<T: std::cmp::PartialEq<U>, U, const N: usize> std::cmp::PartialEq<[U; N]> "
                 "for std::vec::Vec<T> {}",
                 "[U; N]", "[U]",
                 "_4 = copy _2 as &[U] (PointerCoercion(Unsize, AsCast)); goto -> bb2; } "),
    {"impl<T: std::cmp::PartialEq<U>, U> std::cmp::PartialEq<[U]> for [T] {}",
     "fn eq(_1: &[T], _2: &[U]) -> bool" LET(
         "bool",
         "let mut _3: usize; let mut _4: usize; let mut _5: usize; let mut _6: bool; "
         "let mut _7: &T; let mut _8: &U; "
         "bb0: { _3 = PtrMetadata(copy _1); _4 = PtrMetadata(copy _2); "
         "_5 = const 0_usize; _0 = Eq(copy _3, copy _4); "
         "switchInt(copy _0) -> [0: bb4, otherwise: bb1]; } "
         "bb1: { _6 = Lt(copy _5, copy _3); switchInt(copy _6) -> [0: bb4, otherwise: "
         "bb2]; } "
         "bb2: { _7 = &(*_1)[_5]; _8 = &(*_2)[_5]; _5 = Add(copy _5, const 1_usize); "
         "_0 = <T as " PARTIAL_EQ "<U>>::eq(copy _7, copy _8)" TO(
             "bb3") "bb3: { switchInt(copy _0) -> [0: bb4, otherwise: bb1]; } bb4: { return; }")},
    {"impl<A: std::cmp::PartialEq> std::cmp::PartialEq for (A,) {}",
     "fn eq(_1: &(A,), _2: &(A,)) -> bool { let mut _0: bool; let mut _3: &A; let mut _4: "
     "&A; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as "
     "std::cmp::PartialEq>::eq(copy _3, copy _4) -> [return: bb1, unwind unreachable]; } "
     "bb1: { return; } }"},
    {"impl<A: std::cmp::PartialEq, B: std::cmp::PartialEq> std::cmp::PartialEq for (A, B) {}",
     "fn eq(_1: &(A, B), _2: &(A, B)) -> bool { let mut _0: bool; let mut _3: &A; let mut "
     "_4: &A; let mut _5: &B; let mut _6: &B; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: "
     "A); _0 = <A as std::cmp::PartialEq>::eq(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { switchInt(copy _0) -> [0: bb3, otherwise: bb2]; } bb2: { _5 = "
     "&((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as std::cmp::PartialEq>::eq(copy _5, copy "
     "_6) -> [return: bb3, unwind unreachable]; } bb3: { return; } }"},
    {"impl<A: std::cmp::PartialEq, B: std::cmp::PartialEq, C: std::cmp::PartialEq> "
     "std::cmp::PartialEq for (A, B, C) {}",
     "fn eq(_1: &(A, B, C), _2: &(A, B, C)) -> bool { let mut _0: bool; let mut _3: &A; let "
     "mut _4: &A; let mut _5: &B; let mut _6: &B; let mut _7: &C; let mut _8: &C; bb0: { _3 "
     "= &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as std::cmp::PartialEq>::eq(copy _3, "
     "copy _4) -> [return: bb1, unwind unreachable]; } bb1: { switchInt(copy _0) -> [0: "
     "bb5, otherwise: bb2]; } bb2: { _5 = &((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as "
     "std::cmp::PartialEq>::eq(copy _5, copy _6) -> [return: bb3, unwind unreachable]; } "
     "bb3: { switchInt(copy _0) -> [0: bb5, otherwise: bb4]; } bb4: { _7 = &((*_1).2: C); "
     "_8 = &((*_2).2: C); _0 = <C as std::cmp::PartialEq>::eq(copy _7, copy _8) -> [return: "
     "bb5, unwind unreachable]; } bb5: { return; } }"},
    {"impl<A: std::cmp::PartialEq, B: std::cmp::PartialEq, C: std::cmp::PartialEq, D: "
     "std::cmp::PartialEq> std::cmp::PartialEq for (A, B, C, D) {}",
     "fn eq(_1: &(A, B, C, D), _2: &(A, B, C, D)) -> bool { let mut _0: bool; let mut _3: "
     "&A; let mut _4: &A; let mut _5: &B; let mut _6: &B; let mut _7: &C; let mut _8: &C; "
     "let mut _9: &D; let mut _10: &D; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = "
     "<A as std::cmp::PartialEq>::eq(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { switchInt(copy _0) -> [0: bb7, otherwise: bb2]; } bb2: { _5 = "
     "&((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as std::cmp::PartialEq>::eq(copy _5, copy "
     "_6) -> [return: bb3, unwind unreachable]; } bb3: { switchInt(copy _0) -> [0: bb7, "
     "otherwise: bb4]; } bb4: { _7 = &((*_1).2: C); _8 = &((*_2).2: C); _0 = <C as "
     "std::cmp::PartialEq>::eq(copy _7, copy _8) -> [return: bb5, unwind unreachable]; } "
     "bb5: { switchInt(copy _0) -> [0: bb7, otherwise: bb6]; } bb6: { _9 = &((*_1).3: D); "
     "_10 = &((*_2).3: D); _0 = <D as std::cmp::PartialEq>::eq(copy _9, copy _10) -> "
     "[return: bb7, unwind unreachable]; } bb7: { return; } }"},
    {"impl std::cmp::PartialEq for std::cmp::Ordering {}",
     "fn eq(_1: &" ORDERING ", _2: &" ORDERING
     ") -> bool" LET("bool", "let mut _3: i8; let mut _4: i8; bb0: { _3 = discriminant((*_1)); "
                             "_4 = discriminant((*_2)); _0 = Eq(copy _3, copy _4); return; }")},

    {"mod std { mod cmp { trait PartialOrd<Rhs = Self> { fn partial_cmp(); fn lt(); fn le(); "
     "fn gt(); fn ge(); } } }",
     BY_PARTIAL_CMP("lt", "true", "false", "false") " " BY_PARTIAL_CMP(
         "le", "true", "true",
         "false") " " BY_PARTIAL_CMP("gt", "false", "false",
                                     "true") " " BY_PARTIAL_CMP("ge", "false", "true", "true")},
    {"mod std { mod cmp { trait Ord { fn cmp(); fn max(); fn min(); fn clamp(); } } }",
     CHOICE("max", "_1", "_2") " " CHOICE("min", "_2", "_1")},
    {"impl<T: builtin::Discrete> std::cmp::PartialOrd for T {}",
     PRIMITIVE_ORDER("lt", "Lt") " " PRIMITIVE_ORDER("le", "Le") " " PRIMITIVE_ORDER(
         "gt", "Gt") " " PRIMITIVE_ORDER("ge",
                                         "Ge") " fn partial_cmp(_1: &T, _2: &T) -> " MAYBE_ORDERING
         LET(MAYBE_ORDERING, "let mut _3: " ORDERING "; bb0: { _3 = Cmp(copy (*_1), copy (*_2)); "
                             "_0 = "
                             "std::option::Option::<" ORDERING ">::Some(copy _3); return; }")},
    {"impl<T: builtin::Float> std::cmp::PartialOrd for T {}",
     PRIMITIVE_ORDER("lt", "Lt") " " PRIMITIVE_ORDER("le", "Le") " " PRIMITIVE_ORDER(
         "gt", "Gt") " " PRIMITIVE_ORDER("ge",
                                         "Ge") " fn partial_cmp(_1: &T, _2: &T) -> " MAYBE_ORDERING
         LET(MAYBE_ORDERING,
             "let mut _3: bool; let mut _4: " ORDERING "; "
             "bb0: { _3 = Lt(copy (*_1), copy (*_2)); switchInt(copy _3) -> [0: bb1, otherwise: "
             "bb4]; } bb1: { _3 = Eq(copy (*_1), copy (*_2)); switchInt(copy _3) -> [0: bb2, "
             "otherwise: bb5]; } bb2: { _3 = Gt(copy (*_1), copy (*_2)); switchInt(copy _3) -> [0: "
             "bb3, otherwise: bb6]; } bb3: { _0 = std::option::Option::<" ORDERING ">::None; "
             "return; } bb4: { _4 = " ORDERING "::Less; goto -> bb7; } bb5: { _4 = " ORDERING
             "::Equal; goto -> bb7; } bb6: { _4 = " ORDERING "::Greater; goto -> bb7; } "
             "bb7: { _0 = std::option::Option::<" ORDERING ">::Some(copy _4); return; }")},
    {"impl<T: builtin::Discrete> std::cmp::Ord for T {}",
     "fn cmp(_1: &T, _2: &T) -> " ORDERING EXPRESSION(ORDERING, "Cmp(copy (*_1), copy (*_2))")},
    {"impl<A: std::cmp::PartialOrd<B>, B> std::cmp::PartialOrd<&B> for &A {}",
     "fn partial_cmp(_1: &&A, _2: &&B) -> " MAYBE_ORDERING CALL(
         MAYBE_ORDERING, "<A as " PARTIAL_ORD "<B>>::partial_cmp(copy (*_1), copy (*_2))")},
    {"impl<A: std::cmp::Ord> std::cmp::Ord for &A {}",
     "fn cmp(_1: &&A, _2: &&A) -> " ORDERING CALL(
         ORDERING, "<A as std::cmp::Ord>::cmp(copy (*_1), copy (*_2))")},

    {"impl<A: std::cmp::PartialOrd> std::cmp::PartialOrd for (A,) {}",
     "fn partial_cmp(_1: &(A,), _2: &(A,)) -> std::option::Option<std::cmp::Ordering> { let "
     "mut _0: std::option::Option<std::cmp::Ordering>; let mut _3: &A; let mut _4: &A; let "
     "mut _5: isize; let mut _6: i8; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A "
     "as std::cmp::PartialOrd>::partial_cmp(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { return; } }"},
    {"impl<A: std::cmp::Ord> std::cmp::Ord for (A,) {}",
     "fn cmp(_1: &(A,), _2: &(A,)) -> std::cmp::Ordering { let mut _0: std::cmp::Ordering; "
     "let mut _3: &A; let mut _4: &A; let mut _5: i8; bb0: { _3 = &((*_1).0: A); _4 = "
     "&((*_2).0: A); _0 = <A as std::cmp::Ord>::cmp(copy _3, copy _4) -> [return: bb1, "
     "unwind unreachable]; } bb1: { return; } }"},
    {"impl<A: std::cmp::PartialOrd, B: std::cmp::PartialOrd> std::cmp::PartialOrd for (A, "
     "B) {}",
     "fn partial_cmp(_1: &(A, B), _2: &(A, B)) -> std::option::Option<std::cmp::Ordering> { "
     "let mut _0: std::option::Option<std::cmp::Ordering>; let mut _3: &A; let mut _4: &A; "
     "let mut _5: &B; let mut _6: &B; let mut _7: isize; let mut _8: i8; bb0: { _3 = "
     "&((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as std::cmp::PartialOrd>::partial_cmp(copy "
     "_3, copy _4) -> [return: bb1, unwind unreachable]; } bb1: { _7 = discriminant(_0); "
     "switchInt(copy _7) -> [0: bb4, otherwise: bb2]; } bb2: { _8 = discriminant(((_0 as "
     "Some).0: std::cmp::Ordering)); switchInt(copy _8) -> [0: bb3, otherwise: bb4]; } bb3: "
     "{ _5 = &((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as "
     "std::cmp::PartialOrd>::partial_cmp(copy _5, copy _6) -> [return: bb4, unwind "
     "unreachable]; } bb4: { return; } }"},
    {"impl<A: std::cmp::Ord, B: std::cmp::Ord> std::cmp::Ord for (A, B) {}",
     "fn cmp(_1: &(A, B), _2: &(A, B)) -> std::cmp::Ordering { let mut _0: "
     "std::cmp::Ordering; let mut _3: &A; let mut _4: &A; let mut _5: &B; let mut _6: &B; "
     "let mut _7: i8; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as "
     "std::cmp::Ord>::cmp(copy _3, copy _4) -> [return: bb1, unwind unreachable]; } bb1: { "
     "_7 = discriminant(_0); switchInt(copy _7) -> [0: bb2, otherwise: bb3]; } bb2: { _5 = "
     "&((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as std::cmp::Ord>::cmp(copy _5, copy _6) "
     "-> [return: bb3, unwind unreachable]; } bb3: { return; } }"},
    {"impl<A: std::cmp::PartialOrd, B: std::cmp::PartialOrd, C: std::cmp::PartialOrd> "
     "std::cmp::PartialOrd for (A, B, C) {}",
     "fn partial_cmp(_1: &(A, B, C), _2: &(A, B, C)) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: &A; let mut _4: &A; let mut _5: "
     "&B; let mut _6: &B; let mut _7: &C; let mut _8: &C; let mut _9: isize; let mut _10: "
     "i8; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as "
     "std::cmp::PartialOrd>::partial_cmp(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { _9 = discriminant(_0); switchInt(copy _9) -> [0: bb7, "
     "otherwise: bb2]; } bb2: { _10 = discriminant(((_0 as Some).0: std::cmp::Ordering)); "
     "switchInt(copy _10) -> [0: bb3, otherwise: bb7]; } bb3: { _5 = &((*_1).1: B); _6 = "
     "&((*_2).1: B); _0 = <B as std::cmp::PartialOrd>::partial_cmp(copy _5, copy _6) -> "
     "[return: bb4, unwind unreachable]; } bb4: { _9 = discriminant(_0); switchInt(copy _9) "
     "-> [0: bb7, otherwise: bb5]; } bb5: { _10 = discriminant(((_0 as Some).0: "
     "std::cmp::Ordering)); switchInt(copy _10) -> [0: bb6, otherwise: bb7]; } bb6: { _7 = "
     "&((*_1).2: C); _8 = &((*_2).2: C); _0 = <C as std::cmp::PartialOrd>::partial_cmp(copy "
     "_7, copy _8) -> [return: bb7, unwind unreachable]; } bb7: { return; } }"},
    {"impl<A: std::cmp::Ord, B: std::cmp::Ord, C: std::cmp::Ord> std::cmp::Ord for (A, B, "
     "C) {}",
     "fn cmp(_1: &(A, B, C), _2: &(A, B, C)) -> std::cmp::Ordering { let mut _0: "
     "std::cmp::Ordering; let mut _3: &A; let mut _4: &A; let mut _5: &B; let mut _6: &B; "
     "let mut _7: &C; let mut _8: &C; let mut _9: i8; bb0: { _3 = &((*_1).0: A); _4 = "
     "&((*_2).0: A); _0 = <A as std::cmp::Ord>::cmp(copy _3, copy _4) -> [return: bb1, "
     "unwind unreachable]; } bb1: { _9 = discriminant(_0); switchInt(copy _9) -> [0: bb2, "
     "otherwise: bb5]; } bb2: { _5 = &((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as "
     "std::cmp::Ord>::cmp(copy _5, copy _6) -> [return: bb3, unwind unreachable]; } bb3: { "
     "_9 = discriminant(_0); switchInt(copy _9) -> [0: bb4, otherwise: bb5]; } bb4: { _7 = "
     "&((*_1).2: C); _8 = &((*_2).2: C); _0 = <C as std::cmp::Ord>::cmp(copy _7, copy _8) "
     "-> [return: bb5, unwind unreachable]; } bb5: { return; } }"},
    {"impl<A: std::cmp::PartialOrd, B: std::cmp::PartialOrd, C: std::cmp::PartialOrd, D: "
     "std::cmp::PartialOrd> std::cmp::PartialOrd for (A, B, C, D) {}",
     "fn partial_cmp(_1: &(A, B, C, D), _2: &(A, B, C, D)) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: &A; let mut _4: &A; let mut _5: "
     "&B; let mut _6: &B; let mut _7: &C; let mut _8: &C; let mut _9: &D; let mut _10: &D; "
     "let mut _11: isize; let mut _12: i8; bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); "
     "_0 = <A as std::cmp::PartialOrd>::partial_cmp(copy _3, copy _4) -> [return: bb1, "
     "unwind unreachable]; } bb1: { _11 = discriminant(_0); switchInt(copy _11) -> [0: "
     "bb10, otherwise: bb2]; } bb2: { _12 = discriminant(((_0 as Some).0: "
     "std::cmp::Ordering)); switchInt(copy _12) -> [0: bb3, otherwise: bb10]; } bb3: { _5 = "
     "&((*_1).1: B); _6 = &((*_2).1: B); _0 = <B as std::cmp::PartialOrd>::partial_cmp(copy "
     "_5, copy _6) -> [return: bb4, unwind unreachable]; } bb4: { _11 = discriminant(_0); "
     "switchInt(copy _11) -> [0: bb10, otherwise: bb5]; } bb5: { _12 = discriminant(((_0 as "
     "Some).0: std::cmp::Ordering)); switchInt(copy _12) -> [0: bb6, otherwise: bb10]; } "
     "bb6: { _7 = &((*_1).2: C); _8 = &((*_2).2: C); _0 = <C as "
     "std::cmp::PartialOrd>::partial_cmp(copy _7, copy _8) -> [return: bb7, unwind "
     "unreachable]; } bb7: { _11 = discriminant(_0); switchInt(copy _11) -> [0: bb10, "
     "otherwise: bb8]; } bb8: { _12 = discriminant(((_0 as Some).0: std::cmp::Ordering)); "
     "switchInt(copy _12) -> [0: bb9, otherwise: bb10]; } bb9: { _9 = &((*_1).3: D); _10 = "
     "&((*_2).3: D); _0 = <D as std::cmp::PartialOrd>::partial_cmp(copy _9, copy _10) -> "
     "[return: bb10, unwind unreachable]; } bb10: { return; } }"},
    {"impl<A: std::cmp::Ord, B: std::cmp::Ord, C: std::cmp::Ord, D: std::cmp::Ord> "
     "std::cmp::Ord for (A, B, C, D) {}",
     "fn cmp(_1: &(A, B, C, D), _2: &(A, B, C, D)) -> std::cmp::Ordering { let mut _0: "
     "std::cmp::Ordering; let mut _3: &A; let mut _4: &A; let mut _5: &B; let mut _6: &B; "
     "let mut _7: &C; let mut _8: &C; let mut _9: &D; let mut _10: &D; let mut _11: i8; "
     "bb0: { _3 = &((*_1).0: A); _4 = &((*_2).0: A); _0 = <A as std::cmp::Ord>::cmp(copy "
     "_3, copy _4) -> [return: bb1, unwind unreachable]; } bb1: { _11 = discriminant(_0); "
     "switchInt(copy _11) -> [0: bb2, otherwise: bb7]; } bb2: { _5 = &((*_1).1: B); _6 = "
     "&((*_2).1: B); _0 = <B as std::cmp::Ord>::cmp(copy _5, copy _6) -> [return: bb3, "
     "unwind unreachable]; } bb3: { _11 = discriminant(_0); switchInt(copy _11) -> [0: bb4, "
     "otherwise: bb7]; } bb4: { _7 = &((*_1).2: C); _8 = &((*_2).2: C); _0 = <C as "
     "std::cmp::Ord>::cmp(copy _7, copy _8) -> [return: bb5, unwind unreachable]; } bb5: { "
     "_11 = discriminant(_0); switchInt(copy _11) -> [0: bb6, otherwise: bb7]; } bb6: { _9 "
     "= &((*_1).3: D); _10 = &((*_2).3: D); _0 = <D as std::cmp::Ord>::cmp(copy _9, copy "
     "_10) -> [return: bb7, unwind unreachable]; } bb7: { return; } }"},
    {"impl<T: std::cmp::Ord> std::cmp::Ord for [T] {}",
     "fn cmp(_1: &[T], _2: &[T]) -> std::cmp::Ordering { let mut _0: std::cmp::Ordering; "
     "let mut _3: usize; let mut _4: usize; let mut _5: usize; let mut _6: bool; let mut "
     "_7: &T; let mut _8: &T; let mut _9: i8; bb0: { _3 = PtrMetadata(copy _1); _4 = "
     "PtrMetadata(copy _2); _5 = const 0_usize; goto -> bb1; } bb1: { _6 = Lt(copy _5, copy "
     "_3); switchInt(copy _6) -> [0: bb5, otherwise: bb2]; } bb2: { _6 = Lt(copy _5, copy "
     "_4); switchInt(copy _6) -> [0: bb5, otherwise: bb3]; } bb3: { _7 = &(*_1)[_5]; _8 = "
     "&(*_2)[_5]; _5 = Add(copy _5, const 1_usize); _0 = <T as std::cmp::Ord>::cmp(copy _7, "
     "copy _8) -> [return: bb4, unwind unreachable]; } bb4: { _9 = discriminant(_0); "
     "switchInt(copy _9) -> [0: bb1, otherwise: bb6]; } bb5: { _0 = Cmp(copy _3, copy _4); "
     "goto -> bb6; } bb6: { return; } }"},
    {"impl<T: std::cmp::PartialOrd> std::cmp::PartialOrd for [T] {}",
     "fn partial_cmp(_1: &[T], _2: &[T]) -> std::option::Option<std::cmp::Ordering> { let "
     "mut _0: std::option::Option<std::cmp::Ordering>; let mut _3: usize; let mut _4: "
     "usize; let mut _5: usize; let mut _6: bool; let mut _7: &T; let mut _8: &T; let mut "
     "_9: i8; let mut _10: isize; let mut _11: std::cmp::Ordering; bb0: { _3 = "
     "PtrMetadata(copy _1); _4 = PtrMetadata(copy _2); _5 = const 0_usize; goto -> bb1; } "
     "bb1: { _6 = Lt(copy _5, copy _3); switchInt(copy _6) -> [0: bb6, otherwise: bb2]; } "
     "bb2: { _6 = Lt(copy _5, copy _4); switchInt(copy _6) -> [0: bb6, otherwise: bb3]; } "
     "bb3: { _7 = &(*_1)[_5]; _8 = &(*_2)[_5]; _5 = Add(copy _5, const 1_usize); _0 = <T as "
     "std::cmp::PartialOrd>::partial_cmp(copy _7, copy _8) -> [return: bb4, unwind "
     "unreachable]; } bb4: { _10 = discriminant(_0); switchInt(copy _10) -> [0: bb7, "
     "otherwise: bb5]; } bb5: { _9 = discriminant(((_0 as Some).0: std::cmp::Ordering)); "
     "switchInt(copy _9) -> [0: bb1, otherwise: bb7]; } bb6: { _11 = Cmp(copy _3, copy _4); "
     "_0 = std::option::Option::<std::cmp::Ordering>::Some(copy _11); goto -> bb7; } bb7: { "
     "return; } }"},
    {"impl<T: std::cmp::Ord, const N: usize> std::cmp::Ord for [T; N] {}",
     "fn cmp(_1: &[T; N], _2: &[T; N]) -> std::cmp::Ordering { let mut _0: "
     "std::cmp::Ordering; let mut _3: &[T]; let mut _4: &[T]; bb0: { _3 = copy _1 as &[T] "
     "(PointerCoercion(Unsize, AsCast)); _4 = copy _2 as &[T] (PointerCoercion(Unsize, "
     "AsCast)); _0 = <[T] as std::cmp::Ord>::cmp(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { return; } }"},
    {"impl<T: std::cmp::Ord> std::cmp::Ord for std::vec::Vec<T> {}",
     "fn cmp(_1: &std::vec::Vec<T>, _2: &std::vec::Vec<T>) -> std::cmp::Ordering { let mut "
     "_0: std::cmp::Ordering; let mut _3: &[T]; let mut _4: &[T]; bb0: { _3 = "
     "<std::vec::Vec<T> as std::ops::Deref>::deref(copy _1) -> [return: bb1, unwind "
     "unreachable]; } bb1: { _4 = <std::vec::Vec<T> as std::ops::Deref>::deref(copy _2) -> "
     "[return: bb2, unwind unreachable]; } bb2: { _0 = <[T] as std::cmp::Ord>::cmp(copy _3, "
     "copy _4) -> [return: bb3, unwind unreachable]; } bb3: { return; } }"},
    {"impl<T: std::cmp::PartialOrd, const N: usize> std::cmp::PartialOrd for [T; N] {}",
     "fn partial_cmp(_1: &[T; N], _2: &[T; N]) -> std::option::Option<std::cmp::Ordering> { "
     "let mut _0: std::option::Option<std::cmp::Ordering>; let mut _3: &[T]; let mut _4: "
     "&[T]; bb0: { _3 = copy _1 as &[T] (PointerCoercion(Unsize, AsCast)); _4 = copy _2 as "
     "&[T] (PointerCoercion(Unsize, AsCast)); _0 = <[T] as "
     "std::cmp::PartialOrd>::partial_cmp(copy _3, copy _4) -> [return: bb1, unwind "
     "unreachable]; } bb1: { return; } }"},
    {"impl<T: std::cmp::PartialOrd> std::cmp::PartialOrd for std::vec::Vec<T> {}",
     "fn partial_cmp(_1: &std::vec::Vec<T>, _2: &std::vec::Vec<T>) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: &[T]; let mut _4: &[T]; bb0: { "
     "_3 = <std::vec::Vec<T> as std::ops::Deref>::deref(copy _1) -> [return: bb1, unwind "
     "unreachable]; } bb1: { _4 = <std::vec::Vec<T> as std::ops::Deref>::deref(copy _2) -> "
     "[return: bb2, unwind unreachable]; } bb2: { _0 = <[T] as "
     "std::cmp::PartialOrd>::partial_cmp(copy _3, copy _4) -> [return: bb3, unwind "
     "unreachable]; } bb3: { return; } }"},
    {"impl<T: std::cmp::Ord> std::cmp::Ord for std::option::Option<T> {}",
     "fn cmp(_1: &std::option::Option<T>, _2: &std::option::Option<T>) -> "
     "std::cmp::Ordering { let mut _0: std::cmp::Ordering; let mut _3: isize; let mut _4: "
     "isize; let mut _5: &T; let mut _6: &T; bb0: { _3 = discriminant((*_1)); _4 = "
     "discriminant((*_2)); switchInt(copy _3) -> [0: bb3, otherwise: bb1]; } bb1: { "
     "switchInt(copy _4) -> [0: bb3, otherwise: bb2]; } bb2: { _5 = &(((*_1) as Some).0: "
     "T); _6 = &(((*_2) as Some).0: T); _0 = <T as std::cmp::Ord>::cmp(copy _5, copy _6) -> "
     "[return: bb4, unwind unreachable]; } bb3: { _0 = Cmp(copy _3, copy _4); return; } "
     "bb4: { return; } }"},
    {"impl<T: std::cmp::PartialOrd> std::cmp::PartialOrd for std::option::Option<T> {}",
     "fn partial_cmp(_1: &std::option::Option<T>, _2: &std::option::Option<T>) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: isize; let mut _4: isize; let "
     "mut _5: &T; let mut _6: &T; let mut _7: std::cmp::Ordering; bb0: { _3 = "
     "discriminant((*_1)); _4 = discriminant((*_2)); switchInt(copy _3) -> [0: bb3, "
     "otherwise: bb1]; } bb1: { switchInt(copy _4) -> [0: bb3, otherwise: bb2]; } bb2: { _5 "
     "= &(((*_1) as Some).0: T); _6 = &(((*_2) as Some).0: T); _0 = <T as "
     "std::cmp::PartialOrd>::partial_cmp(copy _5, copy _6) -> [return: bb4, unwind "
     "unreachable]; } bb3: { _7 = Cmp(copy _3, copy _4); _0 = "
     "std::option::Option::<std::cmp::Ordering>::Some(copy _7); return; } bb4: { return; } }"},
    {"impl<T: std::cmp::PartialEq> std::cmp::PartialEq for std::boxed::Box<T> {}",
     "fn eq(_1: &std::boxed::Box<T>, _2: &std::boxed::Box<T>) -> bool { let mut _0: bool; "
     "let mut _3: *const T; let mut _4: *const T; let mut _5: &T; let mut _6: &T; bb0: { _3 "
     "= copy (((*_1).0: std::ptr::Unique<T>).0: std::ptr::NonNull<T>) as *const T "
     "(Transmute); _4 = copy (((*_2).0: std::ptr::Unique<T>).0: std::ptr::NonNull<T>) as "
     "*const T (Transmute); _5 = &(*_3); _6 = &(*_4); _0 = <T as "
     "std::cmp::PartialEq>::eq(copy _5, copy _6) -> [return: bb1, unwind unreachable]; } "
     "bb1: { return; } }"},
    {"impl<T: std::cmp::Ord> std::cmp::Ord for std::boxed::Box<T> {}",
     "fn cmp(_1: &std::boxed::Box<T>, _2: &std::boxed::Box<T>) -> std::cmp::Ordering { let "
     "mut _0: std::cmp::Ordering; let mut _3: *const T; let mut _4: *const T; let mut _5: "
     "&T; let mut _6: &T; bb0: { _3 = copy (((*_1).0: std::ptr::Unique<T>).0: "
     "std::ptr::NonNull<T>) as *const T (Transmute); _4 = copy (((*_2).0: "
     "std::ptr::Unique<T>).0: std::ptr::NonNull<T>) as *const T (Transmute); _5 = &(*_3); "
     "_6 = &(*_4); _0 = <T as std::cmp::Ord>::cmp(copy _5, copy _6) -> [return: bb1, unwind "
     "unreachable]; } bb1: { return; } }"},
    {"impl<T: std::cmp::PartialOrd> std::cmp::PartialOrd for std::boxed::Box<T> {}",
     "fn partial_cmp(_1: &std::boxed::Box<T>, _2: &std::boxed::Box<T>) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: *const T; let mut _4: *const T; "
     "let mut _5: &T; let mut _6: &T; bb0: { _3 = copy (((*_1).0: std::ptr::Unique<T>).0: "
     "std::ptr::NonNull<T>) as *const T (Transmute); _4 = copy (((*_2).0: "
     "std::ptr::Unique<T>).0: std::ptr::NonNull<T>) as *const T (Transmute); _5 = &(*_3); "
     "_6 = &(*_4); _0 = <T as std::cmp::PartialOrd>::partial_cmp(copy _5, copy _6) -> "
     "[return: bb1, unwind unreachable]; } bb1: { return; } }"},
    {"impl std::cmp::PartialOrd for std::cmp::Ordering {}",
     "fn partial_cmp(_1: &std::cmp::Ordering, _2: &std::cmp::Ordering) -> "
     "std::option::Option<std::cmp::Ordering> { let mut _0: "
     "std::option::Option<std::cmp::Ordering>; let mut _3: i8; let mut _4: i8; let mut _5: "
     "std::cmp::Ordering; bb0: { _3 = discriminant((*_1)); _4 = discriminant((*_2)); _5 = "
     "Cmp(copy _3, copy _4); _0 = std::option::Option::<std::cmp::Ordering>::Some(copy _5); "
     "return; } }"},
    EQ_BEHIND("impl std::cmp::PartialEq for str {}", "str", "str", "[u8]", "[u8]",
              "copy _1 as &[u8] (Transmute)", "copy _2 as &[u8] (Transmute)"),
    {"impl std::cmp::Ord for str {}",
     "fn cmp(_1: &str, _2: &str) -> " ORDERING LET(
         ORDERING, "let mut _3: &[u8]; let mut _4: &[u8]; bb0: { _3 = copy _1 as &[u8] (Transmute);"
                   " _4 = copy _2 as &[u8] (Transmute); _0 = <[u8] as std::cmp::Ord>::cmp(copy _3, "
                   "copy _4)" TO("bb1") "bb1: { return; }")},
    {"impl std::cmp::PartialOrd for str {}",
     "fn partial_cmp(_1: &str, _2: &str) -> " MAYBE_ORDERING LET(
         MAYBE_ORDERING,
         "let mut _3: " ORDERING "; bb0: { _3 = <str as std::cmp::Ord>::cmp(copy _1, copy _2)" TO(
             "bb1") "bb1: { _0 = std::option::Option::<" ORDERING ">::Some(copy _3); return; }")},
    {"impl std::cmp::PartialOrd for std::string::String {}",
     "fn partial_cmp(_1: &std::string::String, _2: &std::string::String) -> " MAYBE_ORDERING LET(
         MAYBE_ORDERING,
         "let mut _3: " ORDERING
         "; bb0: { _3 = <std::string::String as std::cmp::Ord>::cmp(copy _1, copy _2)" TO(
             "bb1") "bb1: { _0 = std::option::Option::<" ORDERING ">::Some(copy _3); return; }")},
    {"impl std::cmp::Ord for std::string::String {}",
     "fn cmp(_1: &std::string::String, _2: &std::string::String) -> std::cmp::Ordering "
     "{ let mut _0: std::cmp::Ordering; let mut _3: &str; let mut _4: &str; "
     "bb0: { _3 = std::string::String::as_str(copy _1) -> [return: bb1, unwind unreachable]; } "
     "bb1: { _4 = std::string::String::as_str(copy _2) -> [return: bb2, unwind unreachable]; } "
     "bb2: { _0 = <str as std::cmp::Ord>::cmp(copy _3, copy _4) -> [return: bb3, unwind "
     "unreachable]; } bb3: { return; } }"},
    {NULL, NULL},
};
