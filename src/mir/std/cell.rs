// SPDX-License-Identifier: MIT
pub mod cell {
    use crate::std;

    pub use std::more::cell::*;
    pub use std::more_cell::cell::*;

    #[repr(transparent)]
    pub struct UnsafeCell<T: ?Sized> {
        value: T,
    }
    #[repr(transparent)]
    pub struct SyncUnsafeCell<T: ?Sized> {
        value: std::cell::UnsafeCell<T>,
    }
    #[repr(transparent)]
    pub struct Cell<T: ?Sized> {
        value: std::cell::UnsafeCell<T>,
    }

    impl<T> std::cell::UnsafeCell<T> {
        pub const fn new(value: T) -> std::cell::UnsafeCell<T> {
            std::cell::UnsafeCell { value }
        }
        pub fn into_inner(self) -> T {
            self.value
        }
    }
    impl<T: ?Sized> std::cell::UnsafeCell<T> {
        pub const fn get(&self) -> *mut T {
            self as *const std::cell::UnsafeCell<T> as *const T as *mut T
        }
        pub fn get_mut(&mut self) -> &mut T {
            &mut self.value
        }
    }

    impl<T> std::cell::Cell<T> {
        pub const fn new(value: T) -> std::cell::Cell<T> {
            std::cell::Cell { value: std::cell::UnsafeCell { value } }
        }
        pub fn get(&self) -> T
        where
            T: Copy,
        {
            unsafe { *self.value.get() }
        }
        pub fn set(&self, value: T) {
            core::mem::drop(core::mem::replace(unsafe { &mut *self.value.get() }, value))
        }
        pub fn replace(&self, value: T) -> T {
            core::mem::replace(unsafe { &mut *self.value.get() }, value)
        }
        pub fn take(&self) -> T
        where
            T: std::default::Default,
        {
            self.replace(<T as std::default::Default>::default())
        }
        pub const fn as_ptr(&self) -> *mut T {
            self.value.get()
        }
        pub fn into_inner(self) -> T {
            self.value.value
        }
    }

    /// `borrow` counts readers; -1 stands for a writer.
    pub struct RefCell<T: ?Sized> {
        borrow: std::cell::Cell<isize>,
        value: std::cell::UnsafeCell<T>,
    }
    pub struct Ref<'b, T: ?Sized> {
        value: std::ptr::NonNull<T>,
        borrow: &'b std::cell::Cell<isize>,
    }
    pub struct RefMut<'b, T: ?Sized> {
        value: std::ptr::NonNull<T>,
        borrow: &'b std::cell::Cell<isize>,
    }

    impl<T> std::cell::RefCell<T> {
        pub const fn new(value: T) -> std::cell::RefCell<T> {
            std::cell::RefCell {
                borrow: std::cell::Cell { value: std::cell::UnsafeCell { value: 0 } },
                value: std::cell::UnsafeCell { value },
            }
        }
        pub fn is_written(&self) -> bool {
            self.borrow.get() < 0
        }
        pub fn is_borrowed(&self) -> bool {
            self.borrow.get() != 0
        }
        pub fn borrow(&self) -> std::cell::Ref<'_, T> {
            if self.borrow.get() < 0 {
                core::panicking::panic("RefCell already mutably borrowed");
            }
            self.borrow.set(self.borrow.get() + 1);
            std::cell::Ref {
                value: std::ptr::NonNull { pointer: self.value.get() as *const T },
                borrow: &self.borrow,
            }
        }
        pub fn borrow_mut(&self) -> std::cell::RefMut<'_, T> {
            if self.borrow.get() != 0 {
                core::panicking::panic("RefCell already borrowed");
            }
            self.borrow.set(-1);
            std::cell::RefMut {
                value: std::ptr::NonNull { pointer: self.value.get() as *const T },
                borrow: &self.borrow,
            }
        }
        pub fn into_inner(self) -> T {
            self.value.value
        }
        pub const fn as_ptr(&self) -> *mut T {
            self.value.get()
        }
    }

    impl<T: ?Sized> core::ops::Drop for std::cell::Ref<'_, T> {
        fn drop(&mut self) {
            self.borrow.set(self.borrow.get() - 1)
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::cell::RefMut<'_, T> {
        fn drop(&mut self) {
            self.borrow.set(0)
        }
    }
    impl<T> std::cell::Ref<'_, T> {
        pub fn source(&self) -> *const T {
            self.value.pointer
        }
    }
    impl<T> std::cell::RefMut<'_, T> {
        pub fn target(&self) -> *mut T {
            self.value.pointer as *mut T
        }
    }
    impl<T> std::ops::Deref for std::cell::Ref<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.value.pointer }
        }
    }
    impl<T> std::ops::Deref for std::cell::RefMut<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.value.pointer }
        }
    }
    impl<T> std::ops::DerefMut for std::cell::RefMut<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            unsafe { &mut *(self.value.pointer as *mut T) }
        }
    }
}
