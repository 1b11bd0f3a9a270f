// SPDX-License-Identifier: MIT
//
// Places and operands. A place is printed inside out, so the innermost local comes first in the
// list of projections, and nesting is only in the text:
//
//   ((*_1).0: T)[_2]    local 1; dereference, field 0 of type T, index by local 2
#include "parser_parts.h"

#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Places
//===------------------------------------------------------------------------------------------===//

static void push_projection(mir_parser *parser, mir_projection projection) {
  mir_push(parser, &projection, sizeof projection);
}

// Behind `P[`.
static void parse_index(mir_parser *parser) {
  mir_projection projection = {.kind = MIR_PROJECTION_INDEX};
  if (mir_at(parser, MIR_TOKEN_NAME)) {
    projection.local = mir_expect_local(parser);
    mir_expect(parser, ']');
    push_projection(parser, projection);
    return;
  }
  bool is_negative = mir_accept(parser, '-');
  uint64_t first = mir_expect_u64(parser);
  if (mir_accept_word(parser, "of")) {
    projection.kind = MIR_PROJECTION_CONSTANT_INDEX;
    projection.constant_index.offset = first;
    projection.constant_index.minimum_length = mir_expect_u64(parser);
    projection.constant_index.is_from_end = is_negative;
  } else if (!is_negative && mir_accept(parser, ':')) {
    projection.kind = MIR_PROJECTION_SUBSLICE;
    projection.subslice.from = first;
    projection.subslice.is_to_from_end = true;
    if (mir_accept(parser, '-')) {
      projection.subslice.to = mir_expect_u64(parser);
    }
  } else if (!is_negative && mir_accept(parser, MIR_TOKEN_DOTS)) {
    projection.kind = MIR_PROJECTION_SUBSLICE;
    projection.subslice.from = first;
    projection.subslice.to = mir_expect_u64(parser);
  } else {
    mir_fail_expected(parser, "`of`, `:` or `..` in an index");
  }
  mir_expect(parser, ']');
  push_projection(parser, projection);
}

// Behind `(P as`.
static void parse_downcast(mir_parser *parser) {
  mir_projection projection = {.kind = MIR_PROJECTION_DOWNCAST};
  mir_token next = mir_peek(parser);
  if (mir_at_word(parser, "variant") && next.kind == '#') {
    mir_advance(parser);
    mir_advance(parser);
    projection.variant.index = mir_expect_u32(parser);
  } else if (mir_at_word(parser, "subtype") && next.kind != ')') {
    mir_fail_unknown(parser, mir_here(parser), "projection", "as subtype", strlen("as subtype"));
  } else {
    projection.variant.name = mir_expect_name(parser);
  }
  push_projection(parser, projection);
}

// Pushes the projections of a place, innermost first, and answers its local.
static uint32_t parse_projected(mir_parser *parser) {
  if (!mir_enter(parser)) {
    return 0;
  }
  uint32_t local;
  if (!mir_accept(parser, '(')) {
    local = mir_expect_local(parser);
  } else if (mir_accept(parser, '*')) {
    local = parse_projected(parser);
    push_projection(parser, (mir_projection){.kind = MIR_PROJECTION_DEREFERENCE});
    mir_expect(parser, ')');
  } else {
    local = parse_projected(parser);
    if (mir_accept_word(parser, "as")) {
      parse_downcast(parser);
    } else if (mir_accept(parser, '.')) {
      mir_projection projection = {.kind = MIR_PROJECTION_FIELD};
      projection.field.index = mir_expect_u32(parser);
      mir_expect(parser, ':');
      projection.field.type = mir_parse_type(parser);
      push_projection(parser, projection);
    } else {
      mir_fail_expected(parser, "`.` or `as` in a place");
    }
    mir_expect(parser, ')');
  }
  while (mir_accept(parser, '[')) {
    parse_index(parser);
  }
  mir_leave(parser);
  return local;
}

mir_place mir_parse_place(mir_parser *parser) {
  size_t mark = mir_mark(parser);
  mir_place place = {.local = parse_projected(parser)};
  place.projections = mir_take(parser, mark, sizeof *place.projections, &place.projection_count);
  return place;
}

//===------------------------------------------------------------------------------------------===//
// Operands
//===------------------------------------------------------------------------------------------===//

static bool accept_runtime_check(mir_parser *parser, mir_runtime_check *out_check) {
  static const char *const names[] = {
      [MIR_RUNTIME_CHECK_UB] = "UbChecks",
      [MIR_RUNTIME_CHECK_CONTRACT] = "ContractChecks",
      [MIR_RUNTIME_CHECK_OVERFLOW] = "OverflowChecks",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (mir_at_word(parser, names[i]) && mir_peek(parser).kind != MIR_TOKEN_COLONS) {
      mir_advance(parser);
      *out_check = (mir_runtime_check)i;
      return true;
    }
  }
  return false;
}

const mir_constant *mir_parse_constant_operand(mir_parser *parser) {
  if (mir_accept_word(parser, "const")) {
    return mir_parse_constant(parser);
  }
  if (!mir_at(parser, MIR_TOKEN_NAME) && !mir_at(parser, '<')) {
    mir_fail_expected(parser, "an operand");
    return NULL;
  }
  mir_position position = mir_here(parser);
  return mir_make_path_constant(parser, position, mir_parse_path(parser));
}

mir_operand mir_parse_operand(mir_parser *parser) {
  mir_operand operand = {.kind = MIR_OPERAND_CONSTANT};
  if (mir_accept_word(parser, "copy")) {
    operand.kind = MIR_OPERAND_COPY;
    operand.place = mir_parse_place(parser);
  } else if (mir_accept_word(parser, "move")) {
    operand.kind = MIR_OPERAND_MOVE;
    operand.place = mir_parse_place(parser);
  } else if (mir_at_numbered(parser, "_") || mir_at(parser, '(')) {
    mir_fail_at(parser, mir_here(parser),
                "the place has neither `copy` nor `move` in front of it, as an older rustc prints "
                "it (the dialect that is read is rustc 1.95's)");
  } else if (accept_runtime_check(parser, &operand.runtime_check)) {
    operand.kind = MIR_OPERAND_RUNTIME_CHECK;
  } else {
    operand.constant = mir_parse_constant_operand(parser);
  }
  return operand;
}

mir_operand_list mir_parse_operands(mir_parser *parser, int close) {
  mir_operand_list list = {0};
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, close); more; more = mir_list_next(parser, close)) {
    mir_operand operand = mir_parse_operand(parser);
    mir_push(parser, &operand, sizeof operand);
  }
  list.items = mir_take(parser, mark, sizeof *list.items, &list.count);
  return list;
}
