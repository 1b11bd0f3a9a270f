// SPDX-License-Identifier: MIT
//
// Generic items. rustc prints a generic function once, `fn id(_1: T) -> T`, without its parameters,
// and a call with its arguments, `id::<i32>(..)`. The parameters' order comes from the Rust source:
// first those of the impl (or `Self` and those of the trait), then the function's own, then one for
// each `impl Trait` among its parameters' types. Each list of arguments that some call gives makes
// one instance; calls in an instance make further ones, within limits.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "print.h"
#include "rewrite.h"
#include "types_agree.h"

// Instances that a program may make, and the length of an argument's name: a function may call
// itself with ever larger types.
#define INSTANCE_LIMIT 20000
#define ARGUMENT_NAME_LIMIT 1000

struct mir_generics {
  const mir_generic_parameter *parameters;
  size_t count;
  const mir_type **opaque; // The types `impl Trait`.
  size_t opaque_count;
  mir_pointer_map instances; // The arguments as a tuple -> mir_item
};

//===------------------------------------------------------------------------------------------===//
// Parameters
//===------------------------------------------------------------------------------------------===//

// The function that an item belongs to: itself, or the one around a closure or promoted.
size_t mir_owner_segments(const mir_path *path) {
  size_t count = path->segment_count;
  while (count > 1 && path->segments[count - 1].kind != MIR_SEGMENT_NAME) {
    count--;
  }
  return count;
}

const mir_rust_item *mir_find_rust_function(mir_loader *loader, const mir_path *path,
                                            const mir_rust_item *impl) {
  const char *name = mir_path_last_name(path);
  if (impl == NULL) {
    const mir_rust_item *function = mir_pointer_map_get(&loader->rust_functions, path->stem);
    if (function != NULL || name == NULL) {
      return function;
    }
    function = mir_pointer_map_get(&loader->rust_names, name);
    bool is_one = function != NULL && function != &loader->ambiguous_function;
    return is_one && mir_path_ends_with(function->path, path) ? function : NULL;
  }
  return mir_pair_map_get(&loader->rust_members, impl, name);
}

// The parameters of the impl or trait around a function, and its own.
static bool collect(mir_loader *loader, mir_generics *generics, const mir_rust_item *parent,
                    const mir_rust_item *function) {
  bool has_self = parent != NULL && parent->kind == MIR_RUST_TRAIT;
  size_t outer = parent == NULL ? 0 : parent->parameter_count;
  size_t own = function == NULL ? 0 : function->parameter_count;
  if (has_self + outer + own == 0) {
    return true;
  }
  mir_generic_parameter *all = mir_arena_alloc(loader->arena, has_self + outer + own, sizeof *all);
  if (all == NULL) {
    return false;
  }
  if (has_self) {
    all[generics->count++] =
        (mir_generic_parameter){.name = mir_arena_intern(loader->arena, "Self", 4)};
  }
  for (size_t i = 0; i < outer; i++) {
    all[generics->count++] = parent->parameters[i];
  }
  for (size_t i = 0; i < own; i++) {
    all[generics->count++] = function->parameters[i];
  }
  generics->parameters = all;
  return true;
}

// The type `impl Trait` of an argument, or NULL.
static const mir_type *opaque_of(const mir_local *argument) {
  const mir_type *type = argument->type;
  while (type->kind == MIR_TYPE_REFERENCE) {
    type = type->pointer.pointee;
  }
  return type->kind == MIR_TYPE_OPAQUE ? type : NULL;
}

static bool collect_opaque(mir_loader *loader, mir_generics *generics, const mir_item *item) {
  const mir_body *body = item->kind == MIR_ITEM_FUNCTION ? item->body : NULL;
  for (uint32_t i = 1; body != NULL && i <= body->argument_count; i++) {
    const mir_type *type = opaque_of(&body->locals[i]);
    if (type == NULL) {
      continue;
    }
    if (generics->opaque == NULL) {
      generics->opaque =
          mir_arena_alloc(loader->arena, body->argument_count, sizeof *generics->opaque);
    }
    if (generics->opaque == NULL) {
      return false;
    }
    generics->opaque[generics->opaque_count++] = type;
  }
  return true;
}

bool mir_note_generics_of(mir_loader *loader, const mir_item *item, const mir_rust_item *parent,
                          const mir_rust_item *function) {
  mir_generics generics = {.count = 0};
  size_t count = mir_owner_segments(item->path);
  const mir_item *owner = item;
  if (count != item->path->segment_count) {
    const mir_path *path = mir_intern_path(loader->arena, item->path->segments, count);
    const mir_item *known = path == NULL ? NULL : mir_pointer_map_get(&loader->items, path->stem);
    owner = known == NULL ? item : known;
  }
  if (!collect(loader, &generics, parent, function) || !collect_opaque(loader, &generics, owner)) {
    return false;
  }
  if (generics.count + generics.opaque_count == 0) {
    return !mir_arena_is_exhausted(loader->arena);
  }
  mir_generics *kept = mir_arena_copy(loader->arena, &generics, 1, sizeof generics);
  return kept != NULL && mir_pointer_map_set(&loader->generics, loader->arena, item, kept);
}

// The struct, or the enum of the variant, that a function of this path constructs; or NULL.
static const mir_rust_item *find_constructed(mir_loader *loader, const mir_path *path) {
  const mir_rust_item *item = mir_pointer_map_get(&loader->types.items, path->stem);
  if (item != NULL || path->segment_count < 2) {
    return item;
  }
  const mir_path *around = mir_intern_path(loader->arena, path->segments, path->segment_count - 1);
  item = around == NULL ? NULL : mir_pointer_map_get(&loader->types.items, around->stem);
  return item != NULL && item->kind == MIR_RUST_ENUM ? item : NULL;
}

bool mir_note_generics(mir_loader *loader, const mir_item *item) {
  size_t count = mir_owner_segments(item->path);
  const mir_path *owner = count == item->path->segment_count
                              ? item->path
                              : mir_intern_path(loader->arena, item->path->segments, count);
  if (owner == NULL) {
    return false;
  }
  const mir_rust_item *impl = NULL;
  if (count > 1 && owner->segments[count - 2].kind == MIR_SEGMENT_IMPL_AT) {
    impl = mir_find_impl(loader, &owner->segments[count - 2].span);
  }
  const mir_rust_item *function = mir_find_rust_function(loader, owner, impl);
  if (impl == NULL && function == NULL) {
    function = find_constructed(loader, owner);
  }
  const mir_rust_item *parent = impl == NULL && function != NULL ? function->parent : impl;
  return mir_note_generics_of(loader, item, parent, function);
}

bool mir_is_generic(const mir_loader *loader, const mir_item *item) {
  return mir_pointer_map_get(&loader->generics, item) != NULL;
}

//===------------------------------------------------------------------------------------------===//
// Instances
//===------------------------------------------------------------------------------------------===//

// Notes the limit that one more instance would exceed. False when there is none.
static bool is_beyond_limits(mir_loader *loader, mir_type_list arguments) {
  const char *limit = NULL;
  for (size_t i = 0; i < arguments.count; i++) {
    const char *text = mir_type_text(loader->arena, arguments.items[i]);
    if (text == NULL || strlen(text) > ARGUMENT_NAME_LIMIT) {
      limit = mir_arena_format(loader->arena, "a type argument's name exceeds %d letters",
                               ARGUMENT_NAME_LIMIT);
    }
  }
  if (loader->instance_count >= INSTANCE_LIMIT) {
    limit = mir_arena_format(loader->arena,
                             "the limit of %d instances of generic functions is "
                             "reached",
                             INSTANCE_LIMIT);
  }
  loader->limit = limit;
  return limit != NULL;
}

// Notes two types `impl Trait` that the text cannot tell from each other, though they stand for
// different ones here. False when there are none.
static bool has_alike_types(mir_loader *loader, const mir_generics *generics,
                            mir_type_list arguments) {
  const mir_type *const *types = arguments.items + generics->count;
  for (size_t i = 1; i < generics->opaque_count; i++) {
    for (size_t j = 0; j < i; j++) {
      if (generics->opaque[i] == generics->opaque[j] && types[i] != types[j]) {
        loader->alike = generics->opaque[i];
        return true;
      }
    }
  }
  return false;
}

bool mir_add_instance(mir_loader *loader, const mir_item *item) {
  const mir_item **instances =
      mir_arena_grow(loader->arena, loader->instances, loader->instance_count,
                     &loader->instance_capacity, sizeof(const mir_item *));
  if (instances == NULL) {
    return false;
  }
  loader->instances = instances;
  instances[loader->instance_count] = item;
  loader->instance_count++;
  return true;
}

static const mir_item *make_instance(mir_loader *loader, const mir_item *item,
                                     mir_generics *generics, mir_type_list arguments,
                                     mir_type_list shown) {
  mir_substitution substitution;
  mir_type_list named = {arguments.items, generics->count};
  if (arguments.count < generics->count) {
    named.count = arguments.count;
  }
  if (!mir_substitution_make(loader->arena, &substitution, &loader->resolver, generics->parameters,
                             generics->count, named)) {
    return NULL;
  }
  substitution.owner = item->path;
  substitution.opaque = generics->opaque;
  substitution.opaque_types = arguments.items + named.count;
  substitution.opaque_count = generics->opaque_count;
  const mir_item *made = mir_instantiate(loader->arena, item, &substitution, shown);
  if (made == NULL || !mir_add_instance(loader, made)) {
    return NULL;
  }
  return made;
}

const mir_item *mir_find_instance(mir_loader *loader, const mir_item *item, mir_type_list arguments,
                                  mir_type_list shown) {
  mir_generics *generics = mir_pointer_map_get(&loader->generics, item);
  if (generics == NULL) {
    return item;
  }
  if (arguments.count > generics->count + generics->opaque_count ||
      (generics->opaque_count != 0 &&
       arguments.count != generics->count + generics->opaque_count)) {
    return NULL;
  }
  mir_type tuple = {.kind = MIR_TYPE_TUPLE, .elements = arguments};
  const mir_type *key = mir_intern_type(loader->arena, &tuple);
  if (key == NULL) {
    return NULL;
  }
  const mir_item *instance = mir_pointer_map_get(&generics->instances, key);
  if (instance != NULL) {
    return instance;
  }
  if (is_beyond_limits(loader, arguments) || has_alike_types(loader, generics, arguments)) {
    return NULL;
  }
  instance = make_instance(loader, item, generics, key->elements, shown);
  return instance != NULL && mir_pointer_map_set(&generics->instances, loader->arena, key,
                                                 (void *)(uintptr_t)instance)
             ? instance
             : NULL;
}

//===------------------------------------------------------------------------------------------===//
// Closures
//===------------------------------------------------------------------------------------------===//

// Whether the path lies inside of the function that the other one names.
static bool is_inside(const mir_path *path, const mir_path *owner) {
  size_t count = mir_owner_segments(owner);
  for (size_t i = 0; i < count && i < path->segment_count; i++) {
    mir_segment left = path->segments[i];
    mir_segment right = owner->segments[i];
    if (left.kind != right.kind || (left.kind == MIR_SEGMENT_NAME && left.name != right.name) ||
        (left.kind == MIR_SEGMENT_IMPL_AT &&
         (left.span.line != right.span.line || left.span.column != right.span.column ||
          left.span.copy != right.span.copy))) {
      return false;
    }
  }
  return path->segment_count >= count;
}

// What the closure's function's parameters stand for, by name.
static const mir_type **closure_arguments(mir_loader *loader, const mir_generics *generics,
                                          const mir_substitution *substitution) {
  size_t count = generics->count + generics->opaque_count;
  const mir_type **types = mir_arena_alloc(loader->arena, count, sizeof *types);
  for (size_t i = 0; types != NULL && i < count; i++) {
    if (i < generics->count) {
      types[i] = mir_substitution_get(substitution, generics->parameters[i].name);
    } else if (i - generics->count < substitution->opaque_count) {
      types[i] = substitution->opaque_types[i - generics->count];
    }
    if (types[i] == NULL) {
      return NULL;
    }
  }
  return types;
}

// A closure in a generic function is another one for each instance. Its arguments are those of the
// function, and with them its captures become known.
const mir_type *mir_resolve_capture(mir_resolver *resolver, const mir_type *closure,
                                    const mir_substitution *substitution) {
  mir_loader *loader = (mir_loader *)(void *)resolver;
  const mir_item *body = mir_pointer_map_get(&loader->closures, closure);
  const mir_generics *generics = body == NULL ? NULL : mir_pointer_map_get(&loader->generics, body);
  if (generics == NULL || substitution->owner == NULL ||
      !is_inside(body->path, substitution->owner)) {
    return closure;
  }
  mir_type made = *closure;
  made.closure_arguments.items = closure_arguments(loader, generics, substitution);
  if (made.closure_arguments.items == NULL) {
    return mir_arena_is_exhausted(loader->arena) ? NULL : closure;
  }
  made.closure_arguments.count = generics->count + generics->opaque_count;
  const mir_type *result = mir_intern_type(loader->arena, &made);
  const mir_type_list *captures = mir_pointer_map_get(&loader->types.closures, closure);
  if (result == NULL || captures == NULL ||
      mir_pointer_map_get(&loader->types.closures, result) != NULL) {
    return result;
  }
  mir_type_list *replaced = mir_arena_alloc(loader->arena, 1, sizeof *replaced);
  const mir_type **types = mir_arena_alloc(loader->arena, captures->count, sizeof *types);
  for (size_t i = 0; types != NULL && i < captures->count; i++) {
    types[i] = mir_substitute_type(loader->arena, captures->items[i], substitution);
    if (types[i] == NULL) {
      return NULL;
    }
  }
  if (replaced == NULL || types == NULL) {
    return NULL;
  }
  *replaced = (mir_type_list){types, captures->count};
  return mir_pointer_map_set(&loader->types.closures, loader->arena, result, replaced) ? result
                                                                                       : NULL;
}

//===------------------------------------------------------------------------------------------===//
// Matching
//===------------------------------------------------------------------------------------------===//

// A type may have been written in two ways: `Vec<u8>` and `std::vec::Vec<u8>`.
static bool are_same(mir_types *types, const mir_type *left, const mir_type *right) {
  mir_match nothing = {.count = 0};
  return left == right || mir_match_type(types, &nothing, left, right);
}

static bool bind(mir_types *types, mir_match *match, const char *name, const mir_type *type,
                 bool *out_is_bound) {
  for (size_t i = 0; i < match->count; i++) {
    if (match->parameters[i].name == name) {
      const mir_type *known = match->types[i];
      *out_is_bound = known == NULL || are_same(types, known, type);
      match->types[i] = known == NULL ? type : known;
      return true;
    }
  }
  return false;
}

static bool match_lists(mir_types *types, mir_match *match, mir_type_list pattern,
                        mir_type_list actual) {
  if (pattern.count != actual.count) {
    return false;
  }
  for (size_t i = 0; i < pattern.count; i++) {
    if (!mir_match_type(types, match, pattern.items[i], actual.items[i])) {
      return false;
    }
  }
  return true;
}

// The first arguments, with what stands for those that are left out.
static bool complete_list(mir_types *types, mir_type_list *io_list, const mir_rust_item *item,
                          size_t count) {
  mir_substitution substitution;
  if (!mir_substitution_make(types->arena, &substitution, types->resolver, item->parameters, count,
                             *io_list)) {
    return false;
  }
  *io_list = (mir_type_list){substitution.types, substitution.count};
  return true;
}

static bool match_arguments(mir_types *types, mir_match *match, mir_type_list pattern,
                            mir_type_list actual, const mir_rust_item *item) {
  size_t count = pattern.count > actual.count ? pattern.count : actual.count;
  if (pattern.count != actual.count && item != NULL && item->parameter_count >= count &&
      (!complete_list(types, &pattern, item, count) ||
       !complete_list(types, &actual, item, count))) {
    return false;
  }
  return match_lists(types, match, pattern, actual);
}

// The source may name by its last name what rustc names in full.
static bool match_paths(mir_types *types, mir_match *match, const mir_path *pattern,
                        const mir_path *actual) {
  const mir_rust_item *left = mir_find_type_item(types, pattern);
  const mir_rust_item *right = mir_find_type_item(types, actual);
  bool is_same = left != NULL && right != NULL && left != &types->ambiguous
                     ? left == right
                     : mir_path_last_name(pattern) == mir_path_last_name(actual);
  return is_same && match_arguments(types, match, mir_path_arguments(pattern),
                                    mir_path_arguments(actual), left == right ? left : NULL);
}

static bool match_functions(mir_types *types, mir_match *match, const mir_function_type *pattern,
                            const mir_function_type *actual) {
  return strcmp(pattern->abi, actual->abi) == 0 && pattern->is_variadic == actual->is_variadic &&
         pattern->is_unsafe == actual->is_unsafe &&
         match_lists(types, match, pattern->parameters, actual->parameters) &&
         mir_match_type(types, match, pattern->result, actual->result);
}

static bool match_bound(mir_types *types, mir_match *match, const mir_path *pattern,
                        const mir_path *actual) {
  const mir_segment *left = &pattern->segments[pattern->segment_count - 1];
  const mir_segment *right = &actual->segments[actual->segment_count - 1];
  // `Send` in source is `std::marker::Send` in the text.
  bool is_same = pattern->stem == actual->stem ||
                 ((pattern->segment_count == 1 || actual->segment_count == 1) &&
                  left->kind == MIR_SEGMENT_NAME && left->name == right->name);
  if (!is_same || left->binding_count != right->binding_count ||
      !match_lists(types, match, left->arguments, right->arguments)) {
    return false;
  }
  for (size_t i = 0; i < left->binding_count; i++) {
    if (left->bindings[i].name != right->bindings[i].name ||
        !mir_match_type(types, match, left->bindings[i].type, right->bindings[i].type)) {
      return false;
    }
  }
  return true;
}

// Of `dyn A + B`, in any order.
static bool match_bounds(mir_types *types, mir_match *match, mir_path_list pattern,
                         mir_path_list actual) {
  if (pattern.count != actual.count) {
    return false;
  }
  for (size_t i = 0; i < pattern.count; i++) {
    size_t j = 0;
    while (j < actual.count && !match_bound(types, match, pattern.items[i], actual.items[j])) {
      j++;
    }
    if (j == actual.count) {
      return false;
    }
  }
  return true;
}

bool mir_match_type(mir_types *types, mir_match *match, const mir_type *pattern,
                    const mir_type *actual) {
  bool is_bound = false;
  if (pattern->kind == MIR_TYPE_PATH && pattern->path->segment_count == 1 &&
      bind(types, match, mir_path_last_name(pattern->path), actual, &is_bound)) {
    return is_bound;
  }
  pattern = pattern == actual ? pattern : mir_resolve_alias(types, pattern);
  if (pattern == actual) {
    return true;
  }
  if (pattern->kind != actual->kind) {
    return false;
  }
  switch (pattern->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return pattern->pointer.is_mutable == actual->pointer.is_mutable &&
           mir_match_type(types, match, pattern->pointer.pointee, actual->pointer.pointee);
  case MIR_TYPE_SLICE:
    return mir_match_type(types, match, pattern->array.element, actual->array.element);
  case MIR_TYPE_ARRAY:
    return mir_match_type(types, match, pattern->array.element, actual->array.element) &&
           mir_match_type(types, match, pattern->array.length, actual->array.length);
  case MIR_TYPE_TUPLE:
    return match_lists(types, match, pattern->elements, actual->elements);
  case MIR_TYPE_FUNCTION_POINTER:
    return match_functions(types, match, &pattern->function, &actual->function);
  case MIR_TYPE_PATH:
    return match_paths(types, match, pattern->path, actual->path);
  case MIR_TYPE_DYN:
    return match_bounds(types, match, pattern->bounds, actual->bounds);
  default:
    return false;
  }
}
