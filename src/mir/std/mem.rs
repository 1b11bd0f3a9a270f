// SPDX-License-Identifier: MIT
pub mod mem {
    use crate::std;

    pub union MaybeUninit<T> {
        uninit: (),
        value: core::mem::ManuallyDrop<T>,
    }

    impl<T> std::mem::MaybeUninit<T> {
        pub unsafe fn assume_init_drop(&mut self) {
            core::ptr::drop_in_place(self as *mut std::mem::MaybeUninit<T> as *mut T)
        }
    }

    #[repr(transparent)]
    pub struct ManuallyDrop<T> {
        value: std::mem::MaybeDangling<T>,
    }
    #[repr(transparent)]
    pub struct MaybeDangling<T>(T);

    impl<T> std::mem::ManuallyDrop<T> {
        pub fn new(value: T) -> std::mem::ManuallyDrop<T> {
            std::mem::ManuallyDrop { value: std::mem::MaybeDangling(value) }
        }
        pub fn into_inner(slot: std::mem::ManuallyDrop<T>) -> T {
            slot.value.0
        }
        pub unsafe fn take(slot: &mut std::mem::ManuallyDrop<T>) -> T {
            core::ptr::read(&slot.value.0)
        }
        pub unsafe fn drop(slot: &mut std::mem::ManuallyDrop<T>) {
            core::ptr::drop_in_place(&mut slot.value.0)
        }
    }

    pub fn take<T: std::default::Default>(place: &mut T) -> T {
        core::mem::replace(place, <T as std::default::Default>::default())
    }
}
