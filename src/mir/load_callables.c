// SPDX-License-Identifier: MIT
//
// What is called through the traits Fn, FnMut and FnOnce: closures, functions and function
// pointers.
//
// A closure is a struct of what it captures; the types of these come from where the closure is
// made. One that captures nothing may be a constant instead, which nothing makes. Its body is a
// function whose first parameter is the closure, by value or by reference, which the type of that
// parameter tells. A call through a trait passes the callable and a tuple of arguments; a body
// wants the tuple's parts.
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "prelude.h"
#include "print.h"
#include "rewrite.h"

//===------------------------------------------------------------------------------------------===//
// The index
//===------------------------------------------------------------------------------------------===//

const mir_type *mir_place_type(const mir_body *body, const mir_place *place) {
  const mir_type *type = body->locals[place->local].type;
  for (size_t i = 0; type != NULL && i < place->projection_count; i++) {
    const mir_projection *projection = &place->projections[i];
    bool is_pointer = type->kind == MIR_TYPE_REFERENCE || type->kind == MIR_TYPE_RAW_POINTER;
    bool is_list = type->kind == MIR_TYPE_ARRAY || type->kind == MIR_TYPE_SLICE;
    switch (projection->kind) {
    case MIR_PROJECTION_FIELD:
      type = projection->field.type;
      break;
    case MIR_PROJECTION_DOWNCAST:
      break;
    case MIR_PROJECTION_DEREFERENCE:
      type = is_pointer ? type->pointer.pointee : NULL;
      break;
    default:
      type = is_list ? type->array.element : NULL;
      break;
    }
  }
  return type;
}

static bool add_captures(mir_loader *loader, const mir_body *body, const mir_aggregate *closure) {
  size_t count = closure->operands.count;
  const mir_type **types = mir_arena_alloc(loader->arena, count, sizeof *types);
  mir_type_list *list = mir_arena_alloc(loader->arena, 1, sizeof *list);
  if (types == NULL || list == NULL) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    const mir_operand *operand = &closure->operands.items[i];
    bool is_place = operand->kind == MIR_OPERAND_COPY || operand->kind == MIR_OPERAND_MOVE;
    types[i] = is_place                                ? mir_place_type(body, &operand->place)
               : operand->kind == MIR_OPERAND_CONSTANT ? operand->constant->type
                                                       : NULL;
    if (types[i] == NULL) {
      return true;
    }
  }
  *list = (mir_type_list){types, count};
  return mir_pointer_map_set(&loader->types.closures, loader->arena, closure->type, list);
}

bool mir_note_captures(mir_loader *loader, const mir_body *body) {
  bool done = true;
  for (uint32_t i = 0; i < body->block_count; i++) {
    for (size_t j = 0; done && j < body->blocks[i].statement_count; j++) {
      const mir_statement *statement = &body->blocks[i].statements[j];
      if (statement->kind != MIR_STATEMENT_ASSIGN ||
          statement->assign.rvalue->kind != MIR_RVALUE_CLOSURE) {
        continue;
      }
      const mir_aggregate *closure = &statement->assign.rvalue->aggregate;
      done = mir_pointer_map_get(&loader->incomplete_closures, closure->type) != NULL ||
             add_captures(loader, body, closure);
    }
  }
  return done;
}

// Only such casts tell what `impl Trait` stands for; there are others too.
static bool has_subtype_cast(const mir_body *body) {
  for (uint32_t i = 0; i < body->block_count; i++) {
    for (size_t j = 0; j < body->blocks[i].statement_count; j++) {
      const mir_statement *statement = &body->blocks[i].statements[j];
      if (statement->kind == MIR_STATEMENT_ASSIGN &&
          statement->assign.rvalue->kind == MIR_RVALUE_CAST &&
          statement->assign.rvalue->cast.kind == MIR_CAST_SUBTYPE) {
        return true;
      }
    }
  }
  return false;
}

static bool index_makers(mir_loader *loader, const mir_item *item) {
  const mir_body *body = item->body;
  void *maker = (void *)(uintptr_t)item;
  loader->has_open_closures |= has_subtype_cast(body);
  bool done = mir_complete_captures(loader, body);
  for (uint32_t i = 0; i < body->block_count; i++) {
    for (size_t j = 0; done && j < body->blocks[i].statement_count; j++) {
      const mir_statement *statement = &body->blocks[i].statements[j];
      done = statement->kind != MIR_STATEMENT_ASSIGN ||
             statement->assign.rvalue->kind != MIR_RVALUE_CLOSURE ||
             mir_pointer_map_set(&loader->closure_makers, loader->arena,
                                 statement->assign.rvalue->aggregate.type, maker);
    }
  }
  return done && mir_note_captures(loader, body);
}

const mir_type *mir_closure_of_body(const mir_item *item) {
  const mir_path *path = item->path;
  if (item->body == NULL || item->body->argument_count == 0 ||
      path->segments[path->segment_count - 1].kind != MIR_SEGMENT_CLOSURE) {
    return NULL;
  }
  const mir_type *self = item->body->locals[1].type;
  self = self->kind == MIR_TYPE_REFERENCE ? self->pointer.pointee : self;
  return self->kind == MIR_TYPE_CLOSURE ? self : NULL;
}

static bool index_closure(mir_loader *loader, const mir_item *item) {
  const mir_type *closure = mir_closure_of_body(item);
  if (closure == NULL) {
    return true;
  }
  loader->has_open_closures |=
      mir_is_generic(loader, item) && !mir_is_prelude_file(item->position.file);
  return mir_pointer_map_set(&loader->closures, loader->arena, closure, (void *)(uintptr_t)item);
}

// A closure that nothing makes is a constant.
static bool index_constant_closure(mir_loader *loader, const mir_item *item) {
  static const mir_type_list nothing = {NULL, 0};
  const mir_type *closure = mir_closure_of_body(item);
  return closure == NULL || mir_pointer_map_get(&loader->closure_makers, closure) != NULL ||
         mir_pointer_map_set(&loader->types.closures, loader->arena, closure,
                             (void *)(uintptr_t)&nothing);
}

bool mir_index_closures(mir_loader *loader) {
  const mir_program *program = loader->program;
  bool done = true;
  for (size_t i = 0; done && i < program->item_count; i++) {
    done = index_closure(loader, program->items[i]);
  }
  for (size_t i = 0; done && i < mir_own_item_count(program); i++) {
    const mir_item *item = program->items[i];
    done = item->body == NULL || index_makers(loader, item);
  }
  for (size_t i = 0; done && i < program->item_count; i++) {
    done = index_constant_closure(loader, program->items[i]);
  }
  return done;
}

const mir_item *mir_closure_body(mir_loader *loader, const mir_type *closure) {
  if (closure->closure_arguments.count == 0) {
    return mir_ground(loader, mir_pointer_map_get(&loader->closures, closure));
  }
  mir_type plain = *closure;
  plain.closure_arguments = (mir_type_list){NULL, 0};
  const mir_type *base = mir_intern_type(loader->arena, &plain);
  const mir_item *item = base == NULL ? NULL : mir_pointer_map_get(&loader->closures, base);
  return item == NULL
             ? NULL
             : mir_ground(loader, mir_find_instance(loader, item, closure->closure_arguments,
                                                    (mir_type_list){NULL, 0}));
}

//===------------------------------------------------------------------------------------------===//
// Calls
//===------------------------------------------------------------------------------------------===//

static const mir_type *callable_type(const mir_path *path) {
  size_t count = path->segment_count;
  const mir_segment *trait = count < 2 ? NULL : &path->segments[count - 2];
  return trait == NULL || trait->kind != MIR_SEGMENT_QUALIFIED ? NULL : trait->self_type;
}

bool mir_is_callable(const mir_path *path) {
  const mir_type *type = callable_type(path);
  const char *name = mir_path_last_name(path);
  return type != NULL && name != NULL && strncmp(name, "call", 4) == 0 &&
         (type->kind == MIR_TYPE_CLOSURE || type->kind == MIR_TYPE_FUNCTION_ITEM ||
          type->kind == MIR_TYPE_FUNCTION_POINTER);
}

bool mir_takes_by_value(const mir_path *path) {
  const char *name = mir_path_last_name(path);
  return name != NULL && strcmp(name, "call_once") == 0;
}

// `std::mem::drop` takes what it drops as an argument.
bool mir_drops_argument(const mir_path *path) {
  const char *name = mir_path_last_name(path);
  return name != NULL && strcmp(name, "drop") == 0 && callable_type(path) == NULL;
}

// The closure itself, as its body wants it: a body that takes it by reference serves calls by
// value too.
static bool lower_self(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                       const mir_layout *parameter, bool is_by_value) {
  if (!mir_lower_operand(builder, out_value, operand, NULL)) {
    return false;
  }
  if (!is_by_value || parameter->type->kind != MIR_TYPE_REFERENCE) {
    return true;
  }
  mir_operand_index pointer;
  if (out_value->form == MIR_FORM_MEMORY) {
    if (!mir_emit_address(builder, &pointer, out_value, true)) {
      return false;
    }
  } else if (out_value->layout->class != MIR_CLASS_ZERO) {
    return mir_builder_unsupported(builder, "calling this `%s` by value", out_value->layout->name);
  } else if (!mir_pool_constant(builder, &pointer, airlock_pointer(airlock_ptr_from_address(1)))) {
    return false;
  }
  *out_value = mir_register_value(parameter, pointer);
  return true;
}

// The parts of the tuple, behind `first` arguments that are there already.
static bool lower_parts(mir_builder *builder, mir_call *call, const mir_operand *operand,
                        const mir_type *const *types, size_t type_count, mir_argument *arguments,
                        size_t first) {
  mir_value tuple;
  if (!mir_lower_operand(builder, &tuple, operand, NULL)) {
    return false;
  }
  if (tuple.layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", tuple.layout->problem);
  }
  size_t count = tuple.layout->shape != MIR_SHAPE_STRUCT ? 0 : tuple.layout->variants->field_count;
  if (count != type_count) {
    return mir_builder_invalid(builder, "%zu arguments for %zu parameters", count, type_count);
  }
  for (size_t i = 0; i < count; i++) {
    mir_value part = tuple;
    const mir_layout *expected = mir_builder_layout(builder, types[i]);
    if (expected == NULL || !mir_lower_field(builder, &part, i) ||
        !mir_lower_argument(builder, &arguments[first + i], &part, expected)) {
      return false;
    }
  }
  call->arguments = arguments;
  call->argument_count = first + count;
  return true;
}

static bool call_item(mir_builder *builder, mir_call *call, mir_value *out_target,
                      const mir_value *place, const mir_operand_list *operands,
                      const mir_item *item, bool takes_self) {
  const mir_body *body = item->body;
  mir_arena *arena = builder->loader->arena;
  mir_argument *arguments = mir_arena_alloc(arena, body->argument_count, sizeof *arguments);
  const mir_type **types = mir_arena_alloc(arena, body->argument_count, sizeof *types);
  const mir_layout *result = mir_builder_layout(builder, item->type);
  call->function = mir_loader_function(builder->loader, item);
  if (arguments == NULL || types == NULL || result == NULL || call->function == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (uint32_t i = 0; i < body->argument_count; i++) {
    types[i] = body->locals[i + 1].type;
  }
  size_t first = takes_self ? 1 : 0;
  if (takes_self) {
    const mir_layout *parameter = mir_builder_layout(builder, types[0]);
    mir_value self;
    if (parameter == NULL ||
        !lower_self(builder, &self, &operands->items[0], parameter,
                    mir_takes_by_value(call->path)) ||
        !mir_lower_argument(builder, &arguments[0], &self, parameter)) {
      return false;
    }
  }
  if (!lower_parts(builder, call, &operands->items[1], types + first, body->argument_count - first,
                   arguments, first) ||
      !mir_lower_result(builder, call, out_target, place, result)) {
    return false;
  }
  mir_emit(builder, MIR_OP_CALL)->call = call;
  return true;
}

// The pointer behind a reference, or by value, as the trait has it.
static bool load_pointer(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                         bool is_by_value) {
  if (is_by_value || operand->kind == MIR_OPERAND_CONSTANT) {
    return mir_lower_scalar(builder, out_value, operand, NULL);
  }
  mir_operand behind = *operand;
  size_t count = operand->place.projection_count;
  mir_projection *projections =
      mir_arena_alloc(builder->loader->arena, count + 1, sizeof *projections);
  if (projections == NULL) {
    return mir_builder_no_memory(builder);
  }
  for (size_t i = 0; i < count; i++) {
    projections[i] = operand->place.projections[i];
  }
  projections[count] = (mir_projection){.kind = MIR_PROJECTION_DEREFERENCE};
  behind.place.projections = projections;
  behind.place.projection_count = count + 1;
  return mir_lower_scalar(builder, out_value, &behind, NULL);
}

static bool call_pointer(mir_builder *builder, mir_call *call, mir_value *out_target,
                         const mir_value *place, const mir_operand_list *operands,
                         const mir_function_type *type) {
  mir_value pointer;
  mir_argument *arguments =
      mir_arena_alloc(builder->loader->arena, type->parameters.count, sizeof *arguments);
  const mir_layout *result = mir_builder_layout(builder, type->result);
  if (arguments == NULL || result == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (!load_pointer(builder, &pointer, &operands->items[0], mir_takes_by_value(call->path)) ||
      !lower_parts(builder, call, &operands->items[1], type->parameters.items,
                   type->parameters.count, arguments, 0) ||
      !mir_lower_result(builder, call, out_target, place, result)) {
    return false;
  }
  if (pointer.layout->kind != AIRLOCK_FUNCTION || pointer.layout->is_nullable) {
    return mir_builder_invalid(builder, "`%s` cannot be called", pointer.layout->name);
  }
  call->pointer = type;
  mir_instruction *instruction = mir_emit(builder, MIR_OP_CALL_POINTER);
  instruction->call = call;
  instruction->left = pointer.index;
  return true;
}

static bool find_function(mir_builder *builder, const mir_item **out_item,
                          const mir_function_type *type) {
  mir_callee callee;
  if (!mir_find_callee(builder->loader, &callee, type->path, NULL)) {
    return mir_builder_no_memory(builder);
  }
  *out_item = callee.item;
  if (callee.kind == MIR_CALLEE_MODEL) {
    *out_item = mir_wrap_function(builder->loader, type->path, type);
    return *out_item != NULL || mir_builder_no_memory(builder);
  }
  return true;
}

bool mir_lower_callable(mir_builder *builder, mir_call *call, mir_value *out_target,
                        const mir_value *place, const mir_operand_list *operands) {
  const mir_type *type = callable_type(call->path);
  if (operands->count != 2) {
    return mir_builder_invalid(builder, "a callable and its arguments are needed here");
  }
  if (type->kind == MIR_TYPE_FUNCTION_POINTER) {
    return call_pointer(builder, call, out_target, place, operands, &type->function);
  }
  bool is_closure = type->kind == MIR_TYPE_CLOSURE;
  const mir_segment *use = &call->path->segments[call->path->segment_count - 2];
  if (!mir_note_arguments(builder->loader, type, use->trait_path)) {
    return mir_builder_no_memory(builder);
  }
  const mir_item *item = is_closure ? mir_closure_body(builder->loader, type) : NULL;
  if (type->kind == MIR_TYPE_FUNCTION_ITEM && type->function.path != NULL &&
      !find_function(builder, &item, &type->function)) {
    return false;
  }
  const mir_layout *layout = mir_builder_layout(builder, type);
  if (layout == NULL) {
    return false;
  }
  if (item == NULL || item->body == NULL || item->kind != MIR_ITEM_FUNCTION ||
      mir_is_generic(builder->loader, item)) {
    return mir_builder_unsupported(builder, "calling `%s`", layout->name);
  }
  if (!call_item(builder, call, out_target, place, operands, item, is_closure)) {
    return false;
  }
  // A body that takes the closure by reference leaves it to the caller, who gave it up.
  bool is_left = is_closure && mir_takes_by_value(call->path) &&
                 item->body->locals[1].type->kind == MIR_TYPE_REFERENCE &&
                 operands->items[0].kind == MIR_OPERAND_MOVE;
  return !is_left || mir_lower_drop(builder, &operands->items[0].place);
}

bool mir_closure_function(mir_builder *builder, airlock_scalar *out_scalar,
                          const mir_layout *closure) {
  mir_loader *loader = builder->loader;
  const mir_item *item =
      closure->type->kind == MIR_TYPE_CLOSURE ? mir_closure_body(loader, closure->type) : NULL;
  if (item == NULL || mir_is_generic(loader, item) || closure->class != MIR_CLASS_ZERO) {
    return mir_builder_unsupported(builder, "`%s` as a function pointer", closure->name);
  }
  const mir_item *plain = mir_pointer_map_get(&loader->plain_functions, item);
  if (plain == NULL) {
    plain = mir_without_self(loader->arena, item);
    if (plain == NULL || !mir_add_instance(loader, plain) ||
        !mir_pointer_map_set(&loader->plain_functions, loader->arena, item,
                             (void *)(uintptr_t)plain)) {
      return mir_builder_no_memory(builder);
    }
  }
  return mir_function_value_of_item(builder, out_scalar, plain);
}
