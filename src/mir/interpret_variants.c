// SPDX-License-Identifier: MIT
//
// Which variant of an enum is there: from its tag, in a register or in memory. A tag that no
// variant has, or that of a variant which can never be there, is Undefined Behavior to look at.
#include <inttypes.h>
#include <stdio.h>

#include "interpret_internal.h"

static mir_uint128 bits_of(const airlock_scalar *tag) {
  if (tag->kind == AIRLOCK_POINTER || tag->kind == AIRLOCK_FUNCTION) {
    return tag->as.ptr.address;
  }
  return (mir_uint128)tag->as.bits[1] << 64 | tag->as.bits[0];
}

static airlock_status fail_tag(mir_interpreter *interpreter, const mir_layout *layout,
                               mir_uint128 bits, bool is_uninhabited) {
  char text[36];
  int digits = (int)(2 * layout->tag_layout->size);
  if (digits > 16) {
    snprintf(text, sizeof text, "0x%0*" PRIx64 "%016" PRIx64, digits - 16, (uint64_t)(bits >> 64),
             (uint64_t)bits);
  } else {
    snprintf(text, sizeof text, "0x%0*" PRIx64, digits, (uint64_t)bits);
  }
  return airlock_raise(interpreter->machine, AIRLOCK_UB_INVALID_VALUE,
                       is_uninhabited
                           ? "enum value of type %s has the tag of a variant that cannot "
                             "be there: %s"
                           : "enum value of type %s has invalid tag: %s",
                       layout->name, text);
}

static airlock_status find(mir_interpreter *interpreter, size_t *out_variant,
                           const mir_layout *layout, mir_uint128 bits) {
  size_t index = mir_layout_variant_of_tag(layout, bits);
  bool is_uninhabited = index < layout->variant_count && layout->variants[index].is_uninhabited;
  if (index >= layout->variant_count || is_uninhabited) {
    return fail_tag(interpreter, layout, bits, is_uninhabited);
  }
  *out_variant = index;
  return AIRLOCK_OK;
}

airlock_status mir_variant_in_memory(mir_interpreter *interpreter, size_t *out_variant,
                                     const mir_layout *layout, airlock_ptr pointer) {
  airlock_machine *machine = interpreter->machine;
  if (layout->tag == MIR_TAG_NONE) {
    if (layout->untagged_variant >= layout->variant_count) {
      return airlock_raise(machine, AIRLOCK_UB_INVALID_VALUE,
                           "reading the variant of type %s, of which there is no value",
                           layout->name);
    }
    *out_variant = layout->untagged_variant;
    return AIRLOCK_OK;
  }
  const airlock_type *type = airlock_type_scalar(machine, layout->tag_layout->kind);
  airlock_status status = airlock_type_packed(machine, &type, type, mir_layout_tag_align(layout));
  airlock_scalar tag;
  if (status == AIRLOCK_OK) {
    status =
        airlock_load(machine, &tag, airlock_ptr_wrapping_add(pointer, layout->tag_offset), type);
  }
  return status == AIRLOCK_OK ? find(interpreter, out_variant, layout, bits_of(&tag)) : status;
}

airlock_status mir_slow_discriminant(mir_interpreter *interpreter,
                                     const mir_instruction *instruction) {
  const airlock_scalar *tag = mir_read(interpreter, instruction->left);
  if (tag->kind == AIRLOCK_UNINIT) {
    return mir_uninitialized(interpreter, instruction);
  }
  size_t variant;
  const mir_layout *layout = instruction->layout;
  airlock_status status = find(interpreter, &variant, layout, bits_of(tag));
  if (status == AIRLOCK_OK) {
    interpreter->registers[instruction->target] =
        mir_bits_scalar((airlock_kind)instruction->kind, layout->variants[variant].discriminant);
  }
  return status;
}
