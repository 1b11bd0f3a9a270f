// SPDX-License-Identifier: MIT
//
// The library's formatting (see library.h): the traits of std::fmt on primitives, which C writes.
#include "library.h"

#define WRITE(trait)                                                                               \
  "fn fmt(_1: &T, _2: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> "  \
  "{ let mut _0: std::result::Result<(), std::fmt::Error>; "                                       \
  "bb0: { _0 = std::fmt::write_" trait "::<T>(copy _1, copy _2) -> "                               \
  "[return: bb1, unwind unreachable]; } bb1: { return; } }"

const mir_library_row mir_library_format[] = {
    {"impl<T: builtin::Primitive> std::fmt::Display for T {}", WRITE("display")},
    {"impl<T: builtin::Primitive> std::fmt::Debug for T {}", WRITE("debug")},
    {"impl<T: builtin::Integer> std::fmt::LowerHex for T {}", WRITE("lower_hex")},
    {"impl<T: builtin::Integer> std::fmt::UpperHex for T {}", WRITE("upper_hex")},
    {"impl<T: builtin::Integer> std::fmt::Octal for T {}", WRITE("octal")},
    {"impl<T: builtin::Integer> std::fmt::Binary for T {}", WRITE("binary")},
    {"impl<T: builtin::Number> std::fmt::LowerExp for T {}", WRITE("lower_exp")},
    {"impl<T: builtin::Number> std::fmt::UpperExp for T {}", WRITE("upper_exp")},
    {NULL, NULL},
};
