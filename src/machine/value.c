// SPDX-License-Identifier: MIT
//
// Validity of scalars (Rust reference, "Behavior considered undefined": producing an invalid
// value), and the bytes they are made of. Texts follow Miri's.
#include "machine/value.h"
#include "machine/quick.h"

#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

airlock_status airlock_expect(airlock_machine *machine, airlock_scalar scalar, airlock_kind kind) {
  if (scalar.kind == kind) {
    return AIRLOCK_OK;
  }
  if (scalar.kind == AIRLOCK_UNINIT) {
    machine_fail(machine, AIRLOCK_UB_UNINITIALIZED,
                 "using uninitialized data, but this operation requires an initialized %s",
                 airlock_kind_name(kind));
    access_blame_program(machine);
    return AIRLOCK_UB_UNINITIALIZED;
  }
  return machine_fail(machine, AIRLOCK_USAGE_KIND, "expected a value of kind %s, but got one of %s",
                      airlock_kind_name(kind), airlock_kind_name(scalar.kind));
}

size_t value_image_size(airlock_kind kind) {
  bool is_x87 = kind == AIRLOCK_LONG_DOUBLE && LDBL_MANT_DIG == 64;
  return is_x87 ? 10 : airlock_kind_size(kind);
}

airlock_scalar value_from_bytes(const uint8_t *bytes, airlock_kind kind, airlock_prov prov) {
  airlock_scalar scalar = {.kind = kind};
  if (kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION) {
    memcpy(&scalar.as.ptr.address, bytes, sizeof scalar.as.ptr.address);
    scalar.as.ptr.prov = prov;
    return scalar;
  }
  memcpy(scalar.as.bits, bytes, value_image_size(kind)); // Little-endian hosts.
  return scalar;
}

void value_to_bytes(uint8_t *out_bytes, airlock_scalar scalar) {
  memcpy(out_bytes, scalar.as.bits, airlock_kind_size(scalar.kind));
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bits[0] is the low end of the image");
_Static_assert(sizeof(airlock_scalar) == 32, "scalars are passed by value");

airlock_scalar value_read_scalar(const struct allocation *allocation, uint64_t offset,
                                 airlock_kind kind) {
  bool pointer = kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION;
  airlock_prov prov =
      pointer ? shadow_pointer(&allocation->shadow, allocation->size, offset) : airlock_prov_none();
  return value_from_bytes(allocation->base + offset, kind, prov);
}

// "constructing invalid value of type T at .path: encountered ..."
#define INVALID "constructing invalid value of type %s: encountered "

static airlock_status blamed(airlock_machine *machine, airlock_status status) {
  access_blame_program(machine);
  return status;
}

airlock_status value_fail_bits(airlock_machine *machine, airlock_scalar scalar, const char *where,
                               const char *expected) {
  size_t size = airlock_kind_size(scalar.kind);
  char text[36];
  if (size == 16) {
    (void)snprintf(text, sizeof text, "0x%016" PRIx64 "%016" PRIx64, scalar.as.bits[1],
                   scalar.as.bits[0]);
  } else {
    (void)snprintf(text, sizeof text, "0x%0*" PRIx64, (int)(2 * size), scalar.as.bits[0]);
  }
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "%s, but expected %s", where, text,
               expected);
  return blamed(machine, AIRLOCK_UB_INVALID_VALUE);
}

static bool is_at_most(const uint64_t *left, const uint64_t *right) {
  return left[1] != right[1] ? left[1] < right[1] : left[0] <= right[0];
}

// All bits of a number of `size` bytes are set.
static bool is_greatest(const uint64_t *bits, uint64_t size) {
  return size == 16 ? (bits[0] & bits[1]) == UINT64_MAX : bits[0] == UINT64_MAX >> (64 - 8 * size);
}

static airlock_status validate_range(airlock_machine *machine, airlock_scalar scalar,
                                     const airlock_type *type, const char *where) {
  const uint64_t *first = &type->values[0];
  const uint64_t *last = &type->values[2];
  bool is_behind_first = is_at_most(first, scalar.as.bits);
  bool is_before_last = is_at_most(scalar.as.bits, last);
  bool goes_around = !is_at_most(first, last);
  if (goes_around ? is_behind_first || is_before_last : is_behind_first && is_before_last) {
    return AIRLOCK_OK;
  }
  char expected[160];
  if (goes_around) {
    (void)snprintf(expected, sizeof expected,
                   "something less or equal to %" PRIu64 ", or greater or equal to %" PRIu64,
                   last[0], first[0]);
  } else if (is_greatest(last, type->size)) {
    (void)snprintf(expected, sizeof expected, "something greater or equal to %" PRIu64, first[0]);
  } else {
    (void)snprintf(expected, sizeof expected, "something in the range %" PRIu64 "..=%" PRIu64,
                   first[0], last[0]);
  }
  return value_fail_bits(machine, scalar, where, expected);
}

static const char *pointer_noun(const airlock_type *type) {
  if (type->kind == AIRLOCK_FUNCTION) {
    return "function pointer";
  }
  static const char option[] = "Option<";
  bool optional = strncmp(type->name, option, sizeof option - 1) == 0;
  const char *name = type->name + (optional ? sizeof option - 1 : 0);
  if (name[0] == '&') {
    return "reference";
  }
  return strstr(name, "Box<") != NULL ? "box" : "pointer";
}

static airlock_status fail_null(airlock_machine *machine, const airlock_type *type,
                                const char *where) {
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "a null %s", where, pointer_noun(type));
  return blamed(machine, AIRLOCK_UB_INVALID_VALUE);
}

// `status` is why the pointer resolves to nothing.
static airlock_status fail_dangling(airlock_machine *machine, airlock_status status,
                                    airlock_ptr pointer, const airlock_type *type,
                                    const char *where) {
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "a dangling %s (%s %s)", where,
               pointer_noun(type), pointer_format(machine, pointer).text,
               status == AIRLOCK_UB_USE_AFTER_FREE ? "has been freed" : "has no provenance");
  (void)access_explain(machine, status, pointer);
  return AIRLOCK_UB_INVALID_VALUE;
}

static airlock_status fail_bounds(airlock_machine *machine, const struct access *access,
                                  airlock_ptr pointer, const airlock_type *type,
                                  const char *where) {
  const struct allocation *allocation = access->allocation;
  pointer.prov.alloc = machine_id_of(allocation, access->slot);
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE,
               INVALID "a dangling %s (it needs %" PRIu64 " byte%s, but %s %s)", where,
               pointer_noun(type), type->target_size, type->target_size == 1 ? "" : "s",
               pointer_format(machine, pointer).text,
               access_bounds_text(access->offset, allocation->size).text);
  airlock_report *facts = &machine->report.facts;
  facts->range_start = facts->bad_start = access->offset;
  facts->range_end = facts->bad_end = access->offset + type->target_size;
  (void)blamed(machine, AIRLOCK_UB_INVALID_VALUE);
  access_note_allocation(machine, allocation, access->slot);
  return AIRLOCK_UB_INVALID_VALUE;
}

// Non-null, aligned, and target_size bytes of live data behind it. Memory that native code owns is
// given the benefit of the doubt: using it is refused later, if it is used.
static airlock_status validate_reference(airlock_machine *machine, airlock_ptr pointer,
                                         const airlock_type *type, const char *where) {
  if ((pointer.address & (type->target_align - 1)) != 0) {
    machine_fail(machine, AIRLOCK_UB_INVALID_VALUE,
                 INVALID "an unaligned %s (required %" PRIu64 " byte alignment but found %" PRIu64
                         ")",
                 where, pointer_noun(type), type->target_align, pointer.address & -pointer.address);
    report_note(&machine->report, AIRLOCK_NOTE, 0, "the pointer is %s",
                pointer_format(machine, pointer).text);
    return blamed(machine, AIRLOCK_UB_INVALID_VALUE);
  }
  if (type->uninhabited) {
    machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "a %s to a type that has no values",
                 where, pointer_noun(type));
    return blamed(machine, AIRLOCK_UB_INVALID_VALUE);
  }
  if (type->target_size == 0 || type->counted) {
    return AIRLOCK_OK;
  }
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, type->target_size);
  if (status == AIRLOCK_FOREIGN_UNCHECKED) {
    return AIRLOCK_OK;
  }
  if (status != AIRLOCK_OK) {
    return fail_dangling(machine, status, access_name_freed(machine, pointer), type, where);
  }
  const struct allocation *allocation = access.allocation;
  bool fits = type->target_size <= allocation->size &&
              access.offset <= allocation->size - type->target_size;
  if (fits) {
    return AIRLOCK_OK;
  }
  return fail_bounds(machine, &access, pointer, type, where);
}

static airlock_status validate_vtable(airlock_machine *machine, airlock_ptr pointer,
                                      const char *where) {
  struct access access;
  airlock_status status = access_resolve(machine, &access, pointer, 1);
  if (status == AIRLOCK_OK && access.offset == 0 && access.allocation->kind == AIRLOCK_VTABLE) {
    return AIRLOCK_OK;
  }
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "%s, but expected a vtable pointer",
               where, pointer_format(machine, pointer).text);
  (void)blamed(machine, AIRLOCK_UB_INVALID_VALUE);
  if (status == AIRLOCK_OK) {
    access_note_allocation(machine, access.allocation, access.slot);
  }
  return AIRLOCK_UB_INVALID_VALUE;
}

// Of a function pointer only null is invalid; where it leads matters when it is called.
static airlock_status validate_pointer(airlock_machine *machine, airlock_ptr pointer,
                                       const airlock_type *type, const char *where) {
  if (pointer.address == 0) {
    return type->nullable ? AIRLOCK_OK : fail_null(machine, type, where);
  }
  if (type->vtable) {
    return validate_vtable(machine, pointer, where);
  }
  return type->dereferenceable ? validate_reference(machine, pointer, type, where) : AIRLOCK_OK;
}

static bool is_enum_value(const airlock_type *type, uint64_t bits) {
  size_t first = 0;
  size_t count = type->num_values;
  while (count > 0) { // Where the first value that is not less would be.
    size_t half = count / 2;
    bool is_less = type->values[first + half] < bits;
    first = is_less ? first + half + 1 : first;
    count = is_less ? count - half - 1 : half;
  }
  return first < type->num_values && type->values[first] == bits;
}

airlock_status value_validate(airlock_machine *machine, airlock_scalar scalar,
                              const airlock_type *type, const char *where) {
  if (!type->restricted) {
    return AIRLOCK_OK;
  }
  uint64_t bits = scalar.as.bits[0];
  if (type_is_pointer(type)) {
    return validate_pointer(machine, scalar.as.ptr, type, where);
  }
  if (type->ranged) {
    return validate_range(machine, scalar, type, where);
  }
  if (type->values != NULL) {
    return is_enum_value(type, bits) ? AIRLOCK_OK
                                     : value_fail_bits(machine, scalar, where, "a valid enum tag");
  }
  if (type->kind == AIRLOCK_BOOL) {
    return bits <= 1 ? AIRLOCK_OK : value_fail_bits(machine, scalar, where, "a boolean");
  }
  bool is_char = bits <= 0x10ffff && !(bits >= 0xd800 && bits <= 0xdfff);
  return is_char ? AIRLOCK_OK
                 : value_fail_bits(machine, scalar, where,
                                   "a valid unicode scalar value (in `0..=0x10FFFF` but not in "
                                   "`0xD800..=0xDFFF`)");
}

static const char *expected_of(const airlock_type *type) {
  if (type_is_pointer(type)) {
    return "a pointer";
  }
  switch (type->kind) {
  case AIRLOCK_F32:
  case AIRLOCK_F64:
  case AIRLOCK_LONG_DOUBLE:
    return "a float";
  case AIRLOCK_BOOL:
    return "a boolean";
  default:
    return "an integer";
  }
}

const airlock_type *value_where(const airlock_type *whole, const uint8_t *image, uint64_t offset,
                                char *out_buffer, size_t size) {
  char path[VALUE_WHERE_SIZE / 2];
  const airlock_type *leaf = type_path_format(whole, image, offset, path, sizeof path);
  (void)snprintf(out_buffer, size, "%s%s%s", whole->name, path[0] != '\0' ? " at " : "", path);
  return leaf;
}

airlock_status value_require_init(airlock_machine *machine, const struct access *access,
                                  const airlock_type *part, const airlock_type *whole,
                                  uint64_t offset) {
  struct allocation *allocation = access->allocation;
  uint64_t end = access->offset + part->size;
  uint64_t bad = shadow_first_uninit(&allocation->shadow, allocation->size, access->offset, end);
  if (bad == end) {
    return AIRLOCK_OK;
  }
  char where[VALUE_WHERE_SIZE];
  const airlock_type *leaf = value_where(whole, allocation->base + access->offset - offset,
                                         offset + (bad - access->offset), where, sizeof where);
  machine_fail(machine, AIRLOCK_UB_INVALID_VALUE, INVALID "uninitialized memory, but expected %s",
               where, expected_of(leaf));
  uint64_t bad_end = shadow_first_init(&allocation->shadow, allocation->size, bad, end);
  airlock_report *facts = &machine->report.facts;
  facts->range_start = access->offset;
  facts->range_end = end;
  facts->bad_start = bad;
  facts->bad_end = bad_end;
  (void)blamed(machine, AIRLOCK_UB_INVALID_VALUE);
  access_note_allocation(machine, allocation, access->slot);
  access_dump(machine, allocation, access->slot, bad, bad_end);
  return AIRLOCK_UB_INVALID_VALUE;
}

airlock_status value_require_scalar(airlock_machine *machine, const airlock_type *type) {
  if (type->class == TYPE_SCALAR) {
    return AIRLOCK_OK;
  }
  return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "type %s is not scalar", type->name);
}

// Whether the bits of a scalar that is no pointer fit its kind.
static bool is_in_range(airlock_scalar scalar) {
  uint8_t image[sizeof scalar.as.bits];
  memcpy(image, scalar.as.bits, sizeof image);
  for (size_t i = value_image_size(scalar.kind); i < sizeof image; i++) {
    if (image[i] != 0) {
      return false;
    }
  }
  return true;
}

static airlock_status require_range(airlock_machine *machine, airlock_scalar scalar) {
  bool is_pointer = scalar.kind == AIRLOCK_POINTER || scalar.kind == AIRLOCK_FUNCTION;
  if (is_pointer || is_in_range(scalar)) {
    return AIRLOCK_OK;
  }
  if (scalar.as.bits[1] != 0) {
    return machine_fail(machine, AIRLOCK_USAGE_RANGE,
                        "value 0x%" PRIx64 "%016" PRIx64 " does not fit kind %s", scalar.as.bits[1],
                        scalar.as.bits[0], airlock_kind_name(scalar.kind));
  }
  return machine_fail(machine, AIRLOCK_USAGE_RANGE, "value 0x%" PRIx64 " does not fit kind %s",
                      scalar.as.bits[0], airlock_kind_name(scalar.kind));
}

UNHURRIED airlock_status validate(airlock_machine *machine, airlock_scalar scalar,
                                  const airlock_type *type) {
  airlock_status status = value_require_scalar(machine, type);
  if (status == AIRLOCK_OK) {
    status = airlock_expect(machine, scalar, type->kind);
  }
  if (status == AIRLOCK_OK) {
    status = require_range(machine, scalar);
  }
  return status == AIRLOCK_OK ? value_validate(machine, scalar, type, type->name) : status;
}

airlock_status airlock_validate(airlock_machine *machine, airlock_scalar scalar,
                                const airlock_type *type) {
  bool is_quick = scalar.kind == type->kind && type->pace == PACE_REFERENCE &&
                  quick_is_reference(machine, scalar.as.ptr, type);
  return is_quick ? AIRLOCK_OK : validate(machine, scalar, type);
}
