// SPDX-License-Identifier: MIT
//
// Items made of other items: a generic function's instance, and a closure as a plain function.
#ifndef AIRLOCK_MIR_REWRITE_H
#define AIRLOCK_MIR_REWRITE_H

#include "substitute.h"

// Told of each part of a body before its types are replaced, so that the substitution may answer
// differently for each.
typedef struct mir_rewrite_guide mir_rewrite_guide;

struct mir_rewrite_guide {
  void (*enter_local)(mir_rewrite_guide *guide, uint32_t local);
  void (*enter_statement)(mir_rewrite_guide *guide, const mir_statement *statement);
  void (*enter_terminator)(mir_rewrite_guide *guide, const mir_terminator *terminator);
};

// The item with its body's types replaced, which has been read, part by part. NULL when memory is
// out.
const mir_item *mir_rewrite_guided(mir_arena *arena, const mir_item *item,
                                   const mir_substitution *substitution, mir_rewrite_guide *guide);

// The item with its body's parameters replaced. Its name keeps the item's path, with `arguments`
// behind the last segment. NULL when memory is out.
const mir_item *mir_instantiate(mir_arena *arena, const mir_item *item,
                                const mir_substitution *substitution, mir_type_list arguments);

// A closure's body as a function without the closure itself, which becomes a local that nobody
// sets: right for closures without captures only. NULL when memory is out.
const mir_item *mir_without_self(mir_arena *arena, const mir_item *item);

#endif
