// SPDX-License-Identifier: MIT
//
// Casts. Kinds are checked here, so that the interpreter converts without looking.
#include "intern.h"
#include "load_internal.h"
#include "print.h"

static bool is_integer_like(airlock_kind kind) {
  return (kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE) || kind == AIRLOCK_BOOL ||
         kind == AIRLOCK_CHAR;
}

static bool is_float(airlock_kind kind) {
  return kind == AIRLOCK_F32 || kind == AIRLOCK_F64;
}

static bool is_address_integer(airlock_kind kind) {
  return kind >= AIRLOCK_I8 && kind <= AIRLOCK_USIZE && airlock_kind_size(kind) == 8;
}

static bool is_pointer(airlock_kind kind) {
  return kind == AIRLOCK_POINTER || kind == AIRLOCK_FUNCTION;
}

static bool misfit(mir_builder *builder, const mir_rvalue *rvalue, const mir_layout *from) {
  const char *to = mir_type_text(builder->loader->arena, rvalue->cast.type);
  return mir_builder_invalid(builder, "`%s` cannot be cast to `%s` by %s", from->name,
                             to == NULL ? "" : to, mir_cast_name(rvalue->cast.kind));
}

static bool emit_scalar_cast(mir_builder *builder, const mir_value *place, const mir_value *value,
                             mir_opcode opcode) {
  mir_value target = mir_target_for(builder, place);
  const airlock_type *type = NULL;
  if (opcode == MIR_OP_REINTERPRET) {
    type = mir_builder_native(builder, place->layout);
    if (type == NULL) {
      return false;
    }
  }
  mir_instruction *cast = mir_emit(builder, opcode);
  cast->operator=(uint8_t) value->layout->kind;
  cast->kind = (uint8_t)place->layout->kind;
  cast->target = target.index;
  cast->left = value->index;
  cast->type = type;
  return mir_emit_assign(builder, place, &target);
}

// Through memory: what is no scalar on one side or the other.
static bool transmute_in_memory(mir_builder *builder, const mir_value *place,
                                const mir_value *value) {
  mir_value source = *value;
  mir_value target = *place;
  if (value->form == MIR_FORM_MEMORY) {
    source.layout = place->layout;
    if (value->packed == 0 || value->packed > value->layout->align) {
      source.packed = value->layout->align;
    }
    return mir_emit_load(builder, &source, NULL) && mir_emit_assign(builder, place, &source);
  }
  if (place->form == MIR_FORM_MEMORY) {
    target.layout = value->layout;
    if (place->packed == 0 || place->packed > place->layout->align) {
      target.packed = place->layout->align;
    }
    // Read again, or copied to where it lies already, it is validated as what it is now.
    mir_value made = *place;
    return mir_emit_assign(builder, &target, &source) && mir_emit_load(builder, &made, NULL) &&
           (place->layout->class != MIR_CLASS_MEMORY || mir_emit_assign(builder, place, place));
  }
  return mir_builder_unsupported(builder, "transmuting `%s` to `%s`", value->layout->name,
                                 place->layout->name);
}

static bool have_same_halves(const mir_layout *left, const mir_layout *right) {
  return left->class == MIR_CLASS_PAIR && right->class == MIR_CLASS_PAIR &&
         left->half_offsets[0] == right->half_offsets[0] &&
         left->half_offsets[1] == right->half_offsets[1] &&
         left->halves[0]->size == right->halves[0]->size &&
         left->halves[1]->size == right->halves[1]->size;
}

bool mir_lower_transmute(mir_builder *builder, const mir_value *place, const mir_value *value) {
  const mir_layout *to = place->layout;
  const mir_layout *from = value->layout;
  if (to->class == MIR_CLASS_UNKNOWN || from->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s",
                                   to->class == MIR_CLASS_UNKNOWN ? to->problem : from->problem);
  }
  if (to->size != from->size) {
    return mir_builder_invalid(builder, "`%s` and `%s` differ in size", from->name, to->name);
  }
  if (to->class == MIR_CLASS_ZERO) {
    return true;
  }
  mir_value source = *value;
  if (to->class == MIR_CLASS_SCALAR && from->class == MIR_CLASS_SCALAR) {
    return mir_emit_load(builder, &source, NULL) &&
           emit_scalar_cast(builder, place, &source, MIR_OP_REINTERPRET);
  }
  if (have_same_halves(to, from)) {
    if (!mir_emit_load(builder, &source, NULL)) {
      return false;
    }
    mir_value target = mir_register_value(to, mir_temporary(builder, 2));
    mir_value half_targets[2] = {mir_register_value(to->halves[0], target.index),
                                 mir_register_value(to->halves[1], target.second)};
    mir_value half_sources[2] = {mir_register_value(from->halves[0], source.index),
                                 mir_register_value(from->halves[1], source.second)};
    return emit_scalar_cast(builder, &half_targets[0], &half_sources[0], MIR_OP_REINTERPRET) &&
           emit_scalar_cast(builder, &half_targets[1], &half_sources[1], MIR_OP_REINTERPRET) &&
           mir_emit_assign(builder, place, &target);
  }
  return transmute_in_memory(builder, place, &source);
}

// Between pointers: provenance and address stay, metadata is kept or dropped.
static bool lower_pointer_cast(mir_builder *builder, const mir_value *place, mir_value *value,
                               const mir_rvalue *rvalue) {
  const mir_layout *from = value->layout;
  const mir_layout *to = place->layout;
  bool is_from_pair = from->class == MIR_CLASS_PAIR && from->shape == MIR_SHAPE_POINTER;
  if (to->class == MIR_CLASS_SCALAR && is_pointer(to->kind) &&
      (is_from_pair || (from->class == MIR_CLASS_SCALAR && is_pointer(from->kind)))) {
    mir_value source = *value;
    source.form = MIR_FORM_SCALAR;
    source.layout = is_from_pair ? from->halves[0] : from;
    if (source.layout->kind != to->kind || to->is_reference || !to->is_nullable) {
      return emit_scalar_cast(builder, place, &source, MIR_OP_REINTERPRET);
    }
    source.layout = to;
    return mir_emit_assign(builder, place, &source);
  }
  if (is_from_pair && to->class == MIR_CLASS_PAIR && mir_layouts_fit(to, from)) {
    value->layout = to;
    return mir_emit_assign(builder, place, value);
  }
  return misfit(builder, rvalue, from);
}

// `&[T; N]` to `&[T]`, and what ends with them: the length becomes the metadata.
static bool lower_unsize(mir_builder *builder, const mir_value *place, const mir_value *value,
                         const mir_rvalue *rvalue) {
  const mir_layout *to = place->layout;
  const mir_layout *source =
      value->layout->pointee == NULL ? NULL : mir_builder_layout(builder, value->layout->pointee);
  const mir_layout *target = to->pointee == NULL ? NULL : mir_builder_layout(builder, to->pointee);
  if (source != NULL && target != NULL && to->class == MIR_CLASS_PAIR &&
      target->shape == MIR_SHAPE_DYN) {
    return mir_lower_unsize_to_dyn(builder, place, value, source, target);
  }
  if (source == NULL || target == NULL || to->class != MIR_CLASS_PAIR ||
      value->layout->class != MIR_CLASS_SCALAR) {
    return builder->problem == MIR_PROBLEM_NONE ? misfit(builder, rvalue, value->layout) : false;
  }
  if (target->class == MIR_CLASS_UNKNOWN) {
    return mir_builder_unsupported(builder, "%s", target->problem);
  }
  // Of structs, what they end with.
  while (source->shape == MIR_SHAPE_STRUCT && target->shape == MIR_SHAPE_STRUCT &&
         source->item == target->item && target->class == MIR_CLASS_UNSIZED) {
    size_t last = target->variants[0].field_count - 1;
    source = source->variants[0].fields[last].layout;
    target = target->variants[0].fields[last].layout;
  }
  if (source->shape != MIR_SHAPE_ARRAY || target->shape != MIR_SHAPE_SLICE) {
    return mir_builder_unsupported(builder, "casting `%s` to `%s`", value->layout->name, to->name);
  }
  mir_value wide = mir_register_value(to, value->index);
  return mir_pool_constant(builder, &wide.second, airlock_int(AIRLOCK_USIZE, source->count)) &&
         mir_emit_assign(builder, place, &wide);
}

static bool lower_reify(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  const mir_operand *operand = &rvalue->cast.operand;
  const mir_path *path = NULL;
  if (operand->kind == MIR_OPERAND_CONSTANT && operand->constant->kind == MIR_CONSTANT_PATH) {
    path = operand->constant->path;
  } else if (operand->kind != MIR_OPERAND_CONSTANT) {
    mir_value value;
    if (!mir_lower_place(builder, &value, &operand->place)) {
      return false;
    }
    path = value.layout->function == NULL ? NULL : value.layout->function->path;
  }
  airlock_scalar function;
  if (path == NULL || place->layout->kind != AIRLOCK_FUNCTION) {
    return mir_builder_unsupported(builder, "this function pointer cast");
  }
  if (!mir_function_value(builder, &function, path, place->layout->function)) {
    return false;
  }
  mir_value value = mir_register_value(place->layout, 0);
  return mir_pool_constant(builder, &value.index, function) &&
         mir_emit_assign(builder, place, &value);
}

static bool lower_closure_pointer(mir_builder *builder, const mir_value *place,
                                  const mir_value *closure) {
  airlock_scalar function;
  mir_value value = mir_register_value(place->layout, 0);
  return mir_closure_function(builder, &function, closure->layout) &&
         mir_pool_constant(builder, &value.index, function) &&
         mir_emit_assign(builder, place, &value);
}

// The address goes through usize, and is then an integer like others.
static bool lower_expose(mir_builder *builder, const mir_value *place, const mir_value *value) {
  if (is_address_integer(place->layout->kind)) {
    return emit_scalar_cast(builder, place, value, MIR_OP_EXPOSE);
  }
  const mir_layout *usize = mir_layout_of_primitive(&builder->loader->types, MIR_PRIMITIVE_USIZE);
  if (usize == NULL) {
    return false;
  }
  mir_value address = mir_register_value(usize, mir_temporary(builder, 1));
  return emit_scalar_cast(builder, &address, value, MIR_OP_EXPOSE) &&
         emit_scalar_cast(builder, place, &address, MIR_OP_CAST);
}

// Integers of up to 64 bits are in one half of a register.
static bool lower_integer_cast(mir_builder *builder, const mir_value *place,
                               const mir_value *value) {
  airlock_kind from = value->layout->kind;
  airlock_kind to = place->layout->kind;
  if (airlock_kind_size(from) > 8 || airlock_kind_size(to) > 8) {
    return emit_scalar_cast(builder, place, value, MIR_OP_CAST);
  }
  bool is_signed = from >= AIRLOCK_I8 && from <= AIRLOCK_ISIZE;
  mir_value target = mir_target_for(builder, place);
  mir_instruction *cast = mir_emit(builder, MIR_OP_CAST_INTEGER);
  cast->target = target.index;
  cast->left = value->index;
  cast->kind = (uint8_t)to;
  cast->immediate = is_signed ? 64 - 8 * airlock_kind_size(from) : 0;
  cast->extra = UINT64_MAX >> (64 - 8 * airlock_kind_size(to));
  return mir_emit_assign(builder, place, &target);
}

// Casts between numbers: which kinds each takes and gives.
static bool lower_number_cast(mir_builder *builder, const mir_value *place, const mir_value *value,
                              const mir_rvalue *rvalue) {
  airlock_kind from = value->layout->kind;
  airlock_kind to = place->layout->kind;
  bool fits = value->layout->class == MIR_CLASS_SCALAR && place->layout->class == MIR_CLASS_SCALAR;
  switch (rvalue->cast.kind) {
  case MIR_CAST_INTEGER_TO_INTEGER:
    fits = fits && is_integer_like(from) && is_integer_like(to) && to != AIRLOCK_BOOL &&
           (to != AIRLOCK_CHAR || from == AIRLOCK_U8 || from == AIRLOCK_CHAR);
    if (fits) {
      return lower_integer_cast(builder, place, value);
    }
    break;
  case MIR_CAST_INTEGER_TO_FLOAT:
    fits = fits && is_integer_like(from) && is_float(to);
    break;
  case MIR_CAST_FLOAT_TO_INTEGER:
    fits = fits && is_float(from) && to >= AIRLOCK_I8 && to <= AIRLOCK_USIZE;
    break;
  case MIR_CAST_FLOAT_TO_FLOAT:
    fits = fits && is_float(from) && is_float(to);
    break;
  case MIR_CAST_POINTER_EXPOSE_PROVENANCE:
    fits = fits && is_pointer(from) && to >= AIRLOCK_I8 && to <= AIRLOCK_USIZE;
    return fits ? lower_expose(builder, place, value) : misfit(builder, rvalue, value->layout);
  default:
    fits = fits && is_address_integer(from) && to == AIRLOCK_POINTER;
    return fits ? emit_scalar_cast(builder, place, value, MIR_OP_FROM_EXPOSED)
                : misfit(builder, rvalue, value->layout);
  }
  return fits ? emit_scalar_cast(builder, place, value, MIR_OP_CAST)
              : misfit(builder, rvalue, value->layout);
}

bool mir_lower_cast(mir_builder *builder, const mir_value *place, const mir_rvalue *rvalue) {
  mir_cast kind = rvalue->cast.kind;
  const mir_layout *stated = mir_builder_layout(builder, rvalue->cast.type);
  if (stated == NULL || !mir_require_fit(builder, place->layout, stated)) {
    return false;
  }
  if (kind == MIR_CAST_REIFY_FUNCTION_POINTER) {
    return lower_reify(builder, place, rvalue);
  }
  mir_value value;
  if (!mir_lower_operand(builder, &value, &rvalue->cast.operand, NULL)) {
    return false;
  }
  if (kind == MIR_CAST_TRANSMUTE) {
    return mir_lower_transmute(builder, place, &value);
  }
  if (!mir_emit_load(builder, &value, NULL)) {
    return false;
  }
  switch (kind) {
  case MIR_CAST_POINTER_TO_POINTER:
  case MIR_CAST_FUNCTION_POINTER_TO_POINTER:
  case MIR_CAST_UNSAFE_FUNCTION_POINTER:
  case MIR_CAST_MUTABLE_TO_CONST_POINTER:
  case MIR_CAST_ARRAY_TO_POINTER:
    return lower_pointer_cast(builder, place, &value, rvalue);
  case MIR_CAST_SUBTYPE:
    return mir_require_fit(builder, place->layout, value.layout) &&
           mir_emit_assign(builder, place, &value);
  case MIR_CAST_UNSIZE:
    return lower_unsize(builder, place, &value, rvalue);
  case MIR_CAST_CLOSURE_FUNCTION_POINTER:
    return lower_closure_pointer(builder, place, &value);
  default:
    return lower_number_cast(builder, place, &value, rvalue);
  }
}
