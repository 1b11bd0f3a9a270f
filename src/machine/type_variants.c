// SPDX-License-Identifier: MIT
//
// Types with variants: a tag, and for each of its values a description of the whole value. The tag
// is field 0 of the type, the variants are the others; their tags' bits are its values.
#include "machine/type.h"

#include <string.h>

static bool is_tag(const airlock_field *tag, uint64_t size) {
  const airlock_type *type = tag->type;
  bool is_number =
      type->class == TYPE_SCALAR && type->values == NULL &&
      ((type->kind >= AIRLOCK_I8 && type->kind <= AIRLOCK_USIZE) || type->kind == AIRLOCK_POINTER);
  return is_number && type->size <= size && tag->offset <= size - type->size;
}

static airlock_status check_variants(airlock_machine *machine, const char *name, uint64_t size,
                                     uint64_t align, const airlock_field *tag,
                                     const airlock_variant *variants, size_t num_variants) {
  if (!type_is_alignment(align) || !is_tag(tag, size)) {
    return machine_fail(
        machine, AIRLOCK_USAGE_ARGUMENT,
        "the tag of type %s is no integer or pointer inside of it, or its alignment "
        "%llu is no power of two",
        name, (unsigned long long)align);
  }
  for (size_t i = 0; i < num_variants; i++) {
    const airlock_type *type = variants[i].type;
    if (type != NULL && type->size != size) {
      return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                          "variant %zu of type %s has %llu bytes, and the type has %llu", i, name,
                          (unsigned long long)type->size, (unsigned long long)size);
    }
  }
  return AIRLOCK_OK;
}

static size_t first_tagged(const airlock_type *type) {
  return type->untagged == 0 ? 1 : 0;
}

// The variant that has the tag if tags are indices and a constant.
static uint64_t guess_variant(const airlock_type *type, uint64_t low_bits) {
  size_t first = first_tagged(type);
  return first + (low_bits - type->values[2 * first]);
}

static bool is_sequential(const airlock_type *type) {
  for (size_t i = first_tagged(type); i + 1 < type->num_fields; i++) {
    if (i != type->untagged && guess_variant(type, type->values[2 * i]) != i) {
      return false;
    }
  }
  return true;
}

airlock_status airlock_type_variants(airlock_machine *machine, const airlock_type **out_type,
                                     const char *name, uint64_t size, uint64_t align,
                                     const airlock_field *tag, const airlock_variant *variants,
                                     size_t num_variants, size_t untagged) {
  airlock_status status = check_variants(machine, name, size, align, tag, variants, num_variants);
  if (status != AIRLOCK_OK) {
    return status;
  }
  airlock_field *fields = host_allocate_zeroed(&machine->host, num_variants + 1, sizeof *fields);
  uint64_t *tags = host_allocate_zeroed(&machine->host, 2 * num_variants + 1, sizeof *tags);
  if (fields == NULL || tags == NULL) {
    status = machine_no_memory(machine);
    goto cleanup;
  }
  fields[0] = *tag;
  for (size_t i = 0; i < num_variants; i++) {
    fields[i + 1] = (airlock_field){variants[i].name, 0, variants[i].type};
    tags[2 * i] = variants[i].tag[0];
    tags[2 * i + 1] = variants[i].tag[1];
  }
  airlock_type draft = {.class = TYPE_VARIANTS,
                        .name = name,
                        .size = size,
                        .align = align,
                        .fields = fields,
                        .num_fields = num_variants + 1,
                        .values = tags,
                        .num_values = 2 * num_variants,
                        .untagged = untagged};
  draft.sequential = is_sequential(&draft);
  status = type_intern(machine, out_type, &draft);
cleanup:
  host_release(&machine->host, fields, (num_variants + 1) * sizeof *fields);
  host_release(&machine->host, tags, (2 * num_variants + 1) * sizeof *tags);
  return status;
}

static bool has_tag(const airlock_type *type, size_t variant, const uint64_t *bits) {
  return variant != type->untagged && type->values[2 * variant] == bits[0] &&
         type->values[2 * variant + 1] == bits[1];
}

const airlock_field *type_find_variant(const airlock_type *type, const uint8_t *image) {
  const airlock_field *tag = &type->fields[0];
  size_t count = type->num_fields - 1;
  uint64_t bits[2] = {0, 0};
  memcpy(bits, image + tag->offset, tag->type->size); // Little-endian hosts.
  if (type->sequential && count > first_tagged(type)) {
    uint64_t guess = guess_variant(type, bits[0]);
    if (guess < count && has_tag(type, guess, bits)) {
      return &type->fields[guess + 1];
    }
    count = 0;
  }
  for (size_t i = 0; i < count; i++) {
    if (has_tag(type, i, bits)) {
      return &type->fields[i + 1];
    }
  }
  return type->untagged == AIRLOCK_NO_VARIANT ? NULL : &type->fields[type->untagged + 1];
}
