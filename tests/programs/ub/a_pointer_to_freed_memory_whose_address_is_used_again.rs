// SPDX-License-Identifier: MIT
// A block is freed and another one takes its address. The old pointer has the right address and
// belongs to the block that is gone.

type Block = [u64; 25];

fn main() {
    let first = Box::<Block>::new_uninit();
    let old = first.as_ptr();
    drop(first);
    let mut second = Box::<Block>::new_uninit();
    unsafe { second.as_mut_ptr().cast::<u64>().write(2) };
    assert_eq!(second.as_ptr(), old);
    let value = unsafe { *old.cast::<u64>() }; //~ ub: has been freed
    assert_eq!(value, 2);
}
