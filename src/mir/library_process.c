// SPDX-License-Identifier: MIT
//
// How a program begins and ends (see library.h): `builtin::Start` calls `main` and sets the
// status that the result stands for, as the runtime of std does. The program then ends by
// returning, unlike one that calls `exit`: what it has not freed by then is leaked.
#include "library.h"

#define LET(type, statements) " { let mut _0: " type "; " statements " }"
#define EXPRESSION(type, value) LET(type, "bb0: { _0 = " value "; return; }")
#define TO(block) " -> [return: " block ", unwind unreachable]; } "

#define EXIT_CODE "std::process::ExitCode"
#define REPORT(type) "fn report(_1: " type ") -> " EXIT_CODE

const mir_library_row mir_library_process[] = {
    {"mod std { mod process { trait Termination { fn report(); } } }", ""},
    {"impl std::process::Termination for () {}",
     REPORT("()") EXPRESSION(EXIT_CODE, EXIT_CODE "(const 0_u8)")},
    {"impl std::process::Termination for ! {}",
     REPORT("!") " { let mut _0: " EXIT_CODE "; bb0: { unreachable; } }"},
    {"impl std::process::Termination for " EXIT_CODE " {}",
     REPORT(EXIT_CODE) EXPRESSION(EXIT_CODE, "move _1")},
    {"impl<T: std::process::Termination, E> std::process::Termination for "
     "std::result::Result<T, "
     "E> {}",
     REPORT("std::result::Result<T, E>") LET(
         EXIT_CODE,
         "let mut _2: isize; let mut _3: T; let mut _4: &E; let mut _5: "
         "core::fmt::rt::Argument; "
         "let mut _6: [core::fmt::rt::Argument; 1]; let mut _7: &[core::fmt::rt::Argument; "
         "1]; "
         "let mut _8: &[u8; 12]; let mut _9: std::fmt::Arguments; let mut _10: (); "
         "bb0: { _2 = discriminant(_1); switchInt(copy _2) -> [0: bb1, otherwise: bb2]; } "
         "bb1: { _3 = move ((_1 as Ok).0: T); "
         "_0 = <T as std::process::Termination>::report(move _3)" TO(
             "bb6") "bb2: { _4 = &((_1 as Err).0: E); "
                    "_5 = core::fmt::rt::Argument::new_debug::<E>(copy _4)" TO(
                        "bb3") "bb3: { _6 = [move _5]; _7 = &_6; _8 = const b\"\\x07Error: "
                               "\\xc0\\x01\\n\\x00\"; "
                               "_9 = std::fmt::Arguments::new::<12, 1>(copy _8, copy "
                               "_7)" TO("bb4") "bb4: { _10 = std::io::_eprint(move _9)" TO(
                                   "bb5") "bb5: { drop(_1)" TO("bb7") "bb6: { return; } bb7: { _0 "
                                                                      "= " EXIT_CODE
                                                                      "(const 1_u8); return; }")},
    {"impl std::convert::From<u8> for " EXIT_CODE " {}",
     "fn from(_1: u8) -> " EXIT_CODE EXPRESSION(EXIT_CODE, EXIT_CODE "(copy _1)")},
    {"mod builtin { trait Start { fn start(); } }", ""},
    {"impl<T> builtin::Start for T {}",
     "fn start() -> ()" LET(
         "()",
         "let mut _1: T; let mut _2: " EXIT_CODE "; let mut _3: i32; "
         "bb0: { _1 = main()" TO(
             "bb1") "bb1: { _2 = <T as std::process::Termination>::report(move "
                    "_1)" TO("bb2") "bb2: { _3 = copy (_2.0: u8) as i32 (IntToInt); "
                                    "_0 = builtin::end(copy _3)" TO("bb3") "bb3: { return; }")},
    {NULL, NULL},
};
