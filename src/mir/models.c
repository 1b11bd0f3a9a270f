// SPDX-License-Identifier: MIT
//
// The table of modelled std functions, and how a path finds its row.
//
// A row's path leaves out the crate (std, core, alloc) and generic arguments; `<*const>`, `<[]>`
// and `<int>` stand for impls on those kinds of types, and `<T as Trait>` for the last names of
// both. rustc's trimmed paths are the last segment of a row's path, or the last two when the one
// before names a type.
#include "models.h"

#include <ctype.h>
#include <string.h>

#include "models_internal.h"
#include "print.h"

#define ROW(path, arity, function, doc)                                                            \
  { path, arity, mir_model_##function, false, doc }
#define DROP_ROW(path, arity, function, doc)                                                       \
  { path, arity, mir_model_##function, true, doc }

// Both kinds of raw pointer have the same methods.
#define POINTER_ROW(name, arity, function, doc)                                                    \
  ROW("ptr::const_ptr::<*const>::" name, arity, function, doc),                                    \
      ROW("ptr::mut_ptr::<*mut>::" name, arity, function, doc)

// Both floats too; where std needs a C library for a method, its path begins there.
#define FLOAT_ROW(name, arity, function, doc)                                                      \
  ROW("f32::<f32>::" name, arity, function, doc), ROW("f64::<f64>::" name, arity, function, doc)

static const mir_model models[] = {
    ROW("panicking::assert_failed", 4, panic_assert_failed, "assert_eq! and assert_ne! failed"),
    ROW("panicking::panic", 1, panic_text, "panics with a text"),
    ROW("panicking::panic_nounwind", 1, panic_text, "panics with a text"),
    ROW("panicking::panic_fmt", 1, panic_fmt, "panics with a formatted message"),
    ROW("rt::panic_fmt", 1, panic_fmt, "panics with a formatted message"),
    ROW("rt::begin_panic", 1, panic_text, "panics with a text"),
    ROW("fmt::rt::Argument::new_display", 1, format_display, "{}"),
    ROW("fmt::rt::Argument::new_debug", 1, format_debug, "{:?}"),
    ROW("fmt::rt::Argument::new_lower_hex", 1, format_lower_hex, "{:x}"),
    ROW("fmt::rt::Argument::new_upper_hex", 1, format_upper_hex, "{:X}"),
    ROW("fmt::rt::Argument::new_octal", 1, format_octal, "{:o}"),
    ROW("fmt::rt::Argument::new_binary", 1, format_binary, "{:b}"),
    ROW("fmt::rt::Argument::new_pointer", 1, format_pointer, "{:p}"),
    ROW("fmt::rt::Argument::from_usize", 1, format_from_usize, "a width or precision"),
    ROW("fmt::Arguments::new", 2, format_new, "a template and its arguments"),
    ROW("fmt::Arguments::from_str", 1, format_from_str, "a text without arguments"),
    ROW("fmt::Arguments::from_str_nonconst", 1, format_from_str, "a text without arguments"),
    ROW("io::_print", 1, format_print, "print! and println!"),
    ROW("io::_eprint", 1, format_eprint, "eprint! and eprintln!"),
    ROW("process::exit", 1, process_exit, "ends the program with a status"),
    ROW("process::abort", 0, process_abort, "ends the program abnormally"),

    ROW("mem::MaybeUninit::uninit", 0, memory_uninit, "bytes without a value"),
    ROW("mem::MaybeUninit::zeroed", 0, memory_zeroed, "zero bytes"),
    ROW("mem::MaybeUninit::new", 1, memory_same_bytes, "the bytes of a value"),
    ROW("mem::MaybeUninit::assume_init", 1, memory_same_bytes, "the value that the bytes are"),
    ROW("mem::MaybeUninit::write", 2, memory_maybe_uninit_write, "stores a value"),
    ROW("mem::MaybeUninit::as_ptr", 1, pointer_same, "a pointer to the value"),
    ROW("mem::MaybeUninit::as_mut_ptr", 1, pointer_same, "a pointer to the value"),
    ROW("mem::MaybeUninit::assume_init_ref", 1, memory_assume_init_ref, "a reference to it"),
    ROW("mem::MaybeUninit::assume_init_mut", 1, memory_assume_init_ref, "a reference to it"),
    ROW("mem::MaybeUninit::assume_init_read", 1, memory_read, "a copy of the value"),
    ROW("mem::size_of", 0, memory_size_of, "size of a type"),
    ROW("mem::align_of", 0, memory_align_of, "alignment of a type"),
    ROW("mem::size_of_val", 1, memory_size_of_value, "size of what a reference leads to"),
    ROW("mem::align_of_val", 1, memory_align_of_value, "alignment of what a reference leads to"),
    ROW("mem::transmute_copy", 1, memory_read_unaligned, "the bytes, read as another type"),
    ROW("mem::discriminant", 1, layout_discriminant, "which variant an enum is"),
    ROW("<Discriminant as PartialEq>::eq", 2, layout_equal, "whether both are the same variant"),
    ROW("<Discriminant as PartialEq>::ne", 2, layout_not_equal, "whether they are not"),
    ROW("intrinsics::offset_of", 2, layout_offset_of, "offset_of!"),
    ROW("num::NonZero::new", 1, pointer_same, "None for zero: the same bits"),
    ROW("num::NonZero::new_unchecked", 1, layout_non_zero_unchecked, "zero is UB"),
    ROW("mem::forget", 1, memory_forget, "ends a value without dropping it"),
    DROP_ROW("mem::drop", 1, memory_forget, "drops a value"),
    ROW("mem::swap", 2, memory_swap, "exchanges two values"),
    ROW("mem::replace", 2, memory_replace, "stores a value and returns the old one"),
    ROW("mem::zeroed", 0, memory_zeroed, "the value of zero bytes"),

    ROW("ptr::null", 0, pointer_null, "null"),
    ROW("ptr::null_mut", 0, pointer_null, "null"),
    ROW("ptr::dangling", 0, pointer_dangling, "an aligned address without provenance"),
    ROW("ptr::dangling_mut", 0, pointer_dangling, "an aligned address without provenance"),
    ROW("ptr::without_provenance", 1, pointer_without_provenance, "an address alone"),
    ROW("ptr::without_provenance_mut", 1, pointer_without_provenance, "an address alone"),
    ROW("ptr::with_exposed_provenance", 1, pointer_with_exposed_provenance, "a wildcard"),
    ROW("ptr::with_exposed_provenance_mut", 1, pointer_with_exposed_provenance, "a wildcard"),
    ROW("ptr::slice_from_raw_parts", 2, pointer_wide, "a wide pointer of a pointer and a length"),
    ROW("ptr::slice_from_raw_parts_mut", 2, pointer_wide, "the same"),
    ROW("ptr::from_ref", 1, pointer_same, "the pointer of a reference"),
    ROW("ptr::from_mut", 1, pointer_same, "the pointer of a reference"),
    ROW("ptr::eq", 2, pointer_equal, "whether address, and length, are the same"),
    ROW("ptr::addr_eq", 2, pointer_address_equal, "whether the addresses are the same"),
    ROW("ptr::read", 1, memory_read, "reads a value"),
    ROW("ptr::read_unaligned", 1, memory_read_unaligned, "reads a value at any address"),
    ROW("ptr::read_volatile", 1, memory_read, "reads a value"),
    ROW("ptr::write", 2, memory_write, "writes a value"),
    ROW("ptr::write_unaligned", 2, memory_write_unaligned, "writes a value at any address"),
    ROW("ptr::write_volatile", 2, memory_write, "writes a value"),
    ROW("ptr::write_bytes", 3, memory_write_bytes, "fills values with one byte"),
    ROW("ptr::copy", 3, memory_copy_to, "copies values"),
    ROW("ptr::copy_nonoverlapping", 3, memory_copy_to_nonoverlapping, "copies values"),
    ROW("ptr::swap", 2, memory_swap, "exchanges two values"),
    ROW("ptr::swap_nonoverlapping", 3, memory_swap_nonoverlapping, "exchanges many values"),
    ROW("ptr::replace", 2, memory_replace, "writes a value and returns the old one"),

    POINTER_ROW("addr", 1, pointer_addr, "the address; exposes nothing"),
    POINTER_ROW("expose_provenance", 1, pointer_expose, "the address; exposes the provenance"),
    POINTER_ROW("with_addr", 2, pointer_with_addr, "another address, the same provenance"),
    POINTER_ROW("cast", 1, pointer_cast, "the same pointer"),
    POINTER_ROW("cast_mut", 1, pointer_same, "the same pointer"),
    POINTER_ROW("cast_const", 1, pointer_same, "the same pointer"),
    POINTER_ROW("is_null", 1, pointer_is_null, "whether the address is 0"),
    POINTER_ROW("is_aligned", 1, pointer_is_aligned, "whether the address suits the type"),
    POINTER_ROW("add", 2, pointer_add, "in-bounds arithmetic"),
    POINTER_ROW("sub", 2, pointer_sub, "in-bounds arithmetic"),
    POINTER_ROW("offset", 2, pointer_offset, "in-bounds arithmetic"),
    POINTER_ROW("byte_add", 2, pointer_byte_add, "in-bounds arithmetic"),
    POINTER_ROW("byte_sub", 2, pointer_byte_sub, "in-bounds arithmetic"),
    POINTER_ROW("byte_offset", 2, pointer_byte_offset, "in-bounds arithmetic"),
    POINTER_ROW("wrapping_add", 2, pointer_wrapping_add, "arithmetic"),
    POINTER_ROW("wrapping_sub", 2, pointer_wrapping_sub, "arithmetic"),
    POINTER_ROW("wrapping_offset", 2, pointer_wrapping_offset, "arithmetic"),
    POINTER_ROW("wrapping_byte_add", 2, pointer_wrapping_byte_add, "arithmetic"),
    POINTER_ROW("wrapping_byte_sub", 2, pointer_wrapping_byte_sub, "arithmetic"),
    POINTER_ROW("wrapping_byte_offset", 2, pointer_wrapping_byte_add, "arithmetic"),
    POINTER_ROW("offset_from", 2, pointer_offset_from, "distance in elements"),
    POINTER_ROW("byte_offset_from", 2, pointer_byte_offset_from, "distance in bytes"),
    POINTER_ROW("offset_from_unsigned", 2, pointer_offset_from_unsigned, "distance in elements"),
    POINTER_ROW("byte_offset_from_unsigned", 2, pointer_byte_offset_from_unsigned,
                "distance in bytes"),
    POINTER_ROW("len", 1, slice_len, "number of elements of a pointer to a slice"),
    POINTER_ROW("is_empty", 1, slice_is_empty, "whether a pointer to a slice leads to none"),
    POINTER_ROW("read", 1, memory_read, "reads a value"),
    POINTER_ROW("read_unaligned", 1, memory_read_unaligned, "reads a value at any address"),
    POINTER_ROW("read_volatile", 1, memory_read, "reads a value"),
    POINTER_ROW("copy_to", 3, memory_copy_to, "copies values"),
    POINTER_ROW("copy_to_nonoverlapping", 3, memory_copy_to_nonoverlapping, "copies values"),
    ROW("ptr::mut_ptr::<*mut>::write", 2, memory_write, "writes a value"),
    ROW("ptr::mut_ptr::<*mut>::write_unaligned", 2, memory_write_unaligned, "at any address"),
    ROW("ptr::mut_ptr::<*mut>::write_volatile", 2, memory_write, "writes a value"),
    ROW("ptr::mut_ptr::<*mut>::write_bytes", 3, memory_write_bytes, "fills with one byte"),
    ROW("ptr::mut_ptr::<*mut>::copy_from", 3, memory_copy_from, "copies values"),
    ROW("ptr::mut_ptr::<*mut>::copy_from_nonoverlapping", 3, memory_copy_from_nonoverlapping,
        "copies values"),
    ROW("ptr::mut_ptr::<*mut>::swap", 2, memory_swap, "exchanges two values"),
    ROW("ptr::mut_ptr::<*mut>::replace", 2, memory_replace, "writes, and returns the old value"),

    ROW("ptr::NonNull::new", 1, non_null_new, "None for null"),
    ROW("ptr::NonNull::new_unchecked", 1, non_null_new_unchecked, "null is UB"),
    ROW("ptr::NonNull::as_ptr", 1, pointer_same, "the raw pointer"),
    ROW("ptr::NonNull::cast", 1, pointer_cast, "the same pointer"),
    ROW("ptr::NonNull::dangling", 0, pointer_dangling, "an aligned address without provenance"),
    ROW("ptr::NonNull::slice_from_raw_parts", 2, pointer_wide, "a wide pointer"),
    ROW("ptr::NonNull::len", 1, slice_len, "number of elements"),
    ROW("ptr::NonNull::addr", 1, pointer_addr, "the address, which is not 0"),
    ROW("num::NonZero::get", 1, pointer_same, "the number"),
    ROW("ptr::NonNull::byte_add", 2, pointer_byte_add, "in-bounds arithmetic"),
    ROW("ptr::NonNull::byte_sub", 2, pointer_byte_sub, "in-bounds arithmetic"),
    ROW("ptr::NonNull::offset_from", 2, pointer_offset_from, "distance in elements"),
    ROW("ptr::NonNull::add", 2, pointer_add, "in-bounds arithmetic"),
    ROW("ptr::NonNull::sub", 2, pointer_sub, "in-bounds arithmetic"),
    ROW("ptr::NonNull::offset", 2, pointer_offset, "in-bounds arithmetic"),
    ROW("ptr::NonNull::read", 1, memory_read, "reads a value"),
    ROW("ptr::NonNull::write", 2, memory_write, "writes a value"),
    ROW("<NonNull as From>::from", 1, pointer_same, "the pointer of a reference"),
    DROP_ROW("ptr::drop_in_place", 1, memory_forget, "drops a value where it is"),
    ROW("<Unique as Drop>::drop", 1, box_free, "the memory of a Box; its value is gone"),
    ROW("<Box as Drop>::drop", 1, box_free, "the memory of a Box; its value is gone"),
    ROW("builtin::free_box", 1, box_free_content, "the same, by the type of the value"),
    ROW("<RawVec as Drop>::drop", 1, vector_free, "the memory of a Vec; its values are gone"),
    ROW("boxed::Box::new", 1, box_new, "a value on the heap"),
    ROW("boxed::Box::new_uninit", 0, box_new_uninit, "memory on the heap"),
    ROW("boxed::Box::new_zeroed", 0, box_new_zeroed, "zero bytes on the heap"),
    ROW("boxed::Box::assume_init", 1, pointer_same, "the same memory as a value"),
    ROW("boxed::Box::into_raw", 1, pointer_same, "the pointer, which nobody owns any more"),
    ROW("boxed::Box::from_raw", 1, pointer_same, "the owner of the pointer"),
    ROW("boxed::Box::leak", 1, pointer_same, "a reference, which nobody owns"),
    ROW("boxed::Box::as_ptr", 1, box_as_ptr, "the pointer"),
    ROW("boxed::Box::as_mut_ptr", 1, box_as_ptr, "the pointer"),
    ROW("boxed::box_assume_init_into_vec_unsafe", 1, vector_from_box, "vec! of a list"),
    ROW("vec::Vec::new", 0, vector_new, "no elements"),
    ROW("vec::Vec::with_capacity", 1, vector_with_capacity, "room for elements"),
    ROW("vec::Vec::len", 1, vector_len, "number of elements"),
    ROW("vec::Vec::is_empty", 1, vector_is_empty, "whether there are none"),
    ROW("vec::Vec::capacity", 1, vector_capacity, "how many there is room for"),
    ROW("vec::Vec::as_ptr", 1, vector_as_ptr, "pointer to the first element"),
    ROW("vec::Vec::as_mut_ptr", 1, vector_as_ptr, "pointer to the first element"),
    ROW("vec::Vec::set_len", 2, vector_set_len, "changes the number of elements"),
    ROW("vec::Vec::push", 2, vector_push, "adds an element"),
    ROW("vec::Vec::as_slice", 1, vector_deref, "the elements"),
    ROW("vec::Vec::as_mut_slice", 1, vector_deref, "the elements"),
    ROW("<Vec as Deref>::deref", 1, vector_deref, "the elements"),
    ROW("<Vec as DerefMut>::deref_mut", 1, vector_deref, "the elements"),
    ROW("<Vec as Index<usize>>::index", 2, vector_index, "one element, or a panic"),
    ROW("<Vec as IndexMut<usize>>::index_mut", 2, vector_index, "one element, or a panic"),
    ROW("<ManuallyDrop as Deref>::deref", 1, pointer_same, "a reference to the value"),
    ROW("<ManuallyDrop as DerefMut>::deref_mut", 1, pointer_same, "a reference to the value"),

    ROW("slice::<[]>::len", 1, slice_len, "number of elements"),
    ROW("slice::<[]>::as_ptr", 1, slice_as_ptr, "pointer to the first element"),
    ROW("slice::<[]>::as_mut_ptr", 1, slice_as_ptr, "pointer to the first element"),
    ROW("slice::<[]>::get_unchecked", 2, slice_get_unchecked, "one element; outside is UB"),
    ROW("slice::<[]>::get_unchecked_mut", 2, slice_get_unchecked, "one element; outside is UB"),
    ROW("slice::from_raw_parts", 2, slice_from_parts, "a pointer and a length"),
    ROW("slice::from_raw_parts_mut", 2, slice_from_parts, "a pointer and a length"),
    ROW("slice::raw::from_raw_parts", 2, slice_from_parts, "a pointer and a length"),
    ROW("slice::raw::from_raw_parts_mut", 2, slice_from_parts, "a pointer and a length"),
    ROW("str::<str>::as_bytes", 1, str_as_bytes, "the same bytes"),
    ROW("str::<str>::len", 1, slice_len, "number of bytes"),
    ROW("str::<str>::as_ptr", 1, slice_as_ptr, "pointer to the first byte"),

    ROW("models::format_into", 2, format_into, "what format! writes"),
    ROW("models::allocate", 2, heap_allocate, "memory on the heap"),
    ROW("models::deallocate", 3, heap_deallocate, "gives it back; size and alignment are checked"),
    ROW("models::step_is_below", 2, step_is_below, "comparison of the ends of a range"),
    ROW("models::step_by", 2, step_by, "an end of a range, moved"),
    ROW("num::<int>::wrapping_add", 2, integer_wrapping_add, "modulo 2^bits"),
    ROW("num::<int>::wrapping_sub", 2, integer_wrapping_sub, "modulo 2^bits"),
    ROW("num::<int>::wrapping_mul", 2, integer_wrapping_mul, "modulo 2^bits"),
    ROW("num::<int>::wrapping_neg", 1, integer_wrapping_neg, "modulo 2^bits"),
    ROW("num::<int>::wrapping_abs", 1, integer_wrapping_abs, "modulo 2^bits"),
    ROW("num::<int>::wrapping_div", 2, integer_wrapping_div, "modulo 2^bits"),
    ROW("num::<int>::wrapping_rem", 2, integer_wrapping_rem, "modulo 2^bits"),
    ROW("num::<int>::wrapping_shl", 2, integer_wrapping_shl, "modulo 2^bits"),
    ROW("num::<int>::wrapping_shr", 2, integer_wrapping_shr, "modulo 2^bits"),
    ROW("num::<int>::wrapping_pow", 2, integer_wrapping_pow, "modulo 2^bits"),
    ROW("num::<int>::overflowing_add", 2, integer_overflowing_add,
        "the wrapped result, and whether it is one"),
    ROW("num::<int>::overflowing_sub", 2, integer_overflowing_sub,
        "the wrapped result, and whether it is one"),
    ROW("num::<int>::overflowing_mul", 2, integer_overflowing_mul,
        "the wrapped result, and whether it is one"),
    ROW("num::<int>::overflowing_neg", 1, integer_overflowing_neg,
        "the wrapped result, and whether it is one"),
    ROW("num::<int>::overflowing_pow", 2, integer_overflowing_pow,
        "the wrapped result, and whether it is one"),
    ROW("num::<int>::saturating_add", 2, integer_saturating_add, "the nearest value"),
    ROW("num::<int>::saturating_sub", 2, integer_saturating_sub, "the nearest value"),
    ROW("num::<int>::saturating_mul", 2, integer_saturating_mul, "the nearest value"),
    ROW("num::<int>::pow", 2, integer_pow, "a power; overflow panics"),
    ROW("num::<int>::abs", 1, integer_abs, "without the sign; overflow panics"),
    ROW("num::<int>::unsigned_abs", 1, integer_unsigned_abs, "without the sign"),
    ROW("num::<int>::abs_diff", 2, integer_abs_diff, "the distance"),
    ROW("num::<int>::signum", 1, integer_signum, "-1, 0 or 1"),
    ROW("num::<int>::is_negative", 1, integer_is_negative, "whether it is below 0"),
    ROW("num::<int>::is_positive", 1, integer_is_positive, "whether it is above 0"),
    ROW("num::<int>::rem_euclid", 2, integer_rem_euclid, "the remainder that is not negative"),
    ROW("num::<int>::div_euclid", 2, integer_div_euclid, "the quotient that goes with it"),
    ROW("num::<int>::count_ones", 1, bits_count_ones, "number of bits that are 1"),
    ROW("num::<int>::count_zeros", 1, bits_count_zeros, "number of bits that are 0"),
    ROW("num::<int>::leading_zeros", 1, bits_leading_zeros, "zero bits at the top"),
    ROW("num::<int>::leading_ones", 1, bits_leading_ones, "one bits at the top"),
    ROW("num::<int>::trailing_zeros", 1, bits_trailing_zeros, "zero bits at the end"),
    ROW("num::<int>::trailing_ones", 1, bits_trailing_ones, "one bits at the end"),
    ROW("num::<int>::swap_bytes", 1, bits_swap_bytes, "bytes in reverse order"),
    ROW("num::<int>::reverse_bits", 1, bits_reverse_bits, "bits in reverse order"),
    ROW("num::<int>::is_power_of_two", 1, bits_is_power_of_two, "whether one bit is 1"),
    ROW("num::<int>::ilog2", 1, bits_ilog2, "the place of the highest bit"),
    ROW("num::<int>::rotate_left", 2, bits_rotate_left, "bits that leave come in again"),
    ROW("num::<int>::rotate_right", 2, bits_rotate_right, "bits that leave come in again"),
    ROW("num::<int>::to_be", 1, bits_swap_bytes, "big-endian order"),
    ROW("num::<int>::from_be", 1, bits_swap_bytes, "big-endian order"),
    ROW("num::<int>::to_le", 1, bits_same, "little-endian order"),
    ROW("num::<int>::from_le", 1, bits_same, "little-endian order"),
    ROW("num::<int>::to_ne_bytes", 1, bits_to_bytes, "the bytes"),
    ROW("num::<int>::to_le_bytes", 1, bits_to_bytes, "the bytes, lowest first"),
    ROW("num::<int>::to_be_bytes", 1, bits_to_be_bytes, "the bytes, highest first"),
    ROW("num::<int>::from_ne_bytes", 1, bits_from_bytes, "the number of bytes"),
    ROW("num::<int>::from_le_bytes", 1, bits_from_bytes, "the number of bytes, lowest first"),
    ROW("num::<int>::from_be_bytes", 1, bits_from_be_bytes, "the number of bytes, highest first"),

    FLOAT_ROW("abs", 1, float_abs, "without the sign"),
    FLOAT_ROW("sqrt", 1, float_sqrt, "the square root"),
    FLOAT_ROW("floor", 1, float_floor, "the integer below"),
    FLOAT_ROW("ceil", 1, float_ceil, "the integer above"),
    FLOAT_ROW("round", 1, float_round, "the nearest integer, ties away from 0"),
    FLOAT_ROW("round_ties_even", 1, float_round_ties_even, "the nearest integer, ties to even"),
    FLOAT_ROW("trunc", 1, float_trunc, "the integer towards 0"),
    FLOAT_ROW("fract", 1, float_fract, "what is behind the point"),
    FLOAT_ROW("recip", 1, float_recip, "1 divided by it"),
    FLOAT_ROW("signum", 1, float_signum, "1 with its sign"),
    FLOAT_ROW("mul_add", 3, float_mul_add, "rounded once"),
    FLOAT_ROW("min", 2, float_min, "the lesser"),
    FLOAT_ROW("max", 2, float_max, "the greater"),
    FLOAT_ROW("clamp", 3, float_clamp, "within limits"),
    FLOAT_ROW("copysign", 2, float_copysign, "with the sign of the other"),
    FLOAT_ROW("is_nan", 1, float_is_nan, "whether it is no number"),
    FLOAT_ROW("is_infinite", 1, float_is_infinite, "whether it is infinite"),
    FLOAT_ROW("is_finite", 1, float_is_finite, "whether it is a number"),
    FLOAT_ROW("is_normal", 1, float_is_normal, "whether it has all its digits"),
    FLOAT_ROW("is_sign_negative", 1, float_is_sign_negative, "whether its sign is -"),
    FLOAT_ROW("is_sign_positive", 1, float_is_sign_positive, "whether its sign is +"),
    FLOAT_ROW("to_bits", 1, bits_reinterpret, "its bits"),
    FLOAT_ROW("from_bits", 1, bits_reinterpret, "the float of bits"),
    FLOAT_ROW("to_ne_bytes", 1, bits_to_bytes, "the bytes"),
    FLOAT_ROW("to_le_bytes", 1, bits_to_bytes, "the bytes, lowest first"),
    FLOAT_ROW("to_be_bytes", 1, bits_to_be_bytes, "the bytes, highest first"),
    FLOAT_ROW("from_ne_bytes", 1, bits_from_bytes, "the float of bytes"),
    FLOAT_ROW("from_le_bytes", 1, bits_from_bytes, "the float of bytes, lowest first"),
    FLOAT_ROW("from_be_bytes", 1, bits_from_be_bytes, "the float of bytes, highest first"),

    ROW("models::overflowing_add", 2, integer_overflowing_add, "the same for any integer"),
    ROW("models::overflowing_sub", 2, integer_overflowing_sub, "the same for any integer"),
    ROW("models::overflowing_mul", 2, integer_overflowing_mul, "the same for any integer"),
    ROW("models::overflowing_neg", 1, integer_overflowing_neg, "the same for any integer"),
    ROW("models::overflowing_pow", 2, integer_overflowing_pow, "the same for any integer"),
    ROW("models::wrapping_div", 2, integer_wrapping_div, "the same for any integer"),
    ROW("models::wrapping_rem", 2, integer_wrapping_rem, "the same for any integer"),
    ROW("models::wrapping_shl", 2, integer_wrapping_shl, "the same for any integer"),
    ROW("models::wrapping_shr", 2, integer_wrapping_shr, "the same for any integer"),
};

//===------------------------------------------------------------------------------------------===//
// Keys
//===------------------------------------------------------------------------------------------===//

static const char *type_word(const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_RAW_POINTER:
    return type->pointer.is_mutable ? "*mut" : "*const";
  case MIR_TYPE_SLICE:
    return "[]";
  case MIR_TYPE_ARRAY:
    return "[;]";
  case MIR_TYPE_STR:
    return "str";
  case MIR_TYPE_PRIMITIVE:
    switch (type->primitive) {
    case MIR_PRIMITIVE_BOOL:
      return "bool";
    case MIR_PRIMITIVE_CHAR:
      return "char";
    case MIR_PRIMITIVE_F32:
      return "f32";
    case MIR_PRIMITIVE_F64:
      return "f64";
    default:
      return "int";
    }
  case MIR_TYPE_PATH: {
    const char *name = mir_path_last_name(type->path);
    return name == NULL ? "?" : name;
  }
  default:
    return "?";
  }
}

// Values that are compared and made without running code.
static bool is_primitive_like(const mir_type *type) {
  while (type->kind == MIR_TYPE_ARRAY) {
    type = type->array.element;
  }
  for (size_t i = 0; type->kind == MIR_TYPE_TUPLE && i < type->elements.count; i++) {
    if (!is_primitive_like(type->elements.items[i])) {
      return false;
    }
  }
  return type->kind == MIR_TYPE_PRIMITIVE || type->kind == MIR_TYPE_RAW_POINTER ||
         type->kind == MIR_TYPE_TUPLE;
}

// `Index<usize>`: indexing by a number is another function than indexing by a range.
static bool is_by_number(const mir_segment *segment) {
  mir_type_list arguments = segment->trait_path == NULL ? (mir_type_list){NULL, 0}
                                                        : mir_path_arguments(segment->trait_path);
  const char *trait = segment->trait_path == NULL ? NULL : mir_path_last_name(segment->trait_path);
  return arguments.count == 1 && trait != NULL && strncmp(trait, "Index", 5) == 0 &&
         arguments.items[0]->kind == MIR_TYPE_PRIMITIVE &&
         arguments.items[0]->primitive == MIR_PRIMITIVE_USIZE;
}

static void add_segment(mir_message *key, const mir_segment *segment) {
  switch (segment->kind) {
  case MIR_SEGMENT_NAME:
    mir_message_add(key, "%s", segment->name);
    break;
  case MIR_SEGMENT_IMPL:
    mir_message_add(key, "<%s>", type_word(segment->self_type));
    break;
  case MIR_SEGMENT_QUALIFIED: {
    const char *trait =
        segment->trait_path == NULL ? NULL : mir_path_last_name(segment->trait_path);
    bool is_primitive = is_primitive_like(segment->self_type);
    mir_message_add(key, "<%s as %s%s>", is_primitive ? "prim" : type_word(segment->self_type),
                    trait == NULL ? "?" : trait, is_by_number(segment) ? "<usize>" : "");
    break;
  }
  default:
    mir_message_add(key, "?");
    break;
  }
}

static bool is_crate(const mir_segment *segment) {
  return segment->kind == MIR_SEGMENT_NAME &&
         (strcmp(segment->name, "std") == 0 || strcmp(segment->name, "core") == 0 ||
          strcmp(segment->name, "alloc") == 0);
}

static const char *key_of_path(mir_arena *arena, const mir_path *path) {
  mir_message key = {.data = NULL};
  size_t first = path->segment_count > 1 && is_crate(&path->segments[0]) ? 1 : 0;
  for (size_t i = first; i < path->segment_count; i++) {
    mir_message_add(&key, "%s", i == first ? "" : "::");
    add_segment(&key, &path->segments[i]);
  }
  const char *interned = key.data == NULL ? NULL : mir_arena_intern(arena, key.data, key.length);
  mir_message_release(&key);
  return interned;
}

// Where the trimmed form of a row's path begins.
static const char *short_key(const char *path) {
  const char *last = path;
  const char *before = path;
  for (const char *next = strstr(path, "::"); next != NULL; next = strstr(next + 2, "::")) {
    before = last;
    last = next + 2;
  }
  return before != last && (isupper((unsigned char)*before) || *before == '<') ? before : last;
}

static bool add_key(mir_pointer_map *map, mir_arena *arena, const char *key,
                    const mir_model *model) {
  const char *interned = mir_arena_intern(arena, key, strlen(key));
  if (interned == NULL) {
    return false;
  }
  return mir_pointer_map_get(map, interned) != NULL ||
         mir_pointer_map_set(map, arena, interned, (void *)(uintptr_t)model);
}

bool mir_models_index(mir_pointer_map *map, mir_arena *arena) {
  for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
    if (!add_key(map, arena, models[i].path, &models[i])) {
      return false;
    }
  }
  for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
    if (!add_key(map, arena, short_key(models[i].path), &models[i])) {
      return false;
    }
  }
  return true;
}

const mir_model *mir_models_find(const mir_pointer_map *map, mir_arena *arena,
                                 const mir_path *path) {
  const char *key = key_of_path(arena, path);
  return key == NULL ? NULL : mir_pointer_map_get(map, key);
}

//===------------------------------------------------------------------------------------------===//
// Generic arguments and constants
//===------------------------------------------------------------------------------------------===//

static bool add_generic(mir_types *types, const mir_layout **layouts, size_t *io_count,
                        size_t limit, const mir_type *type) {
  if (type->kind == MIR_TYPE_CONSTANT || *io_count == limit) {
    return true;
  }
  layouts[*io_count] = mir_layout_of(types, type);
  (*io_count)++;
  return layouts[*io_count - 1] != NULL;
}

// What stands for T in an impl's self type.
static const mir_type *self_argument(const mir_type *type) {
  switch (type->kind) {
  case MIR_TYPE_RAW_POINTER:
    return type->pointer.pointee;
  case MIR_TYPE_SLICE:
    return type->array.element;
  default:
    return type;
  }
}

const mir_layout **mir_model_generics(mir_types *types, size_t *out_count, const mir_path *path) {
  enum { LIMIT = 8 };
  const mir_layout **layouts = mir_arena_alloc(types->arena, LIMIT, sizeof *layouts);
  *out_count = 0;
  for (size_t i = 0; layouts != NULL && i < path->segment_count; i++) {
    const mir_segment *segment = &path->segments[i];
    bool done = true;
    if (segment->kind == MIR_SEGMENT_IMPL) {
      done = add_generic(types, layouts, out_count, LIMIT, self_argument(segment->self_type));
    } else if (segment->kind == MIR_SEGMENT_QUALIFIED) {
      done = add_generic(types, layouts, out_count, LIMIT, segment->self_type);
    }
    for (size_t j = 0; done && j < segment->arguments.count; j++) {
      done = add_generic(types, layouts, out_count, LIMIT, segment->arguments.items[j]);
    }
    if (!done) {
      return NULL;
    }
  }
  return layouts;
}

static bool integer_constant(const mir_layout *layout, const char *name,
                             airlock_scalar *out_scalar) {
  unsigned bits = (unsigned)layout->size * 8;
  bool is_signed = mir_kind_is_signed(layout->kind);
  mir_uint128 greatest = ~(mir_uint128)0 >> (128 - bits + (is_signed ? 1 : 0));
  if (strcmp(name, "MAX") == 0) {
    *out_scalar = mir_scalar_of(layout->kind, greatest);
  } else if (strcmp(name, "MIN") == 0) {
    *out_scalar = mir_scalar_of(layout->kind, is_signed ? ~greatest : 0);
  } else if (strcmp(name, "BITS") == 0) {
    *out_scalar = airlock_int(AIRLOCK_U32, bits);
  } else {
    return false;
  }
  return true;
}

static bool float_constant(airlock_kind kind, const char *name, airlock_scalar *out_scalar) {
  static const struct {
    const char *name;
    uint64_t wide;
    uint32_t narrow;
  } values[] = {
      {"NAN", UINT64_C(0x7ff8000000000000), UINT32_C(0x7fc00000)},
      {"INFINITY", UINT64_C(0x7ff0000000000000), UINT32_C(0x7f800000)},
      {"NEG_INFINITY", UINT64_C(0xfff0000000000000), UINT32_C(0xff800000)},
      {"MAX", UINT64_C(0x7fefffffffffffff), UINT32_C(0x7f7fffff)},
      {"MIN", UINT64_C(0xffefffffffffffff), UINT32_C(0xff7fffff)},
      {"MIN_POSITIVE", UINT64_C(0x0010000000000000), UINT32_C(0x00800000)},
      {"EPSILON", UINT64_C(0x3cb0000000000000), UINT32_C(0x34000000)},
      {"PI", UINT64_C(0x400921fb54442d18), UINT32_C(0x40490fdb)},
      {"E", UINT64_C(0x4005bf0a8b145769), UINT32_C(0x402df854)},
  };
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    if (strcmp(values[i].name, name) == 0) {
      *out_scalar = airlock_int(kind, kind == AIRLOCK_F64 ? values[i].wide : values[i].narrow);
      return true;
    }
  }
  return false;
}

static bool layout_constant(const mir_layout *layout, const char *name,
                            airlock_scalar *out_scalar) {
  if (layout->class == MIR_CLASS_UNKNOWN || layout->class == MIR_CLASS_UNSIZED) {
    return false;
  }
  if (strcmp(name, "SIZE") == 0) {
    *out_scalar = airlock_int(AIRLOCK_USIZE, layout->size);
  } else if (strcmp(name, "ALIGN") == 0) {
    *out_scalar = airlock_int(AIRLOCK_USIZE, layout->align);
  } else {
    return false;
  }
  return true;
}

static bool primitive_constant(const mir_layout *layout, const char *name,
                               airlock_scalar *out_scalar) {
  if (layout->shape != MIR_SHAPE_PRIMITIVE) {
    return false;
  }
  if (layout->kind == AIRLOCK_F32 || layout->kind == AIRLOCK_F64) {
    return float_constant(layout->kind, name, out_scalar);
  }
  if (layout->kind == AIRLOCK_CHAR && strcmp(name, "MAX") == 0) {
    *out_scalar = airlock_int(AIRLOCK_CHAR, 0x10ffff);
    return true;
  }
  return layout->kind >= AIRLOCK_I8 && layout->kind <= AIRLOCK_USIZE &&
         integer_constant(layout, name, out_scalar);
}

// `u8` in `u8::MAX`, and `f64` in `std::f64::consts::PI`.
static const mir_layout *named_primitive(mir_types *types, const mir_path *path) {
  size_t index = path->segment_count - 2;
  if (index > 0 && path->segments[index].kind == MIR_SEGMENT_NAME &&
      strcmp(path->segments[index].name, "consts") == 0) {
    index--;
  }
  if (path->segments[index].kind != MIR_SEGMENT_NAME ||
      (index > 0 && !is_crate(&path->segments[0]))) {
    return NULL;
  }
  for (int i = 0; i < MIR_PRIMITIVE_COUNT; i++) {
    if (strcmp(mir_primitive_name((mir_primitive)i), path->segments[index].name) == 0) {
      return mir_layout_of_primitive(types, (mir_primitive)i);
    }
  }
  return NULL;
}

bool mir_model_constant(mir_types *types, const mir_path *path, airlock_scalar *out_scalar) {
  const char *name = mir_path_last_name(path);
  if (name == NULL || path->segment_count < 2) {
    return false;
  }
  if (strcmp(path->stem, "std::process::ExitCode::SUCCESS") == 0 ||
      strcmp(path->stem, "std::process::ExitCode::FAILURE") == 0) {
    *out_scalar = airlock_int(AIRLOCK_U8, strcmp(name, "FAILURE") == 0);
    return true;
  }
  const mir_segment *segment = &path->segments[path->segment_count - 2];
  const mir_layout *layout = NULL;
  if (segment->kind == MIR_SEGMENT_NAME) {
    layout = named_primitive(types, path);
  } else if (segment->kind == MIR_SEGMENT_IMPL || segment->kind == MIR_SEGMENT_QUALIFIED) {
    layout = mir_layout_of(types, segment->self_type);
  }
  if (layout == NULL) {
    return false;
  }
  if (segment->kind == MIR_SEGMENT_QUALIFIED && segment->trait_path != NULL) {
    return layout_constant(layout, name, out_scalar);
  }
  return primitive_constant(layout, name, out_scalar);
}

const mir_layout *mir_model_constant_layout(mir_types *types, airlock_kind kind) {
  for (int i = 0; i < MIR_PRIMITIVE_COUNT; i++) {
    const mir_layout *layout = mir_layout_of_primitive(types, (mir_primitive)i);
    if (layout != NULL && layout->class == MIR_CLASS_SCALAR && layout->kind == kind) {
      return layout;
    }
  }
  return NULL;
}
