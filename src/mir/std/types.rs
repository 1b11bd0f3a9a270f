// SPDX-License-Identifier: MIT
//
// Types of std that programs hold and whose functions are modelled in C, and those that rustc
// mentions by itself. Field order and names are those that rustc prints in places.
mod std {
  mod cell {
    #[repr(transparent)] struct UnsafeCell<T> { value: T }
    #[repr(transparent)] struct SyncUnsafeCell<T> { value: UnsafeCell<T> }
    #[repr(transparent)] struct Cell<T> { value: UnsafeCell<T> }
  }
  mod marker {
    struct PhantomData<T>;
    struct PhantomPinned;
  }
  mod alloc { struct Global; }
  mod vec {
    struct Vec<T, A = Global> { pointer: Unique<T>, capacity: usize, length: usize, _a: A }
  }
  mod cmp {
    #[repr(i8)] enum Ordering { Less = -1, Equal = 0, Greater = 1 }
  }
  mod num {
    #[repr(transparent)] struct Wrapping<T>(T);
    #[repr(transparent)] struct NonZero<T>(T);
  }
  mod fmt {
    struct Arguments { template: NonNull<u8>, args: NonNull<u8> }
    struct Error;
  }
  mod ffi {
    enum c_void { __Variant1, __Variant2 }
    type c_char = i8; type c_schar = i8; type c_uchar = u8;
    type c_short = i16; type c_ushort = u16; type c_int = i32; type c_uint = u32;
    type c_long = i64; type c_ulong = u64; type c_longlong = i64; type c_ulonglong = u64;
    type c_float = f32; type c_double = f64;
  }
}
mod core {
  mod fmt { mod rt { struct Argument { value: *const u8, formatter: usize } } }
  mod panicking { enum AssertKind { Eq, Ne, Match } }
}
