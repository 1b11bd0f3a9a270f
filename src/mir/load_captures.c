// SPDX-License-Identifier: MIT
//
// What a closure captures where the text leaves a part of it out.
//
// rustc prints a closure as `{closure@..} { a: move _3, b: copy _4 }`: an operand for each variable
// that the closure mentions. But a closure captures places, `self.head` and `self.len`, not
// variables, and there may be more of these: the operands are in the order of the captures, and the
// last ones are missing. All of them are known from the closure's own body, which has a line for
// each, `debug self__len => (*(_1.1: &mut usize))`: its number, type, and whether it is a
// reference that the capturing made.
//   - Such references are made in front of the closure, each by an assignment of its own, and in
//     order: `_6 = &mut ((*_1).1: usize)`.
//   - What is captured by value is the place that the name spells, `s.b.1` of `s__b__1`: a variable
//     of the function that makes the closure, and fields.
// What is found must have the right type, and be the only answer; otherwise the closure is left as
// it is, and using it is "unsupported".
#include <string.h>

#include "load_internal.h"
#include "types_agree.h"

typedef struct mir_capture {
  const char *name; // `self__len`, or NULL while not known.
  const mir_type *type;
  mir_span span; // Where its variable was declared.
  bool is_by_reference;
} mir_capture;

//===------------------------------------------------------------------------------------------===//
// The closure's body
//===------------------------------------------------------------------------------------------===//

// The field of the closure that a variable of its body lies in: `(_1.N: T)`, or `((*_1).N: T)`.
// NULL when it lies elsewhere.
static const mir_projection *captured_field(const mir_debug_variable *variable,
                                            bool *out_is_by_reference) {
  const mir_place *place = &variable->place;
  size_t first = 0;
  if (variable->constant != NULL || place->local != 1) {
    return NULL;
  }
  while (first < place->projection_count &&
         place->projections[first].kind == MIR_PROJECTION_DEREFERENCE) {
    first++;
  }
  size_t rest = place->projection_count - first;
  if (rest == 0 || rest > 2 || place->projections[first].kind != MIR_PROJECTION_FIELD) {
    return NULL;
  }
  *out_is_by_reference = rest == 2;
  return &place->projections[first];
}

const mir_type *mir_captured_type(const mir_debug_variable *variable, uint32_t *out_index) {
  bool ignored = false;
  const mir_projection *field = captured_field(variable, &ignored);
  if (field != NULL && out_index != NULL) {
    *out_index = field->field.index;
  }
  return field == NULL ? NULL : field->field.type;
}

// All captures of a closure, by its body. An empty list when one is not known.
static bool list_captures(mir_arena *arena, const mir_body *body, mir_capture **out_captures,
                          size_t *out_count) {
  bool is_by_reference = false;
  mir_capture *captures = mir_arena_alloc(arena, body->variable_count, sizeof *captures);
  if (captures == NULL) {
    return false;
  }
  size_t count = 0;
  size_t known = 0;
  for (size_t i = 0; i < body->variable_count; i++) {
    const mir_debug_variable *variable = &body->variables[i];
    const mir_projection *field = captured_field(variable, &is_by_reference);
    if (field == NULL || field->field.index >= body->variable_count) {
      continue;
    }
    mir_capture *capture = &captures[field->field.index];
    known += capture->name == NULL;
    *capture =
        (mir_capture){variable->name, field->field.type, variable->source.span, is_by_reference};
    count = field->field.index + 1 > count ? field->field.index + 1 : count;
  }
  *out_captures = captures;
  *out_count = known == count ? count : 0;
  return true;
}

//===------------------------------------------------------------------------------------------===//
// References
//===------------------------------------------------------------------------------------------===//

// Whether the statement may stand among those that make the references: it makes one, or gets the
// pointer that one goes through.
static bool prepares_reference(const mir_statement *statement, bool *out_is_reference) {
  *out_is_reference = false;
  if (statement->kind != MIR_STATEMENT_ASSIGN) {
    return statement->kind == MIR_STATEMENT_STORAGE_LIVE;
  }
  mir_rvalue_kind kind = statement->assign.rvalue->kind;
  *out_is_reference = kind == MIR_RVALUE_REFERENCE;
  return statement->assign.place.projection_count == 0 &&
         (kind == MIR_RVALUE_REFERENCE || kind == MIR_RVALUE_USE || kind == MIR_RVALUE_CAST);
}

// The locals that hold the last `count` references made in front of a statement, in order. False
// when there are fewer.
static bool find_references(const mir_block *block, size_t statement, uint32_t *out_locals,
                            size_t count) {
  bool is_reference = false;
  while (count > 0 && statement > 0 &&
         prepares_reference(&block->statements[statement - 1], &is_reference)) {
    statement--;
    if (is_reference) {
      out_locals[--count] = block->statements[statement].assign.place.local;
    }
  }
  return count == 0;
}

//===------------------------------------------------------------------------------------------===//
// Values
//===------------------------------------------------------------------------------------------===//

// The fields of a struct or tuple type.
typedef struct mir_parts {
  const mir_variant *declared; // NULL: a tuple.
  mir_type_list elements;
  mir_substitution substitution;
  size_t count;
} mir_parts;

static mir_parts parts_of(mir_loader *loader, const mir_type *type) {
  mir_parts parts = {.count = 0};
  if (type->kind == MIR_TYPE_TUPLE) {
    parts.elements = type->elements;
    parts.count = type->elements.count;
    return parts;
  }
  const mir_rust_item *item =
      type->kind == MIR_TYPE_PATH ? mir_find_type_item(&loader->types, type->path) : NULL;
  if (item != NULL && item->kind == MIR_RUST_STRUCT &&
      mir_substitution_make(loader->arena, &parts.substitution, &loader->resolver, item->parameters,
                            item->parameter_count, mir_path_arguments(type->path))) {
    parts.declared = &item->variants[0];
    parts.count = item->variants[0].field_count;
  }
  return parts;
}

static const char *part_name(mir_loader *loader, const mir_parts *parts, size_t index) {
  return parts->declared != NULL ? parts->declared->fields[index].name
                                 : mir_arena_format(loader->arena, "%zu", index);
}

static const mir_type *part_type(mir_loader *loader, const mir_parts *parts, size_t index) {
  return parts->declared != NULL
             ? mir_substitute_type(loader->arena, parts->declared->fields[index].type,
                                   &parts->substitution)
             : parts->elements.items[index];
}

// What is left of a name behind one of its parts: behind `a` of `a__b` it is `b`, and of `a` it is
// "". NULL when the name does not begin with the part.
static const char *behind_part(const char *name, const char *part) {
  size_t length = strlen(part);
  if (strncmp(name, part, length) != 0) {
    return NULL;
  }
  name += length;
  return *name == '\0' ? name : strncmp(name, "__", 2) == 0 ? name + 2 : NULL;
}

// A search for places that a name spells.
typedef struct mir_spelling {
  mir_loader *loader;
  const mir_type *type; // Of the place that is looked for.
  mir_place found;
  size_t found_count;
} mir_spelling;

static bool extend_place(mir_arena *arena, mir_place *io_place, const mir_projection *projection) {
  size_t count = io_place->projection_count;
  mir_projection *projections = mir_arena_alloc(arena, count + 1, sizeof *projections);
  if (projections == NULL) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    projections[i] = io_place->projections[i];
  }
  projections[count] = *projection;
  io_place->projections = projections;
  io_place->projection_count = count + 1;
  return true;
}

// Follows the fields that `name` spells from a place of this type on. The depth is bounded by the
// name's length. False when memory is out.
static bool follow_fields(mir_spelling *spelling, const mir_place *place, const mir_type *type,
                          const char *name) {
  mir_loader *loader = spelling->loader;
  if (*name == '\0') {
    if (mir_types_agree(&loader->types, type, spelling->type)) {
      spelling->found = *place;
      spelling->found_count++;
    }
    return true;
  }
  mir_parts parts = parts_of(loader, type);
  for (size_t i = 0; i < parts.count; i++) {
    const char *rest = behind_part(name, part_name(loader, &parts, i));
    if (rest == NULL) {
      continue;
    }
    const mir_type *inner = part_type(loader, &parts, i);
    mir_projection field = {.kind = MIR_PROJECTION_FIELD};
    field.field.index = (uint32_t)i;
    field.field.type = *rest == '\0' ? spelling->type : inner;
    mir_place extended = *place;
    if (inner == NULL || !extend_place(loader->arena, &extended, &field) ||
        !follow_fields(spelling, &extended, inner, rest)) {
      return false;
    }
  }
  return !mir_arena_is_exhausted(loader->arena);
}

// The place of the maker that a capture by value is; found_count is 1 when it is known.
static bool spell_place(mir_spelling *spelling, const mir_body *maker, const mir_capture *capture) {
  for (size_t i = 0; i < maker->variable_count; i++) {
    const mir_debug_variable *variable = &maker->variables[i];
    const mir_span *span = &variable->source.span;
    bool is_declared_there = span->file == capture->span.file && span->line == capture->span.line &&
                             span->column == capture->span.column;
    const char *rest = behind_part(capture->name, variable->name);
    const mir_type *type = mir_place_type(maker, &variable->place);
    if (variable->constant == NULL && is_declared_there && rest != NULL && type != NULL &&
        !follow_fields(spelling, &variable->place, type, rest)) {
      return false;
    }
  }
  return true;
}

//===------------------------------------------------------------------------------------------===//
// Makers
//===------------------------------------------------------------------------------------------===//

static size_t count_references(const mir_capture *captures, size_t count) {
  size_t references = 0;
  for (size_t i = 0; i < count; i++) {
    references += captures[i].is_by_reference;
  }
  return references;
}

// One operand that the text leaves out; `local` holds it when it is a reference. *out_is_known
// tells whether it was found. False when memory is out.
static bool restore_operand(mir_loader *loader, const mir_body *maker, const mir_capture *capture,
                            uint32_t local, mir_operand *out_operand, bool *out_is_known) {
  *out_operand = (mir_operand){.kind = MIR_OPERAND_MOVE};
  if (capture->is_by_reference) {
    out_operand->place.local = local;
    *out_is_known = mir_types_agree(&loader->types, maker->locals[local].type, capture->type);
    return true;
  }
  mir_spelling spelling = {.loader = loader, .type = capture->type};
  bool done = spell_place(&spelling, maker, capture);
  out_operand->place = spelling.found;
  *out_is_known = spelling.found_count == 1;
  return done;
}

// Completes one closure's operands when the text has fewer than there are captures.
static bool complete(mir_loader *loader, const mir_body *maker, const mir_block *block,
                     size_t statement, mir_aggregate *closure) {
  const mir_item *item = mir_pointer_map_get(&loader->closures, closure->type);
  mir_capture *captures = NULL;
  size_t count = 0;
  if (item == NULL) {
    return true;
  }
  if (!list_captures(loader->arena, item->body, &captures, &count)) {
    return false;
  }
  if (count <= closure->operands.count) {
    return true;
  }
  size_t reference_count = count_references(captures, count);
  uint32_t *locals = mir_arena_alloc(loader->arena, reference_count, sizeof *locals);
  mir_operand *operands = mir_arena_alloc(loader->arena, count, sizeof *operands);
  if (locals == NULL || operands == NULL) {
    return false;
  }
  bool is_known = find_references(block, statement, locals, reference_count);
  for (size_t i = 0, reference = 0; is_known && i < count; i++) {
    uint32_t local = captures[i].is_by_reference ? locals[reference++] : 0;
    if (i < closure->operands.count) {
      operands[i] = closure->operands.items[i];
    } else if (!restore_operand(loader, maker, &captures[i], local, &operands[i], &is_known)) {
      return false;
    }
  }
  closure->operands = is_known ? (mir_operand_list){operands, count} : closure->operands;
  return is_known ||
         mir_pointer_map_set(&loader->incomplete_closures, loader->arena, closure->type, closure);
}

bool mir_complete_captures(mir_loader *loader, const mir_body *maker) {
  for (uint32_t i = 0; i < maker->block_count; i++) {
    const mir_block *block = &maker->blocks[i];
    for (size_t j = 0; j < block->statement_count; j++) {
      const mir_statement *statement = &block->statements[j];
      // The tree was made for this program, and nobody has looked at closures yet.
      if (statement->kind == MIR_STATEMENT_ASSIGN &&
          statement->assign.rvalue->kind == MIR_RVALUE_CLOSURE &&
          !complete(loader, maker, block, j,
                    (mir_aggregate *)(uintptr_t)&statement->assign.rvalue->aggregate)) {
        return false;
      }
    }
  }
  return true;
}
