// SPDX-License-Identifier: MIT
//
// From layouts to the machine's own types, on first need. See mir_layout_native.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "types_internal.h"

static const airlock_type *native_pointer(mir_types *types, const mir_layout *layout) {
  if (layout->is_nullable && !layout->is_reference && layout->kind == AIRLOCK_POINTER) {
    return airlock_type_scalar(types->machine, AIRLOCK_POINTER);
  }
  airlock_pointer_rules rules = {.name = layout->name,
                                 .kind = layout->kind,
                                 .nullable = layout->is_nullable,
                                 .target_align = 1};
  if (layout->is_reference && layout->pointee != NULL) {
    const mir_layout *target = mir_layout_of(types, layout->pointee);
    if (target == NULL) {
      return NULL;
    }
    if (target->class != MIR_CLASS_UNKNOWN && target->class != MIR_CLASS_UNSIZED) {
      // What the reference leads to is asked for along a chain of references.
      ((mir_layout *)(uintptr_t)layout)->referent = target;
      if (target->is_reference && target->class == MIR_CLASS_SCALAR &&
          mir_layout_native(types, target) == NULL) {
        return NULL;
      }
      rules.dereferenceable = true;
      rules.target_size = target->size;
      rules.target_align = target->align;
      rules.uninhabited = target->is_uninhabited;
    }
  }
  const airlock_type *type = NULL;
  return airlock_type_pointer(types->machine, &type, &rules) == AIRLOCK_OK ? type : NULL;
}

static const airlock_type *native_enum(mir_types *types, const mir_layout *layout) {
  uint64_t *values = mir_arena_alloc(types->arena, layout->variant_count, sizeof *values);
  if (values == NULL) {
    return NULL;
  }
  size_t count = 0;
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (!layout->variants[i].is_uninhabited) {
      values[count] = (uint64_t)layout->variants[i].tag;
      count++;
    }
  }
  const airlock_type *type = NULL;
  return airlock_type_enum(types->machine, &type, layout->name, layout->kind, values, count) ==
                 AIRLOCK_OK
             ? type
             : NULL;
}

static const airlock_type *native_range(mir_types *types, const mir_layout *layout) {
  const airlock_type *type = NULL;
  return airlock_type_range(types->machine, &type, layout->name,
                            mir_bits_scalar(layout->kind, layout->niche.first),
                            mir_bits_scalar(layout->kind, layout->niche.last)) == AIRLOCK_OK
             ? type
             : NULL;
}

// Structs around one scalar keep the rules of what they hold, but speak with their own name.
static const airlock_type *native_scalar(mir_types *types, const mir_layout *layout) {
  if (layout->kind == AIRLOCK_POINTER || layout->kind == AIRLOCK_FUNCTION) {
    return native_pointer(types, layout);
  }
  if (layout->is_fieldless_enum && layout->shape == MIR_SHAPE_ENUM) {
    return native_enum(types, layout);
  }
  if (layout->is_restricted && layout->niche.size != 0) {
    return native_range(types, layout);
  }
  if (layout->shape == MIR_SHAPE_STRUCT) {
    const mir_layout_variant *variant = &layout->variants[0];
    for (size_t i = 0; i < variant->field_count; i++) {
      if (variant->fields[i].layout->class == MIR_CLASS_SCALAR) {
        return mir_layout_native(types, variant->fields[i].layout);
      }
    }
  }
  return airlock_type_scalar(types->machine, layout->kind);
}

static int compare_offsets(const void *left, const void *right) {
  const airlock_field *a = left;
  const airlock_field *b = right;
  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

// Structs and unions as C has them: the machine lays them out and aligns their fields itself.
static bool is_native(const mir_layout *layout) {
  return layout->is_native_struct && layout->item != NULL;
}

// The members of one variant that have bytes, by their place in memory, and `tag` if it has a type.
// NULL when the machine refused or memory is out.
static airlock_field *native_members(mir_types *types, const mir_layout *layout,
                                     const mir_layout_variant *variant, airlock_field tag,
                                     size_t *out_count) {
  bool is_packed = layout->packed != 0 && !is_native(layout);
  airlock_field *members = mir_arena_alloc(types->arena, variant->field_count + 1, sizeof *members);
  if (members == NULL) {
    return NULL;
  }
  size_t count = 0;
  if (tag.type != NULL) {
    members[count] = tag;
    count++;
  }
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout_field *field = &variant->fields[i];
    if (field->layout->size == 0) {
      continue;
    }
    const airlock_type *type = mir_layout_native(types, field->layout);
    if (type == NULL || (is_packed && airlock_type_packed(types->machine, &type, type,
                                                          layout->packed) != AIRLOCK_OK)) {
      return NULL;
    }
    members[count] = (airlock_field){field->name, field->offset, type};
    count++;
  }
  qsort(members, count, sizeof *members, compare_offsets);
  *out_count = count;
  return members;
}

static const airlock_type *native_aggregate(mir_types *types, const mir_layout *layout,
                                            const airlock_field *members, size_t count) {
  airlock_aggregate aggregate = {.name = layout->name,
                                 .fields = members,
                                 .num_fields = count,
                                 .is_union = layout->shape == MIR_SHAPE_UNION,
                                 .pack = layout->packed,
                                 .align = layout->item->repr.align};
  const airlock_type *result = NULL;
  return airlock_type_aggregate(types->machine, &result, &aggregate) == AIRLOCK_OK ? result : NULL;
}

static const airlock_type *native_union(mir_types *types, const mir_layout *layout) {
  size_t count = 0;
  airlock_field *members =
      native_members(types, layout, &layout->variants[0], (airlock_field){0}, &count);
  const airlock_type *result = NULL;
  if (members == NULL || count == layout->variants[0].field_count) {
    return members == NULL ? NULL : native_aggregate(types, layout, members, count);
  }
  return airlock_type_raw(types->machine, &result, layout->name, layout->size, layout->align) ==
                 AIRLOCK_OK
             ? result
             : NULL;
}

// A struct, or an enum of which one variant at most can be there.
static const airlock_type *native_struct(mir_types *types, const mir_layout *layout) {
  const mir_layout_variant *variant = &layout->variants[layout->untagged_variant];
  size_t count = 0;
  airlock_field *members = native_members(types, layout, variant, (airlock_field){0}, &count);
  if (members == NULL) {
    return NULL;
  }
  const mir_repr *repr = layout->item == NULL ? NULL : &layout->item->repr;
  if (repr != NULL && repr->is_transparent && count == 1 && layout->shape == MIR_SHAPE_STRUCT) {
    return members[0].type;
  }
  const airlock_type *result = NULL;
  airlock_status status = AIRLOCK_OK;
  if (is_native(layout) && count == variant->field_count) {
    return native_aggregate(types, layout, members, count);
  }
  status = airlock_type_layout(types->machine, &result, layout->name, layout->size, layout->align,
                               members, count);
  return status == AIRLOCK_OK ? result : NULL;
}

// The whole value when one variant is there; of an untagged one its fields contain the tag.
static bool native_variant(mir_types *types, airlock_variant *out_variant, const mir_layout *layout,
                           size_t index, airlock_field tag) {
  const mir_layout_variant *variant = &layout->variants[index];
  *out_variant = (airlock_variant){.name = variant->name,
                                   .tag = {(uint64_t)variant->tag, (uint64_t)(variant->tag >> 64)}};
  if (variant->is_uninhabited) {
    return true;
  }
  size_t count = 0;
  if (index == layout->untagged_variant) {
    tag.type = NULL;
  }
  airlock_field *members = native_members(types, layout, variant, tag, &count);
  return members != NULL &&
         airlock_type_layout(types->machine, &out_variant->type, layout->name, layout->size,
                             layout->align, members, count) == AIRLOCK_OK;
}

static const airlock_type *native_variants(mir_types *types, const mir_layout *layout) {
  airlock_kind kind = layout->tag_layout->kind;
  // Where a pointer's niche holds the tag of another variant, these bytes are no pointer.
  airlock_field number = {"<enum-tag>", layout->tag_offset, NULL};
  airlock_field tag = number;
  tag.type = airlock_type_scalar(types->machine, kind);
  number.type = airlock_type_scalar(types->machine, kind == AIRLOCK_POINTER ? AIRLOCK_USIZE : kind);
  airlock_variant *variants =
      mir_arena_alloc(types->arena, layout->variant_count, sizeof *variants);
  if (variants == NULL) {
    return NULL;
  }
  size_t count = 0;
  size_t untagged = AIRLOCK_NO_VARIANT;
  for (size_t i = 0; i < layout->variant_count; i++) {
    if (i != layout->untagged_variant && !mir_layout_is_tagged(layout, i)) {
      continue;
    }
    if (i == layout->untagged_variant) {
      untagged = count;
    }
    if (!native_variant(types, &variants[count], layout, i, number)) {
      return NULL;
    }
    count++;
  }
  const airlock_type *result = NULL;
  return airlock_type_variants(types->machine, &result, layout->name, layout->size, layout->align,
                               &tag, variants, count, untagged) == AIRLOCK_OK
             ? result
             : NULL;
}

// The pointer of a reference to elements that are counted behind it, in memory.
static bool native_slice_pointer(mir_types *types, const airlock_type **io_type,
                                 const mir_layout *layout) {
  const mir_layout *target =
      layout->shape == MIR_SHAPE_POINTER && layout->is_reference && layout->pointee != NULL
          ? mir_layout_of(types, layout->pointee)
          : NULL;
  if (target == NULL || target->class != MIR_CLASS_UNSIZED || target->element == NULL) {
    return true;
  }
  airlock_pointer_rules rules = {.name = layout->name,
                                 .kind = AIRLOCK_POINTER,
                                 .dereferenceable = true,
                                 .target_size = target->element->size,
                                 .target_align = target->align,
                                 .counted = true};
  return airlock_type_pointer(types->machine, io_type, &rules) == AIRLOCK_OK;
}

// The second half of a pointer to a `dyn`, in memory.
static bool native_vtable_pointer(mir_types *types, const airlock_type **io_type,
                                  const mir_layout *layout) {
  const mir_layout *target = layout->shape == MIR_SHAPE_POINTER && layout->pointee != NULL
                                 ? mir_layout_of(types, layout->pointee)
                                 : NULL;
  if (target == NULL || target->shape != MIR_SHAPE_DYN) {
    return true;
  }
  airlock_pointer_rules rules = {.name = layout->name, .kind = AIRLOCK_POINTER, .vtable = true};
  return airlock_type_pointer(types->machine, io_type, &rules) == AIRLOCK_OK;
}

static const airlock_type *native_pair(mir_types *types, const mir_layout *layout) {
  airlock_field fields[2];
  for (size_t i = 0; i < 2; i++) {
    fields[i].name = NULL;
    fields[i].offset = layout->half_offsets[i];
    fields[i].type = mir_layout_native(types, layout->halves[i]);
    if (fields[i].type == NULL) {
      return NULL;
    }
  }
  if (!native_slice_pointer(types, &fields[0].type, layout) ||
      !native_vtable_pointer(types, &fields[1].type, layout)) {
    return NULL;
  }
  const airlock_type *result = NULL;
  return airlock_type_layout(types->machine, &result, layout->name, layout->size, layout->align,
                             fields, 2) == AIRLOCK_OK
             ? result
             : NULL;
}

static const airlock_type *native_memory(mir_types *types, const mir_layout *layout) {
  const airlock_type *result = NULL;
  airlock_status status = AIRLOCK_OK;
  if (layout->shape == MIR_SHAPE_ARRAY && layout->size != 0) {
    const airlock_type *element = mir_layout_native(types, layout->element);
    if (element == NULL) {
      return NULL;
    }
    status = airlock_type_array(types->machine, &result, element, layout->count);
  } else if (layout->shape == MIR_SHAPE_STRUCT && layout->size != 0) {
    return native_struct(types, layout);
  } else if (layout->shape == MIR_SHAPE_UNION && layout->size != 0 && is_native(layout)) {
    return native_union(types, layout);
  } else if (layout->shape == MIR_SHAPE_ENUM && layout->size != 0) {
    return layout->tag == MIR_TAG_NONE ? native_struct(types, layout)
                                       : native_variants(types, layout);
  } else {
    status = airlock_type_raw(types->machine, &result, layout->name, layout->size, layout->align);
  }
  return status == AIRLOCK_OK ? result : NULL;
}

const airlock_type *mir_layout_native(mir_types *types, const mir_layout *layout) {
  if (layout->native == NULL) {
    const airlock_type *native = NULL;
    switch (layout->class) {
    case MIR_CLASS_SCALAR:
      native = native_scalar(types, layout);
      break;
    case MIR_CLASS_PAIR:
      native = native_pair(types, layout);
      break;
    default:
      native = native_memory(types, layout);
      break;
    }
    // A layout is complete once it can be asked for; only this part is filled in later.
    ((mir_layout *)(uintptr_t)layout)->native = native;
  }
  return layout->native;
}
