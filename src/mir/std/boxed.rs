// SPDX-License-Identifier: MIT
pub mod boxed {
    use crate::std;

    pub struct Box<T: ?Sized, A = std::alloc::Global>(std::ptr::Unique<T>, A);

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
