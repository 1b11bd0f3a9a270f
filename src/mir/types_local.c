// SPDX-License-Identifier: MIT
//
// Types that are declared inside of methods and closures. The source knows the method by where its
// impl stands, `<impl at f.rs:3:1: 3:7>::open::Guard`; rustc's text by what the impl is for:
//
//   File::open::Guard                 of an inherent impl
//   <File as Source>::open::Guard     of a trait's
//   files::<impl File>::open::Guard   of an inherent impl in another module
//   main::{closure#0}::Guard          of a closure, which the source has no name for
//
// A name that occurs once in the program is found by itself. This tells apart those that several
// functions have: what stands behind the impl must be the same, and the impl's header must have the
// last names that the text has. If several are left, none is chosen.
#include "types_internal.h"

static const mir_rust_item *impl_at(const mir_types *types, const mir_segment *segment) {
  const mir_program *program = types->program;
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    const mir_span *span = &item->span;
    if (item->kind == MIR_RUST_IMPL && span->file == segment->span.file &&
        span->line == segment->span.line && span->column == segment->span.column) {
      return item;
    }
  }
  return NULL;
}

static bool has_same_form(const mir_type *left, const mir_type *right) {
  return left->kind == right->kind &&
         (left->kind != MIR_TYPE_PATH ||
          mir_path_last_name(left->path) == mir_path_last_name(right->path)) &&
         (left->kind != MIR_TYPE_PRIMITIVE || left->primitive == right->primitive);
}

// Whether the segment in front of a method's name means the impl.
static bool names_impl(const mir_segment *segment, const mir_rust_item *impl) {
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    return impl->trait_path == NULL && impl->type->kind == MIR_TYPE_PATH &&
           mir_path_last_name(impl->type->path) == segment->name;
  case MIR_SEGMENT_IMPL:
    return impl->trait_path == NULL && has_same_form(impl->type, segment->self_type);
  case MIR_SEGMENT_QUALIFIED:
    return impl->trait_path != NULL && segment->trait_path != NULL &&
           mir_path_last_name(impl->trait_path) == mir_path_last_name(segment->trait_path) &&
           has_same_form(impl->type, segment->self_type);
  default:
    return false;
  }
}

// Compares from the end. The source has no segments for closures.
static bool is_declared_as(const mir_types *types, const mir_rust_item *item,
                           const mir_path *path) {
  size_t left = item->path->segment_count;
  size_t right = path->segment_count;
  while (left > 0 && right > 0) {
    const mir_segment *declared = &item->path->segments[left - 1];
    const mir_segment *named = &path->segments[right - 1];
    if (named->kind == MIR_SEGMENT_CLOSURE) {
      right--;
      continue;
    }
    if (declared->kind == MIR_SEGMENT_IMPL_AT) {
      const mir_rust_item *impl = impl_at(types, declared);
      return impl != NULL && names_impl(named, impl);
    }
    if (declared->kind != named->kind || declared->name != named->name) {
      return false;
    }
    left--;
    right--;
  }
  return left == right;
}

const mir_rust_item *mir_find_local_type(mir_types *types, const mir_path *path) {
  const mir_rust_item *known = mir_pointer_map_get(&types->items, path->stem);
  if (known != NULL) {
    return known;
  }
  const mir_program *program = types->program;
  const char *name = mir_path_last_name(path);
  known = &types->ambiguous;
  for (size_t i = 0; i < program->rust_item_count; i++) {
    const mir_rust_item *item = program->rust_items[i];
    if (mir_is_type_item(item) && mir_path_last_name(item->path) == name &&
        is_declared_as(types, item, path)) {
      if (known != &types->ambiguous) {
        return &types->ambiguous;
      }
      known = item;
    }
  }
  // When memory is out, the next one who asks looks again.
  mir_pointer_map_set(&types->items, types->arena, path->stem, (void *)(uintptr_t)known);
  return known;
}
