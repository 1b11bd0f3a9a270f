// SPDX-License-Identifier: MIT
//
// Whole values, part by part: read as by-value arguments, or made to fit their type after bytes
// have been copied in (the typed copy: validity, provenance of integers, padding).
#include "machine/foreign.h"
#include "machine/value.h"

#include <string.h>

// A walk over a value in memory.
struct walk {
  airlock_machine *machine;
  struct access start;      // Of the value.
  const airlock_type *type; // Of the whole value, for paths.
  uint8_t *bytes;           // value_read: where the value goes. value_check_image: the value.
  const uint8_t *image;     // value_write_native: where it comes from.
  airlock_status (*visit)(void *context, airlock_ptr pointer);
  void *context;
};

static struct access part_access(const struct walk *walk, uint64_t offset) {
  struct access access = walk->start;
  access.offset += offset;
  return access;
}

// The bytes of the whole value.
static const uint8_t *bytes_of(const struct walk *walk) {
  return walk->image != NULL ? walk->image : walk->start.allocation->base + walk->start.offset;
}

// What a pointer to counted elements must lead to is known from the count behind it. A count that
// is not initialised is found when it is looked at itself.
static airlock_status validate_counted(const struct walk *walk, airlock_scalar scalar,
                                       const airlock_type *part, uint64_t offset,
                                       const char *where) {
  uint64_t count;
  uint64_t count_offset = offset + part->size;
  const struct allocation *allocation = walk->start.allocation;
  uint64_t start = walk->start.offset + count_offset;
  if (walk->image == NULL && shadow_first_uninit(&allocation->shadow, allocation->size, start,
                                                 start + sizeof count) < start + sizeof count) {
    return AIRLOCK_OK;
  }
  memcpy(&count, bytes_of(walk) + count_offset, sizeof count);
  airlock_type all = *part;
  all.counted = false;
  if (__builtin_mul_overflow(count, part->target_size, &all.target_size) ||
      all.target_size > INT64_MAX) {
    machine_fail(walk->machine, AIRLOCK_UB_INVALID_VALUE,
                 "constructing invalid value of type %s: its length is larger than any object",
                 where);
    access_blame_program(walk->machine);
    return AIRLOCK_UB_INVALID_VALUE;
  }
  return value_validate(walk->machine, scalar, &all, where);
}

static airlock_status validate_scalar(const struct walk *walk, airlock_scalar scalar,
                                      const airlock_type *part, uint64_t offset) {
  char where[VALUE_WHERE_SIZE];
  (void)value_where(walk->type, bytes_of(walk), offset, where, sizeof where);
  return part->counted ? validate_counted(walk, scalar, part, offset, where)
                       : value_validate(walk->machine, scalar, part, where);
}

// Checks a part; *out_scalar is its value if it is a scalar.
static airlock_status check_part(const struct walk *walk, airlock_scalar *out_scalar,
                                 const airlock_type *part, uint64_t offset) {
  struct access access = part_access(walk, offset);
  const struct allocation *allocation = access.allocation;
  airlock_status status = value_require_init(walk->machine, &access, part, walk->type, offset);
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (part->class != TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  *out_scalar = value_read_scalar(allocation, access.offset, part->kind);
  if (!part->restricted) {
    return AIRLOCK_OK;
  }
  return validate_scalar(walk, *out_scalar, part, offset);
}

// The variant whose bits are in the tag, which may be those of none.
static airlock_status choose_variant(const struct walk *walk, const airlock_type **out_variant,
                                     const airlock_type *type, uint64_t offset) {
  const uint8_t *image = bytes_of(walk) + offset;
  const airlock_field *variant = type_find_variant(type, image);
  if (variant != NULL && variant->type != NULL) {
    *out_variant = variant->type;
    return AIRLOCK_OK;
  }
  char where[VALUE_WHERE_SIZE];
  (void)value_where(walk->type, bytes_of(walk), offset, where, sizeof where);
  const airlock_field *tag = &type->fields[0];
  airlock_scalar scalar =
      value_from_bytes(image + tag->offset, tag->type->kind, airlock_prov_none());
  return value_fail_bits(walk->machine, scalar, where,
                         variant == NULL ? "a valid enum tag"
                                         : "the tag of a variant that can be there");
}

// The same when nobody has looked at the tag's bytes yet.
static airlock_status check_variant(void *context, const airlock_type **out_variant,
                                    const airlock_type *type, uint64_t offset) {
  const struct walk *walk = context;
  const airlock_field *tag = &type->fields[0];
  struct access access = part_access(walk, offset + tag->offset);
  airlock_status status =
      value_require_init(walk->machine, &access, tag->type, walk->type, offset + tag->offset);
  return status == AIRLOCK_OK ? choose_variant(walk, out_variant, type, offset) : status;
}

static airlock_status known_variant(void *context, const airlock_type **out_variant,
                                    const airlock_type *type, uint64_t offset) {
  return choose_variant(context, out_variant, type, offset);
}

// Parts of any content are read byte by byte: what is not initialised is passed as zero, and each
// pointer of which a byte is there counts as passed. Wildcards there may just as well be integers
// that native code wrote, so they do not count.
static airlock_status read_any_content(const struct walk *walk, const airlock_type *part,
                                       uint64_t offset) {
  const struct allocation *allocation = walk->start.allocation;
  uint64_t start = walk->start.offset + offset;
  airlock_prov last = airlock_prov_none();
  for (uint64_t i = 0; i < part->size; i++) {
    airlock_byte byte = shadow_byte(&allocation->shadow, allocation->size, start + i);
    walk->bytes[offset + i] = byte.init ? allocation->base[start + i] : 0;
    bool is_new = byte.init && prov_is_concrete(byte.prov) && !prov_equal(byte.prov, last);
    if (is_new) {
      last = byte.prov;
      airlock_status status = walk->visit(walk->context, (airlock_ptr){byte.image, byte.prov});
      if (status != AIRLOCK_OK) {
        return status;
      }
    }
  }
  return AIRLOCK_OK;
}

// The bytes of a part's value, without those behind it in its own bytes.
static size_t part_image_size(const airlock_type *part) {
  return part->class == TYPE_SCALAR ? value_image_size(part->kind) : part->size;
}

static airlock_status read_part(void *context, const airlock_type *part, uint64_t offset) {
  const struct walk *walk = context;
  if (type_has_any_content(part)) {
    return read_any_content(walk, part, offset);
  }
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  airlock_status status = check_part(walk, &scalar, part, offset);
  if (status != AIRLOCK_OK) {
    return status;
  }
  size_t size = part_image_size(part);
  memcpy(walk->bytes + offset, walk->start.allocation->base + walk->start.offset + offset, size);
  memset(walk->bytes + offset + size, 0, part->size - size);
  bool is_pointer = part->class == TYPE_SCALAR && type_is_pointer(part);
  return is_pointer ? walk->visit(walk->context, scalar.as.ptr) : AIRLOCK_OK;
}

static airlock_status read_padding(void *context, uint64_t start, uint64_t end) {
  const struct walk *walk = context;
  memset(walk->bytes + start, 0, end - start);
  return AIRLOCK_OK;
}

airlock_status value_read(airlock_machine *machine, uint8_t *out_bytes, const struct access *access,
                          const airlock_type *type,
                          airlock_status (*visit)(void *context, airlock_ptr pointer),
                          void *context) {
  struct walk walk = {.machine = machine,
                      .start = *access,
                      .type = type,
                      .bytes = out_bytes,
                      .visit = visit,
                      .context = context};
  struct type_visitor visitor = {&walk, check_variant, read_part, read_padding};
  return type_walk(type, 0, &visitor);
}

// Makes [start, end) of the allocation plain or uninitialised.
static airlock_status mark(const struct walk *walk, uint64_t start, uint64_t end, bool init) {
  struct shadow_range range = machine_shadow(walk->machine, walk->start.allocation);
  if (!shadow_reserve(range, start, end, init)) {
    return machine_no_memory(walk->machine);
  }
  shadow_mark(range, start, end, init);
  return AIRLOCK_OK;
}

// Takes provenance from a part that may not carry it: from integers, and from pointers whose bytes
// do not agree on one.
static airlock_status retype_part(void *context, const airlock_type *part, uint64_t offset) {
  const struct walk *walk = context;
  if (type_has_any_content(part)) {
    return AIRLOCK_OK;
  }
  const struct allocation *allocation = walk->start.allocation;
  uint64_t start = walk->start.offset + offset;
  bool keeps_provenance =
      part->class == TYPE_SCALAR && type_is_pointer(part) &&
      !prov_is_none(shadow_pointer(&allocation->shadow, allocation->size, start));
  if (keeps_provenance ||
      shadow_is_plain(&allocation->shadow, allocation->size, start, start + part->size)) {
    return AIRLOCK_OK;
  }
  return mark(walk, start, start + part->size, true);
}

static airlock_status retype_padding(void *context, uint64_t start, uint64_t end) {
  const struct walk *walk = context;
  return mark(walk, walk->start.offset + start, walk->start.offset + end, false);
}

static airlock_status validate_part(void *context, const airlock_type *part, uint64_t offset) {
  airlock_scalar scalar = {.kind = AIRLOCK_UNINIT};
  return type_has_any_content(part) ? AIRLOCK_OK : check_part(context, &scalar, part, offset);
}

static airlock_status ignore_padding(void *context, uint64_t start, uint64_t end) {
  (void)context;
  (void)start;
  (void)end;
  return AIRLOCK_OK;
}

airlock_status value_check(airlock_machine *machine, const struct access *access,
                           const airlock_type *type) {
  struct walk walk = {.machine = machine, .start = *access, .type = type};
  struct type_visitor visitor = {&walk, check_variant, validate_part, ignore_padding};
  return type_walk(type, 0, &visitor);
}

airlock_status value_retype(airlock_machine *machine, const struct access *access,
                            const airlock_type *type) {
  struct walk walk = {.machine = machine, .start = *access, .type = type};
  struct type_visitor visitor = {&walk, known_variant, retype_part, retype_padding};
  return type_walk(type, 0, &visitor);
}

// Makes the eight bytes at an offset of the allocation a wildcard pointer.
static airlock_status mark_wildcard(const struct walk *walk, uint64_t offset) {
  struct shadow_range range = machine_shadow(walk->machine, walk->start.allocation);
  if (!shadow_reserve_store(range, offset, airlock_prov_wildcard())) {
    return machine_no_memory(walk->machine);
  }
  shadow_store(range, offset, airlock_prov_wildcard(), 0);
  return AIRLOCK_OK;
}

// Any eight bytes of a part of any content may be a pointer.
static airlock_status mark_any_content(const struct walk *walk, uint64_t start, uint64_t size) {
  if (size < 8) {
    return mark(walk, start, start + size, true);
  }
  airlock_status status = AIRLOCK_OK;
  for (uint64_t done = 0; done < size && status == AIRLOCK_OK; done += 8) {
    status = mark_wildcard(walk, start + (done + 8 <= size ? done : size - 8));
  }
  return status;
}

// Validates a scalar part of an image.
static airlock_status check_image_scalar(const struct walk *walk, const airlock_type *part,
                                         uint64_t offset) {
  if (!part->restricted) {
    return AIRLOCK_OK;
  }
  airlock_scalar scalar =
      value_from_bytes(walk->image + offset, part->kind, airlock_prov_wildcard());
  return validate_scalar(walk, scalar, part, offset);
}

static airlock_status clean_part(void *context, const airlock_type *part, uint64_t offset) {
  const struct walk *walk = context;
  size_t size = part_image_size(part);
  memset(walk->bytes + offset + size, 0, part->size - size);
  if (part->class != TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  airlock_status status = check_image_scalar(walk, part, offset);
  if (status != AIRLOCK_OK || !type_is_pointer(part)) {
    return status;
  }
  airlock_scalar scalar =
      value_from_bytes(walk->bytes + offset, part->kind, airlock_prov_wildcard());
  return walk->visit(walk->context, scalar.as.ptr);
}

airlock_status value_check_image(airlock_machine *machine, uint8_t *io_bytes,
                                 const airlock_type *type,
                                 airlock_status (*visit)(void *context, airlock_ptr pointer),
                                 void *context) {
  struct walk walk = {.machine = machine,
                      .type = type,
                      .bytes = io_bytes,
                      .image = io_bytes,
                      .visit = visit,
                      .context = context};
  struct type_visitor visitor = {&walk, known_variant, clean_part, read_padding};
  return type_walk(type, 0, &visitor);
}

static airlock_status write_part(void *context, const airlock_type *part, uint64_t offset) {
  const struct walk *walk = context;
  struct access access = part_access(walk, offset);
  struct allocation *allocation = access.allocation;
  airlock_status status = AIRLOCK_OK;
  if (part->class == TYPE_SCALAR) {
    status = check_image_scalar(walk, part, offset);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  if (part->class == TYPE_SCALAR && type_is_pointer(part)) {
    status = mark_wildcard(walk, access.offset);
  } else if (type_has_any_content(part)) {
    status = mark_any_content(walk, access.offset, part->size);
  } else {
    status = mark(walk, access.offset, access.offset + part->size, true);
  }
  if (status != AIRLOCK_OK) {
    return status;
  }
  size_t size = part_image_size(part);
  memcpy(allocation->base + access.offset, walk->image + offset, size);
  memset(allocation->base + access.offset + size, 0, part->size - size);
  return AIRLOCK_OK;
}

airlock_status value_write_native(airlock_machine *machine, airlock_ptr pointer,
                                  const airlock_type *type, const uint8_t *bytes) {
  struct walk walk = {.machine = machine, .type = type, .image = bytes};
  airlock_status status =
      access_begin(machine, &walk.start, pointer, type->size, type->align, AIRLOCK_WRITE);
  if (status != AIRLOCK_OK || type->size == 0) {
    return status;
  }
  struct type_visitor visitor = {&walk, known_variant, write_part, retype_padding};
  status = type_walk(type, 0, &visitor);
  return status == AIRLOCK_OK ? foreign_end(machine, &walk.start) : status;
}
