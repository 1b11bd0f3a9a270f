// SPDX-License-Identifier: MIT
//
// Compresses a text with zlib's stream interface and decompresses it again. The `z_stream` is ours:
// zlib keeps its state behind a pointer in it, reads and writes our buffers through two others, and
// is handed less room than it asks for, so that both directions take several rounds.
//~ library: libz.so.1

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
const FINISH: c_int = 4;
const DEFLATED: c_int = 8;
const GZIP_WINDOW: c_int = 15 + 16;

extern "C" {
    fn zlibVersion() -> *const c_char;
    fn deflateInit2_(
        stream: *mut Stream,
        level: c_int,
        method: c_int,
        window: c_int,
        memory: c_int,
        strategy: c_int,
        version: *const c_char,
        size: c_int,
    ) -> c_int;
    fn deflate(stream: *mut Stream, flush: c_int) -> c_int;
    fn deflateEnd(stream: *mut Stream) -> c_int;
    fn inflateInit2_(
        stream: *mut Stream,
        window: c_int,
        version: *const c_char,
        size: c_int,
    ) -> c_int;
    fn inflate(stream: *mut Stream, flush: c_int) -> c_int;
    fn inflateEnd(stream: *mut Stream) -> c_int;
    fn crc32(sum: c_ulong, bytes: *const u8, length: c_uint) -> c_ulong;
}

fn new_stream(input: &[u8]) -> Stream {
    Stream {
        next_in: input.as_ptr(),
        avail_in: input.len() as c_uint,
        total_in: 0,
        next_out: ptr::null_mut(),
        avail_out: 0,
        total_out: 0,
        msg: ptr::null(),
        state: ptr::null_mut(),
        zalloc: None,
        zfree: None,
        opaque: ptr::null_mut(),
        data_type: 0,
        adler: 0,
        reserved: 0,
    }
}

/// Calls `step` until the stream is at its end, and collects what it writes.
fn pump(stream: &mut Stream, step: unsafe extern "C" fn(*mut Stream, c_int) -> c_int) -> Vec<u8> {
    let mut output = Vec::new();
    let mut room = [0u8; 64];
    let mut rounds = 0;
    loop {
        stream.next_out = room.as_mut_ptr();
        stream.avail_out = room.len() as c_uint;
        let status = unsafe { step(stream, FINISH) };
        let written = room.len() - stream.avail_out as usize;
        output.extend_from_slice(&room[..written]);
        rounds += 1;
        if status == STREAM_END {
            assert_eq!(stream.total_out, output.len() as c_ulong);
            println!("several rounds: {}", rounds > 1);
            return output;
        }
    }
}

fn compress(text: &[u8]) -> Vec<u8> {
    let mut stream = new_stream(text);
    let size = mem::size_of::<Stream>() as c_int;
    let status =
        unsafe { deflateInit2_(&mut stream, 9, DEFLATED, GZIP_WINDOW, 8, 0, zlibVersion(), size) };
    assert_eq!(status, OK);
    let packed = pump(&mut stream, deflate);
    assert_eq!(unsafe { deflateEnd(&mut stream) }, OK);
    packed
}

fn decompress(packed: &[u8]) -> Vec<u8> {
    let mut stream = new_stream(packed);
    let size = mem::size_of::<Stream>() as c_int;
    let status = unsafe { inflateInit2_(&mut stream, GZIP_WINDOW, zlibVersion(), size) };
    assert_eq!(status, OK);
    let text = pump(&mut stream, inflate);
    assert_eq!(unsafe { inflateEnd(&mut stream) }, OK);
    text
}

fn main() {
    let mut text = String::new();
    for line in 1..=20 {
        text.push_str(&format!("{line} green bottles hanging on the wall\n"));
    }
    let packed = compress(text.as_bytes());
    let (first, second) = (packed[0], packed[1]);
    println!("{first:02x} {second:02x}, much smaller: {}", packed.len() < text.len() / 5);
    let again = decompress(&packed);
    assert_eq!(again, text.as_bytes());
    let sum = unsafe { crc32(0, again.as_ptr(), again.len() as c_uint) };
    println!("{} bytes, crc32 {sum:08x}", again.len());
}
