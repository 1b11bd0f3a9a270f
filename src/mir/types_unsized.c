// SPDX-License-Identifier: MIT
//
// Types that have no size by themselves. Their memory ends with a slice, a `str` or a `dyn`; a
// struct is unsized when its last field is. A pointer to such a type is wide: behind the address it
// has the number of elements, or a vtable.
//
// Whether a pointer is wide must be known before what it points to is laid out, which may contain
// the pointer again. It follows from declarations alone: the last field of the last field, and what
// stands for a parameter there.
//
// The layout of an unsized struct has the fields of all its values, which have the same places. Its
// size is where the elements begin, its element that of its end. A `dyn` at the end, whose place
// depends on the value's alignment, is not supported.
#include "substitute.h"
#include "types_agree.h"
#include "types_internal.h"

static const mir_generic_parameter *tail_of_item(mir_types *types, const mir_rust_item *item,
                                                 unsigned depth);

// What decides whether memory of a type that is part of a declaration ends with something unsized:
// one of the declaration's parameters, or `sized_tail` or `unsized_tail`, which say it.
static const mir_generic_parameter *tail_of_type(mir_types *types, const mir_rust_item *item,
                                                 const mir_type *type, unsigned depth) {
  if (depth == MIR_TYPE_DEPTH_LIMIT) {
    return &types->sized_tail;
  }
  switch (type->kind) {
  case MIR_TYPE_STR:
  case MIR_TYPE_SLICE:
  case MIR_TYPE_DYN:
    return &types->unsized_tail;
  case MIR_TYPE_TUPLE:
    return type->elements.count == 0
               ? &types->sized_tail
               : tail_of_type(types, item, type->elements.items[type->elements.count - 1],
                              depth + 1);
  case MIR_TYPE_PATH:
    break;
  default:
    return &types->sized_tail;
  }
  const char *name = mir_path_last_name(type->path);
  for (size_t i = 0; type->path->segment_count == 1 && i < item->parameter_count; i++) {
    if (item->parameters[i].name == name) {
      return item->parameters[i].is_maybe_unsized ? &item->parameters[i] : &types->sized_tail;
    }
  }
  const mir_rust_item *inner = mir_find_type_item(types, type->path);
  if (inner == NULL || inner == &types->ambiguous) {
    return &types->sized_tail;
  }
  const mir_generic_parameter *tail = tail_of_item(types, inner, depth + 1);
  if (tail == &types->sized_tail || tail == &types->unsized_tail) {
    return tail;
  }
  size_t index = (size_t)(tail - inner->parameters);
  mir_type_list arguments = mir_path_arguments(type->path);
  const mir_type *argument = index < arguments.count ? arguments.items[index] : tail->default_value;
  return argument == NULL ? &types->sized_tail : tail_of_type(types, item, argument, depth + 1);
}

// The same of a declaration, whose last field is asked about once.
static const mir_generic_parameter *tail_of_item(mir_types *types, const mir_rust_item *item,
                                                 unsigned depth) {
  const mir_generic_parameter *tail = mir_pointer_map_get(&types->tails, item);
  if (tail != NULL) {
    return tail;
  }
  tail = &types->sized_tail;
  if (item->kind == MIR_RUST_STRUCT && item->variants[0].field_count != 0) {
    const mir_variant *variant = &item->variants[0];
    const mir_type *last = variant->fields[variant->field_count - 1].type;
    tail = tail_of_type(types, item, last, depth);
  }
  // Without memory for it the answer is only not kept.
  (void)mir_pointer_map_set(&types->tails, types->arena, item, (void *)(uintptr_t)tail);
  return tail;
}

bool mir_item_may_be_unsized(mir_types *types, const mir_rust_item *item) {
  return tail_of_item(types, item, 0) != &types->sized_tail;
}

// The last field, which is there, of a struct that is declared like this one.
static const mir_type *last_field_type(mir_types *types, const mir_rust_item *item,
                                       const mir_type *type) {
  const mir_variant *variant = &item->variants[0];
  mir_substitution substitution;
  return mir_substitution_make(types->arena, &substitution, types->resolver, item->parameters,
                               item->parameter_count, mir_path_arguments(type->path))
             ? mir_substitute_type(types->arena, variant->fields[variant->field_count - 1].type,
                                   &substitution)
             : NULL;
}

const mir_type *mir_unsized_tail(mir_types *types, const mir_type *type) {
  for (unsigned depth = 0; type != NULL && depth < MIR_TYPE_DEPTH_LIMIT; depth++) {
    type = mir_resolve_alias(types, type);
    if (type->kind == MIR_TYPE_STR || type->kind == MIR_TYPE_SLICE || type->kind == MIR_TYPE_DYN) {
      return type;
    }
    if (type->kind != MIR_TYPE_PATH) {
      return NULL;
    }
    const mir_rust_item *item = mir_find_type_item(types, type->path);
    if (item == NULL || item == &types->ambiguous || item->kind != MIR_RUST_STRUCT ||
        !mir_item_may_be_unsized(types, item)) {
      return NULL;
    }
    type = last_field_type(types, item, type);
  }
  return NULL;
}

// The fields are placed; the last one has elements, or a `dyn`, whose place depends on what is
// behind it.
bool mir_layout_become_unsized(mir_types *types, mir_layout *layout, const mir_layout_field *last) {
  if (last->layout->element == NULL) {
    return mir_layout_unknown(layout, mir_arena_format(types->arena,
                                                       "type `%s`, which ends with a `dyn`, is "
                                                       "not supported",
                                                       layout->name));
  }
  layout->class = MIR_CLASS_UNSIZED;
  layout->size = last->offset + last->layout->size;
  layout->element = last->layout->element;
  layout->niche = (mir_niche){0};
  return true;
}

uint64_t mir_layout_unsized_size(const mir_layout *layout, uint64_t count) {
  uint64_t size = 0;
  bool is_too_large = __builtin_mul_overflow(count, layout->element->size, &size) ||
                      __builtin_add_overflow(size, layout->size, &size) || size > INT64_MAX;
  return is_too_large ? UINT64_MAX : mir_round_up(size, layout->align);
}
