// SPDX-License-Identifier: MIT
// Arithmetic on raw pointers: in bounds and wrapping, by elements and by bytes, forwards and back,
// and the distances between pointers.

fn same(left: isize, right: isize) {
    assert_eq!(left, right);
}

fn constant(values: &[u32; 6]) {
    let first: *const u32 = &raw const values[0];
    unsafe {
        let third = first.add(2);
        same(*third as isize, 12);
        same(*third.sub(1) as isize, 11);
        same(*third.offset(-2) as isize, 10);
        same(*third.byte_add(8) as isize, 14);
        same(*third.byte_sub(4) as isize, 11);
        same(*third.byte_offset(-8) as isize, 10);
        same(third.offset_from(first), 2);
        same(first.byte_offset_from(third), -8);
        same(third.offset_from_unsigned(first) as isize, 2);
        same(third.byte_offset_from_unsigned(first) as isize, 8);
        same(*first.wrapping_add(9).wrapping_sub(4) as isize, 15);
        same(*first.wrapping_offset(-3).wrapping_offset(4) as isize, 11);
        same(*first.wrapping_byte_add(40).wrapping_byte_sub(32) as isize, 12);
        same(*first.wrapping_byte_offset(-4).wrapping_byte_offset(16) as isize, 13);
    }
}

fn mutable(values: &mut [u64; 4]) {
    let first: *mut u64 = &raw mut values[0];
    unsafe {
        *first.add(1) += 1;
        *first.add(3).sub(1) += 2;
        *first.add(3).offset(-3) += 3;
        *first.byte_add(24) += 4;
        *first.add(2).byte_sub(8) += 5;
        *first.add(2).byte_offset(8) += 6;
        *first.wrapping_add(7).wrapping_sub(7) += 7;
        *first.wrapping_offset(-1).wrapping_offset(3) += 8;
        *first.wrapping_byte_add(80).wrapping_byte_sub(72) += 9;
        *first.wrapping_byte_offset(-8).wrapping_byte_offset(32) += 10;
        let last = first.add(3);
        same(last.offset_from(first), 3);
        same(last.byte_offset_from(first), 24);
        same(last.offset_from_unsigned(first) as isize, 3);
        same(last.byte_offset_from_unsigned(first) as isize, 24);
    }
    same(values[0] as isize, 10);
    same(values[1] as isize, 1 + 5 + 9);
    same(values[2] as isize, 2 + 8);
    same(values[3] as isize, 4 + 6 + 10);
}

fn main() {
    constant(&[10, 11, 12, 13, 14, 15]);
    mutable(&mut [0; 4]);
}
