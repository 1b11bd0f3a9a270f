// SPDX-License-Identifier: MIT
//
// zlib takes its memory from a boxed slice and gives it back as `void *`. A box of one element is
// made of it, and the length is gone.
//~ library: libz.so.1

use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};
use std::{mem, ptr};

const LARGEST: u32 = 1 << 16; // Bytes; zlib needs no larger block to decompress.

#[repr(C)]
struct Stream {
    next_in: *const u8,
    avail_in: c_uint,
    total_in: c_ulong,
    next_out: *mut u8,
    avail_out: c_uint,
    total_out: c_ulong,
    msg: *const c_char,
    state: *mut c_void,
    zalloc: unsafe extern "C" fn(*mut c_void, c_uint, c_uint) -> *mut c_void,
    zfree: unsafe extern "C" fn(*mut c_void, *mut c_void),
    opaque: *mut c_void,
    data_type: c_int,
    adler: c_ulong,
    reserved: c_ulong,
}

extern "C" {
    fn zlibVersion() -> *const c_char;
    fn inflateInit_(stream: *mut Stream, version: *const c_char, size: c_int) -> c_int;
    fn inflateEnd(stream: *mut Stream) -> c_int;
}

unsafe extern "C" fn allocate(_: *mut c_void, count: c_uint, size: c_uint) -> *mut c_void {
    assert!(count * size <= LARGEST);
    let block: Box<[u64]> = Box::new([0; LARGEST as usize / 8]);
    Box::into_raw(block).cast()
}

unsafe extern "C" fn free(_: *mut c_void, memory: *mut c_void) {
    drop(unsafe { Box::from_raw(memory.cast::<u64>()) }); //~ ub: incorrect layout on deallocation
}

fn main() {
    let mut stream = Stream {
        next_in: ptr::null(),
        avail_in: 0,
        total_in: 0,
        next_out: ptr::null_mut(),
        avail_out: 0,
        total_out: 0,
        msg: ptr::null(),
        state: ptr::null_mut(),
        zalloc: allocate,
        zfree: free,
        opaque: ptr::null_mut(),
        data_type: 0,
        adler: 0,
        reserved: 0,
    };
    let size = mem::size_of::<Stream>() as c_int;
    unsafe {
        inflateInit_(&mut stream, zlibVersion(), size);
        inflateEnd(&mut stream);
    }
}
