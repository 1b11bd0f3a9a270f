// SPDX-License-Identifier: MIT
//
// See prelude.h. What a type means beyond its fields (NonNull is never null, UnsafeCell's contents
// change behind shared references, Box owns) is known to types_path.c by the type's path.
#include "prelude.h"

#include <string.h>

#include "parser.h"

static const char prelude_text[] =
    "mod std {\n"
    "  mod mem {\n"
    "    union MaybeUninit<T> { uninit: (), value: ManuallyDrop<T> }\n"
    "    #[repr(transparent)] struct ManuallyDrop<T> { value: MaybeDangling<T> }\n"
    "    #[repr(transparent)] struct MaybeDangling<T>(T);\n"
    "  }\n"
    "  mod cell {\n"
    "    #[repr(transparent)] struct UnsafeCell<T> { value: T }\n"
    "    #[repr(transparent)] struct SyncUnsafeCell<T> { value: UnsafeCell<T> }\n"
    "    #[repr(transparent)] struct Cell<T> { value: UnsafeCell<T> }\n"
    "  }\n"
    "  mod ptr {\n"
    "    #[repr(transparent)] struct NonNull<T> { pointer: *const T }\n"
    "    #[repr(transparent)] struct Unique<T> { pointer: NonNull<T>, _marker: PhantomData<T> }\n"
    "  }\n"
    "  mod marker {\n"
    "    struct PhantomData<T>;\n"
    "    struct PhantomPinned;\n"
    "  }\n"
    "  mod alloc { struct Global; }\n"
    "  mod boxed { struct Box<T, A = Global>(Unique<T>, A); }\n"
    "  mod vec {\n"
    "    struct Vec<T, A = Global> { pointer: Unique<T>, capacity: usize, length: usize, _a: A }\n"
    "  }\n"
    "  mod option { enum Option<T> { None, Some(T) } }\n"
    "  mod result { enum Result<T, E> { Ok(T), Err(E) } }\n"
    "  mod cmp {\n"
    "    #[repr(i8)] enum Ordering { Less = -1, Equal = 0, Greater = 1 }\n"
    "  }\n"
    "  mod ops {\n"
    "    struct Range<Idx> { start: Idx, end: Idx }\n"
    "    struct RangeFrom<Idx> { start: Idx }\n"
    "    struct RangeTo<Idx> { end: Idx }\n"
    "    struct RangeFull;\n"
    "  }\n"
    "  mod num { #[repr(transparent)] struct Wrapping<T>(T); }\n"
    "  mod fmt {\n"
    "    struct Arguments { template: NonNull<u8>, args: NonNull<u8> }\n"
    "    struct Error;\n"
    "  }\n"
    "  mod ffi {\n"
    "    enum c_void { __Variant1, __Variant2 }\n"
    "    type c_char = i8; type c_schar = i8; type c_uchar = u8;\n"
    "    type c_short = i16; type c_ushort = u16; type c_int = i32; type c_uint = u32;\n"
    "    type c_long = i64; type c_ulong = u64; type c_longlong = i64; type c_ulonglong = u64;\n"
    "    type c_float = f32; type c_double = f64;\n"
    "  }\n"
    "}\n"
    "mod core {\n"
    "  mod fmt { mod rt { struct Argument { value: *const u8, formatter: usize } } }\n"
    "  mod panicking { enum AssertKind { Eq, Ne, Match } }\n"
    "}\n";

mir_status mir_add_prelude(mir_program *program, mir_error *out_error) {
  return mir_scan_rust_items(program, MIR_PRELUDE_FILE, prelude_text, strlen(prelude_text),
                             out_error);
}
