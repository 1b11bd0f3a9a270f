// SPDX-License-Identifier: MIT
//
// Types of std that programs hold and whose functions are modelled in C, and those that rustc
// mentions by itself. Field order and names are those that rustc prints in places.
mod std {
  mod marker {
    struct PhantomData<T>;
    struct PhantomPinned;
  }
  mod mem { struct Discriminant<T>(T); }
  mod ptr { #[repr(transparent)] struct Alignment((usize) is 1..=9223372036854775808); }
  mod pin { #[repr(transparent)] struct Pin<P> { pointer: P } }
  mod num {
    #[repr(transparent)] struct Wrapping<T>(T);
    #[repr(transparent)] struct Saturating<T>(T);
    #[repr(transparent)] struct NonZero<T>(T);
    type NonZeroI8 = NonZero<i8>; type NonZeroU8 = NonZero<u8>;
    type NonZeroI16 = NonZero<i16>; type NonZeroU16 = NonZero<u16>;
    type NonZeroI32 = NonZero<i32>; type NonZeroU32 = NonZero<u32>;
    type NonZeroI64 = NonZero<i64>; type NonZeroU64 = NonZero<u64>;
    type NonZeroI128 = NonZero<i128>; type NonZeroU128 = NonZero<u128>;
    type NonZeroIsize = NonZero<isize>; type NonZeroUsize = NonZero<usize>;
  }
  mod sync {
    mod atomic {
      type AtomicI8 = Atomic<i8>; type AtomicU8 = Atomic<u8>;
      type AtomicI16 = Atomic<i16>; type AtomicU16 = Atomic<u16>;
      type AtomicI32 = Atomic<i32>; type AtomicU32 = Atomic<u32>;
      type AtomicI64 = Atomic<i64>; type AtomicU64 = Atomic<u64>;
      type AtomicIsize = Atomic<isize>; type AtomicUsize = Atomic<usize>;
    }
    type LockResult<T> = std::result::Result<T, PoisonError<T>>;
    type TryLockResult<T> = std::result::Result<T, TryLockError<T>>;
  }
  mod io { type Result<T> = std::result::Result<T, std::io::Error>; }
  mod process { #[repr(transparent)] struct ExitCode(u8); }
  mod fmt {
    type Result = std::result::Result<(), std::fmt::Error>;
    struct Arguments { template: NonNull<u8>, args: NonNull<u8> }
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
  mod num {
    mod niche_types {
      #[repr(transparent)] struct UsizeNoHighBit((usize) is 0..=9223372036854775807);
      #[repr(transparent)] struct Nanoseconds((u32) is 0..=999999999);
    }
  }
  mod fmt { mod rt { struct Argument { value: *const u8, formatter: usize } } }
  mod panicking { enum AssertKind { Eq, Ne, Match } }
}
