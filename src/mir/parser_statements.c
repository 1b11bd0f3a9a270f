// SPDX-License-Identifier: MIT
//
// Statements and terminators. All but assignments and calls begin with a word of their own, so one
// table leads from the word to the function that reads the rest.
#include "parser_parts.h"

#include <string.h>

// What is being read: the word decides which of the two is filled.
typedef struct step {
  mir_statement *statement;
  mir_terminator *terminator;
} step;

typedef void word_reader(mir_parser *parser, step *step);

static const mir_operand *parse_kept_operand(mir_parser *parser) {
  mir_operand operand = mir_parse_operand(parser);
  return mir_keep(parser, &operand, sizeof operand);
}

//===------------------------------------------------------------------------------------------===//
// Statements
//===------------------------------------------------------------------------------------------===//

static void parse_storage_live(mir_parser *parser, step *step) {
  mir_expect(parser, '(');
  step->statement->kind = MIR_STATEMENT_STORAGE_LIVE;
  step->statement->local = mir_expect_local(parser);
  mir_expect(parser, ')');
}

static void parse_storage_dead(mir_parser *parser, step *step) {
  parse_storage_live(parser, step);
  step->statement->kind = MIR_STATEMENT_STORAGE_DEAD;
}

static void parse_place_mention(mir_parser *parser, step *step) {
  mir_expect(parser, '(');
  step->statement->kind = MIR_STATEMENT_PLACE_MENTION;
  step->statement->place = mir_parse_place(parser);
  mir_expect(parser, ')');
}

static void parse_deinit(mir_parser *parser, step *step) {
  parse_place_mention(parser, step);
  step->statement->kind = MIR_STATEMENT_DEINIT;
}

static void parse_set_discriminant(mir_parser *parser, step *step) {
  mir_expect(parser, '(');
  step->statement->kind = MIR_STATEMENT_SET_DISCRIMINANT;
  step->statement->set_discriminant.place = mir_parse_place(parser);
  mir_expect(parser, ')');
  mir_expect(parser, '=');
  step->statement->set_discriminant.variant = mir_expect_u32(parser);
}

static void parse_assume(mir_parser *parser, step *step) {
  mir_expect(parser, '(');
  step->statement->kind = MIR_STATEMENT_ASSUME;
  step->statement->operand = parse_kept_operand(parser);
  mir_expect(parser, ')');
}

static const mir_operand *parse_labelled_operand(mir_parser *parser, const char *label) {
  mir_expect_word(parser, label);
  mir_expect(parser, '=');
  return parse_kept_operand(parser);
}

static void parse_copy_nonoverlapping(mir_parser *parser, step *step) {
  mir_statement *statement = step->statement;
  mir_expect(parser, '(');
  statement->kind = MIR_STATEMENT_COPY_NONOVERLAPPING;
  statement->copy.destination = parse_labelled_operand(parser, "dst");
  mir_expect(parser, ',');
  statement->copy.source = parse_labelled_operand(parser, "src");
  mir_expect(parser, ',');
  statement->copy.count = parse_labelled_operand(parser, "count");
  mir_expect(parser, ')');
}

static void parse_const_eval_counter(mir_parser *parser, step *step) {
  (void)parser;
  step->statement->kind = MIR_STATEMENT_CONST_EVAL_COUNTER;
}

static void parse_nop(mir_parser *parser, step *step) {
  (void)parser;
  step->statement->kind = MIR_STATEMENT_NOP;
}

//===------------------------------------------------------------------------------------------===//
// Targets
//===------------------------------------------------------------------------------------------===//

// Behind `unwind`: `continue`, `unreachable`, `terminate(REASON)`, or `: bbN` in a list of edges.
static void parse_unwind(mir_parser *parser, mir_unwind *unwind) {
  if (mir_accept(parser, ':')) {
    unwind->kind = MIR_UNWIND_CLEANUP;
    unwind->block = mir_expect_block(parser);
  } else if (mir_accept_word(parser, "continue")) {
    unwind->kind = MIR_UNWIND_CONTINUE;
  } else if (mir_accept_word(parser, "unreachable")) {
    unwind->kind = MIR_UNWIND_UNREACHABLE;
  } else if (mir_accept_word(parser, "terminate")) {
    unwind->kind = MIR_UNWIND_TERMINATE;
    mir_expect(parser, '(');
    mir_expect_name(parser);
    mir_expect(parser, ')');
  } else {
    mir_fail_unknown(parser, mir_here(parser), "unwind action", parser->token.text,
                     parser->token.length);
  }
}

// `-> bbN`, `-> unwind ..`, or `-> [NAME: bbN, unwind ..]`, where NAME leads to the target.
static void parse_targets(mir_parser *parser, mir_terminator *terminator, const char *name) {
  mir_expect(parser, MIR_TOKEN_ARROW);
  if (mir_accept_word(parser, "unwind")) {
    parse_unwind(parser, &terminator->unwind);
    return;
  }
  if (!mir_accept(parser, '[')) {
    terminator->target = mir_expect_block(parser);
    return;
  }
  for (bool more = mir_list_begin(parser, ']'); more; more = mir_list_next(parser, ']')) {
    if (mir_accept_word(parser, "unwind")) {
      parse_unwind(parser, &terminator->unwind);
    } else if (mir_at_word(parser, name)) {
      mir_advance(parser);
      mir_expect(parser, ':');
      terminator->target = mir_expect_block(parser);
    } else {
      mir_fail_unknown(parser, mir_here(parser), "edge", parser->token.text, parser->token.length);
    }
  }
}

// Fails when a terminator that cannot do without a target has none.
static void require_target(mir_parser *parser, const mir_terminator *terminator) {
  if (terminator->target == MIR_NO_BLOCK) {
    mir_fail_at(parser, terminator->source.position, "the terminator has no target");
  }
}

//===------------------------------------------------------------------------------------------===//
// Terminators
//===------------------------------------------------------------------------------------------===//

static void parse_goto(mir_parser *parser, step *step) {
  step->terminator->kind = MIR_TERMINATOR_GOTO;
  mir_expect(parser, MIR_TOKEN_ARROW);
  step->terminator->target = mir_expect_block(parser);
}

static void parse_return(mir_parser *parser, step *step) {
  (void)parser;
  step->terminator->kind = MIR_TERMINATOR_RETURN;
}

static void parse_unreachable(mir_parser *parser, step *step) {
  (void)parser;
  step->terminator->kind = MIR_TERMINATOR_UNREACHABLE;
}

static void parse_resume(mir_parser *parser, step *step) {
  (void)parser;
  step->terminator->kind = MIR_TERMINATOR_RESUME;
}

static void parse_terminate(mir_parser *parser, step *step) {
  step->terminator->kind = MIR_TERMINATOR_TERMINATE;
  mir_expect(parser, '(');
  mir_expect_name(parser);
  mir_expect(parser, ')');
}

static void parse_switch(mir_parser *parser, step *step) {
  mir_terminator *terminator = step->terminator;
  terminator->kind = MIR_TERMINATOR_SWITCH;
  terminator->switch_integer.otherwise = MIR_NO_BLOCK;
  mir_expect(parser, '(');
  terminator->switch_integer.operand = mir_parse_operand(parser);
  mir_expect(parser, ')');
  mir_expect(parser, MIR_TOKEN_ARROW);
  mir_expect(parser, '[');
  size_t mark = mir_mark(parser);
  for (bool more = mir_list_begin(parser, ']'); more; more = mir_list_next(parser, ']')) {
    if (mir_accept_word(parser, "otherwise")) {
      mir_expect(parser, ':');
      terminator->switch_integer.otherwise = mir_expect_block(parser);
      continue;
    }
    mir_position position = mir_here(parser);
    mir_number number = mir_parse_number(parser);
    if (number.is_float || number.has_suffix) {
      mir_fail_at(parser, position, "expected a plain integer as the value of a switch");
    }
    mir_expect(parser, ':');
    mir_switch_case choice = {.value = number.value, .block = mir_expect_block(parser)};
    mir_push(parser, &choice, sizeof choice);
  }
  terminator->switch_integer.cases =
      mir_take(parser, mark, sizeof(mir_switch_case), &terminator->switch_integer.case_count);
}

static void parse_assert(mir_parser *parser, step *step) {
  mir_terminator *terminator = step->terminator;
  terminator->kind = MIR_TERMINATOR_ASSERT;
  mir_expect(parser, '(');
  terminator->assertion.expected = !mir_accept(parser, '!');
  terminator->assertion.condition = mir_parse_operand(parser);
  mir_expect(parser, ',');
  if (mir_at(parser, MIR_TOKEN_STRING)) {
    terminator->assertion.message = mir_parse_string(parser);
  } else {
    mir_expect(parser, MIR_TOKEN_STRING);
  }
  if (mir_accept(parser, ',')) {
    terminator->assertion.operands = mir_parse_operands(parser, ')');
  } else {
    mir_expect(parser, ')');
  }
  parse_targets(parser, terminator, "success");
  require_target(parser, terminator);
}

static void parse_drop(mir_parser *parser, step *step) {
  step->terminator->kind = MIR_TERMINATOR_DROP;
  mir_expect(parser, '(');
  step->terminator->drop_place = mir_parse_place(parser);
  mir_expect(parser, ')');
  parse_targets(parser, step->terminator, "return");
  require_target(parser, step->terminator);
}

//===------------------------------------------------------------------------------------------===//
// Both
//===------------------------------------------------------------------------------------------===//

static const struct {
  const char *word;
  word_reader *read;
  bool is_terminator;
} words[] = {
    {"StorageLive", parse_storage_live, false},
    {"StorageDead", parse_storage_dead, false},
    {"PlaceMention", parse_place_mention, false},
    {"Deinit", parse_deinit, false},
    {"discriminant", parse_set_discriminant, false},
    {"assume", parse_assume, false},
    {"copy_nonoverlapping", parse_copy_nonoverlapping, false},
    {"ConstEvalCounter", parse_const_eval_counter, false},
    {"nop", parse_nop, false},
    {"goto", parse_goto, true},
    {"return", parse_return, true},
    {"unreachable", parse_unreachable, true},
    {"resume", parse_resume, true},
    {"terminate", parse_terminate, true},
    {"switchInt", parse_switch, true},
    {"assert", parse_assert, true},
    {"drop", parse_drop, true},
};

// `PLACE = RVALUE` or `PLACE = CALLEE(..) -> ..`. True for the call.
static bool parse_assignment(mir_parser *parser, step *step) {
  mir_place place = mir_parse_place(parser);
  mir_expect(parser, '=');
  mir_assigned assigned = mir_parse_assigned(parser);
  if (!assigned.is_call) {
    step->statement->kind = MIR_STATEMENT_ASSIGN;
    step->statement->assign.place = place;
    step->statement->assign.rvalue = mir_keep(parser, &assigned.rvalue, sizeof assigned.rvalue);
    return false;
  }
  step->terminator->kind = MIR_TERMINATOR_CALL;
  step->terminator->call.destination = place;
  step->terminator->call.function = assigned.function;
  step->terminator->call.arguments = assigned.arguments;
  parse_targets(parser, step->terminator, "return");
  return true;
}

static bool parse_step(mir_parser *parser, step *step) {
  if (!mir_at(parser, MIR_TOKEN_NAME) || mir_at_numbered(parser, "_")) {
    return parse_assignment(parser, step);
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (mir_accept_word(parser, words[i].word)) {
      words[i].read(parser, step);
      return words[i].is_terminator;
    }
  }
  static const char *const other_terminators[] = {
      "asm", "yield", "falseEdge", "falseUnwind", "coroutine_drop", "tailcall", "abort",
  };
  const char *class_name = "statement";
  for (size_t i = 0; i < sizeof other_terminators / sizeof *other_terminators; i++) {
    if (mir_at_word(parser, other_terminators[i])) {
      class_name = "terminator";
    }
  }
  mir_fail_unknown(parser, mir_here(parser), class_name, parser->token.text, parser->token.length);
  return false;
}

bool mir_parse_statement(mir_parser *parser, mir_statement *out_statement,
                         mir_terminator *out_terminator) {
  step step = {out_statement, out_terminator};
  mir_source_info source = {.position = mir_here(parser)};
  *out_statement = (mir_statement){.source = source};
  *out_terminator = (mir_terminator){.source = source, .target = MIR_NO_BLOCK};
  parser->path_constant_count = 0;
  bool is_terminator = parse_step(parser, &step);
  mir_expect(parser, ';');
  mir_read_source_comment(parser, &source);
  mir_read_annotations(parser, &source);
  out_statement->source = source;
  out_terminator->source = source;
  return is_terminator;
}
