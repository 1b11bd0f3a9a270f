// SPDX-License-Identifier: MIT
//
// What programs use of std without a model in C: types, declared in Rust syntax, and functions,
// written in Rust and printed as MIR. Both are read by the parsers of the program's own text.
//
// What is read does not depend on the program. The build reads it once and makes an archive of it
// (archive.h), which the command gives to its sessions; bodies of functions are still read from the
// text, when something mentions them.
//
// The files lie in std/. Each NAME.rs stands inside `mod std`, and std.mir is what rustc prints of
// all of them (std/regenerate); the names are those of the real std, so that a program's paths
// find them. They know nothing of layouts, run the program's own code (closures, Clone, Drop) by
// ordinary calls, and use the modelled functions of models.c below.
#ifndef AIRLOCK_MIR_PRELUDE_H
#define AIRLOCK_MIR_PRELUDE_H

#include <stddef.h>

#include "ast.h"

// One embedded file; the build makes the array, whose last entry has no name.
typedef struct mir_std_file {
  const char *name;
  const unsigned char *text;
  size_t length;
} mir_std_file;

extern const mir_std_file mir_std_files[];

// The file of this name, as it stands in positions, or NULL.
const mir_std_file *mir_find_std_file(const char *file);

// Reads the declarations and functions, into a new program of the arena.
mir_status mir_read_prelude(mir_program **out_prelude, mir_arena *arena, mir_error *out_error);

// Adds them to a program of the same arena, after its own, among which are those that its macros
// write.
mir_status mir_add_prelude(mir_program *program, const mir_program *prelude, mir_error *out_error);

// How many are the program's own.
static inline size_t mir_own_item_count(const mir_program *program) {
  return program->item_count - program->std_item_count;
}

static inline size_t mir_own_rust_item_count(const mir_program *program) {
  return program->rust_item_count - program->std_rust_item_count;
}

// Whether this is the file name in the positions of what was added.
bool mir_is_prelude_file(const char *file);

#endif
