// SPDX-License-Identifier: MIT
//
// Which impl serves a type: `<T as Trait>` for a concrete T.
//
// An impl's header, from the Rust source or from the library, is a pattern. It serves a type when
// the type has the pattern's form, the trait's arguments fit, and its bounds hold; what its
// parameters stand for is found on the way, by a bound's binding (`I: Iterator<Item = T>`) as well.
// The compiler has accepted the program, so there is one impl. Bounds on traits of std of which the
// library knows nothing cannot be decided: then an impl whose bounds all hold for certain wins, and
// if several are left, none is chosen and the use is refused by name.
//
// Each question is asked once: answers are kept by `<T as Trait>`. Asking ends, because what an
// impl's bounds ask again is about parts of the type; a question that leads to itself counts as
// undecided.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "prelude.h"
#include "types_agree.h"

typedef enum truth {
  TRUTH_NO,
  TRUTH_UNDECIDED,
  TRUTH_YES,
} truth;

// Declared by airlock, not by the program.
static bool is_of_std(const mir_rust_item *item) {
  return mir_is_prelude_file(item->position.file);
}

// Whether `trait` is `super`, or has it among its supertraits.
static bool has_supertrait(mir_loader *loader, const mir_rust_item *trait,
                           const mir_rust_item *super, unsigned depth) {
  if (trait == NULL || trait == super || depth >= MIR_SELECTION_DEPTH) {
    return trait == super;
  }
  for (size_t i = 0; i < trait->clause_count; i++) {
    const mir_where_clause *clause = &trait->clauses[i];
    bool is_of_self =
        clause->type->kind == MIR_TYPE_PATH && strcmp(clause->type->path->stem, "Self") == 0;
    for (size_t j = 0; is_of_self && j < clause->bounds.count; j++) {
      const mir_rust_item *bound = mir_find_trait(loader, clause->bounds.items[j], trait->path);
      if (bound != NULL && has_supertrait(loader, bound, super, depth + 1)) {
        return true;
      }
    }
  }
  return false;
}

//===------------------------------------------------------------------------------------------===//
// Bounds
//===------------------------------------------------------------------------------------------===//

// Whether every value of `from` is one of `to` too, as far as From says so: the size of usize is no
// part of that.
static bool is_lossless(mir_primitive from, mir_primitive to) {
  static const unsigned char bits[] = {8, 16, 32, 64, 128, 16};
  if (from == MIR_PRIMITIVE_BOOL || from == to) {
    return true;
  }
  if (from == MIR_PRIMITIVE_CHAR) {
    return to == MIR_PRIMITIVE_U32 || to == MIR_PRIMITIVE_U64 || to == MIR_PRIMITIVE_U128;
  }
  bool from_is_signed = from <= MIR_PRIMITIVE_ISIZE;
  bool to_is_signed = to <= MIR_PRIMITIVE_ISIZE;
  unsigned from_bits = bits[from - (from_is_signed ? MIR_PRIMITIVE_I8 : MIR_PRIMITIVE_U8)];
  unsigned to_bits = bits[to - (to_is_signed ? MIR_PRIMITIVE_I8 : MIR_PRIMITIVE_U8)];
  bool is_of_size = from == MIR_PRIMITIVE_ISIZE || from == MIR_PRIMITIVE_USIZE;
  bool is_to_size = to == MIR_PRIMITIVE_ISIZE || to == MIR_PRIMITIVE_USIZE;
  if (is_of_size || (from_is_signed && !to_is_signed)) {
    return false;
  }
  return from_bits < to_bits || (is_to_size && from_bits == 16 && from_is_signed == to_is_signed);
}

// `Other<T>` is any type but T; `Lossless<T>` are the integers, bool and char that From makes the
// integer T of, and `Lossy<T>` all other integers.
static truth is_builtin_pair(const char *name, const mir_type *type, const mir_type *other) {
  if (strcmp(name, "Other") == 0) {
    return type == other ? TRUTH_NO : TRUTH_YES;
  }
  bool are_discrete = type->kind == MIR_TYPE_PRIMITIVE && other->kind == MIR_TYPE_PRIMITIVE &&
                      type->primitive < MIR_PRIMITIVE_F16 && other->primitive < MIR_PRIMITIVE_F16 &&
                      other->primitive >= MIR_PRIMITIVE_I8;
  return are_discrete &&
                 is_lossless(type->primitive, other->primitive) == (strcmp(name, "Lossless") == 0)
             ? TRUTH_YES
             : TRUTH_NO;
}

// Bounds of the library: kinds of primitives.
static truth is_builtin(const mir_type *type, const mir_path *bound) {
  const char *name = mir_path_last_name(bound);
  mir_type_list arguments = mir_path_arguments(bound);
  if (arguments.count == 1) {
    return is_builtin_pair(name, type, arguments.items[0]);
  }
  if (type->kind != MIR_TYPE_PRIMITIVE) {
    return TRUTH_NO;
  }
  bool is_float = type->primitive >= MIR_PRIMITIVE_F16;
  bool is_integer = type->primitive >= MIR_PRIMITIVE_I8 && !is_float;
  bool is_signed = is_integer && type->primitive <= MIR_PRIMITIVE_ISIZE;
  bool holds = strcmp(name, "Signed") == 0     ? is_signed
               : strcmp(name, "Unsigned") == 0 ? is_integer && !is_signed
               : strcmp(name, "Integer") == 0  ? is_integer
               : strcmp(name, "Float") == 0    ? is_float
               : strcmp(name, "Bits") == 0     ? is_integer || type->primitive == MIR_PRIMITIVE_BOOL
               : strcmp(name, "Number") == 0   ? is_integer || is_float
               : strcmp(name, "Discrete") == 0 ? !is_float
                                               : true;
  return holds ? TRUTH_YES : TRUTH_NO;
}

// The traits Fn, FnMut and FnOnce.
static truth is_callable(const mir_type *callable) {
  const mir_type *type = mir_callable_behind(callable);
  switch (type->kind) {
  case MIR_TYPE_CLOSURE:
  case MIR_TYPE_FUNCTION_ITEM:
  case MIR_TYPE_FUNCTION_POINTER:
    return TRUTH_YES;
  case MIR_TYPE_DYN: {
    const char *name = type->bounds.count == 0 ? NULL : mir_path_last_name(type->bounds.items[0]);
    return name != NULL && strncmp(name, "Fn", 2) == 0 ? TRUTH_YES : TRUTH_NO;
  }
  default:
    return TRUTH_NO;
  }
}

// Whether a `dyn` has the trait by its bounds, or by their supertraits.
static bool is_of_dyn(mir_loader *loader, const mir_type *dyn, const mir_rust_item *trait) {
  for (size_t i = 0; i < dyn->bounds.count; i++) {
    if (has_supertrait(loader, mir_find_trait(loader, dyn->bounds.items[i], NULL), trait, 0)) {
      return true;
    }
  }
  return false;
}

// What has no impl of the trait has none. Of most traits of std the library has not all impls.
static bool is_known_in_full(const mir_rust_item *trait) {
  return !is_of_std(trait) || strcmp(trait->path->stem, "std::error::Error") == 0;
}

static truth is_implemented(mir_loader *loader, const mir_type *type, const mir_path *trait_path,
                            const mir_path *scope) {
  if (strncmp(trait_path->stem, "builtin::", 9) == 0) {
    return is_builtin(type, trait_path);
  }
  const mir_rust_item *trait = mir_find_trait(loader, trait_path, scope);
  const char *name = mir_path_last_name(trait_path);
  if (trait == NULL) {
    bool calls = name != NULL && (strcmp(name, "Fn") == 0 || strcmp(name, "FnMut") == 0 ||
                                  strcmp(name, "FnOnce") == 0);
    return calls ? is_callable(type) : TRUTH_UNDECIDED;
  }
  if (type->kind == MIR_TYPE_DYN && is_of_dyn(loader, type, trait)) {
    return TRUTH_YES;
  }
  const mir_selection *selection = mir_select_impl(loader, type, trait_path);
  if (selection == NULL || selection->is_running || selection->is_ambiguous) {
    return TRUTH_UNDECIDED;
  }
  return selection->impl != NULL ? TRUTH_YES : is_known_in_full(trait) ? TRUTH_NO : TRUTH_UNDECIDED;
}

// What a match has found, as a substitution.
static bool substitution_of(mir_loader *loader, mir_substitution *out_substitution,
                            const mir_match *match) {
  const char **names = mir_arena_alloc(loader->arena, match->count, sizeof *names);
  const mir_type **types = mir_arena_alloc(loader->arena, match->count, sizeof *types);
  size_t count = 0;
  for (size_t i = 0; names != NULL && types != NULL && i < match->count; i++) {
    if (match->types[i] != NULL) {
      names[count] = match->parameters[i].name;
      types[count] = match->types[i];
      count++;
    }
  }
  *out_substitution = (mir_substitution){
      .names = names, .types = types, .count = count, .resolver = &loader->resolver};
  return names != NULL && types != NULL;
}

// One bound of an impl: whether it holds, and what its bindings tell of parameters.
static truth check_bound(mir_loader *loader, mir_match *match, const mir_type *type,
                         const mir_path *bound, const mir_path *scope) {
  mir_substitution substitution;
  if (!substitution_of(loader, &substitution, match)) {
    return TRUTH_UNDECIDED;
  }
  const mir_path *trait_path = mir_substitute_path(loader->arena, bound, &substitution);
  truth result =
      trait_path == NULL ? TRUTH_UNDECIDED : is_implemented(loader, type, trait_path, scope);
  const mir_segment *last = &bound->segments[bound->segment_count - 1];
  for (size_t i = 0; i < last->binding_count && result != TRUTH_NO && trait_path != NULL; i++) {
    const mir_type *value = mir_project(loader, type, trait_path, last->bindings[i].name);
    if (value != NULL && !mir_match_type(&loader->types, match, last->bindings[i].type, value)) {
      result = TRUTH_NO;
    }
  }
  return result;
}

static truth check_bounds(mir_loader *loader, mir_match *match, const mir_type *type,
                          mir_path_list bounds, const mir_path *scope) {
  mir_substitution substitution;
  truth result = TRUTH_YES;
  if (!substitution_of(loader, &substitution, match)) {
    return TRUTH_UNDECIDED;
  }
  const mir_type *concrete = mir_substitute_type(loader->arena, type, &substitution);
  for (size_t i = 0; concrete != NULL && i < bounds.count && result != TRUTH_NO; i++) {
    truth one = check_bound(loader, match, concrete, bounds.items[i], scope);
    result = one < result ? one : result;
  }
  return result;
}

// A parameter stands for sized types only, unless it says `?Sized`.
static bool fits_size(mir_loader *loader, const mir_rust_item *impl,
                      const mir_generic_parameter *parameter, const mir_type *type) {
  return parameter->is_maybe_unsized || type == NULL || is_of_std(impl) ||
         mir_unsized_tail(&loader->types, type) == NULL;
}

static truth check_impl(mir_loader *loader, mir_match *match, const mir_rust_item *impl) {
  truth result = TRUTH_YES;
  for (size_t i = 0; i < match->count && result != TRUTH_NO; i++) {
    if (!fits_size(loader, impl, &match->parameters[i], match->types[i])) {
      return TRUTH_NO;
    }
    if (match->types[i] != NULL && match->parameters[i].bounds.count != 0) {
      truth one =
          check_bounds(loader, match, match->types[i], match->parameters[i].bounds, impl->path);
      result = one < result ? one : result;
    }
  }
  for (size_t i = 0; i < impl->clause_count && result != TRUTH_NO; i++) {
    truth one =
        check_bounds(loader, match, impl->clauses[i].type, impl->clauses[i].bounds, impl->path);
    result = one < result ? one : result;
  }
  for (size_t i = 0; i < match->count && result != TRUTH_NO; i++) {
    result = match->types[i] == NULL ? TRUTH_NO : result;
  }
  return result;
}

//===------------------------------------------------------------------------------------------===//
// Selection
//===------------------------------------------------------------------------------------------===//

// A use of a trait, with everything that it leaves out.
typedef struct mir_trait_use {
  const mir_type *self_type;
  const mir_path *path;
  const mir_rust_item *trait; // NULL: of std, and not in the library.
  mir_type_list arguments;
} mir_trait_use;

static bool has_form(mir_loader *loader, mir_match *match, mir_headed *impl,
                     const mir_trait_use *use) {
  const mir_rust_item *item = impl->owner;
  if (impl->resolved == NULL) {
    impl->trait = mir_find_trait(loader, item->trait_path, item->path);
    impl->resolved = mir_resolve_alias(&loader->types, item->type);
  }
  mir_type_list arguments;
  if (impl->trait != use->trait ||
      !mir_match_type(&loader->types, match, impl->type, use->self_type) ||
      !mir_trait_arguments(loader, &arguments, impl->trait, item->trait_path, impl->resolved)) {
    return false;
  }
  for (size_t i = 0; i < arguments.count && i < use->arguments.count; i++) {
    if (!mir_match_type(&loader->types, match, arguments.items[i], use->arguments.items[i])) {
      return false;
    }
  }
  return true;
}

// An impl of the library for all types with a certain trait, or for `&mut` of them. Types of std
// that the library does not know may have that trait, but then they have a model of their own too.
static bool is_for_all(mir_loader *loader, const mir_rust_item *impl) {
  bool is_behind = impl->type->kind == MIR_TYPE_REFERENCE && impl->type->pointer.is_mutable;
  const mir_type *type = is_behind ? impl->type->pointer.pointee : impl->type;
  const char *name = type->kind == MIR_TYPE_PATH ? mir_path_last_name(type->path) : NULL;
  for (size_t i = 0; is_of_std(impl) && i < impl->parameter_count; i++) {
    const mir_path_list *bounds = &impl->parameters[i].bounds;
    if (impl->parameters[i].name == name) {
      return bounds->count != 0 && mir_find_trait(loader, bounds->items[0], NULL) != NULL;
    }
  }
  return false;
}

static bool choose(mir_loader *loader, mir_selection *selection, const mir_trait_use *use) {
  truth best = TRUTH_NO;
  const char *name = mir_path_last_name(use->path);
  mir_heads_search search = mir_heads_find(&loader->impls, name, use->self_type);
  mir_headed *impl;
  while ((impl = mir_heads_next(&search)) != NULL) {
    const mir_rust_item *item = impl->owner;
    mir_match match = {item->parameters, NULL, item->parameter_count};
    match.types = mir_arena_alloc(loader->arena, match.count, sizeof *match.types);
    if (match.types == NULL) {
      return false;
    }
    truth holds = has_form(loader, &match, impl, use) ? check_impl(loader, &match, item) : TRUTH_NO;
    if (holds == TRUTH_UNDECIDED && is_for_all(loader, item)) {
      holds = TRUTH_NO;
    }
    if (holds != TRUTH_NO && holds >= best) {
      selection->is_ambiguous = holds == best;
      selection->impl = item;
      selection->arguments = (mir_type_list){match.types, match.count};
      best = holds;
    }
  }
  return !mir_arena_is_exhausted(loader->arena);
}

const mir_selection *mir_select_impl(mir_loader *loader, const mir_type *self_type,
                                     const mir_path *trait_path) {
  mir_segment segment = {.kind = MIR_SEGMENT_QUALIFIED};
  segment.self_type = self_type;
  segment.trait_path = trait_path;
  const mir_path *key = mir_intern_path(loader->arena, &segment, 1);
  mir_selection *selection = key == NULL ? NULL : mir_pointer_map_get(&loader->selections, key);
  if (selection != NULL || key == NULL || mir_path_last_name(trait_path) == NULL) {
    return selection;
  }
  selection = mir_arena_alloc(loader->arena, 1, sizeof *selection);
  mir_trait_use use = {self_type, trait_path, mir_find_trait(loader, trait_path, NULL), {NULL, 0}};
  if (selection == NULL ||
      !mir_pointer_map_set(&loader->selections, loader->arena, key, selection) ||
      !mir_trait_arguments(loader, &use.arguments, use.trait, trait_path, self_type)) {
    return NULL;
  }
  selection->trait = use.trait;
  selection->trait_arguments = use.arguments;
  selection->is_running = true;
  bool done = loader->selection_depth < MIR_SELECTION_DEPTH;
  loader->selection_depth++;
  done = done && choose(loader, selection, &use);
  if (done && selection->impl == NULL) {
    // A type of std that is an alias here.
    use.self_type = mir_resolve_alias(&loader->types, self_type);
    done = use.self_type == self_type || choose(loader, selection, &use);
  }
  loader->selection_depth--;
  selection->is_running = false;
  if (selection->is_ambiguous || !done) {
    selection->impl = NULL;
  }
  return done ? selection : NULL;
}
