// SPDX-License-Identifier: MIT
//
// Cells: borrowing without a panic, parts of what is borrowed, and cells as values.
pub mod cell {
    use crate::std;
    use std::clone::Clone;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub struct BorrowError {}
    pub struct BorrowMutError {}
    impl std::error::Error for std::cell::BorrowError {}
    impl std::error::Error for std::cell::BorrowMutError {}
    impl std::fmt::Display for std::cell::BorrowError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("RefCell already mutably borrowed")
        }
    }
    impl std::fmt::Display for std::cell::BorrowMutError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("RefCell already borrowed")
        }
    }
    impl std::fmt::Debug for std::cell::BorrowError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("BorrowError")
        }
    }
    impl std::fmt::Debug for std::cell::BorrowMutError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("BorrowMutError")
        }
    }

    impl<T> std::cell::Cell<T> {
        pub fn get_mut(&mut self) -> &mut T {
            unsafe { &mut *self.as_ptr() }
        }
        pub fn swap(&self, other: &std::cell::Cell<T>) {
            unsafe { core::ptr::swap(self.as_ptr(), other.as_ptr()) }
        }
        pub fn update(&self, f: impl FnOnce(T) -> T)
        where
            T: Copy,
        {
            self.set(f(self.get()))
        }
    }
    impl<T: std::default::Default> std::default::Default for std::cell::Cell<T> {
        fn default() -> std::cell::Cell<T> {
            std::cell::Cell::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T: Copy> std::clone::Clone for std::cell::Cell<T> {
        fn clone(&self) -> std::cell::Cell<T> {
            std::cell::Cell::<T>::new(self.get())
        }
    }
    impl<T: Copy + std::fmt::Debug> std::fmt::Debug for std::cell::Cell<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_struct("Cell").field("value", &self.get()).finish()
        }
    }

    impl<T> std::cell::RefCell<T> {
        pub fn try_borrow(&self) -> Result<std::cell::Ref<'_, T>, std::cell::BorrowError> {
            if self.is_written() {
                return Err(BorrowError {});
            }
            Ok(self.borrow())
        }
        pub fn try_borrow_mut(
            &self,
        ) -> Result<std::cell::RefMut<'_, T>, std::cell::BorrowMutError> {
            if self.is_borrowed() {
                return Err(BorrowMutError {});
            }
            Ok(self.borrow_mut())
        }
        pub fn get_mut(&mut self) -> &mut T {
            unsafe { &mut *self.as_ptr() }
        }
        pub fn replace(&self, value: T) -> T {
            let place = self.borrow_mut();
            core::mem::replace(unsafe { &mut *place.target() }, value)
        }
        pub fn take(&self) -> T
        where
            T: std::default::Default,
        {
            self.replace(<T as std::default::Default>::default())
        }
        pub fn swap(&self, other: &std::cell::RefCell<T>) {
            let (left, right) = (self.borrow_mut(), other.borrow_mut());
            unsafe { core::ptr::swap(left.target(), right.target()) }
        }
    }
    impl<T: std::default::Default> std::default::Default for std::cell::RefCell<T> {
        fn default() -> std::cell::RefCell<T> {
            std::cell::RefCell::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T: Clone> std::clone::Clone for std::cell::RefCell<T> {
        fn clone(&self) -> std::cell::RefCell<T> {
            let place = self.borrow();
            std::cell::RefCell::<T>::new(<T as Clone>::clone(unsafe { &*place.source() }))
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::cell::RefCell<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            if self.is_written() {
                let text = std::fmt::Plain("<borrowed>");
                return f.debug_struct("RefCell").field("value", &text).finish();
            }
            let place = self.borrow();
            let value = unsafe { &*place.source() };
            f.debug_struct("RefCell").field("value", value).finish()
        }
    }
    impl<T: std::fmt::Display> std::fmt::Display for std::cell::Ref<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.source() }, f)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::cell::Ref<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.source() }, f)
        }
    }
    impl<T: std::fmt::Display> std::fmt::Display for std::cell::RefMut<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.target() }, f)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::cell::RefMut<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.target() }, f)
        }
    }
}
