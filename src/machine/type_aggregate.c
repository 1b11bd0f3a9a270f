// SPDX-License-Identifier: MIT
//
// Types made of other types, and where their parts lie.
//
// C's aggregates follow ISO C 6.7.2.1 and the psABI ("Aggregates and Unions"): members in order,
// each at the next multiple of its alignment (of `pack`, if that is less), the whole aligned like
// its strictest member and as large as a multiple of that. An embedder's own layouts are taken as
// they come.
#include "machine/type.h"

#include <stdio.h>

// Lays out one aggregate: the end of the members so far, and whether a sum overflowed.
struct layout {
  uint64_t end;
  uint64_t align;
  bool overflow;
};

static void round_up(struct layout *layout, uint64_t align) {
  layout->overflow |= __builtin_add_overflow(layout->end, -layout->end & (align - 1), &layout->end);
}

// Gives the member its offset.
static uint64_t place_member(struct layout *layout, const airlock_aggregate *aggregate,
                             const airlock_type *type) {
  bool is_packed = aggregate->pack != 0 && aggregate->pack < type->align;
  uint64_t align = is_packed ? aggregate->pack : type->align;
  layout->align = align > layout->align ? align : layout->align;
  if (aggregate->is_union) {
    layout->end = type->size > layout->end ? type->size : layout->end;
    return 0;
  }
  round_up(layout, align);
  uint64_t offset = layout->end;
  layout->overflow |= __builtin_add_overflow(layout->end, type->size, &layout->end);
  return offset;
}

static airlock_status check_aggregate(airlock_machine *machine,
                                      const airlock_aggregate *aggregate) {
  const char *name = aggregate->name != NULL ? aggregate->name : "without a name";
  if (aggregate->pack != 0 && !type_is_alignment(aggregate->pack)) {
    return type_fail_alignment(machine, aggregate->pack, name);
  }
  if (aggregate->align != 0 && !type_is_alignment(aggregate->align)) {
    return type_fail_alignment(machine, aggregate->align, name);
  }
  for (size_t i = 0; i < aggregate->num_fields; i++) {
    if (aggregate->fields[i].type == NULL) {
      return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT, "member %zu of type %s has no type", i,
                          name);
    }
  }
  return AIRLOCK_OK;
}

static airlock_status intern_aggregate(airlock_machine *machine, const airlock_type **out_type,
                                       const airlock_aggregate *aggregate, airlock_field *placed) {
  struct layout layout = {.align = aggregate->align != 0 ? aggregate->align : 1};
  for (size_t i = 0; i < aggregate->num_fields; i++) {
    placed[i] = aggregate->fields[i];
    placed[i].offset = place_member(&layout, aggregate, placed[i].type);
  }
  round_up(&layout, layout.align);
  airlock_type draft = {.class = aggregate->is_union ? TYPE_UNION : TYPE_STRUCT,
                        .name = aggregate->name,
                        .size = layout.end,
                        .align = layout.align,
                        .fields = placed,
                        .num_fields = aggregate->num_fields,
                        .pack = aggregate->pack,
                        .min_align = aggregate->align};
  if (layout.overflow || draft.size > INT64_MAX) {
    return machine_fail(machine, AIRLOCK_LIMIT_MEMORY, "the size of type %s overflows",
                        draft.name != NULL ? draft.name : "without a name");
  }
  if (draft.name != NULL) {
    return type_intern(machine, out_type, &draft);
  }
  char text[TYPE_TEXT_SIZE];
  (void)type_format(&draft, text, sizeof text);
  draft.name = text;
  return type_intern(machine, out_type, &draft);
}

airlock_status airlock_type_aggregate(airlock_machine *machine, const airlock_type **out_type,
                                      const airlock_aggregate *aggregate) {
  airlock_status status = check_aggregate(machine, aggregate);
  if (status != AIRLOCK_OK) {
    return status;
  }
  size_t num_fields = aggregate->num_fields;
  airlock_field *placed = host_allocate_zeroed(&machine->host, num_fields, sizeof *placed);
  if (placed == NULL) {
    return machine_no_memory(machine);
  }
  status = intern_aggregate(machine, out_type, aggregate, placed);
  host_release(&machine->host, placed, num_fields * sizeof *placed);
  return status;
}

airlock_status airlock_type_struct(airlock_machine *machine, const airlock_type **out_type,
                                   const char *name, const airlock_field *fields,
                                   size_t num_fields) {
  airlock_aggregate aggregate = {.name = name, .fields = fields, .num_fields = num_fields};
  return airlock_type_aggregate(machine, out_type, &aggregate);
}

airlock_status airlock_type_complex(airlock_machine *machine, const airlock_type **out_type,
                                    airlock_kind kind) {
  if (kind != AIRLOCK_F32 && kind != AIRLOCK_F64 && kind != AIRLOCK_LONG_DOUBLE) {
    return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                        "a complex type consists of F32, F64 or LONG_DOUBLE, not %s",
                        airlock_kind_name(kind));
  }
  const airlock_type *part = airlock_type_scalar(machine, kind);
  const airlock_field fields[] = {{"re", 0, part}, {"im", part->size, part}};
  airlock_type draft = {.class = TYPE_COMPLEX,
                        .size = 2 * part->size,
                        .align = part->align,
                        .fields = fields,
                        .num_fields = 2};
  char text[TYPE_TEXT_SIZE];
  (void)type_format(&draft, text, sizeof text);
  draft.name = text;
  return type_intern(machine, out_type, &draft);
}

airlock_status airlock_type_layout(airlock_machine *machine, const airlock_type **out_type,
                                   const char *name, uint64_t size, uint64_t align,
                                   const airlock_field *fields, size_t num_fields) {
  if (!type_is_alignment(align)) {
    return type_fail_alignment(machine, align, name);
  }
  uint64_t end = 0;
  for (size_t i = 0; i < num_fields; i++) {
    bool fits = fields[i].offset >= end && fields[i].type->size <= size &&
                fields[i].offset <= size - fields[i].type->size;
    if (!fits) {
      return machine_fail(machine, AIRLOCK_USAGE_ARGUMENT,
                          "field %zu of type %s (offset %llu, size %llu) does not fit behind byte "
                          "%llu of %llu",
                          i, name, (unsigned long long)fields[i].offset,
                          (unsigned long long)fields[i].type->size, (unsigned long long)end,
                          (unsigned long long)size);
    }
    end = fields[i].offset + fields[i].type->size;
  }
  airlock_type draft = {.class = TYPE_LAYOUT,
                        .name = name,
                        .size = size,
                        .align = align,
                        .fields = fields,
                        .num_fields = num_fields};
  return type_intern(machine, out_type, &draft);
}

airlock_status airlock_type_array(airlock_machine *machine, const airlock_type **out_type,
                                  const airlock_type *element, uint64_t count) {
  char name[256];
  (void)snprintf(name, sizeof name, "[%s; %llu]", element->name, (unsigned long long)count);
  airlock_type draft = {.class = TYPE_ARRAY,
                        .name = name,
                        .align = element->align,
                        .element = element,
                        .count = count};
  if (__builtin_mul_overflow(element->size, count, &draft.size) || draft.size > INT64_MAX) {
    return machine_fail(machine, AIRLOCK_LIMIT_MEMORY, "the size of array %s overflows", name);
  }
  return type_intern(machine, out_type, &draft);
}
