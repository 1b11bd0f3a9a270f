// SPDX-License-Identifier: MIT
//
// Variants of enums, found by name while a program is loaded and by tag while it runs. An enum may
// have thousands of them, and a match on one asks for each, so nothing here looks at all of them:
//
//   by name   a table
//   by tag    a tag is mostly the variant's index and a constant, which is tried first; a niche's
//             tags are always so. Other discriminants are found among the sorted ones.
//   a field   rustc names the fields of a value in the order of their declaration, which is tried
//             first
#include <stdlib.h>

#include "types_internal.h"

bool mir_layout_index_names(mir_types *types, mir_layout *layout) {
  for (size_t i = 0; i < layout->variant_count; i++) {
    const mir_layout_variant *variant = &layout->variants[i];
    if (mir_layout_find_variant(layout, variant->name) == NULL &&
        !mir_pointer_map_set(&layout->variant_names, types->arena, variant->name,
                             (void *)(uintptr_t)variant)) {
      return false;
    }
  }
  return true;
}

const mir_layout_variant *mir_layout_find_variant(const mir_layout *layout, const char *name) {
  return name == NULL ? NULL : mir_pointer_map_get(&layout->variant_names, name);
}

const mir_layout_variant *mir_layout_downcast(const mir_layout *layout, const char *name,
                                              uint32_t index) {
  if (layout->shape != MIR_SHAPE_ENUM) {
    return NULL;
  }
  if (name != NULL) {
    return mir_layout_find_variant(layout, name);
  }
  return index < layout->variant_count ? &layout->variants[index] : NULL;
}

size_t mir_layout_find_field(const mir_layout_variant *variant, const char *const *names,
                             size_t index) {
  if (names == NULL ||
      (index < variant->field_count && variant->fields[index].name == names[index])) {
    return index;
  }
  size_t found = 0;
  while (found < variant->field_count && variant->fields[found].name != names[index]) {
    found++;
  }
  return found;
}

static int compare_tags(const void *left, const void *right) {
  const mir_layout_variant *a = *(const mir_layout_variant *const *)left;
  const mir_layout_variant *b = *(const mir_layout_variant *const *)right;
  return a->tag < b->tag ? -1 : a->tag > b->tag;
}

bool mir_layout_index_tags(mir_types *types, mir_layout *layout) {
  const mir_layout_variant **sorted =
      mir_arena_alloc(types->arena, layout->variant_count, sizeof *sorted);
  if (sorted == NULL) {
    return false;
  }
  for (size_t i = 0; i < layout->variant_count; i++) {
    sorted[i] = &layout->variants[i];
  }
  qsort(sorted, layout->variant_count, sizeof *sorted, compare_tags);
  layout->by_tag = sorted;
  return true;
}

bool mir_layout_is_tagged(const mir_layout *layout, size_t variant) {
  switch (layout->tag) {
  case MIR_TAG_NONE:
    return false;
  case MIR_TAG_VALUE:
    return variant < layout->variant_count;
  default:
    return variant >= layout->niche_variant && variant <= layout->niche_last &&
           variant != layout->untagged_variant;
  }
}

uint64_t mir_layout_tag_align(const mir_layout *layout) {
  uint64_t place = layout->tag_offset | layout->align;
  uint64_t align = place & -place;
  return align < layout->tag_layout->align ? align : layout->tag_layout->align;
}

static size_t find_tag(const mir_layout *layout, mir_uint128 bits) {
  const mir_layout_variant key = {.tag = bits};
  const mir_layout_variant *wanted = &key;
  const mir_layout_variant *const *found =
      bsearch(&wanted, layout->by_tag, layout->variant_count, sizeof *layout->by_tag, compare_tags);
  return found == NULL ? layout->variant_count : (size_t)(*found - layout->variants);
}

size_t mir_layout_variant_of_tag(const mir_layout *layout, mir_uint128 bits) {
  bool is_niche = layout->tag != MIR_TAG_VALUE;
  size_t first = is_niche ? layout->niche_variant : 0;
  mir_uint128 distance =
      (bits - layout->variants[first].tag) & mir_size_mask(layout->tag_layout->size);
  size_t index = distance < layout->variant_count - first ? first + (size_t)distance : first;
  if (layout->variants[index].tag == bits && mir_layout_is_tagged(layout, index)) {
    return index;
  }
  return is_niche ? layout->untagged_variant : find_tag(layout, bits);
}
