// SPDX-License-Identifier: MIT
//
// The crate that rustc makes std.mir of. Each file declares one module of std: its types as airlock
// holds them, and functions that need no model in C. They are found by the names and paths of the
// real ones. What a file calls is another of them, a model (src/mir/models.c), or the program's.
#![no_std]
#![crate_type = "lib"]
#![feature(rustc_attrs, panic_internals, fmt_internals)]
#![rustc_coherence_is_core]
#![allow(internal_features, dead_code, unused_imports, ambiguous_wide_pointer_comparisons, unnecessary_transmutes)]

// Kinds of primitives, which the loader knows.
mod builtin {
    pub trait Integer:
        Copy
        + core::cmp::PartialOrd
        + core::ops::Add<Output = Self>
        + core::ops::Mul<Output = Self>
        + core::ops::BitAnd<Output = Self>
        + core::ops::BitOr<Output = Self>
        + core::ops::BitXor<Output = Self>
        + core::ops::Not<Output = Self>
    {
    }
    impl Integer for u32 {}
    pub trait Float: Copy {}
    pub trait Lossy<T>: Copy {}
}

mod std {
    include!("alloc.rs");
    include!("array.rs");
    include!("bool.rs");
    include!("boxed.rs");
    include!("cell.rs");
    include!("env.rs");
    include!("ffi.rs");
    include!("ffi_traits.rs");
    include!("fmt.rs");
    include!("fmt_impls.rs");
    include!("iter.rs");
    include!("iter_adapters.rs");
    include!("iter_collect.rs");
    include!("iter_lazy.rs");
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
    include!("option_parts.rs");
    include!("char.rs");
    include!("str_pattern.rs");
    include!("num_parse.rs");
    include!("borrow.rs");
    include!("error.rs");
    include!("try_from.rs");
    include!("hash.rs");
    include!("cmp.rs");
    include!("fmt_ranges.rs");
    include!("time.rs");
    include!("io.rs");
    include!("rc.rs");
    include!("vec.rs");

    // Second files of modules, whose names regenerate makes those of the first ones.
    pub mod more {
        include!("cell_parts.rs");
        include!("sync_lock.rs");
        include!("ffi_errors.rs");
        include!("fmt_parts.rs");
        include!("iterator.rs");
        include!("slice_parts.rs");
        include!("str_split.rs");
        include!("string_parts.rs");
        include!("vec_parts.rs");
    }

    pub mod more_arc {
        include!("sync_arc.rs");
    }
    pub mod more_atomic {
        include!("sync_atomic.rs");
    }
    pub mod more_cell {
        include!("cell_once.rs");
    }
    pub mod more_once {
        include!("sync_once.rs");
    }
    pub mod sync {
        pub use crate::std::more::sync::*;
        pub use crate::std::more_arc::sync::*;
        pub use crate::std::more_atomic::sync::*;
        pub use crate::std::more_once::sync::*;
    }
    pub mod more_btree {
        include!("btree.rs");
    }
    pub mod more_bound {
        include!("bound.rs");
    }
    pub mod more_hash {
        include!("hash_map.rs");
    }
    pub mod more_pairs {
        include!("hash_iter.rs");
    }
    pub mod more_hashset {
        include!("hash_set.rs");
    }
    pub mod more_btreeset {
        include!("btree_set.rs");
    }
    pub mod more_deque {
        include!("vec_deque.rs");
    }
    pub mod more_heap {
        include!("binary_heap.rs");
    }
    pub mod more_io {
        pub mod io {
            pub use crate::std::more_ioerror::io::*;
            pub use crate::std::more_ioread::io::*;
        }
    }
    pub mod more_ioerror {
        include!("io_error.rs");
    }
    pub mod more_ioread {
        include!("io_read.rs");
    }
    pub mod more_iter {
        include!("btree_iter.rs");
    }
    pub mod more_entry {
        include!("btree_entry.rs");
    }
    pub mod more_leaves {
        include!("btree_leaves.rs");
    }
    pub mod more_walk {
        include!("btree_walk.rs");
    }
    pub mod collections {
        pub use crate::std::more_bound::collections::*;
        pub use crate::std::more_btree::collections::*;
        pub use crate::std::more_hash::collections::*;
        pub use crate::std::more_hashset::collections::*;
        pub use crate::std::more_btreeset::collections::*;
        pub use crate::std::more_deque::collections::*;
        pub use crate::std::more_heap::collections::*;
        pub use crate::std::more_leaves::collections::*;
        pub use crate::std::more_walk::collections::*;
        pub use crate::std::more_pairs::collections::*;
        pub mod btree_map {
            pub use crate::std::more_entry::collections::btree_map::*;
            pub use crate::std::more_iter::collections::btree_map::*;
        }
    }

    // Declared in types.rs, where their values have limits.
    pub mod limited {
        #[derive(Clone, Copy)]
        pub struct Alignment(pub usize);
        pub struct UsizeNoHighBit(pub usize);
        pub struct Nanoseconds(pub u32);
    }
    pub use core::marker;
}
