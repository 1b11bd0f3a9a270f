// SPDX-License-Identifier: MIT
// A value that travels in memory is looked at when it is passed.

#[derive(Clone, Copy)]
struct Record {
    counts: [u64; 5],
    is_open: bool,
}

fn first(record: Record) -> u64 {
    record.counts[0]
}

fn main() {
    let mut record = Record { counts: [3; 5], is_open: true };
    assert_eq!(first(record), 3);
    unsafe { *(&raw mut record.is_open).cast::<u8>() = 4 };
    first(record); //~ ub: at .is_open: encountered 0x04, but expected a boolean
    assert!(record.is_open);
}
