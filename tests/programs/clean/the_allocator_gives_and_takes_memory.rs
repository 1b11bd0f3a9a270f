// SPDX-License-Identifier: MIT
// std::alloc, as a program uses it that manages memory itself.

use std::alloc::{alloc, alloc_zeroed, dealloc, realloc, Layout};

fn main() {
    let layout = Layout::new::<[u32; 3]>();
    assert_eq!(layout.size() + layout.align(), 16);
    let block = unsafe { alloc(layout) }.cast::<u32>();
    unsafe { block.add(2).write(7) };
    assert_eq!(unsafe { *block.add(2) }, 7);
    unsafe { dealloc(block.cast(), layout) };

    assert!(Layout::from_size_align(8, 3).is_err());
    assert!(Layout::array::<u64>(usize::MAX / 8).is_err());
    let pair = Layout::array::<u32>(2).unwrap();
    assert_eq!(pair.size() * 10 + pair.align(), 84);

    let aligned = unsafe { Layout::from_size_align_unchecked(10, 64) };
    let zeroed = unsafe { alloc_zeroed(aligned) };
    assert_eq!(zeroed as usize % 64, 0);
    assert_eq!(unsafe { *zeroed.add(9) }, 0);
    unsafe { zeroed.add(9).write(5) };
    let grown = unsafe { realloc(zeroed, aligned, 200) };
    assert_eq!(unsafe { *grown.add(9) }, 5);
    unsafe { dealloc(grown, Layout::from_size_align_unchecked(200, 64)) };
}
