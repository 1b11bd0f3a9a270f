// SPDX-License-Identifier: MIT
//
// The right-hand side of an assignment. Operators and tuple structs look alike, `Add(A, B)` and
// `Point(A, B)`, and so does a call, `point(A, B) -> ..`: the operands are read first, then an
// arrow tells a call, and a known name with the right number of operands tells an operator.
#include "intern.h"
#include "parser_parts.h"
#include "print.h"

#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Casts
//===------------------------------------------------------------------------------------------===//

// The spelling in MIR_CASTS, with what varies inside `PointerCoercion(..)` left out.
static void read_cast_name(mir_parser *parser, char *text, size_t size) {
  size_t length = parser->token.length < size ? parser->token.length : size - 1;
  memcpy(text, parser->token.text, length);
  text[length] = '\0';
  mir_expect_name(parser);
}

static void find_cast(mir_parser *parser, mir_position position, const char *name,
                      mir_cast *out_cast) {
  for (size_t i = 0; i < MIR_CAST_COUNT; i++) {
    if (strcmp(mir_cast_name((mir_cast)i), name) == 0) {
      *out_cast = (mir_cast)i;
      return;
    }
  }
  mir_fail_unknown(parser, position, "cast kind", name, strlen(name));
}

// `IntToInt`, or `PointerCoercion(Unsize, Implicit)`, or with a safety: `ReifyFnPointer(Safe)`.
static mir_cast parse_cast_kind(mir_parser *parser) {
  char name[64];
  mir_cast cast = MIR_CAST_COUNT;
  mir_position position = mir_here(parser);
  read_cast_name(parser, name, sizeof name);
  if (strcmp(name, "PointerCoercion") != 0) {
    find_cast(parser, position, name, &cast);
    return cast;
  }
  mir_expect(parser, '(');
  position = mir_here(parser);
  char coercion[96] = "PointerCoercion(";
  size_t length = strlen(coercion);
  read_cast_name(parser, coercion + length, 64);
  length = strlen(coercion);
  coercion[length] = ')';
  coercion[length + 1] = '\0';
  find_cast(parser, position, coercion, &cast);
  if (mir_accept(parser, '(')) {
    if (!mir_accept_word(parser, "Safe")) {
      mir_expect_word(parser, "Unsafe");
    }
    mir_expect(parser, ')');
  }
  mir_expect(parser, ',');
  if (!mir_accept_word(parser, "Implicit")) {
    mir_expect_word(parser, "AsCast");
  }
  mir_expect(parser, ')');
  return cast;
}

// What follows an operand: nothing, `as TYPE (KIND)`, or the arguments of an indirect call.
static void parse_behind_operand(mir_parser *parser, mir_assigned *result, mir_operand operand) {
  mir_rvalue *rvalue = &result->rvalue;
  if (mir_accept(parser, '(')) {
    result->is_call = true;
    result->function = operand;
    result->arguments = mir_parse_operands(parser, ')');
  } else if (mir_accept_word(parser, "as")) {
    rvalue->kind = MIR_RVALUE_CAST;
    rvalue->cast.operand = operand;
    rvalue->cast.type = mir_parse_type(parser);
    mir_expect(parser, '(');
    rvalue->cast.kind = parse_cast_kind(parser);
    mir_expect(parser, ')');
  } else {
    rvalue->kind = MIR_RVALUE_USE;
    rvalue->operand = operand;
  }
}

//===------------------------------------------------------------------------------------------===//
// References, arrays, tuples
//===------------------------------------------------------------------------------------------===//

// Behind `&`.
static void parse_address(mir_parser *parser, mir_rvalue *rvalue) {
  rvalue->kind = MIR_RVALUE_REFERENCE;
  if (mir_has_mark(parser, "/*tls*/")) {
    rvalue->kind = MIR_RVALUE_THREAD_LOCAL;
    rvalue->aggregate.path = mir_parse_path(parser);
    return;
  }
  if (mir_accept_word(parser, "raw")) {
    rvalue->kind = MIR_RVALUE_RAW_POINTER;
    rvalue->address.is_mutable = mir_accept_word(parser, "mut");
    if (!rvalue->address.is_mutable) {
      mir_expect_word(parser, "const");
    }
    mir_token next = mir_peek(parser);
    if (mir_at(parser, '(') && mir_token_is(&next, "fake")) {
      mir_advance(parser);
      mir_advance(parser);
      mir_expect(parser, ')');
      rvalue->address.is_fake = true;
    }
  } else if (mir_at_word(parser, "fake")) {
    mir_fail_unknown(parser, mir_here(parser), "reference", "&fake", strlen("&fake"));
  } else {
    rvalue->address.is_mutable = mir_accept_word(parser, "mut");
  }
  rvalue->address.place = mir_parse_place(parser);
}

// Behind `[`.
static void parse_array(mir_parser *parser, mir_rvalue *rvalue) {
  rvalue->kind = MIR_RVALUE_ARRAY;
  if (mir_at_adjacent(parser, MIR_TOKEN_NAME, '@')) {
    mir_fail_unknown(parser, mir_here(parser), "rvalue", parser->token.text - 1,
                     parser->token.length + 2);
  }
  if (!mir_list_begin(parser, ']')) {
    return;
  }
  mir_operand operand = mir_parse_operand(parser);
  if (mir_accept(parser, ';')) {
    rvalue->kind = MIR_RVALUE_REPEAT;
    rvalue->repeat.operand = operand;
    rvalue->repeat.length = mir_parse_generic_argument(parser);
    mir_expect(parser, ']');
    return;
  }
  mir_operand_list *operands = &rvalue->aggregate.operands;
  size_t mark = mir_mark(parser);
  mir_push(parser, &operand, sizeof operand);
  while (mir_list_next(parser, ']')) {
    operand = mir_parse_operand(parser);
    mir_push(parser, &operand, sizeof operand);
  }
  operands->items = mir_take(parser, mark, sizeof *operands->items, &operands->count);
}

// `*const [T] from (A, B)`, behind `*`.
static void parse_raw_pointer_from_parts(mir_parser *parser, mir_rvalue *rvalue) {
  rvalue->kind = MIR_RVALUE_RAW_POINTER_FROM_PARTS;
  mir_type type = {.kind = MIR_TYPE_RAW_POINTER};
  type.pointer.is_mutable = mir_accept_word(parser, "mut");
  if (!type.pointer.is_mutable) {
    mir_expect_word(parser, "const");
  }
  type.pointer.pointee = mir_parse_type(parser);
  rvalue->aggregate.type = mir_make_type(parser, &type);
  mir_expect_word(parser, "from");
  mir_expect(parser, '(');
  mir_position position = mir_here(parser);
  rvalue->aggregate.operands = mir_parse_operands(parser, ')');
  if (!mir_has_failed(parser) && rvalue->aggregate.operands.count != 2) {
    mir_fail_at(parser, position, "expected a pointer and its metadata");
  }
}

//===------------------------------------------------------------------------------------------===//
// Structs, variants, closures, operators and calls
//===------------------------------------------------------------------------------------------===//

// `{ NAME: OPERAND, .. }`, behind `{`.
static void parse_named_operands(mir_parser *parser, mir_aggregate *aggregate) {
  typedef struct field {
    mir_operand operand;
    const char *name;
  } field;
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, '}'); more; more = mir_list_next(parser, '}')) {
    field named = {.name = mir_expect_name(parser)};
    mir_expect(parser, ':');
    named.operand = mir_parse_operand(parser);
    mir_push(parser, &named, sizeof named);
  }
  size_t count;
  const field *fields = mir_pop(parser, mark, sizeof *fields, &count);
  mir_operand *operands = mir_arena_alloc(parser->arena, count, sizeof *operands);
  const char **names = mir_arena_alloc(parser->arena, count, sizeof *names);
  if (operands == NULL || names == NULL) {
    mir_fail_memory(parser);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    operands[i] = fields[i].operand;
    names[i] = fields[i].name;
  }
  aggregate->operands = (mir_operand_list){operands, count};
  aggregate->names = names;
}

static void parse_closure(mir_parser *parser, mir_rvalue *rvalue) {
  rvalue->kind = MIR_RVALUE_CLOSURE;
  rvalue->aggregate.type = mir_parse_type(parser);
  if (mir_accept(parser, '{')) {
    parse_named_operands(parser, &rvalue->aggregate);
  }
}

// Turns `NAME(OPERANDS)` into an operator if it is one.
static bool make_operator(const mir_path *path, mir_operand_list operands, mir_rvalue *rvalue) {
  for (size_t i = 0; operands.count == 2 && i < MIR_BINARY_COUNT; i++) {
    if (strcmp(path->stem, mir_binary_name((mir_binary)i)) == 0) {
      rvalue->kind = MIR_RVALUE_BINARY;
      rvalue->binary.operator=(mir_binary) i;
      rvalue->binary.left = &operands.items[0];
      rvalue->binary.right = &operands.items[1];
      return true;
    }
  }
  for (size_t i = 0; operands.count == 1 && i < MIR_UNARY_COUNT; i++) {
    if (strcmp(path->stem, mir_unary_name((mir_unary)i)) == 0) {
      rvalue->kind = MIR_RVALUE_UNARY;
      rvalue->unary.operator=(mir_unary) i;
      rvalue->unary.operand = &operands.items[0];
      return true;
    }
  }
  return false;
}

// Rvalues of other dialects: `Len(PLACE)`, `SizeOf(TYPE)`, `CheckedAdd(_1, _2)`, `deref_copy
// PLACE`.
static void refuse_other_rvalues(mir_parser *parser) {
  static const char *const names[] = {
      "Len",        "SizeOf",     "AlignOf",    "OffsetOf",       "CheckedAdd", "CheckedSub",
      "CheckedMul", "CheckedShl", "CheckedShr", "ShallowInitBox", "deref_copy", "wrap_binder",
  };
  mir_lexer ahead = parser->lexer;
  int next = mir_lexer_next(&ahead).kind;
  mir_token first = mir_lexer_next(&ahead);
  bool is_ordinary = next != '(' && next != MIR_TOKEN_NAME;
  is_ordinary = is_ordinary || mir_token_is(&first, "copy") || mir_token_is(&first, "move") ||
                mir_token_is(&first, "const");
  for (size_t i = 0; !is_ordinary && i < sizeof names / sizeof *names; i++) {
    if (mir_at_word(parser, names[i])) {
      mir_fail_unknown(parser, mir_here(parser), "rvalue", names[i], strlen(names[i]));
    }
  }
}

// At a path: a constant, an operator, a struct or variant, or a call.
static void parse_behind_path(mir_parser *parser, mir_assigned *result) {
  mir_rvalue *rvalue = &result->rvalue;
  mir_position position = mir_here(parser);
  refuse_other_rvalues(parser);
  const mir_path *path = mir_parse_path(parser);
  if (mir_accept(parser, '(')) {
    mir_operand_list operands = mir_parse_operands(parser, ')');
    if (mir_at(parser, MIR_TOKEN_ARROW)) {
      result->is_call = true;
      result->function.kind = MIR_OPERAND_CONSTANT;
      result->function.constant = mir_make_path_constant(parser, position, path);
      result->arguments = operands;
    } else if (mir_has_failed(parser) || !make_operator(path, operands, rvalue)) {
      rvalue->kind = MIR_RVALUE_ADT;
      rvalue->aggregate.path = path;
      rvalue->aggregate.operands = operands;
    }
  } else if (mir_accept(parser, '{')) {
    rvalue->kind = MIR_RVALUE_ADT;
    rvalue->aggregate.path = path;
    parse_named_operands(parser, &rvalue->aggregate);
  } else {
    mir_operand operand = {.kind = MIR_OPERAND_CONSTANT};
    operand.constant = mir_make_path_constant(parser, position, path);
    parse_behind_operand(parser, result, operand);
  }
}

// Whether `discriminant(PLACE)` stands here, not a call of a function of that name.
static bool at_discriminant(const mir_parser *parser) {
  if (!mir_at_word(parser, "discriminant") || mir_peek(parser).kind != '(') {
    return false;
  }
  mir_lexer ahead = parser->lexer;
  mir_lexer_next(&ahead);
  mir_token token = mir_lexer_next(&ahead);
  return token.kind == '(' || token.text[0] == '_';
}

// Whether a function named `copy` or `move` is called here: rustc prints a blank behind the word in
// front of a place.
static bool at_word_as_function(const mir_parser *parser) {
  mir_token next = mir_peek(parser);
  bool is_adjacent = next.text == parser->token.text + parser->token.length;
  return next.kind == MIR_TOKEN_COLONS || (next.kind == '(' && is_adjacent);
}

static bool at_operand_keyword(const mir_parser *parser) {
  if (at_word_as_function(parser)) {
    return false;
  }
  return mir_at_word(parser, "copy") || mir_at_word(parser, "move") ||
         mir_at_word(parser, "const") || mir_at_word(parser, "UbChecks") ||
         mir_at_word(parser, "ContractChecks") || mir_at_word(parser, "OverflowChecks");
}

mir_assigned mir_parse_assigned(mir_parser *parser) {
  mir_assigned result = {0};
  mir_rvalue *rvalue = &result.rvalue;
  // A borrow checker's word of newer compilers; it says nothing about the value.
  mir_accept_word(parser, "no_retag");
  if (mir_accept(parser, '&')) {
    parse_address(parser, rvalue);
  } else if (mir_accept(parser, '[')) {
    parse_array(parser, rvalue);
  } else if (mir_accept(parser, '*')) {
    parse_raw_pointer_from_parts(parser, rvalue);
  } else if (mir_at(parser, '(')) {
    // A tuple; but in older dialects a place.
    mir_token next = mir_peek(parser);
    if (next.kind == '*' || next.kind == '(' || (next.length > 1 && next.text[0] == '_')) {
      mir_parse_operand(parser);
    }
    mir_expect(parser, '(');
    rvalue->kind = MIR_RVALUE_TUPLE;
    rvalue->aggregate.operands = mir_parse_operands(parser, ')');
  } else if (mir_at(parser, '{')) {
    parse_closure(parser, rvalue);
  } else if (at_discriminant(parser)) {
    mir_advance(parser);
    mir_expect(parser, '(');
    rvalue->kind = MIR_RVALUE_DISCRIMINANT;
    rvalue->place = mir_parse_place(parser);
    mir_expect(parser, ')');
  } else if (at_operand_keyword(parser) || mir_at_numbered(parser, "_")) {
    parse_behind_operand(parser, &result, mir_parse_operand(parser));
  } else if (mir_at(parser, MIR_TOKEN_NAME) || mir_at(parser, '<')) {
    parse_behind_path(parser, &result);
  } else {
    mir_fail_expected(parser, "a value");
  }
  return result;
}
