// SPDX-License-Identifier: MIT
// The drop of an enum tells its variants apart by a usize, in which these two are the same.
#[repr(u128)]
#[allow(dead_code)]
enum Owner {
    Nothing = 0,
    Number(Box<u8>) = 1 << 64,
}

fn main() {
    let owner = Owner::Number(Box::new(1));
    drop(owner); //~ unsupported: dropping `Owner`, whose tag has 128 bits
}
