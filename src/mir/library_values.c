// SPDX-License-Identifier: MIT
//
// The library's traits about whole values (see library.h): copying, default values, conversion
// and iteration. What holds other values asks their types' impls.
#include "library.h"

#define LET(type, statements) " { let mut _0: " type "; " statements " }"
#define EXPRESSION(type, value) LET(type, "bb0: { _0 = " value "; return; }")
#define TO(block) " -> [return: " block ", unwind unreachable]; } "
#define CALL(type, call) LET(type, "bb0: { _0 = " call TO("bb1") "bb1: { return; }")

#define ORDERING "std::cmp::Ordering"

const mir_library_row mir_library_values[] = {
    {"impl<T: builtin::Primitive> std::clone::Clone for T {}",
     "fn clone(_1: &T) -> T" EXPRESSION("T", "copy (*_1)")},
    {"impl<T> std::clone::Clone for &T {}",
     "fn clone(_1: &&T) -> &T" EXPRESSION("&T", "copy (*_1)")},
    {"impl<T> std::clone::Clone for *const T {}",
     "fn clone(_1: &*const T) -> *const T" EXPRESSION("*const T", "copy (*_1)")},
    {"impl<T> std::clone::Clone for *mut T {}",
     "fn clone(_1: &*mut T) -> *mut T" EXPRESSION("*mut T", "copy (*_1)")},
    {"impl<T> std::clone::Clone for std::marker::PhantomData<T> {}",
     "fn clone(_1: &std::marker::PhantomData<T>) -> std::marker::PhantomData<T>" EXPRESSION(
         "std::marker::PhantomData<T>", "copy (*_1)")},
    {"impl std::clone::Clone for () {}", "fn clone(_1: &()) -> ()" EXPRESSION("()", "copy (*_1)")},
    {"impl std::clone::Clone for std::cmp::Ordering {}",
     "fn clone(_1: &" ORDERING ") -> " ORDERING EXPRESSION(ORDERING, "copy (*_1)")},
    {"impl<A: std::clone::Clone> std::clone::Clone for (A,) {}",
     "fn clone(_1: &(A,)) -> (A,)" LET("(A,)",
                                       "let mut _2: &A; let mut _3: A; bb0: { _2 = &((*_1).0: A); "
                                       "_3 = <A as std::clone::Clone>::clone(copy _2)" TO(
                                           "bb1") "bb1: { _0 = (move _3,); return; }")},
    {"impl<A: std::clone::Clone, B: std::clone::Clone> std::clone::Clone for (A, B) {}",
     "fn clone(_1: &(A, B)) -> (A, B)" LET(
         "(A, B)", "let mut _2: &A; let mut _3: A; let mut _4: &B; let mut _5: B; "
                   "bb0: { _2 = &((*_1).0: A); _3 = <A as std::clone::Clone>::clone(copy _2)" TO(
                       "bb1") "bb1: { _4 = &((*_1).1: B); "
                              "_5 = <B as std::clone::Clone>::clone(copy _4)" TO(
                                  "bb2") "bb2: { _0 = (move _3, move _5); return; }")},
    {"impl<A: std::clone::Clone, B: std::clone::Clone, C: std::clone::Clone> std::clone::Clone for "
     "(A, B, C) {}",
     "fn clone(_1: &(A, B, C)) -> (A, B, C)" LET(
         "(A, B, C)",
         "let mut _2: &A; let mut _3: A; let mut _4: &B; let mut _5: B; "
         "let mut _6: &C; let mut _7: C; "
         "bb0: { _2 = &((*_1).0: A); _3 = <A as std::clone::Clone>::clone(copy _2)" TO(
             "bb1") "bb1: { _4 = &((*_1).1: B); "
                    "_5 = <B as std::clone::Clone>::clone(copy _4)" TO(
                        "bb2") "bb2: { _6 = &((*_1).2: C); _7 = <C as "
                               "std::clone::Clone>::clone(copy _6)" TO("bb3") "bb3: { _0 = (move "
                                                                              "_3, move _5, move "
                                                                              "_7); return; }")},
    {"impl<T: std::clone::Clone> std::clone::Clone for std::ops::Range<T> {}",
     "fn clone(_1: &std::ops::Range<T>) -> std::ops::Range<T>" LET(
         "std::ops::Range<T>", "let mut _2: &T; let mut _3: T; let mut _4: &T; let mut _5: T; "
                               "bb0: { _2 = &((*_1).0: T); _3 = <T as "
                               "std::clone::Clone>::clone(copy _2)" TO(
                                   "bb1") "bb1: { _4 = &((*_1).1: T); _5 = <T as "
                                          "std::clone::Clone>::clone(copy _4)" TO("bb2") "bb2: { "
                                                                                         "_0 = "
                                                                                         "std::ops:"
                                                                                         ":Range::<"
                                                                                         "T> { "
                                                                                         "start: "
                                                                                         "move _3, "
                                                                                         "end: "
                                                                                         "move _5 "
                                                                                         "}; "
                                                                                         "return; "
                                                                                         "}")},
    {"impl<T: std::clone::Clone, const N: usize> std::clone::Clone for [T; N] {}",
     "fn clone(_1: &[T; N]) -> [T; N]" LET(
         "[T; N]",
         "let mut _2: usize; let mut _3: bool; let mut _4: &T; let mut _5: T; "
         "bb0: { _2 = const 0_usize; goto -> bb1; } "
         "bb1: { _3 = Lt(copy _2, const N); switchInt(copy _3) -> [0: bb4, otherwise: "
         "bb2]; } bb2: { _4 = &(*_1)[_2]; _5 = <T as std::clone::Clone>::clone(copy _4)" TO(
             "bb3") "bb3: { _0[_2] = move _5; _2 = Add(copy _2, const 1_usize); "
                    "goto -> bb1; } bb4: { return; }")},
    {"impl<T: std::clone::Clone, E: std::clone::Clone> std::clone::Clone for "
     "std::result::Result<T, E> {}",
     "fn clone(_1: &std::result::Result<T, E>) -> std::result::Result<T, E>" LET(
         "std::result::Result<T, E>",
         "let mut _2: isize; let mut _3: &T; let mut _4: T; let mut _5: &E; let mut _6: E; "
         "bb0: { _2 = discriminant((*_1)); switchInt(copy _2) -> [0: bb1, otherwise: bb3]; } "
         "bb1: { _3 = &(((*_1) as Ok).0: T); _4 = <T as std::clone::Clone>::clone(copy _3)" TO(
             "bb2") "bb2: { _0 = std::result::Result::<T, E>::Ok(move _4); return; } "
                    "bb3: { _5 = &(((*_1) as Err).0: E); _6 = <E as std::clone::Clone>::clone(copy "
                    "_5)" TO(
                        "bb4") "bb4: { _0 = std::result::Result::<T, E>::Err(move _6); return; }")},
    {"impl<T: std::clone::Clone> std::clone::Clone for std::boxed::Box<T> {}",
     "fn clone(_1: &std::boxed::Box<T>) -> std::boxed::Box<T>" LET(
         "std::boxed::Box<T>",
         "let mut _2: *const T; let mut _3: &T; let mut _4: T; bb0: { _2 = copy (((*_1).0: "
         "std::ptr::Unique<T>).0: std::ptr::NonNull<T>) as *const T (Transmute); _3 = &(*_2); "
         "_4 = <T as std::clone::Clone>::clone(copy _3)" TO(
             "bb1") "bb1: { _0 = std::boxed::Box::<T>::new(move _4)" TO("bb2") "bb2: { return; }")},
    {"impl<T: std::clone::Clone> std::clone::Clone for std::vec::Vec<T> {}",
     "fn clone(_1: &std::vec::Vec<T>) -> std::vec::Vec<T>" LET(
         "std::vec::Vec<T>",
         "let mut _2: &[T]; let mut _3: usize; let mut _4: usize; let mut _5: bool; "
         "let mut _6: &T; let mut _7: T; let mut _8: &mut std::vec::Vec<T>; let mut _9: (); "
         "bb0: { _2 = <std::vec::Vec<T> as std::ops::Deref>::deref(copy _1)" TO(
             "bb1") "bb1: { _3 = PtrMetadata(copy _2); _4 = const 0_usize; "
                    "_0 = std::vec::Vec::<T>::with_capacity(copy _3)" TO(
                        "bb2") "bb2: { _5 = Lt(copy _4, copy _3); switchInt(copy _5) -> [0: bb5, "
                               "otherwise: bb3]; } "
                               "bb3: { _6 = &(*_2)[_4]; _4 = Add(copy _4, const 1_usize); "
                               "_7 = <T as std::clone::Clone>::clone(copy _6)" TO(
                                   "bb4") "bb4: { _8 = &mut _0; _9 = std::vec::Vec::<T>::push(copy "
                                          "_8, move _7)" TO("bb2") "bb5: { return; }")},
    {"impl<T: builtin::Integer> std::default::Default for T {}",
     "fn default() -> T" EXPRESSION("T", "const 0_u8 as T (IntToInt)")},
    {"impl<T: builtin::Float> std::default::Default for T {}",
     "fn default() -> T" EXPRESSION("T", "const 0_u8 as T (IntToFloat)")},
    {"impl std::default::Default for bool {}",
     "fn default() -> bool" EXPRESSION("bool", "const false")},
    {"impl std::default::Default for char {}",
     "fn default() -> char" EXPRESSION("char", "const '\\u{0}'")},
    {"impl std::default::Default for () {}", "fn default() -> ()" EXPRESSION("()", "()")},
    {"impl std::default::Default for &str {}",
     "fn default() -> &str" EXPRESSION("&str", "const \"\"")},
    {"impl<T> std::default::Default for std::vec::Vec<T> {}",
     "fn default() -> std::vec::Vec<T>" CALL("std::vec::Vec<T>", "std::vec::Vec::<T>::new()")},
    {"impl<T: std::default::Default> std::default::Default for std::boxed::Box<T> {}",
     "fn default() -> std::boxed::Box<T>" LET(
         "std::boxed::Box<T>",
         "let mut _1: T; bb0: { _1 = <T as std::default::Default>::default()" TO(
             "bb1") "bb1: { _0 = std::boxed::Box::<T>::new(move _1)" TO("bb2") "bb2: { return; }")},
    {"impl<T> std::default::Default for std::marker::PhantomData<T> {}",
     "fn default() -> std::marker::PhantomData<T>" EXPRESSION("std::marker::PhantomData<T>",
                                                              "const ZeroSized: "
                                                              "std::marker::PhantomData<T>")},
    {"impl<A: std::default::Default, B: std::default::Default> std::default::Default for (A, B) {}",
     "fn default() -> (A, B)" LET(
         "(A, B)", "let mut _1: A; let mut _2: B; bb0: { _1 = <A as std::default::Default>::default"
                   "()" TO("bb1") "bb1: { _2 = <B as std::default::Default>::default()" TO(
                       "bb2") "bb2: { _0 = (move _1, move _2); return; }")},
    {"impl<T: std::default::Default, const N: usize> std::default::Default for [T; N] {}",
     "fn default() -> [T; N]" LET(
         "[T; N]",
         "let mut _1: usize; let mut _2: bool; let mut _3: T; "
         "bb0: { _1 = const 0_usize; goto -> bb1; } "
         "bb1: { _2 = Lt(copy _1, const N); switchInt(copy _2) -> [0: bb4, otherwise: "
         "bb2]; } bb2: { _3 = <T as std::default::Default>::default()" TO(
             "bb3") "bb3: { _0[_1] = move _3; _1 = Add(copy _1, const 1_usize); goto -> bb1; } "
                    "bb4: { return; }")},
    {"impl<T> std::convert::From<T> for T {}", "fn from(_1: T) -> T" EXPRESSION("T", "move _1")},
    {"impl<T: builtin::Integer, U: builtin::Lossless<T> + builtin::Other<T>> std::convert::From<U> "
     "for T {}",
     "fn from(_1: U) -> T" EXPRESSION("T", "copy _1 as T (IntToInt)")},
    {"impl<T: std::convert::From<U>, U> std::convert::TryFrom<U> for T "
     "{ type Error = std::convert::Infallible; }",
     "fn try_from(_1: U) -> std::result::Result<T, std::convert::Infallible>" LET(
         "std::result::Result<T, std::convert::Infallible>",
         "let mut _2: T; bb0: { _2 = <T as std::convert::From<U>>::from(move _1)" TO(
             "bb1") "bb1: { _0 = std::result::Result::<T, "
                    "std::convert::Infallible>::Ok(move _2); return; }")},
    {"impl<T: builtin::Float, U: builtin::Integer> std::convert::From<U> for T {}",
     "fn from(_1: U) -> T" EXPRESSION("T", "copy _1 as T (IntToFloat)")},
    {"impl<T: builtin::Float, U: builtin::Float + builtin::Other<T>> std::convert::From<U> for T "
     "{}",
     "fn from(_1: U) -> T" EXPRESSION("T", "copy _1 as T (FloatToFloat)")},
    {"impl std::convert::From<u8> for char {}",
     "fn from(_1: u8) -> char" EXPRESSION("char", "copy _1 as char (IntToInt)")},
    {"impl<T> std::convert::From<T> for std::boxed::Box<T> {}",
     "fn from(_1: T) -> std::boxed::Box<T>" CALL("std::boxed::Box<T>",
                                                 "std::boxed::Box::<T>::new(move _1)")},
    {"impl<A, F: std::ops::Fn<A>> std::ops::Fn<A> for &F {}",
     "fn call(_1: &&F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output",
         "<F as std::ops::Fn<A>>::call(copy (*_1), move _2)")},
    {"impl<A, F: std::ops::Fn<A>> std::ops::FnMut<A> for &F {}",
     "fn call_mut(_1: &mut &F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output",
         "<F as std::ops::Fn<A>>::call(copy (*_1), move _2)")},
    {"impl<A, F: std::ops::Fn<A>> std::ops::FnOnce<A> for &F {}",
     "fn call_once(_1: &F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output", "<F as std::ops::Fn<A>>::call(copy _1, move _2)")},
    {"impl<A, F: std::ops::FnMut<A>> std::ops::FnMut<A> for &mut F {}",
     "fn call_mut(_1: &mut &mut F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output",
         "<F as std::ops::FnMut<A>>::call_mut(copy (*_1), move _2)")},
    {"impl<A, F: std::ops::FnMut<A>> std::ops::FnOnce<A> for &mut F {}",
     "fn call_once(_1: &mut F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output",
         "<F as std::ops::FnMut<A>>::call_mut(copy _1, move _2)")},
    {"impl<A, F: std::ops::Fn<A>> std::ops::Fn<A> for std::boxed::Box<F> {}",
     "fn call(_1: &std::boxed::Box<F>, _2: A) -> <F as std::ops::FnOnce<A>>::Output" LET(
         "<F as std::ops::FnOnce<A>>::Output",
         "let mut _3: *const F; let mut _4: &F; bb0: { _3 = copy (((*_1).0: "
         "std::ptr::Unique<F>).0: "
         "std::ptr::NonNull<F>) as *const F (Transmute); _4 = &(*_3); "
         "_0 = <F as std::ops::Fn<A>>::call(copy _4, move _2)" TO("bb1") "bb1: { return; }")},
    {"impl<A, F: std::ops::FnOnce<A>> std::ops::FnOnce<A> for std::boxed::Box<F> {}",
     "fn call_once(_1: std::boxed::Box<F>, _2: A) -> <F as std::ops::FnOnce<A>>::Output" LET(
         "<F as std::ops::FnOnce<A>>::Output",
         "let mut _3: *mut F; let mut _4: &std::boxed::Box<F>; let mut _5: (); "
         "bb0: { _3 = copy ((_1.0: std::ptr::Unique<F>).0: std::ptr::NonNull<F>) as *mut F "
         "(Transmute); _0 = <F as builtin::Call<A>>::call_once_at(copy _3, move _2)" TO(
             "bb1") "bb1: { _4 = &_1; _5 = builtin::free_box::<F>(copy _4)" TO("bb2") "bb2: { "
                                                                                      "return; }")},
    {"mod builtin { trait Call<A> { fn call(); fn call_mut(); fn call_once_at(); } }", ""},
    {"impl<A, F> builtin::Call<A> for F {}",
     "fn call(_1: &F, _2: A) -> <F as std::ops::FnOnce<A>>::Output" CALL(
         "<F as std::ops::FnOnce<A>>::Output",
         "<F as std::ops::Fn<A>>::call(copy _1, move _2)") " "
                                                           "fn call_mut(_1: &mut F, _2: A) -> <F "
                                                           "as std::ops::FnOnce<A>>::Output" CALL(
                                                               "<F as std::ops::FnOnce<A>>::Output",
                                                               "<F as "
                                                               "std::ops::FnMut<A>>::call_mut(copy "
                                                               "_1, move _2)") " "
                                                                               "fn "
                                                                               "call_once_at(_1: "
                                                                               "*mut F, _2: A) -> "
                                                                               "<F as "
                                                                               "std::ops::FnOnce<A>"
                                                                               ">::Output" LET(
                                                                                   "<F as "
                                                                                   "std::ops::"
                                                                                   "FnOnce<A>>::"
                                                                                   "Output",
                                                                                   "let mut _3: F; "
                                                                                   "bb0: { _3 = "
                                                                                   "move (*_1); "
                                                                                   "_0 = <F as "
                                                                                   "std::ops::"
                                                                                   "FnOnce<A>>::"
                                                                                   "call_once(move "
                                                                                   "_3, move "
                                                                                   "_2)" TO(
                                                                                       "bb1") "bb1:"
                                                                                              " { "
                                                                                              "retu"
                                                                                              "rn; "
                                                                                              "}")},
    {"impl<A, F: std::ops::FnMut<A>> std::ops::FnMut<A> for std::boxed::Box<F> {}",
     "fn call_mut(_1: &mut std::boxed::Box<F>, _2: A) -> <F as std::ops::FnOnce<A>>::Output" LET(
         "<F as std::ops::FnOnce<A>>::Output",
         "let mut _3: *mut F; let mut _4: &mut F; bb0: { _3 = copy (((*_1).0: "
         "std::ptr::Unique<F>).0: std::ptr::NonNull<F>) as *mut F (Transmute); _4 = &mut (*_3); "
         "_0 = <F as std::ops::FnMut<A>>::call_mut(copy _4, move _2)" TO(
             "bb1") "bb1: { return; }")},
    {NULL, NULL},
};
