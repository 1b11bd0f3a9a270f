// SPDX-License-Identifier: MIT
//
// Arc and its Weak: in a program of one thread they are an Rc and its Weak.
pub mod sync {
    use crate::std;
    use std::fmt::Formatter;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub struct Arc<T: ?Sized> {
        shared: std::rc::Rc<T>,
    }
    pub struct Weak<T: ?Sized> {
        shared: std::rc::Weak<T>,
    }

    impl<T> std::sync::Arc<T> {
        pub fn new(value: T) -> std::sync::Arc<T> {
            Arc { shared: std::rc::Rc::<T>::new(value) }
        }
        pub fn new_cyclic<F: FnOnce(&std::sync::Weak<T>) -> T>(f: F) -> std::sync::Arc<T> {
            let weak = Weak { shared: std::rc::Weak::<T>::of_nothing_yet() };
            let value = f(&weak);
            Arc { shared: weak.shared.filled(value) }
        }
        pub fn try_unwrap(this: std::sync::Arc<T>) -> Result<T, std::sync::Arc<T>> {
            match std::rc::Rc::<T>::try_unwrap(this.shared) {
                Ok(value) => Ok(value),
                Err(shared) => Err(Arc { shared }),
            }
        }
        pub fn into_inner(this: std::sync::Arc<T>) -> Option<T> {
            std::rc::Rc::<T>::try_unwrap(this.shared).ok()
        }
        pub fn unwrap_or_clone(this: std::sync::Arc<T>) -> T
        where
            T: std::clone::Clone,
        {
            std::rc::Rc::<T>::unwrap_or_clone(this.shared)
        }
        pub fn make_mut(this: &mut std::sync::Arc<T>) -> &mut T
        where
            T: std::clone::Clone,
        {
            std::rc::Rc::<T>::make_mut(&mut this.shared)
        }
    }
    impl<T: ?Sized> std::sync::Arc<T> {
        pub fn strong_count(this: &std::sync::Arc<T>) -> usize {
            std::rc::Rc::<T>::strong_count(&this.shared)
        }
        pub fn weak_count(this: &std::sync::Arc<T>) -> usize {
            std::rc::Rc::<T>::weak_count(&this.shared)
        }
        pub fn ptr_eq(left: &std::sync::Arc<T>, right: &std::sync::Arc<T>) -> bool {
            std::rc::Rc::<T>::ptr_eq(&left.shared, &right.shared)
        }
        pub fn as_ptr(this: &std::sync::Arc<T>) -> *const T {
            std::rc::Rc::<T>::as_ptr(&this.shared)
        }
        pub fn into_raw(this: std::sync::Arc<T>) -> *const T {
            std::rc::Rc::<T>::into_raw(this.shared)
        }
        pub unsafe fn from_raw(pointer: *const T) -> std::sync::Arc<T> {
            Arc { shared: std::rc::Rc::<T>::from_raw(pointer) }
        }
        pub unsafe fn increment_strong_count(pointer: *const T) {
            std::rc::Rc::<T>::increment_strong_count(pointer)
        }
        pub unsafe fn decrement_strong_count(pointer: *const T) {
            std::rc::Rc::<T>::decrement_strong_count(pointer)
        }
        pub fn downgrade(this: &std::sync::Arc<T>) -> std::sync::Weak<T> {
            Weak { shared: std::rc::Rc::<T>::downgrade(&this.shared) }
        }
        pub fn get_mut(this: &mut std::sync::Arc<T>) -> Option<&mut T> {
            std::rc::Rc::<T>::get_mut(&mut this.shared)
        }
    }
    impl<T: ?Sized> std::clone::Clone for std::sync::Arc<T> {
        fn clone(&self) -> std::sync::Arc<T> {
            Arc { shared: std::clone::Clone::clone(&self.shared) }
        }
    }
    impl<T: ?Sized> std::ops::Deref for std::sync::Arc<T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*std::rc::Rc::<T>::as_ptr(&self.shared) }
        }
    }
    impl<T: ?Sized> std::convert::AsRef<T> for std::sync::Arc<T> {
        fn as_ref(&self) -> &T {
            unsafe { &*std::rc::Rc::<T>::as_ptr(&self.shared) }
        }
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for std::sync::Arc<T> {
        fn borrow(&self) -> &T {
            unsafe { &*std::rc::Rc::<T>::as_ptr(&self.shared) }
        }
    }
    impl<T: std::default::Default> std::default::Default for std::sync::Arc<T> {
        fn default() -> std::sync::Arc<T> {
            std::sync::Arc::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T> std::convert::From<T> for std::sync::Arc<T> {
        fn from(value: T) -> std::sync::Arc<T> {
            std::sync::Arc::<T>::new(value)
        }
    }
    impl std::convert::From<&str> for std::sync::Arc<str> {
        fn from(text: &str) -> std::sync::Arc<str> {
            Arc { shared: <std::rc::Rc<str> as std::convert::From<&str>>::from(text) }
        }
    }
    impl std::convert::From<std::string::String> for std::sync::Arc<str> {
        fn from(text: std::string::String) -> std::sync::Arc<str> {
            Arc { shared: <std::rc::Rc<str> as std::convert::From<&str>>::from(text.as_str()) }
        }
    }
    impl<T> std::convert::From<std::vec::Vec<T>> for std::sync::Arc<[T]> {
        fn from(list: std::vec::Vec<T>) -> std::sync::Arc<[T]> {
            Arc {
                shared: <std::rc::Rc<[T]> as std::convert::From<std::vec::Vec<T>>>::from(list),
            }
        }
    }
    impl<T> std::iter::FromIterator<T> for std::sync::Arc<[T]> {
        fn from_iter<I: std::iter::IntoIterator<Item = T>>(items: I) -> std::sync::Arc<[T]> {
            Arc { shared: <std::rc::Rc<[T]> as std::iter::FromIterator<T>>::from_iter(items) }
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::sync::Arc<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.shared, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::sync::Arc<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&self.shared, f)
        }
    }
    impl<T: std::hash::Hash + ?Sized> std::hash::Hash for std::sync::Arc<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            std::hash::Hash::hash(&self.shared, state)
        }
    }
    impl<T: core::cmp::PartialEq + ?Sized> core::cmp::PartialEq for std::sync::Arc<T> {
        fn eq(&self, other: &std::sync::Arc<T>) -> bool {
            core::cmp::PartialEq::eq(&self.shared, &other.shared)
        }
    }
    impl<T: core::cmp::Eq + ?Sized> core::cmp::Eq for std::sync::Arc<T> {}
    impl<T: core::cmp::PartialOrd + ?Sized> core::cmp::PartialOrd for std::sync::Arc<T> {
        fn partial_cmp(
            &self,
            other: &std::sync::Arc<T>,
        ) -> core::option::Option<core::cmp::Ordering> {
            core::cmp::PartialOrd::partial_cmp(&self.shared, &other.shared)
        }
    }
    impl<T: core::cmp::Ord + ?Sized> core::cmp::Ord for std::sync::Arc<T> {
        fn cmp(&self, other: &std::sync::Arc<T>) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&self.shared, &other.shared)
        }
    }

    impl<T> std::sync::Weak<T> {
        pub const fn new() -> std::sync::Weak<T> {
            Weak { shared: std::rc::Weak::<T>::new() }
        }
        pub fn as_ptr(&self) -> *const T {
            self.shared.as_ptr()
        }
        pub fn into_raw(self) -> *const T {
            self.shared.into_raw()
        }
        pub unsafe fn from_raw(pointer: *const T) -> std::sync::Weak<T> {
            Weak { shared: std::rc::Weak::<T>::from_raw(pointer) }
        }
    }
    impl<T: ?Sized> std::sync::Weak<T> {
        pub fn upgrade(&self) -> Option<std::sync::Arc<T>> {
            match self.shared.upgrade() {
                Some(shared) => Some(Arc { shared }),
                None => None,
            }
        }
        pub fn strong_count(&self) -> usize {
            self.shared.strong_count()
        }
        pub fn weak_count(&self) -> usize {
            self.shared.weak_count()
        }
        pub fn ptr_eq(&self, other: &std::sync::Weak<T>) -> bool {
            self.shared.ptr_eq(&other.shared)
        }
    }
    impl<T: ?Sized> std::clone::Clone for std::sync::Weak<T> {
        fn clone(&self) -> std::sync::Weak<T> {
            Weak { shared: std::clone::Clone::clone(&self.shared) }
        }
    }
    impl<T> std::default::Default for std::sync::Weak<T> {
        fn default() -> std::sync::Weak<T> {
            std::sync::Weak::<T>::new()
        }
    }
    impl<T: ?Sized> std::fmt::Debug for std::sync::Weak<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("(Weak)")
        }
    }
}
