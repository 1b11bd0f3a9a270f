// SPDX-License-Identifier: MIT
// Two pointers inside one allocation change places; one of them then carries a write.

#[repr(C)]
struct Buffers {
    front: *mut i32,
    back: *mut i32,
    swaps: u32,
}

extern "C" {
    fn swap_buffers(buffers: &mut Buffers);
}

fn main() {
    let mut one = 1;
    let mut two = 2;
    let mut buffers = Buffers { front: &mut one, back: &mut two, swaps: 0 };
    unsafe {
        swap_buffers(&mut buffers);
        assert_eq!(*buffers.front, 2);
        assert_eq!(*buffers.back, 1);
        *buffers.front = 20;
        swap_buffers(&mut buffers);
        assert_eq!(*buffers.back, 20);
    }
    assert_eq!(buffers.swaps, 2);
    assert_eq!(one, 1);
    assert_eq!(two, 20);
}
