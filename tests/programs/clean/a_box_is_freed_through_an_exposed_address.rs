// SPDX-License-Identifier: MIT
// A box goes through an integer; the pointer that comes back owns it again and frees it.
//~ options: --provenance=permissive

fn main() {
    let block = Box::into_raw(Box::new([0.5_f64, 1.5]));
    let address = block as usize;
    let owner = unsafe { Box::from_raw(address as *mut [f64; 2]) };
    assert_eq!(owner[0] + owner[1], 2.0);
    drop(owner);
}
