// SPDX-License-Identifier: MIT
//
// zlib takes its memory from us: its two allocation functions are Rust's, and what they work on is
// behind the pointer that zlib hands them. Every block keeps its bounds and its owner, and none is
// left when zlib is done.
//~ library: libz.so.1

use std::alloc::{alloc, dealloc, Layout};
use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};
use std::{mem, ptr};

type Allocate = unsafe extern "C" fn(*mut c_void, c_uint, c_uint) -> *mut c_void;
type Free = unsafe extern "C" fn(*mut c_void, *mut c_void);

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
    zalloc: Option<Allocate>,
    zfree: Option<Free>,
    opaque: *mut c_void,
    data_type: c_int,
    adler: c_ulong,
    reserved: c_ulong,
}

const OK: c_int = 0;
const STREAM_END: c_int = 1;
const OUT_OF_MEMORY: c_int = -4;
const FINISH: c_int = 4;

extern "C" {
    fn zlibVersion() -> *const c_char;
    fn deflateInit_(stream: *mut Stream, level: c_int, version: *const c_char, size: c_int) -> c_int;
    fn deflate(stream: *mut Stream, flush: c_int) -> c_int;
    fn deflateEnd(stream: *mut Stream) -> c_int;
}

/// Lends at most so many bytes.
struct Budget {
    left: usize,
    blocks: Vec<(*mut u8, Layout)>,
    lent: u32,
}

impl Budget {
    fn new(bytes: usize) -> Budget {
        Budget { left: bytes, blocks: Vec::new(), lent: 0 }
    }

    fn lend(&mut self, bytes: usize) -> *mut u8 {
        if bytes > self.left {
            return ptr::null_mut();
        }
        let layout = Layout::from_size_align(bytes, 16).unwrap();
        let memory = unsafe { alloc(layout) };
        self.left -= bytes;
        self.lent += 1;
        self.blocks.push((memory, layout));
        memory
    }

    fn take_back(&mut self, memory: *mut u8) {
        let mut index = 0;
        while self.blocks[index].0 != memory {
            index += 1;
        }
        let (_, layout) = self.blocks.swap_remove(index);
        self.left += layout.size();
        unsafe { dealloc(memory, layout) };
    }
}

unsafe extern "C" fn zlib_allocate(budget: *mut c_void, count: c_uint, size: c_uint) -> *mut c_void {
    let budget = unsafe { &mut *budget.cast::<Budget>() };
    budget.lend(count as usize * size as usize).cast()
}

unsafe extern "C" fn zlib_free(budget: *mut c_void, memory: *mut c_void) {
    let budget = unsafe { &mut *budget.cast::<Budget>() };
    budget.take_back(memory.cast());
}

/// Compresses with zlib's memory taken from `budget`: how many bytes came out, or zlib's error.
fn compress(text: &[u8], budget: &mut Budget) -> Result<usize, c_int> {
    let mut output = [0u8; 512];
    let mut stream = Stream {
        next_in: text.as_ptr(),
        avail_in: text.len() as c_uint,
        total_in: 0,
        next_out: output.as_mut_ptr(),
        avail_out: output.len() as c_uint,
        total_out: 0,
        msg: ptr::null(),
        state: ptr::null_mut(),
        zalloc: Some(zlib_allocate),
        zfree: Some(zlib_free),
        opaque: (budget as *mut Budget).cast(),
        data_type: 0,
        adler: 0,
        reserved: 0,
    };
    let size = mem::size_of::<Stream>() as c_int;
    let status = unsafe { deflateInit_(&mut stream, 9, zlibVersion(), size) };
    if status != OK {
        return Err(status);
    }
    assert_eq!(unsafe { deflate(&mut stream, FINISH) }, STREAM_END);
    assert_eq!(unsafe { deflateEnd(&mut stream) }, OK);
    Ok(stream.total_out as usize)
}

fn main() {
    let text = [b'z'; 4096];
    let mut generous = Budget::new(1 << 20);
    let packed = compress(&text, &mut generous).unwrap();
    println!("4096 bytes became fewer than 100: {}", packed < 100);
    println!("several blocks were lent: {}, {} are left", generous.lent > 1, generous.blocks.len());
    println!("all bytes came back: {}", generous.left == 1 << 20);

    let mut poor = Budget::new(10_000);
    let status = compress(&text, &mut poor).unwrap_err();
    println!("10000 bytes do not do: {}, {} are left", status == OUT_OF_MEMORY, poor.blocks.len());
}
