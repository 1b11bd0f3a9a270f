// SPDX-License-Identifier: MIT
//
// A struct that travels in memory holds a slice whose elements are gone: copying it is an error,
// although nothing reads the slice.

struct Report<'a> {
    numbers: [u64; 3],
    text: &'a [u8],
}

fn main() {
    let mut report = std::mem::MaybeUninit::<Report>::uninit();
    let place = report.as_mut_ptr();
    unsafe {
        (&raw mut (*place).numbers).write([1, 2, 3]);
        let boxed = Box::new([7u8; 4]);
        let bytes: *const [u8] = &raw const *boxed;
        (&raw mut (*place).text as *mut *const [u8]).write(bytes);
        drop(boxed);
        let copy = place.read(); //~ ub: at .text.0: encountered a dangling reference
        assert!(copy.numbers[0] == 1);
    }
}
