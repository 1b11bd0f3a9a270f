// SPDX-License-Identifier: MIT
//
// For the suites of the parser: reading texts, and describing the nodes that came out in one line,
// so that a table can hold what is expected. The notation is close to MIR's but not the same, so
// that a description shows how the parser understood the text rather than repeating it:
//
//   copy ((*_1).0: T)      copy _1 * .0:T
//   const 7_i32            7:i32
//   f(move _1) -> bb2      call f [move _1] -> _0, target 2
#ifndef AIRLOCK_TESTS_MIR_SYNTAX_H
#define AIRLOCK_TESTS_MIR_SYNTAX_H

#include "mir/parser.h"
#include "mir/print.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//===------------------------------------------------------------------------------------------===//
// Reading
//===------------------------------------------------------------------------------------------===//

typedef mir_status read_function(mir_program *program, const char *file_name, const char *text,
                                 size_t length, mir_error *out_error);

typedef struct reading {
  mir_arena *arena;
  mir_program *program;
  mir_status status;
  mir_error error;
} reading;

// Reads a copy of exactly the text's bytes, so that reading beyond them is seen.
static inline reading read_bytes(read_function *read, const char *text, size_t length) {
  reading result = {.arena = mir_arena_new()};
  char *copy = malloc(length == 0 ? 1 : length);
  cr_assert(result.arena != NULL && copy != NULL);
  memcpy(copy, text, length);
  result.program = mir_program_new(result.arena);
  result.status = read(result.program, "test.mir", copy, length, &result.error);
  free(copy);
  return result;
}

static inline reading read_text(read_function *read, const char *text) {
  return read_bytes(read, text, strlen(text));
}

static inline void release(reading *result) {
  mir_arena_free(result->arena);
}

// The bytes of a file of tests/mir/data; the caller frees them.
static inline char *load_data(const char *name, size_t *out_length) {
  char path[512];
  snprintf(path, sizeof path, "%s/mir/data/%s", AIRLOCK_TESTS_DIR, name);
  FILE *file = fopen(path, "rb");
  cr_assert_not_null(file, "%s", path);
  char *text = NULL;
  size_t length = 0;
  size_t count;
  do {
    text = realloc(text, length + 65536);
    cr_assert_not_null(text);
    count = fread(text + length, 1, 65536, file);
    length += count;
  } while (count != 0);
  fclose(file);
  *out_length = length;
  return text;
}

//===------------------------------------------------------------------------------------------===//
// Describing
//===------------------------------------------------------------------------------------------===//

typedef struct description {
  mir_arena *arena;
  size_t length;
  char text[4096];
} description;

__attribute__((format(printf, 2, 3))) static inline void say(description *out, const char *format,
                                                             ...) {
  va_list arguments;
  va_start(arguments, format);
  int written =
      vsnprintf(out->text + out->length, sizeof out->text - out->length, format, arguments);
  va_end(arguments);
  out->length += (size_t)written;
  cr_assert_lt(out->length, sizeof out->text);
}

static inline void say_type(description *out, const mir_type *type) {
  say(out, "%s", type == NULL ? "?" : mir_type_text(out->arena, type));
}

static inline void say_path(description *out, const mir_path *path) {
  say(out, "%s", path == NULL ? "?" : mir_path_text(out->arena, path));
}

static inline void say_integer(description *out, mir_uint128 value) {
  if (value >> 64 == 0) {
    say(out, "%llu", (unsigned long long)value);
  } else {
    say(out, "0x%llx%016llx", (unsigned long long)(value >> 64), (unsigned long long)value);
  }
}

static inline void say_bytes(description *out, mir_bytes bytes) {
  for (size_t i = 0; i < bytes.length; i++) {
    say(out, bytes.data[i] > ' ' && bytes.data[i] < 0x7f ? "%c" : "<%02x>", bytes.data[i]);
  }
}

static inline void say_place(description *out, mir_place place) {
  say(out, "_%u", place.local);
  for (size_t i = 0; i < place.projection_count; i++) {
    const mir_projection *projection = &place.projections[i];
    switch (projection->kind) {
    case MIR_PROJECTION_DEREFERENCE:
      say(out, " *");
      break;
    case MIR_PROJECTION_FIELD:
      say(out, " .%u:", projection->field.index);
      say_type(out, projection->field.type);
      break;
    case MIR_PROJECTION_DOWNCAST:
      say(out, " as %s#%u", projection->variant.name == NULL ? "" : projection->variant.name,
          projection->variant.index);
      break;
    case MIR_PROJECTION_INDEX:
      say(out, " [_%u]", projection->local);
      break;
    case MIR_PROJECTION_CONSTANT_INDEX:
      say(out, " [%s%llu of %llu]", projection->constant_index.is_from_end ? "end-" : "",
          (unsigned long long)projection->constant_index.offset,
          (unsigned long long)projection->constant_index.minimum_length);
      break;
    case MIR_PROJECTION_SUBSLICE:
      say(out, " [%llu to %s%llu]", (unsigned long long)projection->subslice.from,
          projection->subslice.is_to_from_end ? "end-" : "",
          (unsigned long long)projection->subslice.to);
      break;
    }
  }
}

static inline void say_constant(description *out, const mir_constant *constant);

static inline void say_constants(description *out, mir_constant_list list,
                                 const char *const *names) {
  for (size_t i = 0; i < list.count; i++) {
    say(out, i == 0 ? "" : ", ");
    if (names != NULL) {
      say(out, "%s=", names[i]);
    }
    say_constant(out, list.items[i]);
  }
}

static inline void say_allocation(description *out, const mir_constant *constant) {
  say(out, "%s%llu+%llu%s", constant->kind == MIR_CONSTANT_INDIRECT ? "at alloc" : "alloc",
      (unsigned long long)constant->allocation.id, (unsigned long long)constant->allocation.offset,
      constant->allocation.is_immutable ? " imm" : "");
  if (constant->allocation.has_metadata) {
    say(out, " meta %llu", (unsigned long long)constant->allocation.metadata);
  }
}

static inline void say_constant(description *out, const mir_constant *constant) {
  switch (constant->kind) {
  case MIR_CONSTANT_INTEGER:
    say_integer(out, constant->integer.value);
    break;
  case MIR_CONSTANT_BOOL:
    say(out, constant->boolean ? "true" : "false");
    break;
  case MIR_CONSTANT_CHAR:
    say(out, "U+%04X", constant->character);
    break;
  case MIR_CONSTANT_FLOAT:
    say(out, "%s=%g", constant->floating.text, constant->floating.value);
    break;
  case MIR_CONSTANT_STRING:
  case MIR_CONSTANT_BYTE_STRING:
  case MIR_CONSTANT_BYTE_ARRAY:
    say(out, "%s\"",
        constant->kind == MIR_CONSTANT_STRING        ? ""
        : constant->kind == MIR_CONSTANT_BYTE_STRING ? "b"
                                                     : "*b");
    say_bytes(out, constant->bytes);
    say(out, "\"");
    break;
  case MIR_CONSTANT_TUPLE:
  case MIR_CONSTANT_ARRAY:
    say(out, constant->kind == MIR_CONSTANT_TUPLE ? "tuple(" : "array(");
    say_constants(out, constant->elements, NULL);
    say(out, ")");
    break;
  case MIR_CONSTANT_ALLOCATION:
  case MIR_CONSTANT_INDIRECT:
    say_allocation(out, constant);
    break;
  case MIR_CONSTANT_ADDRESS:
  case MIR_CONSTANT_SCALAR:
    say(out, constant->kind == MIR_CONSTANT_ADDRESS ? "address " : "bits ");
    say_integer(out, constant->bits);
    break;
  case MIR_CONSTANT_UNINIT:
    say(out, "uninit");
    break;
  case MIR_CONSTANT_ZERO_SIZED:
    say(out, "zst");
    break;
  case MIR_CONSTANT_STATIC:
  case MIR_CONSTANT_PATH:
    say(out, constant->kind == MIR_CONSTANT_PATH ? "path " : "static ");
    say_path(out, constant->path);
    break;
  case MIR_CONSTANT_AGGREGATE:
    say_path(out, constant->aggregate.path);
    say(out, "(");
    say_constants(out, constant->aggregate.fields, constant->aggregate.names);
    say(out, ")");
    break;
  }
  if (constant->type != NULL) {
    say(out, ":");
    say_type(out, constant->type);
  }
}

static inline void say_operand(description *out, const mir_operand *operand) {
  static const char *const checks[] = {"ub checks", "contract checks", "overflow checks"};
  switch (operand->kind) {
  case MIR_OPERAND_COPY:
  case MIR_OPERAND_MOVE:
    say(out, operand->kind == MIR_OPERAND_COPY ? "copy " : "move ");
    say_place(out, operand->place);
    break;
  case MIR_OPERAND_CONSTANT:
    say_constant(out, operand->constant);
    break;
  case MIR_OPERAND_RUNTIME_CHECK:
    say(out, "%s", checks[operand->runtime_check]);
    break;
  }
}

static inline void say_operands(description *out, mir_operand_list list, const char *const *names) {
  say(out, "[");
  for (size_t i = 0; i < list.count; i++) {
    say(out, i == 0 ? "" : ", ");
    if (names != NULL) {
      say(out, "%s=", names[i]);
    }
    say_operand(out, &list.items[i]);
  }
  say(out, "]");
}

static inline void say_address(description *out, const mir_rvalue *rvalue) {
  say(out, "%s %s%s", rvalue->kind == MIR_RVALUE_REFERENCE ? "ref" : "raw",
      rvalue->address.is_mutable ? "mut " : "", rvalue->address.is_fake ? "fake " : "");
  say_place(out, rvalue->address.place);
}

static inline void say_aggregate(description *out, const char *kind, const mir_rvalue *rvalue) {
  say(out, "%s ", kind);
  if (rvalue->aggregate.path != NULL) {
    say_path(out, rvalue->aggregate.path);
    say(out, " ");
  }
  if (rvalue->aggregate.type != NULL) {
    say_type(out, rvalue->aggregate.type);
    say(out, " ");
  }
  say_operands(out, rvalue->aggregate.operands, rvalue->aggregate.names);
}

static inline void say_rvalue(description *out, const mir_rvalue *rvalue) {
  switch (rvalue->kind) {
  case MIR_RVALUE_USE:
    say_operand(out, &rvalue->operand);
    break;
  case MIR_RVALUE_CAST:
    say(out, "%s ", mir_cast_name(rvalue->cast.kind));
    say_operand(out, &rvalue->cast.operand);
    say(out, " to ");
    say_type(out, rvalue->cast.type);
    break;
  case MIR_RVALUE_BINARY:
    say(out, "%s ", mir_binary_name(rvalue->binary.operator));
    say_operand(out, rvalue->binary.left);
    say(out, " ");
    say_operand(out, rvalue->binary.right);
    break;
  case MIR_RVALUE_UNARY:
    say(out, "%s ", mir_unary_name(rvalue->unary.operator));
    say_operand(out, rvalue->unary.operand);
    break;
  case MIR_RVALUE_REFERENCE:
  case MIR_RVALUE_RAW_POINTER:
    say_address(out, rvalue);
    break;
  case MIR_RVALUE_DISCRIMINANT:
    say(out, "discriminant ");
    say_place(out, rvalue->place);
    break;
  case MIR_RVALUE_REPEAT:
    say(out, "repeat ");
    say_operand(out, &rvalue->repeat.operand);
    say(out, " times ");
    say_type(out, rvalue->repeat.length);
    break;
  case MIR_RVALUE_ARRAY:
    say_aggregate(out, "array", rvalue);
    break;
  case MIR_RVALUE_TUPLE:
    say_aggregate(out, "tuple", rvalue);
    break;
  case MIR_RVALUE_ADT:
    say_aggregate(out, "adt", rvalue);
    break;
  case MIR_RVALUE_CLOSURE:
    say_aggregate(out, "closure", rvalue);
    break;
  case MIR_RVALUE_THREAD_LOCAL:
    say_aggregate(out, "thread-local", rvalue);
    break;
  case MIR_RVALUE_RAW_POINTER_FROM_PARTS:
    say_aggregate(out, "from parts", rvalue);
    break;
  }
}

static inline void say_statement(description *out, const mir_statement *statement) {
  switch (statement->kind) {
  case MIR_STATEMENT_ASSIGN:
    say_place(out, statement->assign.place);
    say(out, " = ");
    say_rvalue(out, statement->assign.rvalue);
    break;
  case MIR_STATEMENT_SET_DISCRIMINANT:
    say(out, "set variant of ");
    say_place(out, statement->set_discriminant.place);
    say(out, " to %u", statement->set_discriminant.variant);
    break;
  case MIR_STATEMENT_STORAGE_LIVE:
    say(out, "live _%u", statement->local);
    break;
  case MIR_STATEMENT_STORAGE_DEAD:
    say(out, "dead _%u", statement->local);
    break;
  case MIR_STATEMENT_PLACE_MENTION:
  case MIR_STATEMENT_DEINIT:
    say(out, statement->kind == MIR_STATEMENT_DEINIT ? "deinit " : "mention ");
    say_place(out, statement->place);
    break;
  case MIR_STATEMENT_ASSUME:
    say(out, "assume ");
    say_operand(out, statement->operand);
    break;
  case MIR_STATEMENT_COPY_NONOVERLAPPING:
    say(out, "copy bytes ");
    say_operand(out, statement->copy.source);
    say(out, " to ");
    say_operand(out, statement->copy.destination);
    say(out, " count ");
    say_operand(out, statement->copy.count);
    break;
  case MIR_STATEMENT_CONST_EVAL_COUNTER:
    say(out, "counter");
    break;
  case MIR_STATEMENT_NOP:
    say(out, "nop");
    break;
  }
}

static inline void say_block(description *out, const char *label, uint32_t block) {
  if (block != MIR_NO_BLOCK) {
    say(out, ", %s %u", label, block);
  }
}

static inline void say_switch(description *out, const mir_terminator *terminator) {
  say(out, "switch ");
  say_operand(out, &terminator->switch_integer.operand);
  for (size_t i = 0; i < terminator->switch_integer.case_count; i++) {
    say(out, ", ");
    say_integer(out, terminator->switch_integer.cases[i].value);
    say(out, " to %u", terminator->switch_integer.cases[i].block);
  }
  say_block(out, "otherwise", terminator->switch_integer.otherwise);
}

static inline void say_terminator(description *out, const mir_terminator *terminator) {
  static const char *const unwinds[] = {"", ", unwind on", ", unwind never", ", unwind stops",
                                        ", unwind to"};
  switch (terminator->kind) {
  case MIR_TERMINATOR_GOTO:
    say(out, "goto");
    break;
  case MIR_TERMINATOR_RETURN:
    say(out, "return");
    break;
  case MIR_TERMINATOR_UNREACHABLE:
    say(out, "unreachable");
    break;
  case MIR_TERMINATOR_RESUME:
    say(out, "resume");
    break;
  case MIR_TERMINATOR_TERMINATE:
    say(out, "terminate");
    break;
  case MIR_TERMINATOR_SWITCH:
    say_switch(out, terminator);
    break;
  case MIR_TERMINATOR_ASSERT:
    say(out, "assert %s", terminator->assertion.expected ? "" : "not ");
    say_operand(out, &terminator->assertion.condition);
    say(out, " \"");
    say_bytes(out, terminator->assertion.message);
    say(out, "\" ");
    say_operands(out, terminator->assertion.operands, NULL);
    break;
  case MIR_TERMINATOR_DROP:
    say(out, "drop ");
    say_place(out, terminator->drop_place);
    break;
  case MIR_TERMINATOR_CALL:
    say(out, "call ");
    say_operand(out, &terminator->call.function);
    say(out, " ");
    say_operands(out, terminator->call.arguments, NULL);
    say(out, " -> ");
    say_place(out, terminator->call.destination);
    break;
  }
  say_block(out, "target", terminator->target);
  say(out, "%s", unwinds[terminator->unwind.kind]);
  if (terminator->unwind.kind == MIR_UNWIND_CLEANUP) {
    say(out, " %u", terminator->unwind.block);
  }
}

#endif
