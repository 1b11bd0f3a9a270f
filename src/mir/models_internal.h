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

// Size and alignment of what a wide pointer with this metadata leads to.
airlock_status mir_measure_unsized(mir_interpreter *interpreter, uint64_t *out_size,
                                   uint64_t *out_align, const mir_layout *layout,
                                   const airlock_scalar *metadata);

// models_owner.c: makes the bytes those of an empty Vec<u8>.
airlock_status mir_model_give_bytes(mir_interpreter *interpreter, airlock_ptr vector,
                                    const char *bytes, size_t length);

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
MIR_MODEL(heap_allocate);
MIR_MODEL(heap_deallocate);
MIR_MODEL(box_free_content);
MIR_MODEL(box_new);
MIR_MODEL(box_new_uninit);
MIR_MODEL(box_new_zeroed);
MIR_MODEL(box_as_ptr);
MIR_MODEL(vector_free);
MIR_MODEL(vector_from_box);
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
MIR_MODEL(process_refuse);
MIR_MODEL(hint_unreachable);
MIR_MODEL(process_exit);
MIR_MODEL(process_end);
MIR_MODEL(process_abort);

// models_format.c
MIR_MODEL(format_display);
MIR_MODEL(format_debug);
MIR_MODEL(format_lower_hex);
MIR_MODEL(format_upper_hex);
MIR_MODEL(format_octal);
MIR_MODEL(format_binary);
MIR_MODEL(format_lower_exp);
MIR_MODEL(format_upper_exp);
MIR_MODEL(format_pointer);
MIR_MODEL(format_from_usize);
MIR_MODEL(format_new);
MIR_MODEL(format_from_str);
MIR_MODEL(format_into);
MIR_MODEL(format_try_into);
MIR_MODEL(format_print);
MIR_MODEL(format_eprint);

// models_compare.c
MIR_MODEL(step_is_below);
MIR_MODEL(step_by);

// models_integer.c
MIR_MODEL(integer_convert);
MIR_MODEL(integer_abs);
MIR_MODEL(integer_abs_diff);
MIR_MODEL(integer_div_euclid);
MIR_MODEL(integer_is_negative);
MIR_MODEL(integer_is_positive);
MIR_MODEL(integer_overflowing_add);
MIR_MODEL(integer_overflowing_mul);
MIR_MODEL(integer_overflowing_neg);
MIR_MODEL(integer_overflowing_pow);
MIR_MODEL(integer_overflowing_sub);
MIR_MODEL(integer_pow);
MIR_MODEL(integer_rem_euclid);
MIR_MODEL(integer_saturating_add);
MIR_MODEL(integer_saturating_mul);
MIR_MODEL(integer_saturating_sub);
MIR_MODEL(integer_signum);
MIR_MODEL(integer_unsigned_abs);
MIR_MODEL(integer_wrapping_abs);
MIR_MODEL(integer_wrapping_add);
MIR_MODEL(integer_wrapping_div);
MIR_MODEL(integer_wrapping_mul);
MIR_MODEL(integer_wrapping_neg);
MIR_MODEL(integer_wrapping_pow);
MIR_MODEL(integer_wrapping_rem);
MIR_MODEL(integer_wrapping_shl);
MIR_MODEL(integer_wrapping_shr);
MIR_MODEL(integer_wrapping_sub);

// models_bits.c
MIR_MODEL(bits_count_ones);
MIR_MODEL(bits_count_zeros);
MIR_MODEL(bits_from_be_bytes);
MIR_MODEL(bits_from_bytes);
MIR_MODEL(bits_ilog2);
MIR_MODEL(bits_is_power_of_two);
MIR_MODEL(bits_leading_ones);
MIR_MODEL(bits_leading_zeros);
MIR_MODEL(bits_reinterpret);
MIR_MODEL(bits_reverse_bits);
MIR_MODEL(bits_rotate_left);
MIR_MODEL(bits_rotate_right);
MIR_MODEL(bits_same);
MIR_MODEL(bits_swap_bytes);
MIR_MODEL(bits_to_be_bytes);
MIR_MODEL(bits_to_bytes);
MIR_MODEL(bits_trailing_ones);
MIR_MODEL(bits_trailing_zeros);

// models_float.c
MIR_MODEL(float_abs);
MIR_MODEL(float_ceil);
MIR_MODEL(float_clamp);
MIR_MODEL(float_copysign);
MIR_MODEL(float_floor);
MIR_MODEL(float_fract);
MIR_MODEL(float_is_finite);
MIR_MODEL(float_is_infinite);
MIR_MODEL(float_is_nan);
MIR_MODEL(float_is_normal);
MIR_MODEL(float_is_sign_negative);
MIR_MODEL(float_is_sign_positive);
MIR_MODEL(float_max);
MIR_MODEL(float_min);
MIR_MODEL(float_mul_add);
MIR_MODEL(float_recip);
MIR_MODEL(float_round);
MIR_MODEL(float_round_ties_even);
MIR_MODEL(float_signum);
MIR_MODEL(float_sqrt);
MIR_MODEL(float_trunc);

// models_arguments.c
MIR_MODEL(argument_count);
MIR_MODEL(argument_length);
MIR_MODEL(argument_copy);

// models_formatter.c
MIR_MODEL(formatter_text);
MIR_MODEL(formatter_arguments);
MIR_MODEL(formatter_length);
MIR_MODEL(formatter_indent);
MIR_MODEL(formatter_value);

// models_libm.c
MIR_MODEL(libm_exp);
MIR_MODEL(libm_exp2);
MIR_MODEL(libm_exp_m1);
MIR_MODEL(libm_ln);
MIR_MODEL(libm_log2);
MIR_MODEL(libm_log10);
MIR_MODEL(libm_ln_1p);
MIR_MODEL(libm_sin);
MIR_MODEL(libm_cos);
MIR_MODEL(libm_tan);
MIR_MODEL(libm_asin);
MIR_MODEL(libm_acos);
MIR_MODEL(libm_atan);
MIR_MODEL(libm_sinh);
MIR_MODEL(libm_cosh);
MIR_MODEL(libm_tanh);
MIR_MODEL(libm_cbrt);
MIR_MODEL(libm_to_degrees);
MIR_MODEL(libm_to_radians);
MIR_MODEL(libm_powf);
MIR_MODEL(libm_powi);
MIR_MODEL(libm_atan2);
MIR_MODEL(libm_hypot);
MIR_MODEL(libm_log);
MIR_MODEL(libm_rem_euclid);
MIR_MODEL(libm_parse);

// models_hash.c
MIR_MODEL(hash_write);
MIR_MODEL(hash_finish);

// models_host.c
MIR_MODEL(host_write);
MIR_MODEL(host_flush);
MIR_MODEL(host_read);
MIR_MODEL(host_variable);
MIR_MODEL(host_errno);
MIR_MODEL(host_error_text);
MIR_MODEL(host_clock);

#endif
