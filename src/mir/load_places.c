// SPDX-License-Identifier: MIT
//
// Places: a local and its projections become a register with a base pointer and a constant offset.
// Dereferences load the pointer, indices compute a new base; fields only add to the offset.
#include <string.h>

#include "intern.h"
#include "load_internal.h"

static bool needs_layout(mir_builder *builder, const mir_layout *layout) {
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  return true;
}

static bool lower_dereference(mir_builder *builder, mir_value *io_value) {
  if (!needs_layout(builder, io_value->layout)) {
    return false;
  }
  const mir_type *pointee = io_value->layout->pointee;
  if (pointee == NULL ||
      (io_value->layout->class != MIR_CLASS_SCALAR && io_value->layout->class != MIR_CLASS_PAIR)) {
    return mir_builder_invalid(builder, "`%s` cannot be dereferenced", io_value->layout->name);
  }
  if (!mir_emit_load(builder, io_value, NULL)) {
    return false;
  }
  const mir_layout *layout = mir_builder_layout(builder, pointee);
  if (layout == NULL) {
    return false;
  }
  if (layout->class != MIR_CLASS_UNKNOWN &&
      (layout->class == MIR_CLASS_UNSIZED) != (io_value->form == MIR_FORM_PAIR)) {
    return mir_builder_unsupported(builder, "pointer type `%s` is not supported",
                                   io_value->layout->name);
  }
  *io_value = (mir_value){.layout = layout,
                          .form = MIR_FORM_MEMORY,
                          .index = io_value->index,
                          .second = io_value->second,
                          .is_dereferenced = true,
                          .pointer = io_value->index,
                          .pointer_align = layout->align};
  return true;
}

static bool select_part(mir_builder *builder, mir_value *io_value, const mir_layout_field *field) {
  const mir_layout *whole = io_value->layout;
  io_value->layout = field->layout;
  io_value->variant = NULL;
  if (io_value->form == MIR_FORM_MEMORY) {
    io_value->offset += field->offset;
    if (whole->packed != 0 && (io_value->packed == 0 || whole->packed < io_value->packed)) {
      io_value->packed = whole->packed;
    }
    return true;
  }
  if (field->layout->class == MIR_CLASS_ZERO || io_value->form == MIR_FORM_ZERO) {
    io_value->form = MIR_FORM_ZERO;
    return true;
  }
  if (field->layout->class == whole->class) {
    return true;
  }
  if (whole->class == MIR_CLASS_PAIR && field->layout->class == MIR_CLASS_SCALAR) {
    io_value->form = MIR_FORM_SCALAR;
    if (field->offset != whole->half_offsets[0]) {
      io_value->index = io_value->second;
    }
    return true;
  }
  return mir_builder_unsupported(builder, "this part of `%s` is not supported", whole->name);
}

bool mir_lower_field(mir_builder *builder, mir_value *io_value, size_t index) {
  const mir_layout *layout = io_value->layout;
  if (!needs_layout(builder, layout)) {
    return false;
  }
  const mir_layout_variant *variant = io_value->variant;
  if (variant == NULL && (layout->shape == MIR_SHAPE_STRUCT || layout->shape == MIR_SHAPE_UNION ||
                          (layout->shape == MIR_SHAPE_ENUM && layout->variant_count == 1))) {
    variant = &layout->variants[0];
  }
  if (variant == NULL || index >= variant->field_count) {
    return mir_builder_invalid(builder, "type `%s` has no field %zu", layout->name, index);
  }
  return select_part(builder, io_value, &variant->fields[index]);
}

static bool lower_downcast(mir_builder *builder, mir_value *io_value,
                           const mir_projection *projection) {
  const mir_layout *layout = io_value->layout;
  if (!needs_layout(builder, layout)) {
    return false;
  }
  const mir_layout_variant *variant =
      mir_layout_downcast(layout, projection->variant.name, projection->variant.index);
  if (variant != NULL) {
    io_value->variant = variant;
    return true;
  }
  return mir_builder_invalid(builder, "type `%s` has no variant `%s`", layout->name,
                             projection->variant.name == NULL ? "?" : projection->variant.name);
}

static bool is_indexable(const mir_layout *layout) {
  return layout->shape == MIR_SHAPE_ARRAY || layout->shape == MIR_SHAPE_SLICE;
}

static void become_element(mir_builder *builder, mir_value *io_value, mir_operand_index index) {
  const mir_layout *layout = io_value->layout;
  mir_operand_index base = io_value->index;
  if (io_value->offset != 0) {
    mir_emit_address(builder, &base, io_value, true);
  }
  bool is_slice = layout->shape == MIR_SHAPE_SLICE;
  mir_instruction *element = mir_emit(builder, is_slice ? MIR_OP_ELEMENT_OF_SLICE : MIR_OP_ELEMENT);
  element->left = base;
  element->right = index;
  element->immediate = layout->element->size;
  element->extra = is_slice ? (uint64_t)(int64_t)io_value->second : layout->count;
  element->target = mir_temporary(builder, 1);
  io_value->index = element->target;
  io_value->offset = 0;
  io_value->second = 0;
  io_value->layout = layout->element;
}

static bool lower_index(mir_builder *builder, mir_value *io_value, uint32_t local) {
  if (!needs_layout(builder, io_value->layout)) {
    return false;
  }
  if (!is_indexable(io_value->layout)) {
    return mir_builder_invalid(builder, "`%s` cannot be indexed", io_value->layout->name);
  }
  mir_place place = {.local = local};
  mir_value index;
  if (!mir_lower_place(builder, &index, &place) || !mir_emit_load(builder, &index, NULL)) {
    return false;
  }
  if (index.layout->class != MIR_CLASS_SCALAR || index.layout->kind != AIRLOCK_USIZE) {
    return mir_builder_invalid(builder, "an index has type `%s`, not `usize`", index.layout->name);
  }
  if (io_value->form != MIR_FORM_MEMORY) {
    io_value->layout = io_value->layout->element;
    return true;
  }
  become_element(builder, io_value, index.index);
  return true;
}

// From the end of a slice: length - offset.
static bool index_from_end(mir_builder *builder, mir_operand_index *out_index,
                           mir_operand_index length, mir_operand_index offset) {
  mir_instruction *subtract = mir_emit(builder, MIR_OP_SUB_USIZE);
  subtract->kind = AIRLOCK_USIZE;
  subtract->left = length;
  subtract->right = offset;
  *out_index = mir_temporary(builder, 1);
  subtract->target = *out_index;
  return true;
}

static bool lower_constant_index(mir_builder *builder, mir_value *io_value,
                                 const mir_projection *projection) {
  const mir_layout *layout = io_value->layout;
  if (!needs_layout(builder, layout)) {
    return false;
  }
  uint64_t offset = projection->constant_index.offset;
  if (layout->shape == MIR_SHAPE_ARRAY) {
    bool is_from_end = projection->constant_index.is_from_end;
    if (is_from_end ? offset == 0 || offset > layout->count : offset >= layout->count) {
      return mir_builder_invalid(builder, "index %llu is out of bounds of `%s`",
                                 (unsigned long long)offset, layout->name);
    }
    io_value->offset += (is_from_end ? layout->count - offset : offset) * layout->element->size;
    io_value->layout = layout->element;
    return true;
  }
  if (layout->shape != MIR_SHAPE_SLICE) {
    return mir_builder_invalid(builder, "`%s` cannot be indexed", layout->name);
  }
  mir_operand_index index = 0;
  if (!mir_pool_constant(builder, &index, airlock_int(AIRLOCK_USIZE, offset)) ||
      (projection->constant_index.is_from_end &&
       !index_from_end(builder, &index, io_value->second, index))) {
    return false;
  }
  become_element(builder, io_value, index);
  return true;
}

// A slice's subslice is one again: a pointer further on, and what is left of the length. The
// program has compared the length before.
static bool lower_subslice_of_slice(mir_builder *builder, mir_value *io_value,
                                    const mir_projection *projection) {
  mir_operand_index from;
  mir_operand_index cut;
  if (!projection->subslice.is_to_from_end) {
    return mir_builder_unsupported(builder, "this subslice of `%s`", io_value->layout->name);
  }
  if (io_value->offset != 0 && !mir_emit_address(builder, &io_value->index, io_value, true)) {
    return false;
  }
  io_value->offset = 0;
  if (!mir_pool_constant(builder, &from, airlock_int(AIRLOCK_USIZE, projection->subslice.from)) ||
      !mir_pool_constant(
          builder, &cut,
          airlock_int(AIRLOCK_USIZE, projection->subslice.from + projection->subslice.to))) {
    return false;
  }
  mir_instruction *offset = mir_emit(builder, MIR_OP_OFFSET);
  offset->left = io_value->index;
  offset->right = from;
  offset->immediate = io_value->layout->element->size;
  offset->target = mir_temporary(builder, 1);
  io_value->index = offset->target;
  return index_from_end(builder, &io_value->second, io_value->second, cut);
}

static bool lower_subslice(mir_builder *builder, mir_value *io_value,
                           const mir_projection *projection) {
  const mir_layout *layout = io_value->layout;
  if (!needs_layout(builder, layout)) {
    return false;
  }
  if (layout->shape == MIR_SHAPE_SLICE && io_value->form == MIR_FORM_MEMORY) {
    return lower_subslice_of_slice(builder, io_value, projection);
  }
  if (layout->shape != MIR_SHAPE_ARRAY) {
    return mir_builder_unsupported(builder, "subslices of `%s` are not supported", layout->name);
  }
  uint64_t from = projection->subslice.from;
  uint64_t to = projection->subslice.to;
  if (projection->subslice.is_to_from_end) {
    to = to <= layout->count ? layout->count - to : 0;
  }
  if (from > to || to > layout->count) {
    return mir_builder_invalid(builder, "a subslice is out of bounds of `%s`", layout->name);
  }
  mir_arena *arena = builder->loader->arena;
  mir_type length = {.kind = MIR_TYPE_CONSTANT};
  length.constant.value = to - from;
  length.constant.primitive = MIR_PRIMITIVE_USIZE;
  mir_type array = {.kind = MIR_TYPE_ARRAY};
  array.array.element = layout->element->type;
  array.array.length = mir_intern_type(arena, &length);
  const mir_type *type = array.array.length == NULL ? NULL : mir_intern_type(arena, &array);
  if (type == NULL) {
    return mir_builder_no_memory(builder);
  }
  io_value->offset += from * layout->element->size;
  io_value->layout = mir_builder_layout(builder, type);
  return io_value->layout != NULL;
}

static bool lower_projection(mir_builder *builder, mir_value *io_value,
                             const mir_projection *projection) {
  switch (projection->kind) {
  case MIR_PROJECTION_DEREFERENCE:
    return lower_dereference(builder, io_value);
  case MIR_PROJECTION_FIELD: {
    const mir_layout *stated = mir_builder_layout(builder, projection->field.type);
    return stated != NULL && mir_lower_field(builder, io_value, projection->field.index) &&
           mir_require_fit(builder, io_value->layout, stated);
  }
  case MIR_PROJECTION_DOWNCAST:
    return lower_downcast(builder, io_value, projection);
  case MIR_PROJECTION_INDEX:
    return lower_index(builder, io_value, projection->local);
  case MIR_PROJECTION_CONSTANT_INDEX:
    return lower_constant_index(builder, io_value, projection);
  default:
    return lower_subslice(builder, io_value, projection);
  }
}

bool mir_lower_place(mir_builder *builder, mir_value *out_value, const mir_place *place) {
  const mir_slot *slot = &builder->slots[place->local];
  mir_value value = mir_zero_value(slot->layout);
  if (slot->storage == MIR_STORAGE_REGISTERS) {
    value = mir_register_value(slot->layout, (mir_operand_index)slot->register_index);
  } else if (slot->storage == MIR_STORAGE_MEMORY) {
    value.form = MIR_FORM_MEMORY;
    value.index = (mir_operand_index)slot->register_index;
  }
  for (size_t i = 0; i < place->projection_count; i++) {
    if (!lower_projection(builder, &value, &place->projections[i])) {
      return false;
    }
  }
  *out_value = value;
  return true;
}
