// SPDX-License-Identifier: MIT
//
// Names, types and paths in an archive. A node's parts stand in front of it, so that each is
// interned from parts that are unique already (intern.h). A path brings its stem along.
#include "archive_parts.h"

#include <string.h>

#include "intern.h"

_Static_assert(sizeof(void *) != 8 || (sizeof(mir_type) == 80 && sizeof(mir_segment) == 72 &&
                                       sizeof(mir_path) == 24 && sizeof(mir_span) == 32),
               "a type or path is not what the archive holds");

// Behind its length a name has its hash, which is the same wherever the archive is read.
const char *mir_pass_name(mir_archive *archive, const char *name) {
  const void *node = name;
  if (mir_pass_node(archive, MIR_NODE_NAME, &node)) {
    return node;
  }
  size_t length = (size_t)mir_pass(archive, name == NULL ? 0 : strlen(name));
  uint64_t hash = archive->next != NULL || name == NULL ? 0 : mir_name_hash(name, length);
  const unsigned char *hash_bytes = mir_pass_bytes(archive, &hash, sizeof hash);
  const unsigned char *text = mir_pass_bytes(archive, name, length);
  if (archive->next != NULL && text != NULL) {
    memcpy(&hash, hash_bytes, sizeof hash);
    name = mir_arena_intern_hashed(archive->arena, hash, (const char *)text, length);
  }
  mir_add_node(archive, MIR_NODE_NAME, name);
  return name;
}

// A file and a line: most are in the file of the one before, and the line says whether they are.
static const char *pass_line(mir_archive *archive, const char *file, uint32_t *io_line) {
  uint64_t line = (uint64_t)*io_line << 1 | (file != archive->last_file);
  line = mir_pass(archive, line);
  if ((line & 1) != 0) {
    archive->last_file = mir_pass_name(archive, file);
  }
  *io_line = (uint32_t)(line >> 1);
  return archive->last_file;
}

mir_position mir_pass_position(mir_archive *archive, mir_position position) {
  position.file = pass_line(archive, position.file, &position.line);
  position.column = (uint32_t)mir_pass(archive, position.column);
  return position;
}

mir_span mir_pass_span(mir_archive *archive, mir_span span) {
  span.file = pass_line(archive, span.file, &span.line);
  span.column = (uint32_t)mir_pass(archive, span.column);
  span.end_line = (uint32_t)mir_pass(archive, span.end_line);
  span.end_column = (uint32_t)mir_pass(archive, span.end_column);
  span.copy = (uint32_t)mir_pass(archive, span.copy);
  return span;
}

// The lists of a node, which is interned with them.
static mir_type_list pass_types(mir_archive *archive, mir_type_list list) {
  const mir_type **types =
      mir_pass_short_list(archive, list.items, &list.count, sizeof(const mir_type *));
  for (size_t i = 0; i < list.count; i++) {
    types[i] = mir_pass_type(archive, types[i]);
  }
  list.items = types;
  return list;
}

static mir_path_list pass_bounds(mir_archive *archive, mir_path_list list) {
  const mir_path **paths =
      mir_pass_short_list(archive, list.items, &list.count, sizeof(const mir_path *));
  for (size_t i = 0; i < list.count; i++) {
    paths[i] = mir_pass_path(archive, paths[i]);
  }
  list.items = paths;
  return list;
}

mir_path_list mir_pass_paths(mir_archive *archive, mir_path_list list) {
  const mir_path **paths =
      mir_pass_list(archive, list.items, &list.count, sizeof(const mir_path *));
  for (size_t i = 0; i < list.count; i++) {
    paths[i] = mir_pass_path(archive, paths[i]);
  }
  list.items = paths;
  return list;
}

//===------------------------------------------------------------------------------------------===//
// Types
//===------------------------------------------------------------------------------------------===//

static void pass_function(mir_archive *archive, mir_function_type *function) {
  function->abi = mir_pass_name(archive, function->abi);
  function->parameters = pass_types(archive, function->parameters);
  function->result = mir_pass_type(archive, function->result);
  function->path = mir_pass_path(archive, function->path);
  function->is_unsafe = mir_pass(archive, function->is_unsafe) != 0;
  function->is_variadic = mir_pass(archive, function->is_variadic) != 0;
}

static void pass_pattern(mir_archive *archive, mir_pattern_type *pattern) {
  pattern->base = mir_pass_type(archive, pattern->base);
  pattern->first = mir_pass_wide(archive, pattern->first);
  pattern->last = mir_pass_wide(archive, pattern->last);
  pattern->has_first = mir_pass(archive, pattern->has_first) != 0;
  pattern->has_last = mir_pass(archive, pattern->has_last) != 0;
  pattern->is_not_null = mir_pass(archive, pattern->is_not_null) != 0;
}

static void pass_constant(mir_archive *archive, mir_type_constant *constant) {
  constant->value = mir_pass_wide(archive, constant->value);
  constant->primitive = (mir_primitive)mir_pass(archive, constant->primitive);
  constant->is_negative = mir_pass(archive, constant->is_negative) != 0;
}

static void pass_type(mir_archive *archive, mir_type *type) {
  type->kind = (mir_type_kind)mir_pass(archive, type->kind);
  switch (type->kind) {
  case MIR_TYPE_STR:
  case MIR_TYPE_NEVER:
  case MIR_TYPE_INFERRED:
    return;
  case MIR_TYPE_PRIMITIVE:
    type->primitive = (mir_primitive)mir_pass(archive, type->primitive);
    return;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    type->pointer.pointee = mir_pass_type(archive, type->pointer.pointee);
    type->pointer.is_mutable = mir_pass(archive, type->pointer.is_mutable) != 0;
    return;
  case MIR_TYPE_SLICE:
    type->array.element = mir_pass_type(archive, type->array.element);
    return;
  case MIR_TYPE_ARRAY:
    type->array.element = mir_pass_type(archive, type->array.element);
    type->array.length = mir_pass_type(archive, type->array.length);
    return;
  case MIR_TYPE_TUPLE:
    type->elements = pass_types(archive, type->elements);
    return;
  case MIR_TYPE_PATH:
    type->path = mir_pass_path(archive, type->path);
    return;
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    pass_function(archive, &type->function);
    return;
  case MIR_TYPE_CLOSURE:
    type->closure = mir_pass_span(archive, type->closure);
    type->closure_arguments = pass_types(archive, type->closure_arguments);
    return;
  case MIR_TYPE_DYN:
  case MIR_TYPE_OPAQUE:
    type->bounds = pass_bounds(archive, type->bounds);
    return;
  case MIR_TYPE_PATTERN:
    pass_pattern(archive, &type->pattern);
    return;
  case MIR_TYPE_CONSTANT:
    pass_constant(archive, &type->constant);
    return;
  case MIR_TYPE_UNSUPPORTED:
    type->unsupported.text = mir_pass_name(archive, type->unsupported.text);
    type->unsupported.position = mir_pass_position(archive, type->unsupported.position);
    return;
  }
}

const mir_type *mir_pass_type(mir_archive *archive, const mir_type *type) {
  const void *node = type;
  if (mir_pass_node(archive, MIR_NODE_TYPE, &node)) {
    return node;
  }
  bool is_read = archive->next != NULL;
  size_t mark = archive->scratch_used;
  mir_type value = is_read ? (mir_type){.kind = MIR_TYPE_STR} : *type;
  pass_type(archive, &value);
  if (is_read && archive->problem == NULL) {
    type = mir_intern_type(archive->arena, &value);
  }
  archive->scratch_used = mark;
  mir_add_node(archive, MIR_NODE_TYPE, type);
  return type;
}

//===------------------------------------------------------------------------------------------===//
// Paths
//===------------------------------------------------------------------------------------------===//

// In front of a segment stands its kind, and which of its lists are not empty.
enum { KIND = 7, HAS_ARGUMENTS = 8, HAS_BINDINGS = 16 };

static unsigned form_of(const mir_segment *segment) {
  return (unsigned)segment->kind | (segment->arguments.count != 0 ? HAS_ARGUMENTS : 0U) |
         (segment->binding_count != 0 ? HAS_BINDINGS : 0U);
}

static void pass_bindings(mir_archive *archive, mir_segment *segment) {
  mir_binding *bindings =
      mir_pass_short_list(archive, segment->bindings, &segment->binding_count, sizeof(mir_binding));
  for (size_t i = 0; i < segment->binding_count; i++) {
    bindings[i].name = mir_pass_name(archive, bindings[i].name);
    bindings[i].type = mir_pass_type(archive, bindings[i].type);
  }
  segment->bindings = bindings;
}

static void pass_segment(mir_archive *archive, mir_segment *segment) {
  unsigned form = (unsigned)mir_pass(archive, form_of(segment));
  segment->kind = (mir_segment_kind)(form & KIND);
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    segment->name = mir_pass_name(archive, segment->name);
    break;
  case MIR_SEGMENT_QUALIFIED:
  case MIR_SEGMENT_IMPL:
    segment->self_type = mir_pass_type(archive, segment->self_type);
    segment->trait_path = mir_pass_path(archive, segment->trait_path);
    break;
  case MIR_SEGMENT_IMPL_AT:
    segment->span = mir_pass_span(archive, segment->span);
    break;
  case MIR_SEGMENT_CLOSURE:
  case MIR_SEGMENT_CONSTANT:
  case MIR_SEGMENT_NESTED:
  case MIR_SEGMENT_PROMOTED:
    segment->index = mir_pass(archive, segment->index);
    break;
  }
  if ((form & HAS_ARGUMENTS) != 0) {
    segment->arguments = pass_types(archive, segment->arguments);
  }
  if ((form & HAS_BINDINGS) != 0) {
    pass_bindings(archive, segment);
  }
}

// How many segments the path has in common with the one before it.
static size_t count_shared(const mir_path *before, const mir_path *path) {
  size_t count = 0;
  while (before != NULL && count < before->segment_count && count < path->segment_count &&
         mir_same_segment(&before->segments[count], &path->segments[count])) {
    count++;
  }
  return count;
}

// Neighbours are mostly functions of one impl, so a path says with how many of the segments of the
// one before it it begins.
static mir_segment *pass_segments(mir_archive *archive, const mir_path *path, size_t *out_count) {
  const mir_path *before = archive->last_path;
  bool is_read = archive->next != NULL;
  *out_count = path->segment_count;
  mir_segment *segments =
      mir_pass_short_list(archive, path->segments, out_count, sizeof(mir_segment));
  size_t shared = (size_t)mir_pass(archive, is_read ? 0 : count_shared(before, path));
  if (is_read && shared != 0 && shared <= *out_count) {
    memcpy(segments, before->segments, shared * sizeof *segments);
  }
  for (size_t i = shared; i < *out_count; i++) {
    pass_segment(archive, &segments[i]);
  }
  return segments;
}

const mir_path *mir_pass_path(mir_archive *archive, const mir_path *path) {
  const void *node = path;
  if (mir_pass_node(archive, MIR_NODE_PATH, &node)) {
    return node;
  }
  bool is_read = archive->next != NULL;
  size_t mark = archive->scratch_used;
  mir_path value = is_read ? (mir_path){.stem = NULL} : *path;
  value.segments = pass_segments(archive, &value, &value.segment_count);
  value.stem = mir_pass_name(archive, value.stem);
  if (is_read && archive->problem == NULL) {
    path = mir_intern_known_path(archive->arena, &value);
  }
  archive->scratch_used = mark;
  archive->last_path = path;
  mir_add_node(archive, MIR_NODE_PATH, path);
  return path;
}
