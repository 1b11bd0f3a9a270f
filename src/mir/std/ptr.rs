// SPDX-License-Identifier: MIT
pub mod ptr {
    use crate::std;

    #[repr(transparent)]
    pub struct NonNull<T: ?Sized> {
        pub pointer: *const T,
    }
    #[repr(transparent)]
    pub struct Unique<T: ?Sized> {
        pub pointer: std::ptr::NonNull<T>,
        _marker: std::marker::PhantomData<T>,
    }

    impl<T: ?Sized> std::ptr::NonNull<T> {
        pub unsafe fn as_ref<'a>(&self) -> &'a T {
            &*self.pointer
        }
        pub unsafe fn as_mut<'a>(&mut self) -> &'a mut T {
            &mut *(self.pointer as *mut T)
        }
    }

    impl<T: ?Sized> std::cmp::PartialEq<std::ptr::NonNull<T>> for std::ptr::NonNull<T> {
        fn eq(&self, other: &std::ptr::NonNull<T>) -> bool {
            self.pointer == other.pointer
        }
    }
    impl<T: ?Sized> std::clone::Clone for std::ptr::NonNull<T> {
        fn clone(&self) -> std::ptr::NonNull<T> {
            std::ptr::NonNull { pointer: self.pointer }
        }
    }

    impl<T> *const T {
        pub unsafe fn as_ref<'a>(self) -> std::option::Option<&'a T> {
            if self.is_null() {
                return std::option::Option::None;
            }
            std::option::Option::Some(&*self)
        }
        pub fn map_addr<F: FnOnce(usize) -> usize>(self, f: F) -> *const T {
            self.with_addr(f(self.addr()))
        }
    }
    impl<T> *mut T {
        pub unsafe fn as_ref<'a>(self) -> std::option::Option<&'a T> {
            if self.is_null() {
                return std::option::Option::None;
            }
            std::option::Option::Some(&*self)
        }
        pub unsafe fn as_mut<'a>(self) -> std::option::Option<&'a mut T> {
            if self.is_null() {
                return std::option::Option::None;
            }
            std::option::Option::Some(&mut *self)
        }
        pub fn map_addr<F: FnOnce(usize) -> usize>(self, f: F) -> *mut T {
            self.with_addr(f(self.addr()))
        }
        pub unsafe fn drop_in_place(self) {
            core::ptr::drop_in_place(self)
        }
    }
}
