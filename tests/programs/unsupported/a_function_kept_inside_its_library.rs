// SPDX-License-Identifier: MIT
// Without being exported a function has no name for the outside: not when it is static, and not when
// the library is built to hide what it does not export.

extern "C" {
    fn advertised() -> u16;
    fn internal() -> u16;
}

fn main() {
    unsafe {
        assert_eq!(advertised(), 80);
        internal(); //~ unsupported: can't call foreign function `internal`
    }
}
