// SPDX-License-Identifier: MIT
//
// From layouts to the machine's own types, on first need. See mir_layout_native.
#include <stdint.h>
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
  for (size_t i = 0; i < layout->variant_count; i++) {
    values[i] = airlock_int(layout->kind, layout->variants[i].discriminant).as.bits[0];
  }
  const airlock_type *type = NULL;
  return airlock_type_enum(types->machine, &type, layout->name, layout->kind, values,
                           layout->variant_count) == AIRLOCK_OK
             ? type
             : NULL;
}

// Structs around one scalar keep the rules of what they hold, but speak with their own name.
static const airlock_type *native_scalar(mir_types *types, const mir_layout *layout) {
  if (layout->kind == AIRLOCK_POINTER || layout->kind == AIRLOCK_FUNCTION) {
    return native_pointer(types, layout);
  }
  if (layout->is_fieldless_enum) {
    return native_enum(types, layout);
  }
  if (layout->shape == MIR_SHAPE_STRUCT || layout->shape == MIR_SHAPE_ENUM) {
    const mir_layout_variant *variant = &layout->variants[0];
    for (size_t i = 0; i < variant->field_count; i++) {
      if (variant->fields[i].layout->class == MIR_CLASS_SCALAR) {
        return mir_layout_native(types, variant->fields[i].layout);
      }
    }
  }
  return airlock_type_scalar(types->machine, layout->kind);
}

static const airlock_type *native_struct(mir_types *types, const mir_layout *layout) {
  const mir_layout_variant *variant = &layout->variants[0];
  airlock_field *fields = mir_arena_alloc(types->arena, variant->field_count, sizeof *fields);
  if (fields == NULL) {
    return NULL;
  }
  size_t count = 0;
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout *field = variant->fields[i].layout;
    if (field->size == 0) {
      continue;
    }
    const airlock_type *type = mir_layout_native(types, field);
    if (type != NULL && layout->packed != 0) {
      if (airlock_type_packed(types->machine, &type, type, layout->packed) != AIRLOCK_OK) {
        return NULL;
      }
    }
    if (type == NULL) {
      return NULL;
    }
    fields[count] = (airlock_field){variant->fields[i].name, variant->fields[i].offset, type};
    count++;
  }
  const airlock_type *result = NULL;
  airlock_status status = AIRLOCK_OK;
  bool is_plain = layout->is_native_struct && layout->packed == 0 && layout->item != NULL &&
                  layout->item->repr.align == 0 && count == variant->field_count;
  if (is_plain) {
    status = airlock_type_struct(types->machine, &result, layout->name, fields, count);
  } else {
    status = airlock_type_layout(types->machine, &result, layout->name, layout->size, layout->align,
                                 fields, count);
  }
  return status == AIRLOCK_OK ? result : NULL;
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
  const airlock_type *result = NULL;
  return airlock_type_layout(types->machine, &result, layout->name, layout->size, layout->align,
                             fields, 2) == AIRLOCK_OK
             ? result
             : NULL;
}

// The tag of an enum with data: an integer that must be some variant's. What lies beside it depends
// on the variant, and is bytes.
static const airlock_type *native_tagged(mir_types *types, const mir_layout *layout) {
  uint64_t *values = mir_arena_alloc(types->arena, layout->variant_count, sizeof *values);
  if (values == NULL) {
    return NULL;
  }
  airlock_kind kind = layout->tag_layout->kind;
  for (size_t i = 0; i < layout->variant_count; i++) {
    values[i] = airlock_int(kind, layout->variants[i].discriminant).as.bits[0];
  }
  airlock_field fields[2] = {{"<enum-tag>", 0, NULL}, {NULL, layout->tag_layout->size, NULL}};
  const airlock_type *result = NULL;
  if (airlock_type_enum(types->machine, &fields[0].type, layout->name, kind, values,
                        layout->variant_count) != AIRLOCK_OK ||
      airlock_type_raw(types->machine, &fields[1].type, layout->name,
                       layout->size - fields[1].offset, 1) != AIRLOCK_OK ||
      airlock_type_layout(types->machine, &result, layout->name, layout->size, layout->align,
                          fields, 2) != AIRLOCK_OK) {
    return NULL;
  }
  return result;
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
  } else if (layout->shape == MIR_SHAPE_ENUM && layout->tag == MIR_TAG_VALUE &&
             layout->size > layout->tag_layout->size) {
    return native_tagged(types, layout);
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
