// SPDX-License-Identifier: MIT
//
// A panic may not unwind out of a function that C calls: natively the process aborts. Here C first
// returns, and the panic is reported with the frames of both sides.
//~ native status: 134

extern "C" {
    fn visit_all(values: *const i32, count: usize, visit: extern "C" fn(i32));
}

extern "C" fn visit(value: i32) {
    assert!(value > 0, "{value} is not positive"); //~ panic: -2 is not positive
}

fn main() {
    let values = [1, -2, 3];
    unsafe { visit_all(values.as_ptr(), values.len(), visit) };
}
