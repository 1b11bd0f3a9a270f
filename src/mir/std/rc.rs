// SPDX-License-Identifier: MIT
//
// Rc and Weak. A pointer leads to the value itself; the two counts lie in the 16 bytes in front of it:
//
//   | .. | strong | weak | value |
//
// All strong pointers together count as one weak one, so that the last weak one gives the memory
// back. Weak::new leads nowhere, to the address usize::MAX.
pub mod rc {
    use crate::std;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub struct Rc<T: ?Sized> {
        pointer: std::ptr::NonNull<T>,
        marker: std::marker::PhantomData<T>,
    }
    pub struct Weak<T: ?Sized> {
        pointer: std::ptr::NonNull<T>,
    }

    fn space_before(align: usize) -> usize {
        if align > 16 {
            align
        } else {
            16
        }
    }
    fn alignment(align: usize) -> usize {
        if align > 8 {
            align
        } else {
            8
        }
    }
    // Memory for a value, with counts of 1.
    unsafe fn room(size: usize, align: usize) -> *mut u8 {
        let before = space_before(align);
        let memory = std::models::allocate(before + size, alignment(align)).add(before);
        *(memory as *mut usize).sub(2) = 1;
        *(memory as *mut usize).sub(1) = 1;
        memory
    }
    unsafe fn strong<'a, T: ?Sized>(pointer: *const T) -> &'a mut usize {
        &mut *(pointer as *mut usize).sub(2)
    }
    unsafe fn weak<'a, T: ?Sized>(pointer: *const T) -> &'a mut usize {
        &mut *(pointer as *mut usize).sub(1)
    }
    unsafe fn release<T: ?Sized>(pointer: *const T) {
        *weak(pointer) -= 1;
        if *weak(pointer) == 0 {
            let (size, align) =
                (core::mem::size_of_val(&*pointer), core::mem::align_of_val(&*pointer));
            let before = space_before(align);
            let memory = (pointer as *mut u8).sub(before);
            std::models::deallocate(memory, before + size, alignment(align))
        }
    }
    fn made<T: ?Sized>(pointer: *const T) -> std::rc::Rc<T> {
        Rc { pointer: std::ptr::NonNull { pointer }, marker: std::marker::PhantomData }
    }

    impl<T> std::rc::Rc<T> {
        pub fn new(value: T) -> std::rc::Rc<T> {
            unsafe {
                let memory = room(core::mem::size_of::<T>(), core::mem::align_of::<T>()) as *mut T;
                core::ptr::write(memory, value);
                made(memory as *const T)
            }
        }
        pub fn new_cyclic<F: FnOnce(&std::rc::Weak<T>) -> T>(f: F) -> std::rc::Rc<T> {
            let weak = std::rc::Weak::<T>::of_nothing_yet();
            let value = f(&weak);
            weak.filled(value)
        }
        pub fn try_unwrap(this: std::rc::Rc<T>) -> Result<T, std::rc::Rc<T>> {
            let pointer = this.pointer.pointer;
            unsafe {
                if *strong(pointer) != 1 {
                    return Err(this);
                }
                core::mem::forget(this);
                let value = core::ptr::read(pointer);
                *strong(pointer) = 0;
                release(pointer);
                Ok(value)
            }
        }
        pub fn into_inner(this: std::rc::Rc<T>) -> Option<T> {
            std::rc::Rc::<T>::try_unwrap(this).ok()
        }
        pub fn unwrap_or_clone(this: std::rc::Rc<T>) -> T
        where
            T: std::clone::Clone,
        {
            match std::rc::Rc::<T>::try_unwrap(this) {
                Ok(value) => value,
                Err(this) => std::clone::Clone::clone(unsafe { &*this.pointer.pointer }),
            }
        }
        pub fn make_mut(this: &mut std::rc::Rc<T>) -> &mut T
        where
            T: std::clone::Clone,
        {
            unsafe {
                let pointer = this.pointer.pointer;
                if *strong(pointer) != 1 {
                    *this = std::rc::Rc::<T>::new(std::clone::Clone::clone(&*pointer));
                } else if *weak(pointer) != 1 {
                    let moved = std::rc::Rc::<T>::new(core::ptr::read(pointer));
                    *strong(pointer) = 0;
                    release(pointer);
                    core::ptr::write(this, moved);
                }
                &mut *(this.pointer.pointer as *mut T)
            }
        }
    }
    impl<T: ?Sized> std::rc::Rc<T> {
        pub fn strong_count(this: &std::rc::Rc<T>) -> usize {
            unsafe { *strong(this.pointer.pointer) }
        }
        pub fn weak_count(this: &std::rc::Rc<T>) -> usize {
            unsafe { *weak(this.pointer.pointer) - 1 }
        }
        pub fn ptr_eq(left: &std::rc::Rc<T>, right: &std::rc::Rc<T>) -> bool {
            left.pointer.pointer as *const u8 == right.pointer.pointer as *const u8
        }
        pub fn as_ptr(this: &std::rc::Rc<T>) -> *const T {
            this.pointer.pointer
        }
        pub fn into_raw(this: std::rc::Rc<T>) -> *const T {
            let pointer = this.pointer.pointer;
            core::mem::forget(this);
            pointer
        }
        pub unsafe fn from_raw(pointer: *const T) -> std::rc::Rc<T> {
            made(pointer)
        }
        pub unsafe fn increment_strong_count(pointer: *const T) {
            *strong(pointer) += 1
        }
        pub unsafe fn decrement_strong_count(pointer: *const T) {
            core::mem::drop(made(pointer))
        }
        pub fn downgrade(this: &std::rc::Rc<T>) -> std::rc::Weak<T> {
            unsafe { *weak(this.pointer.pointer) += 1 }
            Weak { pointer: std::ptr::NonNull { pointer: this.pointer.pointer } }
        }
        pub fn get_mut(this: &mut std::rc::Rc<T>) -> Option<&mut T> {
            let pointer = this.pointer.pointer;
            unsafe {
                if *strong(pointer) != 1 || *weak(pointer) != 1 {
                    return None;
                }
                Some(&mut *(pointer as *mut T))
            }
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::rc::Rc<T> {
        fn drop(&mut self) {
            let pointer = self.pointer.pointer;
            unsafe {
                *strong(pointer) -= 1;
                if *strong(pointer) == 0 {
                    core::ptr::drop_in_place(pointer as *mut T);
                    release(pointer);
                }
            }
        }
    }
    impl<T: ?Sized> std::clone::Clone for std::rc::Rc<T> {
        fn clone(&self) -> std::rc::Rc<T> {
            unsafe { *strong(self.pointer.pointer) += 1 }
            made(self.pointer.pointer)
        }
    }
    impl<T: ?Sized> std::ops::Deref for std::rc::Rc<T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.pointer.pointer }
        }
    }
    impl<T: ?Sized> std::convert::AsRef<T> for std::rc::Rc<T> {
        fn as_ref(&self) -> &T {
            unsafe { &*self.pointer.pointer }
        }
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for std::rc::Rc<T> {
        fn borrow(&self) -> &T {
            unsafe { &*self.pointer.pointer }
        }
    }
    impl<T: std::default::Default> std::default::Default for std::rc::Rc<T> {
        fn default() -> std::rc::Rc<T> {
            std::rc::Rc::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T> std::convert::From<T> for std::rc::Rc<T> {
        fn from(value: T) -> std::rc::Rc<T> {
            std::rc::Rc::<T>::new(value)
        }
    }
    impl std::convert::From<&str> for std::rc::Rc<str> {
        fn from(text: &str) -> std::rc::Rc<str> {
            unsafe {
                let memory = room(text.len(), 1);
                core::ptr::copy_nonoverlapping(text.as_ptr(), memory, text.len());
                made(core::ptr::slice_from_raw_parts(memory as *const u8, text.len()) as *const str)
            }
        }
    }
    impl std::convert::From<std::string::String> for std::rc::Rc<str> {
        fn from(text: std::string::String) -> std::rc::Rc<str> {
            <std::rc::Rc<str> as std::convert::From<&str>>::from(text.as_str())
        }
    }
    impl<T> std::convert::From<std::vec::Vec<T>> for std::rc::Rc<[T]> {
        fn from(list: std::vec::Vec<T>) -> std::rc::Rc<[T]> {
            let length = list.len();
            let mut list = list;
            unsafe {
                let size = core::mem::size_of::<T>() * length;
                let memory = room(size, core::mem::align_of::<T>()) as *mut T;
                core::ptr::copy_nonoverlapping(list.as_ptr(), memory, length);
                list.set_len(0);
                made(core::ptr::slice_from_raw_parts(memory as *const T, length))
            }
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::rc::Rc<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.pointer.pointer }, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::rc::Rc<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.pointer.pointer }, f)
        }
    }
    impl<T: std::hash::Hash + ?Sized> std::hash::Hash for std::rc::Rc<T> {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            unsafe { (*self.pointer.pointer).hash(state) }
        }
    }
    impl<T: core::cmp::PartialEq + ?Sized> core::cmp::PartialEq for std::rc::Rc<T> {
        fn eq(&self, other: &std::rc::Rc<T>) -> bool {
            unsafe { core::cmp::PartialEq::eq(&*self.pointer.pointer, &*other.pointer.pointer) }
        }
    }
    impl<T: core::cmp::Eq + ?Sized> core::cmp::Eq for std::rc::Rc<T> {}
    impl<T: core::cmp::PartialOrd + ?Sized> core::cmp::PartialOrd for std::rc::Rc<T> {
        fn partial_cmp(&self, other: &std::rc::Rc<T>) -> core::option::Option<core::cmp::Ordering> {
            unsafe {
                core::cmp::PartialOrd::partial_cmp(&*self.pointer.pointer, &*other.pointer.pointer)
            }
        }
    }
    impl<T: core::cmp::Ord + ?Sized> core::cmp::Ord for std::rc::Rc<T> {
        fn cmp(&self, other: &std::rc::Rc<T>) -> core::cmp::Ordering {
            unsafe { core::cmp::Ord::cmp(&*self.pointer.pointer, &*other.pointer.pointer) }
        }
    }
    impl<T> std::iter::FromIterator<T> for std::rc::Rc<[T]> {
        fn from_iter<I: std::iter::IntoIterator<Item = T>>(items: I) -> std::rc::Rc<[T]> {
            let list = <std::vec::Vec<T> as std::iter::FromIterator<T>>::from_iter(items);
            <std::rc::Rc<[T]> as std::convert::From<std::vec::Vec<T>>>::from(list)
        }
    }

    fn leads_somewhere<T: ?Sized>(pointer: *const T) -> bool {
        (pointer as *const u8).addr() != usize::MAX
    }
    impl<T> std::rc::Weak<T> {
        pub const fn new() -> std::rc::Weak<T> {
            let pointer = core::ptr::without_provenance::<T>(usize::MAX);
            Weak { pointer: std::ptr::NonNull { pointer } }
        }
        /// Memory whose value comes later, with no strong pointer yet.
        pub fn of_nothing_yet() -> std::rc::Weak<T> {
            unsafe {
                let memory = room(core::mem::size_of::<T>(), core::mem::align_of::<T>()) as *mut T;
                *strong(memory as *const T) = 0;
                Weak { pointer: std::ptr::NonNull { pointer: memory as *const T } }
            }
        }
        /// Puts the value there. The strong pointers take over the weak one that made the room.
        pub fn filled(self, value: T) -> std::rc::Rc<T> {
            let pointer = self.pointer.pointer;
            unsafe {
                core::ptr::write(pointer as *mut T, value);
                *strong(pointer) = 1;
            }
            core::mem::forget(self);
            made(pointer)
        }
        pub fn as_ptr(&self) -> *const T {
            self.pointer.pointer
        }
        pub fn into_raw(self) -> *const T {
            let pointer = self.pointer.pointer;
            core::mem::forget(self);
            pointer
        }
        pub unsafe fn from_raw(pointer: *const T) -> std::rc::Weak<T> {
            Weak { pointer: std::ptr::NonNull { pointer } }
        }
    }
    impl<T: ?Sized> std::rc::Weak<T> {
        pub fn upgrade(&self) -> Option<std::rc::Rc<T>> {
            let pointer = self.pointer.pointer;
            unsafe {
                if !leads_somewhere(pointer) || *strong(pointer) == 0 {
                    return None;
                }
                *strong(pointer) += 1;
            }
            Some(made(pointer))
        }
        pub fn strong_count(&self) -> usize {
            let pointer = self.pointer.pointer;
            if leads_somewhere(pointer) {
                return unsafe { *strong(pointer) };
            }
            0
        }
        pub fn weak_count(&self) -> usize {
            let pointer = self.pointer.pointer;
            if leads_somewhere(pointer) && unsafe { *strong(pointer) } != 0 {
                return unsafe { *weak(pointer) - 1 };
            }
            0
        }
        pub fn ptr_eq(&self, other: &std::rc::Weak<T>) -> bool {
            self.pointer.pointer as *const u8 == other.pointer.pointer as *const u8
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::rc::Weak<T> {
        fn drop(&mut self) {
            if leads_somewhere(self.pointer.pointer) {
                unsafe { release(self.pointer.pointer) }
            }
        }
    }
    impl<T: ?Sized> std::clone::Clone for std::rc::Weak<T> {
        fn clone(&self) -> std::rc::Weak<T> {
            let pointer = self.pointer.pointer;
            if leads_somewhere(pointer) {
                unsafe { *weak(pointer) += 1 }
            }
            Weak { pointer: std::ptr::NonNull { pointer } }
        }
    }
    impl<T> std::default::Default for std::rc::Weak<T> {
        fn default() -> std::rc::Weak<T> {
            std::rc::Weak::<T>::new()
        }
    }
    impl<T: ?Sized> std::fmt::Debug for std::rc::Weak<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("(Weak)")
        }
    }
}
