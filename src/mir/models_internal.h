// SPDX-License-Identifier: MIT
//
// The modelled functions, by file; models.c has the table of their paths. Arguments and results are
// passed as mir_model_function says.
#ifndef AIRLOCK_MIR_MODELS_INTERNAL_H
#define AIRLOCK_MIR_MODELS_INTERNAL_H

#include "interpret_internal.h"
#include "models.h"

#define MIR_MODEL(name)                                                                            \
  airlock_status mir_model_##name(mir_interpreter *interpreter, const mir_call *call,              \
                                  const airlock_scalar *args, airlock_scalar *result)

// models_memory.c: values as arguments and results are passed, to and from memory.
airlock_status mir_model_load(mir_interpreter *interpreter, airlock_scalar *result,
                              const mir_layout *layout, airlock_ptr source, bool is_aligned);
airlock_status mir_model_store(mir_interpreter *interpreter, airlock_ptr target,
                               const mir_layout *layout, const airlock_scalar *value,
                               bool is_aligned);

// models_pointer.c
MIR_MODEL(pointer_null);
MIR_MODEL(pointer_dangling);
MIR_MODEL(pointer_without_provenance);
MIR_MODEL(pointer_with_exposed_provenance);
MIR_MODEL(pointer_same);
MIR_MODEL(pointer_addr);
MIR_MODEL(pointer_expose);
MIR_MODEL(pointer_is_null);
MIR_MODEL(pointer_with_addr);
MIR_MODEL(pointer_add);
MIR_MODEL(pointer_sub);
MIR_MODEL(pointer_offset);
MIR_MODEL(pointer_byte_add);
MIR_MODEL(pointer_byte_sub);
MIR_MODEL(pointer_byte_offset);
MIR_MODEL(pointer_wrapping_add);
MIR_MODEL(pointer_wrapping_sub);
MIR_MODEL(pointer_wrapping_offset);
MIR_MODEL(pointer_wrapping_byte_add);
MIR_MODEL(pointer_wrapping_byte_sub);
MIR_MODEL(pointer_offset_from);
MIR_MODEL(pointer_byte_offset_from);
MIR_MODEL(pointer_offset_from_unsigned);
MIR_MODEL(pointer_byte_offset_from_unsigned);
MIR_MODEL(pointer_wide);
MIR_MODEL(pointer_equal);
MIR_MODEL(pointer_address_equal);
MIR_MODEL(pointer_is_aligned);
MIR_MODEL(pointer_cast);
MIR_MODEL(non_null_new);
MIR_MODEL(non_null_new_unchecked);

// models_memory.c
MIR_MODEL(memory_read);
MIR_MODEL(memory_read_unaligned);
MIR_MODEL(memory_write);
MIR_MODEL(memory_write_unaligned);
MIR_MODEL(memory_write_bytes);
MIR_MODEL(memory_copy_from);
MIR_MODEL(memory_copy_to);
MIR_MODEL(memory_copy_from_nonoverlapping);
MIR_MODEL(memory_copy_to_nonoverlapping);
MIR_MODEL(memory_swap);
MIR_MODEL(memory_swap_nonoverlapping);
MIR_MODEL(memory_replace);
MIR_MODEL(memory_size_of);
MIR_MODEL(memory_align_of);
MIR_MODEL(memory_size_of_value);
MIR_MODEL(memory_align_of_value);
MIR_MODEL(memory_forget);
MIR_MODEL(memory_uninit);
MIR_MODEL(memory_zeroed);
MIR_MODEL(memory_same_bytes);
MIR_MODEL(memory_maybe_uninit_write);
MIR_MODEL(memory_assume_init_ref);
MIR_MODEL(slice_len);
MIR_MODEL(slice_is_empty);
MIR_MODEL(slice_get_unchecked);
MIR_MODEL(slice_from_parts);
MIR_MODEL(str_as_bytes);
MIR_MODEL(slice_as_ptr);

// models_layout.c
MIR_MODEL(layout_offset_of);
MIR_MODEL(layout_discriminant);
MIR_MODEL(layout_equal);
MIR_MODEL(layout_not_equal);
MIR_MODEL(layout_non_zero_unchecked);

// models_owner.c
MIR_MODEL(box_free);
MIR_MODEL(box_new);
MIR_MODEL(box_new_uninit);
MIR_MODEL(box_new_zeroed);
MIR_MODEL(box_as_ptr);
MIR_MODEL(vector_free);
MIR_MODEL(vector_from_box);
MIR_MODEL(vector_from_element);
MIR_MODEL(vector_new);
MIR_MODEL(vector_with_capacity);
MIR_MODEL(vector_as_ptr);
MIR_MODEL(vector_len);
MIR_MODEL(vector_is_empty);
MIR_MODEL(vector_capacity);
MIR_MODEL(vector_set_len);
MIR_MODEL(vector_push);
MIR_MODEL(vector_deref);
MIR_MODEL(vector_index);

// models_panic.c
MIR_MODEL(panic_assert_failed);
MIR_MODEL(panic_text);
MIR_MODEL(panic_fmt);
MIR_MODEL(process_exit);
MIR_MODEL(process_abort);

// models_format.c
MIR_MODEL(format_display);
MIR_MODEL(format_debug);
MIR_MODEL(format_lower_hex);
MIR_MODEL(format_upper_hex);
MIR_MODEL(format_octal);
MIR_MODEL(format_binary);
MIR_MODEL(format_pointer);
MIR_MODEL(format_from_usize);
MIR_MODEL(format_new);
MIR_MODEL(format_from_str);
MIR_MODEL(format_print);
MIR_MODEL(format_eprint);

// models_integer.c
MIR_MODEL(integer_wrapping_add);
MIR_MODEL(integer_wrapping_sub);
MIR_MODEL(integer_wrapping_mul);
MIR_MODEL(integer_wrapping_neg);
MIR_MODEL(step_is_below);
MIR_MODEL(step_by);

#endif
