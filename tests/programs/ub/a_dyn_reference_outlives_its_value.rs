// SPDX-License-Identifier: MIT
// Copying a `&dyn` asks for the whole value behind it, whose size the vtable knows.

trait Weight {
    fn weight(&self) -> u32;
}

impl Weight for [u32; 3] {
    fn weight(&self) -> u32 {
        self[0] + self[1] + self[2]
    }
}

fn main() {
    let owner = Box::into_raw(Box::new([1, 2, 3]));
    let heavy: &dyn Weight = unsafe { &*owner };
    assert_eq!(heavy.weight(), 6);
    drop(unsafe { Box::from_raw(owner) });
    let copied = heavy; //~ ub: has been freed
    let _ = copied;
}
