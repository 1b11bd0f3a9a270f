// SPDX-License-Identifier: MIT
// Results of one, two and four bytes are stored between other values, and at the end of memory: exactly
// those bytes change.

#[repr(C)]
struct Row {
    before: u8,
    byte: u8,
    short: i16,
    word: u32,
    after: [u8; 4],
}

extern "C" {
    fn byte() -> u8;
    fn half() -> i16;
    fn word() -> u32;
    fn flag() -> bool;
}

fn check(condition: bool) {
    assert!(condition);
}

fn main() {
    let mut row = Row { before: 1, byte: 2, short: 3, word: 4, after: [5, 6, 7, 8] };
    let shared = &raw mut row;
    unsafe {
        row.byte = byte();
        check(row.before == 1 && row.byte == 0xb1 && row.short == 3);
        row.short = half();
        check(row.byte == 0xb1 && row.short == -2 && row.word == 4);
        (*shared).word = word();
        check(row.short == -2 && row.word == 0xc3c2_c1c0 && row.after == [5, 6, 7, 8]);
        row.after[1] = byte();
        check(row.after == [5, 0xb1, 7, 8]);

        let last = Box::into_raw(Box::new([9_u8, 9, 9]));
        (*last)[2] = byte();
        check(*last == [9, 9, 0xb1]);
        drop(Box::from_raw(last));

        let mut flags = [false, false, false];
        flags[1] = flag();
        check(!flags[0] && flags[1] && !flags[2]);
    }
}
