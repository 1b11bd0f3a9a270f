// SPDX-License-Identifier: MIT
pub mod boxed {
    use crate::std;
    use std::models::modelled;

    pub struct Box<T: ?Sized, A = std::alloc::Global>(pub std::ptr::Unique<T>, A);

    // As with Vec.
    impl<T: ?Sized, A> core::ops::Drop for std::boxed::Box<T, A> {
        fn drop(&mut self) {}
    }

    // Modelled in C.
    impl<T: ?Sized> std::boxed::Box<T> {
        pub unsafe fn from_raw(_pointer: *mut T) -> std::boxed::Box<T> {
            modelled()
        }
        pub fn into_raw(_owner: std::boxed::Box<T>) -> *mut T {
            modelled()
        }
    }
    impl<T> std::boxed::Box<T> {
        pub fn new(_value: T) -> std::boxed::Box<T> {
            modelled()
        }
    }

    impl<T> std::convert::AsRef<T> for std::boxed::Box<T> {
        fn as_ref(&self) -> &T {
            unsafe { &*self.0.pointer.pointer }
        }
    }
    impl<T> std::convert::AsMut<T> for std::boxed::Box<T> {
        fn as_mut(&mut self) -> &mut T {
            unsafe { &mut *(self.0.pointer.pointer as *mut T) }
        }
    }
}
