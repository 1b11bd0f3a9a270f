// SPDX-License-Identifier: MIT
//
// Functions as the machine has them: signatures, foreign functions by their declarations, and
// functions as values.
#include <string.h>

#include "load_internal.h"
#include "print.h"

bool mir_parameter_layouts(mir_builder *builder, const mir_layout ***out_layouts,
                           const mir_type_list *types) {
  const mir_layout **layouts =
      mir_arena_alloc(builder->loader->arena, types->count, sizeof *layouts);
  if (layouts == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < types->count; i++) {
    layouts[i] = mir_builder_layout(builder, types->items[i]);
    if (layouts[i] == NULL) {
      return false;
    }
    if (layouts[i]->class == MIR_CLASS_UNKNOWN || layouts[i]->class == MIR_CLASS_UNSIZED) {
      return mir_builder_unsupported(
          builder, "%s", layouts[i]->problem == NULL ? "unsized parameters" : layouts[i]->problem);
    }
  }
  *out_layouts = layouts;
  return true;
}

// The signature as the machine has it. NULL, with AIRLOCK_OK, when a type has none.
bool mir_make_signature(mir_builder *builder, const airlock_signature **out_signature,
                        const mir_expectation *expectation, const mir_argument *arguments,
                        size_t argument_count, const mir_layout *result) {
  const airlock_type **types =
      mir_arena_alloc(builder->loader->arena, argument_count, sizeof *types);
  if (types == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < argument_count; i++) {
    types[i] =
        mir_builder_native(builder, i < expectation->parameter_count ? expectation->parameters[i]
                                                                     : arguments[i].layout);
    if (types[i] == NULL) {
      return false;
    }
  }
  const airlock_type *result_type = NULL;
  if (result->class != MIR_CLASS_ZERO) {
    result_type = mir_builder_native(builder, result);
    if (result_type == NULL) {
      return false;
    }
  }
  return airlock_signature_variadic(builder->loader->machine, out_signature, result_type, types,
                                    argument_count, expectation->is_variadic,
                                    expectation->parameter_count) == AIRLOCK_OK ||
         mir_builder_machine(builder);
}

static bool is_c_abi(const char *abi) {
  return strcmp(abi, "C") == 0 || strcmp(abi, "C-unwind") == 0 || strcmp(abi, "system") == 0 ||
         strcmp(abi, "system-unwind") == 0;
}

// A foreign function by its declaration; its signature is made once the arguments are known.
bool mir_make_foreign(mir_builder *builder, mir_foreign **out_foreign, const mir_path *path,
                      const mir_callee *callee, const mir_function_type *type,
                      mir_expectation *out_expectation, const mir_layout **out_result) {
  const char *name =
      callee->foreign != NULL ? callee->foreign->link_name : mir_path_last_name(path);
  if (type == NULL) {
    return mir_builder_unsupported(builder, "calling `%s`, whose signature is not known", name);
  }
  if (!is_c_abi(type->abi)) {
    return mir_builder_unsupported(builder, "calling `%s` with calling convention \"%s\"", name,
                                   type->abi);
  }
  *out_result = mir_builder_layout(builder, type->result);
  mir_foreign *foreign = mir_arena_alloc(builder->loader->arena, 1, sizeof *foreign);
  if (*out_result == NULL || foreign == NULL) {
    return mir_builder_no_memory(builder);
  }
  if ((*out_result)->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", (*out_result)->problem);
  }
  foreign->name = name;
  *out_foreign = foreign;
  const mir_layout **parameters = NULL;
  if (!mir_parameter_layouts(builder, &parameters, &type->parameters)) {
    return false;
  }
  *out_expectation = (mir_expectation){parameters, type->parameters.count, type->is_variadic};
  return true;
}

const mir_function_type *mir_foreign_type(const mir_callee *callee,
                                          const mir_function_type *stated) {
  if (stated == NULL && callee->foreign != NULL && callee->foreign->type != NULL) {
    return &callee->foreign->type->function;
  }
  return stated;
}

//===------------------------------------------------------------------------------------------===//
// Functions as values
//===------------------------------------------------------------------------------------------===//

static mir_function *function_of_foreign(mir_builder *builder, const mir_callee *callee,
                                         const mir_path *path) {
  mir_loader *loader = builder->loader;
  mir_function *function = mir_pointer_map_get(&loader->functions, callee->foreign);
  if (function != NULL) {
    return function;
  }
  mir_expectation expectation;
  const mir_layout *result = NULL;
  mir_foreign *foreign = NULL;
  const mir_function_type *type = mir_foreign_type(callee, NULL);
  if (!mir_make_foreign(builder, &foreign, path, callee, type, &expectation, &result)) {
    return NULL;
  }
  if (expectation.is_variadic) {
    mir_builder_unsupported(builder, "pointers to the variadic function `%s`", foreign->name);
    return NULL;
  }
  if (!mir_make_signature(builder, &foreign->signature, &expectation, NULL,
                          expectation.parameter_count, result)) {
    return NULL;
  }
  function = mir_arena_alloc(loader->arena, 1, sizeof *function);
  if (function == NULL ||
      !mir_pointer_map_set(&loader->functions, loader->arena, callee->foreign, function)) {
    mir_builder_no_memory(builder);
    return NULL;
  }
  mir_parameter *parameters =
      mir_arena_alloc(loader->arena, expectation.parameter_count, sizeof *parameters);
  if (parameters == NULL) {
    mir_builder_no_memory(builder);
    return NULL;
  }
  for (size_t i = 0; i < expectation.parameter_count; i++) {
    parameters[i].layout = expectation.parameters[i];
  }
  function->name = foreign->name;
  function->foreign = foreign;
  function->parameters = parameters;
  function->parameter_count = expectation.parameter_count;
  function->result.layout = result;
  function->type = type;
  function->abi = type->abi;
  return function;
}

static bool signature_of_item(mir_builder *builder, const airlock_signature **out_signature,
                              const mir_item *item) {
  const mir_body *body = item->body;
  const mir_layout **parameters =
      mir_arena_alloc(builder->loader->arena, body->argument_count, sizeof *parameters);
  const mir_layout *result = mir_builder_layout(builder, item->type);
  if (parameters == NULL || result == NULL) {
    return mir_builder_no_memory(builder);
  }
  *out_signature = NULL;
  bool has_one = result->class != MIR_CLASS_UNKNOWN && result->class != MIR_CLASS_UNSIZED;
  for (uint32_t i = 0; i < body->argument_count; i++) {
    parameters[i] = mir_builder_layout(builder, body->locals[i + 1].type);
    if (parameters[i] == NULL) {
      return false;
    }
    has_one = has_one && parameters[i]->class != MIR_CLASS_UNKNOWN &&
              parameters[i]->class != MIR_CLASS_UNSIZED;
  }
  return !has_one || mir_make_signature(builder, out_signature,
                                        &(mir_expectation){parameters, body->argument_count, false},
                                        NULL, body->argument_count, result);
}

static bool function_pointer(mir_builder *builder, airlock_scalar *out_scalar,
                             mir_function *function, const airlock_signature *signature) {
  if (!function->has_pointer) {
    if (airlock_function_new(builder->loader->machine, &function->pointer, function->name,
                             signature, function) != AIRLOCK_OK) {
      return mir_builder_machine(builder);
    }
    function->has_pointer = true;
  }
  *out_scalar = airlock_function_pointer(function->pointer);
  return true;
}

bool mir_function_value_of_item(mir_builder *builder, airlock_scalar *out_scalar,
                                const mir_item *item) {
  const airlock_signature *signature = NULL;
  mir_function *function = mir_loader_function(builder->loader, item);
  if (function == NULL) {
    return mir_builder_no_memory(builder);
  }
  return (function->has_pointer || signature_of_item(builder, &signature, item)) &&
         function_pointer(builder, out_scalar, function, signature);
}

bool mir_function_value(mir_builder *builder, airlock_scalar *out_scalar, const mir_path *path,
                        const mir_function_type *type) {
  mir_loader *loader = builder->loader;
  mir_callee callee;
  if (!mir_find_callee(loader, &callee, path, NULL)) {
    return mir_builder_no_memory(builder);
  }
  if (callee.kind == MIR_CALLEE_FUNCTION) {
    return mir_function_value_of_item(builder, out_scalar, callee.item);
  }
  if (callee.kind == MIR_CALLEE_FOREIGN) {
    mir_function *function = function_of_foreign(builder, &callee, path);
    return function != NULL &&
           function_pointer(builder, out_scalar, function, function->foreign->signature);
  }
  if (callee.kind == MIR_CALLEE_MODEL && type != NULL) {
    const mir_item *wrapper = mir_wrap_function(loader, path, type);
    return wrapper == NULL ? mir_builder_no_memory(builder)
                           : mir_function_value_of_item(builder, out_scalar, wrapper);
  }
  const char *name = mir_path_text(loader->arena, path);
  return mir_builder_unsupported(builder, "function `%s` as a value", name == NULL ? "" : name);
}
