// SPDX-License-Identifier: MIT
//
// Several crates in one program. rustc prints each crate's own items without the crate's name, and
// those of the others with it:
//
//   in geometry:  fn shapes::area(..)            in app:  geometry::shapes::area(..)
//
// So the paths of a crate that has a name here get that name in front, in its sources and in its
// text, and name one thing everywhere. What another crate re-exports (`pub use shapes::area;`) is
// printed by the name that it is reachable by, `geometry::area`; imports lead back to the place
// where it is declared. The program's own crate, the one with `main`, has no name.
//
// All sources are read first, then the texts.
#ifndef AIRLOCK_MIR_CRATES_H
#define AIRLOCK_MIR_CRATES_H

#include "parser_state.h"

// What follows in this program belongs to the crate of this name; NULL is its own. False when
// memory is out.
bool mir_crates_begin(mir_program *program, const char *name);

// The path of the current crate, or NULL.
const mir_path *mir_crates_root(const mir_program *program);

// Whether the path, of one segment, is the name of a crate of this program.
bool mir_crates_has(const mir_program *program, const mir_path *path);

// Notes what the sources declare, and what the headers of the current crate's text do, before that
// is read. Nothing is done in a program of one crate. On failure *out_error says why.
mir_status mir_crates_prepare(mir_program *program, const char *text, size_t length,
                              mir_error *out_error);

// The path that these segments of the current crate's text stand for.
const mir_path *mir_crates_path(mir_parser *parser, const mir_segment *segments, size_t count);

// What is added to the ids of allocations in the current crate's text, so that those of two crates
// differ.
uint64_t mir_crates_allocation_base(const mir_program *program);

#endif
