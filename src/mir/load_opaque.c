// SPDX-License-Identifier: MIT
//
// `impl Trait` as a result, inside of the function that has it.
//
// Outside of the function rustc prints the type that `impl Trait` stands for. Inside of it some
// locals keep the name, and are cast where they become the result:
//
//   _4 = Option::<impl Fn(u8) -> u8>::Some(move _3);
//   _0 = move _4 as Option<{closure@f.rs:2:67: 2:77}> (Subtype);
//
// So the casts of a body tell what each `impl Trait` in it stands for. Two that are spelled in the
// same way are one type to us: if they stand for different types, both stay as they are.
#include "load_internal.h"
#include "rewrite.h"

typedef struct mir_reveal {
  const mir_type **opaque;
  const mir_type **types;
  size_t count;
  size_t capacity;
  bool has_conflict;
} mir_reveal;

static void reveal_type(mir_reveal *reveal, const mir_type *stated, const mir_type *actual);

static void reveal_list(mir_reveal *reveal, mir_type_list stated, mir_type_list actual) {
  for (size_t i = 0; i < stated.count && i < actual.count; i++) {
    reveal_type(reveal, stated.items[i], actual.items[i]);
  }
}

static void add(mir_reveal *reveal, const mir_type *opaque, const mir_type *type) {
  for (size_t i = 0; i < reveal->count; i++) {
    if (reveal->opaque[i] == opaque) {
      reveal->has_conflict |= reveal->types[i] != type;
      return;
    }
  }
  if (reveal->count < reveal->capacity) {
    reveal->opaque[reveal->count] = opaque;
    reveal->types[reveal->count++] = type;
  } else {
    reveal->has_conflict = true;
  }
}

// Compares what a cast is from with what it is to.
static void reveal_type(mir_reveal *reveal, const mir_type *stated, const mir_type *actual) {
  if (stated == actual) {
    return;
  }
  if (stated->kind == MIR_TYPE_OPAQUE) {
    add(reveal, stated, actual);
    return;
  }
  if (stated->kind != actual->kind) {
    return;
  }
  switch (stated->kind) {
  case MIR_TYPE_REFERENCE:
  case MIR_TYPE_RAW_POINTER:
    reveal_type(reveal, stated->pointer.pointee, actual->pointer.pointee);
    break;
  case MIR_TYPE_SLICE:
  case MIR_TYPE_ARRAY:
    reveal_type(reveal, stated->array.element, actual->array.element);
    break;
  case MIR_TYPE_TUPLE:
    reveal_list(reveal, stated->elements, actual->elements);
    break;
  case MIR_TYPE_PATH:
    reveal_list(reveal, mir_path_arguments(stated->path), mir_path_arguments(actual->path));
    break;
  default:
    break;
  }
}

static const mir_rvalue *subtype_cast(const mir_statement *statement) {
  const mir_rvalue *rvalue =
      statement->kind == MIR_STATEMENT_ASSIGN ? statement->assign.rvalue : NULL;
  bool is_cast =
      rvalue != NULL && rvalue->kind == MIR_RVALUE_CAST && rvalue->cast.kind == MIR_CAST_SUBTYPE;
  bool is_of_place = is_cast && (rvalue->cast.operand.kind == MIR_OPERAND_COPY ||
                                 rvalue->cast.operand.kind == MIR_OPERAND_MOVE);
  return is_of_place ? rvalue : NULL;
}

static void reveal_body(mir_reveal *reveal, const mir_body *body) {
  for (uint32_t i = 0; i < body->block_count; i++) {
    for (size_t j = 0; j < body->blocks[i].statement_count; j++) {
      const mir_rvalue *cast = subtype_cast(&body->blocks[i].statements[j]);
      const mir_type *stated =
          cast == NULL ? NULL : mir_place_type(body, &cast->cast.operand.place);
      if (stated != NULL) {
        reveal_type(reveal, stated, cast->cast.type);
      }
    }
  }
}

const mir_item *mir_reveal_opaque(mir_loader *loader, const mir_item *item) {
  enum { MOST = 16 };
  const mir_type *opaque[MOST];
  const mir_type *types[MOST];
  mir_reveal reveal = {opaque, types, 0, MOST, false};
  reveal_body(&reveal, item->body);
  if (reveal.count == 0 || reveal.has_conflict) {
    return item;
  }
  mir_substitution substitution = {.opaque = opaque,
                                   .opaque_types = types,
                                   .opaque_count = reveal.count,
                                   .resolver = &loader->resolver};
  const mir_item *made = mir_rewrite_guided(loader->arena, item, &substitution, NULL);
  return made != NULL && mir_note_captures(loader, made->body) ? made : NULL;
}
