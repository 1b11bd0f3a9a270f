// SPDX-License-Identifier: MIT
// The elements of a struct that ends with a slice count from behind its other fields.
#[repr(C)]
struct Words {
    first: u32,
    rest: [u32],
}

fn main() {
    let memory = [1u32, 10, 20];
    let pointer = std::ptr::slice_from_raw_parts(memory.as_ptr(), 3) as *const Words;
    let words = unsafe { &*pointer }; //~ ub: 16 bytes
    println!("{} {}", words.first, words.rest.len());
}
