// SPDX-License-Identifier: MIT
//
// The type check of a body, before it is lowered: a body whose types do not fit together is refused
// with its line, whether or not it is ever reached.
//
// The model. Each place and operand has a type, computed from the text: locals, fields and casts
// state theirs, a dereference, an index or an operator derives its own. Each statement and
// terminator then demands something of these types:
//
//   assignment    the place has the type of the rvalue; operators and casts take the kinds that
//                 they are made for; an aggregate has its declaration's fields;
//   terminator    `switchInt` takes an integer, bool or char, and values in its range; `assert` a
//                 bool; a call gives the parameters their types, and its place the result's;
//   item          `_0` has the type that the head states, and so has `= const ..`.
//
// Types are compared by types_agree.c, which refuses only what certainly differs. What the text
// does not tell is not checked here: lowering meets it again, with layouts, and either refuses it
// or leaves an instruction that says "unsupported". Instances of generic items are checked like
// other bodies; generic items without an instance are not, since their types are not known.
//
// The check looks at each node once. Fields and variants come from the layouts that lowering needs
// anyway, so that a type's declaration is resolved once.
#include "load_check.h"

#include "print.h"

//===------------------------------------------------------------------------------------------===//
// Answers
//===------------------------------------------------------------------------------------------===//

static const char *text_of(mir_builder *builder, const mir_type *type) {
  const char *text = mir_type_text(builder->loader->arena, type);
  return text == NULL ? "" : text;
}

bool mir_check_refuse(mir_builder *builder, const char *what, const char *expected,
                      const mir_type *found) {
  return mir_builder_invalid(builder, "%s: expected %s, found `%s`", what, expected,
                             text_of(builder, found));
}

bool mir_check_agree(mir_builder *builder, const char *what, const mir_type *expected,
                     const mir_type *found) {
  return mir_types_agree(&builder->loader->types, expected, found) ||
         mir_builder_invalid(builder, "%s: expected `%s`, found `%s`", what,
                             text_of(builder, expected), text_of(builder, found));
}

const char *mir_check_declared_at(mir_builder *builder, const mir_layout *layout) {
  return layout->item == NULL
             ? ""
             : mir_arena_format(builder->loader->arena,
                                "; it is declared at %s:%u: " MIR_OTHER_SOURCE,
                                layout->item->position.file, layout->item->position.line);
}

static unsigned set_of_primitive(mir_primitive primitive) {
  switch (primitive) {
  case MIR_PRIMITIVE_BOOL:
    return MIR_SET_BOOL;
  case MIR_PRIMITIVE_CHAR:
    return MIR_SET_CHAR;
  case MIR_PRIMITIVE_F16:
  case MIR_PRIMITIVE_F32:
  case MIR_PRIMITIVE_F64:
  case MIR_PRIMITIVE_F128:
    return MIR_SET_FLOAT;
  case MIR_PRIMITIVE_USIZE:
    return MIR_SET_INTEGER | MIR_SET_USIZE;
  default:
    return MIR_SET_INTEGER;
  }
}

bool mir_type_is_in(mir_types *types, const mir_type *type, unsigned sets) {
  if (type == NULL) {
    return true;
  }
  type = mir_resolve_alias(types, type);
  type = type->kind == MIR_TYPE_PATTERN ? type->pattern.base : type;
  switch (type->kind) {
  case MIR_TYPE_PRIMITIVE:
    return (set_of_primitive(type->primitive) & sets) != 0;
  case MIR_TYPE_REFERENCE:
    return (sets & MIR_SET_REFERENCE) != 0;
  case MIR_TYPE_RAW_POINTER:
    return (sets & MIR_SET_RAW_POINTER) != 0;
  case MIR_TYPE_FUNCTION_POINTER:
    return (sets & MIR_SET_FUNCTION_POINTER) != 0;
  case MIR_TYPE_PATH: {
    const mir_rust_item *item = mir_find_type_item(types, type->path);
    bool is_known = item != NULL && item != &types->ambiguous && item->kind != MIR_RUST_ALIAS;
    return !is_known || (item->kind == MIR_RUST_ENUM && (sets & MIR_SET_ENUM) != 0);
  }
  case MIR_TYPE_OPAQUE:
  case MIR_TYPE_INFERRED:
  case MIR_TYPE_UNSUPPORTED:
    return true;
  default:
    return false;
  }
}

//===------------------------------------------------------------------------------------------===//
// Statements
//===------------------------------------------------------------------------------------------===//

static bool check_set_discriminant(mir_builder *builder, const mir_statement *statement) {
  const mir_type *type;
  if (!mir_check_place(builder, &type, &statement->set_discriminant.place)) {
    return false;
  }
  const mir_layout *layout = type == NULL ? NULL : mir_builder_layout(builder, type);
  if (layout == NULL || layout->class == MIR_CLASS_UNKNOWN) {
    return type == NULL || layout != NULL;
  }
  return (layout->shape == MIR_SHAPE_ENUM &&
          statement->set_discriminant.variant < layout->variant_count) ||
         mir_builder_invalid(builder, "type `%s` has no variant %u", layout->name,
                             statement->set_discriminant.variant);
}

static bool check_assume(mir_builder *builder, const mir_operand *operand) {
  const mir_type *type;
  return mir_check_operand(builder, &type, operand) &&
         (mir_type_is_in(&builder->loader->types, type, MIR_SET_BOOL) ||
          mir_check_refuse(builder, "`assume`", "`bool`", type));
}

static bool check_copy(mir_builder *builder, const mir_statement *statement) {
  mir_types *types = &builder->loader->types;
  unsigned pointers = MIR_SET_RAW_POINTER | MIR_SET_REFERENCE;
  const mir_type *source;
  const mir_type *destination;
  const mir_type *count;
  if (!mir_check_operand(builder, &destination, statement->copy.destination) ||
      !mir_check_operand(builder, &source, statement->copy.source) ||
      !mir_check_operand(builder, &count, statement->copy.count)) {
    return false;
  }
  if (!mir_type_is_in(types, destination, pointers)) {
    return mir_check_refuse(builder, "the destination of a copy", "a pointer", destination);
  }
  if (!mir_type_is_in(types, source, pointers)) {
    return mir_check_refuse(builder, "the source of a copy", "a pointer", source);
  }
  return mir_type_is_in(types, count, MIR_SET_USIZE) ||
         mir_check_refuse(builder, "the count of a copy", "`usize`", count);
}

static bool check_statement(mir_builder *builder, const mir_statement *statement) {
  const mir_type *ignored;
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    return mir_check_assign(builder, &statement->assign.place, statement->assign.rvalue);
  case MIR_STATEMENT_SET_DISCRIMINANT:
    return check_set_discriminant(builder, statement);
  case MIR_STATEMENT_PLACE_MENTION:
  case MIR_STATEMENT_DEINIT:
    return mir_check_place(builder, &ignored, &statement->place);
  case MIR_STATEMENT_ASSUME:
    return check_assume(builder, statement->operand);
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    return check_copy(builder, statement);
  default:
    return true;
  }
}

//===------------------------------------------------------------------------------------------===//
// Items
//===------------------------------------------------------------------------------------------===//

static bool check_block(mir_builder *builder, const mir_block *block) {
  for (size_t i = 0; i < block->statement_count; i++) {
    builder->position = block->statements[i].source.position;
    if (!check_statement(builder, &block->statements[i])) {
      return false;
    }
  }
  builder->position = block->terminator.source.position;
  return mir_check_terminator(builder, &block->terminator);
}

bool mir_check_body(mir_builder *builder) {
  const mir_item *item = builder->function->item;
  const mir_body *body = builder->body;
  builder->position = item->position;
  if (!mir_check_agree(builder, "the return place", item->type, body->locals[0].type)) {
    return false;
  }
  for (uint32_t i = 0; i < body->block_count; i++) {
    if (!check_block(builder, &body->blocks[i])) {
      return false;
    }
  }
  return true;
}

bool mir_check_constant_item(mir_builder *builder, const mir_item *item) {
  const mir_type *type;
  builder->position = item->position;
  return mir_check_constant(builder, &type, item->constant) &&
         mir_check_agree(builder, "the value of a constant", item->type, type);
}
