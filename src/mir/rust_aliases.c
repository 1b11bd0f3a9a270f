// SPDX-License-Identifier: MIT
//
// `type Result<T> = std::result::Result<T, Error>` in Rust source. rustc's text never names an
// alias, so the declarations that it is compared with should not either: once names are full
// paths, each alias in a declaration of the program is replaced by what it stands for, and so on in
// that. An alias that leads to itself has been refused before.
#include "prelude.h"
#include "rust_names.h"
#include "substitute.h"
#include "types_agree.h"

enum { DEPTH_LIMIT = 64 };

typedef struct mir_aliases {
  mir_renamer renamer; // Of these aliases: its address is theirs.
  mir_types *types;
  const mir_rust_item *item; // Whose types are looked at.
  unsigned depth;
} mir_aliases;

// See mir_renamer.
static const mir_type *expand(mir_renamer *renamer, const mir_type *type) {
  mir_aliases *aliases = (mir_aliases *)(void *)renamer;
  const mir_segment *first = &type->path->segments[0];
  bool is_parameter = first->kind == MIR_SEGMENT_NAME && type->path->segment_count == 1 &&
                      (mir_has_parameter(aliases->item, first->name) ||
                       mir_has_parameter(aliases->item->parent, first->name));
  const mir_type *target = is_parameter ? type : mir_resolve_alias(aliases->types, type);
  if (target == type || aliases->depth == DEPTH_LIMIT) {
    return mir_arena_is_exhausted(aliases->types->arena) ? NULL : type;
  }
  mir_substitution substitution = {.renamer = renamer};
  aliases->depth++;
  target = mir_substitute_type(aliases->types->arena, target, &substitution);
  aliases->depth--;
  return target;
}

bool mir_expand_aliases(mir_types *types, mir_program *program) {
  mir_aliases aliases = {{.expand = expand}, .types = types};
  // Types that other types name, which only the impls tell, are found where they are used.
  mir_resolver *resolver = types->resolver;
  types->resolver = NULL;
  for (size_t i = 0; i < mir_own_rust_item_count(program); i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (item->kind != MIR_RUST_IMPORT && item->path != NULL) {
      // Items are the program's, and nothing is laid out yet.
      aliases.item = item;
      mir_rename_item(types->arena, &aliases.renamer, (mir_rust_item *)(uintptr_t)item);
    }
  }
  types->resolver = resolver;
  return !mir_arena_is_exhausted(types->arena);
}
