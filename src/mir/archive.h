// SPDX-License-Identifier: MIT
//
// A program's syntax tree as bytes. Std (prelude.h) is the same for every program that is run, so
// it is parsed once, when airlock is built, and each run reads the archive instead of the text.
//
// The bytes are the fields of the tree (ast.h) in a fixed order, and nothing of how a machine keeps
// them in memory: numbers take seven bits a byte, the lowest first, and what is unique in the tree
// (names, types, paths) is spelled where it is met first and referred to by its number afterwards.
// For every kind of node there is one function, which writes and reads: it passes each field on its
// way to the bytes, or from them, so that what is written is what is read.
//
//   number    of `pass(7)`: written 7, answers 7; read, answers what was written
//   node      0: NULL; 1: a new one follows; n + 1: the n-th one of its kind
//   list      its length, then its elements
//
// Bodies of functions stay in the text: the archive has only those that are read later (parser.h).
// It holds what mir_archive_write has written, and is not checked when it is read.
#ifndef AIRLOCK_MIR_ARCHIVE_H
#define AIRLOCK_MIR_ARCHIVE_H

#include "ast.h"

// The archive of a program of items, allocations and Rust items. The caller frees the bytes; NULL
// when memory is out, or when the program holds what an archive cannot: *out_problem says which.
unsigned char *mir_archive_write(size_t *out_length, const char **out_problem,
                                 const mir_program *program);

// Whether there is a program in the archive: a build for a machine whose programs it cannot run has
// an empty one.
bool mir_archive_is_present(const unsigned char *archive);

// The program of an archive, as a new one of the arena. NULL when memory is out.
mir_program *mir_archive_read(mir_arena *arena, const unsigned char *archive);

#endif
