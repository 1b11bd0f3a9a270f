// SPDX-License-Identifier: MIT
//
// Casts of the type check: each kind takes and gives its own kinds of types, and some keep a part
// of the type as it is.
#include "load_check.h"
#include "print.h"

enum { POINTERS = MIR_SET_RAW_POINTER | MIR_SET_REFERENCE };

// What a cast takes and gives; 0 where a rule below looks closer.
typedef struct mir_cast_rule {
  unsigned from;
  unsigned to;
} mir_cast_rule;

static const mir_cast_rule rules[MIR_CAST_COUNT] = {
    [MIR_CAST_POINTER_EXPOSE_PROVENANCE] = {POINTERS | MIR_SET_FUNCTION_POINTER, MIR_SET_INTEGER},
    [MIR_CAST_POINTER_WITH_EXPOSED_PROVENANCE] = {MIR_SET_INTEGER, MIR_SET_RAW_POINTER},
    [MIR_CAST_POINTER_TO_POINTER] = {POINTERS, MIR_SET_RAW_POINTER},
    [MIR_CAST_FUNCTION_POINTER_TO_POINTER] = {MIR_SET_FUNCTION_POINTER, MIR_SET_RAW_POINTER},
    [MIR_CAST_INTEGER_TO_INTEGER] = {MIR_SET_INTEGER | MIR_SET_BOOL | MIR_SET_CHAR | MIR_SET_ENUM,
                                     MIR_SET_INTEGER | MIR_SET_CHAR},
    [MIR_CAST_INTEGER_TO_FLOAT] = {MIR_SET_INTEGER, MIR_SET_FLOAT},
    [MIR_CAST_FLOAT_TO_INTEGER] = {MIR_SET_FLOAT, MIR_SET_INTEGER},
    [MIR_CAST_FLOAT_TO_FLOAT] = {MIR_SET_FLOAT, MIR_SET_FLOAT},
    [MIR_CAST_UNSAFE_FUNCTION_POINTER] = {MIR_SET_FUNCTION_POINTER, MIR_SET_FUNCTION_POINTER},
    [MIR_CAST_MUTABLE_TO_CONST_POINTER] = {MIR_SET_RAW_POINTER, MIR_SET_RAW_POINTER},
    [MIR_CAST_ARRAY_TO_POINTER] = {MIR_SET_RAW_POINTER, MIR_SET_RAW_POINTER},
};

static bool misfit(mir_builder *builder, const mir_rvalue *rvalue, const mir_type *from) {
  mir_arena *arena = builder->loader->arena;
  const char *from_text = mir_type_text(arena, from);
  const char *to_text = mir_type_text(arena, rvalue->cast.type);
  return mir_builder_invalid(builder, "`%s` cannot be cast to `%s` by %s",
                             from_text == NULL ? "" : from_text, to_text == NULL ? "" : to_text,
                             mir_cast_name(rvalue->cast.kind));
}

static bool is_pointer(const mir_type *type) {
  return type->kind == MIR_TYPE_REFERENCE || type->kind == MIR_TYPE_RAW_POINTER;
}

// The functions' signatures; a closure has none in the text.
static bool functions_agree(mir_types *types, const mir_type *from, const mir_type *to) {
  const mir_function_type *left = &from->function;
  const mir_function_type *right = &to->function;
  if (left->parameters.count != right->parameters.count) {
    return false;
  }
  for (size_t i = 0; i < left->parameters.count; i++) {
    if (!mir_types_agree(types, left->parameters.items[i], right->parameters.items[i])) {
      return false;
    }
  }
  return mir_types_agree(types, left->result, right->result);
}

// An array behind a pointer becomes a slice of the same elements. What else can lose its size
// (`dyn`, structs that end in such a part, pointers of std) is lowering's to know.
static bool unsizes(mir_types *types, const mir_type *from, const mir_type *to) {
  bool is_path = from->kind == MIR_TYPE_PATH || to->kind == MIR_TYPE_PATH;
  if (is_path) {
    return from->kind == to->kind;
  }
  if (!is_pointer(from) || !is_pointer(to)) {
    return false;
  }
  const mir_type *source = mir_resolve_alias(types, from->pointer.pointee);
  const mir_type *target = mir_resolve_alias(types, to->pointer.pointee);
  return target->kind != MIR_TYPE_SLICE || source->kind != MIR_TYPE_ARRAY ||
         mir_types_agree(types, source->array.element, target->array.element);
}

static bool keeps_pointee(mir_types *types, mir_cast kind, const mir_type *from,
                          const mir_type *to) {
  if (!is_pointer(from) || !is_pointer(to)) {
    return true;
  }
  const mir_type *pointee = mir_resolve_alias(types, from->pointer.pointee);
  if (kind == MIR_CAST_ARRAY_TO_POINTER) {
    return pointee->kind == MIR_TYPE_ARRAY &&
           mir_types_agree(types, pointee->array.element, to->pointer.pointee);
  }
  return mir_types_agree(types, pointee, to->pointer.pointee);
}

static bool fits(mir_types *types, mir_cast kind, const mir_type *from, const mir_type *to) {
  switch (kind) {
  case MIR_CAST_SUBTYPE:
    return mir_types_agree(types, from, to);
  case MIR_CAST_UNSIZE:
    return unsizes(types, from, to);
  case MIR_CAST_REIFY_FUNCTION_POINTER:
    return from->kind == MIR_TYPE_FUNCTION_ITEM && to->kind == MIR_TYPE_FUNCTION_POINTER &&
           functions_agree(types, from, to);
  case MIR_CAST_UNSAFE_FUNCTION_POINTER:
    return functions_agree(types, from, to);
  case MIR_CAST_CLOSURE_FUNCTION_POINTER:
    return from->kind == MIR_TYPE_CLOSURE && to->kind == MIR_TYPE_FUNCTION_POINTER;
  case MIR_CAST_MUTABLE_TO_CONST_POINTER:
  case MIR_CAST_ARRAY_TO_POINTER:
    return keeps_pointee(types, kind, from, to);
  case MIR_CAST_INTEGER_TO_INTEGER:
    return to->kind != MIR_TYPE_PRIMITIVE || to->primitive != MIR_PRIMITIVE_CHAR ||
           from->kind != MIR_TYPE_PRIMITIVE || from->primitive == MIR_PRIMITIVE_U8 ||
           from->primitive == MIR_PRIMITIVE_CHAR;
  default:
    return true;
  }
}

static bool is_unknown(const mir_type *type) {
  return type->kind == MIR_TYPE_PATH || type->kind == MIR_TYPE_OPAQUE ||
         type->kind == MIR_TYPE_INFERRED;
}

bool mir_check_cast(mir_builder *builder, const mir_rvalue *rvalue) {
  mir_types *types = &builder->loader->types;
  mir_cast kind = rvalue->cast.kind;
  const mir_type *from;
  if (!mir_check_operand(builder, &from, &rvalue->cast.operand)) {
    return false;
  }
  if (from == NULL) {
    return true;
  }
  const mir_cast_rule *rule = &rules[kind];
  if (rule->from != 0 && (!mir_type_is_in(types, from, rule->from) ||
                          !mir_type_is_in(types, rvalue->cast.type, rule->to))) {
    return misfit(builder, rvalue, from);
  }
  const mir_type *source = mir_resolve_alias(types, from);
  const mir_type *target = mir_resolve_alias(types, rvalue->cast.type);
  bool is_open = kind != MIR_CAST_UNSIZE && (is_unknown(source) || is_unknown(target));
  return is_open || fits(types, kind, source, target) || misfit(builder, rvalue, from);
}
