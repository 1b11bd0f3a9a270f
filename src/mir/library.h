// SPDX-License-Identifier: MIT
//
// The part of std that is interpreted rather than modelled: traits with default methods, and impls
// for primitives, tuples, arrays, references and the like, whose methods call those of the
// program's types. A model could not call back.
//
// A row is a header in Rust syntax and bodies in MIR syntax. The headers of all rows are read with
// the program, and resolved with its own impls; bodies are read when one is first called. They have
// no source, so that an error in one is shown where the program called it.
#ifndef AIRLOCK_MIR_LIBRARY_H
#define AIRLOCK_MIR_LIBRARY_H

#include "load_internal.h"

// The file name in the positions of these items.
#define MIR_LIBRARY_FILE "/airlock/std/library"

typedef struct mir_library_row {
  const char *header; // `impl<T> Trait for T { type A = B; fn f<U>(); }`, or a trait.
  const char *bodies; // `fn f(_1: T) -> T { .. }` for each method; or "".
} mir_library_row;

// Each ends with a row of NULLs, and has a file of its name.
extern const mir_library_row mir_library_comparison[];
extern const mir_library_row mir_library_format[];
extern const mir_library_row mir_library_operators[];
extern const mir_library_row mir_library_process[];
extern const mir_library_row mir_library_values[];

// Adds the headers to a program, after its own items.
mir_status mir_add_library(mir_program *program, mir_error *out_error);

// Reads the bodies of an impl or trait of the library, if that has not been done. False when
// memory is out.
bool mir_library_read(mir_loader *loader, const mir_rust_item *item);

#endif
