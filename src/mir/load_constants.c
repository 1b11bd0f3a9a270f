// SPDX-License-Identifier: MIT
//
// Constants of the text. Scalars go to the function's constants; strings and aggregates to
// read-only memory of the machine; consts and promoteds that have a body are evaluated at their
// first use.
#include <stdlib.h>
#include <string.h>

#include "intern.h"
#include "load_internal.h"
#include "models.h"
#include "print.h"

// Constants that name constants that name constants, at most.
enum { CONSTANT_DEPTH_LIMIT = 64 };

static bool pool_value(mir_builder *builder, mir_value *out_value, const mir_layout *layout,
                       airlock_scalar scalar) {
  if (layout == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (layout->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", layout->problem);
  }
  if (layout->class != MIR_CLASS_SCALAR || layout->kind != scalar.kind) {
    return mir_builder_invalid(builder, "this constant is no value of type `%s`", layout->name);
  }
  *out_value = (mir_value){.layout = layout, .form = MIR_FORM_SCALAR};
  return mir_pool_constant(builder, &out_value->index, scalar);
}

static bool lower_integer(mir_builder *builder, mir_value *out_value,
                          const mir_constant *constant) {
  const mir_layout *layout =
      mir_layout_of_primitive(&builder->loader->types, constant->integer.primitive);
  if (layout == NULL) {
    return mir_builder_no_memory(builder);
  }
  return pool_value(builder, out_value, layout,
                    mir_bits_scalar(layout->kind, constant->integer.value));
}

static bool lower_float(mir_builder *builder, mir_value *out_value, const mir_constant *constant) {
  const mir_layout *layout =
      mir_layout_of_primitive(&builder->loader->types, constant->floating.primitive);
  airlock_scalar scalar = airlock_f64(constant->floating.value);
  if (constant->floating.primitive == MIR_PRIMITIVE_F32) {
    scalar = airlock_f32(strtof(constant->floating.text, NULL));
  }
  return pool_value(builder, out_value, layout, scalar);
}

static const mir_type *reference_to(mir_builder *builder, const mir_type *pointee) {
  mir_type reference = {.kind = MIR_TYPE_REFERENCE};
  reference.pointer.pointee = pointee;
  return pointee == NULL ? NULL : mir_intern_type(builder->loader->arena, &reference);
}

static const mir_type *byte_array(mir_builder *builder, size_t length) {
  mir_arena *arena = builder->loader->arena;
  mir_type count = {.kind = MIR_TYPE_CONSTANT};
  count.constant.value = length;
  count.constant.primitive = MIR_PRIMITIVE_USIZE;
  mir_type array = {.kind = MIR_TYPE_ARRAY};
  array.array.element = mir_intern_primitive(arena, MIR_PRIMITIVE_U8);
  array.array.length = mir_intern_type(arena, &count);
  if (array.array.element == NULL || array.array.length == NULL) {
    return NULL;
  }
  return mir_intern_type(arena, &array);
}

static bool lower_string(mir_builder *builder, mir_value *out_value, const mir_constant *constant) {
  const mir_type *str = mir_intern_type(builder->loader->arena, &(mir_type){.kind = MIR_TYPE_STR});
  const mir_type *type = reference_to(builder, str);
  airlock_ptr pointer;
  if (type == NULL || !mir_loader_bytes(builder, &pointer, &constant->bytes)) {
    return type == NULL ? mir_builder_no_memory(builder) : false;
  }
  *out_value = (mir_value){.layout = mir_builder_layout(builder, type), .form = MIR_FORM_PAIR};
  return out_value->layout != NULL &&
         mir_pool_constant(builder, &out_value->index, airlock_pointer(pointer)) &&
         mir_pool_constant(builder, &out_value->second,
                           airlock_int(AIRLOCK_USIZE, constant->bytes.length));
}

static bool lower_bytes(mir_builder *builder, mir_value *out_value, const mir_constant *constant) {
  const mir_type *array = byte_array(builder, constant->bytes.length);
  bool is_array = constant->kind == MIR_CONSTANT_BYTE_ARRAY;
  const mir_type *type = is_array ? array : reference_to(builder, array);
  const mir_layout *layout = type == NULL ? NULL : mir_builder_layout(builder, type);
  if (layout == NULL) {
    return mir_builder_no_memory(builder);
  }
  // A reference may be asked for as a slice: `b"text"` of type `&[u8]` is printed the same.
  airlock_ptr pointer;
  if (!mir_loader_bytes(builder, &pointer, &constant->bytes)) {
    return false;
  }
  if (!is_array) {
    return pool_value(builder, out_value, layout, airlock_pointer(pointer));
  }
  *out_value = (mir_value){.layout = layout, .form = MIR_FORM_MEMORY};
  if (layout->class == MIR_CLASS_ZERO) {
    out_value->form = MIR_FORM_ZERO;
    return true;
  }
  airlock_scalar base = airlock_pointer(pointer);
  mir_operand_index constant_index;
  if (!mir_pool_constant(builder, &constant_index, base)) {
    return false;
  }
  out_value->index = constant_index;
  return true;
}

// A list of constants becomes what the same list of operands would: an aggregate, built in place.
static bool lower_list(mir_builder *builder, mir_value *out_value, const mir_constant *constant,
                       const mir_layout *expected) {
  const mir_constant_list *list =
      constant->kind == MIR_CONSTANT_AGGREGATE ? &constant->aggregate.fields : &constant->elements;
  const mir_layout *layout = expected;
  if (constant->type != NULL) {
    layout = mir_builder_layout(builder, constant->type);
  } else if (constant->kind == MIR_CONSTANT_TUPLE && list->count == 0) {
    layout = builder->loader->types.unit;
  }
  if (layout == NULL) {
    return mir_builder_unsupported(builder, "a constant whose type is not known");
  }
  if (layout->class == MIR_CLASS_ZERO) {
    *out_value = mir_zero_value(layout);
    return true;
  }
  if (layout->class == MIR_CLASS_UNKNOWN || constant->kind == MIR_CONSTANT_ARRAY ||
      constant->kind == MIR_CONSTANT_AGGREGATE || layout->class != MIR_CLASS_PAIR ||
      layout->shape != MIR_SHAPE_STRUCT || list->count != layout->variants[0].field_count) {
    return mir_builder_unsupported(builder, "constants of type `%s` in this notation",
                                   layout->name);
  }
  *out_value = (mir_value){.layout = layout, .form = MIR_FORM_PAIR};
  for (size_t i = 0; i < list->count; i++) {
    mir_value part;
    const mir_layout *field = layout->variants[0].fields[i].layout;
    if (!mir_lower_constant(builder, &part, list->items[i], field) ||
        !mir_require_fit(builder, field, part.layout)) {
      return false;
    }
    if (field->class == MIR_CLASS_SCALAR) {
      bool is_first = layout->variants[0].fields[i].offset == layout->half_offsets[0];
      *(is_first ? &out_value->index : &out_value->second) = part.index;
    }
  }
  return true;
}

static bool stated_layout(mir_builder *builder, const mir_layout **out_layout,
                          const mir_constant *constant, const mir_layout *expected) {
  *out_layout = expected;
  if (constant->type != NULL) {
    *out_layout = mir_builder_layout(builder, constant->type);
    return *out_layout != NULL;
  }
  return expected != NULL || mir_builder_unsupported(builder, "a constant whose type is not known");
}

// A pointer into an allocation of the text; with a length, a wide one.
static bool lower_allocation(mir_builder *builder, mir_value *out_value,
                             const mir_constant *constant, const mir_layout *expected) {
  const mir_layout *layout;
  airlock_ptr pointer;
  if (!stated_layout(builder, &layout, constant, expected) ||
      !mir_loader_allocation(builder, &pointer, constant->allocation.id)) {
    return false;
  }
  bool has_metadata = constant->allocation.has_metadata;
  if ((layout->class == MIR_CLASS_PAIR) != has_metadata ||
      (has_metadata && layout->shape != MIR_SHAPE_POINTER)) {
    return mir_builder_unsupported(builder, "constants of type `%s` in this notation",
                                   layout->name);
  }
  if (has_metadata) {
    *out_value = (mir_value){.layout = layout, .form = MIR_FORM_PAIR};
    return mir_pool_constant(builder, &out_value->index, airlock_pointer(pointer)) &&
           mir_pool_constant(builder, &out_value->second,
                             airlock_int(AIRLOCK_USIZE, constant->allocation.metadata));
  }
  pointer = airlock_ptr_wrapping_add(pointer, constant->allocation.offset);
  bool is_function = layout->kind == AIRLOCK_FUNCTION;
  return pool_value(builder, out_value, layout,
                    is_function ? airlock_function_pointer(pointer) : airlock_pointer(pointer));
}

static bool lower_bits(mir_builder *builder, mir_value *out_value, const mir_constant *constant,
                       const mir_layout *expected) {
  const mir_layout *layout;
  if (!stated_layout(builder, &layout, constant, expected)) {
    return false;
  }
  if (layout->class == MIR_CLASS_ZERO) {
    *out_value = mir_zero_value(layout);
    return true;
  }
  if (layout->class != MIR_CLASS_SCALAR) {
    return mir_builder_unsupported(builder, "constants of type `%s` in this notation",
                                   layout->name);
  }
  airlock_ptr pointer = airlock_ptr_from_address((uint64_t)constant->bits);
  airlock_scalar scalar = mir_bits_scalar(layout->kind, constant->bits);
  if (layout->kind == AIRLOCK_POINTER) {
    scalar = airlock_pointer(pointer);
  } else if (layout->kind == AIRLOCK_FUNCTION) {
    scalar = airlock_function_pointer(pointer);
  }
  return pool_value(builder, out_value, layout, scalar);
}

// A const, promoted or static with a body: its value is fetched by an instruction.
static bool lower_item(mir_builder *builder, mir_value *out_value, const mir_item *item) {
  if (item->constant != NULL) {
    const mir_layout *layout = mir_builder_layout(builder, item->type);
    if (layout == NULL || builder->constant_depth >= CONSTANT_DEPTH_LIMIT) {
      return layout != NULL &&
             mir_builder_invalid(builder, "constant `%s` depends on itself", item->path->stem);
    }
    builder->constant_depth++;
    bool done = mir_lower_constant(builder, out_value, item->constant, layout);
    builder->constant_depth--;
    return done;
  }
  mir_constant_item *constant = mir_loader_constant(builder->loader, item);
  if (constant == NULL) {
    return mir_builder_no_memory(builder);
  }
  if (item->kind == MIR_ITEM_PROMOTED) {
    mir_note_promoted(builder, item->body);
  }
  const mir_layout *layout = constant->layout;
  if (layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    return mir_builder_unsupported(builder, "%s",
                                   layout->problem == NULL ? "unsized constant" : layout->problem);
  }
  mir_instruction *fetch = mir_emit(builder, MIR_OP_CONSTANT);
  fetch->constant = constant;
  if (layout->class == MIR_CLASS_ZERO) {
    *out_value = mir_zero_value(layout);
    return true;
  }
  fetch->target = mir_temporary(builder, layout->class == MIR_CLASS_PAIR ? 2 : 1);
  *out_value = mir_register_value(layout, fetch->target);
  if (layout->class == MIR_CLASS_MEMORY) {
    out_value->form = MIR_FORM_MEMORY;
  }
  return true;
}

// Only the tag is written; the bytes of fields stay uninitialised.
static bool variant_in_memory(mir_builder *builder, mir_value *out_value, const mir_layout *layout,
                              size_t variant) {
  airlock_machine *machine = builder->loader->machine;
  airlock_ptr pointer;
  if (airlock_allocate(machine, &pointer, layout->size, layout->align, AIRLOCK_STATIC) !=
      AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  if (mir_layout_is_tagged(layout, variant)) {
    airlock_kind kind = layout->tag_layout->kind;
    mir_uint128 bits = layout->variants[variant].tag;
    airlock_scalar tag = kind == AIRLOCK_POINTER
                             ? airlock_pointer(airlock_ptr_from_address((uint64_t)bits))
                             : mir_bits_scalar(kind, bits);
    const airlock_type *type = airlock_type_scalar(machine, kind);
    if (airlock_type_packed(machine, &type, type, mir_layout_tag_align(layout)) != AIRLOCK_OK ||
        airlock_store(machine, airlock_ptr_wrapping_add(pointer, layout->tag_offset), tag, type) !=
            AIRLOCK_OK) {
      return mir_builder_machine(builder);
    }
  }
  if (airlock_set_read_only(machine, pointer.prov.alloc) != AIRLOCK_OK) {
    return mir_builder_machine(builder);
  }
  *out_value = (mir_value){.layout = layout, .form = MIR_FORM_MEMORY};
  return mir_pool_constant(builder, &out_value->index, airlock_pointer(pointer));
}

// `E::A`, `None`: a variant without fields, named where a value of its enum is expected.
static bool lower_variant(mir_builder *builder, mir_value *out_value, const mir_layout *layout,
                          const char *name) {
  const mir_layout_variant *variant = mir_layout_find_variant(layout, name);
  if (variant == NULL) {
    return mir_builder_invalid(builder, "type `%s` has no variant `%s`", layout->name, name);
  }
  size_t index = (size_t)(variant - layout->variants);
  if (layout->class == MIR_CLASS_MEMORY) {
    return variant_in_memory(builder, out_value, layout, index);
  }
  if (!mir_layout_is_tagged(layout, index)) {
    return mir_builder_unsupported(builder, "constants of type `%s` in this notation",
                                   layout->name);
  }
  airlock_ptr null = airlock_ptr_from_address(0);
  switch (layout->kind) {
  case AIRLOCK_POINTER:
    return pool_value(builder, out_value, layout, airlock_pointer(null));
  case AIRLOCK_FUNCTION:
    return pool_value(builder, out_value, layout, airlock_function_pointer(null));
  default:
    return pool_value(builder, out_value, layout, mir_bits_scalar(layout->kind, variant->tag));
  }
}

static bool lower_path(mir_builder *builder, mir_value *out_value, const mir_constant *constant,
                       const mir_layout *expected) {
  const mir_layout *layout = expected;
  if (constant->type != NULL) {
    layout = mir_builder_layout(builder, constant->type);
    if (layout == NULL) {
      return false;
    }
    if (layout->shape == MIR_SHAPE_FUNCTION_ITEM) {
      *out_value = mir_zero_value(layout);
      return true;
    }
  }
  const mir_item *item = mir_find_item(builder->loader, constant->path);
  if (item != NULL && item->kind != MIR_ITEM_FUNCTION) {
    return lower_item(builder, out_value, item);
  }
  airlock_scalar known;
  if (mir_model_constant(&builder->loader->types, constant->path, &known)) {
    const mir_layout *primitive = layout;
    if (primitive == NULL || primitive->kind != known.kind) {
      primitive = mir_model_constant_layout(&builder->loader->types, known.kind);
    }
    return pool_value(builder, out_value, primitive, known);
  }
  const char *name = mir_path_last_name(constant->path);
  if (layout != NULL && layout->shape == MIR_SHAPE_ENUM && name != NULL &&
      layout->class != MIR_CLASS_UNKNOWN && layout->class != MIR_CLASS_ZERO) {
    return lower_variant(builder, out_value, layout, name);
  }
  if (layout != NULL && layout->class == MIR_CLASS_ZERO) {
    *out_value = mir_zero_value(layout);
    return true;
  }
  const char *text = mir_path_text(builder->loader->arena, constant->path);
  return mir_builder_unsupported(builder, "constant `%s` is not known", text == NULL ? "" : text);
}

// `<static(..)>`: a reference to a static that rustc names instead of its allocation.
static bool lower_static(mir_builder *builder, mir_value *out_value, const mir_constant *constant) {
  const mir_path *path = constant->path;
  const mir_item *item = mir_find_item(builder->loader, path);
  uint64_t id = 0;
  if (item == NULL || item->kind != MIR_ITEM_STATIC || item->is_mutable ||
      !mir_find_static_allocation(builder->loader, &id, path)) {
    const char *text = mir_path_text(builder->loader->arena, path);
    return mir_builder_unsupported(builder, "a reference to the static `%s` in this notation",
                                   text == NULL ? "" : text);
  }
  const mir_type *type = reference_to(builder, item->type);
  const mir_layout *layout = type == NULL ? NULL : mir_builder_layout(builder, type);
  airlock_ptr pointer;
  if (layout == NULL) {
    return mir_builder_no_memory(builder);
  }
  return mir_loader_allocation(builder, &pointer, id) &&
         pool_value(builder, out_value, layout, airlock_pointer(pointer));
}

bool mir_lower_constant(mir_builder *builder, mir_value *out_value, const mir_constant *constant,
                        const mir_layout *expected) {
  mir_types *types = &builder->loader->types;
  switch (constant->kind) {
  case MIR_CONSTANT_INTEGER:
    return lower_integer(builder, out_value, constant);
  case MIR_CONSTANT_BOOL:
    return pool_value(builder, out_value, mir_layout_of_primitive(types, MIR_PRIMITIVE_BOOL),
                      airlock_int(AIRLOCK_BOOL, constant->boolean));
  case MIR_CONSTANT_CHAR:
    return pool_value(builder, out_value, mir_layout_of_primitive(types, MIR_PRIMITIVE_CHAR),
                      airlock_int(AIRLOCK_CHAR, constant->character));
  case MIR_CONSTANT_FLOAT:
    return lower_float(builder, out_value, constant);
  case MIR_CONSTANT_STRING:
    return lower_string(builder, out_value, constant);
  case MIR_CONSTANT_BYTE_STRING:
  case MIR_CONSTANT_BYTE_ARRAY:
    return lower_bytes(builder, out_value, constant);
  case MIR_CONSTANT_TUPLE:
  case MIR_CONSTANT_ARRAY:
  case MIR_CONSTANT_AGGREGATE:
    return lower_list(builder, out_value, constant, expected);
  case MIR_CONSTANT_ALLOCATION:
    return lower_allocation(builder, out_value, constant, expected);
  case MIR_CONSTANT_ADDRESS:
  case MIR_CONSTANT_SCALAR:
    return lower_bits(builder, out_value, constant, expected);
  case MIR_CONSTANT_ZERO_SIZED: {
    const mir_layout *layout;
    if (!stated_layout(builder, &layout, constant, expected)) {
      return false;
    }
    if (layout->class == MIR_CLASS_UNKNOWN) {
      return mir_builder_unsupported(builder, "%s", layout->problem);
    }
    *out_value = mir_zero_value(layout);
    return layout->class == MIR_CLASS_ZERO ||
           mir_builder_invalid(builder, "type `%s` is not zero-sized", layout->name);
  }
  case MIR_CONSTANT_PATH:
    return lower_path(builder, out_value, constant, expected);
  case MIR_CONSTANT_STATIC:
    return lower_static(builder, out_value, constant);
  case MIR_CONSTANT_UNINIT:
    return mir_builder_unsupported(builder, "constant `<uninit>`");
  default:
    return mir_builder_unsupported(builder, "constants in this notation");
  }
}
