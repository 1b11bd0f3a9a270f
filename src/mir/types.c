// SPDX-License-Identifier: MIT
//
// See types.h. A layout is registered before it is computed, so that a type which contains itself
// is met again while it is still incomplete, and refused.
#include "types.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "intern.h"
#include "print.h"
#include "types_agree.h"
#include "types_internal.h"

const char *mir_arena_format(mir_arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char text[1024];
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length < 0) {
    return "";
  }
  size_t size = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
  const char *interned = mir_arena_intern(arena, text, size);
  return interned == NULL ? "" : interned;
}

bool mir_layout_unknown(mir_layout *layout, const char *problem) {
  layout->class = MIR_CLASS_UNKNOWN;
  layout->shape = MIR_SHAPE_UNKNOWN;
  layout->problem = problem;
  return true;
}

void mir_layout_inherit(mir_layout *layout, const mir_layout *inner) {
  layout->class = inner->class;
  layout->kind = inner->kind;
  memcpy(layout->halves, inner->halves, sizeof layout->halves);
  memcpy(layout->half_offsets, inner->half_offsets, sizeof layout->half_offsets);
  layout->pointee = inner->pointee;
  layout->is_reference = inner->is_reference;
  layout->is_nullable = inner->is_nullable;
  layout->is_mutable_pointer = inner->is_mutable_pointer;
  layout->function = inner->function;
  layout->is_restricted = inner->is_restricted;
}

bool mir_layout_too_large(mir_types *types, mir_layout *layout) {
  return mir_layout_unknown(layout,
                            mir_arena_format(types->arena, "type `%s` is too large", layout->name));
}

bool mir_layout_place(mir_types *types, mir_layout *layout, mir_placement *placement) {
  switch (mir_place_fields(types->arena, placement)) {
  case MIR_PLACING_NO_MEMORY:
    return false;
  case MIR_PLACING_TOO_LARGE:
    return mir_layout_too_large(types, layout);
  default:
    break;
  }
  layout->size = placement->size;
  layout->align = placement->align;
  layout->niche = placement->niche;
  layout->has_padding = placement->has_padding;
  layout->has_cell = placement->has_cell;
  layout->is_uninhabited = placement->is_uninhabited;
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  return true;
}

void mir_layout_choose_class(mir_layout *layout) {
  const mir_layout_field *parts[2] = {NULL, NULL};
  size_t part_count = 0;
  const mir_layout_variant *variant = &layout->variants[0];
  for (size_t i = 0; i < variant->field_count; i++) {
    if (variant->fields[i].layout->class != MIR_CLASS_ZERO) {
      if (part_count < 2) {
        parts[part_count] = &variant->fields[i];
      }
      part_count++;
    }
  }
  if (layout->class == MIR_CLASS_ZERO || layout->is_native_struct || layout->packed != 0) {
    return;
  }
  if (part_count == 1 && parts[0]->layout->size == layout->size &&
      parts[0]->layout->align == layout->align) {
    mir_layout_inherit(layout, parts[0]->layout);
  } else if (part_count == 2 && parts[0]->layout->class == MIR_CLASS_SCALAR &&
             parts[1]->layout->class == MIR_CLASS_SCALAR) {
    size_t first = parts[0]->offset < parts[1]->offset ? 0 : 1;
    layout->class = MIR_CLASS_PAIR;
    for (size_t i = 0; i < 2; i++) {
      layout->halves[i] = parts[i ^ first]->layout;
      layout->half_offsets[i] = parts[i ^ first]->offset;
    }
  }
}

//===------------------------------------------------------------------------------------------===//
// Kinds of types
//===------------------------------------------------------------------------------------------===//

static airlock_kind primitive_kind(mir_primitive primitive) {
  switch (primitive) {
  case MIR_PRIMITIVE_BOOL:
    return AIRLOCK_BOOL;
  case MIR_PRIMITIVE_CHAR:
    return AIRLOCK_CHAR;
  case MIR_PRIMITIVE_I8:
    return AIRLOCK_I8;
  case MIR_PRIMITIVE_I16:
    return AIRLOCK_I16;
  case MIR_PRIMITIVE_I32:
    return AIRLOCK_I32;
  case MIR_PRIMITIVE_I64:
    return AIRLOCK_I64;
  case MIR_PRIMITIVE_I128:
    return AIRLOCK_I128;
  case MIR_PRIMITIVE_ISIZE:
    return AIRLOCK_ISIZE;
  case MIR_PRIMITIVE_U8:
    return AIRLOCK_U8;
  case MIR_PRIMITIVE_U16:
    return AIRLOCK_U16;
  case MIR_PRIMITIVE_U32:
    return AIRLOCK_U32;
  case MIR_PRIMITIVE_U64:
    return AIRLOCK_U64;
  case MIR_PRIMITIVE_U128:
    return AIRLOCK_U128;
  case MIR_PRIMITIVE_USIZE:
    return AIRLOCK_USIZE;
  case MIR_PRIMITIVE_F32:
    return AIRLOCK_F32;
  case MIR_PRIMITIVE_F64:
    return AIRLOCK_F64;
  default:
    return AIRLOCK_UNINIT;
  }
}

static void make_scalar(mir_layout *layout, mir_shape shape, airlock_kind kind) {
  layout->class = MIR_CLASS_SCALAR;
  layout->shape = shape;
  layout->kind = kind;
  layout->size = airlock_kind_size(kind);
  layout->align = layout->size;
  mir_niche niche = {.size = layout->size, .kind = kind};
  if (kind == AIRLOCK_BOOL || kind == AIRLOCK_CHAR) {
    niche.last = kind == AIRLOCK_BOOL ? 1 : 0x10ffff;
    layout->niche = niche;
  }
}

mir_niche mir_null_niche(uint64_t offset) {
  return (mir_niche){
      .offset = offset, .size = 8, .kind = AIRLOCK_POINTER, .first = 1, .last = mir_size_mask(8)};
}

static bool layout_primitive(mir_types *types, mir_layout *layout) {
  airlock_kind kind = primitive_kind(layout->type->primitive);
  if (kind == AIRLOCK_UNINIT) {
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is not supported", layout->name));
  }
  make_scalar(layout, MIR_SHAPE_PRIMITIVE, kind);
  return true;
}

bool mir_layout_is_wide_pointee(const mir_layout *layout) {
  return layout->class == MIR_CLASS_UNSIZED;
}

const mir_layout *mir_layout_non_null_half(mir_types *types) {
  mir_layout *half = mir_arena_copy(types->arena, types->thin_pointer, 1, sizeof *half);
  if (half != NULL) {
    half->is_nullable = false;
    half->native = NULL;
    half->name = types->null_reference_name;
  }
  return half;
}

static bool layout_pointer(mir_types *types, mir_layout *layout) {
  const mir_type *pointee = layout->type->pointer.pointee;
  const mir_type *tail = mir_unsized_tail(types, pointee);
  bool is_reference = layout->type->kind == MIR_TYPE_REFERENCE;
  bool has_vtable = tail != NULL && tail->kind == MIR_TYPE_DYN;
  layout->pointee = pointee;
  layout->is_reference = is_reference;
  layout->is_nullable = !is_reference;
  layout->is_mutable_pointer = layout->type->pointer.is_mutable;
  if (is_reference) {
    layout->niche = mir_null_niche(0);
  } else if (has_vtable) {
    layout->niche = mir_null_niche(8);
  }
  if (tail == NULL) {
    make_scalar(layout, MIR_SHAPE_POINTER, AIRLOCK_POINTER);
    return true;
  }
  layout->class = MIR_CLASS_PAIR;
  layout->shape = MIR_SHAPE_POINTER;
  layout->size = 16;
  layout->align = 8;
  layout->halves[0] = is_reference ? mir_layout_non_null_half(types) : types->thin_pointer;
  layout->halves[1] = has_vtable ? layout->halves[0] : types->usize;
  layout->half_offsets[1] = 8;
  return layout->halves[0] != NULL;
}

bool mir_array_length(mir_types *types, const mir_type *length, uint64_t *out_length) {
  if (length->kind == MIR_TYPE_CONSTANT) {
    *out_length = (uint64_t)length->constant.value;
    return length->constant.value <= UINT64_MAX;
  }
  mir_uint128 value = 0;
  if (length->kind != MIR_TYPE_PATH || !mir_constant_value(types, length->path->stem, &value)) {
    return false;
  }
  *out_length = (uint64_t)value;
  return value <= UINT64_MAX;
}

static bool layout_array(mir_types *types, mir_layout *layout) {
  const mir_layout *element = mir_layout_of(types, layout->type->array.element);
  if (element == NULL) {
    return false;
  }
  if (element->class == MIR_CLASS_UNKNOWN) {
    return mir_layout_unknown(layout, element->problem);
  }
  if (!mir_array_length(types, layout->type->array.length, &layout->count)) {
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "the length of `%s` is not known", layout->name));
  }
  if (element->class == MIR_CLASS_UNSIZED ||
      (element->size != 0 && layout->count > (MIR_TYPE_SIZE_LIMIT - 1) / element->size)) {
    return mir_layout_too_large(types, layout);
  }
  layout->shape = MIR_SHAPE_ARRAY;
  layout->element = element;
  layout->size = element->size * layout->count;
  layout->align = element->align;
  layout->has_padding = element->has_padding;
  layout->has_cell = element->has_cell;
  if (layout->count != 0) {
    layout->niche = element->niche;
    layout->is_uninhabited = element->is_uninhabited;
  }
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  return true;
}

static bool layout_tuple(mir_types *types, mir_layout *layout, mir_type_list elements,
                         mir_order order) {
  mir_layout_variant *variant = mir_arena_alloc(types->arena, 1, sizeof *variant);
  mir_layout_field *fields = mir_arena_alloc(types->arena, elements.count, sizeof *fields);
  if (variant == NULL || fields == NULL) {
    return false;
  }
  for (size_t i = 0; i < elements.count; i++) {
    fields[i].name = mir_arena_format(types->arena, "%zu", i);
    fields[i].layout = mir_layout_of(types, elements.items[i]);
    if (fields[i].layout == NULL) {
      return false;
    }
    if (fields[i].layout->class == MIR_CLASS_UNKNOWN) {
      return mir_layout_unknown(layout, fields[i].layout->problem);
    }
    if (fields[i].layout->class == MIR_CLASS_UNSIZED) {
      return mir_layout_unknown(layout, "tuples with an unsized field are not supported");
    }
  }
  *variant = (mir_layout_variant){.name = "", .fields = fields, .field_count = elements.count};
  layout->shape = MIR_SHAPE_STRUCT;
  layout->variants = variant;
  layout->variant_count = 1;
  mir_placement placement = {.fields = fields, .field_count = elements.count, .order = order};
  if (!mir_layout_place(types, layout, &placement)) {
    return false;
  }
  if (layout->class != MIR_CLASS_UNKNOWN) {
    mir_layout_choose_class(layout);
  }
  return true;
}

// `(base) is first..=last`.
static bool layout_pattern(mir_types *types, mir_layout *layout) {
  const mir_pattern_type *pattern = &layout->type->pattern;
  const mir_layout *base = mir_layout_of(types, pattern->base);
  if (base == NULL) {
    return false;
  }
  bool is_integer = base->class == MIR_CLASS_SCALAR && base->shape == MIR_SHAPE_PRIMITIVE &&
                    base->kind >= AIRLOCK_I8 && base->kind <= AIRLOCK_USIZE;
  if (!is_integer || pattern->is_not_null) {
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is not supported", layout->name));
  }
  mir_uint128 mask = mir_size_mask(base->size);
  bool is_signed = base->kind <= AIRLOCK_ISIZE;
  mir_uint128 least = is_signed ? mask ^ (mask >> 1) : 0;
  mir_uint128 greatest = is_signed ? mask >> 1 : mask;
  make_scalar(layout, MIR_SHAPE_PRIMITIVE, base->kind);
  layout->is_restricted = true;
  layout->niche = (mir_niche){.size = base->size,
                              .kind = base->kind,
                              .first = pattern->has_first ? pattern->first & mask : least,
                              .last = pattern->has_last ? pattern->last & mask : greatest};
  return true;
}

static bool layout_function(mir_layout *layout) {
  layout->function = &layout->type->function;
  if (layout->type->kind == MIR_TYPE_FUNCTION_POINTER) {
    make_scalar(layout, MIR_SHAPE_FUNCTION_POINTER, AIRLOCK_FUNCTION);
    layout->niche = mir_null_niche(0);
    layout->niche.kind = AIRLOCK_FUNCTION;
    return true;
  }
  layout->class = MIR_CLASS_ZERO;
  layout->shape = MIR_SHAPE_FUNCTION_ITEM;
  layout->align = 1;
  return true;
}

static bool layout_unsized(mir_types *types, mir_layout *layout) {
  layout->class = MIR_CLASS_UNSIZED;
  layout->align = 1;
  switch (layout->type->kind) {
  case MIR_TYPE_STR:
    layout->shape = MIR_SHAPE_STR;
    layout->element = mir_layout_of_primitive(types, MIR_PRIMITIVE_U8);
    return layout->element != NULL;
  case MIR_TYPE_DYN:
    layout->shape = MIR_SHAPE_DYN;
    return true;
  default:
    layout->shape = MIR_SHAPE_SLICE;
    layout->element = mir_layout_of(types, layout->type->array.element);
    if (layout->element == NULL) {
      return false;
    }
    if (layout->element->class == MIR_CLASS_UNKNOWN ||
        layout->element->class == MIR_CLASS_UNSIZED) {
      return mir_layout_unknown(layout, layout->element->problem);
    }
    layout->align = layout->element->align;
    return true;
  }
}

static bool compute(mir_types *types, mir_layout *layout) {
  switch (layout->type->kind) {
  case MIR_TYPE_PRIMITIVE:
    return layout_primitive(types, layout);
  case MIR_TYPE_NEVER:
    layout->class = MIR_CLASS_ZERO;
    layout->shape = MIR_SHAPE_NEVER;
    layout->align = 1;
    layout->is_uninhabited = true;
    return true;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return layout_pointer(types, layout);
  case MIR_TYPE_ARRAY:
    return layout_array(types, layout);
  case MIR_TYPE_TUPLE:
    return layout_tuple(types, layout, layout->type->elements,
                        layout->type->elements.count == 0 ? MIR_ORDER_SIZED
                                                          : MIR_ORDER_MAYBE_UNSIZED);
  case MIR_TYPE_CLOSURE: {
    const mir_type_list *captures = mir_pointer_map_get(&types->closures, layout->type);
    return captures != NULL ? layout_tuple(types, layout, *captures, MIR_ORDER_SIZED)
                            : mir_layout_unknown(layout, mir_arena_format(types->arena,
                                                                          "it is not known what "
                                                                          "`%s` captures",
                                                                          layout->name));
  }
  case MIR_TYPE_PATTERN:
    return layout_pattern(types, layout);
  case MIR_TYPE_STR:
  case MIR_TYPE_SLICE:
  case MIR_TYPE_DYN:
    return layout_unsized(types, layout);
  case MIR_TYPE_PATH:
    return mir_layout_path(types, layout);
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    return layout_function(layout);
  default:
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is not supported", layout->name));
  }
}

const mir_layout *mir_layout_of(mir_types *types, const mir_type *type) {
  mir_layout *layout = mir_pointer_map_get(&types->layouts, type);
  if (layout != NULL) {
    return layout;
  }
  layout = mir_arena_alloc(types->arena, 1, sizeof *layout);
  if (layout == NULL) {
    return NULL;
  }
  layout->type = type;
  layout->name = mir_type_name(types->arena, type);
  mir_layout_unknown(layout,
                     mir_arena_format(types->arena, "type `%s` contains itself", layout->name));
  if (layout->name == NULL || !mir_pointer_map_set(&types->layouts, types->arena, type, layout)) {
    return NULL;
  }
  if (types->depth >= MIR_TYPE_DEPTH_LIMIT) {
    mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is nested too deeply", layout->name));
    return layout;
  }
  types->depth++;
  bool done = compute(types, layout);
  types->depth--;
  if (layout->class != MIR_CLASS_UNKNOWN) {
    layout->problem = NULL;
  }
  return done ? layout : NULL;
}

const mir_layout *mir_layout_of_primitive(mir_types *types, mir_primitive primitive) {
  const mir_type *type = mir_intern_primitive(types->arena, primitive);
  return type == NULL ? NULL : mir_layout_of(types, type);
}

bool mir_layouts_fit(const mir_layout *left, const mir_layout *right) {
  if (left == right) {
    return true;
  }
  if (left->class != right->class || left->size != right->size) {
    return false;
  }
  switch (left->class) {
  case MIR_CLASS_SCALAR:
    return left->kind == right->kind;
  case MIR_CLASS_PAIR:
    return left->halves[0]->kind == right->halves[0]->kind &&
           left->halves[1]->kind == right->halves[1]->kind &&
           left->half_offsets[0] == right->half_offsets[0] &&
           left->half_offsets[1] == right->half_offsets[1];
  default:
    return true;
  }
}
