// SPDX-License-Identifier: MIT
//
// Drop glue: what dropping a value runs. Each type that needs any has one function, made here, that
// takes a pointer to the value, and for a slice the number of elements as well: first a local `impl
// Drop`, then what the value owns, in order of declaration; Box and Vec drop what they point to and
// free its memory. The functions have no source, so that errors in them are shown where the program
// dropped the value.
#include <string.h>

#include "load_internal.h"
#include "models.h"

static bool is_std_type(const mir_layout *layout, const char *stem) {
  return layout->item != NULL && strcmp(layout->item->path->stem, stem) == 0;
}

static bool is_owner(const mir_layout *layout) {
  return is_std_type(layout, "std::boxed::Box") || is_std_type(layout, "std::vec::Vec");
}

// The function of an `impl Drop`, or NULL.
static const mir_item *find_drop(mir_loader *loader, const mir_layout *layout) {
  return layout->type->kind == MIR_TYPE_PATH && !is_owner(layout)
             ? mir_find_method(loader, layout->type, loader->drop_trait, &loader->drop_name)
             : NULL;
}

bool mir_needs_drop(mir_loader *loader, const mir_layout *layout) {
  if (is_owner(layout) || find_drop(loader, layout) != NULL) {
    return true;
  }
  if (layout->shape == MIR_SHAPE_UNION || is_std_type(layout, "std::mem::ManuallyDrop")) {
    return false;
  }
  if (layout->shape == MIR_SHAPE_ARRAY) {
    return layout->count != 0 && mir_needs_drop(loader, layout->element);
  }
  if (layout->shape == MIR_SHAPE_SLICE) {
    return mir_needs_drop(loader, layout->element);
  }
  for (size_t i = 0; i < layout->variant_count; i++) {
    for (size_t j = 0; j < layout->variants[i].field_count; j++) {
      if (mir_needs_drop(loader, layout->variants[i].fields[j].layout)) {
        return true;
      }
    }
  }
  return false;
}

static mir_call *new_call(mir_builder *builder, mir_operand_index pointer,
                          const mir_layout *parameter) {
  mir_loader *loader = builder->loader;
  mir_call *call = mir_arena_alloc(loader->arena, 1, sizeof *call);
  mir_argument *argument = mir_arena_alloc(loader->arena, 2, sizeof *argument);
  if (call == NULL || argument == NULL) {
    mir_builder_no_memory(builder);
    return NULL;
  }
  *argument = (mir_argument){.form = MIR_FORM_SCALAR, .index = pointer, .layout = parameter};
  if (parameter->is_reference) {
    argument->check = mir_builder_native(builder, parameter);
    if (argument->check == NULL) {
      return NULL;
    }
  }
  call->arguments = argument;
  call->argument_count = 1;
  call->result = (mir_argument){.form = MIR_FORM_ZERO, .layout = loader->types.unit};
  call->returns = true;
  return call;
}

// What says how much is behind the pointer: the second argument.
static void pass_metadata(mir_builder *builder, mir_call *call, mir_operand_index metadata) {
  mir_argument *arguments = (mir_argument *)(uintptr_t)call->arguments;
  arguments[1] = (mir_argument){
      .form = MIR_FORM_SCALAR, .index = metadata, .layout = builder->loader->types.usize};
  call->argument_count = 2;
}

// Gives back the memory of a Box, or of a Vec, by its model.
static bool emit_free(mir_builder *builder, mir_operand_index pointer, const char *key,
                      const mir_layout *content) {
  mir_loader *loader = builder->loader;
  const char *interned = mir_arena_intern(loader->arena, key, strlen(key));
  const mir_layout **generics = mir_arena_copy(loader->arena, &content, 1, sizeof *generics);
  mir_call *call = new_call(builder, pointer, loader->types.thin_pointer);
  if (interned == NULL || generics == NULL || call == NULL) {
    return mir_builder_no_memory(builder);
  }
  call->model = mir_pointer_map_get(&loader->models, interned);
  call->generics = generics;
  call->generic_count = 1;
  mir_emit(builder, MIR_OP_CALL_MODEL)->call = call;
  return true;
}

static mir_operand_index part_pointer(mir_builder *builder, uint64_t offset) {
  mir_instruction *address = mir_emit(builder, MIR_OP_ADDRESS);
  address->offset = offset;
  address->target = mir_temporary(builder, 1);
  return address->target;
}

static bool load_word(mir_builder *builder, mir_operand_index *out_index, uint64_t offset,
                      const mir_layout *layout) {
  mir_value word = {.layout = layout, .form = MIR_FORM_MEMORY, .offset = offset};
  bool done = mir_emit_load(builder, &word, NULL);
  *out_index = word.index;
  return done;
}

// The elements from `first` on, `count` of them.
static bool drop_elements(mir_builder *builder, const mir_layout *element, mir_operand_index first,
                          mir_operand_index count) {
  mir_operand_index zero;
  mir_operand_index one;
  if (!mir_pool_constant(builder, &zero, airlock_int(AIRLOCK_USIZE, 0)) ||
      !mir_pool_constant(builder, &one, airlock_int(AIRLOCK_USIZE, 1))) {
    return false;
  }
  mir_operand_index cursor = mir_temporary(builder, 3);
  mir_instruction *start = mir_emit(builder, MIR_OP_MOVE);
  start->target = cursor;
  start->left = zero;
  size_t head = builder->code_size;
  mir_instruction *compare = mir_emit(builder, MIR_OP_EQ_USIZE);
  compare->kind = AIRLOCK_BOOL;
  compare->target = cursor + 1;
  compare->left = cursor;
  compare->right = count;
  size_t branch = builder->code_size;
  mir_emit(builder, MIR_OP_SWITCH_ONE)->left = cursor + 1;
  mir_instruction *address = mir_emit(builder, MIR_OP_ELEMENT);
  address->target = cursor + 2;
  address->left = first;
  address->right = cursor;
  address->immediate = element->size;
  address->extra = UINT64_MAX;
  if (!mir_emit_drop(builder, cursor + 2, element)) {
    return false;
  }
  mir_instruction *step = mir_emit(builder, MIR_OP_ADD_USIZE);
  step->kind = AIRLOCK_USIZE;
  step->target = cursor;
  step->left = cursor;
  step->right = one;
  mir_emit(builder, MIR_OP_GOTO)->jump = (uint32_t)head;
  if (builder->problem == MIR_PROBLEM_NONE) {
    builder->code[branch].immediate = 1;
    builder->code[branch].extra = builder->code_size;
    builder->code[branch].second = branch + 1;
  }
  return builder->problem == MIR_PROBLEM_NONE;
}

static const mir_layout *content_of(mir_builder *builder, const mir_layout *owner) {
  const mir_layout *pointer = owner;
  while (pointer->pointee == NULL && pointer->variant_count == 1 &&
         pointer->variants->field_count > 0) {
    pointer = pointer->variants->fields[0].layout;
  }
  const mir_layout *content =
      pointer->pointee == NULL ? NULL : mir_builder_layout(builder, pointer->pointee);
  if (content == NULL || content->class == MIR_CLASS_UNKNOWN) {
    mir_builder_unsupported(builder, "dropping `%s`", owner->name);
    return NULL;
  }
  return content;
}

bool mir_emit_drop_unsized(mir_builder *builder, mir_operand_index pointer,
                           mir_operand_index metadata, const mir_layout *layout) {
  if (layout->shape == MIR_SHAPE_DYN) {
    mir_call *call = new_call(builder, pointer, builder->loader->types.thin_pointer);
    if (call == NULL) {
      return false;
    }
    mir_instruction *drop = mir_emit(builder, MIR_OP_DROP_VIRTUAL);
    drop->call = call;
    drop->left = metadata;
    return true;
  }
  if (layout->element == NULL) {
    return mir_builder_unsupported(builder, "dropping `%s`", layout->name);
  }
  if (!mir_needs_drop(builder->loader, layout)) {
    return true;
  }
  mir_function *function = mir_drop_function(builder, layout);
  mir_call *call =
      function == NULL ? NULL : new_call(builder, pointer, builder->loader->types.thin_pointer);
  if (call == NULL) {
    return false;
  }
  pass_metadata(builder, call, metadata);
  call->function = function;
  mir_emit(builder, MIR_OP_CALL)->call = call;
  return true;
}

// A Box of something unsized: a pointer with metadata behind it.
static bool drop_unsized_box(mir_builder *builder, const mir_layout *content) {
  mir_operand_index first;
  mir_operand_index metadata;
  const mir_types *types = &builder->loader->types;
  bool is_dyn = content->shape == MIR_SHAPE_DYN;
  return load_word(builder, &first, 0, types->thin_pointer) &&
         load_word(builder, &metadata, 8, is_dyn ? types->thin_pointer : types->usize) &&
         mir_emit_drop_unsized(builder, first, metadata, content) &&
         emit_free(builder, 0, "<Unique as Drop>::drop", content);
}

static bool drop_owner(mir_builder *builder, const mir_layout *owner, bool is_vector) {
  const mir_layout *content = content_of(builder, owner);
  mir_operand_index first;
  if (content == NULL) {
    return false;
  }
  if (content->class == MIR_CLASS_UNSIZED) {
    return drop_unsized_box(builder, content);
  }
  if (mir_needs_drop(builder->loader, content)) {
    if (!load_word(builder, &first, is_vector ? MIR_VECTOR_POINTER : 0,
                   builder->loader->types.thin_pointer)) {
      return false;
    }
    mir_operand_index count = 0;
    bool done = is_vector
                    ? load_word(builder, &count, MIR_VECTOR_LENGTH, builder->loader->types.usize) &&
                          drop_elements(builder, content, first, count)
                    : mir_emit_drop(builder, first, content);
    if (!done) {
      return false;
    }
  }
  return emit_free(builder, 0, is_vector ? "<RawVec as Drop>::drop" : "<Unique as Drop>::drop",
                   content);
}

static bool drop_fields(mir_builder *builder, const mir_layout_variant *variant) {
  for (size_t i = 0; i < variant->field_count; i++) {
    const mir_layout_field *field = &variant->fields[i];
    if (!mir_needs_drop(builder->loader, field->layout)) {
      continue;
    }
    // Of what is unsized the second parameter tells the size.
    mir_operand_index pointer = part_pointer(builder, field->offset);
    bool done = field->layout->class == MIR_CLASS_UNSIZED
                    ? mir_emit_drop_unsized(builder, pointer, 1, field->layout)
                    : mir_emit_drop(builder, pointer, field->layout);
    if (!done) {
      return false;
    }
  }
  return true;
}

static bool drop_variants(mir_builder *builder, const mir_layout *layout) {
  const mir_layout *usize = builder->loader->types.usize;
  mir_value value = {.layout = layout, .form = MIR_FORM_MEMORY};
  if (layout->tag == MIR_TAG_VALUE && layout->tag_layout->size > usize->size) {
    // Two discriminants may be the same number in a usize.
    return mir_builder_unsupported(builder, "dropping `%s`, whose tag has 128 bits", layout->name);
  }
  mir_value tag = mir_register_value(usize, mir_temporary(builder, 1));
  if (!mir_lower_discriminant(builder, &tag, &value)) {
    return false;
  }
  for (size_t i = 0; i < layout->variant_count; i++) {
    size_t branch = builder->code_size;
    mir_instruction *one = mir_emit(builder, MIR_OP_SWITCH_ONE);
    one->left = tag.index;
    one->immediate = (uint64_t)layout->variants[i].discriminant;
    if (!drop_fields(builder, &layout->variants[i]) || builder->problem != MIR_PROBLEM_NONE) {
      return false;
    }
    builder->code[branch].extra = branch + 1;
    builder->code[branch].second = builder->code_size;
  }
  return true;
}

static bool drop_parts(mir_builder *builder, const mir_layout *layout) {
  bool is_vector = is_std_type(layout, "std::vec::Vec");
  if (is_vector || is_std_type(layout, "std::boxed::Box")) {
    return drop_owner(builder, layout, is_vector);
  }
  switch (layout->shape) {
  case MIR_SHAPE_ARRAY: {
    mir_operand_index count;
    return !mir_needs_drop(builder->loader, layout->element) ||
           (mir_pool_constant(builder, &count, airlock_int(AIRLOCK_USIZE, layout->count)) &&
            drop_elements(builder, layout->element, 0, count));
  }
  case MIR_SHAPE_SLICE:
    return drop_elements(builder, layout->element, 0, 1);
  case MIR_SHAPE_STRUCT:
    return drop_fields(builder, &layout->variants[0]);
  case MIR_SHAPE_ENUM:
    return drop_variants(builder, layout);
  default:
    return true;
  }
}

static bool drop_value(mir_builder *builder, const mir_layout *layout) {
  const mir_item *item = find_drop(builder->loader, layout);
  if (item != NULL) {
    if (item->body == NULL || item->body->argument_count != 1) {
      return mir_builder_invalid(builder, "`drop` of `%s` has other parameters", layout->name);
    }
    if (layout->class == MIR_CLASS_UNSIZED) {
      return mir_builder_unsupported(builder, "`drop` of `%s`, which is unsized", layout->name);
    }
    const mir_layout *parameter = mir_builder_layout(builder, item->body->locals[1].type);
    mir_call *call = parameter == NULL ? NULL : new_call(builder, 0, parameter);
    if (call == NULL) {
      return false;
    }
    call->function = mir_loader_function(builder->loader, item);
    if (call->function == NULL) {
      return mir_builder_no_memory(builder);
    }
    mir_emit(builder, MIR_OP_CALL)->call = call;
  }
  return drop_parts(builder, layout);
}

static bool finish(mir_builder *builder, bool done) {
  if (!done && builder->problem == MIR_PROBLEM_UNSUPPORTED) {
    builder->code_size = 0;
    builder->problem = MIR_PROBLEM_NONE;
    mir_emit(builder, MIR_OP_UNSUPPORTED)->text = builder->problem_text;
  }
  mir_emit(builder, MIR_OP_RETURN);
  mir_link(builder);
  mir_function *function = builder->function;
  function->code = builder->code;
  function->locations = builder->locations;
  function->code_size = builder->code_size;
  function->constants = builder->constants;
  function->num_registers = builder->max_register;
  function->cleared_registers = builder->local_registers;
  function->state = MIR_FUNCTION_LOADED;
  return builder->problem == MIR_PROBLEM_NONE;
}

mir_function *mir_drop_function(mir_builder *outer, const mir_layout *layout) {
  mir_loader *loader = outer->loader;
  mir_function *function = mir_pointer_map_get(&loader->drop_functions, layout);
  if (function != NULL) {
    return function;
  }
  function = mir_arena_alloc(loader->arena, 1, sizeof *function);
  mir_parameter *parameters = mir_arena_alloc(loader->arena, 2, sizeof *parameters);
  if (function == NULL || parameters == NULL ||
      !mir_pointer_map_set(&loader->drop_functions, loader->arena, layout, function)) {
    mir_builder_no_memory(outer);
    return NULL;
  }
  const mir_layout *pointer = loader->types.thin_pointer;
  const mir_layout *usize = loader->types.usize;
  uint32_t count = layout->class == MIR_CLASS_UNSIZED ? 2 : 1;
  parameters[0] = (mir_parameter){.form = MIR_FORM_SCALAR, .layout = pointer};
  parameters[0].native[0] = mir_builder_native(outer, pointer);
  parameters[1] = (mir_parameter){.form = MIR_FORM_SCALAR, .register_index = 1, .layout = usize};
  parameters[1].native[0] = mir_builder_native(outer, usize);
  function->name = mir_arena_format(loader->arena, "drop of `%s`", layout->name);
  function->abi = "Rust";
  function->parameters = parameters;
  function->parameter_count = count;
  function->result = (mir_parameter){.form = MIR_FORM_ZERO, .layout = loader->types.unit};
  function->state = MIR_FUNCTION_LOADING;
  mir_builder builder = {.loader = loader,
                         .function = function,
                         .local_registers = count,
                         .next_register = count,
                         .max_register = count};
  if (parameters[0].native[0] == NULL || parameters[1].native[0] == NULL ||
      !finish(&builder, drop_value(&builder, layout))) {
    outer->problem = builder.problem == MIR_PROBLEM_NONE ? outer->problem : builder.problem;
    outer->problem_text = builder.problem_text;
    return NULL;
  }
  return function;
}

bool mir_emit_drop(mir_builder *builder, mir_operand_index pointer, const mir_layout *layout) {
  mir_function *function = mir_drop_function(builder, layout);
  mir_call *call =
      function == NULL ? NULL : new_call(builder, pointer, builder->loader->types.thin_pointer);
  if (call == NULL) {
    return false;
  }
  call->function = function;
  mir_emit(builder, MIR_OP_CALL)->call = call;
  return true;
}

bool mir_lower_drop(mir_builder *builder, const mir_place *place) {
  mir_value value;
  if (!mir_lower_place(builder, &value, place)) {
    return false;
  }
  if (value.layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", value.layout->problem);
  }
  if (value.layout->class == MIR_CLASS_UNSIZED) {
    mir_operand_index address = value.index;
    return (value.offset == 0 || mir_emit_address(builder, &address, &value, true)) &&
           mir_emit_drop_unsized(builder, address, value.second, value.layout);
  }
  if (!mir_needs_drop(builder->loader, value.layout)) {
    return true;
  }
  mir_operand_index pointer;
  if (value.form == MIR_FORM_MEMORY) {
    if (!mir_emit_address(builder, &pointer, &value, true)) {
      return false;
    }
  } else if (value.form != MIR_FORM_ZERO) {
    return mir_builder_unsupported(builder, "dropping this `%s`", value.layout->name);
  } else if (!mir_pool_constant(builder, &pointer,
                                airlock_pointer(airlock_ptr_from_address(value.layout->align)))) {
    return false;
  }
  return mir_emit_drop(builder, pointer, value.layout);
}
