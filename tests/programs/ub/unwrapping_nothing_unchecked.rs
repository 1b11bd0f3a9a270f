// SPDX-License-Identifier: MIT
// unwrap_unchecked of None reaches code that cannot be reached.

fn main() {
    let nothing: Option<u32> = None;
    assert_eq!(unsafe { Some(1).unwrap_unchecked() }, 1);
    unsafe { nothing.unwrap_unchecked() }; //~ ub: unreachable
}
