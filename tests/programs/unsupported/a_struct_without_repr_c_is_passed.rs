// SPDX-License-Identifier: MIT
// Rust may order the fields of such a struct as it likes, so there is no C type to pass it as.

#![allow(improper_ctypes)]

struct Sample {
    flag: u8,
    value: i32,
}

extern "C" {
    fn value_of(sample: Sample) -> i32;
}

fn main() {
    let sample = Sample { flag: 1, value: 2 };
    assert_eq!(sample.flag, 1);
    assert_eq!(sample.value, 2);
    let value = unsafe { value_of(sample) }; //~ unsupported: Sample
    assert_eq!(value, 2);
}
