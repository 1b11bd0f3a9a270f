// SPDX-License-Identifier: MIT
// The static that is passed never changes; the one that it points to does, and was uninitialised.

use std::mem::MaybeUninit;

#[repr(C)]
struct Handle {
    length: usize,
    samples: *mut u16,
}

unsafe impl Sync for Handle {}

extern "C" {
    fn record(handle: *const Handle, first: u16);
}

static mut SAMPLES: MaybeUninit<[u16; 3]> = MaybeUninit::uninit();
static HANDLE: Handle = Handle { length: 3, samples: (&raw mut SAMPLES).cast::<u16>() };

fn main() {
    unsafe { record(&HANDLE, 500) };
    let samples = unsafe { SAMPLES.assume_init() };
    assert_eq!(samples, [500, 501, 502]);
    assert_eq!(HANDLE.length, 3);
}
