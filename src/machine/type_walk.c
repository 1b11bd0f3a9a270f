// SPDX-License-Identifier: MIT
//
// Walking over the parts of a type. Depth is bounded by the nesting of types, which their makers
// bound: a type exists only after its parts do.
#include "machine/type.h"

#include <stdio.h>
#include <string.h>

static airlock_status walk_padding(const struct type_visitor *visitor, uint64_t start,
                                   uint64_t end) {
  return start < end ? visitor->padding(visitor->context, start, end) : AIRLOCK_OK;
}

static airlock_status walk_fields(const airlock_type *type, uint64_t offset,
                                  const struct type_visitor *visitor) {
  uint64_t end = offset;
  for (size_t i = 0; i < type->num_fields; i++) {
    const airlock_field *field = &type->fields[i];
    airlock_status status = walk_padding(visitor, end, offset + field->offset);
    if (status == AIRLOCK_OK) {
      status = type_walk(field->type, offset + field->offset, visitor);
    }
    if (status != AIRLOCK_OK) {
      return status;
    }
    end = offset + field->offset + field->type->size;
  }
  return walk_padding(visitor, end, offset + type->size);
}

airlock_status type_walk(const airlock_type *type, uint64_t offset,
                         const struct type_visitor *visitor) {
  if (type->size == 0) {
    return AIRLOCK_OK;
  }
  if (type->plain || type->class == TYPE_SCALAR || type_has_any_content(type)) {
    return visitor->leaf(visitor->context, type, offset);
  }
  airlock_status status = AIRLOCK_OK;
  if (type->class == TYPE_VARIANTS) {
    const airlock_type *variant = NULL;
    status = visitor->choose(visitor->context, &variant, type, offset);
    return status == AIRLOCK_OK ? type_walk(variant, offset, visitor) : status;
  }
  if (type->class != TYPE_ARRAY) {
    return walk_fields(type, offset, visitor);
  }
  for (uint64_t i = 0; i < type->count && status == AIRLOCK_OK; i++) {
    status = type_walk(type->element, offset + i * type->element->size, visitor);
  }
  return status;
}

// Appends the name of the part of `type` that contains *io_offset, which becomes relative to it,
// and returns the part; NULL when there is none.
static const airlock_type *descend(const airlock_type *type, const uint8_t *image,
                                   uint64_t *io_offset, char *out_part, size_t size) {
  if (type->class == TYPE_VARIANTS) {
    const airlock_field *variant = type_find_variant(type, image);
    if (variant == NULL || variant->type == NULL) {
      (void)snprintf(out_part, size, ".<enum-tag>");
      return NULL;
    }
    (void)snprintf(out_part, size, ".<enum-variant(%s)>", variant->name);
    return variant->type;
  }
  if (type->class == TYPE_ARRAY && type->element->size > 0) {
    (void)snprintf(out_part, size, "[%llu]",
                   (unsigned long long)(*io_offset / type->element->size));
    *io_offset %= type->element->size;
    return type->element;
  }
  for (size_t i = 0; i < type->num_fields; i++) {
    const airlock_field *field = &type->fields[i];
    if (*io_offset >= field->offset && *io_offset - field->offset < field->type->size) {
      *io_offset -= field->offset;
      if (field->name != NULL) {
        (void)snprintf(out_part, size, ".%s", field->name);
      } else {
        (void)snprintf(out_part, size, ".%zu", i);
      }
      return field->type;
    }
  }
  return NULL;
}

const airlock_type *type_path_format(const airlock_type *type, const uint8_t *image,
                                     uint64_t offset, char *out_buffer, size_t size) {
  out_buffer[0] = '\0';
  size_t used = 0;
  uint64_t end = offset;
  while (type->class != TYPE_SCALAR && type->class != TYPE_UNION && used + 1 < size) {
    const airlock_type *part =
        descend(type, image + (end - offset), &offset, out_buffer + used, size - used);
    if (part == NULL) {
      break;
    }
    type = part;
    used += strlen(out_buffer + used);
  }
  return type;
}
