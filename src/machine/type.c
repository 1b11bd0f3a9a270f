// SPDX-License-Identifier: MIT
//
// Making types. Each constructor fills a record, lays it out, and interns it: the record's
// description is serialised into a key, and a type with the same key is given instead of a new one.
// Record, key, fields, values and name live in one piece of memory.
#include "machine/type.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
#define KIND_NAME(name, size, text) text,
    AIRLOCK_KIND_MAP(KIND_NAME)
#undef KIND_NAME
};

static const uint8_t kind_sizes[] = {
#define KIND_SIZE(name, size, text) size,
    AIRLOCK_KIND_MAP(KIND_SIZE)
#undef KIND_SIZE
};

size_t airlock_kind_size(airlock_kind kind) {
  return (unsigned)kind < AIRLOCK_NUM_KINDS ? kind_sizes[kind] : 0;
}

const char *airlock_kind_name(airlock_kind kind) {
  return (unsigned)kind < AIRLOCK_NUM_KINDS ? kind_names[kind] : "unknown";
}

// A cursor that measures first (base NULL) and writes next.
struct cursor {
  uint8_t *base;
  size_t used;
};

static void *place(struct cursor *cursor, const void *data, size_t size, size_t align) {
  cursor->used += -cursor->used & (align - 1);
  void *at = cursor->base != NULL ? cursor->base + cursor->used : NULL;
  if (at != NULL && size > 0) {
    memcpy(at, data, size);
  }
  cursor->used += size;
  return at;
}

static const char *place_string(struct cursor *cursor, const char *text) {
  return text != NULL ? place(cursor, text, strlen(text) + 1, 1) : NULL;
}

static void place_u64(struct cursor *cursor, uint64_t value) {
  (void)place(cursor, &value, sizeof value, 8);
}

// The key: everything that tells two types apart.
static void write_key(struct cursor *cursor, const airlock_type *type) {
  const uint64_t numbers[] = {type->class,
                              (uint64_t)type->kind,
                              type->size,
                              type->align,
                              (uint64_t)type->vtable << 4 | (uint64_t)type->uninhabited << 3 |
                                  (uint64_t)type->counted << 2 | (uint64_t)type->nullable << 1 |
                                  type->dereferenceable,
                              type->target_size,
                              type->target_align,
                              (uint64_t)(uintptr_t)type->element,
                              type->count,
                              type->num_fields,
                              type->num_values,
                              (uint64_t)type->ranged << 1 | (type->values != NULL),
                              type->untagged,
                              type->pack,
                              type->min_align};
  (void)place(cursor, numbers, sizeof numbers, 8);
  (void)place(cursor, type->values, type->num_values * sizeof *type->values, 8);
  for (size_t i = 0; i < type->num_fields; i++) {
    place_u64(cursor, type->fields[i].offset);
    place_u64(cursor, (uint64_t)(uintptr_t)type->fields[i].type);
    const char *name = type->fields[i].name;
    (void)place_string(cursor, name != NULL ? name : "");
  }
  (void)place_string(cursor, type->name);
}

// The parts a type points to; with a base they are copied and the type is made to point to them.
static void write_parts(struct cursor *cursor, airlock_type *type) {
  const uint64_t *values = place(cursor, type->values, type->num_values * sizeof *type->values, 8);
  airlock_field *fields = place(cursor, type->fields, type->num_fields * sizeof *type->fields, 8);
  for (size_t i = 0; i < type->num_fields; i++) {
    const char *name = place_string(cursor, type->fields[i].name);
    if (fields != NULL) {
      fields[i].name = name;
    }
  }
  const char *name = place_string(cursor, type->name);
  if (cursor->base != NULL) {
    type->values = type->num_values > 0 ? values : type->values;
    type->fields = fields;
    type->name = name;
  }
}

static bool is_restricted(const airlock_type *type) {
  if (type->class != TYPE_SCALAR) {
    return false;
  }
  return type->values != NULL || type->kind == AIRLOCK_BOOL || type->kind == AIRLOCK_CHAR ||
         type->kind == AIRLOCK_FUNCTION || (type->kind == AIRLOCK_POINTER && !type->nullable) ||
         type->dereferenceable || type->vtable;
}

static bool is_plain(const airlock_type *type) {
  if (type_has_any_content(type)) {
    return false;
  }
  if (type->class == TYPE_SCALAR) {
    return !type->restricted && !type_is_pointer(type) && type->kind != AIRLOCK_LONG_DOUBLE;
  }
  if (type->class == TYPE_ARRAY) {
    return type->element->plain;
  }
  if (type->class == TYPE_VARIANTS) {
    return false;
  }
  uint64_t end = 0;
  for (size_t i = 0; i < type->num_fields; i++) {
    if (!type->fields[i].type->plain || type->fields[i].offset != end) {
      return false;
    }
    end += type->fields[i].type->size;
  }
  return end == type->size;
}

static enum type_pace pace_of(const airlock_type *type) {
  if (type->class != TYPE_SCALAR || type->size > 8 || type->align != type->size) {
    return PACE_SLOW;
  }
  if (!type->restricted) {
    return type_is_pointer(type) ? PACE_POINTER : PACE_PLAIN;
  }
  if (type->dereferenceable && type->target_size > 0 && !type->uninhabited) {
    return PACE_REFERENCE;
  }
  return type->kind == AIRLOCK_BOOL ? PACE_BOOL : PACE_SLOW;
}

// Makes the type's own copy: the record, its key behind it, then its parts.
static airlock_type *new_type(airlock_machine *machine, const airlock_type *draft) {
  airlock_type type = *draft;
  struct cursor cursor = {NULL, sizeof type};
  write_key(&cursor, &type);
  type.key_size = cursor.used - sizeof type;
  write_parts(&cursor, &type);
  size_t size = cursor.used;
  uint8_t *memory = host_allocate_zeroed(&machine->host, 1, size);
  if (memory == NULL) {
    return NULL;
  }
  cursor = (struct cursor){memory, sizeof type};
  write_key(&cursor, &type);
  write_parts(&cursor, &type);
  type.restricted = is_restricted(&type);
  type.plain = is_plain(&type);
  type.pace = pace_of(&type);
  type.bits = type.pace == PACE_SLOW ? 0 : bitmask_low(type.size);
  type.largest = type.pace == PACE_BOOL ? 1 : UINT64_MAX;
  type.native = NULL;
  memcpy(memory, &type, sizeof type);
  return (airlock_type *)(void *)memory;
}

static size_t type_memory(const airlock_type *type) {
  airlock_type copy = *type;
  struct cursor cursor = {NULL, sizeof copy + type->key_size};
  write_parts(&cursor, &copy);
  return cursor.used;
}

static const uint8_t *type_key(const airlock_type *type) {
  return (const uint8_t *)(type + 1);
}

airlock_status type_intern(airlock_machine *machine, const airlock_type **out_type,
                           const airlock_type *draft) {
  struct host *hash_host = &machine->host;
  airlock_type *type = new_type(machine, draft);
  if (type == NULL) {
    return machine_no_memory(machine);
  }
  airlock_type *known = NULL;
  HASH_FIND(hh, machine->types, type_key(type), type->key_size, known);
  if (known != NULL) {
    host_release(hash_host, type, type_memory(type));
    *out_type = known;
    return AIRLOCK_OK;
  }
  HASH_ADD_KEYPTR(hh, machine->types, type_key(type), type->key_size, type);
  if (!HASH_INSERTED(type)) {
    host_release(hash_host, type, type_memory(type));
    return machine_no_memory(machine);
  }
  *out_type = type;
  return AIRLOCK_OK;
}

bool type_init_scalars(airlock_machine *machine) {
  for (int kind = AIRLOCK_UNINIT + 1; kind < AIRLOCK_NUM_KINDS; kind++) {
    airlock_type draft = {.class = TYPE_SCALAR,
                          .kind = (airlock_kind)kind,
                          .size = kind_sizes[kind],
                          .align = kind_sizes[kind],
                          .nullable = kind == AIRLOCK_POINTER,
                          .name = kind_names[kind]};
    if (type_intern(machine, &machine->scalar_types[kind], &draft) != AIRLOCK_OK) {
      return false;
    }
  }
  return true;
}

void type_release_all(airlock_machine *machine) {
  struct host *hash_host = &machine->host;
  airlock_type *type;
  airlock_type *next;
  HASH_ITER(hh, machine->types, type, next) {
    HASH_DELETE(hh, machine->types, type);
    host_release(hash_host, type, type_memory(type));
  }
}

const airlock_type *airlock_type_scalar(airlock_machine *machine, airlock_kind kind) {
  return (unsigned)kind < AIRLOCK_NUM_KINDS ? machine->scalar_types[kind] : NULL;
}

airlock_status type_fail_alignment(airlock_machine *machine, uint64_t align, const char *what) {
  return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                      "alignment %llu of type %s is no power of two", (unsigned long long)align,
                      what);
}

airlock_status airlock_type_pointer(airlock_machine *machine, const airlock_type **out_type,
                                    const airlock_pointer_rules *rules) {
  if (rules->kind != AIRLOCK_POINTER && rules->kind != AIRLOCK_FUNCTION) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "a pointer type has kind POINTER or FUNCTION, not %s",
                        airlock_kind_name(rules->kind));
  }
  if (rules->dereferenceable && !type_is_alignment(rules->target_align)) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "alignment %llu of the pointer's target is no power of two",
                        (unsigned long long)rules->target_align);
  }
  airlock_type draft = {.class = TYPE_SCALAR,
                        .kind = rules->kind,
                        .size = 8,
                        .align = 8,
                        .name = rules->name,
                        .nullable = rules->nullable,
                        .dereferenceable = rules->dereferenceable,
                        .vtable = rules->vtable && !rules->dereferenceable};
  if (rules->dereferenceable) {
    draft.target_size = rules->target_size;
    draft.target_align = rules->target_align;
    draft.counted = rules->counted;
    draft.uninhabited = rules->uninhabited;
  }
  return type_intern(machine, out_type, &draft);
}

static int compare_values(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left;
  uint64_t b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

airlock_status airlock_type_enum(airlock_machine *machine, const airlock_type **out_type,
                                 const char *name, airlock_kind kind, const uint64_t *values,
                                 size_t num_values) {
  bool is_integer = kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE && airlock_kind_size(kind) <= 8;
  if (!is_integer) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "an enum is an integer of at most 64 bits, not %s",
                        airlock_kind_name(kind));
  }
  static const uint64_t no_values[1] = {0};
  // One more, so that there is memory for none as well.
  uint64_t *sorted = host_allocate_zeroed(&machine->host, num_values + 1, sizeof *sorted);
  if (sorted == NULL) {
    return machine_no_memory(machine);
  }
  if (num_values > 0) {
    memcpy(sorted, values, num_values * sizeof *sorted);
    qsort(sorted, num_values, sizeof *sorted, compare_values);
  }
  airlock_type draft = {.class = TYPE_SCALAR,
                        .kind = kind,
                        .size = kind_sizes[kind],
                        .align = kind_sizes[kind],
                        .name = name,
                        .values = num_values > 0 ? sorted : no_values,
                        .num_values = num_values};
  airlock_status status = type_intern(machine, out_type, &draft);
  host_release(&machine->host, sorted, (num_values + 1) * sizeof *sorted);
  return status;
}

airlock_status airlock_type_range(airlock_machine *machine, const airlock_type **out_type,
                                  const char *name, airlock_scalar first, airlock_scalar last) {
  if (first.kind != last.kind || first.kind < AIRLOCK_I8 || first.kind > AIRLOCK_USIZE) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "a range goes from an integer to one of the same kind, not from %s to %s",
                        airlock_kind_name(first.kind), airlock_kind_name(last.kind));
  }
  const uint64_t values[4] = {first.as.bits[0], first.as.bits[1], last.as.bits[0], last.as.bits[1]};
  airlock_type draft = {.class = TYPE_SCALAR,
                        .kind = first.kind,
                        .size = kind_sizes[first.kind],
                        .align = kind_sizes[first.kind],
                        .name = name,
                        .ranged = true,
                        .values = values,
                        .num_values = 4};
  return type_intern(machine, out_type, &draft);
}

airlock_status airlock_type_raw(airlock_machine *machine, const airlock_type **out_type,
                                const char *name, uint64_t size, uint64_t align) {
  if (!type_is_alignment(align)) {
    return type_fail_alignment(machine, align, name);
  }
  airlock_type draft = {.class = TYPE_RAW, .name = name, .size = size, .align = align};
  return type_intern(machine, out_type, &draft);
}

airlock_status airlock_type_packed(airlock_machine *machine, const airlock_type **out_type,
                                   const airlock_type *type, uint64_t align) {
  if (!type_is_alignment(align)) {
    return type_fail_alignment(machine, align, type->name);
  }
  if (align >= type->align) {
    *out_type = type;
    return AIRLOCK_OK;
  }
  airlock_type draft = *type;
  draft.align = align;
  if (draft.class == TYPE_STRUCT || draft.class == TYPE_COMPLEX) {
    draft.class = TYPE_LAYOUT; // No longer what C would lay out.
  } else if (draft.class == TYPE_UNION) {
    draft =
        (airlock_type){.class = TYPE_RAW, .name = type->name, .size = type->size, .align = align};
  }
  return type_intern(machine, out_type, &draft);
}

uint64_t airlock_type_size(const airlock_type *type) {
  return type->size;
}

uint64_t airlock_type_align(const airlock_type *type) {
  return type->align;
}

const char *airlock_type_name(const airlock_type *type) {
  return type->name;
}

airlock_kind airlock_type_kind(const airlock_type *type) {
  return type->kind;
}

bool airlock_type_field(const airlock_type *type, airlock_field *out_field, size_t index) {
  if (type->class == TYPE_VARIANTS || index >= type->num_fields) {
    return false;
  }
  *out_field = type->fields[index];
  return true;
}

airlock_type_class airlock_type_class_of(const airlock_type *type) {
  switch (type->class) {
  case TYPE_SCALAR:
    return AIRLOCK_TYPE_SCALAR;
  case TYPE_STRUCT:
    return AIRLOCK_TYPE_STRUCT;
  case TYPE_UNION:
    return AIRLOCK_TYPE_UNION;
  case TYPE_COMPLEX:
    return AIRLOCK_TYPE_COMPLEX;
  case TYPE_LAYOUT:
    return AIRLOCK_TYPE_LAYOUT;
  case TYPE_ARRAY:
    return AIRLOCK_TYPE_ARRAY;
  case TYPE_VARIANTS:
    return AIRLOCK_TYPE_VARIANTS;
  case TYPE_RAW:
    break;
  }
  return AIRLOCK_TYPE_RAW;
}

bool airlock_type_element(const airlock_type *type, const airlock_type **out_element,
                          uint64_t *out_count) {
  if (type->class != TYPE_ARRAY) {
    return false;
  }
  *out_element = type->element;
  *out_count = type->count;
  return true;
}
