// SPDX-License-Identifier: MIT
//
// Where the fields of a struct, a tuple or one variant lie: rustc's order.
//
// repr(C), and the variants of an enum with an integer type, keep their order. Other fields are
// sorted, stably, by
//   1. their alignment group: the alignment, or what the size is a multiple of if that is more, up
//      to the alignment of the whole when there is a niche to be kept near an edge; descending, but
//      ascending behind a tag;
//   2. the patterns in their niche, so that the largest niche comes first in its group (behind a
//      tag: last);
//   3. how far inside of the field its niche lies.
// A niche that is neither at the start nor at the end is tried a second time with everything turned
// around, and kept there when that is closer to the end than it was to the start. The last field of
// what may be unsized stays last, because the layout must not depend on it.
#include <stdlib.h>

#include "types_internal.h"

mir_uint128 mir_size_mask(uint64_t size) {
  return size >= 16 ? ~(mir_uint128)0 : ((mir_uint128)1 << (8 * size)) - 1;
}

mir_uint128 mir_niche_count(const mir_niche *niche) {
  return niche->size == 0 ? 0 : (niche->first - niche->last - 1) & mir_size_mask(niche->size);
}

uint64_t mir_round_up(uint64_t size, uint64_t align) {
  return (size + align - 1) & ~(align - 1);
}

typedef enum bias { BIAS_START, BIAS_END } bias;

typedef struct sort_key {
  uint64_t group;
  mir_uint128 niche;
  uint64_t inner;
  size_t index;
} sort_key;

static int compare_keys(const void *left, const void *right) {
  const sort_key *a = left;
  const sort_key *b = right;
  if (a->group != b->group) {
    return a->group < b->group ? -1 : 1;
  }
  if (a->niche != b->niche) {
    return a->niche < b->niche ? -1 : 1;
  }
  if (a->inner != b->inner) {
    return a->inner < b->inner ? -1 : 1;
  }
  return a->index < b->index ? -1 : 1;
}

// What all fields that are sorted have in common.
typedef struct group_rules {
  uint64_t packed;
  uint64_t max_align;
  mir_uint128 max_niche;
  bias bias;
} group_rules;

static unsigned power_of(uint64_t value) {
  return (unsigned)__builtin_ctzll(value);
}

static uint64_t alignment_group(const mir_layout *field, const group_rules *rules) {
  if (rules->packed != 0) {
    return field->align < rules->packed ? field->align : rules->packed;
  }
  unsigned power = power_of(field->size > field->align ? field->size : field->align);
  if (rules->max_niche == 0) {
    return power;
  }
  if (rules->bias == BIAS_START) {
    unsigned most = power_of(rules->max_align);
    return power < most ? power : most;
  }
  return mir_niche_count(&field->niche) == rules->max_niche ? power_of(field->align) : power;
}

static sort_key key_of(const mir_layout *field, size_t index, mir_order order,
                       const group_rules *rules) {
  sort_key key = {.group = alignment_group(field, rules), .index = index};
  key.niche = mir_niche_count(&field->niche);
  if (order == MIR_ORDER_BEHIND_TAG) {
    return key;
  }
  key.group = UINT64_MAX - key.group;
  bool has_niche = field->niche.size != 0;
  if (rules->bias == BIAS_START) {
    key.niche = ~key.niche;
    key.inner = has_niche ? field->niche.offset : 0;
  } else {
    key.inner = has_niche ? ~(field->size - field->niche.size - field->niche.offset) : 0;
  }
  return key;
}

// The indices of the fields by their place in memory; NULL when memory is out.
static size_t *order_fields(mir_arena *arena, const mir_placement *placement, bias bias) {
  size_t *indices = mir_arena_alloc(arena, placement->field_count, sizeof *indices);
  if (indices == NULL) {
    return NULL;
  }
  for (size_t i = 0; i < placement->field_count; i++) {
    indices[i] = i;
  }
  if (placement->keeps_order || placement->field_count < 2) {
    return indices;
  }
  bool is_open = placement->order == MIR_ORDER_MAYBE_UNSIZED;
  size_t count = placement->field_count - (is_open ? 1 : 0);
  group_rules rules = {.packed = placement->packed, .max_align = 1, .bias = bias};
  for (size_t i = 0; i < count; i++) {
    const mir_layout *field = placement->fields[i].layout;
    mir_uint128 niche = mir_niche_count(&field->niche);
    rules.max_align = field->align > rules.max_align ? field->align : rules.max_align;
    rules.max_niche = niche > rules.max_niche ? niche : rules.max_niche;
  }
  sort_key *keys = mir_arena_alloc(arena, count, sizeof *keys);
  if (keys == NULL) {
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    keys[i] = key_of(placement->fields[i].layout, i, placement->order, &rules);
  }
  qsort(keys, count, sizeof *keys, compare_keys);
  for (size_t i = 0; i < count; i++) {
    indices[i] = keys[i].index;
  }
  return indices;
}

// The larger niche counts; of equal ones the one that is closer to where the bias is.
static void note_niche(mir_placement *placement, const mir_layout_field *field, bias bias) {
  mir_uint128 count = mir_niche_count(&field->layout->niche);
  mir_uint128 known = mir_niche_count(&placement->niche);
  if (count != 0 && (bias == BIAS_START ? count > known : count >= known)) {
    placement->niche = field->layout->niche;
    placement->niche.offset += field->offset;
  }
}

// False when the whole is too large.
static bool place_in_order(mir_placement *placement, bias bias) {
  uint64_t packed = placement->packed;
  placement->niche = (mir_niche){0};
  placement->align = 1;
  placement->has_padding = false;
  uint64_t end = 0;
  if (placement->order == MIR_ORDER_BEHIND_TAG) {
    placement->align = placement->tag_align;
    end = mir_round_up(placement->tag_size, placement->tag_align);
  }
  for (size_t i = 0; i < placement->field_count; i++) {
    mir_layout_field *field = &placement->fields[placement->memory_order[i]];
    const mir_layout *layout = field->layout;
    uint64_t align = packed != 0 && layout->align > packed ? packed : layout->align;
    field->offset = mir_round_up(end, align);
    placement->has_padding |= field->offset != end || layout->has_padding;
    placement->has_cell |= layout->has_cell;
    placement->is_uninhabited |= layout->is_uninhabited;
    placement->align = align > placement->align ? align : placement->align;
    note_niche(placement, field, bias);
    end = field->offset + layout->size;
    if (end >= MIR_TYPE_SIZE_LIMIT) {
      return false;
    }
  }
  if (placement->repr_align > placement->align) {
    placement->align = placement->repr_align;
  }
  placement->size = mir_round_up(end, placement->align);
  placement->has_padding |= placement->size != end;
  return placement->size < MIR_TYPE_SIZE_LIMIT;
}

// Whether the niche could be closer to an edge than it is.
static bool deserves_second_try(const mir_placement *placement) {
  const mir_niche *niche = &placement->niche;
  return placement->order != MIR_ORDER_MAYBE_UNSIZED && niche->size != 0 &&
         placement->field_count > 1 && niche->offset != 0 &&
         placement->size - niche->offset - niche->size > 0;
}

mir_placing mir_place_fields(mir_arena *arena, mir_placement *io_placement) {
  io_placement->memory_order = order_fields(arena, io_placement, BIAS_START);
  if (io_placement->memory_order == NULL) {
    return MIR_PLACING_NO_MEMORY;
  }
  if (!place_in_order(io_placement, BIAS_START)) {
    return MIR_PLACING_TOO_LARGE;
  }
  if (!deserves_second_try(io_placement)) {
    return MIR_PLACING_DONE;
  }
  mir_placement second = *io_placement;
  second.fields = mir_arena_copy(arena, io_placement->fields, io_placement->field_count,
                                 sizeof *io_placement->fields);
  second.memory_order = order_fields(arena, &second, BIAS_END);
  if (second.fields == NULL || second.memory_order == NULL) {
    return MIR_PLACING_NO_MEMORY;
  }
  uint64_t head = io_placement->niche.offset;
  uint64_t tail = io_placement->size - head - io_placement->niche.size;
  if (place_in_order(&second, BIAS_END) && second.niche.offset > head &&
      second.niche.offset > tail) {
    *io_placement = second;
  }
  return MIR_PLACING_DONE;
}
