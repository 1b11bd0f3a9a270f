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
}

static uint64_t round_up(uint64_t size, uint64_t align) {
  return (size + align - 1) & ~(align - 1);
}

bool mir_layout_place_fields(mir_layout *layout, mir_layout_field *fields, size_t field_count,
                             uint64_t start) {
  uint64_t end = start;
  if (layout->align == 0) {
    layout->align = 1;
  }
  for (size_t i = 0; i < field_count; i++) {
    const mir_layout *field = fields[i].layout;
    uint64_t align = field->align;
    if (layout->packed != 0 && align > layout->packed) {
      align = layout->packed;
    }
    fields[i].offset = round_up(end, align);
    layout->has_padding |= fields[i].offset != end || field->has_padding;
    layout->has_cell |= field->has_cell;
    end = fields[i].offset + field->size;
    layout->align = align > layout->align ? align : layout->align;
    if (end > MIR_TYPE_SIZE_LIMIT) {
      return false;
    }
  }
  uint64_t size = round_up(end, layout->align);
  layout->has_padding |= size != end;
  layout->size = size > layout->size ? size : layout->size;
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
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  if (layout->class == MIR_CLASS_ZERO || layout->is_native_struct || layout->packed != 0) {
    return;
  }
  if (part_count == 1 && parts[0]->layout->size == layout->size &&
      parts[0]->layout->align == layout->align) {
    mir_layout_inherit(layout, parts[0]->layout);
  } else if (part_count == 2 && parts[0]->layout->class == MIR_CLASS_SCALAR &&
             parts[1]->layout->class == MIR_CLASS_SCALAR) {
    layout->class = MIR_CLASS_PAIR;
    for (size_t i = 0; i < 2; i++) {
      layout->halves[i] = parts[i]->layout;
      layout->half_offsets[i] = parts[i]->offset;
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

static bool is_wide_type(const mir_type *type) {
  return type->kind == MIR_TYPE_STR || type->kind == MIR_TYPE_SLICE || type->kind == MIR_TYPE_DYN;
}

// A data pointer that is the first half of a wide reference: never null, otherwise unchecked.
static const mir_layout *non_null_half(mir_types *types) {
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
  bool is_reference = layout->type->kind == MIR_TYPE_REFERENCE;
  layout->pointee = pointee;
  layout->is_reference = is_reference;
  layout->is_nullable = !is_reference;
  layout->is_mutable_pointer = layout->type->pointer.is_mutable;
  if (!is_wide_type(pointee)) {
    make_scalar(layout, MIR_SHAPE_POINTER, AIRLOCK_POINTER);
    return true;
  }
  layout->class = MIR_CLASS_PAIR;
  layout->shape = MIR_SHAPE_POINTER;
  layout->size = 16;
  layout->align = 8;
  layout->halves[0] = is_reference ? non_null_half(types) : types->thin_pointer;
  layout->halves[1] = pointee->kind == MIR_TYPE_DYN ? layout->halves[0] : types->usize;
  layout->half_offsets[1] = 8;
  return layout->halves[0] != NULL;
}

bool mir_array_length(mir_types *types, const mir_type *length, uint64_t *out_length) {
  if (length->kind == MIR_TYPE_CONSTANT) {
    *out_length = (uint64_t)length->constant.value;
    return length->constant.value <= UINT64_MAX;
  }
  if (length->kind != MIR_TYPE_PATH) {
    return false;
  }
  for (size_t i = 0; i < types->program->item_count; i++) {
    const mir_item *item = types->program->items[i];
    if (item->kind == MIR_ITEM_CONST && item->path->stem == length->path->stem &&
        item->constant != NULL && item->constant->kind == MIR_CONSTANT_INTEGER &&
        item->constant->integer.value <= UINT64_MAX) {
      *out_length = (uint64_t)item->constant->integer.value;
      return true;
    }
  }
  return false;
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
      (element->size != 0 && layout->count > MIR_TYPE_SIZE_LIMIT / element->size)) {
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is too large", layout->name));
  }
  layout->shape = MIR_SHAPE_ARRAY;
  layout->element = element;
  layout->size = element->size * layout->count;
  layout->align = element->align;
  layout->has_padding = element->has_padding;
  layout->has_cell = element->has_cell;
  layout->class = layout->size == 0 ? MIR_CLASS_ZERO : MIR_CLASS_MEMORY;
  return true;
}

static bool layout_tuple(mir_types *types, mir_layout *layout, mir_type_list elements) {
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
  *variant = (mir_layout_variant){"", 0, fields, elements.count};
  layout->shape = MIR_SHAPE_STRUCT;
  layout->variants = variant;
  layout->variant_count = 1;
  if (!mir_layout_place_fields(layout, fields, elements.count, 0)) {
    return mir_layout_unknown(
        layout, mir_arena_format(types->arena, "type `%s` is too large", layout->name));
  }
  mir_layout_choose_class(layout);
  return true;
}

static bool layout_function(mir_layout *layout) {
  layout->function = &layout->type->function;
  if (layout->type->kind == MIR_TYPE_FUNCTION_POINTER) {
    make_scalar(layout, MIR_SHAPE_FUNCTION_POINTER, AIRLOCK_FUNCTION);
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
    return true;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return layout_pointer(types, layout);
  case MIR_TYPE_ARRAY:
    return layout_array(types, layout);
  case MIR_TYPE_TUPLE:
    return layout_tuple(types, layout, layout->type->elements);
  case MIR_TYPE_CLOSURE: {
    const mir_type_list *captures = mir_pointer_map_get(&types->closures, layout->type);
    return captures != NULL ? layout_tuple(types, layout, *captures)
                            : mir_layout_unknown(layout, mir_arena_format(types->arena,
                                                                          "closure `%s` is made "
                                                                          "nowhere in the text",
                                                                          layout->name));
  }
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
  layout->name = mir_type_text(types->arena, type);
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
