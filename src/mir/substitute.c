// SPDX-License-Identifier: MIT
//
// See substitute.h. The recursion follows the nesting of types, which the parser bounds.
#include "substitute.h"

#include "intern.h"

bool mir_substitution_make(mir_arena *arena, mir_substitution *out_substitution,
                           mir_resolver *resolver, const mir_generic_parameter *parameters,
                           size_t parameter_count, mir_type_list arguments) {
  if (arguments.count > parameter_count) {
    return false;
  }
  const char **names = mir_arena_alloc(arena, parameter_count, sizeof *names);
  const mir_type **types = mir_arena_alloc(arena, parameter_count, sizeof *types);
  if (names == NULL || types == NULL) {
    return false;
  }
  mir_substitution substitution = {.names = names, .types = types, .resolver = resolver};
  for (size_t i = 0; i < parameter_count; i++) {
    names[i] = parameters[i].name;
    types[i] = i < arguments.count ? arguments.items[i] : parameters[i].default_value;
    // A default may name the parameters in front of it.
    if (types[i] != NULL && i >= arguments.count) {
      types[i] = mir_substitute_type(arena, types[i], &substitution);
    }
    if (types[i] == NULL) {
      return false;
    }
    substitution.count++;
  }
  *out_substitution = substitution;
  return true;
}

const mir_type *mir_substitution_get(const mir_substitution *substitution, const char *name) {
  for (size_t i = 0; i < substitution->count; i++) {
    if (substitution->names[i] == name) {
      return substitution->types[i];
    }
  }
  return NULL;
}

static bool substitute_list(mir_arena *arena, mir_type_list *io_list, bool *io_changed,
                            const mir_substitution *substitution) {
  const mir_type **items = NULL;
  for (size_t i = 0; i < io_list->count; i++) {
    const mir_type *type = mir_substitute_type(arena, io_list->items[i], substitution);
    if (type == NULL) {
      return false;
    }
    if (type != io_list->items[i] && items == NULL) {
      items = mir_arena_copy(arena, io_list->items, io_list->count, sizeof *items);
      if (items == NULL) {
        return false;
      }
    }
    if (items != NULL) {
      items[i] = type;
    }
  }
  if (items != NULL) {
    io_list->items = items;
    *io_changed = true;
  }
  return true;
}

static bool substitute_segment(mir_arena *arena, mir_segment *io_segment, bool *io_changed,
                               const mir_substitution *substitution) {
  if (!substitute_list(arena, &io_segment->arguments, io_changed, substitution)) {
    return false;
  }
  for (size_t i = 0; i < io_segment->binding_count; i++) {
    const mir_type *type = mir_substitute_type(arena, io_segment->bindings[i].type, substitution);
    if (type != NULL && type != io_segment->bindings[i].type) {
      mir_binding *bindings =
          mir_arena_copy(arena, io_segment->bindings, io_segment->binding_count, sizeof *bindings);
      if (bindings == NULL) {
        return false;
      }
      bindings[i].type = type;
      io_segment->bindings = bindings;
      *io_changed = true;
    } else if (type == NULL) {
      return false;
    }
  }
  if (io_segment->kind != MIR_SEGMENT_QUALIFIED && io_segment->kind != MIR_SEGMENT_IMPL) {
    return true;
  }
  const mir_type *self_type = mir_substitute_type(arena, io_segment->self_type, substitution);
  const mir_path *trait_path = io_segment->trait_path;
  if (trait_path != NULL) {
    trait_path = mir_substitute_path(arena, trait_path, substitution);
    if (trait_path == NULL) {
      return false;
    }
  }
  *io_changed |= self_type != io_segment->self_type || trait_path != io_segment->trait_path;
  io_segment->self_type = self_type;
  io_segment->trait_path = trait_path;
  return self_type != NULL;
}

const mir_path *mir_substitute_path(mir_arena *arena, const mir_path *path,
                                    const mir_substitution *substitution) {
  if (substitution->renamer != NULL && substitution->renamer->rename != NULL) {
    path = substitution->renamer->rename(substitution->renamer, path);
  }
  if (path == NULL) {
    return NULL;
  }
  mir_segment *segments =
      mir_arena_copy(arena, path->segments, path->segment_count, sizeof *segments);
  if (segments == NULL) {
    return NULL;
  }
  bool changed = false;
  for (size_t i = 0; i < path->segment_count; i++) {
    if (!substitute_segment(arena, &segments[i], &changed, substitution)) {
      return NULL;
    }
  }
  return changed ? mir_intern_path(arena, segments, path->segment_count) : path;
}

static const mir_type *parameter_value(const mir_path *path, const mir_substitution *substitution) {
  if (path->segment_count != 1 || path->segments[0].kind != MIR_SEGMENT_NAME ||
      path->segments[0].arguments.count != 0) {
    return NULL;
  }
  return mir_substitution_get(substitution, path->segments[0].name);
}

// `T::Item` in source code: what rustc prints as `<T as Trait>::Item`, the trait being inferred.
static const mir_path *qualify(mir_arena *arena, const mir_path *path,
                               const mir_substitution *substitution) {
  const mir_segment *first = &path->segments[0];
  const mir_type *value =
      path->segment_count == 2 && first->kind == MIR_SEGMENT_NAME && first->arguments.count == 0
          ? mir_substitution_get(substitution, first->name)
          : NULL;
  if (value == NULL) {
    return path;
  }
  mir_segment segments[2] = {{.kind = MIR_SEGMENT_QUALIFIED}, path->segments[1]};
  segments[0].self_type = value;
  return mir_intern_path(arena, segments, 2);
}

static const mir_type *substitute_in_path(mir_arena *arena, const mir_type *type,
                                          const mir_substitution *substitution) {
  const mir_type *value = parameter_value(type->path, substitution);
  if (value != NULL) {
    return value;
  }
  mir_type copy = *type;
  copy.path = qualify(arena, type->path, substitution);
  copy.path = copy.path == NULL ? NULL : mir_substitute_path(arena, copy.path, substitution);
  const mir_type *result = type;
  if (copy.path != type->path) {
    result = copy.path == NULL ? NULL : mir_intern_type(arena, &copy);
  }
  if (result != NULL && substitution->renamer != NULL && substitution->renamer->expand != NULL) {
    return substitution->renamer->expand(substitution->renamer, result);
  }
  bool is_projection = result != NULL && result->path->segment_count == 2 &&
                       result->path->segments[0].kind == MIR_SEGMENT_QUALIFIED;
  return is_projection && substitution->resolver != NULL
             ? substitution->resolver->project(substitution->resolver, result)
             : result;
}

static const mir_type *substitute_in_closure(mir_arena *arena, const mir_type *type,
                                             const mir_substitution *substitution) {
  if (type->closure_arguments.count == 0) {
    return substitution->resolver == NULL
               ? type
               : substitution->resolver->capture(substitution->resolver, type, substitution);
  }
  mir_type copy = *type;
  bool changed = false;
  if (!substitute_list(arena, &copy.closure_arguments, &changed, substitution)) {
    return NULL;
  }
  return changed ? mir_intern_type(arena, &copy) : type;
}

// Bounds may name parameters in their arguments and bindings: `dyn Fn(T) -> U`.
static const mir_type *substitute_in_bounds(mir_arena *arena, const mir_type *type,
                                            const mir_substitution *substitution) {
  const mir_path **bounds =
      mir_arena_copy(arena, type->bounds.items, type->bounds.count, sizeof *bounds);
  bool changed = false;
  for (size_t i = 0; bounds != NULL && i < type->bounds.count; i++) {
    bounds[i] = mir_substitute_path(arena, type->bounds.items[i], substitution);
    if (bounds[i] == NULL) {
      return NULL;
    }
    changed |= bounds[i] != type->bounds.items[i];
  }
  mir_type copy = *type;
  copy.bounds.items = bounds;
  return !changed ? type : bounds == NULL ? NULL : mir_intern_type(arena, &copy);
}

static const mir_type *substitute_in_function(mir_arena *arena, const mir_type *type,
                                              const mir_substitution *substitution) {
  mir_type copy = *type;
  bool changed = false;
  if (!substitute_list(arena, &copy.function.parameters, &changed, substitution)) {
    return NULL;
  }
  copy.function.result = mir_substitute_type(arena, type->function.result, substitution);
  if (type->function.path != NULL) {
    copy.function.path = mir_substitute_path(arena, type->function.path, substitution);
    if (copy.function.path == NULL) {
      return NULL;
    }
  }
  if (copy.function.result == NULL) {
    return NULL;
  }
  changed |=
      copy.function.result != type->function.result || copy.function.path != type->function.path;
  return changed ? mir_intern_type(arena, &copy) : type;
}

static const mir_type *substitute_in_array(mir_arena *arena, const mir_type *type,
                                           const mir_substitution *substitution) {
  mir_type copy = *type;
  copy.array.element = mir_substitute_type(arena, type->array.element, substitution);
  if (copy.array.element != NULL && type->kind == MIR_TYPE_ARRAY) {
    copy.array.length = mir_substitute_type(arena, type->array.length, substitution);
    if (copy.array.length == NULL) {
      return NULL;
    }
  }
  return copy.array.element == NULL ? NULL : mir_intern_type(arena, &copy);
}

const mir_type *mir_substitute_type(mir_arena *arena, const mir_type *type,
                                    const mir_substitution *substitution) {
  if (substitution == NULL || (substitution->count + substitution->opaque_count == 0 &&
                               substitution->resolver == NULL && substitution->renamer == NULL)) {
    return type;
  }
  mir_type copy = *type;
  bool changed = false;
  switch (type->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    copy.pointer.pointee = mir_substitute_type(arena, type->pointer.pointee, substitution);
    return copy.pointer.pointee == NULL ? NULL : mir_intern_type(arena, &copy);
  case MIR_TYPE_SLICE:
  case MIR_TYPE_ARRAY:
    return substitute_in_array(arena, type, substitution);
  case MIR_TYPE_TUPLE:
    if (!substitute_list(arena, &copy.elements, &changed, substitution)) {
      return NULL;
    }
    return changed ? mir_intern_type(arena, &copy) : type;
  case MIR_TYPE_PATH:
    return substitute_in_path(arena, type, substitution);
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    return substitute_in_function(arena, type, substitution);
  case MIR_TYPE_OPAQUE:
    for (size_t i = 0; i < substitution->opaque_count; i++) {
      if (substitution->opaque[i] == type) {
        return substitution->opaque_types[i];
      }
    }
    return substitute_in_bounds(arena, type, substitution);
  case MIR_TYPE_DYN:
    return substitute_in_bounds(arena, type, substitution);
  case MIR_TYPE_CLOSURE:
    return substitute_in_closure(arena, type, substitution);
  default:
    return type;
  }
}
