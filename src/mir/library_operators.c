// SPDX-License-Identifier: MIT
//
// The library's operators (see library.h): the traits of std::ops on primitives and references to
// them. Arithmetic panics on overflow where rustc's own code does; its messages are rustc's.
#include "library.h"

// A function that answers one expression, or the result of one call.
#define LET(type, statements) " { let mut _0: " type "; " statements " }"
#define EXPRESSION(type, value) LET(type, "bb0: { _0 = " value "; return; }")
#define CALL(type, call)                                                                           \
  LET(type, "bb0: { _0 = " call " -> [return: bb1, unwind unreachable]; } bb1: { return; }")

#define DECLARE(trait, method)                                                                     \
  { "mod std { mod ops { trait " trait "<Rhs = Self> { type Output; fn " method "(); } } }", "" }
#define DECLARE_ASSIGN(trait, method)                                                              \
  { "mod std { mod ops { trait " trait "<Rhs = Self> { fn " method "(); } } }", "" }

// By value and by reference in each place, once the operator on two values is there.
#define BY_REFERENCE(kind, trait, method)                                                          \
  {"impl<T: builtin::" kind "> std::ops::" trait "<&T> for T { type Output = T; }",                \
   "fn " method "(_1: T, _2: &T) -> T" CALL("T", "<T as std::ops::" trait ">::" method             \
                                                 "(copy _1, copy (*_2))")},                        \
      {"impl<T: builtin::" kind "> std::ops::" trait "<T> for &T { type Output = T; }",            \
       "fn " method "(_1: &T, _2: T) -> T" CALL("T", "<T as std::ops::" trait ">::" method         \
                                                     "(copy (*_1), copy _2)")},                    \
  {                                                                                                \
    "impl<T: builtin::" kind "> std::ops::" trait "<&T> for &T { type Output = T; }",              \
        "fn " method "(_1: &T, _2: &T) -> T" CALL("T", "<T as std::ops::" trait ">::" method       \
                                                       "(copy (*_1), copy (*_2))")                 \
  }

// `a += b` is `a = a + b`.
#define ASSIGN(kind, trait, method)                                                                \
  DECLARE_ASSIGN(trait "Assign", method "_assign"),                                                \
      {"impl<T: builtin::" kind "> std::ops::" trait "Assign for T {}",                            \
       "fn " method "_assign(_1: &mut T, _2: T) -> ()" LET(                                        \
           "()", "let mut _3: T; bb0: { _3 = <T as std::ops::" trait ">::" method                  \
                 "(copy (*_1), copy _2) -> [return: bb1, unwind unreachable]; } "                  \
                 "bb1: { (*_1) = copy _3; return; }")},                                            \
  {                                                                                                \
    "impl<T: builtin::" kind "> std::ops::" trait "Assign<&T> for T {}",                           \
        "fn " method "_assign(_1: &mut T, _2: &T) -> ()" LET(                                      \
            "()", "let mut _3: T; bb0: { _3 = <T as std::ops::" trait ">::" method                 \
                  "(copy (*_1), copy (*_2)) -> [return: bb1, unwind unreachable]; } "              \
                  "bb1: { (*_1) = copy _3; return; }")                                             \
  }

#define ON_FLOATS(trait, method)                                                                   \
  {                                                                                                \
    "impl<T: builtin::Float> std::ops::" trait " for T { type Output = T; }",                      \
        "fn " method "(_1: T, _2: T) -> T" EXPRESSION("T", trait "(copy _1, copy _2)")             \
  }

// Add, Sub, Mul.
#define ARITHMETIC(trait, method, symbol)                                                          \
  DECLARE(trait, method),                                                                          \
      {"impl<T: builtin::Integer> std::ops::" trait " for T { type Output = T; }",                 \
       "fn " method "(_1: T, _2: T) -> T" LET(                                                     \
           "T", "let mut _3: (T, bool); bb0: { _3 = " trait "WithOverflow(copy _1, copy _2); "     \
                "assert(!copy (_3.1: bool), \"attempt to compute `{} " symbol                      \
                " {}`, which would overflow\", copy _1, copy _2) -> [success: bb1, unwind "        \
                "unreachable]; } bb1: { _0 = copy (_3.0: T); return; }")},                         \
      ON_FLOATS(trait, method), BY_REFERENCE("Number", trait, method),                             \
      ASSIGN("Number", trait, method)

#define CHECK_ZERO(message)                                                                        \
  "bb0: { _3 = const 0_u8 as T (IntToInt); _4 = Eq(copy _2, copy _3); assert(!copy _4, \"" message \
  "\", copy _1) -> [success: bb1, unwind unreachable]; } "

// Div, Rem.
#define DIVISION(trait, method, symbol, zero)                                                      \
  DECLARE(trait, method),                                                                          \
      {"impl<T: builtin::Unsigned> std::ops::" trait " for T { type Output = T; }",                \
       "fn " method "(_1: T, _2: T) -> T" LET("T", "let mut _3: T; let mut _4: bool; " CHECK_ZERO( \
                                                       zero) "bb1: { _0 = " trait                  \
                                                             "(copy _1, copy _2); return; }")},    \
      {"impl<T: builtin::Signed> std::ops::" trait " for T { type Output = T; }",                  \
       "fn " method "(_1: T, _2: T) -> T" LET(                                                     \
           "T",                                                                                    \
           "let mut _3: T; let mut _4: bool; let mut _5: bool; let mut _6: bool; " CHECK_ZERO(     \
               zero) "bb1: { _3 = const -1_i8 as T (IntToInt); _4 = Eq(copy _2, copy _3); "        \
                     "_5 = Eq(copy _1, const <T>::MIN); _6 = BitAnd(copy _4, copy _5); "           \
                     "assert(!copy _6, \"attempt to compute `{} " symbol                           \
                     " {}`, which would overflow\", copy _1, copy _2) -> [success: bb2, unwind "   \
                     "unreachable]; } bb2: { _0 = " trait "(copy _1, copy _2); return; }")},       \
      ON_FLOATS(trait, method), BY_REFERENCE("Number", trait, method),                             \
      ASSIGN("Number", trait, method)

#define BITWISE(trait, method)                                                                     \
  DECLARE(trait, method),                                                                          \
      {"impl<T: builtin::Bits> std::ops::" trait " for T { type Output = T; }",                    \
       "fn " method "(_1: T, _2: T) -> T" EXPRESSION("T", trait "(copy _1, copy _2)")},            \
      BY_REFERENCE("Bits", trait, method), ASSIGN("Bits", trait, method)

// The shift's distance may be of any integer type.
#define SHIFT(trait, method, direction)                                                            \
  DECLARE(trait, method), DECLARE_ASSIGN(trait "Assign", method "_assign"),                        \
      {"impl<T: builtin::Integer, U: builtin::Integer> std::ops::" trait                           \
       "<U> for T { type Output = T; }",                                                           \
       "fn " method "(_1: T, _2: U) -> T" LET(                                                     \
           "T", "let mut _3: u32; let mut _4: bool; bb0: { _3 = copy _2 as u32 (IntToInt); "       \
                "_4 = Lt(copy _3, const <T>::BITS); assert(copy _4, \"attempt to shift " direction \
                " by `{}`, which would overflow\", copy _2) -> [success: bb1, unwind "             \
                "unreachable]; } bb1: { _0 = " trait "(copy _1, copy _2); return; }")},            \
  {                                                                                                \
    "impl<T: builtin::Integer, U: builtin::Integer> std::ops::" trait "Assign<U> for T {}",        \
        "fn " method "_assign(_1: &mut T, _2: U) -> ()" LET(                                       \
            "()", "let mut _3: T; bb0: { _3 = <T as std::ops::" trait "<U>>::" method              \
                  "(copy (*_1), copy _2) -> [return: bb1, unwind unreachable]; } "                 \
                  "bb1: { (*_1) = copy _3; return; }")                                             \
  }

#define UNARY(trait, method)                                                                       \
  { "mod std { mod ops { trait " trait " { type Output; fn " method "(); } } }", "" }

#define UNARY_BY_REFERENCE(kind, trait, method)                                                    \
  {                                                                                                \
    "impl<T: builtin::" kind "> std::ops::" trait " for &T { type Output = T; }",                  \
        "fn " method                                                                               \
        "(_1: &T) -> T" CALL("T", "<T as std::ops::" trait ">::" method "(copy (*_1))")            \
  }

const mir_library_row mir_library_operators[] = {
    ARITHMETIC("Add", "add", "+"),
    ARITHMETIC("Sub", "sub", "-"),
    ARITHMETIC("Mul", "mul", "*"),
    DIVISION("Div", "div", "/", "attempt to divide `{}` by zero"),
    DIVISION("Rem", "rem", "%",
             "attempt to calculate the remainder of `{}` with a divisor of zero"),
    BITWISE("BitAnd", "bitand"),
    BITWISE("BitOr", "bitor"),
    BITWISE("BitXor", "bitxor"),
    SHIFT("Shl", "shl", "left"),
    SHIFT("Shr", "shr", "right"),
    UNARY("Neg", "neg"),
    {"impl<T: builtin::Signed> std::ops::Neg for T { type Output = T; }",
     "fn neg(_1: T) -> T" LET(
         "T", "let mut _2: bool; bb0: { _2 = Eq(copy _1, const <T>::MIN); assert(!copy _2, "
              "\"attempt to negate `{}`, which would overflow\", copy _1) -> [success: bb1, unwind "
              "unreachable]; } bb1: { _0 = Neg(copy _1); return; }")},
    {"impl<T: builtin::Float> std::ops::Neg for T { type Output = T; }",
     "fn neg(_1: T) -> T" EXPRESSION("T", "Neg(copy _1)")},
    UNARY_BY_REFERENCE("Number", "Neg", "neg"),
    UNARY("Not", "not"),
    {"impl<T: builtin::Bits> std::ops::Not for T { type Output = T; }",
     "fn not(_1: T) -> T" EXPRESSION("T", "Not(copy _1)")},
    UNARY_BY_REFERENCE("Bits", "Not", "not"),
    {NULL, NULL},
};
