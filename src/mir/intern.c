// SPDX-License-Identifier: MIT
//
// Since the parts of a type or path are unique before it is, hashing and comparing look only one
// level deep: parts are hashed and compared as pointers. Work per node is therefore constant in the
// depth of the tree.
#include "intern.h"

#include "table.h"
#include "text.h"

#include <string.h>

static uint64_t hash_pointer(uint64_t hash, const void *pointer) {
  return mir_hash_word(hash, (uint64_t)(uintptr_t)pointer);
}

static uint64_t hash_types(uint64_t hash, mir_type_list types) {
  for (size_t i = 0; i < types.count; i++) {
    hash = hash_pointer(hash, types.items[i]);
  }
  return mir_hash_word(hash, types.count);
}

static uint64_t hash_span(uint64_t hash, const mir_span *span) {
  hash = hash_pointer(hash, span->file);
  hash = mir_hash_word(hash, (uint64_t)span->line << 32 | span->column);
  uint64_t end = (uint64_t)span->end_line << 32 | span->end_column;
  return mir_hash_word(hash, end ^ (uint64_t)span->copy << 16);
}

uint64_t mir_hash_span(const mir_span *span) {
  return hash_span(0, span);
}

static uint64_t hash_integer(uint64_t hash, mir_uint128 value) {
  return mir_hash_word(mir_hash_word(hash, (uint64_t)value), (uint64_t)(value >> 64));
}

static bool same_types(mir_type_list left, mir_type_list right) {
  return left.count == right.count &&
         (left.count == 0 || memcmp(left.items, right.items, left.count * sizeof *left.items) == 0);
}

static bool same_bounds(mir_path_list left, mir_path_list right) {
  return left.count == right.count &&
         (left.count == 0 || memcmp(left.items, right.items, left.count * sizeof *left.items) == 0);
}

bool mir_same_span(const mir_span *left, const mir_span *right) {
  return left->file == right->file && left->line == right->line && left->column == right->column &&
         left->end_line == right->end_line && left->end_column == right->end_column &&
         left->copy == right->copy;
}

static uint64_t hash_function(uint64_t hash, const mir_function_type *function) {
  hash = hash_pointer(hash, function->abi);
  hash = hash_types(hash, function->parameters);
  hash = hash_pointer(hash, function->result);
  hash = hash_pointer(hash, function->path);
  return mir_hash_word(hash, (uint64_t)function->is_unsafe << 1 | function->is_variadic);
}

static bool same_function(const mir_function_type *left, const mir_function_type *right) {
  return left->abi == right->abi && same_types(left->parameters, right->parameters) &&
         left->result == right->result && left->path == right->path &&
         left->is_unsafe == right->is_unsafe && left->is_variadic == right->is_variadic;
}

static uint64_t hash_pattern(uint64_t hash, const mir_pattern_type *pattern) {
  hash = hash_pointer(hash, pattern->base);
  hash = hash_integer(hash_integer(hash, pattern->first), pattern->last);
  return mir_hash_word(hash, (uint64_t)pattern->has_first << 2 | (uint64_t)pattern->has_last << 1 |
                                 pattern->is_not_null);
}

static bool same_pattern(const mir_pattern_type *left, const mir_pattern_type *right) {
  return left->base == right->base && left->first == right->first && left->last == right->last &&
         left->has_first == right->has_first && left->has_last == right->has_last &&
         left->is_not_null == right->is_not_null;
}

static uint64_t hash_type(const mir_type *type) {
  uint64_t hash = mir_hash_word(0, type->kind);
  switch (type->kind) {
  case MIR_TYPE_STR:
  case MIR_TYPE_NEVER:
  case MIR_TYPE_INFERRED:
    return hash;
  case MIR_TYPE_PRIMITIVE:
    return mir_hash_word(hash, type->primitive);
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return mir_hash_word(hash_pointer(hash, type->pointer.pointee), type->pointer.is_mutable);
  case MIR_TYPE_SLICE:
    return hash_pointer(hash, type->array.element);
  case MIR_TYPE_ARRAY:
    return hash_pointer(hash_pointer(hash, type->array.element), type->array.length);
  case MIR_TYPE_TUPLE:
    return hash_types(hash, type->elements);
  case MIR_TYPE_PATH:
    return hash_pointer(hash, type->path);
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    return hash_function(hash, &type->function);
  case MIR_TYPE_CLOSURE:
    return hash_types(hash_span(hash, &type->closure), type->closure_arguments);
  case MIR_TYPE_DYN:
  case MIR_TYPE_OPAQUE:
    return mir_hash_bytes(hash, type->bounds.items,
                          type->bounds.count * sizeof *type->bounds.items);
  case MIR_TYPE_PATTERN:
    return hash_pattern(hash, &type->pattern);
  case MIR_TYPE_CONSTANT:
    return mir_hash_word(hash_integer(hash, type->constant.value), type->constant.primitive);
  case MIR_TYPE_UNSUPPORTED:
    return hash_pointer(hash, type->unsupported.text);
  }
  return hash;
}

static bool same_type(const mir_type *left, const mir_type *right) {
  if (left->kind != right->kind) {
    return false;
  }
  switch (left->kind) {
  case MIR_TYPE_STR:
  case MIR_TYPE_NEVER:
  case MIR_TYPE_INFERRED:
    return true;
  case MIR_TYPE_PRIMITIVE:
    return left->primitive == right->primitive;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    return left->pointer.pointee == right->pointer.pointee &&
           left->pointer.is_mutable == right->pointer.is_mutable;
  case MIR_TYPE_SLICE:
    return left->array.element == right->array.element;
  case MIR_TYPE_ARRAY:
    return left->array.element == right->array.element && left->array.length == right->array.length;
  case MIR_TYPE_TUPLE:
    return same_types(left->elements, right->elements);
  case MIR_TYPE_PATH:
    return left->path == right->path;
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    return same_function(&left->function, &right->function);
  case MIR_TYPE_CLOSURE:
    return mir_same_span(&left->closure, &right->closure) &&
           same_types(left->closure_arguments, right->closure_arguments);
  case MIR_TYPE_DYN:
  case MIR_TYPE_OPAQUE:
    return same_bounds(left->bounds, right->bounds);
  case MIR_TYPE_PATTERN:
    return same_pattern(&left->pattern, &right->pattern);
  case MIR_TYPE_CONSTANT:
    return left->constant.value == right->constant.value &&
           left->constant.primitive == right->constant.primitive &&
           left->constant.is_negative == right->constant.is_negative;
  case MIR_TYPE_UNSUPPORTED:
    return left->unsupported.text == right->unsupported.text;
  }
  return false;
}

// Moves the lists of a new type into the arena. False when memory is out.
static bool keep_lists(mir_arena *arena, mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_TUPLE:
    type->elements.items = mir_arena_copy(arena, type->elements.items, type->elements.count,
                                          sizeof *type->elements.items);
    return type->elements.items != NULL;
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    type->function.parameters.items =
        mir_arena_copy(arena, type->function.parameters.items, type->function.parameters.count,
                       sizeof *type->function.parameters.items);
    return type->function.parameters.items != NULL;
  case MIR_TYPE_CLOSURE:
    type->closure_arguments.items =
        mir_arena_copy(arena, type->closure_arguments.items, type->closure_arguments.count,
                       sizeof *type->closure_arguments.items);
    return type->closure_arguments.items != NULL;
  case MIR_TYPE_DYN:
  case MIR_TYPE_OPAQUE:
    type->bounds.items =
        mir_arena_copy(arena, type->bounds.items, type->bounds.count, sizeof *type->bounds.items);
    return type->bounds.items != NULL;
  default:
    return true;
  }
}

const mir_type *mir_intern_type(mir_arena *arena, const mir_type *type) {
  mir_table *table = mir_arena_table(arena, MIR_TABLE_TYPES);
  uint64_t hash = hash_type(type);
  size_t cursor = 0;
  const mir_type *known;
  while ((known = mir_table_next(table, hash, &cursor)) != NULL) {
    if (same_type(known, type)) {
      return known;
    }
  }
  mir_type *new_type = mir_arena_copy(arena, type, 1, sizeof *type);
  if (new_type == NULL || !keep_lists(arena, new_type) ||
      !mir_table_insert(table, arena, hash, new_type)) {
    return NULL;
  }
  return new_type;
}

const mir_type *mir_intern_primitive(mir_arena *arena, mir_primitive primitive) {
  return mir_intern_type(arena, &(mir_type){.kind = MIR_TYPE_PRIMITIVE, .primitive = primitive});
}

const mir_type *mir_intern_unit(mir_arena *arena) {
  return mir_intern_type(arena, &(mir_type){.kind = MIR_TYPE_TUPLE});
}

static uint64_t hash_segment(uint64_t hash, const mir_segment *segment) {
  uint64_t lists = (uint64_t)segment->arguments.count << 32 | segment->binding_count;
  hash = mir_hash_word(hash, lists ^ (uint64_t)segment->kind << 16);
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    hash = hash_pointer(hash, segment->name);
    break;
  case MIR_SEGMENT_QUALIFIED:
  case MIR_SEGMENT_IMPL:
    hash = hash_pointer(hash_pointer(hash, segment->self_type), segment->trait_path);
    break;
  case MIR_SEGMENT_IMPL_AT:
    hash = hash_span(hash, &segment->span);
    break;
  case MIR_SEGMENT_CLOSURE:
  case MIR_SEGMENT_CONSTANT:
  case MIR_SEGMENT_NESTED:
  case MIR_SEGMENT_PROMOTED:
    hash = mir_hash_word(hash, segment->index);
    break;
  }
  for (size_t i = 0; i < segment->arguments.count; i++) {
    hash = hash_pointer(hash, segment->arguments.items[i]);
  }
  for (size_t i = 0; i < segment->binding_count; i++) {
    hash = hash_pointer(hash, segment->bindings[i].name);
    hash = hash_pointer(hash, segment->bindings[i].type);
  }
  return hash;
}

static bool same_head(const mir_segment *left, const mir_segment *right) {
  if (left->kind != right->kind) {
    return false;
  }
  switch (left->kind) {
  case MIR_SEGMENT_NAME:
    return left->name == right->name;
  case MIR_SEGMENT_QUALIFIED:
  case MIR_SEGMENT_IMPL:
    return left->self_type == right->self_type && left->trait_path == right->trait_path;
  case MIR_SEGMENT_IMPL_AT:
    return mir_same_span(&left->span, &right->span);
  case MIR_SEGMENT_CLOSURE:
  case MIR_SEGMENT_CONSTANT:
  case MIR_SEGMENT_NESTED:
  case MIR_SEGMENT_PROMOTED:
    return left->index == right->index;
  }
  return false;
}

bool mir_same_segment(const mir_segment *left, const mir_segment *right) {
  if (!same_head(left, right) || !same_types(left->arguments, right->arguments) ||
      left->binding_count != right->binding_count) {
    return false;
  }
  for (size_t i = 0; i < left->binding_count; i++) {
    if (left->bindings[i].name != right->bindings[i].name ||
        left->bindings[i].type != right->bindings[i].type) {
      return false;
    }
  }
  return true;
}

static bool same_path(const mir_path *path, const mir_segment *segments, size_t count) {
  if (path->segment_count != count) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (!mir_same_segment(&path->segments[i], &segments[i])) {
      return false;
    }
  }
  return true;
}

static const void *keep_list(mir_arena *arena, const void *list, size_t count, size_t size) {
  return count == 0 ? NULL : mir_arena_copy(arena, list, count, size);
}

// A path and its segments, which stand behind it.
typedef struct mir_kept_path {
  mir_path path;
  mir_segment segments[];
} mir_kept_path;

// A copy of the path with its lists in the arena; NULL when memory is out.
static const mir_path *keep_path(mir_arena *arena, const mir_path *path) {
  size_t count = path->segment_count;
  size_t largest = (SIZE_MAX - sizeof(mir_kept_path)) / sizeof *path->segments;
  mir_kept_path *kept =
      count > largest ? NULL
                      : mir_arena_alloc(arena, 1, sizeof *kept + count * sizeof *path->segments);
  for (size_t i = 0; kept != NULL && i < count; i++) {
    mir_segment segment = path->segments[i];
    segment.arguments.items = keep_list(arena, segment.arguments.items, segment.arguments.count,
                                        sizeof *segment.arguments.items);
    segment.bindings =
        keep_list(arena, segment.bindings, segment.binding_count, sizeof *segment.bindings);
    kept->segments[i] = segment;
  }
  if (kept == NULL || mir_arena_is_exhausted(arena)) {
    return NULL;
  }
  kept->path = (mir_path){.segments = kept->segments, .segment_count = count, .stem = path->stem};
  return &kept->path;
}

// A path that is not in the table yet; NULL when memory is out.
static const mir_path *add_path(mir_arena *arena, uint64_t hash, const mir_path *path) {
  const mir_path *new_path = keep_path(arena, path);
  mir_table *table = mir_arena_table(arena, MIR_TABLE_PATHS);
  return new_path != NULL && mir_table_insert(table, arena, hash, new_path) ? new_path : NULL;
}

static uint64_t hash_path(const mir_segment *segments, size_t count) {
  uint64_t hash = mir_hash_word(0, count);
  for (size_t i = 0; i < count; i++) {
    hash = hash_segment(hash, &segments[i]);
  }
  return hash;
}

static const mir_path *find_path(mir_arena *arena, uint64_t hash, const mir_segment *segments,
                                 size_t count) {
  const mir_table *table = mir_arena_table(arena, MIR_TABLE_PATHS);
  size_t cursor = 0;
  const mir_path *known;
  while ((known = mir_table_next(table, hash, &cursor)) != NULL) {
    if (same_path(known, segments, count)) {
      return known;
    }
  }
  return NULL;
}

const mir_path *mir_intern_path(mir_arena *arena, const mir_segment *segments, size_t count) {
  uint64_t hash = hash_path(segments, count);
  const mir_path *known = find_path(arena, hash, segments, count);
  if (known != NULL) {
    return known;
  }
  mir_text stem;
  mir_text_init(&stem);
  mir_text_add_segments(&stem, segments, count, MIR_SPELL_STEM);
  mir_path path = {.segments = segments, .segment_count = count};
  path.stem = mir_text_finish(&stem, arena);
  return path.stem == NULL ? NULL : add_path(arena, hash, &path);
}

const mir_path *mir_intern_known_path(mir_arena *arena, const mir_path *path) {
  uint64_t hash = hash_path(path->segments, path->segment_count);
  const mir_path *known = find_path(arena, hash, path->segments, path->segment_count);
  return known != NULL ? known : add_path(arena, hash, path);
}
