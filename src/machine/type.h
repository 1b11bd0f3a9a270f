// SPDX-License-Identifier: MIT
//
// Floor 2. Types: size, alignment, what lies where, and which values are valid.
//
// Types are immutable and interned by their description, so equal types are the same pointer. They
// drive the typed copy and the validation of values here, and the classification of by-value
// arguments on floor 3.
#ifndef AIRLOCK_MACHINE_TYPE_H
#define AIRLOCK_MACHINE_TYPE_H

#include "machine/machine.h"

enum type_class {
  TYPE_SCALAR,
  TYPE_STRUCT,  // C layout; may be passed by value.
  TYPE_UNION,   // The same; any content.
  TYPE_COMPLEX, // Two floats; may be passed by value.
  TYPE_LAYOUT,  // The embedder's layout; memory only.
  TYPE_ARRAY,
  TYPE_RAW,      // Any content.
  TYPE_VARIANTS, // One of several layouts, as a tag says.
};

// How quickly values of a type are loaded and stored (machine/quick.h).
enum type_pace {
  PACE_SLOW,    // By the general functions. All others are scalars of at most eight bytes, aligned
                // to their size:
  PACE_PLAIN,   // any bits are valid,
  PACE_BOOL,    // 0 or 1,
  PACE_POINTER, // pointers that may lead anywhere,
  PACE_REFERENCE, // pointers to something, which must be there.
};

struct airlock_type {
  enum type_class class;
  airlock_kind kind; // SCALAR.
  uint64_t size;
  uint64_t align;
  enum type_pace pace;
  uint64_t bits;    // Unless SLOW: one for each byte.
  uint64_t largest; // Unless SLOW: of the valid values.
  const char *name;
  bool restricted; // SCALAR: not every initialised value is valid.
  bool plain;      // No padding (nor in a long double), no restriction, no pointers: a copy is one
                   // memcpy.
  bool nullable;   // Pointers: see airlock_pointer_rules.
  bool dereferenceable;
  bool counted;
  bool uninhabited;
  bool vtable;
  uint64_t target_size;
  uint64_t target_align;
  bool ranged; // SCALAR: `values` are low and high half of the first and last valid one.
  const uint64_t
      *values; // Fieldless enums: the valid ones, sorted. VARIANTS: of each the tag's two halves.
  size_t num_values;
  const airlock_field
      *fields; // STRUCT, UNION, COMPLEX, LAYOUT. VARIANTS: the tag, then all variants.
  size_t num_fields;
  bool sequential; // VARIANTS: the tag is the index and a constant.
  size_t untagged; // VARIANTS: the index of the variant without a tag, or AIRLOCK_NO_VARIANT.
  uint64_t pack;   // STRUCT, UNION: as airlock_aggregate has them.
  uint64_t min_align;
  const airlock_type *element; // ARRAY.
  uint64_t count;
  void *native; // Floor 3's description, made and released there; NULL until then.
  size_t key_size;
  UT_hash_handle hh; // Key: the description, behind this record.
};

bool type_init_scalars(airlock_machine *machine);
void type_release_all(airlock_machine *machine);

// type_intern gives the type that a draft describes, made if there was none. What the draft points
// to is copied.
airlock_status type_intern(airlock_machine *machine, const airlock_type **out_type,
                           const airlock_type *draft);

// type_format writes a type's text form (type_text.c), at most `size` bytes with the final NUL, and
// returns its whole length.
#define TYPE_TEXT_SIZE 512
size_t type_format(const airlock_type *type, char *out_buffer, size_t size);

// type_fail_alignment reports an alignment that is no power of two.
airlock_status type_fail_alignment(airlock_machine *machine, uint64_t align, const char *what);

static inline bool type_has_any_content(const airlock_type *type) {
  return type->class == TYPE_RAW || type->class == TYPE_UNION;
}

static inline bool type_is_pointer(const airlock_type *type) {
  return type->kind == AIRLOCK_POINTER || type->kind == AIRLOCK_FUNCTION;
}

static inline bool type_is_alignment(uint64_t align) {
  return align != 0 && (align & (align - 1)) == 0;
}

// What a walk over a type's parts calls, in ascending order of offset: leaves are scalars, raw
// bytes and whole plain aggregates; padding is what lies between. Of a type with variants `choose`
// says which one is there. `field` of the innermost part is known through the path. A status other
// than OK ends the walk.
struct type_visitor {
  void *context;
  airlock_status (*choose)(void *context, const airlock_type **out_variant,
                           const airlock_type *type, uint64_t offset);
  airlock_status (*leaf)(void *context, const airlock_type *type, uint64_t offset);
  airlock_status (*padding)(void *context, uint64_t start, uint64_t end);
};

// type_walk visits a value of this type that starts at `offset`.
airlock_status type_walk(const airlock_type *type, uint64_t offset,
                         const struct type_visitor *visitor);

// type_find_variant returns the variant whose bits the tag has in a value's image; NULL if there is
// none. Its type is NULL if no value can be this variant.
const airlock_field *type_find_variant(const airlock_type *type, const uint8_t *image);

// type_path_format writes the path of the leaf at `offset` inside a type, e.g. ".low.high" or
// "[3].x", and returns the leaf's type. The value's image says which variants are there.
const airlock_type *type_path_format(const airlock_type *type, const uint8_t *image,
                                     uint64_t offset, char *out_buffer, size_t size);

#endif
