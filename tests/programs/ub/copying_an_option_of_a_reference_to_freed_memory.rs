// SPDX-License-Identifier: MIT
// The reference inside of an enum must lead somewhere, unless the enum says that there is none.
#[derive(Clone, Copy)]
struct Link {
    name: Option<(&'static u32, u8)>,
}

fn main() {
    let none = Link { name: None };
    let _copy = none;
    let boxed = Box::new(5);
    let raw = &raw const *boxed;
    let some = Link { name: Some((unsafe { &*raw }, 1)) };
    drop(boxed);
    let copy = some; //~ ub: Link at .name.<enum-variant(Some)>.0.0: encountered a dangling reference
    let _ = copy.name.is_some();
}
