// SPDX-License-Identifier: MIT
// Values and ranges of values, moved through raw pointers by methods and by functions of std::ptr.

use std::ptr;

#[derive(Clone, Copy)]
struct Sample {
    number: u32,
    letter: u8,
}

fn same(left: u32, right: u32) {
    assert_eq!(left, right);
}

fn methods(values: &mut [u32; 6]) {
    let first = values.as_mut_ptr();
    let constant = first.cast_const();
    unsafe {
        same(first.read() + constant.read(), 2);
        same(first.add(1).read_volatile() + constant.add(1).read_volatile(), 4);
        let odd = constant.cast::<u8>().add(6).cast::<u32>();
        same(odd.read_unaligned(), 3 << 16);
        same(odd.cast_mut().read_unaligned(), 3 << 16);
        odd.cast_mut().write_unaligned(0x0004_0000);
        first.write(9);
        first.add(1).write_volatile(8);
        first.add(5).write_bytes(1, 1);
        constant.copy_to(first.add(1), 2);
        first.copy_to(first.add(3), 1);
        constant.copy_to_nonoverlapping(first.add(4), 1);
        first.add(1).copy_to_nonoverlapping(first.add(3), 1);
        first.copy_from(constant.add(1), 2);
        first.copy_from_nonoverlapping(constant.add(5), 1);
        first.swap(first.add(4));
        same(first.add(3).replace(77), 9);
        first.add(3).drop_in_place();
    }
    assert_eq!(*values, [9, 8, 8, 77, 0x0101_0101, 0x0101_0101]);
}

fn functions(values: &mut [Sample; 3]) {
    let first = values.as_mut_ptr();
    unsafe {
        same(ptr::read(first).number, 10);
        same(ptr::read_volatile(first.add(1)).letter as u32, b'b' as u32);
        same(ptr::read_unaligned(first.add(2)).number, 30);
        ptr::write(first, Sample { number: 11, letter: b'x' });
        ptr::write_volatile(first.add(1), Sample { number: 21, letter: b'y' });
        ptr::write_unaligned(first.add(2), Sample { number: 31, letter: b'z' });
        ptr::swap(first, first.add(2));
        let old = ptr::replace(first.add(1), Sample { number: 1, letter: b'w' });
        same(old.number, 21);
        ptr::copy(first, first.add(1), 2);
        ptr::copy_nonoverlapping(first.add(2), first, 1);
        ptr::write_bytes(&raw mut (*first).letter, b'!', 1);
        ptr::swap_nonoverlapping(first, first.add(1), 1);
        ptr::drop_in_place(first);
    }
    same(values[0].number, 31);
    same(values[1].number, 1);
    same(values[1].letter as u32, b'!' as u32);
    same(values[2].letter as u32, b'w' as u32);
}

fn main() {
    methods(&mut [1, 2, 3, 4, 5, 6]);
    functions(&mut [
        Sample { number: 10, letter: b'a' },
        Sample { number: 20, letter: b'b' },
        Sample { number: 30, letter: b'c' },
    ]);
}
