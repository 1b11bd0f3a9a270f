// SPDX-License-Identifier: MIT
//
// The line that divides an input of the fuzzer: before it stands Rust source, behind it MIR.
#ifndef AIRLOCK_FUZZ_MUTATOR_H
#define AIRLOCK_FUZZ_MUTATOR_H

#define FUZZ_DIVIDER "\n//// mir\n"

#endif
