// SPDX-License-Identifier: MIT
// An enum's discriminant is an integer: a copy of the enum removes provenance that lay in it.

#[repr(C, u64)]
#[allow(dead_code)]
enum Signal {
    Low(usize),
    High(usize),
}

fn main() {
    let sample = 17_i32;
    let pointer = &raw const sample;
    // The address 1 is the discriminant of High.
    let parts = [(pointer.with_addr(1), 0_usize)];
    let signal: [Signal; 1] = unsafe { std::mem::transmute(parts) };
    let found = unsafe { (&raw const signal[0]).cast::<*const i32>().read() };
    assert_eq!(found.addr(), 1);
    let back = found.with_addr(pointer.addr());
    let value = unsafe { *back }; //~ ub: no provenance
    assert_eq!(value, 17);
}
