// SPDX-License-Identifier: MIT
// A struct whose layout rustc chooses cannot be a result of C.

#[allow(improper_ctypes)]
extern "C" {
    fn measure() -> Measurement;
}

struct Measurement {
    value: u16,
    _unit: u8,
}

fn main() {
    let measurement = unsafe { measure() }; //~ unsupported: unsupported return type for native call: Measurement
    assert_eq!(measurement.value, 40);
}
