// SPDX-License-Identifier: MIT
pub mod array {
    use crate::std;
    use std::option::Option::{None, Some};

    pub struct TryFromSliceError(pub ());

    pub struct IntoIter<T, const N: usize> {
        values: std::mem::ManuallyDrop<[T; N]>,
        next: usize,
    }

    impl<T, const N: usize> std::iter::IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = std::array::IntoIter<T, N>;
        fn into_iter(self) -> std::array::IntoIter<T, N> {
            std::array::IntoIter { values: std::mem::ManuallyDrop::<[T; N]>::new(self), next: 0 }
        }
    }

    impl<T, const N: usize> [T; N] {
        pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N] {
            let mut f = f;
            let mut rest = std::iter::IntoIterator::into_iter(self);
            let mut made = core::mem::MaybeUninit::<[U; N]>::uninit();
            let first = made.as_mut_ptr() as *mut U;
            let mut index = 0;
            while let Some(item) = std::iter::Iterator::next(&mut rest) {
                unsafe { core::ptr::write(first.add(index), f(item)) }
                index += 1;
            }
            unsafe { made.assume_init() }
        }
        pub fn as_slice(&self) -> &[T] {
            self
        }
        pub fn as_mut_slice(&mut self) -> &mut [T] {
            self
        }
    }
    pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N] {
        let mut f = f;
        let mut made = core::mem::MaybeUninit::<[T; N]>::uninit();
        let first = made.as_mut_ptr() as *mut T;
        let mut index = 0;
        while index < N {
            unsafe { core::ptr::write(first.add(index), f(index)) }
            index += 1;
        }
        unsafe { made.assume_init() }
    }

    fn place<T, const N: usize>(iter: &mut std::array::IntoIter<T, N>, index: usize) -> *mut T {
        let values: *mut std::mem::ManuallyDrop<[T; N]> = &mut iter.values;
        unsafe { (values as *mut T).add(index) }
    }

    impl<T, const N: usize> std::iter::Iterator for std::array::IntoIter<T, N> {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            if self.next == N {
                return None;
            }
            let value = place(self, self.next);
            self.next += 1;
            Some(unsafe { core::ptr::read(value) })
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            (N - self.next, Some(N - self.next))
        }
    }
    impl<T, const N: usize> std::iter::ExactSizeIterator for std::array::IntoIter<T, N> {}

    impl<T, const N: usize> core::ops::Drop for std::array::IntoIter<T, N> {
        fn drop(&mut self) {
            while self.next < N {
                let value = place(self, self.next);
                self.next += 1;
                unsafe { core::ptr::drop_in_place(value) }
            }
        }
    }
}
