// SPDX-License-Identifier: MIT
//
// Models of what a layout decides: offsets of fields, discriminants, and integers that are never
// zero, whose Option has their own size.
#include "models_internal.h"

// `offset_of::<T>(variant, field)`, which `offset_of!` expands to.
MIR_MODEL(layout_offset_of) {
  const mir_layout *layout = call->generics[0];
  uint64_t variant = args[0].as.bits[0];
  uint64_t field = args[1].as.bits[0];
  if (variant >= layout->variant_count || field >= layout->variants[variant].field_count) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "the offset of a field of `%s`", layout->name);
  }
  result[0] = airlock_int(AIRLOCK_USIZE, layout->variants[variant].fields[field].offset);
  return AIRLOCK_OK;
}

MIR_MODEL(layout_discriminant) {
  const mir_layout *layout = call->generics[0];
  airlock_kind kind = call->result.layout->kind;
  size_t variant = 0;
  if (layout->shape != MIR_SHAPE_ENUM) {
    result[0] = airlock_int(kind, 0);
    return AIRLOCK_OK;
  }
  airlock_status status = mir_variant_in_memory(interpreter, &variant, layout, args[0].as.ptr);
  if (status == AIRLOCK_OK) {
    result[0] = mir_bits_scalar(kind, layout->variants[variant].discriminant);
  }
  return status;
}

// `&Discriminant<T>` on both sides: one integer each.
static airlock_status compare(mir_interpreter *interpreter, const mir_call *call,
                              const airlock_scalar *args, mir_binary operator,
                              airlock_scalar * result) {
  const mir_layout *discriminant = call->arguments[0].layout->referent;
  if (discriminant == NULL || discriminant->class != MIR_CLASS_SCALAR) {
    return airlock_raise(interpreter->machine, AIRLOCK_UNSUPPORTED_EMBEDDER,
                         "comparing values of type `%s`", call->arguments[0].layout->name);
  }
  const airlock_type *type = airlock_type_scalar(interpreter->machine, discriminant->kind);
  airlock_scalar sides[2];
  airlock_status status = AIRLOCK_OK;
  for (size_t i = 0; i < 2 && status == AIRLOCK_OK; i++) {
    status = airlock_load(interpreter->machine, &sides[i], args[i].as.ptr, type);
  }
  return status == AIRLOCK_OK
             ? mir_operate_binary(interpreter, result, operator, & sides[0], &sides[1])
             : status;
}

MIR_MODEL(layout_equal) {
  return compare(interpreter, call, args, MIR_BINARY_EQ, result);
}

MIR_MODEL(layout_not_equal) {
  return compare(interpreter, call, args, MIR_BINARY_NE, result);
}

MIR_MODEL(layout_non_zero_unchecked) {
  (void)call;
  if ((args[0].as.bits[0] | args[0].as.bits[1]) == 0) {
    return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                         "NonZero::new_unchecked was called with 0");
  }
  result[0] = args[0];
  return AIRLOCK_OK;
}
