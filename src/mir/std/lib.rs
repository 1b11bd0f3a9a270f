// SPDX-License-Identifier: MIT
//
// The crate that rustc makes std.mir of. Each file declares one module of std: its types as airlock
// holds them, and functions that need no model in C. They are found by the names and paths of the
// real ones. What a file calls is another of them, a model (src/mir/models.c), or the program's.
#![no_std]
#![crate_type = "lib"]
#![feature(rustc_attrs, panic_internals, fmt_internals)]
#![rustc_coherence_is_core]
#![allow(internal_features, dead_code, ambiguous_wide_pointer_comparisons, unnecessary_transmutes)]

mod std {
    include!("alloc.rs");
    include!("array.rs");
    include!("boxed.rs");
    include!("cell.rs");
    include!("env.rs");
    include!("ffi.rs");
    include!("fmt.rs");
    include!("fmt_impls.rs");
    include!("iter.rs");
    include!("iter_adapters.rs");
    include!("iter_sums.rs");
    include!("slice_sort.rs");
    include!("mem.rs");
    include!("models.rs");
    include!("num.rs");
    include!("option.rs");
    include!("ptr.rs");
    include!("result.rs");
    include!("slice.rs");
    include!("str.rs");
    include!("str_parts.rs");
    include!("string.rs");
    include!("traits.rs");
    include!("vec.rs");

    // Declared in types.rs, where their values have limits.
    pub mod limited {
        #[derive(Clone, Copy)]
        pub struct Alignment(pub usize);
        pub struct UsizeNoHighBit(pub usize);
    }
    pub use core::marker;
}
