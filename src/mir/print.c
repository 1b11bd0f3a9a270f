// SPDX-License-Identifier: MIT
//
// The spelling of types and paths is rustc's, with two liberties: lifetimes are gone, and generic
// arguments in a path are always written `::<..>` in front of a further segment and at the end, so
// that one path has one spelling. `Fn(A) -> B` is spelled as it is kept: `Fn<(A,), Output = B>`.
#include "print.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Aliases and generic arguments can make a type whose text would fill all memory. It is not written
// out; as with memory that is out, whoever asked gets nothing.
enum { LONGEST_TEXT = 1 << 24 };

void mir_text_init(mir_text *text) {
  text->data = text->inline_data;
  text->length = 0;
  text->capacity = sizeof text->inline_data;
  text->limit = SIZE_MAX;
  text->has_failed = false;
}

const char *mir_text_finish(mir_text *text, mir_arena *arena) {
  const char *name = text->has_failed ? NULL : mir_arena_intern(arena, text->data, text->length);
  if (text->data != text->inline_data) {
    free(text->data);
  }
  return name;
}

static void add_bytes(mir_text *text, const char *piece, size_t length) {
  text->has_failed |= length > LONGEST_TEXT - text->length;
  if (text->has_failed) {
    return;
  }
  if (text->capacity - text->length < length) {
    size_t capacity = (text->length + length) * 2;
    bool was_inline = text->data == text->inline_data;
    char *data = realloc(was_inline ? NULL : text->data, capacity);
    if (data == NULL) {
      text->has_failed = true;
      return;
    }
    if (was_inline) {
      memcpy(data, text->inline_data, text->length);
    }
    text->data = data;
    text->capacity = capacity;
  }
  memcpy(text->data + text->length, piece, length);
  text->length += length;
}

void mir_text_add(mir_text *text, const char *piece) {
  add_bytes(text, piece, strlen(piece));
}

void mir_text_add_integer(mir_text *text, mir_uint128 value, bool is_negative) {
  char digits[40];
  size_t start = sizeof digits;
  if (is_negative) {
    mir_text_add(text, "-");
    value = -value;
  }
  do {
    digits[--start] = (char)('0' + (int)(value % 10));
    value /= 10;
  } while (value != 0);
  add_bytes(text, digits + start, sizeof digits - start);
}

static void add_number(mir_text *text, const char *before, uint64_t value) {
  char digits[24];
  size_t start = sizeof digits;
  mir_text_add(text, before);
  do {
    digits[--start] = (char)('0' + (int)(value % 10));
    value /= 10;
  } while (value != 0);
  add_bytes(text, digits + start, sizeof digits - start);
}

static void add_span(mir_text *text, const mir_span *span) {
  mir_text_add(text, span->file);
  add_number(text, ":", span->line);
  add_number(text, ":", span->column);
  add_number(text, ": ", span->end_line);
  add_number(text, ":", span->end_column);
  if (span->copy != 0) {
    add_number(text, " #", span->copy + UINT64_C(1));
  }
}

static void add_types(mir_text *text, mir_type_list types, mir_spelling spelling) {
  for (size_t i = 0; i < types.count; i++) {
    mir_text_add(text, i == 0 ? "" : ", ");
    mir_text_add_type(text, types.items[i], spelling);
  }
}

static void add_path(mir_text *text, const mir_path *path, mir_spelling spelling) {
  mir_text_add_segments(text, path->segments, path->segment_count, spelling);
}

static void add_bounds(mir_text *text, mir_path_list bounds, mir_spelling spelling) {
  for (size_t i = 0; i < bounds.count; i++) {
    mir_text_add(text, i == 0 ? "" : " + ");
    add_path(text, bounds.items[i], spelling);
  }
}

static void add_function(mir_text *text, const mir_function_type *function, mir_spelling spelling) {
  mir_text_add(text, function->is_unsafe ? "unsafe " : "");
  if (strcmp(function->abi, "Rust") != 0) {
    mir_text_add(text, "extern \"");
    mir_text_add(text, function->abi);
    mir_text_add(text, "\" ");
  }
  mir_text_add(text, "fn(");
  add_types(text, function->parameters, spelling);
  if (function->is_variadic) {
    mir_text_add(text, function->parameters.count == 0 ? "..." : ", ...");
  }
  mir_text_add(text, ")");
  if (function->result->kind != MIR_TYPE_TUPLE || function->result->elements.count != 0) {
    mir_text_add(text, " -> ");
    mir_text_add_type(text, function->result, spelling);
  }
  if (function->path != NULL) {
    mir_text_add(text, " {");
    add_path(text, function->path, spelling);
    mir_text_add(text, "}");
  }
}

static void add_constant(mir_text *text, const mir_type_constant *constant) {
  if (constant->primitive == MIR_PRIMITIVE_BOOL) {
    mir_text_add(text, constant->value != 0 ? "true" : "false");
  } else if (constant->primitive == MIR_PRIMITIVE_CHAR) {
    char escape[16];
    snprintf(escape, sizeof escape, "'\\u{%x}'", (unsigned)constant->value);
    mir_text_add(text, escape);
  } else {
    mir_text_add_integer(text, constant->value, constant->is_negative);
  }
}

static void add_pattern(mir_text *text, const mir_pattern_type *pattern, mir_spelling spelling) {
  mir_text_add(text, "(");
  mir_text_add_type(text, pattern->base, spelling);
  mir_text_add(text, ") is ");
  if (pattern->is_not_null) {
    mir_text_add(text, "!null");
    return;
  }
  if (pattern->has_first) {
    mir_text_add_integer(text, pattern->first, false);
  }
  mir_text_add(text, "..");
  if (pattern->has_last) {
    mir_text_add(text, "=");
    mir_text_add_integer(text, pattern->last, false);
  }
}

// References, pointers, slices, arrays and tuples.
static void add_compound(mir_text *text, const mir_type *type, mir_spelling spelling) {
  switch (type->kind) {
  case MIR_TYPE_REFERENCE:
    mir_text_add(text, type->pointer.is_mutable ? "&mut " : "&");
    break;
  case MIR_TYPE_RAW_POINTER:
    mir_text_add(text, type->pointer.is_mutable ? "*mut " : "*const ");
    break;
  case MIR_TYPE_TUPLE:
    mir_text_add(text, "(");
    add_types(text, type->elements, spelling);
    mir_text_add(text, type->elements.count == 1 ? ",)" : ")");
    return;
  default:
    mir_text_add(text, "[");
    mir_text_add_type(text, type->array.element, spelling);
    if (type->kind == MIR_TYPE_ARRAY) {
      mir_text_add(text, "; ");
      mir_text_add_type(text, type->array.length, spelling);
    }
    mir_text_add(text, "]");
    return;
  }
  const mir_type *pointee = type->pointer.pointee;
  bool needs_parentheses = (pointee->kind == MIR_TYPE_DYN || pointee->kind == MIR_TYPE_OPAQUE) &&
                           pointee->bounds.count > 1;
  mir_text_add(text, needs_parentheses ? "(" : "");
  mir_text_add_type(text, pointee, spelling);
  mir_text_add(text, needs_parentheses ? ")" : "");
}

void mir_text_add_type(mir_text *text, const mir_type *type, mir_spelling spelling) {
  if (text->has_failed) {
    return;
  }
  if (text->length > text->limit) {
    mir_text_add(text, "..");
    return;
  }
  switch (type->kind) {
  case MIR_TYPE_PRIMITIVE:
    mir_text_add(text, mir_primitive_name(type->primitive));
    break;
  case MIR_TYPE_STR:
    mir_text_add(text, "str");
    break;
  case MIR_TYPE_NEVER:
    mir_text_add(text, "!");
    break;
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
  case MIR_TYPE_SLICE:
  case MIR_TYPE_ARRAY:
  case MIR_TYPE_TUPLE:
    add_compound(text, type, spelling);
    break;
  case MIR_TYPE_PATH:
    add_path(text, type->path, spelling);
    break;
  case MIR_TYPE_FUNCTION_POINTER:
  case MIR_TYPE_FUNCTION_ITEM:
    add_function(text, &type->function, spelling);
    break;
  case MIR_TYPE_CLOSURE:
    mir_text_add(text, "{closure@");
    add_span(text, &type->closure);
    mir_text_add(text, "}");
    break;
  case MIR_TYPE_DYN:
  case MIR_TYPE_OPAQUE:
    mir_text_add(text, type->kind == MIR_TYPE_DYN ? "dyn " : "impl ");
    add_bounds(text, type->bounds, spelling);
    break;
  case MIR_TYPE_PATTERN:
    add_pattern(text, &type->pattern, spelling);
    break;
  case MIR_TYPE_CONSTANT:
    add_constant(text, &type->constant);
    break;
  case MIR_TYPE_INFERRED:
    mir_text_add(text, "_");
    break;
  case MIR_TYPE_UNSUPPORTED:
    mir_text_add(text, type->unsupported.text);
    break;
  }
}

static void add_arguments(mir_text *text, const mir_segment *segment) {
  if (segment->arguments.count == 0 && segment->binding_count == 0) {
    return;
  }
  mir_text_add(text, "<");
  add_types(text, segment->arguments, MIR_SPELL_FULL);
  for (size_t i = 0; i < segment->binding_count; i++) {
    mir_text_add(text, i == 0 && segment->arguments.count == 0 ? "" : ", ");
    mir_text_add(text, segment->bindings[i].name);
    mir_text_add(text, " = ");
    mir_text_add_type(text, segment->bindings[i].type, MIR_SPELL_FULL);
  }
  mir_text_add(text, ">");
}

static void add_numbered(mir_text *text, const char *open, uint64_t index, const char *close) {
  mir_text_add(text, open);
  mir_text_add_integer(text, index, false);
  mir_text_add(text, close);
}

static void add_segment(mir_text *text, const mir_segment *segment, mir_spelling spelling) {
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    mir_text_add(text, segment->name);
    break;
  case MIR_SEGMENT_QUALIFIED:
    mir_text_add(text, "<");
    mir_text_add_type(text, segment->self_type, spelling);
    if (segment->trait_path != NULL) {
      mir_text_add(text, " as ");
      add_path(text, segment->trait_path, spelling);
    }
    mir_text_add(text, ">");
    break;
  case MIR_SEGMENT_IMPL:
    mir_text_add(text, "<impl ");
    if (segment->trait_path != NULL) {
      add_path(text, segment->trait_path, spelling);
      mir_text_add(text, " for ");
    }
    mir_text_add_type(text, segment->self_type, spelling);
    mir_text_add(text, ">");
    break;
  case MIR_SEGMENT_IMPL_AT:
    mir_text_add(text, "<impl at ");
    add_span(text, &segment->span);
    mir_text_add(text, ">");
    break;
  case MIR_SEGMENT_CLOSURE:
    add_numbered(text, "{closure#", segment->index, "}");
    break;
  case MIR_SEGMENT_CONSTANT:
    add_numbered(text, "{constant#", segment->index, "}");
    break;
  case MIR_SEGMENT_NESTED:
    add_numbered(text, "{nested#", segment->index, "}");
    break;
  case MIR_SEGMENT_PROMOTED:
    add_numbered(text, "promoted[", segment->index, "]");
    break;
  }
}

void mir_text_add_segments(mir_text *text, const mir_segment *segments, size_t count,
                           mir_spelling spelling) {
  for (size_t i = 0; i < count; i++) {
    mir_text_add(text, i == 0 ? "" : "::");
    add_segment(text, &segments[i], spelling);
    if (spelling == MIR_SPELL_FULL) {
      add_arguments(text, &segments[i]);
    }
  }
}

const char *mir_type_name(mir_arena *arena, const mir_type *type) {
  mir_text text;
  mir_text_init(&text);
  text.limit = MIR_TYPE_NAME_LIMIT;
  mir_text_add_type(&text, type, MIR_SPELL_FULL);
  return mir_text_finish(&text, arena);
}

const char *mir_type_text(mir_arena *arena, const mir_type *type) {
  mir_text text;
  mir_text_init(&text);
  mir_text_add_type(&text, type, MIR_SPELL_FULL);
  return mir_text_finish(&text, arena);
}

const char *mir_path_text(mir_arena *arena, const mir_path *path) {
  mir_text text;
  mir_text_init(&text);
  add_path(&text, path, MIR_SPELL_FULL);
  return mir_text_finish(&text, arena);
}

const char *mir_primitive_name(mir_primitive primitive) {
  static const char *const names[] = {
#define X(name, text, size, is_signed) text,
      MIR_PRIMITIVES(X)
#undef X
  };
  return names[primitive];
}

const char *mir_cast_name(mir_cast cast) {
  static const char *const names[] = {
#define X(name, text) text,
      MIR_CASTS(X)
#undef X
  };
  return names[cast];
}

const char *mir_binary_name(mir_binary operator) {
  static const char *const names[] = {
#define X(name, text) text,
      MIR_BINARIES(X)
#undef X
  };
  return names[operator];
}

const char *mir_unary_name(mir_unary operator) {
  static const char *const names[] = {
#define X(name, text) text,
      MIR_UNARIES(X)
#undef X
  };
  return names[operator];
}
