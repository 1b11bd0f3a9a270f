// SPDX-License-Identifier: MIT
// Two boxes that own each other, and a third that they lead to, are out of everybody's reach.

struct Ring {
    next: *mut Ring,
    weight: Option<Box<u64>>,
}

fn ring(weight: Option<Box<u64>>) -> *mut Ring {
    let next = std::ptr::null_mut();
    Box::into_raw(Box::new(Ring { next, weight })) //~ leak: size: 16, align: 8
}

fn main() {
    let first = ring(None);
    let second = ring(Some(Box::new(3)));
    unsafe {
        (*first).next = second;
        (*second).next = first;
        assert_eq!((*(*first).next).weight.as_ref().map(|weight| **weight), Some(3));
    }
}
