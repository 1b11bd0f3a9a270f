// SPDX-License-Identifier: MIT
//
// Operands: places that are read, and constants.
#include "load_internal.h"

bool mir_lower_operand(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                       const mir_layout *expected) {
  switch (operand->kind) {
  case MIR_OPERAND_COPY:
  case MIR_OPERAND_MOVE:
    return mir_lower_place(builder, out_value, &operand->place);
  case MIR_OPERAND_CONSTANT:
    return mir_lower_constant(builder, out_value, operand->constant, expected);
  default: {
    // The checks that std would make of its callers are made by the machine, always.
    const mir_layout *layout = mir_layout_of_primitive(&builder->loader->types, MIR_PRIMITIVE_BOOL);
    *out_value = (mir_value){.layout = layout, .form = MIR_FORM_SCALAR};
    return layout == NULL
               ? mir_builder_no_memory(builder)
               : mir_pool_constant(builder, &out_value->index, airlock_int(AIRLOCK_BOOL, 0));
  }
  }
}

bool mir_lower_scalar(mir_builder *builder, mir_value *out_value, const mir_operand *operand,
                      const mir_layout *expected) {
  mir_value value;
  if (!mir_lower_operand(builder, &value, operand, expected) ||
      !mir_emit_load(builder, &value, NULL)) {
    return false;
  }
  if (value.layout->class != MIR_CLASS_SCALAR) {
    return mir_builder_invalid(builder, "a scalar is needed here, and `%s` is none",
                               value.layout->name);
  }
  *out_value = value;
  return true;
}
