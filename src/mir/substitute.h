// SPDX-License-Identifier: MIT
//
// Generic parameters replaced by what they stand for. A substitution is made from a declaration's
// parameters and a use's arguments; types and paths that mention no parameter stay the same
// pointer.
#ifndef AIRLOCK_MIR_SUBSTITUTE_H
#define AIRLOCK_MIR_SUBSTITUTE_H

#include "ast.h"

// What replacing parameters leads to and only the loader can answer. `project` is asked for each
// type that a path of another type names, `<T as Trait>::Output` or `T::Output`, once T is
// replaced; `capture` for each closure that has no arguments yet. Both answer the type itself when
// they know nothing, and NULL when memory is out.
typedef struct mir_substitution mir_substitution;
typedef struct mir_resolver mir_resolver;

struct mir_resolver {
  const mir_type *(*project)(mir_resolver *resolver, const mir_type *type);
  const mir_type *(*capture)(mir_resolver *resolver, const mir_type *closure,
                             const mir_substitution *substitution);
};

// Gives each path of a type another name, before its arguments are looked at, and then what that
// is an alias of. Either function may be missing. NULL when memory is out.
typedef struct mir_renamer mir_renamer;

struct mir_renamer {
  const mir_path *(*rename)(mir_renamer *renamer, const mir_path *path);
  const mir_type *(*expand)(mir_renamer *renamer, const mir_type *type);
};

struct mir_substitution {
  const char *const *names; // Interned.
  const mir_type *const *types;
  size_t count;
  // `impl Trait` among a function's parameters has no name: the type itself is replaced.
  const mir_type *const *opaque;
  const mir_type *const *opaque_types;
  size_t opaque_count;
  mir_resolver *resolver; // Or NULL.
  const mir_path *owner;  // The item whose parts are replaced; closures in it get arguments.
  mir_renamer *renamer;   // Or NULL.
};

// What a name stands for, or NULL.
const mir_type *mir_substitution_get(const mir_substitution *substitution, const char *name);

// Pairs a declaration's parameters with arguments; missing ones take their defaults. False when
// there are too many or too few, or memory is out.
bool mir_substitution_make(mir_arena *arena, mir_substitution *out_substitution,
                           mir_resolver *resolver, const mir_generic_parameter *parameters,
                           size_t parameter_count, mir_type_list arguments);

// The type with its parameters replaced; NULL when memory is out.
const mir_type *mir_substitute_type(mir_arena *arena, const mir_type *type,
                                    const mir_substitution *substitution);

// The path with the parameters among its arguments replaced; NULL when memory is out.
const mir_path *mir_substitute_path(mir_arena *arena, const mir_path *path,
                                    const mir_substitution *substitution);

#endif
