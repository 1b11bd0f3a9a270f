// SPDX-License-Identifier: MIT
//
// Agreement of types. One side may come from MIR text, where rustc has resolved every name, and
// the other from Rust source, where a name may be short, imported, an alias, or a type that the
// scanner does not understand. Two types therefore agree unless they certainly differ:
//
//   - unique types with the same pointer agree; aliases stand for what they name;
//   - types of one kind agree when their parts do; lifetimes are no part of a type here;
//   - paths differ when they name two different declarations, whose last names differ too: the
//     short name of a source means the declaration nearest to it. A path without a declaration (a
//     type of std that the prelude lacks, a generic parameter, an associated type) agrees with
//     anything;
//   - `impl Trait`, `_` and what the scanner did not understand agree with anything; two `dyn`
//     differ when their first traits have different names; a pattern type is its base;
//   - an array's length counts when it is a number on both sides.
//
// What is let through wrongly has no layout, or another one: loading finds that out when it lays
// the types out, and reports it or makes it unsupported.
//
// Aliases can make types whose written-out form is huge, so the number of steps is limited.
#include "types_agree.h"

#include <string.h>

#include "intern.h"
#include "substitute.h"

enum { STEP_LIMIT = 2000, ALIAS_LIMIT = 64 };

typedef struct mir_agreement {
  mir_types *types;
  uint32_t steps;
} mir_agreement;

const mir_type *mir_resolve_alias(mir_types *types, const mir_type *type) {
  for (uint32_t i = 0; i < ALIAS_LIMIT && type->kind == MIR_TYPE_PATH; i++) {
    const mir_rust_item *item = mir_find_type_item(types, type->path);
    if (item == NULL || item->kind != MIR_RUST_ALIAS) {
      return type;
    }
    mir_substitution substitution;
    if (!mir_substitution_make(types->arena, &substitution, types->resolver, item->parameters,
                               item->parameter_count, mir_path_arguments(type->path))) {
      return type;
    }
    const mir_type *target = mir_substitute_type(types->arena, item->type, &substitution);
    if (target == NULL) {
      return type;
    }
    type = target;
  }
  return type;
}

static bool agree(mir_agreement *agreement, const mir_type *left, const mir_type *right);

static bool lists_agree(mir_agreement *agreement, mir_type_list left, mir_type_list right) {
  if (left.count != right.count) {
    return false;
  }
  for (size_t i = 0; i < left.count; i++) {
    if (!agree(agreement, left.items[i], right.items[i])) {
      return false;
    }
  }
  return true;
}

static bool is_declared(const mir_types *types, const mir_rust_item *item) {
  return item != NULL && item != &types->ambiguous && item->kind != MIR_RUST_ALIAS;
}

// Arguments that one side leaves to their defaults are not compared.
static bool paths_agree(mir_agreement *agreement, const mir_path *left, const mir_path *right) {
  const mir_rust_item *left_item = mir_find_type_item(agreement->types, left);
  const mir_rust_item *right_item = mir_find_type_item(agreement->types, right);
  if (!is_declared(agreement->types, left_item) || !is_declared(agreement->types, right_item)) {
    return true;
  }
  if (left_item != right_item) {
    return mir_path_last_name(left) == mir_path_last_name(right);
  }
  mir_type_list left_arguments = mir_path_arguments(left);
  mir_type_list right_arguments = mir_path_arguments(right);
  for (size_t i = 0; i < left_arguments.count && i < right_arguments.count; i++) {
    if (!agree(agreement, left_arguments.items[i], right_arguments.items[i])) {
      return false;
    }
  }
  return true;
}

static bool functions_agree(mir_agreement *agreement, const mir_function_type *left,
                            const mir_function_type *right) {
  return strcmp(left->abi, right->abi) == 0 && left->is_variadic == right->is_variadic &&
         lists_agree(agreement, left->parameters, right->parameters) &&
         agree(agreement, left->result, right->result);
}

static bool bounds_agree(const mir_type *left, const mir_type *right) {
  return left->bounds.count == 0 || right->bounds.count == 0 ||
         mir_path_last_name(left->bounds.items[0]) == mir_path_last_name(right->bounds.items[0]);
}

// A name that may stand for anything, and types that are not understood.
static bool is_open(mir_types *types, const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_OPAQUE:
  case MIR_TYPE_INFERRED:
  case MIR_TYPE_UNSUPPORTED:
    return true;
  case MIR_TYPE_PATH:
    return !is_declared(types, mir_find_type_item(types, type->path));
  default:
    return false;
  }
}

static bool parts_agree(mir_agreement *agreement, const mir_type *left, const mir_type *right) {
  switch (left->kind) {
  case MIR_TYPE_PRIMITIVE:
    return left->primitive == right->primitive;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return left->pointer.is_mutable == right->pointer.is_mutable &&
           agree(agreement, left->pointer.pointee, right->pointer.pointee);
  case MIR_TYPE_SLICE:
    return agree(agreement, left->array.element, right->array.element);
  case MIR_TYPE_ARRAY:
    return agree(agreement, left->array.element, right->array.element) &&
           (left->array.length->kind != MIR_TYPE_CONSTANT ||
            right->array.length->kind != MIR_TYPE_CONSTANT ||
            left->array.length->constant.value == right->array.length->constant.value);
  case MIR_TYPE_TUPLE:
    return lists_agree(agreement, left->elements, right->elements);
  case MIR_TYPE_PATH:
    return paths_agree(agreement, left->path, right->path);
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    return functions_agree(agreement, &left->function, &right->function);
  case MIR_TYPE_CLOSURE: // Only the instance may differ, which the text does not tell.
    return left->closure.file == right->closure.file && left->closure.line == right->closure.line &&
           left->closure.column == right->closure.column;
  case MIR_TYPE_DYN:
    return bounds_agree(left, right);
  case MIR_TYPE_CONSTANT:
    return left->constant.value == right->constant.value;
  default:
    return true;
  }
}

static bool agree(mir_agreement *agreement, const mir_type *left, const mir_type *right) {
  if (left == right || agreement->steps >= STEP_LIMIT) {
    return true;
  }
  agreement->steps++;
  left = mir_resolve_alias(agreement->types, left);
  right = mir_resolve_alias(agreement->types, right);
  left = left->kind == MIR_TYPE_PATTERN ? left->pattern.base : left;
  right = right->kind == MIR_TYPE_PATTERN ? right->pattern.base : right;
  if (left == right || is_open(agreement->types, left) || is_open(agreement->types, right)) {
    return true;
  }
  return left->kind == right->kind && parts_agree(agreement, left, right);
}

bool mir_types_agree(mir_types *types, const mir_type *left, const mir_type *right) {
  mir_agreement agreement = {types, 0};
  return left == NULL || right == NULL || agree(&agreement, left, right);
}
