// SPDX-License-Identifier: MIT
//
// Calls. The destination and the arguments are lowered first, then one instruction calls; a result
// that goes to memory as a scalar is stored by the instruction after it.
#include <string.h>

#include "load_internal.h"
#include "models.h"
#include "print.h"

// How values of a layout travel.
static mir_form form_of(const mir_layout *layout) {
  switch (layout->class) {
  case MIR_CLASS_ZERO:
    return MIR_FORM_ZERO;
  case MIR_CLASS_SCALAR:
    return MIR_FORM_SCALAR;
  case MIR_CLASS_PAIR:
    return MIR_FORM_PAIR;
  default:
    return MIR_FORM_MEMORY;
  }
}

static bool make_argument(mir_builder *builder, mir_argument *out_argument,
                          const mir_value *value) {
  const mir_layout *layout = value->layout;
  *out_argument = (mir_argument){.form = form_of(layout),
                                 .index = value->index,
                                 .second = value->second,
                                 .offset = value->offset,
                                 .layout = layout};
  if (layout->class == MIR_CLASS_SCALAR && layout->is_reference) {
    out_argument->check = mir_builder_native(builder, layout);
    return out_argument->check != NULL;
  }
  return true;
}

// Prepares a value as an argument for a parameter of layout `expected`, or as it is for NULL.
bool mir_lower_argument(mir_builder *builder, mir_argument *out_argument, mir_value *value,
                        const mir_layout *expected) {
  if ((expected != NULL && !mir_require_fit(builder, expected, value->layout)) ||
      !mir_emit_load(builder, value, NULL)) {
    return false;
  }
  if (expected != NULL) {
    value->layout = expected;
  }
  return make_argument(builder, out_argument, value);
}

static bool lower_arguments(mir_builder *builder, mir_call *call, const mir_operand_list *operands,
                            const mir_expectation *expectation) {
  mir_argument *arguments =
      mir_arena_alloc(builder->loader->arena, operands->count, sizeof *arguments);
  if (arguments == NULL) {
    return mir_builder_no_memory(builder);
  }
  size_t known = expectation == NULL ? 0 : expectation->parameter_count;
  bool may_be_more = expectation == NULL || expectation->is_variadic;
  if (operands->count < known || (operands->count > known && !may_be_more)) {
    return mir_builder_invalid(builder, "%zu arguments for %zu parameters", operands->count, known);
  }
  for (size_t i = 0; i < operands->count; i++) {
    const mir_layout *expected = i < known ? expectation->parameters[i] : NULL;
    mir_value value;
    if (!mir_lower_operand(builder, &value, &operands->items[i], expected) ||
        !mir_lower_argument(builder, &arguments[i], &value, expected)) {
      return false;
    }
  }
  call->arguments = arguments;
  call->argument_count = operands->count;
  return true;
}

// A closure that a generic function has returned: the text names it without the types that it was
// made for.
static bool is_other_instance(const mir_layout *place, const mir_layout *result) {
  return result != NULL && result->type->kind == MIR_TYPE_CLOSURE &&
         place->type->kind == MIR_TYPE_CLOSURE && result->type != place->type;
}

bool mir_lower_result(mir_builder *builder, mir_call *call, mir_value *out_target,
                      const mir_value *place, const mir_layout *result) {
  if (is_other_instance(place->layout, result)) {
    return mir_builder_unsupported(builder, "closure `%s` of a generic function, outside of it",
                                   place->layout->name);
  }
  if (result != NULL && !call->returns && result->shape == MIR_SHAPE_NEVER) {
    *out_target = mir_zero_value(result);
  } else {
    if (result != NULL && !mir_require_fit(builder, place->layout, result)) {
      return false;
    }
    if (place->layout->class == MIR_CLASS_UNKNOWN) {
      return mir_builder_unsupported(builder, "%s", place->layout->problem);
    }
    bool is_scalar =
        place->layout->class == MIR_CLASS_SCALAR || place->layout->class == MIR_CLASS_PAIR;
    *out_target = is_scalar ? mir_target_for(builder, place) : *place;
  }
  return make_argument(builder, &call->result, out_target);
}

static bool lower_function_call(mir_builder *builder, mir_call *call, mir_value *out_target,
                                const mir_value *place, const mir_operand_list *operands,
                                const mir_item *item) {
  const mir_body *body = item->body;
  mir_type_list types = {NULL, body->argument_count};
  const mir_type **items = mir_arena_alloc(builder->loader->arena, types.count, sizeof *items);
  if (items == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (uint32_t i = 0; i < body->argument_count; i++) {
    items[i] = body->locals[i + 1].type;
  }
  types.items = items;
  const mir_layout **parameters = NULL;
  const mir_layout *result = mir_builder_layout(builder, item->type);
  call->function = mir_loader_function(builder->loader, item);
  if (result == NULL || call->function == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (!mir_parameter_layouts(builder, &parameters, &types) ||
      !lower_arguments(builder, call, operands,
                       &(mir_expectation){parameters, types.count, false}) ||
      !mir_lower_result(builder, call, out_target, place, result)) {
    return false;
  }
  mir_emit(builder, MIR_OP_CALL)->call = call;
  return true;
}

static bool lower_foreign_call(mir_builder *builder, mir_call *call, mir_value *out_target,
                               const mir_value *place, const mir_operand_list *operands,
                               const mir_callee *callee, const mir_function_type *stated) {
  mir_expectation expectation;
  const mir_layout *result = NULL;
  const mir_function_type *type = mir_foreign_type(callee, stated);
  if (!mir_make_foreign(builder, &call->foreign, call->path, callee, type, &expectation, &result) ||
      !lower_arguments(builder, call, operands, &expectation) ||
      !mir_make_signature(builder, &call->foreign->signature, &expectation, call->arguments,
                          call->argument_count, result) ||
      !mir_lower_result(builder, call, out_target, place, result)) {
    return false;
  }
  mir_emit(builder, MIR_OP_CALL_FOREIGN)->call = call;
  return true;
}

// Models find the machine's types of what they handle in the layouts.
static bool describe(mir_builder *builder, const mir_layout *layout) {
  return layout->class == MIR_CLASS_ZERO || mir_builder_native(builder, layout) != NULL;
}

// `mem::drop(value)` and `ptr::drop_in_place(pointer)`.
static bool lower_dropping_call(mir_builder *builder, mir_call *call, mir_value *out_target,
                                const mir_value *place, const mir_operand_list *operands) {
  const mir_operand *operand = &operands->items[0];
  bool done = false;
  if (operands->count != 1 ||
      (operand->kind != MIR_OPERAND_COPY && operand->kind != MIR_OPERAND_MOVE)) {
    return mir_builder_unsupported(builder, "dropping `%s`", call->generics[0]->name);
  }
  if (mir_drops_argument(call->path)) {
    done = mir_lower_drop(builder, &operand->place);
  } else if (call->generics[0]->class == MIR_CLASS_UNSIZED) {
    mir_value wide;
    done = mir_lower_operand(builder, &wide, operand, NULL) &&
           mir_emit_load(builder, &wide, NULL) &&
           mir_emit_drop_unsized(builder, wide.index, wide.second, call->generics[0]);
  } else {
    mir_value pointer;
    done = mir_lower_scalar(builder, &pointer, operand, NULL) &&
           mir_emit_drop(builder, pointer.index, call->generics[0]);
  }
  return done && mir_lower_result(builder, call, out_target, place, NULL);
}

static bool lower_model_call(mir_builder *builder, mir_call *call, mir_value *out_target,
                             const mir_value *place, const mir_operand_list *operands,
                             const mir_model *model) {
  call->model = model;
  const mir_layout **generics =
      mir_model_generics(&builder->loader->types, &call->generic_count, call->path);
  if (generics == NULL) {
    return mir_builder_no_memory(builder);
  }
  call->generics = generics;
  if (call->generic_count == 0) {
    generics[0] = builder->loader->types.unit; // For arguments that the text left out.
  }
  for (size_t i = 0; i < call->generic_count; i++) {
    if (call->generics[i]->class != MIR_CLASS_UNSIZED && !describe(builder, call->generics[i])) {
      return false;
    }
    if (mir_formats(model, &call->format_trait) &&
        !mir_note_formatted(builder, call->generics[i], call->format_trait)) {
      return false;
    }
    bool is_unsized = call->generics[i]->class == MIR_CLASS_UNSIZED;
    if (model->is_drop && (is_unsized || mir_needs_drop(builder->loader, call->generics[i]))) {
      return lower_dropping_call(builder, call, out_target, place, operands);
    }
  }
  if (operands->count != model->arity) {
    return mir_builder_unsupported(builder, "`%s` with %zu arguments", model->path,
                                   operands->count);
  }
  if (!lower_arguments(builder, call, operands, NULL) ||
      !mir_lower_result(builder, call, out_target, place, NULL) ||
      !describe(builder, call->result.layout)) {
    return false;
  }
  for (size_t i = 0; i < call->argument_count; i++) {
    if (!describe(builder, call->arguments[i].layout)) {
      return false;
    }
  }
  mir_emit(builder, MIR_OP_CALL_MODEL)->call = call;
  return true;
}

static bool lower_pointer_call(mir_builder *builder, mir_call *call, mir_value *out_target,
                               const mir_value *place, const mir_terminator *terminator) {
  mir_value pointer;
  if (!mir_lower_scalar(builder, &pointer, &terminator->call.function, NULL)) {
    return false;
  }
  const mir_function_type *type = pointer.layout->function;
  if (pointer.layout->kind != AIRLOCK_FUNCTION || type == NULL || pointer.layout->is_nullable) {
    return mir_builder_invalid(builder, "`%s` cannot be called", pointer.layout->name);
  }
  if (type->is_variadic) {
    return mir_builder_unsupported(builder, "calling variadic function pointers");
  }
  const mir_layout **parameters = NULL;
  const mir_layout *result = mir_builder_layout(builder, type->result);
  if (result == NULL || !mir_parameter_layouts(builder, &parameters, &type->parameters) ||
      !lower_arguments(builder, call, &terminator->call.arguments,
                       &(mir_expectation){parameters, type->parameters.count, false}) ||
      !mir_lower_result(builder, call, out_target, place, result)) {
    return false;
  }
  call->pointer = type;
  mir_instruction *instruction = mir_emit(builder, MIR_OP_CALL_POINTER);
  instruction->call = call;
  instruction->left = pointer.index;
  return true;
}

// The path and type of a callee that is known by name; false when it is a function pointer.
static bool named_callee(mir_builder *builder, const mir_operand *operand,
                         const mir_path **out_path, const mir_function_type **out_type) {
  *out_type = NULL;
  if (operand->kind == MIR_OPERAND_CONSTANT) {
    const mir_constant *constant = operand->constant;
    if (constant->type != NULL && constant->type->kind == MIR_TYPE_FUNCTION_ITEM) {
      *out_type = &constant->type->function;
    }
    *out_path = constant->kind == MIR_CONSTANT_PATH ? constant->path : NULL;
    return *out_path != NULL;
  }
  if (operand->kind == MIR_OPERAND_RUNTIME_CHECK || operand->place.projection_count != 0) {
    return false;
  }
  const mir_layout *layout = builder->slots[operand->place.local].layout;
  if (layout->shape != MIR_SHAPE_FUNCTION_ITEM) {
    return false;
  }
  *out_type = layout->function;
  *out_path = layout->function->path;
  return *out_path != NULL;
}

// Says why nothing is known that could be called.
static bool refuse_unknown(mir_builder *builder, const mir_path *path) {
  mir_loader *loader = builder->loader;
  const char *name = mir_path_text(loader->arena, path);
  if (name == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (loader->limit != NULL) {
    return mir_builder_limit(builder, loader->limit);
  }
  if (loader->alike != NULL) {
    return mir_builder_unsupported(
        builder,
        "calling `%s`, of which two parameters of different types are both printed as `%s`", name,
        mir_type_text(loader->arena, loader->alike));
  }
  const mir_item *last = mir_pointer_map_get(&loader->duplicates, path->stem);
  if (last != NULL) {
    return mir_builder_unsupported(
        builder, "calling `%s`, which the text has more than once; the last stands in line %u",
        name, last->position.line);
  }
  return mir_builder_unsupported(builder, "function `%s` is not modelled", name);
}

bool mir_lower_call(mir_builder *builder, const mir_terminator *terminator) {
  mir_loader *loader = builder->loader;
  mir_call *call = mir_arena_alloc(loader->arena, 1, sizeof *call);
  mir_value place;
  mir_value target;
  if (call == NULL) {
    return mir_builder_no_memory(builder);
  }
  call->returns = terminator->target != MIR_NO_BLOCK;
  if (!mir_lower_place(builder, &place, &terminator->call.destination)) {
    return false;
  }
  const mir_operand_list *operands = &terminator->call.arguments;
  mir_virtual method;
  const mir_function_type *type = NULL;
  bool done = false;
  if (!named_callee(builder, &terminator->call.function, &call->path, &type)) {
    done = lower_pointer_call(builder, call, &target, &place, terminator);
  } else if (mir_is_callable(call->path)) {
    done = mir_lower_callable(builder, call, &target, &place, operands);
  } else if (mir_find_virtual(loader, &method, call->path)) {
    done = mir_lower_virtual(builder, call, &target, &place, operands, &method);
  } else {
    mir_callee callee;
    loader->limit = NULL;
    loader->alike = NULL;
    if (!mir_find_callee(loader, &callee, call->path, type)) {
      return mir_builder_no_memory(builder);
    }
    switch (callee.kind) {
    case MIR_CALLEE_FUNCTION:
      done = lower_function_call(builder, call, &target, &place, operands, callee.item);
      break;
    case MIR_CALLEE_FOREIGN:
      done = lower_foreign_call(builder, call, &target, &place, operands, &callee, type);
      break;
    case MIR_CALLEE_MODEL:
      done = lower_model_call(builder, call, &target, &place, operands, callee.model);
      break;
    default:
      return refuse_unknown(builder, call->path);
    }
  }
  if (!done) {
    return false;
  }
  if (!call->returns) {
    mir_emit(builder, MIR_OP_NORETURN);
    return true;
  }
  bool is_in_registers = target.form == MIR_FORM_SCALAR || target.form == MIR_FORM_PAIR;
  return !is_in_registers || mir_emit_assign(builder, &place, &target);
}
