// SPDX-License-Identifier: MIT
//
// Terminators of the type check. A call is held against all that is known of its callee: the type
// that rustc noted at the call, the head of the function that it names, and the declaration of a
// foreign one.
#include <string.h>

#include "load_check.h"
#include "print.h"

//===------------------------------------------------------------------------------------------===//
// Calls
//===------------------------------------------------------------------------------------------===//

// What a call gives and takes.
typedef struct mir_call_types {
  const char *name; // Of the callee.
  const mir_type **arguments;
  size_t count;
  const mir_type *place; // NULL when the call does not return.
} mir_call_types;

// The parameters' types of a function of the program.
static bool parameters_of(mir_builder *builder, mir_type_list *out_list, const mir_body *body) {
  const mir_type **types =
      mir_arena_alloc(builder->loader->arena, body->argument_count, sizeof *types);
  if (types == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (uint32_t i = 0; i < body->argument_count; i++) {
    types[i] = body->locals[i + 1].type;
  }
  *out_list = (mir_type_list){types, body->argument_count};
  return true;
}

static bool check_against(mir_builder *builder, const mir_call_types *call,
                          const mir_type_list *parameters, const mir_type *result,
                          bool is_variadic) {
  mir_arena *arena = builder->loader->arena;
  if (call->count < parameters->count || (call->count > parameters->count && !is_variadic)) {
    return mir_builder_invalid(builder, "%zu arguments for %zu parameters of `%s`", call->count,
                               parameters->count, call->name);
  }
  for (size_t i = 0; i < parameters->count; i++) {
    if (mir_types_agree(&builder->loader->types, parameters->items[i], call->arguments[i])) {
      continue;
    }
    const char *what = mir_arena_format(arena, "argument %zu of `%s`", i + 1, call->name);
    return mir_check_agree(builder, what, parameters->items[i], call->arguments[i]);
  }
  if (call->place == NULL || mir_types_agree(&builder->loader->types, call->place, result)) {
    return true;
  }
  return mir_check_agree(builder, mir_arena_format(arena, "the result of `%s`", call->name),
                         call->place, result);
}

// The source may be another one than that from which the text was printed.
static bool check_declaration(mir_builder *builder, const mir_callee *callee, const mir_path *path,
                              const mir_type *noted) {
  const mir_rust_item *foreign = callee->foreign;
  if (foreign == NULL || foreign->type == NULL || noted == NULL ||
      foreign->path->stem != path->stem) {
    return true;
  }
  const mir_function_type *declared = &foreign->type->function;
  mir_type pointer = {.kind = MIR_TYPE_FUNCTION_POINTER, .function = noted->function};
  if (mir_types_agree(&builder->loader->types, foreign->type, &pointer)) {
    return true;
  }
  const char *declared_text =
      mir_type_text(builder->loader->arena,
                    &(mir_type){.kind = MIR_TYPE_FUNCTION_POINTER, .function = *declared});
  pointer.function.path = NULL;
  const char *noted_text = mir_type_text(builder->loader->arena, &pointer);
  return mir_builder_invalid(
      builder, "`%s` is called as `%s`, but declared as `%s` at %s:%u; " MIR_OTHER_SOURCE,
      foreign->link_name, noted_text == NULL ? "" : noted_text,
      declared_text == NULL ? "" : declared_text, foreign->position.file, foreign->position.line);
}

static bool check_named_call(mir_builder *builder, const mir_call_types *call, const mir_path *path,
                             const mir_type *noted) {
  const mir_function_type *type = noted == NULL ? NULL : &noted->function;
  mir_callee callee;
  if (type != NULL &&
      !check_against(builder, call, &type->parameters, type->result, type->is_variadic)) {
    return false;
  }
  if (mir_is_callable(path)) {
    return true;
  }
  if (!mir_find_callee(builder->loader, &callee, path, type)) {
    return mir_builder_no_memory(builder);
  }
  if (callee.kind == MIR_CALLEE_FUNCTION) {
    mir_type_list parameters;
    return parameters_of(builder, &parameters, callee.item->body) &&
           check_against(builder, call, &parameters, callee.item->type, false);
  }
  if (callee.kind != MIR_CALLEE_FOREIGN) {
    return true;
  }
  if (type == NULL && callee.foreign != NULL && callee.foreign->type != NULL) {
    const mir_function_type *declared = &callee.foreign->type->function;
    return check_against(builder, call, &declared->parameters, declared->result,
                         declared->is_variadic);
  }
  return check_declaration(builder, &callee, path, noted);
}

static bool check_pointer_call(mir_builder *builder, const mir_call_types *call,
                               const mir_type *type) {
  type = type == NULL ? NULL : mir_resolve_alias(&builder->loader->types, type);
  if (type == NULL || !mir_type_is_in(&builder->loader->types, type, MIR_SET_FUNCTION_POINTER)) {
    return type == NULL || mir_check_refuse(builder, "a callee", "a function", type);
  }
  return type->kind != MIR_TYPE_FUNCTION_POINTER ||
         check_against(builder, call, &type->function.parameters, type->function.result,
                       type->function.is_variadic);
}

// A call that does not return gives its place nothing.
static bool type_call(mir_builder *builder, mir_call_types *out_call,
                      const mir_terminator *terminator) {
  const mir_operand_list *operands = &terminator->call.arguments;
  *out_call = (mir_call_types){.name = "the function pointer", .count = operands->count};
  out_call->arguments =
      mir_arena_alloc(builder->loader->arena, operands->count, sizeof *out_call->arguments);
  if (out_call->arguments == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < operands->count; i++) {
    if (!mir_check_operand(builder, &out_call->arguments[i], &operands->items[i])) {
      return false;
    }
  }
  if (!mir_check_place(builder, &out_call->place, &terminator->call.destination)) {
    return false;
  }
  if (terminator->target == MIR_NO_BLOCK) {
    out_call->place = NULL;
  }
  return true;
}

static bool check_call(mir_builder *builder, const mir_terminator *terminator) {
  const mir_operand *function = &terminator->call.function;
  mir_call_types call;
  const mir_type *type;
  if (!type_call(builder, &call, terminator) || !mir_check_operand(builder, &type, function)) {
    return false;
  }
  const mir_type *noted = type != NULL && type->kind == MIR_TYPE_FUNCTION_ITEM ? type : NULL;
  const mir_path *path = noted == NULL ? NULL : noted->function.path;
  if (function->kind == MIR_OPERAND_CONSTANT && function->constant->kind == MIR_CONSTANT_PATH) {
    path = function->constant->path;
  }
  if (path == NULL) {
    return noted != NULL || check_pointer_call(builder, &call, type);
  }
  call.name = mir_path_text(builder->loader->arena, path);
  return call.name == NULL ? mir_builder_no_memory(builder)
                           : check_named_call(builder, &call, path, noted);
}

//===------------------------------------------------------------------------------------------===//
// Other terminators
//===------------------------------------------------------------------------------------------===//

// The largest bit pattern of a type that `switchInt` takes.
static mir_uint128 largest_pattern(mir_types *types, const mir_type *type) {
  type = mir_resolve_alias(types, type);
  const mir_layout *layout = mir_layout_of(types, type);
  if (layout == NULL || layout->class == MIR_CLASS_UNKNOWN || layout->size >= 16) {
    return ~(mir_uint128)0;
  }
  if (layout->kind == AIRLOCK_BOOL) {
    return 1;
  }
  return layout->kind == AIRLOCK_CHAR ? 0x10ffff : ((mir_uint128)1 << (layout->size * 8)) - 1;
}

static bool check_switch(mir_builder *builder, const mir_terminator *terminator) {
  const mir_type *type;
  if (!mir_check_operand(builder, &type, &terminator->switch_integer.operand)) {
    return false;
  }
  if (!mir_type_is_in(&builder->loader->types, type,
                      MIR_SET_INTEGER | MIR_SET_BOOL | MIR_SET_CHAR)) {
    return mir_check_refuse(builder, "`switchInt`", "an integer, `bool` or `char`", type);
  }
  mir_uint128 largest =
      type == NULL ? ~(mir_uint128)0 : largest_pattern(&builder->loader->types, type);
  for (size_t i = 0; i < terminator->switch_integer.case_count; i++) {
    if (terminator->switch_integer.cases[i].value > largest) {
      return mir_check_refuse(
          builder, mir_arena_format(builder->loader->arena, "value %zu of `switchInt`", i + 1),
          "one in the range of its operand", type);
    }
  }
  return true;
}

static bool check_assert(mir_builder *builder, const mir_terminator *terminator) {
  const mir_operand_list *operands = &terminator->assertion.operands;
  const mir_type *type;
  if (!mir_check_operand(builder, &type, &terminator->assertion.condition)) {
    return false;
  }
  if (!mir_type_is_in(&builder->loader->types, type, MIR_SET_BOOL)) {
    return mir_check_refuse(builder, "`assert`", "`bool`", type);
  }
  for (size_t i = 0; i < operands->count; i++) {
    if (!mir_check_operand(builder, &type, &operands->items[i])) {
      return false;
    }
  }
  return true;
}

bool mir_check_terminator(mir_builder *builder, const mir_terminator *terminator) {
  const mir_type *ignored;
  switch (terminator->kind) {
  case MIR_TERMINATOR_SWITCH:
    return check_switch(builder, terminator);
  case MIR_TERMINATOR_ASSERT:
    return check_assert(builder, terminator);
  case MIR_TERMINATOR_DROP:
    return mir_check_place(builder, &ignored, &terminator->drop_place);
  case MIR_TERMINATOR_CALL:
    return check_call(builder, terminator);
  default:
    return true;
  }
}
