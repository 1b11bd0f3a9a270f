// SPDX-License-Identifier: MIT
// A block is freed and another one takes its address: a pointer from that address leads to the new
// one, since it never belonged to the old one.
//~ options: --provenance=permissive

type Block = [u64; 25];

fn block_of(value: u64) -> *mut Block {
    let block = Box::into_raw(Box::<Block>::new_uninit()).cast::<Block>();
    unsafe { block.cast::<u64>().write(value) };
    block
}

fn main() {
    let first = block_of(1);
    let wildcard = first as usize as *const u64;
    assert_eq!(unsafe { *wildcard }, 1);
    drop(unsafe { Box::from_raw(first) });
    let second = block_of(2);
    assert!(second as usize == wildcard.addr());
    assert_eq!(unsafe { *wildcard }, 2);
    drop(unsafe { Box::from_raw(second) });
}
