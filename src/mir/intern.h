// SPDX-License-Identifier: MIT
//
// Unique types and paths. A type or path is built as a value on the stack, with pointers to parts
// that are unique already, and then interned: the same value gives the same pointer, so that
// comparing two types is comparing two pointers, and substituting a generic parameter rebuilds only
// what changes. The tables live in the arena.
#ifndef AIRLOCK_MIR_INTERN_H
#define AIRLOCK_MIR_INTERN_H

#include "ast.h"

// The unique type equal to *type, whose parts must be unique already; lists are copied into the
// arena when the type is new. NULL when memory is out.
const mir_type *mir_intern_type(mir_arena *arena, const mir_type *type);

// The unique path of these segments, whose parts must be unique already; `path->stem` is computed.
// NULL when memory is out.
const mir_path *mir_intern_path(mir_arena *arena, const mir_segment *segments, size_t count);

// The same of a path whose stem is known.
const mir_path *mir_intern_known_path(mir_arena *arena, const mir_path *path);

// Whether two segments, whose parts are unique, are the same.
bool mir_same_segment(const mir_segment *left, const mir_segment *right);

// Of a place in a Rust source, the impl's or closure's that stands there.
uint64_t mir_hash_span(const mir_span *span);
bool mir_same_span(const mir_span *left, const mir_span *right);

// The types that everyone needs; NULL when memory is out.
const mir_type *mir_intern_primitive(mir_arena *arena, mir_primitive primitive);
const mir_type *mir_intern_unit(mir_arena *arena);

#endif
