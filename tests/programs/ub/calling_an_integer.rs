// SPDX-License-Identifier: MIT
// A number is taken for a function.

fn main() {
    let number = 0x64 as *const ();
    let function = unsafe { std::mem::transmute::<*const (), fn(i32) -> i32>(number) };
    assert_eq!(function(1), 2); //~ ub: using 0x64[wildcard] as function pointer but it is a dangling pointer
}
